"""Requirements: what meets them, what is nearest, how they are said."""

from decimal import Decimal

import pytest
from factory import LETTERS, at_least, at_most, excel, level_from
from hypothesis import given, settings
from hypothesis import strategies as st

from starcli.core.requirements import AtLeastLevel, Bounds, Requirement
from starcli.core.scale import Value

D = Decimal
BETWEEN = Bounds(D(200), D(500))
LOW, HIGH = at_least("85"), at_most("15")
GOOD, BEST = level_from("B"), level_from("A")


def _value(text: str) -> Value:
    return text if text.isalpha() else D(text)


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        (LOW, {"84.99": False, "85": True, "85.01": True, "A": False}),
        (HIGH, {"14.99": True, "15": True, "15.01": False, "A": False}),
        (BETWEEN, {"199.99": False, "200": True, "350": True, "500": True, "500.01": False}),
        (LOW, {"84.9999995": True, "84.9999994": False}),
        (HIGH, {"15.0000004": True, "15.0000005": False}),
        (GOOD, {"A": True, "B": True, "C": False, "1": False}),
        (BEST, {"A": True, "B": False}),
    ],
)
class TestJudgement:
    """Values at the bounds and beside them."""

    def test_bounds_are_included(self, requirement: Requirement, expected: dict[str, bool]) -> None:
        """A value on the bound meets the demand, and one step beyond it does not."""
        assert {text: requirement.met(_value(text)) for text in expected} == expected

    def test_the_spreadsheet_judges_alike(self, requirement: Requirement, expected: dict[str, bool]) -> None:
        """The formula is true for the values that meet the demand and false for the others."""
        fitting = {
            text: met for text, met in expected.items() if text.isalpha() is isinstance(requirement, AtLeastLevel)
        }
        assert {text: excel(requirement.formula("A1"), {"A1": _value(text)}) for text in fitting} == fitting


@pytest.mark.parametrize(
    ("requirement", "value", "nearest"),
    [
        (LOW, "60", "85"),
        (LOW, "90.5", "90.5"),
        (LOW, None, "85"),
        (LOW, "A", "85"),
        (HIGH, "20", "15"),
        (HIGH, "0", "0"),
        (HIGH, None, "15"),
        (BETWEEN, "100", "200"),
        (BETWEEN, "600", "500"),
        (BETWEEN, "300", "300"),
        (BETWEEN, None, "200"),
        (GOOD, "C", "B"),
        (GOOD, "A", "A"),
        (GOOD, None, "B"),
        (BEST, "B", "A"),
    ],
)
def test_the_nearest_value(requirement: Requirement, value: str | None, nearest: str) -> None:
    """The nearest value is the bound on the value's own side, or the value itself where it will do."""
    assert requirement.nearest(None if value is None else _value(value)) == _value(nearest)


@given(
    value=st.none() | st.decimals(-1000, 1000, places=7), edges=st.lists(st.decimals(-900, 900, places=6), min_size=2)
)
@settings(derandomize=True, max_examples=100)
def test_the_nearest_value_meets_the_demand(value: Decimal | None, edges: list[Decimal]) -> None:
    """Whatever the value, the nearest one meets the demand."""
    low, high = min(edges), max(edges)
    demands = [Bounds(low, None), Bounds(None, high), Bounds(low, high)]
    assert [demand for demand in demands if not demand.met(demand.nearest(value))] == []


def test_a_demand_without_bounds_has_no_nearest_value() -> None:
    """A demand that is open on both sides is an error of the caller."""
    with pytest.raises(ValueError, match="bound"):
        Bounds(None, None).nearest(None)


@pytest.mark.parametrize(
    ("requirement", "formula"),
    [
        (LOW, "ROUND(A1,6)>=85"),
        (HIGH, "ROUND(A1,6)<=15"),
        (BETWEEN, "AND(ROUND(A1,6)>=200,ROUND(A1,6)<=500)"),
        (Bounds(D("0.50"), None, 2), "ROUND(A1,2)>=0.5"),
        (GOOD, 'OR(A1="A",A1="B")'),
        (BEST, 'A1="A"'),
    ],
)
def test_the_formula_as_it_is_written(requirement: Requirement, formula: str) -> None:
    """A demand is one comparison a bound or a level."""
    assert requirement.formula("A1") == formula


@pytest.mark.parametrize(
    ("requirement", "zh", "en"),
    [
        (LOW, "≥ 85", "≥ 85"),
        (HIGH, "≤ 15", "≤ 15"),
        (at_most("0"), "≤ 0", "≤ 0"),
        (BETWEEN, "200–500", "200–500"),
        (GOOD, "B级及以上", "level B or better"),
        (BEST, "A级", "level A"),
        (AtLeastLevel(LETTERS), "C级及以上", "level C or better"),
    ],
)
def test_the_demand_in_words(requirement: Requirement, zh: str, en: str) -> None:
    """A demand is printed as a sign with a number, a span, or the lowest level that will do."""
    words = requirement.words()
    assert (words.zh, words.en) == (zh, en)
