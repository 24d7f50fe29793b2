"""Headings of several rows -> one path of texts above each column, merged or with the merging taken back.

A merged heading stands for every column that it covers. Where WPS took the merging back, it stands in the first of
them and the rest are empty: it is taken to reach to the right, over columns that have a lower heading of their own,
as far as the next heading beside it.
"""

from starcli.excel.opening.book import Sheet, as_text
from starcli.excel.reading.headings import Path

Spans = dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]]


def spans_in(sheet: Sheet, top: int, last: int) -> Spans:
    """The merged range of each covered cell between two rows: its first and its last cell."""
    width = len(sheet.rows[top]) if top < len(sheet.rows) else 0
    return {
        (row, column): (first, end)
        for first, end in sheet.merged
        if first[0] <= last and end[0] >= top
        for row in range(max(first[0], top), min(end[0], last) + 1)
        for column in range(first[1], min(end[1] + 1, width))
    }


def paths(sheet: Sheet, top: int, last: int) -> tuple[Path, ...]:
    """The headings above each column, from the uppermost of the given rows to the lowest; equal ones once."""
    rows = [[as_text(cell) for cell in sheet.rows[row]] for row in range(top, last + 1)]
    if len(rows) == 1:
        return tuple((text,) if text else () for text in rows[0])
    spans = spans_in(sheet, top, last)
    for at in range(len(rows)):
        _spread(rows, at, top, spans)
    return tuple(_once([row[column] for row in rows if row[column]]) for column in range(len(rows[0])))


def _spread(rows: list[list[str]], at: int, top: int, spans: Spans) -> None:
    """Put a heading of one row above every column that it reaches."""
    texts, below = rows[at], rows[at + 1 :]
    carried = ""
    for column, text in enumerate(texts):
        span = spans.get((top + at, column))
        if span is not None:
            carried = ""
            first = span[0]
            if not text and first[0] == top + at:
                texts[column] = texts[first[1]]
            continue
        under = any(row[column] for row in below)
        if text:
            carried = text if under else ""
        elif under and carried:
            texts[column] = carried
        else:
            carried = ""


def _once(texts: list[str]) -> Path:
    return tuple(text for at, text in enumerate(texts) if not at or text != texts[at - 1])
