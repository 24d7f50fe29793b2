"""Rules that no shared formula can say: their indicators count nothing in the form and are scored when it returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from starcli.core.formulas.functions import first_true, is_shared, quoted
from starcli.core.numbers import ZERO, plain
from starcli.core.rules import BUILT_IN, Rule
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text

_PROBE = "A1"


@dataclass(frozen=True, slots=True)
class _InPlaceOf:
    """What stands for a rule says of it what the rule says itself, its scores aside."""

    rule: Rule

    def reach(self, score: Decimal, current: Value | None = None) -> Value | None:
        """What the rule itself says."""
        return self.rule.reach(score, current)

    def cuts(self) -> tuple[Value, ...]:
        """Those of the rule itself."""
        return self.rule.cuts()

    def clause(self, value: Value) -> Text:
        """What the rule itself says."""
        return self.rule.clause(value)

    def describe(self) -> Text:
        """What the rule itself says."""
        return self.rule.describe()


@dataclass(frozen=True, slots=True)
class OnReturn(_InPlaceOf):
    """Stands for a rule inside a form: no points, whatever the value."""

    kind: ClassVar[str] = "on-return"

    def score(self, value: Value) -> Decimal | None:  # noqa: ARG002 no value counts
        """0."""
        return ZERO

    def formula(self, cell: str) -> str:  # noqa: ARG002 no value counts
        """0."""
        return "0"


def for_form(scheme: Scheme) -> Scheme:
    """The scheme as a form can reckon with it: the same one where every rule has a formula."""
    indicators = tuple(_for_form(indicator) for indicator in scheme.indicators)
    if all(new is old for new, old in zip(indicators, scheme.indicators, strict=True)):
        return scheme
    by_id: Mapping[str, Indicator] = {indicator.id: indicator for indicator in indicators}
    return replace(scheme, indicators=indicators, by_id=by_id)


def scored_on_return(scheme: Scheme) -> tuple[Indicator, ...]:
    """The indicators of a form's scheme that it cannot score."""
    return tuple(indicator for indicator in scheme.indicators if isinstance(indicator.rule, OnReturn))


def _for_form(indicator: Indicator) -> Indicator:
    return indicator if _compiles(indicator.rule) else replace(indicator, rule=OnReturn(indicator.rule))


def _compiles(rule: Rule) -> bool:
    """Whether a rule is one that is known to have a formula, or shows that it has."""
    return type(rule) in (*BUILT_IN, OnReturn, KnownScores) or _has_formula(rule)


def _has_formula(rule: Rule) -> bool:
    try:
        formula = rule.formula(_PROBE)
    except NotImplementedError:
        return False
    return isinstance(formula, str) and bool(formula) and is_shared(formula)


@dataclass(frozen=True, slots=True)
class KnownScores(_InPlaceOf):
    """Stands for a rule that no formula can say where a few values are known beforehand; others score like `now`."""

    kind: ClassVar[str] = "known-scores"
    scores: Mapping[Value, Decimal]
    now: Decimal

    def score(self, value: Value) -> Decimal | None:
        """The score of a known value, that of now for any other."""
        return self.scores.get(value, self.now)

    def formula(self, cell: str) -> str:
        """A comparison with each known value."""
        tests = [
            (f"{cell}={quoted(value) if isinstance(value, str) else plain(value)}", plain(score))
            for value, score in self.scores.items()
        ]
        return first_true(tests, plain(self.now))


def knowing(scheme: Scheme, values: Mapping[str, Sequence[Value]], now: Mapping[str, Decimal]) -> Scheme:
    """The scheme with the scores of a few `values` for every rule that has no formula; the same one without any.

    Any other value of such an indicator has the score that it has `now`.
    """
    indicators = tuple(_knowing(i, values.get(i.id, ()), now.get(i.id, ZERO)) for i in scheme.indicators)
    if all(new is old for new, old in zip(indicators, scheme.indicators, strict=True)):
        return scheme
    return replace(scheme, indicators=indicators, by_id={indicator.id: indicator for indicator in indicators})


def _knowing(indicator: Indicator, values: Sequence[Value], now: Decimal) -> Indicator:
    rule = indicator.rule
    if _compiles(rule):
        return indicator
    scores = {value: rule.score(value) or ZERO for value in values}
    return replace(indicator, rule=KnownScores(rule, scores, now))
