"""A page of equal columns, on which tables of different columns stand above each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starcli.core.text import Text
from starcli.excel.writing.page import Cell, Content, Page
from starcli.excel.writing.styles import lines_of

COLUMNS, WIDTH = 16, 6.2
"""So many columns a page has, each so many characters wide: together as wide as A4 standing."""
WIDTHS = (WIDTH,) * COLUMNS
_LINE, _LEAST = 15.0, 17.0


@dataclass(frozen=True, slots=True)
class Span:
    """A column of a table: its heading, how many columns of the page it takes, and the style of its cells."""

    heading: Text
    columns: int
    style: str = "text"


def table(page: Page, spans: Sequence[Span], rows: Iterable[Sequence[Content | Cell]]) -> int:
    """A table with its headings; the row of the headings."""
    top = page.row
    line(page, spans, [Cell(span.heading, "head") for span in spans])
    for cells in rows:
        line(page, spans, cells)
    return top


def line(page: Page, spans: Sequence[Span], cells: Sequence[Content | Cell], *, least: float = _LEAST) -> None:
    """A row of a table, as high as its longest text needs."""
    column, most = 0, 1
    for span, content in zip(spans, cells, strict=True):
        look = content.style if isinstance(content, Cell) and content.style else span.style
        last = column + span.columns - 1
        if span.columns > 1:
            page.sheet.merge_range(page.row, column, page.row, last, "", page.owner.format(look))
        words = page.put(page.row, column, content, look)
        if words:
            most = max(most, lines_of(words, span.columns * WIDTH))
        column = last + 1
    page.sheet.set_row(page.row, max(most * _LINE, least))
    page.row += 1


def section(page: Page, text: Text) -> None:
    """The title of a part of the page."""
    page.say(text, "section", height=20)
