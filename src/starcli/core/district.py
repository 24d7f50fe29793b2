"""Many units at once: places within a kind, towns rolled up, and nobody left out of a denominator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from starcli.core.areas import Place, Places
from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location
from starcli.core.model import Grade
from starcli.core.numbers import ZERO, divide, half_up
from starcli.core.roster import RosterUnit
from starcli.core.standing import Standing
from starcli.core.text import Text, counted


@dataclass(frozen=True, slots=True)
class Unrated:
    """A workbook without a rating, and why; `listed_as` is its unit's position in the roster, where one is known."""

    location: Location
    unit: Unit
    findings: tuple[Finding, ...]
    listed_as: int | None = None


@dataclass(frozen=True, slots=True)
class Outsider:
    """A unit that is rated and that the roster does not have, where its form stands, and why it is none of theirs."""

    standing: Standing
    location: Location
    reasons: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many there are and what came of them; `missing` is None where no roster says who should report."""

    rated: int
    unrated: int
    missing: int | None = None

    @property
    def units(self) -> int:
        """The denominator: every unit of the roster, or every workbook."""
        return self.rated + self.unrated + (self.missing or 0)

    def words(self) -> Text:
        """The figures in one sentence."""
        zh, en = f"已评定 {self.rated}，未评定 {self.unrated}", f"{self.rated} rated, {self.unrated} not rated"
        if self.missing is None:
            return Text(f"共 {self.units} 份：{zh}", f"{counted(self.units, 'workbook')}: {en}")
        return Text(
            f"共 {self.units} 个单位：{zh}，未上报 {self.missing}",
            f"{counted(self.units, 'unit')} of the roster: {en}, {self.missing} not reported",
        )


def beyond_the_roster(rated: int, unrated: int) -> Text:
    """How many workbooks are of nobody in the roster, in one sentence."""
    zh = f"另有 {rated + unrated} 份对不上名册，不计入总数：已评定 {rated}，未评定 {unrated}"
    en = f"{counted(rated + unrated, 'workbook')} of nobody in the roster, in no total: {rated} rated, {unrated} not"
    return Text(zh, en)


@dataclass(frozen=True, slots=True)
class Members:
    """Everybody in a denominator: units that are rated, workbooks that are not, and units that did not report.

    With a roster all of them are its units, each counted once; without one `missing` is None, and each workbook counts.
    """

    standings: tuple[Standing, ...] = ()
    unrated: tuple[Unrated, ...] = ()
    missing: tuple[RosterUnit, ...] | None = None

    @classmethod
    def of(
        cls, standings: Iterable[Standing], unrated: Iterable[Unrated], missing: Iterable[RosterUnit] | None
    ) -> "Members":
        """Those of a run: with a roster each of its units once, rated where one of its workbooks is."""
        if missing is None:
            return cls(tuple(standings), tuple(unrated))
        rated = {standing.listed_as: standing for standing in standings}
        others = {one.listed_as: one for one in unrated if one.listed_as not in rated}
        return cls(
            tuple(one for position, one in rated.items() if position is not None),
            tuple(one for position, one in others.items() if position is not None),
            tuple(missing),
        )

    @property
    def turnout(self) -> Turnout:
        """How many they are."""
        missing = None if self.missing is None else len(self.missing)
        return Turnout(len(self.standings), len(self.unrated), missing)

    @property
    def units(self) -> tuple[Unit, ...]:
        """Their units, the rated first."""
        others = [one.unit for one in self.unrated] + [entry.unit for entry in self.missing or ()]
        return (*(standing.unit for standing in self.standings), *others)

    def by_place(self) -> dict[Place, "Members"]:
        """Those of each town, in the order of their first unit; those of no known place come last."""
        tell = Places(self.units)
        standings, unrated = _grouped(self.standings, tell), _grouped(self.unrated, tell)
        missing = _grouped(self.missing or (), tell)
        return {
            place: Members(
                tuple(standings.get(place, ())),
                tuple(unrated.get(place, ())),
                None if self.missing is None else tuple(missing.get(place, ())),
            )
            for place in sorted({**standings, **unrated, **missing}, key=lambda place: not place.town)
        }


_M = TypeVar("_M", Standing, Unrated, RosterUnit)


def _grouped(members: Iterable[_M], tell: Places) -> dict[Place, list[_M]]:
    found: dict[Place, list[_M]] = {}
    for member in members:
        found.setdefault(tell.of(member.unit), []).append(member)
    return found


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
    """An area's units: how many, units a grade, and the mean total of each kind (half up to 2 decimals)."""

    name: str
    turnout: Turnout
    by_grade: Mapping[str, int]
    means: Mapping[str, Decimal]
    listed: int


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


def roll_up(name: str, members: Members, grades: Iterable[Grade], places: int = 2) -> AreaSummary:
    """The summary of one area."""
    totals: dict[str, list[Decimal]] = {}
    for standing in members.standings:
        totals.setdefault(standing.unit.kind, []).append(standing.total)
    return AreaSummary(
        name=name,
        turnout=members.turnout,
        by_grade={grade.id: sum(s.grade == grade.id for s in members.standings) for grade in grades},
        means={kind: half_up(divide(sum(t, ZERO), Decimal(len(t))), places) for kind, t in totals.items()},
        listed=sum(s.on_rectification_list for s in members.standings),
    )
