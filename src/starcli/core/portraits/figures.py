"""What the units of an area add up to: turnout, grades, means and medians, dimensions, and who meets the target."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.district import Turnout
from starcli.core.everyone import Member
from starcli.core.explain import percent
from starcli.core.model import Framework, Grade
from starcli.core.numbers import ZERO, divide, half_up
from starcli.core.rating import Rating
from starcli.core.scheme import Scheme

SHARE_PLACES = 4


@dataclass(frozen=True, slots=True)
class Share:
    """So many of those who are asked."""

    count: int = 0
    of: int = 0

    @property
    def rate(self) -> Decimal | None:
        """The share, 0 to 1; None where nobody is asked."""
        return half_up(divide(Decimal(self.count), Decimal(self.of)), SHARE_PLACES) if self.of else None

    @property
    def percent(self) -> str:
        """The share in per cent; 0 where nobody is asked."""
        return percent(self.rate or ZERO)


@dataclass(frozen=True, slots=True)
class KindFigures:
    """The units of a kind: how many, how many of them are rated, and the mean and median of their totals."""

    kind: str
    units: int
    rated: int
    mean: Decimal | None
    median: Decimal | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of an area. Grades, means and dimensions are of those that are rated.

    `attained` says of each indicator how many meet the target's requirement, of everybody whom it is asked of: whoever
    is not rated has not shown that he meets it. `listed` are the units to be put right.
    """

    turnout: Turnout
    listed: int
    grades: Mapping[str, int]
    kinds: tuple[KindFigures, ...]
    dimensions: Mapping[str, Decimal]
    attained: Mapping[str, Share]


class Tally:
    """Adds up the units of an area one after the other."""

    def __init__(self, framework: Framework, target: Grade, *, by_roster: bool) -> None:
        self._framework, self._target, self._by_roster = framework, target, by_roster
        self._states: Counter[str] = Counter()
        self._grades: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._totals: dict[str, list[Decimal]] = {}
        self._scores: dict[str, list[Decimal]] = {}
        self._asked: Counter[str] = Counter()
        self._met: Counter[str] = Counter()
        self._listed = 0

    def add(self, member: Member, rating: Rating | None, scheme: Scheme | None) -> None:
        """Take in a unit; `scheme` is what it would be rated by where it is not rated."""
        self._states[member.state] += 1
        self._kinds[member.unit.kind] += 1
        if member.standing is not None:
            self._grades[member.standing.grade] += 1
            self._totals.setdefault(member.unit.kind, []).append(member.standing.total)
            self._listed += member.standing.on_rectification_list
        if rating is not None:
            for dimension in rating.dimensions:
                if dimension.score is not None:
                    self._scores.setdefault(dimension.id, []).append(dimension.score)
            for result in rating.results:
                met = result.met(self._target.id)
                if met is not None:
                    self._asked[result.indicator.id] += 1
                    self._met[result.indicator.id] += met
        elif scheme is not None:
            self._asked.update(one.id for one in scheme.indicators if self._target.id in one.requirements)

    @property
    def figures(self) -> Figures:
        """What all of them add up to."""
        framework, states = self._framework, self._states
        missing = states["missing"] if self._by_roster else None
        return Figures(
            turnout=Turnout(states["rated"], states["unrated"], missing),
            listed=self._listed,
            grades={grade.id: self._grades[grade.id] for grade in framework.grades},
            kinds=tuple(self._of_kind(kind) for kind in (*framework.kinds, "") if self._kinds[kind]),
            dimensions={
                key: mean(self._scores[key], framework.rounding.dimension)
                for key in framework.dimensions
                if key in self._scores
            },
            attained={key: Share(self._met[key], self._asked[key]) for key in framework.entries if self._asked[key]},
        )

    def _of_kind(self, kind: str) -> KindFigures:
        totals, places = self._totals.get(kind, []), self._framework.rounding.total
        known = (mean(totals, places), median(totals, places)) if totals else (None, None)
        return KindFigures(kind, self._kinds[kind], len(totals), *known)


def mean(values: Sequence[Decimal], places: int) -> Decimal:
    """The mean, half up."""
    return half_up(divide(sum(values, ZERO), Decimal(len(values))), places)


def median(values: Sequence[Decimal], places: int) -> Decimal:
    """The value in the middle, or half way between the two, half up."""
    ordered, middle = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return half_up(ordered[middle], places)
    return half_up(divide(ordered[middle - 1] + ordered[middle], Decimal(2)), places)
