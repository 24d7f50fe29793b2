"""What if: the rating that a unit would have with other values, beside the one that it has."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from factory import (
    GRADES,
    Item,
    answer,
    at_least,
    at_most,
    fact,
    form,
    framework_of,
    level_from,
    named,
    row,
    scheme_of,
    veto,
    waiver,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from starcli.core.assessment import Answer, Entry, Tier
from starcli.core.findings import Location
from starcli.core.model import Framework, Grade
from starcli.core.rating import Rating, rate
from starcli.core.scheme import Scheme, resolve
from starcli.core.whatif import Comparison, Floor, margins_of, what_if

D = Decimal
FACTS = (fact("held", whole=True), fact("planned", whole=True), fact("staff", high="500"))
SHARE = Item(id="A-1", value="100 * held / planned", checks=("held <= planned",))
PER_HEAD = Item(id="A-2", value="held / staff", high="1000", checks=("value <= planned",))
TYPED = Item(id="B-1", requires={"gold": at_least("60")}, gates=("gold",))
OPINION = Item(id="B-2", type="level", rule={"categories": {"A": "1", "B": "0.5", "C": "0"}})
ROWS: Mapping[str, str | Entry] = {"held": "6", "planned": "12", "staff": "3", "B-1": "50", "B-2": "B"}


def _framework(**changes: object) -> Framework:
    return framework_of((SHARE, PER_HEAD, TYPED, OPINION), FACTS, **changes)


def _scheme(**changes: object) -> Scheme:
    return resolve(_framework(**changes), "village", "default")


def _answers(said: Mapping[str, str]) -> dict[str, Answer]:
    return {key: replace(answer(key, words), location=Location(f"set {key}")) for key, words in said.items()}


def _compared(
    said: Mapping[str, str], rows: Mapping[str, str | Entry] = ROWS, basis: Tier = "self", **changes: object
) -> Comparison:
    """A small unit beside itself with what is said."""
    return what_if(rate(_scheme(**changes), form(rows), basis), _answers(said))


def _line(comparison: Comparison) -> list[str]:
    """What changed: an indicator's code, value and points before and after."""
    pairs = [(change.before, change.after) for change in comparison.changes]
    return [f"{a.indicator.id} {b.value}={b.points} {a.value}={a.points}" for b, a in pairs]


def test_an_indicator_that_is_typed_is_rated_with_its_new_value() -> None:
    """One value changes, and nothing else does."""
    assert _line(_compared({"B-1": "70"})) == ["B-1 50=5.00 70=7.00"]


def test_a_level_is_set_by_its_id() -> None:
    """The points are those of the level."""
    assert _line(_compared({"B-2": "A"})) == ["B-2 B=5.00 A=10.00"]


def test_a_fact_changes_every_indicator_that_uses_it() -> None:
    """Facts are typed once: two indicators are worked out anew from one of them."""
    assert _line(_compared({"held": "9"})) == ["A-1 50.00=5.00 75.00=7.50", "A-2 2.00=0.20 3.00=0.30"]


def test_an_indicator_worked_out_from_facts_is_taken_as_it_is_said() -> None:
    """Its facts, and what else they are used for, stay as they are."""
    comparison = _compared({"A-1": "90"})
    assert _line(comparison) == ["A-1 50.00=5.00 90=9.00"]
    assert comparison.after.result("A-1").sources == (Location("set A-1"),)


def test_the_rating_before_stays_as_it_is() -> None:
    """What is compared with is the unit's own rating, untouched."""
    before = rate(_scheme(), form(ROWS))
    assert what_if(before, _answers({"held": "9", "B-1": "70"})).before is before
    assert str(before.result("A-1").value) == "50.00"


def test_relations_between_facts_are_judged_anew() -> None:
    """More held than planned is the same error that it would be in the form, at what was set."""
    comparison = _compared({"held": "13"})
    assert comparison.after.result("A-1").outcome == "invalid"
    assert named(comparison.findings) == [("set held", "check-failed")]


