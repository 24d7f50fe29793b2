"""Many ledgers together: which row is which in an earlier copy, one ledger for each unit, and totals that add up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from ledger_rows import DRAWN_UP, MOUNTAIN, TODAY, closed, known_rules, measure, plan, rated, row
from sheets import framework

from starcli.core.assessment import Unit
from starcli.core.findings import Location
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.rating import Rating
from starcli.core.rectification.copies import compare
from starcli.core.rectification.totals import FIGURES, GROUPINGS, Tracking, total_up
from starcli.core.rectification.tracking import Tracker
from starcli.core.rectification.units import Besides, ByUnit, by_unit, gone, one_for_each, track_all, without_ledger
from starcli.core.roster import Roster, RosterUnit

RULES = known_rules()
A = row(code="DEV-01", problem="集体经济薄弱", state="整改中")
B = row(code="ORG-04", problem="参与率低", state="整改中")
C = row(code="ORG-04", problem="主题单一", state="整改中")


def unit(name: str = "石门村", town: str = "云溪镇", code: str = "") -> Unit:
    """A mountain village."""
    return replace(MOUNTAIN, name=name, town=town, code=code)


def tracked(*plans: FilledPlan, former: FilledPlan | None = None, filed: FilledPlan | None = None,
            rating: Rating | None = None, today: date = TODAY) -> tuple[Tracking, list[str]]:  # fmt: skip
    """Everything tracked, and the codes of what was found of whole ledgers."""
    besides = Besides(
        by_unit([former] if former else []), by_unit([filed] if filed else []),
        ByUnit([rating] if rating else [], lambda one: one.unit),
    )  # fmt: skip
    tracker = Tracker(framework(), RULES, framework().grades[0], today)
    problems, found = track_all(plans, besides, tracker, RULES)
    return total_up(problems, framework(), RULES), [one.code for one in found]


COPIES: dict[str, tuple[tuple[FilledRow, ...], tuple[FilledRow, ...], dict[int, FilledRow], int]] = {
    "the same rows in another order": ((A, B), (B, A), {0: A, 1: B}, 0),
    "another wording of the only problem": (
        (replace(A, texts={**A.texts, "problem": "收入低"}), B), (A, B), {0: A, 1: B}, 0
    ),
    "two problems of one indicator": ((B, C), (C, B), {0: B, 1: C}, 0),
    "one of two reworded": ((B, replace(C, texts={**C.texts, "problem": "内容单一"})), (B, C), {0: B, 1: C}, 0),
    "another indicator for the same words": ((replace(A, indicator="DEV-02"),), (A,), {0: A}, 0),
    "a new row": ((A, B), (A,), {0: A}, 0),
    "a row that is gone": ((A,), (A, B), {0: A}, 1),
    "a closed row that is gone": ((A,), (A, closed(code="ORG-04", problem="参与率低")), {0: A}, 0),
    "two that nobody can tell apart": ((B, B), (B,), {}, 1),
}  # fmt: skip


@pytest.mark.parametrize(("now", "then", "pairs", "lost"), COPIES.values(), ids=COPIES.keys())
def test_rows_of_an_earlier_copy(
    now: tuple[FilledRow, ...], then: tuple[FilledRow, ...], pairs: dict[int, FilledRow], lost: int
) -> None:
    """A row is its earlier one by indicator and words; a problem that is gone without having been closed is named."""
    compared = compare(plan(*now), plan(*then), RULES)
    assert (compared.earlier, [one.code for one in compared.findings]) == (pairs, ["ledger-row-gone"] * lost)


def test_an_earlier_copy_is_that_of_the_same_unit() -> None:
    """A unit is known by its code, else by its name where town and county do not say otherwise."""
    coded, named, elsewhere = unit(code="330199001201"), unit(town=""), unit(town="松岭乡")
    known = by_unit([plan(A, unit=one) for one in (coded, named, elsewhere)])
    found = [[one.unit for one in known.of(wanted)] for wanted in (coded, unit(), elsewhere, unit("青坞村"))]
    assert found == [[coded, named], [coded, named], [named, elsewhere], []]


PREPARED = row(code="DEV-01", problem="集体经济薄弱", deadline="2023-10-08")
SETTLED: dict[str, tuple[list[FilledPlan], int, int, list[str]]] = {
    "one ledger": ([plan(A)], 1, 1, []),
    "a plan, and the town's ledger": (
        [plan(PREPARED, measures=[measure()], file="方案.xlsx"), plan(A, B, unit=replace(MOUNTAIN, kind=""))],
        1, 2, ["ledgers-joined"],
    ),
    "two that were filled in": ([plan(A), plan(A, B, file="另一份.xlsx")], 0, 0, ["ledger-twice", "ledger-twice"]),
    "a plan without a row in its ledger": ([plan(measures=[measure()])], 1, 0, ["ledger-empty"]),
    "namesakes in two towns": ([plan(A, unit=unit()), plan(A, unit=unit(town="松岭乡"))], 2, 2, []),
    "one that may be either of two": (
        [plan(A, unit=unit()), plan(A, unit=unit(town="松岭乡")), plan(B, unit=unit(town=""))], 3, 3, []
    ),
}  # fmt: skip


@pytest.mark.parametrize(("plans", "units", "rows", "codes"), SETTLED.values(), ids=SETTLED.keys())
def test_one_ledger_for_each_unit(plans: list[FilledPlan], units: int, rows: int, codes: list[str]) -> None:
    """A prepared ledger gives way to one that was filled in; of two that were, neither counts."""
    ledgers = one_for_each(plans, RULES)
    counted = sum(len(one.ledger) for one in ledgers.plans)
    assert (len(ledgers.plans), counted, [one.code for one in ledgers.findings]) == (units, rows, codes)


def test_a_towns_ledger_takes_over_what_the_plan_says() -> None:
    """Measures, target, day and sort of the unit come from its plan, the rows from the ledger of the town."""
    prepared = plan(PREPARED, measures=[measure(by_season={"2022Q4": "38"})], file="方案.xlsx")
    town = replace(plan(A, unit=replace(MOUNTAIN, kind="", profile="")), target="", drawn_up=None)
    (joined,) = one_for_each([town, prepared], RULES).plans
    assert (joined.ledger, joined.target, joined.drawn_up, joined.unit) == ((A,), "five-star", DRAWN_UP, MOUNTAIN)
    assert joined.location == town.location


def test_a_unit_whose_ledger_is_gone() -> None:
    """A unit that had a ledger and has none is named with the number of its rows."""
    found = gone([plan(A, B), plan(A, unit=unit())], [plan(A, unit=unit())])
    assert [(one.code, dict(one.details)["count"]) for one in found] == [("ledger-gone", 2)]


def test_units_of_the_roster_without_a_ledger() -> None:
    """Whoever is in the roster and has no ledger is listed, whether ledgers name codes or not."""
    entries = [RosterUnit(unit(name), (), Location()) for name in ("石门村", "青坞村", "上田村")]
    plans = [plan(A, unit=unit()), replace(plan(A, unit=unit("别名")), listed_as=1)]
    assert [entry.unit.name for entry in without_ledger(Roster.of(entries), plans)] == ["上田村"]


def test_two_earlier_ledgers_of_a_unit_are_not_compared() -> None:
    """Where an earlier copy is not the only one, nothing is said of moves."""
    besides = Besides(by_unit([plan(B), plan(B)]), by_unit([]), ByUnit((), lambda one: one.unit))
    tracker = Tracker(framework(), RULES, framework().grades[0], TODAY)
    _, found = track_all([plan(A)], besides, tracker, RULES)
    assert [one.code for one in found] == ["former-ledger-twice"]


def test_a_filed_plan_says_what_a_towns_ledger_does_not() -> None:
    """Target, measures and deadlines of the plan as it was filed hold for a ledger that has rows alone."""
    bare = replace(plan(row(code="DEV-01", state="整改中", deadline="2023-12-31")), target="", drawn_up=None)
    alone = replace(bare, unit=Unit(name=MOUNTAIN.name))
    filed = plan(measures=[measure(deadline="2023-10-08", by_season={"2022Q4": "38"})])
    tracking, _ = tracked(alone, filed=filed)
    problem = tracking.problems[0]
    assert ([one.code for one in problem.findings], str(problem.schedule.due)) == (["deadline-moved"], "2022-12-31")


def test_the_sort_of_a_unit_comes_from_its_form() -> None:
    """A ledger that does not say what sort of village it is of is judged by what its form says."""
    ledger = replace(plan(closed()), unit=Unit(name=MOUNTAIN.name, town=MOUNTAIN.town))
    known = rated("DEV-01", "2022Q4", verified="52.3")
    found = [[one.code for one in tracked(ledger, rating=rating)[0].findings] for rating in (None, known)]
    assert found == [["closed-value-unjudged"], []]


DISTRICT = [
    plan(A, B, closed(problem="收入"), unit=unit("石门村")),
    plan(closed(evidence=""), row(code="GOV-07", state="整改中", deadline="2022-12-01", unit="云溪镇"),
         unit=unit("青坞村")),
    plan(row(code="ORG-04", state="申请销号", requested="2022-12-01", deadline="2022-12-31", evidence="照片"),
         row(state="整改中", problem="没有编码", deadline="2022-12-25", unit=" 云溪 镇"),
         unit=unit("松岭村", "松岭乡")),
    plan(row(code="ENV-01", state="反弹", deadline="2022-12-30"), unit=Unit(name="某村")),
]  # fmt: skip


def test_totals_of_a_district() -> None:
    """Each figure counts the problems that it is about."""
    tracking, _ = tracked(*DISTRICT)
    assert {figure: tracking.total.count(figure) for figure in FIGURES} == {
        "problems": 8, "open": 5, "asked": 1, "closed": 2,
        "overdue": 1, "due_soon": 2, "against_rules": 1, "relapsed": 1,
    }  # fmt: skip
    assert tracking.total.share_closed == Decimal("0.1250")


@pytest.mark.parametrize("grouping", GROUPINGS)
@pytest.mark.parametrize("figure", FIGURES)
def test_every_grouping_adds_up(grouping: str, figure: str) -> None:
    """Each problem of a figure is in exactly one group of every kind, by its number."""
    tracking, _ = tracked(*DISTRICT)
    numbers = [number for tally in tracking.groups[grouping] for number in tally.numbers[figure]]  # type: ignore[index]
    assert sorted(numbers) == list(tracking.total.numbers[figure])  # type: ignore[index]


def test_every_problem_has_one_stage() -> None:
    """Every problem is open, asked for or closed, and no two of these."""
    total = tracked(*DISTRICT)[0].total
    stages = sorted(number for figure in FIGURES[1:4] for number in total.numbers[figure])
    assert stages == list(total.numbers["problems"]) == list(range(1, 9))


def test_groups_and_their_order() -> None:
    """Towns by name, indicators and projects as the framework has them, whoever has most to do first; blanks last."""
    tracking, _ = tracked(*DISTRICT)
    names = {
        key: [(tally.name.zh.split()[0], tally.count("problems")) for tally in tracking.groups[key]]
        for key in GROUPINGS
    }
    assert names == {
        "town": [("云溪镇", 5), ("松岭乡", 2), ("（未写明）", 1)],
        "indicator": [("ORG-04", 2), ("DEV-01", 3), ("ENV-01", 1), ("GOV-07", 1), ("（未写明）", 1)],
        "project": [("SP4", 3), ("SP6", 3), ("（未写明）", 2)],
        "responsible": [("云溪镇", 2), ("（未写明）", 6)],
    }


def test_numbers_run_town_by_town() -> None:
    """Problems are numbered by county, town and unit, so that those of a town follow one another."""
    tracking, _ = tracked(*DISTRICT[::-1])
    towns = [one.unit.town for one in tracking.problems]
    assert sum(one != other for one, other in pairwise(towns)) == len(set(towns)) - 1


def test_an_area_without_problems() -> None:
    """Nothing to track has totals of zero, and no share."""
    tracking, _ = tracked(plan())
    assert ([tracking.total.count(figure) for figure in FIGURES], tracking.total.share_closed) == ([0] * 8, None)
