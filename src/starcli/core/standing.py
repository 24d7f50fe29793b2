"""Where a unit stands: the little of its rating that comparing thousands of units needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import Tier, Unit
from starcli.core.explain import decided_by
from starcli.core.overclaim import OverClaimed
from starcli.core.rating import Rating
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class Standing:
    """A rating without its working: a rating weighs some eighty kilobytes, its standing about three.

    `grade` is an id, `dimensions` are points by id, `deciders` and `reasons` say what decided the grade. `listed_as`
    is the unit's position in the roster, None outside it or without one; `tags` are the roster's.
    """

    unit: Unit
    period: str
    basis: Tier
    base: Decimal
    total: Decimal
    grade: str
    on_rectification_list: bool
    coverage: Decimal
    dimensions: Mapping[str, Decimal]
    deciders: tuple[str, ...]
    reasons: tuple[Text, ...]
    listed_as: int | None = None
    tags: tuple[str, ...] = ()
    over_claim: OverClaimed | None = None


def standing_of(rating: Rating, over_claim: OverClaimed | None = None) -> Standing:
    """Where the unit of a rating stands, and what it claimed too much."""
    return Standing(
        unit=rating.unit,
        period=rating.assessment.period,
        basis=rating.basis,
        base=rating.base,
        total=rating.total,
        grade=rating.grade.id,
        on_rectification_list=rating.on_rectification_list,
        coverage=rating.coverage,
        dimensions={dimension.id: dimension.points for dimension in rating.dimensions},
        deciders=tuple(str(decider) for decider in rating.deciders),
        reasons=decided_by(rating),
        listed_as=rating.assessment.origin.listed_as,
        over_claim=over_claim,
    )
