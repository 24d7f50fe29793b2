"""The ledger of displaced values: what the unit's own values would earn, and what counts in their place.

It is complete: the points of its lines, and what rescaling makes of them, add up to the difference of the totals.
"""

from dataclasses import dataclass
from decimal import Decimal

from starcli.core.judgement import Result
from starcli.core.numbers import ZERO
from starcli.core.rating import Rating


@dataclass(frozen=True, slots=True)
class DisplacedValue:
    """An indicator of which something else counts than what the unit reported."""

    own: Result
    counted: Result

    @property
    def points(self) -> Decimal:
        """The points that are lost by it; below 0 where some are gained."""
        return self.own.points - self.counted.points


@dataclass(frozen=True, slots=True)
class DisplacedLedger:
    """A form's rating by its own values, and the one that counts; lines for what differs."""

    own: Rating
    counted: Rating
    lines: tuple[DisplacedValue, ...]

    @property
    def points(self) -> Decimal:
        """The points of all lines."""
        return sum((line.points for line in self.lines), ZERO)

    @property
    def rescaling(self) -> Decimal:
        """What the rescaling of items that do not apply adds to the difference."""
        return self.own.rescaling - self.counted.rescaling

    @property
    def adjustments(self) -> Decimal:
        """What bonus and deductions add to it: nothing, unless they were counted otherwise."""
        return (self.own.bonus - self.own.deductions) - (self.counted.bonus - self.counted.deductions)

    @property
    def difference(self) -> Decimal:
        """By how much the total is lower than by the unit's own values."""
        return self.own.total - self.counted.total


def displaced(own: Rating, counted: Rating) -> DisplacedLedger:
    """The ledger of two ratings of one form by one scheme."""
    pairs = zip(own.results, counted.results, strict=True)
    lines = (DisplacedValue(one, other) for one, other in pairs if _says(one) != _says(other))
    return DisplacedLedger(own, counted, tuple(lines))


def _says(result: Result) -> tuple[object, ...]:
    return result.outcome, result.value, result.points
