"""Edges: the nearest values on either side at which an indicator earns or meets something else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import pytest
from factory import Item, at_least, at_most, form, level_from, scheme_of, waiver
from hypothesis import given, settings
from hypothesis import strategies as st

from starcli.core.edges import Edge, edges_of
from starcli.core.judgement import Result, judge
from starcli.core.numbers import plain
from starcli.core.rating import Rating, rate
from starcli.core.requirements import Bounds, Requirement
from starcli.core.scale import Value
from starcli.core.values import Reading

D = Decimal
STEPS_UP = {"bands": {"at_least": [["80", "1"], ["50", "0.5"], ["20", "0.2"]]}}
STEPS_DOWN = {"bands": {"at_most": [["5", "1"], ["10", "0.5"]], "otherwise": "0.1"}}
RISING = {"goalposts": {"zero": "60", "full": "90"}}
FALLING = {"goalposts": {"zero": "50", "full": "20"}}
BETWEEN = {"range": {"zero_low": "10", "low": "30", "high": "50", "zero_high": "90"}}
OPINION = {"categories": {"A": "1", "B": "0.8", "C": "0.8"}}
OTHER = Item(id="B-1", weight="90", rule={"goalposts": {"zero": "0", "full": "100"}})


def _rating(item: Item, value: str) -> Rating:
    """A unit with one value, and 70 of 100 for all the rest."""
    return rate(scheme_of(item, OTHER), form({"A-1": value, "B-1": "70"}))


def _line(edge: Edge) -> str:
    """An edge in one line: side, value, what is beyond, points, rate and requirements."""
    words = [edge.side, _said(edge.value), *([_said(edge.beyond)] if edge.beyond != edge.value else [])]
    words += [f"{edge.points:+}", *([f"{'then' if edge.after else 'by'} {plain(edge.rate)}"] if edge.rate else [])]
    return " ".join([*words, *(f"meets {grade}" for grade in edge.met), *(f"misses {grade}" for grade in edge.unmet)])


def _said(value: Value) -> str:
    return value if isinstance(value, str) else plain(value)


def _lines(item: Item, value: str) -> list[str]:
    return [_line(edge) for edge in edges_of(_rating(item, value), "A-1")]


HALF: Mapping[str, Requirement] = {"gold": at_least("80"), "silver": at_least("40")}
LOW: Mapping[str, Requirement] = {"gold": at_most("20"), "silver": at_most("30")}
MIDDLE: Mapping[str, Requirement] = {"gold": Bounds(D(25), D(60))}


@pytest.mark.parametrize(
    ("item", "value", "expected"),
    [
        (Item(rule=STEPS_UP), "60", ["above 80 +5.00", "below 50 49.99 -3.00"]),
        (Item(rule=STEPS_UP), "50", ["above 80 +5.00", "below 50 49.99 -3.00"]),
        (Item(rule=STEPS_UP), "49.99", ["above 50 +3.00", "below 20 19.99 -2.00"]),
        (Item(rule=STEPS_UP), "80", ["below 80 79.99 -5.00"]),
        (Item(rule=STEPS_UP), "100", ["below 80 79.99 -5.00"]),
        (Item(rule=STEPS_UP), "0", ["above 20 +2.00"]),
        (Item(rule=STEPS_UP, precision=0), "60", ["above 80 +5.00", "below 50 49 -3.00"]),
        (Item(rule=STEPS_UP, requires=HALF), "60", ["above 80 +5.00 meets gold", "below 50 49.99 -3.00"]),
        (Item(rule=STEPS_UP, requires=HALF), "45", ["above 50 +3.00", "below 40 39.99 +0.00 misses silver"]),
        (Item(rule=STEPS_UP, high="70"), "60", ["below 50 49.99 -3.00"]),
        (Item(rule=STEPS_DOWN), "3", ["above 5 5.01 -5.00"]),
        (Item(rule=STEPS_DOWN), "7", ["below 5 +5.00", "above 10 10.01 -4.00"]),
        (Item(rule=STEPS_DOWN), "10", ["below 5 +5.00", "above 10 10.01 -4.00"]),
        (Item(rule=STEPS_DOWN), "99", ["below 10 +4.00"]),
        (Item(rule=STEPS_DOWN, type="integer", precision=0), "7", ["below 5 +5.00", "above 10 11 -4.00"]),
        (Item(rule=RISING), "75", ["above 90 +5.00 by 0.3333", "below 60 -5.00 by -0.3333"]),
        (Item(rule=RISING, requires=HALF), "75", ["above 80 +1.67 by 0.3333 meets gold", "below 60 -5.00 by -0.3333"]),
        (
            Item(rule=RISING, requires=HALF), "85",
            ["above 90 +1.67 by 0.3333", "below 80 79.99 -1.67 by -0.3333 misses gold"],
        ),
        (Item(rule=RISING), "90", ["below 60 -10.00 by -0.3333"]),
        (Item(rule=RISING), "95", ["below 90 89.99 +0.00 then -0.3333"]),
        (Item(rule=RISING), "50", ["above 60 60.01 +0.00 then 0.3333"]),
        (Item(rule=RISING), "60", ["above 90 +10.00 by 0.3333"]),
        (Item(rule=RISING, high="80"), "75", ["above 80 +1.67 by 0.3333", "below 60 -5.00 by -0.3333"]),
        (Item(rule=FALLING), "35", ["below 20 +5.00 by 0.3333", "above 50 -5.00 by -0.3333"]),
        (
            Item(rule=FALLING, requires=LOW), "35",
            ["below 30 +1.67 by 0.3333 meets silver", "above 50 -5.00 by -0.3333"],
        ),
        (
            Item(rule=FALLING, requires=LOW), "25",
            ["below 20 +1.67 by 0.3333 meets gold", "above 30 30.01 -1.67 by -0.3333 misses silver"],
        ),
        (Item(rule=FALLING), "10", ["above 20 20.01 +0.00 then -0.3333"]),
        (Item(rule=BETWEEN), "20", ["above 30 +5.00 by 0.5", "below 10 -5.00 by -0.5"]),
        (Item(rule=BETWEEN), "40", ["above 50 50.01 +0.00 then -0.25", "below 30 29.99 +0.00 then -0.5"]),
        (Item(rule=BETWEEN), "70", ["below 50 +5.00 by 0.25", "above 90 -5.00 by -0.25"]),
        (Item(rule=BETWEEN), "95", ["below 90 89.99 +0.00 then 0.25"]),
        (Item(rule=BETWEEN), "5", ["above 10 10.01 +0.01 then 0.5"]),
        (Item(rule=BETWEEN, requires=MIDDLE), "20", ["above 25 +2.50 by 0.5 meets gold", "below 10 -5.00 by -0.5"]),
        (
            Item(rule=BETWEEN, requires=MIDDLE), "55",
            ["below 50 +1.25 by 0.25", "above 60 60.01 -1.25 by -0.25 misses gold"],
        ),
        (Item(rule=OPINION, type="level"), "A", ["below A B -2.00"]),
        (Item(rule=OPINION, type="level"), "B", ["above A +2.00"]),
        (Item(rule=OPINION, type="level", requires={"gold": level_from("B")}), "C", ["above B +0.00 meets gold"]),
        (
            Item(rule=OPINION, type="level", requires={"gold": level_from("B")}), "B",
            ["above A +2.00", "below B C +0.00 misses gold"],
        ),
        (Item(weight="0"), "50", []),
    ],
)  # fmt: skip
def test_the_nearest_edges_of_every_rule(item: Item, value: str, expected: list[str]) -> None:
    """On each side the nearest value with other points or other requirements met, what can be gained first."""
    assert sorted(_lines(item, value)) == sorted(expected)


def test_what_can_be_gained_comes_first() -> None:
    """Of the two sides the better one is listed first, whether that is more or less."""
    assert [edge.gains for edge in edges_of(_rating(Item(rule=STEPS_DOWN), "7"), "A-1")] == [True, False]


def test_a_value_with_more_decimals_than_its_indicator_has_edges_at_its_own() -> None:
    """A typed 49.9951 is 0.0049 from 50: the edge is looked for at its own decimals."""
    first, _ = edges_of(_rating(Item(rule=STEPS_UP), "49.9951"), "A-1")
    assert (str(first.value), str(first.distance(D("49.9951")))) == ("50.0000", "0.0049")


def test_an_edge_says_which_grade_the_unit_has_there() -> None:
    """Where a gate of the grade is missed beyond, the unit's grade beyond is the one below."""
    item = Item(rule=STEPS_UP, requires={"silver": at_least("50")}, gates=("silver",))
    up, down = edges_of(_rating(item, "60"), "A-1")
    assert (up.grade.id, down.grade.id) == ("silver", "bronze")


