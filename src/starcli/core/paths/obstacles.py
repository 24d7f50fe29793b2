"""What keeps a unit from a grade whatever it does: the least that must give way."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from starcli.core.numbers import ZERO
from starcli.core.paths.choosing import cheapest
from starcli.core.paths.effort import EffortTable
from starcli.core.paths.items import Item, Possible, Task, task_of
from starcli.core.paths.pricing import Option
from starcli.core.paths.stairs import Stairs
from starcli.core.rating import Rating, rate_with


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of a grade: a veto, a gate that no value meets, an item kept as it is, a floor.

    `best` is the most that can be had of what is held against the floor, or of a dimension's score; None otherwise.
    """

    sort: Literal["veto", "gate", "kept", "dimension", "floor"]
    id: str = ""
    best: Decimal | None = None


def obstacles_of(rating: Rating, task: Task, stairs: Stairs, table: EffortTable) -> tuple[Obstacle, ...]:
    """The vetoes that cap the grade, the gates that nothing meets, the fewest items that may no longer be kept.

    Where even that is not enough, the floors that stay out of reach; empty where nothing is in the way.
    """
    found = [Obstacle("veto", veto.id) for veto in task.vetoes]
    free = task_of(rating, task.target, stairs, EffortTable(table.days))
    found += [Obstacle("gate", item.id) for item in free.items if not item.possible]
    kept = {item.id for item in task.items if item.kept}
    choice = cheapest([_options(item, item.id in kept) for item in free.items], task.need, task.floors)
    if choice is None:
        return (*found, *_out_of_reach(rating, free))
    freed = zip(free.items, choice.options, strict=True)
    return (*found, *(Obstacle("kept", item.id) for item, at in freed if _options(item, item.id in kept)[at][1]))


def _options(item: Item, is_kept: bool) -> list[Option]:
    """An item at its best, which costs one where it is kept; and as it is, where it is kept and may stay so."""
    best = _best(item)
    if best is None:
        return [(0, 0)]
    improved = best.counted[0], int(is_kept)
    return [(0, 0), improved] if is_kept and not item.gate else [improved]


def _best(item: Item) -> Possible | None:
    better = [each for each in item.possible if each.value is not None]
    return max(better, key=lambda each: each.gain, default=None)


def _out_of_reach(rating: Rating, free: Task) -> Iterator[Obstacle]:
    """The floors that are missed although everything is at its best."""
    values = {
        item.id: best.value for item in free.items if (best := _best(item)) is not None and best.value is not None
    }
    reached, target = rate_with(rating, values), free.target
    for dimension in reached.dimensions:
        if dimension.score is not None and dimension.score < (target.dimension_floor or ZERO):
            yield Obstacle("dimension", dimension.id, dimension.score)
    if reached.graded < target.floor:
        yield Obstacle("floor", best=reached.graded)
