"""Boards for the tests: units that just meet a grade, with a bonus where their totals should differ."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sheets import framework, rated

from starcli.core.assessment import Unit
from starcli.core.boards.board import Board, Season, board_of
from starcli.core.boards.card import cards
from starcli.core.district import Turnout
from starcli.core.everyone import Member
from starcli.core.findings import Location
from starcli.core.marks import marks_of
from starcli.core.model import Framework
from starcli.core.rating import Rating
from starcli.core.standing import standing_of

NOON = datetime(2022, 10, 8, 12, 0)  # noqa: DTZ001 only printed
FOUR, THREE, FIVE = "four-star", "three-star", "five-star"


def unit(name: str, **more: str) -> Unit:
    """A village in one town of one county, unless it is said otherwise."""
    return replace(
        Unit(name=name, kind="village", profile="default", town="云溪镇", county="示例县", city="示例市"), **more
    )


def member(of: Unit, at: str = FOUR, bonus: int = 0) -> Member:
    """A unit that just meets a grade, with half a point for each bonus."""
    return rated_member(rated(of, at, counted={"B4": bonus} if bonus else None))


def rated_member(rating: Rating) -> Member:
    """A rated unit as one of everybody."""
    return Member(rating.unit, "rated", Location(f"{rating.unit.name}.xlsx"), (), standing_of(rating), marks_of(rating))


def absent(of: Unit, state: str = "missing") -> Member:
    """A unit without a rating."""
    return Member(of, "missing" if state == "missing" else "unrated", Location("名册.xlsx"))


def board(
    everyone: Sequence[Member],
    former: Iterable[Member] | None = None,
    by: Framework | None = None,
    name: str = "示例县",
) -> Board:
    """The board of everybody."""
    states = [one.state for one in everyone]
    turnout = Turnout(states.count("rated"), states.count("unrated"), states.count("missing"))
    used = by or framework()
    before = None if former is None else tuple(former)
    return board_of(name, used, "self", Season(tuple(everyone), turnout), before, cards(used))
