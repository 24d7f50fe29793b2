"""`starcli pool --resources`: forms and a ledger of rooms end to end, the workbook, what comes back, and exit codes."""

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from frameworks import REFERENCE
from frameworks import write as write_framework
from sheets import HOSTILE, broken_parts, cells, formulas, printed, write

HEADS = (
    "序号",
    "镇街",
    "房屋坐落",
    "产权单位",
    "建筑面积",
    "闲置面积",
    "现状",
    "调剂给(社区)",
    "调剂面积",
    "移交日期",
    "用途",
)


def starcli(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, 80 columns wide."""
    environment = {key: os.environ[key] for key in ("PATH", "STARCLI_CACHE") if key in os.environ}
    environment |= {"HOME": str(cwd), "LANG": "en_GB.UTF-8", "COLUMNS": "80", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "starcli", "pool", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def document(*arguments: str | Path, cwd: Path) -> Any:
    """The JSON that a proposal prints."""
    run = starcli("forms", "--resources", *arguments, "--json", cwd=cwd)
    assert run.stdout, run.stderr
    return json.loads(run.stdout)


def community(folder: Path, name: str, town: str, area: str | int, households: int = 3000, code: str = "") -> Path:
    """The form of a community with its area and households."""
    cover = f"| 类型 | 社区 |\n| 单位名称 | {name} |\n| 镇街 | {town} |\n| 县(市、区) | 示例县 |\n| 周期 | 2022Q3 |"
    if code:
        cover += f"\n| 单位代码 | `{code}` |"
    table = f"| 编码 | 数据项 | 填报值 |\n| service_area | 面积 | {area} |\n| households | 户数 | {households} |"
    return write(folder / "forms" / town / f"{name}.xlsx", {"基本信息": cover, "填报表": table})


def ledger(folder: Path, *rooms: tuple[Any, ...], name: str = "rooms.xlsx") -> Path:
    """A ledger of rooms: town, address, idle area, and what was given of it."""
    rows: list[list[Any]] = [list(HEADS)]
    for number, (town, address, idle, *given) in enumerate(rooms, 1):
        rows.append([number, town, address, "国资公司", None, idle, "闲置", *given, *[None] * (4 - len(given))])
    return write(folder / name, {"台账": rows})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Four communities of two towns, two of which lack 400 and 250, and rooms for them."""
    community(tmp_path, "甲社区", "东街道", 500)
    community(tmp_path, "乙社区", "西街道", 650)
    community(tmp_path, "丙社区", "西街道", 900)
    community(tmp_path, "丁社区", "西街道", "待核")
    ledger(
        tmp_path,
        ("东街道", "东路1号", 300),
        ("东街道", "东路2号", 120),
        ("东街道", "东路3号", 260),
        ("西街道", "西路1号", 250),
        ("西街道", "西路2号", 90, "丙社区", 90, "2022-06-30", "食堂"),
    )
    return tmp_path


def given(found: Any) -> list[tuple[str, str, float]]:
    """Address, unit and area of what is proposed."""
    return [(room["address"], one["unit"]["name"], one["area"]) for room in found["rooms"] for one in room["proposed"]]


def test_rooms_go_where_they_are_needed(place: Path) -> None:
    """Everybody who lacks area gets all of it, from the own street, in as few pieces as can be; the rest is left."""
    found = document("rooms.xlsx", cwd=place)
    assert given(found) == [("东路1号", "甲社区", 300), ("东路2号", "甲社区", 120), ("西路1号", "乙社区", 250)]
    assert found["units"] == {"enough": 1, "short": 2, "unknown": 1, "other": 0}
    assert [found["aims"][aim]["figure"] for aim in ("met", "covered", "away", "pieces")] == [2, 650, 0, 3]
    assert (found["proven"], found["still_lacking"]) == (True, 0)
    first = found["lacking"][0]
    assert (first["lacking"], first["proposed"], first["met"]) == (400, 420, True)
    assert (first["value"], first["points"]) == (
        {"before": 16.67, "after": 30.67},
        {"before": 2.22, "after": 4.0},
    )
    assert [room["left"] for room in found["rooms"]] == [0, 0, 260, 0, 0]
    assert [unit["name"] for unit in found["unknown"]] == ["丁社区"]


def test_what_was_given_before_counts(place: Path) -> None:
    """A room that is still to be handed over lessens what a unit lacks, and nobody else is given it."""
    ledger(place, ("东街道", "东路1号", 300, "甲社区", 300, "2022-11-20", "食堂"), ("东街道", "东路2号", 120))
    found = document("rooms.xlsx", cwd=place)
    assert given(found) == [("东路2号", "甲社区", 120)]
    assert (found["lacking"][0]["to_come"], found["lacking"][0]["lacking"]) == (300, 100)
    assert found["rooms"][0]["given_before"][0]["unit"]["name"] == "甲社区"


@pytest.mark.parametrize(
    ("options", "met", "away"),
    [
        ((), 2, 1),
        (("--within", "town"), 1, 0),
        (("--within", "city"), 2, 1),
        (("--target", "three-star"), 1, 0),
    ],
)
def test_how_far_rooms_may_go(tmp_path: Path, options: tuple[str, ...], met: int, away: int) -> None:
    """Within its town a room serves only that; within the county it serves another where that is better."""
    community(tmp_path, "甲社区", "东街道", 500)
    community(tmp_path, "乙社区", "西街道", 650)
    ledger(tmp_path, ("东街道", "东路1号", 400), ("东街道", "东路2号", 250))
    found = document("rooms.xlsx", *options, cwd=tmp_path)
    assert (found["aims"]["met"]["figure"], found["aims"]["away"]["figure"]) == (met, away)


def test_rooms_are_split_only_where_they_may_be(tmp_path: Path) -> None:
    """One large room serves one unit; where it may be split, both."""
    community(tmp_path, "甲社区", "东街道", 500)
    community(tmp_path, "乙社区", "东街道", 650)
    ledger(tmp_path, ("东街道", "东路1号", 700))
    whole, split = document("rooms.xlsx", cwd=tmp_path), document("rooms.xlsx", "--split", cwd=tmp_path)
    assert [area for _, _, area in given(whole)] == [700]
    assert sorted(area for _, _, area in given(split)) == [250, 400]
    assert split["rooms"][0]["left"] == 50


def test_only_units_with_a_tag(place: Path) -> None:
    """With a tag only the units of the roster that have it are given anything; an unknown one is named."""
    names = (
        ("东街道", "甲社区", "老旧"),
        ("西街道", "乙社区", ""),
        ("西街道", "丙社区", ""),
        ("西街道", "丁社区", ""),
        ("西街道", "戊社区", ""),
    )
    rows = [
        [town, name, f"33019900{1 + (town == '西街道')}0{number:02d}", "社区", "示例县", tag]
        for number, (town, name, tag) in enumerate(names, 1)
    ]
    write(place / "roster.xlsx", {"名册": [["镇街", "单位名称", "区划代码", "类型", "县(市、区)", "标签"], *rows]})
    tagged = document("rooms.xlsx", "--roster", "roster.xlsx", "--tag", "老旧", cwd=place)
    assert {unit for _, unit, _ in given(tagged)} == {"甲社区"}
    assert tagged["units"] == {"enough": 1, "short": 2, "unknown": 2, "other": 0}
    assert [(one["name"], one["state"]) for one in tagged["unknown"]] == [("丁社区", "rated"), ("戊社区", "missing")]
    other = document("rooms.xlsx", "--roster", "roster.xlsx", "--tag", "新", cwd=place)
    assert (given(other), "room-tag-unknown" in {one["code"] for one in other["findings"]}) == ([], True)


def test_a_proposal_that_was_agreed_to_comes_back(place: Path) -> None:
    """What people agreed to in the workbook counts as given in the next run; what is still proposed does not."""
    assert starcli("forms", "--resources", "rooms.xlsx", "--out", "out.xlsx", "--lang", "zh", cwd=place).returncode == 0
    book = openpyxl.load_workbook(place / "out.xlsx")
    sheet = book["调剂建议"]
    heads = {cell.value: cell.column for cell in sheet[2]}
    proposed = [row for row in range(3, sheet.max_row) if sheet.cell(row, heads["办理"]).value == "建议"]
    assert [sheet.cell(row, heads["调剂给(社区)"]).value for row in proposed] == ["甲社区", "甲社区", "乙社区"]
    sheet.cell(proposed[2], heads["办理"]).value = "确认"
    book.save(place / "agreed.xlsx")
    found = document("agreed.xlsx", cwd=place)
    assert {unit for _, unit, _ in given(found)} == {"甲社区"}
    assert [one["unit"]["name"] for room in found["rooms"] for one in room["given_before"]] == ["乙社区", "丙社区"]
    assert {one["code"] for one in found["findings"]} >= {"rooms-still-proposed", "rooms-to-come", "rooms-in-forms"}


def test_the_workbook(place: Path) -> None:
    """Sheets for A4 with a running total that a spreadsheet adds up anew, and every figure of the proposal."""
    run = starcli(
        "forms", "--resources", "rooms.xlsx", "--out", "out.xlsx", "--lang", "zh", "--price", "8000", cwd=place
    )
    assert (run.returncode, run.stdout.splitlines()[-1]) == (0, "→ out.xlsx")
    book = place / "out.xlsx"
    assert broken_parts(book) == []
    assert [(name, paper) for name, paper, _, _ in printed(book)] == [
        (name, "9") for name in ("总览", "调剂建议", "各单位前后对照", "剩余房源", "仍有缺口", "问题清单")
    ]
    rows = cells(book, "调剂建议")
    assert [row[-1] for row in rows[2:]] == [300, 420, 420, 670, 760, None]
    assert rows[-1][:6] == ("合计", None, None, None, 0, 1020)
    assert any("SUM($" in formula for formula in formulas(book))
    units = {row[1]: row for row in cells(book, "各单位前后对照")[3:]}
    assert units["甲社区"][3:12] == (500, None, 400, 420, None, 16.67, 30.67, "✓ 达标", "2.22 → 4.00")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screen_is_eighty_columns_wide(place: Path, language: str) -> None:
    """Tables and lists fit a terminal; only findings and paths are as long as they are."""
    run = starcli("forms", "--resources", "rooms.xlsx", "--out", "out", "--lang", language, cwd=place)
    lines = [line for line in run.stdout.splitlines() if ".xlsx" not in line and "forms: " not in line]
    wide = [sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in lines]
    assert len(lines) > 8
    assert max(wide) <= 80


def test_text_from_a_ledger_is_text(place: Path) -> None:
    """Whatever stands in a ledger is written as it stands: no formula, no markup."""
    ledger(place, *[("东街道", text, 100 + number) for number, text in enumerate((*HOSTILE, "[red]红[/red]", "<b>"))])
    run = starcli("forms", "--resources", "rooms.xlsx", "--out", "out.xlsx", "--lang", "zh", cwd=place)
    assert "Traceback" not in run.stderr
    shown = [row[2] for row in cells(place / "out.xlsx", "调剂建议")[2:-1]]
    assert shown == [*HOSTILE, "[red]红[/red]", "<b>"]
    assert not any("example" in formula for formula in formulas(place / "out.xlsx"))
    assert "[red]红[/red]" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("forms", "--resources", "none.xlsx"), "path-missing"),
        (("forms", "--resources", "forms/东街道/甲社区.xlsx"), "rooms-unreadable"),
        (("forms", "--resources", "rooms.xlsx", "--within", "street"), "within-unknown"),
        (("forms", "--resources", "rooms.xlsx", "--seconds", "soon"), "room-option-not-a-number"),
        (("forms", "--resources", "rooms.xlsx", "--price", "-1"), "room-option-not-a-number"),
        (("forms", "--resources", "rooms.xlsx", "--target", "one-star"), "no-room-requirement"),
        (("forms", "--resources", "rooms.xlsx", "--framework", "tiny"), "no-resource-rules"),
        (("forms", "--resources", "rooms.xlsx", "--fixes", "3"), "pool-options-of-problems"),
        (("forms", "--resources", "rooms.xlsx", "--plans", "forms", "--common", "30%"), "pool-options-of-problems"),
    ],
)
def test_calls_that_cannot_be_carried_out(place: Path, arguments: tuple[str, ...], code: str) -> None:
    """They say why, write nothing, and the exit code is 2."""
    write_framework(place / "tiny")
    run = starcli(*arguments, "--out", "out.xlsx", cwd=place)
    assert (run.returncode, (place / "out.xlsx").exists()) == (2, False)
    assert code in run.stderr


