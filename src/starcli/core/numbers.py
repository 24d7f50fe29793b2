"""The rounding contract: half up (四舍五入), in decimals, at stated places, and nowhere else.

The places are part of a published method, so they come from the framework; the defaults are those that
Python and spreadsheets were measured to agree on (see CONTRIBUTING.md, "Decimals by contract").
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

ZERO = Decimal(0)
ONE = Decimal(1)
LARGEST = Decimal(10) ** 15
"""No figure of a form is larger, with either sign: what is, is a mistake and could not be reckoned with."""

# Wide enough that a quotient of any two typed values is exact where its decimals end, so a tie is seen as a tie.
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Rounding:
    """How many decimals each kind of figure has."""

    typed: int = 6
    difference: int = 6
    score: int = 4
    points: int = 2
    dimension: int = 3
    total: int = 2


def half_up(value: Decimal, places: int) -> Decimal:
    """The value rounded half away from zero to `places` decimals; never a negative zero."""
    return _quantized(value, places, ROUND_HALF_UP)


def up(value: Decimal, places: int) -> Decimal:
    """The least number with `places` decimals that is not below the value."""
    return _quantized(value, places, ROUND_CEILING)


def down(value: Decimal, places: int) -> Decimal:
    """The greatest number with `places` decimals that is not above the value."""
    return _quantized(value, places, ROUND_FLOOR)


def divide(numerator: Decimal, denominator: Decimal) -> Decimal:
    """The quotient to 60 digits. Raises `ZeroDivisionError` when the denominator is zero."""
    return _WIDE.divide(numerator, denominator)


def multiply(left: Decimal, right: Decimal) -> Decimal:
    """The product, exact for up to 60 digits."""
    return _WIDE.multiply(left, right)


def add(left: Decimal, right: Decimal) -> Decimal:
    """The sum, exact for up to 60 digits."""
    return _WIDE.add(left, right)


def subtract(left: Decimal, right: Decimal) -> Decimal:
    """The difference, exact for up to 60 digits."""
    return _WIDE.subtract(left, right)


def plain(value: Decimal) -> str:
    """The number as people write it: no exponent, no trailing zeros (`97`, `0.85`)."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def step(places: int) -> Decimal:
    """The smallest difference that `places` decimals can show (0.01 for 2)."""
    return ONE.scaleb(-places)


_STEPS = tuple(step(places) for places in range(13))


def _quantized(value: Decimal, places: int, rounding: str) -> Decimal:
    result = value.quantize(_STEPS[places] if 0 <= places < len(_STEPS) else step(places), rounding, _WIDE)
    return result or abs(result)
