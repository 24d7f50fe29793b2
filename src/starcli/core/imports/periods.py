"""Periods as departments write them, and whether a value of one is a value for a form of another."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from starcli.core.seasons import season_of

Fit = Literal["whole", "around", "within", "earlier"]
"""The very period or one that grew up to its end; one around it; a part of it; the last one published before it."""
FITS: tuple[Fit, ...] = ("whole", "around", "within", "earlier")

_MONTHS = 12
_NUMBERS = {**dict(zip("一二三四", range(1, 5), strict=True)), **{str(number): number for number in range(1, 5)}}
_PARTS = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12), "年度": (1, 12), "年": (1, 12), "": (1, 12)}
_YEAR = r"(?:(\d{4})年?)?"
_QUARTER = re.compile(rf"{_YEAR}(?:q([1-4])|第?([一二三四1-4])季度?)")
_MONTH = r"(\d{1,2})月?(?:份|底|末)?"
_SPAN = re.compile(rf"{_YEAR}[-./]?{_MONTH}(?:-|至|到|~)(?:(\d{{4}})[年./-])?(\d{{1,2}})月(?:份|底|末)?")
_LONG_SPAN = re.compile(r"(\d{4})[年./-](\d{1,2})月?(?:-|至|到|~)(\d{4})[年./-](\d{1,2})月?")
_ONE_MONTH = re.compile(r"(?:(\d{4})[年./-])?(\d{1,2})(?:月(?:份|底|末)?)?")
_DAY = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_PART = re.compile(rf"{_YEAR}(上半年|下半年|全年|年度|)")
_DOUBTFUL = ".1"
"""As a number, 2022.1 and 2022.10 are the same."""
_AROUND = re.compile(r"^(?:截至|截止|截止到|至)|(?:数据|累计|止|为止)$")


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of a period."""

    first: date
    last: date


def span_of(text: str, year: int | None = None, per_year: int = 4) -> Span | None:
    """The days that a period names; `year` is the one that a period without a year means. None for any other text."""
    word = _AROUND.sub("", "".join(unicodedata.normalize("NFKC", text).lower().split()))
    word = word.replace("—", "-").replace("–", "-").replace("～", "~")
    season = season_of(word, per_year)
    if season is not None:
        months = _MONTHS // per_year
        return _months(season.year, (season.number - 1) * months + 1, season.year, season.number * months)
    for read in (_quarter, _range, _day, _month, _part):
        found = read(word, year)
        if found is not None:
            return found
    return None


def fit(text: str, form: str, *, carried: bool, per_year: int = 4) -> Fit | None:
    """How a value of one period serves a form of another; None where it does not.

    `carried` says that the last published value counts until there is a new one: for a year. A value without a period,
    and a form without one, fit anything.
    """
    if not text.strip() or not form.strip() or text.strip() == form.strip():
        return "whole"
    ours = span_of(form, None, per_year)
    theirs = None if ours is None else span_of(text, ours.last.year, per_year)
    if ours is None or theirs is None:
        return None
    if theirs.last == ours.last and theirs.first <= ours.first:
        return "whole"
    if theirs.first <= ours.first and theirs.last >= ours.last:
        return "around"
    if ours.first <= theirs.last <= ours.last:
        return "within"
    a_year_before = date(ours.last.year - 1, ours.last.month, monthrange(ours.last.year - 1, ours.last.month)[1])
    return "earlier" if carried and a_year_before <= theirs.last < ours.first else None


def _quarter(word: str, year: int | None) -> Span | None:
    found = _QUARTER.fullmatch(word)
    known = int(found[1]) if found and found[1] else year
    if found is None or known is None:
        return None
    number = _NUMBERS[found[2] or found[3]]
    return _months(known, 3 * number - 2, known, 3 * number)


def _range(word: str, year: int | None) -> Span | None:
    whole = _LONG_SPAN.fullmatch(word)
    if whole is not None:
        return _months(*map(int, whole.groups()))
    found = _SPAN.fullmatch(word)
    known = int(found[1]) if found and found[1] else year
    if found is None or known is None:
        return None
    return _months(known, int(found[2]), int(found[3] or known), int(found[4]))


def _day(word: str, _: int | None) -> Span | None:
    found = _DAY.fullmatch(word)
    if found is None:
        return None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    return Span(day, day)


def _month(word: str, year: int | None) -> Span | None:
    found = _ONE_MONTH.fullmatch(word)
    known = int(found[1]) if found and found[1] else year
    if found is None or known is None or not (found[1] or "月" in word) or word.endswith(_DOUBTFUL):
        return None
    return _months(known, int(found[2]), known, int(found[2]))


def _part(word: str, year: int | None) -> Span | None:
    found = _PART.fullmatch(word)
    known = int(found[1]) if found and found[1] else year
    if found is None or known is None or not word:
        return None
    first, last = _PARTS[found[2]]
    return _months(known, first, known, last)


def _months(year: int, first: int, last_year: int, last: int) -> Span | None:
    """From the first day of one month to the last of another; None for months that there are not."""
    if not (1 <= first <= _MONTHS and 1 <= last <= _MONTHS and (year, first) <= (last_year, last)):
        return None
    return Span(date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1]))
