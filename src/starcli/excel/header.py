"""Where the answers of a sheet are: the header row, found by its words, and the column of each heading."""

from collections.abc import Mapping
from dataclasses import dataclass

from starcli.excel.book import Sheet, as_text
from starcli.excel.layout import VALUE_COLUMNS, Column, column_of

_SEARCHED_ROWS = 20


@dataclass(frozen=True, slots=True)
class Header:
    """Zero-based positions: the header's row, the first row of answers, and the column of each heading found.

    `repeated` holds further columns of values under a heading that was found before, with that heading.
    """

    top: int
    first_row: int
    columns: Mapping[Column, int]
    repeated: Mapping[int, str]


def find_header(sheet: Sheet) -> Header | None:
    """The header of a data sheet: a code or name column and a value column; None for any other sheet."""
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        texts = [as_text(cell) for cell in sheet.rows[row]]
        below = [as_text(cell) for cell in sheet.rows[row + 1]] if row + 1 < len(sheet.rows) else []
        columns = _columns(texts)
        if _identified(columns) and _is_second_header(texts, columns, below):
            both = _columns(_flattened(texts, below))
            if _usable(both):
                return Header(row, row + 2, both, _repeated(_flattened(texts, below), both))
        if _usable(columns):
            return Header(row, row + 1, columns, _repeated(texts, columns))
    return None


def _columns(texts: list[str]) -> dict[Column, int]:
    """The first column of each heading."""
    found: dict[Column, int] = {}
    for position, text in enumerate(texts):
        column = column_of(text) if text else None
        if column is not None:
            found.setdefault(column, position)
    return found


def _repeated(texts: list[str], columns: Mapping[Column, int]) -> dict[int, str]:
    """Columns of values whose heading stands for one that an earlier column has already."""
    taken = set(columns.values())
    return {
        position: text
        for position, text in enumerate(texts)
        if text and position not in taken and column_of(text) in VALUE_COLUMNS
    }


def _identified(columns: Mapping[Column, int]) -> bool:
    return "code" in columns or "name" in columns


def _usable(columns: Mapping[Column, int]) -> bool:
    return _identified(columns) and any(column in columns for column in VALUE_COLUMNS)


def _is_second_header(texts: list[str], columns: Mapping[Column, int], below: list[str]) -> bool:
    """Whether the next row holds sub-headings: one of values, nothing below code and name, and one under a parent.

    A parent spans its sub-headings, so that all but the first stand below an empty cell.
    """
    ids = [columns[column] for column in ("code", "name") if column in columns]
    blank = all(not below[position] for position in ids if position < len(below))
    spanned = any(text and not "".join(texts[at : at + 1]) for at, text in enumerate(below))
    usable = any(column in VALUE_COLUMNS for column in columns)
    return blank and (spanned or not usable) and any(column in VALUE_COLUMNS for column in _columns(below))


def _flattened(texts: list[str], below: list[str]) -> list[str]:
    """Two header rows as one: the lower heading where there is one, else the upper."""
    width = max(len(texts), len(below))
    padded = [*texts, *[""] * (width - len(texts))]
    lower = [*below, *[""] * (width - len(below))]
    return [low or high for high, low in zip(padded, lower, strict=True)]
