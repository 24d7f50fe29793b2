"""Small random frameworks and units, and their best path by trying everything: what the search is held against."""

import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from factory import GRADES, LETTERS, Item, at_least, at_most, form, level_from, scheme_of, veto
from parity.tasks import maker, reference_schemes
from parity.units import UnitMaker

from starcli.core.judgement import DimensionScore
from starcli.core.model import Efforts, Grade
from starcli.core.paths.effort import EffortTable, Ruling
from starcli.core.paths.path import Path, PathFinder, PathReport
from starcli.core.paths.stairs import Stairs, points
from starcli.core.rating import Rating, rate
from starcli.core.requirements import Bounds, Requirement
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, allowed

MOST = 800
"""About as many combinations are tried for one unit."""
ZERO = Decimal(0)
Option = tuple[Decimal, int, Decimal]
"""Effort, whether the indicator is touched, points gained."""
Key = tuple[Decimal, int, Decimal]
"""Effort, indicators touched, points gained with the sign turned: what is to be least."""


@dataclass(frozen=True)
class Case:
    """A unit, the grade that it wants, and what somebody has decided."""

    rating: Rating
    target: Grade
    table: EffortTable


def cases(count: int, seed: int, *, alike: bool = False, kept: float = 0.05) -> Iterator[Case]:
    """So many cases of two to eight indicators.

    Those that are `alike` are as heavy and take as long as each other, so that many paths are near the best; `kept` is
    the share of indicators that must stay as they are.
    """
    dice = random.Random(seed)
    for _ in range(count):
        yield _case(dice, kept, alike=alike)


def _case(dice: random.Random, kept: float, *, alike: bool) -> Case:
    items, sizes = [], 1
    for number in range(dice.randint(2, 8)):
        most = max(2, int((MOST / sizes) ** (1 / 3)))
        item = _item(f"{dice.choice('ABC')}-{number}", dice, min(most, 12))
        items.append(replace(item, weight="10", days=10, gates=()) if alike else item)
        sizes *= len(_grid(item))
    floor = Decimal(dice.choice((20, 30, 40, 50, 60, 75, 90)))
    dimension_floor = dice.choice((None, None, Decimal("0.3"), Decimal("0.3"), Decimal("0.5"), Decimal("0.875")))
    gold = Grade("gold", GRADES[0].name, 3, floor, dimension_floor)
    scheme = scheme_of(
        *items,
        grades=(gold, Grade("silver", GRADES[1].name, 2, floor / 2, None), GRADES[2]),
        vetoes=(veto("V1", "silver"),),
        bonus_counts_for_grade=dice.random() < 0.3,
        efforts=Efforts({}, Decimal(dice.choice(("0", "0", "0.1", "0.25", "1")))),
    )
    counts = {key: str(dice.randint(1, 2)) for key in ("B1", "D1") if dice.random() < 0.3}
    counts |= {"V1": "1"} if dice.random() < 0.05 else {}
    said = {item.id: str(dice.choice(_grid(item))) for item in items if dice.random() > 0.1}
    rating = rate(scheme, form(said, counts))
    rulings: dict[str, Ruling] = {item.id: "keep" for item in items if dice.random() < kept}
    rulings |= {item.id: "require" for item in items if dice.random() < 0.1}
    days = {item.id: Decimal(dice.randint(0, 9)) for item in items if dice.random() < 0.1}
    return Case(rating, gold, EffortTable(days, rulings))


