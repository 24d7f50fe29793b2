// What the page says, in the language that is chosen.

const WORDS = JSON.parse(document.getElementById("words").textContent);

function languageIndex() {
  return state.lang === "en" ? 1 : 0;
}

// Of a pair of wordings, the one of the language.
function told(pair) {
  return pair[languageIndex()];
}

// A wording with its placeholders filled in; `n` of one takes the wording for a single one.
function say(key, details = {}) {
  const single = details.n === 1 && WORDS[key + ".1"];
  return told(single || WORDS[key]).replace(/\{(\w+)\}/g, (whole, name) =>
    name in details ? String(details[name]) : whole,
  );
}

// What stands between the parts of a description.
function dot() {
  return state.lang === "en" ? " · " : "·";
}

// A name within a sentence: English writes it small.
function within(name) {
  return state.lang === "en" ? name.toLowerCase() : name;
}

function fixed(value, places) {
  return value.toFixed(places);
}

function percent(share) {
  // Half up in decimals: what a share has beyond six of them is the noise of binary fractions.
  return `${(Math.round(Math.round(share * 1e6) / 1e3) / 10).toFixed(1)}%`;
}

// An element with attributes and children; every text becomes a text node, whatever it says.
function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// The words of the page that stand still.
function sayAll() {
  document.documentElement.lang = state.lang === "en" ? "en" : "zh-CN";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]"))
    element.setAttribute("aria-label", say(element.dataset.label));
}

// Names of places and units are Chinese whatever the language of the page; one that runs the other way turns nothing else.
function named(text) {
  return h("bdi", state.lang === "en" ? { lang: "zh-CN" } : {}, text);
}
