"""Whose rows of a table are whose: by code, else by the exact name, in the same town where both sides say it.

A row that may be of several units is nobody's. What only comes near is proposed and never taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from starcli.core.assessment import Unit
from starcli.core.findings import Location
from starcli.core.roster import Roster, RosterUnit, squeezed


@dataclass(frozen=True, slots=True)
class Whose:
    """The units that some tables name, each once, in the order in which they are named; look-ups give positions."""

    named: Roster
    by_code: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, units: Iterable[tuple[Unit, Location]], endings: Sequence[str] = ()) -> "Whose":
        """The look-ups for some units; `endings` are words that add nothing to a name."""
        once = {identity(unit): RosterUnit(unit, (), place) for unit, place in reversed([*units])}
        listed = tuple(reversed(once.values()))
        by_code: dict[str, tuple[int, ...]] = {}
        for at, entry in enumerate(listed):
            if entry.unit.code:
                by_code[entry.unit.code] = (*by_code.get(entry.unit.code, ()), at)
        return cls(Roster.of(listed, endings), by_code)

    @property
    def units(self) -> tuple[RosterUnit, ...]:
        """Every unit that is named."""
        return self.named.units

    def fitting(self, unit: Unit) -> tuple[int, ...]:
        """The positions of all that is said of a unit; none where it may be of another as well."""
        by_code = self.by_code.get(unit.code, ()) if unit.code else ()
        found = [at for at in by_code if self._alike(at, unit)]
        if unit.name:
            same = self.named.named(unit)
            found += [at for at in same if at not in found and not (unit.code and self.units[at].unit.code)]
        towns = {squeezed(self.units[at].unit.town) for at in found if self.units[at].unit.town}
        return tuple(sorted(found)) if unit.town or unit.code in self.by_code or len(towns) <= 1 else ()

    def _alike(self, at: int, unit: Unit) -> bool:
        return not (unit.name and self.units[at].unit.name) or self.named.alike(at, unit)


def identity(unit: Unit) -> tuple[str, str, str, str]:
    """By what a unit is told from others in a table."""
    return unit.code, squeezed(unit.name), squeezed(unit.town), squeezed(unit.county)
