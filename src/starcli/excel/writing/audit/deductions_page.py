"""Deductions for over-claims: where the framework proposes one, where it was decided, and what it would change."""

from starcli.core.audit.examined import Deduction
from starcli.core.audit.report import AuditedUnit
from starcli.core.numbers import plain
from starcli.core.text import Text
from starcli.excel.writing.audit.cells import DEDUCTION_NAMES, name_at, where, who
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link

DEDUCTIONS_NAME = Text("扣分建议", "Deductions")
_COLUMNS = (
    Column(Text("扣分项", "Item"), 8, "centre"), Column(Text("状态", "State"), 10, "centre"),
    Column(Text("超过的指标", "Indicators beyond it"), 28), Column(Text("扣", "Points"), 7, "points"),
    Column(Text("现总分", "Total now"), 9, "points"), Column(Text("扣后总分", "Total with it"), 9, "points"),
    Column(Text("现星级", "Grade now"), 12, "centre"), Column(Text("扣后星级", "Grade with it"), 12, "centre"),
    Column(Text("依据", "Cell"), 26, "strip_wrapped"), Column(Text("决定(扣/不扣)", "Decision"), 12, "input"),
    Column(Text("决定人和日期", "Who and when"), 16, "input"),
)  # fmt: skip


def listed_deductions(report: AuditReport) -> tuple[tuple[int, Deduction], ...]:
    """Every deduction, by the position of its unit: those to be decided first."""
    units = report.audit.units
    known = [(at, each.deduction) for at in report.order if (each := units[at].examined) is not None]
    found = [(at, deduction) for at, deduction in known if deduction is not None]
    return tuple(sorted(found, key=lambda pair: pair[1].state != "proposed"))


def deductions_page(book: Workbook, report: AuditReport) -> Page:
    """The empty sheet."""
    return book.page(DEDUCTIONS_NAME, widths((*where(report), *_COLUMNS)), landscape=True)


def fill_deductions(page: Page, report: AuditReport, lines: dict[int, Spot]) -> None:
    """Write a row for each deduction, with room for the decision."""
    title = Text("自评与核验偏差的扣分建议", "Deductions proposed for over-claims")
    page.say(title, "section", height=22)
    page.say(_rule(report), "quiet")
    columns = (*where(report), *_COLUMNS)
    found = listed_deductions(report)
    if found:
        rows = [_row(report.audit.units[at], deduction, report) for at, deduction in found]
        top = page.table(columns, rows, repeat=True)
        for row, (at, _) in enumerate(found, top + 1):
            if at in lines:
                link(page, row, name_at(report), str(who(report.audit.units[at], report)[-1]), "link", lines[at])
    else:
        page.say(Text("没有要扣分的单位。", "There is no unit to deduct from."))
    page.footer(imprint_line(report.framework))


def _rule(report: AuditReport) -> Text:
    """When the framework proposes it, and who decides."""
    rule = report.framework.cross_checks.over_claiming
    item = next((one for one in report.framework.deductions.items if one.id == rule.deduction), None)
    if item is None:
        return Text("指标体系没有规定自评偏差的扣分项。", "The framework names no deduction for over-claims.")
    share = f"{plain(rule.share * 100)}%"
    zh = "全部分值" if rule.of == "total" else "该项分值"
    en = "of the whole weight" if rule.of == "total" else "of an item's weight"
    return Text(
        f"指标体系：多报超过{zh}的 {share}，建议按 {item.id} {item.name.zh} 扣 {item.points} 分。程序只提建议，"
        "由镇街或县级在加减分表里填次数（不扣填0）；填之前不扣。",
        f"The framework: claims too high by more than {share} {en} suggest {item.id} '{item.name.en}', {item.points} "
        "points. It is only proposed: town or county enter how often on the Adjustments sheet, or 0; until then "
        "nothing is deducted.",
    )


def _row(unit: AuditedUnit, deduction: Deduction, report: AuditReport) -> list[Content | Cell]:
    examined = unit.examined
    now = examined.end if examined is not None else None
    falls = now is not None and now.grade != deduction.grade
    return [
        *who(unit, report),
        deduction.id,
        Cell(DEDUCTION_NAMES[deduction.state], "bad" if deduction.state == "proposed" else "centre"),
        ", ".join(deduction.indicators),
        deduction.points,
        now.total if now is not None else None,
        deduction.total,
        report.stars(now.grade) if now is not None else None,
        Cell(f"{report.stars(deduction.grade)} ▼", "bad") if falls else report.stars(deduction.grade),
        report.short(deduction.location),
        None,
        None,
    ]
