"""The best division of parts into grids, exactly where the grids that are possible can all be looked at.

First a search by chance finds good divisions. Then a programme over all possible grids finds the best and shows that it
is: first over those of divisions that cut no compound but those that must be cut, then one more, then any. Where there
are too many grids for that, divisions are improved piece by piece, and bounds by sums and knapsacks tell how far from
the best they may be.
"""

import time
from dataclasses import replace

from starcli.core.grids.division import AIMS, Aim, Merit, Solved, Task
from starcli.core.grids.division_limits import forced_cuts, possible_numbers, simple_bound
from starcli.numeric.replanning_columns import Columns
from starcli.numeric.replanning_regions import improved
from starcli.numeric.replanning_search import Found, searched
from starcli.numeric.replanning_sets import MOST, all_sets, sets_cutting
from starcli.numeric.replanning_stages import Stages

SECONDS = 45.0
"""How long it may take by default."""
_STEPS, _RUNS, _LONG = 2000, 6, 0.6
"""Steps for each part and runs of the search by chance, and until which part of the time they may go on."""
_STEPS_A_SECOND = 100_000
"""So many steps are made to list all grids for each second there is: they take a fraction of it."""
_QUICK, _SHORT = 200, 0.1
"""The same of the one that goes before everything."""


def solve(task: Task, seconds: float = SECONDS, most: int = MOST) -> Solved:
    """The best division that is found in some time, and what none can surpass.

    All grids that are possible are looked at where no more than `most` steps list them. The same task gives the same
    division as long as the time is enough; where it ends the search, a faster machine may find a better one.
    """
    if not task.households or not possible_numbers(task):
        return Solved(None, impossible=True)
    return _Solution(task, time.monotonic(), seconds, min(most, int(seconds * _STEPS_A_SECOND))).solved()


class _Solution:
    """The search for the best division of one task."""

    def __init__(self, task: Task, began: float, seconds: float, most: int) -> None:
        self._task, self._began, self._seconds, self._most = task, began, seconds, most
        self._found = Found()
        self._bounds: dict[Aim, int] = {}

    def solved(self) -> Solved:
        """What is found by the end of the time."""
        searched(self._task, self._found, _QUICK, self._until(_SHORT))
        sure = self._exactly()
        if sure is False:
            return Solved(None, impossible=True)
        if sure is None:
            self._nearly()
        if self._found.groups is None:
            return Solved(None)
        return Solved(self._found.groups, self._found.merit, self._bound())

    def _until(self, share: float) -> float:
        return self._began + self._seconds * share

    def _exactly(self) -> bool | None:
        """Whether there is a division, the best one being found; None where there are too many grids to tell."""
        task, forced = self._task, forced_cuts(self._task)
        others = len(task.together) - len(forced)
        # Grids of divisions that cut no other compound are all grids where there is no other.
        levels: list[int | None] = [0, 1, None] if others > 1 else [0, None] if others else [None]
        for more in [None] if task.relaxed else levels:
            sets = all_sets(task, self._most) if more is None else sets_cutting(task, forced, more, self._most)
            if sets is None:
                return None
            if not sets:
                continue
            columns = Columns(task)
            columns.add(sets)
            most = None if more is None else len(forced) + more
            stages = Stages(task, columns, self._found, most, self._until(1))
            stages.run()
            if not stages.is_empty:
                self._bounds = stages.bounds
                return True
        return False

    def _nearly(self) -> None:
        """Find a good division without looking at all grids."""
        done = 0
        while done < _RUNS or self._found.groups is None:
            end = self._until(_LONG if self._found.groups is not None else 1)
            if time.monotonic() >= end:
                break
            searched(self._task, self._found, _STEPS, end)
            done += 1
            if self._found.groups is not None and self._found.merit == self._bound():
                return
        improved(self._task, self._found, self._until(1))

    def _bound(self) -> Merit:
        """The bounds of all aims; those that no programme was solved for hold by sums alone."""
        merit, known = self._found.merit, Merit()
        for aim in AIMS:
            figure = getattr(merit, aim)
            least = max(self._bounds.get(aim, 0), simple_bound(self._task, aim, merit))
            known = replace(known, **{aim: min(figure, max(0, least))})
        return known
