"""The path to a grade: the least effort that brings a unit there, exactly, and what stands in the way if nothing does.

A path is a set of steps, each of which takes one indicator to a better value. Of all paths that reach the grade it has
the least effort; of those the one that touches the fewest indicators; of those the one with the most points to spare.
Indicators are taken one by one: that one fact serves several of them is not made use of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.gaps import find_gaps
from starcli.core.judgement import Result
from starcli.core.model import Grade
from starcli.core.numbers import ZERO
from starcli.core.paths.choosing import cheapest
from starcli.core.paths.effort import EffortTable
from starcli.core.paths.items import Item, Possible, Task, cost_of, task_of, usable
from starcli.core.paths.obstacles import Obstacle, obstacles_of
from starcli.core.paths.stairs import Stairs
from starcli.core.rating import Rating, rate_with
from starcli.core.scale import Value
from starcli.core.scheme import Scheme

_MOST_ALTERNATIVES = 3
_NEARLY_AS_GOOD = Decimal("1.1")


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator taken to a better value: the points that it brings, the effort in days, whether a gate needs it."""

    result: Result
    value: Value
    gain: Decimal
    effort: Decimal
    gate: bool


@dataclass(frozen=True, slots=True)
class Path:
    """Steps, the effort of all of them in days, and the rating that the unit has when they are done."""

    steps: tuple[Step, ...]
    effort: Decimal
    reached: Rating

    @property
    def values(self) -> dict[str, Value]:
        """The value to which each indicator is taken, by its id."""
        return {step.result.indicator.id: step.value for step in self.steps}


@dataclass(frozen=True, slots=True)
class PathReport:
    """The best path of a unit to a grade, others nearly as good, and the one that the order of gaps gives.

    `path` is None where the grade cannot be reached: `obstacles` are then the least set of what must give way. A unit
    that has the grade already has a path without steps. Each alternative has at most a tenth more effort and leaves out
    at least one indicator of each path that is better. `greedy` takes the gaps one after the other, the most pressing
    first, until the grade is reached; None where it is not reached in that way.
    """

    rating: Rating
    target: Grade
    path: Path | None
    alternatives: tuple[Path, ...] = ()
    greedy: Path | None = None
    obstacles: tuple[Obstacle, ...] = ()


class PathFinder:
    """Finds the paths of all units of one scheme to one grade."""

    def __init__(self, scheme: Scheme, target: Grade, table: EffortTable | None = None) -> None:
        self._target, self._table = target, table or EffortTable()
        self._stairs = Stairs(scheme, target, self._table)

    def best(self, rating: Rating) -> Path | None:
        """The path of a unit alone; None where the grade cannot be reached."""
        return self._best(self._task(rating), rating)

    def find(self, rating: Rating) -> PathReport:
        """The path of a unit, its alternatives, and what is in the way."""
        task = self._task(rating)
        best = self._best(task, rating)
        if best is None:
            obstacles = obstacles_of(rating, task, self._stairs, self._table)
            return PathReport(rating, self._target, None, obstacles=obstacles)
        return PathReport(rating, self._target, best, self._alternatives(task, rating, best), self._greedy(rating))

    def _task(self, rating: Rating) -> Task:
        return task_of(rating, self._target, self._stairs, self._table)

    def _best(
        self,
        task: Task,
        rating: Rating,
        most: Decimal | None = None,
        *,
        without: frozenset[str] = frozenset(),
        touched: frozenset[str] = frozenset(),
    ) -> Path | None:
        """The best path that leaves some indicators as they are and touches others; None where there is none."""
        items = [item.restricted(without, touched) for item in task.items]
        if task.vetoes or not all(items):
            return None
        bound = None if most is None else cost_of(most)
        choice = cheapest([[option.counted for option in item] for item in items], task.need, task.floors, bound)
        if choice is None:
            return None
        options = [item[position] for item, position in zip(items, choice.options, strict=True)]
        steps = (_step(item, option) for item, option in zip(task.items, options, strict=True))
        return self._path(rating, [step for step in steps if step is not None])

    def _alternatives(self, task: Task, rating: Rating, best: Path) -> tuple[Path, ...]:
        """The next best paths, found by leaving out one indicator of each that is known (Lawler 1972)."""
        most = best.effort * _NEARLY_AS_GOOD
        found: list[Path] = []
        waiting = [(best, frozenset[str](), frozenset[str]())]
        while len(found) < _MOST_ALTERNATIVES:
            known, without, touched = waiting.pop(0)
            for key in known.values:
                if key not in touched:
                    other = self._best(task, rating, most, without=without | {key}, touched=touched)
                    if other is not None:
                        waiting.append((other, without | {key}, touched))
                    touched |= {key}
            if not waiting:
                break
            waiting.sort(key=lambda each: _rank(each[0]))
            found.append(waiting[0][0])
        return tuple(found)

    def _greedy(self, rating: Rating) -> Path | None:
        """The gaps in their order, each closed entirely, until the grade is reached."""
        steps: list[Step] = []
        reached = self._path(rating, steps)
        for gap in find_gaps(rating, self._target).gaps:
            if self._has_target(reached.reached):
                return reached
            key = gap.result.indicator.id
            if self._table.ruling(key) == "keep":
                continue
            effort = self._stairs.effort(gap.result.indicator, usable(gap.result), gap.required)
            steps.append(Step(gap.result, gap.required, gap.gain, effort, gap.gate))
            reached = self._path(rating, steps)
        return reached if self._has_target(reached.reached) else None

    def _has_target(self, rating: Rating) -> bool:
        return rating.grade.floor >= self._target.floor

    def _path(self, rating: Rating, steps: Sequence[Step]) -> Path:
        reached = rate_with(rating, {step.result.indicator.id: step.value for step in steps}) if steps else rating
        return Path(tuple(steps), sum((step.effort for step in steps), ZERO), reached)


def _step(item: Item, chosen: Possible) -> Step | None:
    """The step that a choice stands for; None where the indicator is left as it is."""
    if chosen.value is None:
        return None
    return Step(item.result, chosen.value, chosen.gain, chosen.effort, item.gate)


def _rank(path: Path) -> tuple[Decimal, int, Decimal]:
    """What the better of two paths has less of."""
    return path.effort, len(path.steps), -path.reached.graded
