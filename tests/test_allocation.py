"""Who gets which room: what may be done, how it is counted, and that nothing better is found by trying everything."""

import pytest
from allocations.small import best_by_trying, problems

from starcli.core.rooms.allocation import (
    Merit,
    Offer,
    Piece,
    Problem,
    Want,
    merit_of,
    most_covered,
    most_met,
    parts_of,
)
from starcli.core.rooms.splitting import with_sizes
from starcli.numeric.rooms import solve
from starcli.numeric.rooms_packing import packed

PROBLEM = Problem(
    (Offer(10, "a", "x"), Offer(7, "b", "x"), Offer(9, "", "x", splits=True, least=2), Offer(5, "c", "y")),
    (Want(8, "a", "x"), Want(9, "b", "x"), Want(5, "c", "y")),
)


@pytest.mark.parametrize(
    ("pieces", "merit"),
    [
        ((), Merit()),
        ((Piece(0, 0, 10),), Merit(met=1, covered=8, away=0, pieces=1, taken=10)),
        ((Piece(1, 0, 10),), Merit(met=1, covered=9, away=1, pieces=1, taken=10)),
        ((Piece(1, 1, 7),), Merit(met=0, covered=7, away=0, pieces=1, taken=7)),
        ((Piece(1, 1, 7), Piece(1, 2, 2)), Merit(met=1, covered=9, away=1, pieces=2, taken=9)),
        ((Piece(0, 2, 4), Piece(1, 2, 5), Piece(2, 3, 5)), Merit(met=1, covered=14, away=2, pieces=3, taken=14)),
    ],
)
def test_what_an_allocation_achieves_is_counted_exactly(pieces: tuple[Piece, ...], merit: Merit) -> None:
    """Area beyond a need covers nothing; a room of which nobody knows the street comes from another one."""
    assert merit_of(PROBLEM, pieces) == merit


@pytest.mark.parametrize(
    "pieces",
    [
        (Piece(0, 0, 9),),
        (Piece(0, 0, 0),),
        (Piece(0, 0, 10), Piece(1, 0, 10)),
        (Piece(0, 2, 5), Piece(1, 2, 5)),
        (Piece(0, 2, 3), Piece(0, 2, 3)),
        (Piece(2, 0, 10),),
        (Piece(0, 3, 5),),
        (Piece(0, 2, 1),),
    ],
    ids=["split", "nothing of it", "twice", "too much", "in two pieces to one", "too far", "from too far", "too small"],
)
def test_what_may_not_be_done_is_refused(pieces: tuple[Piece, ...]) -> None:
    """A room goes within its area, as a whole unless it may be split, and never more of it than there is."""
    with pytest.raises(ValueError, match="room"):
        merit_of(PROBLEM, pieces)


def test_areas_apart_are_problems_of_their_own() -> None:
    """Rooms and units of one area make a part; where there are no rooms, or nobody knows the area, there is none."""
    problem = Problem(
        (Offer(1, "", "x"), Offer(2, "", ""), Offer(3, "", "y"), Offer(4, "", "x")),
        (Want(1, "", "z"), Want(2, "", "x"), Want(3, "", "")),
    )
    assert parts_of(problem) == (((0, 3), (1,)),)


@pytest.mark.parametrize(("sizes", "needs", "met", "covered"), [
    ((5, 5), (3, 3, 3, 3), 3, 10), ((20,), (3, 9), 2, 12), ((2,), (3,), 0, 2), ((), (3,), 0, 0),
])  # fmt: skip
def test_bounds_without_a_search(sizes: tuple[int, ...], needs: tuple[int, ...], met: int, covered: int) -> None:
    """No allocation meets or covers more than if rooms could be cut to any shape."""
    assert (most_met(sizes, needs), most_covered(sizes, needs)) == (met, covered)


def test_pieces_of_split_rooms_are_handed_on() -> None:
    """Who comes later gets what it needs though the room was spoken for: the first is given more from elsewhere."""
    problem = Problem(
        (Offer(7, "", "x", splits=True), Offer(4, "", "x", splits=True)), (Want(4, "", "x"), Want(6, "", "x"))
    )
    pieces = with_sizes(problem, [(0, 0), (1, 0), (0, 1)], first=[0, 1])
    assert merit_of(problem, pieces) == Merit(met=2, covered=10, away=3, pieces=3, taken=10)


def test_no_piece_is_smaller_than_it_may_be() -> None:
    """A unit that lacks less than the least piece is given that; what is left of a room may be too little for any."""
    problem = Problem(
        (Offer(10, "", "x", splits=True, least=4),), (Want(1, "", "x"), Want(5, "", "x"), Want(9, "", "x"))
    )
    assert with_sizes(problem, [(0, 0), (0, 1)], first=[0, 1]) == (Piece(0, 0, 4), Piece(1, 0, 5))
    assert solve(problem).merit == Merit(met=2, covered=6, away=2, pieces=2, taken=9)


def test_first_come_those_that_are_to_be_met() -> None:
    """Where there is too little for all, nothing is taken from one that is to be met."""
    problem = Problem((Offer(6, "", "x", splits=True),), (Want(6, "", "x"), Want(5, "", "x")))
    assert with_sizes(problem, [(0, 0), (0, 1)], first=[1]) == (Piece(0, 0, 1), Piece(1, 0, 5))


def test_nothing_to_give_is_no_problem() -> None:
    """Without rooms, or without anybody who lacks any, nothing is proposed, and that is the best."""
    for problem in (Problem((), ()), Problem(PROBLEM.offers, ()), Problem((), PROBLEM.wants)):
        solved = solve(problem)
        assert (solved.pieces, solved.proven) == ((), True)


def test_the_first_allocation_may_be_made() -> None:
    """What the search begins with is an allocation, however little time there is."""
    for problem in problems(60, seed=7):
        part = parts_of(problem)
        if len(part) == 1 and len(part[0][0]) == len(problem.offers) and len(part[0][1]) == len(problem.wants):
            merit_of(problem, packed(problem, 0.0))


@pytest.mark.parametrize("seed", range(4))
def test_nothing_better_is_found_by_trying_everything(seed: int) -> None:
    """On small problems the allocation is the best of all there are, in every aim, and is known to be."""
    for problem in problems(25, seed):
        solved = solve(problem)
        assert (solved.merit, solved.proven) == (best_by_trying(problem), True), problem
        assert merit_of(problem, solved.pieces) == solved.merit


def test_the_same_problem_has_the_same_answer() -> None:
    """Where the search comes to its end, it always comes to the same one."""
    problem = next(iter(problems(1, seed=11)))
    assert solve(problem) == solve(problem)


def test_without_time_there_is_an_answer_and_a_bound() -> None:
    """A search that is stopped at once gives what it began with, and says how much better it may be."""
    offers = tuple(Offer(97 + 13 * (at % 7), f"{at % 3}", "x") for at in range(14))
    wants = tuple(Want(211 + 29 * (at % 5), f"{at % 3}", "x") for at in range(7))
    problem = Problem(offers, wants)
    solved = solve(problem, seconds=0.0)
    assert merit_of(problem, solved.pieces) == solved.merit
    assert solved.bound.key <= solved.merit.key
    assert solved.merit.met > 0