def _item(key: str, dice: random.Random, size: int) -> Item:
    kind = dice.choice(("categories", "at_least", "at_most", "rising", "falling", "range"))
    common: dict[str, Any] = {"id": key, "weight": dice.choice(("5", "10", "12.5", "20", "0.37"))}
    common |= {"days": dice.randint(0, 12), "precision": 0, "low": "0", "high": str(size - 1)}
    if dice.random() < 0.5:
        common["gates"] = ("gold",)
    edge = dice.randint(0, size - 1)
    if kind == "categories":
        scores = dict(zip("ABC", sorted((dice.randint(0, 10) for _ in "ABC"), reverse=True), strict=True))
        rule: Mapping[str, object] = {"categories": {letter: f"{score}e-1" for letter, score in scores.items()}}
        return Item(
            **common | {"type": "level"}, rule=rule, requires=_asked(common, level_from(dice.choice("AB")), dice)
        )
    if kind == "range":
        low, high = sorted((edge, dice.randint(0, size - 1)))
        corners = {
            "zero_low": low - dice.randint(1, 4),
            "low": low,
            "high": high,
            "zero_high": high + dice.randint(1, 4),
        }
        asked = _asked(common, Bounds(Decimal(low), Decimal(high)), dice)
        return Item(**common, direction="range", rule={"range": _texts(corners)}, requires=asked)
    falling = kind in ("at_most", "falling")
    if kind in ("rising", "falling"):
        zero, full = sorted(dice.sample(range(-2, size + 3), 2), reverse=falling)
        rule = {"goalposts": {"zero": str(zero), "full": str(full)}}
    else:
        places = sorted(dice.sample(range(size), dice.randint(1, min(3, size))), reverse=not falling)
        marks = sorted(dice.sample(range(1, 11), len(places)), reverse=True)
        rule = {"bands": {kind: [[str(e), f"{s}e-1"] for e, s in zip(places, marks, strict=True)], "otherwise": "0"}}
    asked = _asked(common, (at_most if falling else at_least)(str(edge)), dice)
    return Item(**common, direction="lower" if falling else "higher", rule=rule, requires=asked)


def _asked(common: Mapping[str, object], demand: Requirement, dice: random.Random) -> Mapping[str, Requirement]:
    """What gold asks of an indicator: always where it is a gate, else in half of the cases."""
    return {"gold": demand} if "gates" in common or dice.random() < 0.5 else {}


def _texts(numbers: Mapping[str, int]) -> Mapping[str, str]:
    return {key: str(value) for key, value in numbers.items()}


def _grid(item: Item) -> list[Value]:
    """Every value that an indicator can have."""
    if item.type == "level":
        return list(LETTERS)
    return [Decimal(value) for value in range(int(item.high or 0) + 1)]


@dataclass(frozen=True)
class Wanted:
    """The points that are to be gained: in all, and in each dimension where there is a floor."""

    total: Decimal
    dimensions: Mapping[str, Decimal]


def points_wanted(case: Case) -> Wanted:
    """The least gains with which the unit has the target, found by trying one hundredth after the other."""
    rating, target = case.rating, case.target
    had = sum((each.points for each in rating.dimensions), Decimal(0))
    available = sum((each.available for each in rating.dimensions), Decimal(0))
    adjusted = rating.graded - rating.base
    total = _least(lambda gain: _half_up((had + gain) * 100 / available, 2) + adjusted >= target.floor)
    floor = target.dimension_floor
    dimensions = {
        each.id: _least_in(each, floor) for each in rating.dimensions if floor is not None and each.score is not None
    }
    return Wanted(total, dimensions)


def _least_in(dimension: DimensionScore, floor: Decimal) -> Decimal:
    return _least(lambda gain: _half_up((dimension.points + gain) / dimension.available, 3) >= floor)


def _least(is_enough: Callable[[Decimal], bool]) -> Decimal:
    """The least number of hundredths, between minus and plus 200, that is enough."""
    low, high = -20000, 20000
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(Decimal(middle).scaleb(-2)) else (middle + 1, high)
    return Decimal(low).scaleb(-2)


def best_by_trying(case: Case) -> Key | None:
    """The key of the best path, from every combination of values; None where nothing reaches the target."""
    return min(best_of_each_set(case).values(), default=None)


