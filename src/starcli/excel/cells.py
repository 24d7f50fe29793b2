"""One cell -> one value: what a raw cell means for an indicator, a fact, an adjustment or a mark.

What is interpreted is reported; what is ambiguous is not guessed.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from starcli.core.assessment import Answer
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Definition, Fact, Framework
from starcli.core.numbers import plain
from starcli.core.text import Text, listed
from starcli.excel.book import Broken, CellValue, Percent, as_text
from starcli.excel.layout import NO_WORDS, NOT_APPLICABLE_WORDS, YES_WORDS, normalised

_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
# Half-width folding would turn 10² into 102.
_RAISED = re.compile(r"\d[²³¹⁰⁴-⁹₀-₉]")
_GROUPED = re.compile(r"([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?)\s*(\S*)")


@dataclass(frozen=True, slots=True)
class Expected:
    """What belongs into a cell: the name to call it by, its levels if it has any, and how measures convert."""

    name: Text
    levels: Mapping[str, tuple[str, ...]]
    level_names: tuple[Text, ...]
    measures: Mapping[str, Decimal]


def expected_number(target: Fact | Definition, framework: Framework) -> Expected:
    """What belongs into a cell that holds a number."""
    measure = target.measured_in.zh
    known = framework.conversions.get(measure, {measure: Decimal(1)})
    return Expected(target.name, {}, (), {unicodedata.normalize("NFKC", key): value for key, value in known.items()})


def expected_level(definition: Definition) -> Expected:
    """What belongs into a cell that holds a level, or yes or no."""
    if definition.type == "yes-no":
        return Expected(
            definition.name, {"yes": YES_WORDS, "no": NO_WORDS}, tuple(definition.scale.levels.values()), {}
        )
    levels = {
        level.id: tuple(normalised(word) for word in (level.id, level.name.zh, level.name.en, *level.aliases))
        for level in definition.levels
    }
    return Expected(definition.name, levels, tuple(level.name for level in definition.levels), {})


def read_answer(cell: CellValue, location: Location, expected: Expected) -> Read[Answer]:
    """The answer in a filled cell; an answer without a value when it cannot be read, with a finding."""
    raw = as_text(cell)
    if isinstance(cell, Broken):
        code = "cell-error" if cell.is_error else "formula-without-value"
        return Read(Answer(None, raw, location), (finding(code, location, text=raw, name=expected.name),))
    if normalised(raw) in NOT_APPLICABLE_WORDS and not _is_level(raw, expected):
        return Read(Answer(None, raw, location, not_applicable=True))
    read = _read_level(raw, location, expected) if expected.levels else read_number(cell, location, expected)
    return Read(Answer(read.value, raw, location), read.findings)


def read_number(cell: CellValue, location: Location, expected: Expected) -> Read[Decimal | None]:
    """The number in a cell, converted to the measure that belongs there; None with a finding."""
    if isinstance(cell, Percent) and "%" in expected.measures:
        cell = as_text(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return Read(Decimal(repr(float(cell) if isinstance(cell, Percent) else cell)))
    raw = as_text(cell)
    if isinstance(cell, bool | date | datetime | time | timedelta):
        return _unreadable(raw, location, expected)
    text = unicodedata.normalize("NFKC", raw)
    if _PLAIN.fullmatch(raw):
        return Read(Decimal(raw))
    match = None if _RAISED.search(raw) else _GROUPED.fullmatch(text)
    if match is None or (match[2] and match[2] not in expected.measures):
        return _unreadable(raw, location, expected)
    value = Decimal(match[1].replace(",", "")) * expected.measures.get(match[2], Decimal(1))
    return Read(value, (finding("interpreted", location, text=raw, value=plain(value)),))


def read_count(cell: CellValue, location: Location) -> Read[Decimal | None]:
    """How often an adjustment applies: a whole number, or yes (1) or no (0); None with a finding."""
    raw = as_text(cell)
    word = normalised(raw)
    if _PLAIN.fullmatch(raw) and Decimal(raw) == Decimal(raw).to_integral_value() and Decimal(raw) >= 0:
        return Read(Decimal(raw).to_integral_value())
    if word in YES_WORDS or word in NO_WORDS:
        return Read(Decimal(int(word in YES_WORDS)))
    return Read(None, (finding("not-a-count", location, text=raw),))


def read_mark(cell: CellValue) -> tuple[bool, str]:
    """Whether a cell of the 'not applicable' column claims so, and the reason if it holds one."""
    raw = as_text(cell)
    word = normalised(raw)
    if not raw or word in NO_WORDS:
        return False, ""
    return True, "" if word in YES_WORDS or word in NOT_APPLICABLE_WORDS else raw


def _is_level(raw: str, expected: Expected) -> bool:
    return any(normalised(raw) in words for words in expected.levels.values())


def _read_level(raw: str, location: Location, expected: Expected) -> Read[str | None]:
    word = normalised(raw)
    for level, words in expected.levels.items():
        if word in words:
            return Read(level)
    known = listed(list(expected.level_names))
    return Read(None, (finding("not-a-level", location, text=raw, name=expected.name, known=known),))


def _unreadable(raw: str, location: Location, expected: Expected) -> Read[Decimal | None]:
    found: tuple[Finding, ...] = (finding("not-readable-as-number", location, text=raw, name=expected.name),)
    return Read(None, found)
