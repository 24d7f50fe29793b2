"""How units moved from one season to the next: places, totals and grades."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.everyone import Member
from starcli.core.model import Grade
from starcli.core.racing.places import PlacedMember, placed, unit_key
from starcli.core.racing.rules import GroupKey
from starcli.core.standing import Standing


@dataclass(frozen=True, slots=True)
class Movement:
    """A unit now and in the former season; `before` is None where it had no place then.

    A unit that changed its group, such as a village that became a community, has a place before that says nothing.
    """

    now: PlacedMember
    before: PlacedMember | None

    @property
    def comparable(self) -> bool:
        """Whether both places are in one group."""
        return self.before is not None and self.before.group == self.now.group

    @property
    def places_up(self) -> int | None:
        """Places gained, below zero where some were lost; None where the two cannot be compared."""
        return self.before.place - self.now.place if self.before is not None and self.comparable else None

    @property
    def points_up(self) -> Decimal | None:
        """Points of the total gained; None for a unit without a former total."""
        return self.now.standing.total - self.before.standing.total if self.before is not None else None

    def grades_up(self, grades: Sequence[Grade]) -> int | None:
        """Grades gained, below zero where some were lost; None for a unit without a former grade."""
        return None if self.before is None else grades_between(self.before.standing, self.now.standing, grades)


def grades_between(before: Standing, now: Standing, grades: Sequence[Grade]) -> int:
    """How many grades lie between two standings; below zero where the later one is lower."""
    order = [grade.id for grade in grades]
    return order.index(before.grade) - order.index(now.grade)


def movements(now: Iterable[Member], before: Iterable[Member], keys: Sequence[GroupKey]) -> tuple[Movement, ...]:
    """The movement of every unit that is rated now, group by group and best first."""
    earlier: Mapping[str, PlacedMember] = {unit_key(one.member.unit): one for one in placed(before, keys)}
    return tuple(Movement(one, earlier.get(unit_key(one.member.unit))) for one in placed(now, keys))
