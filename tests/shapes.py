"""What the tests of shapes ask of a file: its units, their answers, and what is found in which cell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from sheets import answers, reader

from starcli.core.assessment import Assessment
from starcli.core.findings import Read
from starcli.excel.reading.reader import read_units

Places = list[tuple[str, str]]


def each(path: Path) -> tuple[Read[Assessment | None], ...]:
    """What the reader makes of a file, unit by unit."""
    return read_units(path, path.name, reader())


def one(path: Path) -> Assessment:
    """The assessment in a file that holds one unit."""
    (read,) = each(path)
    assert read.value is not None
    return read.value


def values(path: Path) -> list[tuple[str, str, str]]:
    """Key, tier and value of every answer of the one unit in a file."""
    return answers(one(path))


def places(path: Path) -> Places:
    """Cell and code of everything that is found in a file, in all its units."""
    return [(found.location.cell, found.code) for read in each(path) for found in read.findings]


def units(path: Path) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The name and the answers of every unit in a file."""
    return [(read.value.unit.name, answers(read.value)) for read in each(path) if read.value is not None]


def details(path: Path, code: str) -> list[dict[str, Any]]:
    """The details of every finding of one code."""
    return [dict(found.details) for read in each(path) for found in read.findings if found.code == code]


def changed(path: Path, change: Callable[[Any], None], name: str = "填报表") -> Path:
    """A workbook after a change that openpyxl made to one of its sheets."""
    book = openpyxl.load_workbook(path)
    change(book[name])
    book.save(path)
    return path
