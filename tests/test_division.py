"""Parts divided into grids: what a division is worth, what is none, and what no division can surpass."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from replanning.small import best_by_trying, key_of, tasks

from starcli.core.grids.division import AIMS, Group, Merit, Task, faults, merit_of
from starcli.core.grids.division_limits import Stranded, forced_cuts, possible_numbers, simple_bound, stranded, stuck
from starcli.core.grids.division_names import best_names
from starcli.core.grids.rules import GridSize

SIZE = GridSize(30, 50)


def path(count: int) -> tuple[frozenset[int], ...]:
    """Parts in a row."""
    return tuple(frozenset({part - 1, part + 1} & set(range(count))) for part in range(count))


def six(**others: object) -> Task:
    """Six parts in a row: two compounds of two and two parts without, in three grids of today's."""
    given = {"compounds": (0, 0, None, 1, 1, None), "today": (0, 0, 0, 1, 1, None), "neighbours": path(6)}
    return Task((20, 20, 10, 15, 15, 10), SIZE, **{**given, **others})  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("task", "groups", "merit"),
    [
        (six(), ((0, 1, 2), (3, 4, 5)), Merit(uneven=100)),
        (six(), ((0, 1), (2, 3, 4, 5)), Merit(moved=1, uneven=100)),
        (six(), ((0,), (1, 2), (3, 4, 5)), Merit(outside=1, missing=10, cut=1, pieces=2, moved=1, uneven=500)),
        (six(neighbours=None), ((0, 3, 5), (1, 2, 4)), Merit(cut=2, pieces=4, moved=2, uneven=50)),
        (six(torn=frozenset({1})), ((0, 1, 2), (3, 4, 5)), Merit(cut=1, pieces=1, uneven=100)),
        (six(today=(None,) * 6), ((0, 1, 2), (3, 4, 5)), Merit(uneven=100)),
        # Each of today's grids is carried on once: the two halves of the first one may not both keep its name.
        (six(today=(0,) * 6), ((0, 1, 2), (3, 4, 5)), Merit(moved=3, uneven=100)),
    ],
    ids=["whole", "one moves", "too small", "both cut", "torn", "nobody knows today's", "one grid becomes two"],
)
def test_what_a_division_is_worth_is_counted_exactly(task: Task, groups: tuple[Group, ...], merit: Merit) -> None:
    """The figures, and their order of importance, are those of another way of counting."""
    relaxed = Task(task.households, SIZE, task.compounds, task.today, task.neighbours, relaxed=True, torn=task.torn)
    assert merit_of(relaxed, groups) == merit
    assert key_of(relaxed, groups) == merit.key


@pytest.mark.parametrize(
    ("task", "groups", "word"),
    [
        (six(), ((0, 1, 2), (3, 4)), "no grid"),
        (six(), ((0, 1, 2), (2, 3, 4, 5)), "in several"),
        (six(), ((0, 1, 2), (3, 4, 5), ()), "no parts"),
        (six(grids=3), ((0, 1, 2), (3, 4, 5)), "more or fewer"),
        (six(), ((0, 1, 2, 3), (4, 5)), "65 households"),
        (six(), ((0,), (1, 2), (3, 4, 5)), "20 households"),
        (six(), ((0, 1, 5), (2, 3, 4)), "hang together"),
    ],
)
def test_what_is_no_division_is_refused(task: Task, groups: tuple[Group, ...], word: str) -> None:
    """Every part stands in one grid, and every grid is in one piece and within the size."""
    assert word in " ".join(faults(task, groups))
    with pytest.raises(ValueError, match=word):
        merit_of(task, groups)


@given(st.lists(st.dictionaries(st.integers(0, 3), st.integers(1, 9), max_size=4), max_size=4))
def test_names_of_today_are_given_so_that_the_most_is_kept(shared: list[dict[int, int]]) -> None:
    """No other way to give each name to one grid at most keeps more."""
    found = best_names(shared)
    names = (0, 1, 2, 3, *[None] * len(shared))
    best = max(
        sum(0 if name is None else weights.get(name, 0) for weights, name in zip(shared, some, strict=True))
        for some in permutations(names, len(shared))
    )
    given_names = [name for name in found if name is not None]
    assert len(found) == len(shared)
    assert len(set(given_names)) == len(given_names)
    assert best == sum(weights[name] for weights, name in zip(shared, found, strict=True) if name is not None)


