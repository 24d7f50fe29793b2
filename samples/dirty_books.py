"""Workbooks laid out as somebody likes: formats, formulas, merged ranges, and what is hidden or locked."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from starcli.excel.imprint import WRITTEN_AT


@dataclass(frozen=True, slots=True)
class Shown:
    """A number with the format that it is shown in."""

    value: float
    number_format: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the result that is stored beside it."""

    text: str
    result: str | float


Cell = str | int | float | Decimal | Shown | Formula | None


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as somebody laid it out: rows, merged ranges, and what is hidden or locked."""

    rows: Sequence[Sequence[Cell]]
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    hidden: bool = False
    locked: bool = False


def book(pages: Mapping[str, Page]) -> bytes:
    """A workbook of such sheets; the same sheets give the same bytes."""
    buffer = io.BytesIO()
    target = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    target.set_properties({"created": WRITTEN_AT})
    for name, page in pages.items():
        sheet = target.add_worksheet(name)
        for row, cells in enumerate(page.rows):
            for column, cell in enumerate(cells):
                _write(target, sheet, (row, column), cell)
        _lay_out(sheet, page)
    target.close()
    return buffer.getvalue()


def _lay_out(sheet: Worksheet, page: Page) -> None:
    for merged in page.merged:
        first = merged.split(":")[0]
        row, column = int(re.sub(r"\D", "", first)) - 1, ord(first[0]) - ord("A")
        value = page.rows[row][column] if column < len(page.rows[row]) else None
        sheet.merge_range(merged, "" if value is None else value)
    for row in page.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for columns in page.hidden_columns:
        sheet.set_column(columns, None, None, {"hidden": True})
    if page.hidden:
        sheet.hide()
    if page.locked:
        sheet.protect("secret")


def _write(target: xlsxwriter.Workbook, sheet: Worksheet, place: tuple[int, int], cell: Cell) -> None:
    if isinstance(cell, Formula):
        sheet.write_formula(*place, cell.text, None, cell.result)
    elif isinstance(cell, Shown):
        sheet.write_number(*place, cell.value, target.add_format({"num_format": cell.number_format}))
    elif isinstance(cell, str) and cell:
        sheet.write_string(*place, cell)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(*place, float(cell))
