"""The path to a grade: the best of all, its alternatives, what the greedy order costs, and what stands in the way."""

import itertools
from dataclasses import replace
from decimal import Decimal
from pathlib import Path as FilePath

import pytest
from factory import LETTERS, Item, at_least, at_most, form, framework_of, level_from, row, scheme_of, veto
from paths.programme import best_by_programme
from paths.small import Case, Key, best_by_trying, best_of_each_set, cases, found, key_of, real_units
from sheets import assessment, scheme

from starcli.core.model import Efforts
from starcli.core.paths.effort import EffortTable, Way
from starcli.core.paths.obstacles import Obstacle
from starcli.core.paths.path import Path, PathFinder
from starcli.core.rating import Rating, rate, rate_with
from starcli.core.scale import Value
from starcli.core.scheme import Scheme

SAMPLES = FilePath(__file__).parent.parent / "samples"
SMALL, SEED, REAL = 400, 1, 4
"""How many small frameworks, and real units, the suite tries; `make paths` tries more."""


def test_the_path_is_the_best_of_all() -> None:
    """No combination of values reaches the grade with less effort, fewer indicators, or more points to spare."""
    seen = set()
    for number, case in enumerate(cases(SMALL, SEED)):
        report = found(case)
        assert key_of(report.path) == best_by_trying(case), number
        if report.path is None:
            assert report.obstacles, number
            continue
        assert report.path.reached.grade == case.target, number
        assert report.path.effort == sum(step.effort for step in report.path.steps)
        seen.add(len(report.path.steps))
    assert seen >= {0, 1, 2, 3, 4}


def test_alternatives_are_the_next_best() -> None:
    """An alternative is the best of those that leave out something of each better path, within a tenth of the best."""
    compared = 0
    for number, case in enumerate(cases(400, 7, alike=True, kept=0)):
        report = found(case)
        if report.path is None:
            assert report.alternatives == ()
            continue
        others = next_best(best_of_each_set(case), report.path)
        assert [key_of(each) for each in report.alternatives] == others, number
        compared += len(others)
    assert compared > 20


def next_best(by_set: dict[frozenset[str], Key], best: Path) -> list[Key]:
    """The keys of what comes next, at most three, each without something of all that come before."""
    known, keys = [frozenset(best.values)], list[Key]()
    for touched, key in sorted(by_set.items(), key=lambda each: each[1]):
        if len(keys) < 3 and key[0] <= best.effort * Decimal("1.1") and not any(touched >= each for each in known):
            known.append(touched)
            keys.append(key)
    return keys


def test_obstacles_are_the_least_that_must_give_way() -> None:
    """Once what is kept in the way may be improved, the grade can be reached; with fewer of what is kept, it cannot."""
    lifted = 0
    for number, case in enumerate(cases(200, 5, kept=0.4)):
        kept = {key for key, ruling in case.table.rulings.items() if ruling == "keep"}
        obstacles = found(case).obstacles
        blocking = {each.id for each in obstacles if each.sort == "kept"}
        if {each.sort for each in obstacles} != {"kept"}:
            continue
        assert blocking <= kept
        assert found(without(case, blocking)).path is not None, number
        for fewer in range(len(blocking)):
            assert all(found(without(case, set(some))).path is None for some in itertools.combinations(kept, fewer))
        lifted += 1
    assert lifted > 10


def without(case: Case, keys: set[str]) -> Case:
    """The same case where some indicators are no longer kept or required."""
    rulings = {key: ruling for key, ruling in case.table.rulings.items() if key not in keys}
    return replace(case, table=replace(case.table, rulings=rulings))


def test_floors_out_of_reach_are_named() -> None:
    """Where everything at its best is not enough, the floor or the dimension is named with the best that can be had."""
    poor = scheme_of(Item("A-1", "60", {"bands": {"at_least": [["50", "0.9"]]}}), Item("B-1", "40"))
    high, rating = replace(poor.grades[0], floor=Decimal(95)), rate(poor, form({"A-1": "10", "B-1": "10"}))
    report = PathFinder(poor, high).find(rating)
    assert report.obstacles == (Obstacle("floor", best=Decimal("94.00")),)
    whole = replace(poor.grades[0], dimension_floor=Decimal(1))
    report = PathFinder(poor, whole).find(rating)
    assert report.obstacles == (Obstacle("dimension", "A", Decimal("0.900")),)


