"""Challenges: who the opponent is, what lies between the two, and the least effort that overtakes."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations, product

import pytest
from area_units import names, rated_member, small_framework, small_member
from factory import Item, at_least, reference
from sheets import rated

from starcli.core.assessment import Unit
from starcli.core.challenge.challenge import Challenge, Challenger, overtake
from starcli.core.challenge.opponent import ALONE, BEST, Match, find_opponent, named, opponent_above
from starcli.core.everyone import Member
from starcli.core.model import Framework
from starcli.core.rating import Rating, rate_with
from starcli.core.scheme import Schemes

D = Decimal
BY = small_framework(Item("A-1", "100"))
"""One indicator: the value is the total; gold from 80, silver from 60."""


def units(text: str, **where: str) -> tuple[Member, ...]:
    """`a 85, b 70` as units, whose totals are these."""
    pairs = (part.split() for part in text.split(", "))
    return tuple(small_member(name, total, BY, **where) for name, total in pairs)


def chosen(members: Sequence[Member], who: str = "x") -> str:
    """The opponent of a unit, by name."""
    member = next(one for one in members if one.unit.name == who)
    return names([find_opponent(member, members, BY).opponent])[0]


@pytest.mark.parametrize(
    ("here", "elsewhere", "opponent"),
    [
        ("x 62, a 81, b 95, c 65", "d 80", "a"),
        ("x 62, c 65", "d 90, e 81", "e"),
        ("x 20, c 85, d 90", "", "c"),
        ("x 82, a 84, b 95", "d 83", "a"),
        ("x 82, a 81", "d 90, e 85", "e"),
        ("x 95, a 81", "d 90", "—"),
        ("x 95", "", "—"),
        ("x 62, a 62", "", "—"),
        ("x 62, a 63", "", "a"),
    ],
)
def test_the_nearest_unit_one_grade_above(here: str, elsewhere: str, opponent: str) -> None:
    """In the county, else in the city; else two grades above; at the top the next total; for the best nobody."""
    members = (*units(here), *(units(elsewhere, county="乙县") if elsewhere else ()))
    assert chosen(members) == opponent


def test_a_unit_above_with_a_higher_total_comes_first() -> None:
    """A grade that gates have kept down makes lower totals higher grades: these are the second choice."""
    by = small_framework(Item("A-1", "60"), Item("B-1", "40", requires={"gold": at_least("60")}, gates=("gold",)))
    figures = {"x": "100 55", "near": "80 80", "far": "95 90"}
    members = tuple(small_member(name, text, by) for name, text in figures.items())
    totals = {one.unit.name: one.standing and one.standing.total for one in members}
    assert totals == {"x": D(82), "near": D(80), "far": D(93)}
    assert names([find_opponent(members[0], members, by).opponent]) == ["far"]


def test_only_units_of_its_like_are_opponents() -> None:
    """Another kind and another profile are judged by other rules."""
    members = (*units("x 62"), *units("a 81", kind="community"))
    assert chosen(members) == "—"


@pytest.mark.parametrize(
    ("others", "places", "opponent", "said"),
    [
        ("a 70, b 80, c 90", 1, "a", "1 place above"),
        ("a 70, b 80, c 90", 2, "b", "2 places above"),
        ("a 70, b 80, c 90", 9, "c", "only 3 places above"),
        ("a 70, b 70, c 90", 1, "a", "2 places above"),
        ("a 62, c 90", 1, "c", "1 place above"),
        ("a 50", 1, "—", "already the first of its like in the county"),
    ],
)
def test_so_many_places_above(others: str, places: int, opponent: str, said: str) -> None:
    """Places are told within the county; where there are not so many above, the first is meant."""
    members = (*units("x 62"), *units(others), *units("z 99", county="乙县"))
    match = opponent_above(members[0], members, places)
    assert (names([match.opponent])[0], said in match.why.en) == (opponent, True)


def test_units_are_named_by_code_or_name() -> None:
    """A code is one unit; a name may be several, and its town before it tells them apart."""
    members = (small_member("a", "90", BY, town="一镇"), small_member("b", "80", BY, town="二镇"))
    both = [replace(one, unit=replace(one.unit, name="东村")) for one in members]
    assert [len(named(both, text)) for text in ("a", "东村", "二镇东村", "西村", "")] == [1, 2, 1, 0, 0]


def challenge(members: Sequence[Member], by: Framework, own: int = 0, other: int = 1) -> Challenge:
    """The challenge of one member to another."""
    made = Challenger(members, by).challenge(Match(members[own], members[other], BEST))
    assert made is not None
    return made


def test_indicators_are_compared_one_by_one() -> None:
    """Who leads by how many points, and where the opponent has full marks."""
    by = small_framework(Item("A-1", "20"), Item("B-1", "30"), Item("C-1", "40"), Item("D-1", "10"))
    members = (small_member("x", "50 50 80 -", by), small_member("y", "100 60 70 -", by))
    found = challenge(members, by)
    assert [(item.id, item.side, str(item.lead), item.to_learn) for item in found.items] == [
        ("A-1", "behind", "10.00", True),
        ("B-1", "behind", "3.00", False),
        ("C-1", "ahead", "-4.00", False),
        ("D-1", "level", "0", False),
    ]
    assert [item.id for item in found.on("behind")] == ["A-1", "B-1"]
    assert (str(found.margin), found.caught_up and str(found.caught_up.total)) == ("9.00", "70.00")


@pytest.mark.parametrize(("own", "other"), list(permutations((grade.id for grade in reference().grades[:4]), 2)))
def test_points_explain_the_margin(own: str, other: str) -> None:
    """What lies between two totals is what lies between their points, where nothing is rescaled."""
    members = [rated_member(rated(Unit(name=at, kind="village", profile="default"), at)) for at in (own, other)]
    found = challenge(members, reference())
    assert sum((item.lead or D(0) for item in found.items), D(0)) == found.margin


def test_the_best_has_no_opponent() -> None:
    """It is said, and nothing is compared."""
    members = units("x 95, a 60")
    found = Challenger(members, BY).challenge(find_opponent(members[0], members, BY))
    assert found is not None
    assert (found.theirs, found.margin, found.items, found.why) == (None, None, (), BEST)


def test_one_that_is_alone_is_not_called_the_best() -> None:
    """Nobody else of its kind is rated, in its county or at all."""
    alone = units("x 95")
    assert find_opponent(alone[0], alone, BY).why == ALONE
    assert opponent_above(alone[0], (*alone, *units("z 99", county="乙县")), 1).why == ALONE


def test_who_is_not_rated_challenges_nobody() -> None:
    """There is nothing to compare."""
    absent = replace(units("x 62")[0], state="missing", standing=None, marks=None)
    assert Challenger([absent], BY).challenge(Match(absent, None, BEST)) is None


@pytest.mark.parametrize("scale", ["2", "3"])
def test_overtaking_takes_the_least_effort(scale: str) -> None:
    """No combination of values with less effort brings a higher total and the grade."""
    items = (Item("A-1", "60", days=int(scale)), Item("B-1", "40", requires={"gold": at_least("70")}, gates=("gold",)))
    by = small_framework(*items)
    own = _rating(small_member("x", "60 40", by), by)
    theirs = _rating(small_member("y", "85 80", by), by)
    aim, path = overtake(own, theirs)
    assert path is not None
    assert (aim.id, path.reached.total > theirs.total, path.reached.grade.id) == ("gold", True, "gold")
    for a, b in product(range(60, 101), range(40, 101)):
        reached = rate_with(own, {"A-1": D(a), "B-1": D(b)})
        if reached.total > theirs.total and reached.grade.id == "gold":
            assert (a - 60) * D(scale) / 100 + (b - 40) / D(100) >= path.effort - D("0.02")


def test_whoever_leads_already_has_nothing_to_do() -> None:
    """A path without steps."""
    own, theirs = (_rating(small_member(name, text, BY), BY) for name, text in (("x", "85"), ("y", "80")))
    _, path = overtake(own, theirs)
    assert path is not None
    assert path.steps == ()


def test_nothing_overtakes_full_marks() -> None:
    """Where the opponent has everything there is no path."""
    own, theirs = (_rating(small_member(name, text, BY), BY) for name, text in (("x", "85"), ("y", "100")))
    assert overtake(own, theirs)[1] is None


def _rating(member: Member, by: Framework) -> Rating:
    rating = member.rating(Schemes(by))
    assert rating is not None
    return rating
