"""Rooms for units as an integer programme: one column for each pair, and for what each unit has and whether it is met.

A column of a pair says whether a piece is given; one more says how large it is where a room may be split.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

from starcli.core.rooms.allocation import Merit, Piece, Problem
from starcli.core.rooms.splitting import with_sizes
from starcli.numeric.solver import silent_solver

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Aim = Literal["met", "covered", "away", "pieces", "taken"]
AIMS: tuple[Aim, ...] = ("met", "covered", "away", "pieces", "taken")
MORE: tuple[Aim, ...] = ("met", "covered")
"""The aims of which more is better."""
_WHOLE_GAP = 0.98
"""All aims are whole numbers: what is less than one away from the bound is the best."""
_SLACK = 0.25
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """The pieces that the solver found, None where it found none, and the bound of its aim, None where it has none."""

    pieces: tuple[Piece, ...] | None
    bound: int | None


class Programme:
    """The programme of a problem in which every offer may go to every want."""

    def __init__(self, problem: Problem) -> None:
        import numpy as np  # noqa: PLC0415 only where rooms are allocated

        self._problem = problem
        self._np = np
        self._pairs = tuple(product(range(len(problem.offers)), range(len(problem.wants))))
        splits = [at for at, (offer, _) in enumerate(self._pairs) if problem.offers[offer].splits]
        self._sizes = {at: len(self._pairs) + position for position, at in enumerate(splits)}
        self._has = len(self._pairs) + len(splits)
        self._met = self._has + len(problem.wants)
        self._columns = self._met + len(problem.wants)
        self._solver = silent_solver()
        self._solver.passModel(self._model())

    def run(self, aim: Aim, seconds: float, start: Sequence[Piece]) -> Outcome:
        """The best that is found for an aim within some time, beginning with what is known."""
        from highspy import HighsModelStatus, ObjSense  # noqa: PLC0415 only where rooms are allocated

        solver, np = self._solver, self._np
        costs = np.zeros(self._columns)
        for column, cost in self._costs(aim):
            costs[column] = cost
        solver.changeColsCost(self._columns, np.arange(self._columns, dtype=np.int32), costs)
        solver.changeObjectiveSense(ObjSense.kMaximize if aim in MORE else ObjSense.kMinimize)
        solver.setOptionValue("mip_abs_gap", _WHOLE_GAP)
        solver.setOptionValue("time_limit", seconds)
        solver.setSolution(self._solution(start))
        solver.run()
        if self._gave_the_start_back(costs):
            solver.clearSolver()
            solver.run()
        info, values = solver.getInfo(), solver.getSolution()
        known = solver.getModelStatus() in (HighsModelStatus.kOptimal, HighsModelStatus.kTimeLimit)
        bound = info.mip_dual_bound if known else math.inf
        pieces = self._pieces(values.col_value) if values.value_valid else None
        return Outcome(pieces, _whole(bound, aim))

    def _gave_the_start_back(self, costs: "NDArray[np.float64]") -> bool:
        """Whether the solution is not the one that the objective is of.

        It happens where the solver needs no search: it then knows the best value, and returns what it began with.
        """
        values = self._solver.getSolution()
        said = self._solver.getInfo().objective_function_value
        return values.value_valid and abs(float(costs @ self._np.array(values.col_value)) - said) > _HALF

    def hold(self, aim: Aim, merit: Merit) -> None:
        """From now on no allocation that is worse in an aim."""
        np, inf = self._np, math.inf
        columns, costs = zip(*self._costs(aim), strict=True)
        figure = getattr(merit, aim)
        low, high = (figure - _SLACK, inf) if aim in MORE else (-inf, figure + _SLACK)
        self._solver.addRow(low, high, len(columns), np.array(columns, dtype=np.int32), np.array(costs, dtype=float))

    def _costs(self, aim: Aim) -> list[tuple[int, int]]:
        """The columns that an aim counts, and how much each is worth."""
        wants = range(len(self._problem.wants))
        if aim == "met":
            return [(self._met + want, 1) for want in wants]
        if aim == "covered":
            return [(self._has + want, 1) for want in wants]
        if aim == "away":
            return [(at, int(self._problem.away(*pair))) for at, pair in enumerate(self._pairs)]
        if aim == "pieces":
            return [(at, 1) for at in range(len(self._pairs))]
        offers = self._problem.offers
        whole = [(at, offers[pair[0]].size) for at, pair in enumerate(self._pairs) if at not in self._sizes]
        return [*whole, *((column, 1) for column in self._sizes.values())]

    def _model(self) -> Any:  # noqa: ANN401 the library has no types
        from highspy import HighsLp, HighsVarType, MatrixFormat  # noqa: PLC0415 only where rooms are allocated

        np, problem = self._np, self._problem
        rows = _Rows()
        count = len(problem.wants)
        useful = [min(problem.offers[offer].size, problem.wants[want].need) for offer, want in self._pairs]
        least = {at: problem.offers[self._pairs[at][0]].least for at in self._sizes}
        largest = {at: max(useful[at], least[at]) for at in self._sizes}
        amount = {at: self._sizes.get(at, at) for at in range(len(self._pairs))}
        for position, offer in enumerate(problem.offers):
            mine = range(position * count, (position + 1) * count)
            rows.add([(amount[at], 1) for at in mine], -math.inf, offer.size if offer.splits else 1)
        for want, wanted in enumerate(problem.wants):
            mine = range(want, len(self._pairs), count)
            given = [(amount[at], 1 if at in self._sizes else useful[at]) for at in mine]
            rows.add([*given, (self._has + want, -1)], 0, math.inf)
            rows.add([(self._has + want, 1), (self._met + want, -wanted.need)], 0, math.inf)
        for at, column in self._sizes.items():
            rows.add([(column, 1), (at, -largest[at])], -math.inf, 0)
            rows.add([(column, 1), (at, -least[at])], 0, math.inf)
        model = HighsLp()
        model.num_col_, model.num_row_ = self._columns, len(rows.low)
        upper = [1.0] * len(self._pairs) + [largest[at] for at in self._sizes]
        upper += [want.need for want in problem.wants] + [1.0] * count
        model.col_cost_ = np.zeros(self._columns)
        model.col_lower_, model.col_upper_ = np.zeros(self._columns), np.array(upper, dtype=float)
        model.row_lower_, model.row_upper_ = np.array(rows.low, dtype=float), np.array(rows.high, dtype=float)
        model.a_matrix_.format_ = MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
        model.a_matrix_.index_ = np.array(rows.columns, dtype=np.int32)
        model.a_matrix_.value_ = np.array(rows.factors, dtype=float)
        yes_no, any_size = HighsVarType.kInteger, HighsVarType.kContinuous
        model.integrality_ = [yes_no] * len(self._pairs) + [any_size] * (len(self._sizes) + count) + [yes_no] * count
        return model

    def _solution(self, pieces: Sequence[Piece]) -> Any:  # noqa: ANN401 the library has no types
        """Pieces as values of all columns."""
        from highspy import HighsSolution  # noqa: PLC0415 only where rooms are allocated

        count = len(self._problem.wants)
        values = [0.0] * self._columns
        given = [0] * count
        for piece in pieces:
            at = piece.offer * count + piece.want
            values[at] = 1.0
            if at in self._sizes:
                values[self._sizes[at]] = float(piece.size)
            given[piece.want] += piece.size
        for want, (total, wanted) in enumerate(zip(given, self._problem.wants, strict=True)):
            values[self._has + want] = float(min(total, wanted.need))
            values[self._met + want] = float(total >= wanted.need)
        solution = HighsSolution()
        solution.col_value = values
        return solution

    def _pieces(self, values: Sequence[float]) -> tuple[Piece, ...]:
        """The pieces that the values of all columns stand for, in whole numbers."""
        chosen = [pair for at, pair in enumerate(self._pairs) if values[at] > _HALF]
        met = [want for want in range(len(self._problem.wants)) if values[self._met + want] > _HALF]
        return with_sizes(self._problem, chosen, met)


class _Rows:
    """The rows of a programme, one after the other."""

    def __init__(self) -> None:
        self.starts = [0]
        self.columns: list[int] = []
        self.factors: list[float] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def add(self, entries: Sequence[tuple[int, int]], low: float, high: float) -> None:
        self.columns += [column for column, _ in entries]
        self.factors += [factor for _, factor in entries]
        self.starts.append(len(self.columns))
        self.low.append(low)
        self.high.append(high)


def _whole(bound: float, aim: Aim) -> int | None:
    """A bound as a whole number, on the safe side of what floating point may have lost."""
    if not math.isfinite(bound):
        return None
    lost = 1e-4 + 1e-7 * abs(bound)
    return math.floor(bound + lost) if aim in MORE else math.ceil(bound - lost)
