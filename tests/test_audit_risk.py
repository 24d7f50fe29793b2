"""Reasons to look at a unit: each with its figures, and points that add up to the risk."""

from collections.abc import Mapping

import pytest
from audit_units import KNOWN, absent, audited, stated, subject, unit
from factory import Item, at_least, fact, framework_of, row

from starcli.core.assessment import Claims
from starcli.core.audit.audit import Request
from starcli.core.audit.examined import Subject
from starcli.core.audit.report import AuditedUnit
from starcli.core.audit.rules import REASON_NAMES, WEIGHTS, AuditRules
from starcli.core.audit.words import risk_method
from starcli.core.findings import NOWHERE, Finding, finding
from starcli.core.model import Framework

GATED = framework_of(
    [
        Item("A-1", "40", requires={"gold": at_least("85"), "silver": at_least("60")}, gates=("gold", "silver")),
        Item("A-2", "30", requires={"gold": at_least("70")}, gates=("gold",)),
        Item("B-1", "30", value="held"),
    ],
    [fact("held")],
)


OVER = {"A-1": row("A-1", own="90", verified="80")}
"""A unit that claimed 4 of 40 points too much."""


def risk(of: Subject, *former: Subject, by: Framework = KNOWN) -> AuditedUnit:
    """A unit that is audited alone."""
    return audited([of], Request(), former, by).units[0]


def reason(of: AuditedUnit, key: str) -> tuple[str, str, str] | None:
    """Degree, points and figures of a reason; None where it is none."""
    found = [each for each in of.reasons if each.id == key]
    return (str(found[0].degree), str(found[0].points), found[0].text.en) if found else None


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("100", None),
        ("66.67", ("1.00", "3.00", "0 points above the floor of gold")),
        ("70", ("0.50", "1.50", "1 points above the floor of gold")),
        ("73", ("0.05", "0.15", "1.9 points above the floor of gold")),
        ("73.4", None),
        ("65", ("0.75", "2.25", "0.5 points short of gold")),
        ("59", None),
    ],
)
def test_near_the_edge_of_a_grade(held: str, expected: tuple[str, str, str] | None) -> None:
    """Within 2 points of a line on either side, the nearer the more."""
    assert reason(risk(subject("甲村", {"A-1": "90", "A-2": "80", "held": held})), "near-grade") == expected


def test_short_of_a_grade_that_something_else_keeps_away() -> None:
    """Where a gate is not met either, a few points more would not help."""
    rows = {"A-1": "84", "A-2": "80", "held": "71"}
    assert reason(risk(subject("甲村", rows, by=GATED), by=GATED), "near-grade") is None
    open_gates = {"A-1": "85", "A-2": "80", "held": "71"}
    assert reason(risk(subject("甲村", open_gates, by=GATED), by=GATED), "near-grade") is not None


def test_gates_that_are_only_just_met() -> None:
    """A value that is exactly the required one."""
    rows = {"A-1": "85", "A-2": "95", "held": "95"}
    one = risk(subject("甲村", rows, by=GATED), by=GATED)
    assert reason(one, "tight-gates") == ("0.50", "1.00", "1 gate with exactly the required value (A-1)")
    both = risk(subject("甲村", rows | {"A-2": "70"}, by=GATED), by=GATED)
    assert reason(both, "tight-gates") == ("1.00", "2.00", "2 gates with exactly the required value (A-1, A-2)")


@pytest.mark.parametrize(
    ("rows", "points", "expected"),
    [
        ({"A-1": "100", "A-2": "100", "held": "100"}, {}, ("1.00", "3.00", "3 of 3 items claimed at full points")),
        ({"A-1": "100", "A-2": "100", "held": "99"}, {}, None),
        (
            {"A-1": "90", "A-2": "80", "held": "70"},
            {"A-1": "40", "A-2": "30", "B-1": "30"},
            ("1.00", "3.00", "3 of 3 items claimed at full points"),
        ),
        ({"A-1": "100", "A-2": "100", "held": "100"}, {"A-1": "39"}, None),
    ],
)
def test_nearly_everything_at_full_points(
    rows: Mapping[str, str], points: Mapping[str, str], expected: tuple[str, str, str] | None
) -> None:
    """What the unit typed itself stands before what its values earn."""
    assert reason(risk(subject("甲村", rows, claims=stated(points))), "all-full") == expected


def test_over_claims_are_held_against_what_was_checked() -> None:
    """4 of 40 points that were looked at are a tenth: in full; half of it counts half."""
    tenth, half = row("A-1", own="90", verified="80"), row("A-1", own="90", verified="85")
    text = "this season 4 of 40 points that were checked were too much, 1 item"
    assert reason(risk(subject("甲村", {"A-1": tenth})), "over-claimed") == ("1.00", "3.00", text)
    assert (reason(risk(subject("甲村", {"A-1": half})), "over-claimed") or "")[:2] == ("0.50", "1.50")
    assert reason(risk(subject("甲村", {"A-1": row("A-1", own="90", verified="95")})), "over-claimed") is None


