// While forms come in: new data is fetched whenever the server says that there is some.

let source = null;
let again = 0;
const RETRY = 1500;

function listen() {
  if (!board.live) return;
  document.getElementById("live").hidden = false;
  document.addEventListener("visibilitychange", () => (document.hidden ? hangUp() : connect()));
  connect();
}

function connect() {
  hangUp();
  source = new EventSource("events");
  source.addEventListener("open", () => showConnected(true));
  source.addEventListener("board", (event) => {
    showConnected(true);
    if (event.data !== board.version) fetchBoard();
  });
  source.addEventListener("error", connectLater);
}

// Who connects again is told of the board that there is then, even where its data were missed before.
function connectLater() {
  showConnected(false);
  hangUp();
  again = setTimeout(connect, RETRY);
}

function hangUp() {
  clearTimeout(again);
  if (source) source.close();
  source = null;
}

let connected = true;

function showConnected(now = connected) {
  connected = now;
  const live = document.getElementById("live");
  live.classList.toggle("lost", !now);
  live.textContent = now ? `${say("live")} ${board.time.slice(11)}` : say("live.lost");
}

let fetches = 0;

async function fetchBoard() {
  const mine = ++fetches;
  try {
    const answer = await fetch("data.json", { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    const data = await answer.json();
    // Of two answers that overtake each other, the one that was asked for last counts.
    if (mine === fetches) refresh(data);
  } catch {
    if (mine === fetches) connectLater();
  }
}

function tellable(unit) {
  return JSON.stringify([unit.state, unit.total, unit.grade, unit.place, unit.lists, unit.dimensions]);
}

// Show new data, with everything that the reader chose left as it is.
function refresh(data) {
  const before = new Map(units.map((unit) => [unit.key, tellable(unit)]));
  takeIn(data);
  const changed = new Set(units.filter((unit) => before.get(unit.key) !== tellable(unit)).map((unit) => unit.key));
  const here = new Set(units.map((unit) => unit.key));
  const gone = [...before.keys()].filter((key) => !here.has(key)).length;
  show(changed);
  showConnected(true);
  document.getElementById("news").textContent = say("live.new", { n: changed.size + gone });
}

// The table is made anew: whoever stood on a button of it stands on the same one afterwards.
function keepingFocus(work) {
  const held = document.activeElement;
  const marks = ["unit", "column", "star", "list", "page"];
  const mark = held && held.dataset ? marks.find((name) => name in held.dataset) : null;
  const value = mark ? held.dataset[mark] : null;
  const id = held && held.id;
  const [x, y] = [window.scrollX, window.scrollY];
  work();
  const same = mark
    ? [...document.querySelectorAll(`[data-${mark}]`)].find((one) => one.dataset[mark] === value)
    : id
      ? document.getElementById(id)
      : null;
  if (same && same !== document.activeElement) same.focus({ preventScroll: true });
  window.scrollTo(x, y);
}
