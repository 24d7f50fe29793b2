"""The rows of a ledger of rooms -> rooms: what was given of each, and everything about them that cannot be right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.numbers import ZERO, plain
from starcli.core.rooms.room import Allotment, Room, RoomRow
from starcli.core.roster import squeezed


@dataclass(frozen=True, slots=True)
class StateWords:
    """What the words of a room's condition say: that nobody can have it, that somebody has, or that a part is idle."""

    never: Sequence[str]
    taken: Sequence[str]
    partly: Sequence[str]


def rooms_of(rows: Iterable[RoomRow], words: StateWords) -> Read[tuple[Room, ...]]:
    """Every room of a ledger once, in the order of their first rows.

    Several rows of one room are the parts that were given of it. A room of which the area that is idle is not known, or
    cannot be right, is left out with a finding.
    """
    found: list[Finding] = []
    rooms = []
    for same in _same_room(rows):
        first = same[0]
        faults = tuple(_faults(first))
        found += faults
        if first.idle is None or any(one.severity == "error" for one in faults) or not first.address:
            continue
        allotments = tuple(_allotments(same, found))
        if len(same) > 1 and len([row for row in same if row.is_given or row.proposed]) < len(same):
            found.append(finding("room-repeated", same[1].place("address"), other=first.location.within))
        unclear = any(allotment.area is None for allotment in allotments)
        given = sum((allotment.area or ZERO for allotment in allotments), ZERO)
        usable = first.idle <= given or (_is_free(first, words, found) and not unclear)
        room = Room(
            number=first.number,
            address=first.address,
            owner=first.owner,
            state=first.state,
            town=first.town,
            county=first.county,
            built=first.built,
            idle=first.idle,
            splits=first.splits,
            usable=usable,
            allotments=allotments,
            location=first.location,
        )
        if room.given > room.idle:
            place = same[-1].place("given_area")
            found.append(finding("room-given-beyond-idle", place, given=plain(room.given), idle=plain(room.idle)))
        rooms.append(room)
    return Read(tuple(rooms), tuple(found))


def _same_room(rows: Iterable[RoomRow]) -> Iterable[list[RoomRow]]:
    """Rows of one room together: address, owner and areas are the same, or stand in the same cells."""
    groups: dict[tuple[object, ...], list[RoomRow]] = {}
    for row in rows:
        where = (squeezed(row.county), squeezed(row.town), squeezed(row.address), squeezed(row.owner))
        key = (*where, row.built, row.idle) if row.address else (row.location,)
        groups.setdefault(key, []).append(row)
    return groups.values()


def _faults(row: RoomRow) -> Iterator[Finding]:
    """What keeps a room from being counted at all."""
    if not row.address:
        yield finding("room-address-missing", row.place("address"))
    if row.idle is None and "idle" not in row.places:
        # That the ledger has no such column is said once, and not again for every room.
        return
    if row.idle is None:
        yield finding("room-idle-missing", row.place("idle"), address=row.address or row.number)
    elif row.built is not None and row.idle > row.built:
        yield finding("room-idle-above-built", row.place("idle"), idle=plain(row.idle), built=plain(row.built))


def _allotments(rows: Sequence[RoomRow], found: list[Finding]) -> Iterator[Allotment]:
    """The parts of a room that were given; where it is not said how much, all of it is taken to be."""
    given = [row for row in rows if row.is_given]
    told = {row.place("given_to"): row for row in given}
    for row in told.values():
        to = row.given_to or row.given_code
        if not to:
            found.append(finding("room-given-to-nobody", row.place("given_to")))
        area = row.given_area
        if area is None:
            known = sum((other.given_area or ZERO for other in told.values()), ZERO)
            silent = sum(other.given_area is None for other in told.values())
            rest = max(ZERO, (row.idle or ZERO) - known)
            area = rest if silent == 1 else None
            code = "room-given-area-assumed" if silent == 1 else "room-given-area-unknown"
            found.append(finding(code, row.place("given_area"), unit=to or "—", area=plain(rest)))
        yield Allotment(to, row.given_code, area, row.handed_over, row.use, _first_place(row))


def _first_place(row: RoomRow) -> Location:
    return row.place("given_to") if "given_to" in row.places else row.location


def _is_free(row: RoomRow, words: StateWords, found: list[Finding]) -> bool:
    """Whether the condition of a room lets it be given away."""
    if _says(row.state, words.never):
        found.append(finding("room-not-usable", row.place("state"), text=row.state))
        return False
    if _says(row.state, words.taken) and not _says(row.state, words.partly):
        found.append(finding("room-in-use", row.place("state"), text=row.state))
        return False
    return True


def _says(text: str, words: Sequence[str]) -> bool:
    said = squeezed(text).lower()
    return any(squeezed(word) in said for word in words)
