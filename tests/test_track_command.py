"""`starcli track`: a folder of ledgers end to end, what it is held against, files, screen and exit codes."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frameworks import REFERENCE, write
from ledger_books import CHECKED, district, row, town_ledger, unit_ledger
from sheets import cells
from sheets import form as write_form
from sheets import write as write_book

from starcli.core.assessment import Unit
from starcli.core.plans.register import Filing, copy_name

DAY = ("--date", "2022-12-20")
MOUNTAIN = {"镇街": "云溪镇", "分类": "山区", "目标星级": "五星"}


def starcli(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, 80 columns wide."""
    environment = {key: os.environ[key] for key in ("PATH", "STARCLI_CACHE") if key in os.environ}
    environment |= {"HOME": str(cwd), "LANG": "en_GB.UTF-8", "COLUMNS": "80", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "starcli", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def document(*arguments: str | Path, cwd: Path) -> Any:
    """The JSON that tracking prints."""
    run = starcli("track", *arguments, "--json", cwd=cwd)
    assert run.stdout, run.stderr
    return json.loads(run.stdout)


def codes(found: Any) -> list[str]:
    """The codes of errors and warnings in a document."""
    return [one["code"] for one in found["findings"] if one["severity"] != "note"]


def width(line: str) -> int:
    """How many columns of a terminal a line takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the ledgers of a district."""
    district(tmp_path / "ledgers")
    return tmp_path


def test_a_folder_of_ledgers_from_end_to_end(folder: Path) -> None:
    """Ledgers of towns and of villages are read and judged; one that broke off is named, and the rest stands."""
    run = starcli("track", "ledgers", *DAY, "--lang", "en", cwd=folder)
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    assert [line.split() for line in lines[:5]] == [
        ["Town", "All", "Open", "Asked", "Closed", "Late", "Soon", "Wrong", "Again", "By", "rules"],
        ["云溪镇", "9", "5", "1", "3", "1", "2", "1", "0", "22.2%"],
        ["平桥镇", "6", "4", "0", "2", "0", "2", "1", "0", "16.7%"],
        ["松岭乡", "4", "3", "0", "1", "1", "2", "1", "0", "0.0%"],
        ["Total", "19", "12", "1", "6", "2", "6", "3", "0", "15.8%"],
    ]
    assert lines[5] == "2022-12-20: 12 ledgers, 1 not counted"
    assert next(line for line in lines if "白石村" in line).startswith(
        "ledgers/松岭乡/白石村台账.xlsx: workbook-broken-off"
    )
    assert next(line for line in lines if "closed-without-survey" in line).startswith(
        "ledgers/平桥镇台账.xlsx!台账!M5: "
    )
    assert lines[-1] == "→ ledgers/tracking.xlsx"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screen_is_eighty_columns_wide(folder: Path, language: str) -> None:
    """Tables and lists fit a terminal; only findings are as long as they are."""
    shown = starcli("track", "ledgers", *DAY, "--lang", language, cwd=folder).stdout.splitlines()
    assert [line for line in shown if width(line) > 80 and ".xlsx" not in line] == []


def test_json_has_everything_and_writes_nothing(folder: Path) -> None:
    """The document holds totals, every problem with its row, and the findings; no workbook without --out."""
    found = document("ledgers", *DAY, cwd=folder)
    assert not (folder / "ledgers" / "tracking.xlsx").exists()
    assert (found["date"], found["ledgers"], found["total"]["problems"], len(found["problems"])) == (
        "2022-12-20",
        12,
        19,
        19,
    )
    assert found["not_counted"] == ["ledgers/松岭乡/白石村台账.xlsx"]
    for key in ("by_town", "by_indicator", "by_project", "by_responsible"):
        assert sum(one["problems"] for one in found[key]) == 19
    third = next(one for one in found["problems"] if one["indicator"] == "SVC-06")
    assert (third["state"], third["closed_in_order"], third["row"]["verified"]) == ("closed", True, "4A")
    assert {one["id"]: one["holds"] for one in third["conditions"]} == dict.fromkeys(
        ("verified-value", "evidence", "town-check", "county-review"), True
    )


def test_the_workbook_goes_where_out_says(folder: Path) -> None:
    """--out names the file; a second run puts the same in its place, and reads it as no ledger."""
    for _ in range(2):
        run = starcli("track", "ledgers", *DAY, "--out", "ledgers/跟踪.xlsx", "--lang", "zh", cwd=folder)
        assert run.stdout.splitlines()[-1] == "→ ledgers/跟踪.xlsx"
    assert cells(folder / "ledgers" / "跟踪.xlsx", "总览")[0][0] == "ledgers 整改跟踪"
    assert document("ledgers", *DAY, cwd=folder)["ledgers"] == 12


def test_one_ledger_may_be_named(folder: Path) -> None:
    """A single workbook is tracked by itself, and the result stands beside it."""
    starcli("track", "ledgers/云溪镇台账.xlsx", *DAY, cwd=folder)
    assert document("ledgers/云溪镇台账.xlsx", *DAY, cwd=folder)["total"]["problems"] == 9
    assert (folder / "ledgers" / "tracking.xlsx").exists()


def test_a_ledger_by_the_rules_brings_exit_code_zero(tmp_path: Path) -> None:
    """Nothing wrong is 0; a warning counts where --strict says so."""
    unit_ledger(tmp_path / "石门村.xlsx", "石门村", [row("DEV-02", "增长慢", verified="12", **CHECKED)], MOUNTAIN)
    assert starcli("track", "石门村.xlsx", *DAY, cwd=tmp_path).returncode == 0
    unit_ledger(tmp_path / "石门村.xlsx", "石门村", [row("DEV-02", "增长慢", "", state="整改中")], MOUNTAIN)
    runs = [starcli("track", "石门村.xlsx", *DAY, *more, cwd=tmp_path).returncode for more in ((), ("--strict",))]
    assert runs == [0, 1]


def test_without_a_date_the_day_is_today(tmp_path: Path) -> None:
    """What was due long ago is overdue when no day is named."""
    unit_ledger(tmp_path / "石门村.xlsx", "石门村", [row("DEV-02", "增长慢", "2020-01-01", state="整改中")], MOUNTAIN)
    assert document("石门村.xlsx", cwd=tmp_path)["total"]["overdue"] == 1


MISUSED = {
    "no such day": (("ledgers", "--date", "2022-13-01"), "not-a-day"),
    "no such path": (("nowhere", *DAY), "path-missing"),
    "no such grade": (("ledgers", *DAY, "--target", "六星"), "target-unknown"),
    "no such register": (("ledgers", *DAY, "--register", "register.xlsx"), "path-missing"),
    "the folder itself as the former one": (("ledgers", *DAY, "--former", "ledgers"), "former-is-the-same"),
    "a framework without rules": (("ledgers", *DAY, "--framework", "bare"), "no-rectification-rules"),
    "a folder without ledgers": (("forms", *DAY), "no-ledgers"),
}


@pytest.mark.parametrize(("arguments", "code"), MISUSED.values(), ids=MISUSED.keys())
def test_a_call_that_cannot_be_carried_out(arguments: tuple[str, ...], code: str, folder: Path) -> None:
    """A wrong call is named, gives 2, and writes nothing."""
    write(folder / "bare")
    write_form(folder / "forms" / "表.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 0 |")
    more = () if code != "no-rectification-rules" else ("--target", "gold")
    run = starcli("track", *arguments, *more, "--lang", "en", cwd=folder)
    assert (run.returncode, code in run.stderr) == (2, True)
    assert list(folder.rglob("tracking.xlsx")) == []


def test_the_earlier_copies(tmp_path: Path) -> None:
    """With --former moves, deadlines and rows that are gone are found; a folder inside the tracked one is set apart."""
    town_ledger(tmp_path / "now" / "台账.xlsx", "云溪镇", [
        ("石门村", row("ORG-04", "参与率低", "2023-01-31", state="整改中")),
        ("青坞村", row("ORG-05", "缺课", state="待整改")),
    ])  # fmt: skip
    town_ledger(tmp_path / "now" / "上季" / "台账.xlsx", "云溪镇", [
        ("石门村", row("ORG-04", "参与率低", "2022-12-31", state="待整改")),
        ("石门村", row("DEV-02", "增长慢", state="整改中")),
        ("青坞村", row("ORG-05", "缺课", state="整改中")),
        ("上田村", row("ORG-05", "缺课", state="整改中")),
    ])  # fmt: skip
    found = document("now", *DAY, "--former", "now/上季", cwd=tmp_path)
    assert found["total"]["problems"] == 2
    assert sorted(codes(found)) == ["deadline-moved", "ledger-gone", "ledger-row-gone", "state-move-illegal"]


def test_the_forms_of_the_units(tmp_path: Path) -> None:
    """With --forms a value that fell again reopens what was closed, and a form that cannot be read is a note."""
    unit_ledger(
        tmp_path / "ledgers" / "石门村.xlsx",
        "石门村",
        [row("SVC-03", "开放时间短", verified="56", **CHECKED)],
        MOUNTAIN,
    )
    cover = "| 单位名称 | 石门村 |\n| 类型 | 村 |\n| 分类 | 山区 |\n| 周期 | 2023Q1 |"
    write_book(
        tmp_path / "forms" / "石门村.xlsx",
        {"基本信息": cover, "填报表": "| 编码 | 填报值 | 核验值 |\n| SVC-03 | 56 | 20 |"},
    )
    (tmp_path / "forms" / "坏.xlsx").write_bytes(b"PK\x03\x04")
    found = document("ledgers", "--date", "2023-04-20", "--forms", "forms", cwd=tmp_path)
    assert (codes(found), found["total"]["relapsed"], found["problems"][0]["state"]) == (["relapsed"], 1, "relapsed")
    notes = [one["code"] for one in found["findings"] if one["severity"] == "note"]
    assert notes == ["tracked-form-unread"]


def test_the_plans_as_they_were_filed(tmp_path: Path) -> None:
    """With --register the last filed version says target and deadline, and the ledger in it is the earlier copy."""
    unit_ledger(tmp_path / "方案.xlsx", "石门村", [row("ORG-04", "参与率低", "2022-11-30", state="待整改")], MOUNTAIN)
    (tmp_path / "register.xlsx").write_bytes(b"")
    (tmp_path / "register-filed").mkdir()
    for version, digits in ((1, "a"), (2, "b")):
        filing = Filing("2022-0001", version, date(2022, 10, version), digits * 12, Unit(name="石门村"))
        shutil.copy(tmp_path / "方案.xlsx", tmp_path / "register-filed" / copy_name(filing, ".xlsx", "石门村"))
    town_ledger(
        tmp_path / "now" / "台账.xlsx", "云溪镇", [("石门村", row("ORG-04", "参与率低", "2022-12-31", state="退回"))]
    )
    found = document("now", *DAY, "--register", "register.xlsx", cwd=tmp_path)
    assert sorted(codes(found)) == ["deadline-moved", "state-move-illegal"]
    moved = next(one for one in found["findings"] if one["code"] == "deadline-moved")
    assert "register-filed/2022-0001-v2_20221002_bbbbbbbbbbbb_石门村.xlsx!整改台账!G3" in moved["message"]


def test_a_roster_says_who_has_no_ledger(folder: Path) -> None:
    """With a roster the units without a ledger are counted and listed, and every unit is what the roster says."""
    roster = REFERENCE.parent.parent / "samples" / "district-roster.xlsx"
    found = document("ledgers", *DAY, "--roster", roster, cwd=folder)
    assert (len(found["without_ledger"]), "白石村" in found["without_ledger"]) == (15, True)
    assert found["problems"][0]["unit"]["county"] == "示例县"


def test_other_commands_pass_tracking_workbooks_over(folder: Path) -> None:
    """A tracking workbook is a result: no form and no ledger."""
    starcli("track", "ledgers", *DAY, "--out", "results/tracking.xlsx", cwd=folder)
    write_form(folder / "results" / "表.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 0 |")
    found = json.loads(starcli("score", "results", "--json", cwd=folder).stdout)
    assert found["file"] == "results/表.xlsx"


def test_a_file_that_somebody_edited_is_left_alone(folder: Path) -> None:
    """A workbook in the place of the result that is not starcli's own is not overwritten."""
    (folder / "ledgers" / "tracking.xlsx").write_bytes(b"mine")
    run = starcli("track", "ledgers", *DAY, cwd=folder)
    assert (run.returncode, (folder / "ledgers" / "tracking.xlsx").read_bytes()) == (2, b"mine")
