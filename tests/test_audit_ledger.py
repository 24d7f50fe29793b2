"""The ledger of an audit: own values against those that count, level by level, and sums that add up to the digit."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from audit_units import KNOWN, OWN, absent, audited, examined, filled, imported, stated, subject, unit
from factory import Item, fact, form, framework_of, row, waiver

from starcli.core.assessment import Answer, Entry, Tier
from starcli.core.audit.audit import Request
from starcli.core.audit.examination import examine
from starcli.core.audit.examined import BASES, DIRECTIONS, Examined, Line, Subject
from starcli.core.audit.report import Audit, AuditedUnit, Sum
from starcli.core.findings import Location
from starcli.core.imports.applying import without_imports
from starcli.core.numbers import ZERO
from starcli.core.rating import rate
from starcli.core.scheme import resolve

REJECTED = Entry(
    {
        "self": Answer(Decimal(90), "90", Location(cell="own")),
        "verified": Answer(None, "不认可", Location(cell="town"), rejected=True),
    },
    Location(cell="own"),
)


def line(of: Examined, key: str) -> Line:
    """The line of an indicator."""
    (found,) = [each for each in of.lines if each.indicator == key]
    return found


LINES = {
    "lower by the town": (row("A-1", own="90", verified="80"), "over", "4.00", [("verified", "4.00")]),
    "higher by the town": (row("A-1", own="90", verified="95"), "under", "-2.00", [("verified", "-2.00")]),
    "lower by the town, corrected by the county": (
        row("A-1", own="90", verified="80", reviewed="85"),
        "over",
        "2.00",
        [("verified", "4.00"), ("reviewed", "-2.00")],
    ),
    "changed there and back": (
        row("A-1", own="90", verified="80", reviewed="90"),
        "even",
        "0.00",
        [("verified", "4.00"), ("reviewed", "-4.00")],
    ),
    "by a department": (imported("A-1", "85", row("A-1", own="90")), "over", "2.00", [("imported", "2.00")]),
    "by a department, then by the town": (
        imported("A-1", "85", row("A-1", own="90", verified="80")),
        "over",
        "4.00",
        [("imported", "2.00"), ("verified", "2.00")],
    ),
    "left blank and filled in by the town": (row("A-1", verified="80"), "filled", "-32.00", [("verified", "-32.00")]),
    "what the town wrote cannot be read": (
        row("A-1", own="90", verified="??"),
        "unread",
        "36.00",
        [("verified", "36.00")],
    ),
    "not accepted": (REJECTED, "over", "36.00", [("verified", "36.00")]),
    "what the unit wrote cannot be read": (
        row("A-1", own="??", verified="80"),
        "under",
        "-32.00",
        [("verified", "-32.00")],
    ),
}


@pytest.mark.parametrize(("entry", "direction", "points", "steps"), LINES.values(), ids=LINES.keys())
def test_a_line_of_the_ledger(entry: Entry, direction: str, points: str, steps: Sequence[tuple[str, str]]) -> None:
    """It says which way the claim was wrong, by how much, and who changed what on the way."""
    found = line(examined({"A-1": entry}), "A-1")
    assert (found.direction, str(found.points)) == (direction, points)
    assert [(step.level, str(step.points)) for step in found.steps] == steps


@pytest.mark.parametrize(
    "entry", [row("A-1", own="90"), row("A-1", own="90", verified="90"), row("A-1", "none", own="90", reviewed="n/a")]
)
def test_what_nobody_changed_is_no_line(entry: Entry) -> None:
    """A value that was confirmed, or confirmed as not applicable at every level, displaces nothing."""
    assert examined({"A-1": entry}).lines == ()


def test_a_line_says_who_changed_it_and_where_both_values_stand() -> None:
    """Cells of both, with their files, and the department by the name of its source."""
    entry = imported("A-1", "85", row("A-1", own="90", reviewed="70"))
    found = line(examined({"A-1": entry}), "A-1")
    places = [str(place) for side in (found.own, *(step.after for step in found.steps)) for place in side.sources]
    assert places == ["A-1.own", "部门.xlsx!Sheet1!A-1", "A-1.reviewed"]
    assert [step.whose.zh for step in found.steps] == ["department", "县级复核"]
    assert [str(side.value.zh) for side in (found.own, found.final)] == ["90", "70"]


def test_a_corrected_fact_is_the_line_of_its_indicator() -> None:
    """What the fact gives is in the ledger, with the fact's cells."""
    found = line(examined({"held": row("held", own="100", verified="60")}), "B-1")
    assert (str(found.points), str(found.final.sources[0])) == ("12.00", "held.verified")


