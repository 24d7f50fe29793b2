"""`starcli grids`: a folder of ledgers and forms end to end, files, screen, JSON and exit codes; ledgers to fill in."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from frameworks import write as write_framework
from grid_books import HEAD, grid, read
from sheets import cells, framework, printed, write

from starcli.core.assessment import Unit
from starcli.core.grids.ledger import Grid
from starcli.excel.imprint import read_imprint
from starcli.excel.writing.grids.ledger_book import LedgerOrder, write_ledger

PHONE, PERSON = "13800000000", "某某某"
UNITS = (
    Unit("330199001001", "石门村", "village", "default", "云溪镇", "示例县", "示例市"),
    Unit("330199001002", "青坞村", "village", "default", "云溪镇", "示例县", "示例市"),
    Unit("330199002001", "学院社区", "community", "default", "平桥镇", "示例县", "示例市"),
)
TOWN = f"""
云溪镇网格台账
| 序号 | 村社 | 网格名称 | 户数 | 网格长 | 网格长职务 | 联系电话 | 专职网格员 | 兼职网格员 | 网格指导员 | 职能 |
| 1 | 石门村 | 第一网格 | 412 | {PERSON} | 村委委员 | {PHONE} | 张某 {PHONE} | 李某 | 干部 | 全部 |
| 2 | ^ | 第二网格 | 655 | {PERSON} | 村委委员 | | 暂缺 | 李某 | 干部 | 平安、党建 |
| 3 | 青坞村 | 全村 | 176 | 王某 | 书记 | | | 李某 | 干部 | 全部 |
| | 合计 | | 1243 | | | | | | | |
"""


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
    """The JSON that is printed."""
    run = starcli("grids", *arguments, "--json", cwd=cwd)
    assert run.stdout, run.stderr
    return json.loads(run.stdout)


def codes(found: Any, *severities: str) -> list[str]:
    """The codes in a document."""
    return [one["code"] for one in found["findings"] if one["severity"] in (severities or ("error", "warning"))]


def ledger(path: Path, unit: Unit, *grids: Grid, day: str = "") -> Path:
    """A ledger of a unit, perhaps with the day on which it was filled in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_ledger(framework(), LedgerOrder(unit, "2022Q3", grids), path, "zh")
    if day:
        book = openpyxl.load_workbook(path)
        book["网格台账"]["T2"] = day
        book.save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a town's ledger, a roster beside it, and the ledger of a community."""
    write(tmp_path / "in" / "云溪镇.xlsx", {"台账": TOWN})
    ledger(tmp_path / "in" / "学院社区网格台账.xlsx", UNITS[2], grid(2), grid(3, 250), grid(4, 310, leader=""))
    rows = [
        [one.code, one.name, "村" if one.kind == "village" else "社区", one.town, one.county, one.city] for one in UNITS
    ]
    head = ["代码", "名称", "类型", "镇街", "县(市、区)", "市"]
    write(
        tmp_path / "roster.xlsx",
        {"名册": [head, *rows, ["330199002002", "北塘村", "村", "平桥镇", "示例县", "示例市"]]},
    )
    return tmp_path


def test_the_state_of_all_grids(folder: Path) -> None:
    """Ledgers of one unit and of many are counted together, every grid by the standard of its unit."""
    found = document("in", cwd=folder)
    assert {key: found["total"][key] for key in ("units", "grids", "households", "in_range", "without_ledger")} == {
        "units": 3,
        "grids": 6,
        "households": 2103,
        "in_range": 4,
        "without_ledger": None,
    }
    assert found["total"]["sizes"] == {"in-range": 3, "exempt": 1, "too-large": 1, "too-small": 1, "unknown": 0}
    assert found["total"]["posts_to_fill"] == {"leader": 1, "full_time": 2, "part_time": 0, "liaison": 0}
    assert [(town["name"], town["grids"]) for town in found["by_town"]] == [("云溪镇", 3), ("平桥镇", 3)]
    assert [unit["grids_possible"] for unit in found["units"]] == [[3, 5], None, [2, 2]]
    assert found["units"][0]["grids"][1]["missing_functions"][0] == "public-service"


