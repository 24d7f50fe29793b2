"""A register workbook -> `Register`: what was filed, and whatever the county has written beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.plans.register import Cell, Filing, Register
from starcli.core.text import Language
from starcli.excel.layouts.register import NEEDED, OURS, REGISTER_HEADINGS, register_column_of
from starcli.excel.opening.book import Book, CellValue, Percent, Sheet, address, as_text
from starcli.excel.opening.workbook import open_content, read_content
from starcli.excel.reading.dates import read_date
from starcli.excel.reading.names import read_code, read_name

_SEARCHED_ROWS = 20
_APART = ("row", *OURS, "county", "town", "name", "code", "kind")
"""What a filing has fields of its own for, or is counted anew."""


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """A register as it stands in a workbook, the language of its headings, and other sheets that hold anything."""

    register: Register
    language: Language
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heads:
    first_row: int
    columns: Mapping[str, int]
    others: Mapping[str, int] = field(default_factory=dict)
    language: Language = "zh"


def read_register(path: Path) -> Read[RegisterBook | None]:
    """The register in a workbook; None with a finding for any other file."""
    content = read_content(path, str(path))
    if content.value is None:
        return Read(None, content.findings)
    opened = open_content(content.value, str(path), ("register",))
    book = opened.value
    if book is None:
        return Read(None, opened.findings)
    for sheet in book.sheets:
        heads = _heads(sheet)
        if heads is not None:
            others = tuple(one.name for one in book.sheets if one is not sheet and any(map(any, one.rows)))
            return _read(book, sheet, heads, others, opened.findings)
    return Read(None, (*opened.findings, finding("register-unreadable", Location(str(path)))))


def _heads(sheet: Sheet) -> _Heads | None:
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        columns: dict[str, int] = {}
        others: dict[str, int] = {}
        english = 0
        for at, cell in enumerate(sheet.rows[row]):
            heading = as_text(cell)
            key = register_column_of(heading) if heading else None
            if key is not None and key not in columns:
                columns[key] = at
                english += heading == REGISTER_HEADINGS[key].en
            elif heading:
                others.setdefault(heading, at)
        if all(key in columns for key in NEEDED):
            return _Heads(row + 1, columns, others, "en" if english * 2 > len(columns) else "zh")
    return None


def _read(
    book: Book, sheet: Sheet, heads: _Heads, others: tuple[str, ...], opened: tuple[Finding, ...]
) -> Read[RegisterBook | None]:
    found: list[Finding] = list(opened)
    place = Location(book.name, sheet.name)
    filings: list[Filing] = []
    lines: list[Mapping[str, Cell]] = []
    for cells, places in _rows(place, sheet, heads):
        if "number" in cells:
            filings.append(_filing(cells, places))
        else:
            found.append(finding("register-row-without-number", places["number"], text=_told(cells)))
            lines.append(cells)
    register = Register(tuple(filings), tuple(heads.others), tuple(lines), place)
    return Read(RegisterBook(register, heads.language, others), tuple(found))


def _rows(place: Location, sheet: Sheet, heads: _Heads) -> Iterator[tuple[Mapping[str, Cell], Mapping[str, Location]]]:
    """The cells of every filled row by column, and where each is."""
    columns: dict[str, int] = {**heads.columns, **heads.others}
    for row in range(heads.first_row, len(sheet.rows)):
        cells = {key: value for key, at in columns.items() if (value := _cell(sheet.cell(row, at))) is not None}
        if not cells:
            continue
        yield cells, {key: place.at(address(row, at)) for key, at in columns.items()}


def _filing(cells: Mapping[str, Cell], places: Mapping[str, Location]) -> Filing:
    def text(key: str) -> str:
        return str(cells.get(key, ""))

    said = {key: read_name(text(key), places["name"]).value for key in ("county", "town", "name")}
    unit = Unit(code=read_code(text("code"), places["name"]).value, **said)
    day, version = cells.get("date"), text("version")
    kept = {key: value for key, value in cells.items() if key not in _APART}
    read = day if isinstance(day, date) else None
    if read is None and "date" in cells:
        span = read_date(text("date"), places["date"]).value
        read = span.last if span is not None else None
        kept = kept if read is not None else {**kept, "date": text("date")}
    kind = {"kind": cells["kind"]} if "kind" in cells else {}
    return Filing(
        number=text("number"),
        version=int(version) if version.isascii() and version.isdigit() else 0,
        day=read,
        fingerprint=text("fingerprint"),
        unit=unit,
        cells={**kind, **kept},
        location=places["number"],
        places=places,
    )


def _cell(cell: CellValue) -> Cell | None:
    """A cell as a value: a number, a day or a text; None for a blank one."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool | Percent):
        number = Decimal(repr(cell))
        return number.to_integral_value() if number == number.to_integral_value() else number
    return as_text(cell) or None


def _told(cells: Mapping[str, Cell]) -> str:
    return " ".join(str(cell) for cell in list(cells.values())[:3])
