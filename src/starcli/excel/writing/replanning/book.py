"""The workbook of a re-planning, sheet by sheet."""

from pathlib import Path

from starcli.core.grids.replanning_report import ReplanningReport
from starcli.core.text import Language, Text
from starcli.excel.writing.findings_page import findings_page
from starcli.excel.writing.page import Workbook, narrow_font
from starcli.excel.writing.replanning.lists import moves_page, parts_page
from starcli.excel.writing.replanning.map_page import map_page
from starcli.excel.writing.replanning.overview import overview_page
from starcli.excel.writing.replanning.sides import sides_page


def write_replanning(report: ReplanningReport, target: Path, language: Language) -> None:
    """Write the workbook of a re-planning. Raises `OutputError`."""
    title = Text(f"{report.name}网格重新划分方案", f"{report.name}: grids planned anew")
    book = Workbook("replanning", title, language)
    narrow_font(book)
    overview_page(book, report, title)
    if report.proposal.grids:
        map_page(book, report, tomorrow=True)
        if any(piece.today for piece in report.proposal.pieces):
            map_page(book, report, tomorrow=False)
            sides_page(book, report)
            moves_page(book, report)
    parts_page(book, report)
    findings_page(book, report.findings)
    book.save(target)
