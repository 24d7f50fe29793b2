"""The best allocation of rooms: an integer programme for HiGHS, aim after aim.

The solver works in floating point. What it proposes is made whole, counted exactly, and kept only where it is better
than what is known; its bounds are rounded to whole numbers on the safe side.
"""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from starcli.core.rooms.allocation import (
    Merit,
    Piece,
    Problem,
    Solved,
    merit_of,
    most_covered,
    most_met,
    parts_of,
)
from starcli.numeric.rooms_packing import packed
from starcli.numeric.rooms_programme import AIMS, MORE, Aim, Programme

SECONDS = 30.0
"""How long the search may take by default."""
_ALL_AT_ONCE = 3000
"""With more pairs than these, parts of an allocation are improved before the whole of it is looked at."""
_FEW_WANTS, _FEW_OFFERS = 7, 40
_PACKING, _IMPROVING = 0.2, 0.4
"""What part of the time that is left is spent so."""
_LOOK = 1.5
_MORE_THAN_ITS_PART = 2
_FOR_TIES = 3.0
_HALF = 0.5
_SEED = 20220919


def solve(problem: Problem, seconds: float = SECONDS) -> Solved:
    """The best allocation that is found in some time, and how far from the best possible it may be."""
    parts = parts_of(problem)
    began = time.monotonic()
    weight = sum(len(offers) * len(wants) for offers, wants in parts)
    pieces: list[Piece] = []
    bound = Merit()
    for offers, wants in sorted(parts, key=lambda part: len(part[0]) * len(part[1])):
        pairs = len(offers) * len(wants)
        left = began + seconds - time.monotonic()
        part = Problem(tuple(problem.offers[at] for at in offers), tuple(problem.wants[at] for at in wants))
        solved = _Search(part, left * pairs / weight).solved()
        weight -= pairs
        pieces += (replace(piece, offer=offers[piece.offer], want=wants[piece.want]) for piece in solved.pieces)
        bound = bound.plus(solved.bound)
    ordered = tuple(sorted(pieces))
    return Solved(ordered, merit_of(problem, ordered), bound)


class _Search:
    """The search for the best allocation of a problem in which every offer may go to every want."""

    def __init__(self, problem: Problem, seconds: float) -> None:
        self._problem = problem
        self._end = time.monotonic() + max(seconds, 0.0)
        self._keep(packed(problem, time.monotonic() + self._left() * _PACKING))

    def solved(self) -> Solved:
        """What is found by the end of the time, with its bounds."""
        if len(self._problem.offers) * len(self._problem.wants) > _ALL_AT_ONCE:
            self._improve(time.monotonic() + self._left() * _IMPROVING)
        bound = self._bounds()
        return Solved(self.pieces, self.merit, bound)

    def _keep(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(sorted(pieces))
        self.merit = merit_of(self._problem, self.pieces)

    def _left(self) -> float:
        return max(self._end - time.monotonic(), 0.0)

    def _bounds(self) -> Merit:
        """The bound of each aim, better allocations being kept on the way."""
        programme: Programme | None = None
        bounds: dict[str, int] = {}
        for number, aim in enumerate(AIMS):
            bounds[aim] = self._simple(aim)
            if getattr(self.merit, aim) != bounds[aim] and self._left() > 0:
                if programme is None:
                    programme = Programme(self._problem)
                    for earlier in AIMS[:number]:
                        programme.hold(earlier, self.merit)
                seconds = self._left() * min(1.0, _MORE_THAN_ITS_PART / (len(AIMS) - number))
                seconds = min(seconds, _FOR_TIES) if aim == AIMS[-1] else seconds
                bounds[aim] = self._run(programme, aim, seconds, bounds[aim])
            if programme is not None:
                programme.hold(aim, self.merit)
        return Merit(**bounds)

    def _run(self, programme: Programme, aim: Aim, seconds: float, simple: int) -> int:
        """The bound of an aim; what is found by the way is kept where it is better."""
        outcome = programme.run(aim, seconds, self.pieces)
        if outcome.pieces is not None and merit_of(self._problem, outcome.pieces).key < self.merit.key:
            self._keep(outcome.pieces)
        found = outcome.bound
        figure: int = getattr(self.merit, aim)
        if aim in MORE:
            return max(figure, simple if found is None else min(found, simple))
        return min(figure, simple if found is None else max(found, simple))

    def _simple(self, aim: Aim) -> int:
        """A bound that needs no solver."""
        sizes = sorted((offer.size for offer in self._problem.offers), reverse=True)
        needs = [want.need for want in self._problem.wants]
        if aim == "met":
            return most_met(sizes, needs)
        if aim == "covered":
            return most_covered(sizes, needs)
        if aim == "away":
            return 0
        if aim == "taken":
            return self.merit.covered
        return max(self.merit.met, sum(total < self.merit.covered for total in accumulate(sizes, initial=0)))

    def _improve(self, end: float) -> None:
        """Look at a few units and their rooms at a time, as long as there is time."""
        dice = random.Random(_SEED)  # noqa: S311 the same choices as long as time lasts
        while (left := end - time.monotonic()) > 0:
            wants = self._some(dice)
            self._try(wants, self._within_reach(wants, dice), min(left, _LOOK))

    def _some(self, dice: random.Random) -> list[int]:
        """A few units: one that lacks something, if any does, some of its street, and some others."""
        wants = self._problem.wants
        given = [0] * len(wants)
        for piece in self.pieces:
            given[piece.want] += piece.size
        lacking = [at for at, want in enumerate(wants) if given[at] < want.need]
        away = {piece.want for piece in self.pieces if self._problem.away(piece.offer, piece.want)}
        first = dice.choice(lacking if lacking and dice.random() < _HALF else sorted(away) or range(len(wants)))
        near = [at for at, want in enumerate(wants) if at != first and want.street == wants[first].street]
        others = [at for at in range(len(wants)) if at != first and at not in near]
        chosen = dice.sample(near, min(len(near), _FEW_WANTS // 2))
        return sorted([first, *chosen, *dice.sample(others, min(len(others), _FEW_WANTS - 1 - len(chosen)))])

    def _within_reach(self, wants: Sequence[int], dice: random.Random) -> dict[int, int]:
        """What these units have of each room, and some of what nobody has."""
        left = {at: offer.size for at, offer in enumerate(self._problem.offers)}
        mine = set()
        for piece in self.pieces:
            if piece.want in wants:
                mine.add(piece.offer)
            else:
                left[piece.offer] -= piece.size
        free = [at for at, size in left.items() if size and at not in mine]
        some = dice.sample(free, min(len(free), max(0, _FEW_OFFERS - len(mine))))
        return {at: left[at] for at in sorted((*mine, *some))}

    def _try(self, wants: Sequence[int], offers: Mapping[int, int], seconds: float) -> None:
        """Allocate some rooms to some units anew, and keep that where it is better."""
        problem, places = self._problem, list(offers)
        part = Problem(
            tuple(replace(problem.offers[at], size=size) for at, size in offers.items()),
            tuple(problem.wants[at] for at in wants),
        )
        now = [piece for piece in self.pieces if piece.want in wants]
        before = merit_of(part, [replace(p, offer=places.index(p.offer), want=wants.index(p.want)) for p in now])
        search = _Search(part, seconds)
        search.solved()
        if search.merit.key < before.key:
            rest = [piece for piece in self.pieces if piece.want not in wants]
            self._keep([*rest, *(replace(p, offer=places[p.offer], want=wants[p.want]) for p in search.pieces)])
