"""Workbooks for the tests: written from tables in a test's text, read back as flat lists."""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from xml.parsers import expat

import openpyxl
import xlsxwriter

from starcli.bundled import indicators_folder
from starcli.core.assessment import TIERS, Answer, Assessment, Count, Entry, Unit
from starcli.core.benchmark import rate_at
from starcli.core.findings import Finding, Location, Read
from starcli.core.model import Framework
from starcli.core.numbers import plain
from starcli.core.rating import Rating, rate
from starcli.core.scheme import Scheme, resolve
from starcli.definitions import load_framework
from starcli.excel.opening.book import Sheet
from starcli.excel.reading.reader import FormReader, read_units

Raw = str | int | float | bool | date | datetime | time | timedelta | None
Rows = Sequence[Sequence[Raw]]
VILLAGE = "| 类型 | 村 |"
"""The least that a form must say of its unit."""

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")')
"""What a spreadsheet would take for a formula."""

_FORMULA = re.compile(r"<f[ >][^<]*</f>")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_RULE = re.compile(r"[\s|:-]+")


@cache
def framework() -> Framework:
    """The reference framework."""
    loaded = load_framework(indicators_folder() / "reference-47").value
    if loaded is None:
        raise ValueError("the reference framework does not load")
    return loaded


@cache
def scheme(kind: str = "village", profile: str = "default") -> Scheme:
    """A scheme of the reference framework."""
    return resolve(framework(), kind, profile)


def only(read: Sequence[Read[Assessment | None]]) -> Read[Assessment | None]:
    """What was read of a workbook that holds one unit. Raises `ValueError` for any other."""
    (one,) = read
    return one


@cache
def reader() -> FormReader:
    """A reader of forms by the reference framework."""
    return FormReader(framework())


def touched(folder: Path, *names: str) -> Path:
    """A folder with empty files of these names."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def grid(table: str) -> list[list[Raw]]:
    """The rows of a markdown table.

    Digits are a number, and a text between backticks; a line without bars is a text in the first column, `---`
    stands for an empty row. `<` belongs to the cell on its left, `^` to the one above: both are merged into it.
    """
    rows: list[list[Raw]] = []
    for line in table.strip().splitlines():
        text = line.strip()
        if text.startswith("|") and _RULE.fullmatch(text) and "-" in text:
            continue
        if text == "---":
            rows.append([])
        elif text.startswith("|"):
            rows.append([_cell(part.strip()) for part in text.strip("|").split("|")])
        else:
            rows.append([text])
    return rows


def sheet(table: str | Rows, name: str = "填报表") -> Sheet:
    """A sheet as the reader sees it, without a file."""
    rows = grid(table) if isinstance(table, str) else table
    width = max((len(row) for row in rows), default=0)
    filled = ((*row, *(None,) * (width - len(row))) for row in rows)
    return Sheet(
        name, tuple(tuple("" if cell is None or cell in ("<", "^") else cell for cell in row) for row in filled)
    )


def write(path: Path, sheets: Mapping[str, str | Rows]) -> Path:
    """A workbook with these sheets; text stays text, whatever it looks like."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, table in sheets.items():
        target = book.add_worksheet(name)
        rows = grid(table) if isinstance(table, str) else table
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _put(target, row, column, cell, day)
        for first, last in _merged(rows):
            top = rows[first[0]][first[1]]
            target.merge_range(*first, *last, "" if top is None else top)
    book.close()
    return path


def form(path: Path, table: str | Rows, **more: str | Rows) -> Path:
    """A village's workbook: the least of a profile, and a data sheet; further sheets by name."""
    return write(path, {"基本信息": VILLAGE, "填报表": table, **more})


def read(path: Path) -> Read[Assessment | None]:
    """What the reader makes of a workbook, which findings call by its file's name."""
    return only(read_units(path, path.name, reader()))


def assessment(path: Path) -> Assessment:
    """The assessment in a workbook that has one."""
    value = read(path).value
    if value is None:
        raise ValueError(f"{path.name} holds no answers")
    return value


