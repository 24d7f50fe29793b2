"""Random districts, small and real, and the best choice of indicators by rating every unit with every choice."""

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from factory import GRADES, LETTERS, Item, at_least, at_most, form, framework_of, level_from, row, veto
from parity.tasks import maker, reference_schemes
from parity.units import UnitMaker

from starcli.core.assessment import Entry, Unit
from starcli.core.model import Grade
from starcli.core.pool.lever import Task, TaskMaker
from starcli.core.rating import Rating, rate, rate_with
from starcli.core.requirements import Bounds, Requirement
from starcli.core.scheme import resolve

ZERO = Decimal(0)
Key = tuple[int, Decimal, int, tuple[int, ...]]
"""Units with the grade and points, with their signs turned, indicators, and their numbers: what is to be least."""
_HIGHEST = 10


@dataclass(frozen=True)
class District:
    """The ratings of some units, the grade that they want, and the indicators of their framework in order."""

    ratings: tuple[Rating, ...]
    target: Grade
    indicators: tuple[str, ...]

    @property
    def task(self) -> Task:
        """The question in whole numbers."""
        made = TaskMaker(self.target, self.indicators)
        for number, rating in enumerate(self.ratings):
            made.add(number, rating)
        return made.task


def small_districts(count: int, seed: int) -> Iterator[District]:
    """So many districts of a few units, by frameworks in which whatever decides a grade occurs."""
    dice = random.Random(f"{seed} small")
    for _ in range(count):
        yield _small(dice)


def real_districts(count: int, seed: int, units: int = 40) -> Iterator[District]:
    """So many districts of units of the reference framework, all its kinds and profiles, good, bad and messy."""
    made = UnitMaker({n: maker(n) for n in range(len(reference_schemes()))}, seed)
    for number in range(count):
        ratings = tuple(made.form(number * units + at).now.rating for at in range(units))
        framework = ratings[0].scheme.framework
        yield District(ratings, framework.grades[number % 3], tuple(framework.entries))


def after(rating: Rating, target: Grade, chosen: Sequence[str]) -> Rating:
    """The rating that a unit has once it meets the requirements that it misses, of the indicators that are chosen."""
    values = {}
    for result in rating.results:
        requirement = result.indicator.requirements.get(target.id)
        if result.indicator.id in chosen and requirement is not None and result.met(target.id) is False:
            values[result.indicator.id] = requirement.nearest(result.value if result.outcome == "scored" else None)
    return rate_with(rating, values)


def having(district: District, chosen: Sequence[str]) -> int:
    """How many units have the grade, or a better one, with a choice."""
    order = [grade.id for grade in district.ratings[0].scheme.grades]
    grades = [after(rating, district.target, chosen).grade.id for rating in district.ratings]
    return sum(order.index(grade) <= order.index(district.target.id) for grade in grades)


def best_by_rating(district: District, size: int) -> Key:
    """The key of the best choice of at most so many indicators, of all choices there are."""
    numbers = range(len(district.indicators))
    choices = (choice for few in range(size + 1) for choice in itertools.combinations(numbers, few))
    return min(key_of(district, choice) for choice in choices)


def key_of(district: District, numbers: Sequence[int]) -> Key:
    """What makes a choice better or worse than another."""
    chosen = [district.indicators[number] for number in numbers]
    before = sum((_points(rating) for rating in district.ratings), ZERO)
    then = sum((_points(after(rating, district.target, chosen)) for rating in district.ratings), ZERO)
    return -having(district, chosen), before - then, len(numbers), tuple(numbers)


def most_missed(district: District) -> tuple[str, ...]:
    """The indicators that anybody misses, those first that most units miss: what a list of failures would say."""
    counts = dict.fromkeys(district.indicators, 0)
    for rating in district.ratings:
        for result in rating.results:
            counts[result.indicator.id] += result.met(district.target.id) is False
    return tuple(sorted((key for key in counts if counts[key]), key=lambda key: -counts[key]))


def _points(rating: Rating) -> Decimal:
    return sum((result.points for result in rating.results), ZERO)


def _small(dice: random.Random) -> District:
    items = [_item(f"{dice.choice('ABC')}-{number}", dice) for number in range(dice.randint(2, 6))]
    gold = Grade("gold", GRADES[0].name, 3, _floor(dice), dice.choice((None, None, Decimal("0.3"), Decimal("0.625"))))
    silver = Grade("silver", GRADES[1].name, 2, _floor(dice), dice.choice((None, Decimal("0.5"))))
    framework = framework_of(
        items,
        grades=(gold, silver, GRADES[2]),
        vetoes=(veto("V1", "silver"), veto("V2", "bronze")),
        bonus_counts_for_grade=dice.random() < 0.3,
    )
    ratings = []
    for _ in range(dice.randint(1, 12)):
        kind = dice.choice(("village", "village", "community"))
        scheme = resolve(framework, kind, "default")
        said: dict[str, str | Entry] = {}
        for indicator in scheme.indicators:
            if dice.random() < 0.1:
                said[indicator.id] = row(indicator.id, "none here", own="n/a", verified="n/a")
            elif dice.random() > 0.1:
                value = dice.choice("ABC") if indicator.definition.scale.levels else str(dice.randint(0, _HIGHEST))
                said[indicator.id] = value
        counts = {key: str(dice.randint(1, 2)) for key in ("B1", "D1") if dice.random() < 0.3}
        counts |= {key: "1" for key in ("V1", "V2") if dice.random() < 0.05}
        ratings.append(rate(scheme, form(said, counts, Unit(kind=kind))))
    target = dice.choice((gold, gold, silver, GRADES[2]))
    return District(tuple(ratings), target, tuple(framework.entries))


def _floor(dice: random.Random) -> Decimal:
    return Decimal(dice.choice((30, 45, 60, 75, 90)))


def _item(key: str, dice: random.Random) -> Item:
    """An indicator of any sort; what a grade requires of it need not be what earns the most points."""
    kinds = dice.choice((("village", "community"), ("village", "community"), ("village",)))
    gates = tuple(grade for grade in ("gold", "silver") if dice.random() < 0.35)
    common: dict[str, Any] = {"id": key, "weight": dice.choice(("5", "10", "12.5", "20", "0.37")), "kinds": kinds}
    common |= {"precision": 0, "low": "0", "high": str(_HIGHEST)}
    sort = dice.choice(("level", "rising", "falling", "range"))
    asked = {grade: _demand(sort, dice) for grade in ("gold", "silver") if grade in gates or dice.random() < 0.7}
    common |= {"requires": asked, "gates": gates}
    if sort == "level":
        scores = {letter: str(score) for letter, score in zip("ABC", ("1", "0.6", "0.25"), strict=True)}
        return Item(**common | {"type": "level"}, rule={"categories": scores})
    if sort == "range":
        corners: Mapping[str, object] = {"range": {"low": "4", "high": "6", "zero_low": "1", "zero_high": "9"}}
        return Item(**common, direction="range", rule=corners)
    zero, full = ("0", str(_HIGHEST)) if sort == "rising" else (str(_HIGHEST), "0")
    return Item(**common, direction="higher" if sort == "rising" else "lower",
                rule={"goalposts": {"zero": zero, "full": full}})  # fmt: skip


def _demand(sort: str, dice: random.Random) -> Requirement:
    edge = dice.randint(2, 8)
    if sort == "level":
        return level_from(dice.choice(tuple(LETTERS)[:2]))
    if sort == "range":
        return Bounds(Decimal(edge), Decimal(edge + dice.randint(0, 2)))
    return at_least(str(edge)) if sort == "rising" else at_most(str(edge))
