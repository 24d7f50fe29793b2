"""The deduction for over-claims: proposed where the framework says so, and never twice."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from audit_units import KNOWN, OWN, audited, examined, filled, subject
from factory import Item, framework_of, row

from starcli.core.assessment import Entry
from starcli.core.audit.examination import examine
from starcli.core.overclaim import over_claims, proposed_deduction
from starcli.core.rating import rate
from starcli.core.scheme import resolve
from starcli.core.scrutiny import scrutinise
from starcli.core.thresholds import CrossChecks, OverClaiming

TOO_MUCH = {"A-1": row("A-1", own="90", verified="70"), "A-2": row("A-2", own="80", reviewed="69")}
"""8 of 40 points and 3.3 of 30 too much."""


@pytest.mark.parametrize(
    ("rows", "counts", "expected"),
    [
        (TOO_MUCH, {}, ("proposed", ("A-1", "A-2"))),
        ({"A-1": row("A-1", own="90", verified="80")}, {}, None),
        ({"A-1": row("A-1", verified="10")}, {}, None),
        ({"A-1": row("A-1", own="90", verified="??")}, {}, None),
        (TOO_MUCH, {"D1": "1"}, ("made", ("A-1", "A-2"))),
        (TOO_MUCH, {"D1": "0"}, ("declined", ("A-1", "A-2"))),
        ({}, {"D1": "2"}, ("made", ())),
        (TOO_MUCH, {"B1": "1"}, ("proposed", ("A-1", "A-2"))),
    ],
    ids=[
        "too much", "just the share", "left blank by the unit", "nobody can read what was confirmed", "made already",
        "declined already", "made without any reason that is seen", "something else was entered",
    ],
)  # fmt: skip
def test_when_a_deduction_is_proposed(
    rows: Mapping[str, Entry], counts: Mapping[str, str], expected: tuple[str, tuple[str, ...]] | None
) -> None:
    """Above the share of an indicator's weight; once somebody entered it, be it as 0, it is not proposed again."""
    found = examined(rows, counts=counts).deduction
    assert (found and (found.state, found.indicators)) == expected


def test_a_framework_that_names_no_deduction_proposes_none() -> None:
    """It is the framework that says so, and how much is too much."""
    without = replace(KNOWN, cross_checks=CrossChecks(over_claiming=OverClaiming(None)))
    strict = replace(KNOWN, cross_checks=CrossChecks(over_claiming=OverClaiming("D1", Decimal("0.05"))))
    small = {"A-1": row("A-1", own="90", verified="84")}
    assert examined(TOO_MUCH, without).deduction is None
    assert (examined(small).deduction, examined(small, strict).deduction is None) == (None, False)


def test_what_it_would_cost_is_said_and_not_yet_counted() -> None:
    """The total with it beside the one without: a person decides."""
    found = examined(TOO_MUCH)
    assert found.deduction is not None
    assert (str(found.end.total), str(found.deduction.total), found.deduction.grade) == ("78.70", "77.70", "silver")
    assert str(examined(TOO_MUCH, counts={"D1": "1"}).end.total) == "77.70"


def test_it_is_the_very_proposal_that_rating_the_form_finds() -> None:
    """The finding is the same, so that it can be shown once."""
    written, scheme = filled({**OWN, **TOO_MUCH}), resolve(KNOWN, "village", "default")
    ledger = over_claims(scheme, written)
    found = examine(scheme, written).deduction
    assert ledger is not None
    assert found is not None
    assert (found.finding,) == proposed_deduction(ledger)
    assert found.finding in scrutinise(rate(scheme, written, "self")).findings


def test_proposals_are_counted_by_area() -> None:
    """Only those that wait for a decision."""
    forms = [subject("甲村", TOO_MUCH), subject("乙村", TOO_MUCH, counts={"D1": "1"}), subject("丙村")]
    found = audited(forms)
    assert (found.whole.proposed, [each.proposal and each.proposal.state for each in found.units]) == (
        1,
        ["proposed", "made", None],
    )


def test_the_share_may_be_that_of_all_weights() -> None:
    """11.3 of 100 points are more than a tenth of all: every indicator that was claimed too high is named."""
    rule = OverClaiming("D1", of="total")
    several = replace(
        framework_of([Item("A-1", "60"), Item("A-2", "40")]), cross_checks=CrossChecks(over_claiming=rule)
    )
    rows = {"A-1": row("A-1", own="90", verified="80"), "A-2": row("A-2", own="90", verified="78")}
    scheme = resolve(several, "village", "default")
    assert examine(scheme, filled({**rows, "A-2": "90"})).deduction is None
    found = examine(scheme, filled(rows)).deduction
    assert found is not None
    assert found.indicators == ("A-1", "A-2")
