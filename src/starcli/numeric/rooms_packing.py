"""Good allocations of rooms, quickly: every need in turn takes the rooms that fit it best.

Which rooms fit is told by all sums that they can make. That is no proof of anything: it is where the search for the
best allocation begins, and what stands where that search runs out of time.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starcli.core.rooms.allocation import Merit, Piece, Problem, merit_of, most_covered, most_met

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CELLS = 2000
"""Sums are told apart in so many steps: enough to fit rooms well, few enough to be quick."""
_PERCENT = 100
_PRICES = ((2, 0), (20, 75), (0, 0), (2, 4), (40, 75), (10, 20))
"""What a piece, and another street, cost in area, in per cent of the mean room: how many needs can be met, and how near
to them rooms are, is a matter of these prices, and no one of them is the best for every problem."""
_FEWER = (0, 1, 2, 4)


@dataclass(frozen=True, slots=True)
class _Way:
    """In which order needs are met, and what a piece, and one from another street, cost in area."""

    order: tuple[int, ...]
    piece: int
    away: int


def packed(problem: Problem, end: float) -> tuple[Piece, ...]:
    """The best allocation of several that are made in different ways, the last of them begun before a moment."""
    best: tuple[Piece, ...] = ()
    merit = Merit()
    sizes = [offer.size for offer in problem.offers]
    needs = [want.need for want in problem.wants]
    most = most_met(sizes, needs), most_covered(sizes, needs)
    for number, way in enumerate(_ways(problem, most[0])):
        if number and time.monotonic() > end:
            break
        pieces = _Packing(problem, way).packed()
        found = merit_of(problem, pieces)
        if found.key < merit.key:
            best, merit = pieces, found
        if (merit.met, merit.covered, merit.away) == (*most, 0):
            break
    return best


def _ways(problem: Problem, met: int) -> Iterator[_Way]:
    """The smallest needs come before the others: as many as can be met at most, or a few less."""
    wants = problem.wants
    ascending = sorted(range(len(wants)), key=lambda at: (wants[at].need, at))
    mean = sum(offer.size for offer in problem.offers) // max(1, len(problem.offers))
    for fewer in _FEWER:
        chosen = ascending[: max(0, met - fewer)]
        rest = ascending[len(chosen) :][::-1]
        for piece, away in _PRICES:
            for order in (chosen, chosen[::-1]):
                yield _Way((*order, *rest), mean * piece // _PERCENT + 1, mean * away // _PERCENT)


class _Packing:
    """One allocation in the making."""

    def __init__(self, problem: Problem, way: _Way) -> None:
        self._problem = problem
        self._way = way
        self._left = [offer.size for offer in problem.offers]
        self._pieces: list[Piece] = []

    def packed(self) -> tuple[Piece, ...]:
        """The allocation that meets one need after the other; what is left goes where it covers something."""
        waiting = [want for want in self._way.order if not self._meet(want)]
        for want in sorted(waiting, key=lambda at: -self._problem.wants[at].need):
            self._fill(want)
        return tuple(sorted(self._pieces))

    def _meet(self, want: int) -> bool:
        need = self._problem.wants[want].need
        free = self._free(want)
        if sum(self._left[offer] for offer in free) < need:
            return False
        splitting = [offer for offer in free if self._problem.offers[offer].splits]
        whole = [offer for offer in free if not self._problem.offers[offer].splits]
        picked = self._sums(want, whole, need) if sum(self._left[o] for o in whole) >= need else None
        if picked is not None and (not splitting or sum(self._left[offer] for offer in picked) == need):
            return self._give(want, picked, need)
        return self._give(want, [*self._below(want, whole, need), *splitting], need) or (
            picked is not None and self._give(want, picked, need)
        )

    def _fill(self, want: int) -> None:
        """Cover as much of a need as rooms that fit into it can."""
        need = self._problem.wants[want].need
        free = self._free(want)
        whole = [offer for offer in free if not self._problem.offers[offer].splits]
        self._give(want, self._below(want, whole, need), 0)
        left = need - sum(piece.size for piece in self._pieces if piece.want == want)
        for offer in (offer for offer in free if self._problem.offers[offer].splits):
            left -= self._cut(offer, want, left)

    def _free(self, want: int) -> list[int]:
        """What may still be given to a want, its own street first."""
        away = self._problem.away
        reach = self._problem.wants[want].reach
        offers = enumerate(self._problem.offers)
        least = [offer.least if offer.splits else 1 for offer in self._problem.offers]
        free = [at for at, offer in offers if self._left[at] >= least[at] and offer.reach == reach]
        return sorted(free, key=lambda offer: (away(offer, want), -self._left[offer], offer))

    def _give(self, want: int, offers: Sequence[int], need: int) -> bool:
        """Give offers, split ones no further than a need goes; nothing where they do not meet it."""
        if sum(self._left[offer] for offer in offers) < need:
            return False
        given = 0
        for offer in offers:
            if self._problem.offers[offer].splits:
                given += self._cut(offer, want, need - given)
            else:
                given += self._left[offer]
                self._take(offer, want, self._left[offer])
        return True

    def _cut(self, offer: int, want: int, lacking: int) -> int:
        """Give what is lacking of a room that splits, as far as it goes; how much that is."""
        size = min(self._left[offer], max(lacking, self._problem.offers[offer].least)) if lacking > 0 else 0
        if size:
            self._take(offer, want, size)
        return size

    def _take(self, offer: int, want: int, size: int) -> None:
        self._left[offer] -= size
        self._pieces.append(Piece(want, offer, size))

    def _sums(self, want: int, offers: Sequence[int], need: int) -> list[int] | None:
        """Whole rooms that meet a need at the least cost, what lies beyond it included; None where none do."""
        sizes = [self._left[offer] for offer in offers]
        highest = need + max(sizes)
        cell = max(1, -(-highest // _CELLS))
        steps = [size // cell for size in sizes]
        table = _Sums([self._cost(offer, want) for offer in offers], steps, highest // cell)
        low = -(-need // cell)
        reached = [at for at in range(low, highest // cell + 1) if table.cost[at] >= 0]
        if not reached:
            return None
        best = min(reached, key=lambda at: (at - low) * cell + table.cost[at])
        return [offers[at] for at in table.picked(best)]

    def _below(self, want: int, offers: Sequence[int], need: int) -> list[int]:
        """Whole rooms that cover as much of a need as can be without anything beyond it."""
        cell = max(1, -(-need // _CELLS))
        fitting = [offer for offer in offers if self._left[offer] <= need]
        steps = [-(-self._left[offer] // cell) for offer in fitting]
        table = _Sums([self._cost(offer, want) for offer in fitting], steps, need // cell)
        best = max(at for at in range(need // cell + 1) if table.cost[at] >= 0)
        return [fitting[at] for at in table.picked(best)]

    def _cost(self, offer: int, want: int) -> int:
        return self._way.piece + self._way.away * self._problem.away(offer, want)


class _Sums:
    """The least cost of each sum that some sizes can make, below zero where they cannot; and how it is made."""

    def __init__(self, costs: Sequence[int], sizes: Sequence[int], highest: int) -> None:
        import numpy as np  # noqa: PLC0415 only where rooms are allocated

        self._sizes = sizes
        never = np.iinfo(np.int64).max // 2
        cost: NDArray[np.int64] = np.full(highest + 1, never, dtype=np.int64)
        cost[0] = 0
        self._took: NDArray[np.bool_] = np.zeros((len(sizes), highest + 1), dtype=np.bool_)
        for at, (size, each) in enumerate(zip(sizes, costs, strict=True)):
            if 0 < size <= highest:
                with_it = cost[: highest + 1 - size] + each
                better = with_it < cost[size:]
                self._took[at, size:] = better
                cost[size:] = np.where(better, with_it, cost[size:])
        self.cost: list[int] = np.where(cost >= never, -1, cost).tolist()

    def picked(self, total: int) -> list[int]:
        """The sizes that make a sum, by position."""
        found = []
        for at in range(len(self._sizes) - 1, -1, -1):
            if self._took[at, total]:
                found.append(at)
                total -= self._sizes[at]
        return found
