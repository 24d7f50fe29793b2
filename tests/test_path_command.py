"""`starcli path` as people use it: on one form, on a district, with a table of efforts that a county has edited."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from test_cli import SAMPLES, document, starcli

from starcli.excel.layouts.effort import EFFORTS


@pytest.fixture
def hujiaping(tmp_path: Path) -> Path:
    """A folder with Hujiaping's form."""
    shutil.copy(SAMPLES / "hujiaping.xlsx", tmp_path)
    return tmp_path


def test_one_form(hujiaping: Path) -> None:
    """The step, what it brings and what the order of gaps would take, in 80 columns; one workbook is written."""
    run = starcli("path", "hujiaping.xlsx", "--lang", "en", cwd=hujiaping)
    assert run.returncode == 0
    assert "least effort to five stars: 1 step, 162.94 days" in run.stdout
    assert "DEV-01  Operating income" in run.stdout
    assert "then: ★★★★★ 96.64" in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80
    assert (hujiaping / "hujiaping-path.xlsx").exists()


def test_nothing_is_left_unsaid_where_the_grade_is_out_of_reach(hujiaping: Path) -> None:
    """What is kept and stands in the way is named."""
    found = document("path", "hujiaping.xlsx", "--keep", "dev-01", cwd=hujiaping)
    assert found["path"] is None
    assert found["obstacles"] == [{"sort": "kept", "id": "DEV-01", "best": None}]
    shown = starcli("path", "hujiaping.xlsx", "--keep", "DEV-01", "--lang", "zh", cwd=hujiaping).stdout
    assert "达不到五星：" in shown
    assert "DEV-01 村级集体经济经营性收入：要求保持不动；不改进它就达不到" in shown


def test_the_effort_sheet_is_what_effort_reads(hujiaping: Path) -> None:
    """The workbook that is written holds the efforts; edited and named, they count."""
    starcli("path", "hujiaping.xlsx", "--target", "4", cwd=hujiaping)
    book = openpyxl.load_workbook(hujiaping / "hujiaping-path.xlsx")
    sheet = book[EFFORTS.en]
    rows = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    assert rows["DEV-01"][4].value == 365
    rows["DEV-01"][4].value = 10
    rows["GOV-07"][5].value = "require"
    book.save(hujiaping / "efforts.xlsx")
    found = document("path", "hujiaping.xlsx", "--effort", "efforts.xlsx", cwd=hujiaping)
    steps = {step["id"]: step for step in found["path"]["steps"]}
    assert steps.keys() == {"DEV-01", "GOV-07"}
    assert steps["DEV-01"]["effort"] == 4.46


def test_a_district(tmp_path: Path) -> None:
    """Every rated unit has a line, those out of reach with what is in the way; the workbook has all of them."""
    run = starcli("path", str(SAMPLES / "district"), "--lang", "en", "--out", "out", cwd=tmp_path)
    assert "cannot be reached: V4" in run.stdout
    book = openpyxl.load_workbook(tmp_path / "out" / "paths.xlsx")
    names = {row[1].value for row in book["Paths"].iter_rows() if row[1].value}
    assert {"南埠社区", "竹山村", "柳堤社区"} <= names
    words = [str(cell.value) for row in book["Paths"].iter_rows() for cell in row if cell.value]
    assert any("until it is lifted" in word for word in words)


WRONG: dict[str, tuple[Sequence[Sequence[object]], str]] = {
    "no such columns": ((("指标", "天"), ("ORG-01", 3)), "effort-columns-missing"),
    "an unknown code": ((("编码", "工作量（天）"), ("ORG-99", 3)), "effort-of-nothing"),
    "a code twice": ((("编码", "工作量（天）"), ("ORG-01", 3), ("org-01", 4)), "effort-twice"),
    "less than nothing": ((("Code", "Effort, days"), ("ORG-01", -3)), "effort-not-days"),
    "words for days": ((("Code", "Effort, days"), ("ORG-01", "long")), "effort-not-days"),
    "an unknown ruling": ((("Code", "Ruling"), ("ORG-01", "perhaps")), "ruling-unclear"),
}
"""A table of efforts, and the finding that stops the run."""


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_table_stops_the_run(hujiaping: Path, name: str) -> None:
    """Efforts that cannot be taken as they stand are named by cell, and nothing is written."""
    rows, code = WRONG[name]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(hujiaping / "efforts.xlsx")
    run = starcli("path", "hujiaping.xlsx", "--effort", "efforts.xlsx", cwd=hujiaping)
    assert (run.returncode, code in run.stderr) == (2, True)
    assert not (hujiaping / "hujiaping-path.xlsx").exists()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--keep", "DEV-1"), "ruling-of-nothing"),
        (("--keep", "DEV-01", "--require", "DEV-01"), "kept-and-required"),
        (("--effort", "nowhere.xlsx"), "path-missing"),
        (("--effort", "broken.xlsx"), "effort-"),
        (("--target", "six"), "target-unknown"),
    ],
)
def test_a_call_that_cannot_be_carried_out(hujiaping: Path, options: Sequence[str], code: str) -> None:
    """What is wrong with the call is said, and nothing is written."""
    (hujiaping / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    run = starcli("path", "hujiaping.xlsx", *options, cwd=hujiaping)
    assert run.returncode == 2
    assert code in run.stderr or "broken" in run.stderr
    assert not (hujiaping / "hujiaping-path.xlsx").exists()
