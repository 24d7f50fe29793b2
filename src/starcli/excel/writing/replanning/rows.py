"""Rows of a table whose cells reach over several columns of the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from starcli.core.text import Text
from starcli.excel.writing.page import Cell, Content, Page
from starcli.excel.writing.styles import lines_of

Span = tuple[int, int]
_LINE = 15.5
_LEAST = 19


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column of such a table: its heading, the first and last column of the sheet, and the style of its cells."""

    heading: Text
    span: Span
    style: str = "text"


def wide_table(page: Page, columns: Sequence[WideColumn], rows: Sequence[Sequence[Content | Cell]]) -> int:
    """A table with its row of headings; returns the row of these."""
    top = page.row
    wide_row(page, columns, [Cell(column.heading, "head") for column in columns])
    for cells in rows:
        wide_row(page, columns, cells)
    return top


def wide_row(page: Page, columns: Sequence[WideColumn], cells: Sequence[Content | Cell]) -> None:
    """One more row, as high as its longest text needs."""
    most = 1
    for column, content in zip(columns, cells, strict=True):
        first, last = column.span
        look = (content.style if isinstance(content, Cell) else "") or column.style
        if last > first:
            page.sheet.merge_range(page.row, first, page.row, last, "", page.owner.format(look))
        words = page.put(page.row, first, content, column.style)
        if words:
            most = max(most, lines_of(words, sum(page.widths[first : last + 1])))
    page.sheet.set_row(page.row, max(most * _LINE, _LEAST))
    page.row += 1
