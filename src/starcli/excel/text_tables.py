"""Tables that are text: CSV in the encodings that offices use, and the HTML that exports call .xls."""

import csv
import re
from html.parser import HTMLParser
from io import StringIO

from starcli.excel.book import CellValue, Sheet

_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",\t;"
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_WIDEST = 1000
_LONGEST = 100_000


def decode(content: bytes) -> str | None:
    """The text of a file: UTF-8 with or without a mark, UTF-16 with one, else GB18030; None when it is none of them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    declared = _CHARSET.search(content[:2048])
    encodings = (*_ENCODINGS,) if declared is None else (declared[1].decode("ascii"), *_ENCODINGS)
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def read_csv(text: str, name: str) -> Sheet:
    """The one sheet of a CSV file, whichever of comma, tab and semicolon parts its cells."""
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    return Sheet(name, _even([tuple(row[:_WIDEST]) for _, row in zip(range(_LONGEST), rows, strict=False)]))


def read_html(text: str) -> tuple[Sheet, ...]:
    """The tables of an HTML page, merged cells as in a workbook: the text stands in the first cell of the span."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return tuple(table for table in parser.sheets() if table.rows)


class _Tables(HTMLParser):
    """Collects the cells of every table, nested ones as tables of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[list[list[tuple[str, int, int]]]] = []
        self._open: list[list[list[tuple[str, int, int]]]] = []
        self._texts: list[list[str]] = []
        self._spans: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, row, cell or line break begins."""
        if tag == "table" and len(self._open) < _WIDEST:
            self._open.append([])
            self._done.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open and self._open[-1]:
            known = dict(attrs)
            self._spans.append((_span(known.get("rowspan")), _span(known.get("colspan"))))
            self._texts.append([])
        elif tag == "br" and self._texts:
            self._texts[-1].append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A table or cell ends."""
        if tag == "table" and self._open:
            self._open.pop()
        elif tag in ("td", "th") and self._texts and self._open and self._open[-1]:
            down, across = self._spans.pop()
            self._open[-1][-1].append(("".join(self._texts.pop()).strip(), down, across))

    def handle_data(self, data: str) -> None:
        """Text inside a cell."""
        if self._texts:
            self._texts[-1].append(data)

    def sheets(self) -> list[Sheet]:
        """Every table as a sheet."""
        return [_laid_out(table, f"table{number}") for number, table in enumerate(self._done, start=1)]


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _WIDEST) if text is not None and text.isascii() and text.isdigit() else 1


def _laid_out(table: list[list[tuple[str, int, int]]], name: str) -> Sheet:
    """Cells at their places: a span takes up the cells that it covers."""
    cells: dict[tuple[int, int], str] = {}
    merged = []
    for row, line in enumerate(table[:_LONGEST]):
        column = 0
        for text, down, across in line:
            while (row, column) in cells:
                column += 1
            if column + across > _WIDEST:
                break
            covered = ((row + i, column + j) for i in range(min(down, len(table) - row)) for j in range(across))
            for place in covered:
                cells[place] = ""
            cells[row, column] = text
            if down > 1 or across > 1:
                merged.append(((row, column), (row + down - 1, column + across - 1)))
            column += across
    height = 1 + max((row for row, _ in cells), default=-1)
    width = 1 + max((column for _, column in cells), default=-1)
    rows = tuple(tuple(cells.get((row, column), "") for column in range(width)) for row in range(height))
    return Sheet(name, rows, tuple(merged))


def _even(rows: list[tuple[str, ...]]) -> tuple[tuple[CellValue, ...], ...]:
    """Rows of one length, filled up with blanks."""
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *("",) * (width - len(row))) for row in rows)
