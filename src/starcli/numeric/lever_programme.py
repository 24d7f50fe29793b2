"""The choice of indicators as an integer programme for HiGHS: a column for each of them, and for each way of each unit.

First the most units, then the most points with as many units, then the fewest indicators, then those that come first:
each aim is held while the next is looked for. The solver works in floating point, and all figures are whole: what it
says is rounded on the safe side, and every choice is counted again exactly.
"""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starcli.core.pool.lever import Task, Way
from starcli.numeric.solver import silent_solver

_HALF = 0.5
_WHOLE = 0.98
"""Figures are whole: what is less than one away from the bound is the best."""
Aim = Mapping[int, int]
"""How much each column is worth."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A choice of indicators by their numbers, and the most units that any choice could bring to the grade."""

    numbers: tuple[int, ...]
    most: int


def solved(task: Task, size: int, seconds: float) -> Solved:
    """The best choice of at most so many indicators, or what is found of it in some time."""
    model = _Model(task, size)
    programme = _Programme(model, time.monotonic() + seconds)
    best, most = programme.best(model.of_units)
    units = task.sure + most
    if best is None or task.units(best) < units:
        return Solved(best or (), units)
    programme.hold(model.of_units, most)
    indicators = range(len(task.indicators))
    for aim in (dict(enumerate(task.gains)), dict.fromkeys(indicators, -1)):
        found, figure = programme.best(aim)
        if found is None or task.units(found) < units or sum(aim[number] for number in found) < figure:
            return Solved(best, units)
        best = found
        programme.hold(aim, figure)
    return Solved(programme.first(best), units)


@dataclass(slots=True)
class _Model:
    """The columns and rows of a task; ways come behind indicators, and units that have several ways behind those."""

    task: Task
    size: int
    of_units: dict[int, int] = field(default_factory=dict)
    whole: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Set up all of it."""
        indicators = range(len(self.task.indicators))
        self.whole += [True for _ in indicators]
        self._row([(number, 1.0) for number in indicators], -math.inf, self.size)
        for some in self.task.alike:
            ways = [self._way(way) for way in some.ways]
            column = ways[0]
            if len(ways) > 1:
                column = self._column(whole=False)
                self._row([*((way, 1.0) for way in ways), (column, -1.0)], 0.0, math.inf)
            self.of_units[column] = len(some.units)

    def _way(self, way: Way) -> int:
        """The column that is one where a way leads to the grade."""
        column = self._column(whole=bool(way.needs))
        for number in way.must:
            self._row([(number, 1.0), (column, -1.0)], 0.0, math.inf)
        for number in way.never:
            self._row([(number, 1.0), (column, 1.0)], -math.inf, 1.0)
        for need in way.needs:
            worst = sum(gain for _, gain in need.gains if gain < 0)
            # Sums are whole: half a point less than what is needed is not enough either, and leaves room for rounding.
            entries = [(number, float(gain)) for number, gain in need.gains]
            self._row([*entries, (column, worst - (need.least - _HALF))], float(worst), math.inf)
        return column

    def _column(self, *, whole: bool) -> int:
        self.whole.append(whole)
        return len(self.whole) - 1

    def _row(self, entries: Sequence[tuple[int, float]], low: float, high: float) -> None:
        self.columns += [column for column, _ in entries]
        self.factors += [factor for _, factor in entries]
        self.starts.append(len(self.columns))
        self.low.append(low)
        self.high.append(high)


class _Programme:
    """The model in the solver, up to a moment at which it has to be done."""

    def __init__(self, model: _Model, end: float) -> None:
        import numpy as np  # noqa: PLC0415 only where choices are looked for
        from highspy import HighsLp, HighsVarType, MatrixFormat, ObjSense  # noqa: PLC0415

        self._np, self._end, self._model = np, end, model
        program = HighsLp()
        count = len(model.whole)
        program.num_col_, program.num_row_ = count, len(model.low)
        program.sense_ = ObjSense.kMaximize
        program.col_cost_, program.col_lower_, program.col_upper_ = np.zeros(count), np.zeros(count), np.ones(count)
        program.row_lower_, program.row_upper_ = np.array(model.low), np.array(model.high)
        program.a_matrix_.format_ = MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.array(model.starts, dtype=np.int32)
        program.a_matrix_.index_ = np.array(model.columns, dtype=np.int32)
        program.a_matrix_.value_ = np.array(model.factors)
        program.integrality_ = [HighsVarType.kInteger if whole else HighsVarType.kContinuous for whole in model.whole]
        self._solver = silent_solver()
        self._solver.setOptionValue("mip_abs_gap", _WHOLE)
        self._solver.passModel(program)

    def best(self, aim: Aim) -> tuple[tuple[int, ...] | None, int]:
        """The best choice for an aim, None where none was found in time; and the most that any choice can come to."""
        from highspy import HighsModelStatus  # noqa: PLC0415

        costs = self._np.zeros(len(self._model.whole))
        for column, worth in aim.items():
            costs[column] = worth
        everything = self._np.arange(len(costs), dtype=self._np.int32)
        self._solver.changeColsCost(len(costs), everything, costs)
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(self._end - time.monotonic(), 0.0))
        self._solver.run()
        solution, bound = self._solver.getSolution(), self._solver.getInfo().mip_dual_bound
        status = self._solver.getModelStatus()
        if status not in (HighsModelStatus.kOptimal, HighsModelStatus.kTimeLimit) or not math.isfinite(bound):
            return None, sum(max(worth, 0) for worth in aim.values())
        indicators = range(len(self._model.task.indicators))
        chosen = tuple(n for n in indicators if solution.col_value[n] > _HALF) if solution.value_valid else None
        return chosen, math.floor(bound + 1e-4 + 1e-9 * abs(bound))

    def hold(self, aim: Aim, figure: int) -> None:
        """From now on no choice that comes to less."""
        np = self._np
        columns, worths = np.array([*aim], dtype=np.int32), np.array([*aim.values()], dtype=np.float64)
        self._solver.addRow(figure - _HALF, math.inf, len(columns), columns, worths)

    def first(self, best: tuple[int, ...]) -> tuple[int, ...]:
        """Of all choices that come to what is held, the one whose indicators come first."""
        for number in range(max(best, default=0)):
            if time.monotonic() > self._end:
                break
            self._solver.changeColBounds(number, 1.0, 1.0)
            found = best if number in best else self.best({})[0]
            if found is None:
                self._solver.changeColBounds(number, 0.0, 0.0)
            else:
                best = found
        return best
