"""The parts of a unit that grids are made of: compounds, buildings, natural settlements; told by the rows of a list.

A part is what nobody divides without need. Rows of one building's staircases are one part that may be divided into
them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from starcli.core.assessment import Unit
from starcli.core.findings import NOWHERE, Finding, Location, Read, finding
from starcli.core.grids.ledger import GridLedger
from starcli.core.roster import squeezed

Source = Literal["stated", "coordinates", "nothing"]
"""Where it is known from which part neighbours which."""
Point = tuple[Decimal, Decimal]
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Staircase:
    """A staircase of a building with its households, None where nobody knows them."""

    name: str
    households: int | None


@dataclass(frozen=True, slots=True)
class PartRow:
    """One row of a list of parts, as it was read; what is None or empty was left blank or cannot be read.

    `staircase` is that of the row, `staircases` are those that one cell lists. `neighbours` are names as they are
    written. `places` are the cells by column.
    """

    location: Location = NOWHERE
    compound: str = ""
    building: str = ""
    staircase: str = ""
    households: int | None = None
    staircases: tuple[Staircase, ...] = ()
    neighbours: tuple[str, ...] = ()
    point: Point | None = None
    today: str = ""
    places: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A part with a name that no other has. `said` are its neighbours as its rows name them."""

    name: str
    households: int | None
    compound: str = ""
    building: str = ""
    staircases: tuple[Staircase, ...] = ()
    said: tuple[str, ...] = ()
    point: Point | None = None
    today: str = ""
    location: Location = NOWHERE
    places: Mapping[str, Location] = field(default_factory=dict)

    def place(self, column: str) -> Location:
        """The cell of a column; the row without one."""
        return self.places.get(column, self.location)


@dataclass(frozen=True, slots=True)
class Community:
    """A unit with its parts and how they lie: `neighbours` of every part, None where nobody knows any.

    `ledger` is that of its grids of today, None without one; `today` are the names of these grids in their order.
    """

    unit: Unit
    parts: tuple[Part, ...]
    neighbours: tuple[frozenset[int], ...] | None = None
    source: Source = "nothing"
    ledger: GridLedger | None = None
    today: tuple[str, ...] = ()
    location: Location = NOWHERE

    @property
    def households(self) -> int:
        """The households of all parts that have a number of them."""
        return sum(part.households or 0 for part in self.parts)

    @property
    def compounds(self) -> int:
        """How many compounds its parts belong to."""
        return len({part.compound for part in self.parts if part.compound})


def parts_of(rows: Sequence[PartRow]) -> Read[tuple[Part, ...]]:
    """The parts that some rows tell of, each with a name of its own; findings on rows that say the same twice."""
    found: list[Finding] = []
    groups: dict[tuple[str, ...], list[PartRow]] = {}
    for at, row in enumerate(rows):
        own = () if row.staircase else (str(at),)
        groups.setdefault((row.compound, squeezed(row.building), *own), []).append(row)
    parts: list[Part] = []
    taken: dict[str, Part] = {}
    for group in groups.values():
        part = _part(group, found)
        known = taken.get(squeezed(part.name))
        if known is not None:
            other = known.location.within
            found.append(finding("part-twice", part.place("building"), text=part.name, other=other))
            part = replace(part, name=_another(part.name, taken))
        taken[squeezed(part.name)] = part
        parts.append(part)
    return Read(tuple(parts), tuple(found))


def with_today(parts: Sequence[Part], ledger: GridLedger | None) -> Read[tuple[str, ...]]:
    """The names of today's grids, the ledger's first; findings on what parts and ledger say differently."""
    found: list[Finding] = []
    listed = [grid.name for grid in ledger.grids] if ledger is not None else []
    named = dict.fromkeys(part.today for part in parts if part.today)
    if ledger is not None and named:
        for name in named:
            if name not in listed:
                where = next(part.place("today") for part in parts if part.today == name)
                found.append(finding("part-grid-not-in-ledger", where, text=name))
        for grid in ledger.grids:
            own = [part.households for part in parts if part.today == grid.name]
            known = [households for households in own if households is not None]
            if grid.households is None or len(known) < len(own) or sum(known) == grid.households:
                continue
            place = grid.places.get("households", grid.location)
            found.append(
                finding("grid-parts-differ", place, grid=grid.name, listed=str(grid.households), parts=str(sum(known)))
            )
    without = [part for part in parts if not part.today]
    if named and without:
        names = _listed([part.name for part in without])
        found.append(finding("part-without-grid", without[0].place("today"), count=len(without), names=names))
    return Read((*listed, *(name for name in named if name not in listed)), tuple(found))


def without_households(parts: Sequence[Part]) -> tuple[Finding, ...]:
    """An error on every part of which nobody says how many households it has."""
    return tuple(
        finding("part-without-households", part.place("households"), text=part.name)
        for part in parts
        if part.households is None
    )


def _part(group: Sequence[PartRow], found: list[Finding]) -> Part:
    """The part of one row, or of the rows of its staircases."""
    first = group[0]
    staircases = first.staircases
    if first.staircase:
        staircases = tuple(Staircase(row.staircase, row.households) for row in group)
    told = [each.households for each in staircases]
    added = sum(each or 0 for each in told) if told and None not in told else None
    households = added if first.staircase else first.households
    if not first.staircase and added is not None:
        if households is None:
            households = added
        elif added != households:
            where = first.places.get("staircases", first.location)
            found.append(
                finding("part-staircases-differ", where, text=_name(first), added=str(added), whole=str(households))
            )
            staircases = ()
    return Part(
        name=_name(first),
        households=households,
        compound=first.compound if first.building else "",
        building=first.building or first.compound,
        staircases=staircases if len(staircases) > 1 else (),
        said=tuple(dict.fromkeys(name for row in group for name in row.neighbours)),
        point=next((row.point for row in group if row.point is not None), None),
        today=next((row.today for row in group if row.today), ""),
        location=first.location,
        places=first.places,
    )


def _name(row: PartRow) -> str:
    """What a part is called: its compound stands before the building's name, unless that has it already."""
    if not row.building or row.building.startswith(row.compound):
        return row.building or row.compound
    return f"{row.compound}{row.building}"


def _another(name: str, taken: Mapping[str, Part]) -> str:
    number = 2
    while squeezed(f"{name}({number})") in taken:
        number += 1
    return f"{name}({number})"


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
