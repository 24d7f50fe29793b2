"""The ledger in sums: of a form, an indicator, an area, everybody; in points that add up to the digit, and in stars."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from starcli.core.areas import Place, Places
from starcli.core.assessment import LEVELS, Level
from starcli.core.audit.examined import Direction, Examined, Line
from starcli.core.audit.report import Amounts, AreaSum, AuditedUnit, CheckState, IndicatorSum, Stated, Sum
from starcli.core.model import Framework
from starcli.core.numbers import ZERO

NOTHING = Amounts({}, ZERO, {}, {})


@dataclass(slots=True)
class _Adding:
    """Amounts while they are added up."""

    directions: dict[Direction, Decimal] = field(default_factory=dict)
    items: dict[Direction, int] = field(default_factory=dict)
    levels: dict[Level, Decimal] = field(default_factory=dict)
    rescaling: Decimal = ZERO

    def line(self, line: Line) -> None:
        """One line of the ledger; its steps are left to the totals of a form, or of an indicator."""
        self.directions[line.direction] = self.directions.get(line.direction, ZERO) + line.points
        self.items[line.direction] = self.items.get(line.direction, 0) + 1

    def level(self, level: Level, points: Decimal) -> None:
        """What was lost at one level."""
        self.levels[level] = self.levels.get(level, ZERO) + points

    def amounts(self, more: Amounts) -> None:
        """Amounts that were added up already."""
        for direction, points in more.directions.items():
            self.directions[direction] = self.directions.get(direction, ZERO) + points
        for direction, count in more.items.items():
            self.items[direction] = self.items.get(direction, 0) + count
        for level, points in more.levels.items():
            self.level(level, points)
        self.rescaling += more.rescaling

    @property
    def done(self) -> Amounts:
        """What came of it."""
        return Amounts(self.directions, self.rescaling, self.levels, self.items)


def amounts_of(examined: Examined) -> Amounts:
    """The ledger of one form in sums; nothing where nobody found anything else than the unit."""
    if not examined.lines:
        return NOTHING
    adding = _Adding()
    for line in examined.lines:
        adding.line(line)
    levels = [level for level in LEVELS if level in examined.bases]
    for before, after in pairwise(levels):
        then, now = examined.bases[before].total, examined.bases[after].total
        if then is not None and now is not None and then != now:
            adding.level(after, then - now)
    adding.rescaling = (examined.own.rescaling or ZERO) - (examined.end.rescaling or ZERO)
    return adding.done


def stars_of(examined: Examined, framework: Framework) -> int:
    """The stars by a unit's own values less those that it has in the end."""
    own, end = examined.own.grade, examined.end.grade
    return framework.grade(own).stars - framework.grade(end).stars if own != end and own and end else 0


def sum_of(units: Sequence[AuditedUnit], picked: int) -> Sum:
    """Some units in figures; so many of them are to be checked next."""
    adding = _Adding()
    states: dict[CheckState, int] = {}
    extents = {"full": 0, "part": 0, "none": 0}
    examined = [unit.examined for unit in units if unit.examined is not None]
    for unit in units:
        states[unit.state] = states.get(unit.state, 0) + 1
        if unit.amounts is not NOTHING:
            adding.amounts(unit.amounts)
    for each in examined:
        for check in each.checks.values():
            extents[check.extent] += 1
    stars = [unit.stars for unit in units]
    return Sum(
        units=len(units),
        states=states,
        indicators=sum(extents.values()),
        checked=extents["full"],
        partly=extents["part"],
        amounts=adding.done,
        stated=_stated(examined),
        over_units=sum(bool(unit.amounts.items.get("over")) for unit in units),
        under_units=sum(bool(unit.amounts.items.get("under")) for unit in units),
        raised=sum(each > 0 for each in stars),
        lowered=sum(each < 0 for each in stars),
        stars_gained=sum(each for each in stars if each > 0),
        stars_lost=-sum(each for each in stars if each < 0),
        proposed=sum(unit.proposal is not None and unit.proposal.state == "proposed" for unit in units),
        picked=picked,
    )


def _stated(examined: Iterable[Examined]) -> Stated:
    points = [each.points for one in examined for each in one.statement.points]
    return _stated_sum(points, sum(one.statement.typed for one in examined))


def _stated_sum(points: Collection[Decimal], typed: int) -> Stated:
    above = sum((each for each in points if each > ZERO), ZERO)
    below = sum((each for each in points if each < ZERO), ZERO)
    return Stated(above + below, above, below, typed)


def towns_of(units: Sequence[AuditedUnit], picked: Collection[int]) -> tuple[AreaSum, ...]:
    """The sum of each town, in the order of their first units; those of no known town come last."""
    tell = Places(unit.member.unit for unit in units)
    places = [tell.of(unit.member.unit) for unit in units]
    return tuple(_areas(units, picked, places, [str(place) for place in places]))


def counties_of(units: Sequence[AuditedUnit], picked: Collection[int]) -> tuple[AreaSum, ...]:
    """The sum of each county, likewise."""
    names = [unit.member.unit.county for unit in units]
    return tuple(_areas(units, picked, [Place("", name) for name in names], names))


def _areas(
    units: Sequence[AuditedUnit], picked: Collection[int], places: Sequence[Place], names: Sequence[str]
) -> Iterator[AreaSum]:
    members: dict[Place, list[int]] = {}
    for at, place in enumerate(places):
        members.setdefault(place, []).append(at)
    for each in sorted(members.values(), key=lambda positions: not names[positions[0]]):
        chosen = sum(at in picked for at in each)
        yield AreaSum(names[each[0]], places[each[0]], sum_of([units[at] for at in each], chosen))


def indicators_of(units: Sequence[AuditedUnit], framework: Framework) -> tuple[IndicatorSum, ...]:
    """The sum of each indicator that any rated unit has, in the framework's order."""
    adding: dict[str, _Adding] = {}
    extents: dict[str, dict[str, int]] = {}
    stated: dict[str, list[Decimal]] = {}
    bears: dict[str, list[int]] = {}
    for examined in (unit.examined for unit in units if unit.examined is not None):
        for key, check in examined.checks.items():
            counts = extents.setdefault(key, {"full": 0, "part": 0, "none": 0})
            counts[check.extent] += 1
        for line in examined.lines:
            sums = adding.setdefault(line.indicator, _Adding())
            sums.line(line)
            for step in line.steps:
                sums.level(step.level, step.points)
            if line.stars > 0:
                bears.setdefault(line.indicator, []).append(line.stars)
        for each in examined.statement.points:
            stated.setdefault(each.indicator, []).append(each.points)
    typed = _typed(units)
    return tuple(
        IndicatorSum(
            indicator=key,
            name=entry.definition.name,
            units=sum(extents[key].values()),
            checked=extents[key]["full"],
            partly=extents[key]["part"],
            amounts=adding[key].done if key in adding else NOTHING,
            stated=_stated_sum(stated.get(key, []), typed.get(key, 0)),
            bears=len(bears.get(key, ())),
            stars=sum(bears.get(key, ())),
        )
        for key, entry in framework.entries.items()
        if key in extents
    )


def _typed(units: Iterable[AuditedUnit]) -> Mapping[str, int]:
    """In how many forms points were typed for each indicator."""
    counts: dict[str, int] = {}
    for unit in units:
        for key in unit.examined.statement.typed_for if unit.examined is not None else ():
            counts[key] = counts.get(key, 0) + 1
    return counts
