"""Small random communities, and the best division of each found by trying every one there is.

Nothing of the solver, and nothing by which it counts, is used here: the figures are counted a second time, another way.
"""

import random
from collections.abc import Iterator, Sequence
from functools import cache

from starcli.core.grids.division import Task
from starcli.core.grids.rules import GridSize

Key = tuple[int, int, int, int, int, int]
"""Grids too small, households missing in them, compounds cut, their pieces, parts that change grid, unevenness."""
_MOST_PARTS = 9


def tasks(count: int, seed: int, most: int = _MOST_PARTS) -> Iterator[Task]:
    """Some communities of at most so many parts; the same ones for a seed."""
    dice = random.Random(seed)
    for _ in range(count):
        yield _drawn(dice, most)


def best_by_trying(task: Task) -> Key | None:
    """What the best division comes to; None where there is none."""
    best: Key | None = None
    for groups in _partitions(task, 0, []):
        key = key_of(task, groups)
        if key is not None and (best is None or key < best):
            best = key
    return best


def key_of(task: Task, groups: Sequence[Sequence[int]]) -> Key | None:
    """What a division comes to; None where it is not one that was asked for."""
    sizes = [sum(task.households[part] for part in group) for group in groups]
    if task.grids not in (None, len(groups)):
        return None
    if any(size > task.size.high for size in sizes) or (min(sizes) < task.size.low and not task.relaxed):
        return None
    if not all(_in_one_piece(task, group) for group in groups):
        return None
    lacking = [task.size.low - size for size in sizes if size < task.size.low]
    labels = {label for label in task.compounds if label is not None}
    spread = {label: sum(any(task.compounds[part] == label for part in group) for group in groups) for label in labels}
    cut = [grids for label, grids in spread.items() if grids > 1 or label in task.torn]
    middle = (task.size.low + task.size.high) // 2
    return (
        len(lacking),
        sum(lacking),
        len(cut),
        sum(cut),
        sum(grid is not None for grid in task.today) - _most_kept(task, groups),
        sum((size - middle) ** 2 for size in sizes),
    )


def _partitions(task: Task, part: int, groups: list[list[int]]) -> Iterator[list[list[int]]]:
    """Every way to put all parts from one on into groups that are not too large."""
    if part == len(task.households):
        yield groups
        return
    for group in groups:
        if sum(task.households[each] for each in group) + task.households[part] <= task.size.high:
            group.append(part)
            yield from _partitions(task, part + 1, groups)
            group.pop()
    groups.append([part])
    yield from _partitions(task, part + 1, groups)
    groups.pop()


def _in_one_piece(task: Task, group: Sequence[int]) -> bool:
    """Whether no way to split a group in two leaves the halves without neighbours: its parts join one another."""
    if task.neighbours is None:
        return True
    joined = [{part} for part in group]
    for one in group:
        for other in task.neighbours[one]:
            if other in group:
                mine = next(some for some in joined if one in some)
                its = next(some for some in joined if other in some)
                if mine is not its:
                    joined.remove(its)
                    mine |= its
    return len(joined) == 1


def _most_kept(task: Task, groups: Sequence[Sequence[int]]) -> int:
    """How many parts can stay in their grid of today, each of these being carried on by one grid at most."""
    shared = [tuple(task.today[part] for part in group) for group in groups]

    @cache
    def most(at: int, taken: frozenset[int]) -> int:
        if at == len(shared):
            return 0
        names = {name for name in shared[at] if name is not None} - taken
        return max([most(at + 1, taken), *(shared[at].count(name) + most(at + 1, taken | {name}) for name in names)])

    return most(0, frozenset())


def _drawn(dice: random.Random, most: int) -> Task:
    """A community of one of many kinds."""
    count = dice.choice((*range(2, most + 1), most, most - 1, dice.randint(1, 3)))
    least, largest = dice.choice(((1, 9), (4, 6), (5, 5), (0, 12), (1, 30)))
    households = tuple(dice.randint(least, largest) for _ in range(count))
    usual = max(1, sum(households) // dice.randint(1, max(1, count // 2)))
    low = max(1, usual - dice.randint(0, usual // 2 + 1))
    size = GridSize(low, max(low, usual + dice.randint(0, usual // 2 + 2)))
    compounds = _labels(dice, count, dice.choice((0, 0, 2, 3, 4)))
    known = sorted({label for label in compounds if label is not None})
    return Task(
        households,
        size,
        compounds,
        _labels(dice, count, dice.choice((0, 1, 2, 3))),
        _neighbours(dice, count),
        dice.choice((None, None, None, dice.randint(1, 4))),
        dice.random() < 1 / 4,
        frozenset(label for label in known if dice.random() < 1 / 6),
    )


def _labels(dice: random.Random, count: int, kinds: int) -> tuple[int | None, ...]:
    """A label, or none, of every part."""
    some = (*range(kinds), None) if dice.random() < 1 / 2 else tuple(range(kinds))
    return tuple(dice.choice(some) if some else None for _ in range(count))


def _neighbours(dice: random.Random, count: int) -> tuple[frozenset[int], ...] | None:
    """Who is beside whom: nobody knows, a path, a star, a tree or more, or islands."""
    kind = dice.choice(("unknown", "unknown", "path", "star", "tree", "more", "more", "islands"))
    if kind == "unknown":
        return None
    near: list[set[int]] = [set() for _ in range(count)]
    for part in range(1, count):
        if kind == "islands" and dice.random() < 1 / 3:
            continue
        other = {"path": part - 1, "star": 0}.get(kind, dice.randrange(part))
        near[part].add(other)
        near[other].add(part)
    for _ in range(count // 2 if kind == "more" else 0):
        one, other = dice.randrange(count), dice.randrange(count)
        if one != other:
            near[one].add(other)
            near[other].add(one)
    return tuple(frozenset(some) for some in near)
