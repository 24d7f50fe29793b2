"""Seasons: the parts of a year in which units are rated, such as the third quarter of 2022."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from starcli.core.model import Framework

_SEASON = re.compile(r"([12]\d{3})\s*Q\s*(\d{1,2})", re.ASCII | re.IGNORECASE)
_MONTHS, _USUAL = 12, 4


@dataclass(frozen=True, slots=True, order=True)
class Season:
    """One of the seasons of a year, counted from 1; `per_year` of them make up the year."""

    year: int
    number: int
    per_year: int = _USUAL

    def __str__(self) -> str:
        """`2022Q3`."""
        return f"{self.year}Q{self.number}"

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        month = self.number * _MONTHS // self.per_year
        return date(self.year, month, monthrange(self.year, month)[1])

    def after(self, seasons: int = 1) -> "Season":
        """The season so many seasons later."""
        count = self.year * self.per_year + self.number - 1 + seasons
        return Season(count // self.per_year, count % self.per_year + 1, self.per_year)

    def until(self, last: "Season") -> tuple["Season", ...]:
        """The seasons after this one, up to and with another; none where that is not later."""
        found, season = [], self.after()
        while season <= last:
            found.append(season)
            season = season.after()
        return tuple(found)


def season_of(text: str, per_year: int = _USUAL) -> Season | None:
    """The season that a period names: `2022Q3`; None where it names none, or one that a year does not have."""
    found = _SEASON.fullmatch(text.strip())
    if found is None or not 1 <= int(found[2]) <= per_year:
        return None
    return Season(int(found[1]), int(found[2]), per_year)


def seasons_a_year(framework: Framework) -> int:
    """Into how many seasons a framework divides the year."""
    return framework.season_rules.per_year


def season_on(day: date, per_year: int = _USUAL) -> Season:
    """The season in which a day lies."""
    return Season(day.year, (day.month - 1) * per_year // _MONTHS + 1, per_year)