def test_a_relation_with_facts_that_would_change_too_is_a_doubt() -> None:
    """A value worked out from facts counts as it is set, and says which relation would not hold."""
    comparison = _compared({"A-2": "20"})
    assert (comparison.after.result("A-2").outcome, named(comparison.findings)) == (
        "scored",
        [("set A-2", "check-doubtful")],
    )


def test_a_missing_value_that_is_set_is_not_missing_any_more() -> None:
    """Nothing is found of it after, and what was found before is not found anew."""
    rows = {key: said for key, said in ROWS.items() if key != "B-1"}
    comparison = _compared({"B-1": "70"}, rows)
    assert named(comparison.before.findings) == [("form", "missing-value")]
    assert (comparison.after.findings, comparison.findings) == ((), ())


@pytest.mark.parametrize("basis", ["self", "verified", "reviewed"])
def test_a_value_counts_on_the_basis_of_the_rating(basis: Tier) -> None:
    """Whatever tiers have a value, the one that was set is the one that counts."""
    rows = {**ROWS, "B-1": row("B-1", own="50", verified="40", reviewed="30")}
    result = _compared({"B-1": "70"}, rows, basis).after.result("B-1")
    assert (str(result.value), result.tier) == ("70", basis)


@pytest.mark.parametrize("basis", ["self", "verified", "reviewed"])
def test_what_is_set_to_not_applicable_counts_as_confirmed(basis: Tier) -> None:
    """It leaves the total's denominator as if the town or the county had confirmed it."""
    comparison = _compared({"B-1": "n/a"}, basis=basis)
    assert comparison.after.result("B-1").outcome == "not_applicable"
    assert str(comparison.after.total) == "34.00"


def test_a_fact_that_does_not_apply_takes_its_indicators_along() -> None:
    """Both indicators that use it leave the denominator."""
    after = _compared({"held": "n/a"}).after
    assert [result.outcome for result in after.results][:2] == ["not_applicable", "not_applicable"]


def test_a_value_takes_the_place_of_a_confirmed_not_applicable() -> None:
    """What is supposed to have a value applies."""
    rows = {**ROWS, "B-1": row("B-1", "because", own="n/a", verified="n/a", claim=True)}
    assert str(_compared({"B-1": "70"}, rows).after.result("B-1").value) == "70"


def test_what_the_framework_leaves_out_stays_left_out() -> None:
    """A value that is set for an indicator to which a waiver applies does not count in a form either."""
    item = replace(TYPED, not_applicable_when=waiver("staff = 3"))
    scheme = scheme_of(item, SHARE, facts=FACTS)
    before = rate(scheme, form({"B-1": "50", "held": "6", "planned": "12", "staff": "3"}))
    after = what_if(before, _answers({"B-1": "70"})).after.result("B-1")
    assert (after.outcome, after.clause.en) == ("not_applicable", "waived")


@pytest.mark.parametrize(
    ("said", "grade", "total"),
    [
        ({"V1": "1"}, "bronze", "38.00"),
        ({"V1": "0"}, "silver", "38.00"),
        ({"B1": "1"}, "silver", "40.00"),
        ({"D1": "2"}, "bronze", "36.00"),
    ],
)
def test_vetoes_and_adjustments_can_be_set_too(said: Mapping[str, str], grade: str, total: str) -> None:
    """A confirmed veto caps, a bonus counts on the board alone, a deduction in the grade."""
    grades = (GRADES[0], replace(GRADES[1], floor=D(37)), GRADES[2])
    comparison = _compared(said, vetoes=(veto("V1", "bronze"),), grades=grades)
    assert (comparison.after.grade.id, str(comparison.after.total)) == (grade, total)
    assert [(each.id, each.before, str(each.after)) for each in comparison.counted] == [
        (key, None, count) for key, count in said.items()
    ]


def test_a_veto_that_a_value_suggests_is_proposed() -> None:
    """The proposal is among what is found, at what was set."""
    scheme = scheme_of(Item(id="A-1"), vetoes=(veto("V1", "bronze", when="value < 20"),))
    comparison = what_if(rate(scheme, form({"A-1": "50"})), _answers({"A-1": "10"}))
    assert named(comparison.findings) == [("set A-1", "veto-proposed")]


