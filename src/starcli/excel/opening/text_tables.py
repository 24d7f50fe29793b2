"""Tables that are text: CSV in the encodings that offices use, and the HTML that exports call .xls."""

import csv
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import StringIO

from starcli.excel.opening.book import Sheet
from starcli.excel.opening.guard import Oversized

_ENCODINGS = ("utf-8-sig", "gb18030")
# The older names are parts of GB18030; whatever else a page declares is not believed.
_DECLARED = {"utf-8": "utf-8-sig", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5"}
_DELIMITERS = ",\t;"
_HEAD = 20
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_LONGEST_SPAN = 1000
_SPAN = re.compile(r"\d{1,9}", re.ASCII)
_DEEPEST = 100
LARGEST_TABLE = 2_000_000
"""Cells that a table is laid out to."""


def decode(content: bytes) -> str | None:
    """The text of a file: UTF-8 with or without a mark, UTF-16 with one, else GB18030; None when it is none of them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    declared = _CHARSET.search(content[:2048])
    named = "" if declared is None else declared[1].decode("ascii", "replace").lower()
    for encoding in (*([_DECLARED[named]] if named in _DECLARED else []), *_ENCODINGS):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read_csv(text: str, name: str) -> Sheet:
    """The one sheet of a CSV file, whichever of comma, tab and semicolon parts its cells. Raises `Oversized`."""
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    # A title or a line of labels above the table may hold none of them.
    head = "\n".join(plain.split("\n", _HEAD)[:_HEAD])
    delimiter = max(_DELIMITERS, key=head.count)
    rows: list[tuple[str, ...]] = []
    widest = 0
    try:
        for row in csv.reader(StringIO(plain), delimiter=delimiter):
            rows.append(tuple(row))
            widest = max(widest, len(row))
            if len(rows) * widest > LARGEST_TABLE:
                raise Oversized(f"{len(rows)} × {widest}")
    except csv.Error as error:
        raise Oversized(str(error)) from error
    return Sheet(name, tuple((*row, *("",) * (widest - len(row))) for row in rows))


def read_html(text: str) -> tuple[Sheet, ...]:
    """The tables of an HTML page, merged cells as in a workbook: the text stands in the first cell of the span.

    Raises `Oversized`.
    """
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return tuple(table for table in parser.sheets() if table.rows)


@dataclass(slots=True)
class _Table:
    """A table while it is read: its rows of text, rows and columns spanned; and the cell that is open."""

    rows: list[list[tuple[str, int, int]]] = field(default_factory=list)
    text: list[str] | None = None
    span: tuple[int, int] = (1, 1)

    def close_cell(self) -> None:
        """End the open cell; its own end may be left out in HTML."""
        if self.text is not None:
            self.rows[-1].append(("".join(self.text).strip(), *self.span))
            self.text = None


class _Tables(HTMLParser):
    """Collects the cells of every table, nested ones as tables of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[_Table] = []
        self._open: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, row, cell or line break begins."""
        if tag == "table" and len(self._open) < _DEEPEST:
            self._open.append(_Table())
            self._done.append(self._open[-1])
        elif self._open:
            self._in_table(self._open[-1], tag, attrs)

    def _in_table(self, table: _Table, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            table.close_cell()
            table.rows.append([])
        elif tag in ("td", "th") and table.rows:
            table.close_cell()
            known = dict(attrs)
            table.span = (_span(known.get("rowspan")), _span(known.get("colspan")))
            table.text = []
        elif tag == "br" and table.text is not None:
            table.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A table, row or cell ends."""
        if self._open and tag in ("table", "tr", "td", "th"):
            self._open[-1].close_cell()
        if self._open and tag == "table":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text inside a cell."""
        if self._open and self._open[-1].text is not None:
            self._open[-1].text.append(data)

    def sheets(self) -> list[Sheet]:
        """Every table as a sheet; cells that nobody closed end with the page."""
        for table in self._open:
            table.close_cell()
        return [_laid_out(table.rows, f"table{number}") for number, table in enumerate(self._done, start=1)]


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _LONGEST_SPAN) if text is not None and _SPAN.fullmatch(text) else 1


def _laid_out(table: list[list[tuple[str, int, int]]], name: str) -> Sheet:
    """Cells at their places: a span takes up the cells that it covers."""
    cells: dict[tuple[int, int], str] = {}
    merged = []
    for row, line in enumerate(table):
        column = 0
        for text, down, across in line:
            while (row, column) in cells:
                column += 1
            if len(cells) + down * across > LARGEST_TABLE:
                raise Oversized(name)
            covered = ((row + i, column + j) for i in range(min(down, len(table) - row)) for j in range(across))
            for place in covered:
                cells[place] = ""
            cells[row, column] = text
            if down > 1 or across > 1:
                merged.append(((row, column), (row + down - 1, column + across - 1)))
            column += across
    height = 1 + max((row for row, _ in cells), default=-1)
    width = 1 + max((column for _, column in cells), default=-1)
    if height * width > LARGEST_TABLE:
        raise Oversized(name)
    rows = tuple(tuple(cells.get((row, column), "") for column in range(width)) for row in range(height))
    return Sheet(name, rows, tuple(merged))
