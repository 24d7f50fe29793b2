"""A season's figures by its season rules: pro rata, carried forward, twelve months rolling, and as reported."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from factory import Item, at_least, named, waiver
from raced import Figures, framework, race, season

from starcli.core.marks import results_of
from starcli.core.numbers import plain
from starcli.core.racing.race import Race
from starcli.core.scale import Value
from starcli.core.scheme import resolve

HELD = Item("A-1", rule={"goalposts": {"zero": "0", "full": "24"}}, high="2000", requires={"gold": at_least("24")})
OTHER = Item("B-1")
INCOME = Item("A-1", high="1000", value="gained * one", rule={"goalposts": {"zero": "0", "full": "100"}})


def adjusted(result: Race, at: int = -1) -> list[tuple[str, str, str, str]]:
    """Unit, indicator, reported and counted value of each that counts otherwise, in one season."""
    found = [one for counted in result.seasons[at].counted.values() for one in counted.adjusted]
    return [(one.unit.code, one.indicator.id, _shown(one.reported), _shown(one.counted)) for one in found]


def _shown(value: Value | None) -> str:
    return "—" if value is None else plain(value) if isinstance(value, Decimal) else value


def totals(result: Race, at: int = -1) -> Mapping[str, tuple[str, str]]:
    """The total as it counts and as it was reported, by unit."""
    counted = result.seasons[at].counted.items()
    return {key: (plain(one.standing.total), plain(one.plain.total)) for key, one in counted}


@pytest.mark.parametrize(
    ("label", "held", "total", "met"),
    [
        ("2022Q1", "6", "100", True),
        ("2022Q1", "5", "83.3", False),
        ("2022Q2", "6", "50", False),
        ("2022Q3", "18", "100", True),
        ("2022Q3", "17", "94.4", False),
        ("2022Q4", "18", "75", False),
        ("2022Q1", "7", "100", True),
        ("2022Q1", "0", "0", False),
    ],
)
def test_an_annual_target_counts_for_the_part_of_the_year_that_is_over(
    label: str, held: str, total: str, met: bool
) -> None:
    """Score and requirement alike: 6 of 24 is full in the first quarter, half in the second."""
    by = framework(HELD, rules={"A-1": "prorate-target"})
    rated = race(season(label, {"u": {"A-1": held}}, by))
    marks = rated.last.counted["u"].member.marks
    assert marks is not None
    (result,) = results_of(marks, resolve(by, "village", "default"))
    assert (totals(rated)["u"][0], result.met("gold")) == (total, met)


def test_a_rule_in_proportion_and_its_requirement_see_the_same_value() -> None:
    """17 of 24 in three quarters is 22.67 for the year, exactly: no digit is lost on the way."""
    rated = race(season("2022Q3", {"u": {"A-1": "17"}}, framework(HELD, rules={"A-1": "prorate-target"})))
    ((_, _, reported, counted),) = adjusted(rated)
    assert (reported, counted[:9], len(counted) > 40) == ("17", "22.666666", True)


def carried(*forms: Figures | None, rule: str = "carry-forward") -> Race:
    """One unit in so many seasons of 2022."""
    by = framework(Item("A-1"), OTHER, rules={"A-1": rule})
    return race(*(season(f"2022Q{at}", {"u": figures}, by) for at, figures in enumerate(forms, 1)))


@pytest.mark.parametrize(
    ("forms", "kept"),
    [
        (({"A-1": "80", "B-1": "1"}, {"B-1": "1"}), "80"),
        (({"A-1": "80", "B-1": "1"}, {"A-1": "90", "B-1": "1"}), ""),
        (({"A-1": "80", "B-1": "1"}, {"B-1": "1"}, {"B-1": "1"}), "80"),
        (({"A-1": "80", "B-1": "1"}, {"A-1": "70", "B-1": "1"}, {"B-1": "1"}), "70"),
        (({"A-1": "80", "B-1": "1"}, None, {"B-1": "1"}), "80"),
        (({"B-1": "1"}, {"A-1": "80", "B-1": "1"}), ""),
        (({"A-1": "80", "B-1": "1"}, {"A-1": "??", "B-1": "1"}), ""),
        (({"A-1": "0", "B-1": "1"}, {"B-1": "1"}), "0"),
    ],
)
def test_a_missing_value_is_the_last_one_published(forms: tuple[Figures | None, ...], kept: str) -> None:
    """The latest season with a value counts; one that is given this season counts, and so does an unreadable one: 0."""
    expected = [("u", "A-1", "—", kept)] if kept else []
    assert adjusted(carried(*forms)) == expected


def test_a_carried_value_is_scored_like_any_other_and_both_totals_are_kept() -> None:
    """The plain total misses it, the season's does not."""
    assert totals(carried({"A-1": "80", "B-1": "60"}, {"B-1": "60"})) == {"u": ("70", "30")}