HELD, PLANNED = row("held", own="60", verified="60"), row("planned", own="80", verified="80")
CHECKED = {
    "nobody looked": ({}, ("none", None)),
    "the town": ({"held": HELD, "planned": PLANNED}, ("full", "verified")),
    "town and county": ({"held": HELD, "planned": row("planned", own="80", reviewed="80")}, ("full", "reviewed")),
    "one of two facts": ({"held": HELD}, ("part", "verified")),
    "a department": (
        {"held": imported("held", "50", row("held", own="60")), "planned": imported("planned", "80", row("planned"))},
        ("full", "imported"),
    ),
    "a department and the unit": ({"held": imported("held", "50", row("held", own="60"))}, ("part", "imported")),
    "not applicable": ({"A-1": row("A-1", "none", verified="n/a")}, ("full", "verified")),
    "not accepted": ({"A-1": REJECTED}, ("full", "verified")),
    "blank": ({"held": row("held")}, ("none", None)),
}


@pytest.mark.parametrize(("rows", "expected"), CHECKED.values(), ids=CHECKED.keys())
def test_how_far_an_indicator_was_looked_at(rows: Mapping[str, Entry], expected: tuple[str, str | None]) -> None:
    """In full where all figures that count are somebody else's, in part where some are."""
    by = framework_of([Item("A-1", value="100 * held / planned")], [fact("held"), fact("planned")])
    check = examine(resolve(by, "village", "default"), filled({"held": "60", "planned": "80", **rows})).checks["A-1"]
    assert (check.extent, check.level) == expected


def test_which_claim_alone_bears_the_grade() -> None:
    """90 points are gold from 80 on: one claim of 12 alone bears it, one of 4 does not."""
    found = examined({"A-1": row("A-1", own="90", verified="80"), "held": row("held", own="100", verified="60")})
    assert [(each.indicator, str(each.points), each.stars) for each in found.lines] == [
        ("A-1", "4.00", 0),
        ("B-1", "12.00", 1),
    ]
    assert (found.own.grade, found.end.grade) == ("gold", "silver")


def test_the_ratings_on_every_basis() -> None:
    """As stated, by own values, and level by level; each says what decided its grade."""
    rows = {"A-1": imported("A-1", "85", row("A-1", own="90", verified="80", reviewed="75"))}
    found = examined(rows, claims=stated({}, "97", "gold"))
    assert [(basis, str(found.bases[basis].total), found.bases[basis].grade) for basis in BASES] == [
        ("claimed", "97", "gold"),
        ("self", "90.00", "gold"),
        ("imported", "88.00", "gold"),
        ("verified", "86.00", "gold"),
        ("reviewed", "84.00", "gold"),
    ]
    assert (found.bases["claimed"].deciders, found.end.deciders) == ((), ("floor",))


def test_an_audit_of_what_the_town_found() -> None:
    """Held against the verified basis, what the county reviewed has no part in it."""
    written = filled({**OWN, "A-1": row("A-1", own="90", verified="80", reviewed="10")})
    found = examine(resolve(KNOWN, "village", "default"), written, "verified")
    assert (str(found.lines[0].points), found.end, "reviewed" in found.bases) == (
        "4.00",
        found.bases["verified"],
        False,
    )


def test_an_audit_of_what_departments_supplied() -> None:
    """On the basis of own values imported ones still take their place; what town and county found has no part in it."""
    written = filled({**OWN, "A-1": imported("A-1", "85", row("A-1", own="90", verified="10"))})
    found = examine(resolve(KNOWN, "village", "default"), written, "self")
    assert (str(found.lines[0].points), str(found.end.total), list(found.bases)) == (
        "2.00",
        "88.00",
        ["self", "imported"],
    )


def test_points_that_the_unit_typed_against_those_of_its_own_values() -> None:
    """What differs at all is in the sum; what is more than rounding is marked."""
    found = examined({}, claims=stated({"A-1": "40", "A-2": "24.03", "B-1": "30"}, "94.03")).statement
    assert [(each.indicator, str(each.points), each.beyond) for each in found.points] == [
        ("A-1", "4.00", True),
        ("A-2", "0.03", False),
    ]
    assert (found.typed, str(found.difference), str(found.total), str(found.computed_total)) == (
        3,
        "4.03",
        "94.03",
        "90.00",
    )


# Random districts: whatever is in the forms, sums add up to the difference of totals.

MIXED = framework_of(
    [
        Item("A-1", "20"),
        Item("A-2", "15", not_applicable_when=waiver("held == 0")),
        Item("A-3", "25", value="100 * held / planned", checks=("held <= planned",)),
        Item("B-1", "15", type="level", rule={"categories": {"A": 1, "B": "0.6", "C": 0}}, low=None, high=None),
        Item("B-2", "25", value="held", kinds=("community",)),
        Item("B-3", "25", value="planned", kinds=("village",)),
    ],
    [fact("held"), fact("planned", "1")],
)
KEYS = ("A-1", "A-2", "B-1", "held", "planned")


