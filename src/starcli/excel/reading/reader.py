"""A filled form -> `Assessment`: every filled cell of the answer columns is an answer or named by a finding."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from starcli.core.assessment import Assessment, Origin
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.roster import Roster
from starcli.excel.opening.book import Book, Sheet
from starcli.excel.opening.workbook import open_file
from starcli.excel.reading.check_sheets import holds_check_sheet
from starcli.excel.reading.claims import ClaimReader
from starcli.excel.reading.file_names import unit_in
from starcli.excel.reading.grids.in_form import with_ledgers
from starcli.excel.reading.grids.reader import GridReader
from starcli.excel.reading.header import find_headers
from starcli.excel.reading.hidden import hidden_cells, hidden_parts
from starcli.excel.reading.items import Items
from starcli.excel.reading.profile import read_cover, read_fields
from starcli.excel.reading.rows import Rows
from starcli.excel.reading.several_units import Contents, SeveralUnits
from starcli.excel.reading.tables import Table
from starcli.excel.reading.unit import Fields, area_cells, read_dated
from starcli.excel.reading.unit_forms import merged_fields
from starcli.excel.reading.unit_rows import UnitRows
from starcli.excel.reading.unit_table import find_unit_table
from starcli.excel.result_sheets import is_result_sheet, is_worked_out

_MADE_FOR = ("framework", "version", "fingerprint")


def read_units(path: Path, name: str, reader: "FormReader") -> tuple[Read[Assessment | None], ...]:
    """The assessment of each unit in a workbook, which findings call `name`; at least one.

    None in place of an assessment when the workbook cannot be opened or holds no answers. A unit's kind or profile
    is empty, with a finding, where the form does not say it.
    """
    return read_opened(open_file(path, name), reader)


def read_opened(opened: Read[Book | None], reader: "FormReader") -> tuple[Read[Assessment | None], ...]:
    """The same of a workbook that is open already."""
    if opened.value is None:
        return (Read(None, opened.findings),)
    first, *others = reader.read_each(opened.value)
    return (Read(first.value, opened.findings + first.findings), *others)


class FormReader:
    """Reads forms by one framework; the look-ups by code and by name are made once."""

    def __init__(self, framework: Framework, roster: Roster | None = None) -> None:
        self._framework = framework
        self._roster = roster
        self._items = Items(framework)
        self._claims = ClaimReader(framework)
        self._grids = GridReader(framework)

    def read_each(self, book: Book) -> tuple[Read[Assessment | None], ...]:
        """The assessment of each unit in an opened workbook, with its findings; at least one.

        What is found about the workbook as a whole goes with the first unit.
        """
        results = [sheet.name for sheet in book.sheets if is_result_sheet(sheet.rows)]
        checks = {sheet.name for sheet in book.sheets if holds_check_sheet(sheet)}
        pages = [sheet for sheet in book.sheets if sheet.name not in checks]
        forms = tuple(s for s in pages if not is_result_sheet(s.rows) and not is_worked_out(s.rows))
        among = tuple(finding("check-sheet-among-forms", Location(book.name, name)) for name in sorted(checks))
        if among and not any(find_headers(sheet) for sheet in forms):
            return (Read(None, among),)
        ledgers = self._grids.parts_of(replace(book, sheets=forms))
        first, *others = with_ledgers(self._read_each(ledgers.rest), ledgers, self._framework)
        skipped = (finding("result-sheet-not-read", Location(book.name, name)) for name in results)
        return (Read(first.value, (*first.findings, *skipped, *among)), *others)

    def _read_each(self, book: Book) -> tuple[Read[Assessment | None], ...]:
        contents = [self._contents(book, sheet) for sheet in book.sheets]
        if not any(each.has_answers for each in contents):
            return (Read(None, (finding("no-data-sheet", Location(book.name)),)),)
        several = SeveralUnits(book, contents, self._items)
        if several.is_so:
            return self._read_several(book, contents, several)
        return (self._read_one(book, contents, several.only),)

    def _contents(self, book: Book, sheet: Sheet) -> Contents:
        """What a sheet holds, and the labels above its table, or anywhere where it has none."""
        headers = find_headers(sheet)
        rows = range(headers[0].top, headers[0].first_row) if headers else None
        units = find_unit_table(sheet, self._items, rows)
        if units is not None and UnitRows(book.name, sheet, units, self._items).is_ledger():
            units = None
        tables = [] if units else [Table(book.name, sheet, header, self._items) for header in headers]
        if not any(table.header.sure or any(table.known) for table in tables):
            tables = []
        top = units.top if units else tables[0].header.top if tables else len(sheet.rows)
        return Contents(sheet, tables, units, read_fields(book.name, [(sheet, top)]))

    def _read_one(self, book: Book, contents: Sequence[Contents], named: Fields) -> Read[Assessment | None]:
        """The one unit of a workbook, which a column of its table may name; a table with a row a unit is a ledger."""
        rows = Rows(self._items)
        for table in (table for each in contents for table in each.tables):
            table.read(rows)
        fields = merged_fields((*(each.fields for each in contents), named))
        read = self._assess(fields, rows, Location(book.name))
        headers = {each.sheet.name: each.tables[0].header for each in contents if each.tables}
        claims = self._claims.read(book, headers, self._items.of_row)
        hidden = (*hidden_parts(book, rows.places()), *hidden_cells(book, rows.places()))
        found = (*read.findings, *hidden, *_unread(book, contents, fields), *claims.findings)
        return Read(replace(read.value, claims=claims.value), found)

    def _read_several(
        self, book: Book, contents: Sequence[Contents], several: SeveralUnits
    ) -> tuple[Read[Assessment | None], ...]:
        forms = several.read()
        everywhere = [place for form in forms for place in form.rows.places()]
        mentioned = merged_fields(each.fields for each in contents)
        others = [each for each in contents if each.units is None]
        about = (*several.found, *hidden_parts(book, everywhere), *_unread(book, others, mentioned))
        if not forms:
            return (Read(None, about),)
        reads: list[Read[Assessment | None]] = []
        for number, form in enumerate(forms):
            shared = several.shared if not number else _without(several.shared, _MADE_FOR)
            read = self._assess(merged_fields((form.fields, shared)), form.rows, form.place)
            hidden = hidden_cells(book, form.rows.places())
            reads.append(Read(read.value, (*(about if not number else ()), *read.findings, *hidden)))
        return tuple(reads)

    def _assess(self, fields: Fields, rows: Rows, place: Location) -> Read[Assessment]:
        """The assessment of a unit from its fields and rows."""
        cover = read_cover(fields, self._framework, place, self._roster)
        unit = cover.value.unit
        if not unit.name:
            unit = replace(unit, name=unit_in(Path(place.file).stem))
        found = (*cover.findings, *rows.findings, *(rows.not_for(unit.kind) if unit.kind else ()))
        party = fields["party"].text if "party" in fields else ""
        origin = Origin(cover.value.listed_as, read_dated(fields, place), area_cells(fields), party)
        return Read(Assessment(unit, cover.value.period, place, rows.entries, rows.counts, origin), found)


def _unread(book: Book, contents: Sequence[Contents], fields: Fields) -> Iterator[Finding]:
    """A note on each sheet that holds neither a table of answers nor a label that counts."""
    mentioned = {field.location.sheet for field in fields.values()}
    for each in contents:
        if not each.tables and each.sheet.name not in mentioned and any(map(any, each.sheet.rows)):
            yield finding("sheet-not-read", Location(book.name, each.sheet.name))


def _without(fields: Fields, keys: Sequence[str]) -> Fields:
    return {key: field for key, field in fields.items() if key not in keys}
