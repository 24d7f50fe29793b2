"""A table of grids, walked through once: which rows are grids, whose they are, and what the others say.

A line by itself may name the unit or the town of the rows below it. Totals are held against the rows above them and
passed over; headings printed again, rows that number the columns and blank rows are none. A note or a line of
signatures ends the table unless a grid follows. Rows of one merged name are one grid.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from starcli.core.findings import Detail, Finding, Location, finding
from starcli.core.grids.ledger import Grid
from starcli.core.grids.people import BETWEEN
from starcli.core.numbers import plain
from starcli.core.roster import squeezed
from starcli.excel.layouts.grids import COUNTS, GRID_HEADINGS, PEOPLE
from starcli.excel.opening.book import Broken, address, as_text
from starcli.excel.reading.cells import read_answer
from starcli.excel.reading.grids.people import read_words
from starcli.excel.reading.grids.rows import RowWords, TableRows
from starcli.excel.reading.grids.sorts import RowSorts, Words
from starcli.excel.reading.grids.units import KindWords, line_of_unit, town_in
from starcli.excel.reading.unit import Field

_WHOSE: Mapping[str, str] = {
    "unit": "name", "unit_code": "code", "town": "town", "county": "county", "city": "city", "kind": "kind",
    "profile": "profile",
}  # fmt: skip
"""The fields of a unit by the columns that say them."""
_AREAS = ("county", "town")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A grid, what its row says of the unit, and the row itself."""

    grid: Grid
    whose: Mapping[str, Field]
    row: int


@dataclass(slots=True)
class WalkedTable:
    """The grids of one table, what was found in it, the first row behind it, and how many cells hold phones."""

    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    end: int = 0
    phones: int = 0


def walked(cells: TableRows, words: RowWords, kinds: KindWords, end: int) -> WalkedTable:
    """Every grid of a table that ends before a row."""
    return _Walk(cells, words, kinds).through(end)


class _Walk:
    """Walks through one table of a sheet, from its headings down."""

    def __init__(self, cells: TableRows, words: RowWords, kinds: KindWords) -> None:
        self._cells = cells
        self._words = words
        self._kinds = kinds
        self._columns = cells.heads.columns
        self._sorts = RowSorts(cells, kinds)
        self._line: dict[str, Field] = {}
        self._totals_above: list[int] = []
        self._added: dict[int, Location] = {}
        self._ended = False
        self._about_line: list[Finding] = []
        self._walked = WalkedTable(end=cells.heads.first_row)

    def through(self, end: int) -> WalkedTable:
        for row in range(self._cells.heads.first_row, end):
            words = self._sorts.words_of(row)
            sort = self._sorts.sort(row, words, ended=self._ended)
            if sort == "grid":
                self._ended = False
                self._grid(row)
            elif sort == "total" and not self._walked.rows:
                self._totals_above.append(row)
            elif sort == "total":
                self._total(row)
            elif sort == "line":
                self._aside(row, words)
            self._ended = self._ended or sort == "note"
            if sort in ("grid", "total"):
                self._walked.end = row + 1
        for row in self._totals_above:
            self._total(row)
        self._carry_areas()
        self._carry()
        self._walked.findings += self._cells.findings
        for at, place in self._added.items():
            grid = self._walked.rows[at].grid
            self._found("grid-rows-added", place, grid=grid.name, households=grid.households or 0)
        self._walked.phones = len(self._cells.phones)
        return self._walked

    def _grid(self, row: int) -> None:
        """A grid; one more line of the grid above where both have one merged name."""
        # A line without grids below it is the title of the next table.
        self._walked.findings += self._about_line
        self._about_line = []
        rows = self._walked.rows
        again = bool(rows) and self._cells.name_place(row) == self._cells.name_place(rows[-1].row)
        whose = {
            name: Field(text, self._cells.place(row, key))
            for key, name in _WHOSE.items()
            if (text := self._cells.text(row, key))
        }
        if rows and "name" in whose and whose["name"].text != _name(rows[-1]):
            self._cells.sums.unit.clear()
        grid = self._cells.grid(row)
        if again:
            whole = _with_line(rows[-1].grid, grid)
            if whole.households != rows[-1].grid.households:
                self._added.setdefault(len(rows) - 1, self._cells.place(row, "households"))
            rows[-1] = replace(rows[-1], grid=whole)
        else:
            rows.append(Row(grid, {**self._line, **whose}, row))

    def _aside(self, row: int, words: Words) -> None:
        """A line that is no grid: the unit or the town of what follows, or words."""
        at, text = words[0]
        place = self._cells.sheet_place.at(address(row, at))
        called = line_of_unit(text, self._kinds) if len(words) == 1 else None
        if called is not None:
            self._cells.sums.unit.clear()
            town = Field(called.town, place) if called.town else self._line.get("town")
            self._line = {"name": Field(called.name, place), **({"town": town} if town is not None else {})}
            unit = f"{called.town}{called.name}"
            self._about_line = [finding("grid-unit-from-words", place, text=text, unit=unit)]
        elif len(words) == 1 and town_in(text):
            self._line = {"town": Field(town_in(text), place)}
        elif not self._ended:
            said = read_words(" ".join(each for _, each in words)).text
            self._found("grid-line-not-read", place, text=said[:_SHOWN])

    def _total(self, row: int) -> None:
        """A total held against the rows above it."""
        for column in COUNTS:
            at = self._columns.get(column)
            cell = self._cells.sheet.cell(row, at) if at is not None else ""
            if not as_text(cell) or isinstance(cell, Broken):
                continue
            place = self._cells.place(row, column)
            stated = read_answer(cell, place, self._words.expected[column]).value.value
            if not isinstance(stated, Decimal):
                continue
            total = self._cells.sums.nearest(column, stated)
            if total != stated:
                self._found("grid-total-differs", place, what=GRID_HEADINGS[column], stated=plain(stated), total=total)
        self._cells.sums.part.clear()

    def _carry_areas(self) -> None:
        """Give rows without a county or town that of the row above, by the same rule as for units."""
        rows = self._walked.rows
        for key in _AREAS:
            named = [row.whose[key].text if key in row.whose else "" for row in rows]
            if not _is_named_once(named):
                continue
            carried, above = [], None
            for at, row in enumerate(rows):
                above = row.whose.get(key, above)
                if key not in row.whose and above is not None:
                    carried.append(row)
                    rows[at] = replace(row, whose={**row.whose, key: above})
            if carried:
                self._found("grid-area-carried", self._cells.place(carried[0].row, key), count=len(carried))

    def _carry(self) -> None:
        """Give rows without a unit that of the row above, where each unit is named once: merging was taken back.

        Where a unit is named row by row, a row without one is somebody's mistake.
        """
        rows = self._walked.rows
        if not _is_named_once([_who(row) for row in rows]):
            return
        carried, above = [], None
        for at, row in enumerate(rows):
            if _who(row):
                above = row.whose
            elif above is not None:
                carried.append(row)
                rows[at] = replace(row, whose={**above, **row.whose})
        if carried:
            self._found("grid-unit-carried", self._cells.place(carried[0].row, "unit"), count=len(carried))

    def _found(self, code: str, place: Location, **details: Detail) -> None:
        self._walked.findings.append(finding(code, place, **details))


