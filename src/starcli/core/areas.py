"""Where a unit lies, by its 12-digit area code: province, city, county and town are the code's beginnings.

The first two digits are the province, four the city, six the county, nine the town, all twelve the unit itself.
What an area is called is learnt from the roster, else from the forms that lie in it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.identity import FIELD_NAMES, supplied_note
from starcli.core.roster import squeezed

Level = Literal["town", "county", "city"]
LEVELS: tuple[Level, ...] = ("town", "county", "city")
_DIGITS: Mapping[Level, int] = {"town": 9, "county": 6, "city": 4}
_CODE = re.compile(r"[1-8][0-9]{11}")


def is_area_code(text: str) -> bool:
    """Whether a text is a code that names a village or community: twelve digits, none of the parts zero."""
    return bool(_CODE.fullmatch(text)) and all(int(part) for part in (text[2:4], text[4:6], text[6:9], text[9:]))


def area_code(unit: Unit, level: Level) -> str:
    """The code of the area that a unit lies in; empty where its own code is no valid one."""
    return unit.code[: _DIGITS[level]] if is_area_code(unit.code) else ""


@dataclass(frozen=True, slots=True)
class Place:
    """A town; its county too where another one has a town of the same name. Without a town nobody knows where it is."""

    town: str
    county: str = ""

    def __str__(self) -> str:
        """The town as a heading names it."""
        return f"{self.town} ({self.county})" if self.county else self.town


class Areas:
    """What areas are called, so that one town is one town however its units write it."""

    def __init__(self, listed: Iterable[Unit], stated: Iterable[Unit] = ()) -> None:
        self._names = _names(stated) | _names(listed)
        self._codes: dict[tuple[Level, str], set[str]] = {}
        for (level, code), name in self._names.items():
            self._codes.setdefault((level, squeezed(name)), set()).add(code)

    def name(self, unit: Unit, level: Level) -> str:
        """What the area of a unit is called; empty where its code is none, or nobody says it."""
        return self._names.get((level, area_code(unit, level)), "")

    def place(self, unit: Unit, listed: Unit, form: Location, cells: Mapping[str, Location]) -> Read[Unit]:
        """A unit in the areas of its code, with a finding for whatever its form says otherwise, or does not say.

        What its entry in the roster says stands. A town whose name nobody knows is called by its code.
        """
        found: list[Finding] = []
        taken: dict[str, str] = {}
        supplied: dict[str, str] = {}
        for level in LEVELS:
            said, name, code = getattr(unit, level), self.name(unit, level), area_code(unit, level)
            if getattr(listed, level):
                continue
            if not said and name:
                taken[level] = supplied[level] = name
            elif not said and level == "town":
                taken[level] = code
            elif squeezed(said) == squeezed(name):
                taken[level] = name
            elif name:
                elsewhere = bool(self._codes.get((level, squeezed(said)), set()) - {code})
                which = "area-contradicts-code" if elsewhere else "area-named-otherwise"
                place = cells.get(level, form)
                found.append(finding(which, place, what=FIELD_NAMES[level], said=said, name=name, code=code))
                taken[level] = said if elsewhere else name
        return Read(
            replace(unit, **taken) if taken else unit, (*found, *supplied_note("area-supplied", supplied, form))
        )

    def doubtful(self, unit: Unit, entry: Location, cells: Mapping[str, Location]) -> tuple[Finding, ...]:
        """A warning for each area that an entry of the roster calls otherwise than others do."""
        return tuple(
            finding(
                "roster-area-named-twice",
                cells.get(level, entry),
                what=FIELD_NAMES[level],
                code=area_code(unit, level),
                said=getattr(unit, level),
                name=self.name(unit, level),
            )
            for level in LEVELS
            if (name := self.name(unit, level))
            and getattr(unit, level)
            and squeezed(getattr(unit, level)) != squeezed(name)
        )


class Places:
    """Tells towns apart: those of one name are two where the counties of their units differ."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._counties: dict[str, set[str]] = {}
        for unit in units:
            self._counties.setdefault(unit.town, set()).update([unit.county] if unit.county else [])

    def of(self, unit: Unit) -> Place:
        """The place of one of the units."""
        return Place(unit.town, unit.county if unit.town and len(self._counties[unit.town]) > 1 else "")


def _names(units: Iterable[Unit]) -> dict[tuple[Level, str], str]:
    """The name that most units of each area write; of two that are as frequent the one that comes first in order."""
    said: dict[tuple[Level, str], Counter[str]] = {}
    for unit in units:
        for level in LEVELS:
            name, code = getattr(unit, level), area_code(unit, level)
            if name and code:
                said.setdefault((level, code), Counter())[name] += 1
    return {key: min(names, key=lambda name: (-names[name], name)) for key, names in said.items()}
