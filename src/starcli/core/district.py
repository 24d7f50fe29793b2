"""Many units at once: places within a kind, towns rolled up, and nobody left out of a denominator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location
from starcli.core.model import Grade
from starcli.core.numbers import ZERO, divide, half_up
from starcli.core.standing import Standing


@dataclass(frozen=True, slots=True)
class Unrated:
    """A workbook without a rating, and why: it still counts in every denominator."""

    location: Location
    unit: Unit
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit's standing and its place; equal totals share one and the next is skipped (1, 2, 2, 4)."""

    place: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units of one kind, best first."""

    kind: str
    placed: tuple[Placed, ...]

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """The totals, the highest first."""
        return tuple(placed.standing.total for placed in self.placed)


@dataclass(frozen=True, slots=True)
class AreaSummary:
    """An area's units: rated and not, units a grade, and the mean total of each kind (half up to 2 decimals)."""

    name: str
    rated: int
    unrated: int
    by_grade: Mapping[str, int]
    means: Mapping[str, Decimal]
    listed: int

    @property
    def units(self) -> int:
        """Every unit of the area, rated or not."""
        return self.rated + self.unrated


def rank(standings: Iterable[Standing], kinds: Iterable[str]) -> tuple[Ranking, ...]:
    """A ranking a kind that has units, in the order of the kinds.

    Places follow the total alone; within a place units stand by base, then by code.
    """
    by_kind: dict[str, list[Standing]] = {}
    for standing in standings:
        by_kind.setdefault(standing.unit.kind, []).append(standing)
    rankings = []
    for kind in kinds:
        members = sorted(by_kind.get(kind, ()), key=lambda s: (-s.total, -s.base, s.unit.code, s.unit.name))
        placed: list[Placed] = []
        for position, standing in enumerate(members, start=1):
            tied = bool(placed) and placed[-1].standing.total == standing.total
            placed.append(Placed(placed[-1].place if tied else position, standing))
        if placed:
            rankings.append(Ranking(kind, tuple(placed)))
    return tuple(rankings)


def roll_up(
    name: str, standings: Iterable[Standing], unrated: Iterable[Unrated], grades: Iterable[Grade], places: int = 2
) -> AreaSummary:
    """The summary of one area."""
    members = tuple(standings)
    totals: dict[str, list[Decimal]] = {}
    for standing in members:
        totals.setdefault(standing.unit.kind, []).append(standing.total)
    return AreaSummary(
        name=name,
        rated=len(members),
        unrated=len(tuple(unrated)),
        by_grade={grade.id: sum(s.grade == grade.id for s in members) for grade in grades},
        means={kind: half_up(divide(sum(t, ZERO), Decimal(len(t))), places) for kind, t in totals.items()},
        listed=sum(s.on_rectification_list for s in members),
    )


def towns(standings: Iterable[Standing], unrated: Iterable[Unrated]) -> tuple[str, ...]:
    """Every town that a unit names, in the order of the first workbook; units without a town come last as ''."""
    names = dict.fromkeys([s.unit.town for s in standings] + [u.unit.town for u in unrated])
    return tuple(sorted(names, key=lambda name: not name))
