"""A workbook with several units -> the form of each: one sheet a unit, one table of all, or both.

It holds several when tables with a row a unit (`unit_table`) or lists of answers (`unit_lists`) name several units,
tell levels apart row by row, or have no other table beside them; or when sheets are the same form for different
units: they name different ones, above the table or by the sheet's own name, and at least half of the items of one
stand in the other. The usual sheets of one form, such as data and adjustments, ask for different items, and stay one
unit's; so does a form with a ledger beside it.

What the sheets without answers say holds for every unit, but for names and codes; a sheet that names one unit, or
is called by it, is that unit's own. A table that does not say whose it is, is nobody's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from starcli.core.findings import Finding, Location, finding
from starcli.excel.layouts.form import normalised
from starcli.excel.opening.book import Book, Sheet
from starcli.excel.reading.file_names import unit_in
from starcli.excel.reading.items import Items
from starcli.excel.reading.rows import Rows
from starcli.excel.reading.tables import Table
from starcli.excel.reading.unit import Field, Fields
from starcli.excel.reading.unit_forms import UnitForm, Units, ambiguous, identity, is_named, shared_fields
from starcli.excel.reading.unit_lists import first_named, named_in_list, read_list, unit_columns
from starcli.excel.reading.unit_rows import UnitRows
from starcli.excel.reading.unit_table import UnitTable

_COMMON = 2


@dataclass(frozen=True, slots=True)
class Contents:
    """What one sheet holds: tables of answers, or a table with a row a unit, or neither; and its labelled fields."""

    sheet: Sheet
    tables: Sequence[Table] = ()
    units: UnitTable | None = None
    fields: Fields = field(default_factory=dict)

    @property
    def has_answers(self) -> bool:
        """Whether anything in the sheet is an answer."""
        return bool(self.tables) or self.units is not None


class SeveralUnits:
    """The forms of all units in a workbook, in the order in which it names them.

    `found` is about no unit alone; `shared` are the fields that hold for every unit.
    """

    def __init__(self, book: Book, contents: Sequence[Contents], items: Items) -> None:
        self._book = book
        self._contents = contents
        self._items = items
        self._named = named_forms(book, contents, items.kind_words)
        self._units = Units(items)
        self.found: list[Finding] = []
        self.shared: Fields = {}

    @property
    def is_so(self) -> bool:
        """Whether the workbook holds the forms of several units at all."""
        long = [each for each in self._contents if each.units is not None or _is_list(each)]
        if any("tier" in unit_columns(table.header) for each in long for table in each.tables):
            return True
        if long and (len(self._in_long(long)) >= _COMMON or not any(each.tables for each in self._contents)):
            return True
        keys = [(_who(fields), _keys(self._contents[at])) for at, fields in self._named.items()]
        pairs = ((a, b) for (one, a), (other, b) in combinations(keys, 2) if one != other)
        return any(a and b and len(a & b) * 2 >= min(len(a), len(b)) for a, b in pairs)

    @property
    def only(self) -> Fields:
        """The fields of the unit whose list of answers is the only one; none where there is no such list."""
        lists = [
            (table, columns)
            for each in self._contents
            for table in each.tables
            if (columns := unit_columns(table.header))
        ]
        return first_named(*lists[0]) if lists else {}

    def read(self) -> Sequence[UnitForm]:
        """Every form; the same unit on several sheets has one."""
        for at, each in enumerate(self._contents):
            if each.units is not None or _is_list(each):
                self._read_long(each)
            elif at in self._named:
                self._read_form(each, self._named[at])
        for at, each in enumerate(self._contents):
            if each.tables and not _is_list(each) and at not in self._named:
                self._read_unnamed(each)
        self.shared = shared_fields(self._fields_for_all())
        return self._units.forms

    def _in_long(self, long: Sequence[Contents]) -> set[tuple[str, ...]]:
        """Code and name of every unit in tables of units, as they stand there."""
        named: set[tuple[str, ...]] = set()
        for each in long:
            if each.units is not None:
                named.update(UnitRows(self._book.name, each.sheet, each.units, self._items).named())
            for table in each.tables:
                named |= named_in_list(table, unit_columns(table.header))
        return named

    def _read_long(self, each: Contents) -> None:
        if each.units is not None:
            UnitRows(self._book.name, each.sheet, each.units, self._items).read(self._units, self.found)
        for table in each.tables if each.units is None else ():
            read_list(table, unit_columns(table.header), self._units, self.found)

    def _read_form(self, each: Contents, fields: Fields) -> None:
        place = Location(self._book.name, each.sheet.name)
        form = self._units.of(fields, place)
        if form is not None:
            _walk(each.tables, form.rows)
            return
        rows = Rows(self._items)
        _walk(each.tables, rows)
        self.found.append(ambiguous(self._units, fields, place, len(rows.places())))

    def _read_unnamed(self, each: Contents) -> None:
        """A table that its sheet's name gives to a unit, or that is nobody's where there are several."""
        forms = self._units.forms
        form = forms[0] if len(forms) == 1 else self._units.called_in(each.sheet.name)
        rows = Rows(self._items) if form is None else form.rows
        _walk(each.tables, rows)
        answers = len(rows.places())
        if form is None and answers:
            place = Location(self._book.name, each.sheet.name)
            self.found.append(finding("sheet-without-unit", place, answers=answers))

    def _fields_for_all(self) -> Iterator[Fields]:
        """The fields of sheets that are no single unit's; those of a unit's own cover go to it."""
        for at, each in enumerate(self._contents):
            if at in self._named:
                continue
            own = self._units.known(*identity(each.fields))
            called = own[0] if len(own) == 1 else self._units.called_in(each.sheet.name)
            if each.has_answers or called is None:
                yield each.fields
            else:
                called.learn(each.fields)


def named_forms(book: Book, contents: Sequence[Contents], kinds: Sequence[str]) -> dict[int, Fields]:
    """The fields of each form by the sheet's position, where the sheet says whose it is.

    By its fields; where those of all sheets name one unit, or none, by the name of the sheet.
    """
    forms = {at: each for at, each in enumerate(contents) if each.tables and not _is_list(each)}
    if len(forms) < _COMMON:
        return {}
    by_fields = {at: each.fields for at, each in forms.items() if is_named(each.fields)}
    by_tab = {at: fields for at, each in forms.items() if (fields := _called(book, each, kinds))}
    if len({_who(fields) for fields in by_fields.values()}) < _COMMON:
        return by_tab if len({_who(fields) for fields in by_tab.values()}) >= _COMMON else {}
    return by_tab | by_fields


def _called(book: Book, each: Contents, kinds: Sequence[str]) -> Fields:
    """The fields of a sheet that is called by the name of a unit, which ends with the word for its kind."""
    name = unit_in(each.sheet.name)
    if not any(normalised(name).endswith(kind) and normalised(name) != kind for kind in kinds):
        return {}
    rest = {key: field for key, field in each.fields.items() if key not in ("name", "code")}
    return {**rest, "name": Field(name, Location(book.name, each.sheet.name))}


def _is_list(each: Contents) -> bool:
    return any(unit_columns(table.header) for table in each.tables)


def _who(fields: Fields) -> str:
    code, name, _ = identity(fields)
    return code or name


def _keys(each: Contents) -> frozenset[str]:
    return frozenset(key for table in each.tables for _, key in table.known)


def _walk(tables: Iterable[Table], rows: Rows) -> None:
    for table in tables:
        table.read(rows)
