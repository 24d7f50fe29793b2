"""From a form's rows to one value an indicator: tiers, what does not apply, facts, checks and limits."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from factory import Item, fact, form, named, reference, row, scheme_of, waiver

from starcli.core.assessment import Entry, Tier
from starcli.core.judgement import Result
from starcli.core.rating import Rating, rate
from starcli.core.scheme import resolve

D = Decimal
SHARE = Item(value="100 * held / planned", checks=("held <= planned",))
FACTS = (fact("held", whole=True), fact("planned", whole=True), fact("staff", high="500"))
OTHER = Item(id="B-1")
Rows = Mapping[str, str | Entry]


def _rating(item: Item, rows: Rows, basis: Tier = "self") -> Rating:
    """The rating of one item, beside another that has its value."""
    return rate(scheme_of(item, OTHER, facts=FACTS), form({"B-1": "50", **rows}), basis)


def _seen(item: Item, rows: Rows, basis: Tier = "self") -> tuple[str, str, list[tuple[str, str]]]:
    """The item's outcome and value, and every finding of the run."""
    rating = _rating(item, rows, basis)
    result = rating.result("A-1")
    return result.outcome, str(result.value), named(rating.findings)


THREE = {"A-1": row("A-1", own="70", verified="60", reviewed="50")}


@pytest.mark.parametrize(("basis", "value"), [("self", "70"), ("verified", "60"), ("reviewed", "50")])
def test_the_basis_says_whose_value_counts(basis: Tier, value: str) -> None:
    """Each basis takes the value of its own tier."""
    assert str(_rating(Item(), THREE, basis).result("A-1").value) == value


@pytest.mark.parametrize(
    ("basis", "entry", "expected"),
    [
        ("verified", row("A-1", own="70"), ("70", "self")),
        ("reviewed", row("A-1", own="70"), ("70", "self")),
        ("reviewed", row("A-1", own="70", verified="60"), ("60", "verified")),
        ("verified", row("A-1", own="70", reviewed="50"), ("70", "self")),
        ("self", row("A-1", verified="60"), ("None", "None")),
    ],
)
def test_a_basis_falls_back_to_the_one_below(basis: Tier, entry: Entry, expected: tuple[str, str]) -> None:
    """A blank tier falls back to the one below it, never to one above."""
    result = _rating(Item(), {"A-1": entry}, basis).result("A-1")
    assert (str(result.value), str(result.tier)) == expected


def test_falling_back_is_said_once() -> None:
    """One note names all items whose value is of a lower tier than the basis."""
    found = _rating(Item(), THREE, "reviewed").findings
    assert [(f.code, dict(f.details)["ids"]) for f in found] == [("basis-fallback", "B-1")]


def test_a_computed_value_is_of_its_lowest_tier() -> None:
    """A value computed from facts of two tiers counts as one of the lower tier."""
    rows = {"held": row("held", own="1"), "planned": row("planned", verified="2")}
    assert _rating(SHARE, rows, "verified").result("A-1").tier == "self"


NOT_CONFIRMED = "not-applicable-unconfirmed"


