"""The cells of a judges' sheet: scores, points that are added or taken off, and results that it states itself."""

from decimal import Decimal

from starcli.core.contest.contest import TYPED_PLACES, Score
from starcli.core.findings import Location, Read, finding
from starcli.core.numbers import ZERO, half_up, plain
from starcli.core.text import Text
from starcli.excel.layouts.contest import ABSENT
from starcli.excel.layouts.form import normalised
from starcli.excel.opening.book import Broken, CellValue, as_text
from starcli.excel.reading.cells import Expected, read_answer
from starcli.excel.reading.quantities import Target

_POINTS = Target({"分": Decimal(1), "points": Decimal(1)})


def read_score(cell: CellValue, location: Location, name: Text) -> Read[Score]:
    """What a judge gave; no value and no text where the judge gave nothing."""
    raw = as_text(cell)
    if not raw or (isinstance(cell, str) and normalised(raw) in ABSENT):
        return Read(Score(None, "", location))
    read = read_answer(cell, location, _expected(name))
    value = read.value.value
    if not isinstance(value, Decimal):
        found = read.findings or (finding("not-readable-as-number", location, text=raw, name=name),)
        return Read(Score(None, raw, location), found)
    return Read(Score(half_up(value, TYPED_PLACES), raw, location), read.findings)


def read_extra(cell: CellValue, location: Location, sort: str, who: Text) -> Read[Decimal | None]:
    """The points of a cell: `plus`, `minus`, or `signed`; 0 for a blank one, None with a finding if unreadable.

    What is taken off may be written with a minus or without; nothing can be added that is below zero.
    """
    raw = as_text(cell)
    if not raw or (isinstance(cell, str) and normalised(raw) in ABSENT):
        return Read(ZERO)
    what = Text("扣分", "deduction") if sort == "minus" else Text("加分", "bonus")
    name = Text(f"{who.zh}的{what.zh}", f"the {what.en} of {who.en}")
    read = read_answer(cell, location, _expected(name))
    value = read.value.value
    if not isinstance(value, Decimal):
        found = read.findings or (finding("not-readable-as-number", location, text=raw, name=name),)
        return Read(None, found)
    value = half_up(value, TYPED_PLACES)
    if sort == "plus" and value < ZERO:
        return Read(None, (*read.findings, finding("contest-plus-below-zero", location, text=raw, name=who)))
    if sort == "minus" and value < ZERO:
        value = -value
        return Read(value, (*read.findings, finding("contest-minus-sign", location, text=raw, value=plain(value))))
    return Read(value, read.findings)


def read_stated(cell: CellValue) -> Decimal | None:
    """A result that a sheet states; None where it is no plain number."""
    if isinstance(cell, Broken | bool):
        return None
    try:
        number = Decimal(as_text(cell).removesuffix("分"))
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def _expected(name: Text) -> Expected:
    return Expected(name, {}, (), _POINTS)
