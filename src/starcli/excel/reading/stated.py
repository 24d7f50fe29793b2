"""The measure that a form prints for all its figures: `单位：万元` above the table, or in a heading."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from starcli.excel.layouts.form import VALUE_COLUMNS, ValueColumn
from starcli.excel.opening.book import Sheet
from starcli.excel.reading.header import Header

# 填报单位： and the like name who fills in the form.
_LINE = re.compile(r"(?:^|[\s(,;、])(?:金额|计量|货币)?单位\s*:?\s*(?:人民币)?\s*([^\s:(),;、/]+)")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


def stated_measures(sheet: Sheet, header: Header, is_measure: Callable[[str], bool]) -> dict[ValueColumn, str]:
    """The one measure that the form states for a column of values; no entry where it states none."""
    above = measures_above(sheet, header.top, is_measure)
    stated: dict[ValueColumn, str] = {}
    for tier in VALUE_COLUMNS:
        if tier in header.columns:
            measure = measure_of(header.headings[header.columns[tier]], above, is_measure)
            if measure:
                stated[tier] = measure
    return stated


def measures_above(sheet: Sheet, top: int, is_measure: Callable[[str], bool]) -> frozenset[str]:
    """The measures that the lines above a row state for all below it."""
    return frozenset(word for row in sheet.rows[:top] for cell in row for word in _words(cell, is_measure))


def measure_of(headings: Iterable[str], above: frozenset[str], is_measure: Callable[[str], bool]) -> str:
    """The measure of the figures below some headings, else the one stated for all; empty where there is none."""
    own = {word for text in headings for word in (*_words(text, is_measure), *_bracketed(text, is_measure))}
    found = own or above
    # Several measures, such as yuan and ten thousand yuan, do not say which figure is in which.
    return next(iter(found)) if len(found) == 1 else ""


def _words(cell: object, is_measure: Callable[[str], bool]) -> list[str]:
    """The measures of a line such as `单位：元`."""
    if not isinstance(cell, str) or "单位" not in cell:
        return []
    return [word for word in _LINE.findall(unicodedata.normalize("NFKC", cell)) if is_measure(word)]


def _bracketed(heading: str, is_measure: Callable[[str], bool]) -> list[str]:
    """The measure in the brackets of a heading such as `填报值（元）`."""
    return [word for word in _IN_BRACKETS.findall(unicodedata.normalize("NFKC", heading)) if is_measure(word)]
