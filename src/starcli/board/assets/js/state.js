// What the reader has chosen: it stands behind the # of the address, so that a link shows the same.

const START = {
  lang: document.documentElement.lang === "en" ? "en" : "zh",
  q: "",
  county: "",
  town: "",
  kind: "",
  profile: "",
  star: [],
  list: [],
  by: 0,
  sort: "place",
  down: false,
  page: 1,
  size: 50,
  big: false,
  unit: "",
};
const SIZES = [25, 50, 100, 200, 0];
let state = { ...START };

function stateFrom(address) {
  const given = new URLSearchParams(address.replace(/^#/, ""));
  const read = { ...START, star: [], list: [] };
  for (const name of ["q", "county", "town", "kind", "profile", "sort", "unit"])
    if (given.has(name)) read[name] = given.get(name);
  for (const name of ["star", "list"]) if (given.get(name)) read[name] = given.get(name).split(",");
  for (const name of ["down", "big"]) read[name] = given.get(name) === "1";
  for (const name of ["by", "page", "size"])
    if (/^\d{1,4}$/.test(given.get(name) || "")) read[name] = Number(given.get(name));
  if (["zh", "en"].includes(given.get("lang"))) read.lang = given.get("lang");
  if (!SIZES.includes(read.size)) read.size = START.size;
  return read;
}

function addressOf(chosen) {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen)) {
    const text = Array.isArray(value) ? value.join(",") : value === true ? "1" : value === false ? "" : String(value);
    if (text !== String(START[name]) && text !== "") said.set(name, text);
  }
  return `#${said}`;
}

function keepAddress() {
  const address = addressOf(state);
  if (address !== (location.hash || "#")) history.replaceState(null, "", address);
}

// Choose something and show it; whatever changes what is listed leads back to the first page.
function choose(change) {
  const stays = Object.keys(change).every((name) => ["page", "unit", "lang", "big"].includes(name));
  state = { ...state, ...(stays ? {} : { page: 1 }), ...change };
  keepAddress();
  show();
}
