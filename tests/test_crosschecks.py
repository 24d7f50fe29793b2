"""The forms of a run held against each other and against the former season's, from workbooks to findings."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sheets import framework, scheme, write

from starcli.batch import Batch, Rated
from starcli.core.assessment import Tier, Unit
from starcli.core.benchmark import rate_at
from starcli.core.filling import Filled, Filling, Row
from starcli.core.findings import Finding, Location
from starcli.crosschecks import Former, cross_checked
from starcli.excel.writing.forms.form import write_form
from starcli.rater import Rater
from starcli.sources import find_sources

INCOME = {"inc_operate": 31, "inc_contract": 17, "inc_invest": 4, "inc_this": 52, "inc_last": 47, "total_income": 66}
COUNTS = {"households": 824, "hh_micro": 811, "visited": 797, "attended": 177, "closed_on_time": 489, "settled": 131}


def village(name: str, more: Mapping[str, Filled] | None = None, period: str = "2022Q3") -> tuple[Filling, str]:
    """A village's form with income and counts."""
    rows = {key: Row({"self": value}) for key, value in (INCOME | COUNTS | dict(more or {})).items()}
    return Filling(Unit(name=name, town="云溪镇", county="示例县"), period, rows), name


def folder(path: Path, *forms: tuple[Filling, str]) -> Path:
    """A folder with these forms."""
    path.mkdir(parents=True, exist_ok=True)
    for filling, name in forms:
        write_form(scheme(), path / f"{name}.xlsx", "zh", filling)
    return path


def rated(path: Path, basis: Tier = "self") -> Batch:
    """What the workbooks of a folder give."""
    return Batch(tuple(Rater(framework(), basis).rate_all(find_sources([path]).sources)))


def listed(findings: tuple[Finding, ...], *codes: str) -> list[tuple[str, str]]:
    """Place and code of the findings of some codes."""
    return [
        (f"{Path(found.location.file).name}!{found.location.within}".strip("!"), found.code)
        for found in findings
        if found.code in codes
    ]


DIFFERENT = {key: int(value) + 13 for key, value in COUNTS.items()}


def test_a_copied_form_is_named_on_both(tmp_path: Path) -> None:
    """Two forms with the same figures name each other, and the third is not drawn in."""
    path = folder(tmp_path, village("甲村"), village("乙村"), village("丙村", DIFFERENT | {"inc_this": 53}))
    found = cross_checked(rated(path), framework()).findings
    assert [place.partition("!")[0] for place, _ in listed(found, "figures-copied", "figures-alike")] == [
        "乙村.xlsx",
        "甲村.xlsx",
    ]


def test_forms_without_a_rating_are_left_out(tmp_path: Path) -> None:
    """A form of which nobody knows the kind is compared with nothing."""
    filling, _ = village("乙村")
    write_form(scheme(), folder(tmp_path, village("甲村")) / "乙村.xlsx", "zh", filling)
    blank = Filling(filling.unit, filling.period, filling.rows, {"kind": ""})
    write_form(scheme(), tmp_path / "乙村.xlsx", "zh", blank)
    batch = rated(tmp_path)
    assert cross_checked(batch, framework()) == batch


def test_yuan_typed_as_ten_thousands_of_yuan(tmp_path: Path) -> None:
    """A figure ten thousand times those of five neighbours is doubtful."""
    others = [
        village(f"{n}村", {key: int(value) + 31 * n for key, value in (COUNTS | INCOME).items()}) for n in range(1, 6)
    ]
    path = folder(tmp_path, village("甲村", {"inc_last": 470000}), *others)
    found = cross_checked(rated(path), framework()).findings
    assert [code for _, code in listed(found, "far-above-peers")] == ["far-above-peers"]


def former(path: Path, basis: Tier = "self") -> Former:
    """The former season's forms in a folder."""
    return Former(rated(path, basis), Location(path.name))


def test_the_former_season(tmp_path: Path) -> None:
    """Each change is found on this season's cell; what could not be compared is a note on the run."""
    then = folder(tmp_path / "then", village("甲村", {"SVC-05": 20, "inc_this": 12}, "2022Q2"))
    (then / "broken.xlsx").write_bytes(b"no workbook")
    now = folder(tmp_path / "now", village("甲村", {"SVC-05": 18}), village("乙村", DIFFERENT))
    batch = cross_checked(rated(now), framework(), former(then))
    assert sorted(listed(batch.findings, "figure-fell", "figure-jumped", "former-missing", "former-unread")) == [
        ("then", "former-missing"),
        ("then", "former-unread"),
        ("甲村.xlsx!填报表!E36", "figure-fell"),
        ("甲村.xlsx!填报表!E43", "figure-jumped"),
    ]


