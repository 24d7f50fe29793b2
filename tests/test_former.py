"""This season against the former one: what fell, jumped or dropped, and what could not be compared."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from compared import packed, small
from sheets import framework

from starcli.core.assessment import Unit
from starcli.core.findings import Location, finding
from starcli.core.former import Comparison, against_former
from starcli.core.packed import Form, figure_names
from starcli.core.text import Text
from starcli.core.thresholds import CrossChecks, Watch

WATCHING = CrossChecks(
    watched={
        "A-3": Watch(cumulative=True),
        "income": Watch(rise=Decimal(200), drop=Decimal(50)),
        "members": Watch(cumulative=True, rise=Decimal(100)),
    }
)
KNOWN = small(WATCHING)
PLACE = Location("上期")
UNIT = Unit("330199001201", "石门村", town="云溪镇", county="示例县")


def compared(now: Sequence[Form], then: Sequence[Form]) -> Comparison:
    """What the forms of two seasons say of each other."""
    return against_former(now, then, KNOWN, PLACE)


def codes(then: Mapping[str, str], now: Mapping[str, str], periods: tuple[str, str]) -> list[str]:
    """What is found on a unit with these figures in these two periods."""
    found = compared([packed(KNOWN, UNIT, now, periods[1])], [packed(KNOWN, UNIT, then, periods[0])])
    return [each.code for each in (*found.findings[0], *found.notes)]


IN_A_YEAR, OVER_NEW_YEAR = ("2022Q2", "2022Q3"), ("2021Q4", "2022Q1")


@pytest.mark.parametrize(
    ("key", "then", "now", "periods", "code"),
    [
        ("A-3", "12", "11", IN_A_YEAR, "figure-fell"),
        ("A-3", "12", "12", IN_A_YEAR, None),
        ("A-3", "12", "13", IN_A_YEAR, None),
        ("A-3", "12", "1200", IN_A_YEAR, None),
        ("A-3", "24", "6", OVER_NEW_YEAR, None),
        ("A-3", "12", "11", ("2022年上半年", "2022年"), "figure-fell"),
        ("income", "30", "90", IN_A_YEAR, None),
        ("income", "30", "90.01", IN_A_YEAR, "figure-jumped"),
        ("income", "30", "15", IN_A_YEAR, None),
        ("income", "30", "14.99", IN_A_YEAR, "figure-dropped"),
        ("income", "30", "-1", IN_A_YEAR, "figure-dropped"),
        ("income", "30", "14.99", OVER_NEW_YEAR, "figure-dropped"),
        ("income", "30", "14.99", ("2021", "2022"), "figure-dropped"),
        ("income", "0", "500", IN_A_YEAR, None),
        ("income", "-5", "500", IN_A_YEAR, None),
        ("income", "30", "n/a", IN_A_YEAR, None),
        ("income", "??", "30", IN_A_YEAR, None),
        ("members", "10", "21", IN_A_YEAR, "figure-jumped"),
        ("members", "10", "1", IN_A_YEAR, "figure-fell"),
        ("members", "10", "1", OVER_NEW_YEAR, None),
        ("members", "10", "21", OVER_NEW_YEAR, None),
        ("held", "10", "1", IN_A_YEAR, None),
    ],
)
def test_a_figure_from_season_to_season(
    key: str, then: str, now: str, periods: tuple[str, str], code: str | None
) -> None:
    """A cumulative figure never falls within a year; a compared one changes by no more than its limits."""
    assert codes({key: then}, {key: now}, periods) == ([] if code is None else [code])


def test_a_finding_names_both_cells_and_both_figures() -> None:
    """The place is the cell of now; the message has the former figure with file, sheet and cell."""
    found = compared([packed(KNOWN, UNIT, {"income": "100"})], [packed(KNOWN, UNIT, {"income": "30"}, "2022Q2")])
    details = {"then": "30", "now": "100", "cell": "石门村.xlsx!income.own", "change": "233", "most": "200"}
    name = Text("数income", "fact income")
    place = Location("石门村.xlsx", cell="income.own")
    assert found == Comparison(((finding("figure-jumped", place, name=name, **details),),), ())


def unit(code: str = "", name: str = "石门村", town: str = "云溪镇", county: str = "示例县") -> Unit:
    """A unit of these."""
    return Unit(code, name, town=town, county=county)


@pytest.mark.parametrize(
    ("now", "then", "matched"),
    [
        (unit("1"), unit("1", name="石门新村"), True),
        (unit("1"), unit("2"), False),
        (unit("1"), unit(), True),
        (unit(), unit("1"), True),
        (unit(), unit(), True),
        (unit(name="石门 村"), unit(), True),
        (unit(), unit(town="松岭乡"), False),
        (unit(), unit(county="另县"), False),
        (unit(), unit(name="青坞村"), False),
    ],
)
def test_a_unit_is_found_by_code_else_by_place_and_name(now: Unit, then: Unit, *, matched: bool) -> None:
    """Codes decide where both have one; else county, town and name are the same, spaces aside."""
    found = compared([packed(KNOWN, now, {"A-3": "1"})], [packed(KNOWN, then, {"A-3": "2"}, "2022Q2")])
    assert [each.code for each in (*found.findings[0], *found.notes)] == (
        ["figure-fell"] if matched else ["former-missing"]
    )


def test_a_unit_with_two_former_forms_is_not_compared() -> None:
    """Which of two former workbooks is the right one is not guessed."""
    then = [packed(KNOWN, UNIT, {"A-3": figure}, "2022Q2") for figure in ("9", "2")]
    found = compared([packed(KNOWN, UNIT, {"A-3": "1"})], then)
    assert found == Comparison(((),), (finding("former-twice", PLACE, count=1, names="石门村"),))


@pytest.mark.parametrize(
    ("then", "code"),
    [
        ("2022Q3", "former-not-earlier"),
        ("2022Q4", "former-not-earlier"),
        ("2023Q1", "former-not-earlier"),
        ("2023", "former-not-earlier"),
        ("2022", "figure-fell"),
        ("", "former-undated"),
        ("上季度", "former-undated"),
    ],
)
def test_the_former_season_is_the_earlier_one(then: str, code: str) -> None:
    """A form of the same or of a later period is no former one; without a year nothing is said of a year's sum."""
    assert codes({"A-3": "9"}, {"A-3": "1"}, (then, "2022Q3")) == [code]


def test_without_periods_a_change_is_still_looked_at() -> None:
    """A jump needs no year; the note says what was left out."""
    assert codes({"income": "1"}, {"income": "9"}, ("", "")) == ["figure-jumped", "former-undated"]


def test_notes_count_units_and_name_a_few() -> None:
    """What could not be compared is one note for all units."""
    now = [packed(KNOWN, unit(name=f"{letter}村"), {}) for letter in "甲乙丙丁戊"]
    assert compared(now, []).notes == (finding("former-missing", PLACE, count=5, names="甲村, 乙村, 丙村 …"),)


def test_the_reference_watches_sums_of_the_year_and_income() -> None:
    """Each watched figure of the reference is one that can be typed; the limits are those of its seasons."""
    watched = framework().cross_checks.watched
    assert (set(watched) - set(figure_names(framework())), watched["inc_this"], watched["SVC-05"]) == (
        set(),
        Watch(rise=Decimal(200), drop=Decimal(50)),
        Watch(cumulative=True),
    )
