"""A first division, by chance: grids grow from a part each, the smallest of them first, over neighbours where known.

It is as even as that comes to, and need not be within the size: it is where a search begins.
"""

import random
from collections.abc import Sequence

from starcli.core.grids.division import Group, Task
from starcli.core.grids.division_limits import forced_cuts
from starcli.numeric.replanning_atoms import around_atoms, atoms_of, members_of


def begun(task: Task, dice: random.Random) -> tuple[Group, ...]:
    """Grids that hold every part once and are in one piece, about as many as there should be."""
    atoms = atoms_of(task, forced_cuts(task))
    around, weights = around_atoms(task, atoms), [task.households_of(atom) for atom in atoms]
    place = {part: at for at, atom in enumerate(atoms) for part in atom}
    found: list[Group] = []
    for component, count in zip(task.components, _counts(task), strict=True):
        inside = sorted({place[part] for part in component})
        groups = _grown(weights, around, inside, count, dice)
        found += [tuple(sorted(part for at in members for part in atoms[at])) for members in groups]
    return tuple(found)


def _counts(task: Task) -> list[int]:
    """How many grids the parts that hang together make, all of them as many as are asked for where that can be."""
    sums = [task.households_of(component) for component in task.components]
    usual = max(task.usual, 1)
    found = [max(1, (2 * households + usual) // (2 * usual)) for households in sums]
    while task.grids is not None and sum(found) != task.grids:
        more = 1 if sum(found) < task.grids else -1
        able = [at for at, count in enumerate(found) if count + more > 0]
        if not able:
            break
        best = min(able, key=lambda at: abs(sums[at] - usual * (found[at] + more)))
        found[best] += more
    return found


def _grown(
    weights: Sequence[int], around: Sequence[int], inside: Sequence[int], count: int, dice: random.Random
) -> list[list[int]]:
    """Some atoms in so many groups, or in fewer where there are not enough."""
    seeds = dice.sample(inside, min(count, len(inside)))
    groups = [[seed] for seed in seeds]
    sizes = [weights[seed] for seed in seeds]
    edges = [around[seed] for seed in seeds]
    left = sum(1 << at for at in inside) & ~sum(1 << seed for seed in seeds)
    growing = set(range(len(groups)))
    while left:
        at = min(growing, key=lambda each: (sizes[each], each))
        open_to = edges[at] & left
        if not open_to:
            growing.discard(at)
            continue
        more = dice.choice(members_of(open_to))
        groups[at].append(more)
        sizes[at] += weights[more]
        edges[at] |= around[more]
        left ^= 1 << more
    return groups
