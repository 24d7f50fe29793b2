"""A workbook with values from outside the forms -> its rows and check sheets, each sheet by what its columns are."""

from dataclasses import dataclass

from starcli.core.checking.sheet import CheckSheet
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.imports.values import ImportedRow
from starcli.core.model import Framework
from starcli.excel.opening.book import Book
from starcli.excel.reading.check_sheets import is_check_sheet, read_check_sheets
from starcli.excel.reading.data_heads import find_heads
from starcli.excel.reading.department import read_department, unknown_columns
from starcli.excel.reading.hidden import hidden_cells, hidden_parts
from starcli.excel.reading.items import Items
from starcli.excel.reading.survey import read_survey


@dataclass(frozen=True, slots=True)
class OutsideData:
    """What a workbook says of units: rows of departments and surveys, and check sheets."""

    rows: tuple[ImportedRow, ...] = ()
    sheets: tuple[CheckSheet, ...] = ()


class OutsideReader:
    """Reads workbooks of data by one framework; the look-ups by code and by name are made once."""

    def __init__(self, framework: Framework) -> None:
        self._items = Items(framework)

    def read(self, book: Book) -> Read[OutsideData]:
        """What stands in an opened workbook; an error where none of its sheets has the columns of data."""
        checked = read_check_sheets(book, self._items)
        rows: list[ImportedRow] = []
        found: list[Finding] = list(checked.findings)
        known = bool(checked.value)
        unread: list[Finding] = []
        for sheet in book.sheets:
            if is_check_sheet(sheet):
                known = True
                continue
            heads = find_heads(book.name, sheet, self._items)
            if heads is None:
                if any(map(any, sheet.rows)):
                    unread.append(finding("data-sheet-not-read", Location(book.name, sheet.name)))
                continue
            known = True
            reader = read_survey if heads.shape == "survey" else read_department
            read = reader(book.name, sheet, heads, self._items)
            rows += read.value
            found += (*unknown_columns(book.name, sheet, heads, self._items), *read.findings)
        if not known:
            return Read(OutsideData(), (finding("data-not-recognised", Location(book.name)),))
        places = [value.answer.location for row in rows for value in row.values]
        found += (*hidden_parts(book, places), *hidden_cells(book, places))
        # The guide of a check sheet is no data, and nobody need be told.
        told = () if checked.value else tuple(unread)
        return Read(OutsideData(tuple(rows), checked.value), (*found, *told))
