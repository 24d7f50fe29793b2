// What stands around the table: title, stamp, summary, filters, and those without a rating.

function stampParts() {
  const part = (name, value) => h("span", {}, name ? `${name} ` : "", h("b", {}, value));
  const { framework } = board;
  return [
    part(say("time"), board.time.slice(0, 16)),
    part(say("basis"), told(board.basis)),
    part("", `${framework.id} ${framework.version} ${framework.fingerprint}`),
    part("", told(framework.status)),
    told(board.starsNote) ? part("", say("asRated")) : null,
    board.kept ? part("", say("kept", { n: board.kept })) : null,
  ].filter(Boolean);
}

function showHead() {
  const title = say("title", { name: board.name });
  document.title = board.periods.length ? `${title} · ${board.periods.map(told).join(say("pause"))}` : title;
  document.getElementById("title").textContent = title;
  document.getElementById("season").textContent = board.periods.map(told).join(say("pause"));
  document.getElementById("stamp").replaceChildren(...stampParts());
  document.getElementById("language").textContent = say("switch");
  document.getElementById("language").lang = state.lang === "en" ? "zh-CN" : "en";
  document.getElementById("big").setAttribute("aria-pressed", String(state.big));
  document.documentElement.classList.toggle("big", state.big);
}

function showSummary(everybody) {
  const count = (which) => everybody.filter((unit) => unit.state === which).length;
  const [rated, unrated, missing] = ["rated", "unrated", "missing"].map(count);
  const item = (word, figure, lacking, style = null) =>
    h(
      "div",
      { class: lacking ? "lacking" : style },
      h("dt", {}, say(word)),
      h("dd", {}, lacking ? h("a", { href: "#absent", onclick: toAbsent }, String(figure)) : String(figure)),
    );
  const parts = [item("units", everybody.length), item("rated", rated), item("unrated", unrated, unrated > 0)];
  if (board.turnout.missing !== null) {
    parts.push(item("missing", missing, missing > 0));
    if (everybody.length) parts.push(item("reported", percent((rated + unrated) / everybody.length), false, "share"));
  }
  document.getElementById("turnout").replaceChildren(...parts);
}

function toAbsent(event) {
  event.preventDefault();
  const title = document.getElementById("absent-title");
  title.tabIndex = -1;
  title.focus();
  title.scrollIntoView();
}

function toggled(list, id) {
  return list.includes(id) ? list.filter((one) => one !== id) : [...list, id];
}

function showChoices() {
  const forStars = fitting("star").filter((unit) => unit.rated);
  const best = board.grades[0].stars;
  const stars = board.grades.map((grade, at) => {
    const count = forStars.filter((unit) => unit.grade === at).length;
    const signs = h(
      "span",
      { class: "star", "aria-hidden": "true" },
      "★".repeat(grade.stars) + "☆".repeat(best - grade.stars),
    );
    return h(
      "button",
      {
        type: "button",
        "data-star": grade.id,
        "aria-label": say("choice", { name: told(grade.name), n: count }),
        "aria-pressed": String(state.star.includes(grade.id)),
        onclick: () => choose({ star: toggled(state.star, grade.id) }),
      },
      h("b", {}, String(count)),
      h("i", {}, signs, " ", h("span", { class: "word" }, told(grade.name))),
    );
  });
  document.getElementById("grades").replaceChildren(...stars);
  const forLists = fitting("list").filter((unit) => unit.rated);
  const lists = board.lists.map((list, at) => {
    const count = forLists.filter((unit) => unit.lists.includes(at)).length;
    return h(
      "button",
      {
        type: "button",
        class: "quiet",
        "data-list": list.id,
        title: told(list.name),
        "aria-label": say("choice", { name: told(list.label), n: count }),
        "aria-pressed": String(state.list.includes(list.id)),
        onclick: () => choose({ list: toggled(state.list, list.id) }),
      },
      `${told(list.label)} ${count}`,
    );
  });
  document.getElementById("lists").replaceChildren(...lists);
}

function showFields() {
  const names = new Intl.Collator("zh-Hans-CN", { numeric: true });
  const text = (values) => values.map((value) => [value, value]);
  const towns = distinct(
    units.filter((unit) => !state.county || unit.county === state.county).map((unit) => unit.town),
  ).sort(names.compare);
  const kinds = board.kinds
    .filter((_, at) => units.some((unit) => unit.kind === at))
    .map((kind) => [kind.id, told(kind.name)]);
  const profiles = board.profiles
    .filter((_, at) => units.some((unit) => unit.profile === at))
    .map((profile) => [profile.id, told(profile.name)]);
  const sorts = columnsOf().map((column) => [column.id, columnName(column)]);
  const fields = [
    board.counties.length > 1 ? field("county", text(board.counties), (county) => choose({ county, town: "" })) : null,
    towns.length > 1 || state.town ? field("town", text(towns)) : null,
    kinds.length > 1 ? field("kind", kinds) : null,
    profiles.length > 1 ? field("profile", profiles) : null,
    board.groupings.length > 1
      ? field(
          "grouping",
          board.groupings.map((one, at) => [String(at), told(one.name)]),
          (by) => choose({ by: Number(by) }),
          String(state.by),
        )
      : null,
    field("sorting", sorts, (sort) => choose({ sort, down: highestFirst(sort) }), state.sort),
  ];
  document.getElementById("fields").replaceChildren(...fields.filter(Boolean));
}