def best_of_each_set(case: Case) -> dict[frozenset[str], Key]:
    """The key of the best path that touches just these indicators, for every set of them with which one exists."""
    if case.rating.vetoes:
        return {}
    stairs = Stairs(case.rating.scheme, case.target, case.table)
    applying = [result.indicator for result in case.rating.results if result.outcome != "not_applicable"]
    dimensions = [indicator.definition.dimension for indicator in applying]
    wanted = points_wanted(case)
    best: dict[frozenset[str], Key] = {}
    for combination in itertools.product(*(choices_of(case, indicator.id, stairs) for indicator in applying)):
        gain = sum((option[2] for option in combination), ZERO)
        if gain < wanted.total:
            continue
        by_dimension: dict[str, Decimal] = {}
        for dimension, option in zip(dimensions, combination, strict=True):
            by_dimension[dimension] = by_dimension.get(dimension, ZERO) + option[2]
        if any(by_dimension[dimension] < least for dimension, least in wanted.dimensions.items()):
            continue
        touched = frozenset(i.id for i, option in zip(applying, combination, strict=True) if option[1])
        key = sum((option[0] for option in combination), ZERO), len(touched), -gain
        best[touched] = min(best.get(touched, key), key)
    return best


def choices_of(case: Case, key: str, stairs: Stairs) -> list[Option]:
    """What may become of an indicator: every value that its scale allows, as far as it is of use or asked for."""
    result, ruling, target = case.rating.result(key), case.table.ruling(key), case.target
    indicator = result.indicator
    unmet = result.met(target.id) is False
    gate = unmet and target.id in indicator.gates
    left: list[Option] = [(ZERO, 0, ZERO)]
    if ruling == "keep" or result.exempt:
        return [] if gate else left
    now = result.value if result.outcome == "scored" else None
    found: list[Option] = []
    for value in _grid_of(indicator):
        meets = target.id not in indicator.requirements or indicator.requirements[target.id].met(value)
        gain = points(indicator, value) - result.points
        if meets if gate or (ruling == "require" and unmet) else gain > 0:
            found.append((stairs.effort(indicator, now, value), 1, gain))
    return found if gate else (found or left) if ruling == "require" else left + found


def _grid_of(indicator: Indicator) -> Iterator[Value]:
    """Every level; every number of the indicator's precision around what the rule and the grades speak of."""
    scale = indicator.definition.scale
    if scale.levels:
        yield from scale.levels
        return
    marks = [cut for cut in indicator.rule.cuts() if isinstance(cut, Decimal)]
    demands = [demand for demand in indicator.requirements.values() if isinstance(demand, Bounds)]
    marks += [bound for demand in demands for bound in (demand.low, demand.high) if bound is not None]
    low = max(min(marks), min(marks) if scale.minimum is None else scale.minimum)
    high = min(max(marks), max(marks) if scale.maximum is None else scale.maximum)
    if low > high:
        low = high = (scale.minimum if scale.minimum is not None and high < scale.minimum else scale.maximum) or ZERO
    places = 0 if indicator.definition.type == "integer" else scale.precision
    for number in range(int(low.scaleb(places)) - 1, int(high.scaleb(places)) + 2):
        value = Decimal(number).scaleb(-places)
        if allowed(value, scale):
            yield value


def _half_up(value: Decimal, places: int) -> Decimal:
    """Rounded half up, away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def real_units(count: int, seed: int, near: int | None = None) -> Iterator[Case]:
    """Random units of every scheme of the reference framework; those that want no more than `near` points, if given."""
    units, found = UnitMaker({n: maker(n) for n in range(len(reference_schemes()))}, seed), 0
    for number in itertools.count():
        rating = units.form(number).now.rating
        case = Case(rating, rating.scheme.grades[number % 3], EffortTable())
        if near is None or 0 < points_wanted(case).total <= near:
            yield case
            found += 1
        if found == count:
            return


def found(case: Case) -> PathReport:
    """What the search makes of a case."""
    return PathFinder(case.rating.scheme, case.target, case.table).find(case.rating)


def key_of(path: Path | None) -> Key | None:
    """What makes a path better or worse than another."""
    if path is None:
        return None
    return path.effort, len(path.steps), -sum((step.gain for step in path.steps), ZERO)
