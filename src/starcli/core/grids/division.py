"""Parts divided into grids, in whole numbers: what is asked, what a division is worth, what is wrong with it.

A part is what nobody divides: a compound, a building, a staircase. A division puts every part into exactly one grid. It
is better where fewer grids are too small (none at all, wherever that is possible) and fewer households are missing in
those; then where fewer compounds are cut; then where these fall into fewer pieces; then where fewer parts change their
grid; then where sizes are more even: where what they are off the middle of the standard, squared, adds up to less. With
as many grids that is the variance, so that one grid far off counts for more than several that are off a little; and
where their number is free, it is chosen so that grids have room to grow and to shrink.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Literal

from starcli.core.grids.division_names import best_names
from starcli.core.grids.rules import GridSize

Aim = Literal["outside", "missing", "cut", "pieces", "moved", "uneven"]
AIMS: tuple[Aim, ...] = ("outside", "missing", "cut", "pieces", "moved", "uneven")
Group = tuple[int, ...]
"""The parts of a grid, by their position."""


@dataclass(frozen=True)
class Task:
    """What is to be divided: of every part its households, its compound and its grid of today, None where it has none.

    `neighbours` are those of every part, None where nobody knows them: grids then need not be connected. `grids` is how
    many there must be; None where that is free. `relaxed` lets grids be too small, where it cannot be done otherwise.
    `torn` are compounds that are cut whatever is done, because parts of them are somewhere else.
    """

    households: tuple[int, ...]
    size: GridSize
    compounds: tuple[int | None, ...]
    today: tuple[int | None, ...]
    neighbours: tuple[frozenset[int], ...] | None = None
    grids: int | None = None
    relaxed: bool = False
    torn: frozenset[int] = frozenset()

    @cached_property
    def total(self) -> int:
        """The households of all parts."""
        return sum(self.households)

    @cached_property
    def together(self) -> Mapping[int, frozenset[int]]:
        """The parts of every compound that has several here, or others somewhere else."""
        members: dict[int, list[int]] = {}
        for part, compound in enumerate(self.compounds):
            if compound is not None:
                members.setdefault(compound, []).append(part)
        return {
            compound: frozenset(parts) for compound, parts in members.items() if len(parts) > 1 or compound in self.torn
        }

    @cached_property
    def components(self) -> tuple[Group, ...]:
        """The parts that hang together, one group for each; all of them where nobody knows the neighbours."""
        if self.neighbours is None:
            return (tuple(range(len(self.households))),) if self.households else ()
        left, found = set(range(len(self.households))), []
        while left:
            reached = self.reached(min(left), left)
            found.append(tuple(sorted(reached)))
            left -= reached
        return tuple(found)

    @property
    def middle(self) -> int:
        """The middle of the size."""
        return (self.size.low + self.size.high) // 2

    @property
    def usual(self) -> int:
        """The mean size of a grid: as many as are asked for, else as many as bring it nearest to the middle."""
        count = self.grids or max(1, (2 * self.total + self.middle) // max(2 * self.middle, 1))
        return self.total // count

    def reached(self, start: int, within: "set[int] | frozenset[int]") -> set[int]:
        """The parts that one leads to over neighbours, all among some."""
        if self.neighbours is None:
            return set(within)
        found, fresh = {start}, [start]
        while fresh:
            around = self.neighbours[fresh.pop()] & within - found
            found |= around
            fresh += around
        return found

    def is_connected(self, group: Group) -> bool:
        """Whether the parts of a grid hang together."""
        members = frozenset(group)
        return not members or len(self.reached(group[0], members)) == len(members)

    def households_of(self, group: Group) -> int:
        """The households of a grid."""
        return sum(self.households[part] for part in group)

    def names(self, groups: Sequence[Group]) -> tuple[int | None, ...]:
        """Which of today's grids each grid carries on, so that the fewest parts change, then the fewest households."""
        least = self.total + 1
        shared: list[dict[int, int]] = []
        for group in groups:
            weights: dict[int, int] = {}
            for part in group:
                name = self.today[part]
                if name is not None:
                    weights[name] = weights.get(name, 0) + least + self.households[part]
            shared.append(weights)
        return best_names(shared)


@dataclass(frozen=True, slots=True)
class Merit:
    """What a division is worth, in the order of importance; less is better.

    Grids that are too small, and the households that these lack; compounds that are cut, and the pieces of those; parts
    that change their grid; and how uneven sizes are: what they are off the middle, squared and added up.
    """

    outside: int = 0
    missing: int = 0
    cut: int = 0
    pieces: int = 0
    moved: int = 0
    uneven: int = 0

    @property
    def key(self) -> tuple[int, ...]:
        """All figures in their order."""
        return tuple(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Solved:
    """The best division that was found, and what none can surpass.

    `groups` are None where none was found. Each figure of `bound` holds among the divisions that are as good as this
    one in all figures before it. `impossible` tells that it was shown that no division at all is within the size.
    """

    groups: tuple[Group, ...] | None
    merit: Merit = Merit()
    bound: Merit = Merit()
    impossible: bool = False

    @property
    def proven(self) -> bool:
        """Whether it is shown that no division is better, or that there is none."""
        return self.impossible if self.groups is None else self.merit == self.bound


Solver = Callable[[Task], Solved]
"""What finds a division."""


def merit_of(task: Task, groups: Sequence[Group]) -> Merit:
    """What a division is worth, counted exactly. Raises `ValueError` where it is none."""
    wrong = faults(task, groups)
    if wrong:
        raise ValueError("; ".join(wrong))
    sizes = [task.households_of(group) for group in groups]
    small = [task.size.low - size for size in sizes if size < task.size.low]
    grid_of = {part: at for at, group in enumerate(groups) for part in group}
    all_pieces = {key: len({grid_of[part] for part in parts}) for key, parts in task.together.items()}
    pieces = [count for key, count in all_pieces.items() if count > 1 or key in task.torn]
    kept = sum(
        name is not None and task.today[part] == name
        for group, name in zip(groups, task.names(groups), strict=True)
        for part in group
    )
    return Merit(
        outside=len(small),
        missing=sum(small),
        cut=len(pieces),
        pieces=sum(pieces),
        moved=sum(name is not None for name in task.today) - kept,
        uneven=sum((size - task.middle) ** 2 for size in sizes),
    )


def faults(task: Task, groups: Sequence[Group]) -> tuple[str, ...]:
    """What keeps groups of parts from being a division; nothing where they are one."""
    found = []
    if sorted(part for group in groups for part in group) != list(range(len(task.households))):
        found.append("a part is in no grid or in several")
    if not all(groups):
        found.append("a grid has no parts")
    if task.grids is not None and len(groups) != task.grids:
        found.append("there are more or fewer grids than asked for")
    for group in groups:
        size = task.households_of(group)
        if size > task.size.high or (size < task.size.low and not task.relaxed):
            found.append(f"a grid has {size} households")
        if group and not task.is_connected(group):
            found.append("a grid does not hang together")
    return tuple(found)
