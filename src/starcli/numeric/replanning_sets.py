"""All grids that a division may be made of: sets of parts that hang together and have a size within the standard.

There are few of them where parts are large and have few neighbours. Compounds that can be kept whole may be taken as
one part: what is left are the grids of divisions that cut no compound but those that must be cut.
"""

from collections.abc import Sequence
from itertools import combinations

from starcli.core.grids.division import Task
from starcli.numeric.replanning_atoms import around_atoms, atoms_of, bits_of, members_of

MOST = 5_000_000
"""So many steps are made; where more would be needed there are more sets than could be solved in time."""
_MOST_SETS = 250_000

_FEW = 100_000
"""So many steps at least for each choice of compounds that are cut."""


def all_sets(task: Task, most: int = MOST) -> tuple[int, ...] | None:
    """Every grid that is possible, each as the bits of its parts; None where there are too many."""
    return _sets(task, frozenset(task.together), most)


def sets_cutting(task: Task, forced: frozenset[int], more: int, most: int = MOST) -> tuple[int, ...] | None:
    """Every grid of the divisions that cut so many compounds more than they must; None where there are too many."""
    found: set[int] = set()
    choices = list(combinations(sorted(task.together.keys() - forced), more))
    for others in choices:
        some = _sets(task, forced.union(others), max(most // len(choices), min(most, _FEW)))
        if some is None:
            return None
        found.update(some)
    return tuple(sorted(found))


def _sets(task: Task, cut: frozenset[int], most: int) -> tuple[int, ...] | None:
    """The grids that hold all compounds whole but some."""
    atoms = atoms_of(task, cut)
    weights = [task.households_of(atom) for atom in atoms]
    low = 0 if task.relaxed else task.size.low
    sets = connected_sets(weights, around_atoms(task, atoms), low, task.size.high, most)
    if sets is None:
        return None
    bits = [bits_of(atom) for atom in atoms]
    # A compound whose parts hang together only over others is several atoms: all of them or none.
    compounds = [bits_of(parts) for key, parts in task.together.items() if key not in cut]
    split = [whole for whole in compounds if whole not in bits]
    grids = (sum(bits[at] for at in members_of(one)) for one in sets)
    return tuple(grid for grid in grids if all(grid & whole in (0, whole) for whole in split))


def connected_sets(
    weights: Sequence[int], around: Sequence[int], low: int, high: int, most: int
) -> tuple[int, ...] | None:
    """Every connected set of a weight within limits, as bits; None where that takes more than so many steps.

    `around` are the neighbours of each, as bits. Each set is grown from its first member over neighbours; what was
    tried beside a member is not tried again behind it, so that none comes twice.
    """
    found: list[int] = []
    steps = len(weights)

    def grow(members: int, weight: int, edge: int, banned: int) -> bool:
        nonlocal steps
        if weight >= low:
            found.append(members)
            if len(found) > _MOST_SETS:
                return False
        while edge:
            steps += 1
            if steps > most:
                return False
            bit = edge & -edge
            edge ^= bit
            banned |= bit
            more = bit.bit_length() - 1
            heavier = weight + weights[more]
            if heavier <= high and not grow(members | bit, heavier, edge | (around[more] & ~banned & ~members), banned):
                return False
        return True

    for first, weight in enumerate(weights):
        start = 1 << first
        before = (start << 1) - 1
        if steps > most or (weight <= high and not grow(start, weight, around[first] & ~before, before)):
            return None
    return tuple(found)
