"""The edges around an indicator's value: the nearest values on either side at which it earns or meets something else.

Where points come in steps an edge is exact at the indicator's decimals. Where they change in proportion every step
would be one: there the edges are what grades require, and where the proportion begins or ends.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from starcli.core.judgement import Result, judge
from starcli.core.model import Grade
from starcli.core.numbers import LARGEST, ONE, ZERO, add, divide, down, half_up, multiply, step, subtract, up
from starcli.core.rating import Rating, rate_with
from starcli.core.scale import Value
from starcli.core.scheme import allowed
from starcli.core.values import Reading

RATE_PLACES = 4


@dataclass(frozen=True, slots=True)
class Edge:
    """The nearest change on one side of a value; of levels, the better ones are above.

    What is gained comes with `value`; of what is lost, `value` is the last that keeps it and `beyond` the first without
    it. Where a proportion ends, both are where it does. `points` is the difference at `beyond`; `met` and `unmet` are
    the grades whose requirement is met there and not now, and the other way round; `grade` is what the unit then has.
    `rate` is how many points each 1 brings, below zero where it takes them, in proportion: on the way to the edge, or
    with `after` from there on.
    """

    side: Literal["above", "below"]
    value: Value
    beyond: Value
    points: Decimal
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    rate: Decimal
    after: bool
    grade: Grade

    @property
    def gains(self) -> bool:
        """Whether it is better beyond."""
        return not self.unmet and (self.points > ZERO or bool(self.met) or (self.after and self.rate > ZERO))

    def distance(self, value: Value | None) -> Decimal | None:
        """How far it is from a number to the edge, without sign; None for levels."""
        if isinstance(value, Decimal) and isinstance(self.value, Decimal):
            return abs(self.value - value)
        return None


def edges_of(rating: Rating, indicator: str) -> tuple[Edge, ...]:
    """The edges around the value of an indicator, what can be gained first.

    There is none where an indicator is not judged by its rule. Raises `KeyError`.
    """
    result = rating.result(indicator)
    if result.outcome != "scored" or result.exempt or result.value is None:
        return ()
    if isinstance(result.value, str):
        found = [_next_level(rating, result, better=better) for better in (True, False)]
    else:
        found = [_Side(rating, result, result.value, rising=rising).edge() for rising in (True, False)]
    return tuple(sorted((edge for edge in found if edge is not None), key=lambda edge: not edge.gains))


def _next_level(rating: Rating, result: Result, *, better: bool) -> Edge | None:
    """The first level on one side that is judged otherwise."""
    levels = tuple(result.indicator.definition.scale.levels)
    at = levels.index(str(result.value))
    keeps = levels[at]
    for level in reversed(levels[:at]) if better else levels[at + 1 :]:
        if _differs(result, _judged(result, level)):
            edge = _edge(rating, result, "above" if better else "below", level)
            return edge if edge.gains else replace(edge, value=keeps)
        keeps = level
    return None


class _Side:
    """What lies on one side of a number, at the decimals that the indicator has there."""

    def __init__(self, rating: Rating, result: Result, value: Decimal, *, rising: bool) -> None:
        self._rating, self._result, self._indicator = rating, result, result.indicator
        self._scale = scale = result.indicator.definition.scale
        self._here = half_up(value, scale.rounding.typed)
        self._places = 0 if result.indicator.definition.type == "integer" else scale.precision
        while half_up(self._here, self._places) != self._here:
            self._places += 1
        self._rising = rising
        self._sign = ONE if rising else -ONE
        self._step = self._sign * step(self._places)
        numbers = (cut for cut in result.indicator.rule.cuts() if isinstance(cut, Decimal))
        ordered = sorted(numbers, key=self._way)
        cuts = [cut for cut in ordered if self._way(cut) >= ZERO]
        self._origin = max((cut for cut in ordered if self._way(cut) <= ZERO), key=self._way, default=self._here)
        begins = len(cuts) > 1 and cuts[0] == self._here and bool(self._rate(self._here, cuts[1]))
        self._cuts = cuts[1:] if begins else cuts

    def edge(self) -> Edge | None:
        """The nearest change of requirements or points."""
        by_points, demanded = self._by_points(), self._by_requirements()
        if demanded is None:
            return by_points
        if by_points is not None and self._way(Decimal(by_points.beyond)) <= self._way(demanded):
            return by_points
        return self._edge(demanded, rate=self._rate(self._here, self._cuts[0]) if self._cuts else ZERO)

    def _by_points(self) -> Edge | None:
        """Where points come in steps, the first with others; where they are in proportion, its beginning or end."""
        for number, cut in enumerate(self._cuts):
            rate = self._rate(self._here, cut) if number == 0 else ZERO
            end = self._last(cut)
            if rate and self._changes(end):
                return self._edge(end, value=end, rate=rate)
            at, past = self._at(cut), self._past(cut)
            if at != past and self._changes(at):
                return self._edge(self._first_before(at))
            rate = self._rate(at, self._cuts[number + 1]) if number + 1 < len(self._cuts) else ZERO
            if rate and self._is_possible(past):
                return self._edge(past, value=at if at != past else subtract(at, self._step), rate=rate, after=True)
            if self._changes(past):
                return self._edge(self._first_before(past))
        return None

    def _first_before(self, value: Decimal) -> Decimal:
        """The first with the points of a value: itself, but where a proportion is too short or too flat to be one."""
        same, other = ZERO, divide(subtract(value, self._here), self._step)
        if not self._changes(subtract(value, self._step)):
            return value
        while other - same > ONE:
            middle = down(divide(same + other, Decimal(2)), 0)
            same, other = (same, middle) if self._changes(self._stepped(middle)) else (middle, other)
        return self._stepped(other)

    def _stepped(self, steps: Decimal) -> Decimal:
        """The value so many steps ahead."""
        return add(self._here, multiply(steps, self._step))

    def _by_requirements(self) -> Decimal | None:
        """The first value with which other requirements are met."""
        demands = self._indicator.requirements.values()
        bounds = {bound for demand in demands for bound in (demand.nearest(-LARGEST), demand.nearest(LARGEST))}
        values = {
            each for bound in bounds if isinstance(bound, Decimal) for each in (self._at(bound), self._past(bound))
        }
        now = [self._result.met(grade) for grade in self._indicator.requirements]
        for value in sorted(values, key=self._way):
            there = _judged(self._result, value)
            if self._is_possible(value) and [there.met(grade) for grade in self._indicator.requirements] != now:
                return value
        return None

    def _edge(
        self, beyond: Decimal, *, value: Decimal | None = None, rate: Decimal = ZERO, after: bool = False
    ) -> Edge:
        """The edge before or at a value; where nothing else is said, at the last value that keeps what is lost."""
        found = _edge(self._rating, self._result, "above" if self._rising else "below", beyond)
        found = replace(found, rate=rate, after=after)
        if value is None and not found.gains:
            value = subtract(beyond, self._step)
        return found if value is None else replace(found, value=value)

    def _rate(self, start: Decimal, cut: Decimal) -> Decimal:
        """How many points each 1 brings between two values; 0 where points do not change in proportion there."""
        end = self._last(cut)
        middle = self._at(divide(start + end, Decimal(2)))
        if not (self._way(start) < self._way(middle) < self._way(end)):
            return ZERO
        scores = [self._indicator.rule.score(value) or ZERO for value in (start, middle, end)]
        if scores[1] in (scores[0], scores[2]):
            return ZERO
        # From cut to cut: what one rounded score is off would show in a part of the way.
        first = self._origin if start == self._here else start
        whole = (self._indicator.rule.score(cut) or ZERO) - (self._indicator.rule.score(first) or ZERO)
        return half_up(divide(multiply(self._indicator.weight, whole), abs(cut - first)), RATE_PLACES)

    def _changes(self, value: Decimal) -> bool:
        return self._is_possible(value) and _judged(self._result, value).points != self._result.points

    def _is_possible(self, value: Decimal) -> bool:
        return self._way(value) > ZERO and allowed(value, self._scale)

    def _way(self, value: Decimal) -> Decimal:
        """How far a value is ahead; below zero behind."""
        return multiply(subtract(value, self._here), self._sign)

    def _at(self, value: Decimal) -> Decimal:
        """The first value with the indicator's decimals that is not before another."""
        return (up if self._rising else down)(value, self._places)

    def _past(self, value: Decimal) -> Decimal:
        """The first value with the indicator's decimals that is past another."""
        at = self._at(value)
        return at if self._way(at) > self._way(value) else at + self._step

    def _last(self, cut: Decimal) -> Decimal:
        """A cut, or the end of the scale where that comes before it."""
        end = self._scale.maximum if self._rising else self._scale.minimum
        at = self._at(cut)
        return at if end is None or self._way(at) <= self._way(end) else end


def _judged(result: Result, value: Value) -> Result:
    return judge(result.indicator, Reading("scored", value))


def _differs(now: Result, there: Result) -> bool:
    return now.points != there.points or any(now.met(grade) != there.met(grade) for grade in now.indicator.requirements)


def _edge(rating: Rating, result: Result, side: Literal["above", "below"], beyond: Value) -> Edge:
    """The edge that a value is itself."""
    there = _judged(result, beyond)
    changed = [
        (grade, there.met(grade)) for grade in result.indicator.requirements if there.met(grade) != result.met(grade)
    ]
    return Edge(
        side=side,
        value=beyond,
        beyond=beyond,
        points=there.points - result.points,
        met=tuple(grade for grade, met in changed if met),
        unmet=tuple(grade for grade, met in changed if not met),
        rate=ZERO,
        after=False,
        grade=rate_with(rating, {result.indicator.id: beyond}).grade,
    )
