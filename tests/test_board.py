"""The board: who stands where and on which list, and what the card of a unit says."""

from dataclasses import replace

import pytest
from board_units import FIVE, FOUR, THREE, absent, board, member, rated_member, unit
from sheets import framework, rated

from starcli.core.assessment import Unit
from starcli.core.boards.board import Board, Row, group_name, grouping_name
from starcli.core.boards.card import card_of
from starcli.core.boards.public import public, public_code, public_name
from starcli.core.boards.stars import stars_note
from starcli.core.everyone import Member
from starcli.core.gaps import find_gaps
from starcli.core.numbers import ZERO, half_up
from starcli.core.racing.rules import GroupKey, SeasonRules
from starcli.core.text import Text

FIRST = ("county", "kind", "profile")


def named(made: Board) -> dict[str, Row]:
    """The rows of a board by the names of their units."""
    return {row.member.unit.name: row for row in made.rows}


def in_period(one: Member, period: str) -> Member:
    """The same with a period on its form."""
    standing = one.standing
    return replace(one, standing=replace(standing, period=period) if standing is not None else None)


def test_units_stand_in_their_places_group_by_group() -> None:
    """Villages stand before communities, best first; equal totals share a place and the next is skipped."""
    community = unit("云溪社区", kind="community")
    made = board(
        [
            member(unit("石门村"), THREE),
            member(unit("青坞村"), bonus=1),
            member(unit("上田村"), bonus=1),
            member(unit("茶园村"), FIVE),
            member(community),
        ]
    )
    assert [(row.member.unit.name, row.movements[0].now.place) for row in made.rows] == [
        ("茶园村", 1),
        ("上田村", 2),
        ("青坞村", 2),
        ("石门村", 4),
        ("云溪社区", 1),
    ]


def test_a_place_is_told_within_each_grouping_of_the_framework() -> None:
    """A mountain village that is first among its own is second among all villages."""
    made = board([member(unit("平原村"), FIVE), member(unit("山村", profile="mountain"), FOUR)])
    assert framework().board.groups == (FIRST, ("county", "kind"), ("city", "kind"))
    assert [each.now.place for each in named(made)["山村"].movements] == [1, 2, 2]


def test_movement_comes_from_the_season_before() -> None:
    """Places gained are told within each grouping; a unit that is new has nothing to compare with."""
    made = board(
        [member(unit("甲村"), FIVE), member(unit("乙村"), FOUR), member(unit("丙村"), THREE)],
        former=[member(unit("甲村"), THREE), member(unit("乙村"), FOUR)],
    )
    assert {name: row.movements[0].places_up for name, row in named(made).items()} == {
        "甲村": 1,
        "乙村": -1,
        "丙村": None,
    }


def test_without_a_season_before_nothing_is_compared() -> None:
    """A board says whether it knows of a former season, even of one without any form."""
    now = [member(unit("甲村"))]
    assert (board(now).compared, board(now, former=[]).compared) == (False, True)


def test_a_grade_that_rose_too_far_is_said_to_be_held_back() -> None:
    """Two grades up are more than the framework allows in a season; one, none and a unit that is new are not."""
    before = [member(unit("甲村"), THREE), member(unit("乙村"), THREE), member(unit("丙村"), FIVE)]
    now = [*(member(unit(name), at) for name, at in (("甲村", FIVE), ("乙村", FOUR), ("丙村", THREE), ("丁村", FIVE)))]
    held = {name: row.held for name, row in named(board(now, before)).items()}
    assert held.pop("甲村") == Text(
        "一季最多升 1 星：算得五星，由三星升为四星",
        "at most 1 grade up in a season: five stars earned, from three stars to four stars",
    )
    assert (held, named(board(now))["甲村"].held) == ({"乙村": None, "丙村": None, "丁村": None}, None)


def test_in_a_trial_season_every_change_of_grade_is_held_back() -> None:
    """Up or down; by the period that the form says."""
    rules = replace(framework().season_rules, trial=("2022Q3",))
    tried = replace(framework(), season_rules=rules)
    before = [member(unit("甲村"), THREE), member(unit("乙村"), FOUR)]
    now = [in_period(member(unit("甲村"), FOUR), "2022Q3"), in_period(member(unit("乙村"), FOUR), "2022Q3")]
    assert {name: bool(row.held) for name, row in named(board(now, before, tried)).items()} == {
        "甲村": True,
        "乙村": False,
    }
    assert named(board([in_period(now[0], "2022Q4")], before, tried))["甲村"].held is None


def test_a_board_says_which_grades_it_shows() -> None:
    """Where a framework has rules of seasons, those of the forms; else there is nothing to say."""
    note = stars_note(framework())
    assert "一季最多升 1 星" in note.zh
    assert "at most 1 grade up in a season" in note.en
    plain = replace(framework(), season_rules=SeasonRules(), entries={})
    assert stars_note(plain) == Text("", "")
    trial = replace(plain, season_rules=SeasonRules(trial=("2022Q1",)))
    assert "试评季" in stars_note(trial).zh


