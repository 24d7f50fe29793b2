"""Small random problems of rooms and units, and the best allocation found by trying every one there is."""

import random
from collections.abc import Iterator
from itertools import product

from starcli.core.rooms.allocation import Merit, Offer, Piece, Problem, Want, merit_of

_MOST_WAYS = 30_000
_STREETS = ("a", "b", "c", "")


def problems(count: int, seed: int) -> Iterator[Problem]:
    """Some problems, small enough to try every allocation; the same ones for a seed."""
    dice = random.Random(seed)
    made = 0
    while made < count:
        problem = _drawn(dice)
        if _ways(problem) <= _MOST_WAYS:
            made += 1
            yield problem


def best_by_trying(problem: Problem) -> Merit:
    """The merit of the best allocation."""
    best = Merit()
    for pieces in product(*(list(_uses(problem, offer)) for offer in range(len(problem.offers)))):
        merit = merit_of(problem, [piece for some in pieces for piece in some])
        if merit.key < best.key:
            best = merit
    return best


def _drawn(dice: random.Random) -> Problem:
    """A problem with room enough for everybody, or with too little."""
    splits = dice.choice((0.0, 0.0, 0.4, 1.0))
    largest = dice.choice((5, 12, 30)) if splits == 0 else 5
    reaches = dice.choice((("x",), ("x",), ("x", "y"), ("x", "")))
    offers = []
    for _ in range(dice.randint(1, 6)):
        size = dice.randint(1, largest)
        least = dice.randint(1, min(size, 3))
        offers.append(Offer(size, dice.choice(_STREETS), dice.choice(reaches), dice.random() < splits, least))
    wants = tuple(
        Want(dice.randint(1, largest * 2), dice.choice(_STREETS), dice.choice(reaches))
        for _ in range(dice.randint(1, 4))
    )
    return Problem(tuple(offers), wants)


def _uses(problem: Problem, offer: int) -> Iterator[tuple[Piece, ...]]:
    """Everything that may be done with an offer: nothing, the whole of it for one, or pieces for several."""
    given = problem.offers[offer]
    reached = [at for at, want in enumerate(problem.wants) if given.reach and want.reach == given.reach]
    if not given.splits:
        yield ()
        yield from ((Piece(want, offer, given.size),) for want in reached)
        return
    for sizes in product((0, *range(given.least, given.size + 1)), repeat=len(reached)):
        if sum(sizes) <= given.size:
            yield tuple(Piece(want, offer, size) for want, size in zip(reached, sizes, strict=True) if size)


def _ways(problem: Problem) -> int:
    """At most so many allocations there are."""
    ways = 1
    for offer in problem.offers:
        reached = sum(want.reach == offer.reach for want in problem.wants)
        ways *= (offer.size + 1) ** reached if offer.splits else reached + 1
    return ways
