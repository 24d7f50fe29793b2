"""The portrait of a unit on its plan: dimensions against target and district, a radar chart, strengths and gaps."""

from collections.abc import Iterable

from starcli.core.formulas.live import SUPPOSED
from starcli.core.text import Text
from starcli.excel.writing.plans.content import Draft
from starcli.excel.writing.plans.flow import Flow
from starcli.excel.writing.plans.shapes import Results, Shapes
from starcli.excel.writing.plans.tables import lines
from starcli.excel.writing.plans.words import beside_others, short_lines, strong_lines
from starcli.excel.writing.radar import OTHERS, OWN, TARGET, Ring, Spokes, radar

_CODE, _NAME, _NOW, _TARGET, _MEDIAN, _FLOOR, _DONE = 0, 1, 3, 4, 5, 6, 7
_TEXT = (4, 7)
"""First and last column of what stands beside the chart."""
_SMALL, _MOST_PIXELS = 1.16, 320
"""How much more of a small font fits into a column; how high the chart is at most."""
_CHART_WIDTH, _LEAST, _LINE, _PIXELS = 372, 205.0, 12.5, 4 / 3


def portrait(flow: Flow, draft: Draft, shapes: Shapes, results: Results) -> None:
    """The table of dimensions, and below it the chart beside strengths and short boards."""
    flow.section(Text("三、画像", "3. Portrait"))
    headings = (
        (_CODE, _CODE, Text("编码", "Code")), (_NAME, _NOW - 1, Text("维度", "Dimension")),
        (_NOW, _NOW, Text("本单位", "This unit")), (_TARGET, _TARGET, Text("目标线", "At target")),
        (_MEDIAN, _MEDIAN, Text("同类中位数", "Median")), (_FLOOR, _FLOOR, Text("底线", "Floor")),
        (_DONE, _DONE, Text("完成后", "When done")),
    )  # fmt: skip
    for first, last, heading in headings:
        flow.span(first, last, heading, "head")
    flow.end(_row(flow, headings), keep=True)
    first, floor, sides = flow.row, draft.plan.target.dimension_floor, draft.sides
    for side in sides:
        flow.span(_CODE, _CODE, Text.same(side.id), "centre")
        name = flow.span(_NAME, _NOW - 1, side.name, "text")
        low = floor is not None and side.now is not None and side.now < floor
        flow.span(_NOW, _NOW, side.now, "bad_percent" if low else "percent")
        for column, score in ((_TARGET, side.target), (_MEDIAN, side.median), (_FLOOR, floor)):
            flow.span(column, column, Text.same("—") if score is None else score, "percent")
        done = results["shown", side.id, SUPPOSED]
        flow.span(_DONE, _DONE, shapes.content(done), "percent", formula=shapes.address("shown", side.id, SUPPOSED))
        flow.end(
            lines(name, flow.width(_NAME, _NOW - 1)) * 14 + 2.5,
            keep=side is not sides[-1] or bool(draft.peers.medians),
        )
    if draft.peers.medians:
        flow.say(beside_others(draft.peers), "quiet")
    _chart(flow, draft, first, first + len(sides) - 1)


def _row(flow: Flow, headings: Iterable[tuple[int, int, Text]]) -> float:
    """How high the row of headings is."""
    counts = (lines(flow.page.words(heading), flow.width(first, last)) for first, last, heading in headings)
    return max(counts) * 15 + 5


def _chart(flow: Flow, draft: Draft, first: int, last: int) -> None:
    """The chart, as high as the lines beside it."""
    top = flow.row
    said = [(Text("强项", "Strengths"), "heading"), *((line, "bullet") for line in strong_lines(draft.plan))]
    said += [(Text("短板", "Short boards"), "heading"), *((line, "bullet") for line in short_lines(draft.plan))]
    height = 0.0
    for line, style in said:
        words = flow.span(*_TEXT, line, style)
        row = lines(words, flow.width(*_TEXT) * _SMALL) * _LINE + 2
        flow.end(row, keep=True)
        height += row
    if height < _LEAST:
        flow.end(_LEAST - height, keep=True)
    flow.end(2)
    rings = [Ring(Text("本单位", "This unit"), _NOW, OWN), Ring(draft.plan.target.name, _TARGET, TARGET, "dash")]
    if draft.peers.medians:
        rings.append(Ring(Text("同类中位数", "Median"), _MEDIAN, OTHERS))
    # Long names would leave no room for the chart itself.
    names = _NAME if flow.page.owner.language == "zh" else _CODE
    pixels = min(int(max(height, _LEAST) * _PIXELS) - 4, _MOST_PIXELS)
    chart = radar(flow.page, Spokes(names, first, last, 8), rings, _CHART_WIDTH, pixels)
    flow.page.sheet.insert_chart(top, 0, chart, {"x_offset": 2, "y_offset": 2, "object_position": 1})
