"""Who should have reported: the roster, and what the forms that came in say against it.

A name that is not in the roster is never taken for one that is: the nearest are proposed, and a person decides.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, finding
from starcli.core.text import Text

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class RosterUnit:
    """A unit that should report, and the tags by which it may be grouped (老旧社区, 山区 …)."""

    unit: Unit
    tags: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Roster:
    """Every unit that should report, in the roster's order."""

    units: tuple[RosterUnit, ...]
    by_code: Mapping[str, RosterUnit] = field(repr=False)
    by_name: Mapping[str, tuple[RosterUnit, ...]] = field(repr=False)

    @classmethod
    def of(cls, units: Iterable[RosterUnit]) -> "Roster":
        """The roster of some units."""
        listed = tuple(units)
        by_name: dict[str, tuple[RosterUnit, ...]] = {}
        for entry in listed:
            by_name[squeezed(entry.unit.name)] = (*by_name.get(squeezed(entry.unit.name), ()), entry)
        return cls(listed, {e.unit.code: e for e in listed if e.unit.code}, by_name)

    def find(self, unit: Unit) -> RosterUnit | None:
        """The entry of a unit: by its code, else by its name where only one in its town and county has it."""
        if unit.code in self.by_code:
            return self.by_code[unit.code]
        if unit.code:
            return None
        same = [e for e in self.by_name.get(squeezed(unit.name), ()) if _agrees(e.unit, unit)]
        return same[0] if len(same) == 1 else None

    def nearest(self, unit: Unit) -> tuple[RosterUnit, ...]:
        """Up to three entries whose name or code comes near, those of the same town first."""
        names = difflib.get_close_matches(squeezed(unit.name), self.by_name, n=_NEAREST * 2)
        codes = difflib.get_close_matches(unit.code, self.by_code, n=1) if unit.code else []
        found = [self.by_code[code] for code in codes] + [entry for name in names for entry in self.by_name[name]]
        unique = {id(entry): entry for entry in found}.values()
        return tuple(sorted(unique, key=lambda entry: entry.unit.town != unit.town)[:_NEAREST])


@dataclass(frozen=True, slots=True)
class Report:
    """A form that came in: whose it says it is, and where it stands."""

    unit: Unit
    location: Location


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The roster against what came in: the entry of each report (None outside it), who is missing, and why."""

    entries: tuple[RosterUnit | None, ...]
    missing: tuple[RosterUnit, ...]
    findings: tuple[Finding, ...]


def reconcile(roster: Roster, reports: Iterable[Report]) -> Reconciliation:
    """What the roster says of some reports, in their order."""
    entries: list[RosterUnit | None] = []
    found: list[Finding] = []
    for report in reports:
        entry = roster.find(report.unit)
        entries.append(entry)
        found += _stranger(roster, report) if entry is None else _disagreements(entry, report)
    present = {id(entry) for entry in entries}
    missing = tuple(entry for entry in roster.units if id(entry) not in present)
    found += [finding("not-reported", entry.location, name=entry.unit.name, town=entry.unit.town) for entry in missing]
    return Reconciliation(tuple(entries), missing, tuple(found))


def squeezed(name: str) -> str:
    """A name as it is compared: without spaces, brackets in half width."""
    return "".join(name.split()).replace("（", "(").replace("）", ")")


def _agrees(listed: Unit, unit: Unit) -> bool:
    """Whether town and county, where both say them, are the same."""
    pairs = ((listed.town, unit.town), (listed.county, unit.county))
    return all(not a or not b or squeezed(a) == squeezed(b) for a, b in pairs)


def _stranger(roster: Roster, report: Report) -> list[Finding]:
    near = [
        f"{e.unit.town}{e.unit.name}{f' ({e.unit.code})' if e.unit.code else ''}" for e in roster.nearest(report.unit)
    ]
    shown = Text("、".join(near) or "无", ", ".join(near) or "none")
    called = report.unit.name if not report.unit.code else f"{report.unit.name} ({report.unit.code})"
    return [finding("not-in-roster", report.location, unit=called, near=shown)]


def _disagreements(entry: RosterUnit, report: Report) -> list[Finding]:
    """A warning for each thing that the form says otherwise than the roster."""
    found = []
    for key, what in _COMPARED.items():
        listed, said = getattr(entry.unit, key), getattr(report.unit, key)
        if listed and said and squeezed(listed) != squeezed(said):
            found.append(finding("roster-differs", report.location, what=what, said=said, listed=listed))
    return found


_COMPARED: Mapping[str, Text] = {
    "name": Text("名称", "name"),
    "kind": Text("类型", "kind"),
    "profile": Text("分类", "profile"),
    "town": Text("镇街", "town"),
    "county": Text("县(市、区)", "county"),
}
