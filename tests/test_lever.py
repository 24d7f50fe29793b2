"""The indicators that bring the most units to a grade: the best of all choices, however it is looked for."""

import itertools
from dataclasses import replace

import pytest
from factory import Item, at_least, framework_of, veto
from levers.districts import best_by_rating, having, key_of, most_missed, real_districts, small_districts
from pools import ASKED, pooling_of, rated, without

from starcli.core.model import Framework
from starcli.core.pool.fixing import Levers, fixes_of
from starcli.core.pool.fixing import most_missed as missed_by_most
from starcli.core.pool.lever import Alike, Need, Task, Way
from starcli.core.pool.pool import Pooling
from starcli.core.scheme import Schemes
from starcli.numeric.lever import best_choice
from starcli.numeric.lever_programme import solved
from starcli.numeric.lever_trying import tried

SMALL, REAL, SEED = 150, 5, 1
"""How many districts the suite looks at; `make levers` looks at more."""


def test_the_choice_is_the_best_of_all() -> None:
    """No choice brings more units to the grade, nor as many with more points, fewer indicators, or earlier ones."""
    sizes = set()
    for number, district in enumerate(small_districts(SMALL, SEED)):
        for size in (1, 2, 3):
            best = best_by_rating(district, size)
            assert key_of(district, best_choice(district.task, size).numbers) == best, (number, size)
            assert key_of(district, solved(district.task.within(size), size, 60).numbers) == best, (number, size)
            sizes.add(len(best[3]))
    assert sizes == {0, 1, 2, 3}


def test_the_numbers_are_those_of_the_ratings() -> None:
    """Whatever is chosen, the task counts as many units with the grade, and points, as rating them anew does."""
    for number, district in enumerate(small_districts(SMALL, SEED + 1)):
        task = district.task
        for size in range(len(district.indicators) + 1):
            for choice in itertools.combinations(range(len(district.indicators)), size):
                units, points, *_ = key_of(district, choice)
                assert (-task.units(choice), -task.points(choice)) == (units, int(points * 100)), (number, choice)


def test_real_units() -> None:
    """The choice is what HiGHS finds too, is rated so, and is never worse than the list of the most missed."""
    better = 0
    for number, district in enumerate(real_districts(REAL, SEED)):
        task, missed = district.task, most_missed(district)
        for size in (1, 2, 3, 5):
            choice = best_choice(task, size)
            assert choice.numbers == solved(task.within(size), size, 60).numbers, (number, size)
            assert choice.units == having(district, [district.indicators[each] for each in choice.numbers])
            naive = having(district, missed[:size])
            assert choice.units >= naive, (number, size)
            better += choice.units > naive
    assert better > REAL


def _task(*ways: Way, gains: tuple[int, ...] = (1, 1, 1, 1), sure: int = 0) -> Task:
    return Task(tuple("abcd"), gains, tuple(Alike((way,), (number,)) for number, way in enumerate(ways)), sure)


TIES = {
    "the most units": (_task(Way((0,)), Way((1,)), Way((1,)), gains=(9, 1, 0, 0)), 1, (1,)),
    "then the most points": (_task(Way((0,)), Way((1,)), gains=(1, 2, 0, 0)), 1, (1,)),
    "then the fewest indicators": (_task(Way((1,)), gains=(0, 1, 0, 0)), 3, (1,)),
    "then those that come first": (_task(Way((2,)), Way((3,)), gains=(1, 1, 1, 1)), 1, (2,)),
    "points where no unit can be brought there": (_task(Way((0, 1, 2, 3)), gains=(1, 5, 2, 3)), 2, (1, 3)),
    "nothing where nothing helps": (_task(gains=(0, 0, 0, 0)), 2, ()),
    "nothing that costs points": (_task(Way((0,)), gains=(1, -1, 0, 0)), 3, (0,)),
    "not what some would lose by": (_task(Way(never=(0,)), Way(never=(0,)), Way((0,)), gains=(1, 0, 0, 0)), 1, ()),
    "points that together are enough": (
        _task(Way(needs=(Need(5, ((0, 2), (1, 3), (2, 4))),)), gains=(1, 1, 1, 9)),
        2,
        (0, 1),
    ),
    "the better of two ways": (
        Task(tuple("abcd"), (1, 1, 1, 1), (Alike((Way((0, 1, 2)), Way((3,))), (7, 8)),), 0),
        1,
        (3,),
    ),
}


