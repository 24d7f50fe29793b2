"""Many units at once: places within a kind, towns rolled up, and nobody left out of a denominator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location
from starcli.core.model import Grade
from starcli.core.numbers import ZERO, divide, half_up
from starcli.core.rating import Rating


@dataclass(frozen=True, slots=True)
class Unrated:
    """A workbook without a rating, and why: it still counts in every denominator."""

    location: Location
    unit: Unit
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A rating and its place; equal totals share one and the next is skipped (1, 2, 2, 4)."""

    place: int
    rating: Rating


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units of one kind, best first."""

    kind: str
    placed: tuple[Placed, ...]

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """The totals, the highest first."""
        return tuple(placed.rating.total for placed in self.placed)


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


def rank(ratings: Iterable[Rating]) -> tuple[Ranking, ...]:
    """A ranking a kind. Places follow the total alone; within a place units stand by base, then by code."""
    by_kind: dict[str, list[Rating]] = {}
    for rating in ratings:
        by_kind.setdefault(rating.scheme.kind.id, []).append(rating)
    rankings = []
    for kind, members in by_kind.items():
        members.sort(key=lambda r: (-r.total, -r.base, r.unit.code, r.unit.name))
        placed: list[Placed] = []
        for position, rating in enumerate(members, start=1):
            tied = bool(placed) and placed[-1].rating.total == rating.total
            placed.append(Placed(placed[-1].place if tied else position, rating))
        rankings.append(Ranking(kind, tuple(placed)))
    order = list(rankings[0].placed[0].rating.scheme.framework.kinds) if rankings else []
    return tuple(sorted(rankings, key=lambda ranking: order.index(ranking.kind)))


def roll_up(
    name: str, ratings: Iterable[Rating], unrated: Iterable[Unrated], grades: Iterable[Grade], places: int = 2
) -> AreaSummary:
    """The summary of one area."""
    members = tuple(ratings)
    totals: dict[str, list[Decimal]] = {}
    for rating in members:
        totals.setdefault(rating.scheme.kind.id, []).append(rating.total)
    return AreaSummary(
        name=name,
        rated=len(members),
        unrated=len(tuple(unrated)),
        by_grade={grade.id: sum(r.grade.id == grade.id for r in members) for grade in grades},
        means={kind: half_up(divide(sum(t, ZERO), Decimal(len(t))), places) for kind, t in totals.items()},
        listed=sum(r.on_rectification_list for r in members),
    )


def towns(ratings: Iterable[Rating], unrated: Iterable[Unrated]) -> tuple[str, ...]:
    """Every town that a unit names, in the order of the first workbook; units without a town come last as ''."""
    names = dict.fromkeys([r.unit.town for r in ratings] + [u.unit.town for u in unrated])
    return tuple(sorted(names, key=lambda name: not name))
