"""`starcli grids --plan` end to end: the sample, both workbooks, JSON, exit codes, and what must stay untouched."""

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from community import write_community
from grid_books import read as ledgers_in
from sheets import HOSTILE, broken_parts, cells, formulas, framework, printed, write

from starcli.commands.replanning import Sought, replan, replanned
from starcli.documents.replanning import replanning_document
from starcli.documents.units import as_json
from starcli.options import Call, UsageProblem

_CALL = Call(framework(), "self", "en", None, as_json=True, strict=False)
LABELS = "| 单位名称 | 云溪社区 |\n| 类型 | 社区 |\n"
LIST = f"{LABELS}| 小区 | 楼栋 | 户数 | 相邻 | 现网格 |\n"
SMALL = (
    f"{LIST}| 桂苑 | 1幢 | 200 | 2幢 | 第一网格 |\n| 桂苑 | 2幢 | 200 | 1幢、橘苑1幢 | 第一网格 |\n"
    "| 橘苑 | 1幢 | 190 | 2幢、桂苑2幢 | 第一网格 |\n| 橘苑 | 2幢 | 180 | 1幢 | 第一网格 |"
)


def starcli(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, 80 columns wide."""
    environment = {key: os.environ[key] for key in ("PATH", "STARCLI_CACHE") if key in os.environ}
    environment |= {"HOME": str(cwd), "LANG": "en_GB.UTF-8", "COLUMNS": "80", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "starcli", "grids", "--plan", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def document(path: Path, *beside: Path, seconds: str = "60") -> Any:
    """The JSON document of a proposal. Raises `UsageProblem`."""
    report = replanned(_CALL, path, Sought(seconds, beside))
    return json.loads(as_json([replanning_document(report, "en")]))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a small list, planned anew."""
    folder = tmp_path_factory.mktemp("small")
    write(folder / "list.xlsx", {"清单": SMALL})
    assert starcli("list.xlsx", cwd=folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def figures(sample: Path) -> Any:
    """The JSON document of the sample."""
    return document(sample / f"{_stem(sample)}.xlsx")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sample's list, planned anew in both languages."""
    folder = tmp_path_factory.mktemp("sample")
    path = write_community(folder)
    before = path.read_bytes()
    for language in ("zh", "en"):
        run = starcli(path.name, "--lang", language, "--out", language, cwd=folder)
        assert (run.returncode, run.stderr) == (0, "")
        (folder / f"{language}.txt").write_text(run.stdout, encoding="utf-8")
    assert path.read_bytes() == before
    return folder


def _stem(folder: Path) -> str:
    (path,) = folder.glob("*.xlsx")
    return path.stem


def test_six_grids_become_thirteen_in_range(figures: Any) -> None:
    """5,180 households in six grids, of which one is in range, come into thirteen that all are, proven the best."""
    one = figures
    assert (one["households"], len(one["today"]), len(one["grids"])) == (5180, 6, 13)
    assert {grid["size"] for grid in one["grids"]} == {"in-range"}
    assert all(300 <= grid["households"] <= 500 for grid in one["grids"])
    assert (one["proven"], one["possible"], sum(grid["households"] for grid in one["grids"])) == (True, True, 5180)
    assert sorted(part for grid in one["grids"] for part in grid["parts"]) == sorted(
        place["part"] for place in one["places"]
    )
    assert {post: each["lacking"] for post, each in one["people"].items()} == {
        "leader": 7,
        "full_time": 9,
        "part_time": 10,
        "liaison": 10,
    }
    assert one["points"]["by_division"] < one["points"]["once_staffed"]


def test_moves_are_what_changes_between_today_and_tomorrow(figures: Any) -> None:
    """Every part that is in another grid tomorrow is in the list of moves, and no other."""
    one = figures
    carried = {grid["name"]: grid["carries_on"] for grid in one["grids"]}
    changed = {place["part"] for place in one["places"] if carried[place["grid"]] != place["today"]}
    assert {move["part"] for move in one["moves"]} == changed
    assert len(one["moves"]) == one["aims"]["moved"]["figure"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_terminal_stays_within_eighty_columns(sample: Path, language: str) -> None:
    """But for findings and files, which are one line each."""
    lines = (sample / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    wide = [
        line
        for line in lines
        if sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) > 80
        and not line.startswith("→")
        and ".xlsx!" not in line
    ]
    assert wide == []


SHEETS = {
    "zh": ["总览", "示意图（新）", "示意图（现在）", "今明对照", "调整清单", "楼栋去向", "问题清单"],
    "en": ["Overview", "Picture (new)", "Picture (today)", "Today and tomorrow", "Moves", "Every part", "Findings"],
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_prints_on_a4(sample: Path, language: str) -> None:
    """Every sheet is there, sound, and for A4."""
    path = sample / language / f"{_stem(sample)}-replanning.xlsx"
    pages = printed(path)
    assert ([name for name, *_ in pages], {paper for _, paper, *_ in pages}) == (SHEETS[language], {"9"})
    assert (broken_parts(path), formulas(path)) == ([], [])


def test_every_part_stands_in_the_workbook_once(sample: Path) -> None:
    """Its tile in both pictures, its row in the list, and all households in the total."""
    path = sample / "zh" / f"{_stem(sample)}-replanning.xlsx"
    for name in SHEETS["zh"][1:3]:
        tiles = [cell for row in cells(path, name) for cell in row if isinstance(cell, str) and "幢\n" in cell]
        assert len(tiles) == len(set(tiles)) == 57 - 6
    rows = [row for row in cells(path, "楼栋去向") if isinstance(row[0], int | float)]
    assert (len(rows), sum(row[3] for row in rows)) == (57, 5180)


def test_the_new_ledger_is_read_back(sample: Path) -> None:
    """The ledger to fill is one that `grids` reads: thirteen grids in range, seven of them without a leader."""
    ((ledger,), found) = ledgers_in(sample / "zh" / f"{_stem(sample)}-ledger.xlsx")
    assert (len(ledger.grids), ledger.households, found) == (13, 5180, [])
    assert sum(not grid.leader for grid in ledger.grids) == 7


def test_two_runs_give_the_same_bytes(small: Path) -> None:
    """The same list gives the same workbooks, and a second run may replace them."""
    names = ("list-replanning.xlsx", "list-ledger.xlsx")
    before = [(small / name).read_bytes() for name in names]
    assert starcli("list.xlsx", cwd=small).returncode == 0
    assert [(small / name).read_bytes() for name in names] == before


def test_with_the_form_total_and_grade_are_told(tmp_path: Path) -> None:
    """The unit's form, in another file, is rated today, divided and staffed."""
    path = write(tmp_path / "list.xlsx", {"清单": SMALL})
    table = "| 编码 | 填报值 |\n| grids | 1 |\n| grids_ok | 0 |\n| grids_leader | 1 |\n| households | 770 |"
    form = write(tmp_path / "form.xlsx", {"基本信息": f"{LABELS}| 周期 | 2022Q3 |", "填报表": table})
    one = document(path, form)
    told = one["points"]
    assert (told["whole_form"], set(told["ratings"])) == (True, {"today", "divided", "staffed"})
    by_id = {each["indicator"]: each for each in told["indicators"]}
    assert by_id["GRD-02"]["today"]["value"] == 0
    assert by_id["GRD-02"]["divided"]["value"] == 100
    assert by_id["GRD-04"]["divided"]["value"] == 50
    assert by_id["GRD-04"]["staffed"]["value"] == 100


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "no list": ({"表": "说明"}, "no-part-list"),
    "several units": (
        {"清单": "| 社区 | 楼栋 | 户数 |\n| 江滨社区 | 1幢 | 60 |\n| 望潮社区 | 1幢 | 60 |"},
        "parts-of-several-units",
    ),
    "no kind": ({"清单": "| 单位名称 | 云溪 |\n| 楼栋 | 户数 |\n| 1幢 | 400 |"}, "replanning-size-unknown"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_planned_is_refused(name: str, tmp_path: Path) -> None:
    """With what is missing."""
    sheets, code = WRONG[name]
    with pytest.raises(UsageProblem) as problem:
        document(write(tmp_path / "list.xlsx", sheets))
    assert code in [found.code for found in problem.value.findings]


def test_wrong_options_are_refused(small: Path) -> None:
    """A number of seconds that is none, a file that is not there, a folder, and a proposal instead of a list."""
    given: list[tuple[Path, tuple[Path, ...], str, str]] = [
        (small / "list.xlsx", (), "soon", "seconds-not-a-number"),
        (small / "list.xlsx", (small / "nowhere.xlsx",), "60", "path-missing"),
        (small, (), "60", "replanning-is-of-one-file"),
        (small / "list-replanning.xlsx", (), "60", "parts-in-result"),
    ]
    said = []
    for path, beside, seconds, _ in given:
        with pytest.raises(UsageProblem) as problem:
            replan(_CALL, path, Sought(seconds, beside))
        said.append(problem.value.findings[0].code)
    assert said == [code for *_, code in given]


def test_what_is_beside_must_be_of_the_unit(small: Path, tmp_path: Path) -> None:
    """A file with neither ledger nor form, and another unit's ledger, are errors; grids are planned all the same."""
    other = "| 村社 | 网格名称 | 户数 | 网格长 |\n| 桥头社区 | 第一网格 | 400 | 甲 |"
    ledger = write(tmp_path / "other.xlsx", {"台账": other})
    one = document(small / "list.xlsx", small / "list.xlsx", ledger)
    assert [found["code"] for found in one["findings"] if found["severity"] == "error"] == [
        "parts-beside-nothing",
        "parts-beside-of-another",
    ]
    assert len(one["grids"]) == 2


def test_a_part_without_households_is_an_error(tmp_path: Path) -> None:
    """The rest is planned, and the run is no success."""
    path = write(tmp_path / "list.xlsx", {"清单": f"{LABELS}| 楼栋 | 户数 |\n| 1幢 | 400 |\n| 2幢 | |"})
    one = document(path)
    assert (one["unplaced"], one["households"], len(one["grids"])) == (["2幢"], 400, 1)
    assert replan(_CALL, path, Sought()) == 1


def test_nothing_of_somebody_elses_is_overwritten(tmp_path: Path) -> None:
    """Neither file is written where one of them may not be."""
    write(tmp_path / "list.xlsx", {"清单": SMALL})
    foreign = write(tmp_path / "list-ledger.xlsx", {"表": "我的"})
    before = foreign.read_bytes()
    run = starcli("list.xlsx", cwd=tmp_path)
    assert (run.returncode, foreign.read_bytes() == before) == (2, True)
    assert not (tmp_path / "list-replanning.xlsx").exists()


def test_names_that_a_spreadsheet_would_take_for_formulas_stay_text(tmp_path: Path) -> None:
    """Whatever a compound is called."""
    rows = "\n".join(f"| `{name}` | {at}幢 | 300 | | `{name}` |" for at, name in enumerate(HOSTILE, 1))
    write(tmp_path / "list.xlsx", {"清单": LIST + rows})
    assert starcli("list.xlsx", cwd=tmp_path).returncode == 0
    assert formulas(tmp_path / "list-replanning.xlsx") == []
    names = {cell for row in cells(tmp_path / "list-replanning.xlsx", "Every part") for cell in row}
    assert set(HOSTILE) <= names


def test_what_is_impossible_stands_on_the_first_page(tmp_path: Path) -> None:
    """Why a sum cannot be divided, and which size would do."""
    write(tmp_path / "list.xlsx", {"清单": f"{LABELS}| 楼栋 | 户数 |\n| 1幢 | 290 |\n| 2幢 | 260 |"})
    run = starcli("list.xlsx", "--strict", cwd=tmp_path)
    assert run.returncode == 1
    said = [str(cell) for row in cells(tmp_path / "list-replanning.xlsx", "Overview") for cell in row if cell]
    assert [line for line in said if "275-500 or 300-550" in line] != []


def test_the_picture_says_which_grid_every_tile_is_in(small: Path) -> None:
    """Numbers, not colours alone: the first line of each tile."""
    sheet = openpyxl.load_workbook(small / "list-replanning.xlsx")["Picture (new)"]
    tiles = [str(cell.value).split("\n") for row in sheet for cell in row if cell.value and "幢\n" in str(cell.value)]
    assert sorted((tile[1], tile[0]) for tile in tiles) == [
        ("桂苑1幢", "1"),
        ("桂苑2幢", "1"),
        ("橘苑1幢", "2"),
        ("橘苑2幢", "2"),
    ]
    assert sorted(tile[2] for tile in tiles) == ["180 ←1", "190 ←1", "200", "200"]
