"""The risk of every unit, reason by reason: what the choice of the next units rests on."""

from collections.abc import Mapping

from starcli.core.audit.report import AuditedUnit
from starcli.core.audit.rules import REASON_NAMES, ReasonId
from starcli.core.audit.words import PICKED_BY
from starcli.core.text import Text
from starcli.excel.writing.audit.cells import name_at, state_cell, where, who
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link

RISK_NAME = Text("风险分", "Risk")


def risk_page(book: Workbook, report: AuditReport) -> Page:
    """The empty sheet."""
    return book.page(RISK_NAME, widths(_columns(report)), landscape=True)


def fill_risk(page: Page, report: AuditReport, units: Mapping[int, Spot]) -> None:
    """Write a row for every rated unit, the highest risk first."""
    page.say(Text("每个单位的风险分", "The risk of every unit"), "section", height=22)
    page.say(
        Text(
            "只有已评定、未核验完的单位可抽；各项理由的算法见“下批核查”。分高不等于有问题，只说明先看这里更值得。",
            "Only units that are rated and not checked yet can be chosen; the reasons are explained on the page of the "
            "next checks. A high figure proves nothing: it says where a look is worth most.",
        ),
        "quiet",
    )
    columns, reasons = _columns(report), _reasons(report)
    picked = {pick.unit: pick.by for pick in report.audit.selection.picks}
    rated = [at for at in report.order if report.audit.units[at].examined is not None]
    rated.sort(key=lambda at: -report.audit.units[at].risk)
    rows = [_row(report.audit.units[at], report, reasons, picked.get(at)) for at in rated]
    top = page.table(columns, rows, repeat=True)
    for row, at in enumerate(rated, top + 1):
        link(page, row, name_at(report), str(who(report.audit.units[at], report)[-1]), "link", units[at])
    if rated:
        page.sheet.autofilter(top, 0, page.row - 1, len(columns) - 1)
    page.sheet.freeze_panes(top + 1, len(where(report)))
    page.footer(imprint_line(report.framework))


def _reasons(report: AuditReport) -> tuple[ReasonId, ...]:
    """The reasons that count anything, in their order."""
    weights = report.audit.rules.risk.weights
    return tuple(key for key in REASON_NAMES if weights.get(key))


def _columns(report: AuditReport) -> tuple[Column, ...]:
    return (
        *where(report),
        Column(Text("核验", "Checked"), 11, "centre"),
        Column(Text("风险分", "Risk"), 8, "strong_points"),
        Column(Text("下批核查", "Next"), 9, "centre"),
        *(Column(REASON_NAMES[key], 11, "points") for key in _reasons(report)),
    )


def _row(
    unit: AuditedUnit, report: AuditReport, reasons: tuple[ReasonId, ...], picked: str | None
) -> list[Content | Cell]:
    points = {reason.id: reason.points for reason in unit.reasons}
    return [
        *who(unit, report),
        state_cell(unit.state),
        unit.risk,
        Cell(PICKED_BY[picked], "bad" if picked == "risk" else "doubtful") if picked is not None else None,
        *(points.get(key) for key in reasons),
    ]
