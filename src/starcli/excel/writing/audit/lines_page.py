"""The ledger, unit by unit: every value that something else counts in the place of, with the cells of both.

The lines of a unit, with what rescaling makes of them, add up to the difference of its totals.
"""

from collections.abc import Mapping
from decimal import Decimal

from starcli.core.audit.examined import Line, Side, Step
from starcli.core.audit.report import AuditedUnit
from starcli.core.audit.words import DIRECTION_NAMES
from starcli.core.numbers import ZERO
from starcli.core.provenance import cells_in
from starcli.core.text import Text, listed
from starcli.excel.writing.addresses import address
from starcli.excel.writing.audit.cells import name_at, over_cell, stars_cell, where, who
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link

LINES_NAME = Text("逐项台账", "Ledger by item")
_COLUMNS = (
    Column(Text("编码", "Code"), 9, "centre"), Column(Text("指标", "Indicator"), 24),
    Column(Text("自评值", "Own value"), 11, "centre"), Column(Text("自评得分", "Own points"), 8, "points"),
    Column(Text("最终值", "Final value"), 11, "centre"), Column(Text("最终得分", "Final points"), 8, "points"),
    Column(Text("多报(+)少报(−)", "Too much (+), too little (−)"), 10, "points"),
    Column(Text("情况", "Sort"), 10, "centre"), Column(Text("单凭此项", "By it alone"), 8, "centre"),
    Column(Text("谁核定", "Whose"), 16, "strip_wrapped"), Column(Text("自评出处", "Own cell"), 18, "strip_wrapped"),
    Column(Text("最终出处", "Final cell"), 20, "strip_wrapped"),
)  # fmt: skip
_DIFFERENCE = 6
_HEAD_ROWS = 4


def lines_page(book: Workbook, report: AuditReport) -> Page:
    """The empty sheet."""
    return book.page(LINES_NAME, widths((*where(report), *_COLUMNS)), landscape=True)


def rows_of_units(report: AuditReport) -> Mapping[int, int]:
    """The first row of each unit that has lines, by position: known before any of it is written."""
    row, found = _HEAD_ROWS, {}
    for at in report.order:
        unit = report.audit.units[at]
        if _listed(unit):
            found[at] = row
            row += _rows(unit)
    return found


def fill_lines(page: Page, report: AuditReport, back: Mapping[int, Spot]) -> None:
    """Write the lines of every unit; its name leads back to its row among the units."""
    title = Text("逐项台账：自评值与最终采用值", "Ledger by item: own values and those that count in the end")
    page.say(title, "section", height=22)
    page.say(
        Text(
            "每个单位各项之差，加上不适用项折算的差，等于两个总分之差。“单凭此项”是其他各项都按自评、只有这一项按最终值"
            "时要降的星，不能相加。",
            "Of each unit, the differences of its lines and of rescaling add up to the difference of its totals. By it "
            "alone: the stars lost if only this item were put right; they cannot be added up.",
        ),
        "quiet",
    )
    columns = (*where(report), *_COLUMNS)
    page.sheet.set_row(page.row, 6)
    page.skip()
    top = page.table(columns, [], repeat=True)
    some = False
    for at in report.order:
        unit = report.audit.units[at]
        if _listed(unit):
            some = True
            _of_unit(page, columns, unit, report, back[at])
    if some:
        _whole(page, columns, top, report)
        page.sheet.autofilter(top, 0, page.row - 2, len(columns) - 1)
        page.sheet.freeze_panes(top + 1, name_at(report) + 1)
    else:
        page.say(Text("没有一项的最终采用值与自评值不同。", "No value that counts differs from the unit's own."))
    page.footer(imprint_line(report.framework))


def _listed(unit: AuditedUnit) -> bool:
    return unit.examined is not None and bool(unit.examined.lines or unit.amounts.rescaling)


def _rows(unit: AuditedUnit) -> int:
    lines = unit.examined.lines if unit.examined is not None else ()
    return len(lines) + (1 if unit.amounts.rescaling else 0) + 1


