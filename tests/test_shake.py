"""Shaken weights: every draw is what the engine gives for its table, and what is said of all of them follows."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from random import Random

import pytest
from factory import GRADES, Item, at_least, form, scheme_of, veto
from test_rating import random_ratings

from starcli.core.marks import marks_of, rating_of
from starcli.core.rating import Rating, rate
from starcli.core.stability.grade_edges import grade_edges
from starcli.core.stability.reweighted import least_swap, reweighted
from starcli.numeric.shake import draw_weights, shake

D = Decimal
DRAWS = 40


def _near_the_floors() -> list[Rating]:
    """Units of a small framework with a gate and a floor of dimensions, whose totals lie around the floors."""
    floored = (replace(GRADES[0], dimension_floor=D("0.7")), *GRADES[1:])
    gated = Item("A-1", "40", requires={"gold": at_least("70")}, gates=("gold",))
    scheme = scheme_of(gated, Item("B-1", "35"), Item("C-1", "25"), grades=floored, vetoes=(veto("V", "silver"),))
    dice = Random("near the floors")  # noqa: S311 no secrets
    values = [{key: str(dice.randint(300, 1000) / 10) for key in ("A-1", "B-1", "C-1")} for _ in range(60)]
    return [rate(scheme, form(some, {"V": "1"} if at % 9 == 0 else None)) for at, some in enumerate(values)]


@pytest.fixture(scope="module", params=["village", "community", "small"])
def ratings(request: pytest.FixtureRequest) -> list[Rating]:
    """Units of one kind, of all its profiles, filled in at random."""
    if request.param == "small":
        return _near_the_floors()
    return [rating_of(marks_of(r), r.scheme, r.unit) for r in random_ratings(str(request.param), 60)]


def test_a_draw_is_a_table_that_adds_up(ratings: list[Rating]) -> None:
    """Every weight is moved by no more than the share and the rounding, and all of them are the full total again."""
    scheme = ratings[0].scheme
    tables = draw_weights(scheme, D("0.1"), DRAWS, 1)
    assert {sum(table.values()) for table in tables} == {scheme.framework.full}
    ratios = [table[i.id] / i.weight for table in tables for i in scheme.indicators]
    assert D("0.8") < min(ratios) < D("0.93")
    assert D("1.07") < max(ratios) < D("1.25")


def test_the_same_seed_gives_the_same_draws(ratings: list[Rating]) -> None:
    """A hearing can be repeated."""
    scheme = ratings[0].scheme
    again = [draw_weights(scheme, D("0.1"), 3, seed) for seed in (7, 7, 8)]
    assert again[0] == again[1] != again[2]


def test_every_draw_is_what_the_engine_gives(ratings: list[Rating]) -> None:
    """Places and grades of all draws, told one by one with the engine."""
    tables = draw_weights(ratings[0].scheme, D("0.3"), DRAWS, 3)
    places: list[list[int]] = [[] for _ in ratings]
    grades: list[Counter[str]] = [Counter() for _ in ratings]
    for table in tables:
        anew = [reweighted(rating, table) for rating in ratings]
        for at, rating in enumerate(anew):
            places[at].append(1 + sum(other.total > rating.total for other in anew))
            grades[at][rating.grade.id] += 1
    for rating, found, seen, times in zip(ratings, shake(ratings, tables), places, grades, strict=True):
        ordered = sorted(seen)
        assert (found.best, found.worst) == (ordered[0], ordered[-1])
        assert (found.low, found.high) == (ordered[39 * 5 // 100], ordered[38])
        assert dict(found.others) == {key: D(n) / DRAWS for key, n in times.items() if key != rating.grade.id}
        assert found.kept == D(times[rating.grade.id]) / DRAWS


def test_grades_change_near_the_floors() -> None:
    """Some units lose their grade in some draws, some never do; a capped one rises above its veto in none."""
    ratings = _near_the_floors()
    found = shake(ratings, draw_weights(ratings[0].scheme, D("0.3"), DRAWS, 3))
    assert 5 < sum(bool(each.others) for each in found) < 55
    assert all("gold" not in dict(each.others) for each, r in zip(found, ratings, strict=True) if r.vetoes)


def test_nothing_moves_when_nothing_is_shaken(ratings: list[Rating]) -> None:
    """With a share of nothing every draw is the published table: places and grades are those of the ranking."""
    tables = draw_weights(ratings[0].scheme, D(0), 2, 1)
    places = [1 + sum(other.total > rating.total for other in ratings) for rating in ratings]
    found = shake(ratings, tables)
    assert [(s.best, s.low, s.high, s.worst, s.kept) for s in found] == [(p, p, p, p, D(1)) for p in places]


def _swapped(behind: Rating, ahead: Rating, points: Decimal) -> bool:
    """Whether moving so many points between any two indicators puts the one before the other."""
    weights = {i.id: i.weight for i in behind.scheme.indicators}
    for (giver, has), (taker, gets) in permutations(weights.items(), 2):
        table = {**weights, giver: has - points, taker: gets + points}
        if has >= points and reweighted(behind, table).total > reweighted(ahead, table).total:
            return True
    return False


@pytest.mark.parametrize(
    ("low", "high"), [("60 80 50", "80 60 60"), ("30 90 90", "90 80 75"), ("20 20 20", "90 10 19")]
)
def test_the_least_change_of_weights_that_swaps_two_units(low: str, high: str) -> None:
    """It swaps them, and no smaller change between two indicators does."""
    scheme = scheme_of(Item("A-1", "40"), Item("B-1", "35"), Item("C-1", "25"))
    behind, ahead = (
        rate(scheme, form(dict(zip(("A-1", "B-1", "C-1"), text.split(), strict=True)))) for text in (low, high)
    )
    assert behind.total <= ahead.total
    swap = least_swap(behind, ahead)
    assert swap is not None
    assert swap.first.total > swap.second.total
    assert sum(r.indicator.weight for r in swap.first.results) == 100
    if len(swap.shifts) == 1:
        assert not _swapped(behind, ahead, swap.moved - D("0.01"))
    given = {shift.source: shift.points for shift in swap.shifts}
    assert all(points <= scheme.by_id[key].weight for key, points in given.items())


def test_a_unit_that_is_nowhere_better_is_never_put_before() -> None:
    """No weights do it, and nothing is moved where the one is ahead already."""
    scheme = scheme_of(Item("A-1", "40"), Item("B-1", "60"))
    worse, better = (rate(scheme, form({"A-1": value, "B-1": value})) for value in ("50", "60"))
    assert least_swap(worse, better) is None
    ahead = least_swap(better, worse)
    assert ahead is not None
    assert not ahead.shifts
    assert ahead.moved == 0


@pytest.mark.parametrize(
    ("value", "spare", "short", "tight"),
    [("95", "15", None, ["A-1"]), ("80", "0", None, []), ("75.5", "15.5", "4.5", []), ("10", None, "50", [])],
)
def test_the_distance_to_the_edges_of_a_grade(
    value: str, spare: str | None, short: str | None, tight: list[str]
) -> None:
    """Points above the floor of the grade, points below the next, and gates that are just met."""
    gate = "95" if tight else "1"
    rating = rate(
        scheme_of(Item("A-1", "100", requires={"gold": at_least(gate)}, gates=("gold",))), form({"A-1": value})
    )
    edges = grade_edges(rating)
    assert (edges.spare, edges.short, list(edges.tight)) == (
        D(spare) if spare else None,
        D(short) if short else None,
        tight,
    )
