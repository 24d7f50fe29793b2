"""Which indicators would bring the most units to a grade if they were put right for everyone: the question, in numbers.

An indicator is put right where a unit misses the requirement of the target: its value is then the required one that is
nearest. Whether a unit has the grade is told by sums of whole numbers, so that any set of indicators can be judged
without rating anybody again: the numbers follow from the rounding of points, dimensions and totals.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from starcli.core.grading import blocked
from starcli.core.judgement import Result, judge
from starcli.core.model import Grade
from starcli.core.numbers import ZERO, down, step, up
from starcli.core.paths.items import points_for
from starcli.core.rating import Rating, rate_with
from starcli.core.scale import Value
from starcli.core.values import Reading


@dataclass(frozen=True, slots=True)
class Need:
    """So many points that chosen indicators must bring, and what each of them brings, by its number."""

    least: int
    gains: tuple[tuple[int, int], ...]

    def is_met(self, chosen: Collection[int]) -> bool:
        """Whether a choice brings enough."""
        return sum(gain for number, gain in self.gains if number in chosen) >= self.least


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a grade: the indicators that must be put right, those that must not, and the points that it takes."""

    must: tuple[int, ...] = ()
    never: tuple[int, ...] = ()
    needs: tuple[Need, ...] = ()

    def leads(self, chosen: Collection[int]) -> bool:
        """Whether a choice leads to the grade in this way."""
        return (
            all(number in chosen for number in self.must)
            and not any(number in chosen for number in self.never)
            and all(need.is_met(chosen) for need in self.needs)
        )

    @property
    def is_there(self) -> bool:
        """Whether it leads there whatever is chosen."""
        return not (self.must or self.never or self.needs)


