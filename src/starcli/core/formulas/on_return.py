"""Rules that no shared formula can say: their indicators count nothing in the form and are scored when it returns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from starcli.core.formulas.functions import is_shared
from starcli.core.numbers import ZERO
from starcli.core.rules import BUILT_IN, Rule
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text

_PROBE = "A1"


@dataclass(frozen=True, slots=True)
class OnReturn:
    """Stands for a rule inside a form: no points, whatever the value."""

    kind: ClassVar[str] = "on-return"
    rule: Rule

    def score(self, value: Value) -> Decimal | None:  # noqa: ARG002 no value counts
        """0."""
        return ZERO

    def formula(self, cell: str) -> str:  # noqa: ARG002 no value counts
        """0."""
        return "0"

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
    rule = indicator.rule
    if type(rule) in (*BUILT_IN, OnReturn) or _has_formula(rule):
        return indicator
    return replace(indicator, rule=OnReturn(rule))


def _has_formula(rule: Rule) -> bool:
    try:
        formula = rule.formula(_PROBE)
    except NotImplementedError:
        return False
    return isinstance(formula, str) and bool(formula) and is_shared(formula)