@pytest.mark.parametrize("said", ["n/a", "??"])
def test_what_is_not_judged_by_its_rule_has_no_edges(said: str) -> None:
    """A value that does not apply or could not be read is at no edge."""
    assert edges_of(_rating(Item(), said), "A-1") == ()


def test_what_counts_in_full_without_its_rule_has_no_edges() -> None:
    """Where a waiver gives full marks whatever the value is, nothing changes beside it."""
    assert edges_of(_rating(Item(full_when=waiver("value > 1")), "50"), "A-1") == ()


@dataclass(frozen=True)
class Case:
    """An indicator whose values run from 0 to 60, and one of them."""

    item: Item
    value: Decimal


def _numbers(places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, 60 * 10**places).map(lambda whole: D(whole).scaleb(-places))


@st.composite
def _rules(draw: st.DrawFn, places: int) -> dict[str, object]:
    """A rule of any kind on numbers, in either direction."""
    kind = draw(st.sampled_from(["at_least", "at_most", "goalposts", "range"]))
    edges = sorted(draw(st.sets(_numbers(places), min_size=4, max_size=4)))
    if kind == "range":
        return {"range": dict(zip(("zero_low", "low", "high", "zero_high"), map(str, edges), strict=True))}
    if kind == "goalposts":
        return {
            "goalposts": dict(zip(("zero", "full"), draw(st.permutations([str(edges[0]), str(edges[3])])), strict=True))
        }
    scores = ["1", "0.7", "0.35", "0.1"]
    ordered = edges[::-1] if kind == "at_least" else edges
    return {"bands": {kind: [[str(edge), score] for edge, score in zip(ordered, scores, strict=True)]}}


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    places = draw(st.integers(0, 1))
    finer = draw(st.integers(places, 2))
    first, second = sorted((draw(_numbers(finer)), draw(_numbers(finer))))
    demands: list[Requirement] = [Bounds(first, None), Bounds(None, second), Bounds(first, second)]
    grades = draw(st.lists(st.sampled_from(["gold", "silver"]), unique=True))
    item = Item(
        weight=draw(st.sampled_from(["0", "0.1", "3", "10"])),
        rule=draw(_rules(finer)),
        precision=places,
        high="60",
        requires={grade: draw(st.sampled_from(demands)) for grade in grades},
    )
    return Case(item, draw(_numbers(places)))


