"""Grids chosen from columns so that every part is in exactly one: set partitioning by column generation, by HiGHS.

The linear programme is solved with some columns, then with those of all others that would improve it, until there are
none. Its value is then a bound for every division; and what a column costs at its prices tells by how much a division
with it lies above that bound (Barnhart et al., Branch-and-Price, Operations Research 46, 1998). The solver works in
floating point: bounds are rounded to whole numbers on the safe side, and what it proposes is counted again exactly.
"""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starcli.core.grids.division import Aim, Group, Task
from starcli.numeric.replanning_columns import Columns
from starcli.numeric.replanning_model import Chosen, Model, Setting

if TYPE_CHECKING:
    from starcli.numeric.replanning_columns import Real, Whole, Yes

_HALF = 0.5
_WHOLE_GAP = 0.98
"""All aims are whole numbers: what is less than one away from the bound is the best."""
_NEGATIVE = -1e-6
_BEGUN, _ADDED = 8000, 3000
"""So many columns are looked at in the beginning, and so many more each time."""

_A_SECOND = 1000
"""More columns than so many for each second are not begun with: the solver looks at no clock while it reduces them."""


@dataclass(frozen=True)
class Bound:
    """The bound of an aim, None where no division is possible; what each column and pair costs beyond it at least."""

    value: float | None
    column: "Real"
    pair: "Real"

    @property
    def whole(self) -> int | None:
        """The bound as a whole number, on the safe side of what floating point may have lost."""
        return None if self.value is None else safe(self.value)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The division that the solver found, None where none, and the bound of its aim, None where it has none."""

    groups: tuple[Group, ...] | None
    bound: int | None
    infeasible: bool


def safe(bound: float) -> int:
    """A lower bound in whole numbers."""
    return math.ceil(bound - 1e-4 - 1e-7 * abs(bound))


class Programme:
    """The programme over columns that are all there are."""

    def __init__(self, task: Task, columns: Columns) -> None:
        import numpy as np  # noqa: PLC0415 only where grids are planned anew

        self._np, self._task, self._columns = np, task, columns

    def bound(self, aim: Aim, setting: Setting, start: Sequence[Group], allowed: "Yes", end: float) -> Bound | None:
        """The bound of an aim over all columns allowed, beginning with some of them; None where time runs out."""
        np = self._np
        column = pair = np.zeros(0)
        first = self._first(start, allowed)
        waiting = allowed.copy()
        waiting[first] = False
        model = Model(self._task, self._columns, setting, aim)
        solver = model.made(model.chosen(first), whole=False)
        while (left := end - time.monotonic()) > 0:
            solver.setOptionValue("time_limit", solver.getRunTime() + left)
            solver.run()
            status = solver.modelStatusToString(solver.getModelStatus())
            if status == "Infeasible":
                lacking = np.nonzero(waiting)[0]
            elif status == "Optimal":
                column, pair = model.reduced(np.array(solver.getSolution().row_dual))
                lacking = self._improving(column, pair if model.names else None, waiting)
            else:
                break
            if not len(lacking):
                value = None if status == "Infeasible" else solver.getInfo().objective_function_value + model.constant()
                return Bound(value, column, pair)
            waiting[lacking] = False
            model.add(solver, model.chosen(lacking))
        return None

    def best(self, aim: Aim, setting: Setting, chosen: Chosen, end: float) -> Outcome:
        """The best division of chosen columns for an aim.

        The one that is known is not given to begin with: the solver may take it, reduced, for better than it is.
        """
        left = end - time.monotonic()
        if len(chosen.column) > left * _A_SECOND:
            return Outcome(None, None, infeasible=False)
        model = Model(self._task, self._columns, setting, aim)
        solver = model.made(chosen, whole=True)
        solver.setOptionValue("mip_abs_gap", _WHOLE_GAP)
        solver.setOptionValue("time_limit", max(left, 0.01))
        solver.run()
        status = solver.modelStatusToString(solver.getModelStatus())
        info, values = solver.getInfo(), solver.getSolution()
        groups = self._groups(chosen, values.col_value) if values.value_valid else None
        bound = info.mip_dual_bound
        known = status in ("Optimal", "Time limit reached") and math.isfinite(bound)
        return Outcome(groups, safe(bound + model.constant()) if known else None, status == "Infeasible")

    def _improving(self, column: "Real", pair: "Real | None", waiting: "Yes") -> "Whole":
        """The waiting columns that would improve the programme most; a pair is its column with a name."""
        np = self._np
        best = column.copy()
        if pair is not None:
            np.minimum.at(best, self._columns.kept_column, pair)
        found = np.nonzero(waiting & (best < _NEGATIVE))[0]
        most: Whole = found[np.argsort(best[found], kind="stable")[:_ADDED]]
        return most

    def _first(self, start: Sequence[Group], allowed: "Yes") -> "Whole":
        """The columns to begin with: those of a division, and some of all others."""
        np = self._np
        mine = [self._columns.number(group) for group in start]
        others = np.nonzero(allowed)[0]
        some = others[:: max(1, len(others) // _BEGUN)]
        first: Whole = np.unique(np.concatenate([np.array(mine, dtype=np.int64), some]))
        return first

    def _groups(self, chosen: Chosen, values: Sequence[float]) -> tuple[Group, ...]:
        """The grids that the values of chosen columns stand for."""
        picked = [int(column) for column, value in zip(chosen.column, values, strict=True) if value > _HALF]
        return tuple(self._columns.group(column) for column in picked)
