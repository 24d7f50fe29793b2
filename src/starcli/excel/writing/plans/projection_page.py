"""The projection (测算): what every indicator comes to as planned, live, and beside the print area the steps to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from starcli.core.formulas.blocks import INDICATORS, dimensions_of, projection_blocks
from starcli.core.formulas.live import REAL, SUPPOSED, Block, Cached, Live, Moment
from starcli.core.formulas.projection import RAW, SHOWN, PlanMoment, ProjectionFormulas
from starcli.core.model import Grade
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.plan import PLAN_SHEETS
from starcli.excel.writing.forms.spots import Spot, Spots
from starcli.excel.writing.page import Cell, Content, Page, Workbook
from starcli.excel.writing.plans.content import Draft
from starcli.excel.writing.plans.shapes import Results, Shapes, plan_spots
from starcli.excel.writing.plans.tables import lines

_ROLE = "projection"
_WIDTHS = (9, 30, 11, 11, 8, 8, 7, 13, 7, 7, 7, 22)
_GAP = 2
_HEAD, _TOTALS, _LINE, _HEIGHT = 3, 4, 15, 20
_COLUMNS: Mapping[str, tuple[int, Text, str]] = {
    "code": (0, Text("编码", "Code"), "centre"),
    "name": (1, Text("指标", "Indicator"), "text"),
    "now": (2, Text("现状值", "Now"), "centre"),
    "planned": (3, Text("计划值", "Planned"), "centre"),
    "real:points": (4, Text("现得分", "Points"), "points"),
    "supposed:points": (5, Text("计划得分", "Then"), "points"),
    "weight": (6, Text("满分", "Of"), "points"),
    "demand": (7, Text("目标要求", "Required"), "centre"),
    "met-now": (8, Text("现达标", "Met"), "centre"),
    "met": (9, Text("将达标", "Then"), "centre"),
    "gate": (10, Text("必达项", "Gate"), "centre"),
    "note": (11, Text("说明", "Note"), "note"),
}
_POINTS = {
    key: heading for key, (_, heading, _) in _COLUMNS.items() if key in ("real:points", "supposed:points", "weight")
}
_FIGURES: Mapping[str, tuple[Text, str]] = {
    "base": (Text("指标得分", "Points of the indicators"), "points"),
    "bonus": (Text("加分", "Bonus"), "points"),
    "deductions": (Text("减分", "Deductions"), "points"),
    "total": (Text("总分", "Total"), "strong_points"),
    "grade": (Text("星级", "Grade"), "supposed"),
    "gates": (Text("目标星级未达必达项", "Gates of the target unmet"), "whole"),
    "low": (Text("低于底线的维度", "Dimensions below the floor"), "whole"),
    "short": (Text("距目标星级差分", "Points short of the target"), "points"),
    "reached": (Text("是否达到目标星级", "Target grade"), "supposed"),
}
_DIMENSION, _NOW, _THEN, _FLOOR = 4, 7, 8, 10
_GATE = Text("必达", "gate")


@dataclass(frozen=True, slots=True)
class Compiled:
    """The projection of a scheme against a target: where its cells are, and all but what the measures hold."""

    scheme: Scheme
    target: Grade
    spots: Spots
    blocks: tuple[Block, ...]
    top: int

    def cells(self, shapes: Shapes) -> Iterator[Live]:
        """Every live cell, in a plan with these tables."""
        at = self.spots.on(_ROLE)
        for indicator in self.scheme.indicators:
            formula = shapes.measures.by_code("target", at.cell(SHOWN, indicator.id, "code"))
            yield Live(INDICATORS, indicator.id, RAW, formula, partial(_typed, key=indicator.id))
        yield from ProjectionFormulas(self.scheme, at, self.target, shapes.measures.range("code")).cells()


def compiled(scheme: Scheme, target: Grade, language: FormLanguage) -> Compiled:
    """Where the cells of a projection are."""
    spots, keys = plan_spots(language), [indicator.id for indicator in scheme.indicators]
    rows = {indicator.id: indicator.name for indicator in scheme.indicators}
    top = _TOTALS + len(_FIGURES) + 2
    indicators, *others = projection_blocks(scheme)
    workings = {key: name for key, name in indicators.columns.items() if key not in _POINTS}
    left = len(_WIDTHS) + 1
    spots.table(Block(INDICATORS, indicators.title, rows, _POINTS), _ROLE, top, _COLUMNS["real:points"][0])
    spots.table(Block(INDICATORS, indicators.title, rows, workings), _ROLE, top, left)
    for key in ("code", "name", "now", "planned", "met-now", "met", "note"):
        spots.table(Block(SHOWN, indicators.title, rows, {key: Text.same("")}), _ROLE, top, _COLUMNS[key][0])
    for key in keys:
        spots.put("card", key, "imagined", spots.known[INDICATORS, key, RAW])
    for row, figure in enumerate(_FIGURES, _TOTALS):
        for case, column in ((REAL, 2), (SUPPOSED, 3)):
            spots.put(SHOWN, figure, case, Spot(_ROLE, row, column))
    for row, dimension in enumerate(dimensions_of(scheme), _TOTALS):
        for case, column in ((REAL, _NOW), (SUPPOSED, _THEN)):
            spots.put(SHOWN, dimension, case, Spot(_ROLE, row, column))
    down, left = _HEAD, left + len(workings) + 1
    for block in others:
        spots.table(block, _ROLE, down + 2, left + 2)
        down += len(block.rows) + 3
    return Compiled(scheme, target, spots, (Block(INDICATORS, indicators.title, rows, workings), *others), top)


def _typed(now: Moment, key: str) -> Cached:
    return now.typed.get(key, "") if isinstance(now, PlanMoment) else ""


def projection_page(book: Workbook, draft: Draft, plan: Compiled, lives: Sequence[Live], results: Results) -> Page:
    """The sheet."""
    width = len(plan.blocks[0].columns)
    others = max((len(block.columns) for block in plan.blocks[1:]), default=0)
    page = book.page(PLAN_SHEETS["projection"], (*_WIDTHS, _GAP, *(9,) * width, _GAP, 16, 24, *(9,) * others))
    page.sheet.merge_range(0, 0, 0, len(_WIDTHS) - 1, "", book.format("title"))
    page.put(0, 0, PLAN_SHEETS["projection"], "title")
    page.sheet.set_row(0, 30)
    _note(page, draft)
    _totals(page)
    _dimensions(page, draft, plan)
    _headings(page, plan)
    for row, indicator in enumerate(plan.scheme.indicators, plan.top):
        _row(page, draft, indicator, row)
    for block in plan.blocks[1:]:
        _block(page, plan.spots, block)
    for live in lives:
        spot, result = plan.spots.of(live), results[live.block, live.row, live.column]
        # A reference to an empty cell is 0, one to an empty text is an empty text.
        formula = live.formula or ('""' if result == "" else "")
        page.put(spot.row, spot.column, Cell(result, _style(live), formula), "small")
    _marks(page, plan)
    page.row = plan.top + len(plan.scheme.indicators)
    page.sheet.print_area(0, 0, page.row - 1, len(_WIDTHS) - 1)
    page.sheet.repeat_rows(plan.top - 1)
    page.sheet.freeze_panes(plan.top, 2)
    return page


def _note(page: Page, draft: Draft) -> None:
    name = draft.plan.target.name
    note = Text(
        f"对照{name.zh}。计划值取自“整改措施”的预期目标值，没有的按现状；加减分和否决按现状。全部为公式，随填随算。",
        f"Against {name.en.lower()}. Planned values are the targets on Measures, else as now; bonus, deductions and "
        "vetoes as now. All of it is formulas.",
    )
    page.sheet.merge_range(1, 0, 1, len(_WIDTHS) - 1, "", page.owner.format("quiet"))
    words = page.put(1, 0, note, "quiet")
    page.sheet.set_row(1, _LINE * lines(words, sum(_WIDTHS)))


def _totals(page: Page) -> None:
    sheet, form = page.sheet, page.owner.format
    sheet.merge_range(_HEAD, 0, _HEAD, 1, "", form("head"))
    for column, heading in ((0, Text("合计", "Totals")), (2, Text("现状", "Now")), (3, Text("完成后", "When done"))):
        page.put(_HEAD, column, heading, "head")
    for row, (label, _) in enumerate(_FIGURES.values(), _TOTALS):
        sheet.merge_range(row, 0, row, 1, "", form("label"))
        page.put(row, 0, label, "label")


def _dimensions(page: Page, draft: Draft, plan: Compiled) -> None:
    sheet, form, floor = page.sheet, page.owner.format, plan.target.dimension_floor
    headings = (
        (_DIMENSION, _NOW - 1, Text("维度得分率", "Dimensions")), (_NOW, _NOW, Text("现状", "Now")),
        (_THEN, _FLOOR - 1, Text("完成后", "When done")), (_FLOOR, _FLOOR, Text("底线", "Floor")),
    )  # fmt: skip
    for first, last, heading in headings:
        if last > first:
            sheet.merge_range(_HEAD, first, _HEAD, last, "", form("head"))
        page.put(_HEAD, first, heading, "head")
    for row in range(_HEAD, plan.top - 1):
        sheet.set_row(row, _HEIGHT)
    for row, side in enumerate(draft.sides, _TOTALS):
        sheet.merge_range(row, _DIMENSION, row, _NOW - 1, "", form("text"))
        words = page.put(row, _DIMENSION, side.name, "text")
        sheet.set_row(row, max(_HEIGHT, _LINE * lines(words, sum(_WIDTHS[_DIMENSION:_NOW]))))
        sheet.merge_range(row, _THEN, row, _FLOOR - 1, "", form("percent"))
        page.put(row, _FLOOR, floor, "percent")


def _headings(page: Page, plan: Compiled) -> None:
    row, most = plan.top - 1, 1
    for column, heading, _ in _COLUMNS.values():
        words = page.put(row, column, heading, "head")
        most = max(most, lines(words, _WIDTHS[column]))
    for column, heading in enumerate(plan.blocks[0].columns.values(), len(_WIDTHS) + 1):
        page.put(row, column, heading, "small_head")
    page.sheet.set_row(row, max(28, 16 * most))


def _row(page: Page, draft: Draft, indicator: Indicator, row: int) -> None:
    target = draft.plan.target.id
    requirement = indicator.requirements.get(target)
    contents: dict[str, Content] = {
        "code": indicator.id,
        "name": indicator.name,
        "demand": requirement.words() if requirement else Text.same("—"),
        "gate": _GATE if target in indicator.gates else None,
    }
    most = 1
    for key, content in contents.items():
        column, _, style = _COLUMNS[key]
        most = max(most, lines(page.put(row, column, content, style), _WIDTHS[column]))
    levels: Iterable[Text] = indicator.definition.scale.levels.values()
    most = max([most, *(lines(page.words(level), _WIDTHS[2]) for level in levels)])
    page.sheet.set_row(row, max(19, _LINE * most))


def _block(page: Page, spots: Spots, block: Block) -> None:
    """A table of workings: keys and names to the left of its cells, title and headings above."""
    first = spots.known[block.name, next(iter(block.rows)), next(iter(block.columns))]
    page.put(first.row - 2, first.column - 2, block.title, "strong")
    headings: tuple[Text, ...] = (Text("编码", "Code"), Text("名称", "Name"), *block.columns.values())
    for column, heading in enumerate(headings, first.column - 2):
        page.put(first.row - 1, column, heading, "small_head")
    for row, (key, name) in enumerate(block.rows.items(), first.row):
        page.put(row, first.column - 2, key, "small")
        page.put(row, first.column - 1, name, "small")


def _style(live: Live) -> str:
    if live.column in _COLUMNS and live.block in (SHOWN, INDICATORS):
        return _COLUMNS[live.column][2]
    if live.block != SHOWN:
        return "small"
    return _FIGURES[live.row][1] if live.row in _FIGURES else "percent"


def _marks(page: Page, plan: Compiled) -> None:
    """What is planned to change stands out; what stays unmet is red."""
    sheet, first, last = page.sheet, plan.top, plan.top + len(plan.scheme.indicators) - 1
    imagined = plan.spots.on(_ROLE).cell(INDICATORS, plan.scheme.indicators[0].id, "imagined")
    changed = {"type": "formula", "criteria": f'=${imagined}<>""', "format": page.owner.format("planned")}
    sheet.conditional_format(first, 3, last, 3, changed)
    for column in (8, 9):
        mark = {"type": "cell", "criteria": "==", "value": '"✗"', "format": page.owner.format("bad_text")}
        sheet.conditional_format(first, column, last, column, mark)
