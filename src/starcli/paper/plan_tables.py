"""The tables of a plan's paper: problems, measures, the closing ledger, special projects and the projection."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from starcli.core.explain import percent
from starcli.core.plans.plan import Proposal
from starcli.core.text import Text
from starcli.excel.layouts.plan import (
    LEDGER_HEADINGS,
    MEASURE_HEADINGS,
    PLAN_SHEETS,
    PROBLEM_HEADINGS,
    PROBLEM_SORTS,
    PROJECT_HEADINGS,
    ProblemColumn,
)
from starcli.excel.writing.plans.content import Content, Draft, shown
from starcli.paper.paper import ACROSS, UPRIGHT, Paper
from starcli.paper.xml import Box

_CHOOSE = Text("选或填", "choose or write")
_NO_PROJECTS = Text("本单位的问题不涉及专项。", "None of this unit's problems belongs to a special project.")
_EMPTY_ROWS = 2
_PROBLEMS: dict[ProblemColumn, float] = {
    "number": 1, "code": 1.9, "indicator": 3.2, "problem": 5.9, "now": 1.6, "required": 1.7, "distance": 1.7,
    "sort": 1.6, "cause": 3.7, "origin": 2.3, "remarks": 2.1,
}  # fmt: skip
"""Widths of columns, in centimetres."""
_SEASON, _MEASURE_WIDTHS = 1.25, (0.9, 1.9, 4.5, 2.8, 3.6, 1.7, 2.4, 1.6, 1.6, 2.25, 1.4, 1.8)
_LEDGER_WIDTHS = (0.9, 1.9, 4, 2.6, 2.4, 2.2, 2, 1.6, 1.9, 1.8, 1.5, 1.8, 1.6, 1.75, 1.35)
_PROJECT_WIDTHS = (3.4, 2.4, 2.5, 2.7, 3, 3.2, 2.1, 3.6, 3.2)
_FOUR_ONES = ("leader", "department", "plan", "meeting")


def problems(paper: Paper, draft: Draft) -> None:
    """The list of problems."""
    paper.say(PLAN_SHEETS["problems"], "section")
    rows = [_heads(paper, list(PROBLEM_HEADINGS.values()))]
    for number, proposal in enumerate(draft.rows, 1):
        row, definition = draft.problem(number, proposal), proposal.gap.result.indicator.definition
        offered = {"sort": tuple(PROBLEM_SORTS.values()), "cause": definition.causes}
        boxes = []
        for key in PROBLEM_HEADINGS:
            look = "small" if key in ("indicator", "problem", "remarks") else "small_centre"
            boxes.append(_box(paper, row[key], look, offered.get(key, ())))
        rows.append(boxes)
    paper.table(_fitting(_PROBLEMS.values()), (*rows, *_empty(len(_PROBLEMS), len(draft.rows))), heads=1, height=0.9)


def measures(paper: Paper, draft: Draft) -> None:
    """The measures with their values by season."""
    paper.say(PLAN_SHEETS["measures"], "section")
    heads = MEASURE_HEADINGS
    seasons = [Text.same(str(season)) for season in draft.plan.seasons]
    headings = [heads[key] for key in ("number", "code", "problem", "cause", "measure", "type", "unit", "person")]
    headings += [heads[key] for key in ("leader", "deadline", "target")] + seasons + [heads["support"]]
    rows = [_heads(paper, headings)]
    for number, proposal in enumerate(draft.rows, 1):
        rows.append(_measure(paper, draft, number, proposal))
    *before, last = _MEASURE_WIDTHS
    widths = (*before[:-1], before[-1], *(_SEASON,) * len(seasons), last)
    paper.table(_fitting(widths), (*rows, *_empty(len(headings), len(draft.rows))), heads=1, height=1)


def _measure(paper: Paper, draft: Draft, number: int, proposal: Proposal) -> list[Box]:
    row, definition = draft.measure(number, proposal), proposal.gap.result.indicator.definition
    first = Box(f"★ {number}" if proposal.key else str(number), "small_centre")
    return [
        first,
        _box(paper, row["code"], "small_centre"),
        _box(paper, row["problem"], "small"),
        _box(paper, None, "small_text", definition.causes),
        _box(paper, None, "small_text", definition.remedies),
        _box(paper, row["type"], "small_centre"),
        _box(paper, row["unit"], "small_centre"),
        _box(paper, None, "small_input", (definition.plan.responsible,)),
        _box(paper, None, "small_input"),
        _box(paper, row["deadline"], "small_centre"),
        _box(paper, row["target"], "small_centre"),
        *(_box(paper, value, "small_centre") for value in draft.seasons(proposal)),
        _box(paper, None, "small_text", (definition.lead_department,)),
    ]


def ledger(paper: Paper, draft: Draft) -> None:
    """The closing ledger, with what belongs together in one column: a sheet of paper is not as wide as a screen."""
    paper.say(PLAN_SHEETS["ledger"], "section")
    heads = LEDGER_HEADINGS
    headings = [
        heads["number"], heads["code"], heads["problem"], heads["measure"], _both(heads["unit"], heads["person"]),
        _both(heads["deadline"], heads["type"]), _both(heads["progress"], heads["share"]), heads["state"],
        heads["evidence"], heads["requested"], heads["verified"],
        Text("镇街核验意见/人/日期", "Town's opinion / checker / day"),
        Text("县级复核意见/日期", "County's opinion / day"), heads["extended"], heads["closed"],
    ]  # fmt: skip
    rows = [_heads(paper, headings)]
    for number, proposal in enumerate(draft.rows, 1):
        row = draft.ledger(number, proposal)
        who, when = paper.said(row["unit"]), f"{paper.said(row['deadline'])}\n{paper.said(row['type'])}"
        boxes = [
            Box(str(number), "small_centre"),
            _box(paper, row["code"], "small_centre"),
            _box(paper, row["problem"], "small"),
            Box("", "small_text"),
            Box(who, "small_centre"),
            Box(when, "small_centre"),
            Box("", "small_input"),
            _box(
                paper, None, "small_input", draft.states, hint=row["state"] if isinstance(row["state"], Text) else None
            ),
        ]
        rows.append([*boxes, *(Box("", "small_input") for _ in range(len(headings) - len(boxes)))])
    paper.table(_fitting(_LEDGER_WIDTHS), (*rows, *_empty(len(headings), len(draft.rows))), heads=1, height=1)


def projects(paper: Paper, draft: Draft) -> None:
    """The special projects with the card of their four ones."""
    paper.say(PLAN_SHEETS["projects"], "section")
    if not draft.projects:
        paper.say(_NO_PROJECTS)
        return
    if draft.four_ones:
        words = [paper.words(slot) for slot in draft.four_ones]
        paper.say(Text(f"四个一：{'、'.join(words)}。", f"The four ones: {', '.join(words)}."), "quiet")
    keys = [key for key in PROJECT_HEADINGS if key != "filled"]
    rows = [_heads(paper, [PROJECT_HEADINGS[key] for key in keys])]
    for project in draft.projects:
        row = draft.project(project)
        rows.append([_project_box(paper, key, row.get(key)) for key in keys])
    paper.table(_fitting(_PROJECT_WIDTHS), rows, heads=1, height=1.4)


def _project_box(paper: Paper, key: str, content: Content) -> Box:
    if key in _FOUR_ONES:
        return Box(paper.words(Text("（待填）", "(to be filled)")), "small_bad")
    if key == "attainment":
        return Box(percent(content) if isinstance(content, Decimal) else "—", "small_centre")
    if key == "progress":
        return Box("", "small_text")
    return Box(paper.words(content) if isinstance(content, Text) else "", "small")


def projection(paper: Paper, draft: Draft) -> None:
    """What every indicator has now and as planned."""
    plan, target = draft.plan, draft.plan.target
    paper.say(PLAN_SHEETS["projection"], "section")
    paper.say(
        Text(
            f"按各项预期目标值：{plan.projected.grade.name.zh}、总分 {plan.projected.total}；加减分和否决按现状。"
            "改了目标值，须用方案工作簿或系统重新测算。",
            f"With all target values: {plan.projected.grade.name.en.lower()}, total {plan.projected.total}; bonus, "
            "deductions and vetoes as now. Where a target value is changed, the plan workbook reckons anew.",
        ),
        "quiet",
    )
    headings = (
        Text("编码", "Code"), Text("指标", "Indicator"), Text("现状值", "Now"), Text("计划值", "Planned"),
        Text("现得分", "Points"), Text("计划得分", "Then"), Text("满分", "Of"), Text("目标要求", "Required"),
        Text("将达标", "Met"), Text("必达项", "Gate"),
    )  # fmt: skip
    rows = [_heads(paper, headings)]
    for now, then in zip(plan.rating.results, plan.projected.results, strict=True):
        indicator = now.indicator
        requirement = indicator.requirements.get(target.id)
        met = {None: "—", True: "✓", False: "✗"}[then.met(target.id)]
        changed = then.value != now.value
        row: list[Box] = [
            Box(indicator.id, "small_centre"),
            Box(paper.words(indicator.name), "small"),
            Box(paper.said(shown(indicator, now.value)) or "—", "small_centre"),
            Box(paper.said(shown(indicator, then.value)) or "—", "small_strong" if changed else "small_centre"),
            Box(str(now.points), "small_centre"),
            Box(str(then.points), "small_centre"),
            Box(paper.said(indicator.weight), "small_centre"),
            Box(paper.words(requirement.words()) if requirement else "—", "small_centre"),
            Box(met, "small_bad" if met == "✗" else "small_centre"),
            Box(paper.words(Text("必达", "gate")) if target.id in indicator.gates else "", "small_centre"),
        ]
        rows.append(row)
    paper.table((1.5, UPRIGHT - 12.7, 1.7, 1.7, 1.1, 1.2, 1, 2.3, 1.1, 1.1), rows, heads=1)


def _heads(paper: Paper, headings: Sequence[Text]) -> list[Box]:
    return [Box(paper.words(heading), "small_head") for heading in headings]


def _both(left: Text, right: Text) -> Text:
    return Text(f"{left.zh}/{right.zh}", f"{left.en} / {right.en.lower()}")


def _box(paper: Paper, content: Content, look: str, options: Sequence[Text] = (), hint: Text | None = None) -> Box:
    """A cell with a content, or without one with what may be chosen for it."""
    words = tuple(paper.words(option) for option in options if option.zh)
    shown_look = "small_text" if words and look == "small_centre" else look
    return Box(paper.said(content), shown_look, options=words, hint=paper.words(hint or _CHOOSE))


def _fitting(widths: Iterable[float]) -> list[float]:
    """Widths in the same proportion, as wide as a page across."""
    found = list(widths)
    return [width * ACROSS / sum(found) for width in found]


def _empty(columns: int, filled: int) -> list[list[Box]]:
    """Rows for what people add."""
    return [
        [Box(str(filled + number), "small_centre"), *(Box("", "small_text") for _ in range(columns - 1))]
        for number in range(1, _EMPTY_ROWS + 1)
    ]
