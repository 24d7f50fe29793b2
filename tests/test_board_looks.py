"""Looking again and again at a folder whose board is shown: what is read, what is said, and what stays as it was."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sheets import form

from starcli.board.serve import BoardServer
from starcli.commands.board_serving import Airing
from starcli.options import BasisName, Call, LanguageName

TABLE = "| 编码 | 填报值 |\n| ORG-02 | {} |"
CODES = {"甲村": "330199001201", "乙村": "330199001202", "丙村": "330199001203", "丁村": "330199001204"}
HEADING = "| 单位代码 | 单位名称 | 类型 | 镇街 | 县(市、区) |"
UNTIL_TRIED_AGAIN = 10


def roster(path: Path, *names: str) -> Path:
    """A roster of villages."""
    lines = [f"| `{CODES[name]}` | {name} | 村 | 云溪镇 | 示例县 |" for name in names]
    return form(path, "\n".join([HEADING, *lines]))


def village(folder: Path, name: str, days: int) -> Path:
    """A village's form."""
    return form(folder / f"{name}.xlsx", TABLE.format(days), 基本信息=f"| 单位名称 | {name} |\n| 类型 | 村 |")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A folder with the forms of two villages out of three."""
    roster(tmp_path / "roster.xlsx", "甲村", "乙村", "丙村")
    for name, days in (("甲村", 0), ("乙村", 20)):
        village(tmp_path / "county", name, days)
    return tmp_path / "county"


@pytest.fixture
def server() -> Iterator[BoardServer]:
    """A server that nobody asks."""
    made = BoardServer("127.0.0.1", 0, "en")
    yield made
    made.close()


@pytest.fixture
def airing(county: Path, server: BoardServer, capsys: pytest.CaptureFixture[str]) -> Airing:
    """The folder, watched from now on; what it said at first is out of the way."""
    listed = county.parent / "roster.xlsx"
    call = Call.make("reference-47", None, BasisName.SELF, LanguageName.EN, None, False, False, listed)
    made = Airing(call, county, server)
    made.begin()
    capsys.readouterr()
    return made


def shown(server: BoardServer) -> Any:
    """What the board shows now."""
    answer = server.answer("/data.json")
    assert answer is not None
    return json.loads(answer.plain)


def totals(server: BoardServer) -> dict[str, float]:
    """The total of each unit on the board."""
    units = shown(server)["units"]
    return dict(zip(units["name"], units["total"], strict=False))


def look(airing: Airing, times: int = 2) -> None:
    """Look so many times: twice is what a change needs to come to rest."""
    for _ in range(times):
        airing.look()


def test_a_change_is_shown_and_said(
    airing: Airing, server: BoardServer, county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line with the time, the file, the unit and its total."""
    before = totals(server)
    village(county, "甲村", 400)
    look(airing)
    after = totals(server)
    assert ([*before], [*after]) == (["甲村", "乙村"], ["乙村", "甲村"])
    first = capsys.readouterr().out.splitlines()[0]
    assert first.endswith(f"甲村.xlsx 甲村 {after['甲村']:.2f}")


def test_nothing_is_said_while_nothing_changes(airing: Airing, capsys: pytest.CaptureFixture[str]) -> None:
    """However often it looks."""
    look(airing, UNTIL_TRIED_AGAIN)
    assert capsys.readouterr().out == ""


def test_a_form_that_is_gone_is_said(
    airing: Airing, server: BoardServer, county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its unit is missing from then on."""
    (county / "甲村.xlsx").unlink()
    look(airing)
    assert ("甲村.xlsx gone" in capsys.readouterr().out, shown(server)["turnout"]["missing"]) == (True, 2)


def test_a_folder_that_is_gone_leaves_the_board_as_it_was(
    airing: Airing, server: BoardServer, county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said; when the folder is back, the board follows again."""
    before = totals(server)
    county.rename(county.parent / "away")
    look(airing)
    assert ("path-missing" in capsys.readouterr().err, totals(server)) == (True, before)
    (county.parent / "away").rename(county)
    village(county, "丙村", 0)
    look(airing)
    assert {*totals(server)} == {"甲村", "乙村", "丙村"}


def test_a_changed_roster_is_said_and_waits(
    airing: Airing, server: BoardServer, county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who should report is asked at the beginning."""
    roster(county.parent / "roster.xlsx", *CODES)
    look(airing)
    assert ("roster-changed" in capsys.readouterr().out, shown(server)["turnout"]["units"]) == (True, 3)


def test_a_form_that_could_not_be_read_is_tried_again(airing: Airing, server: BoardServer, county: Path) -> None:
    """Although nothing about the file looks changed: whoever held it has let go."""
    path = county / "甲村.xlsx"
    whole, before = path.read_bytes(), totals(server)
    path.write_bytes(b"\0" * len(whole))
    was = path.stat()
    look(airing)
    assert (shown(server)["kept"], totals(server)) == (1, before)
    path.write_bytes(whole)
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    look(airing, UNTIL_TRIED_AGAIN)
    assert (shown(server)["kept"], totals(server)) == (0, before)
