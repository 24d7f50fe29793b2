"""What was given of rooms before: to which units, and whether their forms have it already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from starcli.core.everyone import Member
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.numbers import ZERO
from starcli.core.rooms.room import Allotment, Room
from starcli.core.rooms.streets import Receivers
from starcli.core.rooms.survey import Question
from starcli.core.seasons import season_of


@dataclass(frozen=True, slots=True)
class Credit:
    """The units that parts of rooms were given to, and what of it their forms do not have yet.

    `units` has a position, or None where it is not known which unit is meant, for each part of each room; `coming` is
    the area still to come, by position.
    """

    units: tuple[tuple[int | None, ...], ...] = ()
    coming: Mapping[int, Decimal] | None = None

    def to_come(self, unit: int) -> Decimal:
        """The area that a unit was given and whose form does not have it yet."""
        return (self.coming or {}).get(unit, ZERO)


def credit(rooms: Sequence[Room], everyone: Sequence[Member], receivers: Receivers, question: Question) -> Read[Credit]:
    """Who was given what, and what is still to come.

    A part that was handed over by the last day of the season is taken to be in the unit's form, any other is not.
    """
    found: list[Finding] = []
    units: list[tuple[int | None, ...]] = []
    coming: dict[int, Decimal] = {}
    in_forms: list[Location] = []
    later = 0
    for room in rooms:
        named = [receivers.find(allotment, room) for allotment in room.allotments]
        found += (one for read in named for one in read.findings)
        units.append(tuple(read.value for read in named))
        for allotment, unit in zip(room.allotments, units[-1], strict=True):
            if unit is None:
                continue
            member = everyone[unit]
            if not question.asks(member.unit):
                found.append(_not_asked(allotment, member, question))
            elif _in_form(allotment.handed_over, member, question.framework.season_rules.per_year):
                in_forms.append(allotment.location)
            else:
                later += 1
                coming[unit] = coming.get(unit, ZERO) + (allotment.area or ZERO)
    if in_forms:
        found.append(finding("rooms-in-forms", Location(in_forms[0].file), count=len(in_forms)))
    if later:
        found.append(finding("rooms-to-come", Location(rooms[0].location.file), count=later))
    return Read(Credit(tuple(units), coming), tuple(found))


def _not_asked(allotment: Allotment, member: Member, question: Question) -> Finding:
    return finding("room-unit-not-asked", allotment.location, unit=member.unit.name, indicator=question.rules.indicator)


def _in_form(handed_over: date | None, member: Member, per_year: int) -> bool:
    """Whether what was handed over on a day stands in a unit's form; without a day, or a form, it does not."""
    season = season_of(member.standing.period, per_year) if member.standing is not None else None
    return handed_over is not None and season is not None and handed_over <= season.last_day
