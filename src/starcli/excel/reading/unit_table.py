"""Where a table with a row a unit is (一张总表): the codes or names of items are its headings.

A sheet holds one when two headings beside one another are different items, another heads the units' names or codes,
and at least a third of the headings are known; not when it says that it holds points or places. Headings above or
below an item's own say whose its values are; without any they are self-reported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from starcli.core.words import NO_WORDS, NOT_APPLICABLE_WORDS, YES_WORDS, is_pending
from starcli.excel.layouts.form import ANSWER_COLUMNS, VALUE_COLUMNS, Column, column_of, normalised, unit_column_of
from starcli.excel.opening.book import Sheet, as_text
from starcli.excel.reading.cells import in_measure
from starcli.excel.reading.header import is_parent_row
from starcli.excel.reading.heading_rows import paths
from starcli.excel.reading.headings import Path, is_other_figure, is_sub_heading, tier_of
from starcli.excel.reading.items import Items
from starcli.excel.reading.rows import InForce
from starcli.excel.reading.stated import measure_of, measures_above

_SEARCHED_ROWS = 20
_BESIDE = (0, -1, 1, -2, 2)
_SUB_ROWS = 2
_LEAST_WIDTH = 3
_LONGEST_HEADING = 40
_KNOWN_SHARE = 3
_IDENTITY = ("name", "code")


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """The columns of one item, and what belongs into their cells."""

    columns: Mapping[Column, int]
    in_force: InForce


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Where everything stands: the first heading row, the first row of units, and the columns.

    `fields` are those of units, with `tier` and `remarks`; `repeated` second columns of the same answers, with their
    heading; `unknown` headings that are near to an item's code or name.
    """

    top: int
    first_row: int
    fields: Mapping[str, int]
    items: Mapping[str, ItemColumns]
    repeated: Mapping[int, tuple[str, Column]]
    unknown: Mapping[int, str]


def find_unit_table(sheet: Sheet, items: Items, heading_rows: range | None = None) -> UnitTable | None:
    """The table with a row a unit in a sheet, looked for in some rows or at its top; None when it has none."""
    if not sheet.rows or len(sheet.rows[0]) < _LEAST_WIDTH:
        return None
    for row in heading_rows or range(min(len(sheet.rows), _SEARCHED_ROWS)):
        keys = {key for cell in sheet.rows[row] if isinstance(cell, str) and cell and (key := items.headed(cell))}
        if len(keys) > 1:
            table = _table_at(sheet, row, items)
            if table is not None:
                return table
    return None


def _table_at(sheet: Sheet, row: int, items: Items) -> UnitTable | None:
    """The table one of whose heading rows holds items."""
    beside = [row + by for by in _BESIDE if 0 <= row + by < len(sheet.rows)]
    named = next((at for at in beside if _unit_columns(sheet, at)), None)
    if named is None:
        return None
    units = _unit_columns(sheet, named)
    top, last = min(row, named), max(row, named)
    while top > max(0, row - _SUB_ROWS) and is_parent_row(sheet, top - 1, min(units)):
        top -= 1
    own = [at for at, cell in enumerate(sheet.rows[row]) if items.headed(as_text(cell))]
    while last < min(len(sheet.rows) - 1, row + _SUB_ROWS) and _is_sub_row(sheet, last + 1, units, own):
        last += 1
    headings = paths(sheet, top, last)
    above = " ".join(as_text(cell) for line in sheet.rows[:top] for cell in line)
    return None if _is_of_scores(sheet.name, above) else _table(sheet, headings, top, last + 1, items)


def _unit_columns(sheet: Sheet, row: int) -> list[int]:
    """The columns that head names or codes of units in a row."""
    return [at for at, cell in enumerate(sheet.rows[row]) if cell and unit_column_of(as_text(cell)) in _IDENTITY]