def test_what_is_not_of_the_units_scheme_is_left_out() -> None:
    """Other answers go, those of the scheme and adjustments stay."""
    assert list(_compared({"C-9": "1", "B-1": "70", "other": "3", "B1": "1"}).given) == ["B-1", "B1"]


def test_the_difference_is_that_of_the_totals() -> None:
    """The sum of the points of all changes, rescaled as totals are."""
    comparison = _compared({"B-1": "70", "B-2": "A"})
    assert (str(comparison.difference), [str(change.points) for change in comparison.changes]) == (
        "17.50",
        ["2.00", "5.00"],
    )


def test_edges_are_those_of_what_was_set_and_of_what_changed() -> None:
    """An indicator that was set to the value that it has is looked at too; one that is only near is not."""
    around = _compared({"B-1": "50", "held": "9"}).around
    assert [each.result.indicator.id for each in around] == ["A-1", "A-2", "B-1"]
    assert [[edge.side for edge in each.edges] for each in around] == [["above", "below"]] * 3


def _margins(rating: Rating) -> list[tuple[str, str, str, str]]:
    """Each figure's id, itself, and how far it is to the floors above and below."""
    return [(m.id, str(m.figure), _floor(m.above), _floor(m.below)) for m in margins_of(rating)]


def _floor(floor: Floor | None) -> str:
    return "" if floor is None else f"{floor.distance} to {floor.value} {floor.grade.id}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("30", ("", "30.00", "30.00 to 60 silver", "")),
        ("60", ("", "60.00", "20.00 to 80 gold", "0.00 to 60 silver")),
        ("70", ("", "70.00", "10.00 to 80 gold", "10.00 to 60 silver")),
        ("95", ("", "95.00", "", "15.00 to 80 gold")),
    ],
)
def test_how_far_the_total_is_from_the_floors_around_it(value: str, expected: tuple[str, ...]) -> None:
    """The next floor above and the one that is held; a floor of 0 is none."""
    assert _margins(rate(scheme_of(Item()), form({"A-1": value})))[0] == expected


def test_the_floors_of_dimensions_are_scores() -> None:
    """Each dimension has its own margin; of grades with one floor the highest is held, the lowest is next."""
    demanding = [("gold", D(80), D("0.75")), ("silver", D(60), D("0.5")), ("bronze", D(0), D("0.5"))]
    grades = tuple(
        Grade(key, grade.name, grade.stars, floor, low)
        for (key, floor, low), grade in zip(demanding, GRADES, strict=True)
    )
    rating = rate(scheme_of(Item(), Item(id="B-1"), grades=grades), form({"A-1": "60", "B-1": "30"}))
    assert _margins(rating)[1:] == [
        ("A", "0.600", "0.150 to 0.75 gold", "0.100 to 0.5 silver"),
        ("B", "0.300", "0.200 to 0.5 bronze", ""),
    ]


def test_bonus_points_are_no_way_to_a_floor() -> None:
    """The margin of the total is that of what counts for the grade."""
    comparison = _compared({"B1": "1"})
    assert (str(comparison.after.total), str(comparison.margins[0].figure)) == ("40.00", "38.00")


