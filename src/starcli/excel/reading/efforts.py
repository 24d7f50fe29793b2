"""A workbook with a sheet of efforts -> `EffortTable`: the days of each indicator, and what is kept or required."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.numbers import ZERO
from starcli.core.paths.effort import EffortTable, Ruling
from starcli.core.text import listed
from starcli.excel.layouts.effort import EFFORT_HEADINGS, RULINGS
from starcli.excel.layouts.form import normalised
from starcli.excel.opening.book import Book, Broken, CellValue, Sheet, address, as_text
from starcli.excel.opening.workbook import open_file

_SEARCHED_ROWS = 20


def read_efforts(path: Path, framework: Framework) -> Read[EffortTable | None]:
    """The efforts in a workbook, from every sheet that has the headings; None where none has them."""
    opened = open_file(path, str(path), {"paths"})
    if opened.value is None:
        return Read(None, opened.findings)
    reader = _Efforts(framework)
    found = [reader.sheet(opened.value, sheet) for sheet in opened.value.sheets]
    if not any(found):
        return Read(None, (finding("effort-columns-missing", Location(str(path))),))
    return Read(EffortTable(reader.days, reader.rulings), tuple(reader.findings))


class _Efforts:
    """Collects efforts and rulings row by row."""

    def __init__(self, framework: Framework) -> None:
        self._codes = {normalised(code): code for code in framework.entries}
        self._seen: dict[str, Location] = {}
        self.days: dict[str, Decimal] = {}
        self.rulings: dict[str, Ruling] = {}
        self.findings: list[Finding] = []

    def sheet(self, book: Book, sheet: Sheet) -> bool:
        """Whether a sheet has the headings; its rows are then taken."""
        first, columns = _header(sheet)
        if not columns:
            return False
        for row in range(first, len(sheet.rows)):
            code = as_text(sheet.cell(row, columns["code"]))
            if code:
                self._row(book, sheet, row, columns, code)
        return True

    def _row(self, book: Book, sheet: Sheet, row: int, columns: dict[str, int], text: str) -> None:
        places = {key: Location(book.name, sheet.name, address(row, at)) for key, at in columns.items()}
        code = self._codes.get(normalised(text))
        if code is None:
            self.findings.append(finding("effort-of-nothing", places["code"], text=text))
            return
        if code in self._seen:
            other = self._seen[code].within
            self.findings.append(finding("effort-twice", places["code"], id=code, other=other))
            return
        self._seen[code] = places["code"]
        if "effort" in columns:
            self._effort(code, sheet.cell(row, columns["effort"]), places["effort"])
        if "ruling" in columns:
            self._ruling(code, as_text(sheet.cell(row, columns["ruling"])), places["ruling"])

    def _effort(self, code: str, cell: CellValue, place: Location) -> None:
        text = as_text(cell)
        if not text:
            return
        days = None if isinstance(cell, Broken) else _number(text)
        if days is None or days < ZERO:
            self.findings.append(finding("effort-not-days", place, text=text))
        else:
            self.days[code] = days

    def _ruling(self, code: str, text: str, place: Location) -> None:
        if not text:
            return
        meant = next(
            (r for r, words in RULINGS.items() if normalised(text) in map(normalised, (r, *words.wordings))), None
        )
        if meant is None:
            known = listed(list(RULINGS.values()))
            self.findings.append(finding("ruling-unclear", place, text=text, known=known))
        elif meant != "free":
            self.rulings[code] = meant


def _header(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The first row below the headings, and the column of each; none where no row has those that are needed."""
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        columns = dict(_columns(sheet, row))
        if "code" in columns and ("effort" in columns or "ruling" in columns):
            return row + 1, columns
    return 0, {}


def _columns(sheet: Sheet, row: int) -> Iterator[tuple[str, int]]:
    words = {normalised(word): key for key, heading in EFFORT_HEADINGS.items() for word in heading.wordings}
    for at, cell in enumerate(sheet.rows[row]):
        key = words.get(normalised(as_text(cell)))
        if key is not None:
            yield key, at


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip().removesuffix("天").strip())
    except ArithmeticError:
        return None
    return number if number.is_finite() else None
