"""`starcli score --set` as a user runs it: both ratings, the difference, and nothing written."""

import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from test_cli import SAMPLES, document, starcli


@pytest.fixture
def hujiaping(tmp_path: Path) -> Path:
    """A folder that holds only the sample village."""
    shutil.copy(SAMPLES / "hujiaping.xlsx", tmp_path)
    return tmp_path


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A folder with a copy of the sample district."""
    shutil.copytree(SAMPLES / "district", tmp_path / "district")
    return tmp_path


def _lines(text: str) -> list[str]:
    """Lines of a table, each cell after one blank."""
    return [re.sub(r"\s+", " ", line).strip() for line in text.splitlines() if line.strip()]


def _width(text: str) -> int:
    """The columns that the widest line takes, findings aside; Chinese characters and their signs take two."""
    lines = [line.rstrip() for line in text.splitlines() if not line.startswith("hujiaping.xlsx")]
    return max(sum(1 + ("\u2e80" <= sign <= "\uffef") for sign in line) for line in lines)


ZH = """\
假设 DEV-01 = 52.3、GOV-07 = 95
现在 假设后 变化 高出底线 距上一线
星级 ★★★★☆ 四星 ★★★★★ 五星
决定因素 gate:DEV-01 floor
总分 95.04 96.57 +1.53 6.57（90） —
ORG 97.3% 97.3% 22.3（75%） —
GRD 99.3% 99.3% 24.3（75%） —
SVC 96.4% 96.4% 21.4（75%） —
DEV 83.6% 92.5% +8.9 17.5（75%） —
ENV 95.3% 95.3% 20.3（75%） —
GOV 97.7% 97.4% -0.3 22.4（75%） —
• 96.57 分达到五星线 90 分，必达项和维度底线全部达到
编码 指标 数值 得分 变化
DEV-01 村级集体经济经营性收入 34.6 → 52.3 6.40 → 8.00 +1.60
GOV-07 群众满意度测评得分率 95.8 → 95 3.82 → 3.75 -0.07
编码 现值 边界 相距 越过以后
DEV-01 52.3 ↑ — 已无可增
↓ 50 2.3 低于它：-0.80分，不达五星（必达），评为 ★★★★☆
GOV-07 95 ↑ 98 3 +0.25分，每1计0.0833分
↓ 95 0 低于它：每1计0.0833分，不达五星（必达），评为 ★★★★☆
"""
EN = """\
if DEV-01 = 52.3, GOV-07 = 95
Now Then Change Above floor To next
Grade ★★★★☆ Four stars ★★★★★ Five stars
Decided by gate:DEV-01 floor
Total 95.04 96.57 +1.53 6.57 (90) —
"""


def test_income_of_52_3_brings_hujiaping_five_stars(hujiaping: Path) -> None:
    """Both ratings, what changed and the next edges, on one screen of 80 columns in Chinese."""
    run = starcli(
        "score", "hujiaping.xlsx", "--set", "DEV-01=52.3", "--set", "GOV-07=95", "--lang", "zh", cwd=hujiaping
    )
    assert run.returncode == 0
    lines = _lines(run.stdout)
    assert lines[2 : 2 + len(ZH.splitlines())] == ZH.splitlines()
    assert _width(run.stdout) <= 80


def test_the_same_in_english(hujiaping: Path) -> None:
    """The English screen says the same within 80 columns."""
    run = starcli(
        "score", "hujiaping.xlsx", "--set", "DEV-01=52.3", "--set", "GOV-07=95", "--lang", "en", cwd=hujiaping
    )
    assert "\n".join(EN.splitlines()) in "\n".join(_lines(run.stdout))
    assert "below: -0.80 points, misses five stars (gate)," in run.stdout
    assert "nothing more to gain" in run.stdout
    assert _width(run.stdout) <= 80


def test_nothing_is_written(hujiaping: Path) -> None:
    """The workbook stays as it is, and no other file is there after it."""
    before = (hujiaping / "hujiaping.xlsx").read_bytes()
    starcli("score", "hujiaping.xlsx", "--set", "DEV-01=52.3", cwd=hujiaping)
    assert [file.name for file in hujiaping.iterdir()] == ["hujiaping.xlsx"]
    assert (hujiaping / "hujiaping.xlsx").read_bytes() == before


@pytest.mark.parametrize("option", [["--out", "x.xlsx"], ["--write-back"], ["--json", "--out", "x"]])
def test_what_is_only_supposed_is_not_written_anywhere(hujiaping: Path, option: list[str]) -> None:
    """With an option that writes, the call is refused before anything is read."""
    run = starcli("score", "hujiaping.xlsx", "--set", "DEV-01=52.3", *option, cwd=hujiaping)
    assert (run.returncode, run.stdout) == (2, "")
    assert "set-writes-nothing" in run.stderr
    assert [file.name for file in hujiaping.iterdir()] == ["hujiaping.xlsx"]


def _what_if(folder: Path, *settings: str, file: str = "hujiaping.xlsx") -> Any:
    options = [option for setting in settings for option in ("--set", setting)]
    return document("score", file, *options, cwd=folder)


def test_json_holds_both_ratings_and_the_differences(hujiaping: Path) -> None:
    """The unit's own document, and beside it what was set, the rating after it, and what is different."""
    found = _what_if(hujiaping, "DEV-01=52.3万元")
    after = found["what_if"]
    assert (found["total"], found["grade"]) == (95.04, "four-star")
    assert after["set"] == {"DEV-01": 52.3}
    assert (after["rating"]["total"], after["rating"]["grade"]) == (96.64, "five-star")
    assert (after["differences"]["total"], after["differences"]["stars"]) == (1.6, 1)
    assert after["differences"]["indicators"] == [
        {
            "id": "DEV-01",
            "before": {"value": 34.6, "outcome": "scored", "points": 6.4},
            "after": {"value": 52.3, "outcome": "scored", "points": 8.0},
            "points": 1.6,
        }
    ]
    (income,) = after["edges"]
    assert (income["id"], [(e["side"], e["value"], e["distance"], e["grade"]) for e in income["next"]]) == (
        "DEV-01",
        [("below", 50, 2.3, "four-star")],
    )
    assert after["floors"][0] == {
        "id": "",
        "figure": 96.64,
        "above": None,
        "below": {"floor": 90, "distance": 6.64, "grade": "five-star"},
    }
    assert after["findings"] == []


