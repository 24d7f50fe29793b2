"""The headings of a list of a unit's parts, known by their words wherever they stand.

A row of headings names a part, by its compound, building or natural settlement, and has a column of households.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from starcli.excel.layouts.community import IGNORED, is_geographic, part_column_of
from starcli.excel.opening.book import Sheet, as_text
from starcli.excel.reading.heading_rows import paths
from starcli.excel.reading.headings import Path

_SEARCHED_ROWS = 30
_LONGEST_HEADING = 40
_FEWEST = 2
_LOWER_ROWS = 2


@dataclass(frozen=True, slots=True)
class PartHeads:
    """Zero-based positions: the first row of headings, the first row below them, and the column of each heading.

    `others` are headings that no such list has, by their column.
    """

    top: int
    first_row: int
    columns: Mapping[str, int]
    others: Mapping[int, str] = field(default_factory=dict)
    geographic: bool = False

    @property
    def named(self) -> bool:
        """Whether rows name buildings or the like, and not only what these belong to."""
        return "building" in self.columns


def part_heads(sheet: Sheet, first: int = 0) -> PartHeads | None:
    """The first headings of such a list in a sheet; None where there are none."""
    end = min(len(sheet.rows), first + _SEARCHED_ROWS)
    return next((found for row in range(first, end) if (found := heads_at(sheet, row)) is not None), None)


def heads_at(sheet: Sheet, row: int) -> PartHeads | None:
    """The headings that begin in this very row; None where it is no row of headings."""
    filled = [cell for cell in sheet.rows[row] if as_text(cell)]
    texts = [cell for cell in filled if isinstance(cell, str)]
    if len(filled) < _FEWEST or len(texts) < len(filled) or any(len(text) > _LONGEST_HEADING for text in texts):
        return None
    if not any(part_column_of((text.strip(),)) not in (None, IGNORED, "number", "unit", "remarks") for text in texts):
        return None
    best: PartHeads | None = None
    for last in _last_rows(sheet, row):
        found = _heads(paths(sheet, row, last), row, last)
        if found is not None and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _last_rows(sheet: Sheet, row: int) -> Iterator[int]:
    """The rows in which headings that begin in a row may end: as far as short texts follow that are headings too."""
    yield row
    for last in range(row + 1, min(row + _LOWER_ROWS, len(sheet.rows) - 1) + 1):
        filled = [as_text(cell) for cell in sheet.rows[last] if as_text(cell)]
        if not filled or not all(isinstance(cell, str) for cell in sheet.rows[last]):
            return
        merged = any(start[0] == row and end[0] >= last for start, end in sheet.merged)
        if not merged and not all(part_column_of((text,)) is not None for text in filled):
            return
        yield last


def _heads(headings: Sequence[Path], top: int, last: int) -> PartHeads | None:
    columns: dict[str, int] = {}
    others: dict[int, str] = {}
    for at, path in enumerate(headings):
        key = part_column_of(path)
        if key is None and path:
            others[at] = path[-1]
        elif key is not None and key != IGNORED:
            columns.setdefault(key, at)
    if "households" not in columns and "staircases" not in columns:
        return None
    if "building" not in columns and "compound" not in columns:
        return None
    placed = [path[-1] for path in headings if path and part_column_of(path) in ("x", "y", "point")]
    return PartHeads(top, last + 1, columns, others, any(map(is_geographic, placed)))
