"""The ledger of a unit's grids as a workbook of its own, ready to be filled in and handed in again."""

from pathlib import Path

from starcli.core.model import Framework
from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.grids import GRID_SHEET
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.grids.ledger_cells import LedgerOrder
from starcli.excel.writing.grids.ledger_page import ledger_page
from starcli.excel.writing.output import write_atomically
from starcli.excel.writing.page import Workbook

__all__ = ["LedgerOrder", "ledger_content", "write_ledger"]


def write_ledger(framework: Framework, order: LedgerOrder, target: Path, language: FormLanguage) -> None:
    """Write the ledger of a unit. Raises `OutputError`, and `ValueError` where the framework has no rules of grids."""
    write_atomically(target, ledger_content(framework, order, language))


def ledger_content(framework: Framework, order: LedgerOrder, language: FormLanguage) -> bytes:
    """The ledger of a unit as a finished workbook."""
    name = order.unit.name
    book = Workbook("grid-ledger", Text(f"{name}{GRID_SHEET.zh}", f"{name} {GRID_SHEET.en}".strip()), language)
    page, _ = ledger_page(book, framework, order)
    page.footer(imprint_line(framework))
    return book.content()
