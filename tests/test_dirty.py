"""Sixty dirty workbooks: each is rated or refused, and all that is wrong with it is named, and nothing else."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from believable import reference
from dirty import TABLE, Made, made
from dirty_forms import Dirty
from sheets import write

SCRIPT = Path(__file__).parent.parent / "samples" / "dirty.py"


@pytest.fixture(scope="module")
def workbooks() -> Mapping[str, Made]:
    """Every dirty workbook by its file's name."""
    return made(reference())


@pytest.fixture(scope="module")
def documents(workbooks: Mapping[str, Made], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Any]]:
    """What one run of `starcli check --json` says of each, by the file's name."""
    folder = tmp_path_factory.mktemp("dirty")
    for name, one in workbooks.items():
        (folder / name).write_bytes(one.content)
    run = subprocess.run(
        [sys.executable, "-m", "starcli", "check", "--json", str(folder)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stderr) == (1, "")
    found: dict[str, list[Any]] = {name: [] for name in workbooks}
    for document in json.loads(run.stdout):
        found[Path(document["file"]).relative_to(folder).parts[0]].append(document)
    return found


def places(document: Any) -> list[tuple[str, str]]:
    """Code and place inside its file of each finding."""
    file = document["file"]
    return [(found["code"], found["location"].removeprefix(file).lstrip("!")) for found in document["findings"]]


@pytest.mark.parametrize("dirty", TABLE, ids=[dirty.id for dirty in TABLE])
def test_a_dirty_workbook(dirty: Dirty, workbooks: Mapping[str, Made], documents: Mapping[str, list[Any]]) -> None:
    """Every finding of the table is made, at its cell, and no other; and just these units are rated."""
    told = documents[dirty.file]
    assert sorted(place for document in told for place in places(document)) == sorted(workbooks[dirty.file].found)
    rated = [document["unit"]["name"] for document in told if document["total"] is not None]
    assert rated == list((dirty.unit,) if dirty.rated is None else dirty.rated)


def test_there_are_sixty(workbooks: Mapping[str, Made]) -> None:
    """No two workbooks of the table have the same name, and no two tests."""
    assert len(workbooks) == len(TABLE) == len({dirty.id for dirty in TABLE}) == 60


def test_the_same_seed_gives_the_same_bytes(workbooks: Mapping[str, Made], tmp_path: Path) -> None:
    """The script writes what the table holds, byte for byte, in another process too."""
    run = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path)], capture_output=True, encoding="utf-8", check=True
    )
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        name: one.content for name, one in workbooks.items()
    }
    assert "更楼村（没有传完）.xlsx: workbook-broken-off" in run.stdout.splitlines()


def test_another_seed_gives_other_figures(workbooks: Mapping[str, Made]) -> None:
    """The seed decides the figures, not what is wrong."""
    others = made(reference(), 7)
    assert {name: one.found for name, one in others.items()} == {name: one.found for name, one in workbooks.items()}
    assert others["前溪村（填无和没有）.xlsx"].content != workbooks["前溪村（填无和没有）.xlsx"].content


def test_a_name_that_is_not_quite_the_rosters(workbooks: Mapping[str, Made], tmp_path: Path) -> None:
    """A form whose unit the roster spells otherwise is taken for nobody's: the nearest is named, and is missing."""
    (dirty,) = (dirty for dirty in TABLE if dirty.id == "name-off-the-roster")
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / dirty.file).write_bytes(workbooks[dirty.file].content)
    listed = [["代码", "名称", "类型", "镇街", "区县"]]
    listed += [[f"33019801129{at}", name, "村", "东溪镇", "示例县"] for at, name in enumerate(("汾江口村", "前溪村"))]
    roster = write(tmp_path / "roster.xlsx", {"名册": listed})
    run = subprocess.run(
        [sys.executable, "-m", "starcli", "check", "--lang", "en", "--roster", roster, tmp_path / "forms"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    stranger, *missing = [line.split(": ", 2)[1:] for line in run.stdout.splitlines()[:-1]]
    assert (stranger[0], "汾江口村" in stranger[1]) == ("not-in-roster", True)
    assert [(code, said.split(", ")[0]) for code, said in missing] == [
        ("not-reported", "汾江口村"),
        ("not-reported", "前溪村"),
    ]