def test_the_values_of_both_seasons_are_those_of_the_basis(tmp_path: Path) -> None:
    """What the town corrected then and now is compared when its values count."""
    filling, name = village("甲村", period="2022Q2")
    checked = dict(filling.rows) | {"inc_this": Row({"self": 52, "verified": 12})}
    then = folder(tmp_path / "then", (Filling(filling.unit, "2022Q2", checked), name))
    now = folder(tmp_path / "now", village("甲村"))
    found = {
        basis: listed(cross_checked(rated(now, basis), framework(), former(then, basis)).findings, "figure-jumped")
        for basis in ("self", "verified")
    }
    assert [len(each) for each in found.values()] == [0, 1]


def starcli(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LANG": "en_GB.UTF-8", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "starcli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("command", ["score", "rank", "gaps"])
def test_the_option_names_the_folder_of_the_former_season(tmp_path: Path, command: str) -> None:
    """Every command on workbooks compares, even where the former folder lies in this season's."""
    folder(tmp_path / "2022Q3" / "上期", village("甲村", {"inc_this": 12}, "2022Q2"))
    folder(tmp_path / "2022Q3", village("甲村"))
    run = starcli(command, "2022Q3", "--former", "2022Q3/上期", "--json", cwd=tmp_path)
    document = json.loads(run.stdout)
    assert [
        found["code"] for found in document["findings"] if "former" in found["code"] or "jump" in found["code"]
    ] == ["figure-jumped"]


def test_a_former_folder_that_is_not_there(tmp_path: Path) -> None:
    """A call that names no folder is wrong, and nothing is written."""
    folder(tmp_path / "now", village("甲村"))
    run = starcli("rank", "now", "--former", "then", cwd=tmp_path)
    assert (run.returncode, "then: path-missing" in run.stderr, [f.name for f in (tmp_path / "now").iterdir()]) == (
        2,
        True,
        ["甲村.xlsx"],
    )


def claiming(path: Path) -> Path:
    """A village's form that says more than its figures, one of which the town corrected."""
    points = [["编码", "填报值", "核验值", "自评得分"]]
    known = rate_at(scheme(), "four-star").assessment
    for key, entry in known.entries.items():
        points.append([key, entry.answers["self"].raw, "85" if key == "GOV-07" else "", "3" if key == "ORG-02" else ""])
    points.append(["合计", "", "", "99"])
    return write(path, {"基本信息": "| 类型 | 村 |\n| 自评星级 | 五星 |", "填报表": points})


def one(path: Path) -> Rated:
    """What a workbook gives."""
    (found,) = rated(path).rated
    return found


def test_a_form_that_claims_too_much(tmp_path: Path) -> None:
    """Total, grade and points are held against the rating; what the town found proposes a deduction."""
    found = one(claiming(tmp_path / "f.xlsx")).findings
    codes = ("self-total-above", "self-grade-above", "self-points-above", "deduction-proposed")
    assert listed(found, *codes) == [
        ("f.xlsx!填报表!D42", "self-total-above"),
        ("f.xlsx!基本信息!B2", "self-grade-above"),
        ("f.xlsx!填报表!D3", "self-points-above"),
        ("f.xlsx!填报表!C40", "deduction-proposed"),
    ]


def test_the_claims_rest_on_what_the_unit_reported_on_any_basis(tmp_path: Path) -> None:
    """A total that fits the unit's own figures stays unquestioned when the town's values count."""
    table = [["编码", "填报值", "核验值", "自评得分"]]
    for key, entry in rate_at(scheme(), "four-star").assessment.entries.items():
        table.append([key, entry.answers["self"].raw, "85" if key == "GOV-07" else "", ""])
    path = write(tmp_path / "f.xlsx", {"基本信息": "| 类型 | 村 |\n| 自评得分 | 85.47 |", "填报表": table})
    found = rated(path, "verified").findings
    assert listed(found, "self-total-above", "self-total-below") == []


def test_the_document_has_claims_and_over_claims(tmp_path: Path) -> None:
    """JSON carries what the form says of itself, and the ledger of what was claimed too much."""
    claiming(tmp_path / "f.xlsx")
    document: Any = json.loads(starcli("score", "f.xlsx", "--json", cwd=tmp_path).stdout)
    assert document["claims"] == {
        "totals": [{"value": 99, "cell": "填报表!D42"}],
        "grades": [{"value": "five-star", "cell": "基本信息!B2"}],
        "sums": [],
        "points": {"ORG-02": {"value": 3, "cell": "填报表!D3"}},
    }
    assert document["over_claims"] == {
        "by_basis": {
            "self": {"total": 85.47, "grade": "four-star"},
            "verified": {"total": 85.06, "grade": "three-star"},
            "reviewed": {"total": 85.06, "grade": "three-star"},
        },
        "over": 0.41,
        "under": 0,
        "items": [
            {
                "id": "GOV-07",
                "by_basis": {
                    "self": {"value": 90, "points": 3.33, "cell": "填报表!B40"},
                    "verified": {"value": 85, "points": 2.92, "cell": "填报表!C40"},
                    "reviewed": {"value": 85, "points": 2.92, "cell": "填报表!C40"},
                },
                "difference": 0.41,
            }
        ],
    }
