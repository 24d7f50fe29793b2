"""How many of a group miss a requirement, how sure that share is, and whether it differs from that of the whole.

The denominator is everyone who is asked. Who is not rated or did not report may have missed the requirement or not, so
that a share has a least and a most: a town that does not report looks no better for it, and none looks worse only
because it does report.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from starcli.core.numbers import ZERO, divide
from starcli.core.pool.groups import Group
from starcli.core.pool.questions import WHYS, Question, Why
from starcli.core.pool.rules import PoolRules
from starcli.core.wilson import Interval, quantile, wilson

_HUNDRED = Decimal(100)
Verdict = Literal["more", "less", "perhaps", "noise", "open"]
VERDICTS: tuple[Verdict, ...] = ("more", "less", "perhaps", "noise", "open")
"""More or less of it than in the whole; perhaps by chance; no more than chance; open until more have reported."""
Sort = Literal["common", "grouped", "own", "open", "none"]
"""Common to all; common in some group where there is more of it; of single units; open until more report; of nobody."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are asked, and how many of them miss the requirement, have no value, no rating, no form."""

    asked: int = 0
    missed: int = 0
    blank: int = 0
    unrated: int = 0
    missing: int = 0

    @property
    def known(self) -> int:
        """How many are known to miss it: a value that does not meet it, or none that counts."""
        return self.missed + self.blank

    @property
    def unknown(self) -> int:
        """Of how many nobody knows."""
        return self.unrated + self.missing

    @property
    def shown(self) -> int:
        """Of how many it is not shown that they meet it."""
        return self.known + self.unknown

    @property
    def least(self) -> Decimal:
        """The share that is known to miss it: as if all of whom nobody knows met it."""
        return _share(self.known, self.asked)

    @property
    def most(self) -> Decimal:
        """The share of which it is not shown that they meet it: as if all of whom nobody knows missed it."""
        return _share(self.shown, self.asked)

    def interval(self, z: Decimal) -> Interval:
        """From where to where the share may lie: Wilson's interval of the least, up to that of the most."""
        return Interval(wilson(self.known, self.asked, z).low, wilson(self.shown, self.asked, z).high)


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """A group's tally with its interval; no verdict where the group is everybody who is asked."""

    group: Group
    tally: Tally
    interval: Interval
    verdict: Verdict | None

    def beyond(self, whole: Tally) -> Decimal:
        """How many more are known to miss the requirement than the share of the whole would give."""
        return self.tally.known - self.tally.asked * whole.least


def tally_of(question: Question) -> Tally:
    """The tally of everybody who is asked."""
    counts = dict.fromkeys(WHYS, 0)
    for miss in question.misses:
        counts[miss.why] += 1
    return Tally(len(question.asked), **counts)


class Figures:
    """Gives the figures of groups by some rules.

    A group's own interval is at the confidence of the rules. Of many groups some lie outside theirs by chance alone:
    that one differs is said only where it is as sure for all groups of its sort together (Bonferroni's inequality).
    """

    def __init__(self, groups: Sequence[Group], rules: PoolRules) -> None:
        self._groups, self._rules = groups, rules
        self._z: dict[int, Decimal] = {}

    def of(self, question: Question, whole: Tally) -> tuple[GroupFigure, ...]:
        """The figure of every group of which somebody is asked."""
        asked = frozenset(question.asked)
        why = {miss.member: miss.why for miss in question.misses}
        tallies = [(group, _tally(group, asked, why)) for group in self._groups]
        compared = Counter(group.sort for group, tally in tallies if 0 < tally.asked < whole.asked)
        return tuple(
            GroupFigure(
                group,
                tally,
                tally.interval(self._quantile(1)),
                self._verdict(tally, whole, compared[group.sort]) if tally.asked < whole.asked else None,
            )
            for group, tally in tallies
            if tally.asked
        )

    def _quantile(self, groups: int) -> Decimal:
        """How far the intervals of so many groups must reach to be as sure together as the rules say."""
        if groups not in self._z:
            left = divide(_HUNDRED - self._rules.confidence, Decimal(groups))
            self._z[groups] = quantile(_HUNDRED - left)
        return self._z[groups]

    def _verdict(self, tally: Tally, whole: Tally, groups: int) -> Verdict:
        """Whether a group's share differs from the whole's, whatever those of whom nobody knows would have.

        An interval says little of very few: there is more of a problem only where as many have it as make one common,
        and less only where as many were to be expected. Where shares differ among those that are rated, and not
        whatever the others would have, it remains open.
        """
        own, together = self._quantile(1), self._quantile(groups)
        interval, firm = tally.interval(own), tally.interval(together)
        if firm.low > whole.most and tally.known >= self._rules.units:
            return "more"
        if firm.high < whole.least and tally.asked * whole.least >= self._rules.units:
            return "less"
        if interval.low > whole.most or interval.high < whole.least:
            return "perhaps"
        if not (tally.unknown or whole.unknown):
            return "noise"
        rated = wilson(tally.known, tally.asked - tally.unknown, together)
        share = _share(whole.known, whole.asked - whole.unknown)
        return "noise" if rated.low <= share <= rated.high else "open"


def is_common(count: int, of: int, rules: PoolRules) -> bool:
    """Whether so many of a group are enough for a common problem."""
    return count >= rules.units and count * _HUNDRED >= rules.share * of


def sort_of(whole: Tally, figures: Iterable[GroupFigure], rules: PoolRules) -> Sort:
    """What sort of problem it is."""
    if is_common(whole.known, whole.asked, rules):
        return "common"
    if any(is_common_in(figure, rules) for figure in figures):
        return "grouped"
    if is_common(whole.shown, whole.asked, rules):
        return "open"
    return "own" if whole.known else "none"


def is_common_in(figure: GroupFigure, rules: PoolRules) -> bool:
    """Whether a problem is common in a group, and there is more of it than in the whole."""
    return figure.verdict == "more" and is_common(figure.tally.known, figure.tally.asked, rules)


def _share(count: int, of: int) -> Decimal:
    return divide(Decimal(count), Decimal(of)) if of else ZERO


def _tally(group: Group, asked: Collection[int], why: Mapping[int, Why]) -> Tally:
    """The tally of a group."""
    counts = dict.fromkeys(WHYS, 0)
    size = 0
    for member in group.members:
        if member in asked:
            size += 1
            if member in why:
                counts[why[member]] += 1
    return Tally(size, **counts)
