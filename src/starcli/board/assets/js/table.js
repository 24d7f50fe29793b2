// The league table: its columns, its rows, and the pages of it.

function columnsOf() {
  const columns = [{ id: "place", figure: true }];
  if (board.compared) columns.push({ id: "before", figure: true }, { id: "move" });
  columns.push({ id: "name" });
  if (board.counties.length > 1) columns.push({ id: "county" });
  columns.push({ id: "town" }, { id: "kind" }, { id: "total", figure: true });
  board.dimensions.forEach((dimension, at) => columns.push({ id: `d.${at}`, figure: true, dimension }));
  columns.push({ id: "grade" });
  if (board.lists.length) columns.push({ id: "list" });
  return columns;
}

const LONG = 8;

function columnClass(column) {
  return `c-${column.dimension ? "dimension" : column.id}${column.figure ? " figure" : ""}`;
}

function columnName(column) {
  return column.dimension ? told(column.dimension.name) : say(column.id);
}

// Long names of dimensions stand below the table, and their ids above the columns.
function isLong(column) {
  return Boolean(column.dimension) && columnName(column).length > LONG;
}

function showColumns(columns) {
  const cells = columns.map((column) => {
    const sortedBy = state.sort === column.id;
    const name = columnName(column);
    const short = isLong(column) ? column.dimension.id : name;
    const heading = {
      scope: "col",
      class: columnClass(column),
      "aria-sort": sortedBy ? (state.down ? "descending" : "ascending") : "none",
    };
    // Browsers leave buttons out where they print the heading again on the next page.
    if (everyRow) return h("th", heading, short);
    const button = h(
      "button",
      {
        type: "button",
        "data-column": column.id,
        title: short === name ? null : name,
        onclick: () => sortBy(column.id),
      },
      h("span", { "aria-hidden": short === name ? null : "true" }, short),
      short === name ? null : h("span", { class: "unseen" }, name),
    );
    return h("th", heading, button);
  });
  document.getElementById("columns").replaceChildren(h("tr", {}, cells));
  const legend = columns
    .filter(isLong)
    .map((column) => h("span", {}, h("b", {}, column.dimension.id), ` ${told(column.dimension.name)}`));
  document.getElementById("legend").replaceChildren(...legend);
}

function sortBy(column) {
  choose({ sort: column, down: state.sort === column ? !state.down : highestFirst(column) });
}

function starsOf(unit) {
  const grade = board.grades[unit.grade];
  const best = board.grades[0].stars;
  return [
    h("span", { class: "star", "aria-hidden": "true" }, "★".repeat(grade.stars) + "☆".repeat(best - grade.stars)),
    " ",
    h("span", { class: "word" }, told(grade.name)),
    unit.held
      ? h(
          "span",
          { class: "held", title: told(unit.held) },
          h("span", { "aria-hidden": "true" }, "*"),
          h("span", { class: "unseen" }, ` ${say("held.short")}`),
        )
      : null,
  ];
}

function movementOf(unit) {
  const up = movedUp(unit);
  if (up === null)
    return h(
      "span",
      { class: "move new" },
      h("span", { "aria-hidden": "true" }, say("new.short")),
      h("span", { class: "unseen" }, say("new")),
    );
  if (up === 0)
    return h(
      "span",
      { class: "move same" },
      h("span", { "aria-hidden": "true" }, say("same.short")),
      h("span", { class: "unseen" }, say("same")),
    );
  const key = up > 0 ? "up" : "down";
  return h(
    "span",
    { class: `move ${key}` },
    h("span", { "aria-hidden": "true" }, `${up > 0 ? "▲" : "▼"} ${Math.abs(up)}`),
    h("span", { class: "unseen" }, say(key, { n: Math.abs(up) })),
  );
}

function listsOf(unit) {
  return unit.lists.flatMap((at) => [
    " ",
    h("span", { class: `listed ${board.lists[at].sort}` }, told(board.lists[at].label)),
  ]);
}

function gauge(share) {
  const bar = h("i");
  bar.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return h("span", { class: "gauge", "aria-hidden": "true" }, bar);
}

function kindName(unit) {
  return unit.kind < 0 ? say("dash") : told(board.kinds[unit.kind].name);
}

function cellOf(unit, column) {
  if (column.dimension) {
    const { points, score } = unit.dimensions[Number(column.id.slice(2))];
    return points === null ? say("dash") : [fixed(points, board.decimals.points), gauge(score)];
  }
  switch (column.id) {
    case "place":
      return String(unit.place[state.by]);
    case "before":
      return (unit.before && unit.before[state.by]) || say("dash");
    case "move":
      return movementOf(unit);
    case "county":
      return named(unit.county || say("dash"));
    case "town":
      return named(unit.town || say("dash"));
    case "kind":
      return kindName(unit);
    case "total":
      return [fixed(unit.total, board.decimals.total), gauge(unit.total / board.full)];
    case "grade":
      return starsOf(unit);
    default:
      return listsOf(unit);
  }
}

