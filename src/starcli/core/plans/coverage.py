"""Whose plans came in: units without a plan, plans that leave a failed gate without a measure, plans of nobody's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from starcli.core.areas import Place, Places
from starcli.core.assessment import Unit
from starcli.core.findings import Finding, finding
from starcli.core.plans.filing import OPEN, Filed
from starcli.core.plans.register import Latest, Register
from starcli.core.roster import Roster, RosterUnit
from starcli.core.text import Text

OPEN_GATES = frozenset({"gate-without-problem", "gate-without-measure"})
"""The findings that say that a plan leaves a failed gate as it is."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many units there are in a place, how many have a filed plan, and how many of those leave a gate open."""

    units: int = 0
    filed: int = 0
    open_gates: int = 0

    def plus(self, filed: bool, gate: bool) -> "Share":
        """With one more unit."""
        return Share(self.units + 1, self.filed + filed, self.open_gates + gate)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who has a filed plan. `missing` are the units of the roster that have none, `outside` the plans of nobody in it.

    `places` are the shares by town, in the order in which the towns come up.
    """

    whole: Share
    places: Mapping[Place, Share] = field(default_factory=dict)
    missing: tuple[RosterUnit, ...] = ()
    outside: tuple[Filed, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """A warning for every unit without a plan."""
        return tuple(_without(entry) for entry in self.missing)


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a plan, and everything found of it."""

    filed: Filed
    findings: tuple[Finding, ...] = ()

    @property
    def unit(self) -> Unit:
        """The unit of the plan."""
        return self.filed.submission.plan.unit


def coverage(register: Register, handed: Sequence[Handed], roster: Roster | None) -> Coverage:
    """Who has a filed plan: of the roster's units, or of all that handed one in or are in the register."""
    outside = tuple(one.filed for one in handed if one.filed.state == "outside")
    of_roster = {one.filed.submission.plan.listed_as: one for one in handed if one.filed.state != "outside"}
    if roster is None:
        return _counted([(one.unit, _is_filed(one), _is_open(one)) for one in _once(handed)], (), outside)
    latest = Latest(register.filings)
    counted: list[tuple[Unit, bool, bool]] = []
    missing: list[RosterUnit] = []
    for at, entry in enumerate(roster.units):
        one = of_roster.get(at)
        filed = (one is not None and _is_filed(one)) or latest.of(entry.unit) is not None
        counted.append((entry.unit, filed, one is not None and _is_open(one)))
        if one is None and not filed:
            missing.append(entry)
    return _counted(counted, tuple(missing), outside)


def _once(handed: Iterable[Handed]) -> list[Handed]:
    """One plan of each unit."""
    units: dict[tuple[str, str, str, str], Handed] = {}
    for one in handed:
        units.setdefault((one.unit.code, one.unit.county, one.unit.town, one.unit.name), one)
    return list(units.values())


def _counted(
    units: Sequence[tuple[Unit, bool, bool]], missing: tuple[RosterUnit, ...], outside: tuple[Filed, ...]
) -> Coverage:
    places = Places(unit for unit, _, _ in units)
    shares: dict[Place, Share] = {}
    whole = Share()
    for unit, filed, gate in units:
        place = places.of(unit)
        shares[place] = shares.get(place, Share()).plus(filed, gate)
        whole = whole.plus(filed, gate)
    return Coverage(whole, shares, missing, outside)


def _is_filed(one: Handed) -> bool:
    return one.filed.state in OPEN


def _is_open(one: Handed) -> bool:
    return any(found.code in OPEN_GATES for found in one.findings)


def _without(entry: RosterUnit) -> Finding:
    unit = entry.unit
    called = Text(f"{unit.town}{unit.name}", ", ".join(filter(None, (unit.name, unit.town))))
    return finding("unit-without-plan", entry.location, unit=called)
