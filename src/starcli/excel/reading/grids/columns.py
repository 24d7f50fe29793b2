"""What is said of the columns of a ledger: those that are filled and not read, and those that it lacks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from starcli.core.findings import Finding, Location, finding
from starcli.core.grids.posts import FUNCTION, FUNCTIONS
from starcli.core.text import listed
from starcli.excel.layouts.grids import grid_column_of
from starcli.excel.opening.book import Sheet, address, as_text
from starcli.excel.reading.grids.headings import Heads
from starcli.excel.reading.grids.rows import RowWords
from starcli.excel.reading.grids.tables import WalkedTable

_LONGEST_NUMBER = 6


def about_columns(
    place: Location, sheet: Sheet, heads: Heads, words: RowWords, table: WalkedTable
) -> Iterator[Finding]:
    """Filled columns that are not read, functions that are none, and functions of which no column says anything."""
    rows = [row.row for row in table.rows]
    yield from _not_read(place, sheet, heads, rows)
    known = listed(list(words.functions.functions.values()))
    for at, text in (*heads.others.items(), *heads.strange.items()):
        if not any(as_text(sheet.cell(row, at)) for row in rows):
            continue
        cell = place.at(address(heads.first_row - 1, at))
        if at in heads.strange:
            yield finding("grid-function-unknown", cell, text=text, known=known)
        else:
            yield finding("grid-column-not-read", cell, text=text)
    told = [key for key in words.functions.functions if FUNCTION + key in heads.columns]
    if told and FUNCTIONS not in heads.columns and len(told) < len(words.functions.functions):
        missing = [name for key, name in words.functions.functions.items() if key not in told]
        yield finding("grid-functions-not-told", place.at(address(heads.top, 0)), missing=listed(missing))


def _not_read(place: Location, sheet: Sheet, heads: Heads, rows: Sequence[int]) -> Iterator[Finding]:
    """Filled columns that say again what another does, and those without a heading; numbers of rows are none."""
    for at, text in heads.again.items():
        key = grid_column_of(heads.headings[at])
        if any(as_text(sheet.cell(row, at)) for row in rows):
            first = heads.columns.get(key or "", at)
            other = place.at(address(heads.first_row - 1, first)).within
            yield finding("grid-column-twice", place.at(address(heads.first_row - 1, at)), text=text, other=other)
    first, end = heads.span or (0, len(heads.headings))
    for at in range(first, end):
        texts = [text for row in rows if (text := as_text(sheet.cell(row, at)))] if not heads.headings[at] else []
        if texts and not _is_counting(texts):
            place_of = next(row for row in rows if as_text(sheet.cell(row, at)))
            yield finding("grid-column-without-heading", place.at(address(place_of, at)))


def _is_counting(texts: Sequence[str]) -> bool:
    """Whether cells only number the rows."""
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) <= _LONGEST_NUMBER]
    return len(numbers) == len(texts) and all(later == one + 1 for one, later in pairwise(numbers))
