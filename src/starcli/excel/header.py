"""Where the answers of a sheet are: the header row, found by its words, and the column of each heading."""

from collections.abc import Mapping
from dataclasses import dataclass

from starcli.excel.book import Sheet, as_text
from starcli.excel.layout import VALUE_COLUMNS, Column, column_of

_SEARCHED_ROWS = 20


@dataclass(frozen=True, slots=True)
class Header:
    """Zero-based positions: the header's row, the first row of answers, and the column of each heading found."""

    top: int
    first_row: int
    columns: Mapping[Column, int]


def find_header(sheet: Sheet) -> Header | None:
    """The header of a data sheet: a code or name column and a value column; None for any other sheet."""
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        texts = [as_text(cell) for cell in sheet.rows[row]]
        below = [as_text(cell) for cell in sheet.rows[row + 1]] if row + 1 < len(sheet.rows) else []
        columns = _columns(texts)
        if _identified(columns) and _is_second_header(columns, below):
            both = _columns(_flattened(texts, below))
            if _usable(both):
                return Header(row, row + 2, both)
        if _usable(columns):
            return Header(row, row + 1, columns)
    return None


def _columns(texts: list[str]) -> dict[Column, int]:
    """The first column of each heading."""
    found: dict[Column, int] = {}
    for position, text in enumerate(texts):
        column = column_of(text) if text else None
        if column is not None:
            found.setdefault(column, position)
    return found


def _identified(columns: Mapping[Column, int]) -> bool:
    return "code" in columns or "name" in columns


def _usable(columns: Mapping[Column, int]) -> bool:
    return _identified(columns) and any(column in columns for column in VALUE_COLUMNS)


def _is_second_header(columns: Mapping[Column, int], below: list[str]) -> bool:
    """Whether the next row holds sub-headings: a value heading in it, and nothing below code and name."""
    ids = [columns[column] for column in ("code", "name") if column in columns]
    blank = all(not below[position] for position in ids if position < len(below))
    return blank and any(column in VALUE_COLUMNS for column in _columns(below))


def _flattened(texts: list[str], below: list[str]) -> list[str]:
    """Two header rows as one: the lower heading where there is one, else the upper."""
    width = max(len(texts), len(below))
    padded = [*texts, *[""] * (width - len(texts))]
    lower = [*below, *[""] * (width - len(below))]
    return [low or high for high, low in zip(padded, lower, strict=True)]