def anything(key: str, chance: random.Random) -> Entry:
    """A row with anything in it: own, imported, verified, reviewed, blanks, trash, and what does not apply."""

    def said() -> str:
        if key == "B-1":
            return chance.choice(["A", "B", "C", "??"])
        return chance.choice(
            ["0", str(chance.randint(0, 120)), f"{chance.randint(0, 99)}.{chance.randint(0, 999)}", "??"]
        )

    tiers: dict[str, Any] = {"claim": chance.random() < 0.05}
    for tier, often in (("own", 0.9), ("verified", 0.4), ("reviewed", 0.2)):
        if chance.random() < often:
            tiers[tier] = "n/a" if chance.random() < 0.06 else said()
    entry = row(key, "没有" if chance.random() < 0.8 else "", **tiers)
    if chance.random() < 0.08:
        answers = {**entry.answers, "verified": Answer(None, "不认可", Location(cell="town"), rejected=True)}
        entry = replace(entry, answers=answers)
    return imported(key, said(), entry) if chance.random() < 0.25 else entry


def district(chance: random.Random, number: int) -> list[Subject]:
    """Units of two kinds in three towns of two counties, some without a rating."""
    units = []
    for at in range(number):
        more = {"kind": chance.choice(["village", "community"]), "county": chance.choice("东西") + "县"}
        more["town"] = chance.choice("甲乙丙") + "镇"
        if chance.random() < 0.1:
            units.append(absent(unit(f"{at}号", **more), chance.choice(["missing", "unrated"])))
        else:
            rows = {key: anything(key, chance) for key in KEYS if chance.random() < 0.95}
            counts = {"D1": "1", "B1": "1"} if chance.random() < 0.2 else None
            units.append(subject(unit(f"{at}号", **more), rows, by=MIXED, counts=counts, whole=True))
    return units


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("final", ["self", "verified", "reviewed"])
def test_sums_add_up_to_the_digit(seed: int, final: Tier) -> None:
    """Of a unit, a town, a county, everybody and over the indicators: always the difference of the totals."""
    units = district(random.Random(seed), 25)  # noqa: S311 the same each time
    found = audited(units, Request(final=final), by=MIXED)
    for each in found.units:
        _adds_up(each)
    gap = sum((_gap(each) for each in found.units), ZERO)
    whole = found.whole.amounts
    assert whole.difference == gap == sum(whole.levels.values(), ZERO)
    for areas in (found.towns, found.counties):
        assert _added(areas_of.sum for areas_of in areas) == _figures(found.whole)
    by_indicator = [each.amounts for each in found.indicators]
    assert sum((each.difference for each in by_indicator), whole.rescaling) == gap
    for direction in DIRECTIONS:
        summed = sum((each.directions.get(direction, ZERO) for each in by_indicator), ZERO)
        assert summed == whole.directions.get(direction, ZERO)
    assert sum(each.units for each in found.indicators) == found.whole.indicators
    assert sum(each.checked for each in found.indicators) == found.whole.checked


def _gap(each: AuditedUnit) -> Decimal:
    if each.examined is None:
        return ZERO
    own, end = each.examined.own.total, each.examined.end.total
    return (own or ZERO) - (end or ZERO)


def _adds_up(each: AuditedUnit) -> None:
    assert each.amounts.difference == _gap(each) == sum(each.amounts.levels.values(), ZERO)
    if each.examined is None:
        return
    for one in each.examined.lines:
        assert one.points == sum((step.points for step in one.steps), ZERO)
    for basis in each.examined.bases.values():
        parts = (basis.points, basis.rescaling, basis.adjustments)
        assert basis.total == sum((part for part in parts if part is not None), ZERO)


def _figures(one: Sum) -> tuple[object, ...]:
    amounts = one.amounts
    counts = (one.units, one.indicators, one.checked, one.partly, one.over_units, one.under_units, one.raised)
    stars = (one.lowered, one.stars_gained, one.stars_lost, one.proposed, one.picked)
    return (amounts.difference, amounts.over, amounts.under, amounts.rescaling, *counts, *stars)


def _added(sums: Iterable[Sum]) -> tuple[object, ...]:
    columns = zip(*(_figures(one) for one in sums), strict=True)
    return tuple(sum(column, type(column[0])(0)) for column in columns)


def test_what_no_longer_applies_is_rescaled_and_said_apart() -> None:
    """By the verified fact an item of 15 does not apply: the others weigh more, and no indicator is to blame for it."""
    rows = {"A-1": "50", "A-2": "40", "B-1": "A", "planned": "20"}
    held = row("held", own="10", verified="0")
    found = audited([subject("甲村", {**rows, "held": held}, by=MIXED, whole=True)], by=MIXED).whole.amounts
    assert (str(found.over), str(found.rescaling), str(found.difference)) == ("18.50", "-5.29", "13.21")