@pytest.mark.parametrize(
    ("basis", "entry", "expected"),
    [
        ("self", row("A-1", own="n/a"), ("missing", "None", [("A-1.own", NOT_CONFIRMED)])),
        ("self", row("A-1", claim=True), ("missing", "None", [("A-1.claim", NOT_CONFIRMED)])),
        ("self", row("A-1", "a reason", claim=True), ("missing", "None", [("A-1.claim", NOT_CONFIRMED)])),
        ("self", row("A-1", "a reason", own="n/a", verified="n/a"), ("not_applicable", "None", [])),
        ("self", row("A-1", "a reason", own="5", verified="n/a"), ("not_applicable", "None", [])),
        ("self", row("A-1", "a reason", verified="5", reviewed="n/a"), ("not_applicable", "None", [])),
        (
            "self",
            row("A-1", claim=True, verified="n/a"),
            ("missing", "None", [("A-1.verified", "not-applicable-without-reason")]),
        ),
        (
            "self",
            row("A-1", "a reason", own="n/a", verified="5"),
            ("missing", "None", [("A-1.own", "not-applicable-refused")]),
        ),
        (
            "self",
            row("A-1", "a reason", own="n/a", verified="n/a", reviewed="5"),
            ("missing", "None", [("A-1.own", "not-applicable-refused")]),
        ),
        ("self", row("A-1", own="5", claim=True), ("scored", "5", [("A-1.claim", "not-applicable-with-value")])),
        ("self", row("A-1", own="5", claim=True, verified="6"), ("scored", "5", [])),
        ("verified", row("A-1", own="n/a", verified="5"), ("scored", "5", [("form", "basis-fallback")])),
    ],
)
def test_what_does_not_apply(basis: Tier, entry: Entry, expected: tuple[str, str, list[tuple[str, str]]]) -> None:
    """An item is left out once a higher tier has confirmed it with a reason, and else counts as missing or valued."""
    assert _seen(Item(), {"A-1": entry}, basis) == expected


def test_a_waived_item_leaves_the_denominator() -> None:
    """A waived item leaves the denominator."""
    rating = _rating(Item(), {"A-1": row("A-1", "a reason", verified="n/a")})
    assert [str(d.available) for d in rating.dimensions] == ["0", "10"]


def test_a_fact_that_does_not_apply_takes_its_indicator_along() -> None:
    """An indicator with a fact that does not apply does not apply either."""
    rows: Rows = {"held": "1", "planned": row("planned", "a reason", verified="n/a")}
    assert _seen(SHARE, rows) == ("not_applicable", "None", [])


def test_a_waived_indicator_stays_waived_when_its_facts_are_known() -> None:
    """A confirmed 'not applicable' on the indicator itself holds although its facts are filled in for others."""
    rows: Rows = {"A-1": row("A-1", "a reason", verified="n/a"), "held": "1", "planned": "2"}
    assert _rating(SHARE, rows).result("A-1").outcome == "not_applicable"


@pytest.mark.parametrize(
    ("item", "rows", "expected"),
    [
        (Item(), {}, [("form", "missing-value")]),
        (Item(), {"A-1": row("A-1")}, [("A-1.own", "missing-value")]),
        (SHARE, {}, [("form", "missing-value")]),
        (SHARE, {"held": "1"}, [("form", "missing-value")]),
        (SHARE, {"held": row("held"), "planned": row("planned")}, [("held.own", "missing-value")]),
        (SHARE, {"held": "1", "planned": row("planned")}, [("planned.own", "missing-value")]),
        (SHARE, {"held": "1", "planned": row("planned", claim=True)}, [("planned.claim", NOT_CONFIRMED)]),
    ],
)
def test_a_missing_value_is_one_finding(item: Item, rows: Rows, expected: list[tuple[str, str]]) -> None:
    """Whatever is missing of an indicator, one finding says so where the first of it belongs."""
    assert _seen(item, rows) == ("missing", "None", expected)


def test_a_missing_finding_names_every_missing_fact() -> None:
    """The finding names every fact that is missing."""
    found = _rating(SHARE, {"staff": "3"}).findings
    assert [f.message("en") for f in found] == ["A-1 indicator A-1 is missing: no fact held, fact planned"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({"held": "2", "planned": "3"}, ("scored", "66.67", [])),
        ({"A-1": "66.67", "held": "2", "planned": "3"}, ("scored", "66.67", [])),
        ({"A-1": "67", "held": "2", "planned": "3"}, ("scored", "66.67", [("A-1.own", "typed-differs")])),
        ({"A-1": "67"}, ("scored", "67", [])),
        ({"A-1": "67", "held": "2"}, ("scored", "67", [])),
        (
            {"A-1": "67", "held": "2", "planned": "2.5"},
            ("invalid", "None", [("planned.own", "not-whole"), ("A-1.own", "typed-differs")]),
        ),
    ],
)
def test_a_computed_value_stands_before_a_typed_one(
    rows: Rows, expected: tuple[str, str, list[tuple[str, str]]]
) -> None:
    """Complete facts decide the value, a typed one that differs is named, and it counts where facts are missing."""
    assert _seen(SHARE, rows) == expected


