"""Findings about who reported: the roster against the forms that came in."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "not-in-roster",
        "名册里没有“{unit}”",
        "'{unit}' is not in the roster",
        "请核对名称和代码，或补入名册。相近的有：{near}",
        "check name and code, or add it to the roster. Near: {near}",
    ),
    (
        "roster-unreadable",
        "这不是名册：没有一张表同时有“名称”和“代码”列",
        "not a roster: no sheet has both a name and a code column",
        "请给名册加上表头：代码、名称、类型、分类、镇街、区县、标签",
        "give it these headings: code, name, kind, profile, town, county, tags",
    ),
    (
        "roster-row-repeated",
        "名册里“{text}”出现两次（另一处在 {other}）",
        "'{text}' stands twice in the roster (also at {other})",
        "请删去一行",
        "remove one of the two",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "not-reported",
        "{town}{name}没有上报",
        "{name} ({town}) has not reported",
        "请催报；在此之前它计入总数，不评星",
        "ask for its form; until then it counts in every total without a grade",
    ),
    (
        "roster-differs",
        "表上的{what}是“{said}”，名册里是“{listed}”",
        "the form gives the {what} as '{said}', the roster as '{listed}'",
        "请核对；按名册统计",
        "check which is right; totals follow the roster",
    ),
)

IDENTITY = _ERRORS | _WARNINGS
