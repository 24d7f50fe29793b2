"""A cell -> a day or a period: the spellings of dates in plans and ledgers, and what of them is refused.

A period such as a month or a half-year has a last day, which is the one that a deadline means.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from starcli.core.findings import Location, Read, finding
from starcli.excel.opening.book import Broken, CellValue, as_text

OpenEnded = Literal["at-once", "long-term"]

_YEARS = (1949, 2100)
_SERIALS = (18_264, 73_415)
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_CENTURY = 2000
_SHORT_YEAR = 2
_DOUBTFUL_DECIMAL = "1"

_OPEN_ENDED: dict[str, OpenEnded] = {
    "立行立改": "at-once", "立即整改": "at-once", "即知即改": "at-once",
    "长期坚持": "long-term", "持续推进": "long-term", "长期推进": "long-term", "常态化推进": "long-term",
}  # fmt: skip
_TAIL = r"(?:之前|以前|前|底|末|完成|止)*"
_DAY = re.compile(r"(\d{4}|\d{2})\s*([-/.年])\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?" + _TAIL, re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SPACED = re.compile(r"(\d{4})\s+(\d{1,2})\s+(\d{1,2})", re.ASCII)
_MONTH = re.compile(r"(?:(\d{4})\s*[-/.年]\s*|(?=\d+\s*月))(\d{1,2})\s*月?份?" + _TAIL, re.ASCII)
_DAY_OF_YEAR = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]" + _TAIL, re.ASCII)
_PART = re.compile(r"(?:(\d{4})\s*年?\s*)?(上半年|下半年|年底?|第?[一二三四1-4]季度|q[1-4])" + _TAIL, re.ASCII)
_QUARTERS = {**dict(zip("一二三四", range(1, 5), strict=True)), **{str(number): number for number in range(1, 5)}}
_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """A day, or a period from its first to its last day."""

    first: date
    last: date

    def __str__(self) -> str:
        """`2022-06-30` for a day, `2022-06` for a month, first and last day for anything else."""
        if self.first == self.last:
            return self.last.isoformat()
        if self == _month(self.first.year, self.first.month):
            return f"{self.first:%Y-%m}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a date cell says: a day or period, or words that stand for no date (at once, in the long term)."""

    span: Span | None = None
    open_ended: OpenEnded | None = None


def read_deadline(cell: CellValue, location: Location, measure: str = "", year: int | None = None) -> Read[Deadline]:
    """A date, or the words that the type of measure `measure` allows in its place.

    `year` is the year that a date without one means.
    """
    text = _folded(as_text(cell))
    open_ended = _OPEN_ENDED.get(text)
    if open_ended is None:
        read = read_date(cell, location, year)
        return Read(Deadline(read.value), read.findings)
    if open_ended == measure:
        return Read(Deadline(open_ended=open_ended))
    return Read(Deadline(open_ended=open_ended), (finding("date-is-open-ended", location, text=text),))


def read_date(
    cell: CellValue, location: Location, year: int | None = None, *, since_1904: bool = False
) -> Read[Span | None]:
    """The day or period in a cell; None with a finding. A bare serial number counts from 1900, or from 1904."""
    if isinstance(cell, datetime):
        return Read(_day(cell.date()))
    if isinstance(cell, date):
        return Read(_day(cell))
    if isinstance(cell, Broken | bool) or not isinstance(cell, str | float | int):
        return _refused("date-unreadable", as_text(cell), location)
    try:
        if isinstance(cell, float | int):
            return _from_number(float(cell), as_text(cell), location, since_1904)
        return _from_text(as_text(cell), location, year)
    except ValueError:
        return _refused("date-impossible", as_text(cell), location)


def _from_number(number: float, text: str, location: Location, since_1904: bool) -> Read[Span | None]:
    """A date typed as a number: a serial, 20220630, or year and month around a decimal point."""
    whole, _, decimals = repr(number).partition(".")
    compact = _COMPACT.fullmatch(whole)
    if number.is_integer() and compact:
        return Read(_of(*compact.groups()))
    if _SERIALS[0] <= number <= _SERIALS[1]:
        return Read(_day((_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(days=int(number))))
    if not _YEARS[0] <= number <= _YEARS[1]:
        return _refused("date-unreadable", text, location)
    if number.is_integer():
        return Read(Span(date(int(number), 1, 1), date(int(number), 12, 31)))
    if decimals == _DOUBTFUL_DECIMAL:
        # 2022.1 and 2022.10 are the same number: either month would be a guess.
        return Read(
            None, (finding("date-month-doubtful", location, text=text, first=f"{whole}-01", second=f"{whole}-10"),)
        )
    return Read(_month(int(whole), int(decimals)))


def _from_text(text: str, location: Location, year: int | None) -> Read[Span | None]:
    folded = _folded(text)
    if spaced := _SPACED.fullmatch(folded):
        span = _of(*spaced.groups())
        return Read(span, (finding("date-doubtful", location, text=text, date=str(span)),))
    for pattern, make in _SPELLINGS:
        match = pattern.fullmatch(folded)
        if match is None:
            continue
        made = make(match, year)
        return _refused("date-without-year", text, location) if made is None else Read(made)
    return _refused("date-unreadable", text, location)


def _written_day(match: re.Match[str], _: int | None) -> Span | None:
    return _of(match[1], match[3], match[4])


def _compact_day(match: re.Match[str], _: int | None) -> Span | None:
    return _of(*match.groups())


def _day_of_year(match: re.Match[str], year: int | None) -> Span | None:
    # Checked against a leap year first: 2 月 30 日 is no day of any year.
    _of(_CENTURY, match[1], match[2])
    return None if year is None else _of(year, match[1], match[2])


def _written_month(match: re.Match[str], year: int | None) -> Span | None:
    # Without a year, any will do to tell a month that there is not.
    span = _month(int(match[1] or year or _CENTURY), int(match[2]))
    return span if match[1] or year else None


def _part_of_year(match: re.Match[str], year: int | None) -> Span | None:
    known = int(match[1]) if match[1] else year
    if known is None:
        return None
    word = match[2]
    quarter = next((_QUARTERS[sign] for sign in word if sign in _QUARTERS), 0)
    if quarter:
        return Span(date(known, 3 * quarter - 2, 1), _month(known, 3 * quarter).last)
    first, last = {"上半年": (1, 6), "下半年": (7, 12)}.get(word, (1, 12))
    return Span(date(known, first, 1), _month(known, last).last)


_SPELLINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int | None], Span | None]], ...] = (
    (_DAY, _written_day),
    (_COMPACT, _compact_day),
    (_DAY_OF_YEAR, _day_of_year),
    (_PART, _part_of_year),
    (_MONTH, _written_month),
)


def _folded(text: str) -> str:
    """A text as its spelling is compared: half-width, lower case, without a time of day."""
    return _TIME.sub("", unicodedata.normalize("NFKC", text).lower().strip())


def _of(year: str | int, month: str | int, day: str | int) -> Span:
    """A day by its numbers; a year of two digits is one of this century. Raises `ValueError` for no such day."""
    number = int(year) + (_CENTURY if len(str(year)) == _SHORT_YEAR else 0)
    return _day(date(number, int(month), int(day)))


def _day(day: date) -> Span:
    return Span(day, day)


def _month(year: int, month: int) -> Span:
    """A whole month. Raises `ValueError` for a month that there is not."""
    first = date(year, month, 1)
    return Span(first, date(year, month, monthrange(year, month)[1]))


def _refused(code: str, text: str, location: Location) -> Read[Span | None]:
    return Read(None, (finding(code, location, text=text),))
