"""The state of the grids of an area as a workbook: totals, what is to be done, posts to fill, units and all grids."""

from pathlib import Path

from starcli.core.findings import Finding
from starcli.core.grids.report import GridsReport
from starcli.core.text import FormLanguage, Language, Text
from starcli.excel.writing.findings_page import findings_page, imprint_line
from starcli.excel.writing.grids.lists import act_page, all_page, units_page
from starcli.excel.writing.grids.posts import posts_page
from starcli.excel.writing.grids.totals import overview_page, towns_page
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths
from starcli.excel.writing.unranked_pages import OUTSIDE

_NO_LEDGER, _NOT_COUNTED = Text("未交台账", "no ledger"), Text("未计入", "not counted")


def write_state(report: GridsReport, target: Path, language: Language) -> None:
    """Write the state of the grids of an area. Raises `OutputError`."""
    title = Text(f"{report.name} 网格状况", f"{report.name}: state of the grids")
    book = Workbook("grids", title, language)
    overview_page(book, report, title)
    if report.totals.counties:
        towns_page(book, report)
    act_page(book, report)
    posts_page(book, report)
    units_page(book, report)
    all_page(book, report)
    if report.missing or report.unread or report.outside:
        _left_out_page(book, report)
    findings_page(book, report.findings)
    book.save(target)


def _left_out_page(book: Workbook, report: GridsReport) -> None:
    """Workbooks that could not be counted, and units that handed in no ledger."""
    columns = (
        Column(Text("情况", "Sort"), 12, "centre"),
        Column(Text("镇街", "Town"), 16),
        Column(Text("村社", "Unit"), 20),
        Column(Text("文件", "File"), 40),
        Column(Text("原因", "Why"), 52),
        Column(Text("催交情况", "Reminded"), 18, "input"),
    )
    page = book.page(_NO_LEDGER, widths(columns), landscape=True)
    title = Text("未计入的文件和没有交台账的单位", "Files not counted, and units without a ledger")
    page.say(title, "section", height=22)
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
    rows += [
        [
            Cell(OUTSIDE, "bad"),
            state.ledger.unit.town,
            state.ledger.unit.name,
            str(state.ledger.location).removeprefix(report.folder),
            Text("名册里没有这个单位，不计入总数", "the roster does not have this unit; it is in no total"),
            None,
        ]
        for state in report.outside
    ]
    rows += [[_NO_LEDGER, entry.unit.town, entry.unit.name, None, None, None] for entry in report.missing or ()]
    page.table(columns, rows, repeat=True)
    page.footer(imprint_line(report.framework))


def _why(findings: tuple[Finding, ...], language: FormLanguage) -> str:
    return "\n".join(found.message(language) for found in findings if found.severity != "note")
