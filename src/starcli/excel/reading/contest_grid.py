"""A sheet as it stands, or turned so that its columns are rows: a place in it is always that of the sheet itself."""

from dataclasses import dataclass

from starcli.core.findings import Location
from starcli.excel.opening.book import Sheet, address, as_text


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as it stands, or turned so that its columns are rows."""

    file: str
    sheet: Sheet
    turned: bool = False

    def place(self, row: int, column: int) -> Location:
        """The cell of the sheet as people see it."""
        cell = address(column, row) if self.turned else address(row, column)
        return Location(self.file, self.sheet.name, cell)

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        return as_text(self.sheet.cell(row, column))

    def texts(self, row: int) -> list[str]:
        """What the cells of a row say."""
        return [as_text(cell) for cell in self.sheet.rows[row]]


def turned(grid: Grid) -> Grid:
    """The same with rows and columns exchanged."""
    sheet = grid.sheet
    rows = tuple(zip(*sheet.rows, strict=True)) if sheet.rows else ()
    merged = tuple(((a[1], a[0]), (b[1], b[0])) for a, b in sheet.merged)
    return Grid(grid.file, Sheet(sheet.name, rows, merged, sheet.visibility), turned=not grid.turned)
