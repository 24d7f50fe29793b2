"""Gaps: what keeps a unit from a target grade, in the order in which it should be put right.

Failed gates first, then what pulls a dimension below its floor, then points: points lost alone mislead,
for a gate may cost only a few tenths (dossier section 4.5).
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from starcli.core.judgement import Result, points_of
from starcli.core.model import Grade
from starcli.core.numbers import ZERO, plain
from starcli.core.rating import Rating, rate_with
from starcli.core.scale import Value
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class Gap:
    """One indicator short of the target: the value required, and the points that reaching it would bring."""

    result: Result
    required: Value
    demand: Text
    gain: Decimal
    gate: bool
    below_dimension_floor: bool

    @property
    def distance(self) -> Decimal | None:
        """How far the value is from the required one, without sign; None for levels and missing values."""
        current = self.result.value
        if isinstance(current, Decimal) and isinstance(self.required, Decimal):
            return abs(self.required - current)
        return None


@dataclass(frozen=True, slots=True)
class GapReport:
    """All gaps of a unit to a target grade, and the rating that it would have with all of them closed."""

    rating: Rating
    target: Grade
    gaps: tuple[Gap, ...]
    closed: Rating

    @property
    def reached(self) -> bool:
        """Whether the unit has the target grade already, or a higher one."""
        return self.rating.grade.floor >= self.target.floor

    @property
    def reachable(self) -> bool:
        """Whether closing every gap brings the target grade."""
        return self.closed.grade.floor >= self.target.floor


def find_gaps(rating: Rating, target: Grade) -> GapReport:
    """The gaps of a rating to a target grade, the most pressing first."""
    low = {
        dimension.id
        for dimension in rating.dimensions
        if target.dimension_floor is not None and dimension.score is not None
        and dimension.score < target.dimension_floor
    }  # fmt: skip
    gaps = [gap for result in rating.results if (gap := _gap(result, target, low)) is not None]
    closed = _closed(rating, gaps)
    short = {decider.id for decider in closed.blocked(target) if decider.sort in ("floor", "dimension")}
    if short:
        # Meeting every requirement is not enough: what still brings points, or lifts the dimension, is named too.
        named = {gap.result.indicator.id for gap in gaps}
        helping = [r for r in rating.results if "" in short or r.indicator.definition.dimension in short]
        gaps += [g for r in helping if r.indicator.id not in named and (g := _for_points(r, low)) is not None]
        closed = _closed(rating, gaps)
    gaps.sort(key=lambda gap: (not gap.gate, not gap.below_dimension_floor, -gap.gain))
    return GapReport(rating, target, tuple(gaps), closed)


def for_value(result: Result, value: Value, target: Grade, gap: Gap | None) -> Gap:
    """The gap to a value that a path asks for; the known gap where its own value is good enough for that."""
    earned = _points(result, value)
    if gap is not None and _points(result, gap.required) >= earned:
        return gap
    demand = name_of(result, value)
    if gap is not None:
        return replace(gap, required=value, demand=demand, gain=earned - result.points)
    gate = target.id in result.indicator.gates and not result.met(target.id)
    return Gap(result, value, demand, earned - result.points, gate, below_dimension_floor=False)


def _closed(rating: Rating, gaps: list[Gap]) -> Rating:
    """The rating with every gap closed."""
    return rate_with(rating, {gap.result.indicator.id: gap.required for gap in gaps})


def _gap(result: Result, target: Grade, low: set[str]) -> Gap | None:
    """The gap where the target's requirement is not met, or none is stated and points are left."""
    met = result.met(target.id)
    if met or result.outcome == "not_applicable":
        return None
    indicator = result.indicator
    requirement = indicator.requirements.get(target.id)
    if requirement is None:
        return _for_points(result, low)
    usable = result.value if result.outcome == "scored" else None
    required = requirement.nearest(usable)
    return Gap(
        result=result,
        required=required,
        demand=requirement.words(),
        gain=_points(result, required) - result.points,
        gate=target.id in indicator.gates,
        below_dimension_floor=indicator.definition.dimension in low,
    )


def _for_points(result: Result, low: set[str]) -> Gap | None:
    """The gap to full marks where no requirement is stated; None when nothing can be gained."""
    indicator = result.indicator
    if result.outcome == "not_applicable" or result.lost <= ZERO:
        return None
    required = indicator.rule.reach(indicator.best_score, result.value)
    if required is None:
        return None
    gain = _points(result, required) - result.points
    words = name_of(result, required)
    return Gap(result, required, words, gain, False, indicator.definition.dimension in low) if gain > ZERO else None


def _points(result: Result, value: Value) -> Decimal:
    return points_of(result.indicator, result.indicator.rule.score(value))


def name_of(result: Result, value: Value | None) -> Text:
    """A value as it is printed: a level's name, a plain number, or a dash."""
    if value is None:
        return Text.same("—")
    if isinstance(value, str):
        return result.indicator.definition.scale.levels.get(value, Text.same(value))
    return Text.same(plain(value))


def strengths(rating: Rating, most: int = 6) -> tuple[Result, ...]:
    """The indicators with full marks that weigh the most, heaviest first."""
    full = [r for r in rating.results if r.outcome == "scored" and r.lost == ZERO]
    return tuple(sorted(full, key=lambda result: -result.indicator.weight)[:most])