def test_who_has_handed_in_nothing(folder: Path) -> None:
    """With a roster everybody counts, and whoever has no ledger is named."""
    found = document("in", "--roster", "roster.xlsx", cwd=folder)
    assert [unit["name"] for unit in found["without_ledger"]] == ["北塘村"]
    assert found["total"]["without_ledger"] == 1
    assert "grid-ledger-missing" in codes(found)
    assert [unit["unit"]["county"] for unit in found["units"]] == ["示例县"] * 3


def test_who_is_not_in_the_roster(folder: Path) -> None:
    """The ledger of a unit that the roster does not have is shown apart, and in no total."""
    ledger(folder / "in" / "外村.xlsx", Unit("", "外村", "village", "default", "云溪镇"), grid(2))
    found = document("in", "--roster", "roster.xlsx", cwd=folder)
    assert ([unit["unit"]["name"] for unit in found["not_in_roster"]], found["total"]["grids"]) == (["外村"], 6)


def test_nobodys_name_and_no_number(folder: Path) -> None:
    """People and telephone numbers of the ledgers stand in no output."""
    run = starcli("grids", "in", "--lang", "zh", cwd=folder)
    book = openpyxl.load_workbook(folder / "in" / "grids.xlsx")
    texts = [str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell is not None]
    everything = "\n".join((run.stdout, json.dumps(document("in", cwd=folder), ensure_ascii=False), *texts))
    assert [word for word in (PHONE, PERSON, "张某", "李某") if word in everything] == []
    assert "grid-phones-left-out" in codes(document("in", cwd=folder), "note")


def test_the_workbook(folder: Path) -> None:
    """Overview, grids to act on, posts to fill by town, units, all grids and findings, on A4, with a chart."""
    run = starcli("grids", "in", "--roster", "roster.xlsx", "--lang", "zh", "--out", "state.xlsx", cwd=folder)
    target = folder / "state.xlsx"
    assert (run.returncode, [page[0] for page in printed(target)]) == (
        0,
        ["总览", "待办网格", "补岗清单", "村社", "逐网格", "未交台账", "问题清单"],
    )
    assert {page[1:3] for page in printed(target)} == {("9", "landscape")}
    assert len(openpyxl.load_workbook(target)["总览"]._charts) == 1
    act = [tuple(cell or None for cell in row[:7]) for row in cells(target, "待办网格")[2:]]
    assert act == [
        ("云溪镇", "石门村", "第二网格", 655, "200-500", "过大", "+155"),
        ("云溪镇", "青坞村", "全村", 176, "200-500", "视为达标", None),
        ("平桥镇", "学院社区", "第3网格", 250, "300-500", "过小", "-50"),
        ("平桥镇", "学院社区", "第4网格", 310, "300-500", "达标", None),
    ]
    posts = [tuple(cell or None for cell in row[:5]) for row in cells(target, "补岗清单")[2:]]
    assert posts == [
        ("云溪镇", None, 2, "—", "2 名"),
        ("云溪镇", "石门村", 1, None, "第二网格"),
        ("云溪镇", "青坞村", 1, None, "全村"),
        ("平桥镇", None, 1, "1 名", "—"),
        ("平桥镇", "学院社区", 1, "第4网格", None),
        ("合计", None, 3, "1 名", "2 名"),
    ]
    imprint = read_imprint(target)
    assert imprint is not None
    assert imprint.sort == "grids"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screen(folder: Path, language: str) -> None:
    """Totals by town, the grids that are furthest off and who is missing fit on 80 columns."""
    run = starcli("grids", "in", "--roster", "roster.xlsx", "--lang", language, cwd=folder)
    assert ("石门村 第二网格" in run.stdout, "北塘村" in run.stdout, "+155" in run.stdout) == (True, True, True)
    assert "云溪镇" in run.stdout


def test_two_ledgers_of_one_unit(folder: Path) -> None:
    """Of two ledgers of a unit neither counts; with --latest the one that was filled in later does."""
    ledger(folder / "two" / "a.xlsx", UNITS[0], grid(2), day="2022-09-01")
    ledger(folder / "two" / "b.xlsx", UNITS[0], grid(2), grid(3), day="2022-09-30")
    assert (document("two", cwd=folder)["total"]["grids"], codes(document("two", cwd=folder))) == (
        0,
        ["unit-twice"] * 2,
    )
    latest = document("two", "--latest", cwd=folder)
    assert (latest["total"]["grids"], codes(latest)) == (2, ["older-form-left-out"])


