"""How few parts can change their grid, and how even sizes can then be: what no division surpasses, told by knapsacks.

A grid that carries one of today's on keeps no more of its parts than fit into it, so the lightest ones at best; and the
more it keeps, the larger it must be. Who is beside whom does not come into it: bounds hold all the same.
"""

from collections.abc import Callable, Sequence
from functools import cache

from starcli.core.grids.division import Task


class Kept:
    """Bounds for divisions that cut no compound but some, and have one of some numbers of grids."""

    def __init__(self, task: Task, cut: frozenset[int], counts: range) -> None:
        self._task, self._counts = task, counts
        self._low = 0 if task.relaxed else task.size.low
        names = sorted({name for name in task.today if name is not None})
        self._lightest = [_lightest(task, name, cut) for name in names]
        """Of each of today's grids: the fewest households of one that keeps no part of it, one part, two parts …"""
        most = sorted((len(weights) - 1 for weights in self._lightest), reverse=True)
        self._known = sum(name is not None for name in task.today)
        self.fewest_moved = self._known - sum(most[: max(0, counts.stop - 1)])

    def least_uneven(self, moved: int) -> int:
        """What sizes are off the middle, squared and added up, at least, where so many parts change at most.

        That is a bound of Lagrange: households have a price, for which sizes add up to the total. It is concave in the
        price, and what is the best of it is convex in the number of grids.
        """
        kept = self._known - moved

        @cache
        def at_price(wanted: int) -> tuple[int, int]:
            price = 2 * (wanted - self._task.middle)
            one = self._cost(self._low, price)
            return price * self._task.total + self._more(kept, price, one), one

        @cache
        def with_so_many(count: int) -> int:
            def value(wanted: int) -> int:
                fixed, one = at_price(wanted)
                return fixed + count * one

            return value(_highest(value, range(self._low, self._task.size.high + 1)))

        return with_so_many(_highest(lambda count: -with_so_many(count), self._counts)) if self._counts else 0

    def _more(self, kept: int, price: int, one: int) -> int:
        """What keeping so many parts costs more than if every grid had the size that is best at a price."""
        steps = []
        for weights in self._lightest:
            costs = [self._cost(max(self._low, weight), price) - one for weight in weights]
            free = max(at for at, cost in enumerate(costs) if not cost)
            kept -= free
            steps.append(costs[free + 1 :])
        best: list[int | None] = [0] + [None] * max(0, kept)
        for costs in steps:
            further = list(best)
            for before, paid in enumerate(best[:-1]):
                for more, cost in enumerate(costs if paid is not None else (), 1):
                    at = min(before + more, kept)
                    known = further[at]
                    if known is None or (paid or 0) + cost < known:
                        further[at] = (paid or 0) + cost
            best = further
        return best[-1] or 0

    def _cost(self, least: int, price: int) -> int:
        """The least that a grid from so many households on costs, where each household pays a price."""
        middle = self._task.middle
        size = max(least, min(self._task.size.high, middle + price // 2))
        return (size - middle) ** 2 - price * size


def _highest(value: Callable[[int], int], within: range) -> int:
    """Where a concave function is highest."""
    least, most = within.start, within.stop - 1
    while least < most:
        half = (least + most) // 2
        if value(half) < value(half + 1):
            least = half + 1
        else:
            most = half
    return least


def _lightest(task: Task, name: int, cut: frozenset[int]) -> Sequence[int]:
    """The fewest households with so many parts of one of today's grids, as far as a grid can hold them."""
    items: dict[tuple[str, int], tuple[int, int]] = {}
    for part, compound in enumerate(task.compounds):
        together = task.together.get(compound) if compound is not None and compound not in cut else None
        key = ("part", part) if together is None else ("compound", compound or 0)
        parts = together or (part,)
        count = sum(task.today[each] == name for each in parts)
        if count:
            items[key] = (count, task.households_of(tuple(parts)))
    high = task.size.high
    best = [0]
    for count, weight in items.values():
        best += [high + 1] * count
        for at in range(len(best) - 1, -1, -1):
            best[at] = min(best[at], best[max(0, at - count)] + weight) if at else 0
    return [weight for weight in best if weight <= high]
