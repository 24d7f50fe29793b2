"""Where a unit lies, by its 12-digit statistical area code: city, county and town are the code's beginnings.

The first two digits are the province, the next two the city, two the county, three the town and three the
village or community (National Bureau of Statistics; dossier section 6).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from starcli.core.assessment import Unit

Level = Literal["town", "county", "city"]
LEVELS: tuple[Level, ...] = ("town", "county", "city")
_DIGITS: Mapping[Level, int] = {"town": 9, "county": 6, "city": 4}
_CODE = re.compile(r"[1-8][0-9]{11}")


def is_area_code(text: str) -> bool:
    """Whether a text is a code that names a village or community: twelve digits, none of the parts zero."""
    return bool(_CODE.fullmatch(text)) and all(int(part) for part in (text[2:4], text[4:6], text[6:9], text[9:]))


@dataclass(frozen=True, slots=True)
class Area:
    """An area of one level: its code, and the name by which most of its units call it. No code: unplaced."""

    level: Level
    code: str
    name: str


class Areas:
    """Names the areas of many units, so that one town is one town however its villages write it."""

    def __init__(self, units: Iterable[Unit]) -> None:
        names: dict[tuple[Level, str], Counter[str]] = {}
        for unit in units:
            if is_area_code(unit.code):
                for level in LEVELS:
                    said = getattr(unit, level).strip()
                    names.setdefault((level, unit.code[: _DIGITS[level]]), Counter()).update([said] if said else [])
        # The name that most units write; of two that are as frequent the one that comes first in order.
        self._names = {
            key: min(counter, key=lambda name: (-counter[name], name), default="") for key, counter in names.items()
        }

    def area(self, unit: Unit, level: Level) -> Area:
        """The area of a unit; one without a code, and without a name, where its own code is no valid one."""
        if not is_area_code(unit.code):
            return Area(level, "", "")
        code = unit.code[: _DIGITS[level]]
        return Area(level, code, self._names.get((level, code), "") or code)