def test_exit_codes(place: Path) -> None:
    """An error in the ledger is 1, a warning only where it counts as an error."""
    assert starcli("forms", "--resources", "rooms.xlsx", "--json", "--strict", cwd=place).returncode == 1
    ledger(place, ("东街道", "东路1号", 300, "某社区", 300))
    assert starcli("forms", "--resources", "rooms.xlsx", "--json", cwd=place).returncode == 1


def test_the_ledger_may_lie_among_the_forms(place: Path) -> None:
    """It is not read as a form, wherever it stands."""
    (place / "rooms.xlsx").rename(place / "forms" / "rooms.xlsx")
    found = document("forms/rooms.xlsx", cwd=place)
    assert sum(found["units"].values()) == 4


def test_the_sample() -> None:
    """The sample's rooms are 49,000 square metres, and lift every old community over the requirement."""
    place = REFERENCE.parents[1] / "samples" / "shangcheng"
    names = ("forms", "--resources", "rooms.xlsx", "--roster", "roster.xlsx", "--tag", "老旧社区", "--json")
    run = starcli(*names, cwd=place)
    found = json.loads(run.stdout)
    assert sum(room["idle"] for room in found["rooms"]) == 49_000
    assert found["units"] == {"enough": 1, "short": 18, "unknown": 1, "other": 0}
    assert found["aims"]["met"] == {"figure": 18, "bound": 18, "proven": True}
    assert found["still_lacking"] == 0
