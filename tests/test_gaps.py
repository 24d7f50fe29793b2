"""Gaps: what keeps a unit from a grade, in which order, and what closing them would bring."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import yaml
from factory import GRADES, Item, at_least, at_most, form, level_from, reference, row, scheme_of, veto

from starcli import bundled
from starcli.core.assessment import Entry
from starcli.core.benchmark import assessment_of, rate_at
from starcli.core.gaps import Gap, GapReport, find_gaps, strengths
from starcli.core.model import Grade
from starcli.core.rating import Rating, rate
from starcli.core.requirements import Bounds
from starcli.core.scale import Value
from starcli.core.scheme import resolve

D = Decimal
GOLD, SILVER, BRONZE = GRADES


def _hujiaping() -> Rating:
    """The mountain village of the worked example, before its measures."""
    file = bundled.indicators_folder() / "reference-47" / "cases.yaml"
    cases = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 texts only
    scheme = resolve(reference(), "village", "mountain")
    values: dict[str, Value] = {}
    for code, text in cases["cases"]["hujiaping-before"]["values"].items():
        values[code] = text if scheme.by_id[code].definition.scale.levels else D(text)
    return rate(scheme, assessment_of(scheme, values))


def _five_star(rating: Rating) -> GapReport:
    return find_gaps(rating, rating.scheme.grades[0])


def _report(*items: Item, rows: Mapping[str, str | Entry], **changes: Any) -> GapReport:
    """The gaps to gold of a unit under a small framework."""
    scheme = scheme_of(*items, **changes)
    return find_gaps(rate(scheme, form(rows)), scheme.grades[0])


def _line(gap: Gap) -> tuple[str, str, str]:
    """Code, required value and gain."""
    return gap.result.indicator.id, str(gap.required), str(gap.gain)


def _lines(report: GapReport) -> list[tuple[str, str, str]]:
    return [_line(gap) for gap in report.gaps]


def test_the_village_of_the_worked_example() -> None:
    """The village's gaps to five stars are its seven unmet requirements, the gate first and then by gain."""
    assert _lines(_five_star(_hujiaping())) == [
        ("DEV-01", "50", "1.60"),
        ("DEV-02", "10", "0.75"),
        ("ORG-03", "60", "0.30"),
        ("DEV-04", "95", "0.25"),
        ("SVC-06", "4A", "0.20"),
        ("ORG-08", "98", "0.12"),
        ("ENV-02", "95", "0.06"),
    ]


def test_its_one_gate_is_income() -> None:
    """The village fails one gate of five stars, the income of its collective."""
    assert [gap.result.indicator.id for gap in _five_star(_hujiaping()).gaps if gap.gate] == ["DEV-01"]


def test_closing_its_gaps_brings_five_stars() -> None:
    """With every gap closed the village has five stars, and the points of all gains more."""
    closed = _five_star(_hujiaping()).closed
    assert (closed.grade.id, str(closed.base)) == ("five-star", "98.32")


def test_a_grade_reached_may_leave_gaps_without_a_gate() -> None:
    """The village has four stars although it falls short of what they demand of its income's growth."""
    gaps = find_gaps(_hujiaping(), reference().grades[1]).gaps
    stated = [gap for gap in gaps if "four-star" in gap.result.indicator.requirements]
    assert [(*_line(gap), gap.gate) for gap in stated] == [("DEV-02", "8", "0.30", False)]


@pytest.mark.parametrize("kind", ["village", "community"])
@pytest.mark.parametrize("grade", ["five-star", "four-star", "three-star"])
def test_whoever_meets_every_requirement_has_no_stated_gap(kind: str, grade: str) -> None:
    """A unit exactly at every requirement of a grade has gaps only where none is stated."""
    scheme = resolve(reference(), kind, "default")
    report = find_gaps(rate_at(scheme, grade), scheme.grade(grade))
    assert [_line(gap) for gap in report.gaps if grade in gap.result.indicator.requirements] == []


