"""Grades as they are awarded, season by season: first, up, down, held back, tried out, frozen."""

import pytest
from factory import GRADES
from raced import framework

from starcli.core.model import Framework
from starcli.core.racing.awarded import Award, Awards
from starcli.core.racing.rules import SeasonRules

NAMES = {"g": "gold", "s": "silver", "b": "bronze"}
LETTERS = {name: letter for letter, name in NAMES.items()}


def by(most: int | None) -> Framework:
    """A framework in which grades rise by so many a season."""
    return framework(season_rules=SeasonRules(most_grades_up=most))


def run(earned: str, most: int | None = 1) -> list[Award]:
    """The awards of one unit that earns these grades, a letter a season; `*` before a letter is a trial season."""
    awards, found = Awards(), []
    for word in earned.split():
        trial = word.startswith("*")
        found.append(awards.season({"u": NAMES[word[-1]]}, by(most), trial=trial)["u"])
    return found


def awarded(earned: str, most: int | None = 1) -> str:
    """The awarded grades as letters, a dash for none."""
    return " ".join("-" if award.awarded is None else LETTERS[award.awarded.id] for award in run(earned, most))


@pytest.mark.parametrize(
    ("earned", "most", "expected"),
    [
        ("b", 1, "b"),
        ("b s g", 1, "b s g"),
        ("b g", 1, "b s"),
        ("b g g", 1, "b s g"),
        ("b g b", 1, "b s b"),
        ("g b", 1, "g b"),
        ("g b g", 1, "g b s"),
        ("b g", 2, "b g"),
        ("b g", None, "b g"),
        ("s *g g", 1, "s s g"),
        ("b *g g", 1, "b b s"),
        ("g *b g", 1, "g g g"),
        ("*g b", 1, "- b"),
        ("*b *g g", 1, "- - g"),
    ],
)
def test_what_is_awarded(earned: str, most: int | None, expected: str) -> None:
    """The first season gives the first grade; up by the most that is allowed, down at once; a trial changes none."""
    assert awarded(earned, most) == expected


def test_what_holds_a_grade_back_is_said_in_words() -> None:
    """What was earned, what is awarded, and why."""
    words = [award.held.en if award.held is not None else "" for award in run("b g *b *b b")]
    assert words == [
        "",
        "at most 1 grade up in a season: gold earned, from bronze to silver",
        "a trial season: bronze earned, silver kept",
        "a trial season: bronze earned, silver kept",
        "",
    ]
    (first,) = run("*g")
    assert first.held is not None
    assert first.held.zh == "试评，不授星"


def test_grades_gained_and_lost_count_from_award_to_award() -> None:
    """Nothing to compare where there was no award before."""
    assert [award.grades_up for award in run("b g g b")] == [None, 1, 1, -2]


def test_a_unit_that_was_silent_for_a_season_goes_on_from_its_last_grade() -> None:
    """Nobody loses a grade by not reporting, nor gains two."""
    awards = Awards()
    awards.season({"u": "bronze"}, by(1))
    awards.season({}, by(1))
    assert awards.season({"u": "gold"}, by(1))["u"].awarded == GRADES[1]


def test_a_frozen_season_awards_what_its_record_says_and_the_next_goes_on_from_there() -> None:
    """Whatever its forms would earn now."""
    awards = Awards()
    frozen = awards.season({"u": "bronze", "v": "gold"}, by(1), frozen={"u": "silver", "v": ""})
    assert [frozen[key].awarded for key in "uv"] == [GRADES[1], None]
    assert frozen["u"].held is not None
    later = awards.season({"u": "gold", "v": "bronze"}, by(1))
    assert [later[key].awarded for key in "uv"] == [GRADES[0], GRADES[2]]


def test_a_grade_that_the_framework_no_longer_has_begins_anew() -> None:
    """Grades of another framework cannot be counted up from."""
    awards = Awards()
    awards.season({"u": "bronze"}, by(1))
    other = framework(grades=(GRADES[0], GRADES[1]), season_rules=SeasonRules(most_grades_up=1))
    award = awards.season({"u": "gold"}, other)["u"]
    assert (award.awarded, award.before) == (GRADES[0], None)
