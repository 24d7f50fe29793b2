"""The groups in which problems are looked at: counties, towns, kinds, profiles and the roster's tags."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from starcli.core.areas import Places
from starcli.core.everyone import Member
from starcli.core.model import Framework
from starcli.core.racing.places import grouped
from starcli.core.text import Text

GroupSort = Literal["county", "town", "kind", "profile", "tag"]
GROUP_SORTS: tuple[GroupSort, ...] = ("county", "town", "kind", "profile", "tag")
GROUP_SORT_NAMES: Mapping[GroupSort, Text] = {
    "county": Text("县（市、区）", "County"),
    "town": Text("镇街", "Town"),
    "kind": Text("类型", "Kind"),
    "profile": Text("分类", "Profile"),
    "tag": Text("标签", "Tag"),
}
GroupId = tuple[GroupSort, str, str]
NOWHERE_KNOWN = Text("未归属", "unplaced")


@dataclass(frozen=True, slots=True)
class Group:
    """A group of units, by their numbers; `key` tells it from others of its sort, `within` is a town's county."""

    sort: GroupSort
    key: str
    name: Text
    members: tuple[int, ...]
    within: str = ""

    @property
    def id(self) -> GroupId:
        """By what it is told from all others."""
        return self.sort, self.key, self.within


def in_order(everyone: Iterable[Member]) -> tuple[Member, ...]:
    """Everybody county by county and town by town, in the order of their codes."""
    return tuple(
        member for some in grouped(everyone, lambda member: member.unit, ("county", "town")).values() for member in some
    )


def groups_of(members: Sequence[Member], framework: Framework) -> tuple[Group, ...]:
    """Every group that somebody is in, sort by sort; towns and counties in the order of the members."""
    places = Places(member.unit for member in members)
    names: dict[GroupId, Text] = {}
    found: dict[GroupId, list[int]] = {}
    for number, member in enumerate(members):
        unit = member.unit
        mine: list[tuple[GroupSort, str, str, Text]] = []
        if unit.county:
            mine.append(("county", unit.county, "", Text.same(unit.county)))
        town = Text.same(str(places.of(unit))) if unit.town else NOWHERE_KNOWN
        mine.append(("town", unit.town, unit.county, town))
        if unit.kind:
            mine.append(("kind", unit.kind, "", framework.kinds[unit.kind].name))
        if unit.profile:
            mine.append(("profile", unit.profile, "", framework.profiles[unit.profile].name))
        mine += [("tag", tag, "", Text.same(tag)) for tag in dict.fromkeys(member.tags)]
        for sort, key, within, name in mine:
            names[sort, key, within] = name
            found.setdefault((sort, key, within), []).append(number)
    ordered = sorted(found, key=lambda known: GROUP_SORTS.index(known[0]))
    return tuple(Group(sort, key, names[sort, key, within], tuple(found[sort, key, within]), within)
                 for sort, key, within in ordered)  # fmt: skip
