"""Who gets which room, as a problem in whole numbers: what may be done, and how good it is.

Sizes and needs are counted in one step of area, such as a square metre, so that nothing is lost to rounding. An
allocation is better where more units have all that they need; then where more of what is lacking is covered, area
beyond a need not counting; then where fewer pieces go to another street; then where there are fewer pieces; then where
less area is taken.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A room, or what is left of one: its size, its street, and the area within which it may be given.

    One that splits may be given in pieces, none of them smaller than its `least`; any other goes to one unit as it is.
    """

    size: int
    street: str
    reach: str
    splits: bool = False
    least: int = 1


@dataclass(frozen=True, slots=True)
class Want:
    """A unit that lacks area: how much, its street, and the area from which it may be given rooms."""

    need: int
    street: str
    reach: str


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """So much of an offer for a want; both are named by their position."""

    want: int
    offer: int
    size: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that is offered and wanted."""

    offers: tuple[Offer, ...]
    wants: tuple[Want, ...]

    def away(self, offer: int, want: int) -> bool:
        """Whether an offer lies in another street than a want; one of which nobody knows the street does."""
        street = self.offers[offer].street
        return not street or street != self.wants[want].street


@dataclass(frozen=True, slots=True)
class Merit:
    """What an allocation achieves: wants met, area covered, pieces that go to another street, pieces, area taken."""

    met: int = 0
    covered: int = 0
    away: int = 0
    pieces: int = 0
    taken: int = 0

    @property
    def key(self) -> tuple[int, int, int, int, int]:
        """Less is better."""
        return -self.met, -self.covered, self.away, self.pieces, self.taken

    def plus(self, other: "Merit") -> "Merit":
        """The merits of two parts that have nothing to do with each other."""
        return Merit(
            self.met + other.met,
            self.covered + other.covered,
            self.away + other.away,
            self.pieces + other.pieces,
            self.taken + other.taken,
        )


@dataclass(frozen=True, slots=True)
class Solved:
    """An allocation, its merit, and what no allocation can surpass.

    Each figure of `bound` holds among the allocations that are as good as this one in all figures before it. Where the
    two are equal, nothing is better; the area taken only breaks ties, and nobody promises that it is the least.
    """

    pieces: tuple[Piece, ...]
    merit: Merit
    bound: Merit

    @property
    def proven(self) -> bool:
        """Whether it is shown that no allocation is better."""
        return self.merit.key[:-1] == self.bound.key[:-1]


Solver = Callable[[Problem], Solved]
"""What finds an allocation."""


def merit_of(problem: Problem, pieces: Sequence[Piece]) -> Merit:
    """What pieces achieve, counted exactly. Raises `ValueError` where they may not be given so."""
    given = [0] * len(problem.wants)
    used = [0] * len(problem.offers)
    for piece in pieces:
        _check(problem, piece)
        given[piece.want] += piece.size
        used[piece.offer] += piece.size
    if any(total > offer.size for total, offer in zip(used, problem.offers, strict=True)):
        raise ValueError("more is given of a room than it has")
    if len({(piece.offer, piece.want) for piece in pieces}) < len(pieces):
        raise ValueError("a unit is given two pieces of one room")
    wanted = list(zip(given, (want.need for want in problem.wants), strict=True))
    return Merit(
        met=sum(total >= need for total, need in wanted),
        covered=sum(min(total, need) for total, need in wanted),
        away=sum(problem.away(piece.offer, piece.want) for piece in pieces),
        pieces=len(pieces),
        taken=sum(given),
    )


def parts_of(problem: Problem) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Positions of offers and wants, for each area within which rooms may be given, where there are both."""
    offers: dict[str, list[int]] = {}
    wants: dict[str, list[int]] = {}
    for position, offer in enumerate(problem.offers):
        offers.setdefault(offer.reach, []).append(position)
    for position, want in enumerate(problem.wants):
        wants.setdefault(want.reach, []).append(position)
    return tuple((tuple(some), tuple(wants[reach])) for reach, some in offers.items() if reach and reach in wants)


def most_met(sizes: Sequence[int], needs: Sequence[int]) -> int:
    """How many needs could be met at most, if rooms could be cut to any shape."""
    left, met = sum(sizes), 0
    for need in sorted(needs):
        left -= need
        if left < 0:
            break
        met += 1
    return met


def most_covered(sizes: Sequence[int], needs: Sequence[int]) -> int:
    """How much of the needs could be covered at most, if rooms could be cut to any shape."""
    return min(sum(sizes), sum(needs))


def _check(problem: Problem, piece: Piece) -> None:
    """Raises `ValueError` for a piece that may not be given."""
    offer, want = problem.offers[piece.offer], problem.wants[piece.want]
    if not offer.reach or offer.reach != want.reach:
        raise ValueError("a room is given beyond its area")
    if not offer.splits and piece.size != offer.size:
        raise ValueError("a room that may not be split is split")
    if piece.size < max(1, offer.least if offer.splits else 1):
        raise ValueError("a piece of a room is too small")
