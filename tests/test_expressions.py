"""Arithmetic over facts: what is understood, what comes out, and what a spreadsheet is told."""

from collections.abc import Mapping
from decimal import Context, Decimal

import pytest
from factory import excel
from hypothesis import given, settings
from hypothesis import strategies as st

from starcli.core.expressions import Expression, ExpressionError, parse_condition, parse_expression

D = Decimal
CELLS = {"a": "A1", "b": "B1", "c": "C1"}
VALUES = {"a": D(7), "b": D(2), "c": D("0.5")}
FIGURES = st.fixed_dictionaries(dict.fromkeys(CELLS, st.decimals(-999, 999, places=2)))


def _joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Longer sources from shorter ones, with and without brackets."""
    signs = st.sampled_from("+-*/")
    return (
        st.builds("{}{}{}".format, parts, signs, parts)
        | st.builds("({}){}({})".format, parts, signs, parts)
        | st.builds("({})".format, parts)
        | st.builds("-{}".format, parts)
    )


SOURCES = st.recursive(st.sampled_from(["a", "b", "c", "0", "2", "0.25"]), _joined, max_leaves=6)


def _expected(source: str, values: Mapping[str, Decimal]) -> Decimal | None:
    """What exact fractions make of a source, to 60 digits; None when something is divided by zero."""
    try:
        exact = excel(source, values)
    except ZeroDivisionError:
        return None
    assert not isinstance(exact, str)
    return Context(prec=60, rounding="ROUND_HALF_UP").divide(D(exact.numerator), D(exact.denominator))


def _translated(expression: Expression, values: Mapping[str, Decimal]) -> Decimal | None:
    """What the printed formula comes to when the cells hold the values."""
    return _expected(expression.formula(CELLS), {CELLS[name]: value for name, value in values.items()})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a", "7"),
        (" a + b ", "9"),
        ("a - b - c", "4.5"),
        ("a / b / c", "7"),
        ("a + b * c", "8"),
        ("(a + b) * c", "4.5"),
        ("-a + b", "-5"),
        ("a * -b", "-14"),
        ("--a", "7"),
        ("100 * b / a * 7", "200"),
        ("1.25", "1.25"),
        ("((a))", "7"),
    ],
)
def test_arithmetic_follows_the_usual_order(source: str, expected: str) -> None:
    """Products bind before sums, equals go from left to right, and brackets come first."""
    assert parse_expression(source).evaluate(VALUES) == D(expected)


def test_names_are_listed_once_in_order() -> None:
    """The names of an expression are listed once each, in the order in which they appear."""
    assert parse_expression("b + a * b - _c1").names == ("b", "a", "_c1")


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("", ""),
        ("a +", ""),
        ("+ a", "+"),
        ("a b", "b"),
        ("2a", "a"),
        ("1e5", "e5"),
        ("(a", ")"),
        ("a)", ")"),
        ("()", ")"),
        ("a ** 2", "*"),
        ("a < b", "<"),
        ("a % b", "% b"),
        ("a.b", ".b"),
        (".5", ".5"),
        ("f(a)", "("),
        ("a, b", ", b"),
        ("'a'", "'a'"),
        ("(" * 41 + "a" + ")" * 41, "("),
    ],
)
def test_nothing_but_the_grammar_is_understood(source: str, part: str) -> None:
    """Anything outside the grammar is refused, with the piece that was not expected."""
    with pytest.raises(ExpressionError) as caught:
        parse_expression(source)
    assert (caught.value.source, caught.value.part) == (source, part)


def test_forty_brackets_are_understood() -> None:
    """Brackets may be nested forty deep."""
    assert parse_expression("(" * 40 + "a" + ")" * 40).evaluate(VALUES) == 7


def test_a_pile_of_signs_is_refused() -> None:
    """Signs piled up without end are refused like brackets nested too deeply."""
    with pytest.raises(ExpressionError):
        parse_expression("-" * 5000 + "a")


def test_a_very_long_sum_is_understood_or_refused() -> None:
    """A sum of thousands of terms is worked out or refused, but never brings the run down."""
    try:
        total = parse_expression("+".join(["1"] * 3000)).evaluate({})
    except ExpressionError:
        total = D(3000)
    assert total == 3000


@pytest.mark.parametrize(("source", "expected"), [("1/3*3", "1"), ("1/7+6/7", "1"), ("a/3/a*3", "1"), ("1/3-2/6", "0")])
def test_a_quotient_on_the_way_loses_nothing(source: str, expected: str) -> None:
    """A quotient that never ends is exact again once it is multiplied back."""
    assert parse_expression(source).evaluate(VALUES) == D(expected)


def test_a_difference_keeps_every_digit() -> None:
    """A difference is as exact as a sum, also beyond 28 digits."""
    long = D("0.12345678901234567890123456789012345")
    assert parse_expression("a - b").evaluate({"a": D(1), "b": long}) == D("0.87654321098765432109876543210987655")


@pytest.mark.parametrize("source", ["1/0", "0/0", "1/(1/0)", "0*(1/0)", "1/(a-a)", "a+1/(b-4*c)", "1/(0/a)"])
def test_a_division_by_zero_gives_nothing(source: str) -> None:
    """A division by zero anywhere leaves no value."""
    assert parse_expression(source).evaluate(VALUES) is None


def test_a_name_without_a_value_is_an_error() -> None:
    """A name without a value is for the caller to deal with."""
    with pytest.raises(KeyError):
        parse_expression("a + z").evaluate(VALUES)


@given(source=SOURCES, values=FIGURES)
@settings(derandomize=True, max_examples=300)
def test_the_value_is_exact(source: str, values: dict[str, Decimal]) -> None:
    """The value is the exact fraction to 60 digits, or nothing where that divides by zero."""
    assert parse_expression(source).evaluate(values) == _expected(source, values)


@given(source=SOURCES, values=FIGURES)
@settings(derandomize=True, max_examples=300)
def test_the_printed_formula_means_the_same(source: str, values: dict[str, Decimal]) -> None:
    """The printed formula comes to the same as the source, however its brackets were set."""
    assert _translated(parse_expression(source), values) == _expected(source, values)


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("100 * a / b", "100*A1/B1"),
        ("(a + b) * c", "(A1+B1)*C1"),
        ("a - (b - c)", "A1-(B1-C1)"),
        ("a / (b * c)", "A1/(B1*C1)"),
        ("((a * b)) + c", "A1*B1+C1"),
        ("a * -b", "A1*(0-B1)"),
        ("1.50 * a", "1.5*A1"),
    ],
)
def test_a_formula_has_the_brackets_that_it_needs(source: str, printed: str) -> None:
    """A formula has the brackets that its meaning needs and no others."""
    assert parse_expression(source).formula(CELLS) == printed


@pytest.mark.parametrize(
    ("sign", "below", "equal", "above"),
    [
        ("<", True, False, False),
        ("<=", True, True, False),
        ("=", False, True, False),
        ("==", False, True, False),
        ("!=", True, False, True),
        (">=", False, True, True),
        (">", False, False, True),
    ],
)
class TestSigns:
    """Every comparison, below, at and above the right side."""

    def test_a_comparison_holds_where_it_should(self, sign: str, below: bool, equal: bool, above: bool) -> None:
        """A comparison holds on the sides that its sign names."""
        condition = parse_condition(f"a + 1 {sign} 2 * b")
        found = [condition.holds({"a": D(a), "b": D(3)}) for a in ("4.9", "5", "5.1")]
        assert found == [below, equal, above]

    def test_its_formula_holds_there_too(self, sign: str, below: bool, equal: bool, above: bool) -> None:
        """The spreadsheet judges a comparison the same way."""
        formula = parse_condition(f"a + 1 {sign} 2 * b").formula(CELLS)
        found = [excel(formula, {"A1": D(a), "B1": D(3)}) for a in ("4.9", "5", "5.1")]
        assert found == [below, equal, above]


@pytest.mark.parametrize(("a", "equal"), [("1.0000004", True), ("1.0000005", False), ("0.9999996", True)])
def test_sides_are_equal_to_six_decimals(a: str, equal: bool) -> None:
    """Two sides count as equal when their difference rounds to zero at six decimals."""
    assert parse_condition("a = 1").holds({"a": D(a)}) is equal


@pytest.mark.parametrize("source", ["z > 1", "a / 0 > 1", "1 < a / (b - 2)"])
def test_a_condition_without_figures_is_open(source: str) -> None:
    """A condition that cannot be worked out is neither true nor false."""
    assert parse_condition(source).holds(VALUES) is None


def test_a_condition_lists_the_names_of_both_sides() -> None:
    """A condition lists the names of both sides once."""
    assert parse_condition("a + b <= b * c").names == ("a", "b", "c")


@pytest.mark.parametrize(
    ("source", "part"),
    [("a", ""), ("a < b < c", "<"), ("a =< b", "<"), ("a <", ""), ("< b", ""), ("a = (b", ")"), ("a ! b", "! b")],
)
def test_a_condition_is_one_comparison(source: str, part: str) -> None:
    """A condition is exactly one comparison between two expressions."""
    with pytest.raises(ExpressionError) as caught:
        parse_condition(source)
    assert caught.value.part == part


def test_the_difference_of_two_sides_is_rounded_once() -> None:
    """The difference of two sides is rounded once, to six decimals, and not to 28 digits before that."""
    assert parse_condition("a = 0").holds({"a": D("0.0000004" + "9" * 34)}) is True
