// The card of one unit, in a dialog.

let opener = "";

function showCard() {
  const dialog = document.getElementById("card");
  const unit = state.unit && board.rated.find((one) => one.key === state.unit);
  document.documentElement.classList.toggle("card-open", Boolean(unit));
  if (!unit) {
    if (dialog.open) dialog.close();
    return;
  }
  const rows = currentRows();
  const held = document.activeElement && dialog.contains(document.activeElement) ? document.activeElement.id : "";
  const scrolled = dialog.dataset.unit === unit.key ? dialog.scrollTop : 0;
  dialog.dataset.unit = unit.key;
  dialog.replaceChildren(
    h(
      "div",
      {},
      cardBar(unit, rows),
      cardHead(unit),
      cardDecided(unit),
      cardDimensions(unit),
      cardGaps(unit),
      h("p", { class: "stamp print-only" }, stampParts()),
    ),
  );
  if (!dialog.open) {
    opener = unit.key;
    dialog.showModal();
  }
  dialog.scrollTop = scrolled;
  const target = document.getElementById(held || "card-close");
  (target && !target.disabled ? target : document.getElementById("card-close")).focus();
}

function cardBar(unit, rows) {
  const at = rows.findIndex((one) => one.key === unit.key);
  const turn = (id, word, other) =>
    h(
      "button",
      { type: "button", class: "quiet", id, disabled: !other, onclick: () => choose({ unit: other.key }) },
      say(word),
    );
  return h(
    "div",
    { class: "bar" },
    turn("card-previous", "previousUnit", at > 0 ? rows[at - 1] : null),
    turn("card-next", "nextUnit", at >= 0 && at < rows.length - 1 ? rows[at + 1] : null),
    h("button", { type: "button", class: "quiet", id: "card-print", onclick: () => window.print() }, say("print")),
    h(
      "button",
      {
        type: "button",
        class: "quiet close",
        id: "card-close",
        onclick: () => document.getElementById("card").close(),
      },
      say("close"),
    ),
  );
}

function cardHead(unit) {
  const where = [unit.county, unit.town].filter(Boolean).join(" ");
  const kind = [
    unit.kind < 0 ? "" : told(board.kinds[unit.kind].name),
    unit.profile < 0 ? "" : told(board.profiles[unit.profile].name),
    unit.code,
  ]
    .filter(Boolean)
    .join(dot());
  const item = (name, ...content) => h("div", {}, h("dt", {}, name), h("dd", {}, ...content));
  const places = board.groupings.map((grouping, by) => ({ by, group: grouping.groups[unit.group[by]] }));
  const order = [...places.filter((one) => one.by === state.by), ...places.filter((one) => one.by !== state.by)];
  const unlike = order.filter(
    (one, at) => order.findIndex((other) => told(other.group.name) === told(one.group.name)) === at,
  );
  return [
    h("h2", { id: "card-name" }, named(unit.name)),
    h("p", { class: "where" }, named(where), where && kind ? dot() : "", kind, " ", periodOf(unit)),
    h(
      "dl",
      { class: "stands" },
      item(say("grade"), starsOf(unit)),
      item(say("total"), fixed(unit.total, board.decimals.total)),
      item(say("place"), String(unit.place[state.by]), h("small", {}, say("of", { n: order[0].group.size }))),
      board.compared ? item(say("move"), movementOf(unit)) : null,
      unit.lists.length ? item(say("list"), listsOf(unit)) : null,
      item(say("coverage"), percent(unit.coverage)),
    ),
    h(
      "p",
      { class: "places" },
      unlike.map((one) =>
        h("span", {}, say("placeIn", { group: told(one.group.name), place: unit.place[one.by], n: one.group.size })),
      ),
    ),
  ];
}

function cardDecided(unit) {
  return [
    h("h3", {}, say("decided")),
    h(
      "ul",
      { class: "decided" },
      reasonsOf(unit).map((reason) => h("li", {}, reason)),
      unit.held ? h("li", { class: "held" }, say("held", { what: told(unit.held) })) : null,
    ),
  ];
}

// One sentence for everything that decided the grade.
function reasonsOf(unit) {
  const gaps = new Map(gapsOf(unit).map((gap) => [gap.indicator.id, gap]));
  const grade = board.grades[unit.target];
  const name = within(told(grade.name));
  if (unit.vetoes.length) {
    return unit.vetoes.map((id) =>
      say("why.veto", {
        id,
        name: told(board.vetoes[id].name),
        grade: within(told(board.grades[board.vetoes[id].cap].name)),
      }),
    );
  }
  if (unit.grade === 0) return [say("why.top", { graded: unit.graded, grade: name, floor: grade.floor })];
  return unit.blocked.map((at) => {
    const [sort, id] = board.deciders[at].split(":");
    if (sort === "floor") return say("why.floor", { graded: unit.graded, grade: name, floor: grade.floor });
    if (sort === "dimension") {
      const found = board.dimensions.findIndex((dimension) => dimension.id === id);
      return say("why.dimension", {
        id,
        name: told(board.dimensions[found].name),
        score: percent(unit.dimensions[found].score),
        grade: name,
        floor: percent(grade.dimensionFloor),
      });
    }
    const gap = gaps.get(id);
    return say("why.gate", {
      id,
      name: told(gap.indicator.name),
      now: currentOf(gap),
      grade: name,
      demand: told(gap.demand),
    });
  });
}