GATE = Item("A-1", "10", requires={"gold": at_least("50")}, gates=("gold",))
WEAK = Item("B-1", "20", requires={"gold": at_least("60")})
SMALL = Item("C-1", "10", requires={"gold": at_least("90")})
LARGE = Item("D-1", "60", requires={"gold": at_least("90")})


def test_gates_come_first_then_weak_dimensions_then_points() -> None:
    """Failed gates come first, then what pulls a dimension below its floor, then the larger gains."""
    grades = (replace(GOLD, dimension_floor=D("0.5")), SILVER, BRONZE)
    rows = {"A-1": "49", "B-1": "40", "C-1": "60", "D-1": "80"}
    report = _report(SMALL, LARGE, WEAK, GATE, rows=rows, grades=grades)
    assert [(*_line(g)[::2], g.gate, g.below_dimension_floor) for g in report.gaps] == [
        ("A-1", "0.10", True, True),
        ("B-1", "4.00", False, True),
        ("D-1", "6.00", False, False),
        ("C-1", "3.00", False, False),
    ]


def test_gaps_with_equal_gains_keep_their_order() -> None:
    """Gaps with equal gains stand in the framework's order."""
    items = [Item(code, "10", requires={"gold": at_least("80")}) for code in ("C-1", "A-1", "B-1")]
    report = _report(*items, rows={"A-1": "70", "B-1": "70", "C-1": "70"})
    assert [line[0] for line in _lines(report)] == ["C-1", "A-1", "B-1"]


RANGED = Item(
    rule={"range": {"low": "20", "high": "50", "zero_low": "0", "zero_high": "90"}},
    direction="range",
    requires={"gold": Bounds(D(20), D(50))},
)
FEWER = Item(rule={"goalposts": {"zero": "100", "full": "0"}}, direction="lower", requires={"gold": at_most("10")})
GRADED = Item(rule={"categories": {"A": "1", "B": "0.8", "C": "0"}}, type="level", requires={"gold": level_from("B")})
HIGHER = Item(requires={"gold": at_least("80")})


@pytest.mark.parametrize(
    ("item", "said", "expected"),
    [
        (HIGHER, "70.5", ("80", "≥ 80", "0.95", "9.5")),
        (HIGHER, "??", ("80", "≥ 80", "8.00", "None")),
        (HIGHER, "", ("80", "≥ 80", "8.00", "None")),
        (HIGHER, "170", ("80", "≥ 80", "8.00", "90")),
        (FEWER, "30", ("10", "≤ 10", "2.00", "20")),
        (RANGED, "10", ("20", "20–50", "5.00", "10")),
        (RANGED, "70", ("50", "20–50", "5.00", "20")),
        (RANGED, "", ("20", "20–50", "10.00", "None")),
        (GRADED, "C", ("B", "level B or better", "8.00", "None")),
        (GRADED, "", ("B", "level B or better", "8.00", "None")),
    ],
)
def test_a_gap_says_what_is_required(item: Item, said: str, expected: tuple[str, str, str, str]) -> None:
    """A gap has the nearest value that meets the demand, the demand in words, the gain and the distance."""
    (gap,) = _report(item, rows={"A-1": said} if said else {}).gaps
    assert (str(gap.required), gap.demand.en, str(gap.gain), str(gap.distance)) == expected


@pytest.mark.parametrize("said", [row("A-1", "a reason", verified="n/a"), row("A-1", own="80"), row("A-1", own="100")])
def test_no_gap_where_nothing_is_demanded_or_short(said: Entry) -> None:
    """An item that does not apply or meets the demand has no gap."""
    assert _lines(_report(HIGHER, rows={"A-1": said})) == []


BANDED = {"bands": {"at_least": [["90", "0.9"], ["50", "0.5"]]}}


