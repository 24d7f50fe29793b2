"""What a form says of its own result against the rating of the same figures: totals, grade, points of an indicator."""

from collections.abc import Iterator
from decimal import Decimal

from starcli.core.assessment import Claims, ResultClaim
from starcli.core.findings import Finding, finding
from starcli.core.judgement import Result
from starcli.core.numbers import plain
from starcli.core.rating import Rating


def claim_findings(rating: Rating) -> tuple[Finding, ...]:
    """A finding for each claim of a form that differs from its rating, which rests on what the unit reported itself."""
    claims = rating.assessment.claims
    return (*_totals(claims, rating), *_sums(claims, rating), *_grades(claims, rating), *_points(claims, rating))


def _totals(claims: Claims, rating: Rating) -> Iterator[Finding]:
    for claim, value in _numbers(claims.totals):
        nearest = nearest_total(value, rating)
        if abs(value - nearest) <= rating.scheme.framework.cross_checks.claiming.total:
            continue
        both = {"claimed": plain(value), "computed": plain(nearest)}
        if value > nearest:
            yield finding("self-total-above", claim.location, **both)
        else:
            yield finding("self-total-below", claim.location, **both)


def _sums(claims: Claims, rating: Rating) -> Iterator[Finding]:
    for claim, value in _numbers(claims.sums):
        nearest = nearest_total(value, rating)
        if abs(value - nearest) > rating.scheme.framework.cross_checks.claiming.total:
            yield finding("form-total-differs", claim.location, stated=plain(value), computed=plain(nearest))


def nearest_total(value: Decimal, rating: Rating) -> Decimal:
    """Of the totals that a form can mean the one nearest to a value: with and without adjustments and rescaling."""
    meant = (rating.total, rating.base, rating.base - rating.rescaling)
    return min(meant, key=lambda total: abs(total - value))


def _grades(claims: Claims, rating: Rating) -> Iterator[Finding]:
    order = [grade.id for grade in rating.scheme.grades]
    for claim in claims.grades:
        if claim.value not in order or claim.value == rating.grade.id:
            continue
        proposed = rating.scheme.grade(str(claim.value)).name
        if order.index(str(claim.value)) < order.index(rating.grade.id):
            yield finding("self-grade-above", claim.location, proposed=proposed, computed=rating.grade.name)
        else:
            yield finding("self-grade-below", claim.location, proposed=proposed, computed=rating.grade.name)


def _points(claims: Claims, rating: Rating) -> Iterator[Finding]:
    for result in rating.results:
        claim = claims.points.get(result.indicator.id)
        if claim is None or not isinstance(claim.value, Decimal):
            continue
        excess = claim.value - result.points
        if abs(excess) <= rating.scheme.framework.cross_checks.claiming.points:
            continue
        code = "self-points-above" if excess > 0 else "self-points-below"
        yield _about(code, claim, result, plain(claim.value))


def _about(code: str, claim: ResultClaim, result: Result, claimed: str) -> Finding:
    indicator = result.indicator
    computed = plain(result.points)
    return finding(code, claim.location, id=indicator.id, name=indicator.name, claimed=claimed, computed=computed)


def _numbers(claims: tuple[ResultClaim, ...]) -> Iterator[tuple[ResultClaim, Decimal]]:
    return ((claim, claim.value) for claim in claims if isinstance(claim.value, Decimal))
