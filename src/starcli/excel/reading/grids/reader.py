"""A workbook -> the ledger of grids of each unit in it: tables anywhere, put together by unit.

Whose a grid is says its row, a line above it, the labels or the title above the table, the sheet's name, the other
sheets or the file's name, in that order. A form's own ledger is of the form's unit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from starcli.core.assessment import Origin, Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.grids.ledger import Grid, GridLedger
from starcli.core.model import Framework
from starcli.core.roster import Roster, squeezed
from starcli.excel.layouts.form import TOWN_ENDINGS
from starcli.excel.opening.book import BLANK, Book, Sheet
from starcli.excel.reading.grids.columns import about_columns
from starcli.excel.reading.grids.headings import Heads, tables_of
from starcli.excel.reading.grids.rows import RowWords, Sums, TableRows
from starcli.excel.reading.grids.tables import WalkedTable, walked
from starcli.excel.reading.grids.units import KindWords, fields_above, fields_of_file, town_of_file
from starcli.excel.reading.header import find_headers
from starcli.excel.reading.hidden import hidden_cells, hidden_parts
from starcli.excel.reading.profile import read_cover, read_fields
from starcli.excel.reading.unit import Field, area_cells, kinds_listed, read_dated
from starcli.excel.reading.unit_forms import merged_fields

_WHOSE = ("name", "code")
_COUNTY_ENDINGS = ("县", "市", "区")
_IDENTITY = ("code", "name", "town", "county")
_NOT_NEEDED = frozenset({"kind-missing", "roster-supplied", "framework-differs"})
"""What is said of a form that does not say what a form must; a ledger need not."""


@dataclass(slots=True)
class Part:
    """The grids of one unit in a workbook, what is said of it, and the sheet that it is first named on.

    Without a field that names it a part is nobody's, unless the workbook as a whole is somebody's.
    """

    fields: Mapping[str, Field]
    location: Location
    grids: list[Grid] = field(default_factory=list)

    @property
    def is_named(self) -> bool:
        """Whether the part itself says whose it is."""
        return any(key in self.fields for key in _WHOSE)


Named = dict[tuple[tuple[str, ...], str], Part]
"""The parts of a workbook by what is said of their unit, and by sheet."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The ledgers in a workbook, everything found in them, and the workbook without them."""

    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    rest: Book
    found: bool


@dataclass(frozen=True, slots=True)
class LedgerIn:
    """The ledger of one unit, and where the workbook says whose it is and since when."""

    ledger: GridLedger
    origin: Origin