def test_facts_that_are_set_give_what_they_give_in_the_form(hujiaping: Path) -> None:
    """Typed into the workbook and scored, the same facts give the same rating."""
    facts = {"inc_operate": 30.3, "inc_this": 52.3, "planned": 13}
    supposed = _what_if(hujiaping, *(f"{key}={value}" for key, value in facts.items()))["what_if"]["rating"]
    book = openpyxl.load_workbook(hujiaping / "hujiaping.xlsx")
    sheet = book["填报表"]
    cells = {cell.value: cell for line in sheet.iter_rows() for cell in line}
    for key, value in facts.items():
        sheet.cell(cells[key].row, cells["填报值"].column).value = value
    book.save(hujiaping / "typed.xlsx")
    typed = document("score", "typed.xlsx", cwd=hujiaping)
    same = ("total", "grade", "decided_by", "dimensions", "coverage")
    assert {key: supposed[key] for key in same} == {key: typed[key] for key in same}
    assert [(r["id"], r["value"], r["points"]) for r in supposed["results"]] == [
        (r["id"], r["value"], r["points"]) for r in typed["results"]
    ]


def test_a_relation_that_breaks_is_an_error_at_what_broke_it(hujiaping: Path) -> None:
    """Income of the year that is not the sum of its parts is said, and the exit code is that of an error."""
    run = starcli("score", "hujiaping.xlsx", "--set", "inc_this=52.3", cwd=hujiaping)
    assert run.returncode == 1
    assert "--set inc_this=52.3: check-failed: DEV-02" in run.stdout
    assert "6.13 → invalid" in run.stdout


