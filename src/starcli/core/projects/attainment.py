"""How far a special project has come: requirements met of those that are asked, area by area and season by season.

Everybody counts who is asked. Of units that are not rated or did not report nobody knows: they have a figure of their
own, and a share has a least and a most.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Literal

from starcli.core.everyone import Member
from starcli.core.numbers import ONE, ZERO, divide
from starcli.core.projects.coverage import Coverage
from starcli.core.scheme import Schemes
from starcli.core.wilson import Interval, wilson

AreaLevel = Literal["all", "county", "town"]
AREA_LEVELS: tuple[AreaLevel, ...] = ("all", "county", "town")
_ENOUGH_DIGITS = Context(prec=50)


@dataclass(frozen=True, slots=True)
class Area:
    """A county, a town with its county, or all there is."""

    level: AreaLevel
    name: str = ""
    county: str = ""


ALL = Area("all")


@dataclass(frozen=True, slots=True)
class Attained:
    """Requirements and units: how many there are, how many are met, and of how many nobody knows.

    A unit is `complete` where it meets every requirement that it is asked. `points` are those of rated units, of their
    `weight` in all.
    """

    asked: int = 0
    met: int = 0
    unknown: int = 0
    units: int = 0
    complete: int = 0
    units_unknown: int = 0
    points: Decimal = ZERO
    weight: Decimal = ZERO

    @property
    def rate(self) -> Decimal | None:
        """The share of requirements that are met, as if nobody of whom nothing is known met any; None without any."""
        return divide(Decimal(self.met), Decimal(self.asked)) if self.asked else None

    @property
    def most(self) -> Decimal | None:
        """The same as if all of whom nothing is known met theirs."""
        return divide(Decimal(self.met + self.unknown), Decimal(self.asked)) if self.asked else None

    @property
    def score(self) -> Decimal | None:
        """The mean score of rated units, weighted as their points are, 0 to 1; None without any."""
        return divide(self.points, self.weight) if self.weight else None

    def interval(self, z: Decimal) -> Interval:
        """From where to where the rate may lie.

        The requirements of one unit hang together: the interval is as wide as if each unit were seen once.
        """
        if not self.units or not self.asked:
            return Interval(ZERO, ONE)
        wide = _ENOUGH_DIGITS.multiply(z, divide(Decimal(self.asked), Decimal(self.units)).sqrt(_ENOUGH_DIGITS))
        return Interval(wilson(self.met, self.asked, wide).low, wilson(self.met + self.unknown, self.asked, wide).high)

    def plus(self, other: "Attained") -> "Attained":
        """Those of two groups together."""
        return Attained(
            self.asked + other.asked,
            self.met + other.met,
            self.unknown + other.unknown,
            self.units + other.units,
            self.complete + other.complete,
            self.units_unknown + other.units_unknown,
            self.points + other.points,
            self.weight + other.weight,
        )


NOTHING = Attained()


@dataclass(frozen=True, slots=True)
class Attainment:
    """The figures of a season: of each project by area, and of each of its indicators in all."""

    by_area: Mapping[tuple[str, Area], Attained] = field(default_factory=dict)
    by_indicator: Mapping[tuple[str, str], Attained] = field(default_factory=dict)
    areas: tuple[Area, ...] = ()

    def of(self, project: str, area: Area = ALL) -> Attained:
        """The figures of a project in an area; nothing where nobody there is asked."""
        return self.by_area.get((project, area), NOTHING)

    def of_indicator(self, project: str, indicator: str) -> Attained:
        """The figures of an indicator of a project."""
        return self.by_indicator.get((project, indicator), NOTHING)

    def at(self, level: AreaLevel) -> tuple[Area, ...]:
        """The areas of a level, in the order of their first units."""
        return tuple(area for area in self.areas if area.level == level)


def attainment(everyone: Iterable[Member], schemes: Schemes, coverage: Coverage) -> Attainment:
    """The figures of everybody, ratings being made again one by one from their marks."""
    by_area: dict[tuple[str, Area], Attained] = {}
    by_indicator: dict[tuple[str, str], Attained] = {}
    areas: dict[Area, None] = {ALL: None}
    for member in everyone:
        mine = _areas(member)
        areas |= dict.fromkeys(mine)
        items = _of_member(member, schemes, coverage)
        for (project, indicator), figures in items.items():
            key = project, indicator
            by_indicator[key] = by_indicator.get(key, NOTHING).plus(figures)
        for project, figures in _by_project(items).items():
            for area in mine:
                by_area[project, area] = by_area.get((project, area), NOTHING).plus(figures)
    return Attainment(by_area, by_indicator, tuple(areas))


def _areas(member: Member) -> tuple[Area, ...]:
    """The areas that a unit lies in, as far as they are known."""
    unit = member.unit
    county = (Area("county", unit.county),) if unit.county else ()
    town = (Area("town", unit.town, unit.county),) if unit.town else ()
    return (ALL, *county, *town)


def _of_member(member: Member, schemes: Schemes, coverage: Coverage) -> dict[tuple[str, str], Attained]:
    """The figures of each indicator that a unit is asked for."""
    known = member.results(schemes)
    found: dict[tuple[str, str], Attained] = {}
    results = {} if known is None else {result.indicator.id: result for result in known}
    for item in coverage.of(member.unit):
        required = int(item.requirement is not None)
        if known is None:
            found[item.project, item.indicator] = Attained(required, 0, required, 1, 0, 1)
            continue
        result = results[item.indicator]
        if result.outcome == "not_applicable":
            continue
        met = int(bool(required and result.met(coverage.target.id)))
        found[item.project, item.indicator] = Attained(
            required, met, 0, 1, met, 0, result.points, result.indicator.weight
        )
    return found


def _by_project(items: Mapping[tuple[str, str], Attained]) -> dict[str, Attained]:
    """The figures of a unit's projects; a unit is one of a project, however many indicators it has there."""
    found: dict[str, Attained] = {}
    for (project, _), figures in items.items():
        found[project] = found.get(project, NOTHING).plus(figures)
    return {
        project: Attained(
            one.asked,
            one.met,
            one.unknown,
            1,
            int(one.met == one.asked > 0),
            int(one.units_unknown > 0),
            one.points,
            one.weight,
        )
        for project, one in found.items()
    }
