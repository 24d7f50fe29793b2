"""A unit's grids planned anew: what becomes of every part, which moves that takes, and what cannot be done and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from starcli.core.findings import Finding
from starcli.core.grids.community import Community
from starcli.core.grids.division import AIMS, Aim, Solved, Task
from starcli.core.grids.division_limits import possible_numbers, stranded
from starcli.core.grids.replanning_names import new_names
from starcli.core.grids.replanning_pieces import Piece, Prepared, prepared, today_of
from starcli.core.grids.rules import GridRules, GridSize
from starcli.core.grids.state import Size, size_of
from starcli.core.text import Text

Why = Literal["too-large", "stranded", "sum", "coarse", "not-found"]
Solve = Callable[[Task], Solved]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps grids from being within the size: the pieces that it is about, and their households.

    Those that are stranded, or whose sum does not do, could be divided with a size from `low` on, or up to `high`.
    """

    why: Why
    pieces: tuple[int, ...] = ()
    households: int = 0
    low: int = 0
    high: int | None = None


@dataclass(frozen=True, slots=True)
class NewGrid:
    """A grid of tomorrow; `carries` is the grid of today whose name it goes on with, empty for a new one."""

    number: int
    name: Text
    pieces: tuple[int, ...]
    households: int
    size: Size
    carries: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A piece that changes its grid: from a grid of today to one of tomorrow."""

    piece: int
    origin: str
    target: NewGrid


@dataclass(frozen=True, slots=True)
class Proposal:
    """The grids of tomorrow, none where no division was found. `exempt` tells that one grid of any size is enough."""

    community: Community
    size: GridSize
    prepared: Prepared
    grids: tuple[NewGrid, ...]
    solved: Solved
    relaxed: bool
    obstacles: tuple[Obstacle, ...]
    exempt: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What was divided."""
        return self.prepared.pieces

    @property
    def grid_of(self) -> dict[int, NewGrid]:
        """The grid of each piece."""
        return {piece: grid for grid in self.grids for piece in grid.pieces}

    @property
    def moves(self) -> Iterator[Move]:
        """Every piece that leaves its grid of today, grid by grid."""
        grid_of = self.grid_of
        order = {name: at for at, name in enumerate(self.community.today)}
        moving = [(at, piece) for at, piece in enumerate(self.pieces) if piece.today and at in grid_of]
        for at, piece in sorted(moving, key=lambda pair: (order.get(pair[1].today, len(order)), pair[0])):
            if grid_of[at].carries != piece.today:
                yield Move(at, piece.today, grid_of[at])

    @property
    def households(self) -> int:
        """The households in all grids."""
        return sum(grid.households for grid in self.grids)

    def count(self, size: Size) -> int:
        """How many grids are of a size."""
        return sum(grid.size == size for grid in self.grids)

    @property
    def in_range(self) -> int:
        """How many grids are within the size, an exempt one among them."""
        return self.count("in-range") + self.count("exempt")

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The parts that are in no grid, because nobody knows their households."""
        return tuple(part.name for part in self.community.parts if part.households is None)

    def households_today(self, name: str) -> int:
        """The households of the parts that are in a grid today."""
        return sum(piece.households for piece in self.pieces if piece.today == name)


def propose(community: Community, rules: GridRules, size: GridSize, solve: Solve) -> tuple[Proposal, list[Finding]]:
    """New grids for a unit, as good as a solver finds them, and what is found about its parts on the way."""
    ready = prepared(community, size)
    if rules.is_exempt(community.unit.kind, sum(piece.households for piece in ready.pieces), 1) and ready.pieces:
        group = (tuple(range(len(ready.divided))),)
        proposal = Proposal(community, size, ready, (), Solved(group), relaxed=False, obstacles=(), exempt=True)
        return replace(proposal, grids=_grids(community, ready, group, size, exempt=True)), list(ready.findings)
    solved, relaxed, obstacles = _solved(ready.task, solve) if ready.divided else (Solved(()), False, [])
    placed = [_placed(obstacle, ready) for obstacle in obstacles]
    large = [Obstacle("too-large", (at,), ready.pieces[at].households) for at in ready.alone]
    groups = solved.groups
    grids = () if groups is None else _grids(community, ready, groups, size)
    return Proposal(community, size, ready, grids, solved, relaxed, (*large, *placed)), list(ready.findings)


def _solved(task: Task, solve: Solve) -> tuple[Solved, bool, list[Obstacle]]:
    """The best division; where none is within the size, one with as few grids as possible that are too small."""
    first = Solved(None, impossible=True) if not possible_numbers(task) else solve(task)
    if first.groups is not None:
        return first, False, []
    bad = stranded(task)
    sort: Why = "sum" if len(task.components) == 1 else "stranded"
    why = [Obstacle(sort, one.parts, one.households, one.low, one.high) for one in bad]
    second = solve(replace(task, relaxed=True))
    shown = second.groups is not None and second.merit.outside == second.bound.outside
    other: Why = "coarse" if shown or (first.impossible and not bad) else "not-found"
    small = {at for group in second.groups or () if task.households_of(group) < task.size.low for at in group}
    known = {at for one in bad for at in one.parts}
    unexplained = (component for component in task.components if small & set(component) - known)
    why += (Obstacle(other, component, task.households_of(component)) for component in unexplained)
    return second, True, why


def _placed(obstacle: Obstacle, ready: Prepared) -> Obstacle:
    """An obstacle by the positions of its pieces among all."""
    return replace(obstacle, pieces=tuple(ready.divided[at] for at in obstacle.pieces))


def _grids(
    community: Community, ready: Prepared, groups: Sequence[Sequence[int]], size: GridSize, *, exempt: bool = False
) -> tuple[NewGrid, ...]:
    """Grids with their names: first those that go on, in the order of today's, then new ones as parts are listed."""
    whole = ready.whole(groups)
    pieces = ready.pieces
    names = list(today_of(pieces))
    numbers = today_of(pieces)
    every = Task(
        tuple(piece.households for piece in pieces),
        size,
        (None,) * len(pieces),
        tuple(numbers.get(piece.today) for piece in pieces),
    )
    carried = [names[at] if at is not None else "" for at in every.names(whole)]
    order = {name: at for at, name in enumerate(community.today)}
    ranked = sorted(zip(whole, carried, strict=True), key=lambda pair: (order.get(pair[1], len(order)), min(pair[0])))
    fresh = iter(new_names(community.today, sum(not name for name in carried)))
    found = []
    for number, (group, name) in enumerate(ranked, 1):
        households = sum(pieces[at].households for at in group)
        judged = size_of(households, size, exempt=exempt)
        said = Text.same(name) if name else next(fresh)
        found.append(NewGrid(number, said, tuple(sorted(group)), households, judged, name))
    return tuple(found)


def merit_is_open(solved: Solved) -> tuple[Aim, ...]:
    """The aims in which it is not shown that no division is better."""
    if solved.groups is None:
        return ()
    return tuple(aim for aim in AIMS if getattr(solved.merit, aim) != getattr(solved.bound, aim))
