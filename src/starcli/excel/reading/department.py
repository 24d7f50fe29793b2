"""A department's table -> what it says of each unit: a row a value, or a row a unit with a column a figure.

A value may be that of an indicator or of a fact; numerator and denominator are the facts that an indicator is worked
out of, and a value beside them is held against what they give.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from starcli.core.assessment import Answer
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.imports.parts import rate_of, ratio_of
from starcli.core.imports.rates import is_same
from starcli.core.imports.values import ImportedRow, ImportedValue
from starcli.core.model import Definition
from starcli.core.numbers import half_up, plain
from starcli.core.text import Text
from starcli.excel.opening.book import Sheet, address, as_text
from starcli.excel.reading.cells import Expected, in_measure, read_answer
from starcli.excel.reading.data_heads import Heads, Part
from starcli.excel.reading.data_rows import DataRow, DataRows
from starcli.excel.reading.items import Items
from starcli.excel.reading.stated import measure_of, measures_above

_LONG_PARTS: tuple[Part, ...] = ("value", "numerator", "denominator")
_PLACES = 2

Cells = Mapping[Part, int]
"""The columns of the parts of one figure."""


def read_department(book: str, sheet: Sheet, heads: Heads, items: Items) -> Read[tuple[ImportedRow, ...]]:
    """Every row that says something of a unit."""
    reader = _Reader(book, sheet, heads, items)
    return Read(tuple(reader.rows()), tuple(reader.findings))


class _Reader:
    def __init__(self, book: str, sheet: Sheet, heads: Heads, items: Items) -> None:
        self._heads = heads
        self._items = items
        self._rows = DataRows(book, sheet, heads)
        self._above = measures_above(sheet, heads.top, items.is_measure)
        self._figures = self._columns()
        self.findings: list[Finding] = []

    def _columns(self) -> list[int]:
        if self._heads.shape == "wide":
            return [*self._heads.figures]
        return [self._heads.columns[part] for part in _LONG_PARTS if part in self._heads.columns]

    def rows(self) -> Iterator[ImportedRow]:
        """What each row says; findings about it on the way."""
        for at in self._figures:
            self.findings += self._rows.over_several(at)
        for row in self._rows:
            filled = sum(bool(as_text(row.content(at))) for at in self._figures)
            if not filled:
                continue
            if not (row.unit.name or row.unit.code):
                self.findings.append(finding("imported-row-without-unit", row.place(self._figures[0]), count=filled))
                continue
            values = tuple(self._values(row, filled))
            if values:
                yield ImportedRow(row.unit, row.location, values, row.cells)
        self.findings += self._rows.findings

    def _values(self, row: DataRow, filled: int) -> Iterable[ImportedValue]:
        if self._heads.shape == "wide":
            return [value for key, cells in self._by_key().items() for value in self._of(row, key, cells)]
        key = self._item(row, filled)
        cells: Cells = {part: self._heads.columns[part] for part in _LONG_PARTS if part in self._heads.columns}
        return () if key is None else self._of(row, key, cells)

    def _by_key(self) -> dict[str, dict[Part, int]]:
        found: dict[str, dict[Part, int]] = {}
        for at, figure in self._heads.figures.items():
            found.setdefault(figure.key, {}).setdefault(figure.part, at)
        return found

    def _item(self, row: DataRow, filled: int) -> str | None:
        """The fact or indicator that a row is about; None with a finding."""
        at = self._heads.columns["item"]
        text = as_text(row.sheet.cell(row.spans.first_row(row.row, at), at))
        if not text:
            self.findings.append(finding("imported-row-without-item", row.place(at), count=filled))
            return None
        key = self._items.headed(text)
        if key in self._items.expected:
            return key
        near = ", ".join(self._items.near(text)) or "—"
        self.findings.append(finding("imported-item-unknown", row.place(at), text=text, near=near))
        return None

    def _of(self, row: DataRow, key: str, cells: Cells) -> list[ImportedValue]:
        """What a row says of one fact or indicator."""
        filled = {part: at for part, at in cells.items() if as_text(row.content(at))}
        if not filled:
            return []
        entry = self._items.framework.entries.get(key)
        parts = ratio_of(entry.definition) if entry is not None else None
        whole = self._read(row, key, filled["value"]) if "value" in filled else None
        given: dict[Part, Answer] = {}
        for part, name in zip(("numerator", "denominator"), parts or (), strict=False):
            if part in filled:
                answer = self._read(row, name, filled[part])
                if answer is not None:
                    given[part] = answer
        if entry is not None and parts is not None and len(given) == _PLACES:
            self._hold_against(entry.definition, given, whole)
            pairs = zip(parts, (given["numerator"], given["denominator"]), strict=True)
            return [self._value(row, name, answer) for name, answer in pairs]
        if whole is None and len(filled.keys() - {"value"}) > 0 and "value" not in filled:
            self._unclear(row, key, filled, known=parts is not None, read=len(given))
        return [] if whole is None else [self._value(row, key, whole)]

    def _unclear(self, row: DataRow, key: str, filled: Cells, *, known: bool, read: int) -> None:
        """A finding where parts of a figure do not make it up; one that cannot be read has a finding already."""
        if known and read < len(filled):
            return
        place = row.place(next(iter(filled.values())))
        self.findings.append(
            finding("imported-parts-missing", place, id=key, name=self._name(key))
            if known
            else finding("imported-parts-unclear", place, id=key, name=self._name(key))
        )

    def _hold_against(self, definition: Definition, given: Mapping[Part, Answer], whole: Answer | None) -> None:
        """A finding where a typed rate is not the one that its parts give."""
        above, below = given["numerator"].value, given["denominator"].value
        typed = whole.value if whole is not None else None
        if whole is None or not (isinstance(above, Decimal) and isinstance(below, Decimal)):
            return
        exact = rate_of(definition, above, below)
        if exact is None or not isinstance(typed, Decimal) or is_same(typed, exact):
            return
        computed = plain(half_up(exact, max(_PLACES, definition.scale.precision)))
        self.findings.append(finding("imported-rate-differs", whole.location, typed=whole.raw, computed=computed))

    def _read(self, row: DataRow, key: str, at: int) -> Answer | None:
        """The value in a cell; None, with a finding, where it has none."""
        place = row.place(at)
        read = read_answer(row.content(at), place, self._expected(key, at))
        self.findings += read.findings
        if read.missing:
            return None
        if read.value.not_applicable:
            self.findings.append(finding("imported-without-value", place, text=read.value.raw))
            return None
        return read.value if read.value.value is not None else None

    def _expected(self, key: str, at: int) -> Expected:
        stated = measure_of(self._heads.headings[at], self._above, self._items.is_measure)
        return in_measure({key: self._items.expected[key]}, stated)[key]

    def _value(self, row: DataRow, key: str, answer: Answer) -> ImportedValue:
        return ImportedValue(key, answer, row.period, row.provider)

    def _name(self, key: str) -> Text:
        framework = self._items.framework
        return framework.facts[key].name if key in framework.facts else framework.entries[key].definition.name


def unknown_columns(book: str, sheet: Sheet, heads: Heads, items: Items) -> Iterator[Finding]:
    """A finding for each filled column of a table with a row a unit whose heading is nearly a fact or an indicator."""
    if heads.shape != "wide":
        return
    used = {*heads.units.values(), *heads.columns.values(), *heads.figures}
    for at, path in enumerate(heads.headings):
        if at in used or not path or not any(as_text(row[at]) for row in sheet.rows[heads.first_row :]):
            continue
        near = ", ".join(items.near(path[-1]))
        if near:
            place = Location(book, sheet.name, address(heads.first_row - 1, at))
            yield finding("imported-item-unknown", place, text=path[-1], near=near)
