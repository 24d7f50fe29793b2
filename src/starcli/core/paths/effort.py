"""What an improvement costs, in days of effort: the whole way of an indicator, and the part of it that a step covers.

The whole way leads over rungs: from level to level, from edge to edge of a banded rule, from the goalpost without marks
to the one with full marks, and on to requirements that ask for more. A step costs the rungs that it climbs, part of a
rung in proportion, and besides a fixed share of the whole way, however short it is: to begin at all takes effort. What
lies below the lowest rung is not measured. By default the whole way takes the days that the plan entry allows, times
the factor of its measure type, and all rungs are equal; a framework or a county's table may say otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from starcli.core.model import Framework
from starcli.core.numbers import ONE, ZERO, divide, half_up, multiply
from starcli.core.requirements import Bounds
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, allowed

PLACES = 2
"""Decimals of an effort."""
Ruling = Literal["free", "keep", "require"]


@dataclass(frozen=True, slots=True)
class EffortTable:
    """What somebody has decided: other days for the whole way of an indicator, what is kept, what is required."""

    days: Mapping[str, Decimal] = field(default_factory=dict)
    rulings: Mapping[str, Ruling] = field(default_factory=dict)

    def ruling(self, indicator: str) -> Ruling:
        """Whether an indicator may be improved, must stay as it is, or must be improved."""
        return self.rulings.get(indicator, "free")


def whole_way(indicator: Indicator, framework: Framework, table: EffortTable) -> Decimal:
    """The effort of the whole way of an indicator, in days."""
    plan = indicator.definition.plan
    given = table.days.get(indicator.id, plan.effort)
    if given is not None:
        return given
    return multiply(Decimal(plan.days), framework.efforts.by_measure.get(plan.measure, ONE))


class Way:
    """The way of one indicator from bad to good, on one side of what is best.

    `rising` is whether greater values are better here: of a range, whether one comes from below.
    """

    def __init__(self, indicator: Indicator, whole: Decimal, start: Decimal, *, rising: bool) -> None:
        self._whole, self._start = whole, start
        self._levels = {level: place for place, level in enumerate(reversed(tuple(indicator.definition.scale.levels)))}
        self._sign = 1 if rising else -1
        self._edges = () if self._levels else tuple(edge * self._sign for edge in _edges(indicator, rising=rising))
        steps, rungs = indicator.definition.plan.steps, self._rungs(indicator)
        costs = [steps[rung] for rung in rungs] if all(rung in steps for rung in rungs) else [ONE] * len(rungs)
        total = sum(costs, ZERO)
        self._shares = tuple(divide(cost, total) for cost in costs) if total else ()

    def effort(self, now: Decimal, then: Decimal) -> Decimal:
        """The effort of getting from one height to another, in days."""
        climbed = max(ZERO, then - now) if self._shares else ONE
        return half_up(multiply(self._whole, self._start + multiply(ONE - self._start, climbed)), PLACES)

    def _rungs(self, indicator: Indicator) -> list[Value]:
        """The value at the end of each rung, the lowest first."""
        if self._levels:
            return [*list(self._levels)[1:]]
        ends: list[Value] = [edge * self._sign for edge in self._edges]
        return ends if self._is_step(indicator) else ends[1:]

    def _is_step(self, indicator: Indicator) -> bool:
        """Whether marks jump at the lowest edge: to reach it is then a rung of its own."""
        lowest = self._edges[0] * self._sign
        beyond = lowest - self._sign * ONE.scaleb(-indicator.definition.scale.rounding.typed)
        return indicator.rule.score(lowest) != indicator.rule.score(beyond)

    def height(self, value: Value | None) -> Decimal:
        """How much of the whole way lies below a value, 0 to 1; none of it where there is no value."""
        if value is None:
            return ZERO
        if isinstance(value, str):
            return sum(self._shares[: self._levels.get(value, 0)], ZERO)
        place, jump = value * self._sign, len(self._shares) == len(self._edges)
        height = self._shares[0] if jump and place >= self._edges[0] else ZERO
        for (low, high), share in zip(pairwise(self._edges), self._shares[jump:], strict=True):
            part = min(ONE, max(ZERO, divide(place - low, high - low)))
            height += multiply(share, part)
        return height


def _edges(indicator: Indicator, *, rising: bool) -> Iterator[Decimal]:
    """The edges of a rule on one side of its best value, and requirements beyond; the least demanding first."""
    rule, scale = indicator.rule, indicator.definition.scale
    cuts = sorted(cut for cut in rule.cuts() if isinstance(cut, Decimal))
    best = max((rule.score(cut) or ZERO for cut in cuts), default=ZERO)
    peaks = [place for place, cut in enumerate(cuts) if (rule.score(cut) or ZERO) == best]
    side = (cuts[: peaks[0] + 1] if rising else cuts[peaks[-1] :]) if peaks else cuts
    further = {
        bound
        for demand in indicator.requirements.values()
        if isinstance(demand, Bounds) and (bound := demand.low if rising else demand.high) is not None
    }
    edge = (max if rising else min)(side) if side else None
    beyond = {bound for bound in further if edge is None or (bound > edge if rising else bound < edge)}
    yield from sorted({*side, *(bound for bound in beyond if allowed(bound, scale))}, reverse=not rising)