def test_a_confirmed_veto_is_an_obstacle() -> None:
    """Whatever is improved, a veto caps the grade."""
    capped = scheme_of(Item(), vetoes=(veto("V1", "silver"), veto("V2", "gold")))
    report = PathFinder(capped, capped.grades[0]).find(rate(capped, form({"A-1": "100"}, {"V1": "1", "V2": "1"})))
    assert (report.path, report.obstacles) == (None, (Obstacle("veto", "V1"),))


def test_a_gate_that_no_value_meets_is_an_obstacle() -> None:
    """A requirement beyond the limits of an indicator cannot be met."""
    barred = scheme_of(Item(requires={"gold": at_least("101")}, gates=("gold",)))
    report = PathFinder(barred, barred.grades[0]).find(rate(barred, form({"A-1": "100"})))
    assert report.obstacles == (Obstacle("gate", "A-1"),)


def test_what_does_not_apply_is_no_step() -> None:
    """An item that does not apply leaves both sides; the others must bring what is missing."""
    three = scheme_of(*(Item(f"A-{number}", "50") for number in range(3)))
    waived = row("A-1", reason="no such thing", verified="n/a")
    report = PathFinder(three, three.grades[0]).find(rate(three, form({"A-0": "60", "A-1": waived, "A-2": "90"})))
    assert report.path is not None
    assert report.path.values.keys() == {"A-0", "A-2"}
    assert report.path.reached.total == Decimal("80.00")


def test_hujiaping_needs_one_step() -> None:
    """Hujiaping's path to five stars is its income from 34.6 to 50, and nothing else."""
    mountain = scheme("village", "mountain")
    report = PathFinder(mountain, mountain.grades[0]).find(rate(mountain, assessment(SAMPLES / "hujiaping.xlsx")))
    assert report.path is not None
    (step,) = report.path.steps
    assert (step.result.indicator.id, step.result.value, step.value) == ("DEV-01", Decimal("34.60"), Decimal("50.00"))
    assert (step.gate, step.gain) == (True, Decimal("1.60"))
    assert (report.path.reached.total, report.path.reached.grade.id) == (Decimal("96.64"), "five-star")
    assert report.alternatives == ()
    assert report.greedy is not None
    assert report.greedy.values == report.path.values


def test_real_units_agree_with_an_integer_programme() -> None:
    """Units with all indicators of the reference framework have the path that HiGHS finds."""
    compared = 0
    for number, case in enumerate(real_units(REAL, 3, near=6)):
        path = found(case).path
        assert key_of(path) == best_by_programme(case), number
        compared += path is not None and bool(path.steps)
    assert compared > REAL / 4


def test_the_greedy_order_is_dearer_or_the_same() -> None:
    """Taking gaps in their order never has less effort than the best path, and often more."""
    dearer = 0
    for case in real_units(25, 4):
        report = found(case)
        if report.path is not None and report.greedy is not None:
            assert report.greedy.reached.grade.floor >= case.target.floor
            assert report.greedy.effort >= report.path.effort
            dearer += report.greedy.effort > report.path.effort
    assert dearer > 3


def test_rulings_hold() -> None:
    """What is kept is not touched, and what is required is, even where the grade is reached without it."""
    two = scheme_of(Item("A-1", "50"), Item("A-2", "50", days=9))
    rating = rate(two, form({"A-1": "60", "A-2": "60"}))
    assert values(rating_path(two, rating)) == {"A-1": Decimal("99.99")}
    assert values(rating_path(two, rating, EffortTable(rulings={"A-1": "keep"}))) == {"A-2": Decimal("99.99")}
    both = values(rating_path(two, rating, EffortTable(rulings={"A-2": "require"})))
    assert both.keys() >= {"A-2"}
    done = rate(two, form({"A-1": "100", "A-2": "98"}))
    assert values(rating_path(two, done)) == {}
    assert values(rating_path(two, done, EffortTable(rulings={"A-2": "require"}))).keys() == {"A-2"}


def test_days_of_a_table_count() -> None:
    """A county's days for an indicator take the place of the framework's."""
    two = scheme_of(Item("A-1", "50"), Item("A-2", "50", days=9))
    rating = rate(two, form({"A-1": "60", "A-2": "60"}))
    path = rating_path(two, rating, EffortTable({"A-1": Decimal(100)}))
    assert (values(path), path.effort) == ({"A-2": Decimal("99.99")}, Decimal("3.60"))


