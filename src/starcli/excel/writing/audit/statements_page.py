"""Points that units gave themselves, against those that their own values earn: the arithmetic of a self-assessment."""

from collections.abc import Iterator

from starcli.core.audit.report import AuditedUnit
from starcli.core.text import Text
from starcli.excel.writing.audit.cells import over_cell, sum_row, where, who
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths

STATEMENTS_NAME = Text("自报得分", "Points stated")
_COLUMNS = (
    Column(Text("编码", "Code"), 9, "centre"), Column(Text("指标", "Indicator"), 30),
    Column(Text("自报得分", "Stated"), 9, "points"), Column(Text("按自评值算得", "Computed"), 10, "points"),
    Column(Text("自报 − 算得", "Difference"), 10, "points"), Column(Text("情况", "Sort"), 14, "centre"),
    Column(Text("自报出处", "Cell"), 26, "strip_wrapped"),
)  # fmt: skip
_ROUNDING = Text("舍入", "rounding")
_HIGH, _LOW = Text("自报偏高", "stated too high"), Text("自报偏低", "stated too low")


def has_statements(report: AuditReport) -> bool:
    """Whether any unit gave itself points or a total."""
    return any(each.examined is not None and _states(each) for each in report.audit.units)


def _states(unit: AuditedUnit) -> bool:
    examined = unit.examined
    return examined is not None and bool(examined.statement.typed or examined.statement.total is not None)


def statements_page(book: Workbook, report: AuditReport) -> Page:
    """The empty sheet."""
    return book.page(STATEMENTS_NAME, widths((*where(report), *_COLUMNS)), landscape=True)


def fill_statements(page: Page, report: AuditReport) -> None:
    """Write a row for each item, and each total, that is stated otherwise than it is computed."""
    title = Text("自报得分与按自评值算得的分", "Points stated, and computed from the same values")
    page.say(title, "section", height=22)
    stating = sum(_states(unit) for unit in report.audit.units)
    page.say(
        Text(
            f"{stating} 个单位自己打了分；这里只列与算得分不同的。不涉及数据真假，只看同一个数打出来的分对不对。",
            f"{stating} units scored themselves; listed is what differs from the points that their own values earn. "
            "Nothing is said here of the values themselves.",
        ),
        "quiet",
    )
    columns = (*where(report), *_COLUMNS)
    rows = [row for at in report.order for row in _rows(report.audit.units[at], report)]
    if rows:
        top = page.table(columns, rows, repeat=True)
        page.sheet.autofilter(top, 0, page.row - 1, len(columns) - 1)
        sum_row(page, columns, top, {len(where(report)) + 4: report.audit.whole.stated.points})
    elif report.audit.whole.stated.typed:
        page.say(Text("各项自报得分都与算得分一致。", "All stated points are as computed."))
    totals = [row for at in report.order for row in _totals(report.audit.units[at], report)]
    if totals:
        page.skip()
        page.say(Text("自报总分", "Totals stated"), "section", height=22)
        page.table(columns, totals)
    page.footer(imprint_line(report.framework))


def _rows(unit: AuditedUnit, report: AuditReport) -> Iterator[list[Content | Cell]]:
    examined = unit.examined
    for each in examined.statement.points if examined is not None else ():
        sort = (_HIGH if each.points > 0 else _LOW) if each.beyond else _ROUNDING
        style = ("bad" if each.points > 0 else "doubtful") if each.beyond else "centre"
        yield [
            *who(unit, report), each.indicator, each.name, each.stated, each.computed, over_cell(each.points),
            Cell(sort, style), report.short(each.location),
        ]  # fmt: skip


def _totals(unit: AuditedUnit, report: AuditReport) -> Iterator[list[Content | Cell]]:
    """The total that a unit states, where it is not what its own values come to."""
    examined = unit.examined
    said = examined.statement if examined is not None else None
    if examined is None or said is None or said.total is None or said.computed_total is None:
        return
    difference = said.total - said.computed_total
    if not difference:
        return
    most = report.framework.cross_checks.claiming.total
    sort = (_HIGH if difference > 0 else _LOW) if abs(difference) > most else _ROUNDING
    style = ("bad" if difference > 0 else "doubtful") if abs(difference) > most else "centre"
    place = examined.bases["claimed"].location if "claimed" in examined.bases else unit.member.location
    yield [
        *who(unit, report), "—", Text("总分", "Total"), said.total, said.computed_total, over_cell(difference),
        Cell(sort, style), report.short(place),
    ]  # fmt: skip
