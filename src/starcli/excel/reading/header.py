"""Where the answers of a sheet are: the heading rows, found by their words, and the column of each heading.

A header has one to three rows and may repeat its columns side by side. The row that names codes or items decides;
rows below it belong to it while nothing stands under its code and name, rows above it while they say whose values
stand below. Which column is which follows from the path of headings above it (`headings`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starcli.excel.layouts.form import (
    ANSWER_COLUMNS,
    BARE_CODES,
    DIMENSION_HEADINGS,
    VALUE_COLUMNS,
    Column,
    column_of,
    normalised,
)
from starcli.excel.opening.book import Sheet, as_text
from starcli.excel.reading.heading_rows import paths, spans_in
from starcli.excel.reading.headings import Meaning, Path, is_parent, is_sub_heading, is_value_word, meaning

_SEARCHED_ROWS = 20
_SUB_ROWS = 2
_LONGEST_HEADING = 40
_IDS: tuple[Column, ...] = ("code", "name")


@dataclass(frozen=True, slots=True)
class Header:
    """Zero-based positions: the first heading row, the first row of answers, and the column of each heading found.

    `headings` are the paths above every column of the sheet. `repeated` holds further answer columns under a heading
    that was found before, with that heading. `names` are all columns of names, the most general first, and
    `dimension` is the one of dimensions. A header that is not `sure` has words of any table: its rows decide.
    `start` is the first column of a block.
    """

    top: int
    first_row: int
    columns: Mapping[Column, int]
    repeated: Mapping[int, str] = field(default_factory=dict)
    headings: Sequence[Path] = ()
    names: tuple[int, ...] = ()
    dimension: int | None = None
    sure: bool = True
    start: int = 0


def find_headers(sheet: Sheet) -> tuple[Header, ...]:
    """The header of a data sheet, one for each block of columns side by side; none for any other sheet.

    A header has a code or name column and a value column.
    """
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        found = headers_at(sheet, row)
        if found:
            return found
    return ()


def headers_at(sheet: Sheet, row: int) -> tuple[Header, ...]:
    """The headers whose codes or names of items are headed in this very row."""
    texts = [as_text(cell) for cell in sheet.rows[row]]
    ids = [at for at, text in enumerate(texts) if text and column_of(text) in _IDS]
    if not ids:
        return ()
    last = _last_row(sheet, row, ids)
    found = _blocks(paths(sheet, row, last), row, last)
    if not found and last > row:
        # What looked like lower headings took the values' own heading away.
        last = row
        found = _blocks(paths(sheet, row, last), row, last)
    if all(map(_is_plain, found)) and found:
        return found
    top = _first_row(sheet, row, ids)
    return _blocks(paths(sheet, top, last), top, last) if top < row else found


def _is_plain(header: Header) -> bool:
    """Whether no row above the header could say more about its columns."""
    values = [header.headings[header.columns[tier]] for tier in VALUE_COLUMNS if tier in header.columns]
    return header.sure and not header.repeated and not any(map(is_value_word, (path[-1] for path in values)))


def _last_row(sheet: Sheet, row: int, ids: Sequence[int]) -> int:
    """The lowest row of the header whose codes or names are headed in a row."""
    spans = spans_in(sheet, row, row) if sheet.merged else {}
    merged = max((spans[row, at][1][0] for at in ids if (row, at) in spans), default=row)
    last = min(merged, row + _SUB_ROWS, len(sheet.rows) - 1)
    while last < row + _SUB_ROWS and _goes_on(sheet, row, last, ids):
        last += 1
    return last


def _goes_on(sheet: Sheet, row: int, last: int, ids: Sequence[int]) -> bool:
    """Whether the row below the last known row of a header holds lower headings.

    Nothing new stands below code and name; all is short text, some of it the words of a heading; and one of them
    stands below an empty cell, because its parent reaches over it, or no values are headed so far.
    """
    if last + 1 >= len(sheet.rows):
        return False
    above, below = sheet.rows[row], sheet.rows[last + 1]
    if any(as_text(below[at]) not in ("", as_text(above[at])) for at in ids):
        return False
    filled = [(at, cell) for at, cell in enumerate(below) if as_text(cell)]
    if not all(isinstance(cell, str) and len(cell) <= _LONGEST_HEADING for _, cell in filled):
        return False
    if not any(is_sub_heading(str(cell)) for at, cell in filled if at not in ids):
        return False
    spanned = any(not as_text(sheet.cell(last, at)) for at, _ in filled)
    return spanned or not _blocks(paths(sheet, row, last), row, last)


def _first_row(sheet: Sheet, row: int, ids: Sequence[int]) -> int:
    """The uppermost row that says something about the columns of a header."""
    top = row
    while top > max(row - _SUB_ROWS, 0) and is_parent_row(sheet, top - 1, min(ids)):
        top -= 1
    return top


def is_parent_row(sheet: Sheet, row: int, first: int) -> bool:
    """Whether a row holds parents of headings: not a title, which begins at the left, nor a line of labels."""
    texts = [(at, as_text(cell)) for at, cell in enumerate(sheet.rows[row])]
    filled = [(at, text) for at, text in texts if text]
    if any(":" in text or "：" in text for _, text in filled):
        return False
    return any(at > first and is_parent(text) for at, text in filled)


def _blocks(headings: Sequence[Path], top: int, last: int) -> tuple[Header, ...]:
    """The usable headers in a row of paths: a block begins where the first heading of items stands again."""
    meanings = [meaning(path) for path in headings]
    starts = _starts(headings, meanings)
    ends = [*starts[1:], len(headings)]
    found = (_header(headings, meanings, start, end, top, last) for start, end in zip(starts, ends, strict=True))
    return tuple(header for header in found if header is not None)


def _starts(headings: Sequence[Path], meanings: Sequence[Meaning | None]) -> list[int]:
    """Where each block of columns begins."""
    starts = [0]
    first: Path | None = None
    has_values = False
    for at, seen in enumerate(meanings):
        if seen is None:
            continue
        if seen.column in _IDS:
            first = first or headings[at]
            if has_values and headings[at] == first and _has_values(meanings[at:]):
                starts.append(at)
                has_values = False
        has_values |= first is not None and seen.column in VALUE_COLUMNS
    return starts


def _has_values(meanings: Sequence[Meaning | None]) -> bool:
    return any(seen is not None and seen.column in VALUE_COLUMNS for seen in meanings)


def _header(
    headings: Sequence[Path], meanings: Sequence[Meaning | None], start: int, end: int, top: int, last: int
) -> Header | None:
    """The header of one block; None when it has no code or name column, or no values."""
    seen = {at: found for at in range(start, end) if (found := meanings[at]) is not None}
    sure = any(found.sure and found.column in VALUE_COLUMNS for found in seen.values())
    if sure:
        seen = {at: found for at, found in seen.items() if found.sure}
    columns: dict[Column, int] = {}
    for at, found in seen.items():
        columns.setdefault(found.column, at)
    if not (columns.keys() & set(_IDS) and columns.keys() & set(VALUE_COLUMNS)):
        return None
    first = min(at for column, at in columns.items() if column in VALUE_COLUMNS)
    named = [at for at, found in seen.items() if found.column == "name"]
    names = tuple(at for at in named if at < first) or tuple(named[:1])
    if names:
        columns["name"] = names[-1]
    if "code" in columns:
        columns["code"] = _code(headings, [at for at, found in seen.items() if found.column == "code"])
    taken = set(columns.values())
    second = [at for at, found in seen.items() if at not in taken and found.column in ANSWER_COLUMNS]
    repeated = {at: "-".join(headings[at]) for at in second}
    dimension = next((at for at in range(start, end) if _is_dimension(headings[at])), None)
    return Header(top, last + 1, columns, repeated, headings, names, dimension, sure, start)


def _code(headings: Sequence[Path], codes: Sequence[int]) -> int:
    """The column of the items' codes: one that says so, else the first."""
    bare = [at for at in codes if normalised(headings[at][-1]) in BARE_CODES]
    return next((at for at in codes if at not in bare), codes[0])


def _is_dimension(path: Path) -> bool:
    return bool(path) and normalised(path[-1]) in DIMENSION_HEADINGS