class GridReader:
    """Reads ledgers of grids by one framework; with a roster, units are those that it lists."""

    def __init__(self, framework: Framework, roster: Roster | None = None) -> None:
        self._framework = framework
        self._roster = roster
        self._words = RowWords(framework)
        self._kinds = KindWords(framework)

    def read_each(self, book: Book) -> tuple[Read[LedgerIn | None], ...]:
        """The ledger of each unit in a workbook that is no form; none where it has no ledger.

        What is found about the workbook as a whole goes with the first of them.
        """
        parts = self.parts_of(book)
        return self.ledgers_of(book, parts) if parts.found else ()

    def ledgers_of(self, book: Book, parts: Parts) -> tuple[Read[LedgerIn | None], ...]:
        """The same of a workbook whose parts are known."""
        others = [read_fields(book.name, [(sheet, len(sheet.rows))]) for sheet in parts.rest.sheets]
        elsewhere = merged_fields(({key: each for key, each in fields.items() if each.text}) for fields in others)
        unread = [
            finding("sheet-not-read", Location(book.name, sheet.name))
            for sheet, fields in zip(parts.rest.sheets, others, strict=True)
            if not fields and any(map(any, sheet.rows))
        ]
        several = sum(part.is_named for part in parts.parts) > 1
        read = [self._ledger(part, elsewhere, book.name, several=several) for part in parts.parts]
        if not read:
            return (Read(None, (*parts.findings, finding("grid-ledger-empty", Location(book.name)))),)
        first, *rest = _of_roster(read)
        return (Read(first.value, (*parts.findings, *unread, *first.findings)), *rest)

    def parts_of(self, book: Book) -> Parts:
        """The ledgers in a workbook by unit, not yet held against forms or a roster."""
        parts: Named = {}
        found: list[Finding] = []
        rest: list[Sheet] = []
        tables = 0
        for sheet in book.sheets:
            heads = list(tables_of(sheet, self._words.functions))
            tables += len(heads)
            ends = self._sheet(book.name, sheet, heads, parts, found)
            rest += [sheet] if not heads else _without(sheet, heads, ends)
        if not tables:
            return Parts((), (), book, found=False)
        places = [place for part in parts.values() for grid in part.grids for place in grid.places.values()]
        found += (*hidden_parts(book, places), *hidden_cells(book, places))
        return Parts(_united(parts), tuple(found), replace(book, sheets=tuple(rest)), found=True)

    def _sheet(
        self,
        book: str,
        sheet: Sheet,
        tables: Sequence[Heads],
        parts: Named,
        found: list[Finding],
    ) -> list[int]:
        """The rows of every table of a sheet into the parts of their units; the row behind each table."""
        sums, phones = Sums(), 0
        ends: list[int] = []
        place = Location(book, sheet.name)
        above: dict[str, Field] = {}
        top = -1
        for heads in tables:
            if heads.top > top:
                # Headings that are printed again have nothing above them: the rows go on being those of the same unit.
                above = fields_above(book, sheet, max(ends, default=0), heads.top, self._kinds) or above
                top = heads.top
            below = min((each.top for each in tables if each.top > heads.top), default=len(sheet.rows))
            sums.table.clear()
            part = sheet if heads.span is None else _columns_of(sheet, *heads.span)
            table = walked(TableRows(book, part, heads, self._words, sums), self._words, self._kinds, below)
            found += (*about_columns(place, part, heads, self._words, table), *table.findings)
            self._into_parts(table, above, place, parts, found)
            ends.append(table.end)
            phones += table.phones
        if phones:
            found.append(finding("grid-phones-left-out", place, count=phones))
        return ends

    @staticmethod
    def _into_parts(
        table: WalkedTable,
        above: Mapping[str, Field],
        place: Location,
        parts: Named,
        found: list[Finding],
    ) -> None:
        named = any(key in row.whose for row in table.rows for key in _WHOSE)
        for row in table.rows:
            if named and not any(key in row.whose for key in _WHOSE):
                found.append(finding("grid-row-of-nobody", row.grid.location, row=row.row + 1))
                continue
            # A name above the table is that of whoever reports, where rows name units themselves.
            fields = {**_common(above, row.whose), **row.whose}
            key = tuple(squeezed(fields[one].text) if one in fields else "" for one in _IDENTITY)
            parts.setdefault((key, place.sheet), Part(fields, place)).grids.append(row.grid)

    def _ledger(self, part: Part, elsewhere: Mapping[str, Field], book: str, *, several: bool) -> Read[LedgerIn | None]:
        """The ledger of one part; None with a finding where nothing says whose it is."""
        found: list[Finding] = []
        fields = dict(part.fields)
        if not part.is_named and not several:
            named = any(key in elsewhere for key in _WHOSE)
            fields = {**(elsewhere if named else fields_of_file(book, self._kinds)), **fields}
        else:
            common = {key: each for key, each in elsewhere.items() if key not in _WHOSE}
            fields = {**town_of_file(book), **common, **fields}
        if not any(key in fields for key in _WHOSE):
            return Read(None, (finding("grid-ledger-of-nobody", part.location, count=len(part.grids)),))
        if "words" in fields:
            words, called = fields.pop("words"), fields["name"]
            if called.location == words.location:
                found.append(finding("grid-unit-from-words", words.location, text=words.text, unit=called.text))
        cover = read_cover(fields, self._framework, part.location, self._roster)
        found += (one for one in cover.findings if one.code not in _NOT_NEEDED)
        unit = self._with_kind(cover.value.unit, part, found)
        ledger = GridLedger(unit, tuple(part.grids), part.location, cover.value.period, cover.value.listed_as)
        origin = Origin(cover.value.listed_as, read_dated(fields, part.location), area_cells(fields))
        return Read(LedgerIn(ledger, origin), tuple(found))

    def _with_kind(self, unit: Unit, part: Part, found: list[Finding]) -> Unit:
        """A unit with its kind, by its name where nothing else says it, and its usual profile."""
        kind = unit.kind
        if not kind:
            kind = self._kinds.kind_of(unit.name)
            if not kind:
                known = kinds_listed(self._framework)
                found.append(finding("grid-size-not-judged", part.location, unit=unit.name or unit.code, known=known))
                return unit
            name = self._framework.kinds[kind].name
            found.append(finding("grid-kind-from-name", part.location, text=unit.name, kind=name))
        usual = self._framework.default_profile(kind)
        return replace(unit, kind=kind, profile=unit.profile or (usual.id if usual is not None else ""))