@pytest.mark.parametrize("seed", range(3))
def test_the_bases_are_what_rating_each_of_them_gives(seed: int) -> None:
    """Levels that have nothing to say are not rated anew: that changes nothing."""
    chance = random.Random(seed)  # noqa: S311 the same each time
    for _ in range(20):
        rows = {key: anything(key, chance) for key in KEYS if chance.random() < 0.9}
        written, scheme = form(rows), resolve(MIXED, "village", "default")
        found = examine(scheme, written)
        expected = [
            rate(scheme, without_imports(written), "self"),
            *(rate(scheme, written, tier) for tier in ("self", "verified", "reviewed")),
        ]
        shown = [(found.bases[basis].total, found.bases[basis].grade) for basis in BASES[1:]]
        assert shown == [(each.total, each.grade.id) for each in expected]


def test_a_unit_that_nobody_checked_is_not_said_to_be_honest() -> None:
    """It stands as not checked, with no indicator looked at, and a note counts all of them."""
    looked = subject("甲村", {"A-1": row("A-1", own="90", verified="80")})
    found = audited([looked, subject("乙村"), absent("丙村"), absent("丁村", "unrated")])
    assert [each.state for each in found.units] == ["part", "unchecked", "missing", "unrated"]
    assert (found.whole.units, found.whole.indicators, found.whole.checked, found.whole.over_units) == (4, 6, 1, 1)
    assert [(each.code, dict(each.details)["count"]) for each in found.findings][-1] == ("audit-not-checked", 1)


def test_what_a_department_supplied_is_no_check_by_the_town() -> None:
    """Imported values displace, and are counted as looked at; the unit itself was not checked."""
    found = audited([subject("甲村", {"A-1": imported("A-1", "50", row("A-1", own="90"))})])
    assert (found.units[0].state, found.whole.checked, str(found.whole.amounts.over)) == ("unchecked", 1, "16.00")


@pytest.mark.parametrize(("by", "state"), [("verified", "checked"), ("reviewed", "part")])
def test_from_which_level_on_a_unit_was_checked(by: Tier, state: str) -> None:
    """What the town confirmed is no check where only the county's count."""
    rows = {key: row(key, own=own, verified=own) for key, own in (("A-1", "90"), ("A-2", "80"))}
    found = audited([subject("甲村", {**rows, "held": row("held", own="100", reviewed="100")})], Request(by=by))
    assert found.units[0].state == state


def test_stars_gained_are_summed_by_area_and_what_bears_them_by_indicator() -> None:
    """Two units lose a star, one wins one: gained and lost do not cancel out."""
    lower, higher = row("held", own="100", verified="60"), row("held", own="30", verified="100")
    found = audited(
        [
            subject("甲村", {"held": lower}),
            subject(unit("乙村", town="松岭乡"), {"held": lower}),
            subject(unit("丙村", town="松岭乡"), {"held": higher}),
            subject("丁村"),
        ]
    )
    assert [each.stars for each in found.units] == [1, 1, -1, 0]
    sums = [(each.name, each.sum.stars_gained, each.sum.stars_lost) for each in found.towns]
    assert sums == [("云溪镇", 1, 0), ("松岭乡", 1, 1)]
    assert [(each.indicator, each.bears, each.stars) for each in found.indicators if each.bears] == [("B-1", 2, 2)]


def test_places_and_grades_on_every_basis() -> None:
    """Places are told within a kind, among those who have a total on the basis; equal totals share one."""
    found = _side_by_side()
    rows = [{basis: (p.place, p.of) for basis, p in each.placings.items()} for each in found.units]
    assert [each.get("self") for each in rows] == [(1, 3), (1, 3), (3, 3), (1, 1), None]
    assert [each.get("reviewed") for each in rows] == [(2, 3), (1, 3), (3, 3), (1, 1), None]
    assert [each.get("claimed") for each in rows] == [(1, 1), None, None, None, None]
    assert [(each.basis, each.rated, each.grades["gold"]) for each in found.bases] == [
        ("claimed", 1, 1),
        ("self", 4, 3),
        ("imported", 4, 3),
        ("verified", 4, 2),
        ("reviewed", 4, 2),
    ]


def _side_by_side() -> Audit:
    return audited(
        [
            subject("甲村", {"held": row("held", own="100", verified="60")}, claims=stated({}, "99", "gold")),
            subject("乙村"),
            subject("丙村", {"A-1": "10"}),
            subject(unit("桥头社区", kind="community")),
            absent("丁村"),
        ]
    )
