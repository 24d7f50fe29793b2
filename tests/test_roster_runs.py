"""A folder held against a roster, as a user does it: every command, its output and its files."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sheets import cells, form, write

ROSTER = """
    示例县村社名册
    | 镇街 | 单位名称 | 单位代码 | 类型 | 分类 | 县(市、区) | 标签 |
    | 云溪镇 | 石门村 | `330199001201` | 村 | 山区 | 示例县 | 山区、老旧 |
    | 云溪镇 | 青坞村 | `330199001202` | 村 | | 示例县 | |
    | 云溪镇 | 上田村 | `330199001203` | 村 | | 示例县 | |
    | 云溪镇 | 茶园村 | `330199001204` | 村 | | 示例县 | |
    | 松岭乡 | 松岭社区 | `330199002001` | 社区 | | 示例县 | 老旧 |
    | 松岭乡 | 泉溪村 | `330199002202` | 村 | | 示例县 | 山区 |
"""
TABLE = "| 编码 | 填报值 |\n| ORG-02 | 3 |"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A folder with the forms of a small county, its roster among them.

    上田村 does not say its kind, 松岭社区 still calls itself a village, 青坞村 sent two forms, 外来村 is a stranger,
    the file of 茶园村 is broken, and nothing came from 泉溪村.
    """
    folder = tmp_path / "county"
    covers = {
        "石门村": "| 单位代码 | `330199001201` |\n| 单位名称 | 石门村 |\n| 类型 | 村 |",
        "青坞村": "| 单位名称 | 青坞村 |\n| 类型 | 村 |\n| 填报日期 | 2022-09-01 |",
        "青坞村(2)": "| 单位名称 | 青坞村 |\n| 类型 | 村 |\n| 填报日期 | 2022年9月3日 |",
        "上田村": "| 单位代码 | `330199001203` |",
        "松岭": "| 单位代码 | `330199002001` |\n| 单位名称 | 松岭村 |\n| 类型 | 村 |\n| 镇街 | 松岭 |",
        "外来村": "| 单位名称 | 外来村 |\n| 类型 | 村 |",
    }
    for name, cover in covers.items():
        form(folder / f"{name}.xlsx", TABLE, 基本信息=cover)
    (folder / "茶园村自评表.xlsx").write_bytes(b"no workbook")
    write(folder / "roster.xlsx", {"名册": ROSTER})
    return tmp_path


