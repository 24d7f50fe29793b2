"""Workbooks spoiled by a seed: `mutations(seed, count)` gives the same files for the same numbers, for ever.

Each mutant is a sound file to which one way of spoiling was applied: to its package, its XML, its cells, its records,
its bytes, or its name. Mutant n is made alone, so that one that shows a fault can be made again.
"""

import csv
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from html import escape
from io import StringIO
from pathlib import Path

from byte_level import BYTE_LEVEL
from cell_level import CELL_LEVEL
from other_formats import CSV_LEVEL, HTML_LEVEL, OLE_LEVEL
from package_level import PACKAGE_LEVEL
from python_calamine import CalamineWorkbook
from raw_zip import packed, parts_of
from xml_level import XML_LEVEL

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "samples"))

from believable import form_maker  # noqa: E402 the samples' folder had to be found first
from dirty import TABLE  # noqa: E402
from dirty_forms import Case, Dirty  # noqa: E402
from old_formats import Raw, ods, xls  # noqa: E402

from starcli.core.assessment import Unit  # noqa: E402

Mutator = Callable[[bytes, random.Random], bytes]

NEIGHBOUR = ROOT / "samples" / "district" / "临江街道" / "渔浦村自评表.xlsx"
"""The healthy workbook that stands beside mutants; no mutant is made from it."""

