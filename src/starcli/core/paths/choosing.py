"""One option of each item, at the least cost, so that the points come to at least so many: solved exactly.

This is the multiple-choice knapsack problem (Kellerer, Pferschy, Pisinger, Knapsack Problems, 2004, chapter 11), with
floors besides: some groups of items must come to so many points by themselves. Prices of a point, one for the whole and
one for each group whose floor binds, give a lower bound of the cost (Lagrangian relaxation, `pricing.py`). Lists of
undominated partial choices are built item by item (Nemhauser and Ullmann 1969), without those that by these prices must
end more than a margin above the bound. The margin is small at first and grows until what is found is proven the best.
All numbers are whole, so nothing depends on rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starcli.core.paths.pricing import SHIFT, Floor, Option, Placed, Prices, priced, undominated

_FIRST_PART, _WIDER = 16, 4
Link = tuple["Link | None", int, "int | Link | None"]
"""The partial choice before, an item or group by its place, and its option, or the partial choice of the group."""
Partial = tuple[int, int, Link | None]
"""Points, cost, and what was chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: the position of one option of each item, the points and the cost of all."""

    options: tuple[int, ...]
    points: int
    cost: int


def cheapest(
    items: Sequence[Sequence[Option]], need: int, floors: Sequence[Floor] = (), most: int | None = None
) -> Choice | None:
    """The choice of least cost with at least `need` points and every floor met, of those the one with the most points.

    None where there is none, or none that costs at most `most`.
    """
    kept = [undominated(item) for item in items]
    if not all(kept) or sum(item[-1][1] for item in kept) < need:
        return None
    if any(sum(kept[place][-1][1] for place in floor.places) < floor.need for floor in floors):
        return None
    # The cheapest options have the fewest points: a floor that they meet is met by everything.
    binding = [floor for floor in floors if sum(kept[place][0][1] for place in floor.places) < floor.need]
    prices = priced(kept, need, binding)
    bound = prices.known if most is None else min(most, prices.known)
    margin = max(((bound << SHIFT) - prices.least) // _FIRST_PART, 0)
    while prices.least <= bound << SHIFT:
        margin = min(margin, (bound << SHIFT) - prices.least)
        found = _Search(kept, need, binding, prices, margin).best()
        if found is not None and found.cost << SHIFT <= prices.least + margin:
            return found
        if prices.least + margin >= bound << SHIFT:
            return None
        bound = min(bound, found.cost) if found is not None else bound
        margin = margin * _WIDER + 1
    return None


class _Search:
    """The search for choices whose cost is within a margin of the lower bound."""

    def __init__(
        self, items: Sequence[list[Placed]], need: int, floors: Sequence[Floor], prices: Prices, margin: int
    ) -> None:
        self._items, self._need, self._floors = items, need, floors
        self._prices, self._margin = prices, margin

    def best(self) -> Choice | None:
        """The cheapest of those that are left, of those the one with the most points; None where none is."""
        grouped = {place for floor in self._floors for place in floor.places}
        alone = [place for place in range(len(self._items)) if place not in grouped]
        slope = self._prices.slope
        partial: list[Partial] = [(0, 0, None)]
        limit = self._margin
        for number, floor in enumerate(self._floors):
            front = self._front(number, floor)
            options = [(link, points, cost) for points, cost, link in front]
            limit += self._prices.group_least(number, floor)
            partial = _extended(partial, options, -1 - number, slope, limit)
        most = sum(self._items[place][-1][1] for place in alone)
        for place in sorted(alone, key=lambda place: len(self._items[place])):
            item = self._items[place]
            limit += min((cost << SHIFT) - slope * points for _, points, cost in item)
            most -= item[-1][1]
            partial = [each for each in _extended(partial, item, place, slope, limit) if each[0] + most >= self._need]
        return self._choice(partial)

    def _front(self, number: int, floor: Floor) -> list[Partial]:
        """What is worth choosing of a group whose floor binds."""
        slope = self._prices.group_slopes[number]
        partial: list[Partial] = [(0, 0, None)]
        limit, most = self._margin, sum(self._items[place][-1][1] for place in floor.places)
        for place in sorted(floor.places, key=lambda place: len(self._items[place])):
            item = self._items[place]
            limit += min((cost << SHIFT) - slope * points for _, points, cost in item)
            most -= item[-1][1]
            partial = [each for each in _extended(partial, item, place, slope, limit) if each[0] + most >= floor.need]
        return partial

    def _choice(self, partial: list[Partial]) -> Choice | None:
        enough = [each for each in partial if each[0] >= self._need]
        if not enough:
            return None
        points, cost, link = min(enough, key=lambda each: (each[1], -each[0]))
        chosen = dict[int, int]()
        _follow(link, chosen)
        return Choice(tuple(chosen[place] for place in range(len(self._items))), points, cost)


def _follow(link: Link | None, chosen: dict[int, int]) -> None:
    """Note the option of each item that a partial choice has taken."""
    while link is not None:
        link, place, option = link
        if isinstance(option, int):
            chosen[place] = option
        else:
            _follow(option, chosen)


def _extended(
    partial: list[Partial], item: Sequence[tuple[int | Link | None, int, int]], place: int, slope: int, limit: int
) -> list[Partial]:
    """Every partial choice with every option of one more item, but for those over the limit and those dominated.

    The limit is of the cost less the points at their price, and a sum of both parts: options are gone through from the
    least, until nothing more fits.
    """
    options = sorted(
        (((cost << SHIFT) - slope * points, points, cost, option) for option, points, cost in item), key=_first
    )
    found: dict[int, tuple[int, Link]] = {}
    for points, cost, link in partial:
        left = limit - (cost << SHIFT) + slope * points
        for price, more, dearer, option in options:
            if price > left:
                break
            known = found.get(points + more)
            if known is None or cost + dearer < known[0]:
                found[points + more] = cost + dearer, (link, place, option)
    kept: list[Partial] = []
    for points in sorted(found, reverse=True):
        cost, chosen = found[points]
        if not kept or cost < kept[-1][1]:
            kept.append((points, cost, chosen))
    return kept


def _first(option: tuple[int, int, int, object]) -> int:
    return option[0]
