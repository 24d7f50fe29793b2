"""A table with a row a unit -> the entries of each unit, in the cells of that table.

A row is a unit's when it has a name or a code. Town headings between the rows, totals, headings printed again, notes
and blank rows are none; a row whose items are filled and that names nobody is a finding. Two rows of one unit agree,
complete one another or cancel out like two rows of one item, so that a row for each level (填报层级) makes one form.
"""

from collections.abc import Mapping, Sequence

from starcli.core.findings import Finding, finding
from starcli.excel.layouts.form import ANSWER_COLUMNS, HEADINGS, Column, ValueColumn, normalised, unit_column_of
from starcli.excel.opening.book import Sheet, as_text
from starcli.excel.reading.headings import tier_of
from starcli.excel.reading.items import Items
from starcli.excel.reading.notes import is_note, is_numbering, is_total
from starcli.excel.reading.rows import Page
from starcli.excel.reading.spans import Spans, spans_down
from starcli.excel.reading.unit import Field, Fields
from starcli.excel.reading.unit_forms import Units, ambiguous
from starcli.excel.reading.unit_table import ItemColumns, UnitTable

_IDENTITY = ("name", "code")


class UnitRows:
    """Reads one such table."""

    def __init__(self, book: str, sheet: Sheet, table: UnitTable, items: Items) -> None:
        self._items = items
        self._table = table
        self._sheet = sheet
        self._cells = sorted({at for each in table.items.values() for at in _answers(each.columns)})
        down = spans_down(sheet, table.first_row) if sheet.merged else {}
        self._page = Page(book, sheet, Spans(down))
        self._page = Page(book, sheet, Spans(down, frozenset(self._shared(down))))

    def named(self) -> list[tuple[str, ...]]:
        """Code, name and town of every row with answers, as they stand."""
        return [self._identity(row) for row in self._rows() if self._filled(row)]

    def is_ledger(self) -> bool:
        """Whether units have more than two rows each, without a column of levels: a table of their parts, not them."""
        named = self.named()
        return "tier" not in self._table.fields and len(named) > 2 * len(set(named))

    def read(self, units: Units, found: list[Finding]) -> None:
        """Every row into its unit's form; what is found about the table and about rows of nobody goes into `found`."""
        found += self._about_columns()
        for row in self._rows():
            fields = self._fields(row)
            filled = self._filled(row)
            if not any(key in fields for key in _IDENTITY):
                found += self._nameless(row, filled)
                continue
            if not filled and not self._is_unit(fields):
                continue
            if is_total(fields[key].text for key in _IDENTITY if key in fields):
                found += self._total(row, fields, filled)
                continue
            self._read_row(row, fields, filled, units, found)

    def _read_row(self, row: int, fields: Fields, filled: list[int], units: Units, found: list[Finding]) -> None:
        tier = self._tier(row, filled, found)
        if tier is None:
            return
        first = next(fields[key] for key in _IDENTITY if key in fields)
        own = {key: field for key, field in fields.items() if key not in ("tier", "remarks")}
        if "name" not in own:
            found.append(finding("unit-known-by-code", first.location, text=first.text))
            own["name"] = first
        form = units.of(own, first.location)
        if form is None:
            found.append(ambiguous(units, own, first.location, len(filled)))
            return
        form.rows.findings += self._repeated(row)
        reason = fields["remarks"].text if "remarks" in fields else ""
        for key, each in self._table.items.items():
            columns = each.columns if tier == "self" else _of_tier(each, tier)
            form.rows.add(key, self._page, row, columns, each.in_force, reason)

    def _rows(self) -> list[int]:
        """The rows that are neither blank, nor headings or notes."""
        return [row for row in range(self._table.first_row, len(self._sheet.rows)) if not self._is_passed_over(row)]

    def _is_passed_over(self, row: int) -> bool:
        texts = [as_text(cell) for cell in self._sheet.rows[row]]
        lead = next(filter(None, texts), "")
        if not lead or is_note(lead):
            return True
        headed = {key: texts[at] for key, at in self._table.fields.items() if key in _IDENTITY}
        again = any(text and unit_column_of(text) == key for key, text in headed.items())
        return again or (row == self._table.first_row and is_numbering(texts)) or self._is_heading(texts)

    def _is_heading(self, texts: Sequence[str]) -> bool:
        """Whether a row is one of the heading rows printed again, or a line above them."""
        filled = [(at, text) for at, text in enumerate(texts) if text]
        above = self._sheet.rows[: self._table.first_row]
        return len(filled) > 1 and any(all(as_text(line[at]) == text for at, text in filled) for line in above)

    def _identity(self, row: int) -> tuple[str, ...]:
        return tuple(self._text(row, key) for key in ("code", "name", "town"))

    def _text(self, row: int, field: str) -> str:
        at = self._table.fields.get(field)
        return "" if at is None else self._page.text(row, at)

    def _fields(self, row: int) -> dict[str, Field]:
        """What the row says of its unit."""
        return {
            key: Field(text, self._page.place(row, at))
            for key, at in self._table.fields.items()
            if (text := self._page.text(row, at))
        }

    def _filled(self, row: int) -> list[int]:
        cells = self._sheet.rows[row]
        return [at for at in self._cells if as_text(cells[at])]

    def _is_unit(self, fields: Fields) -> bool:
        """Whether a row without any answer is a unit's blank form: it says more than a name, or a name of a kind."""
        name = fields["name"].text if "name" in fields else ""
        return len(fields) > 1 or normalised(name).endswith(self._items.kind_words)

    def _nameless(self, row: int, filled: Sequence[int]) -> list[Finding]:
        if not filled:
            return []
        place = self._page.place(row, filled[0])
        lead = next(as_text(cell) for cell in self._sheet.rows[row] if as_text(cell))
        if is_total((lead,)):
            return [finding("total-row-skipped", place, text=lead)]
        return [finding("unit-row-without-name", place, answers=len(filled))]

    def _total(self, row: int, fields: Fields, filled: Sequence[int]) -> list[Finding]:
        text = next(fields[key].text for key in _IDENTITY if key in fields)
        return [finding("total-row-skipped", self._page.place(row, filled[0]), text=text)] if filled else []

    def _tier(self, row: int, filled: Sequence[int], found: list[Finding]) -> ValueColumn | None:
        """The level whose values a row holds; None, with a finding, for a word that is no level."""
        text = self._text(row, "tier")
        tier = tier_of(text) if text else "self"
        if tier is None:
            place = self._page.place(row, self._table.fields["tier"])
            found.append(finding("tier-unknown", place, text=text, answers=len(filled)))
        return tier

    def _repeated(self, row: int) -> list[Finding]:
        """A finding for each filled cell of a second column of the same answers."""
        return [
            finding("column-repeated", self._page.place(row, at), heading=heading, column=HEADINGS[column])
            for at, (heading, column) in self._table.repeated.items()
            if as_text(self._sheet.cell(row, at))
        ]

    def _about_columns(self) -> list[Finding]:
        """A finding for each filled column whose heading is nearly an item, and for cells merged over several units."""
        found = []
        rows = range(self._table.first_row, len(self._sheet.rows))
        for at, heading in self._table.unknown.items():
            if any(as_text(self._sheet.cell(row, at)) for row in rows):
                place = self._page.place(self._table.first_row - 1, at)
                near = ", ".join(self._items.near(heading))
                found.append(finding("column-not-recognised", place, heading=heading, near=near))
        for row, at in sorted(self._page.spans.shared):
            first, last = self._page.spans.down[row, at]
            text = as_text(self._sheet.cell(row, at))
            if row == first and text:
                ids = ", ".join(filter(None, (self._text(each, "name") for each in range(first, last + 1))))
                found.append(finding("value-over-several-rows", self._page.place(row, at), text=text, ids=ids))
        return found

    def _shared(self, down: Mapping[tuple[int, int], tuple[int, int]]) -> list[tuple[int, int]]:
        """The cells of items that are merged over the rows of several units."""
        return [
            (row, at)
            for (row, at), (first, last) in down.items()
            if at in self._cells and len({self._identity(each) for each in range(first, last + 1)}) > 1
        ]


def _answers(columns: Mapping[Column, int]) -> list[int]:
    return [columns[column] for column in ANSWER_COLUMNS if column in columns]


def _of_tier(each: ItemColumns, tier: ValueColumn) -> Mapping[Column, int]:
    """An item's columns in a row that holds the values of one level, unless its headings name levels themselves."""
    if "verified" in each.columns or "reviewed" in each.columns:
        return each.columns
    return {(tier if column == "self" else column): at for column, at in each.columns.items()}
