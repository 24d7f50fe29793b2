"""What is divided into grids: every part of a unit, those too large for one grid as staircases where these are known.

A part that is too large and cannot be divided is a grid by itself, and the task goes on without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starcli.core.findings import Finding, finding
from starcli.core.grids.community import Community, Part
from starcli.core.grids.division import Task
from starcli.core.grids.rules import GridSize


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a unit, or one of its staircases; `part` is its position among the parts."""

    part: int
    name: str
    households: int
    compound: str = ""
    building: str = ""
    today: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """All pieces; `divided` are those that the task divides, in its order, `alone` are grids by themselves."""

    pieces: tuple[Piece, ...]
    divided: tuple[int, ...]
    alone: tuple[int, ...]
    task: Task
    neighbours: tuple[frozenset[int], ...] | None
    findings: tuple[Finding, ...] = ()

    def whole(self, groups: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
        """Grids of the task as positions among all pieces, and those of the parts that are too large."""
        return [*(tuple(self.divided[at] for at in group) for group in groups), *((at,) for at in self.alone)]


def prepared(community: Community, size: GridSize) -> Prepared:
    """The pieces of a unit and the task that they make; parts without households are in none."""
    found: list[Finding] = []
    pieces: list[Piece] = []
    own: list[tuple[int, ...]] = []
    for at, part in enumerate(community.parts):
        fresh = _pieces(at, part, size, found)
        own.append(tuple(range(len(pieces), len(pieces) + len(fresh))))
        pieces += fresh
    around = _around(community, own) if community.neighbours is not None else None
    alone = tuple(at for at, piece in enumerate(pieces) if piece.households > size.high)
    divided = tuple(at for at in range(len(pieces)) if at not in alone)
    return Prepared(tuple(pieces), divided, alone, _task(pieces, divided, alone, around, size), around, tuple(found))


def today_of(pieces: Sequence[Piece]) -> dict[str, int]:
    """The grids of today by name, numbered in the order in which pieces name them."""
    return {name: at for at, name in enumerate(dict.fromkeys(piece.today for piece in pieces if piece.today))}


def _pieces(at: int, part: Part, size: GridSize, found: list[Finding]) -> list[Piece]:
    if part.households is None:
        return []
    whole = Piece(at, part.name, part.households, part.compound, part.building, part.today)
    if part.households <= size.high:
        return [whole]
    place, households, high = part.place("households"), str(part.households), str(size.high)
    if not part.staircases:
        found.append(finding("part-too-large", place, part=part.name, households=households, high=high))
        return [whole]
    count = len(part.staircases)
    found.append(finding("part-split", place, part=part.name, households=households, high=high, count=count))
    pieces = []
    for each in part.staircases:
        if (each.households or 0) > size.high:
            more = str(each.households)
            found.append(finding("part-too-large", place, part=f"{part.name}{each.name}", households=more, high=high))
        # A building by itself is what its staircases have in common.
        compound = part.compound or part.name
        building = f"{part.building}{each.name}" if part.compound else each.name
        name = f"{part.name}{each.name}"
        pieces.append(Piece(at, name, each.households or 0, compound, building, part.today))
    return pieces


def _around(community: Community, own: Sequence[tuple[int, ...]]) -> tuple[frozenset[int], ...]:
    """The neighbours of every piece: a staircase lies beside the next one, and beside all that its building does."""
    around: list[frozenset[int]] = []
    for part, pieces in enumerate(own):
        outside = {piece for other in (community.neighbours or ())[part] for piece in own[other]}
        for piece in pieces:
            beside = {piece - 1, piece + 1} & set(pieces)
            around.append(frozenset(outside | beside))
    return tuple(around)


def _task(
    pieces: Sequence[Piece],
    divided: Sequence[int],
    alone: Sequence[int],
    around: Sequence[frozenset[int]] | None,
    size: GridSize,
) -> Task:
    """The task of dividing some of the pieces."""
    at = {piece: position for position, piece in enumerate(divided)}
    compounds = {name: n for n, name in enumerate(dict.fromkeys(piece.compound for piece in pieces if piece.compound))}
    today = today_of(pieces)
    inside = [pieces[piece] for piece in divided]
    return Task(
        households=tuple(piece.households for piece in inside),
        size=size,
        compounds=tuple(compounds.get(piece.compound) for piece in inside),
        today=tuple(today.get(piece.today) for piece in inside),
        neighbours=None
        if around is None
        else tuple(frozenset(at[other] for other in around[piece] if other in at) for piece in divided),
        torn=frozenset(compounds[name] for piece in alone if (name := pieces[piece].compound))
        & {compounds[piece.compound] for piece in inside if piece.compound},
    )
