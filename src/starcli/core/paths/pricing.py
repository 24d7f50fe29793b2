"""Prices of a point that bound the cost of any choice from below, and the cost of some choice that is good.

Where options may be mixed, the best choice takes increments of the lower convex hulls in the order of their slope, cost
by points: first those that the floors of groups ask for, then any. The slope of the last one taken is the price. Any
price gives a valid bound (Lagrangian relaxation), so prices may be rounded; a good one gives a tight bound.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

SHIFT = 20
"""Prices and bounds are counted in parts of a unit of cost, so many that this is the power of two of them."""
Option = tuple[int, int]
"""Points and cost."""
Placed = tuple[int, int, int]
"""The position of an option in its item, its points and its cost."""


@dataclass(frozen=True, slots=True)
class Floor:
    """Items, by their positions, that must come to at least so many points together; no item has two floors."""

    places: tuple[int, ...]
    need: int


@dataclass(frozen=True, slots=True)
class Prices:
    """The price of a point in the whole and in each group, the lower bound, and the cost of a choice that is known.

    Prices and the bound `least` are shifted, the cost is not.
    """

    slope: int
    group_slopes: tuple[int, ...]
    leasts: tuple[int, ...]
    least: int
    known: int

    def group_least(self, number: int, floor: Floor) -> int:
        """The least cost of a group that meets its floor, less its points at the price of the whole."""
        return self.leasts[number] + (self.group_slopes[number] - self.slope) * floor.need


def undominated(item: Sequence[Option]) -> list[Placed]:
    """The options that none is better than in points and cost, the cheapest first."""
    found: list[Placed] = []
    for position, (points, cost) in sorted(enumerate(item), key=lambda each: (each[1][1], -each[1][0], each[0])):
        if not found or points > found[-1][1]:
            found.append((position, points, cost))
    return found


def priced(items: Sequence[list[Placed]], need: int, floors: Sequence[Floor]) -> Prices:
    """Prices for a problem that can be solved; every floor is one that the cheapest options do not meet."""
    grouped = {place for floor in floors for place in floor.places}
    alone = [place for place in range(len(items)) if place not in grouped]
    taken = [0] * len(items)
    rest = _increments(items, alone, taken)
    slopes = []
    for floor in floors:
        increments = _increments(items, floor.places, taken)
        missing = floor.need - _points(items, floor.places, taken)
        count = _wanted(increments, missing)
        slopes.append(_slope(increments[count - 1]))
        rest += [_over(increments, count, missing), *increments[count:]]
        _take(items, floor.places, floor.need, taken)
    rest.sort(key=_slope)
    had = sum(items[place][0][1] for place in alone) + sum(floor.need for floor in floors)
    count = _wanted(rest, need - had)
    slope = _slope(rest[count - 1]) if count else 0
    _take(items, range(len(items)), need, taken)
    group_slopes = tuple(max(slope, each) for each in slopes)
    leasts = tuple(_least(items, floor.places, at) for floor, at in zip(floors, group_slopes, strict=True))
    least = _least(items, alone, slope) + slope * need
    for floor, at, of_group in zip(floors, group_slopes, leasts, strict=True):
        least += of_group + (at - slope) * floor.need
    known = sum(item[index][2] for item, index in zip(items, taken, strict=True))
    return Prices(slope, group_slopes, leasts, least, known)


_Increment = tuple[int, int, int, int]
"""Points, cost, the place of an item, and the index of the option to which it leads."""


def _slope(increment: _Increment) -> int:
    return (increment[1] << SHIFT) // increment[0] if increment[0] else 0


def _increments(items: Sequence[list[Placed]], places: Iterable[int], taken: Sequence[int]) -> list[_Increment]:
    """The increments of some items from the options that are taken, the lowest slope first."""
    found: list[_Increment] = []
    for place in places:
        item = items[place]
        for low, high in pairwise(_hull(item, taken[place])):
            found.append((item[high][1] - item[low][1], item[high][2] - item[low][2], place, high))
    return sorted(found, key=_slope)


def _hull(item: Sequence[Placed], start: int) -> list[int]:
    """The options of the lower convex hull of cost over points, by index: what is mixed where options may be."""
    hull: list[int] = []
    for index in range(start, len(item)):
        while len(hull) > 1 and _is_above(item[hull[-2]], item[hull[-1]], item[index]):
            hull.pop()
        hull.append(index)
    return hull


def _is_above(first: Placed, second: Placed, third: Placed) -> bool:
    """Whether the second lies on or above the line from the first to the third."""
    return (second[2] - first[2]) * (third[1] - first[1]) >= (third[2] - first[2]) * (second[1] - first[1])


def _wanted(increments: Sequence[_Increment], missing: int) -> int:
    """How many increments bring the points that are missing, or all where they do not."""
    for count, increment in enumerate(increments):
        if missing <= 0:
            return count
        missing -= increment[0]
    return len(increments)


def _over(increments: Sequence[_Increment], count: int, missing: int) -> _Increment:
    """What the last of the increments that are wanted brings beyond that."""
    points, cost, place, index = increments[count - 1]
    over = sum(increment[0] for increment in increments[:count]) - missing
    return over, cost * over // points, place, index


def _take(items: Sequence[list[Placed]], places: Sequence[int], need: int, taken: list[int]) -> None:
    """Take increments until a need is met; instead of the last of them, the cheapest other option of one item."""
    missing = need - _points(items, places, taken)
    for points, _, place, index in _increments(items, places, taken):
        if missing <= 0:
            return
        if points >= missing:
            _complete(items, places, missing, taken)
            return
        taken[place] = index
        missing -= points


def _complete(items: Sequence[list[Placed]], places: Sequence[int], missing: int, taken: list[int]) -> None:
    """Take the cheapest option of any one item that brings the points that are missing."""
    best: tuple[int, int, int] | None = None
    for place in places:
        item, now = items[place], items[place][taken[place]]
        index = next((at for at in range(taken[place] + 1, len(item)) if item[at][1] >= now[1] + missing), None)
        if index is not None and (best is None or item[index][2] - now[2] < best[0]):
            best = item[index][2] - now[2], place, index
    if best is not None:
        taken[best[1]] = best[2]


def _points(items: Sequence[list[Placed]], places: Iterable[int], taken: Sequence[int]) -> int:
    return sum(items[place][taken[place]][1] for place in places)


def _least(items: Sequence[list[Placed]], places: Iterable[int], slope: int) -> int:
    """The least that some items cost, each less its points at a price."""
    return sum(min((cost << SHIFT) - slope * points for _, points, cost in items[place]) for place in places)
