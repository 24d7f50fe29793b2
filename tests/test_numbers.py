"""Rounding half up, at stated places."""

from decimal import Decimal
from fractions import Fraction

import pytest
from factory import excel
from hypothesis import given, settings
from hypothesis import strategies as st

from starcli.core.numbers import add, divide, down, half_up, multiply, plain, step, up

D = Decimal


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.675", 2, "2.68"),
        ("2.665", 2, "2.67"),
        ("2.6749999", 2, "2.67"),
        ("-2.675", 2, "-2.68"),
        ("1.00005", 4, "1.0001"),
        ("3", 2, "3.00"),
    ],
)
def test_a_tie_goes_away_from_zero(value: str, places: int, expected: str) -> None:
    """A tie is rounded away from zero, whatever digit stands before it."""
    assert str(half_up(D(value), places)) == expected


@pytest.mark.parametrize("value", ["-0.004", "-0", "-0.0049999"])
def test_there_is_no_negative_zero(value: str) -> None:
    """A small negative number rounds to a zero without a sign."""
    assert str(half_up(D(value), 2)) == "0.00"


def test_rounding_up_never_leaves_a_negative_zero() -> None:
    """Rounding a small negative number up gives a zero without a sign."""
    assert str(up(D("-0.001"), 2)) == "0.00"


@given(value=st.decimals(-(10**9), 10**9, places=8), places=st.integers(0, 6))
@settings(derandomize=True, max_examples=150)
def test_rounding_is_that_of_the_spreadsheet(value: Decimal, places: int) -> None:
    """Half up in Python is ROUND in a spreadsheet."""
    assert Fraction(half_up(value, places)) == excel(f"ROUND(A1,{places})", {"A1": value})


@pytest.mark.parametrize(
    ("value", "least", "greatest"),
    [("1.231", "1.24", "1.23"), ("1.23", "1.23", "1.23"), ("-1.231", "-1.23", "-1.24")],
)
def test_up_and_down_enclose_a_value(value: str, least: str, greatest: str) -> None:
    """The nearest numbers with two decimals on either side enclose the value."""
    assert [str(up(D(value), 2)), str(down(D(value), 2))] == [least, greatest]


def test_a_quotient_that_ends_is_exact() -> None:
    """A quotient whose decimals end is exact, so a tie is seen as a tie."""
    assert str(half_up(divide(D(1), D(8)), 2)) == "0.13"


def test_a_quotient_has_sixty_digits() -> None:
    """A quotient without an end is carried to 60 digits."""
    assert str(divide(D(2), D(3))) == "0." + "6" * 59 + "7"


def test_a_denominator_of_zero_is_an_error() -> None:
    """Dividing by zero is refused."""
    with pytest.raises(ZeroDivisionError):
        divide(D(1), D(0))


def test_a_product_keeps_every_digit() -> None:
    """The product of long numbers loses no digit."""
    assert multiply(D(10**25 + 1), D(10**25 - 1)) == D(10**50 - 1)


def test_a_sum_keeps_every_digit() -> None:
    """The sum of a large and a small number loses no digit."""
    assert str(add(D(10**20), D("1E-20"))) == "100000000000000000000.00000000000000000001"


@pytest.mark.parametrize(
    ("value", "written"),
    [("97.00", "97"), ("0.850", "0.85"), ("100", "100"), ("1E+3", "1000"), ("-1.50", "-1.5"), ("1E-7", "0.0000001")],
)
def test_numbers_are_written_as_people_write_them(value: str, written: str) -> None:
    """A number is written without exponent and without trailing zeros."""
    assert plain(D(value)) == written


def test_the_smallest_step_follows_the_places() -> None:
    """The smallest difference that some places can show has a 1 in the last of them."""
    assert [str(step(places)) for places in (0, 1, 4)] == ["1", "0.1", "0.0001"]
