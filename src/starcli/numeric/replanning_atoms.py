"""Parts that stay together, taken as one: the atoms of all divisions that cut certain compounds at most."""

from collections.abc import Iterable, Sequence

from starcli.core.grids.division import Group, Task


def atoms_of(task: Task, cut: frozenset[int]) -> tuple[Group, ...]:
    """The parts, those of a compound that is not cut as one, or as several where they do not touch each other."""
    found: list[Group] = []
    done: set[int] = set()
    for part in range(len(task.households)):
        if part in done:
            continue
        compound = task.compounds[part]
        together = task.together.get(compound) if compound is not None and compound not in cut else None
        atom = tuple(sorted(task.reached(part, together))) if together else (part,)
        done.update(atom)
        found.append(atom)
    return tuple(found)


def around_atoms(task: Task, atoms: Sequence[Group]) -> tuple[int, ...]:
    """The neighbours of every atom, as bits; all others where nobody knows them."""
    if task.neighbours is None:
        everything = (1 << len(atoms)) - 1
        return tuple(everything & ~(1 << at) for at in range(len(atoms)))
    atom_of = {part: at for at, atom in enumerate(atoms) for part in atom}
    found = []
    for at, atom in enumerate(atoms):
        near = {atom_of[other] for part in atom for other in task.neighbours[part]} - {at}
        found.append(bits_of(near))
    return tuple(found)


def bits_of(members: Iterable[int]) -> int:
    """Some numbers as the bits of one."""
    return sum(1 << member for member in members)


def members_of(bits: int) -> list[int]:
    """The numbers that are the bits of one."""
    found = []
    while bits:
        bit = bits & -bits
        found.append(bit.bit_length() - 1)
        bits ^= bit
    return found