// A drop-down list; where nothing else is said it filters by what it is called, and its first option is everything.
function field(name, options, chosen = null, value = null) {
  const list = value === null ? [["", say("all")], ...options] : options;
  const current = value === null ? state[name] : value;
  const select = h(
    "select",
    { id: `field-${name}` },
    list.map(([id, said]) => h("option", { value: id, selected: id === current }, said)),
  );
  select.addEventListener("change", () => (chosen ? chosen(select.value) : choose({ [name]: select.value })));
  return h("div", { class: name }, h("label", { for: `field-${name}` }, say(name)), select);
}

// The filters that are set, in words.
function filterWords() {
  const byId = (known, id) => told((known.find((one) => one.id === id) || { name: [id, id] }).name);
  return [
    state.county,
    state.town,
    state.kind && byId(board.kinds, state.kind),
    state.profile && byId(board.profiles, state.profile),
    ...state.star.map((id) => byId(board.grades, id)),
    ...state.list.map((id) => byId(board.lists, id)),
    state.q && `“${state.q}”`,
  ].filter(Boolean);
}

function showFilters() {
  const query = document.getElementById("query");
  if (query.value !== state.q && document.activeElement !== query) query.value = state.q;
  const words = filterWords();
  const inMore = [state.county, state.town, state.kind, state.profile].filter(Boolean).length;
  document.getElementById("active").textContent = inMore ? `(${inMore})` : "";
  document.getElementById("reset").hidden = words.length === 0;
  document.getElementById("chosen").textContent = words.length ? say("chosen", { what: words.join(say("pause")) }) : "";
  const keys = told(board.groupings[state.by].name);
  document
    .getElementById("caption")
    .replaceChildren(h("b", {}, say("board")), `${say("grouping")}${state.lang === "en" ? " " : "："}${keys}`);
}

function showCount(rows) {
  const words = say("shown", { n: rows.length, all: board.rated.length });
  const count = document.getElementById("count");
  if (count.textContent !== words) count.textContent = words;
}

function showAbsent(everybody) {
  const absent = everybody.filter((unit) => !unit.rated);
  const section = document.getElementById("absent");
  section.hidden = absent.length === 0;
  document.getElementById("absent-title").textContent = `${say("absent")} (${absent.length})`;
  const known = absent.filter((unit) => unit.name);
  const nameless = absent.length - known.length;
  const counties = distinct(known.map((unit) => unit.county));
  const parts =
    counties.length > 1
      ? [...counties, ""].map((county) =>
          countyOf(
            known.filter((unit) => unit.county === county),
            county,
          ),
        )
      : [townsOf(known)];
  document
    .getElementById("absent-list")
    .replaceChildren(...parts.filter(Boolean), ...(nameless ? [h("p", {}, say("nameless", { n: nameless }))] : []));
}

function countyOf(some, county) {
  if (!some.length) return null;
  const open = Boolean(state.county) || everyRow;
  return h("details", { open }, h("summary", {}, named(county || say("unplaced")), ` (${some.length})`), townsOf(some));
}

function townsOf(some) {
  const towns = [...new Set(some.map((unit) => unit.town))];
  return h(
    "dl",
    {},
    towns.map((town) => [
      h("dt", {}, named(town || say("unplaced"))),
      h(
        "dd",
        {},
        h(
          "ul",
          {},
          some
            .filter((unit) => unit.town === town)
            .map((unit) => h("li", {}, named(unit.name), " ", h("span", { class: "why" }, say(unit.state)))),
        ),
      ),
    ]),
  );
}

function showFoot() {
  const { framework } = board;
  const rules = board.lists
    .map((list) => `${told(list.label)}${state.lang === "en" ? ": " : "："}${told(list.rule)}`)
    .join(say("pause"));
  const details = { ...framework, name: told(framework.name) };
  const lines = [
    say("framework", details),
    told(framework.disclaimer),
    told(board.starsNote) && say("stars", { note: told(board.starsNote) }),
    [
      told(board.ties) && say("ties", { ties: told(board.ties) }),
      rules && say("rules", { rules, group: told(board.groupings[0].name) }),
    ]
      .filter(Boolean)
      .join(state.lang === "en" ? " " : ""),
    `${say("privacy")}${state.lang === "en" ? " " : ""}${say("madeBy", { version: board.program })}`,
  ];
  document.getElementById("foot").replaceChildren(...lines.filter(Boolean).map((line) => h("p", {}, line)));
}