def test_forms_with_a_ledger(folder: Path) -> None:
    """Of a form its ledger counts, and what it says otherwise than the ledger; forms without one are passed over."""
    data = "| 编码 | 数据项 | 填报值 |\n| grids | 网格数 | 3 |\n| ORG-02 | 空转 | 不知道 |"
    sheets = {"基本信息": "| 单位名称 | 石门村 |\n| 类型 | 村 |", "填报表": data}
    write(folder / "forms" / "a.xlsx", {**sheets, "附表": f"{HEAD}\n| 一 | 300 | 甲 | 书记 |"})
    write(folder / "forms" / "b.xlsx", sheets)
    found = document("forms", cwd=folder)
    assert (found["total"]["units"], found["total"]["grids"]) == (1, 1)
    assert codes(found) == ["grid-fact-differs"]
    assert "grid-files-passed-over" in codes(found, "note")


def test_one_ledger(folder: Path) -> None:
    """A ledger that is named itself is looked at by itself: nobody else is asked for."""
    run = starcli("grids", "in/学院社区网格台账.xlsx", "--roster", "roster.xlsx", cwd=folder)
    assert (run.returncode, "no ledger in" in run.stdout) == (0, False)
    assert (folder / "in" / "grids.xlsx").is_file()


def test_strict_counts_warnings(folder: Path) -> None:
    """A warning makes the exit code 1 where it is asked to."""
    arguments = ("grids", "in", "--roster", "roster.xlsx", "--json")
    assert [starcli(*arguments, *more, cwd=folder).returncode for more in ((), ("--strict",))] == [0, 1]


def test_paths_without_ledgers(folder: Path) -> None:
    """A folder without any ledger, and a path that is not there, are faults of the call."""
    write(folder / "none" / "a.xlsx", {"a": "| 甲 | 乙 |"})
    runs = [starcli("grids", path, cwd=folder) for path in ("none", "nowhere")]
    assert [
        (run.returncode, code in run.stderr)
        for run, code in zip(runs, ("no-grid-ledgers", "path-missing"), strict=True)
    ] == [
        (2, True),
        (2, True),
    ]


def test_a_file_without_a_ledger(folder: Path) -> None:
    """A workbook that is named and holds no ledger is an error, and says what is missing."""
    write(folder / "a.xlsx", {"a": "| 甲 | 乙 |"})
    run = starcli("grids", "a.xlsx", cwd=folder)
    assert (run.returncode, "not-a-grid-ledger" in run.stdout) == (1, True)


def test_a_framework_without_grids(folder: Path) -> None:
    """A framework that says nothing of grids cannot judge any."""
    own = write_framework(folder / "own")
    run = starcli("grids", "in", "--framework", own, cwd=folder)
    assert (run.returncode, "no-grid-rules" in run.stderr) == (2, True)


