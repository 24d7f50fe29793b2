"""Scoring rules: one object that scores a value, says the same as an Excel formula, and inverts itself.

The four kinds follow the normalisation methods of the OECD/JRC Handbook on Constructing Composite
Indicators (2008), chapter 5: categorical scales and min-max with fixed goalposts. The law, tested for
every registered kind: whenever `reach(s)` is not None, `score(reach(s)) >= s`, and no less demanding
value at the indicator's precision scores that much.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from starcli.core.numbers import ZERO, half_up, plain
from starcli.core.parameters import (
    BAND_SCHEMA,
    NUMBER_SCHEMA,
    RuleParameterError,
    expect_falling,
    read_band,
    read_mapping,
    read_number,
    read_score,
)
from starcli.core.scale import Scale, Value
from starcli.core.slopes import reach_slope, slope, slope_formula, slope_words
from starcli.core.text import Text

__all__ = [
    "BUILT_IN",
    "Bands",
    "Categories",
    "Goalposts",
    "Range",
    "Rule",
    "RuleKind",
    "RuleParameterError",
    "Scale",
    "Value",
]


class Rule(Protocol):
    """A scoring rule. Scores run from 0 to 1 and have the decimals that the framework states."""

    kind: ClassVar[str]

    def score(self, value: Value) -> Decimal | None:
        """The score of a value; None when the rule cannot judge it."""
        ...

    def formula(self, cell: str) -> str:
        """The same judgement of the value in `cell`, as an Excel expression."""
        ...

    def reach(self, score: Decimal, current: Value | None = None) -> Value | None:
        """The least demanding value that earns at least `score`, on the side of `current`; None if no one value is."""
        ...

    def cuts(self) -> tuple[Value, ...]:
        """The values at which the judgement changes: what tests and the search for a path look at."""
        ...

    def clause(self, value: Value) -> Text:
        """The part of the rule that applies to a value, in words."""
        ...

    def describe(self) -> Text:
        """The whole rule in words, for a form."""
        ...


class RuleKind(Protocol):
    """A class of rules that a framework can name."""

    kind: ClassVar[str]
    parameters_schema: ClassVar[Mapping[str, Any]]

    def from_parameters(self, parameters: object, scale: Scale) -> Rule:
        """The rule that parameters (texts, lists, mappings as read from YAML) describe. Raises `RuleParameterError`."""
        ...


@dataclass(frozen=True, slots=True)
class Categories:
    """A categorical scale: each level of a graded opinion, or yes and no, has its score."""

    kind: ClassVar[str] = "categories"
    parameters_schema: ClassVar[Mapping[str, Any]] = {"type": "object", "additionalProperties": NUMBER_SCHEMA}

    scores: Mapping[str, Decimal]
    scale: Scale

    @classmethod
    def from_parameters(cls, parameters: object, scale: Scale) -> "Categories":
        """A score for every level of the indicator, none rising as the levels fall. Raises `RuleParameterError`."""
        given = read_mapping(parameters)
        for level in given:
            if level not in scale.levels:
                raise RuleParameterError("unknown-level", level, level=level, known=", ".join(scale.levels))
        missing = [level for level in scale.levels if level not in given]
        if missing or not given:
            raise RuleParameterError("level-without-score", level=", ".join(missing))
        scores = {level: read_score(given, level) for level in scale.levels}
        expect_falling(tuple(scores.values()), tuple(scores), strictly=False)
        return cls(scores, scale)

    def score(self, value: Value) -> Decimal | None:
        """The score of a level id; None for anything else."""
        score = self.scores.get(value) if isinstance(value, str) else None
        return None if score is None else half_up(score, self.scale.rounding.score)

    def formula(self, cell: str) -> str:
        """The score of the level id in `cell`, as nested IFs."""
        places = self.scale.rounding.score
        result = "0"
        for level, score in reversed(tuple(self.scores.items())):
            result = f'IF({cell}="{level}",{plain(half_up(score, places))},{result})'
        return result

    def reach(self, score: Decimal, current: Value | None = None) -> Value | None:  # noqa: ARG002 one side only
        """The lowest level that earns at least `score`."""
        enough = [level for level in self.scores if (self.score(level) or ZERO) >= score]
        return enough[-1] if enough else None

    def cuts(self) -> tuple[Value, ...]:
        """Every level, the best first."""
        return tuple(self.scores)

    def clause(self, value: Value) -> Text:
        """The level and what it earns: `较好：80%`."""
        return _joined(self.scale.levels[str(value)], self.scores[str(value)])

    def describe(self) -> Text:
        """Every level and what it earns."""
        clauses = [self.clause(level) for level in self.scores]
        return Text("；".join(c.zh for c in clauses), "; ".join(c.en for c in clauses))


@dataclass(frozen=True, slots=True)
class Bands:
    """A categorical scale on numbers: the first band that the value reaches gives the score."""

    kind: ClassVar[str] = "bands"
    parameters_schema: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "properties": {"at_least": BAND_SCHEMA, "at_most": BAND_SCHEMA, "otherwise": NUMBER_SCHEMA},
        "oneOf": [{"required": ["at_least"]}, {"required": ["at_most"]}],
        "additionalProperties": False,
    }

    sign: str  # ">=" or "<="
    bands: tuple[tuple[Decimal, Decimal], ...]
    otherwise: Decimal
    scale: Scale

    @classmethod
    def from_parameters(cls, parameters: object, scale: Scale) -> "Bands":
        """Bands from the most to the least demanding. Raises `RuleParameterError` when out of order."""
        given = read_mapping(parameters, {"at_least", "at_most", "otherwise"})
        if ("at_least" in given) == ("at_most" in given):
            raise RuleParameterError("bands-direction")
        key, sign = ("at_least", ">=") if "at_least" in given else ("at_most", "<=")
        rows = given[key]
        if not isinstance(rows, list) or not rows:
            raise RuleParameterError("bands-empty", key)
        bands = tuple(read_band(row, key, number) for number, row in enumerate(rows))
        otherwise = read_score(given, "otherwise") if "otherwise" in given else ZERO
        rises = [bands[i][0] <= bands[i + 1][0] if sign == ">=" else bands[i][0] >= bands[i + 1][0]
                 for i in range(len(bands) - 1)]  # fmt: skip
        if any(rises):
            row = rises.index(True) + 1
            raise RuleParameterError("bands-unordered", key, row, edge=plain(bands[row][0]))
        scores = (*(score for _, score in bands), otherwise)
        expect_falling(scores, (*((key, i) for i in range(len(bands))), ("otherwise",)), strictly=True)
        return cls(sign, bands, otherwise, scale)

    def score(self, value: Value) -> Decimal | None:
        """The score of the first band that a number reaches; None for a text."""
        band = self._band(value)
        return None if band is None else half_up(band[1], self.scale.rounding.score)

    def formula(self, cell: str) -> str:
        """The bands as nested IFs; the value is rounded first, so an edge is the same edge on both sides."""
        places = self.scale.rounding.score
        result = plain(half_up(self.otherwise, places))
        for edge, score in reversed(self.bands):
            test = f"ROUND({cell},{self.scale.rounding.typed}){self.sign}{plain(edge)}"
            result = f"IF({test},{plain(half_up(score, places))},{result})"
        return result

    def reach(self, score: Decimal, current: Value | None = None) -> Value | None:  # noqa: ARG002 one side only
        """The edge of the lowest band that earns at least `score`; the worst value allowed if any value does."""
        if self.otherwise >= score:
            return self.scale.minimum if self.sign == ">=" else self.scale.maximum
        enough = [edge for edge, earned in self.bands if half_up(earned, self.scale.rounding.score) >= score]
        return enough[-1] if enough else None

    def cuts(self) -> tuple[Value, ...]:
        """The edges of the bands, the most demanding first."""
        return tuple(edge for edge, _ in self.bands)

    def clause(self, value: Value) -> Text:
        """The band that applies: `≥ 80：90%`."""
        edge, score = self._band(value) or (None, self.otherwise)
        return _joined(Text("其余", "otherwise") if edge is None else self._edge(edge), score)

    def describe(self) -> Text:
        """Every band and what it earns."""
        clauses = [_joined(self._edge(edge), score) for edge, score in self.bands]
        clauses.append(_joined(Text("其余", "otherwise"), self.otherwise))
        return Text("；".join(c.zh for c in clauses), "; ".join(c.en for c in clauses))

    def _band(self, value: Value) -> tuple[Decimal | None, Decimal] | None:
        if isinstance(value, str):
            return None
        typed = half_up(value, self.scale.rounding.typed)
        for edge, score in self.bands:
            if typed >= edge if self.sign == ">=" else typed <= edge:
                return edge, score
        return None, self.otherwise

    def _edge(self, edge: Decimal) -> Text:
        return Text.same(f"{'≥' if self.sign == '>=' else '≤'} {plain(edge)}")


@dataclass(frozen=True, slots=True)
class Goalposts:
    """Min-max with fixed goalposts: marks in proportion between `zero` and `full`, whichever is greater."""

    kind: ClassVar[str] = "goalposts"
    parameters_schema: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "properties": {"zero": NUMBER_SCHEMA, "full": NUMBER_SCHEMA},
        "required": ["zero", "full"],
        "additionalProperties": False,
    }

    zero: Decimal
    full: Decimal
    scale: Scale

    @classmethod
    def from_parameters(cls, parameters: object, scale: Scale) -> "Goalposts":
        """Two different goalposts. Raises `RuleParameterError`."""
        given = read_mapping(parameters, {"zero", "full"})
        zero, full = read_number(given, "zero"), read_number(given, "full")
        if zero == full:
            raise RuleParameterError("goalposts-equal", "full", zero=plain(zero))
        return cls(zero, full, scale)

    def score(self, value: Value) -> Decimal | None:
        """How far a number is from `zero` towards `full`, within 0 and 1; None for a text."""
        return None if isinstance(value, str) else slope(value, self.zero, self.full, self.scale.rounding)

    def formula(self, cell: str) -> str:
        """The same proportion; the inner ROUND takes out the noise of binary subtraction."""
        rounding = self.scale.rounding
        return f"ROUND(MAX(0,MIN(1,{slope_formula(cell, self.zero, self.full, rounding)})),{rounding.score})"

    def reach(self, score: Decimal, current: Value | None = None) -> Value | None:  # noqa: ARG002 one side only
        """The value nearest to `zero` that rounds to at least `score`; the worst value allowed for a score of 0."""
        return reach_slope(score, self.zero, self.full, self.scale)

    def cuts(self) -> tuple[Value, ...]:
        """The two goalposts."""
        return self.zero, self.full

    def clause(self, value: Value) -> Text:
        """The proportion with its figures: `(92.31 − 60) ÷ (100 − 60)`."""
        return Text.same(slope_words(value, self.zero, self.full))

    def describe(self) -> Text:
        """Where marks begin and where they are full."""
        zero, full = plain(self.zero), plain(self.full)
        return Text(f"{zero} 得 0，{full} 得满分，其间按比例", f"0 at {zero}, full at {full}, in proportion between")


@dataclass(frozen=True, slots=True)
class Range:
    """Best inside a range: full marks from `low` to `high`, falling to 0 at `zero_low` and `zero_high`."""

    kind: ClassVar[str] = "range"
    parameters_schema: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "properties": dict.fromkeys(("low", "high", "zero_low", "zero_high"), NUMBER_SCHEMA),
        "required": ["low", "high", "zero_low", "zero_high"],
        "additionalProperties": False,
    }

    low: Decimal
    high: Decimal
    zero_low: Decimal
    zero_high: Decimal
    scale: Scale

    @classmethod
    def from_parameters(cls, parameters: object, scale: Scale) -> "Range":
        """Four edges in order. Raises `RuleParameterError`."""
        keys = ("zero_low", "low", "high", "zero_high")
        given = read_mapping(parameters, set(keys))
        zero_low, low, high, zero_high = (read_number(given, key) for key in keys)
        if not zero_low < low <= high < zero_high:
            raise RuleParameterError("range-unordered", "low")
        return cls(low, high, zero_low, zero_high, scale)

    def score(self, value: Value) -> Decimal | None:
        """1 inside the range, less in proportion outside; None for a text."""
        if isinstance(value, str):
            return None
        rounding = self.scale.rounding
        return min(slope(value, self.zero_low, self.low, rounding), slope(value, self.zero_high, self.high, rounding))

    def formula(self, cell: str) -> str:
        """The lower of the two slopes, within 0 and 1."""
        rounding = self.scale.rounding
        rising = slope_formula(cell, self.zero_low, self.low, rounding)
        falling = slope_formula(cell, self.zero_high, self.high, rounding)
        return f"ROUND(MAX(0,MIN(1,{rising},{falling})),{rounding.score})"

    def reach(self, score: Decimal, current: Value | None = None) -> Value | None:
        """The least demanding value on the side of `current` that earns at least `score`; the low side without it."""
        above = isinstance(current, Decimal) and current > self.high
        zero, full = (self.zero_high, self.high) if above else (self.zero_low, self.low)
        return reach_slope(score, zero, full, self.scale)

    def cuts(self) -> tuple[Value, ...]:
        """The four edges, ascending."""
        return self.zero_low, self.low, self.high, self.zero_high

    def clause(self, value: Value) -> Text:
        """The side that applies: inside, or the proportion with its figures."""
        if isinstance(value, Decimal) and value < self.low:
            return Text.same(slope_words(value, self.zero_low, self.low))
        if isinstance(value, Decimal) and value > self.high:
            return Text.same(slope_words(value, self.zero_high, self.high))
        low, high = plain(self.low), plain(self.high)
        return Text(f"在 {low}–{high} 之内：100%", f"within {low} to {high}: 100%")

    def describe(self) -> Text:
        """The range and where the marks end on either side."""
        low, high, least, most = (plain(edge) for edge in (self.low, self.high, self.zero_low, self.zero_high))
        return Text(
            f"{low}–{high} 得满分，至 {least} 或 {most} 降为 0",
            f"full from {low} to {high}, falling to 0 at {least} and {most}",
        )


def _joined(words: Text, score: Decimal) -> Text:
    percent = f"{plain(score * 100)}%"
    return Text(f"{words.zh}：{percent}", f"{words.en}: {percent}")


BUILT_IN: tuple[RuleKind, ...] = (Categories, Bands, Goalposts, Range)  # type: ignore[assignment]  # classes as objects
