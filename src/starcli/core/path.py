"""The path to a grade: the least effort that brings a unit there, exactly, and what stands in the way if nothing does.

A path is a set of steps, each of which takes one indicator to a better value. Of all paths that reach the grade it has
the least effort; of those the one that touches the fewest indicators; of those the one with the most points to spare.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from starcli.core.judgement import Result
from starcli.core.model import Grade
from starcli.core.rating import Rating
from starcli.core.scale import Value


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator taken to a better value: the points that it brings, the effort in days, whether a gate needs it."""

    result: Result
    value: Value
    gain: Decimal
    effort: Decimal
    gate: bool


@dataclass(frozen=True, slots=True)
class Path:
    """Steps, the effort of all of them in days, and the rating that the unit has when they are done."""

    steps: tuple[Step, ...]
    effort: Decimal
    reached: Rating

    @property
    def values(self) -> dict[str, Value]:
        """The value to which each indicator is taken, by its id."""
        return {step.result.indicator.id: step.value for step in self.steps}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of a grade by itself: a veto, a gate or an item that is kept as it is, a floor.

    `best` is the most that can be had of a floor or of a dimension's score; None otherwise.
    """

    sort: Literal["veto", "gate", "kept", "dimension", "floor"]
    id: str = ""
    best: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PathReport:
    """The best path of a unit to a grade, others nearly as good, and the one that the order of gaps gives.

    `path` is None where the grade cannot be reached: `obstacles` are then the least set of what must give way. A unit
    that has the grade already has a path without steps. `greedy` takes the gaps one after the other, the most pressing
    first, until the grade is reached; None where it is not reached in that way.
    """

    rating: Rating
    target: Grade
    path: Path | None
    alternatives: tuple[Path, ...] = ()
    greedy: Path | None = None
    obstacles: tuple[Obstacle, ...] = ()
