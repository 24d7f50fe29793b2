"""A page that fits on one sheet of paper, in two halves beside each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from starcli.core.text import Text
from starcli.excel.writing.page import Page
from starcli.excel.writing.plans.content import Content
from starcli.excel.writing.plans.flow import Flow
from starcli.excel.writing.styles import lines_of

HALF = 15
RIGHT = HALF + 1
"""Where the right half begins, behind a narrow column."""
LAST = 2 * HALF
WIDTHS = (*(3.05,) * HALF, 1.0, *(3.05,) * HALF)
HEIGHT = 900.0
"""Points of rows that fit on the page once it is as wide as the paper."""
ROW, HEAD = 15.5, 17.0
WRAPPED = "tight_wrapped"
"""The style of words that may be long: their row grows with them."""
_LINE, _SMALLER = 12.5, 1.25
"""How high a line of small type is, and how much more of it fits into a column."""
_TIGHT, _SMALLEST = 11.0, 1.5

HUNDRED = Decimal(100)
NOBODY = Text("—", "—")

Piece = tuple[int, int, Content, str]
"""First and last column of a half, what stands there, and its style."""


class Paper(Flow):
    """A sheet of paper that is written from the top down."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, WIDTHS)
        page.sheet.fit_to_pages(1, 1)

    def section(self, text: Text, right: Text | None = None) -> None:
        """A heading over the whole width, or over each half."""
        self.end(4)
        if right is None:
            self.span(0, LAST, text, "section")
        else:
            self.span(0, HALF - 1, text, "section")
            self.span(RIGHT, LAST, right, "section")
        self.end(20)

    def beside(self, left: Iterable[Sequence[Piece]], right: Iterable[Sequence[Piece]], height: float = ROW) -> None:
        """Rows of the left half and of the right one beside each other; what is shorter is left blank."""
        for mine, theirs in zip_longest(left, right, fillvalue=()):
            moved = [(first + RIGHT, last + RIGHT, content, style) for first, last, content, style in theirs]
            lines = 1
            for first, last, content, style in (*mine, *moved):
                words = self.span(first, last, content, style)
                if style == WRAPPED:
                    lines = max(lines, lines_of(words, self.width(first, last) * _SMALLEST))
            self.end(max(height, lines * _TIGHT + 2))

    def across(self, rows: Iterable[Sequence[Piece]], height: float = ROW) -> None:
        """Rows over the whole width."""
        self.beside(rows, (), height)

    def paragraph(self, text: Text, style: str = "line") -> None:
        """A text over the whole width, in small type."""
        words = self.span(0, LAST, text, style)
        self.end(lines_of(words, self.width(0, LAST) * _SMALLER) * _LINE + 2)

    @property
    def used(self) -> float:
        """How high everything is so far."""
        return sum(height for _, height, _ in self._rows)

    def finish(self) -> None:
        """Say where the page ends."""
        self.page.sheet.print_area(0, 0, self.page.row - 1, LAST)


def half(*widths: int) -> tuple[tuple[int, int], ...]:
    """First and last column of cells of given widths beside each other."""
    spans, first = [], 0
    for width in widths:
        spans.append((first, first + width - 1))
        first += width
    return tuple(spans)


def pieces(spans: Sequence[tuple[int, int]], *cells: tuple[Content, str]) -> list[Piece]:
    """Contents with their styles, put into spans."""
    return [(first, last, content, style) for (first, last), (content, style) in zip(spans, cells, strict=True)]


def headings(spans: Sequence[tuple[int, int]], *texts: Text) -> list[Piece]:
    """A row of headings."""
    return [(first, last, text, "tight_head") for (first, last), text in zip(spans, texts, strict=True)]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table in a half: those of the area itself, and those that compare it with the level above.

    Without a level above the table has other widths, and only the first of its columns.
    """

    beside: tuple[tuple[int, int], ...]
    alone: tuple[tuple[int, int], ...]

    def head(self, texts: Sequence[Text], *, compared: bool) -> list[Piece]:
        """The headings."""
        spans = self.beside if compared else self.alone
        return headings(spans, *texts[: len(spans)])

    def row(self, cells: Sequence[tuple[Content, str]], *, compared: bool) -> list[Piece]:
        """A row."""
        spans = self.beside if compared else self.alone
        return pieces(spans, *cells[: len(spans)])


def known(value: Decimal | None) -> Content:
    """A figure, or a dash."""
    return NOBODY if value is None else value
