"""`starcli contest` as people use it."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from sheets import write
from test_cli import SAMPLES, document, starcli


@pytest.fixture
def judges(tmp_path: Path) -> Path:
    """A folder with the sample judges' sheets."""
    shutil.copy(SAMPLES / "contest" / "judges.xlsx", tmp_path)
    return tmp_path


def test_the_sample(judges: Path) -> None:
    """Places, ties, the rule and everything that is wrong, in 80 columns; one workbook is written."""
    run = starcli("contest", "judges.xlsx", "--lang", "zh", cwd=judges)
    assert run.returncode == 1
    assert "并列第 5 名：望潮社区、学院社区，91.12 分（保留小数前不同）" in run.stdout
    assert "judges.xlsx!演讲!L11: contest-score-beyond" in run.stdout
    assert "去掉 1 个最高分和 1 个最低分" in run.stdout
    assert openpyxl.load_workbook(judges / "judges-contest.xlsx").sheetnames == [
        "成绩", "评分 演讲", "评分 现场", "评委", "问题清单",
    ]  # fmt: skip


def test_json(judges: Path) -> None:
    """The document has totals, ties, and every judge's score with its cell and what became of it."""
    found = document("contest", "judges.xlsx", cwd=judges)
    first = found["totals"][0]
    assert (first["place"], first["name"], first["total"], first["parts"]) == (1, "松岭村", 91.62, [93, 90.7])
    fates = {score["cell"]: score["fate"] for one in found["parts"][0]["results"] for score in one["scores"]}
    assert (fates["演讲!L11"], fates["演讲!H8"], fates["演讲!K12"]) == ("unusable", "absent", "absent")
    assert [(tie["place"], tie["by_rounding"]) for tie in found["ties"]] == [(5, True)]
    assert not (judges / "judges-contest.xlsx").exists()


def test_more_decimals_tell_a_tie_apart(judges: Path) -> None:
    """A tie that rounding made goes with one more decimal."""
    assert document("contest", "judges.xlsx", "--places", "3", cwd=judges)["ties"] == []


def test_other_weights(judges: Path) -> None:
    """Weights that are named hold; a part with none is left out."""
    halves = document("contest", "judges.xlsx", "--part", "演讲=50", "--part", "现场=50%", cwd=judges)
    assert halves["totals"][0]["total"] == 91.85
    visit = document("contest", "judges.xlsx", "--part", "演讲=0", "--part", "现场=100", cwd=judges)
    assert [part["name"] for part in visit["parts"]] == ["现场"]


def test_nothing_dropped(judges: Path) -> None:
    """With nothing dropped every score counts."""
    found = document("contest", "judges.xlsx", "--drop", "0", cwd=judges)
    fates = {score["fate"] for one in found["parts"][0]["results"] for score in one["scores"]}
    assert fates == {"counts", "absent", "unusable"}


WRONG: dict[str, tuple[Sequence[str], str]] = {
    "no file": (("nowhere.xlsx",), "path-missing"),
    "no such part": (("judges.xlsx", "--part", "笔试=40"), "contest-part-unknown"),
    "no weight": (("judges.xlsx", "--part", "演讲"), "contest-part-unknown"),
    "below nothing": (("judges.xlsx", "--part", "演讲=-4"), "contest-part-unknown"),
    "one left out": (("judges.xlsx", "--part", "演讲=100"), "contest-part-left-out"),
    "not whole": (("judges.xlsx", "--part", "演讲=40", "--part", "现场=50"), "contest-weights-wrong"),
    "no scores": (("other.xlsx",), "contest-table-missing"),
    "no workbook": (("broken.xlsx",), "workbook-"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_call_that_cannot_be_carried_out(judges: Path, name: str) -> None:
    """What is wrong is said, and nothing is written."""
    arguments, code = WRONG[name]
    write(judges / "other.xlsx", {"表": "| 甲 | 乙 |\n| 1 | 2 |"})
    (judges / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    run = starcli("contest", *arguments, cwd=judges)
    assert (run.returncode, code in run.stderr) == (2, True)
    assert list(judges.glob("*-contest.xlsx")) == []


def test_somebody_elses_file_is_left_alone(judges: Path) -> None:
    """A file that starcli did not write is never written over."""
    (judges / "out.xlsx").write_text("mine")
    run = starcli("contest", "judges.xlsx", "--out", "out.xlsx", cwd=judges)
    assert (run.returncode, "output-not-ours" in run.stderr) == (2, True)
    assert (judges / "out.xlsx").read_text() == "mine"


def test_its_own_result_is_not_read(judges: Path) -> None:
    """The result is no judges' sheet, however much it looks like one."""
    starcli("contest", "judges.xlsx", cwd=judges)
    run = starcli("contest", "judges-contest.xlsx", cwd=judges)
    assert (run.returncode, "contest-table-missing" in run.stderr) == (2, True)
