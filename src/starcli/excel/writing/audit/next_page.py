"""Whom to check next: the units picked for their risk and those drawn by lot, why, and how the choice came about."""

from collections.abc import Mapping

from starcli.core.audit.report import AuditedUnit, Pick
from starcli.core.audit.rules import REASON_NAMES
from starcli.core.audit.words import PICKED_BY, risk_method, selection_method
from starcli.core.text import Text
from starcli.excel.writing.audit.cells import KIND, NOTHING, name_at, where, who
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link

NEXT_NAME = Text("下批核查", "Check next")
_NUMBER = Column(Text("序", "No."), 5, "whole")
_COLUMNS = (
    KIND, Column(Text("怎么选的", "Chosen"), 10, "centre"), Column(Text("风险分", "Risk"), 8, "points"),
    Column(Text("自评总分", "Own total"), 9, "points"), Column(Text("自评星级", "Own grade"), 12, "centre"),
    Column(Text("为什么", "Why"), 58), Column(Text("核查人", "Checker"), 14, "input"),
    Column(Text("核查日期", "Date"), 12, "input_day"),
)  # fmt: skip


def next_page(book: Workbook, report: AuditReport) -> Page:
    """The empty sheet."""
    return book.page(NEXT_NAME, widths((_NUMBER, *where(report), *_COLUMNS)), landscape=True)


def fill_next(page: Page, report: AuditReport, units: Mapping[int, Spot]) -> None:
    """Write the units in the order of their choice, then the method."""
    audit = report.audit
    count = len(audit.selection.picks)
    page.say(Text(f"下一批核查：{count} 个单位", f"To check next: {count}"), "section", height=22)
    page.say(selection_method(audit.selection, audit.rules), "quiet")
    columns = (_NUMBER, *where(report), *_COLUMNS)
    if count:
        picks = audit.selection.picks
        rows = [_row(number, pick, report) for number, pick in enumerate(picks, 1)]
        top = page.table(columns, rows, repeat=True)
        for row, pick in enumerate(picks, top + 1):
            name = str(who(audit.units[pick.unit], report)[-1])
            link(page, row, 1 + name_at(report), name, "link", units[pick.unit])
    else:
        page.say(Text("没有可抽的单位。", "There is no unit to choose from."))
    page.skip()
    page.say(Text("风险分怎么算", "How risk is reckoned"), "section", height=22)
    for line in risk_method(audit.rules):
        page.say(Text(f"· {line.zh}", f"· {line.en}"), "quiet")
    page.footer(imprint_line(report.framework))


def _row(number: int, pick: Pick, report: AuditReport) -> list[Content | Cell]:
    unit = report.audit.units[pick.unit]
    examined = unit.examined
    return [
        number,
        *who(unit, report),
        report.kind(unit),
        Cell(PICKED_BY[pick.by], "bad" if pick.by == "risk" else "doubtful"),
        unit.risk or NOTHING,
        examined.own.total if examined is not None else None,
        report.stars(examined.own.grade) if examined is not None else None,
        why(unit, pick),
        None,
        None,
    ]


def why(unit: AuditedUnit, pick: Pick) -> Text:
    """The reasons with their points, a line each; of a unit that was drawn, that it was."""
    lines = [
        Text(
            f"· {REASON_NAMES[reason.id].zh} {reason.points}：{reason.text.zh}",
            f"· {REASON_NAMES[reason.id].en} {reason.points}: {reason.text.en}",
        )
        for reason in unit.reasons
    ]
    if pick.by == "lot":
        lines.insert(0, Text("· 随机抽中，不看风险", "· drawn by lot, whatever its risk"))
    return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))
