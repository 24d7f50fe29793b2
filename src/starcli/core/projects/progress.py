"""Everything about special projects: their figures season by season, laggards, problems in ledgers, and their cards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.findings import Finding
from starcli.core.model import Framework, Grade, SpecialProject
from starcli.core.numbers import ZERO, half_up
from starcli.core.projects.attainment import ALL, Area, AreaLevel, Attained, Attainment
from starcli.core.projects.coverage import Covered
from starcli.core.projects.four_ones import Card, slots_of
from starcli.core.rectification.tracking import Tracked
from starcli.core.wilson import Interval, quantile


@dataclass(frozen=True, slots=True)
class ProjectSeason:
    """A season: its label, its figures, and how many units there are, are not rated and did not report."""

    label: str
    attainment: Attainment
    units: int
    unrated: int
    missing: int


@dataclass(frozen=True, slots=True)
class Problems:
    """Problems of a project in the ledgers: all of them, not struck off, struck off, overdue, come back."""

    all: int = 0
    open: int = 0
    closed: int = 0
    overdue: int = 0
    relapsed: int = 0

    def plus(self, other: "Problems") -> "Problems":
        """Those of two groups together."""
        return Problems(
            self.all + other.all,
            self.open + other.open,
            self.closed + other.closed,
            self.overdue + other.overdue,
            self.relapsed + other.relapsed,
        )


NO_PROBLEMS = Problems()


@dataclass(frozen=True, slots=True)
class Laggard:
    """An area behind the others: its figures, where its rate may lie, and whether it is behind beyond chance."""

    area: Area
    attained: Attained
    interval: Interval
    certain: bool


@dataclass(frozen=True, slots=True)
class Project:
    """A special project with its indicators, and its card; None where nobody has filled one in."""

    id: str
    project: SpecialProject
    covered: tuple[Covered, ...]
    card: Card | None


@dataclass(frozen=True, slots=True)
class Progress:
    """What the terminal, the JSON document and the workbook show.

    `ledgers` is how many ledgers the problems come from, None where none were named; `problems` are by project and
    area. `with_cards` says whether a table of cards was named.
    """

    name: str
    framework: Framework
    target: Grade
    seasons: tuple[ProjectSeason, ...]
    projects: tuple[Project, ...]
    problems: Mapping[tuple[str, Area], Problems] = field(default_factory=dict)
    ledgers: int | None = None
    with_cards: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def now(self) -> ProjectSeason:
        """The latest season."""
        return self.seasons[-1]

    @property
    def slots(self) -> int:
        """How many slots each card has."""
        return len(slots_of(self.framework))

    def rate(self, project: str, area: Area = ALL, season: int = -1) -> Decimal | None:
        """The rate of a project in an area, in one of the seasons."""
        return self.seasons[season].attainment.of(project, area).rate

    def rise(self, project: str, area: Area = ALL) -> Decimal | None:
        """By how much the rate rose since the season before; None where there is nothing to compare with."""
        if len(self.seasons) < _TWO:
            return None
        now, before = self.rate(project, area), self.rate(project, area, -2)
        return None if now is None or before is None else half_up(now - before, _THOUSANDTHS)

    def problems_of(self, project: str, area: Area = ALL) -> Problems:
        """The problems of a project in an area."""
        return self.problems.get((project, area), NO_PROBLEMS)

    def laggards(self, project: str, level: AreaLevel, most: int) -> tuple[Laggard, ...]:
        """The areas of a level with the lowest rates; those that are not below the whole are none.

        One is behind beyond chance where the whole's rate lies above its interval; of many areas some lie there by
        chance alone, so that intervals are as sure for all of them together.
        """
        figures = self.now.attainment
        whole = figures.of(project).rate
        asked = [(area, one) for area in figures.at(level) if (one := figures.of(project, area)).asked]
        if whole is None or len(asked) < _TWO:
            return ()
        own, together = self._quantile(1), self._quantile(len(asked))
        behind = [(area, one) for area, one in asked if (one.rate or ZERO) < whole]
        found = [
            Laggard(area, one, one.interval(own), certain=one.interval(together).high < whole) for area, one in behind
        ]
        return tuple(sorted(found, key=self._order)[:most])

    def _order(self, one: Laggard) -> tuple[object, ...]:
        """The lowest first, those that are behind beyond chance before the others, and very small ones last."""
        few = one.attained.units < self.framework.pool.units
        return not one.certain, few, one.attained.rate, -one.attained.units, one.area.county, one.area.name

    def _quantile(self, areas: int) -> Decimal:
        left = (_HUNDRED - self.framework.pool.confidence) / areas
        return quantile(_HUNDRED - left)


_TWO = 2
_THOUSANDTHS = 3
_HUNDRED = Decimal(100)


def problems_by_project(problems: Sequence[Tracked], areas: Iterable[Area]) -> Mapping[tuple[str, Area], Problems]:
    """Tracked problems of each project, by area; those of no project by the empty one.

    A ledger need not name the county: it is that of the only town with the name, among the areas of the forms.
    """
    counties: dict[str, set[str]] = {}
    for area in areas:
        if area.level == "town":
            counties.setdefault(area.name, set()).add(area.county)
    found: dict[tuple[str, Area], Problems] = {}
    for problem in problems:
        one = Problems(
            1,
            int(problem.stage != "closed"),
            int(problem.stage == "closed"),
            int(problem.light == "red"),
            int(problem.relapsed),
        )
        for area in _areas_of(problem.unit, counties):
            key = problem.project, area
            found[key] = found.get(key, NO_PROBLEMS).plus(one)
    return found


def _areas_of(unit: Unit, counties: Mapping[str, set[str]]) -> tuple[Area, ...]:
    known = counties.get(unit.town, set())
    county = unit.county or (next(iter(known)) if len(known) == 1 else "")
    return (
        ALL,
        *((Area("county", county),) if county else ()),
        *((Area("town", unit.town, county),) if unit.town else ()),
    )
