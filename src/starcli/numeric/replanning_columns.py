"""Possible grids as columns of a programme: which rows each stands in, and what it is worth in every aim.

Rows are, in this order: every part, which must be in one grid; every compound of several parts; the number of grids.
A compound that is whole stands once in its row for being touched and once for being whole, and any other at least twice
for being touched: each row comes to two at least, and to more where a compound is too large for two grids.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from starcli.core.grids.division import Aim, Group, Task

if TYPE_CHECKING:
    import numpy as np

    Whole = np.ndarray[Any, np.dtype[np.int64]]
    Real = np.ndarray[Any, np.dtype[np.float64]]
    Yes = np.ndarray[Any, np.dtype[np.bool_]]

_AT_ONCE = 20_000


class Columns:
    """The columns of a task, in the order in which they came; none comes twice.

    `kept` are pairs of a column and one of today's grids that it could carry on: `kept_column`, `kept_name`, and how
    many of its parts would stay, `kept_parts`.
    """

    def __init__(self, task: Task) -> None:
        import numpy as np  # noqa: PLC0415 only where grids are planned anew

        self._np, self.task = np, task
        self._parts = len(task.households)
        self._bytes = self._parts // 8 + 1
        self._number: dict[int, int] = {}
        self.masks: list[int] = []
        compounds = list(task.together.items())
        self._compound = np.full(self._parts, -1, dtype=np.int64)
        for at, (_, parts) in enumerate(compounds):
            self._compound[sorted(parts)] = at
        # No grid holds a compound whole of which there are parts somewhere else.
        members = [len(parts) + (key in task.torn) for key, parts in compounds]
        self._members = np.array(members, dtype=np.int64)
        self._today = np.array([-1 if name is None else name for name in task.today], dtype=np.int64)
        self._households = np.array(task.households, dtype=np.int64)
        sizes = [task.households_of(tuple(parts)) for _, parts in compounds]
        fewest = [1 if key in task.torn else 2 for key, _ in compounds]
        least = [max(few, -(-size // task.size.high)) for few, size in zip(fewest, sizes, strict=True)]
        self.least = np.array(least, dtype=np.int64)
        """What the row of each compound comes to at least."""
        self.names = int(self._today.max(initial=-1)) + 1
        self.rows = self._parts + len(compounds) + 1
        nothing = np.zeros(0, dtype=np.int64)
        self.starts = np.zeros(1, dtype=np.int64)
        self.entry_row, self.entry_value = nothing, nothing
        self.size, self.whole, self.pieces = nothing, nothing, nothing
        self.kept_column, self.kept_name, self.kept_parts = nothing, nothing, nothing

    def __len__(self) -> int:
        """How many there are."""
        return len(self.masks)

    def add(self, masks: Iterable[int]) -> int:
        """Add grids, each the bits of its parts, but for those that are there already. Returns how many came."""
        fresh = []
        for mask in masks:
            if mask not in self._number:
                self._number[mask] = len(self.masks)
                self.masks.append(mask)
                fresh.append(mask)
        for first in range(0, len(fresh), _AT_ONCE):
            self._add(fresh[first : first + _AT_ONCE])
        return len(fresh)

    def number(self, group: Group) -> int:
        """The column of a grid, which is added where it is not there."""
        mask = sum(1 << part for part in group)
        self.add((mask,))
        return self._number[mask]

    def group(self, column: int) -> Group:
        """The parts of a column."""
        mask = self.masks[column]
        return tuple(part for part in range(self._parts) if mask >> part & 1)

    def worth(self, aim: Aim) -> "Whole":
        """What every column adds to an aim; parts that stay do not come into it."""
        np, lacking = self._np, self.task.size.low - self.size
        worth: Whole = np.zeros(len(self), dtype=np.int64)
        if aim == "outside":
            worth = (lacking > 0).astype(np.int64)
        elif aim == "missing":
            worth = np.maximum(lacking, 0)
        elif aim == "cut":
            worth = -self.whole
        elif aim == "pieces":
            worth = self.pieces
        elif aim == "uneven":
            worth = (self.size - self.task.middle) ** 2
        return worth

    def reduced(self, prices: "Real") -> "Real":
        """What the prices of all rows take from every column."""
        np = self._np
        taken: Real = np.zeros(0)
        if len(self):
            taken = np.add.reduceat(prices[self.entry_row] * self.entry_value, self.starts[:-1])
        return taken

    def entries(self, columns: "Whole") -> tuple["Whole", "Whole", "Whole"]:
        """How many entries some columns have, and the rows and values of all of these, column by column."""
        np = self._np
        lengths = self.starts[columns + 1] - self.starts[columns]
        before = np.cumsum(lengths) - lengths
        at = np.repeat(self.starts[columns] - before, lengths) + np.arange(lengths.sum())
        return lengths, self.entry_row[at], self.entry_value[at]

    def _add(self, masks: Sequence[int]) -> None:
        np, first = self._np, len(self.starts) - 1
        raw = np.frombuffer(b"".join(mask.to_bytes(self._bytes, "little") for mask in masks), dtype=np.uint8)
        bits = np.unpackbits(raw.reshape(len(masks), self._bytes), axis=1, bitorder="little")
        column, part = np.nonzero(bits)
        self.size = np.append(self.size, np.bincount(column, self._households[part], len(masks)).astype(np.int64))
        touched, whole, rows, values = self._compounds(column, part, len(masks))
        self.whole = np.append(self.whole, whole)
        self.pieces = np.append(self.pieces, touched - whole)
        every = np.arange(len(masks))
        self._append(
            np.concatenate([column, rows[0], every]),
            np.concatenate([part, self._parts + rows[1], np.full(len(masks), self.rows - 1)]),
            np.concatenate([np.ones(len(part), dtype=np.int64), values, np.ones(len(masks), dtype=np.int64)]),
            len(masks),
        )
        if self.names:
            known = self._today[part] >= 0
            pairs, counts = np.unique(column[known] * self.names + self._today[part][known], return_counts=True)
            self.kept_column = np.append(self.kept_column, first + pairs // self.names)
            self.kept_name = np.append(self.kept_name, pairs % self.names)
            self.kept_parts = np.append(self.kept_parts, counts)

    def _compounds(
        self, column: "Whole", part: "Whole", count: int
    ) -> tuple["Whole", "Whole", tuple["Whole", "Whole"], "Whole"]:
        """Of each column the compounds that it touches and those it holds whole; and the entries in their rows."""
        np, compounds = self._np, len(self._members)
        inside = self._compound[part] >= 0
        pairs, parts = np.unique(column[inside] * max(compounds, 1) + self._compound[part][inside], return_counts=True)
        of_column, compound = pairs // max(compounds, 1), pairs % max(compounds, 1)
        whole = parts == self._members[compound] if compounds else np.zeros(0, dtype=bool)
        touched = np.bincount(of_column, minlength=count)
        return (
            touched,
            np.bincount(of_column[whole], minlength=count),
            (of_column, compound),
            1 + whole.astype(np.int64),
        )

    def _append(self, column: "Whole", row: "Whole", value: "Whole", count: int) -> None:
        """Append entries, sorted by column."""
        np = self._np
        order = np.argsort(column, kind="stable")
        self.entry_row = np.append(self.entry_row, row[order])
        self.entry_value = np.append(self.entry_value, value[order])
        ends = np.cumsum(np.bincount(column, minlength=count))
        self.starts = np.append(self.starts, self.starts[-1] + ends)
