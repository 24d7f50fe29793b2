"""What the dirty workbooks are made of: a unit with believable figures, its form, and ways to write other books."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from believable import PERIOD, believable
from dirty_books import Cell, Page, book
from old_formats import zipped

from starcli.core.assessment import Unit
from starcli.core.filling import Filled, Filling, Row
from starcli.core.formulas.live import Moment
from starcli.core.scheme import Indicator, Scheme
from starcli.excel.writing.forms.data import DATA
from starcli.excel.writing.forms.form import FormMaker

DATA_PART = "xl/worksheets/sheet3.xml"
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_RECKONED = re.compile(r'(<c r="[A-Z]+\d+"(?: s="\d+")?)(?: t="\w+")?>(<f>[^<]*</f>)<v>[^<]*</v></c>')
COUNTY, CITY = "示例县", "示例市"


@dataclass(frozen=True, slots=True)
class Case:
    """The unit that a dirty workbook is about, what makes forms for it, and figures to fill in."""

    unit: Unit
    maker: FormMaker
    dice: random.Random

    @property
    def scheme(self) -> Scheme:
        """The scheme that the unit is rated by."""
        return self.maker.scheme

    def rows(self) -> dict[str, Row]:
        """Believable figures for every row of the unit's form."""
        return believable(self.scheme, self.unit.kind, self.dice)


Maker = Callable[[Case], bytes]
Expected = tuple[str, str]
"""The code of a finding, and where: `E:households` is the cell of a row of the form, else a place inside the file."""


@dataclass(frozen=True, slots=True)
class Dirty:
    """A dirty workbook: whose it is, what is wrong with it in a few words, how it is made, and what is found in it.

    `rated` names the units that are rated where that is not just the one unit.
    """

    id: str
    unit: str
    wrong: str
    suffix: str
    make: Maker
    found: tuple[Expected, ...] = ()
    rated: tuple[str, ...] | None = None
    town: str = "东溪镇"
    kind: str = "village"

    @property
    def file(self) -> str:
        """The file's name, which tells what is wrong."""
        return f"{self.unit}（{self.wrong}）{self.suffix}"


Change = Filled | Row | Callable[[Filled], Filled]
"""What is typed instead of a believable figure, or how that figure is typed."""


def form(changes: Mapping[str, Change] | None = None, **profile: str) -> Maker:
    """An ordinary form with some answers changed (an empty text leaves the cell blank), and some of its cover."""

    def make(case: Case) -> bytes:
        rows = case.rows()
        changed = {key: _changed(rows[key].values["self"], change) for key, change in (changes or {}).items()}
        return form_bytes(case, rows | changed, profile)

    return make


def _changed(figure: Filled, change: Change) -> Row:
    if isinstance(change, Row):
        return change
    value = change(figure) if callable(change) else change
    return Row({} if value == "" else {"self": value})


def form_bytes(case: Case, rows: Mapping[str, Row], profile: Mapping[str, str] | None = None) -> bytes:
    """The form of a unit as bytes, with the figures that its own formulas have."""
    return case.maker.content(Moment(case.scheme, Filling(case.unit, PERIOD, rows, dict(profile or {}))))


def row_of(maker: FormMaker, key: str) -> int:
    """The row of the Data sheet that asks for a fact or an indicator."""
    return maker.spots.known[DATA, key, "self"].row + 1


def patched(make: Maker, cells: Mapping[str, str]) -> Maker:
    """The same form with answers replaced: the row's key -> what stands in the file after `<c r="E5" s="7"`.

    The form's own figures stay as they are.
    """

    def patch(case: Case) -> bytes:
        parts = unpacked(make(case))
        xml = parts[DATA_PART].decode()
        for key, content in cells.items():
            cell = rf'(<c r="E{row_of(case.maker, key)}"(?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)'
            xml, count = re.subn(cell, rf"\g<1>{content}</c>", xml, count=1)
            if not count:
                raise ValueError(key)
        return zipped(parts | {DATA_PART: xml.encode()})

    return patch


def never_reckoned(make: Maker) -> Maker:
    """The same form as a program saves it that does not reckon: its formulas have no results."""

    def emptied(case: Case) -> bytes:
        parts = unpacked(make(case))
        for name in filter(_SHEET.match, list(parts)):
            parts[name] = _RECKONED.sub(r"\1>\2</c>", parts[name].decode()).encode()
        return zipped(parts)

    return emptied


def unpacked(package: bytes) -> dict[str, bytes]:
    """The parts of a package, in its order."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


COVER = ("单位代码", "单位名称", "类型", "镇街", "县(市、区)", "市", "周期")


def cover(case: Case) -> list[list[Cell]]:
    """The labels of a form and what stands beside them."""
    unit = case.unit
    kind = case.scheme.kind.name.zh
    values = (unit.code, unit.name, kind, unit.town, unit.county, unit.city, PERIOD)
    return [list(pair) for pair in zip(COVER, values, strict=True)]


def indicator_values(case: Case) -> dict[str, Cell]:
    """A believable value of each indicator."""
    return {indicator.id: _value(indicator, case.dice) for indicator in case.scheme.indicators}


def _value(indicator: Indicator, dice: random.Random) -> Cell:
    """A little better than five or four stars ask for."""
    requirement = indicator.requirements.get(dice.choice(("five-star", "five-star", "four-star")))
    wanted = requirement.nearest(None) if requirement else "yes"
    if isinstance(wanted, str):
        return indicator.definition.scale.levels[wanted].zh
    if indicator.definition.type == "percent" and indicator.definition.direction == "higher":
        return min(Decimal(100), wanted + Decimal(dice.randint(0, 30)) / 10)
    return wanted


def own_rows(case: Case, changes: Mapping[str, Cell] | None = None) -> Iterator[list[Cell]]:
    """Dimension, code, name, measure and value of each indicator."""
    values = indicator_values(case) | dict(changes or {})
    for indicator in case.scheme.indicators:
        definition = indicator.definition
        dimension = case.scheme.framework.dimensions[definition.dimension].name.zh
        yield [dimension, indicator.id, definition.name.zh, definition.measured_in.zh, values[indicator.id]]


HEADINGS: list[Cell] = ["一级指标", "指标编码", "指标名称", "计量单位", "自评值"]


def own_form(changes: Mapping[str, Cell] | None = None, above: Sequence[Sequence[Cell]] = ()) -> Maker:
    """A county's own form: a cover, and one value an indicator below lines of any sort."""

    def make(case: Case) -> bytes:
        return book({"封面": Page(cover(case)), "自评": Page([*above, HEADINGS, *own_rows(case, changes)])})

    return make


def own_row(scheme: Scheme, key: str, header: int = 1) -> int:
    """The row of an indicator in such a form, whose header stands in the given row."""
    return header + 1 + [indicator.id for indicator in scheme.indicators].index(key)
