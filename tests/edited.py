"""Forms as people edit them: rows inserted and deleted, columns moved, sheets renamed, every formula following."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
from openpyxl.formula import Tokenizer
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.workbook import Workbook

Place = tuple[int, int]
"""Row and column, counted from 1."""
Move = Callable[[Place], Place | None]
"""Where a cell goes; None where it is deleted."""


def loaded(content: bytes) -> Workbook:
    """A form in memory."""
    return openpyxl.load_workbook(BytesIO(content))


def saved(book: Workbook) -> bytes:
    """The form as another program saves it."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def moved(book: Workbook, sheet: str, move: Move) -> None:
    """Move the cells of a sheet, and everything that names them, as spreadsheets do."""
    page = book[sheet]
    for merged in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merged))
    cells = {(cell.row, cell.column): cell.value for row in page.iter_rows() for cell in row if cell.value is not None}
    for row, column in cells:
        page.cell(row, column).value = None
    for place, value in cells.items():
        there = move(place)
        if there is not None:
            page.cell(*there).value = value
    for each in book.worksheets:
        for row in each.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = _followed(cell.value, each.title, sheet, move)


def renamed(book: Workbook, sheet: str, name: str) -> None:
    """Give a sheet another name, in every formula too."""
    for each in book.worksheets:
        for row in each.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = cell.value.replace(f"{sheet}!", f"'{name}'!")
    book[sheet].title = name


def inserted(at: int, rows: int = 1) -> Move:
    """Rows inserted before one."""
    return lambda place: (place[0] + rows if place[0] >= at else place[0], place[1])


def deleted(row: int) -> Move:
    """A row deleted."""
    return lambda place: None if place[0] == row else (place[0] - (place[0] > row), place[1])


def column_moved(old: int, new: int) -> Move:
    """A column taken out and put in before another one to its left."""

    def move(place: Place) -> Place:
        row, column = place
        if column == old:
            return row, new
        return row, column + 1 if new <= column < old else column

    return move


def _followed(formula: str, home: str, sheet: str, move: Move) -> str:
    """A formula after cells of a sheet have moved."""
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == "OPERAND" and token.subtype == "RANGE":
            name, mark, cells = token.value.rpartition("!")
            if (name or home) == sheet:
                parts = [_at(part, move) for part in cells.split(":")]
                token.value = "#REF!" if None in parts else f"{name}{mark}{':'.join(filter(None, parts))}"
    return "=" + "".join(token.value for token in tokens.items)


def _at(cell: str, move: Move) -> str | None:
    letters, row = coordinate_from_string(cell)
    there = move((row, column_index_from_string(letters)))
    return None if there is None else f"{get_column_letter(there[1])}{there[0]}"