_WORKBOOKS = (
    ("hujiaping.xlsx", "胡家坪村", ""),
    ("tangjia.xlsx", "Tangjia社区", ""),
    ("district/松岭乡/里坞村自评表.xlsx", "里坞村", "330199002204"),
    ("district/云溪镇/桥头社区自评表.xlsx", "桥头社区", "330199001207"),
)
"""Workbooks to start from, with the name and code of their units."""
_ODD = 0.03
"""The share of mutants that have an odd name as well."""
_FROM_DIRTY = ("header-of-two-rows", "sections-and-totals", "sheet-a-village", "one-long-sheet", "zip-with-gbk-names")
_NAMES = (
    "=cmd|' 村.xlsx", "行一\n行二.xlsx", "\x1b[31m红.xlsx", "村 村.xlsx", "'引号'\".xlsx", "%s{name}.xlsx",
    "[bold]x[／bold].xlsx", "长" * 80 + ".xlsx",
    "\udcba\udcfa\udcbc\udcd2\udcc6\udcba.xlsx", "～$x.xlsx", "村.XLSX", "a!b!c: d.xlsx",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seed:
    """A sound file: what sort it is, the extension it goes by, and what makes it the file of a unit with a number.

    Every mutant is about a unit of its own, so that those in one folder are not taken for one another.
    """

    sort: str
    suffix: str
    of_unit: Callable[[int], bytes]


@cache
def _seeds() -> Mapping[str, tuple[Seed, ...]]:
    """The sound files by their sort."""
    found = [*_samples(), *_plain(), *_dirty()]
    return {sort: tuple(seed for seed in found if seed.sort == sort) for sort in {seed.sort for seed in found}}


def _samples() -> Iterator[Seed]:
    for file, name, code in _WORKBOOKS:
        parts = parts_of((ROOT / "samples" / file).read_bytes())
        yield Seed("package", ".xlsx", lambda number, parts=parts, unit=(name, code): packed([  # type: ignore[misc]
            replace(part, content=_renamed(part.content, unit, number, "utf-8")) for part in parts
        ]))  # fmt: skip


def _renamed(content: bytes, unit: tuple[str, str], number: int, codec: str) -> bytes:
    """Some bytes with a unit's name and code turned into those of another, of the same length."""
    name, code = unit
    words = {name: f"{number:0{len(name)}d}"[-len(name) :], code: f"330197{number:06d}"[:12]}
    for old, new in words.items():
        content = content.replace(old.encode(codec), new.encode(codec)) if old else content
    return content


def _plain() -> Iterator[Seed]:
    """One form as a file of each other sort: its cells without formats, and results in the place of formulas."""
    with CalamineWorkbook.from_path(ROOT / "samples" / "hujiaping.xlsx") as book:
        sheets: dict[str, list[list[Raw]]] = {
            name: [[_raw(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python(False)]
            for name in book.sheet_names
        }
    rows = [[str(cell) for cell in row] for name in ("基本信息", "填报表") for row in sheets[name]]
    stream = StringIO()
    csv.writer(stream).writerows(rows)
    table = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    page = f'<html><head><meta charset="utf-8"></head><body><table>{table}</table></body></html>'
    unit = ("胡家坪村", "")
    document, workbook, text = parts_of(ods(sheets)), xls(sheets), stream.getvalue().encode("utf-8-sig")
    yield Seed("ods", ".ods", lambda number: packed([
        replace(part, content=_renamed(part.content, unit, number, "utf-8")) for part in document
    ]))  # fmt: skip
    yield Seed("ole", ".xls", lambda number: _renamed(workbook, unit, number, "utf-16-le"))
    yield Seed("csv", ".csv", lambda number: _renamed(text, unit, number, "utf-8"))
    # What government systems export is HTML, and called .xls.
    yield Seed("html", ".xls", lambda number: _renamed(page.encode(), unit, number, "utf-8"))


def _raw(cell: object) -> Raw:
    """A cell as other sorts of files have it: whole numbers without a decimal point."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    return str(cell)


def _dirty() -> Iterator[Seed]:
    """Some of the dirty samples: headers of several rows, sections and totals, many units in one file, archives."""

    def of_unit(dirty: Dirty, number: int) -> bytes:
        unit = Unit(f"330198{number % 1000:03d}201", f"{number:03d}村", dirty.kind, "", dirty.town, "示例县", "示例市")
        return dirty.make(Case(unit, form_maker(dirty.kind, "default"), random.Random(number)))  # noqa: S311 no secret

    for dirty in TABLE:
        if dirty.id in _FROM_DIRTY:
            sort = "archive" if dirty.suffix == ".zip" else "package"
            yield Seed(sort, dirty.suffix, partial(of_unit, dirty))


_LEVELS: tuple[tuple[str, tuple[str, ...], Mapping[str, Mutator]], ...] = (
    ("package", ("package", "package", "ods", "archive"), PACKAGE_LEVEL),
    ("xml", ("package", "package", "package", "ods"), XML_LEVEL),
    ("cell", ("package",), CELL_LEVEL),
    ("xls", ("ole",), OLE_LEVEL),
    ("csv", ("csv",), CSV_LEVEL),
    ("html", ("html",), HTML_LEVEL),
    ("bytes", ("package", "ods", "ole", "csv", "html", "archive"), BYTE_LEVEL),
)
WAYS = tuple((level, sorts, name, mutator) for level, sorts, ways in _LEVELS for name, mutator in ways.items())
"""Every way to spoil a file, each in its turn: level, sorts of files it fits, name, and the function."""


def mutant(seed: int, number: int) -> tuple[str, bytes]:
    """The mutant of a number: a file name, and the file."""
    dice = random.Random(f"{seed}/{number}")  # noqa: S311 no secret
    level, _, way, spoil = WAYS[number % len(WAYS)]
    start = _start(number, dice)
    content = spoil(start.of_unit(number), dice)
    name = f"{number:06d}{dice.choice(_NAMES)}" if dice.random() < _ODD else f"{number:06d}-{level}-{way}{start.suffix}"
    return name, content


def sound(seed: int, number: int) -> bytes:
    """The file that a mutant is made from, before it is spoiled."""
    return _start(number, random.Random(f"{seed}/{number}")).of_unit(number)  # noqa: S311 no secret


def _start(number: int, dice: random.Random) -> Seed:
    _, sorts, _, _ = WAYS[number % len(WAYS)]
    return dice.choice(_seeds()[dice.choice(sorts)])


def mutations(seed: int, count: int, first: int = 0) -> Iterator[tuple[str, bytes]]:
    """So many mutants of a seed, from a number on: file name and content."""
    for number in range(first, first + count):
        yield mutant(seed, number)


def healthy() -> bytes:
    """The healthy neighbour."""
    return NEIGHBOUR.read_bytes()
