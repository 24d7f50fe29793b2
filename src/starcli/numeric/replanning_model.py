"""A set-partitioning programme for HiGHS: every part in exactly one of the grids chosen, what was settled before held.

A grid that carries on one of today's is a column of its own, for how many parts change depends on that. Its rows are
those of `Columns`; then one for each of today's grids, which one grid carries on at most; then one for each aim held.
"""

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starcli.core.grids.division import Aim, Task
from starcli.numeric.replanning_columns import Columns
from starcli.numeric.solver import silent_solver

if TYPE_CHECKING:
    from starcli.numeric.replanning_columns import Real, Whole

NEW = -1
"""The grid carries on none of today's."""
_SLACK = 0.25
"""By how much an aim may seem worse than it must be: figures are whole numbers, the solver's are not quite."""


@dataclass(frozen=True, slots=True)
class Held:
    """An aim that must not be worse than a figure any more."""

    aim: Aim
    figure: int


@dataclass
class Setting:
    """What is asked of all divisions of a programme: how many grids, and what is held."""

    fewest: int
    most: int
    held: list[Held] = field(default_factory=list)

    def names(self, aim: Aim) -> bool:
        """Whether it matters for an aim which of today's grids a new one carries on."""
        return "moved" in (aim, *(held.aim for held in self.held))


@dataclass(frozen=True)
class Chosen:
    """Columns in a programme: the column of each, and the pair of `Columns.kept_column` that it is, or `NEW`."""

    column: "Whole"
    pair: "Whole"

    @classmethod
    def of(cls, column: "Whole", pair: "Whole", columns: Columns) -> "Chosen":
        """Some columns as they are, and behind them some pairs."""
        import numpy as np  # noqa: PLC0415 only where grids are planned anew

        new = np.full(len(column), NEW, dtype=np.int64)
        return cls(np.concatenate([column, columns.kept_column[pair]]), np.concatenate([new, pair]))


