"""How sure a share is: the score interval of Wilson, in exact decimals.

E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American Statistical
Association 22 (1927), 209-212. It stays between 0 and 1 and keeps what it promises in small groups too.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

from starcli.core.numbers import ONE, ZERO

_EXACT = Context(prec=50, rounding=ROUND_HALF_EVEN)
_PI = Decimal("3.1415926535897932384626433832795028841971693993751")
_TWO, _HALF = Decimal(2), Decimal("0.5")
_ENOUGH = Decimal("1e-30")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Interval:
    """From where to where a share may lie, both ends included, 0 to 1."""

    low: Decimal
    high: Decimal


def wilson(count: int, of: int, z: Decimal) -> Interval:
    """The interval of a share that is seen `count` times in `of`; all from 0 to 1 where nothing was seen.

    `z` says how sure it is to be: `quantile(Decimal(95))` for 95 per cent.
    """
    if not of:
        return Interval(ZERO, ONE)
    exact = _EXACT
    number, seen = Decimal(of), exact.divide(Decimal(count), Decimal(of))
    square = exact.multiply(z, z)
    scale = exact.add(ONE, exact.divide(square, number))
    middle = exact.add(seen, exact.divide(square, exact.multiply(_TWO, number)))
    variance = exact.divide(exact.multiply(seen, exact.subtract(ONE, seen)), number)
    spread = exact.add(variance, exact.divide(square, exact.multiply(Decimal(4), exact.multiply(number, number))))
    reach = exact.multiply(z, spread.sqrt(exact))
    low = ZERO if not count else exact.divide(exact.subtract(middle, reach), scale)
    high = ONE if count == of else exact.divide(exact.add(middle, reach), scale)
    return Interval(low, high)


def quantile(confidence: Decimal) -> Decimal:
    """How many standard deviations either way hold so many per cent of a normal distribution: 1.96 for 95.

    Raises `ValueError` for 0 per cent or less and 100 or more.
    """
    if not ZERO < confidence < _HUNDRED:
        raise ValueError(f"{confidence} per cent is no confidence")
    within = _EXACT.divide(confidence, _HUNDRED)
    low, high = ZERO, ONE
    while _within(high) < within:
        low, high = high, _EXACT.add(high, high)
    while _EXACT.subtract(high, low) > _ENOUGH:
        middle = _EXACT.multiply(_EXACT.add(low, high), _HALF)
        low, high = (middle, high) if _within(middle) < within else (low, middle)
    return high


def _within(z: Decimal) -> Decimal:
    """The share of a normal distribution within so many standard deviations: twice the density, z(1 + z²/3 + …)."""
    exact = _EXACT
    square = exact.multiply(z, z)
    term = total = z
    odd = 1
    while term > _ENOUGH:
        odd += 2
        term = exact.divide(exact.multiply(term, square), Decimal(odd))
        total = exact.add(total, term)
    density = exact.divide(exact.exp(exact.divide(exact.minus(square), _TWO)), exact.multiply(_TWO, _PI).sqrt(exact))
    return exact.multiply(_TWO, exact.multiply(density, total))