DOUBTED, CHECKED = Item(doubts=("value <= staff",)), Item(checks=("value <= staff",))


@pytest.mark.parametrize(
    ("item", "rows", "expected"),
    [
        (SHARE, {"held": "3", "planned": "2"}, ("invalid", "150.00", [("held.own", "check-failed")])),
        (SHARE, {"held": "0", "planned": "0"}, ("invalid", "None", [("planned.own", "division-by-zero")])),
        (
            Item(doubts=("value <= staff",)),
            {"A-1": "9", "staff": "8"},
            ("scored", "9", [("A-1.own", "check-doubtful")]),
        ),
        (CHECKED, {"A-1": "9", "staff": "8"}, ("invalid", "9", [("A-1.own", "check-failed")])),
        (CHECKED, {"A-1": "8", "staff": "8"}, ("scored", "8", [])),
        (CHECKED, {"A-1": "9"}, ("scored", "9", [])),
        (Item(), {"A-1": "100"}, ("scored", "100", [])),
        (Item(), {"A-1": "100.01"}, ("invalid", "100.01", [("A-1.own", "value-out-of-bounds")])),
        (Item(), {"A-1": "-0.01"}, ("invalid", "-0.01", [("A-1.own", "value-out-of-bounds")])),
        (Item(low=None, high=None), {"A-1": "-5"}, ("scored", "-5", [])),
        (Item(type="integer"), {"A-1": "5.5"}, ("invalid", "5.5", [("A-1.own", "not-whole")])),
        (Item(type="integer"), {"A-1": "5.0"}, ("scored", "5.0", [])),
        (Item(), {"A-1": "??"}, ("invalid", "None", [])),
        (Item(), {"A-1": "many"}, ("invalid", "many", [])),
        (Item(value="staff"), {"staff": "600"}, ("invalid", "None", [("staff.own", "value-out-of-bounds")])),
        (Item(value="staff"), {"staff": "101"}, ("invalid", "101.00", [("staff.own", "value-out-of-bounds")])),
        (Item(value="held"), {"held": "-1"}, ("invalid", "None", [("held.own", "value-out-of-bounds")])),
        (Item(value="held"), {"held": "1.5"}, ("invalid", "None", [("held.own", "not-whole")])),
        (Item(value="held"), {"held": "??"}, ("invalid", "None", [])),
    ],
)
def test_values_that_cannot_be(item: Item, rows: Rows, expected: tuple[str, str, list[tuple[str, str]]]) -> None:
    """A value outside its limits, not whole or at odds with others is invalid; a doubtful one is only named."""
    assert _seen(item, rows) == expected


def test_a_failed_check_is_said_with_its_figures() -> None:
    """A failed check names the facts with their figures."""
    (found,) = _rating(SHARE, {"held": "3", "planned": "2"}).findings
    assert found.message("en").endswith("fact held (3) ≤ fact planned (2)")


def test_a_figure_beyond_all_measure_is_invalid() -> None:
    """A figure too large to reckon with makes its item invalid and does not end the run."""
    assert _rating(Item(value="held"), {"held": "1E+100"}).result("A-1").outcome == "invalid"


def test_an_indicator_may_be_a_constant() -> None:
    """An expression without any fact gives its value."""
    assert str(_rating(Item(value="40 + 2"), {}).result("A-1").value) == "42.00"


SMALL = waiver("staff < 3", "planned = 1")
GENEROUS = Item(full_when=SMALL)


