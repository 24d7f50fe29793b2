"""Places within groups, movement from season to season, and the lists that follow."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from factory import GRADES

from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.findings import NOWHERE
from starcli.core.racing.lists import listed
from starcli.core.racing.movement import movements
from starcli.core.racing.places import placed, unit_key
from starcli.core.racing.rules import BoardList, GroupKey, ListSort
from starcli.core.standing import Standing
from starcli.core.text import Text

D = Decimal
COUNTY: tuple[GroupKey, ...] = ("county", "kind")
EMPTY = Text("", "")


def member(name: str, total: str, **where: str) -> Member:
    """A rated unit whose code is its name; the grade is gold from 90, else silver."""
    unit = Unit(code=name, name=name, kind=where.pop("kind", "k"), profile="p", **where)
    grade = GRADES[0] if D(total) >= 90 else GRADES[1]
    standing = Standing(unit, "2022Q3", "self", D(total), D(total), grade.id, False, D(1), {}, (), ())
    return Member(unit, "rated", NOWHERE, standing=standing)


def members(text: str, **where: str) -> list[Member]:
    """`A 90, B 80` as members."""
    return [member(*part.split(), **where) for part in text.split(", ")]


def shown(some: Iterable[Member], keys: tuple[GroupKey, ...] = COUNTY) -> str:
    """Names with their places."""
    return " ".join(f"{one.member.unit.name}{one.place}/{one.of}" for one in placed(some, keys))


def test_equal_totals_share_a_place_and_the_next_is_skipped() -> None:
    """1, 2, 2, 4."""
    assert shown(members("A 70, B 80, C 80, D 90")) == "D1/4 B2/4 C2/4 A4/4"


def test_places_are_told_within_a_group() -> None:
    """Another county and another kind are other groups; whoever is not rated has no place."""
    some = [
        *members("A 70, B 80", county="x"),
        *members("C 75", county="y"),
        *members("D 99", county="x", kind="other"),
    ]
    waiting = Member(Unit(code="E", county="x", kind="k"), "missing", NOWHERE)
    assert shown([*some, waiting]) == "B1/2 A2/2 C1/1 D1/1"


def test_towns_of_one_name_in_two_counties_are_two_groups() -> None:
    """A town is known by its county too."""
    some = [*members("A 70", county="x", town="t"), *members("B 80", county="y", town="t")]
    assert shown(some, ("town",)) == "A1/1 B1/1"


def test_a_unit_without_a_code_is_known_by_kind_place_and_name() -> None:
    """Spaces and the width of brackets do not make it another unit."""
    one = Unit(name="胡 家坪（东）村", kind="k", town="甲", county="乙")
    assert unit_key(one) == unit_key(replace(one, name="胡家坪(东)村")) != unit_key(replace(one, kind="other"))


def moved(now: str, before: str) -> dict[str, tuple[int | None, Decimal | None, int | None]]:
    """Places, points and grades gained by each unit."""
    found = movements(members(now), members(before), COUNTY)
    return {m.now.member.unit.name: (m.places_up, m.points_up, m.grades_up(GRADES)) for m in found}


def test_movement_in_places_points_and_grades() -> None:
    """Up is above zero, down below; a unit without a former season has none."""
    assert moved("A 91, B 80, C 70", "A 70, B 85") == {
        "A": (1, D(21), 1),
        "B": (-1, D(-5), 0),
        "C": (None, None, None),
    }


def test_a_unit_that_changed_its_kind_is_known_but_its_places_are_not_compared() -> None:
    """The code stays; a place among other units says nothing."""
    (found,) = movements(members("A 90"), members("A 80", kind="other"), COUNTY)
    assert (found.places_up, found.points_up, found.comparable) == (None, D(10), False)


def on(sort: ListSort, share: str, now: str, before: str = "Z 1") -> str:
    """Who is on a list of one sort and share."""
    board_list = BoardList("x", EMPTY, EMPTY, EMPTY, sort, D(share))
    return " ".join(listed(movements(members(now), members(before), COUNTY), (board_list,)))


@pytest.mark.parametrize(
    ("sort", "share", "now", "expected"),
    [
        ("best", "10", "A 9, B 8, C 7", "A"),
        ("worst", "5", "A 9, B 8, C 7", "C"),
        ("best", "50", "A 9, B 8, C 7, D 6", "A B"),
        ("best", "10", "A 9, B 9, C 7", "A B"),
        ("best", "10", "A 9, B 9, C 9", ""),
        ("best", "100", "A 9, B 8", ""),
        ("worst", "50", "A 9", ""),
    ],
)
def test_a_share_of_a_group_is_at_least_one_and_ties_share_it(
    sort: ListSort, share: str, now: str, expected: str
) -> None:
    """Half up; a list that would hold the whole group says nothing."""
    assert on(sort, share, now) == expected


def test_only_who_rose_is_on_the_progress_list() -> None:
    """By places gained; staying or falling is no progress."""
    assert on("risen", "10", "A 90, B 80, C 70", "B 99, C 98, A 1") == "A"
    assert on("risen", "10", "A 90, B 80", "A 90, B 80") == ""
