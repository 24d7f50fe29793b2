"""A unit's indicators as items to choose from: what each can be taken to, the points that brings, and the effort.

Points are counted in the smallest unit that the framework knows, efforts in the smallest that is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.judgement import Result
from starcli.core.model import Grade, Veto
from starcli.core.numbers import ZERO, divide, down, step, up
from starcli.core.paths.effort import PLACES, EffortTable
from starcli.core.paths.pricing import Floor, Option
from starcli.core.paths.stairs import Stairs, Stairway
from starcli.core.rating import Rating
from starcli.core.scale import Value

_TOUCHED = 1000
"""Touching an indicator costs one, the smallest effort so many: more than there are indicators in any framework."""


@dataclass(frozen=True, slots=True)
class Possible:
    """A value to which an indicator may be taken, None to leave it; the points gained, the effort, and both counted."""

    value: Value | None
    gain: Decimal
    effort: Decimal
    counted: Option


_LEFT = Possible(None, ZERO, ZERO, (0, 0))


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator and everything to which it may be taken; `gate` says that a gate of the target is not met."""

    result: Result
    gate: bool
    kept: bool
    possible: tuple[Possible, ...]

    @property
    def id(self) -> str:
        """The indicator's code."""
        return self.result.indicator.id

    def restricted(self, without: frozenset[str], touched: frozenset[str]) -> tuple[Possible, ...]:
        """What is possible where some indicators must stay and others must not; empty where nothing is."""
        if self.id in without:
            return tuple(each for each in self.possible if each.value is None)
        return tuple(each for each in self.possible if each.value is not None) if self.id in touched else self.possible


@dataclass(frozen=True, slots=True)
class Task:
    """The items of a unit and what they must bring: points in all, and in each dimension with a floor.

    `vetoes` are those that cap the grade below the target, whatever is improved.
    """

    target: Grade
    items: tuple[Item, ...]
    need: int
    floors: tuple[Floor, ...]
    vetoes: tuple[Veto, ...]


def task_of(rating: Rating, target: Grade, stairs: Stairs, table: EffortTable) -> Task:
    """What a unit can do and has to do for a grade."""
    unit = step(rating.scheme.framework.rounding.points)
    applying = [result for result in rating.results if result.outcome != "not_applicable"]
    items = tuple(_item(result, target, stairs, table, unit) for result in applying)
    order = [grade.id for grade in rating.scheme.grades]
    vetoes = tuple(veto for veto in rating.vetoes if order.index(veto.caps_at) > order.index(target.id))
    had = sum((result.points for result in applying), ZERO)
    return Task(target, items, _counted(points_for(rating, target.floor) - had, unit), _floors(rating, target), vetoes)


def cost_of(effort: Decimal) -> int:
    """The most that can be counted for an effort."""
    return (_counted(effort, step(PLACES)) + 1) * _TOUCHED - 1


def usable(result: Result) -> Value | None:
    """The value from which an indicator is improved; None where it has none that counts."""
    return result.value if result.outcome == "scored" and not result.exempt else None


def points_for(rating: Rating, floor: Decimal) -> Decimal:
    """The least sum of points with which a unit reaches the floor of a grade."""
    framework = rating.scheme.framework
    places = framework.rounding.total
    base = up(floor - (rating.graded - rating.base), places)
    available = sum((dimension.available for dimension in rating.dimensions), ZERO)
    return up(divide((base - step(places) / 2) * available, framework.full), framework.rounding.points)


def _floors(rating: Rating, target: Grade) -> tuple[Floor, ...]:
    if target.dimension_floor is None:
        return ()
    rounding = rating.scheme.framework.rounding
    least = up(target.dimension_floor, rounding.dimension) - step(rounding.dimension) / 2
    applying = [result for result in rating.results if result.outcome != "not_applicable"]
    return tuple(
        Floor(
            tuple(place for place, r in enumerate(applying) if r.indicator.definition.dimension == dimension.id),
            _counted(up(least * dimension.available, rounding.points) - dimension.points, step(rounding.points)),
        )
        for dimension in rating.dimensions
        if dimension.score is not None
    )


def _item(result: Result, target: Grade, stairs: Stairs, table: EffortTable, unit: Decimal) -> Item:
    indicator, ruling = result.indicator, table.ruling(result.indicator.id)
    unmet = result.met(target.id) is False
    gate = unmet and target.id in indicator.gates
    if ruling == "keep" or result.exempt:
        return Item(result, gate, ruling == "keep", () if gate else (_LEFT,))
    required = ruling == "require"
    meeting = gate or (required and unmet)
    better = tuple(_better(result, stairs.of(indicator, usable(result)), unit, must_meet=meeting, unmet=unmet))
    if gate or (required and better):
        return Item(result, gate, False, better)
    return Item(result, gate, False, (_LEFT, *better))


def _better(result: Result, stairway: Stairway, unit: Decimal, *, must_meet: bool, unmet: bool) -> Iterator[Possible]:
    """The values that bring points, or that a requirement asks for."""
    now = stairway.way.height(usable(result))
    for stair in stairway.stairs:
        gain = stair.points - result.points
        newly_met = unmet and stair.meets
        if newly_met or (gain > ZERO and not must_meet):
            effort = stairway.way.effort(now, stair.height)
            counted = _counted(gain, unit), _counted(effort, step(PLACES)) * _TOUCHED + 1
            yield Possible(stair.value, gain, effort, counted)


def _counted(value: Decimal, unit: Decimal) -> int:
    return int(down(value / unit, 0))
