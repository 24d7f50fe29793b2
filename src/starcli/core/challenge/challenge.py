"""A challenge: a unit against one of its like, indicator by indicator, and what it would take to overtake it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from starcli.core.challenge.opponent import Match
from starcli.core.everyone import Member
from starcli.core.judgement import Result
from starcli.core.model import Framework, Grade
from starcli.core.numbers import ZERO, step
from starcli.core.paths.path import Path, PathFinder
from starcli.core.racing.places import placed
from starcli.core.racing.rules import GroupKey
from starcli.core.rating import Rating, rate_with
from starcli.core.scheme import Schemes
from starcli.core.text import Text

_LIKE: tuple[GroupKey, ...] = ("county", "kind", "profile")
"""What units share that are of one like."""
Side = Literal["ahead", "behind", "level", "apart"]
SIDE_NAMES: dict[Side, Text] = {
    "ahead": Text("我方领先", "ahead"),
    "behind": Text("对方领先", "behind"),
    "level": Text("持平", "level"),
    "apart": Text("不可比", "not compared"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator of both; `theirs` is None where it does not apply to the opponent's profile."""

    own: Result
    theirs: Result | None

    @property
    def id(self) -> str:
        """The indicator's code."""
        return self.own.indicator.id

    @property
    def lead(self) -> Decimal | None:
        """By how many points the opponent leads, below zero where it trails; None where the two cannot be compared."""
        if self.theirs is None or "not_applicable" in (self.own.outcome, self.theirs.outcome):
            return None
        return self.theirs.points - self.own.points

    @property
    def side(self) -> Side:
        """Who leads."""
        lead = self.lead
        if lead is None:
            return "apart"
        return "level" if lead == ZERO else "behind" if lead > ZERO else "ahead"

    @property
    def to_learn(self) -> bool:
        """Whether the opponent has full marks where the unit has not."""
        return self.side == "behind" and self.theirs is not None and self.theirs.lost <= ZERO


@dataclass(frozen=True, slots=True)
class Standoff:
    """A unit with its place among its like, and how many of them are rated."""

    member: Member
    rating: Rating
    place: int
    of: int


@dataclass(frozen=True, slots=True)
class Challenge:
    """A unit, its opponent and everything between them. Without an opponent it is the best of its like.

    `caught_up` is the rating that the unit would have with the opponent's values wherever that leads; None between
    profiles that are judged differently. `overtaking` is the least effort that brings a higher total, and `aim` the
    grade that it keeps or reaches; None where no improvement does.
    """

    own: Standoff
    theirs: Standoff | None
    why: Text
    items: tuple[Item, ...] = ()
    caught_up: Rating | None = None
    aim: Grade | None = None
    overtaking: Path | None = None

    @property
    def margin(self) -> Decimal | None:
        """By how much the opponent's total is higher."""
        return None if self.theirs is None else self.theirs.rating.total - self.own.rating.total

    def on(self, side: Side) -> tuple[Item, ...]:
        """The indicators in which one leads, those with the most points between them first."""
        some = [item for item in self.items if item.side == side]
        return tuple(sorted(some, key=lambda item: -abs(item.lead or ZERO)))

    @property
    def to_learn(self) -> tuple[Item, ...]:
        """Where the opponent has full marks and the unit has not, the most points first."""
        return tuple(item for item in self.on("behind") if item.to_learn)


class Challenger:
    """Holds units against their opponents."""

    def __init__(self, members: Sequence[Member], framework: Framework) -> None:
        self._framework, self._schemes = framework, Schemes(framework)
        self._places = {id(one.member): (one.place, one.of) for one in placed(members, _LIKE)}

    def challenge(self, match: Match) -> Challenge | None:
        """The challenge that a match makes; None for a unit without a rating."""
        own = self._standoff(match.member)
        theirs = self._standoff(match.opponent) if match.opponent is not None else None
        if own is None:
            return None
        if theirs is None:
            return Challenge(own, None, match.why)
        known = {result.indicator.id: result for result in theirs.rating.results}
        items = tuple(Item(result, known.get(result.indicator.id)) for result in own.rating.results)
        same = own.rating.scheme is theirs.rating.scheme
        aim, path = overtake(own.rating, theirs.rating)
        return Challenge(own, theirs, match.why, items, _caught_up(own.rating, items) if same else None, aim, path)

    def _standoff(self, member: Member) -> Standoff | None:
        rating = member.rating(self._schemes)
        return None if rating is None else Standoff(member, rating, *self._places[id(member)])


def overtake(own: Rating, theirs: Rating) -> tuple[Grade, Path | None]:
    """The least effort that brings a total above another one, with the better of both grades; None where nothing does.

    The path has no step where the total is higher already and the grade no lower.
    """
    scheme = own.scheme
    order = [grade.id for grade in scheme.grades]
    aim = scheme.grade(min(own.grade.id, theirs.grade.id, key=order.index))
    # What counts for the grade is the total without the points that buy none.
    needed = theirs.total + step(scheme.framework.rounding.total) - (own.total - own.graded)
    return aim, PathFinder(scheme, replace(aim, floor=max(aim.floor, needed))).best(own)


def _caught_up(own: Rating, items: Sequence[Item]) -> Rating:
    """The rating with the opponent's value wherever that leads."""
    values = {
        item.id: item.theirs.value
        for item in items
        if item.side == "behind" and item.theirs is not None and item.theirs.value is not None
    }
    return rate_with(own, values) if values else own