def _united(parts: Named) -> tuple[Part, ...]:
    """The parts of a workbook; those of one unit on several sheets are one, unless both have the same grids."""
    united: dict[tuple[str, ...], list[Part]] = {}
    for (key, _), part in parts.items():
        own = united.setdefault(key, [])
        other = next((one for one in own if not share_grids(one.grids, part.grids)), None)
        if other is None:
            own.append(part)
        else:
            other.grids += part.grids
    return tuple(part for own in united.values() for part in own)


def share_grids(one: Iterable[Grid], other: Iterable[Grid]) -> bool:
    """Whether some grid stands in both."""
    return not {squeezed(grid.name) for grid in one}.isdisjoint(squeezed(grid.name) for grid in other)


def _of_roster(reads: Iterable[Read[LedgerIn | None]]) -> list[Read[LedgerIn | None]]:
    """The ledgers of a workbook, where those of one unit of the roster are one, however they spell its name."""
    listed: dict[int, int] = {}
    result: list[Read[LedgerIn | None]] = []
    for read in reads:
        at = read.value.ledger.listed_as if read.value is not None else None
        known = result[listed[at]] if at in listed else None
        if read.value is None or at is None or known is None or known.value is None:
            if at is not None:
                listed[at] = len(result)
            result.append(read)
        elif share_grids(known.value.ledger.grids, read.value.ledger.grids):
            result.append(read)
        else:
            ledger = known.value.ledger
            whole = replace(ledger, grids=(*ledger.grids, *read.value.ledger.grids))
            result[listed[at]] = Read(replace(known.value, ledger=whole), (*known.findings, *read.findings))
    return result


def _common(above: Mapping[str, Field], whose: Mapping[str, Field]) -> Mapping[str, Field]:
    """What stands above a table and holds for a row: a name there may be that of whoever reports many units."""
    same = all(key not in whose or _same(above.get(key), whose[key]) for key in _WHOSE)
    if not any(key in whose for key in _WHOSE) or same:
        return above
    return {key: each for key, each in above.items() if key not in (*_WHOSE, "words")}


def _same(one: Field | None, other: Field) -> bool:
    return one is not None and squeezed(one.text) == squeezed(other.text)


def of_unit(part: Part, unit: Unit) -> bool:
    """Whether a part of a form's workbook is of the form's unit: it says nothing else."""
    code = part.fields["code"].text.strip() if "code" in part.fields else ""
    if code and unit.code:
        return code == unit.code
    name, known = squeezed(part.fields["name"].text) if "name" in part.fields else "", squeezed(unit.name)
    return not name or not known or name.startswith(known) or _is_within(name, known) or _is_within(known, name)


def _is_within(whole: str, name: str) -> bool:
    """Whether a text is a name with nothing but its town or county in front."""
    return whole.endswith(name) and whole.removesuffix(name).endswith((*TOWN_ENDINGS, *_COUNTY_ENDINGS))


def joined(parts: Iterable[Part]) -> Part | None:
    """Several parts of one unit as one; None without any."""
    each = list(parts)
    if not each:
        return None
    return Part(each[0].fields, each[0].location, [grid for part in each for grid in part.grids])


def _columns_of(sheet: Sheet, first: int, end: int) -> Sheet:
    """A sheet of which only some columns are filled."""
    rows = tuple(tuple(cell if first <= at < end else BLANK for at, cell in enumerate(cells)) for cells in sheet.rows)
    return replace(sheet, rows=rows)


def _without(sheet: Sheet, tables: Sequence[Heads], ends: Sequence[int]) -> list[Sheet]:
    """The sheet with its ledgers blanked; none where nothing else in it is read."""
    blank = {row for heads, end in zip(tables, ends, strict=True) for row in range(heads.top, end)}
    empty = (BLANK,) * len(sheet.rows[0])
    rest = replace(sheet, rows=tuple(empty if row in blank else cells for row, cells in enumerate(sheet.rows)))
    return [rest] if find_headers(rest) else []