def _is_named_once(names: list[str]) -> bool:
    """Whether some rows name nobody, and none names again whom another has named."""
    named = [name for name in names if name]
    return 0 < len(named) < len(names) and (len(set(named)) == len(named) or len(set(named)) == 1)


def _who(row: Row) -> str:
    return squeezed("".join(row.whose[key].text for key in ("name", "code") if key in row.whose))


def _name(row: Row) -> str:
    return row.whose["name"].text if "name" in row.whose else ""


def _with_line(grid: Grid, line: Grid) -> Grid:
    """A grid with one more line of it: people and functions of both, and numbers added up where both have their own."""
    both = {key: (getattr(grid, key), getattr(line, key)) for key in PEOPLE}
    people = {key: _together(texts) for key, texts in both.items()}
    apart = bool(line.extent) and line.extent != grid.extent
    counts = {key: _added_up(grid, line, key, apart=apart) for key in COUNTS}
    return replace(
        grid,
        extent=BETWEEN.join(filter(None, (grid.extent, line.extent))) if apart else grid.extent,
        households=counts["households"],
        residents=counts["residents"],
        micro_grids=counts["micro_grids"],
        micro_households=counts["micro_households"],
        party_members=counts["party_members"],
        functions=grid.functions | line.functions,
        leader=people["leader"],
        full_time=people["full_time"],
        part_time=people["part_time"],
        liaison=people["liaison"],
    )


def _together(texts: tuple[str, str]) -> str:
    return BETWEEN.join(dict.fromkeys(text for each in texts for text in each.split(BETWEEN) if text))


def _added_up(grid: Grid, line: Grid, key: str, *, apart: bool) -> int | None:
    """A number of two lines of one grid: their sum, unless they share a cell or say the same of the same extent."""
    one: int | None = getattr(grid, key)
    other: int | None = getattr(line, key)
    if one is None or other is None:
        return other if one is None else one
    shared = grid.places.get(key) == line.places.get(key)
    return one if shared or (one == other and not apart) else one + other
