"""Marks in proportion between two goalposts: the value, its Excel twin, its inverse and its words."""

from decimal import Decimal

from starcli.core.numbers import ONE, ZERO, Rounding, divide, down, half_up, plain, step, subtract, up
from starcli.core.scale import Scale


def slope(value: Decimal, zero: Decimal, full: Decimal, rounding: Rounding) -> Decimal:
    """The score of a value, 0 to 1: how far it is from `zero` towards `full`."""
    difference = half_up(subtract(value, zero), rounding.difference)
    return half_up(min(ONE, max(ZERO, divide(difference, full - zero))), rounding.score)


def slope_formula(cell: str, zero: Decimal, full: Decimal, rounding: Rounding) -> str:
    """The same, not yet kept within 0 and 1, as an Excel expression."""
    minus_zero = f"{cell}-{plain(zero)}" if zero >= 0 else f"{cell}+{plain(-zero)}"
    span = full - zero
    return f"ROUND({minus_zero},{rounding.difference})/{plain(span) if span > 0 else f'({plain(span)})'}"


def reach_slope(score: Decimal, zero: Decimal, full: Decimal, scale: Scale) -> Decimal | None:
    """The value nearest to `zero`, at the indicator's precision, whose rounded slope is at least `score`."""
    wanted = up(score, scale.rounding.score)
    rising = full > zero
    if wanted > ONE:
        return None
    if wanted <= ZERO:
        return scale.minimum if rising else scale.maximum
    exact = zero + (wanted - step(scale.rounding.score) / 2) * (full - zero)
    value = (up if rising else down)(exact, scale.precision)
    within = min(value, up(full, scale.precision)) if rising else max(value, down(full, scale.precision))
    return within if slope(within, zero, full, scale.rounding) >= wanted else None


def slope_words(value: Decimal | str, zero: Decimal, full: Decimal) -> str:
    """The proportion with its figures: `(92.31 − 60) ÷ (100 − 60)`."""
    start = f"{plain(zero)}" if zero >= 0 else f"({plain(zero)})"
    shown = plain(value) if isinstance(value, Decimal) else value
    return f"({shown} − {start}) ÷ ({plain(full)} − {start})"
