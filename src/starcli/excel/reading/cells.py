"""One cell -> one value: what a raw cell means for an indicator, a fact, an adjustment or a mark.

What is interpreted is reported; what is ambiguous is not guessed. Numbers and plain digits, which are nearly all
there is, take the first and cheapest path; every other spelling is known to `quantities`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from starcli.core.assessment import Answer
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Definition, Fact, Framework
from starcli.core.numbers import plain
from starcli.core.text import Text, listed
from starcli.core.words import (
    LOOSE_LEVEL_WORDS,
    NO_WORDS,
    NONE_WORDS,
    NOT_APPLICABLE_WORDS,
    REJECTED_WORDS,
    YES_WORDS,
    is_pending,
)
from starcli.excel.layouts.form import normalised
from starcli.excel.opening.book import Broken, CellValue, Percent, as_text
from starcli.excel.reading.chinese_numerals import chinese_number
from starcli.excel.reading.quantities import Quantity, Target, read_quantity, target_in

# No figure has more digits, and a number of millions of them could not be reckoned with.
_PLAIN = re.compile(r"[+-]?\d{1,400}(\.\d{1,400})?", re.ASCII)
_TIMES = re.compile(r"(\d+|[零一二两三四五六七八九十])\s*[次起件个项人回]?", re.ASCII)
# A collective with a billion yuan a year is rarer than one whose clerk typed yuan.
_SUSPECT = 100_000
_HUNDREDFOLD = Decimal(100)
_PLACES = 2


@dataclass(frozen=True, slots=True)
class Expected:
    """What belongs into a cell: the name to call it by, its levels if it has any, and what it is measured in."""

    name: Text
    levels: Mapping[str, tuple[str, ...]]
    level_names: tuple[Text, ...]
    target: Target
    yes_no: bool = False


@dataclass(frozen=True, slots=True)
class ReadAnswer(Read[Answer]):
    """An answer with its findings; `missing` where the cell only says that there is none yet.

    `remark` is what the cell says besides its value.
    """

    missing: bool = False
    remark: str = ""


def expected_number(target: Fact | Definition, framework: Framework) -> Expected:
    """What belongs into a cell that holds a number."""
    measure = target.measured_in.zh
    places = target.scale.precision if isinstance(target, Definition) else _PLACES
    known = framework.conversions.get(measure)
    return Expected(target.name, {}, (), target_in(measure, known, whole=target.type == "integer", places=places))


def expected_level(definition: Definition) -> Expected:
    """What belongs into a cell that holds a level, or yes or no."""
    nothing = Target({})
    if definition.type == "yes-no":
        words = {"yes": YES_WORDS, "no": (*NO_WORDS, *NONE_WORDS)}
        return Expected(definition.name, words, tuple(definition.scale.levels.values()), nothing, yes_no=True)
    levels = {
        level.id: tuple(normalised(word) for word in (level.id, *level.name.wordings, *level.aliases))
        for level in definition.levels
    }
    return Expected(definition.name, levels, tuple(level.name for level in definition.levels), nothing)


def read_answer(cell: CellValue, location: Location, expected: Expected) -> ReadAnswer:
    """The answer in a filled cell; an answer without a value when it cannot be read, with a finding."""
    raw = as_text(cell)
    number = None if expected.levels else _plain_number(cell, raw, expected)
    if number is not None:
        read = _unmeasured(number, raw, location, expected)
        return ReadAnswer(Answer(read.value, raw, location), read.findings)
    if isinstance(cell, Broken):
        return _refused("cell-error" if cell.is_error else "formula-without-value", raw, location, expected)
    word = normalised(raw)
    level = _read_level(word, raw, location, expected) if expected.levels else None
    if level is not None and level.value is not None:
        return ReadAnswer(Answer(level.value, raw, location), level.findings)
    absent = _absent(word, raw, location, expected)
    if absent is not None:
        return absent
    if level is None:
        return _read_number(cell, word, location, expected)
    return ReadAnswer(Answer(None, raw, location), level.findings)


def _absent(word: str, raw: str, location: Location, expected: Expected) -> ReadAnswer | None:
    """The answer of a cell that says why it holds none; None for any other cell."""
    if word in NOT_APPLICABLE_WORDS:
        return ReadAnswer(Answer(None, raw, location, not_applicable=True))
    if word in REJECTED_WORDS:
        return ReadAnswer(Answer(None, raw, location, rejected=True))
    if is_pending(word):
        found = (finding("value-pending", location, text=raw, name=expected.name),)
        return ReadAnswer(Answer(None, raw, location), found, missing=True, remark=raw)
    return None


def _plain_number(cell: CellValue, raw: str, expected: Expected) -> Decimal | None:
    """The number in a cell that holds nothing else, whether the cell is numeric or a text; None for any other."""
    if isinstance(cell, str):
        return Decimal(raw) if _PLAIN.fullmatch(raw) else None
    if not isinstance(cell, float | int) or isinstance(cell, bool):
        return None
    if isinstance(cell, Percent):
        return None if expected.target.percent else Decimal(repr(float(cell)))
    number = Decimal(repr(cell))
    return number if number.is_finite() else None


def _read_number(cell: CellValue, word: str, location: Location, expected: Expected) -> ReadAnswer:
    """The number in a cell that is neither a plain one nor words for its absence."""
    raw = as_text(cell)
    if word in NONE_WORDS:
        return _none(raw, location, expected)
    quantity = read_quantity(raw, expected.target) if isinstance(cell, str | Percent) else None
    if quantity is None or quantity.value is None:
        code = "not-readable-as-number" if quantity is None else "value-is-a-range"
        return _refused(code, raw, location, expected)
    found = _doubts(quantity, raw, location, expected)
    value: Decimal | None = quantity.value
    if not quantity.measured:
        unmeasured = _unmeasured(quantity.value, raw, location, expected)
        value, found = unmeasured.value, (*found, *unmeasured.findings)
    if value is not None and not found:
        found = (finding("interpreted", location, text=raw, value=plain(value)),)
    return ReadAnswer(Answer(value, raw, location), found, remark=quantity.remark)


def _unmeasured(value: Decimal, raw: str, location: Location, expected: Expected) -> Read[Decimal | None]:
    """A number without a measure, which is taken to be in the measure that belongs into the cell."""
    target = expected.target
    if target.percent:
        if not 0 < abs(value) <= 1:
            return Read(value)
        # 0.85 may be 0.85 % or 85 %. Taken as typed, a debt ratio of 85 % would earn full marks; taken as 85, a
        # growth of 0.85 % would. Neither star is said to be right until the cell says which it is.
        percent = plain(value * _HUNDREDFOLD)
        return Read(None, (finding("percent-or-share", location, text=raw, percent=percent, name=expected.name),))
    if target.stated:
        value *= target.measures[target.stated]
        return Read(value, (finding("measure-stated", location, text=raw, measure=target.stated, value=plain(value)),))
    if target.yuan is not None and target.yuan < 1 and abs(value) >= _SUSPECT:
        other = plain(value * target.yuan)
        return Read(value, (finding("measure-doubtful", location, text=raw, value=other, name=expected.name),))
    return Read(value)


def _none(raw: str, location: Location, expected: Expected) -> ReadAnswer:
    """Nothing of a sort that is counted is 0; no income could as well mean that nobody knows it."""
    if expected.target.whole:
        note = finding("interpreted", location, text=raw, value="0")
        return ReadAnswer(Answer(Decimal(0), raw, location), (note,))
    return _refused("none-or-unknown", raw, location, expected)


def _doubts(quantity: Quantity, raw: str, location: Location, expected: Expected) -> tuple[Finding, ...]:
    """A warning for each doubt that a spelling leaves."""
    value = plain(quantity.value or Decimal(0))
    return tuple(finding(code, location, text=raw, value=value, name=expected.name) for code in quantity.doubts)


def read_count(cell: CellValue, location: Location) -> Read[Decimal | None]:
    """How often an adjustment applies: a whole number, or yes (1) or no (0); None with a finding."""
    raw = as_text(cell)
    word = normalised(raw)
    if _PLAIN.fullmatch(raw) and Decimal(raw) == Decimal(raw).to_integral_value() and Decimal(raw) >= 0:
        return Read(Decimal(raw).to_integral_value())
    if word in YES_WORDS or word in NO_WORDS or word in NONE_WORDS:
        return Read(Decimal(int(word in YES_WORDS)))
    times = _TIMES.fullmatch(word) if isinstance(cell, str) else None
    value = None if times is None else Decimal(times[1]) if times[1].isdigit() else chinese_number(times[1])
    if value is None:
        return Read(None, (finding("not-a-count", location, text=raw),))
    return Read(value, (finding("interpreted", location, text=raw, value=plain(value)),))


def read_mark(cell: CellValue) -> tuple[bool, str]:
    """Whether a cell of the 'not applicable' column claims so, and the reason if it holds one."""
    raw = as_text(cell)
    word = normalised(raw)
    if not raw or word in NO_WORDS:
        return False, ""
    return True, "" if word in YES_WORDS or word in NOT_APPLICABLE_WORDS else raw


def in_measure(expected: Mapping[str, Expected], stated: str) -> Mapping[str, Expected]:
    """What belongs into cells above which the form prints a measure: `单位：元` is for every amount of money."""
    if not stated:
        return expected
    return {
        key: replace(each, target=replace(each.target, stated=stated))
        if each.target.measures.get(stated, 1) != 1
        else each
        for key, each in expected.items()
    }


def _read_level(word: str, raw: str, location: Location, expected: Expected) -> Read[str | None]:
    """The level that a word names; None with a finding."""
    level = next((level for level, words in expected.levels.items() if word in words), None)
    like = LOOSE_LEVEL_WORDS.get(word)
    own = {normalised(name.zh) for name in expected.level_names}
    if like in own and word not in own:
        level = next(level for level, words in expected.levels.items() if like in words)
        return Read(level, (finding("level-of-another-scale", location, text=raw, level=like, name=expected.name),))
    if level is None:
        known = listed(list(expected.level_names))
        return Read(None, (finding("not-a-level", location, text=raw, name=expected.name, known=known),))
    if expected.yes_no and word == "1":
        return Read(level, (finding("yes-as-number", location, text=raw, name=expected.name),))
    return Read(level)


def _refused(code: str, raw: str, location: Location, expected: Expected) -> ReadAnswer:
    return ReadAnswer(Answer(None, raw, location), (finding(code, location, text=raw, name=expected.name),))