class TestLedgersToFillIn:
    """`starcli grids --form`."""

    def test_one_for_each_unit(self, folder: Path) -> None:
        """A roster has a ledger made for each unit, below its county and town."""
        run = starcli("grids", "--form", "--roster", "roster.xlsx", "--out", "out", "--lang", "zh", cwd=folder)
        made = sorted(str(path.relative_to(folder / "out")) for path in (folder / "out").rglob("*.xlsx"))
        assert (run.returncode, made) == (
            0,
            [
                f"示例县/{town}/{name}网格台账.xlsx"
                for town, name in (
                    ("云溪镇", "石门村"),
                    ("云溪镇", "青坞村"),
                    ("平桥镇", "北塘村"),
                    ("平桥镇", "学院社区"),
                )
            ],
        )

    def test_with_last_seasons_grids(self, folder: Path) -> None:
        """Last season's ledgers and forms fill them in; telephone numbers do not come along."""
        arguments = (
            "--form",
            "--roster",
            "roster.xlsx",
            "--last",
            "in",
            "--out",
            "out",
            "--period",
            "2022Q4",
            "--lang",
            "zh",
        )
        run = starcli("grids", *arguments, cwd=folder)
        path = folder / "out" / "示例县" / "云溪镇" / "石门村网格台账.xlsx"
        (only,), _ = read(path)
        assert (run.returncode, only.unit, only.period) == (0, replace(UNITS[0], city=""), "2022Q4")
        assert [(one.name, one.households, one.full_time) for one in only.grids] == [
            ("第一网格", 412, "张某"),
            ("第二网格", 655, ""),
        ]
        assert "grid-last-missing" in starcli("grids", *arguments, "--json", cwd=folder).stderr
        assert PHONE not in "".join(str(cell) for row in cells(path, "网格台账") for cell in row)

    def test_what_was_begun_is_left_alone(self, folder: Path) -> None:
        """A ledger that somebody has begun to fill in is not overwritten; one that nobody touched is."""
        arguments = ("grids", "--form", "--roster", "roster.xlsx", "--out", "out")
        starcli(*arguments, cwd=folder)
        path = folder / "out" / "示例县" / "云溪镇" / "石门村网格台账.xlsx"
        book = openpyxl.load_workbook(path)
        book["Grid ledger"]["C7"] = "第一网格"
        book.save(path)
        then = path.read_bytes()
        run = starcli(*arguments, cwd=folder)
        assert (run.returncode, path.read_bytes() == then, "left alone: 石门村" in run.stdout) == (0, True, True)
        assert "3 ledgers written" in run.stdout

    @pytest.mark.parametrize("language", ["zh", "en", "both"])
    def test_an_empty_one(self, folder: Path, language: str) -> None:
        """Without a roster one empty ledger is made, of a kind where one is named."""
        run = starcli("grids", "--form", "--kind", "community", "--lang", language, "--out", "x.xlsx", cwd=folder)
        assert (run.returncode, (folder / "x.xlsx").is_file()) == (0, True)

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (("in",), "grid-path-beside-form"),
            (("--roster", "roster.xlsx", "--kind", "village"), "kind-beside-roster"),
            (("--last", "in"), "last-without-roster"),
            (("--profile", "mountain"), "profile-without-kind"),
            (("--roster", "roster.xlsx", "--out", "x.xlsx"), "out-is-a-file"),
            (("--kind", "town"), "no-such-kind"),
        ],
    )
    def test_contradictions(self, folder: Path, arguments: tuple[str, ...], code: str) -> None:
        """Options that say twice, or not at all, for whom a ledger is, are faults of the call."""
        run = starcli("grids", "--form", *arguments, cwd=folder)
        assert (run.returncode, code in run.stderr) == (2, True)


class TestForms:
    """`starcli form --grids`."""

    def test_forms_with_last_seasons_grids(self, folder: Path) -> None:
        """Forms of a roster hold a ledger with the grids of last season's ledgers, which are no forms themselves."""
        arguments = ("--roster", "roster.xlsx", "--last", "in", "--out", "out", "--lang", "zh")
        run = starcli("form", "--grids", *arguments, cwd=folder)
        path = folder / "out" / "示例县" / "云溪镇" / "石门村自评表.xlsx"
        assert (run.returncode, "last-form-unread" in run.stdout) == (0, False)
        row = cells(path, "网格台账")[6]
        assert row[1:6] == ("石门村", "第一网格", None, None, 412)
        found = json.loads(starcli("score", path, "--json", cwd=folder).stdout)
        assert "grid-fact-supplied" in [one["code"] for one in found["findings"]]
        assert not [one for one in found["findings"] if one["code"].startswith("form-")]

    def test_without_the_option_there_is_no_ledger(self, folder: Path) -> None:
        """A form that is made without the option has none."""
        starcli("form", "--kind", "village", "--out", "f.xlsx", "--lang", "zh", cwd=folder)
        assert "网格台账" not in openpyxl.load_workbook(folder / "f.xlsx").sheetnames


def test_ledgers_made_by_the_program_are_no_forms(folder: Path) -> None:
    """A ledger of starcli's own beside forms is passed over when forms are rated."""
    shutil.copy(folder / "in" / "学院社区网格台账.xlsx", folder / "x.xlsx")
    write(
        folder / "forms" / "a.xlsx",
        {"基本信息": "| 单位名称 | 石门村 |\n| 类型 | 村 |", "填报表": "| 编码 | 填报值 |\n| grids | 3 |"},
    )
    shutil.copy(folder / "x.xlsx", folder / "forms" / "b.xlsx")
    found = json.loads(starcli("rank", "forms", "--json", cwd=folder).stdout)
    assert found["unit"]["name"] == "石门村"