def test_a_value_that_the_indicator_can_no_longer_have_is_not_carried() -> None:
    """A figure beyond its limits now, or a number where there are levels now, is nothing to keep."""
    wide, narrow = framework(Item("A-1", high="100")), framework(Item("A-1", high="50"), rules={"A-1": "carry-forward"})
    levels = Item("A-1", type="level", low=None, high=None, rule={"categories": {"A": "1", "B": "0.5", "C": "0"}})
    graded = framework(levels, rules={"A-1": "carry-forward"})
    for later in (narrow, graded):
        first, second = (
            season("2022Q1", {"u": {"A-1": "80"}}, wide, [later]),
            season("2022Q2", {"u": {}}, later, [wide]),
        )
        assert adjusted(race(first, second)) == []


INCOMES = {"2021Q1": "20", "2021Q4": "90", "2022Q1": "30"}


def rolled(read: Mapping[str, str], rules: str = "rolling-12m") -> Race:
    """One unit whose income is counted within the year, in some seasons."""
    by = framework(INCOME, rules={"A-1": rules}, cumulative=["gained"])
    forms = [season(label, {"u": {"gained": gained, "one": "1"}}, by) for label, gained in read.items()]
    return race(*forms)


def test_twelve_months_are_this_year_so_far_and_the_rest_of_last_year() -> None:
    """30 so far, 90 last year, of which 20 by the same time: 100."""
    result = rolled(INCOMES)
    assert (adjusted(result), totals(result)) == ([("u", "A-1", "30", "100")], {"u": ("100", "30")})
    assert "2022Q1 + 2021Q4 - 2021Q1" in result.last.counted["u"].adjusted[0].why.en


@pytest.mark.parametrize(
    ("left_out", "missing"), [("2021Q1", "2021Q1"), ("2021Q4", "2021Q4")], ids=["same season", "last year's last"]
)
def test_without_last_years_seasons_the_value_as_reported_counts_and_that_is_said(left_out: str, missing: str) -> None:
    """One note names the indicator, the seasons that are missing and the units."""
    result = rolled({label: gained for label, gained in INCOMES.items() if label != left_out})
    lacking = [one for one in result.findings if dict(one.details)["season"] == "2022Q1"]
    assert (adjusted(result), named(lacking)) == ([], [("2022Q1", "season-rolling-lacks")])
    assert (dict(lacking[0].details)["missing"], dict(lacking[0].details)["names"]) == (missing, "unit u")


@pytest.mark.parametrize(
    ("read", "cumulative"),
    [({"2021Q1": "20", "2021Q4": "90", "2022Q4": "30"}, True), (INCOMES, False)],
    ids=["the last season is the year", "not counted within the year"],
)
def test_figures_that_are_twelve_months_already_count_as_reported(read: Mapping[str, str], cumulative: bool) -> None:
    """The last season of a year needs no other, and what does not begin anew each year is asked for twelve months."""
    by = framework(INCOME, rules={"A-1": "rolling-12m"}, cumulative=["gained"] if cumulative else [])
    result = race(*(season(label, {"u": {"gained": gained, "one": "1"}}, by) for label, gained in read.items()))
    assert adjusted(result) == []
    assert [one for one in result.findings if dict(one.details)["season"] == "2022Q4"] == []


@pytest.mark.parametrize("rule", ["as-is", "to-date"])
def test_as_reported_and_what_was_due_by_then_change_nothing(rule: str) -> None:
    """Their forms ask for the right figure already."""
    assert adjusted(carried({"A-1": "80", "B-1": "1"}, {"B-1": "1"}, rule=rule)) == []


def test_a_rule_that_nobody_knows_is_found_and_changes_nothing() -> None:
    """A framework may name rules of its own; they mean nothing to the program."""
    result = carried({"A-1": "80"}, {"B-1": "1"}, rule="best-of-three")
    assert adjusted(result) == []
    assert {one.code for one in result.findings} == {"season-rule-unknown"}


def test_a_label_that_is_no_season_prorates_nothing() -> None:
    """Nobody knows how much of the year is over."""
    by = framework(HELD, rules={"A-1": "prorate-target"})
    assert adjusted(race(season("first round", {"u": {"A-1": "6"}}, by))) == []


def test_an_exempt_indicator_stays_full() -> None:
    """What counts full whatever its value is not prorated."""
    by = framework(
        Item("A-1", high="2000", full_when=waiver("value < 10"), rule=HELD.rule), rules={"A-1": "prorate-target"}
    )
    assert adjusted(race(season("2022Q1", {"u": {"A-1": "3"}}, by))) == []
