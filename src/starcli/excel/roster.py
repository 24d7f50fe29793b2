"""A roster workbook -> `Roster`: one row a unit, columns found by their headings in either language."""

import re
from collections.abc import Mapping
from pathlib import Path

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.roster import Roster, RosterUnit, squeezed
from starcli.excel.book import Book, Sheet, address, as_text
from starcli.excel.layout import label_of, normalised
from starcli.excel.opening import open_file

_SEARCHED_ROWS = 20
_TAG_HEADINGS = ("标签", "特征", "tags", "tag")
_PARTED = re.compile(r"[,，;；、/\s]+")


def read_roster(path: Path, framework: Framework) -> Read[Roster | None]:
    """The roster in a workbook; None when no sheet has a name and a code column."""
    opened = open_file(path, str(path))
    if opened.value is None:
        return Read(None, opened.findings)
    for sheet in opened.value.sheets:
        header = _header(sheet)
        if header is not None:
            read = _rows(opened.value, sheet, *header, framework)
            return Read(read.value, opened.findings + read.findings)
    return Read(None, (*opened.findings, finding("roster-unreadable", Location(str(path)))))


def _header(sheet: Sheet) -> tuple[int, Mapping[str, int]] | None:
    """The first row of units, and the column of each heading."""
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        columns: dict[str, int] = {}
        for at, cell in enumerate(sheet.rows[row]):
            text = as_text(cell)
            key = "tags" if normalised(text) in _TAG_HEADINGS else label_of(text)
            if key is not None:
                columns.setdefault(key, at)
        if "name" in columns and "code" in columns:
            return row + 1, columns
    return None


def _rows(book: Book, sheet: Sheet, first: int, columns: Mapping[str, int], framework: Framework) -> Read[Roster]:
    units: list[RosterUnit] = []
    seen: dict[tuple[str, ...], Location] = {}
    found: list[Finding] = []
    for row in range(first, len(sheet.rows)):
        texts = {key: as_text(sheet.cell(row, at)) for key, at in columns.items()}
        if not texts["name"] and not texts["code"]:
            continue
        place = Location(book.name, sheet.name, address(row, columns["name"]))
        unit = _unit(texts, framework)
        identity = (unit.code,) if unit.code else (unit.county, unit.town, squeezed(unit.name))
        if identity in seen:
            found.append(finding("roster-row-repeated", place, text=unit.name, other=seen[identity].within))
            continue
        seen[identity] = place
        tags = tuple(tag for tag in _PARTED.split(texts.get("tags", "")) if tag)
        units.append(RosterUnit(unit, tags, place))
    return Read(Roster.of(units), tuple(found))


def _unit(texts: Mapping[str, str], framework: Framework) -> Unit:
    """The unit of a row; kind and profile as ids where the framework knows the words, else as they stand."""
    kinds = {normalised(w): k.id for k in framework.kinds.values() for w in (k.id, k.name.zh, k.name.en, *k.aliases)}
    profiles = {
        normalised(word): profile.id
        for profile in framework.profiles.values()
        for word in (profile.id, profile.name.zh, profile.name.en, *profile.aliases)
    }
    kind = kinds.get(normalised(texts.get("kind", "")), texts.get("kind", ""))
    profile = profiles.get(normalised(texts.get("profile", "")), texts.get("profile", ""))
    plain = {key: texts.get(key, "") for key in ("code", "name", "town", "county", "city")}
    return Unit(kind=kind, profile=profile, **plain)
