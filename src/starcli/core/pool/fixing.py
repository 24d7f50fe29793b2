"""What it brings to put some indicators right for everyone: each unit rated anew, and beside it the naive list.

The naive list are the indicators that most units miss. Whatever a search says, what is shown is what the ratings are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.everyone import Member
from starcli.core.model import Grade
from starcli.core.pool.lever import has, rated_then
from starcli.core.pool.pool import Pool
from starcli.core.scheme import Schemes

Choice = tuple[str, ...]
"""Indicators by their codes, in the framework's order."""


@dataclass(frozen=True, slots=True)
class Fix:
    """Indicators put right for everyone: the units, by number, that have the grade then, and the points gained by all.

    `lifted` says how many units would be lifted at each of the indicators.
    """

    indicators: Choice
    having: tuple[int, ...]
    gain: Decimal
    lifted: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Lever:
    """The best choice of at most `size` indicators beside the naive list; no choice could bring more than `most` units.

    Nothing is better where the best brings so many.
    """

    size: int
    best: Fix
    naive: Fix
    most: int

    @property
    def is_proven(self) -> bool:
        """Whether it is certain that nothing is better."""
        return len(self.best.having) == self.most


@dataclass(frozen=True, slots=True)
class Levers:
    """The best choice of one indicator, of two, and so on; and who has the grade as things are."""

    having: tuple[int, ...]
    steps: tuple[Lever, ...]

    @property
    def last(self) -> Lever:
        """The one of as many indicators as were asked for."""
        return self.steps[-1]

    def gained(self, fix: Fix) -> tuple[int, ...]:
        """The units that have the grade by a choice alone."""
        before = frozenset(self.having)
        return tuple(number for number in fix.having if number not in before)


def most_missed(pool: Pool) -> Choice:
    """All indicators, those first that most units are known to miss; of equal ones the first of the framework."""
    order = {key: position for position, key in enumerate(pool.framework.entries)}
    missed = [problem for problem in pool.problems if problem.whole.known]
    return tuple(each.id for each in sorted(missed, key=lambda each: (-each.whole.known, order[each.id])))


def fixes_of(pool: Pool, schemes: Schemes, choices: Sequence[Choice]) -> tuple[Fix, ...]:
    """What each of several choices brings, from the ratings of all units made anew with it."""
    having: list[list[int]] = [[] for _ in choices]
    for number, member in enumerate(pool.members):
        for position in _having(member, schemes, pool.target, choices):
            having[position].append(number)
    questions = {problem.id: problem for problem in pool.problems}
    return tuple(
        Fix(
            choice,
            tuple(numbers),
            sum((questions[key].question.gain for key in choice), Decimal(0)),
            {key: questions[key].whole.known for key in choice},
        )
        for choice, numbers in zip(choices, having, strict=True)
    )


def _having(member: Member, schemes: Schemes, target: Grade, choices: Sequence[Choice]) -> Iterator[int]:
    """The choices with which a unit has the grade."""
    rating = member.rating(schemes)
    if rating is None:
        return
    missed = {result.indicator.id for result in rating.results if result.met(target.id) is False}
    known: dict[frozenset[str], bool] = {}
    for position, choice in enumerate(choices):
        put_right = frozenset(choice) & missed
        if put_right not in known:
            known[put_right] = has(rated_then(rating, target, put_right), target)
        if known[put_right]:
            yield position