@pytest.mark.parametrize("name", TIES)
def test_what_makes_a_choice_better(name: str) -> None:
    """Units, then points, then the fewest indicators, then their order; tried and solved alike."""
    task, size, best = TIES[name]
    assert best_choice(task, size).numbers == best
    assert solved(task.within(size), size, 60).numbers == best


def test_what_no_choice_can_bring_is_left_out() -> None:
    """Ways that take more indicators, or more points than so many can bring, say nothing and are left out."""
    few = _task(Way((0, 1, 2)), Way((0,)), Way(needs=(Need(9, ((0, 4), (1, 4), (2, 4))),)), Way((0,))).within(2)
    assert few.alike == (Alike((Way((0,)),), (1, 3)),)


def test_the_search_says_when_it_gave_up() -> None:
    """With too few tries the search is not complete; HiGHS then finds and proves the best."""
    district = next(iter(real_districts(1, SEED)))
    task = district.task
    assert not tried(task.within(5), 5, 0).complete
    assert best_choice(task, 5, tries=0) == best_choice(task, 5)


def test_what_is_not_proven_has_a_bound() -> None:
    """Without time there is still a choice, and no choice is better than is said to be possible."""
    task = next(iter(real_districts(1, SEED))).task
    best, hasty = best_choice(task, 5), best_choice(task, 5, tries=0, seconds=0)
    assert hasty.units == task.units(hasty.numbers)
    assert hasty.units <= best.units <= hasty.most


GATES = framework_of([
    replace(ASKED, gates=("gold",), weight="10"),
    Item("B-1", "10", requires={"gold": at_least("80")}, gates=("gold",)),
    Item("C-1", "80", requires={"gold": at_least("80")}),
])  # fmt: skip


def _pooling(framework: Framework = GATES) -> Pooling:
    """Many miss C-1 and have enough points without it; few miss the gates, and nothing else keeps them from gold."""
    members = [rated({"A-1": "90", "B-1": "90", "C-1": "79"}, framework) for _ in range(6)]
    members += [rated({"A-1": "10", "B-1": "90", "C-1": "99"}, framework) for _ in range(3)]
    members += [rated({"A-1": "10", "B-1": "10", "C-1": "99"}, framework) for _ in range(2)]
    return pooling_of([*members, without()], framework)


def test_the_most_missed_need_not_bring_the_most() -> None:
    """What most units miss brings nobody to the grade here; a gate that few miss does."""
    pooling = _pooling()
    assert missed_by_most(pooling.pool) == ("C-1", "A-1", "B-1")
    choice = best_choice(pooling.task, 1)
    best, naive = fixes_of(pooling.pool, Schemes(GATES), [("A-1",), ("C-1",)])
    assert choice.numbers == (0,)
    assert (len(best.having), len(naive.having), choice.units) == (9, 6, 9)
    levers = Levers(pooling.pool.having, ())
    assert (levers.gained(best), levers.gained(naive)) == ((6, 7, 8), ())


def test_what_is_shown_is_what_is_rated() -> None:
    """Units with the grade, points gained and units lifted of a choice follow from rating everybody anew."""
    pooling = _pooling()
    (fix,) = fixes_of(pooling.pool, Schemes(GATES), [("A-1", "B-1")])
    assert len(fix.having) == 11
    assert (int(fix.gain), dict(fix.lifted)) == (5 * 7 + 2 * 7, {"A-1": 5, "B-1": 2})


def test_a_veto_is_not_put_right() -> None:
    """A unit with a veto is never counted, whatever is chosen."""
    framework = framework_of([replace(ASKED, gates=("gold",))], vetoes=(veto("V1", "bronze"),))
    pooling = pooling_of([rated("10", framework, counts={"V1": "1"}), rated("10", framework)], framework)
    assert best_choice(pooling.task, 1).units == 1


def test_nobody_to_lift() -> None:
    """Where nobody misses anything, or nobody is rated, the best choice is to do nothing."""
    for members in ([rated("90")], [without()]):
        pooling = pooling_of(members)
        assert best_choice(pooling.task, 3).numbers == ()
        assert missed_by_most(pooling.pool) == ()
