"""The ledger by unit: everybody, town by town, with totals and stars claimed and in the end, and what was checked."""

from collections.abc import Mapping

from starcli.core.audit.examined import Deduction, Examined
from starcli.core.audit.words import PICKED_BY
from starcli.core.text import Text
from starcli.excel.writing.audit.cells import (
    DEDUCTION_NAMES,
    KIND,
    NOTHING,
    name_at,
    other,
    over_cell,
    stars_cell,
    state_cell,
    sum_row,
    where,
    who,
)
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link

UNITS_NAME = Text("单位", "Units")
_COLUMNS = (
    KIND, Column(Text("核验", "Checked"), 14, "centre"),
    Column(Text("已核项/应核项", "Items checked"), 13, "centre"),
    Column(Text("自评总分", "Own total"), 9, "points"), Column(Text("最终总分", "Final total"), 9, "points"),
    Column(Text("总分差", "Difference"), 12, "points"), Column(Text("多报", "Too much"), 9, "points"),
    Column(Text("少报", "Too little"), 10, "points"), Column(Text("其他", "Other"), 8, "points"),
    Column(Text("自评星级", "Own grade"), 12, "centre"), Column(Text("最终星级", "Final grade"), 12, "centre"),
    Column(Text("虚高星", "Stars too many"), 9, "centre"), Column(Text("扣分建议", "Deduction"), 13, "centre"),
    Column(Text("风险分", "Risk"), 8, "points"), Column(Text("下批核查", "Next"), 9, "centre"),
)  # fmt: skip
_HEAD_ROWS = 3


def units_page(book: Workbook, report: AuditReport) -> Page:
    """The empty sheet."""
    return book.page(UNITS_NAME, widths((*where(report), *_COLUMNS)), landscape=True)


def spots_of_units(page: Page, report: AuditReport) -> Mapping[int, Spot]:
    """The row of every unit, by position: known before any of it is written."""
    return {at: Spot(page.name, _HEAD_ROWS + row) for row, at in enumerate(report.order)}


def fill_units(page: Page, report: AuditReport, lines: Mapping[int, Spot]) -> None:
    """Write a row for everybody; names lead to the unit's lines."""
    page.say(Text("各单位：自评与最终", "Units: what they claimed and what counts"), "section", height=22)
    page.say(
        Text(
            "总分差 = 自评总分 − 最终总分 = 多报 + 少报 + 其他（代填的空项、无效的核定值、不适用项折算）。"
            "没有核验的单位差为0，不等于如实。点单位看逐项台账。",
            "Difference = own total − final total = too much + too little + other (blanks filled in, values unread, "
            "rescaling). Nothing found where nobody looked does not mean that all is right. Names lead to the items.",
        ),
        "quiet",
    )
    columns = (*where(report), *_COLUMNS)
    picks = report.audit.selection.picks
    chosen = {pick.unit: Cell(PICKED_BY[pick.by], "bad" if pick.by == "risk" else "doubtful") for pick in picks}
    top = page.table(columns, [_row(at, report, chosen.get(at)) for at in report.order], repeat=True)
    for row, at in enumerate(report.order, top + 1):
        if at in lines:
            link(page, row, name_at(report), str(who(report.audit.units[at], report)[-1]), "link", lines[at])
    whole, base = report.audit.whole, len(where(report))
    page.sheet.autofilter(top, 0, page.row - 1, len(columns) - 1)
    amounts = whole.amounts
    sums = {5: amounts.difference, 6: amounts.over, 7: amounts.under, 8: other(amounts)}
    sum_row(page, columns, top, {base + position: total for position, total in sums.items()})
    page.sheet.freeze_panes(top + 1, base)
    page.footer(imprint_line(report.framework))


def _row(at: int, report: AuditReport, picked: Cell | None) -> list[Content | Cell]:
    unit = report.audit.units[at]
    known = [*who(unit, report), report.kind(unit), state_cell(unit.state)]
    examined = unit.examined
    if examined is None:
        return [*known, *[None] * (len(_COLUMNS) - 2)]
    grade, final = report.stars(examined.own.grade), report.stars(examined.end.grade)
    fallen = examined.own.grade != examined.end.grade
    return [
        *known,
        _looked_at(examined),
        examined.own.total,
        examined.end.total,
        over_cell(unit.amounts.difference),
        over_cell(unit.amounts.over),
        unit.amounts.under or NOTHING,
        other(unit.amounts) or NOTHING,
        grade,
        Cell(final, "bad" if fallen and unit.stars > 0 else "centre"),
        stars_cell(unit.stars),
        _deduction(examined.deduction),
        unit.risk or NOTHING,
        picked,
    ]


def _looked_at(examined: Examined) -> Text:
    """How many of the indicators were looked at, and how many more in part."""
    extents = [check.extent for check in examined.checks.values()]
    share, part = f"{extents.count('full')}/{len(extents)}", extents.count("part")
    return Text(f"{share}，部分{part}", f"{share}, part {part}") if part else Text.same(share)


def _deduction(deduction: Deduction | None) -> Content | Cell:
    if deduction is None:
        return None
    style = "bad" if deduction.state == "proposed" else "centre"
    name = DEDUCTION_NAMES[deduction.state]
    return Cell(Text(f"{deduction.id} {name.zh}", f"{deduction.id} {name.en}"), style)
