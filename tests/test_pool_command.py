"""`starcli pool` as people use it: on a district with its roster, with plans and fixes, and calls that cannot be."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from test_cli import SAMPLES, document, starcli

DISTRICT = (str(SAMPLES / "district"), "--roster", str(SAMPLES / "district-roster.xlsx"))


def test_a_district(tmp_path: Path) -> None:
    """What matters most, by the roster, in 80 columns; who has not reported is named; one workbook is written."""
    run = starcli("pool", *DISTRICT, "--lang", "en", "--out", "out", cwd=tmp_path)
    assert run.returncode == 1
    assert "27 units of the roster: 25 rated, 0 not rated, 2 not reported" in run.stdout
    assert "not reported in 松岭乡: 白石村, 泉溪村" in run.stdout
    assert "1. GOV-07 Satisfaction survey [common]" in run.stdout
    assert "15 of 27 units miss it (55.6%); 2 not reported: 63.0% at most" in run.stdout
    table = [line for line in run.stdout.splitlines() if line.startswith(("GOV-07", "Code"))]
    assert len(table) == 2
    assert max(map(len, table)) <= 80
    assert openpyxl.load_workbook(tmp_path / "out" / "pool.xlsx").sheetnames[:2] == ["For leaders", "All problems"]


def test_few_fixes_beside_the_most_missed(tmp_path: Path) -> None:
    """The best choice of one, two and three, each beside as many that most units miss."""
    found = document("pool", *DISTRICT, "--fixes", "3", cwd=tmp_path)
    fixes = found["fixes"]
    best = [(step["size"], step["best"]["indicators"], step["best"]["units"]) for step in fixes["by_number"]]
    assert best == [(1, ["GOV-07"], 10), (2, ["DEV-01", "GOV-07"], 11), (3, ["ORG-05", "DEV-01", "GOV-07"], 13)]
    assert [step["most_missed"]["units"] for step in fixes["by_number"]] == [8, 8, 8]
    assert all(step["proven"] for step in fixes["by_number"])
    assert len(fixes["now"]) + len(fixes["by_number"][2]["best"]["gained"]) == 13


def test_every_figure_of_the_document_has_its_units(tmp_path: Path) -> None:
    """Units stand once; what is counted of the whole and of every town are units that are named."""
    found = document("pool", *DISTRICT, cwd=tmp_path)
    units = {unit["number"]: unit for unit in found["units"]}
    assert (len(units), found["fixes"], found["support"]) == (27, None, None)
    for problem in found["problems"]:
        whole, misses = problem["whole"], problem["misses"]
        told = (whole["missed"], whole["no_value"], whole["not_rated"], whole["not_reported"])
        assert told == tuple(sum(m["why"] == why for m in misses) for why in ("missed", "blank", "unrated", "missing"))
        for group in problem["groups"]:
            if group["sort"] == "town":
                here = [m for m in misses if units[m["unit"]]["town"] == group["key"]]
                assert len(here) == group["missed"] + group["no_value"] + group["not_rated"] + group["not_reported"]


def test_without_a_roster_each_workbook_counts(tmp_path: Path) -> None:
    """Denominators are then the workbooks, those that could not be rated among them."""
    found = document("pool", str(SAMPLES / "district"), cwd=tmp_path)
    states = [unit["state"] for unit in found["units"]]
    assert (states.count("rated"), states.count("unrated"), states.count("missing")) == (24, 2, 0)
    assert "pool-kind-unknown" in [each["code"] for each in found["findings"]]


def test_causes_from_plans(tmp_path: Path) -> None:
    """Plans may lie among the forms; their causes are pooled, and those of units that are not pooled are named."""
    shutil.copytree(SAMPLES / "district", tmp_path / "all")
    shutil.copytree(SAMPLES / "plans", tmp_path / "all" / "plans")
    found = document("pool", "all", "--plans", "all", "--roster", DISTRICT[2], cwd=tmp_path)
    causes = {problem["id"]: problem["causes"] for problem in found["problems"] if problem["causes"]}
    names = {unit["number"]: unit["name"] for unit in found["units"]}
    told = {
        key: [(cause["words"], [names[u] for u in cause["units"]]) for cause in each] for key, each in causes.items()
    }
    assert told["ORG-05"] == [("Branch committee members' duties not carried out", ["枫树岭村"])]
    assert "pool-plan-of-nobody" in [each["code"] for each in found["findings"]]


def test_other_thresholds(tmp_path: Path) -> None:
    """A share and a confidence take the place of the framework's."""
    sorts = {}
    for share in ("20%", "60"):
        found = document("pool", *DISTRICT, "--common", share, "--confidence", "99%", cwd=tmp_path)
        assert found["rules"]["confidence"] == 99
        sorts[share] = {problem["id"]: problem["sort"] for problem in found["problems"]}
    assert (sorts["20%"]["GOV-05"], sorts["60"]["GOV-07"]) == ("common", "open")


def test_another_grade(tmp_path: Path) -> None:
    """Against four stars other requirements count."""
    found = document("pool", *DISTRICT, "--target", "四星", cwd=tmp_path)
    assert found["target"] == "four-star"
    assert found["problems"][0]["whole"]["missed"] < 15


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--common", "0.3"), "pool-share-unclear"),
        (("--common", "many"), "pool-share-unclear"),
        (("--common", "100%"), "pool-share-unclear"),
        (("--common", "nan"), "pool-share-unclear"),
        (("--confidence", "-5"), "pool-share-unclear"),
        (("--target", "two-star"), "pool-asks-nothing"),
        (("--target", "seven"), "target-unknown"),
        (("--plans", "nowhere"), "path-missing"),
        (("--split",), "pool-options-of-rooms"),
        (("--within", "county", "--seconds", "30", "--least", "20"), "pool-options-of-rooms"),
        (("--plans", str(SAMPLES / "hujiaping.xlsx")), "pool-no-plans"),
    ],
)
def test_a_call_that_cannot_be_carried_out(tmp_path: Path, options: Sequence[str], code: str) -> None:
    """What is wrong with the call is said, and nothing is written."""
    run = starcli("pool", *DISTRICT, *options, "--out", "out", cwd=tmp_path)
    assert (run.returncode, code in run.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_options_without_effect_are_all_named(tmp_path: Path) -> None:
    """Whoever asks for two things at once is told which of them were not done, even where it is what would be done."""
    run = starcli("pool", *DISTRICT, "--split", "--within", "county", "--lang", "zh", cwd=tmp_path)
    assert run.returncode == 2
    assert "--within、--split" in run.stderr


def test_nobody_who_is_rated_has_no_table(tmp_path: Path) -> None:
    """Where no unit is rated no problem is known: that is said in words, not by a table without rows."""
    run = starcli("pool", str(SAMPLES / "plans"), "--lang", "en", "--out", "out", cwd=tmp_path)
    assert run.returncode == 1
    assert "no problem is known" in run.stdout
    assert "Miss it" not in run.stdout


def test_a_foreign_file_is_left_alone(tmp_path: Path) -> None:
    """A file of that name that starcli did not write is not overwritten."""
    (tmp_path / "pool.xlsx").write_text("mine")
    run = starcli("pool", *DISTRICT, "--out", str(tmp_path), cwd=tmp_path)
    assert (run.returncode, (tmp_path / "pool.xlsx").read_text()) == (2, "mine")