class Model:
    """The programme of an aim over columns, which may become more."""

    def __init__(self, task: Task, columns: Columns, setting: Setting, aim: Aim) -> None:
        import numpy as np  # noqa: PLC0415 only where grids are planned anew

        self._np, self._task, self._columns, self._setting, self._aim = np, task, columns, setting, aim
        self._parts = len(task.households)
        self._first_name = columns.rows
        self._first_held = columns.rows + columns.names
        self.names = setting.names(aim)
        """Whether it matters which of today's grids a new one carries on."""

    def chosen(self, column: "Whole") -> Chosen:
        """Some columns, where it matters also with each of today's grids that they could carry on."""
        np, columns = self._np, self._columns
        if not self.names:
            return Chosen.of(column, np.zeros(0, dtype=np.int64), columns)
        wanted = np.zeros(len(columns), dtype=bool)
        wanted[column] = True
        return Chosen.of(column, np.nonzero(wanted[columns.kept_column])[0], columns)

    def made(self, chosen: Chosen, *, whole: bool) -> Any:  # noqa: ANN401 the library has no types
        """HiGHS with the programme of some columns in it."""
        from highspy import HighsLp, HighsVarType, MatrixFormat  # noqa: PLC0415 only where grids are planned anew

        np = self._np
        lengths, rows, values = self._entries(chosen)
        count = len(chosen.column)
        model = HighsLp()
        model.num_col_, model.num_row_ = count, self._first_held + len(self._setting.held)
        model.col_cost_, model.col_lower_ = self._worth(self._aim, chosen).astype(float), np.zeros(count)
        # A part is in one grid: no column is more than one, and a limit of its own would have a price of its own.
        model.col_upper_ = np.full(count, 1.0 if whole else math.inf)
        model.row_lower_, model.row_upper_ = self._sides()
        model.a_matrix_.format_ = MatrixFormat.kColwise
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        model.a_matrix_.index_, model.a_matrix_.value_ = rows.astype(np.int32), values.astype(float)
        if whole:
            model.integrality_ = [HighsVarType.kInteger] * count
        solver = silent_solver()
        solver.passModel(model)
        return solver

    def add(self, solver: Any, chosen: Chosen) -> None:  # noqa: ANN401 the library has no types
        """Put further columns into a linear programme."""
        np = self._np
        lengths, rows, values = self._entries(chosen)
        count = len(chosen.column)
        solver.addCols(
            count,
            self._worth(self._aim, chosen).astype(float),
            np.zeros(count),
            np.full(count, math.inf),
            len(rows),
            (np.cumsum(lengths) - lengths).astype(np.int32),
            rows.astype(np.int32),
            values.astype(float),
        )

    def constant(self) -> int:
        """What the aim comes to before any column adds to it."""
        return self._constant(self._aim)

    def reduced(self, prices: "Real") -> tuple["Real", "Real"]:
        """What every column, and every pair, costs at the prices of a linear programme."""
        np, columns = self._np, self._columns
        nothing = np.zeros(0, dtype=np.int64)
        everything = Chosen.of(np.arange(len(columns)), nothing, columns)
        pairs = Chosen.of(nothing, np.arange(len(columns.kept_column)), columns)
        column = self._worth(self._aim, everything) - columns.reduced(prices)
        pair = -prices[self._first_name + columns.kept_name]
        if self._aim == "moved":
            pair += self._worth("moved", pairs)
        for at, held in enumerate(self._setting.held):
            price = prices[self._first_held + at]
            column -= price * self._worth(held.aim, everything)
            if held.aim == "moved":
                pair -= price * self._worth("moved", pairs)
        return column, pair + column[columns.kept_column]

    def _constant(self, aim: Aim) -> int:
        if aim == "cut":
            return len(self._task.together)
        return sum(name is not None for name in self._task.today) if aim == "moved" else 0

    def _worth(self, aim: Aim, chosen: Chosen) -> "Whole":
        """What chosen columns add to an aim."""
        np = self._np
        if aim != "moved":
            return self._columns.worth(aim)[chosen.column]
        worth: Whole = -np.append(self._columns.kept_parts, 0)[chosen.pair]
        return worth

    def _entries(self, chosen: Chosen) -> tuple["Whole", "Whole", "Whole"]:
        """How many entries columns have; their rows and values: those of `Columns`, of names, of what is held."""
        np, columns = self._np, self._columns
        lengths, rows, values = columns.entries(chosen.column)
        named = np.nonzero(chosen.pair != NEW)[0]
        blocks = [
            (named, self._first_name + columns.kept_name[chosen.pair[named]], np.ones(len(named), dtype=np.int64))
        ]
        for at, held in enumerate(self._setting.held):
            worth = self._worth(held.aim, chosen)
            some = np.nonzero(worth)[0]
            blocks.append((some, np.full(len(some), self._first_held + at), worth[some]))
        column = np.concatenate([np.repeat(np.arange(len(lengths)), lengths), *(block[0] for block in blocks)])
        order = np.argsort(column, kind="stable")
        all_rows: Whole = np.concatenate([rows, *(block[1] for block in blocks)])[order]
        all_values: Whole = np.concatenate([values, *(block[2] for block in blocks)])[order]
        return np.bincount(column, minlength=len(lengths)), all_rows, all_values

    def _sides(self) -> tuple["Real", "Real"]:
        """The least and the most of every row."""
        np, columns, setting = self._np, self._columns, self._setting
        low = [*[1.0] * self._parts, *columns.least, setting.fewest, *[-math.inf] * columns.names]
        high = [*[1.0] * self._parts, *[math.inf] * len(columns.least), setting.most, *[1.0] * columns.names]
        for held in setting.held:
            low.append(-math.inf)
            high.append(held.figure - self._constant(held.aim) + _SLACK)
        return np.array(low, dtype=float), np.array(high, dtype=float)
