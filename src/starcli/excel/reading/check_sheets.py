"""A filled check sheet -> `CheckSheet`: rows by their code, wherever they were moved to, and what was typed into them.

A workbook may hold the sheets of several units, one after the other. Nothing is judged here: what is missing, doubled
or contradicts itself is found where the sheet is held against its form.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from starcli.core.assessment import Answer, Unit
from starcli.core.checking.sheet import CheckRow, CheckSheet
from starcli.core.checking.words import Method
from starcli.core.findings import Finding, Location, Read, finding
from starcli.excel.layouts.check_sheet import (
    CHECK_HEADINGS,
    CheckColumn,
    check_column_of,
    check_label_of,
    method_of,
    verdict_of,
)
from starcli.excel.layouts.form import normalised
from starcli.excel.opening.book import BLANK, Book, Broken, CellValue, Sheet, address, as_text
from starcli.excel.reading.cells import read_answer
from starcli.excel.reading.dates import read_date
from starcli.excel.reading.heading_rows import paths
from starcli.excel.reading.hidden import hidden_cells, hidden_parts
from starcli.excel.reading.items import Items
from starcli.excel.reading.names import read_code, read_name
from starcli.excel.reading.notes import is_note, is_numbering
from starcli.excel.reading.profile import read_fields, read_period
from starcli.excel.reading.spans import Spans, spans_down
from starcli.excel.reading.unit import Field

_SEARCHED_ROWS = 40
_TELLING: tuple[CheckColumn, ...] = ("verdict", "checker", "method")
"""Columns that only a check sheet has; two of them are asked for."""
_FEW = 2
_VERDICT_HEADS = frozenset(CHECK_HEADINGS["verdict"].wordings)
_SHARED_DOWN: tuple[CheckColumn, ...] = ("checker", "date", "method")
"""What may be written once for several rows, in a cell merged over them."""
_PARTED = re.compile(r"[、,，;；/+＋和及与\s]+")
_BETWEEN = "\u3000· •-—"


@dataclass(frozen=True, slots=True)
class _Heads:
    """The first row below the headings, the row that they begin in, and the column of each."""

    top: int
    first_row: int
    columns: Mapping[CheckColumn, int]


def is_check_sheet(sheet: Sheet) -> bool:
    """Whether a sheet has the columns of a check sheet."""
    return _find_heads(sheet) is not None


def holds_check_sheet(sheet: Sheet) -> bool:
    """Whether a sheet is a check sheet with the unit's own values, which could be taken for a form's."""
    told = any(cell in _VERDICT_HEADS for row in sheet.rows[:_SEARCHED_ROWS] for cell in row if isinstance(cell, str))
    heads = _find_heads(sheet) if told else None
    return heads is not None and "own" in heads.columns


def read_check_sheets(book: Book, items: Items) -> Read[tuple[CheckSheet, ...]]:
    """The check sheet of each unit in an opened workbook; none where no sheet is one."""
    tables = [(sheet, heads) for sheet in book.sheets if (heads := _find_heads(sheet)) is not None]
    known = {id(sheet) for sheet, _ in tables}
    covers = [(sheet, len(sheet.rows)) for sheet in book.sheets if id(sheet) not in known] if len(tables) == 1 else []
    named = read_fields(book.name, covers, check_label_of)
    sheets: list[CheckSheet] = []
    found: list[Finding] = []
    for sheet, heads in tables:
        fields = {**named, **read_fields(book.name, [(sheet, heads.top)], check_label_of)}
        reader = _Reader(book, sheet, heads, items)
        read = reader.read(fields)
        found += reader.findings
        if read is not None:
            sheets.append(read)
    places = [place for each in sheets for row in each.rows.values() for place in row.places.values()]
    found += (*hidden_parts(book, places), *hidden_cells(book, places))
    return Read(tuple(sheets), tuple(found))


class _Reader:
    def __init__(self, book: Book, sheet: Sheet, heads: _Heads, items: Items) -> None:
        self._book = book
        self._sheet = sheet
        self._heads = heads
        self._items = items
        self._spans = Spans(spans_down(sheet, heads.first_row))
        self.findings: list[Finding] = []

    def read(self, fields: Mapping[str, Field]) -> CheckSheet | None:
        """The sheet; None, with a finding, where nothing says whose it is."""
        place = Location(self._book.name, self._sheet.name)
        unit = self._unit(fields)
        if not (unit.name or unit.code):
            self.findings.append(finding("check-sheet-without-unit", place))
            return None
        rows: dict[str, CheckRow] = {}
        doubled: dict[str, tuple[CheckRow, ...]] = {}
        for row in self._rows():
            if row.key in rows:
                doubled[row.key] = (*doubled.get(row.key, ()), row)
            else:
                rows[row.key] = row
        said = {key: one.text for key, one in fields.items()}
        return CheckSheet(
            unit=unit,
            period=read_period(said.get("period", "")),
            location=place,
            rows=rows,
            doubled=doubled,
            stamp=said.get("stamp", ""),
            fingerprint=said.get("fingerprint", ""),
            cells={key: one.location for key, one in fields.items()},
        )

    def _unit(self, fields: Mapping[str, Field]) -> Unit:
        read = {}
        for key in ("code", "name", "town", "county"):
            text, place = (fields[key].text, fields[key].location) if key in fields else ("", Location())
            one = read_code(text, place) if key == "code" else read_name(text, place)
            self.findings += one.findings
            read[key] = one.value
        return Unit(code=read["code"], name=read["name"], town=read["town"], county=read["county"])

    def _rows(self) -> Iterator[CheckRow]:
        """Every row of a fact or an indicator; a finding for each other row that somebody has filled in."""
        for row in range(self._heads.first_row, len(self._sheet.rows)):
            texts = [as_text(cell) for cell in self._sheet.rows[row]]
            filled = [text for text in texts if text]
            if not filled or is_numbering(texts) or self._is_heading(texts):
                continue
            key = self._key(row)
            if key is not None:
                yield self._row(key, row)
            elif any(self._text(row, column) for column in ("verified", "verdict")) and not is_note(filled[0]):
                text = self._text(row, "code") or self._text(row, "name") or filled[0]
                near = ", ".join(self._items.near(text)) or "—"
                place = self._place(row, "code" if "code" in self._heads.columns else "name")
                self.findings.append(finding("check-item-unknown", place, text=text, near=near))

    def _key(self, row: int) -> str | None:
        """The fact or indicator of a row, by its code, else by its exact name."""
        code, name = self._text(row, "code"), self._text(row, "name").strip(_BETWEEN).split("\n")[0].strip(_BETWEEN)
        found = self._items.find(code) if normalised(code) else self._items.headed(name)
        return found if found in self._items.expected else None

    def _row(self, key: str, row: int) -> CheckRow:
        columns = self._heads.columns
        texts: dict[str, str] = {column: self._text(row, column) for column in columns}
        if self._is_formula(key, row):
            texts["verified"] = ""
        verified = self._answer(key, row, "verified", told=True) if texts.get("verified") else None
        day = None
        if texts.get("date"):
            # What cannot be read as a day is told where the sheet is held against its form.
            span = read_date(self._cell(row, "date"), self._place(row, "date")).value
            day = span.last if span is not None and span.first == span.last else None
        return CheckRow(
            key=key,
            location=self._place(row, "code" if "code" in columns else "name"),
            own=self._answer(key, row, "own", told=False),
            verified=verified,
            verdict=verdict_of(texts.get("verdict", "")),
            methods=_methods(texts.get("method", "")),
            day=day,
            texts=texts,
            places={column: self._place(row, column) for column in columns},
        )

    def _is_formula(self, key: str, row: int) -> bool:
        """Whether nobody has typed the verified value of what is worked out: no program has worked it out yet."""
        entry = self._items.framework.entries.get(key)
        worked_out = entry is not None and entry.definition.expression is not None
        return worked_out and isinstance(self._cell(row, "verified"), Broken)

    def _answer(self, key: str, row: int, column: CheckColumn, *, told: bool) -> Answer | None:
        """The value in a cell; None for a blank one, and for one that cannot be read: of that it is told."""
        if not self._text(row, column):
            return None
        read = read_answer(self._cell(row, column), self._place(row, column), self._items.expected[key])
        if not told:
            return read.value
        self.findings += (one for one in read.findings if one.severity != "error")
        usable = read.value.not_applicable or (read.value.value is not None and not read.missing)
        return read.value if usable else None

    def _cell(self, row: int, column: CheckColumn) -> CellValue:
        at = self._heads.columns.get(column)
        if at is None:
            return BLANK
        if column in _SHARED_DOWN:
            return self._sheet.cell(self._spans.first_row(row, at), at)
        return self._sheet.cell(row, at)

    def _text(self, row: int, column: CheckColumn) -> str:
        return as_text(self._cell(row, column))

    def _place(self, row: int, column: CheckColumn) -> Location:
        at = self._heads.columns.get(column, 0)
        return Location(self._book.name, self._sheet.name, address(row, at))

    def _is_heading(self, texts: Sequence[str]) -> bool:
        """Whether a row is the heading row printed again."""
        known = [at for at, text in enumerate(texts) if text and check_column_of(text) is not None]
        return len(known) > len(self._heads.columns) // _FEW


def _methods(text: str) -> tuple[Method, ...]:
    """The methods that a cell names, one or several; none where a part of it is no method."""
    whole = method_of(text)
    if whole is not None:
        return (whole,)
    parts = [method_of(part) for part in _PARTED.split(text) if part]
    known = tuple(part for part in parts if part is not None)
    return known if len(known) == len(parts) else ()


def _find_heads(sheet: Sheet) -> _Heads | None:
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        for last in (row, row + 1):
            if last >= len(sheet.rows):
                break
            columns: dict[CheckColumn, int] = {}
            for at, path in enumerate(paths(sheet, row, last)):
                column = check_column_of(path[-1]) if path else None
                if column is not None:
                    columns.setdefault(column, at)
            telling = sum(column in columns for column in _TELLING)
            if telling >= _FEW and ("code" in columns or "name" in columns):
                return _Heads(row, last + 1, columns)
    return None