def _walk(case: Case, side: str) -> Iterator[Decimal]:
    """Every value on one side, the nearest first."""
    step = D(1).scaleb(-case.item.precision) * (1 if side == "above" else -1)
    value = case.value + step
    while 0 <= value <= 60:
        yield value
        value += step


def _met(result: Result) -> list[bool | None]:
    return [result.met(grade) for grade in result.indicator.requirements]


@settings(max_examples=400, deadline=None)
@given(_cases())
def test_nothing_changes_before_an_edge_and_something_does_beyond(case: Case) -> None:
    """Step by step from the value: no requirement changes before the edge, nor points but in the stated proportion."""
    rating = _rating(case.item, str(case.value))
    now = rating.result("A-1")
    edges = {edge.side: edge for edge in edges_of(rating, "A-1")}
    for side in ("above", "below"):
        edge = edges.get(side)
        seen = [judge(now.indicator, Reading("scored", value)) for value in _walk(case, side)]
        until = next(
            (at for at, there in enumerate(seen) if edge is not None and there.value == edge.beyond), len(seen)
        )
        ahead = seen[:until]
        assert all(_met(there) == _met(now) for there in ahead)
        if edge is None or not edge.rate or edge.after:
            assert {there.points for there in ahead} <= {now.points}
        if edge is not None:
            _expect(edge, now, ahead, seen[until])


def _expect(edge: Edge, now: Result, ahead: list[Result], beyond: Result) -> None:
    """What an edge says is so, one step further than all that lies ahead of it."""
    assert (beyond.value, beyond.points - now.points) == (edge.beyond, edge.points)
    assert edge.after or edge.points or _met(beyond) != _met(now)
    on_the_way = [now.points, *(result.points for result in ahead), beyond.points]
    if edge.rate and not edge.after:
        assert all((then - before) * edge.rate >= 0 for before, then in pairwise(on_the_way))
    if edge.value != edge.beyond:
        assert edge.value == (ahead[-1] if ahead else now).value
