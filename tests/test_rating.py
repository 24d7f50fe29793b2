"""Ratings: points, totals, grades, what decided them, and what does not count."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import pytest
from factory import GRADES, Item, at_least, excel, fact, form, named, reference, row, scheme_of, veto

from starcli.core.assessment import Entry
from starcli.core.model import Framework
from starcli.core.numbers import ZERO
from starcli.core.rating import Rating, rate, rate_with
from starcli.core.scheme import Indicator, Scheme, resolve

D = Decimal
GATED = Item("A-1", "50", requires={"gold": at_least("70")}, gates=("gold",))
PLAIN = Item("B-1", "50")
FLOORED = (replace(GRADES[0], dimension_floor=D("0.75")), *GRADES[1:])


def _rated(first: str, second: str, counts: Mapping[str, str] | None = None, **changes: Any) -> Rating:
    """A unit with a value of the gate A-1 and one of B-1; both weigh 50."""
    return rate(scheme_of(GATED, PLAIN, **changes), form({"A-1": first, "B-1": second}, counts))


def _verdict(rating: Rating) -> tuple[str, list[str]]:
    return rating.grade.id, [str(decider) for decider in rating.deciders]


def _figures(rating: Rating) -> list[str]:
    """Base, bonus, deductions, graded and total."""
    figures = (rating.base, rating.bonus, rating.deductions, rating.graded, rating.total)
    return [str(figure) for figure in figures]


def _at_random(random: Random, indicator: Indicator) -> str | Entry | None:
    """What a unit might say of an indicator; None leaves it out."""
    scale = indicator.definition.scale
    mishap = random.random()
    if mishap < 0.1:
        return None
    if mishap < 0.2:
        return row(indicator.id, "a reason", verified="n/a")
    if mishap < 0.3:
        return "1000000" if not scale.levels and mishap < 0.25 else "??"
    if scale.levels:
        return random.choice(list(scale.levels))
    units = 10**scale.precision
    least, most = (int((end or ZERO) * units) for end in (scale.minimum, scale.maximum))
    cut = int(D(random.choice(indicator.rule.cuts())) * units)
    return str(D(min(most, max(least, cut + random.randint(-20 * units, 20 * units)))) / units)


@cache
def random_ratings(kind: str, count: int) -> list[Rating]:
    """Units of a kind with values, mishaps and adjustments at random, the same at every run."""
    random, framework = Random(f"units of kind {kind}"), reference()  # noqa: S311 no secrets
    profiles = [profile.id for profile in framework.profiles.values() if kind in profile.kinds]
    ratings = []
    for _ in range(count):
        scheme = resolve(framework, kind, random.choice(profiles))
        said = {indicator.id: _at_random(random, indicator) for indicator in scheme.indicators}
        items = [item.id for item in (*framework.bonus.items, *framework.deductions.items)]
        counts = {item: str(random.randint(0, 3)) for item in items if random.random() < 0.3}
        ratings.append(rate(scheme, form({key: entry for key, entry in said.items() if entry is not None}, counts)))
    return ratings


@pytest.mark.parametrize("kind", ["village", "community"])
class TestManyUnits:
    """200 units of each kind, with values missing, invalid and not applicable."""

    def test_the_printed_figures_add_up(self, kind: str) -> None:
        """The points, the rescaling and the bonus less the deductions are the total, digit for digit."""
        ratings = random_ratings(kind, 200)
        added = [sum((x.points for x in r.results), ZERO) + r.rescaling + r.bonus - r.deductions for r in ratings]
        assert [str(total) for total in added] == [str(r.total) for r in ratings]

    def test_the_base_is_the_share_of_what_applies(self, kind: str) -> None:
        """The base is the points over the weights that apply, out of the full total, half up."""
        ratings = random_ratings(kind, 200)
        cells = [
            {
                "P1": sum((x.points for x in r.results), ZERO),
                "W1": sum((x.indicator.weight for x in r.results if x.outcome != "not_applicable"), ZERO),
            }
            for r in ratings
        ]
        assert [Fraction(r.base) for r in ratings] == [excel("ROUND(P1*100/W1,2)", each) for each in cells]

    def test_points_are_weight_times_score(self, kind: str) -> None:
        """The points of an item are its weight times the score of its value, half up, and 0 without one."""
        results = [result for rating in random_ratings(kind, 200) for result in rating.results]
        expected = [
            excel("ROUND(W1*S1,2)", {"W1": r.indicator.weight, "S1": r.indicator.rule.score(r.value) or ZERO})
            if r.outcome == "scored" and r.value is not None
            else 0
            for r in results
        ]
        assert [Fraction(result.points) for result in results] == expected

    def test_dimensions_add_up(self, kind: str) -> None:
        """The points of the dimensions add up to the points of the items."""
        ratings = random_ratings(kind, 50)
        by_item = [sum((x.points for x in r.results), ZERO) for r in ratings]
        assert [sum((d.points for d in r.dimensions), ZERO) for r in ratings] == by_item

    def test_the_grade_is_the_highest_not_blocked(self, kind: str) -> None:
        """The grade is the highest that nothing blocks."""
        ratings = random_ratings(kind, 200)
        expected = [
            next(grade for grade in r.scheme.grades if not r.blocked(grade) or grade.stars == 1) for r in ratings
        ]
        assert [r.grade.id for r in ratings] == [grade.id for grade in expected]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("100", "100", ("gold", ["floor"])),
        ("80", "80", ("gold", ["floor"])),
        ("79.98", "80", ("silver", ["floor"])),
        ("69.99", "100", ("silver", ["gate:A-1"])),
        ("60", "90", ("silver", ["floor", "gate:A-1"])),
        ("70", "49.98", ("bronze", ["floor"])),
        ("0", "0", ("bronze", ["floor"])),
        ("??", "100", ("bronze", ["floor"])),
    ],
)
def test_floors_and_gates_decide(first: str, second: str, expected: tuple[str, list[str]]) -> None:
    """A grade is earned with enough points and every gate met, and what keeps the unit from the next is named."""
    assert _verdict(_rated(first, second)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("100", "75", ("gold", ["floor"])),
        ("100", "74.9", ("silver", ["dimension:B"])),
        ("74.9", "100", ("silver", ["dimension:A"])),
        ("69", "100", ("silver", ["gate:A-1", "dimension:A"])),
    ],
)
def test_a_weak_dimension_decides(first: str, second: str, expected: tuple[str, list[str]]) -> None:
    """A dimension below the floor of a grade keeps the unit from it, however high the total."""
    assert _verdict(_rated(first, second, grades=FLOORED)) == expected


def test_a_missing_gate_is_not_met() -> None:
    """A gate without a value is not met."""
    rating = rate(scheme_of(replace(GATED, weight="5"), replace(PLAIN, weight="95")), form({"B-1": "100"}))
    assert _verdict(rating) == ("silver", ["gate:A-1"])


def test_a_gate_that_does_not_apply_keeps_nobody() -> None:
    """A gate that does not apply keeps no unit from a grade."""
    assessment = form({"A-1": row("A-1", "a reason", verified="n/a"), "B-1": "90"})
    assert _verdict(rate(scheme_of(GATED, PLAIN), assessment)) == ("gold", ["floor"])


VETOES = (
    veto("V1", "silver"),
    veto("V2", "bronze", rectification=True, when="value < 20"),
    veto("V3", "bronze"),
    veto("V4", "silver", rectification=True),
)


@pytest.mark.parametrize(
    ("first", "second", "confirmed", "expected"),
    [
        ("100", "100", {"V1": "1"}, ("silver", ["veto:V1"])),
        ("100", "100", {"V1": "1", "V2": "1", "V3": "1"}, ("bronze", ["veto:V2", "veto:V3"])),
        ("100", "100", {"V1": "0"}, ("gold", ["floor"])),
        ("60", "70", {"V1": "1"}, ("silver", ["floor", "gate:A-1"])),
        ("0", "0", {"V3": "1"}, ("bronze", ["floor"])),
    ],
)
def test_a_confirmed_veto_caps_the_grade(
    first: str, second: str, confirmed: dict[str, str], expected: tuple[str, list[str]]
) -> None:
    """A confirmed veto caps a higher grade, the lowest cap decides, and a lower grade stays as it was earned."""
    assert _verdict(_rated(first, second, confirmed, vetoes=VETOES)) == expected


def test_the_grade_that_was_earned_is_kept_beside_a_veto() -> None:
    """The grade that the points had earned stays known beside the one that a veto leaves."""
    rating = _rated("100", "100", {"V1": "1"}, vetoes=VETOES)
    assert (rating.earned.id, rating.grade.id) == ("gold", "silver")


@pytest.mark.parametrize(
    ("first", "counts", "expected"),
    [
        ("19", {}, [("A-1.own", "veto-proposed")]),
        ("20", {}, []),
        ("19", {"V2": "0"}, []),
        ("19", {"V2": "1"}, []),
        ("19", {"V1": "1"}, [("A-1.own", "veto-proposed")]),
        ("??", {}, []),
    ],
)
def test_a_veto_is_proposed(first: str, counts: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """A veto whose condition holds is proposed until somebody has answered yes or no."""
    assert named(_rated(first, "100", counts, vetoes=VETOES).findings) == expected


def test_a_proposed_veto_caps_nothing() -> None:
    """A veto that is only proposed does not touch the grade."""
    assert _rated("19", "100", vetoes=VETOES).vetoes == ()


@pytest.mark.parametrize(
    ("second", "counts", "listed"),
    [
        ("60", {}, False),
        ("49.98", {}, True),
        ("60", {"V1": "1"}, False),
        ("60", {"V2": "1"}, True),
        ("60", {"V4": "1"}, True),
        ("60", {"V4": "0"}, False),
    ],
)
def test_the_rectification_list(second: str, counts: dict[str, str], listed: bool) -> None:
    """A unit is listed below the stated grade or with a confirmed veto that says so."""
    assert _rated("70", second, counts, vetoes=VETOES).on_rectification_list is listed


def test_a_veto_to_a_low_grade_lists_the_unit() -> None:
    """A unit that a veto brings below the stated grade is listed."""
    assert _rated("100", "100", {"V3": "1"}, vetoes=VETOES).on_rectification_list is True


def test_nobody_is_listed_by_grade_where_no_grade_is_stated() -> None:
    """Without a stated grade, no grade puts a unit on the list."""
    assert _rated("0", "0", rectification_below=None).on_rectification_list is False


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, ["79.00", "0", "0", "79.00", "79.00"]),
        ({"B1": "1"}, ["79.00", "2", "0", "79.00", "81.00"]),
        ({"B1": "2", "B2": "1"}, ["79.00", "4.5", "0", "79.00", "83.5"]),
        ({"B1": "2", "B2": "3"}, ["79.00", "5", "0", "79.00", "84.00"]),
        ({"D1": "2"}, ["79.00", "0", "2", "77.00", "77.00"]),
        ({"D1": "4"}, ["79.00", "0", "3", "76.00", "76.00"]),
        ({"B1": "1", "D1": "1", "B2": "0"}, ["79.00", "2", "1", "78.00", "80.00"]),
    ],
)
def test_bonus_and_deductions_have_caps(counts: dict[str, str], expected: list[str]) -> None:
    """Bonus and deductions count up to their caps, and only deductions touch what the floors are held against."""
    found = [D(figure) for figure in _figures(_rated("79", "79", counts))]
    assert found == [D(figure) for figure in expected]


def test_every_item_that_counts_is_named() -> None:
    """Every bonus item that was entered is named with its times and points before the cap."""
    items = _rated("79", "79", {"B1": "2", "B2": "0"}).bonus_items
    assert [(a.item.id, str(a.times), str(a.points), str(a.location)) for a in items] == [("B1", "2", "4", "B1")]


@pytest.mark.parametrize(("counts_for_grade", "grade"), [(False, "silver"), (True, "gold")])
def test_a_bonus_buys_a_grade_only_where_the_framework_says_so(counts_for_grade: bool, grade: str) -> None:
    """A bonus lifts the grade only in a framework that says so."""
    assert _rated("79", "79", {"B1": "1"}, bonus_counts_for_grade=counts_for_grade).grade.id == grade


def _best(framework: Framework, counts: dict[str, str], dropped: str = "") -> Rating:
    """A village with the best level or value of everything but the indicator dropped."""
    scheme: Scheme = resolve(framework, "village", "default")
    reached = {i.id: str(i.rule.reach(D(1))) for i in scheme.indicators if i.id not in dropped.split()}
    return rate(scheme, form(reached, counts))


@pytest.mark.parametrize(("counts_for_grade", "grade"), [(False, "four-star"), (True, "five-star")])
def test_a_bonus_in_the_reference_framework(counts_for_grade: bool, grade: str) -> None:
    """In the reference framework a bonus does not buy a star, unless the setting is changed."""
    framework = replace(reference(), bonus_counts_for_grade=counts_for_grade)
    dropped = "ORG-03 ORG-04 DEV-02 ENV-06 GRD-10"
    rating = _best(framework, {"B1": "2"}, dropped)
    assert (str(rating.base), rating.grade.id) == ("88.00", grade)


@pytest.mark.parametrize(("counts", "grade"), [({}, "five-star"), ({"D1": "4", "D3": "2"}, "four-star")])
def test_deductions_can_cost_a_star(counts: dict[str, str], grade: str) -> None:
    """In the reference framework deductions can cost a star."""
    assert _best(reference(), counts, "ORG-03 ENV-06 DEV-03").grade.id == grade


@pytest.mark.parametrize(
    ("rows", "coverage"),
    [
        ({"A-1": "10", "B-1": "10", "C-1": "10"}, "1.0000"),
        ({"A-1": "10"}, "0.3333"),
        ({"A-1": "10", "B-1": "??", "C-1": "10"}, "0.6667"),
        ({"A-1": "10", "B-1": row("B-1", "a reason", verified="n/a")}, "0.5000"),
        ({}, "0.0000"),
    ],
)
def test_coverage_is_the_share_with_a_usable_value(rows: dict[str, str | Entry], coverage: str) -> None:
    """Coverage is the share of the items that apply whose value can be used."""
    assert str(rate(scheme_of(Item("A-1"), Item("B-1"), Item("C-1")), form(rows)).coverage) == coverage


def test_a_whole_dimension_that_does_not_apply() -> None:
    """A dimension of which nothing applies has no score, blocks no grade, and leaves the total to the others."""
    assessment = form({"A-1": row("A-1", "a reason", verified="n/a"), "B-1": "80"})
    rating = rate(scheme_of(GATED, PLAIN, grades=FLOORED), assessment)
    scores = [(d.id, str(d.score)) for d in rating.dimensions]
    assert (scores, str(rating.base), rating.grade.id) == ([("A", "None"), ("B", "0.800")], "80.00", "gold")


def test_a_unit_to_which_nothing_applies() -> None:
    """A unit to which nothing applies has a base and a coverage of 0."""
    assessment = form({"A-1": row("A-1", "a reason", verified="n/a")})
    rating = rate(scheme_of(Item()), assessment)
    assert [rating.base, rating.coverage, rating.total] == [0, 0, 0]


def test_rescaling_is_what_leaving_out_brings() -> None:
    """The rescaling is the difference between the base and the sum of the points."""
    assessment = form({"A-1": row("A-1", "a reason", verified="n/a"), "B-1": "66.66"})
    rating = rate(scheme_of(GATED, replace(PLAIN, weight="30")), assessment)
    assert (str(rating.base), str(rating.rescaling)) == ("66.67", "46.67")


def test_only_findings_of_what_applies_to_the_kind_are_kept() -> None:
    """A fault in an item that a kind of unit does not have is not among its findings."""
    items = (Item("A-1"), Item("B-1", kinds=("community",), value="held"))
    assessment = form({"A-1": "5", "held": "-1"})
    assert named(rate(scheme_of(*items, facts=[fact("held")]), assessment).findings) == []


@pytest.mark.parametrize("first", ["90", "19"])
def test_a_rating_with_nothing_changed_is_the_same(first: str) -> None:
    """A rating worked out anew without any change is the same rating."""
    rating = _rated(first, "80", {"B1": "1"}, vetoes=VETOES)
    assert rate_with(rating, {}) == rating


def test_a_rating_with_another_value() -> None:
    """A rating with another value of one item keeps all the rest."""
    rating = rate_with(_rated("69", "100", {"D1": "1"}), {"A-1": D(70)})
    assert (rating.grade.id, _figures(rating)) == ("gold", ["85.00", "0", "1", "84.00", "84.00"])


def test_an_unknown_indicator_has_no_result() -> None:
    """Asking for the result of an indicator that the scheme does not have is an error of the caller."""
    with pytest.raises(KeyError):
        _rated("1", "1").result("Z-9")
