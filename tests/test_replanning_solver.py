"""The best division of parts into grids: nothing better is found by trying everything, and bounds always hold."""

import math
import random

import pytest
from replanning.communities import SIZE, communities
from replanning.run import wrong
from replanning.small import best_by_trying, tasks

from starcli.core.grids.division import Solved, Task, faults
from starcli.core.grids.rules import GridSize
from starcli.numeric import replanning, replanning_regions
from starcli.numeric.replanning import solve
from starcli.numeric.replanning_search import Found, searched

LARGE = dict(communities(200, 1))


@pytest.mark.parametrize("task", tuple(tasks(60, seed=3, most=8)))
def test_the_division_is_the_best_of_all(task: Task) -> None:
    """Its figures are those of the best of all divisions, and it is proven; or there is none, and that is proven."""
    best, solved = best_by_trying(task), solve(task)
    assert solved.proven
    assert (None if solved.groups is None else solved.merit.key) == best
    assert not wrong(task, solved, best)
    assert solve(task) == solved


def test_a_good_division_does_not_hide_a_better_one() -> None:
    """A solver that is given a division to begin with can take it for better than it is: here for the best."""
    households = (10, 4, 3, 0, 10, 7, 10, 11, 5)
    today = (0, None, None, None, 0, 0, None, 0, None)
    pairs = ((0, 1), (0, 4), (0, 6), (1, 2), (1, 7), (2, 3), (2, 5), (3, 6), (3, 7), (4, 8), (7, 8))
    near = tuple(frozenset(one + other - part for one, other in pairs if part in (one, other)) for part in range(9))
    task = Task(households, GridSize(12, 24), (None,) * 9, today, near)
    solved = solve(task)
    assert solved.proven
    assert solved.merit.key == best_by_trying(task) == (0, 0, 0, 0, 2, 12)


@pytest.mark.parametrize("task", tuple(tasks(30, seed=4, most=7)))
def test_where_not_all_grids_are_looked_at_bounds_hold(task: Task) -> None:
    """No bound is above what the best division comes to, and nothing is called proven that is not the best."""
    assert not wrong(task, solve(task, 0.1, most=0), best_by_trying(task))


@pytest.mark.parametrize("name", ["map, blocks of 4", "path", "large parts", "islands, relaxed"])
def test_two_hundred_parts_with_few_grids_that_are_possible_are_divided_exactly(name: str) -> None:
    """Blocks, rows, parts nearly as large as a grid: the best division is proven."""
    solved = solve(LARGE[name])
    assert solved.proven
    assert solved.groups
    assert not faults(LARGE[name], solved.groups)


@pytest.mark.parametrize("name", ["a part that is too large", "star", "islands"])
def test_that_there_is_no_division_is_shown_at_once(name: str) -> None:
    """A part is too large, everything hangs on one part, or islands are too small."""
    assert solve(LARGE[name]) == Solved(None, impossible=True)


@pytest.mark.parametrize("name", ["map", "no neighbours", "map, blocks of 25"])
def test_where_there_are_too_many_grids_to_look_at_a_good_division_has_a_bound(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no faults, and says how much better another one could be at most."""
    monkeypatch.setattr(replanning, "_RUNS", 1)
    monkeypatch.setattr(replanning_regions, "_TIRED", 3)
    task = dict(communities(50, 1))[name]
    solved = solve(task)
    assert solved.groups
    assert not faults(task, solved.groups)
    assert (0,) * 6 < solved.bound.key <= solved.merit.key


@pytest.mark.parametrize(
    ("households", "groups"),
    [
        ((), None),
        ((300,), ((0,),)),
        ((250, 250), ((0, 1),)),
        ((500, 300), ((0,), (1,))),
        ((299,), None),
        ((501,), None),
    ],
)
def test_hardly_any_parts(households: tuple[int, ...], groups: tuple[tuple[int, ...], ...] | None) -> None:
    """None, one or two parts are a task like any other."""
    nothing = (None,) * len(households)
    solved = solve(Task(households, SIZE, nothing, nothing))
    assert solved.proven
    assert solved.groups == groups


def test_a_search_that_came_to_no_division_is_stricter_the_next_time() -> None:
    """Where nearly every compound is too large for a grid, keeping them together must not go before the size."""
    columns, rows, dice = 20, 10, random.Random(5)  # noqa: S311 invented parts
    near = [
        frozenset(
            row * columns + column
            for row, column in ((at - 1, across), (at + 1, across), (at, across - 1), (at, across + 1))
            if 0 <= row < rows and 0 <= column < columns
        )
        for at in range(rows)
        for across in range(columns)
    ]
    places = [divmod(part, columns) for part in range(columns * rows)]
    task = Task(
        tuple(dice.randint(30, 130) for _ in places),
        GridSize(300, 500),
        tuple(row // 2 * 5 + column // 4 for row, column in places),
        tuple(row // 3 * 4 + column // 5 for row, column in places),
        tuple(near),
    )
    found, seen = Found(), []
    for _ in range(2):
        searched(task, found, 200, math.inf)
        seen.append(found.groups is not None)
    assert seen == [False, True]
    assert faults(task, found.groups or ()) == ()