@dataclass(frozen=True, slots=True)
class Alike:
    """Units, by their numbers, that get to the grade in the same ways."""

    ways: tuple[Way, ...]
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Every indicator that somebody misses, what putting it right brings everybody, and what each unit needs.

    `sure` are units that have the grade whatever is chosen. Units for which no choice does anything are left out.
    """

    indicators: tuple[str, ...]
    gains: tuple[int, ...]
    alike: tuple[Alike, ...]
    sure: int = 0

    def units(self, chosen: Collection[int]) -> int:
        """How many units have the grade once some indicators are put right for everyone."""
        return self.sure + sum(len(some.units) for some in self.alike if any(way.leads(chosen) for way in some.ways))

    def points(self, chosen: Iterable[int]) -> int:
        """The points that a choice brings everybody together, in the smallest that the framework tells."""
        return sum(self.gains[number] for number in chosen)

    def is_useful(self, number: int) -> bool:
        """Whether choosing an indicator, by its number, can change anything."""
        return bool(self.gains[number]) or any(
            number in way.must or number in way.never or any(number == n for need in way.needs for n, _ in need.gains)
            for some in self.alike
            for way in some.ways
        )

    def within(self, most: int) -> "Task":
        """The same without the units that no choice of so many indicators brings to the grade."""
        ways: dict[tuple[Way, ...], list[int]] = {}
        for some in self.alike:
            left = tuple(way for way in some.ways if _is_within(way, most))
            if left:
                ways.setdefault(left, []).extend(some.units)
        return replace(self, alike=tuple(Alike(way, tuple(units)) for way, units in ways.items()))


@dataclass(slots=True)
class TaskMaker:
    """Takes in one rated unit after the other, and gives the task of all of them."""

    target: Grade
    indicators: Sequence[str]
    _numbers: dict[str, int] = field(init=False)
    _gains: list[int] = field(init=False)
    _ways: dict[tuple[Way, ...], list[int]] = field(default_factory=dict)
    _sure: int = 0

    def __post_init__(self) -> None:
        """Number the indicators."""
        self._numbers = {key: number for number, key in enumerate(self.indicators)}
        self._gains = [0] * len(self.indicators)

    def add(self, unit: int, rating: Rating) -> tuple[int, ...]:
        """Take in a unit by its number; the indicators that bring it to the grade by themselves, each alone.

        Empty where it has the grade already.
        """
        lifted = {self._numbers[key]: result for key, result in put_right(rating, self.target).items()}
        before = {self._numbers[result.indicator.id]: result for result in rating.results}
        unit_of_points = step(rating.scheme.framework.rounding.points)
        gains = {
            number: int((result.points - before[number].points) / unit_of_points) for number, result in lifted.items()
        }
        for number, gain in gains.items():
            self._gains[number] += gain
        ways = tuple(dict.fromkeys(_ways(rating, self.target, self._numbers, lifted, gains)))
        if any(way.is_there for way in ways):
            self._sure += 1
            return ()
        if ways:
            self._ways.setdefault(ways, []).append(unit)
        if any(way.leads(()) for way in ways):
            return ()
        return tuple(number for number in lifted if any(way.leads((number,)) for way in ways))

    @property
    def task(self) -> Task:
        """The task of all units so far."""
        alike = tuple(Alike(ways, tuple(units)) for ways, units in self._ways.items())
        return Task(tuple(self.indicators), tuple(self._gains), alike, self._sure)


def has(rating: Rating, target: Grade) -> bool:
    """Whether a unit has a grade, or a better one."""
    order = [grade.id for grade in rating.scheme.grades]
    return order.index(rating.grade.id) <= order.index(target.id)


def put_right(rating: Rating, target: Grade) -> Mapping[str, Result]:
    """Every indicator of which a unit misses what the target requires, as it is judged at the required value."""
    return {
        key: judge(rating.result(key).indicator, Reading("scored", v)) for key, v in required(rating, target).items()
    }


def required(rating: Rating, target: Grade) -> Mapping[str, Value]:
    """The required value of each indicator of which a unit misses what the target requires."""
    return {
        result.indicator.id: result.indicator.requirements[target.id].nearest(
            result.value if result.outcome == "scored" else None
        )
        for result in rating.results
        if result.met(target.id) is False
    }


def rated_then(rating: Rating, target: Grade, chosen: Collection[str]) -> Rating:
    """The rating that a unit has once some indicators are put right for everyone."""
    values = {key: value for key, value in required(rating, target).items() if key in chosen}
    return rate_with(rating, values) if values else rating


def _ways(
    rating: Rating,
    target: Grade,
    numbers: Mapping[str, int],
    lifted: Mapping[int, Result],
    gains: Mapping[int, int],
) -> Iterator[Way]:
    """The ways of a unit to the target or to a better grade; none where a veto keeps it below."""
    order = [grade.id for grade in rating.scheme.grades]
    last = order.index(target.id)
    if any(order.index(veto.caps_at) > last for veto in rating.vetoes):
        return
    for grade in rating.scheme.grades[: last + 1]:
        if grade.id == order[-1]:
            yield Way()
        elif not lifted:
            if not blocked(grade, rating.graded, rating.results, rating.dimensions):
                yield Way()
        else:
            must, never = _gates(rating, grade, numbers, lifted)
            if all(number in lifted and lifted[number].met(grade.id) is not False for number in must):
                way = _simplest(must, never, _needs(rating, grade, lifted, gains), gains)
                if way is not None:
                    yield way


def _gates(
    rating: Rating, grade: Grade, numbers: Mapping[str, int], lifted: Mapping[int, Result]
) -> tuple[set[int], set[int]]:
    """The gates that are not met, and those that would not be any more."""
    must, never = set[int](), set[int]()
    for result in rating.results:
        number = numbers[result.indicator.id]
        if grade.id not in result.indicator.gates:
            continue
        if result.met(grade.id) is False:
            must.add(number)
        elif number in lifted and lifted[number].met(grade.id) is False:
            never.add(number)
    return must, never


def _needs(
    rating: Rating, grade: Grade, lifted: Mapping[int, Result], gains: Mapping[int, int]
) -> Iterator[tuple[int, Mapping[int, int]]]:
    """The points that a unit lacks of the grade's floor and of each dimension's, and what can bring them."""
    rounding = rating.scheme.framework.rounding
    small = step(rounding.points)
    had = sum((dimension.points for dimension in rating.dimensions), ZERO)
    if not any(dimension.available for dimension in rating.dimensions):
        yield int(rating.graded < grade.floor), {}
        return
    yield int(down((points_for(rating, grade.floor) - had) / small, 0)), gains
    if grade.dimension_floor is None:
        return
    least = up(grade.dimension_floor, rounding.dimension) - step(rounding.dimension) / 2
    for dimension in rating.dimensions:
        if dimension.score is not None:
            lacking = up(least * dimension.available, rounding.points) - dimension.points
            inside = {n: g for n, g in gains.items() if lifted[n].indicator.definition.dimension == dimension.id}
            yield int(down(lacking / small, 0)), inside


def _simplest(
    must: set[int], never: set[int], needs: Iterable[tuple[int, Mapping[int, int]]], gains: Mapping[int, int]
) -> Way | None:
    """The way without needs that are met anyway, and without what is chosen anyway; None where it leads nowhere."""
    kept: list[Need] = []
    for least, inside in needs:
        left = least - sum(inside[number] for number in must if number in inside)
        free = {n: gain for n, gain in inside.items() if n not in must and n not in never and gain}
        worst = sum(gain for gain in free.values() if gain < 0)
        if left <= worst:
            continue
        if left > sum(gain for gain in free.values() if gain > 0):
            return None
        kept.append(Need(left, tuple(sorted((n, min(gain, left - worst)) for n, gain in free.items()))))
    return Way(tuple(sorted(must)), tuple(sorted(never & gains.keys())), tuple(kept))


def _is_within(way: Way, most: int) -> bool:
    """Whether so many indicators can be enough for a way."""
    left = most - len(way.must)
    return left >= 0 and all(
        sum(sorted((gain for _, gain in need.gains if gain > 0), reverse=True)[:left]) >= need.least
        for need in way.needs
    )
