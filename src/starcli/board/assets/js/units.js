// The units of the board as objects, from the columns in which they travel; filtered, sorted and counted.

let board = null;
let units = [];

function takeIn(data) {
  board = data;
  const columns = data.units;
  units = columns.name.map((name, at) => unitAt(columns, name, at));
  tellApart();
  board.counties = distinct(units.map((unit) => unit.county));
  board.rated = units.filter((unit) => unit.rated);
}

// By what a unit is known again: its code or its names, and its number where several have the same ones.
function tellApart() {
  const seen = new Map();
  for (const unit of units) {
    const called = unit.code || `${unit.county}/${unit.town}/${unit.name}`;
    const number = (seen.get(called) || 0) + 1;
    seen.set(called, number);
    unit.key = number > 1 ? `${called}/${number}` : called;
  }
}

function unitAt(columns, name, at) {
  const [county, town] = board.areas[columns.area[at]];
  const code = columns.code[at];
  const unit = {
    name,
    code,
    county,
    town,
    key: "",
    kind: columns.kind[at],
    profile: columns.profile[at],
    state: ["rated", "unrated", "missing"][columns.state[at]],
    rated: columns.state[at] === 0,
    found: `${name} ${town} ${county} ${code}`.toLowerCase(),
  };
  if (!unit.rated) return unit;
  for (const column of [
    "total",
    "graded",
    "period",
    "coverage",
    "grade",
    "target",
    "group",
    "place",
    "lists",
    "blocked",
    "vetoes",
  ]) {
    unit[column] = columns[column][at];
  }
  unit.before = board.compared ? columns.before[at] : null;
  unit.held = at in columns.held ? board.texts[columns.held[at]] : null;
  unit.dimensions = board.dimensions.map((_, d) => dimensionOf(columns.dimensions[at], d));
  unit.flatGaps = columns.gaps[at];
  return unit;
}

function dimensionOf(flat, d) {
  const [points, available, score] = flat.slice(3 * d, 3 * d + 3);
  return { points, available, score };
}

// The short boards of a unit: laid out only when its card is opened.
function gapsOf(unit) {
  const found = [];
  for (let at = 0; at < unit.flatGaps.length; at += 5) {
    const [indicator, now, demand, gain, gate] = unit.flatGaps.slice(at, at + 5);
    found.push({ indicator: board.indicators[indicator], now, demand: board.texts[demand], gain, gate: gate === 1 });
  }
  return found;
}

function currentOf(gap) {
  return typeof gap.now === "number" ? told(board.texts[gap.now]) : gap.now;
}

// Places gained within the grouping; null where there is nothing to compare with.
function movedUp(unit) {
  const before = unit.before && unit.before[state.by];
  return before ? before - unit.place[state.by] : null;
}

// Everybody whom the filters leave, rated or not; those set apart do not count.
function fitting(...apart) {
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  return units.filter(
    (unit) =>
      words.every((word) => unit.found.includes(word)) &&
      (!state.county || unit.county === state.county) &&
      (!state.town || unit.town === state.town) &&
      (!state.kind || (unit.kind >= 0 && board.kinds[unit.kind].id === state.kind)) &&
      (!state.profile || (unit.profile >= 0 && board.profiles[unit.profile].id === state.profile)) &&
      (apart.includes("star") ||
        !state.star.length ||
        (unit.rated && state.star.includes(board.grades[unit.grade].id))) &&
      (apart.includes("list") ||
        !state.list.length ||
        (unit.rated && unit.lists.some((at) => state.list.includes(board.lists[at].id)))),
  );
}

const LAST = Number.MAX_SAFE_INTEGER;

// What a unit is sorted by in a column; nothing known comes last in either direction.
function sortValue(unit, column) {
  if (column.startsWith("d.")) return unit.dimensions[Number(column.slice(2))].points;
  if (column === "move") return movedUp(unit);
  if (column === "before") return (unit.before && unit.before[state.by]) || null;
  if (column === "list") return unit.lists.length ? Math.min(...unit.lists) : null;
  if (column === "place") return unit.place[state.by];
  return unit[column];
}

// Whether a column begins with its highest figures when it is sorted by for the first time.
function highestFirst(column) {
  return column === "total" || column === "move" || column.startsWith("d.");
}

function sorted(rows) {
  const names = new Intl.Collator(state.lang === "en" ? "en" : "zh-Hans-CN", { numeric: true });
  const way = state.down ? -1 : 1;
  const column = state.sort;
  const byText = ["name", "county", "town"].includes(column);
  const compared = (one, other) => {
    const [a, b] = [sortValue(one, column), sortValue(other, column)];
    if (byText) return way * names.compare(a, b);
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return way * (a - b);
  };
  const byPlace = (one, other) =>
    one.group[state.by] - other.group[state.by] || one.place[state.by] - other.place[state.by];
  return rows.slice().sort((one, other) => {
    // By place, group stands below group: places of different groups say nothing about each other.
    if (column === "place")
      return one.group[state.by] - other.group[state.by] || compared(one, other) || names.compare(one.name, other.name);
    return compared(one, other) || byPlace(one, other) || names.compare(one.name, other.name);
  });
}

function distinct(values) {
  return [...new Set(values)].filter(Boolean);
}