def test_an_over_claim_of_an_item_that_was_looked_at_in_part() -> None:
    """Its own weight is what it is held against where nothing was looked at in full."""
    by = framework_of(
        [Item("A-1", "40", value="100 * held / planned"), Item("B-1", "60")], [fact("held"), fact("planned")]
    )
    held = row("held", own="90", verified="80")
    found = risk(subject("甲村", {"held": held, "planned": "100", "B-1": "50"}, by=by, whole=True), by=by)
    assert (reason(found, "over-claimed") or "")[:2] == ("1.00", "3.00")


def test_over_claims_of_the_season_before() -> None:
    """The same unit's, by its code or name; of two forms of it none counts."""
    before = subject("甲村", OVER)
    text = "last season 4 of 40 points that were checked were too much, 1 item"
    assert reason(risk(subject("甲村"), before), "over-claimed-before") == ("1.00", "3.00", text)
    assert reason(risk(subject("乙村"), before), "over-claimed-before") is None
    assert reason(risk(subject(unit("甲村", code="330199101201")), before), "over-claimed-before") is not None
    renamed = subject(unit("新名", code="330199101201")), subject(unit("旧名", code="330199101201"), OVER)
    assert reason(risk(*renamed), "over-claimed-before") is not None
    namesake = subject(unit("甲村", code="330199101202")), subject(unit("甲村", code="330199101201"), OVER)
    assert reason(risk(*namesake), "over-claimed-before") is None
    assert reason(risk(subject("甲村"), before, before), "over-claimed-before") is None


@pytest.mark.parametrize(
    ("then", "degree"), [("100", None), ("84", None), ("83", "0.02"), ("80", "0.20"), ("60", "1.00")]
)
def test_a_total_that_jumped(then: str, degree: str | None) -> None:
    """More than 5 points above the former season's confirmed total; in full at 10."""
    before = subject("甲村", {"held": row("held", own="100", reviewed=then)})
    found = reason(risk(subject("甲村"), before), "jump")
    assert (found and found[0]) == degree


def doubts(number: int) -> list[Finding]:
    """Findings on figures, and one on something else."""
    jumped = finding("figure-jumped", NOWHERE, name="x", then="1", now="9", cell="A1", change="800", most="200")
    return [*[jumped] * number, finding("self-total-below", NOWHERE, claimed="1", computed="2")]


@pytest.mark.parametrize(("number", "degree"), [(0, None), (1, "0.33"), (3, "1.00"), (9, "1.00")])
def test_figures_that_do_not_fit(number: int, degree: str | None) -> None:
    """So many findings on its figures, in full at three."""
    found = reason(risk(subject("甲村", findings=doubts(number))), "figures")
    assert (found and found[0]) == degree


@pytest.mark.parametrize(
    ("claims", "degree"),
    [
        (stated({"A-1": "36", "A-2": "24"}), None),
        (stated({"A-1": "36.05"}), None),
        (stated({"A-1": "38"}), "0.20"),
        (stated({"A-1": "30"}), None),
        (stated({"A-1": "38"}, "97"), "0.40"),
        (stated({}, "90.2"), None),
        (stated({}, "97"), "0.20"),
    ],
)
def test_points_stated_above_those_computed(claims: Claims, degree: str | None) -> None:
    """Each item that is more than rounding, and the total; in full at five."""
    found = reason(risk(subject("甲村", claims=claims)), "statement")
    assert (found and found[0]) == degree


def test_the_risk_is_the_sum_of_its_reasons_the_strongest_first() -> None:
    """Points are weight times degree, to two decimals."""
    before = subject("甲村", {"A-1": row("A-1", own="90", verified="80")})
    found = risk(subject("甲村", {"held": "70"}, findings=doubts(1)), before)
    assert [(each.id, str(each.weight), str(each.points)) for each in found.reasons] == [
        ("over-claimed-before", "3", "3.00"),
        ("near-grade", "3", "1.50"),
        ("figures", "1", "0.33"),
    ]
    assert str(found.risk) == "4.83"


def test_every_reason_has_a_name_a_weight_and_a_meaning() -> None:
    """Nothing counts that is not explained."""
    told = risk_method(AuditRules())
    assert REASON_NAMES.keys() == WEIGHTS.keys()
    assert len(told) == len(WEIGHTS)
    assert all(any(name.zh in text.zh and name.en in text.en for text in told) for name in REASON_NAMES.values())


def test_a_unit_without_a_rating_has_no_reasons() -> None:
    """Nothing is known of it; that it did not report stands elsewhere."""
    assert [each.reasons for each in audited([absent("甲村")]).units] == [()]
