"""Values worth trying of each indicator: where its judgement changes, and what stands beside that."""

import random
from decimal import Decimal

from starcli.core.model import Grade
from starcli.core.numbers import step
from starcli.core.requirements import Bounds
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, allowed

HAIR = Decimal("0.0000004")
"""Less than half of what a typed value is rounded to."""


def edges(indicator: Indicator) -> tuple[Decimal, ...]:
    """Every number at which something changes: the rule's cuts, what grades demand, the limits of the scale."""
    demanded = [
        bound
        for demand in indicator.requirements.values()
        if isinstance(demand, Bounds)
        for bound in (demand.low, demand.high)
    ]
    scale = indicator.definition.scale
    found = (*indicator.rule.cuts(), *demanded, scale.minimum, scale.maximum)
    return tuple(dict.fromkeys(edge for edge in found if isinstance(edge, Decimal)))


def aims(indicator: Indicator) -> tuple[Value, ...]:
    """Every level; or every edge, one step of the precision and a hair to either side.

    Where a value is computed, and so rounded to the precision, the half steps and a hair beside them as well.
    """
    definition = indicator.definition
    if definition.scale.levels:
        return tuple(definition.scale.levels)
    small = step(definition.scale.precision)
    beside = [Decimal(0), small, -small, HAIR, -HAIR]
    if definition.expression is not None:
        beside += [sign * small / 2 + hair for sign in (1, -1) for hair in (Decimal(0), HAIR, -HAIR)]
    return tuple(dict.fromkeys(edge + distance for edge in edges(indicator) for distance in beside))


def good(indicator: Indicator, grade: Grade) -> Value:
    """A value that is good enough for a grade, and for the marks of what no grade demands."""
    demand = indicator.requirements.get(grade.id)
    if demand is not None:
        return demand.nearest(None)
    return best(indicator)


def best(indicator: Indicator) -> Value:
    """The value among levels and edges that earns most."""
    levels = indicator.definition.scale.levels
    allowed_edges = [edge for edge in edges(indicator) if allowed(edge, indicator.definition.scale)]
    values: list[Value] = [*levels] if levels else [*allowed_edges, Decimal(0)]
    return max(values, key=lambda value: indicator.rule.score(value) or Decimal(0))


def somewhere(indicator: Indicator, dice: random.Random) -> Value:
    """Any value: a level; a number about the edges, at the precision of the indicator or with further decimals."""
    levels = list(indicator.definition.scale.levels)
    if levels:
        return dice.choice(levels)
    low, high = min(edges(indicator), default=Decimal(0)), max(edges(indicator), default=Decimal(100))
    span = high - low or Decimal(1)
    share = Decimal(dice.randint(-100_000, 1_100_000)).scaleb(-6)
    places = dice.choice((indicator.definition.scale.precision, indicator.definition.scale.precision, 0, 4, 7))
    return (low + span * share).quantize(step(places))
