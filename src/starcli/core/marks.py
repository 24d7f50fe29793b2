"""A rating without its working, in about half a kilobyte: what looking at thousands of units side by side keeps.

From its marks a rating can be had again with every figure in it. What is not kept are the cells that its values stand
in, and what was found on the way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from starcli.core.assessment import LEVELS, Assessment, Count, Tier, Unit
from starcli.core.findings import NOWHERE
from starcli.core.judgement import SILENCE, Result
from starcli.core.numbers import ZERO
from starcli.core.rating import Rating, conclude
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Scheme
from starcli.core.values import Outcome

_BETWEEN, _PARTS = "\x1e", "\x1f"
_SIGNS: Mapping[Outcome, str] = {"scored": "s", "missing": "m", "invalid": "i", "not_applicable": "n"}
_OUTCOMES: Mapping[str, Outcome] = {sign: outcome for outcome, sign in _SIGNS.items()}
_EXEMPT = "e"


@dataclass(frozen=True, slots=True)
class Marks:
    """Outcome, value and points of every indicator of a scheme, packed in its order; adjustments and vetoes by id."""

    packed: bytes
    counts: Mapping[str, Decimal] = field(default_factory=dict)


def marks_of(rating: Rating) -> Marks:
    """The marks of a rating."""
    counts = {key: count.value for key, count in rating.assessment.counts.items()}
    return Marks(_BETWEEN.join(_entry(result) for result in rating.results).encode(), counts)


def results_of(marks: Marks, scheme: Scheme) -> tuple[Result, ...]:
    """The result of every indicator of the scheme that the marks are of."""
    entries = marks.packed.decode().split(_BETWEEN)
    return tuple(_result(indicator, entry) for indicator, entry in zip(scheme.indicators, entries, strict=True))


def some_results(marks: Marks, scheme: Scheme, places: Iterable[int]) -> tuple[Result, ...]:
    """The results of the indicators at some places of a scheme: most of a rating need not be had again for few."""
    entries = marks.packed.decode().split(_BETWEEN)
    return tuple(_result(scheme.indicators[at], entries[at]) for at in places)


def rating_of(marks: Marks, scheme: Scheme, unit: Unit, period: str = "", basis: Tier = "self") -> Rating:
    """The rating that the marks are of, without cells and findings."""
    return rating_with(marks, scheme, results_of(marks, scheme), unit, period, basis)


def rating_with(
    marks: Marks, scheme: Scheme, results: tuple[Result, ...], unit: Unit, period: str = "", basis: Tier = "self"
) -> Rating:
    """The rating that other results would give with the adjustments and vetoes of some marks."""
    counts = {key: Count(value, NOWHERE) for key, value in marks.counts.items()}
    return conclude(scheme, Assessment(unit, period, NOWHERE, {}, counts), basis, results)


def _entry(result: Result) -> str:
    """Outcome with the tier that it comes from, points, and the value unless there is none."""
    sign = _EXEMPT if result.exempt else _SIGNS[result.outcome]
    tier = "" if result.tier is None else str(LEVELS.index(result.tier))
    kind = "" if result.value is None else "t" if isinstance(result.value, str) else "d"
    points = "" if result.points == ZERO else str(result.points)
    return f"{sign}{tier}{_PARTS}{points}{_PARTS}{kind}{'' if result.value is None else result.value}"


def _result(indicator: Indicator, entry: str) -> Result:
    head, points, shown = entry.split(_PARTS, 2)
    value: Value | None = None
    if shown:
        value = shown[1:] if shown[0] == "t" else Decimal(shown[1:])
    tier = LEVELS[int(head[1])] if len(head) > 1 else None
    earned = Decimal(points) if points else ZERO
    if head[0] == _EXEMPT:
        reason = indicator.full_when.reason if indicator.full_when is not None else None
        return Result(indicator, "scored", value, earned, reason, tier, exempt=True)
    outcome = _OUTCOMES[head[0]]
    if outcome == "scored" and value is not None:
        return Result(indicator, outcome, value, earned, None, tier)
    return Result(indicator, outcome, value, ZERO, SILENCE[outcome], tier)
