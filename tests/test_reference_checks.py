"""The relations that the reference framework states between its figures, one cross-check a row."""

from collections.abc import Mapping

import pytest
from factory import form, reference

from starcli.core.assessment import Unit
from starcli.core.rating import rate
from starcli.core.scheme import resolve

RATES = {
    "ORG-01": ("posts_filled", "posts_approved"),
    "ORG-03": ("members_college", "members_total"),
    "ORG-04": ("attended", "should_attend"),
    "ORG-05": ("held", "planned"),
    "ORG-07": ("served", "registered"),
    "ORG-08": ("contacted", "migrant_total"),
    "GRD-02": ("grids_ok", "grids"),
    "GRD-03": ("grids_party", "grids"),
    "GRD-04": ("grids_leader", "grids"),
    "GRD-05": ("grids_fulltime", "grids"),
    "GRD-06": ("grids_parttime", "grids"),
    "GRD-07": ("hh_micro", "households"),
    "GRD-08": ("visited", "households"),
    "GRD-09": ("closed_on_time", "events_due"),
    "SVC-07": ("workers", "residents"),
    "DEV-04": ("milestones_done", "milestones_planned"),
    "DEV-05": ("projects_done", "projects_planned"),
    "ENV-02": ("samples_ok", "samples"),
    "ENV-03": ("compounds_pm", "compounds"),
    "ENV-04": ("compounds_oc", "compounds_should"),
    "ENV-06": ("units_ok", "units"),
    "GOV-01": ("settled", "disputes"),
    "GOV-02": ("hot_ok", "hot_rated"),
    "GOV-05": ("disclosed", "should_disclose"),
    "GOV-07": ("sat_points", "sat_valid"),
}
"""Rates that cannot be above 100 %, each with its numerator and denominator."""

COUNTED = ("人", "户", "个", "件", "次", "期", "份", "人次", "户次")


def codes(rows: Mapping[str, str], indicator: str) -> list[str]:
    """What is found on an indicator of a form with these figures."""
    kind = reference().entries[indicator].definition.kinds[0]
    rating = rate(resolve(reference(), kind, "default"), form(rows, unit=Unit(kind=kind)))
    return [f.code for f in rating.findings if dict(f.details).get("id") == indicator and f.code != "missing-value"]


@pytest.mark.parametrize(("indicator", "facts"), RATES.items(), ids=RATES)
@pytest.mark.parametrize(("part", "whole", "expected"), [("10", "10", []), ("11", "10", ["check-failed"])])
def test_a_part_is_no_more_than_the_whole(
    indicator: str, facts: tuple[str, str], part: str, whole: str, expected: list[str]
) -> None:
    """The numerator of a rate is at most its denominator; who serves is among those who live there."""
    rows = {facts[0]: part, facts[1]: whole}
    found = [code for code in codes(rows, indicator) if code != "value-out-of-bounds"]
    assert found == expected


def test_every_rate_is_in_the_table() -> None:
    """A percentage is a rate of the table, but for growth and debt, which may be above 100 %."""
    percentages = {key for key, entry in reference().entries.items() if entry.definition.type == "percent"}
    assert percentages - RATES.keys() == {"DEV-02", "DEV-03"}


def test_people_households_and_grids_are_whole() -> None:
    """What is counted has no decimals."""
    counted = {key: fact.type for key, fact in reference().facts.items() if fact.measured_in.zh in COUNTED}
    assert set(counted.values()) == {"integer"}


@pytest.mark.parametrize(
    ("indicator", "rows", "expected"),
    [
        ("DEV-01", {"inc_operate": "10", "inc_contract": "20", "inc_invest": "5", "total_income": "35"}, []),
        (
            "DEV-01",
            {"inc_operate": "10", "inc_contract": "20", "inc_invest": "5", "total_income": "34"},
            ["check-failed"],
        ),
        ("SVC-01", {"SVC-01": "900", "service_area": "900"}, []),
        ("SVC-01", {"SVC-01": "901", "service_area": "900"}, ["check-doubtful"]),
        ("SVC-07", {"workers": "2", "residents": "1500", "households": "1000"}, []),
        ("SVC-07", {"workers": "2", "residents": "1499", "households": "1000"}, ["check-doubtful"]),
        ("SVC-07", {"workers": "2", "residents": "4500", "households": "1000"}, []),
        ("SVC-07", {"workers": "2", "residents": "4501", "households": "1000"}, ["check-doubtful"]),
        ("SVC-07", {"workers": "2", "residents": "0", "households": "1000"}, ["division-by-zero"]),
        ("SVC-02", {"service_area": "900", "households": "0"}, ["division-by-zero"]),
        ("GOV-07", {"sat_points": "301", "sat_valid": "300"}, ["check-failed"]),
    ],
)
def test_figures_that_belong_together(indicator: str, rows: Mapping[str, str], expected: list[str]) -> None:
    """Operating income is part of all income, the centre part of all rooms, and households have 1.5 to 4.5 people."""
    assert codes(rows, indicator) == expected


def test_income_of_this_year_is_the_sum_of_its_parts() -> None:
    """What growth is measured with is the same income."""
    parts = {"inc_operate": "10", "inc_contract": "20", "inc_invest": "5", "inc_last": "30"}
    assert [codes(parts | {"inc_this": said}, "DEV-02") for said in ("35", "36")] == [[], ["check-failed"]]
