"""From points to a grade: floors, gates, dimension floors and vetoes, and which of them decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from starcli.core.assessment import Assessment
from starcli.core.expressions import OWN_VALUE
from starcli.core.findings import Finding, finding
from starcli.core.judgement import DimensionScore, Result
from starcli.core.model import Framework, Grade, Veto
from starcli.core.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Decider:
    """What decided the grade: the floor, or a gate, dimension or veto by its id."""

    sort: Literal["floor", "gate", "dimension", "veto"]
    id: str = ""

    def __str__(self) -> str:
        """`floor`, `gate:DEV-01`, `dimension:GRD`, `veto:V1`."""
        return f"{self.sort}:{self.id}" if self.id else self.sort


def blocked(
    grade: Grade, graded: Decimal, results: Iterable[Result], dimensions: Iterable[DimensionScore]
) -> tuple[Decider, ...]:
    """Everything that keeps a unit with these figures from a grade, vetoes aside."""
    deciders = [Decider("floor")] if graded < grade.floor else []
    deciders += [
        Decider("gate", result.indicator.id)
        for result in results
        if grade.id in result.indicator.gates and result.met(grade.id) is False
    ]
    if grade.dimension_floor is not None:
        floor = grade.dimension_floor
        deciders += [Decider("dimension", d.id) for d in dimensions if d.score is not None and d.score < floor]
    return tuple(deciders)


def decided(
    scheme: Scheme,
    earned: Grade,
    vetoes: tuple[Veto, ...],
    graded: Decimal,
    results: tuple[Result, ...],
    dimensions: tuple[DimensionScore, ...],
) -> tuple[Grade, tuple[Decider, ...]]:
    """The grade after vetoes, and what decided it: the veto, or what keeps the unit from the next grade."""
    order = [grade.id for grade in scheme.grades]
    capping = [veto for veto in vetoes if order.index(veto.caps_at) > order.index(earned.id)]
    if capping:
        lowest = max(capping, key=lambda veto: order.index(veto.caps_at))
        deciders = tuple(Decider("veto", veto.id) for veto in capping if veto.caps_at == lowest.caps_at)
        return scheme.grade(lowest.caps_at), deciders
    above = scheme.grade_above(earned.id)
    if above is None:
        return earned, (Decider("floor"),)
    return earned, blocked(above, graded, results, dimensions)


def on_rectification_list(scheme: Scheme, grade: Grade, vetoes: tuple[Veto, ...]) -> bool:
    """Whether the grade or a confirmed veto puts the unit on the rectification list."""
    below = scheme.framework.rectification_below
    order = [g.id for g in scheme.grades]
    low = below is not None and order.index(grade.id) > order.index(below)
    return low or any(veto.rectification for veto in vetoes)


def proposed_vetoes(scheme: Scheme, results: Iterable[Result], assessment: Assessment) -> tuple[Finding, ...]:
    """Vetoes whose condition holds but which nobody has confirmed: a person decides."""
    values = {result.indicator.id: result for result in results}
    found = []
    for veto in scheme.framework.vetoes:
        result = values.get(veto.indicator or "")
        if result is None or veto.proposed_when is None or veto.id in assessment.counts:
            continue
        if (
            result.outcome == "scored"
            and isinstance(result.value, Decimal)
            and veto.proposed_when.holds({OWN_VALUE: result.value})
        ):
            where = result.sources[0] if result.sources else assessment.location
            found.append(finding("veto-proposed", where, id=veto.id, name=veto.name, indicator=result.indicator.id))
    return tuple(found)


def confirmed_vetoes(framework: Framework, assessment: Assessment) -> tuple[Veto, ...]:
    """The vetoes that a town or county has confirmed; one that was answered with no is not among them."""
    counts = assessment.counts
    return tuple(veto for veto in framework.vetoes if veto.id in counts and counts[veto.id].value)
