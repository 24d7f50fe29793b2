"""Where rooms lie and whom they were given to: names in a ledger, looked up among the units and their areas."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.findings import Finding, Read, finding
from starcli.core.rooms.room import Allotment, Room
from starcli.core.roster import Roster, RosterUnit, listed_labels, squeezed

Within = Literal["town", "county", "city"]
"""How far from where it lies a room may be given; `city` is everywhere."""
WITHIN: tuple[Within, ...] = ("town", "county", "city")
_EVERYWHERE = "·"
_NAMED = 6


class Streets:
    """The towns and counties of some units, in which rooms are found again."""

    def __init__(self, units: Iterable[Unit]) -> None:
        some = tuple(units)
        self._towns = {squeezed(unit.town): unit.town for unit in some if unit.town}
        self._counties = {squeezed(unit.county): unit.county for unit in some if unit.county}
        self._of_town: dict[str, set[str]] = {}
        for unit in some:
            self._of_town.setdefault(squeezed(unit.town), set()).update([unit.county] if unit.county else [])

    def place(self, room: Room) -> Read[Room]:
        """A room with its town and county as the units call them, and a finding where they cannot be told."""
        found: list[Finding] = []
        town = self._town(room, found)
        county = self._county(room, town)
        if not county and len(self._counties) > 1:
            found.append(finding("room-county-missing", room.location, address=room.address))
        return Read(replace(room, town=town, county=county), tuple(found))

    def _town(self, room: Room, found: list[Finding]) -> str:
        """The town that a room's row names, else the only one whose name stands in its address."""
        if room.town:
            town = self._towns.get(squeezed(room.town), "")
            if not town and self._towns:
                known = "、".join(list(self._towns.values())[:_NAMED]) + (" …" if len(self._towns) > _NAMED else "")
                found.append(finding("room-town-unknown", room.location, town=room.town, known=known))
            return town or room.town
        told = [name for word, name in self._towns.items() if word in squeezed(room.address)]
        if len(told) == 1:
            found.append(finding("room-town-from-address", room.location, address=room.address, town=told[0]))
            return told[0]
        if self._towns:
            found.append(finding("room-town-missing", room.location, address=room.address))
        return ""

    def _county(self, room: Room, town: str) -> str:
        """The county that a room's row names, or that of its town, or the only one there is; empty otherwise."""
        if room.county:
            return self._counties.get(squeezed(room.county), room.county)
        of_town = self._of_town.get(squeezed(town), set()) if town else set()
        if len(of_town) == 1:
            return next(iter(of_town))
        return next(iter(self._counties.values())) if len(self._counties) == 1 else ""

    def street(self, county: str, town: str) -> str:
        """By what a town is known; empty for an unknown one."""
        return f"{squeezed(self._or_only(county))}/{squeezed(town)}" if town else ""

    def reach(self, county: str, town: str, within: Within) -> str:
        """By what the area is known within which rooms may be given; empty where that cannot be told."""
        if within == "city":
            return _EVERYWHERE
        if within == "county":
            return squeezed(self._or_only(county)) or ("" if self._counties else _EVERYWHERE)
        return self.street(county, town)

    def _or_only(self, county: str) -> str:
        """A county; the only one there is where it is not said."""
        return county or (next(iter(self._counties)) if len(self._counties) == 1 else "")


class Receivers:
    """Everybody that rooms may have been given to, by the names and codes that ledgers call them."""

    def __init__(self, everyone: Sequence[Member], endings: Iterable[str] = ()) -> None:
        self._members = everyone
        self._roster = Roster.of((RosterUnit(one.unit, one.tags, one.location) for one in everyone), endings)
        self._with_town: dict[str, list[int]] = {}
        for position, one in enumerate(everyone):
            self._with_town.setdefault(squeezed(f"{one.unit.town}{one.unit.name}"), []).append(position)

    def find(self, allotment: Allotment, room: Room) -> Read[int | None]:
        """The position of the unit that a part of a room was given to; None with a finding where that is in doubt.

        Of several with the name, the one in the room's own town is meant, else the only one in its county.
        """
        if not (allotment.to or allotment.code):
            return Read(None)
        if allotment.code in self._roster.by_code:
            return self._by_code(self._roster.by_code[allotment.code], allotment)
        found = self._with_town.get(squeezed(allotment.to), []) or list(self._roster.named(Unit(name=allotment.to)))
        for level in ("county", "town"):
            where = squeezed(getattr(room, level))
            here = [at for at in found if squeezed(getattr(self._members[at].unit, level)) == where]
            found = here if here and len(found) > 1 else found
        if len(found) == 1:
            return Read(found[0])
        if found:
            known = listed_labels([self._roster.units[at] for at in found])
            return Read(None, (finding("room-unit-shared", allotment.location, unit=allotment.to, known=known),))
        near = listed_labels(self._near(Unit(code=allotment.code, name=allotment.to, town=room.town)))
        return Read(None, (finding("room-unit-unknown", allotment.location, unit=allotment.to, near=near),))

    def _by_code(self, position: int, allotment: Allotment) -> Read[int | None]:
        """The unit that has a code, with a finding where the name beside it is another's."""
        if not allotment.to or self._roster.alike(position, Unit(name=allotment.to)):
            return Read(position)
        label = self._roster.units[position].label
        return Read(position, (finding("room-unit-name-differs", allotment.location, unit=allotment.to, known=label),))

    def _near(self, unit: Unit) -> tuple[RosterUnit, ...]:
        """What may be meant by a name; in the room's own town one wrong sign is near enough in the shortest name."""
        return self._roster.nearest(unit) or tuple(
            entry
            for entry in self._roster.units
            if squeezed(entry.unit.town) == squeezed(unit.town) and _one_sign_off(entry.unit.name, unit.name)
        )


def _one_sign_off(one: str, other: str) -> bool:
    """Whether names of one length differ in one sign."""
    pairs = list(zip(squeezed(one), squeezed(other), strict=False))
    return len(squeezed(one)) == len(squeezed(other)) and sum(a != b for a, b in pairs) == 1
