"""Aim after aim over all grids that are possible: bounds by linear programmes, the best divisions by whole ones.

What a column costs beyond a bound tells in which divisions it can stand: with every aim that is settled there are fewer
(reduced cost fixing).
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starcli.core.grids.division import AIMS, Aim, Group, Task
from starcli.core.grids.division_limits import possible_numbers, simple_bound
from starcli.numeric.replanning_columns import Columns
from starcli.numeric.replanning_model import Chosen, Held, Setting
from starcli.numeric.replanning_programme import Bound, Programme
from starcli.numeric.replanning_search import Found

if TYPE_CHECKING:
    from starcli.numeric.replanning_columns import Yes

_FEW, _MANY = 12_000, 25_000
"""With so many columns a programme is quick; with more than so many it is not begun before few of them were tried."""
_CLOSE = 1e-6
_TRIED = 0.4
"""The part of the time that is left which trying a few columns may take."""


@dataclass
class Allowed:
    """The columns, and the pairs of a column and a name, that can still stand in a best division."""

    column: "Yes"
    pair: "Yes"


class Stages:
    """The aims one after the other over all columns there are, for divisions that cut `most` compounds at most."""

    def __init__(self, task: Task, columns: Columns, found: Found, most: int | None, end: float) -> None:
        import numpy as np  # noqa: PLC0415 only where grids are planned anew

        self._np, self._task, self._columns, self._found, self._end = np, task, columns, found, end
        self._programme = Programme(task, columns)
        counts = possible_numbers(task)
        self._setting = Setting(counts.start, counts.stop - 1)
        self._aims = aims_of(task)
        self._most = most
        if most is not None:
            self._setting.held.append(Held("cut", most))
        self._allowed = Allowed(np.ones(len(columns), dtype=bool), np.ones(len(columns.kept_column), dtype=bool))
        self.bounds: dict[Aim, int] = {}
        self.is_empty = False
        """Whether it was shown that the columns make no division."""

    def run(self) -> None:
        """Settle one aim after the other, as far as time allows."""
        for at, aim in enumerate(self._aims):
            if not self._settle(at, aim):
                return

    def _settle(self, at: int, aim: Aim) -> bool:
        """Find the best that an aim can come to; whether the next one is worth beginning."""
        known = self._figure(aim)
        if known is not None and known == simple_bound(self._task, aim, self._found.merit):
            self.bounds[aim] = known
            self._setting.held.append(Held(aim, known))
            return time.monotonic() < self._end
        bound = self._bound(aim)
        if bound is None:
            return False
        if bound.value is None:
            self.is_empty = known is None
            return False
        least = bound.whole or 0
        if self._figure(aim) != least and at + 1 < len(self._aims):
            self._look_ahead(at, bound)
        self.bounds[aim] = least if self._figure(aim) == least else self._proven(aim, bound)
        figure = self._figure(aim)
        if figure is None:
            return False
        self._restrict(aim, bound, figure)
        self._setting.held.append(Held(aim, figure))
        return time.monotonic() < self._end

    def _figure(self, aim: Aim) -> int | None:
        """What the best division known comes to in an aim; None without one that cuts no more compounds than may be."""
        return getattr(self._found.merit, aim) if self._start() else None

    def _start(self) -> Sequence[Group]:
        """The best division known."""
        found = self._found
        fits = found.groups is not None and (self._most is None or found.merit.cut <= self._most)
        return found.groups or () if fits else ()

    def _bound(self, aim: Aim) -> Bound | None:
        return self._programme.bound(aim, self._setting, self._start(), self._allowed.column, self._end)

    def _look_ahead(self, at: int, bound: Bound) -> None:
        """Suppose that an aim, and those behind it, come to their bounds, and look for a division that does so."""
        kept, held = self._allowed, len(self._setting.held)
        for aim, following in zip(self._aims[at:], self._aims[at + 1 :], strict=False):
            least = bound.whole or 0
            self._restrict(aim, bound, least)
            self._setting.held.append(Held(aim, least))
            ahead = self._bound(following)
            if ahead is None or ahead.value is None:
                break
            bound = ahead
            if following in ("moved", self._aims[-1]):
                self._try(following, bound, self._few(following, bound), better=False)
                break
        self._allowed = kept
        del self._setting.held[held:]

    def _proven(self, aim: Aim, bound: Bound) -> int:
        """The best that an aim can come to, or what it cannot fall below where time runs out."""
        assert bound.value is not None
        least = bound.whole or 0
        if len(self._chosen(aim, bound, self._better(aim, bound)).column) > _MANY:
            self._try(aim, bound, self._few(aim, bound), better=True)
        before = self._figure(aim)
        if before == least:
            return least
        found = self._try(aim, bound, self._better(aim, bound), better=True, whole=True)
        if found is None:
            return least
        # What was left out is no better than the division that was known before.
        return max(least, min(each for each in (found, before, self._figure(aim)) if each is not None))

    def _better(self, aim: Aim, bound: Bound) -> float:
        """What a column may cost at most in a division that is better than the best one known."""
        figure = self._figure(aim)
        return float("inf") if figure is None else figure - 1 - (bound.value or 0.0) + _CLOSE

    def _try(self, aim: Aim, bound: Bound, most: float, *, better: bool, whole: bool = False) -> int | None:
        """Look among columns that cost no more than so much, with `better` only for what is better than what is known.

        Returns the bound among them, None where there is none; where nothing is found, it is what is known.
        """
        chosen = self._chosen(aim, bound, most)
        left = self._end - time.monotonic()
        end = self._end if whole else time.monotonic() + left * _TRIED
        before = self._figure(aim)
        setting = replace(self._setting, held=list(self._setting.held))
        if better and before is not None:
            setting.held.append(Held(aim, before - 1))
        outcome = self._programme.best(aim, setting, chosen, end)
        if outcome.groups is not None:
            self._found.offer(self._task, outcome.groups)
        if outcome.infeasible:
            if before is None and whole:
                self.is_empty = True
            return before
        return outcome.bound

    def _few(self, aim: Aim, bound: Bound) -> float:
        """What a column may cost so that only a few are left."""
        np = self._np
        costs = bound.column[self._allowed.column]
        if self._setting.names(aim):
            costs = np.concatenate([costs, bound.pair[self._allowed.pair]])
        return float("inf") if len(costs) <= _FEW else float(np.partition(costs, _FEW)[_FEW])

    def _chosen(self, aim: Aim, bound: Bound, most: float) -> Chosen:
        """The columns, with names where these matter, that are allowed and cost no more than so much."""
        np = self._np
        columns = np.nonzero(self._allowed.column & (bound.column <= most))[0]
        names = self._setting.names(aim)
        pairs = np.nonzero(self._allowed.pair & (bound.pair <= most))[0] if names else np.zeros(0, dtype=np.int64)
        return Chosen.of(columns, pairs, self._columns)

    def _restrict(self, aim: Aim, bound: Bound, figure: int) -> None:
        """Leave out what can stand in no division that comes to a figure."""
        most = figure - (bound.value or 0.0) + _CLOSE
        cheap = bound.column <= most
        if self._setting.names(aim):
            pair = self._allowed.pair & (bound.pair <= most)
            cheap[self._columns.kept_column[pair]] = True
            self._allowed = Allowed(self._allowed.column & cheap, pair)
        else:
            column = self._allowed.column & cheap
            self._allowed = Allowed(column, self._allowed.pair & column[self._columns.kept_column])


def aims_of(task: Task) -> tuple[Aim, ...]:
    """The aims in which divisions of a task can differ."""
    left = []
    if not task.relaxed:
        left += ["outside", "missing"]
    if not task.together:
        left += ["cut", "pieces"]
    if all(name is None for name in task.today):
        left.append("moved")
    return tuple(aim for aim in AIMS if aim not in left)