// What is said of a unit whose form is of another season than most; nothing of the others.
function periodOf(unit) {
  if (unit.period < 1) return null;
  return h("span", { class: "other-period" }, say("otherPeriod", { season: told(board.periods[unit.period]) }));
}

function rowOf(unit, columns, fresh) {
  const cells = columns.map((column) => {
    if (column.id !== "name") return h("td", { class: columnClass(column) }, cellOf(unit, column));
    const button = h("button", { type: "button", "data-unit": unit.key, "aria-haspopup": "dialog" }, named(unit.name));
    const place = h("span", { class: "about place" }, h("span", {}, named(unit.town), ` ${kindName(unit)}`));
    return h(
      "th",
      { scope: "row", class: columnClass(column) },
      button,
      " ",
      place,
      periodOf(unit),
      h("span", { class: "about" }, starsOf(unit), listsOf(unit)),
    );
  });
  return h("tr", { class: fresh.has(unit.key) ? "unit fresh" : "unit", "data-key": unit.key }, cells);
}

// The rows of a page, group below group where they stand by their places.
function bodiesOf(rows, columns, fresh) {
  if (state.sort !== "place")
    return [
      h(
        "tbody",
        {},
        rows.map((unit) => rowOf(unit, columns, fresh)),
      ),
    ];
  const bodies = [];
  let group = null;
  for (const unit of rows) {
    if (unit.group[state.by] !== group) {
      group = unit.group[state.by];
      const known = board.groupings[state.by].groups[group];
      const heading = h(
        "th",
        { scope: "rowgroup", colspan: columns.length },
        told(known.name),
        " ",
        h("small", {}, say("groupSize", { n: known.size })),
      );
      bodies.push(h("tbody", {}, h("tr", { class: "circle" }, heading)));
    }
    bodies[bodies.length - 1].append(rowOf(unit, columns, fresh));
  }
  return bodies;
}

let everyRow = false;

function showTable(rows, fresh = new Set()) {
  const columns = columnsOf();
  const size = everyRow || !state.size ? Math.max(rows.length, 1) : state.size;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = everyRow ? 1 : Math.min(Math.max(state.page, 1), pages);
  const shown = rows.slice((page - 1) * size, page * size);
  const table = document.querySelector(".league");
  showColumns(columns);
  for (const body of table.querySelectorAll("tbody")) body.remove();
  table.append(...bodiesOf(shown, columns, fresh));
  table.hidden = rows.length === 0;
  const none = document.getElementById("none");
  none.hidden = rows.length > 0;
  none.textContent = say(board.rated.length ? "none" : "nobody");
  document.getElementById("key").textContent = shown.some((unit) => unit.held) ? say("held.key") : "";
  showPages(page, pages, rows.length);
  fit();
}

const STEPS = ["fit-1", "fit-2", "fit-3", "fit-4"];

// Leave out columns, the least wanted first, until the table is no wider than its place; the card has them all.
function fit() {
  const main = document.querySelector("main");
  const [frame, table] = [document.getElementById("league"), document.querySelector(".league")];
  main.classList.remove(...STEPS);
  for (const step of STEPS) {
    if (table.offsetWidth <= frame.clientWidth) return;
    main.classList.add(step);
  }
}

function showPages(at, pages, count) {
  const turn = (word, page, off) =>
    h(
      "button",
      { type: "button", class: "quiet", "data-page": word, disabled: off, onclick: () => turnTo(page) },
      say(word),
    );
  const size = h(
    "select",
    { "aria-label": say("pages"), id: "size" },
    SIZES.map((n) =>
      h("option", { value: n, selected: n === state.size }, n ? say("perPage", { n }) : say("perPage.all")),
    ),
  );
  size.addEventListener("change", () => choose({ size: Number(size.value), page: 1 }));
  const parts = [
    turn("first", 1, at === 1),
    turn("previous", at - 1, at === 1),
    h("span", {}, say("page", { n: at, all: pages })),
    turn("next", at + 1, at === pages),
    turn("last", pages, at === pages),
    size,
  ];
  document.getElementById("pages").replaceChildren(...(count > SIZES[0] ? parts : []));
}

function turnTo(page) {
  choose({ page });
  document.getElementById("league").focus({ preventScroll: true });
  document.getElementById("league").scrollIntoView();
}
