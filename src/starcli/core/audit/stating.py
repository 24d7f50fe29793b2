"""What a unit says of its own result, against what its own values come to."""

from collections.abc import Iterator
from decimal import Decimal

from starcli.core.audit.examined import OnBasis, StatedPoints, Statement
from starcli.core.claims import nearest_total
from starcli.core.numbers import ZERO
from starcli.core.rating import Rating


def statement_of(own: Rating) -> Statement:
    """The points and the total that a unit gave itself, against the rating of its own values."""
    claims = own.assessment.claims
    numbers = {key: claim for key, claim in claims.points.items() if isinstance(claim.value, Decimal)}
    total = next((claim.value for claim in claims.totals if isinstance(claim.value, Decimal)), None)
    return Statement(
        points=tuple(_differing(own)),
        typed_for=tuple(result.indicator.id for result in own.results if result.indicator.id in numbers),
        total=total,
        computed_total=None if total is None else nearest_total(total, own),
    )


def _differing(own: Rating) -> Iterator[StatedPoints]:
    claims, most = own.assessment.claims.points, own.scheme.framework.cross_checks.claiming.points
    for result in own.results:
        claim = claims.get(result.indicator.id)
        if claim is None or not isinstance(claim.value, Decimal) or claim.value == result.points:
            continue
        beyond = abs(claim.value - result.points) > most
        indicator = result.indicator
        yield StatedPoints(indicator.id, indicator.name, claim.value, result.points, claim.location, beyond)


def stated_basis(own: Rating, statement: Statement) -> OnBasis | None:
    """What a unit says of its own result as a whole; None where it states neither a total nor a grade.

    Its points are known only where it typed those of every indicator.
    """
    claims = own.assessment.claims
    grades = [claim for claim in claims.grades if claim.value in {grade.id for grade in own.scheme.grades}]
    totals = [claim for claim in claims.totals if isinstance(claim.value, Decimal)]
    first = next(iter((*totals, *grades)), None)
    if first is None:
        return None
    points = [claim.value for claim in claims.points.values() if isinstance(claim.value, Decimal)]
    whole = statement.typed == len(own.results)
    return OnBasis(
        total=statement.total,
        grade=str(grades[0].value) if grades else None,
        points=sum(points, ZERO) if whole else None,
        location=first.location,
    )