def test_lists_go_by_the_first_grouping() -> None:
    """The best and the worst of each group are listed, and whoever rose the most; a group of one has neither."""
    now = [member(unit(name), bonus=bonus) for name, bonus in (("甲村", 0), ("乙村", 1), ("丙村", 2), ("丁村", 3))]
    before = [member(unit(name), bonus=bonus) for name, bonus in (("甲村", 0), ("乙村", 1), ("丙村", 3), ("丁村", 2))]
    made = board([*now, member(unit("山村", profile="mountain"))], before)
    lists = {name: [known.id for known in row.lists] for name, row in named(made).items()}
    assert lists == {"丁村": ["honour", "progress"], "丙村": [], "乙村": [], "甲村": ["warning"], "山村": []}


def test_the_lists_are_published_from_the_best_to_the_worst() -> None:
    """Whatever their order in the framework, the warning list comes last."""
    assert [known.sort for known in board([member(unit("甲村"))]).lists] == ["best", "risen", "worst"]


def test_everybody_else_stands_beside_the_rows() -> None:
    """Who is not rated has no place, and stays in the denominators."""
    missing, unread = absent(unit("白石村")), absent(unit("泉溪村"), "unrated")
    made = board([member(unit("甲村")), missing, unread])
    assert ([*named(made)], made.others) == (["甲村"], (missing, unread))
    assert (made.turnout.units, made.turnout.rated, made.turnout.missing) == (3, 1, 1)


def test_a_group_has_the_mean_of_its_scores() -> None:
    """The mean of each dimension is of the units of one group, half up to the decimals of a dimension's score."""
    one, other = rated(unit("甲村"), FIVE), rated(unit("乙村"), THREE)
    made = board([rated_member(one), rated_member(other), member(unit("丙社区", kind="community"))])
    summary = made.groups[0][0]
    scores = zip(one.dimensions, other.dimensions, strict=True)
    wanted = {a.id: half_up(((a.score or ZERO) + (b.score or ZERO)) / 2, 3) for a, b in scores}
    assert (summary.group, summary.size, summary.means) == (("示例县", "village", "default"), 2, wanted)


@pytest.mark.parametrize(
    ("group", "keys", "told"),
    [
        (("示例县", "village", "mountain"), FIRST, Text("示例县·村·山区村", "示例县 · Village · Mountain village")),
        (("", "village"), ("county", "kind"), Text("未归属·村", "unplaced · Village")),
    ],
)
def test_a_group_is_called_by_its_parts(group: tuple[str, ...], keys: tuple[GroupKey, ...], told: Text) -> None:
    """Areas by their names, kinds and profiles by the framework's; who has no county is unplaced."""
    assert group_name(group, keys, framework()) == told


def test_a_grouping_is_called_by_what_units_share() -> None:
    """The words for areas, kind and profile, in its order."""
    assert grouping_name(("city", "kind")) == Text("市·类型", "city · kind")


def test_a_card_is_held_against_the_next_grade() -> None:
    """Short boards and gates are those that keep the unit from the grade above its own."""
    rating = rated(unit("甲村"), THREE)
    card = card_of(rating)
    gaps = find_gaps(rating, framework().grade(FOUR)).gaps
    assert card.target.id == FOUR
    assert [(s.indicator, s.demand, s.gain, s.gate) for s in card.short_boards] == [
        (gap.result.indicator.id, gap.demand, gap.gain, gap.gate) for gap in gaps
    ]
    assert card.blocked == rating.blocked(framework().grade(FOUR))


def test_at_the_top_a_card_is_held_against_its_own_grade() -> None:
    """There is no next grade, and nothing keeps the unit from it."""
    card = card_of(rated(unit("甲村"), FIVE))
    assert (card.target.id, card.blocked, card.vetoes) == (FIVE, (), ())


def test_a_card_names_the_vetoes_that_cap_the_grade() -> None:
    """Of a confirmed veto the card knows the id, and the gates of the next grade none the less."""
    rating = rated(unit("甲村"), FOUR, counted={"V2": 1})
    assert [str(decider) for decider in rating.deciders] == ["veto:V2"]
    assert card_of(rating).vetoes == ("V2",)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("胡家坪村", "胡家坪村"),
        ("胡家坪村 13812345678", "胡家坪村 …"),
        ("胡家坪村(联系电话 0571-8765 4321)", "胡家坪村(联系电话 …)"),
        ("第3网格村", "第3网格村"),
        ("三江\u2028村\n", "三江 村"),
        ("\u202e村", "村"),
        ("村" * 80, "村" * 60 + "…"),
        ("坏\udc80村", "坏 村"),
    ],
)
def test_a_name_is_fit_for_everybody(typed: str, shown: str) -> None:
    """Numbers as long as a telephone's, control characters and endless names stay off the board."""
    assert public(typed) == shown


@pytest.mark.parametrize(
    ("code", "shown"), [("330127208201", "330127208201"), ("330127199001011234", "…"), ("C-12", "C-12")]
)
def test_a_code_is_that_of_an_area(code: str, shown: str) -> None:
    """Twelve digits of an area are shown; another long number might be somebody's."""
    assert public_code(Unit(code=code)) == shown


def test_a_file_name_is_no_name_of_a_unit() -> None:
    """Where nobody says whose form it is, the name of its file is not shown; a unit of the roster has its own."""
    stray = absent(Unit(name="张三的表"), "unrated")
    assert [public_name(one) for one in (stray, absent(unit("白石村")), absent(unit("茶园村"), "unrated"))] == [
        "",
        "白石村",
        "茶园村",
    ]
