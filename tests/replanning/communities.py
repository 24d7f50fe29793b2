"""Communities as large as there are, of many shapes, by chance: what the solver has to manage in time."""

import random
from collections.abc import Callable, Iterator
from math import dist

from starcli.core.grids.division import Task
from starcli.core.grids.rules import GridSize

SIZE = GridSize(300, 500)
_MEAN = 400
"""Households of a grid of today's that is neither large nor small."""
Near = tuple[frozenset[int], ...]
Points = list[tuple[float, float]]


def communities(count: int, seed: int) -> Iterator[tuple[str, Task]]:
    """Communities of so many buildings, each with what is particular about it."""
    for name, make in _SHAPES.items():
        yield name, make(count, random.Random(f"{name} {seed}"))


def _map(count: int, dice: random.Random, *, blocks: int = 0, today: float = 1.0, near: bool = True) -> Task:
    """Buildings on a map, neighbours where no third one is between, in blocks of so many, in grids of today's."""
    points = [(dice.random(), dice.random()) for _ in range(count)]
    households = tuple(dice.choice((12, 16, 18, 22, 24, 26, 30, 33, 36, 44)) for _ in range(count))
    grids = round(sum(households) / _MEAN / 2 * today)
    return Task(
        households,
        SIZE,
        _closest(points, max(1, count // blocks), dice) if blocks else (None,) * count,
        _closest(points, max(1, grids), dice) if today else (None,) * count,
        _beside(points) if near else None,
    )


def _shaped(
    near: Callable[[int], list[tuple[int, int]]], sizes: Callable[[random.Random], int]
) -> Callable[[int, random.Random], Task]:
    """Communities whose neighbours are some pairs, with today's grids in the order of the parts."""

    def made(count: int, dice: random.Random) -> Task:
        households = tuple(sizes(dice) for _ in range(count))
        beside: list[set[int]] = [set() for _ in range(count)]
        for one, other in near(count):
            beside[one].add(other)
            beside[other].add(one)
        grids = max(1, sum(households) // _MEAN // 2)
        today = tuple(part * grids // count for part in range(count))
        return Task(households, SIZE, (None,) * count, today, tuple(frozenset(some) for some in beside))

    return made


def _any_size(dice: random.Random) -> int:
    return dice.randint(12, 44)


def _lattice(count: int) -> list[tuple[int, int]]:
    """Rows of twenty."""
    right = [(part, part + 1) for part in range(count - 1) if part % 20 != 19]
    return right + [(part, part + 20) for part in range(count - 20)]


def _islands(count: int) -> list[tuple[int, int]]:
    """Paths of thirty, and the last ten parts alone."""
    return [(part, part + 1) for part in range(count - 10) if part % 30 != 29]


def _closest(points: Points, kinds: int, dice: random.Random) -> tuple[int, ...]:
    """The closest of some points, of each."""
    centres = dice.sample(points, kinds)
    return tuple(min(range(kinds), key=lambda at: dist(point, centres[at])) for point in points)


def _beside(points: Points) -> Near:
    """Who is beside whom: a Gabriel graph, which is planar."""
    near: list[set[int]] = [set() for _ in points]
    for one, (x, y) in enumerate(points):
        for other, (u, v) in enumerate(points[:one]):
            centre, reach = ((x + u) / 2, (y + v) / 2), dist((x, y), (u, v)) / 2
            if all(dist(centre, third) >= reach for at, third in enumerate(points) if at not in (one, other)):
                near[one].add(other)
                near[other].add(one)
    return tuple(frozenset(some) for some in near)


def _relaxed(count: int, dice: random.Random) -> Task:
    """Islands, too small for grids of their own, that may be grids nevertheless."""
    task = _shaped(_islands, _any_size)(count, dice)
    return Task(task.households, SIZE, task.compounds, task.today, task.neighbours, relaxed=True)


_SHAPES: dict[str, Callable[[int, random.Random], Task]] = {
    "map": _map,
    "map, without today's grids": lambda count, dice: _map(count, dice, today=0),
    "map, blocks of 4": lambda count, dice: _map(count, dice, blocks=4),
    "map, blocks of 8": lambda count, dice: _map(count, dice, blocks=8),
    "map, blocks of 25": lambda count, dice: _map(count, dice, blocks=25),
    "no neighbours": lambda count, dice: _map(count, dice, near=False),
    "no neighbours, blocks of 4": lambda count, dice: _map(count, dice, near=False, blocks=4),
    "no neighbours, blocks of 25": lambda count, dice: _map(count, dice, near=False, blocks=25),
    "no neighbours, as many grids today as there should be": lambda count, dice: _map(count, dice, near=False, today=2),
    "path": _shaped(lambda count: [(part, part + 1) for part in range(count - 1)], _any_size),
    "star": _shaped(lambda count: [(0, part) for part in range(1, count)], _any_size),
    "lattice of equal parts": _shaped(_lattice, lambda _: 24),
    "everybody beside everybody": _shaped(
        lambda count: [(one, other) for one in range(count) for other in range(one)], _any_size
    ),
    "large parts": _shaped(_lattice, lambda dice: dice.randint(60, 260)),
    "a part that is too large": _shaped(_lattice, lambda dice: dice.choice((24, 24, 24, 24, 900))),
    "islands": _shaped(_islands, _any_size),
    "islands, relaxed": _relaxed,
}
