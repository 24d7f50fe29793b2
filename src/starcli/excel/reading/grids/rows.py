"""One row of a ledger -> a grid: its counts, people, ticks and texts, each with its cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from starcli.core.findings import Finding, Location, finding
from starcli.core.grids.ledger import Grid
from starcli.core.model import Framework
from starcli.core.numbers import LARGEST
from starcli.core.text import Text, listed
from starcli.excel.layouts.grids import COUNTS, FUNCTION, GRID_HEADINGS, PEOPLE, GridColumn
from starcli.excel.opening.book import BLANK, Broken, CellValue, Sheet, address, as_text
from starcli.excel.reading.cells import Expected, read_answer
from starcli.excel.reading.grids.headings import FunctionWords, Heads
from starcli.excel.reading.grids.people import Named, read_party_group, read_people, read_words
from starcli.excel.reading.grids.ticks import read_functions, read_tick
from starcli.excel.reading.names import read_name
from starcli.excel.reading.quantities import target_in
from starcli.excel.reading.spans import Spans, spans_down

_FUNCTIONS = "functions"


class RowWords:
    """What belongs into the cells of a ledger, by one framework; made once."""

    def __init__(self, framework: Framework) -> None:
        rules = framework.grids
        self.functions = FunctionWords(rules.functions if rules is not None else {})
        self.expected: Mapping[str, Expected] = {
            column: Expected(
                GRID_HEADINGS[column],
                {},
                (),
                target_in(measure, framework.conversions.get(measure), whole=True, places=0),
            )
            for column, measure in COUNTS.items()
        }


@dataclass(slots=True)
class Sums:
    """What the numbers of a sheet's rows add up to by column.

    All of them, those of one table, those since the last total, and those of the unit at hand.
    """

    whole: dict[str, int] = field(default_factory=dict)
    table: dict[str, int] = field(default_factory=dict)
    part: dict[str, int] = field(default_factory=dict)
    unit: dict[str, int] = field(default_factory=dict)

    @property
    def each(self) -> tuple[dict[str, int], ...]:
        """The sums that a total may mean."""
        return self.whole, self.table, self.part, self.unit

    def add(self, column: str, number: int) -> None:
        """Count a number."""
        for sums in self.each:
            sums[column] = sums.get(column, 0) + number

    def nearest(self, column: str, stated: Decimal) -> int:
        """Of the sums that a total may mean the one nearest to what it says."""
        return min((sums.get(column, 0) for sums in self.each), key=lambda known: abs(known - stated))


class TableRows:
    """The rows of one table of a ledger."""

    def __init__(self, book: str, sheet: Sheet, heads: Heads, words: RowWords, sums: Sums) -> None:
        self.sheet = sheet
        self.heads = heads
        self.sums = sums
        self.findings: list[Finding] = []
        self.phones: set[Location] = set()
        self.sheet_place = Location(book, sheet.name)
        self._words = words
        self._spans = Spans(spans_down(sheet, heads.first_row) if sheet.merged else {})
        self._above: dict[str, str] = {}
        self._shared: set[Location] = set()

    def text(self, row: int, key: str) -> str:
        """The cell of a column as a person sees it; empty without such a column."""
        return as_text(self._content(row, key))

    def place(self, row: int, key: str) -> Location:
        """The cell of a column, above the row where it is merged with others; the row without such a column."""
        at = self.heads.columns.get(key)
        if at is None:
            return self.sheet_place.at(address(row, min(self.heads.own, default=0)))
        return self.sheet_place.at(address(self._spans.first_row(row, at), at))

    def grid(self, row: int) -> Grid:
        """The grid of a row; what is found goes among the findings."""
        place = self.sheet_place.at(address(row, min(self.heads.own)))
        counts = {column: self._count(row, column) for column in COUNTS}
        people = {column: self._people(row, column) for column in PEOPLE}
        return Grid(
            name=self._name(row),
            code=self.text(row, "code"),
            extent=self._said(row, "extent"),
            households=counts["households"],
            residents=counts["residents"],
            micro_grids=counts["micro_grids"],
            micro_households=counts["micro_households"],
            leader=people["leader"],
            leader_post=self._post(row),
            full_time=people["full_time"],
            part_time=people["part_time"],
            liaison=people["liaison"],
            party_group=self._party_group(row),
            party_members=counts["party_members"],
            functions=self._functions(row),
            said_in_range=self._in_range(row),
            remarks=self._said(row, "remarks"),
            places={key: self.place(row, key) for key in self.heads.columns},
            location=place,
        )

    def _content(self, row: int, key: str) -> CellValue:
        at = self.heads.columns.get(key)
        return BLANK if at is None else self.sheet.cell(self._spans.first_row(row, at), at)

    def _name(self, row: int) -> str:
        key = next(key for key in ("name", "code") if key in self.heads.columns)
        read = read_name(self._said(row, key), self.place(row, key))
        self.findings += read.findings
        if read.value:
            return read.value
        self.findings.append(finding("grid-without-name", self.place(row, "name"), row=row + 1))
        return self.text(row, "code") or f"#{row + 1}"

    def _count(self, row: int, column: GridColumn) -> int | None:
        """A whole number, none with a finding where a filled cell holds none, or is merged over several grids."""
        text, place = self.text(row, column), self.place(row, column)
        if not text:
            return None
        if self._is_shared(row, column):
            if place not in self._shared:
                self._shared.add(place)
                self.findings.append(finding("grid-count-shared", place, text=text, name=GRID_HEADINGS[column]))
            return None
        answer = read_answer(self._content(row, column), place, self._words.expected[column])
        self.findings += answer.findings
        number = answer.value.value
        if not isinstance(number, Decimal) or number > LARGEST:
            return None
        if number < 0:
            self.findings.append(finding("grid-number-negative", place, name=GRID_HEADINGS[column], text=text))
            return None
        if number != number.to_integral_value():
            self.findings.append(finding("not-whole", place, name=GRID_HEADINGS[column], value=text))
            return None
        if self._spans.first_row(row, self.heads.columns[column]) == row:
            self.sums.add(column, int(number))
        return int(number)

    def _is_shared(self, row: int, column: str) -> bool:
        """Whether a cell is merged over the rows of several grids."""
        first, last = self._spans.down.get((row, self.heads.columns[column]), (row, row))
        return last > first and len({self.name_place(each) for each in range(first, last + 1)}) > 1

    def name_place(self, row: int) -> Location:
        """The cell that names the grid of a row: rows with the same one are one grid."""
        key = next(key for key in ("name", "code") if key in self.heads.columns)
        return self.place(row, key)

    def _people(self, row: int, column: str) -> str:
        named = read_people(self.text(row, column), self._above.get(column, ""))
        self._above[column] = named.text
        return self._noted(row, column, named)

    def _post(self, row: int) -> str:
        # A post is vacant by the same words as a person is missing.
        return self._noted(row, "leader_post", read_party_group(self.text(row, "leader_post")))

    def _party_group(self, row: int) -> str:
        return self._noted(row, "party_group", read_party_group(self.text(row, "party_group")))

    def _said(self, row: int, column: str) -> str:
        return self._noted(row, column, read_words(self.text(row, column)))

    def _noted(self, row: int, column: str, named: Named) -> str:
        """A cleaned text; a telephone number that stood beside it is remembered by its cell alone."""
        if named.phone:
            self.phones.add(self.place(row, column))
        return named.text

    def _in_range(self, row: int) -> bool | None:
        cell, text = self._content(row, "in_range"), self.text(row, "in_range")
        # The ledger works it out by itself; a program that did not calculate has left no result.
        if not text or isinstance(cell, Broken):
            return None
        said = read_tick(text)
        if said is None:
            self._unclear(row, "in_range", text, GRID_HEADINGS["in_range"])
        return said

    def _functions(self, row: int) -> frozenset[str]:
        """The functions that are ticked, and those that one cell lists."""
        found: set[str] = set()
        for key, name in self._words.functions.functions.items():
            text = self.text(row, FUNCTION + key) if FUNCTION + key in self.heads.columns else ""
            ticked = read_tick(text)
            if ticked is None:
                self._unclear(row, FUNCTION + key, text, name)
            elif ticked:
                found.add(key)
        if _FUNCTIONS in self.heads.columns:
            told = read_functions(self.text(row, _FUNCTIONS), self._words.functions)
            found |= told.functions
            for text in told.unknown:
                known = listed(list(self._words.functions.functions.values()))
                place = self.place(row, _FUNCTIONS)
                self.findings.append(finding("grid-function-unknown", place, text=text, known=known))
        return frozenset(found)

    def _unclear(self, row: int, column: str, text: str, name: Text) -> None:
        self.findings.append(finding("grid-tick-unclear", self.place(row, column), text=text, name=name))