def _of_unit(page: Page, columns: tuple[Column, ...], unit: AuditedUnit, report: AuditReport, back: Spot) -> None:
    """The lines of one unit, and the row that adds them up."""
    first, examined = page.row, unit.examined
    if examined is None:
        return
    known = who(unit, report)
    home = unit.member.location.file
    rows = [[*known, *_line(line, home, report)] for line in examined.lines]
    if unit.amounts.rescaling:
        rows.append([*known, *_rescaled(unit)])
    page.rows(columns, rows)
    link(page, first, name_at(report), known[-1] if isinstance(known[-1], str) else "", "link", back)
    _subtotal(page, columns, unit, report, first)


def _line(line: Line, home: str, report: AuditReport) -> list[Content | Cell]:
    style = {"over": "bad", "under": "good", "unread": "doubtful", "filled": "doubtful"}.get(line.direction, "centre")
    return [
        line.indicator,
        line.name,
        line.own.value,
        line.own.points,
        line.final.value,
        line.final.points,
        over_cell(line.points),
        Cell(DIRECTION_NAMES[line.direction], style),
        stars_cell(line.stars),
        _whose(line.steps),
        _cells(line.own, home, report),
        _cells(line.final, home, report),
    ]


def _whose(steps: tuple[Step, ...]) -> Text:
    """Who put it right; step by step with the points where there were several."""
    if len(steps) == 1:
        return steps[0].whose
    return listed([Text(_stepped(step, "zh"), _stepped(step, "en")) for step in steps])


def _stepped(step: Step, language: str) -> str:
    whose = step.whose.zh if language == "zh" else step.whose.en
    return f"{whose} {-step.points:+}" if step.points else whose


def _cells(side: Side, home: str, report: AuditReport) -> str:
    return cells_in(side.sources, home).replace(report.folder, "") if report.folder else cells_in(side.sources, home)


def _rescaled(unit: AuditedUnit) -> list[Content | Cell]:
    own, end = _ends(unit, "rescaling")
    name = Text("不适用项折算", "Rescaled for what does not apply")
    return ["—", name, None, own, None, end, over_cell(unit.amounts.rescaling), None, None, None, None, None]


def _subtotal(page: Page, columns: tuple[Column, ...], unit: AuditedUnit, report: AuditReport, first: int) -> None:
    base = len(where(report))
    for position in range(len(columns)):
        page.put(page.row, position, None, "sum_label")
    page.put(page.row, base - 1, who(unit, report)[-1], "sum_label")
    examined = unit.examined
    if examined is not None:
        own, end = report.stars(examined.own.grade), report.stars(examined.end.grade)
        zh = f"总分 {examined.own.total} → {examined.end.total}"
        en = f"total {examined.own.total} → {examined.end.total}"
        grades = f"{own} → {end}" if own != end else end
        page.put(page.row, base + 1, Text(zh, en), "sum_label")
        page.sheet.merge_range(page.row, base + 8, page.row, base + 9, "", page.owner.format("sum_label"))
        page.put(page.row, base + 8, grades, "sum_label")
        page.sheet.merge_range(page.row, base + 10, page.row, base + 11, "", page.owner.format("sum_label"))
        page.put(page.row, base + 10, report.short(unit.member.location), "sum_label")
    area = f"{address(first, base + _DIFFERENCE)}:{address(page.row - 1, base + _DIFFERENCE)}"
    cell = Cell(unit.amounts.difference, formula=f"=ROUND(SUM({area}),2)")
    page.put(page.row, base + _DIFFERENCE, cell, "sum")
    page.row += 1


def _whole(page: Page, columns: tuple[Column, ...], top: int, report: AuditReport) -> None:
    """The last row: a sum over the rows with a code, which the sums of units have not."""
    base = len(where(report))
    for position in range(len(columns)):
        page.put(page.row, position, None, "sum_label")
    page.put(page.row, 0, Text("合计", "Total"), "sum_label")
    codes, points = (
        f"{address(top + 1, column)}:{address(page.row - 1, column)}" for column in (base, base + _DIFFERENCE)
    )
    cell = Cell(report.audit.whole.amounts.difference, formula=f'=ROUND(SUMIF({codes},"<>",{points}),2)')
    page.put(page.row, base + _DIFFERENCE, cell, "sum")
    page.row += 1


def _ends(unit: AuditedUnit, figure: str) -> tuple[Decimal, Decimal]:
    examined = unit.examined
    if examined is None:
        return ZERO, ZERO
    own, end = getattr(examined.own, figure), getattr(examined.end, figure)
    return own if own is not None else ZERO, end if end is not None else ZERO