STEPS_UP = {"bands": {"at_least": [["80", "1"], ["50", "0.6"]], "otherwise": "0.1"}}
STEPS_DOWN = {"bands": {"at_most": [["20", "1"], ["60", "0.4"]]}}
RISING, FALLING = {"goalposts": {"zero": "20", "full": "90"}}, {"goalposts": {"zero": "60", "full": "10"}}
BETWEEN = {"range": {"zero_low": "5", "low": "30", "high": "60", "zero_high": "90"}}
LETTERS = {"categories": {"A": "1", "B": "0.7", "C": "0"}}
KINDS = (
    Item(id="A-1", rule=STEPS_UP),
    Item(id="A-2", rule=STEPS_DOWN, requires={"gold": at_most("20")}),
    Item(id="A-3", rule=RISING, value="100 * held / planned", checks=("held <= planned",)),
    Item(id="B-1", rule=FALLING, value="staff - held", low=None, high=None),
    Item(id="B-2", rule=BETWEEN, value="held + staff", high=None),
    Item(id="B-3", type="level", rule=LETTERS, requires={"gold": level_from("B")}, gates=("gold",)),
    Item(id="C-1", value="held", full_when=waiver("staff < 3"), not_applicable_when=waiver("planned = 0")),
)
ENTIRE = scheme_of(*KINDS, facts=FACTS, vetoes=(veto("V1", "silver"),))
NUMBERS = {"A-1": 100, "A-2": 100, "held": 20, "planned": 20, "staff": 70}
LEVELS = {"B-3": "ABC"}
COUNTS = {"V1": 1, "B1": 3, "D1": 2}


@dataclass(frozen=True)
class Typed:
    """A form, what is typed over it, and the basis."""

    rows: Mapping[str, str | Entry]
    said: Mapping[str, str]
    basis: Tier


@st.composite
def _values(draw: st.DrawFn) -> dict[str, str]:
    """Values of some of the items; some are not applicable."""
    keys = draw(st.sets(st.sampled_from([*NUMBERS, *LEVELS]), max_size=7))
    found = {}
    for key in sorted(keys):
        number = st.integers(0, NUMBERS.get(key, 1)).map(str)
        found[key] = draw(st.sampled_from(LEVELS[key]) if key in LEVELS else st.one_of(number, number, st.just("n/a")))
    return found


@st.composite
def _typed(draw: st.DrawFn) -> Typed:
    before: dict[str, str | Entry] = {}
    tiers: tuple[str, ...] = ("own", "verified", "reviewed")
    for key, words in draw(_values()).items():
        among = draw(st.sets(st.sampled_from(tiers), min_size=1))
        before[key] = row(key, "why", claim=False, **{tier: words for tier in tiers if tier in among})
    basis: Tier = draw(st.sampled_from(("self", "verified", "reviewed")))
    counts = {key: str(draw(st.integers(0, most))) for key, most in COUNTS.items() if draw(st.booleans())}
    return Typed(before, {**draw(_values()), **counts}, basis)


def _judged(rating: Rating) -> list[object]:
    """All that a rating says of the unit, and everything found but where it was found."""
    results = [(r.indicator.id, r.outcome, r.value, r.points, r.exempt, r.tier) for r in rating.results]
    found = sorted(f.code for f in rating.findings)
    return [results, rating.total, rating.graded, rating.grade.id, rating.deciders, rating.coverage, found]


@settings(max_examples=300, deadline=None)
@given(_typed())
def test_it_is_the_rating_of_the_same_values_typed_into_the_form(typed: Typed) -> None:
    """Facts, indicators, levels, not applicable and counts: as if a clerk had typed them and cleared the row before."""
    after = what_if(rate(ENTIRE, form(typed.rows), typed.basis), _answers(typed.said)).after
    columns = {"self": "own", "verified": "verified", "reviewed": "reviewed"}
    rows = dict(typed.rows)
    for key, words in typed.said.items():
        if key not in COUNTS:
            rows[key] = (
                row(key, "why", reviewed=words)
                if words == "n/a"
                else row(key, claim=False, **{columns[typed.basis]: words})
            )
    counts = {key: words for key, words in typed.said.items() if key in COUNTS}
    assert _judged(after) == _judged(rate(ENTIRE, form(rows, counts), typed.basis))


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["A-3", "B-1", "B-2"]), st.integers(0, 100).map(str)), _values())
def test_what_facts_give_can_be_typed_where_there_are_none(said: Mapping[str, str], rows: Mapping[str, str]) -> None:
    """An indicator that is worked out, set directly, is what it is in a form that gives it without facts."""
    typed = {key: words for key, words in rows.items() if key not in ("held", "planned", "staff")}
    after = what_if(rate(ENTIRE, form(typed)), _answers(said)).after
    assert _judged(after) == _judged(rate(ENTIRE, form({**typed, **said})))
