"""The measure that a form prints for all its figures: `单位：万元` above the table, or in a heading."""

import re
import unicodedata
from collections.abc import Callable

from starcli.excel.book import Sheet
from starcli.excel.header import Header
from starcli.excel.layout import VALUE_COLUMNS, ValueColumn

# 填报单位： and the like name who fills in the form.
_LINE = re.compile(r"(?:^|[\s(,;、])(?:金额|计量|货币)?单位\s*:?\s*(?:人民币)?\s*([^\s:(),;、/]+)")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


def stated_measures(sheet: Sheet, header: Header, is_measure: Callable[[str], bool]) -> dict[ValueColumn, str]:
    """The one measure that the form states for a column of values; no entry where it states none."""
    above = {word for row in sheet.rows[: header.top] for cell in row for word in _words(cell, is_measure)}
    stated: dict[ValueColumn, str] = {}
    for tier in VALUE_COLUMNS:
        if tier not in header.columns:
            continue
        cells = [sheet.cell(row, header.columns[tier]) for row in range(header.top, header.first_row)]
        own = {word for cell in cells for word in (*_words(cell, is_measure), *_bracketed(cell, is_measure))}
        found = own or above
        # Several measures, such as yuan and ten thousand yuan, do not say which figure is in which.
        if len(found) == 1:
            stated[tier] = next(iter(found))
    return stated


def _words(cell: object, is_measure: Callable[[str], bool]) -> list[str]:
    """The measures of a line such as `单位：元`."""
    if not isinstance(cell, str) or "单位" not in cell:
        return []
    return [word for word in _LINE.findall(unicodedata.normalize("NFKC", cell)) if is_measure(word)]


def _bracketed(cell: object, is_measure: Callable[[str], bool]) -> list[str]:
    """The measure in the brackets of a heading such as `填报值（元）`."""
    if not isinstance(cell, str):
        return []
    return [word for word in _IN_BRACKETS.findall(unicodedata.normalize("NFKC", cell)) if is_measure(word)]
