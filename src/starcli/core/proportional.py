"""Marks in proportion: min-max with fixed goalposts, and best inside a range (OECD/JRC Handbook, chapter 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from starcli.core.numbers import ZERO, plain
from starcli.core.parameters import NUMBER_SCHEMA, RuleParameterError, read_mapping, read_number
from starcli.core.scale import Scale, Value
from starcli.core.slopes import reach_slope, slope, slope_formula, slope_words
from starcli.core.text import Text


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
        value = reach_slope(score, zero, full, self.scale)
        # In a range narrower than a step of the precision the other slope may have begun already.
        return value if value is not None and (self.score(value) or ZERO) >= score else None

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
