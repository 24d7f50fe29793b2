"""Rows that flow over printed pages: their heights are known, so that pages break where it reads well."""

from starcli.core.text import Text
from starcli.excel.writing.page import Page
from starcli.excel.writing.plans.content import Content
from starcli.excel.writing.plans.tables import lines, put
from starcli.excel.writing.styles import lines_of

_CAPACITY = 735.0
"""Points of row heights that fit on an A4 page within the margins, with some to spare."""
_LINE, _SMALL = 15.0, 12.0


class Flow:
    """A sheet that is written from the top down; a row may be kept on one page with the next."""

    def __init__(self, page: Page, widths: tuple[float, ...]) -> None:
        self.page = page
        self.widths = widths
        self._rows: list[tuple[int, float, bool]] = []

    @property
    def row(self) -> int:
        """The row that is written now."""
        return self.page.row

    def span(self, first: int, last: int, content: Content, style: str, *, formula: str = "") -> str:
        """One cell over some columns of the row; returns the text."""
        if last > first:
            self.page.sheet.merge_range(self.row, first, self.row, last, "", self.page.owner.format(style))
        return put(self.page, first, content, style, formula)

    def width(self, first: int, last: int) -> float:
        """The width of some columns together."""
        return sum(self.widths[first : last + 1])

    def end(self, height: float, *, keep: bool = False) -> None:
        """The end of the row; `keep` leaves no page break behind it."""
        self.page.sheet.set_row(self.row, height)
        self._rows.append((self.row, height, keep))
        self.page.row += 1

    def say(self, text: Text, style: str = "body", *, keep: bool = False) -> None:
        """A text over the whole width."""
        last = len(self.widths) - 1
        words = self.span(0, last, text, style)
        self.end(lines(words, self.width(0, last)) * (_SMALL if style == "quiet" else _LINE) + 3, keep=keep)

    def headline(self, text: Text, style: str, height: float, size: float = 1) -> None:
        """A line over the whole width, kept with what follows; type of some `size` takes so much more room."""
        last = len(self.widths) - 1
        words = self.span(0, last, text, style)
        self.end(height * lines_of(words, self.width(0, last) / size), keep=True)

    def section(self, text: Text) -> None:
        """The heading of a part, kept with what follows."""
        self.end(4, keep=True)
        self.headline(text, "section", 22, 1.2)

    def breaks(self) -> list[int]:
        """The rows with which a page begins, the first page aside."""
        found, used = [], 0.0
        for rows in self._together():
            height = sum(height for _, height, _ in rows)
            if used and used + height > _CAPACITY:
                found.append(rows[0][0])
                used = 0.0
            used += height
        return found

    def _together(self) -> list[list[tuple[int, float, bool]]]:
        """The rows in groups that no page break parts."""
        groups: list[list[tuple[int, float, bool]]] = [[]]
        for row in self._rows:
            groups[-1].append(row)
            if not row[2]:
                groups.append([])
        return [group for group in groups if group]