def test_a_folder_is_compared_unit_by_unit(district: Path) -> None:
    """Every unit has a line, those with another grade first, and a count of who goes up and down."""
    run = starcli("score", "district", "--set", "GOV-07=96", "--lang", "zh", cwd=district)
    lines = _lines(run.stdout)
    assert lines[1:4] == [
        "西陈村 平桥镇 90.37 → 93.64 +3.27 ★★★☆☆ → ★★★★☆",
        "湖畔村 平桥镇 95.24 → 95.42 +0.18 ★★★★☆ → ★★★★★",
        "竹山村 松岭乡 92.96 → 93.13 +0.17 ★★★★☆ → ★★★★★",
    ]
    assert "24 个单位：升星 3，降星 0，不变 21" in lines
    assert "共 26 份：已评定 24，未评定 2" in lines


def test_what_only_some_units_have_is_compared_for_those(district: Path) -> None:
    """Communities have no collective income: they are counted, and their documents hold no comparison."""
    run = starcli("score", "district", "--set", "DEV-01=60", "--lang", "en", cwd=district)
    assert "15 units: " in run.stdout
    assert "9 more have nothing of what is set" in run.stdout
    documents = _what_if(district, "DEV-01=60", file="district")
    kinds = {d["unit"]["kind"]: d["what_if"] is None for d in documents if d["total"] is not None}
    assert kinds == {"village": False, "community": True}


def test_what_no_unit_has_is_a_problem_of_the_call(hujiaping: Path) -> None:
    """Co-building projects are counted in communities: for a village nothing can be supposed of them."""
    run = starcli("score", "hujiaping.xlsx", "--set", "DEV-05=90", cwd=hujiaping)
    assert (run.returncode, run.stdout) == (2, "")
    assert "--set DEV-05=90: set-not-used: no unit that is rated here has DEV-05" in run.stderr


@pytest.mark.parametrize("setting", ["DEV-1=5", "DEV-01", "DEV-01=lots", "DEV-04=120", "V1=often"])
def test_a_setting_that_is_not_understood_is_a_problem_of_the_call(hujiaping: Path, setting: str) -> None:
    """It is named on standard error, and nothing is rated."""
    run = starcli("score", "hujiaping.xlsx", "--set", setting, cwd=hujiaping)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"--set {setting}: ")


def test_vetoes_bonus_and_what_does_not_apply(hujiaping: Path) -> None:
    """A confirmed veto caps, a bonus counts on the board alone, and both are among the changes."""
    settings = ["--set", "V2=yes", "--set", "B1=1", "--set", "GOV-02=n/a"]
    lines = _lines(starcli("score", "hujiaping.xlsx", *settings, "--lang", "en", cwd=hujiaping).stdout)
    assert "if V2 = yes, B1 = 1, GOV-02 = not applicable" in lines
    assert "Grade ★★★★☆ Four stars ★★☆☆☆ Two stars" in lines
    assert "Decided by gate:DEV-01 veto:V2" in lines
    assert [line.split()[0] for line in lines if line.startswith(("Total", "For grade"))] == ["Total", "For"]
    assert "V2 Satisfaction below 60% — → yes" in lines
    assert "GOV-02 not applicable as if it were confirmed" in lines


def test_a_unit_that_cannot_be_rated_is_said_to_be_so(district: Path) -> None:
    """Without a rating there is nothing to compare; what is wrong is named."""
    run = starcli("score", "district/平桥镇/北塘村自评表.xlsx", "--set", "DEV-01=60", cwd=district)
    assert run.returncode == 1
    assert "not rated" in run.stdout
    assert "kind-missing" in run.stdout
