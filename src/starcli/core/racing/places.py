"""Places within groups of units that may be compared, such as those of one kind and profile in one county."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from starcli.core.areas import LEVELS, area_code
from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.racing.rules import GroupKey
from starcli.core.roster import squeezed
from starcli.core.standing import Standing

T = TypeVar("T")
Group = tuple[str, ...]
"""What the units of a group share: names of areas, ids of kind and profile, in the order of its keys."""


@dataclass(frozen=True, slots=True)
class PlacedMember:
    """A rated unit with its place in its group and how many of the group are rated; equal totals share a place."""

    member: Member
    standing: Standing
    group: Group
    place: int
    of: int


def unit_key(unit: Unit) -> str:
    """By what a unit is known again in another season: its code, else kind, county, town and name."""
    return unit.code or "/".join((unit.kind, squeezed(unit.county), squeezed(unit.town), squeezed(unit.name)))


def group_of(unit: Unit, keys: Sequence[GroupKey]) -> Group:
    """The group of a unit; a town is named with its county, for two counties may have towns of one name."""
    if "town" in keys and "county" not in keys:
        return tuple(f"{unit.county}{unit.town}" if key == "town" else getattr(unit, key) for key in keys)
    return tuple(getattr(unit, key) for key in keys)


def grouped(items: Iterable[T], unit_of: Callable[[T], Unit], keys: Sequence[GroupKey]) -> dict[Group, list[T]]:
    """What belongs to each group, groups in the order of their areas' codes, then as they come."""
    found: dict[Group, list[T]] = {}
    codes: dict[Group, str] = {}
    level = next((level for level in LEVELS if level in keys), None)
    for item in items:
        unit = unit_of(item)
        group = group_of(unit, keys)
        found.setdefault(group, []).append(item)
        code = area_code(unit, level) if level is not None else ""
        codes[group] = min(codes.get(group, code), code) or code
    return dict(sorted(found.items(), key=lambda entry: codes[entry[0]] or "~"))


def placed(members: Iterable[Member], keys: Sequence[GroupKey]) -> tuple[PlacedMember, ...]:
    """Every rated member in its place, group by group and best first: 1, 2, 2, 4 by the total alone."""
    rated = [(member, member.standing) for member in members if member.standing is not None]
    found: list[PlacedMember] = []
    for group, some in grouped(rated, lambda pair: pair[0].unit, keys).items():
        best_first = sorted(some, key=lambda pair: _order(pair[1]))
        place = 0
        for position, (member, standing) in enumerate(best_first, start=1):
            if position == 1 or standing.total != best_first[position - 2][1].total:
                place = position
            found.append(PlacedMember(member, standing, group, place, len(some)))
    return tuple(found)


def _order(standing: Standing) -> tuple[object, ...]:
    unit = standing.unit
    return (-standing.total, -standing.base, unit.code, unit.name)
