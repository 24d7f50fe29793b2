"""A unit among others of its kind: the medians of their dimensions, and how many of them share a shortfall."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from starcli.core.benchmark import rate_at
from starcli.core.model import Grade
from starcli.core.numbers import half_up
from starcli.core.peers import median_without
from starcli.core.rating import Rating
from starcli.core.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Peers:
    """The other units of a kind in a county: how many, the median score of each dimension, and who falls short.

    `short` says by indicator how many of them do not meet the target's requirement, and of how many it is asked.
    """

    count: int = 0
    medians: Mapping[str, Decimal] = field(default_factory=dict)
    short: Mapping[str, tuple[int, int]] = field(default_factory=dict)


ALONE = Peers()
"""A unit without others to be held against."""


class District:
    """The units of one run, by county and kind."""

    def __init__(self, ratings: Iterable[Rating], target: Grade) -> None:
        self._target = target
        grouped: dict[tuple[str, str], list[Rating]] = {}
        for rating in ratings:
            grouped.setdefault(_group(rating), []).append(rating)
        self._groups = {key: _Group(members, target) for key, members in grouped.items()}

    def peers(self, rating: Rating) -> Peers:
        """The others of a unit, which is one of the ratings itself."""
        return self._groups[_group(rating)].without(rating, self._target)


class _Group:
    """The units of a kind in a county, added up once for all of them."""

    def __init__(self, members: Sequence[Rating], target: Grade) -> None:
        self.count = len(members)
        self.scores: dict[str, list[Decimal]] = {}
        met_by: dict[str, list[bool]] = {}
        for rating in members:
            for dimension in rating.dimensions:
                if dimension.score is not None:
                    self.scores.setdefault(dimension.id, []).append(dimension.score)
            for result in rating.results:
                met = result.met(target.id)
                if met is not None:
                    met_by.setdefault(result.indicator.id, []).append(met)
        for scores in self.scores.values():
            scores.sort()
        self.short = {key: (met.count(False), len(met)) for key, met in met_by.items()}

    def without(self, rating: Rating, target: Grade) -> Peers:
        places = rating.scheme.framework.rounding.dimension
        medians = {
            dimension.id: half_up(median_without(scores, dimension.score), places)
            for dimension in rating.dimensions
            if dimension.score is not None and len(scores := self.scores[dimension.id]) > 1
        }
        short = {}
        for result in rating.results:
            met = result.met(target.id)
            if met is not None:
                failing, asked = self.short[result.indicator.id]
                short[result.indicator.id] = (failing - (not met), asked - 1)
        return Peers(self.count - 1, medians, short)


def _group(rating: Rating) -> tuple[str, str]:
    return rating.unit.county, rating.scheme.kind.id


def yardstick(scheme: Scheme, target: Grade) -> Mapping[str, Decimal]:
    """The score of each dimension of a unit that is exactly at the target's requirements."""
    return {d.id: d.score for d in rate_at(scheme, target.id).dimensions if d.score is not None}
