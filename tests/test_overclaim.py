"""The ledger of over-claims: what was claimed, what was confirmed, and the deduction that it suggests."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from factory import Item, fact, form, named, row, scheme_of

from starcli.core.assessment import Entry
from starcli.core.findings import Finding, Location, finding
from starcli.core.overclaim import OverClaimed, OverClaims, in_short, over_claims, proposed_deduction
from starcli.core.scheme import Scheme
from starcli.core.text import Text
from starcli.core.thresholds import CrossChecks, OverClaiming

ITEMS = (Item("A-1", "40"), Item("A-2", "30"), Item("B-1", "30", value="held"))


def judged(rule: OverClaiming | None = None) -> Scheme:
    """Three items of 100 points, in proportion; the last has its value from a fact."""
    checks = CrossChecks(over_claiming=rule or OverClaiming("D1"))
    return scheme_of(*ITEMS, facts=[fact("held")], cross_checks=checks)


def ledger(rows: Mapping[str, str | Entry], rule: OverClaiming | None = None) -> OverClaims:
    """The ledger of a form of which one fact at least was verified."""
    seen = {"held": row("held", own="100", verified="100")}
    found = over_claims(judged(rule), form({**rows, **(seen if rows.get("held") == "100" else {})}))
    assert found is not None
    return found


def lines(found: OverClaims) -> list[tuple[str, str, str, str]]:
    """Indicator, points by the unit's own and by the confirmed value, and the difference."""
    return [(d.indicator.id, str(d.claimed.points), str(d.confirmed.points), str(d.points)) for d in found.differences]


OWN = {"A-1": "90", "A-2": "80", "held": "100"}


@pytest.mark.parametrize(
    "rows", [OWN, {}, {"A-1": row("A-1", claim=True)}, {"A-1": row("A-1", "none here", verified="n/a")}]
)
def test_without_a_confirmed_value_there_is_no_ledger(rows: Mapping[str, str | Entry]) -> None:
    """Nobody over-claims as long as nobody has looked."""
    assert over_claims(judged(), form(rows)) is None


CHANGED = {
    "a lower verified value": (row("A-1", own="90", verified="80"), [("A-1", "36.00", "32.00", "4.00")]),
    "a lower reviewed value": (row("A-1", own="90", reviewed="80"), [("A-1", "36.00", "32.00", "4.00")]),
    "the county is above the town": (
        row("A-1", own="90", verified="80", reviewed="85"),
        [("A-1", "36.00", "34.00", "2.00")],
    ),
    "a higher verified value": (row("A-1", own="90", verified="95"), [("A-1", "36.00", "38.00", "-2.00")]),
    "the same value": (row("A-1", own="90", verified="90"), []),
    "the town changed it and the county changed it back": (
        row("A-1", own="90", verified="80", reviewed="90"),
        [("A-1", "36.00", "36.00", "0.00")],
    ),
    "the unit left it blank": (row("A-1", verified="80"), []),
    "not applicable": (row("A-1", "none here", own="90", verified="n/a"), []),
    "not applicable by the unit alone": (row("A-1", claim=True, verified="80"), []),
    "the unit's value cannot be read": (row("A-1", own="??", verified="80"), [("A-1", "0", "32.00", "-32.00")]),
    "the town's value cannot be read": (row("A-1", own="90", verified="??"), []),
}


@pytest.mark.parametrize(("entry", "expected"), CHANGED.values(), ids=CHANGED.keys())
def test_an_indicator_of_the_ledger(entry: Entry, expected: list[tuple[str, str, str, str]]) -> None:
    """Every indicator whose confirmed value gives other points than the unit's own is a line."""
    assert lines(ledger(OWN | {"A-1": entry})) == expected


def test_a_fact_that_was_corrected_changes_its_indicator() -> None:
    """The value of an indicator follows from facts: the ledger is about what they give."""
    assert lines(ledger(OWN | {"held": row("held", own="100", verified="60")})) == [("B-1", "30.00", "18.00", "12.00")]


BOTH_WAYS = OWN | {
    "A-1": row("A-1", own="90", verified="80"),
    "A-2": row("A-2", own="80", verified="85", reviewed="86"),
    "held": row("held", own="100", reviewed="60"),
}


def test_sums_and_grades_on_each_basis() -> None:
    """Points too much and too little are summed apart; each basis has its own total and grade."""
    found = ledger(BOTH_WAYS)
    totals = [(tier, str(rating.total), rating.grade.id) for tier, rating in found.ratings.items()]
    assert (str(found.over), str(found.under), totals) == (
        "16.00",
        "1.80",
        [("self", "90.00", "gold"), ("verified", "87.50", "gold"), ("reviewed", "75.80", "silver")],
    )


def test_the_ledger_in_short() -> None:
    """What a district's page needs of it: totals and grades, points, and how many items were claimed too high."""
    expected = OverClaimed(
        Decimal("90.00"), "gold", Decimal("75.80"), "silver", Decimal("16.00"), Decimal("1.80"), count=2
    )
    assert in_short(ledger(BOTH_WAYS)) == expected


def proposed(rows: Mapping[str, str | Entry], rule: OverClaiming) -> tuple[Finding, ...]:
    """The deduction that is proposed on a form with these rows."""
    return proposed_deduction(ledger({**OWN, **rows}, rule))


TEN, TOTAL = OverClaiming("D1"), OverClaiming("D1", of="total")


@pytest.mark.parametrize(
    ("verified", "rule", "count"),
    [
        ("80", TEN, 0),
        ("79.9", TEN, 1),
        ("79.9", OverClaiming("D1", Decimal("0.2")), 0),
        ("79.9", OverClaiming(None), 0),
        ("79.9", OverClaiming("D7"), 0),
        ("100", TEN, 0),
        ("65", TOTAL, 0),
        ("64.9", TOTAL, 1),
    ],
)
def test_from_which_over_claim_a_deduction_is_proposed(verified: str, rule: OverClaiming, count: int) -> None:
    """More than a share of the weight, of one item or of all, claimed too much proposes the framework's deduction."""
    found = proposed({"A-1": row("A-1", own="90", verified=verified)}, rule)
    assert [dict(each.details)["count"] for each in found] == [1] * count


def test_the_proposal_names_every_item_and_counts_for_nothing() -> None:
    """It stands at the first confirmed cell; the total stays as it is until a person enters the deduction."""
    found = ledger(BOTH_WAYS | {"A-1": row("A-1", own="90", verified="70")})
    assert (proposed_deduction(found), str(found.ratings["reviewed"].deductions)) == (
        (
            finding(
                "deduction-proposed",
                Location(cell="A-1.verified"),
                id="D1",
                name=Text.same(""),
                share=Text.same("10%"),
                count=2,
                indicators="A-1, B-1",
            ),
        ),
        "0",
    )


@pytest.mark.parametrize("times", ["0", "1", "2"])
def test_a_deduction_that_was_decided_is_not_proposed(times: str) -> None:
    """Once somebody has entered how often it counts, 0 included, nothing is left to propose."""
    assessed = form(OWN | {"A-1": row("A-1", own="90", verified="10")}, {"D1": times})
    found = over_claims(judged(), assessed)
    assert found is not None
    assert named(proposed_deduction(found)) == []