@pytest.mark.parametrize(
    ("households", "neighbours", "others", "numbers"),
    [
        ((50,) * 6, None, {}, range(6, 11)),
        ((20, 20, 20), None, {}, range(2, 3)),
        ((29,), None, {}, range(0)),
        ((29,), None, {"relaxed": True}, range(1, 2)),
        ((30, 51), None, {}, range(0)),
        ((30, 51), None, {"relaxed": True}, range(0)),
        ((40, 30, 30), (frozenset(), frozenset({2}), frozenset({1})), {}, range(3, 4)),
        ((40, 20), (frozenset(), frozenset()), {}, range(0)),
        ((40, 20), (frozenset(), frozenset()), {"relaxed": True}, range(2, 3)),
        ((40, 40), None, {"grids": 2}, range(2, 3)),
        ((40, 40), None, {"grids": 3}, range(0)),
        ((), None, {}, range(0)),
    ],
)
def test_how_many_grids_there_can_be(
    households: tuple[int, ...], neighbours: tuple[frozenset[int], ...] | None, others: dict[str, int], numbers: range
) -> None:
    """As many as the households of parts that hang together fill; none where a part is too large for any grid."""
    nothing = (None,) * len(households)
    task = Task(households, SIZE, nothing, nothing, neighbours, **others)  # type: ignore[arg-type]  # by name
    assert possible_numbers(task) == numbers


def test_parts_that_no_number_of_grids_can_hold_are_named_with_the_sizes_that_could() -> None:
    """Three islands: one is too small, one would do as two grids of 28 or as one of 56."""
    near: tuple[frozenset[int], ...] = (frozenset(), frozenset(), frozenset({3}), frozenset({2}))
    task = Task((20, 40, 28, 28), SIZE, (None,) * 4, (None,) * 4, near)
    assert stranded(task) == (Stranded((0,), 20, 20, None), Stranded((2, 3), 56, 28, 56))


def test_what_hangs_on_one_part_has_to_be_in_its_grid() -> None:
    """Three houses in a dead end of 20 households each are too many with the part that they hang on; two would do."""
    star = (frozenset({1, 2, 3, 4}), *[frozenset({0})] * 4)
    task = Task((10, 20, 20, 20, 40), SIZE, (None,) * 5, (None,) * 5, star)
    assert stuck(task) == ((0, 1, 2, 3),)
    assert not possible_numbers(task)
    assert not stuck(Task((10, 20, 20, 40), SIZE, (None,) * 4, (None,) * 4, (frozenset({1, 2, 3}), *star[1:4])))
    assert stuck(Task((20, 60), SIZE, (None,) * 2, (None,) * 2, relaxed=True)) == ((1,),)


def test_a_compound_that_no_grid_can_hold_must_be_cut() -> None:
    """It is too large, or in two islands, or partly somewhere else."""
    near = (frozenset({1}), frozenset({0, 2}), frozenset({1}), frozenset({4}), frozenset({3}))
    task = Task((30, 30, 10, 10, 10), SIZE, (0, 0, 1, 1, 2), (None,) * 5, near, torn=frozenset({2}))
    assert forced_cuts(task) == {0, 1, 2}


@pytest.mark.parametrize(
    ("task", "moved", "uneven"),
    [
        # Two parts of each of today's grids fit into one of 50 households, and so do the two that are left.
        (Task((25,) * 6, SIZE, (None,) * 6, (0, 0, 0, 1, 1, 1)), 2, 300),
        # The four lightest parts of the large grid make 50; what is left is 40.
        (Task((10, 10, 15, 15, 20, 20), SIZE, (None,) * 6, (0,) * 6), 2, 100),
        # The same with the heaviest and a light one in one compound: it would be 30 for two.
        (Task((10, 10, 15, 15, 20, 20), SIZE, (0, None, None, None, None, 0), (0,) * 6), 3, 50),
        # As many grids as there are today may not be carried on: one alone keeps its parts.
        (Task((20, 20), SIZE, (None,) * 2, (0, 1), grids=1), 1, 0),
    ],
)
def test_how_few_parts_can_change_and_how_even_sizes_can_then_be(task: Task, moved: int, uneven: int) -> None:
    """Knapsacks tell it exactly here: the best division comes to just that."""
    merit = Merit(moved=moved, uneven=uneven)
    assert best_by_trying(task) == merit.key
    assert simple_bound(task, "moved", merit) == moved
    assert simple_bound(task, "uneven", merit) == uneven


@pytest.mark.parametrize("task", tuple(tasks(120, seed=5, most=7)))
def test_no_division_surpasses_what_sums_alone_allow(task: Task) -> None:
    """The simple bound of every aim holds for the best division; where there is one, its number is possible."""
    best = best_by_trying(task)
    if best is None:
        return
    assert possible_numbers(task)
    merit = Merit(*best)
    for aim in AIMS:
        assert simple_bound(task, aim, merit) <= getattr(merit, aim)
