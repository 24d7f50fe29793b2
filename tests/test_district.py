"""Many units: places, summaries of areas, and towns."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from factory import GRADES, Item, form, scheme_of

from starcli.core.assessment import Unit
from starcli.core.district import AreaSummary, Members, Ranking, Turnout, Unrated, rank, roll_up
from starcli.core.findings import Location
from starcli.core.rating import rate
from starcli.core.roster import RosterUnit
from starcli.core.scheme import resolve
from starcli.core.standing import Standing, standing_of
from starcli.core.text import Text

D = Decimal
FRAMEWORK = scheme_of(Item("A-1", "100")).framework


def _unit(total: str, code: str = "", *, kind: str = "village", town: str = "", bonus: str = "0") -> Standing:
    """A unit whose base is `total`."""
    unit = Unit(code=code, name=f"unit {code}", kind=kind, town=town)
    return standing_of(rate(resolve(FRAMEWORK, kind, "default"), form({"A-1": total}, {"B2": bonus}, unit)))


def _rank(standings: Iterable[Standing]) -> tuple[Ranking, ...]:
    return rank(standings, FRAMEWORK.kinds)


def _places(*standings: Standing) -> list[tuple[str, int, str]]:
    """Kind, place and code of every unit, in the order of the rankings."""
    return [(ranking.kind, p.place, p.standing.unit.code) for ranking in _rank(standings) for p in ranking.placed]


@pytest.mark.parametrize(
    ("totals", "places"),
    [
        (["90", "80", "80", "70"], [1, 2, 2, 4]),
        (["90", "90", "90", "70"], [1, 1, 1, 4]),
        (["70", "80.01", "80.02"], [1, 2, 3]),
        (["80", "80.004"], [1, 1]),
        ([], []),
    ],
)
def test_equal_totals_share_a_place(totals: list[str], places: list[int]) -> None:
    """Equal totals share a place and the next places are skipped."""
    assert [place for _, place, _ in _places(*map(_unit, totals))] == places


def test_the_best_stand_first() -> None:
    """Units stand by total, the highest first, and by code within a place."""
    found = _places(_unit("70", "1"), _unit("80", "3"), _unit("90", "4"), _unit("80", "2"))
    assert found == [("village", 1, "4"), ("village", 2, "2"), ("village", 2, "3"), ("village", 4, "1")]


def test_a_bonus_counts_for_the_place() -> None:
    """The total with its bonus makes the place; within it the higher base stands first."""
    found = _places(_unit("79.5", "1", bonus="1"), _unit("80", "2"), _unit("79.9", "3"))
    assert found == [("village", 1, "2"), ("village", 1, "1"), ("village", 3, "3")]


def test_kinds_are_ranked_apart() -> None:
    """Each kind has places of its own, in the framework's order of kinds."""
    found = _places(_unit("70", "1", kind="community"), _unit("60", "2"), _unit("90", "3", kind="community"))
    assert found == [("village", 1, "2"), ("community", 1, "3"), ("community", 2, "1")]


def test_a_ranking_lists_its_totals() -> None:
    """A ranking lists its totals, the highest first."""
    (ranking,) = _rank([_unit("70"), _unit("90")])
    assert ranking.totals == (D("90"), D("70"))


UNRATED = Unrated(Location("broken.xlsx"), Unit(town="East"), ())


def _missing(town: str = "", county: str = "") -> RosterUnit:
    """A unit of the roster that has not reported."""
    return RosterUnit(Unit(name="unit", town=town, county=county), (), Location("roster.xlsx"))


def _summary(*unrated: Unrated) -> AreaSummary:
    standings = [_unit("90"), _unit("80.01"), _unit("20"), _unit("66.66", kind="community")]
    return roll_up("East", Members(tuple(standings), unrated), GRADES)


def test_an_unrated_workbook_is_in_the_denominator() -> None:
    """A workbook without a rating counts among the units of its area."""
    turnout = _summary(UNRATED, UNRATED).turnout
    assert (turnout, turnout.units) == (Turnout(4, 2), 6)


def test_a_unit_that_did_not_report_is_in_the_denominator() -> None:
    """With a roster, its units that did not report count too, and are told apart from those without a rating."""
    turnout = Members((_unit("90"),), (UNRATED,), (_missing(), _missing())).turnout
    assert (turnout.units, turnout.words()) == (
        4,
        Text(
            "共 4 个单位：已评定 1，未评定 1，未上报 2", "4 units of the roster: 1 rated, 1 not rated, 2 not reported"
        ),
    )


def test_without_a_roster_workbooks_are_counted() -> None:
    """Without a roster the sentence speaks of workbooks, and of nobody who is missing."""
    assert Turnout(1, 0).words() == Text("共 1 份：已评定 1，未评定 0", "1 workbook: 1 rated, 0 not rated")


def test_with_a_roster_each_unit_counts_once() -> None:
    """A unit with two workbooks is one unit, rated where one of them is; whom the roster does not have counts not."""
    standings = [replace(_unit("90"), listed_as=0), _unit("50")]
    unrated = [replace(UNRATED, listed_as=position) for position in (0, 1, 1, None)]
    assert Members.of(standings, unrated, [_missing()]).turnout == Turnout(1, 1, 1)
    assert Members.of(standings, unrated, None).turnout == Turnout(2, 4)


def test_units_are_counted_by_grade() -> None:
    """Every grade has its count, also where it is zero."""
    summary = roll_up("East", Members((_unit("90"), _unit("80.01"), _unit("20"))), GRADES)
    assert summary.by_grade == {"gold": 2, "silver": 0, "bronze": 1}


def test_each_kind_has_its_mean() -> None:
    """The mean total of each kind is half up to two decimals and leaves unrated workbooks out."""
    assert {kind: str(mean) for kind, mean in _summary(UNRATED).means.items()} == {
        "village": "63.34",
        "community": "66.66",
    }


def test_a_mean_is_rounded_half_up() -> None:
    """A mean that ends in a tie is rounded up."""
    assert str(roll_up("", Members((_unit("80"), _unit("80.01"))), GRADES).means["village"]) == "80.01"


def test_units_on_the_rectification_list_are_counted() -> None:
    """The units on the rectification list are counted."""
    assert _summary().listed == 1


def test_an_area_without_ratings() -> None:
    """An area without any rating has unrated units only, and no mean."""
    expected = AreaSummary("West", Turnout(0, 1), {"gold": 0, "silver": 0, "bronze": 0}, {}, 0)
    assert roll_up("West", Members((), (UNRATED,)), GRADES) == expected


def test_towns_in_the_order_of_their_workbooks() -> None:
    """Towns stand once each in the order of the workbooks, and units without a town come last."""
    ratings = (_unit("1", town="North"), _unit("1"), _unit("1", town="South"), _unit("1", town="North"))
    found = Members(ratings, (UNRATED,)).by_place()
    assert [(str(place), members.turnout.units) for place, members in found.items()] == [
        ("North", 2), ("South", 1), ("East", 1), ("", 1),
    ]  # fmt: skip


def test_towns_of_one_name_in_two_counties() -> None:
    """Two towns of one name are told apart by their county; one whose units do not all say it stays one."""
    members = Members((), (), (_missing("Mill", "A"), _missing("Mill", "B"), _missing("Hill", "A"), _missing("Hill")))
    assert [(str(place), some.turnout.units) for place, some in members.by_place().items()] == [
        ("Mill (A)", 1), ("Mill (B)", 1), ("Hill", 2),
    ]  # fmt: skip
