"""Cells that are merged downwards below a header: whose text they show, and values that several items share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starcli.excel.opening.book import Sheet

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spans:
    """`down`: first and last row of the merged range for each of its cells; `shared`: cells of several items' value."""

    down: Mapping[Place, tuple[int, int]] = field(default_factory=dict)
    shared: frozenset[Place] = frozenset()

    def first_row(self, row: int, column: int) -> int:
        """The row that holds what a cell shows."""
        span = self.down.get((row, column))
        return span[0] if span else row


NO_SPANS = Spans()


def spans_down(sheet: Sheet, first_row: int) -> dict[Place, tuple[int, int]]:
    """First and last row of every range of several rows from a row on, for each cell in its first column."""
    return {
        (row, first[1]): (first[0], last[0])
        for first, last in sheet.merged
        if last[0] > first[0] >= first_row
        for row in range(first[0], min(last[0] + 1, len(sheet.rows)))
    }
