"""How large the pieces of split rooms are, once it is known which room goes to which unit: the most that they cover.

Whole pieces come first, then the least of each piece. Of the rest every unit gets no more than it still lacks; those
that are to be met come first, and nothing is taken from them for others. With whole sizes and needs there is a best way
in whole numbers: it is found by augmenting paths (Ford and Fulkerson, 1956).
"""

from collections.abc import Collection, Iterable
from itertools import pairwise

from starcli.core.rooms.allocation import Piece, Problem


def with_sizes(problem: Problem, pairs: Iterable[tuple[int, int]], first: Collection[int]) -> tuple[Piece, ...]:
    """The pieces for pairs of offer and want; wants in `first` are met before any other where they can be."""
    whole, splitting = [], []
    for offer, want in pairs:
        if problem.offers[offer].splits:
            splitting.append((offer, want))
        else:
            whole.append(Piece(want, offer, problem.offers[offer].size))
    flow = _Flow(problem, whole, splitting)
    for want in sorted(range(len(problem.wants)), key=lambda at: (at not in first, at)):
        flow.fill(want)
    split = (Piece(want, offer, size) for (offer, want), size in flow.sizes.items() if size)
    return tuple(sorted((*whole, *split)))


class _Flow:
    """Area on its way from rooms to units."""

    def __init__(self, problem: Problem, whole: Iterable[Piece], pairs: Iterable[tuple[int, int]]) -> None:
        self._least = {at: offer.least for at, offer in enumerate(problem.offers)}
        self._left = {at: offer.size for at, offer in enumerate(problem.offers)}
        self._lacking = [want.need for want in problem.wants]
        self.sizes: dict[tuple[int, int], int] = {}
        for piece in whole:
            self._lacking[piece.want] = max(0, self._lacking[piece.want] - piece.size)
        for offer, want in pairs:
            # A piece for which there is nothing left, or nothing is lacking, is none.
            if self._left[offer] >= self._least[offer] and self._lacking[want]:
                self.sizes[offer, want] = self._least[offer]
                self._left[offer] -= self._least[offer]
                self._lacking[want] = max(0, self._lacking[want] - self._least[offer])

    def fill(self, want: int) -> None:
        """Give a unit what it lacks, as far as that can be had without taking area from others for good."""
        while self._lacking[want]:
            path = self._path(want, [])
            if path is None:
                return
            start = path[-1][0]
            returned = (self._beyond(one[0], other[1]) for one, other in pairwise(path))
            size = min(self._lacking[want], self._left[start], *returned)
            for at, (offer, to) in enumerate(path):
                self.sizes[offer, to] += size
                if at + 1 < len(path):
                    self.sizes[offer, path[at + 1][1]] -= size
            self._left[start] -= size
            self._lacking[want] -= size

    def _beyond(self, offer: int, want: int) -> int:
        """How much a piece has beyond its least."""
        return self.sizes[offer, want] - self._least[offer]

    def _path(self, want: int, seen: list[int]) -> list[tuple[int, int]] | None:
        """Which rooms hand area on, from the unit back to a room with some left; None where there is no way."""
        offers = [offer for offer, to in self.sizes if to == want and offer not in seen]
        for offer in offers:
            if self._left[offer]:
                return [(offer, want)]
        for offer in offers:
            seen.append(offer)
            for other, to in list(self.sizes):
                if other == offer and to != want and self._beyond(offer, to):
                    rest = self._path(to, seen)
                    if rest is not None:
                        return [(offer, want), *rest]
        return None
