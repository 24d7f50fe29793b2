"""Everything that was imported: the rows of all tables, and which of them are about a unit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, finding
from starcli.core.imports.values import ImportedRow, ImportedValue
from starcli.core.imports.whose import Whose, identity
from starcli.core.roster import Roster, RosterUnit, listed_labels

_MOST_PROPOSED = 60
"""So many unknown units get a proposal each: more are no slips of the pen, and looking for all would take minutes."""


@dataclass(frozen=True, slots=True)
class Imports:
    """The rows of every table that was given; `endings` are words that add nothing to a unit's name."""

    rows: tuple[ImportedRow, ...] = ()
    endings: tuple[str, ...] = ()
    whose: Whose = field(default_factory=lambda: Whose.of(()), repr=False)
    of_each: tuple[tuple[int, ...], ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, rows: Iterable[ImportedRow], endings: Sequence[str] = ()) -> "Imports":
        """The look-ups for some rows."""
        listed = tuple(rows)
        whose = Whose.of(((row.unit, row.location) for row in listed), endings)
        at = {identity(entry.unit): position for position, entry in enumerate(whose.units)}
        of_each: list[list[int]] = [[] for _ in whose.units]
        for number, row in enumerate(listed):
            of_each[at[identity(row.unit)]].append(number)
        return cls(listed, tuple(endings), whose, tuple(map(tuple, of_each)))

    def about(self, unit: Unit) -> tuple[ImportedValue, ...]:
        """Every value that the tables have for a unit, in their order."""
        numbers = sorted(number for at in self.whose.fitting(unit) for number in self.of_each[at])
        return tuple(value for number in numbers for value in self.rows[number].values)

    def dated(self) -> tuple["Imports", tuple[Finding, ...]]:
        """The same without values that say no period, and a finding for each file that has such."""
        kept = [replace(row, values=tuple(value for value in row.values if value.period)) for row in self.rows]
        undated = [value for row in self.rows for value in row.values if not value.period]
        first = {value.answer.location.file: value.answer.location for value in reversed(undated)}
        times = Counter(value.answer.location.file for value in undated)
        found = (finding("imported-without-period", place, count=times[file]) for file, place in first.items())
        return Imports.of([row for row in kept if row.values], self.endings), tuple(found)

    def unknown(self, known: Sequence[RosterUnit], *, all_listed: bool) -> tuple[Finding, ...]:
        """A finding for each unit of the tables that none of the known units is.

        Where not all units are at hand that there are, one note says how many have no form among those read.
        """
        met = {at for entry in known for at in self.whose.fitting(entry.unit)}
        strangers = [entry for at, entry in enumerate(self.whose.units) if at not in met]
        if not strangers or not self.rows:
            return ()
        if not all_listed:
            names = listed_labels(strangers[:3])
            return (finding("imported-for-others", strangers[0].location, count=len(strangers), names=names),)
        roster = Roster.of(known, self.endings)
        return tuple(_stranger(entry, roster, number) for number, entry in enumerate(strangers))

    def shared(self, known: Sequence[Unit]) -> frozenset[int]:
        """The positions of units that the tables name so that they may be several of those known."""
        times = Counter(at for unit in known for at in self.whose.fitting(unit))
        return frozenset(at for at, count in times.items() if count > 1 and not self.whose.units[at].unit.code)


def _stranger(entry: RosterUnit, roster: Roster, number: int) -> Finding:
    near = listed_labels(roster.nearest(entry.unit) if number < _MOST_PROPOSED else ())
    return finding("imported-unit-unknown", entry.location, unit=entry.label, near=near)
