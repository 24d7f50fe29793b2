"""Scoring rules: one object that scores a value, says the same as an Excel formula, and inverts itself.

The four kinds follow the normalisation methods of the OECD/JRC Handbook on Constructing Composite
Indicators (2008), chapter 5: categorical scales and min-max with fixed goalposts. The law, tested for
every registered kind: whenever `reach(s)` is not None, `score(reach(s)) >= s`, and no less demanding
value at the indicator's precision scores that much.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from starcli.core.categorical import Bands, Categories
from starcli.core.parameters import RuleParameterError
from starcli.core.proportional import Goalposts, Range
from starcli.core.scale import Scale, Value
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
        """The same judgement of the value in `cell`, as an Excel expression; an empty text where `score` is None.

        Raises `NotImplementedError` where a spreadsheet cannot say it, or not with functions that all of them have:
        the indicator is then scored when its form returns.
        """
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


BUILT_IN: tuple[RuleKind, ...] = (Categories, Bands, Goalposts, Range)  # type: ignore[assignment]  # classes as objects
