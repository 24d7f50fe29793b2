"""A roster workbook -> `Roster`: one row a unit, columns found by their headings in either language.

A roster with an error is not to be counted by: whoever is not in it would be told that he does not count.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from starcli.core.areas import Areas, is_area_code
from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.roster import Roster, RosterUnit, squeezed
from starcli.core.text import listed
from starcli.excel.layouts.form import NAME_ENDINGS, PROFILE_LABELS, TOTAL_WORDS, normalised, unit_column_of
from starcli.excel.opening.book import Book, Sheet, address, as_text
from starcli.excel.opening.workbook import open_file
from starcli.excel.reading.names import read_code, read_name
from starcli.excel.reading.unit import find_kind, find_profile, kinds_listed, profiles_for

_SEARCHED_ROWS = 20
_TAG_HEADINGS = ("标签", "特征", "tags", "tag")
_PARTED = re.compile(r"[,，;；、/\s]+")
_NEEDED = ("name", "code")
_TELLING = ("kind", "profile", "town", "county", "city", "tags")
_SHARED_DOWN = ("kind", "profile", "town", "county", "city", "tags")
"""What may be written once for several rows, in a cell merged over them."""


def read_roster(path: Path, framework: Framework) -> Read[Roster | None]:
    """The roster in a workbook, from every sheet with its headings; None where no sheet has them."""
    opened = open_file(path, str(path))
    if opened.value is None:
        return Read(None, opened.findings)
    read = _Rows(opened.value, framework)
    for sheet in opened.value.sheets:
        read.sheet(sheet)
    found = (*opened.findings, *read.findings())
    if not read.units:
        told = any(one.severity == "error" for one in found)
        return Read(None, found if told else (*found, finding("roster-unreadable", Location(str(path)))))
    return Read(Roster.of(read.units, name_endings(framework)), found)


@dataclass(frozen=True, slots=True)
class _Row:
    """The texts of one row and the cells they stand in, by field."""

    texts: Mapping[str, str]
    cells: Mapping[str, Location]


class _Rows:
    """Collects the units of a roster row by row."""

    def __init__(self, book: Book, framework: Framework) -> None:
        self._book = book
        self._framework = framework
        self._codes: dict[str, Location] = {}
        self._names: dict[tuple[str, ...], RosterUnit] = {}
        self._rows: list[_Row] = []
        self._found: list[Finding] = []
        self.units: list[RosterUnit] = []

    def sheet(self, sheet: Sheet) -> None:
        """Every unit of a sheet; a finding when it has none of the headings, or not all that are needed."""
        first, columns = _header(sheet)
        place = Location(self._book.name, sheet.name)
        missing = [key for key in _NEEDED if key not in columns]
        if missing and columns:
            names = listed([PROFILE_LABELS[key] for key in missing])
            self._found.append(finding("roster-column-missing", place.at(address(first - 1, 0)), missing=names))
        elif missing and any(map(any, sheet.rows)):
            self._found.append(finding("roster-sheet-not-read", place))
        elif columns:
            for row in _rows(self._book, sheet, first, columns):
                self._add(row)

    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found, and the areas that rows call by different names."""
        areas = Areas(entry.unit for entry in self.units)
        pairs = zip(self.units, self._rows, strict=True)
        doubts = [found for entry, row in pairs for found in areas.doubtful(entry.unit, entry.location, row.cells)]
        return (*self._found, *doubts)

    def _add(self, row: _Row) -> None:
        unit = self._unit(row)
        if not unit.name:
            self._found.append(finding("roster-name-missing", row.cells["name"], code=unit.code))
            return
        place = row.cells["name"]
        if unit.code in self._codes:
            other = self._codes[unit.code].within
            self._found.append(finding("roster-row-repeated", place, text=unit.name, other=other))
            return
        tags = tuple(tag for tag in _PARTED.split(row.texts.get("tags", "")) if tag)
        unclear = tuple(key for key in ("kind", "profile") if row.texts.get(key) and not getattr(unit, key))
        entry = RosterUnit(unit, tags, place, unclear)
        namesake = self._names.setdefault((unit.county, unit.town, squeezed(unit.name)), entry)
        if namesake is not entry:
            coded = unit.code and namesake.unit.code
            code = "roster-name-repeated" if coded else "roster-row-repeated"
            self._found.append(finding(code, place, text=unit.name, other=namesake.location.within))
            if not coded:
                return
        if unit.code:
            self._codes[unit.code] = place
        self.units.append(entry)
        self._rows.append(row)

    def _unit(self, row: _Row) -> Unit:
        """The unit of a row; kind and profile as ids, empty with a finding where the framework has no such word."""
        name = read_name(row.texts["name"], row.cells["name"])
        code = read_code(row.texts["code"], row.cells["code"])
        self._found += (*name.findings, *code.findings)
        if code.value and not is_area_code(code.value):
            self._found.append(finding("roster-code-irregular", row.cells["code"], text=code.value))
        if not row.texts["code"]:
            self._found.append(finding("roster-code-missing", row.cells["code"], text=name.value))
        kind = self._kind(row)
        places = {key: read_name(row.texts.get(key, ""), row.cells["name"]).value for key in ("town", "county", "city")}
        return Unit(code=code.value, name=name.value, kind=kind, profile=self._profile(row, kind), **places)

    def _kind(self, row: _Row) -> str:
        text = row.texts.get("kind", "")
        kind = find_kind(self._framework, text) if text else None
        if text and kind is None:
            known = kinds_listed(self._framework)
            self._found.append(finding("roster-kind-unknown", row.cells["kind"], text=text, known=known))
        return kind.id if kind else ""

    def _profile(self, row: _Row, kind: str) -> str:
        text = row.texts.get("profile", "")
        if not text:
            return ""
        kinds = [kind] if kind else list(self._framework.kinds)
        profile = next((p for one in kinds if (p := find_profile(self._framework, text, one))), None)
        if profile is None:
            fitting = dict.fromkeys(p.name for one in kinds for p in profiles_for(self._framework, one))
            place = row.cells["profile"]
            self._found.append(finding("roster-profile-unknown", place, text=text, known=listed([*fitting])))
        return profile.id if profile else ""


