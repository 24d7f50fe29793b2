"""The interval of a share: what it promises, checked by exact probabilities and by published figures."""

from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest

from starcli.core.wilson import Interval, quantile, wilson

D = Decimal


@pytest.mark.parametrize(
    ("confidence", "z"),
    [("95", "1.959963984540"), ("90", "1.644853626951"), ("99", "2.575829303549"), ("99.9", "3.290526731492")],
)
def test_the_quantile_is_that_of_the_normal_distribution(confidence: str, z: str) -> None:
    """Twelve decimals of the tables."""
    assert quantile(D(confidence)).quantize(D("1e-12")) == D(z)


@pytest.mark.parametrize("confidence", ["0", "100", "-5", "120"])
def test_what_is_no_confidence(confidence: str) -> None:
    """Only what lies between nothing and everything can be confidence."""
    with pytest.raises(ValueError, match="confidence"):
        quantile(D(confidence))


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, "0", "0.2775"), (10, 10, "0.7225", "1"), (81, 263, "0.2553", "0.3662"), (15, 148, "0.0624", "0.1605"),
     (1, 29, "0.0061", "0.1718")],
)  # fmt: skip
def test_intervals_of_known_examples(count: int, of: int, low: str, high: str) -> None:
    """Newcombe's examples (1998, Statistics in Medicine 17, table I, method 3), and none or all of ten."""
    interval = wilson(count, of, quantile(D(95)))
    assert (interval.low.quantize(D("1e-4")), interval.high.quantize(D("1e-4"))) == (D(low), D(high))


def test_nothing_seen_says_nothing() -> None:
    """Without a unit the share may be anything."""
    assert wilson(0, 0, quantile(D(95))) == Interval(D(0), D(1))


@pytest.mark.parametrize("of", [1, 2, 5, 17, 60])
def test_ends_are_where_the_score_test_turns(of: int) -> None:
    """A share is in the interval exactly where what was seen is within z standard deviations of it."""
    z = quantile(D(95))
    square = Fraction(z) ** 2
    for count in range(of + 1):
        interval = wilson(count, of, z)
        for end in {interval.low, interval.high} - {D(0), D(1)}:
            share = Fraction(end)
            score = (Fraction(count, of) - share) ** 2 / (share * (1 - share) / of)
            assert abs(score / square - 1) < Fraction(1, 10**20)


def test_it_holds_the_true_share_as_often_as_it_says() -> None:
    """Over all shares from 5 to 95 per cent, of 40 units, the interval holds the true share in 95 of 100 cases."""
    of, z = 40, quantile(D(95))
    intervals = [wilson(count, of, z) for count in range(of + 1)]
    held: list[Fraction] = []
    for per_cent in range(5, 96):
        share = Fraction(per_cent, 100)
        chances = [comb(of, count) * share**count * (1 - share) ** (of - count) for count in range(of + 1)]
        within = [interval.low <= D(per_cent) / 100 <= interval.high for interval in intervals]
        held.append(sum((c for c, holds in zip(chances, within, strict=True) if holds), Fraction(0)))
    mean = sum(held, Fraction(0)) / len(held)
    assert Fraction(94, 100) < mean < Fraction(96, 100)