def rating_path(small: Scheme, rating: Rating, table: EffortTable | None = None) -> Path:
    """The path of a rating to gold."""
    path = PathFinder(small, small.grades[0], table).find(rating).path
    assert path is not None
    return path


def values(path: Path) -> dict[str, Value]:
    """Where a path leads."""
    return path.values


BANDS = {"bands": {"at_least": [["80", "1"], ["60", "0.5"]], "otherwise": "0"}}
WAYS = {
    "half of a proportion": (Item(days=10), "20", "70", "5.00"),
    "both edges of bands": (Item(days=10, rule=BANDS), "10", "80", "10.00"),
    "part of the second band": (Item(days=10, rule=BANDS), "70", "80", "2.50"),
    "up to the first edge, however far": (Item(days=10, rule=BANDS), "59", "60", "5.00"),
    "a requirement beyond full marks": (
        Item(days=12, rule=BANDS, requires={"gold": at_least("90")}), "80", "90", "4.00",
    ),
    "one level of two": (
        Item(days=10, type="level", rule={"categories": {"A": "1", "B": "0.5", "C": "0"}}), "C", "B", "5.00",
    ),
    "falling": (
        Item(days=10, direction="lower", rule={"goalposts": {"zero": "50", "full": "0"}}), "40", "15", "5.00",
    ),
    "steps of their own": (
        Item(rule=BANDS, steps={Decimal(60): Decimal(1), Decimal(80): Decimal(7)}), "60", "80", "7.00",
    ),
    "steps that name not all": (Item(rule=BANDS, steps={Decimal(60): Decimal(8)}), "60", "80", "4.00"),
}  # fmt: skip
"""An indicator, a value before and after, and the effort of the way without anything for the start."""


@pytest.mark.parametrize("name", WAYS)
def test_effort_of_a_way(name: str) -> None:
    """A step costs the rungs that it climbs, part of a rung in proportion; a start is added to any step."""
    item, before, after, days = WAYS[name]
    indicator = scheme_of(item).indicators[0]
    whole = indicator.definition.plan.effort or Decimal(indicator.definition.plan.days)
    ends: list[Value] = [said if said in LETTERS else Decimal(said) for said in (before, after)]
    rising = item.direction != "lower"
    for start in (Decimal(0), Decimal("0.2")):
        way = Way(indicator, whole, start, rising=rising)
        effort = way.effort(way.height(ends[0]), way.height(ends[1]))
        assert effort == whole * start + (1 - start) * Decimal(days)


def test_measure_types_have_factors() -> None:
    """The whole way takes the days of the plan entry, times the factor of its measure type."""
    item = Item("A-1", "100", days=10)
    small = framework_of([item], efforts=Efforts({"": Decimal(3)}, Decimal(0)))
    plain = scheme_of(item)
    rating = rate(plain, form({"A-1": "50"}))
    assert rating_path(plain, rating).effort == Decimal("3.00")
    factored = replace(plain, framework=small)
    assert rating_path(factored, rate(factored, form({"A-1": "50"}))).effort == Decimal("9.00")


def test_what_a_path_reaches_is_what_the_engine_says() -> None:
    """The rating at the end of a path is that of the same unit with these values."""
    for case in real_units(20, 9):
        path = found(case).path
        if path is not None:
            assert path.reached.total == rate_with(case.rating, path.values).total


def test_requirements_alone_can_be_the_way() -> None:
    """A gate that brings no points is still climbed."""
    gate = Item(
        "A-1", "50", rule={"goalposts": {"zero": "0", "full": "50"}}, requires={"gold": at_least("60")}, gates=("gold",)
    )
    level = Item("B-1", "50", type="level", rule={"categories": {"A": "1", "B": "1", "C": "0"}},
                 requires={"gold": level_from("A")}, gates=("gold",))  # fmt: skip
    low = Item("C-1", "0", direction="lower", rule={"goalposts": {"zero": "9", "full": "0"}},
               requires={"gold": at_most("3")}, gates=("gold",))  # fmt: skip
    gated = scheme_of(gate, level, low)
    path = rating_path(gated, rate(gated, form({"A-1": "55", "B-1": "B", "C-1": "5"})))
    assert path.values == {"A-1": Decimal(60), "B-1": "A", "C-1": Decimal(3)}
    assert path.reached.total == Decimal("100.00")