def starcli(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, in Chinese, and give back what it printed."""
    environment = {key: os.environ[key] for key in ("PATH", "STARCLI_CACHE")}
    environment |= {"HOME": str(cwd), "LANG": "C.UTF-8", "COLUMNS": "100", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "starcli", *arguments, "--lang", "zh"],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def documents(*arguments: str, cwd: Path) -> dict[str, Any]:
    """The JSON documents that a command prints, by file or else by the unit's name."""
    printed = json.loads(starcli(*arguments, "--json", cwd=cwd).stdout)
    return {Path(one["file"]).stem or one["unit"]["name"]: one for one in printed}


HELD = ("--roster", "county/roster.xlsx")
COUNTS = "共 6 个单位：已评定 3，未评定 1，未上报 2"
BEYOND = "另有 2 份对不上名册，不计入总数：已评定 1，未评定 1"


def test_rank_counts_the_units_of_the_roster(county: Path) -> None:
    """The denominator is the roster's; whoever did not report is named by town; strangers have no place."""
    run = starcli("rank", "county", *HELD, cwd=county)
    lines = run.stdout.splitlines()
    assert run.returncode == 1
    assert [line for line in lines if line.startswith(("共 ", "另有 2 份", "  未上报", "  不在名册"))] == [
        COUNTS,
        BEYOND,
        "  不在名册：外来村（county/外来村.xlsx）",
        "  未上报 云溪镇：茶园村",
        "  未上报 松岭乡：泉溪村",
    ]
    ranked = [line.split()[1] for line in lines if line.endswith(("★", "☆")) or "★" in line]
    assert sorted(ranked) == ["上田村", "松岭社区", "石门村"]


def test_the_overview_of_a_ranking_counts_the_units_of_the_roster(county: Path) -> None:
    """Each town counts its units of the roster: rated, not rated, not reported; the last row those of the county."""
    starcli("rank", "county", *HELD, cwd=county)
    rows = cells(county / "county" / "ranking.xlsx", "总览")
    top = next(number for number, row in enumerate(rows) if row[0] == "镇街")
    assert [row[:5] for row in rows[top : top + 4]] == [
        ("镇街", "单位数", "已评定", "未评定", "未上报"),
        ("云溪镇", 4, 2, 1, 1),
        ("松岭乡", 2, 1, 0, 1),
        ("合计", 6, 3, 1, 2),
    ]


def test_a_ranking_lists_who_has_no_place(county: Path) -> None:
    """There is a page for those who did not report, by town, and one for those that the roster does not have."""
    starcli("rank", "county", *HELD, cwd=county)
    book = county / "county" / "ranking.xlsx"
    assert [row[:5] for row in cells(book, "未上报")[2:]] == [
        ("云溪镇", "茶园村", "村", "330199001204", ""),
        ("松岭乡", "泉溪村", "村", "330199002202", "山区"),
    ]
    assert [(row[1], row[5]) for row in cells(book, "名册外")[2:]] == [("外来村", "★☆☆☆☆")]
    town = cells(book, "云溪镇")
    assert (town[1][0], [(row[1], row[4]) for row in town[4:]][2:]) == (
        "共 4 个单位：已评定 2，未评定 1，未上报 1",
        [("青坞村", "未评定"), ("茶园村", "未上报")],
    )


def test_json_has_a_document_for_everybody(county: Path) -> None:
    """Each workbook has a document with its unit as the roster has it, and so has each unit that did not report."""
    found = documents("rank", "county", *HELD, cwd=county)
    assert {name: (one["reported"], one["in_roster"], one["place"]) for name, one in found.items()} == {
        "石门村": (True, True, 1),
        "青坞村": (True, True, None),
        "青坞村(2)": (True, True, None),
        "上田村": (True, True, 1),
        "松岭": (True, True, 1),
        "外来村": (True, False, None),
        "茶园村自评表": (True, False, None),
        "茶园村": (False, True, None),
        "泉溪村": (False, True, None),
    }
    assert found["松岭"]["unit"] == {
        "code": "330199002001", "name": "松岭社区", "kind": "community", "profile": "default", "town": "松岭乡",
        "county": "示例县",
    }  # fmt: skip
    assert (found["石门村"]["tags"], found["泉溪村"]["tags"]) == (["山区", "老旧"], ["山区"])
    assert [finding["code"] for finding in found["泉溪村"]["findings"]] == ["not-reported"]


def test_what_the_roster_supplied_and_corrected_is_found(county: Path) -> None:
    """What only the roster says is a note, what the form says otherwise a warning at its cell."""
    found = documents("score", "county", *HELD, cwd=county)
    told = {
        name: [(f["location"].rpartition("!")[2], f["code"]) for f in one["findings"]] for name, one in found.items()
    }
    assert ("county/上田村.xlsx", "roster-supplied") in told["上田村"]
    assert ("county/上田村.xlsx", "kind-missing") not in told["上田村"]
    assert [one for one in told["松岭"] if one[1] == "roster-differs"] == [
        ("B3", "roster-differs"),
        ("B2", "roster-differs"),
        ("B4", "roster-differs"),
    ]
    assert [one for one in told["外来村"] if one[1] == "not-in-roster"] == [("B1", "not-in-roster")]
    assert ("B3", "roster-differs") not in told["石门村"]
    assert [finding["code"] for finding in found["茶园村"]["findings"]] == ["not-reported-but-near"]


@pytest.mark.parametrize("command", ["rank", "score", "gaps", "check"])
def test_of_two_forms_neither_counts_in_any_command(county: Path, command: str) -> None:
    """Two forms of one unit are an error on both, in every command, and neither has a total."""
    found = documents(command, "county", *HELD, cwd=county)
    for name in ("青坞村", "青坞村(2)"):
        assert found[name]["total"] is None
        assert "unit-twice" in [finding["code"] for finding in found[name]["findings"]]


@pytest.mark.parametrize("command", ["rank", "score", "gaps", "check"])
def test_the_later_form_counts_in_every_command(county: Path, command: str) -> None:
    """With --latest the form of the later date counts, and the older one is a warning that names both."""
    found = documents(command, "county", *HELD, "--latest", cwd=county)
    assert (found["青坞村"]["total"], found["青坞村(2)"]["total"] is None) == (None, False)
    (told,) = [finding for finding in found["青坞村"]["findings"] if finding["code"] == "older-form-left-out"]
    assert told["severity"] == "warning"
    assert told["message"] == "county/青坞村.xlsx（2022-09-01）早于 county/青坞村(2).xlsx（2022年9月3日），采用了后者"


def test_the_later_form_counts_without_a_roster_too(county: Path) -> None:
    """Two forms of one unit are told apart by their dates without a roster as well."""
    (county / "county" / "roster.xlsx").unlink()
    run = starcli("rank", "county", "--latest", cwd=county)
    assert "共 6 份：已评定 4，未评定 2" in run.stdout


def test_the_summary_of_gaps_counts_the_units_of_the_roster(county: Path) -> None:
    """The summary has the roster's denominator, whoever did not report, and the stranger marked, in no count."""
    run = starcli("gaps", "county", *HELD, cwd=county)
    book = county / "county" / "gaps-summary.xlsx"
    rows = cells(book, "单位汇总")
    assert (rows[1][0], rows[2][0]) == (COUNTS, BEYOND)
    assert sorted((row[0], row[1], row[4]) for row in rows[4:] if row[4] == "未上报" or row[0] == "名册外") == [
        ("云溪镇", "茶园村", "未上报"),
        ("名册外", "外来村", "★☆☆☆☆"),
        ("松岭乡", "泉溪村", "未上报"),
    ]
    assert max(row[2] for row in cells(book, "指标汇总")[2:]) == 3
    assert COUNTS in run.stdout


def test_score_of_a_folder_counts_the_units_of_the_roster(county: Path) -> None:
    """A folder that is scored against a roster says who is missing."""
    run = starcli("score", "county", *HELD, "--out", "out", cwd=county)
    assert COUNTS in run.stdout
    assert "  未上报 松岭乡：泉溪村" in run.stdout


def test_check_of_a_folder_names_who_is_missing(county: Path) -> None:
    """Checking a folder against a roster finds who has not reported, at the roster's rows."""
    run = starcli("check", "county", *HELD, cwd=county)
    assert "county/roster.xlsx!名册!B8: not-reported: 松岭乡泉溪村没有上报" in run.stdout


def test_one_file_is_asked_for_nobody_else(county: Path) -> None:
    """When single files are named, the roster says what they are, and nobody is missing."""
    run = starcli("score", "county/上田村.xlsx", *HELD, cwd=county)
    assert run.returncode == 0
    assert "上田村" in run.stdout
    assert "未上报" not in run.stdout


def test_an_archive_is_asked_for_everybody(county: Path) -> None:
    """The forms of an archive are held against the whole roster, as those of a folder are."""
    with zipfile.ZipFile(county / "forms.zip", "w") as archive:
        for name in ("石门村", "上田村"):
            archive.write(county / "county" / f"{name}.xlsx", f"{name}.xlsx")
    run = starcli("rank", "forms.zip", *HELD, "--out", "out.xlsx", cwd=county)
    assert "共 6 个单位：已评定 2，未评定 0，未上报 4" in run.stdout


def test_the_roster_is_no_form(county: Path) -> None:
    """The roster may lie among the forms: it is not read as one, however its path is written."""
    found = documents("rank", "county", "--roster", "county/../county/roster.xlsx", cwd=county)
    assert "roster" not in found


def test_without_a_roster_every_workbook_counts(county: Path) -> None:
    """Without a roster the denominator is the workbooks that came in, and no document says who is in it."""
    found = documents("rank", "county", cwd=county)
    assert {(one["reported"], one["in_roster"]) for one in found.values()} == {(True, None)}
    assert "共 8 份：已评定 3，未评定 5" in starcli("rank", "county", cwd=county).stdout


def test_a_roster_with_errors_stops_the_run(county: Path) -> None:
    """Every error of a roster is told with its cell, and nothing is read or written."""
    faulty = (
        ROSTER.replace("`330199001202`", "`330199001201`")
        .replace("| 社区 |", "| 小区 |")
        .replace("`330199001203`", "12")
    )
    write(county / "county" / "roster.xlsx", {"名册": faulty})
    before = sorted((county / "county").rglob("*"))
    run = starcli("rank", "county", *HELD, cwd=county)
    assert (run.returncode, run.stdout) == (2, "")
    assert [line.split(": ")[:2] for line in run.stderr.splitlines()] == [
        ["county/roster.xlsx!名册!B4", "roster-row-repeated"],
        ["county/roster.xlsx!名册!C5", "roster-code-irregular"],
        ["county/roster.xlsx!名册!D7", "roster-kind-unknown"],
    ]
    assert sorted((county / "county").rglob("*")) == before


def test_a_roster_that_is_not_there_stops_the_run(county: Path) -> None:
    """A roster that is missing, or no workbook, is one clear line."""
    runs = [
        starcli("rank", "county", "--roster", name, cwd=county) for name in ("none.xlsx", "county/茶园村自评表.xlsx")
    ]
    assert [(run.returncode, run.stdout) for run in runs] == [(2, ""), (2, "")]
    assert ["path-missing" in runs[0].stderr, "roster-unreadable" in runs[1].stderr] == [True, True]


def test_warnings_about_a_roster_do_not_stop_the_run(county: Path) -> None:
    """A unit without a code is a warning: the run goes on, and the warning stands among the findings."""
    write(county / "county" / "roster.xlsx", {"名册": ROSTER.replace("`330199002202`", "")})
    run = starcli("rank", "county", *HELD, cwd=county)
    assert COUNTS in run.stdout
    assert "county/roster.xlsx!名册!C8: roster-code-missing" in run.stdout


def test_a_form_without_code_or_town_is_unplaced(county: Path) -> None:
    """Without a roster a unit that says neither town nor code stands on a page of its own, and none is guessed."""
    starcli("rank", "county", cwd=county)
    rows = cells(county / "county" / "ranking.xlsx", "未归属")
    assert "外来村" in [row[1] for row in rows[4:]]