def _is_sub_row(sheet: Sheet, row: int, units: Sequence[int], own: Sequence[int]) -> bool:
    """Whether a row holds lower headings: words alone, and none below the units' own headings.

    Some of them are those of levels or values, or there is one below every item, as where names stand below codes.
    """
    cells = sheet.rows[row]
    if any(as_text(cells[at]) for at in units):
        return False
    filled = [cell for cell in cells if as_text(cell)]
    texts = [cell for cell in filled if isinstance(cell, str) and len(cell) <= _LONGEST_HEADING]
    if len(texts) < len(filled) or any(map(_is_answer, texts)):
        return False
    return any(map(is_sub_heading, texts)) or all(as_text(cells[at]) for at in own)


def _is_answer(text: str) -> bool:
    """Whether a text could be an answer without digits."""
    word = normalised(text)
    return word in NOT_APPLICABLE_WORDS or word in YES_WORDS or word in NO_WORDS or len(word) == 1 or is_pending(word)


def _is_of_scores(*titles: str) -> bool:
    """Whether a table says of itself that it holds points or places."""
    return any(word in title for title in titles for word in ("得分", "分数", "排名", "名次"))


def _table(sheet: Sheet, headings: Sequence[Path], top: int, first_row: int, items: Items) -> UnitTable | None:
    """The table below some headings; None when they are not those of one."""
    keys = [next((key for text in reversed(path) if (key := items.headed(text))), None) for path in headings]
    fields: dict[str, int] = {}
    others: dict[int, str] = {}
    for at, path in enumerate(headings):
        if path and keys[at] is None:
            field = unit_column_of(path[-1]) or ("remarks" if column_of(path[-1]) == "remarks" else "")
            if field:
                fields.setdefault(field, at)
            else:
                others[at] = path[-1]
    known = sum(key is not None for key in keys)
    beside = any(one and other and one != other for one, other in pairwise(keys))
    if not beside or not any(key in fields for key in _IDENTITY) or known * _KNOWN_SHARE < known + len(others):
        return None
    columns, repeated = _item_columns(headings, keys, items)
    above = measures_above(sheet, top, items.is_measure)
    each = {key: ItemColumns(found, _in_force(key, found, headings, above, items)) for key, found in columns.items()}
    unknown = {at: text for at, text in others.items() if not is_other_figure(text) and items.near(text)}
    return UnitTable(top, first_row, fields, each, repeated, unknown)


def _item_columns(
    headings: Sequence[Path], keys: Sequence[str | None], items: Items
) -> tuple[dict[str, dict[Column, int]], dict[int, tuple[str, Column]]]:
    """The columns of each item that has answers, and second columns of the same answers."""
    columns: dict[str, dict[Column, int]] = {}
    repeated: dict[int, tuple[str, Column]] = {}
    for at, (path, key) in enumerate(zip(headings, keys, strict=True)):
        column = None if key is None else _column(path, items)
        if key is None or column is None:
            continue
        if columns.setdefault(key, {}).setdefault(column, at) != at and column in ANSWER_COLUMNS:
            repeated[at] = ("-".join(path), column)
    answered = {key: found for key, found in columns.items() if any(column in ANSWER_COLUMNS for column in found)}
    return answered, repeated


def _column(path: Path, items: Items) -> Column | None:
    """Which of an item's columns a path leads to, by the headings above and below the item's own."""
    labels = [text for text in path if items.headed(text) is None]
    if any(map(is_other_figure, labels)):
        return None
    for text in reversed(labels):
        column = column_of(text)
        if column not in (None, "self", "code", "name"):
            return column
        tier = tier_of(text)
        if tier is not None:
            return tier
    return "self"


def _in_force(
    key: str, columns: Mapping[Column, int], headings: Sequence[Path], above: frozenset[str], items: Items
) -> InForce:
    """What belongs into the cells of an item, in the measure that its headings state.

    A row for each level uses the one column that there is.
    """
    if key not in items.expected:
        return {}
    in_force = {}
    for tier in VALUE_COLUMNS:
        at = columns.get(tier, columns.get("self"))
        stated = measure_of(() if at is None else headings[at], above, items.is_measure)
        in_force[tier] = in_measure({key: items.expected[key]}, stated)
    return in_force
