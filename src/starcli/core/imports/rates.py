"""Rates as people type them, held against those that their figures give."""

from decimal import Decimal

from starcli.core.numbers import half_up

_MOST_PLACES = 2


def is_same(typed: Decimal, exact: Decimal) -> bool:
    """Whether a typed rate is an exact one, rounded to as many decimals as it has, two at most."""
    places = min(_MOST_PLACES, decimals(typed))
    return half_up(exact, places) == half_up(typed, places)


def decimals(value: Decimal) -> int:
    """How many decimals a number has."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
