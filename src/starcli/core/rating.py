"""Rating: an assessment judged by a scheme, on one basis.

Points are half up of weight times score; a total is the sum of the rounded points, rescaled where items do
not apply; a grade is the highest whose floor, gates and dimension floors all hold, capped by confirmed
vetoes. Sources: OECD/JRC Handbook (2008) step 6, linear aggregation; dossier sections 4.2 and 4.5.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Assessment, Tier, Unit
from starcli.core.findings import Finding, Location, finding
from starcli.core.grading import Decider, blocked, confirmed_vetoes, decided, on_rectification_list, proposed_vetoes
from starcli.core.judgement import DimensionScore, Result, dimension_scores, judge
from starcli.core.model import Adjustment, Adjustments, Grade, Veto
from starcli.core.numbers import ZERO, divide, half_up
from starcli.core.scale import Value
from starcli.core.scheme import Scheme
from starcli.core.text import Text
from starcli.core.values import Figures, Reading

COVERAGE_PLACES = 4


@dataclass(frozen=True, slots=True)
class Applied:
    """An adjustment that counts: how often, and the points before any cap."""

    item: Adjustment
    times: Decimal
    points: Decimal
    location: Location


@dataclass(frozen=True, slots=True)
class Rating:
    """The result for one unit. `base` is the rescaled sum of points; `graded` is what the floors are held against."""

    scheme: Scheme
    assessment: Assessment
    basis: Tier
    results: tuple[Result, ...]
    dimensions: tuple[DimensionScore, ...]
    rescaling: Decimal
    base: Decimal
    bonus: Decimal
    deductions: Decimal
    bonus_items: tuple[Applied, ...]
    deduction_items: tuple[Applied, ...]
    graded: Decimal
    total: Decimal
    coverage: Decimal
    grade: Grade
    earned: Grade
    deciders: tuple[Decider, ...]
    vetoes: tuple[Veto, ...]
    on_rectification_list: bool
    findings: tuple[Finding, ...]

    @property
    def unit(self) -> Unit:
        """The unit that is rated."""
        return self.assessment.unit

    @property
    def next_grade(self) -> Grade | None:
        """The grade above the one that the unit has; None at the top."""
        return self.scheme.grade_above(self.grade.id)

    def result(self, indicator: str) -> Result:
        """The result of an indicator by its code. Raises `KeyError`."""
        for result in self.results:
            if result.indicator.id == indicator:
                return result
        raise KeyError(indicator)

    def blocked(self, grade: Grade) -> tuple[Decider, ...]:
        """Everything that keeps the unit from a grade, vetoes aside; empty when nothing does."""
        return blocked(grade, self.graded, self.results, self.dimensions)


def rate(scheme: Scheme, assessment: Assessment, basis: Tier = "self") -> Rating:
    """The rating of an assessment on a basis, with everything found on the way."""
    figures = Figures(assessment, basis, scheme.framework.facts)
    found: list[Finding] = list(figures.findings(scheme.keys))
    results = []
    for indicator in scheme.indicators:
        reading = figures.read(indicator)
        exempt = reading.outcome in ("scored", "missing") and figures.holds(indicator.full_when, reading.value)
        if not (exempt and reading.outcome == "missing"):
            found += [f for f in reading.findings if f not in found]
        results.append(judge(indicator, reading, exempt=exempt))
    found += _fallbacks(results, basis, assessment)
    return conclude(scheme, assessment, basis, tuple(results), tuple(found))


def conclude(
    scheme: Scheme, assessment: Assessment, basis: Tier, results: tuple[Result, ...], found: tuple[Finding, ...] = ()
) -> Rating:
    """The rating that follows from the results of all indicators and the assessment's adjustments."""
    framework = scheme.framework
    dimensions = dimension_scores(scheme, results)
    earned_points = sum((d.points for d in dimensions), ZERO)
    available = sum((d.available for d in dimensions), ZERO)
    exact = divide(earned_points * framework.full, available) if available else ZERO
    base = half_up(exact, framework.rounding.total)
    bonus_items, bonus = _applied(framework.bonus, assessment)
    deduction_items, deductions = _applied(framework.deductions, assessment)
    graded = base - deductions + (bonus if framework.bonus_counts_for_grade else ZERO)
    earned = next(
        (grade for grade in scheme.grades if not blocked(grade, graded, results, dimensions)), scheme.grades[-1]
    )
    vetoes = confirmed_vetoes(framework, assessment)
    grade, deciders = decided(scheme, earned, vetoes, graded, results, dimensions)
    return Rating(
        scheme=scheme,
        assessment=assessment,
        basis=basis,
        results=results,
        dimensions=dimensions,
        rescaling=base - earned_points,
        base=base,
        bonus=bonus,
        deductions=deductions,
        bonus_items=bonus_items,
        deduction_items=deduction_items,
        graded=graded,
        total=base + bonus - deductions,
        coverage=_coverage(results),
        grade=grade,
        earned=earned,
        deciders=deciders,
        vetoes=vetoes,
        on_rectification_list=on_rectification_list(scheme, grade, vetoes),
        findings=(*found, *proposed_vetoes(scheme, results, assessment)),
    )


def rate_with(rating: Rating, values: Mapping[str, Value]) -> Rating:
    """The rating that the same unit would have with other values of some indicators."""
    results = tuple(
        judge(result.indicator, Reading("scored", values[result.indicator.id]))
        if result.indicator.id in values
        else result
        for result in rating.results
    )
    found = tuple(f for f in rating.findings if f.code != "veto-proposed")
    return conclude(rating.scheme, rating.assessment, rating.basis, results, found)


def _applied(adjustments: Adjustments, assessment: Assessment) -> tuple[tuple[Applied, ...], Decimal]:
    """The items that a town or county entered, and their sum up to the cap."""
    items = tuple(
        Applied(item, count.value, count.value * item.points, count.location)
        for item in adjustments.items
        if (count := assessment.counts.get(item.id)) is not None and count.value
    )
    return items, min(adjustments.cap, sum((item.points for item in items), ZERO))


def _coverage(results: tuple[Result, ...]) -> Decimal:
    """The share of indicators with a usable value, 0 to 1; what does not apply leaves both sides."""
    applying = [result for result in results if result.outcome != "not_applicable"]
    usable = sum(result.outcome == "scored" for result in applying)
    return half_up(divide(Decimal(usable), Decimal(len(applying))), COVERAGE_PLACES) if applying else ZERO


def _fallbacks(results: Iterable[Result], basis: Tier, assessment: Assessment) -> tuple[Finding, ...]:
    """One note that names the indicators whose value is of a lower tier than the basis.

    What is imported stands where the framework wants it: it is no makeshift.
    """
    lower = [r.indicator.id for r in results if r.outcome == "scored" and r.tier not in (None, "imported", basis)]
    if not lower:
        return ()
    return (
        finding("basis-fallback", assessment.location, basis=TIER_NAMES[basis], count=len(lower), ids=", ".join(lower)),
    )


TIER_NAMES: Mapping[Tier, Text] = {
    "self": Text("填报值", "self-reported value"),
    "verified": Text("核验值", "verified value"),
    "reviewed": Text("复核值", "reviewed value"),
}
