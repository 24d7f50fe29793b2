"""What no division can surpass, and what cannot be divided at all: told by sums alone, before anything is searched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starcli.core.grids.division import Aim, Group, Merit, Task
from starcli.core.grids.division_kept import Kept


@dataclass(frozen=True, slots=True)
class Stranded:
    """Parts that hang together and with nothing else, and that no number of grids within the size can hold.

    They could be divided with a size from `low` on, or up to `high`, None where no size up to that of all would do.
    """

    parts: Group
    households: int
    low: int
    high: int | None


def numbers(households: int, low: int, high: int) -> range:
    """How many grids of a size so many households can make; empty where none."""
    return range(max(1, -(-households // high)), households // max(low, 1) + 1)


def possible_numbers(task: Task) -> range:
    """How many grids a division may have; empty where there can be none."""
    sums, high = [task.households_of(part) for part in task.components], task.size.high
    each = [numbers(households, task.size.low, high) for households in sums]
    if not sums or stuck(task):
        found = range(0)
    elif task.relaxed:
        found = range(sum(max(1, -(-households // high)) for households in sums), len(task.households) + 1)
    elif all(each):
        found = range(sum(some.start for some in each), sum(some.stop - 1 for some in each) + 1)
    else:
        found = range(0)
    if task.grids is None:
        return found
    return range(task.grids, task.grids + 1) if task.grids in found else range(0)


def stranded(task: Task) -> tuple[Stranded, ...]:
    """The parts that hang together and cannot be divided, whatever is tried."""
    found = []
    for parts in task.components:
        households = task.households_of(parts)
        if not numbers(households, task.size.low, task.size.high):
            count = households // task.size.high
            higher = -(-households // count) if count else None
            found.append(Stranded(parts, households, households // (count + 1), higher))
    return tuple(found)


def stuck(task: Task) -> tuple[Group, ...]:
    """Parts that one grid would have to hold, and that are too many for it; a part that is too large is one of them.

    What hangs on a single part and is too small for a grid of its own can only be in the grid of that part.
    """
    near = None if task.relaxed or task.neighbours is None else [_bits(some) for some in task.neighbours]
    found = []
    for part, households in enumerate(task.households):
        group = (part,) if near is None else _hanging(task, near, part)
        if max(households, task.households_of(group)) > task.size.high:
            found.append(group)
    return tuple(found)


def _hanging(task: Task, near: Sequence[int], part: int) -> Group:
    """A part, and what could be in no grid without it."""
    left, found = near[part], [part]
    while left:
        seen = edge = left & -left
        branch: list[int] = []
        while edge:
            at = (edge & -edge).bit_length() - 1
            branch.append(at)
            fresh = near[at] & ~seen & ~(1 << part)
            seen |= fresh
            edge = edge & (edge - 1) | fresh
        left &= ~seen
        if task.households_of(tuple(branch)) < task.size.low:
            found += branch
    return tuple(sorted(found))


def _bits(members: Iterable[int]) -> int:
    """Some numbers as the bits of one."""
    return sum(1 << member for member in members)


def forced_cuts(task: Task) -> frozenset[int]:
    """The compounds that no grid can hold whole: too large, or in parts that do not hang together, or are elsewhere."""
    place = {part: at for at, group in enumerate(task.components) for part in group}
    return frozenset(
        compound
        for compound, parts in task.together.items()
        if compound in task.torn
        or sum(task.households[part] for part in parts) > task.size.high
        or len({place[part] for part in parts}) > 1
    )


def simple_bound(task: Task, aim: Aim, merit: Merit) -> int:
    """What no division falls below in an aim that is as good as a known one in all aims before."""
    if aim == "outside":
        return len(stranded(task)) if task.relaxed else 0
    if aim == "missing":
        bad = stranded(task) if task.relaxed else ()
        return sum(_least_missing(one.households, task) for one in bad) if merit.outside == len(bad) else merit.outside
    forced = forced_cuts(task)
    if aim == "cut":
        return len(forced)
    if aim == "pieces":
        return 2 * (merit.cut - len(forced)) + sum(_least_pieces(task, compound) for compound in forced)
    cut = forced if merit.cut == len(forced) else frozenset(task.together)
    kept = Kept(task, cut, possible_numbers(task))
    return max(0, kept.fewest_moved) if aim == "moved" else kept.least_uneven(merit.moved)


def _least_pieces(task: Task, compound: int) -> int:
    """The fewest pieces of a compound that must be cut."""
    households = sum(task.households[part] for part in task.together[compound])
    return max(1 if compound in task.torn else 2, -(-households // task.size.high))


def _least_missing(households: int, task: Task) -> int:
    """What the one grid that is too small lacks at least, where all others are within the size."""
    low, high = task.size.low, task.size.high
    sizes = (min(low - 1, households - count * low) for count in range(households // low + 1))
    fitting = [size for count, size in enumerate(sizes) if size >= max(0, households - count * high)]
    return low - max(fitting, default=0)
