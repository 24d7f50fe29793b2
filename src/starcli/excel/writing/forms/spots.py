"""Where the cells of a workbook are, by what they are: the addresses that its formulas are compiled with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starcli.core.formulas.functions import quoted
from starcli.core.formulas.live import Block, Live
from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.form import SHEETS

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a sheet, which is known by its role, at zero-based coordinates."""

    role: str
    row: int
    column: int


def letters(column: int) -> str:
    """The letters of a zero-based column: `AB`."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text


@dataclass(slots=True)
class Spots:
    """Every cell that formulas name, by block, row and column; `names` are those of the sheets, a form's by default."""

    language: FormLanguage
    names: Mapping[str, Text] = field(default_factory=lambda: SHEETS)
    known: dict[tuple[str, str, str], Spot] = field(default_factory=dict)
    _columns: dict[tuple[str, str], tuple[Spot, Spot]] = field(default_factory=dict)

    def put(self, block: str, row: str, column: str, spot: Spot) -> None:
        """Say where one cell is."""
        self.known[block, row, column] = spot

    def table(self, block: Block, role: str, top: int, left: int) -> None:
        """Say where a block begins: its first row below the headings, its first column."""
        for across, column in enumerate(block.columns, left):
            self._columns[block.name, column] = Spot(role, top, across), Spot(role, top + len(block.rows) - 1, across)
            for down, row in enumerate(block.rows, top):
                self.known[block.name, row, column] = Spot(role, down, across)

    def of(self, live: Live) -> Spot:
        """Where a live cell is."""
        return self.known[live.block, live.row, live.column]

    def on(self, role: str) -> "OnSheet":
        """The addresses as they are written on a sheet."""
        return OnSheet(self, role)

    def ends(self, block: str, column: str) -> tuple[Spot, Spot]:
        """The first and the last cell of a column of a block."""
        return self._columns[block, column]


class OnSheet:
    """Addresses as formulas on one sheet write them: cells of other sheets bear their sheet's name."""

    def __init__(self, spots: Spots, role: str) -> None:
        self._spots = spots
        self._role = role

    def cell(self, block: str, row: str, column: str) -> str:
        """The address of a cell."""
        spot = self._spots.known[block, row, column]
        return f"{self._sheet(spot)}{letters(spot.column)}{spot.row + 1}"

    def column(self, block: str, column: str) -> str:
        """The range of a column of a block."""
        first, last = self._spots.ends(block, column)
        name = letters(first.column)
        return f"{self._sheet(first)}{name}{first.row + 1}:{name}{last.row + 1}"

    def across(self, block: str, row: str, first: str, last: str) -> str:
        """The range of a row of a block."""
        left, right = self._spots.known[block, row, first], self._spots.known[block, row, last]
        return f"{self._sheet(left)}{letters(left.column)}{left.row + 1}:{letters(right.column)}{right.row + 1}"

    def words(self, text: Text) -> str:
        """A wording as a literal."""
        return quoted(self.shown(text))

    def shown(self, text: Text) -> str:
        """A wording as a cell shows it, on one line: programs do not keep line breaks within formulas."""
        return text[self._spots.language].replace("\n", " ")

    def _sheet(self, spot: Spot) -> str:
        if spot.role == self._role:
            return ""
        return f"{sheet_reference(self._spots.names[spot.role][self._spots.language])}!"


def sheet_reference(name: str) -> str:
    """A sheet's name as formulas write it: in quotes where it has a space."""
    return name if name.isalnum() else "'{}'".format(name.replace("'", "''"))
