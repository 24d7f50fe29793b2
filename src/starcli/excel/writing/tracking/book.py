"""The tracking workbook as a whole."""

from collections.abc import Iterable
from pathlib import Path

from starcli.core.findings import Finding
from starcli.core.roster import RosterUnit
from starcli.core.text import FormLanguage, Language, Text
from starcli.excel.writing.findings_page import findings_page, imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths
from starcli.excel.writing.tracking.lists import all_page, closings_page, due_page, town_page
from starcli.excel.writing.tracking.report import TrackingReport
from starcli.excel.writing.tracking.totals import groups_page, overview_page, responsible_page

_WITHOUT = Text("没有台账", "no ledger")
_NOT_COUNTED = Text("未计入", "not counted")


def write_tracking(report: TrackingReport, target: Path, language: Language) -> None:
    """Write the tracking workbook of an area. Raises `OutputError`."""
    title = Text(f"{report.name} 整改跟踪", f"{report.name}: rectification tracked")
    book = Workbook("tracking", title, language)
    overview_page(book, report, title)
    due_page(book, report)
    closings_page(book, report)
    groups_page(book, report)
    responsible_page(book, report)
    for town in report.tracking.groups["town"]:
        town_page(book, report, town.name, town.numbers["problems"])
    if report.without or report.unread or report.doubled:
        _left_out_page(book, report)
    all_page(book, report)
    findings_page(book, report.findings)
    book.save(target)


def _left_out_page(book: Workbook, report: TrackingReport) -> None:
    """Files that could not be counted, and units without a ledger."""
    columns = (
        Column(Text("情况", "Sort"), 12, "centre"),
        Column(Text("镇街", "Town"), 14),
        Column(Text("村社", "Unit"), 20),
        Column(Text("文件", "File"), 40),
        Column(Text("原因", "Why"), 56),
        Column(Text("催报情况", "Reminded"), 18, "input"),
    )
    page = book.page(Text("未计入与无台账", "Left out"), widths(columns), landscape=True)
    page.say(
        Text("未计入的文件和没有台账的单位", "Files not counted, and units without a ledger"), "section", height=22
    )
    rows: list[list[Content | Cell]] = [
        [
            Cell(_NOT_COUNTED, "bad"),
            None,
            None,
            one.location.file.removeprefix(report.folder),
            _why(one.findings, book.language),
            None,
        ]
        for one in report.unread
    ]
    twice = Text("同一单位不止一份台账", "more than one ledger of this unit")
    rows += [
        [
            Cell(_NOT_COUNTED, "bad"),
            plan.unit.town,
            plan.unit.name,
            str(plan.location).removeprefix(report.folder),
            twice,
            None,
        ]
        for plan in report.doubled
    ]
    rows += [_absent(entry) for entry in report.without or ()]
    page.table(columns, rows, repeat=True)
    page.footer(imprint_line(report.framework))


def _why(findings: Iterable[Finding], language: FormLanguage) -> str:
    return "\n".join(one.message(language) for one in findings if one.severity != "note")


def _absent(entry: RosterUnit) -> list[Content | Cell]:
    return [_WITHOUT, entry.unit.town, entry.unit.name, None, None, None]
