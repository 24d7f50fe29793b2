"""Whom to check next: a quota of everybody, by risk and by lot, whatever the order in which units come."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from audit_units import absent, audited, subject, unit
from factory import row

from starcli.core.assessment import Entry
from starcli.core.audit.audit import Request
from starcli.core.audit.examined import Subject
from starcli.core.audit.report import Audit
from starcli.core.audit.rules import AuditRules, RiskRules
from starcli.core.audit.words import selection_method

CHECKED = {key: row(key, own=own, verified=own) for key, own in (("A-1", "90"), ("A-2", "80"), ("held", "100"))}


def quiet(number: int) -> list[Subject]:
    """Units without any reason to look at them."""
    rows: Mapping[str, str | Entry] = {"A-1": "55", "A-2": "80", "held": "91"}
    return [subject(unit(f"{at}村", code=f"33019910{at:04d}"), rows) for at in range(number)]


def risky(number: int) -> list[Subject]:
    """Units of which more and more of what was checked was claimed too much."""
    return [
        subject(
            unit(f"险{at}村", code=f"33019920{at:04d}"),
            {"A-1": row("A-1", own="60", verified=str(59 - at)), "A-2": "90", "held": "70"},
        )
        for at in range(number)
    ]


def names(found: Audit, by: str | None = None) -> list[str]:
    """Who was picked."""
    return [found.units[pick.unit].member.unit.name for pick in found.selection.picks if by in (None, pick.by)]


def test_a_quota_of_everybody_of_which_a_fifth_is_drawn_by_lot() -> None:
    """15% of 40, of whom some did not report: six, one of them by lot, the riskiest first."""
    found = audited([*quiet(22), *risky(8), *(absent(f"缺{at}") for at in range(10))])
    chosen = found.selection
    assert (chosen.wanted, len(chosen.by_risk), len(chosen.by_lot)) == (6, 5, 1)
    assert names(found, "risk") == [f"险{at}村" for at in (7, 6, 5, 4, 3)]
    assert (chosen.eligible, chosen.missing, str(chosen.chance)) == (30, 10, "0.0400")
    assert [pick.place for pick in chosen.picks] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("number", "quota", "wanted", "lot"),
    [(40, "15", 6, 1), (40, "10", 4, 1), (40, "20", 8, 2), (3, "15", 1, 1), (40, "60", 24, 5), (1, "1", 1, 1)],
)
def test_how_many_are_wanted_and_how_many_of_them_by_lot(number: int, quota: str, wanted: int, lot: int) -> None:
    """Half up, one at least; a fifth of them by lot, one at least."""
    found = audited(risky(number), Request(quota=Decimal(quota)))
    assert (found.selection.wanted, len(found.selection.by_lot)) == (wanted, lot)


def test_the_order_of_units_changes_nothing() -> None:
    """The same units with the same seed give the same picks, in the same order."""
    everybody = [*quiet(30), *risky(5)]
    first = names(audited(everybody))
    for seed in range(5):
        random.Random(seed).shuffle(everybody)  # noqa: S311 an order, no secret
        assert names(audited(everybody)) == first


def test_units_of_equal_risk_are_told_apart_by_the_seed() -> None:
    """Not by the order in which they come, nor by their codes."""
    equal = [
        subject(unit(f"{at}村", code=f"33019930{at:04d}"), {"A-1": row("A-1", own="60", verified="50"), "held": "70"})
        for at in range(12)
    ]
    first = [names(audited(equal, Request(seed=seed)), "risk") for seed in range(6)]
    assert len({tuple(each) for each in first}) > 1
    assert [names(audited(equal[::-1], Request(seed=seed)), "risk") for seed in range(6)] == first


def test_nobody_can_be_sure_of_being_left_out() -> None:
    """With the seed the draw changes: over some seeds everybody was drawn."""
    everybody = quiet(20)
    drawn = {name for seed in range(60) for name in names(audited(everybody, Request(seed=seed)))}
    assert drawn == {each.member.unit.name for each in everybody}


def test_draws_are_even() -> None:
    """Over many seeds each of ten units is drawn about as often: one of ten each time."""
    everybody = quiet(10)
    times = [name for seed in range(400) for name in names(audited(everybody, Request(seed=seed, quota=Decimal(10))))]
    counts = [times.count(each.member.unit.name) for each in everybody]
    assert (sum(counts), min(counts) > 20, max(counts) < 65) == (400, True, True)


def test_who_was_checked_did_not_report_or_has_no_rating_is_not_picked() -> None:
    """They are counted, and stand apart."""
    everybody = [subject("甲村", CHECKED), absent("乙村"), absent("丙村", "unrated"), *quiet(3)]
    found = audited(everybody, Request(quota=Decimal(100)))
    chosen = found.selection
    assert sorted(names(found)) == ["0村", "1村", "2村"]
    assert (chosen.wanted, chosen.eligible, chosen.done, chosen.unrated, chosen.missing) == (6, 3, 1, 1, 1)


def test_a_unit_that_was_checked_in_part_can_be_picked() -> None:
    """From 80% of its indicators on it counts as checked."""
    part = subject("甲村", {key: CHECKED[key] for key in ("A-1", "A-2")})
    assert [each.state for each in audited([part]).units] == ["part"]
    lenient = AuditRules(checked=Decimal(60))
    assert [each.state for each in audited([part], Request(rules=lenient)).units] == ["checked"]
    strict = Request(rules=AuditRules(checked=Decimal(100)))
    assert [each.state for each in audited([subject("乙村", CHECKED)], strict).units] == ["checked"]


@pytest.mark.parametrize(
    ("quota", "number", "codes"),
    [
        ("15", 20, []),
        ("10", 20, []),
        ("20", 20, []),
        ("9.9", 20, ["audit-quota-unusual"]),
        ("50", 20, ["audit-quota-unusual"]),
        ("20", 0, ["audit-quota-short"]),
    ],
)
def test_findings_on_the_quota(quota: str, number: int, codes: Sequence[str]) -> None:
    """An unusual quota, and one that cannot be met, are said."""
    found = audited([*quiet(number), absent("缺村")], Request(quota=Decimal(quota)))
    assert [each.code for each in found.findings if "quota" in each.code] == codes


def test_where_nobody_is_risky_all_are_drawn_by_lot() -> None:
    """Places that no reason fills are not filled by the order of units."""
    found = audited(quiet(40))
    assert (len(found.selection.by_risk), len(found.selection.by_lot), str(found.selection.chance)) == (0, 6, "0.1500")


def test_an_audit_of_nobody() -> None:
    """Without units there is nothing to pick, and nothing is divided by none."""
    found = audited([])
    assert (found.selection.wanted, found.selection.picks, found.whole.units, found.towns) == (0, (), 0, ())


def test_picks_are_counted_by_town() -> None:
    """The sums of towns say how many are to be checked there."""
    everybody = [*risky(10), *[subject(unit(f"{at}号村", town="松岭乡")) for at in range(10)]]
    found = audited(everybody)
    assert sum(each.sum.picked for each in found.towns) == found.whole.picked == 3
    assert found.towns[0].sum.picked >= len(found.selection.by_risk)


def test_the_method_is_told_with_seed_and_numbers() -> None:
    """Whoever doubts the draw can repeat it."""
    found = audited([*quiet(12), *risky(8), *(absent(f"缺{at}") for at in range(20))], Request(seed=77))
    told = selection_method(found.selection, found.rules)
    assert "种子 77" in told.zh
    assert "Seed 77" in told.en
    assert "全部 40 个单位的 15%" in told.zh


def test_weights_are_settings() -> None:
    """A reason without weight is none."""
    deaf = AuditRules(risk=RiskRules(weights={"near-grade": Decimal(1)}))
    assert {each.risk for each in audited(risky(3), Request(rules=deaf)).units} == {Decimal(0)}