def _header(sheet: Sheet) -> tuple[int, Mapping[str, int]]:
    """The first row of units, and the column of each heading; none where no row looks like the headings of a roster."""
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        columns: dict[str, int] = {}
        for at, cell in enumerate(sheet.rows[row]):
            text = as_text(cell)
            key = "tags" if normalised(text) in _TAG_HEADINGS else unit_column_of(text)
            if key is not None:
                columns.setdefault(key, at)
        needed = sum(key in columns for key in _NEEDED)
        if needed == len(_NEEDED) or (needed and any(key in columns for key in _TELLING)):
            return row + 1, columns
    return 0, {}


def _rows(book: Book, sheet: Sheet, first: int, columns: Mapping[str, int]) -> Iterator[_Row]:
    """Every row that names a unit or gives a code; totals are passed over."""
    above = {
        (row, column): top
        for top, bottom in sheet.merged
        for row in range(top[0], bottom[0] + 1)
        for column in range(top[1], bottom[1] + 1)
    }
    for row in range(first, len(sheet.rows)):
        cells = {key: (row, at) for key, at in columns.items()}
        cells |= {key: above.get(cells[key], cells[key]) for key in _SHARED_DOWN if key in cells}
        texts = {key: as_text(sheet.cell(*cell)) for key, cell in cells.items()}
        total = not texts["code"] and any(normalised(as_text(cell)) in TOTAL_WORDS for cell in sheet.rows[row])
        if (texts["name"] or texts["code"]) and not total:
            places = {key: Location(book.name, sheet.name, address(row, columns[key])) for key in cells}
            yield _Row(texts, places)


def name_endings(framework: Framework) -> tuple[str, ...]:
    """Words that say nothing of which unit is meant: the kinds, and what a unit's offices are called."""
    kinds = (word for kind in framework.kinds.values() for word in (kind.id, *kind.name.wordings, *kind.aliases))
    return (*kinds, *NAME_ENDINGS)
