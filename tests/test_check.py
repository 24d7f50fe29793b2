"""`starcli check` on workbooks: a line a finding, files as seen from the folder, and how many there are."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sheets import form

COVER = [["类型", "村"]]
HEADINGS = ["编码", "填报值", "备注"]
# An indicator's worth of answers each: what is not asked about here is missing, and says so below the whole file.
SOUND: list[list[str | int]] = [["ORG-02", 0], ["SVC-03", 56]]


def check(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `starcli check` in a folder, its output in a pipe."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd.parent), "COLUMNS": "40", "PYTHONUTF8": "1", "LANG": "C"}
    return subprocess.run(
        [sys.executable, "-m", "starcli", "check", *map(str, arguments)],
        cwd=cwd,
        env=environment | {"STARCLI_CACHE": "off"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def village(folder: Path, name: str, *rows: list[str | int]) -> Path:
    """A village's form with a few answers, in a folder."""
    return form(folder / f"{name}.xlsx", [HEADINGS, *rows])


def lines(run: subprocess.CompletedProcess[str]) -> list[str]:
    """What is said of single cells; the many answers that are not there are nobody's concern here."""
    return [line for line in run.stdout.splitlines() if "missing-value" not in line]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a sound form, one with a level that is none, and one with a figure in full-width digits."""
    village(tmp_path / "forms" / "东溪镇", "石门村", *SOUND)
    village(tmp_path / "forms" / "东溪镇", "青坞村", ["DEV-06", "基本完成"])
    village(tmp_path / "forms", "上田村", ["SVC-03", "５６"], ["ORG-09", "优秀"])
    return tmp_path / "forms"


def test_every_finding_is_one_line_that_names_its_cell(folder: Path) -> None:
    """Errors and warnings stand as file!sheet!cell: code: what, and what to do, workbook by workbook."""
    found = lines(check(folder, "--lang", "en", cwd=folder.parent))
    assert [line.split(": ")[:2] for line in found[:-1]] == [
        ["上田村.xlsx!填报表!B3", "level-of-another-scale"],
        ["东溪镇/青坞村.xlsx!填报表!B2", "not-a-level"],
    ]
    assert found[1].endswith("'基本完成' is none of the levels (Audit and fund issues rectified); levels: yes, no")


def test_a_line_is_never_wrapped_in_a_pipe(folder: Path) -> None:
    """However narrow the terminal, a finding stays on its line."""
    printed = check(folder, "--lang", "zh", cwd=folder.parent).stdout.splitlines()
    assert all(line.startswith(("上田村", "东溪镇/", "共 ")) for line in printed)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "1 个错误，{warnings} 个警告，1 条提示（加 --notes 列出）"),
        ("en", "1 error, {warnings} warnings, 1 note (listed with --notes)"),
    ],
)
def test_the_last_line_counts(folder: Path, language: str, said: str) -> None:
    """Workbooks with and without faults are counted, and findings by severity."""
    *found, last = check(folder, "--lang", language, cwd=folder.parent).stdout.splitlines()
    assert last.startswith(("共 3 份：3 份有问题，0 份没有；", "3 workbooks: 3 with faults, 0 without; "))
    assert last.endswith(said.format(warnings=len(found) - 1))


def test_notes_are_listed_when_they_are_asked_for(folder: Path) -> None:
    """A figure that was interpreted is a line only with --notes."""
    plain, noted = (check(folder, "--lang", "en", *more, cwd=folder.parent).stdout for more in ([], ["--notes"]))
    assert "interpreted" not in plain
    assert "上田村.xlsx!填报表!B2: interpreted: '５６' was read as 56" in noted
    assert "1 note (" not in noted


def test_a_text_of_several_lines_is_told_on_one(tmp_path: Path) -> None:
    """Breaks and control characters in a cell neither break the line nor reach the terminal."""
    village(tmp_path / "forms", "石门村", ["DEV-06", "基本\n完成\x1b[2J\u202e"])
    found = lines(check("forms", "--lang", "en", cwd=tmp_path))
    assert len(found) == 2
    assert "'基本↵完成�[2J�' is none of the levels" in found[0]


def test_an_endless_text_is_told_in_short(tmp_path: Path) -> None:
    """A cell full of text does not fill the screen."""
    village(tmp_path / "forms", "石门村", ["DEV-06", "完" * 30_000])
    assert len(lines(check("forms", "--lang", "en", cwd=tmp_path))[0]) < 1000


def test_a_unit_with_two_workbooks_is_named_with_both(tmp_path: Path) -> None:
    """Two forms of one unit are a fault of both, and each names the other as seen from the folder."""
    for name in ("石门村", "石门村(2)"):
        form(tmp_path / "forms" / f"{name}.xlsx", [HEADINGS, *SOUND], 封面=[["单位名称", "石门村"]])
    found = [line for line in lines(check("forms", "--lang", "en", cwd=tmp_path)) if "unit-twice" in line]
    said = "unit-twice: two workbooks for one unit: 石门村(2).xlsx and 石门村.xlsx"
    assert [line.split("unit-twice")[0] for line in found] == ["石门村(2).xlsx: ", "石门村.xlsx: "]
    assert all(said in line for line in found)


def test_cross_checks_of_the_rating_are_among_the_findings(tmp_path: Path) -> None:
    """More people came than should have: the relation between two cells is checked too."""
    village(tmp_path, "石门村", ["attended", 30], ["should_attend", 20])
    found = lines(check("石门村.xlsx", "--lang", "en", cwd=tmp_path))
    assert found[0].startswith("石门村.xlsx!填报表!B2: check-failed: ORG-04")


@pytest.mark.parametrize(
    ("rows", "arguments", "code"),
    [
        ([["DEV-06", "基本完成"]], (), 1),
        (SOUND, (), 0),
        (SOUND, ("--strict",), 1),
        (SOUND, ("--basis", "reviewed"), 0),
        (SOUND, ("--framework", "nosuch"), 2),
    ],
)
def test_the_exit_code_says_whether_anything_is_wrong(
    tmp_path: Path, rows: list[list[str | int]], arguments: tuple[str, ...], code: int
) -> None:
    """1 for an error among the findings, with --strict for a warning too; 2 for a wrong call."""
    village(tmp_path / "forms", "石门村", *rows)
    assert check("forms", *arguments, cwd=tmp_path).returncode == code


def test_json_gives_the_documents(folder: Path) -> None:
    """With --json there is a document a unit, as `score --json` gives it."""
    documents = json.loads(check(folder, "--json", cwd=folder.parent).stdout)
    assert [Path(d["file"]).name for d in documents] == ["上田村.xlsx", "石门村.xlsx", "青坞村.xlsx"]
    assert {"total", "grade", "results", "findings"} <= set(documents[0])


def test_a_weight_table_beside_the_workbooks_is_no_framework(folder: Path) -> None:
    """A folder of workbooks stays one when a table of weights lies in it."""
    (folder / "weights.yaml").touch()
    assert "level-of-another-scale" in check(folder, cwd=folder.parent).stdout


def test_nothing_is_written(folder: Path) -> None:
    """A check leaves the folder as it was."""
    before = {path: path.stat().st_mtime_ns for path in folder.parent.rglob("*")}
    check(folder, cwd=folder.parent)
    assert {path: path.stat().st_mtime_ns for path in folder.parent.rglob("*")} == before
