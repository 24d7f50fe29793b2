"""Facts chosen so that what is computed from them comes to a given value, as far as their types allow."""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal

from starcli.core.expressions import OWN_VALUE, Condition, Expression
from starcli.core.filling import questions
from starcli.core.model import Fact
from starcli.core.numbers import down, half_up, up
from starcli.core.scheme import Indicator, Scheme

_WHOLES = (
    1,
    2,
    3,
    4,
    5,
    7,
    8,
    9,
    10,
    12,
    16,
    20,
    25,
    40,
    64,
    100,
    125,
    200,
    300,
    500,
    1000,
    2000,
    5000,
    10_000,
    20_000,
)
_FINE = (100_000, 1_000_000, 10_000_000, 250_000_000, 1_000_000_000)
"""Denominators at which a quotient of whole numbers comes near to anything.

With far larger ones a quotient is nearer to half a step than the 15 digits tell by which a spreadsheet rounds.
"""
_TRIES = 4
_QUICK = 2
_PLACES = 7
_DIGITS = 15
"""What a spreadsheet keeps of a number."""
_LARGEST = Decimal(10) ** 9


class Facts:
    """The facts of one unit, chosen one indicator after the other."""

    def __init__(self, scheme: Scheme, dice: random.Random) -> None:
        self.values: dict[str, Decimal] = {}
        self._dice = dice
        self._known = scheme.framework.facts
        self._asked = [question.id for question in questions(scheme) if question.id in self._known]
        self._checks: dict[str, list[tuple[Indicator, Condition]]] = {}
        for indicator in scheme.indicators:
            for check in indicator.definition.checks:
                if check.severity == "error":
                    for name in check.condition.names:
                        self._checks.setdefault(name, []).append((indicator, check.condition))

    def aim(self, indicator: Indicator, target: Decimal, *, closely: bool = False) -> Decimal | None:
        """Choose the facts that are still open; what the expression comes to, None where nothing was open.

        `closely` takes denominators that no unit has, if need be.
        """
        expression = indicator.definition.expression
        if expression is None:
            return None
        names = [name for name in expression.names if name not in self.values]
        best: tuple[Decimal, int, dict[str, Decimal]] | None = None
        for number in range(3 * _TRIES if closely else _QUICK):
            fine = closely and number >= _TRIES
            for trial in self._trials(expression, names, target, fine=fine):
                reached = expression.evaluate({**self.values, **trial})
                if reached is None:
                    continue
                key = (abs(reached - target), self._broken(indicator, trial, reached), trial)
                if best is None or key[:2] < best[:2]:
                    best = key
            if best is not None and not any(best[:2]):
                break
        if best is None:
            return None
        self.values |= best[2]
        return expression.evaluate(self.values)

    def rest(self) -> None:
        """Choose every fact that is still open, so that what is related to it holds if it can."""
        for name in self._asked:
            if name not in self.values:
                offers = [self._some(self._known[name], fine=False) for _ in range(3)]
                offers += [half_up(value, 0) for value in self.values.values()]
                offers = [within(self._known[name], offer) for offer in offers]
                self.values[name] = min(offers, key=lambda offer: self._broken(None, {name: offer}, None))

    def _trials(
        self, expression: Expression, names: list[str], target: Decimal, *, fine: bool
    ) -> Iterator[dict[str, Decimal]]:
        """Some values for the open facts; for each of them in turn the one that leads to the target."""
        for solved in self._dice.sample(names, len(names)):
            others = {name: self._some(self._known[name], fine=fine) for name in names if name != solved}
            for value in self._solutions(expression, {**self.values, **others}, solved, target):
                yield {**others, solved: within(self._known[solved], value)}

    def _solutions(
        self, expression: Expression, values: Mapping[str, Decimal], name: str, target: Decimal
    ) -> Iterator[Decimal]:
        """Where a straight line through two values of a fact, or through their reciprocals, meets the target."""
        first, second = Decimal(1000), Decimal(3000)
        ends = [expression.evaluate({**values, name: value}) for value in (first, second)]
        low, high = ends
        if low is None or high is None or low == high:
            return
        exact = [first + (target - low) * (second - first) / (high - low)]
        if low and high and target:
            exact.append(first + (1 / target - 1 / low) * (second - first) / (1 / high - 1 / low))
        for value in exact:
            yield from (half_up(value, _PLACES), down(value, 0), up(value, 0))

    def _some(self, fact: Fact, *, fine: bool) -> Decimal:
        whole = Decimal(self._dice.choice(_FINE if fine else (*_WHOLES, self._dice.randint(1, 5000))))
        return within(fact, whole if fact.type == "integer" or fine or self._dice.random() < 0.5 else whole / 10)

    def _broken(self, indicator: Indicator | None, trial: Mapping[str, Decimal], reached: Decimal | None) -> int:
        """How many relations between known facts would not hold."""
        known = {**self.values, **trial}
        related = {id(found[1]): found for name in trial for found in self._checks.get(name, ())}
        broken = 0
        for own, condition in related.values():
            given = {**known, OWN_VALUE: reached} if own is indicator and reached is not None else known
            broken += condition.holds(given) is False
        return broken


def within(fact: Fact, value: Decimal) -> Decimal:
    """The value that a fact may have nearest to another."""
    value = max(-_LARGEST, min(_LARGEST, value))
    value = half_up(value, 0 if fact.type == "integer" else min(_PLACES, _DIGITS - value.adjusted() - 1))
    if fact.minimum is not None:
        value = max(value, fact.minimum)
    return value if fact.maximum is None else min(value, fact.maximum)
