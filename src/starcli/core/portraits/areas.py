"""The areas of a level, in the order of their codes, and everybody in each of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from starcli.core.areas import Level, area_code
from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.roster import squeezed
from starcli.core.text import Text

_WITHIN: Mapping[Level, tuple[Level, ...]] = {
    "city": ("city",),
    "county": ("city", "county"),
    "town": ("city", "county", "town"),
}
"""What an area of each level is named by, from the widest on."""
LEVEL_NAMES: Mapping[Level, Text] = {
    "town": Text("镇街", "town"),
    "county": Text("县(市、区)", "county"),
    "city": Text("市", "city"),
}
UNPLACED = Text("未归属", "unplaced")

Key = tuple[str, ...]
"""The names by which an area is known, from the widest on; empty ones are not known."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area with everybody in it; `label` tells it from others of its name. `code` is empty where no unit says it."""

    key: Key
    code: str
    label: Text
    members: tuple[Member, ...]

    @property
    def name(self) -> str:
        """What it is called; empty where nobody says it."""
        return self.key[-1]


_STEPS: tuple[tuple[Level, Level], ...] = (("county", "city"), ("town", "county"))


class Named:
    """By what names the area of each unit is known: what one unit leaves out, others of its area say."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._above: dict[tuple[Level, str], set[str]] = {}
        for unit in units:
            for level, wider in _STEPS:
                if getattr(unit, level) and getattr(unit, wider):
                    self._above.setdefault((level, squeezed(getattr(unit, level))), set()).add(getattr(unit, wider))

    def key(self, unit: Unit, level: Level) -> Key:
        """The names of the area of a unit."""
        county = unit.county or self._only("town", unit.town)
        city = unit.city or self._only("county", county)
        names: Mapping[Level, str] = {"city": city, "county": county, "town": unit.town}
        return tuple(squeezed(names[each]) for each in _WITHIN[level])

    def _only(self, level: Level, name: str) -> str:
        """The one area in which areas of a name lie; empty where it is not known, or there are several."""
        found = self._above.get((level, squeezed(name)), set()) if name else set()
        return next(iter(found)) if len(found) == 1 else ""


def areas_of(members: Sequence[Member], level: Level, named: Named) -> tuple[Area, ...]:
    """The areas of a level by their codes; those without a code come last, and units of no known place after them."""
    found: dict[Key, list[Member]] = {}
    codes: dict[Key, str] = {}
    for member in members:
        key = named.key(member.unit, level)
        found.setdefault(key, []).append(member)
        code = area_code(member.unit, level)
        codes[key] = min(code, codes.get(key, code)) or codes.get(key, "") or code
    ordered = sorted(found, key=lambda key: (not key[-1], not codes[key], codes[key]))
    namesakes = [key[-1] for key in ordered]
    return tuple(
        Area(key, codes[key], _label(key, alone=namesakes.count(key[-1]) == 1), tuple(found[key])) for key in ordered
    )


def _label(key: Key, *, alone: bool) -> Text:
    if alone or len(key) == 1 or not key[-2]:
        return Text.same(key[-1]) if key[-1] else UNPLACED
    if not key[-1]:
        return Text(f"{UNPLACED.zh}（{key[-2]}）", f"{UNPLACED.en} ({key[-2]})")
    return Text(f"{key[-1]}（{key[-2]}）", f"{key[-1]} ({key[-2]})")