// What is missing to the next grade, in one sentence.
function missingOf(unit) {
  const grade = board.grades[unit.target];
  if (unit.grade === 0) return say("to.top", { grade: told(grade.name) });
  const sorts = unit.blocked.map((at) => board.deciders[at].split(":"));
  const ids = (sort) => sorts.filter((one) => one[0] === sort).map((one) => one[1]);
  const short = Number((grade.floor - unit.graded).toFixed(board.decimals.total));
  const [gates, dimensions] = [ids("gate"), ids("dimension")];
  const parts = [short > 0 ? say("to.points", { points: short }) : say("to.enough")];
  if (gates.length) parts.push(say("to.gates", { n: gates.length, ids: gates.join(say("pause")) }));
  if (dimensions.length) parts.push(say("to.dimensions", { n: dimensions.length, ids: dimensions.join(say("pause")) }));
  if (unit.vetoes.length) parts.push(say("to.veto"));
  return say("to", { grade: within(told(grade.name)), what: parts.join(say("comma")) });
}

function cardDimensions(unit) {
  const means = board.groupings[state.by].groups[unit.group[state.by]].means;
  const floor = board.grades[unit.target].dimensionFloor;
  const drawn = radar(unit, means);
  const head = ["dimension", "points", "share", "mean"].map((word, at) =>
    h("th", { scope: "col", class: at ? "figure" : null }, say(word)),
  );
  const rows = board.dimensions.map((dimension, at) => {
    const { points, available, score } = unit.dimensions[at];
    if (points === null) return null;
    const low = floor !== null && score < floor;
    return h(
      "tr",
      { class: low ? "low" : null },
      h("th", { scope: "row" }, told(dimension.name)),
      h("td", { class: "figure" }, `${fixed(points, board.decimals.points)} / ${available}`),
      h("td", { class: "figure share" }, percent(score), low ? ` ${say("belowFloor")}` : ""),
      h("td", { class: "figure" }, means[at] === null ? say("dash") : percent(means[at])),
    );
  });
  const key = h(
    "figcaption",
    {},
    h("span", {}, h("i", {}), say("own")),
    h("span", {}, h("i", { class: "mean" }), say("mean")),
  );
  return [
    h("h3", {}, say("dimensions")),
    h(
      "div",
      { class: "sides" },
      drawn ? h("figure", {}, drawn, key) : null,
      h(
        "div",
        {},
        h(
          "table",
          { class: "plain" },
          h("caption", { class: "unseen" }, say("dimensions")),
          h("thead", {}, h("tr", {}, head)),
          h("tbody", {}, rows),
        ),
      ),
    ),
  ];
}

function cardGaps(unit) {
  const title = say("shortBoards", { grade: within(told(board.grades[unit.target].name)) });
  const gaps = gapsOf(unit);
  const lead = [h("h3", {}, title), h("p", { class: "next" }, missingOf(unit))];
  if (!gaps.length)
    return [...lead, h("p", {}, say("noShortBoards", { grade: within(told(board.grades[unit.target].name)) }))];
  const head = [
    ["code", "wide"],
    ["indicator", ""],
    ["now", "figure"],
    ["required", "figure"],
    ["gain", "figure"],
  ];
  const rows = gaps.map((gap) =>
    h(
      "tr",
      {},
      h("td", { class: "code wide" }, gap.indicator.id),
      h(
        "th",
        { scope: "row" },
        told(gap.indicator.name),
        gap.gate ? [" ", h("span", { class: "gate" }, say("gate"))] : null,
      ),
      h("td", { class: "figure" }, currentOf(gap)),
      h("td", { class: "figure" }, told(gap.demand)),
      h("td", { class: "figure" }, `+${fixed(gap.gain, board.decimals.points)}`),
    ),
  );
  return [
    ...lead,
    h(
      "table",
      { class: "plain" },
      h("caption", { class: "unseen" }, title),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map(([word, style]) => h("th", { scope: "col", class: style || null }, say(word))),
        ),
      ),
      h("tbody", {}, rows),
    ),
  ];
}

// However it was closed, the reader comes back to the unit whose card it was.
function cardClosed() {
  const key = document.getElementById("card").dataset.unit || opener;
  if (state.unit) choose({ unit: "" });
  focusUnit(key);
}

function focusUnit(key) {
  const button = [...document.querySelectorAll("[data-unit]")].find((one) => one.dataset.unit === key);
  if (button) button.focus();
  else document.getElementById("league").focus({ preventScroll: true });
}
