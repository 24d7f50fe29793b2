"""How near a unit is to another grade: points to spare above its floor, points short of the next, gates just met."""

from dataclasses import dataclass
from decimal import Decimal

from starcli.core.grading import Decider
from starcli.core.numbers import ZERO
from starcli.core.rating import Rating


@dataclass(frozen=True, slots=True)
class GradeEdges:
    """The distance of a unit to the edges of its grade.

    `spare` are the points above the floor of its grade, None for the lowest one; `short` the points below the floor of
    the next, 0 where the total is enough for it and something else is not, None for the highest; `blocked` is what
    else keeps it from the next. `tight` are the gates of its grade whose value is exactly the required one, though a
    better one is possible.
    """

    spare: Decimal | None
    short: Decimal | None
    blocked: tuple[Decider, ...]
    tight: tuple[str, ...]

    @property
    def nearest(self) -> Decimal | None:
        """The points to the nearest edge that points alone can cross; None where there is none."""
        ways = [self.spare] if self.spare is not None else []
        if self.short is not None and self.short > ZERO:
            ways.append(self.short)
        return min(ways, default=None)


def grade_edges(rating: Rating) -> GradeEdges:
    """The edges around the grade of a rating; a unit under a veto is held against the grade that it has."""
    above, lowest = rating.next_grade, rating.scheme.grades[-1]
    blocked = rating.blocked(above) if above is not None else ()
    return GradeEdges(
        spare=None if rating.grade == lowest else rating.graded - rating.grade.floor,
        short=None if above is None else max(ZERO, above.floor - rating.graded),
        blocked=tuple(decider for decider in blocked if decider.sort != "floor"),
        tight=tuple(_tight(rating)),
    )


def _tight(rating: Rating) -> list[str]:
    grade = rating.grade.id
    found = []
    for result in rating.results:
        demand = result.indicator.requirements.get(grade)
        if grade in result.indicator.gates and result.met(grade) and not result.exempt and demand is not None:
            best = result.indicator.definition.scale
            ends = (best.minimum, best.maximum, next(iter(best.levels), None))
            found += [result.indicator.id] if demand.nearest(None) == result.value not in ends else []
    return found
