"""The headings of a ledger of rooms: in which rows they stand, and which column is which."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from starcli.excel.layouts.rooms import RoomColumn, room_column_of
from starcli.excel.opening.book import Sheet, as_text
from starcli.excel.reading.heading_rows import paths

_FEW = 2


@dataclass(frozen=True, slots=True)
class RoomHeads:
    """The first row below the headings, the row that they begin in, and the column of each."""

    top: int
    first_row: int
    columns: Mapping[RoomColumn, int]
    headings: Sequence[tuple[str, ...]]


def room_heads(sheet: Sheet, row: int) -> RoomHeads | None:
    """The headings that begin in a row, in two rows where they say more together; None where there are none.

    A line above headings seems to head them too: it does so only where they say more with it than without.
    """
    found = [(last, paths(sheet, row, last)) for last in _last_rows(sheet, row)]
    known = [RoomHeads(row, last + 1, _columns_of(headings), headings) for last, headings in found]
    if len(known) > 1 and len(known[1].columns) <= len(_columns_of(paths(sheet, row + 1, row + 1))):
        known.pop()
    best = max(known, key=lambda each: len(each.columns))
    is_ledger = "address" in best.columns and not {"idle", "built"}.isdisjoint(best.columns)
    return best if is_ledger else None


def _columns_of(headings: Sequence[tuple[str, ...]]) -> dict[RoomColumn, int]:
    columns: dict[RoomColumn, int] = {}
    for at, path in enumerate(headings):
        column = room_column_of(path)
        if column is not None:
            columns.setdefault(column, at)
    return columns


def _last_rows(sheet: Sheet, row: int) -> Iterator[int]:
    """The rows in which headings that begin in a row may end: those below hold texts that are headings themselves."""
    yield row
    merged = [last[0] for first, last in sheet.merged if first[0] == row and last[0] == row + 1]
    below = sheet.rows[row + 1] if row + 1 < len(sheet.rows) else ()
    texts = [text for cell in below if (text := as_text(cell))]
    known = [path for path in (paths(sheet, row, row + 1) if texts else ()) if len(path) > 1 and room_column_of(path)]
    if texts and (merged or len(known) >= _FEW) and all(isinstance(cell, str) for cell in below):
        yield row + 1