def found(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Cell and code of every finding."""
    return [(finding.location.cell, finding.code) for finding in findings]


def answers(read_: Assessment) -> list[tuple[str, str, str]]:
    """Key, tier and value of every answer, in the form's order."""
    return [
        (key, tier, _shown(entry.answers[tier].value, entry.answers[tier].not_applicable))
        for key, entry in read_.entries.items()
        for tier in TIERS
        if tier in entry.answers
    ]


def counts(read_: Assessment) -> list[tuple[str, str, str]]:
    """Key, cell and value of every count."""
    return [(key, count.location.cell, plain(count.value)) for key, count in read_.counts.items()]


def rated(
    unit: Unit, at: str = "four-star", counted: Mapping[str, int] | None = None, waived: Mapping[str, str] | None = None
) -> Rating:
    """The rating of a unit that just meets a grade, with adjustments, and with indicators waived for a reason."""
    judged = scheme(unit.kind or "village", unit.profile or "default")
    known = rate_at(judged, at).assessment
    entries = dict(known.entries)
    for key, reason in (waived or {}).items():
        word = Answer(None, "不适用", Location("f.xlsx", "填报表", "F9"), not_applicable=True)
        entries[key] = Entry({"verified": word}, reason=reason)
    place = Location("f.xlsx", "加减分与否决", "D4")
    entered = {key: Count(Decimal(times), place) for key, times in (counted or {}).items()}
    whole = replace(unit, kind=judged.kind.id, profile=judged.profile.id)
    return rate(judged, replace(known, unit=whole, entries=entries, counts=entered))


def formulas(path: Path) -> list[str]:
    """Every formula in the sheets of a workbook, as it stands in the file."""
    with zipfile.ZipFile(path) as package:
        pages = sorted(name for name in package.namelist() if name.startswith("xl/worksheets/sheet"))
        return [found_ for page in pages for found_ in _FORMULA.findall(package.read(page).decode())]


def broken_parts(path: Path) -> list[str]:
    """The parts of a workbook that are no well-formed XML."""
    broken = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            try:
                expat.ParserCreate().Parse(package.read(name), True)
            except expat.ExpatError:
                broken.append(name)
    return broken


def printed(path: Path) -> list[tuple[str, str, str, str]]:
    """Name, paper (9 is A4), orientation and repeated rows of every sheet."""
    return [
        (
            page.title,
            str(page.page_setup.paperSize),
            page.page_setup.orientation or "portrait",
            page.print_title_rows or "",
        )
        for page in openpyxl.load_workbook(path)
    ]


def cells(path: Path, name: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet with the stored results of its formulas."""
    return list(openpyxl.load_workbook(path, data_only=True)[name].iter_rows(values_only=True))


def _shown(value: Decimal | str | None, not_applicable: bool) -> str:
    if not_applicable:
        return "not applicable"
    return plain(value) if isinstance(value, Decimal) else str(value)


def _cell(text: str) -> Raw:
    if not text:
        return None
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text.strip("`").replace("<br>", "\n") if text.startswith("`") else text.replace("<br>", "\n")


def _put(target: Any, row: int, column: int, cell: Raw, day: Any) -> None:
    if cell is None or cell in ("<", "^"):
        return
    if isinstance(cell, bool):
        target.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        target.write_number(row, column, cell)
    elif isinstance(cell, str):
        target.write_string(row, column, cell)
    else:
        target.write_datetime(row, column, cell, day)


def _merged(rows: Rows) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """First and last cell of every merged range: each cell followed by `<` or with `^` below it."""
    ranges = []
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell in ("<", "^"):
                continue
            right = _run(list(cells[column + 1 :]), "<")
            down = _run([below[column] if column < len(below) else None for below in rows[row + 1 :]], "^")
            if right or down:
                ranges.append(((row, column), (row + down, column + right)))
    return ranges


def _run(cells: Sequence[Raw], mark: str) -> int:
    """How many cells in a row hold a mark."""
    length = 0
    while length < len(cells) and cells[length] == mark:
        length += 1
    return length
