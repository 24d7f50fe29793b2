// The beginning: what the page begins with, and everything that a reader can do.

function currentRows() {
  return sorted(fitting().filter((unit) => unit.rated));
}

// Show everything as it is chosen; `fresh` are the units that have just changed.
function show(fresh = new Set()) {
  state.by = Math.min(state.by, board.groupings.length - 1);
  if (!columnsOf().some((column) => column.id === state.sort)) state.sort = START.sort;
  keepingFocus(() => {
    const everybody = fitting("star", "list");
    const rows = currentRows();
    sayAll();
    showHead();
    showSummary(everybody);
    showChoices();
    showFields();
    showFilters();
    showTable(rows, fresh);
    showCount(rows);
    showAbsent(everybody);
    showFoot();
    if (board.live) showConnected();
  });
  showCard();
}

// What is printed are all rows that the filters leave, not one page of them.
function forPrint(printing) {
  if (everyRow === printing || state.unit) return;
  everyRow = printing;
  show();
}

function start() {
  state = stateFrom(location.hash);
  takeIn(JSON.parse(document.getElementById("data").textContent));
  show();
  const on = (id, event, work) => document.getElementById(id).addEventListener(event, work);
  on("query", "input", (event) => choose({ q: event.target.value.trim() }));
  on("language", "click", () => choose({ lang: state.lang === "en" ? "zh" : "en" }));
  on("big", "click", () => choose({ big: !state.big }));
  on("print", "click", () => window.print());
  on("reset", "click", clearFilters);
  on("skip", "click", skip);
  on("card", "close", cardClosed);
  document.querySelector(".league").addEventListener("click", openCard);
  window.addEventListener("hashchange", () => {
    state = stateFrom(location.hash);
    document.getElementById("query").value = state.q;
    show();
  });
  const wide = window.matchMedia("(min-width: 45.01rem)");
  const unfold = () => {
    document.getElementById("more").open = wide.matches;
  };
  wide.addEventListener("change", unfold);
  unfold();
  window.addEventListener("resize", fit);
  window.addEventListener("beforeprint", () => forPrint(true));
  window.addEventListener("afterprint", () => forPrint(false));
  listen();
}

function clearFilters() {
  document.getElementById("query").value = "";
  choose({ q: "", county: "", town: "", kind: "", profile: "", star: [], list: [] });
  document.getElementById("query").focus();
}

function skip(event) {
  event.preventDefault();
  document.getElementById("league").focus();
}

function openCard(event) {
  const row = event.target.closest("tr.unit");
  // Who selects text in a row with the mouse does not want its card.
  const wanted = event.target.closest("button") || !String(window.getSelection());
  if (row && wanted) choose({ unit: row.dataset.key });
}

start();