def _waived(item: Item, rows: Rows) -> tuple[str, str, bool]:
    result = _rating(item, rows).result("A-1")
    return result.outcome, str(result.points), result.exempt


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({"A-1": "40", "staff": "2", "planned": "1"}, ("scored", "10.00", True)),
        ({"staff": "2", "planned": "1"}, ("scored", "10.00", True)),
        ({"A-1": "40", "staff": "3", "planned": "1"}, ("scored", "4.00", False)),
        ({"A-1": "40", "staff": "2"}, ("scored", "4.00", False)),
        ({"A-1": "400", "staff": "2", "planned": "1"}, ("invalid", "0", False)),
        ({"A-1": "40", "staff": "-2", "planned": "1"}, ("scored", "4.00", False)),
    ],
)
def test_full_marks_by_waiver(rows: Rows, expected: tuple[str, str, bool]) -> None:
    """Full marks are given where every condition holds on valid figures, but never for an invalid value."""
    assert _waived(GENEROUS, rows) == expected


def test_an_exempt_item_is_not_missed() -> None:
    """An item with full marks by waiver is not reported as missing."""
    assert named(_rating(GENEROUS, {"staff": "2", "planned": "1"}).findings) == []


def test_a_fault_in_a_figure_that_only_a_waiver_uses_is_reported() -> None:
    """A figure outside its limits is reported even when nothing but a waiver names it."""
    rows = {"A-1": "40", "staff": "-2", "planned": "1"}
    assert named(_rating(GENEROUS, rows).findings) == [("staff.own", "value-out-of-bounds")]


NOTHING_DUE = Item(value="100 * held / planned", not_applicable_when=waiver("planned = 0"))


def test_an_item_is_left_out_by_rule() -> None:
    """An item whose condition for not applying holds is left out, with a note."""
    expected = ("not_applicable", "None", [("planned.own", "not-applicable-by-rule")])
    assert _seen(NOTHING_DUE, {"held": "0", "planned": "0"}) == expected


def test_a_typed_item_is_left_out_by_rule_too() -> None:
    """The condition for not applying holds for an item with a typed value as well."""
    item = Item(not_applicable_when=waiver("planned = 0"))
    assert _rating(item, {"A-1": "0", "planned": "0"}).result("A-1").outcome == "not_applicable"


def _village(rows: Rows, code: str) -> Result:
    """One indicator of a village under the reference framework."""
    return rate(resolve(reference(), "village", "default"), form(rows)).result(code)


@pytest.mark.parametrize(
    ("code", "rows", "expected"),
    [
        ("GRD-01", {"households": "299", "grids": "1"}, ("scored", "2.00", True)),
        ("GRD-02", {"households": "299", "grids": "1"}, ("scored", "2.00", True)),
        ("GRD-02", {"households": "299", "grids": "1", "grids_ok": "0"}, ("scored", "2.00", True)),
        ("GRD-01", {"households": "300", "grids": "1"}, ("scored", "2.00", False)),
        ("GRD-02", {"households": "300", "grids": "1", "grids_ok": "0"}, ("scored", "0.00", False)),
        ("GRD-01", {"households": "100", "grids": "2"}, ("scored", "0.00", False)),
        ("GOV-02", {"hot_rated": "0", "hot_ok": "0"}, ("not_applicable", "0", False)),
        ("GOV-02", {"hot_rated": "50", "hot_ok": "48"}, ("scored", "2.82", False)),
        ("GOV-02", {"hot_rated": "50", "hot_ok": "51"}, ("invalid", "0", False)),
    ],
)
def test_waivers_of_the_reference_framework(code: str, rows: Rows, expected: tuple[str, str, bool]) -> None:
    """A small village in one grid has full marks for its grids; no rated work orders leave their item out."""
    result = _village(rows, code)
    assert (result.outcome, str(result.points), result.exempt) == expected


def test_an_exempt_gate_is_met() -> None:
    """A gate is met by an item with full marks by waiver."""
    assert _village({"households": "299", "grids": "1"}, "GRD-02").met("five-star") is True
