"""`starcli board`, as a user does it: files, screen, JSON, exit codes, and the board that is shown until Ctrl-C."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from board_serving import environment, served
from sheets import form

from starcli.excel.imprint import Imprint, read_imprint

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
ROSTER = SAMPLES / "district-roster.xlsx"
TABLE = "| 编码 | 填报值 |\n| ORG-02 | {} |"
PATIENCE = 120


def starcli(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "starcli", "board", *map(str, arguments)],
        cwd=cwd,
        env=environment(cwd),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def village(folder: Path, name: str, days: int | str = 0, **more: str) -> Path:
    """A village's form in a folder."""
    cover = {"单位名称": name, "类型": "村", "镇街": "云溪镇", "县(市、区)": "示例县", **more}
    lines = "\n".join(f"| {label} | {value} |" for label, value in cover.items())
    return form(folder / f"{name}.xlsx", TABLE.format(days), 基本信息=lines)


def data_of(page: Path) -> Any:
    """The data in a page."""
    found = re.search(r'id="data">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def document(*arguments: str | Path, cwd: Path) -> Any:
    """The JSON that is printed."""
    run = starcli(*arguments, "--json", "--lang", "en", cwd=cwd)
    assert run.stdout, run.stderr
    return json.loads(run.stdout)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A folder with the forms of three villages, which differ."""
    for name, days in (("甲村", 0), ("乙村", 20), ("丙村", 400)):
        village(tmp_path / "county", name, days)
    return tmp_path / "county"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district, with its board in Chinese."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLES / "district", folder / "district")
    run = starcli("district", "--roster", ROSTER, "--lang", "zh", cwd=folder)
    assert run.stderr == ""
    return folder / "district"


def test_page_and_workbook_stand_in_the_folder(district: Path) -> None:
    """Both bear the mark of a result."""
    marks = [read_imprint(district / name) for name in ("board.html", "board.xlsx")]
    assert marks == [Imprint("board", untouched=True)] * 2


@pytest.mark.parametrize(
    ("out", "files"),
    [
        ("a.html", ["a.html"]),
        ("A.HTM", ["A.HTM"]),
        ("a.xlsx", ["a.xlsx"]),
        ("new", ["new/board.html", "new/board.xlsx"]),
    ],
)
def test_the_name_after_out_says_what_is_written(county: Path, out: str, files: list[str]) -> None:
    """A page, a workbook, or a folder for both."""
    starcli(county, "--out", out, cwd=county.parent)
    written = [path for path in county.parent.rglob("*") if path.is_file() and path.parent != county]
    own = [path.relative_to(county.parent).as_posix() for path in written if read_imprint(path) is not None]
    assert sorted(own) == files


def test_the_screen_says_stars_lists_turnout_and_files(county: Path) -> None:
    """In the language that is asked for."""
    run = starcli(county, "--out", "a.html", "--lang", "zh", cwd=county.parent)
    lines = run.stdout.splitlines()
    assert lines[:2] == ["示例县晾晒榜", "★★★★★ 0  ★★★★☆ 0  ★★★☆☆ 0  ★★☆☆☆ 0  ★☆☆☆☆ 3"]
    assert ("共 3 份：已评定 3，未评定 0" in lines, lines[-1]) == (True, "→ a.html")


def test_an_error_in_a_form_is_exit_code_one(county: Path) -> None:
    """The board is written none the less."""
    village(county, "丁村", "约三天")
    run = starcli(county, "--out", "a.html", cwd=county.parent)
    assert (run.returncode, (county.parent / "a.html").is_file()) == (1, True)


def test_everybody_is_in_the_document(district: Path) -> None:
    """Whoever has no rating too, with the places within each grouping."""
    known = document(district, "--roster", ROSTER, cwd=district.parent)
    units = {one["unit"]["name"]: one for one in known["units"]}
    assert known["turnout"] == {"units": 27, "rated": 25, "unrated": 0, "missing": 2}
    assert [units[name]["state"] for name in ("青坞村", "泉溪村")] == ["rated", "missing"]
    assert units["松岭村"]["places"] == [
        {"within": ["county", "kind", "profile"], "place": 1, "of": 6, "before": None, "up": None},
        {"within": ["county", "kind"], "place": 5, "of": 16, "before": None, "up": None},
        {"within": ["city", "kind"], "place": 5, "of": 16, "before": None, "up": None},
    ]
    assert units["松岭村"]["lists"] == ["honour"]


def test_json_writes_no_file_unless_one_is_named(county: Path) -> None:
    """As with every command."""
    document(county, cwd=county.parent)
    assert not list(county.glob("board.*"))
    document(county, "--out", "a.html", cwd=county.parent)
    assert (county.parent / "a.html").is_file()


def test_a_season_before_gives_movement(county: Path) -> None:
    """Places gained and lost stand on the page, in the workbook and in the document."""
    former = county.parent / "former"
    for name, days in (("甲村", 20), ("乙村", 0), ("丙村", 400)):
        village(former, name, days)
    known = document(county, "--former", former, "--out", "board", cwd=county.parent)
    ups = {one["unit"]["name"]: one["places"][0]["up"] for one in known["units"]}
    assert ups == {"甲村": 1, "乙村": -1, "丙村": 0}
    data = data_of(county.parent / "board" / "board.html")
    assert (data["compared"], data["units"]["before"]) == (True, [[2, 2, 2], [1, 1, 1], [3, 3, 3]])


def test_the_forms_of_the_season_before_are_none_of_this_one(county: Path) -> None:
    """Although their folder lies in that of this season."""
    village(county / "2022Q2", "甲村", 3)
    assert len(document(county, "--former", county / "2022Q2", cwd=county.parent)["units"]) == 3


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere"], "path-missing"),
        (["empty"], "no-workbooks"),
        (["county", "--former", "county"], "former-is-the-same"),
        (["county", "--former", "empty"], "no-workbooks"),
        (["county", "--serve", "--out", "a.html"], "serve-writes-nothing"),
        (["county", "--serve", "--json"], "serve-writes-nothing"),
        (["nowhere", "--serve", "--port", "0"], "path-missing"),
        (["county", "--serve", "--host", "board.invalid"], "cannot-serve"),
    ],
)
def test_a_call_that_cannot_be_carried_out_writes_nothing(county: Path, arguments: list[str], code: str) -> None:
    """It says why in one line, and is exit code 2."""
    (county.parent / "empty").mkdir()
    run = starcli(*arguments, "--lang", "en", cwd=county.parent)
    assert (run.returncode, f"{code}: " in run.stderr, len(run.stderr.splitlines())) == (2, True, 1)
    assert not list(county.parent.rglob("*.html"))


def test_a_second_run_replaces_the_first(county: Path) -> None:
    """The board in the folder is neither read as a form nor in the way."""
    first = starcli(county, "--lang", "en", cwd=county.parent)
    village(county, "丁村", 1)
    second = starcli(county, "--lang", "en", cwd=county.parent)
    assert [run.returncode for run in (first, second)] == [1, 1]
    assert len(data_of(county / "board.html")["units"]["name"]) == 4
    assert "board.html:" not in second.stdout


@pytest.mark.parametrize("content", ["<html>my own page</html>", ""])
def test_a_page_of_somebody_else_is_left_alone(county: Path, content: str) -> None:
    """It was not written by the program."""
    page = county.parent / "a.html"
    page.write_text(content, encoding="utf-8")
    run = starcli(county, "--out", page, "--lang", "en", cwd=county.parent)
    assert (run.returncode, "output-not-ours" in run.stderr) == (2, True)
    assert page.read_text(encoding="utf-8") == content


def test_a_page_that_was_edited_is_left_alone(county: Path) -> None:
    """Somebody's work is in it."""
    page = county.parent / "a.html"
    starcli(county, "--out", page, cwd=county.parent)
    page.write_text(page.read_text(encoding="utf-8").replace("甲村", "好村"), encoding="utf-8")
    run = starcli(county, "--out", page, "--lang", "en", cwd=county.parent)
    assert (run.returncode, "output-not-ours" in run.stderr) == (2, True)


def test_a_form_of_another_period_than_most_is_a_warning(county: Path) -> None:
    """It has its place on the board, with its season; forms without a period say nothing."""
    for name, period in (("甲村", "2022Q3"), ("乙村", "2022Q3"), ("丁村", "2022Q2")):
        village(county, name, 5, 周期=period)
    known = document(county, cwd=county.parent)
    found = [Path(one["location"]).name for one in known["findings"] if one["code"] == "board-other-period"]
    assert found == ["丁村.xlsx"]
    assert [one["state"] for one in known["units"]] == ["rated"] * 4
    assert known["periods"] == ["2022Q3", "2022Q2"]


def test_nothing_about_persons_is_on_the_board(county: Path) -> None:
    """Who filled in the form, what stands in its remarks, its file's name and what was found in it stay inside."""
    cover = {"填报人": "王某某", "联系电话": "13812345678", "党组织书记": "李某某"}
    table = "| 编码 | 填报值 | 佐证材料 | 备注 |\n| ORG-02 | 赵某某说三天 | 钱某某签字 | 孙某某 13912345678 |"
    village(county, "丁村 13712345678", 1, **cover)
    lines = "\n".join(f"| {label} | {value} |" for label, value in {"单位名称": "戊村", "类型": "村", **cover}.items())
    form(county / "周某某的表.xlsx", table, 基本信息=lines)
    (county / "吴某某报.xlsx").write_bytes(b"no workbook")
    starcli(county, "--lang", "zh", cwd=county.parent)
    page = (county / "board.html").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(county / "board.xlsx")
    said = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    for word in ("某某", "13812345678", "13912345678", "13712345678", ".xlsx"):
        assert word not in page
        assert word not in said
    assert "丁村" in page
    assert data_of(county / "board.html")["units"]["name"].count("") == 1


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_ends_it_cleanly(county: Path) -> None:
    """A word and no traceback, exit code 0; nothing has been written."""
    with served(county, "--port", "0", cwd=county.parent) as (run, said):
        assert re.fullmatch(r"→ http://127\.0\.0\.1:\d+/ {2}\(Ctrl-C ends it\)", said[-1])
        run.send_signal(signal.SIGINT)
        rest, _ = run.communicate(timeout=PATIENCE)
    assert (run.returncode, list(county.glob("board.*"))) == (0, [])
    assert rest == "\nthe board is shown no longer; no workbook was touched\n"


def test_a_port_in_use_is_said(county: Path) -> None:
    """With its number, before any form is read."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = starcli(county, "--serve", "--port", str(port), "--lang", "en", cwd=county.parent)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"port-in-use: port {port} is in use already")


def test_showing_it_to_others_comes_with_a_warning(county: Path) -> None:
    """Everybody in the same network can see it then."""
    with served(county, "--port", "0", "--host", "0.0.0.0", cwd=county.parent) as (run, _):  # noqa: S104 what is warned of
        assert run.stdout is not None
        assert run.stdout.readline().startswith("shown-to-others: the board is shown at 0.0.0.0")


def test_an_empty_folder_can_be_shown(tmp_path: Path) -> None:
    """Forms may still come: with a roster everybody is missing until then."""
    (tmp_path / "county").mkdir()
    with served(tmp_path / "county", "--roster", ROSTER, "--port", "0", cwd=tmp_path) as (_, said):
        assert "27 units of the roster: 0 rated, 0 not rated, 27 not reported" in said
