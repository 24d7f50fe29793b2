"""The plan itself (一村一策方案): one paper to print, sign and seal.

Everything that people decide on other sheets is looked up there, so that the paper always says what the tables say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starcli.core.explain import decided_by, describe_unit, stars
from starcli.core.formulas.functions import chosen, quoted
from starcli.core.formulas.live import SUPPOSED
from starcli.core.text import Text
from starcli.excel.layouts.plan import PLAN_LABELS, PLAN_SHEETS
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Page, Workbook
from starcli.excel.writing.plans.content import Content, Draft, Fact
from starcli.excel.writing.plans.cover_measures import keeping, measures
from starcli.excel.writing.plans.cover_portrait import portrait
from starcli.excel.writing.plans.cover_signatures import signatures
from starcli.excel.writing.plans.flow import Flow
from starcli.excel.writing.plans.shapes import Results, Shapes
from starcli.excel.writing.plans.tables import lines
from starcli.excel.writing.plans.words import GUIDE, path_lines, reached, title
from starcli.excel.writing.styles import LINE, width_of

WIDTHS = (11, 18, 11, 12, 9, 12, 9, 11)
_LAST = len(WIDTHS) - 1
_THREE = ((0, 0, 1, 1), (2, 2, 3, 4), (5, 5, 6, 7))
_TWO = ((0, 1, 2, 2), (3, 6, 7, 7))
"""First and last column of a label, first and last of its value: three pairs to a row, and two with long labels."""
_GAP, _BESIDE = 2, 62
_MISSING = ("cause", "measure", "person", "deadline")
_GUIDE_WIDTH, _PIXELS_A_LINE = 450, 21


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label and what stands beside it."""

    label: Text
    content: Content
    style: str = "centre"
    formula: str = ""


def cover_page(book: Workbook, draft: Draft, shapes: Shapes, results: Results) -> Page:
    """The sheet."""
    page = book.page(PLAN_SHEETS["plan"], (*WIDTHS, _GAP, _BESIDE))
    flow = Flow(page, WIDTHS)
    flow.headline(title(draft.plan), "title", 30, 1.8)
    flow.headline(describe_unit(draft.plan.rating), "subtitle", 18)
    _facts(flow, draft)
    _standing(flow, draft, shapes, results)
    portrait(flow, draft, shapes, results)
    flow.section(Text("四、达到目标的办法", "4. The way to the target"))
    for line in path_lines(draft.plan):
        flow.say(line, "key_line" if line.zh.startswith("★") else "body", keep=True)
    flow.end(4)
    if reached(draft.plan):
        keeping(flow, draft)
    measures(flow, draft, shapes)
    signatures(flow)
    page.sheet.print_area(0, 0, page.row - 1, _LAST)
    page.sheet.set_h_pagebreaks(flow.breaks())
    page.footer(imprint_line(draft.plan.rating.scheme.framework))
    _beside(page, draft, shapes)
    return page


def _row(flow: Flow, spans: Sequence[tuple[int, int, int, int]], pairs: Sequence[_Pair], least: float = 20) -> None:
    """Labels with their values; days can be typed as days only."""
    most = 1
    for (first, last, left, right), pair in zip(spans, pairs, strict=False):
        words = flow.span(first, last, pair.label, "field")
        most = max(most, lines(words, flow.width(first, last)))
        words = flow.span(left, right, pair.content, pair.style, formula=pair.formula)
        most = max(most, lines(words, flow.width(left, right)))
        if pair.style == "input_day":
            flow.page.dates(flow.row, left)
    flow.end(max(least, most * 15 + 4), keep=True)


def _facts(flow: Flow, draft: Draft) -> None:
    """Who the unit is, three facts to a row; what is measured, two to a row."""
    flow.section(Text("一、基本情况", "1. Basic facts"))
    for spans, facts in ((_THREE, draft.identity), (_TWO, draft.measured)):
        for start in range(0, len(facts), len(spans)):
            _row(flow, spans, [_fact(fact) for fact in facts[start : start + len(spans)]])
    flow.end(2)


def _fact(fact: Fact) -> _Pair:
    if fact.label == PLAN_LABELS["date"]:
        return _Pair(fact.label, fact.value, "input_day")
    return _Pair(fact.label, fact.value, "input_value" if fact.open else "centre")


def _standing(flow: Flow, draft: Draft, shapes: Shapes, results: Results) -> None:
    """From the present grade to the target: what people look for first."""
    plan, rating = draft.plan, draft.plan.rating
    highest = rating.scheme.grades[0]
    flow.section(Text("二、现星级与目标", "2. Grade and target"))
    flow.span(0, 2, Text.same(stars(rating.grade, highest)), "stars")
    flow.span(3, 4, Text.same("→"), "arrow")
    symbols = [stars(grade, highest) for grade in rating.scheme.grades]
    place = shapes.address("totals", "grade", SUPPOSED)
    then = Text.same(symbols[int(results["totals", "grade", SUPPOSED]) - 1])
    flow.span(5, _LAST, then, "stars", formula=chosen(place, map(quoted, symbols)))
    flow.end(32, keep=True)
    now = (
        _Pair(PLAN_LABELS["grade"], rating.grade.name, "supposed"),
        _Pair(PLAN_LABELS["total"], rating.total, "strip_points"),
        _Pair(PLAN_LABELS["target"], plan.target.name, "supposed"),
    )
    _row(flow, _THREE, now, 26)
    labels = (
        ("grade", Text("完成后星级", "Grade when done"), "supposed"),
        ("total", Text("完成后总分", "Total when done"), "strip_points"),
        ("reached", Text("能否达到目标", "Target when done"), "supposed"),
    )
    done = [
        _Pair(label, shapes.content(results["shown", row, SUPPOSED]), style, shapes.address("shown", row, SUPPOSED))
        for row, label, style in labels
    ]
    _row(flow, _THREE, done, 26)
    for line in decided_by(rating):
        flow.say(
            Text(f"现为{rating.grade.name.zh}：{line.zh}", f"{rating.grade.name.en} now: {line.en}"), "quiet", keep=True
        )
    flow.end(2)


def _beside(page: Page, draft: Draft, shapes: Shapes) -> None:
    """How the workbook is filled in, beside the paper and not printed; above it, what is still to be filled in."""
    column, heading, *guidance = len(WIDTHS) + 1, *(page.words(line) for line in GUIDE)
    page.put(1, column, heading, "heading")
    rows = sum(words.count("\n") + 1 + width_of(words) // _BESIDE for words in guidance)
    size = {"width": _GUIDE_WIDTH, "height": rows * _PIXELS_A_LINE}
    look = {"font": {"size": 10}, "line": {"color": LINE}, "fill": {"color": "#FFFDF3"}}
    page.sheet.insert_textbox(2, column, "\n".join(guidance), {**size, **look})
    if not draft.rows:
        return
    parts, counted = [], []
    for key in _MISSING:
        field = shapes.measures.fields[key]
        blank = f'SUMPRODUCT(--({shapes.measures.upper(key, len(draft.rows))}=""))'
        parts.append(f"{quoted(f'{page.words(field.heading)} ')}&{blank}")
        count = sum(proposal.deadline is None for proposal in draft.rows) if key == "deadline" else len(draft.rows)
        counted.append(f"{page.words(field.heading)} {count}")
    label, sign = page.words(Text("还没有填的：", "Still to be filled in: ")), page.words(Text("，", ", "))
    formula = f"{quoted(label)}&{f'&{quoted(sign)}&'.join(parts)}"
    page.put(0, column, Cell(f"{label}{sign.join(counted)}", "heading", formula), "heading")
