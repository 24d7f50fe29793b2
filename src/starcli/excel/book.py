"""A workbook as plain cells, whichever library read it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from starcli.core.findings import Location, Read, finding

CellValue = str | float | int | bool | date | datetime | time | timedelta
BLANK: CellValue = ""
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows start at row 1 and are all equally long, empty cells are empty texts."""

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()

    def cell(self, row: int, column: int) -> CellValue:
        """The cell at zero-based coordinates; blank outside the sheet."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return BLANK


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a workbook in their order."""

    name: str
    sheets: tuple[Sheet, ...]


def open_book(path: Path, name: str) -> Read[Book | None]:
    """The workbook at a path, called `name` in findings; None with a finding when it cannot be opened."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 only where a workbook is read

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            sheets = tuple(
                Sheet(
                    title,
                    tuple(tuple(row) for row in sheet.to_python(skip_empty_area=False)),
                    tuple(sheet.merged_cell_ranges or ()),
                )
                for title in workbook.sheet_names
                for sheet in (workbook.get_sheet_by_name(title),)
            )
    except (CalamineError, OSError, ValueError) as error:
        return Read(None, (finding("workbook-unreadable", Location(name), reason=_reason(error)),))
    return Read(Book(name, sheets))


def address(row: int, column: int) -> str:
    """The name of a cell at zero-based coordinates: `E5`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def as_text(cell: CellValue) -> str:
    """A cell as a person sees it: whole numbers without decimals, no spaces around, empty for a blank."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _reason(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
