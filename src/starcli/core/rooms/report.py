"""A proposal for rooms as it is shown: with its name, what more area would cost, and everything that was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.areas import Place, Places
from starcli.core.assessment import Unit
from starcli.core.findings import Finding
from starcli.core.numbers import ZERO
from starcli.core.rooms.proposal import Outlook, Proposal
from starcli.core.rooms.room import Room
from starcli.core.text import Text, counted


@dataclass(frozen=True, slots=True)
class StreetFigures:
    """A town's rooms and units: areas of rooms, and units before and after.

    `short` are units that lack area before, `met` those of them that have all that they need after.
    """

    place: Place
    rooms: int
    idle: Decimal
    given_before: Decimal
    proposed: Decimal
    left: Decimal
    asked: int
    short: int
    met: int
    lacking: Decimal
    still_lacking: Decimal


@dataclass(frozen=True, slots=True)
class RoomsReport:
    """What the terminal, the JSON document and the workbook show.

    `price` is what a unit of area costs where it has to be bought, in yuan; None where nobody says.
    """

    name: str
    proposal: Proposal
    seconds: Decimal
    price: Decimal | None = None
    tag: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def short(self) -> tuple[Outlook, ...]:
        """The units that lack area still."""
        return tuple(one for one in self.proposal.outlooks if one.still_lacking)

    @property
    def needed(self) -> Decimal:
        """The area that is still lacking in all."""
        return sum((one.still_lacking for one in self.short), ZERO)

    @property
    def rooms_left(self) -> tuple[tuple[int, Decimal], ...]:
        """The rooms of which something is left, by position, and how much."""
        rooms = self.proposal.rooms
        return tuple((at, left) for at in range(len(rooms)) if (left := self.proposal.left_of(at)))

    @property
    def headline(self) -> Text:
        """How many units meet the requirement before and after, in one sentence."""
        proposal = self.proposal
        met = sum(one.met for one in proposal.outlooks if _was_short(one))
        asked = proposal.count("enough") + proposal.count("short") + proposal.count("unknown")
        zh = f"适用的单位 {asked} 个：原达标 {proposal.count('enough')}，按建议 {proposal.count('enough') + met}"
        en = (
            f"{counted(asked, 'unit')} of which it is asked: {proposal.count('enough')} meet it before, "
            f"{proposal.count('enough') + met} by the proposal"
        )
        unknown = proposal.count("unknown")
        if unknown:
            zh, en = f"{zh}，不知道的 {unknown}", f"{en}, {unknown} not known"
        return Text(zh, en)

    def by_street(self) -> tuple[StreetFigures, ...]:
        """The figures of each town, in the order of its first unit; rooms of no known town come last."""
        proposal = self.proposal
        places = Places((*(one.unit for one in proposal.everyone), *map(_as_unit, proposal.rooms)))
        order = dict.fromkeys(places.of(member.unit) for member in proposal.everyone)
        order |= dict.fromkeys(places.of(_as_unit(room)) for room in proposal.rooms)
        found = (self._street(place, places) for place in sorted(order, key=lambda place: not place.town))
        return tuple(one for one in found if one.rooms or one.asked)

    def _street(self, place: Place, places: Places) -> StreetFigures:
        proposal = self.proposal
        rooms = [at for at, room in enumerate(proposal.rooms) if places.of(_as_unit(room)) == place]
        units = [one for one in proposal.outlooks if places.of(one.unit) == place and _was_short(one)]
        standings = zip(proposal.everyone, proposal.standings, strict=True)
        asked = sum(standing != "other" and places.of(member.unit) == place for member, standing in standings)
        return StreetFigures(
            place=place,
            rooms=len(rooms),
            idle=_total(proposal.rooms[at].idle for at in rooms),
            given_before=_total(proposal.rooms[at].given for at in rooms),
            proposed=_total(one.area for one in proposal.given if one.room in rooms),
            left=_total(proposal.left_of(at) for at in rooms),
            asked=asked,
            short=len(units),
            met=sum(one.met for one in units),
            lacking=_total(one.served.lacking or ZERO for one in units),
            still_lacking=_total(one.still_lacking for one in units),
        )


def _was_short(outlook: Outlook) -> bool:
    """Whether a unit's own form does not meet the requirement."""
    value = outlook.served.value
    return value is None or not outlook.served.requirement.met(value)


def _as_unit(room: Room) -> Unit:
    return Unit(town=room.town, county=room.county)


def _total(areas: Iterable[Decimal]) -> Decimal:
    return sum(areas, ZERO)
