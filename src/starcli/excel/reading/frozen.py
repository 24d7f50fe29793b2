"""The record of a frozen season -> `FrozenRecord`: every version with all that its rows say."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeVar, get_args

from starcli.core.assessment import TIERS, Tier, Unit
from starcli.core.everyone import State
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.racing.frozen import FrozenRecord, FrozenUnit, FrozenVersion
from starcli.core.text import Text
from starcli.excel.layouts.frozen import (
    UNIT_HEADINGS,
    VERSION_HEADINGS,
    WORDS,
    unit_column_of,
    version_column_of,
)
from starcli.excel.opening.book import CellValue, Percent, Sheet, as_text
from starcli.excel.opening.workbook import open_content, read_content

C = TypeVar("C", bound=str)
Cells = Mapping[str, str]
_SEARCHED_ROWS = 20
_STATES: tuple[State, ...] = get_args(State)
_NO_TABLE = Text("没有版本表，或没有各单位的表", "it has no table of versions, or none of units")
_NO_VERSION = Text("版本表有一行读不懂", "a row of the table of versions makes no sense")


def read_record(path: Path, name: str) -> Read[FrozenRecord | None]:
    """The record in a workbook, which findings call `name`; None with a finding for any other file."""
    content = read_content(path, name)
    opened = open_content(content.value, name, ("season",)) if content.value is not None else content
    if opened.value is None or isinstance(opened.value, bytes):
        found = opened.findings[0]
        return Read(None, (_unreadable(name, Text(found.message("zh"), found.message("en"))),))
    sheets = opened.value.sheets
    versions = [cells for sheet in sheets for cells in _rows(sheet, version_column_of, tuple(VERSION_HEADINGS))]
    units: dict[str, list[FrozenUnit]] = {}
    for sheet in sheets:
        for cells in _rows(sheet, unit_column_of, tuple(UNIT_HEADINGS)):
            units.setdefault(cells["version"], []).append(_unit(cells))
    if not versions or not units:
        return Read(None, (_unreadable(name, _NO_TABLE),))
    read = [_version(cells, units.get(cells["number"], [])) for cells in versions]
    if any(version is None for version in read):
        return Read(None, (_unreadable(name, _NO_VERSION),))
    known = sorted((version for version in read if version is not None), key=lambda version: version.number)
    return Read(FrozenRecord(tuple(known), Location(name)))


def _unreadable(name: str, why: Text) -> Finding:
    return finding("frozen-record-unreadable", Location(name), why=why)


def _rows(sheet: Sheet, column_of: Callable[[str], C | None], wanted: tuple[C, ...]) -> Iterator[Cells]:
    """The filled rows below the headings, each column as text; none where a heading is lacking."""
    for top in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        columns: dict[str, int] = {}
        for at, cell in enumerate(sheet.rows[top]):
            column = column_of(as_text(cell))
            if column is not None:
                columns.setdefault(column, at)
        if all(column in columns for column in wanted):
            for row in range(top + 1, len(sheet.rows)):
                cells = {column: _text(sheet.cell(row, at)) for column, at in columns.items()}
                if cells[wanted[0]]:
                    yield cells
            return


def _text(cell: CellValue) -> str:
    """A cell as a record says it: numbers without an exponent and without what binary fractions add."""
    if isinstance(cell, int | float) and not isinstance(cell, bool | Percent):
        number = Decimal(repr(cell))
        text = format(number, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return as_text(cell)


def _version(cells: Cells, units: list[FrozenUnit]) -> FrozenVersion | None:
    number, basis = cells["number"], cells["basis"]
    if not (number.isascii() and number.isdigit()) or basis not in TIERS:
        return None
    tier: Tier = TIERS[TIERS.index(basis)]
    return FrozenVersion(
        label=cells["label"],
        number=int(number),
        day=cells["day"],
        reason=cells["reason"],
        framework=cells["framework"],
        framework_name=cells["framework_name"],
        roster=cells["roster"],
        basis=tier,
        groups=cells["groups"],
        units=tuple(units),
        former=cells["former"],
        before=cells["before"],
        digest=cells["digest"],
    )


def _unit(cells: Cells) -> FrozenUnit:
    unit = Unit(**{key: cells[key] for key in ("code", "name", "kind", "profile", "town", "county", "city")})
    state: State = next((known for known in _STATES if known == cells["state"]), "unrated")
    figures = {"total": _number(cells["total"]), "plain": _number(cells["plain"])}
    places = {"place": _whole(cells["place"]), "of": _whole(cells["of"])}
    # What cannot be understood must not pass for a blank cell: no digest was made of it.
    understood = {**figures, **places, "state": state if state == cells["state"] else None}
    odd = [cells[key] for key, value in understood.items() if value is None and cells[key]]
    return FrozenUnit(
        unit=unit,
        state=state,
        total=figures["total"],
        plain=figures["plain"],
        computed=cells["computed"],
        awarded=cells["awarded"],
        place=places["place"],
        of=places["of"],
        file=cells["file"],
        digest=cells["digest"],
        words=(*(cells[key] for key in WORDS), *odd),
    )


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except ArithmeticError:
        return None
    return number if number is not None and number.is_finite() else None


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