@pytest.mark.parametrize(
    ("item", "said", "expected"),
    [
        (Item(), "70", [("A-1", "100.00", "3.00")]),
        (Item(), "", [("A-1", "100.00", "10.00")]),
        (Item(), "100", []),
        (replace(RANGED, requires={}), "70", [("A-1", "50.00", "5.00")]),
        (replace(GRADED, requires={}), "B", [("A-1", "A", "2.00")]),
        (Item(rule=BANDED), "60", [("A-1", "90", "4.00")]),
        (Item(rule=BANDED), "95", []),
    ],
)
def test_without_a_demand_the_gap_is_to_the_best_marks(
    item: Item, said: str, expected: list[tuple[str, str, str]]
) -> None:
    """Where no requirement is stated, the gap is to the least value with the most marks that can be had."""
    assert _lines(_report(item, rows={"A-1": said} if said else {})) == expected


def test_no_gap_asks_for_a_value_that_cannot_be() -> None:
    """A gap never asks for a value outside the indicator's limits."""
    report = _report(Item(rule={"goalposts": {"zero": "0", "full": "120"}}), rows={"A-1": "50"})
    assert [gap.required for gap in report.gaps if isinstance(gap.required, D) and gap.required > 100] == []


def test_points_are_looked_for_where_requirements_do_not_suffice() -> None:
    """Where meeting every requirement leaves the total short, what still brings points is named as well."""
    modest = Item("B-1", "50", requires={"gold": at_least("50")})
    report = _report(Item("A-1", "50", requires={"gold": at_least("90")}), modest, rows={"A-1": "80", "B-1": "60"})
    assert (_lines(report), report.reachable) == ([("B-1", "100.00", "20.00"), ("A-1", "90", "5.00")], True)


def test_a_weak_dimension_is_a_gap_where_every_requirement_is_met() -> None:
    """Where only a dimension is too low for the target, what would lift it is named."""
    modest = Item("B-1", "10", requires={"gold": at_least("50")})
    grades = (replace(GOLD, dimension_floor=D("0.6")), SILVER, BRONZE)
    report = _report(Item("A-1", "90"), modest, rows={"A-1": "100", "B-1": "50"}, grades=grades)
    assert ([gap.result.indicator.id for gap in report.gaps], report.reachable) == (["B-1"], True)


def test_the_closed_rating_has_the_required_values() -> None:
    """The rating with every gap closed has the required values and the gains added."""
    report = _report(GATE, LARGE, rows={"A-1": "40", "D-1": "80"})
    closed = [(r.indicator.id, str(r.value), str(r.points)) for r in report.closed.results]
    assert (closed, report.closed.grade.id) == ([("A-1", "50", "5.00"), ("D-1", "90", "54.00")], "gold")


@pytest.mark.parametrize(("confirmed", "reachable"), [({}, True), ({"V1": "1"}, False)])
def test_a_veto_keeps_a_target_out_of_reach(confirmed: dict[str, str], reachable: bool) -> None:
    """No gap closed brings a target that a confirmed veto forbids."""
    scheme = scheme_of(GATE, LARGE, vetoes=(veto("V1", "silver"),))
    report = find_gaps(rate(scheme, form({"A-1": "40", "D-1": "80"}, confirmed)), GOLD)
    assert report.reachable is reachable


@pytest.mark.parametrize(("target", "reached"), [(GOLD, False), (SILVER, True), (BRONZE, True)])
def test_a_target_is_reached_by_its_grade_or_a_higher_one(target: Grade, reached: bool) -> None:
    """A target is reached by a unit with its grade or a higher one."""
    rating = rate(scheme_of(Item()), form({"A-1": "70"}))
    assert find_gaps(rating, target).reached is reached


def test_strengths_are_the_heaviest_full_marks() -> None:
    """The strengths are the items with full marks, the heaviest first, up to the number asked for."""
    items = [Item(code, weight) for code, weight in (("A-1", "5"), ("B-1", "20"), ("C-1", "10"), ("D-1", "30"))]
    rating = rate(scheme_of(*items), form({"A-1": "100", "B-1": "100", "C-1": "100", "D-1": "99"}))
    assert [result.indicator.id for result in strengths(rating, most=2)] == ["B-1", "C-1"]
