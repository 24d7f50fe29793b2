"""One indicator judged: outcome, score and points; and the sum of a dimension."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Level
from starcli.core.findings import Location
from starcli.core.numbers import ONE, ZERO, divide, half_up
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text
from starcli.core.values import Outcome, Reading


@dataclass(frozen=True, slots=True)
class Result:
    """The judgement of one indicator; `points` are 0 unless scored, an exempt one may have no value.

    `reason` says why it was not judged by its rule; a rejected one was not accepted by whoever checked it.
    """

    indicator: Indicator
    outcome: Outcome
    value: Value | None
    points: Decimal
    reason: Text | None = None
    tier: Level | None = None
    sources: tuple[Location, ...] = ()
    exempt: bool = False
    rejected: bool = False

    @property
    def score(self) -> Decimal:
        """What the rule gives for the value, 0 to 1: 1 for an exempt one, 0 unless scored."""
        if self.exempt:
            return ONE
        scored = self.indicator.rule.score(self.value) if self.outcome == "scored" and self.value is not None else None
        return ZERO if scored is None else scored

    @property
    def clause(self) -> Text:
        """The part of the rule that applied, in words; the reason where none did."""
        if self.reason is not None:
            return self.reason
        return self.indicator.rule.clause(self.value) if self.value is not None else SILENCE[self.outcome]

    @property
    def lost(self) -> Decimal:
        """Points short of the full weight; 0 for what does not apply."""
        return ZERO if self.outcome == "not_applicable" else self.indicator.weight - self.points

    def met(self, grade: str) -> bool | None:
        """Whether the grade's requirement is met; None where none is stated or the item does not apply."""
        requirement = self.indicator.requirements.get(grade)
        if requirement is None or self.outcome == "not_applicable":
            return None
        if self.exempt:
            return True
        return self.outcome == "scored" and self.value is not None and requirement.met(self.value)


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """Points of a dimension, the weight that applies, and their quotient (None when nothing applies)."""

    id: str
    name: Text
    points: Decimal
    available: Decimal
    score: Decimal | None


def judge(indicator: Indicator, reading: Reading, *, exempt: bool = False) -> Result:
    """The result of one indicator for a reading of its value."""
    rounding = indicator.definition.scale.rounding
    common = (reading.tier, reading.sources)
    if exempt and indicator.full_when is not None:
        points = half_up(indicator.weight, rounding.points)
        return Result(indicator, "scored", reading.value, points, indicator.full_when.reason, *common, True)
    score = indicator.rule.score(reading.value) if reading.outcome == "scored" and reading.value is not None else None
    if score is None or reading.value is None:
        outcome: Outcome = "invalid" if reading.outcome == "scored" else reading.outcome
        reason = reading.reason or SILENCE[outcome]
        return Result(indicator, outcome, reading.value, ZERO, reason, *common, rejected=reading.rejected)
    return Result(indicator, "scored", reading.value, points_of(indicator, score), None, *common)


def points_of(indicator: Indicator, score: Decimal | None) -> Decimal:
    """The points that a score earns; 0 where the rule could not judge the value."""
    return half_up(indicator.weight * (score or ZERO), indicator.definition.scale.rounding.points)


SILENCE: Mapping[Outcome, Text] = {
    "missing": Text("未填报，计0分", "missing, counts 0"),
    "invalid": Text("数值无效，计0分", "invalid, counts 0"),
    "not_applicable": Text("不适用", "not applicable"),
}


def dimension_scores(scheme: Scheme, results: Iterable[Result]) -> tuple[DimensionScore, ...]:
    """Points, available weight and score of each dimension, in the framework's order."""
    points: dict[str, Decimal] = {}
    available: dict[str, Decimal] = {}
    for result in results:
        dimension = result.indicator.definition.dimension
        applies = result.outcome != "not_applicable"
        points[dimension] = points.get(dimension, ZERO) + result.points
        available[dimension] = available.get(dimension, ZERO) + (result.indicator.weight if applies else ZERO)
    places = scheme.framework.rounding.dimension
    return tuple(
        DimensionScore(
            id=dimension.id,
            name=dimension.name,
            points=points[dimension.id],
            available=available[dimension.id],
            score=half_up(divide(points[dimension.id], available[dimension.id]), places)
            if available[dimension.id]
            else None,
        )
        for dimension in scheme.framework.dimensions.values()
        if dimension.id in points
    )
