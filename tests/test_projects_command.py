"""`starcli projects` end to end: seasons, ledgers, the four ones there and back, the workbook, and exit codes."""

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from frameworks import write as write_framework
from ledger_books import CHECKED, row, town_ledger
from sheets import HOSTILE, broken_parts, cells, formulas, printed, write

HEADS = ["专项名称", "领衔市领导", "牵头部门", "专项方案(文号)", "现场会(时间、地点)", "本季进展", "存在问题"]


def starcli(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, 80 columns wide."""
    environment = {key: os.environ[key] for key in ("PATH", "STARCLI_CACHE") if key in os.environ}
    environment |= {"HOME": str(cwd), "LANG": "en_GB.UTF-8", "COLUMNS": "80", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "starcli", "projects", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def document(*arguments: str | Path, cwd: Path) -> Any:
    """The JSON that the command prints."""
    run = starcli(*arguments, "--json", cwd=cwd)
    assert run.stdout, run.stderr
    return json.loads(run.stdout)


def project(found: Any, key: str) -> Any:
    """A project of a document."""
    return next(one for one in found["projects"] if one["id"] == key)


def village(folder: Path, season: str, town: str, name: str, visited: int) -> Path:
    """The form of a village that visited some of a hundred households in a season."""
    cover = f"| 类型 | 村 |\n| 单位名称 | {name} |\n| 镇街 | {town} |\n| 县(市、区) | 示例县 |\n| 周期 | {season} |"
    table = (
        "| 编码 | 数据项 | 填报值 |\n| households | 户数 | 100 |\n"
        f"| visited | 走访 | {visited} |\n| ORG-01 | 配备率 | 100 |"
    )
    return write(folder / season / town / f"{name}.xlsx", {"基本信息": cover, "填报表": table})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Two seasons of three villages in two towns, a ledger, and a table of the four ones with a hole."""
    for season, visits in (("2022Q2", (96, 40, 50)), ("2022Q3", (97, 96, 50))):
        for (town, name), visited in zip(
            (("云溪镇", "石门村"), ("云溪镇", "青坞村"), ("松岭乡", "竹山村")), visits, strict=True
        ):
            village(tmp_path, season, town, name, visited)
    town_ledger(
        tmp_path / "ledgers" / "云溪镇台账.xlsx",
        "云溪镇",
        [
            ("石门村", row("GRD-08", "走访覆盖率低", "2022-11-01", state="整改中", share="20%")),
            ("青坞村", row("GRD-08", "走访覆盖率低", verified="96", **CHECKED)),
            ("青坞村", row("ORG-05", "三会一课缺2次", state="整改中")),
        ],
    )
    full = ["党建引领网格治理", "市领导甲", "政法委", "示办〔2022〕11号", "2022年4月21日，云溪镇", "已完成", None]
    write(
        tmp_path / "four.xlsx",
        {"四个一": [HEADS, full, ["SP2", "市领导乙", "", "示建〔2022〕2号", "云溪镇", None, None]]},
    )
    return tmp_path


def test_seasons_side_by_side(place: Path) -> None:
    """Each project in each season: requirements met of those asked, by indicator and by area."""
    found = document("2022Q2", "2022Q3", cwd=place)
    grids = project(found, "SP1")
    assert [one["label"] for one in found["seasons"]] == ["2022Q2", "2022Q3"]
    visits = next(one for one in grids["indicators"] if one["id"] == "GRD-08")
    assert [(one["asked"], one["met"], one["rate"]) for one in visits["seasons"]] == [(3, 1, 0.3333), (3, 2, 0.6667)]
    towns = {one["name"]: one["seasons"][1]["met"] for one in grids["areas"] if one["level"] == "town"}
    assert towns == {"云溪镇": 2, "松岭乡": 0}
    assert grids["seasons"][1]["asked"] == 3 * len(grids["indicators"])
    assert project(found, "SP2")["seasons"][1]["asked"] == 0
    assert (found["ledgers"], grids["problems"]) == (None, None)


def test_the_order_of_folders_does_not_matter(place: Path) -> None:
    """Seasons come in their own order."""
    assert [one["label"] for one in document("2022Q3", "2022Q2", cwd=place)["seasons"]] == ["2022Q2", "2022Q3"]


def test_problems_in_ledgers(place: Path) -> None:
    """They are counted by the project of their indicator: not struck off, struck off, overdue."""
    found = document("2022Q3", "--ledgers", "ledgers", "--date", "2022-12-20", cwd=place)
    assert found["ledgers"] == 2
    assert project(found, "SP1")["problems"] == {"all": 2, "open": 1, "closed": 1, "overdue": 1, "relapsed": 0}
    assert project(found, "SP6")["problems"]["open"] == 1
    town = next(one for one in project(found, "SP1")["areas"] if one["name"] == "云溪镇" and one["level"] == "town")
    assert town["problems"]["open"] == 1


def test_problems_of_units_that_are_not_there_are_named(place: Path) -> None:
    """A problem of a unit that is not among those of the season counts, and it is said whose it is."""
    strange = [(name, row("GRD-08", "走访覆盖率低", state="整改中")) for name in ("外村", "石门村")]
    town_ledger(place / "ledgers" / "别镇台账.xlsx", "别镇", strange)
    found = document("2022Q3", "--ledgers", "ledgers", "--date", "2022-12-20", cwd=place)
    assert project(found, "SP1")["problems"]["all"] == 4
    told = [one["message"] for one in found["findings"] if one["code"] == "projects-ledgers-of-nobody"]
    assert len(told) == 1
    assert "2 (外村, 石门村)" in told[0]
    known = document("2022Q3", "--ledgers", "ledgers/云溪镇台账.xlsx", cwd=place)["findings"]
    assert "projects-ledgers-of-nobody" not in [one["code"] for one in known]


def test_cards_and_what_they_lack(place: Path) -> None:
    """A card is shown as it is; an empty slot, a meeting without a day and a project without a card are warnings."""
    found = document("2022Q3", "--four-ones", "four.xlsx", cwd=place)
    card = project(found, "SP1")["four_ones"]
    assert (card["filled"], card["meeting"]) == (4, {"day": "2022-04-21", "place": "云溪镇"})
    assert project(found, "SP2")["four_ones"]["filled"] == 3
    codes = [one["code"] for one in found["findings"] if one["code"].startswith("four-ones")]
    assert codes == ["four-ones-empty", "four-ones-meeting-undated", *["four-ones-missing"] * 4]
    bare = document("2022Q3", cwd=place)
    assert [one["code"] for one in bare["findings"] if one["code"].startswith("four")] == ["four-ones-none"]


def test_the_table_of_the_four_ones_comes_back(place: Path) -> None:
    """What is filled in on the sheet that the command writes is read from it in the next run."""
    run = starcli("2022Q3", "--four-ones", "four.xlsx", "--out", "out.xlsx", "--lang", "zh", cwd=place)
    assert run.stdout.splitlines()[-1] == "→ out.xlsx"
    book = openpyxl.load_workbook(place / "out.xlsx")
    sheet = book["四个一表"]
    heads = {cell.value: cell.column for cell in sheet[3]}
    assert [sheet.cell(4, heads[head]).value for head in HEADS[:5]] == [
        "SP1 党建引领网格治理", "市领导甲", "政法委", "示办〔2022〕11号", "2022年4月21日，云溪镇",
    ]  # fmt: skip
    sheet.cell(5, heads["牵头部门"]).value = "住建部门"
    sheet.cell(5, heads["现场会(时间、地点)"]).value = "2022-05-06 望潮社区"
    book.save(place / "filled.xlsx")
    found = document("2022Q3", "--four-ones", "filled.xlsx", cwd=place)
    assert project(found, "SP2")["four_ones"]["slots"]["lead_department"] == "住建部门"
    assert [project(found, key)["four_ones"]["filled"] for key in ("SP1", "SP2", "SP3")] == [4, 4, 0]


@pytest.mark.parametrize(("language", "pages"), [
    ("zh", ["总览", "SP1", "SP2", "SP3", "SP4", "SP5", "SP6", "落后区域", "四个一表", "问题清单"]),
    ("en", ["Overview", "SP1", "SP2", "SP3", "SP4", "SP5", "SP6", "Behind", "Four ones", "Findings"]),
])  # fmt: skip
def test_the_workbook(place: Path, language: str, pages: list[str]) -> None:
    """A page of A4 for each project, an overview with links, who is behind, the form to fill in, and findings."""
    folders = ("2022Q2", "2022Q3", "--ledgers", "ledgers", "--date", "2022-12-20", "--four-ones", "four.xlsx")
    run = starcli(*folders, "--out", "out.xlsx", "--lang", language, cwd=place)
    assert "Traceback" not in run.stderr
    assert broken_parts(place / "out.xlsx") == []
    assert [(name, paper) for name, paper, _, _ in printed(place / "out.xlsx")] == [(name, "9") for name in pages]
    rows = cells(place / "out.xlsx", pages[0])
    grids = next(row for row in rows if str(row[0]).startswith("SP1"))
    assert [round(figure, 3) for figure in grids[2:4]] == [0.024, 0.048]
    book = openpyxl.load_workbook(place / "out.xlsx")
    links = [cell.hyperlink.location for cell in book[pages[0]]["A"] if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in pages[1:7]]
    # A sheet that may take any number of pages has 0 here; 1 is left out of the file.
    assert [book[name].page_setup.fitToHeight or 1 for name in pages[:7]] == [1] * 7
    assert {book[name].page_setup.fitToHeight for name in pages[7:]} == {0}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screen_is_eighty_columns_wide(place: Path, language: str) -> None:
    """Tables and lists fit a terminal; only findings and paths are as long as they are."""
    folders = ("2022Q2", "2022Q3", "--ledgers", "ledgers", "--date", "2022-12-20", "--four-ones", "four.xlsx")
    run = starcli(*folders, "--out", "out", "--lang", language, cwd=place)
    lines = [line for line in run.stdout.splitlines() if ".xlsx" not in line]
    wide = [sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in lines]
    assert len(lines) > 8
    assert max(wide) <= 80


def test_what_cards_lack_comes_before_what_forms_lack(place: Path) -> None:
    """A screen of findings begins with what the command is about: forms are many, and speak in other commands too."""
    found = document("2022Q2", "2022Q3", "--four-ones", "four.xlsx", cwd=place)["findings"]
    warnings = [one["code"].startswith("four-ones") for one in found if one["severity"] == "warning"]
    assert warnings[0]
    assert warnings == sorted(warnings, reverse=True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_project_is_shown_in_one_line_or_breaks_in_its_name(place: Path, language: str) -> None:
    """A code never stands alone, with its project's name in the next line."""
    named = ("2022Q2", "2022Q3", "--ledgers", "ledgers", "--date", "2022-12-20", "--lang", language)
    lines = starcli(*named, "--out", "out.xlsx", cwd=place).stdout.splitlines()
    third = next(line for line in lines if line.startswith("SP3"))
    assert ("“大党建”" if language == "zh" else "Strengthening") in third
    assert not any("…" in line for line in lines if ".xlsx" not in line)


def test_text_from_a_table_is_text(place: Path) -> None:
    """Whatever stands in a card is written as it stands: no formula, no markup."""
    write(place / "four.xlsx", {"四个一": [HEADS, ["SP1", HOSTILE[0], HOSTILE[4], "[red]1", "<b>1</b>", None, None]]})
    run = starcli("2022Q3", "--four-ones", "four.xlsx", "--out", "out.xlsx", "--lang", "zh", cwd=place)
    assert "Traceback" not in run.stderr
    assert cells(place / "out.xlsx", "四个一表")[3][1:5] == (HOSTILE[0], HOSTILE[4], "[red]1", "<b>1</b>")
    assert formulas(place / "out.xlsx") == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("2022Q9",), "path-missing"),
        (("2022Q2", "2022Q2/云溪镇"), "season-twice"),
        (("2022Q3", "--ledgers", "none"), "path-missing"),
        (("2022Q3", "--ledgers", "four.xlsx"), "no-ledgers"),
        (("2022Q3", "--four-ones", "none.xlsx"), "path-missing"),
        (("2022Q3", "--four-ones", "2022Q3/云溪镇/石门村.xlsx"), "four-ones-unreadable"),
        (("2022Q3", "--target", "seven"), "target-unknown"),
        (("2022Q3", "--date", "soon"), "not-a-day"),
    ],
)
def test_calls_that_cannot_be_carried_out(place: Path, arguments: tuple[str, ...], code: str) -> None:
    """They say why, write nothing, and the exit code is 2."""
    run = starcli(*arguments, "--out", "out.xlsx", cwd=place)
    assert (run.returncode, (place / "out.xlsx").exists()) == (2, False)
    assert code in run.stderr


def test_a_framework_without_projects_is_refused(place: Path) -> None:
    """There is nothing to be said then."""
    folder = write_framework(place / "tiny")
    text = (folder / "framework.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("special_projects:", "  SP:"))]
    (folder / "framework.yaml").write_text("\n".join(lines), encoding="utf-8")
    for file in folder.rglob("*.yaml"):
        kept = [line for line in file.read_text(encoding="utf-8").splitlines() if "special_project:" not in line]
        file.write_text("\n".join(kept), encoding="utf-8")
    run = starcli("2022Q3", "--framework", folder, cwd=place)
    assert (run.returncode, "no-special-projects" in run.stderr) == (2, True)


def test_the_table_and_ledgers_may_lie_among_the_forms(place: Path) -> None:
    """They are not read as forms, wherever they stand."""
    (place / "four.xlsx").rename(place / "2022Q3" / "four.xlsx")
    (place / "ledgers").rename(place / "2022Q3" / "ledgers")
    more = ("--four-ones", "2022Q3/four.xlsx", "--ledgers", "2022Q3/ledgers", "--date", "2022-12-20")
    found = document("2022Q3", *more, cwd=place)
    assert found["seasons"] == [{"label": "2022Q3", "units": 3, "unrated": 0, "missing": 0}]
