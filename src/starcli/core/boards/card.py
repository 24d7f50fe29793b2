"""What a unit's card shows besides its figures: what decided the grade, and the short boards against the next one."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.everyone import Member
from starcli.core.explain import current
from starcli.core.gaps import Gap, find_gaps
from starcli.core.grading import Decider
from starcli.core.judgement import DimensionScore
from starcli.core.model import Framework, Grade
from starcli.core.rating import Rating
from starcli.core.scheme import Schemes
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class ShortBoard:
    """An indicator short of the target: its value and the required one in words, and the points that are to be had."""

    indicator: str
    current: Text
    demand: Text
    gain: Decimal
    gate: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What lies behind a unit's figures.

    `target` is the grade that the short boards are held against: the next one, or the unit's own at the top. `blocked`
    is what keeps the unit from the next grade, vetoes aside; `vetoes` are the ids of those that cap the grade.
    """

    dimensions: tuple[DimensionScore, ...]
    graded: Decimal
    target: Grade
    blocked: tuple[Decider, ...]
    vetoes: tuple[str, ...]
    short_boards: tuple[ShortBoard, ...]


CardOf = Callable[[Member], Card | None]
"""The card of a member; None for one without a rating."""


def card_of(rating: Rating) -> Card:
    """The card of a rating."""
    above = rating.next_grade
    target = above or rating.grade
    return Card(
        dimensions=rating.dimensions,
        graded=rating.graded,
        target=target,
        blocked=rating.blocked(above) if above is not None else (),
        vetoes=tuple(decider.id for decider in rating.deciders if decider.sort == "veto"),
        short_boards=tuple(_short_board(gap) for gap in find_gaps(rating, target).gaps),
    )


def cards(framework: Framework) -> CardOf:
    """What gives the card of any member whose marks were kept."""
    schemes = Schemes(framework)

    def of(member: Member) -> Card | None:
        rating = member.rating(schemes)
        return card_of(rating) if rating is not None else None

    return of


def _short_board(gap: Gap) -> ShortBoard:
    return ShortBoard(gap.result.indicator.id, current(gap.result), gap.demand, gap.gain, gap.gate)
