"""Which of today's grids each new grid carries on: each name once at most, so that as much as possible stays."""

from collections.abc import Mapping, Sequence


def best_names(shared: Sequence[Mapping[int, int]]) -> tuple[int | None, ...]:
    """The name of each grid, None for a new one; `shared` is what each grid has in common with each name.

    What is kept under its name adds up to the most that is possible.
    """
    names = sorted({name for weights in shared for name in weights})
    # Behind the names every grid may have a new one, which is worth nothing.
    worth = [[weights.get(name, 0) for name in names] + [0] * len(shared) for weights in shared]
    columns = _Assignment(worth).columns() if names else ()
    return tuple(
        names[column] if column < len(names) and worth[row][column] else None for row, column in enumerate(columns)
    ) or (None,) * len(shared)


class _Assignment:
    """Rows given columns of their own, worth the most together: the Hungarian method, one row after the other.

    Column 0 is none: it stands for the row that is being given one.
    """

    def __init__(self, worth: Sequence[Sequence[int]]) -> None:
        self._worth = worth
        self._width = len(worth[0]) + 1 if worth else 1
        self._of_row = [0] * (len(worth) + 1)
        self._of_column = [0] * self._width
        self._row_in = [0] * self._width

    def columns(self) -> tuple[int, ...]:
        """The column of each row, counted from 0."""
        for row in range(1, len(self._worth) + 1):
            self._give(row)
        by_row = {row: column - 1 for column, row in enumerate(self._row_in) if column and row}
        return tuple(by_row[row] for row in range(1, len(self._worth) + 1))

    def _give(self, row: int) -> None:
        """Give a row a column, others changing theirs where that is better for all."""
        self._row_in[0] = row
        came = [0] * self._width
        slack: list[int | None] = [None] * self._width
        reached = {0}
        last = 0
        while self._row_in[last]:
            last = self._nearest(last, reached, slack, came)
            reached.add(last)
        while last:
            self._row_in[last] = self._row_in[came[last]]
            last = came[last]

    def _nearest(self, last: int, reached: set[int], slack: list[int | None], came: list[int]) -> int:
        """The column that costs least to go to from those reached, the prices being raised by as much."""
        row = self._row_in[last]
        best, least = 0, None
        for column in range(1, self._width):
            if column in reached:
                continue
            cost = -self._worth[row - 1][column - 1] - self._of_row[row] - self._of_column[column]
            known = slack[column]
            if known is None or cost < known:
                slack[column] = known = cost
                came[column] = last
            if least is None or known < least:
                best, least = column, known
        for column in range(self._width):
            if column in reached:
                self._of_row[self._row_in[column]] += least or 0
                self._of_column[column] -= least or 0
            else:
                slack[column] = (slack[column] or 0) - (least or 0) if slack[column] is not None else None
        return best
