"""A workbook as plain cells, whichever library read it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Literal

from starcli.core.numbers import half_up, plain
from starcli.excel.opening.inspect import Marks
from starcli.excel.opening.unseen import Unseen

Visibility = Literal["visible", "hidden", "very hidden"]


class Percent(float):
    """A number in a cell that shows it as a percentage: 0.85 is seen as 85 %."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell without a value: an error such as `#DIV/0!`, or a formula whose result was never stored."""

    text: str
    is_error: bool


Plain = str | float | int | bool | date | datetime | time | timedelta
CellValue = Plain | Broken
BLANK: CellValue = ""
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = len(_ALPHABET)
_PERCENT_PLACES = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows start at row 1 and are all equally long, empty cells are empty texts.

    `merged` are the first and last cells of merged ranges. A very hidden sheet is one that no menu shows again.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    visibility: Visibility = "visible"
    unseen: Unseen | None = None

    def cell(self, row: int, column: int) -> CellValue:
        """The cell at zero-based coordinates; blank outside the sheet."""
        if row < 0 or column < 0:
            return BLANK
        try:
            return self.rows[row][column]
        except IndexError:
            return BLANK


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a workbook in their order; a result of starcli's own is not looked into."""

    name: str
    sheets: tuple[Sheet, ...]
    is_result: bool = False


def with_marks(read: list[list[Plain]], marks: Marks) -> tuple[tuple[CellValue, ...], ...]:
    """The cells of a sheet, with what the library does not tell put back in."""
    if not marks:
        return tuple(map(tuple, read))
    rows: list[list[CellValue]] = [[*row] for row in read]
    for (row, column), mark in marks.items():
        while row >= len(rows):
            rows.append([])
        rows[row] += [BLANK] * (column + 1 - len(rows[row]))
        cell = rows[row][column]
        if mark.sort != "percent":
            rows[row][column] = Broken(mark.text, mark.sort == "error")
        elif isinstance(cell, float) and isfinite(cell):
            rows[row][column] = Percent(cell)
    width = max(map(len, rows), default=0)
    return tuple((*row, *(BLANK,) * (width - len(row))) for row in rows)


def address(row: int, column: int) -> str:
    """The name of a cell at zero-based coordinates: `E5`."""
    if column < _LETTERS:
        return f"{_ALPHABET[column]}{row + 1}"
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = _ALPHABET[rest] + letters
    return f"{letters}{row + 1}"


def as_text(cell: CellValue) -> str:
    """A cell as a person sees it: whole numbers without decimals, no spaces around, empty for a blank."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, Broken):
        return cell.text
    if isinstance(cell, Percent):
        return f"{plain(half_up(Decimal(repr(float(cell))) * 100, _PERCENT_PLACES))}%"
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
