"""The same unit under another weight table: what its rating would be, and how little would put it before another.

Weights are judgements; how far a result hangs on them is asked by changing them (OECD/JRC Handbook (2008), step 7,
uncertainty and sensitivity analysis).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from starcli.core.judgement import Result, points_of
from starcli.core.numbers import ZERO, divide, down, half_up, step, up
from starcli.core.rating import Rating, conclude

Weights = Mapping[str, Decimal]
"""Weights by indicator; together they are the framework's full total."""

_STEPS_BACK = 100


@dataclass(frozen=True, slots=True)
class Shift:
    """Points of weight that go from one indicator to another."""

    source: str
    target: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Swap:
    """The least points of weight that must move, in total, to put one unit before another; and what both then have.

    `shifts` take from where the one is weakest against the other and give to where it is strongest.
    """

    shifts: tuple[Shift, ...]
    moved: Decimal
    first: Rating
    second: Rating


def weights_of(rating: Rating) -> dict[str, Decimal]:
    """The weights by which a unit is rated."""
    return {indicator.id: indicator.weight for indicator in rating.scheme.indicators}


def reweighted(rating: Rating, weights: Weights) -> Rating:
    """The rating with other weights of some indicators: the same values, scores, gates and adjustments."""
    results = tuple(_with_weight(result, weights) for result in rating.results)
    by_id = {result.indicator.id: result.indicator for result in results}
    scheme = replace(rating.scheme, indicators=tuple(by_id.values()), by_id=by_id)
    return conclude(scheme, rating.assessment, rating.basis, results, rating.findings)


def least_swap(behind: Rating, ahead: Rating, places: int = 2) -> Swap | None:
    """The least change of weights, in points to `places` decimals, that puts the unit behind before the one ahead.

    A point of weight tells most when it goes from the indicator at which the unit is weakest against the other to the
    one at which it is strongest; once there is nothing left to take, from the next weakest. None where no weights do,
    and where different indicators apply to the two, for then every weight counts otherwise for each.
    """
    if _applying(behind) != _applying(ahead):
        return None
    difference = {r.indicator.id: _score(r) - _score(o) for r, o in zip(behind.results, ahead.results, strict=True)}
    known = {key: difference[key] for key in _applying(behind)}
    best = max(known, key=lambda key: known[key], default="")
    givers = sorted((key for key in known if known[key] < known[best]), key=lambda key: known[key])
    if behind.total > ahead.total or not givers:
        return Swap((), ZERO, behind, ahead) if behind.total > ahead.total else None
    weights, shifts, smallest = weights_of(behind), list[Shift](), step(places)
    for giver in givers:
        left = weights[giver]
        if not _ahead(behind, ahead, _shifted(weights, giver, best, left)):
            weights = _shifted(weights, giver, best, left)
            shifts += [Shift(giver, best, left)] if left else []
            continue
        points = _enough(behind, ahead, weights, giver, best, smallest)
        weights = _shifted(weights, giver, best, points)
        shifts.append(Shift(giver, best, points))
        moved = sum((shift.points for shift in shifts), ZERO)
        return Swap(tuple(shifts), moved, reweighted(behind, weights), reweighted(ahead, weights))
    return None


def _enough(behind: Rating, ahead: Rating, weights: Weights, giver: str, best: str, smallest: Decimal) -> Decimal:
    """The least multiple of the smallest step that is enough to take from a giver: all of it is."""
    low, high = ZERO, up(divide(weights[giver], smallest), 0)
    while high - low > 1:
        middle = down(divide(low + high, Decimal(2)), 0)
        enough = _ahead(behind, ahead, _shifted(weights, giver, best, middle * smallest))
        low, high = (low, middle) if enough else (middle, high)
    # Rounded points come in steps: just below the amount that bisection found, a smaller one may do as well.
    for less in range(max(0, int(high) - _STEPS_BACK), int(high)):
        if _ahead(behind, ahead, _shifted(weights, giver, best, less * smallest)):
            return less * smallest
    return min(high * smallest, weights[giver])


def _shifted(weights: Weights, giver: str, best: str, points: Decimal) -> dict[str, Decimal]:
    return {**weights, giver: weights[giver] - points, best: weights[best] + points}


def _ahead(behind: Rating, ahead: Rating, weights: Weights) -> bool:
    return reweighted(behind, weights).total > reweighted(ahead, weights).total


def _applying(rating: Rating) -> list[str]:
    return [result.indicator.id for result in rating.results if result.outcome != "not_applicable"]


def _score(result: Result) -> Decimal:
    return result.score if result.outcome == "scored" else ZERO


def _with_weight(result: Result, weights: Weights) -> Result:
    weight = weights.get(result.indicator.id)
    if weight is None or weight == result.indicator.weight:
        return result
    indicator = replace(result.indicator, weight=weight)
    if result.outcome != "scored":
        return replace(result, indicator=indicator)
    if result.exempt:
        return replace(result, indicator=indicator, points=half_up(weight, indicator.definition.scale.rounding.points))
    return replace(result, indicator=indicator, points=points_of(indicator, result.score))
