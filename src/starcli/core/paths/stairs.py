"""The values worth going to: for every number of points that an indicator can earn, the least demanding value.

They depend on the scheme alone, so they are found once for all its units. Every value is at the indicator's precision.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.judgement import points_of
from starcli.core.model import Grade
from starcli.core.numbers import ZERO, divide, down, half_up, multiply, step, up
from starcli.core.paths.effort import EffortTable, Way, whole_way
from starcli.core.requirements import Bounds
from starcli.core.scale import Scale, Value
from starcli.core.scheme import Indicator, Scheme, allowed


@dataclass(frozen=True, slots=True)
class Stair:
    """A value worth going to: the points that it earns, whether it meets what the target requires, and its height."""

    value: Value
    points: Decimal
    meets: bool
    height: Decimal


@dataclass(frozen=True, slots=True)
class Stairway:
    """All values worth going to of one indicator from one side, and the effort of the way between them."""

    way: Way
    stairs: tuple[Stair, ...]


class Stairs:
    """The stairways of a scheme to a target grade."""

    def __init__(self, scheme: Scheme, target: Grade, table: EffortTable) -> None:
        self._scheme, self._target, self._table = scheme, target, table
        self._known: dict[tuple[str, bool], Stairway] = {}

    def of(self, indicator: Indicator, now: Value | None) -> Stairway:
        """The stairway of an indicator from where its value is now."""
        rising = _is_rising(indicator, now)
        key = (indicator.id, rising)
        if key not in self._known:
            self._known[key] = self._found(indicator, rising=rising)
        return self._known[key]

    def effort(self, indicator: Indicator, now: Value | None, then: Value) -> Decimal:
        """The effort of getting from one value of an indicator to another, in days."""
        way = self.of(indicator, now).way
        return way.effort(way.height(now), way.height(then))

    def _found(self, indicator: Indicator, *, rising: bool) -> Stairway:
        whole = whole_way(indicator, self._scheme.framework, self._table)
        way = Way(indicator, whole, self._scheme.framework.efforts.start, rising=rising)
        requirement = indicator.requirements.get(self._target.id)
        values = dict.fromkeys(v for v in _values(indicator, rising=rising) if is_possible(indicator, v))
        stairs = (
            Stair(v, points(indicator, v), requirement is None or requirement.met(v), way.height(v)) for v in values
        )
        return Stairway(way, tuple(stairs))


def points(indicator: Indicator, value: Value) -> Decimal:
    """The points that a value earns."""
    return points_of(indicator, indicator.rule.score(value))


def is_possible(indicator: Indicator, value: Value) -> bool:
    """Whether the indicator can have a value: a level, or a number within its limits, whole where it counts things."""
    if isinstance(value, str):
        return True
    whole = indicator.definition.type != "integer" or value == value.to_integral_value()
    return whole and allowed(value, indicator.definition.scale)


def _is_rising(indicator: Indicator, now: Value | None) -> bool:
    """Whether greater values are better from here: of a range, whether the value is not above what is best."""
    direction = indicator.definition.direction
    if direction != "range" or not isinstance(now, Decimal):
        return direction != "lower"
    rule = indicator.rule
    cuts = [cut for cut in rule.cuts() if isinstance(cut, Decimal)]
    best = max((rule.score(cut) or ZERO for cut in cuts), default=ZERO)
    top = [cut for cut in cuts if (rule.score(cut) or ZERO) == best]
    return not top or now <= max(top)


def _values(indicator: Indicator, *, rising: bool) -> Iterator[Value]:
    """The least demanding value for each number of points, then what the grades require."""
    scale, rule = indicator.definition.scale, indicator.rule
    if scale.levels:
        yield from reversed(tuple(scale.levels))
        return
    places = _places(indicator)
    side = None if rising or indicator.definition.direction != "range" else _above(indicator)
    for score in _scores(indicator):
        value = rule.reach(score, side)
        if isinstance(value, Decimal):
            yield _within(scale, (up if rising else down)(value, places), rising=rising)
    for demand in indicator.requirements.values():
        if isinstance(demand, Bounds):
            bound = demand.nearest(side)
            if isinstance(bound, Decimal):
                yield (up if rising else down)(bound, places)


def _within(scale: Scale, value: Decimal, *, rising: bool) -> Decimal:
    """A value, or the end of the scale where that is more than enough."""
    end = scale.minimum if rising else scale.maximum
    if end is None:
        return value
    return max(value, end) if rising else min(value, end)


def _places(indicator: Indicator) -> int:
    return 0 if indicator.definition.type == "integer" else indicator.definition.scale.precision


def _above(indicator: Indicator) -> Decimal:
    """A number above everything that the rule and the requirements of an indicator speak of."""
    cuts = [cut for cut in indicator.rule.cuts() if isinstance(cut, Decimal)]
    bounds = [b.high for b in indicator.requirements.values() if isinstance(b, Bounds) and b.high is not None]
    return max([*cuts, *bounds]) + 1


def _scores(indicator: Indicator) -> Iterator[Decimal]:
    """For each number of points, the lowest score that earns it; only scores that the best value does not exceed."""
    rounding, weight = indicator.definition.scale.rounding, indicator.weight
    best, small = indicator.best_score, step(rounding.points)
    if weight <= ZERO:
        return
    most = half_up(multiply(weight, best), rounding.points)
    for number in range(1, int(most / small) + 1):
        least = divide(small * number - small / 2, weight)
        score = up(least, rounding.score)
        if score <= best:
            yield score
