"""Frameworks kept between runs: the same as read anew, gone with any change, and never from a folder of others."""

import os
import pickle
import shutil
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import starcli
from starcli import kept
from starcli.bundled import indicators_folder
from starcli.core.findings import Read
from starcli.core.model import Framework
from starcli.core.rules import Goalposts
from starcli.definitions import load_framework
from starcli.kept import load_kept


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for what is kept."""
    monkeypatch.setenv("STARCLI_CACHE", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A framework that may be changed."""
    return shutil.copytree(indicators_folder() / "reference-47", tmp_path / "framework")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read anew."""
    seen: list[Path] = []

    def counted(folder: Path, weights: Path | None = None) -> Read[Framework | None]:
        seen.append(folder)
        return load_framework(folder, weights)

    monkeypatch.setattr(kept, "load_framework", counted)
    return seen


def test_a_framework_is_read_once(home: Path, folder: Path, reads: list[Path]) -> None:
    """The second time a framework comes from what is kept, and is the same."""
    first, second = load_kept(folder), load_kept(folder)
    assert (first == second == load_framework(folder), len(reads), len(list(home.iterdir()))) == (True, 1, 1)


def altered_weights(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another weight in the framework's own table."""
    del monkeypatch
    table = folder / "weights.yaml"
    table.write_text(table.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")


def another_version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the program."""
    del folder
    monkeypatch.setattr(starcli, "__version__", "0.0.0")


def a_file_more(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dimension more."""
    del monkeypatch
    (folder / "dimensions" / "zzz.yaml").write_text("", encoding="utf-8")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("change", [altered_weights, another_version, a_file_more])
def test_any_change_makes_it_another(
    folder: Path,
    reads: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path, pytest.MonkeyPatch], None],
) -> None:
    """After a change of a file or of the program the definitions are read anew."""
    load_kept(folder)
    change(folder, monkeypatch)
    load_kept(folder)
    assert len(reads) == 2


@pytest.mark.usefixtures("home")
def test_another_weight_table_is_another_framework(folder: Path, reads: list[Path]) -> None:
    """The same folder with another weight table is read anew."""
    load_kept(folder)
    load_kept(folder, Path(shutil.copy(folder / "weights.yaml", folder.parent)))
    assert len(reads) == 2


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps("something else"), pickle.dumps(Read(None))])
def test_what_is_damaged_is_read_anew(home: Path, folder: Path, reads: list[Path], content: bytes) -> None:
    """A kept framework that is damaged costs time and nothing else, and is mended."""
    right = load_kept(folder)
    for file in home.iterdir():
        file.write_bytes(content)
    assert (load_kept(folder), load_kept(folder), len(reads)) == (right, right, 2)


@pytest.mark.skipif(os.name == "nt", reason="permissions are of Unix")
def test_a_folder_of_others_is_not_used(home: Path, folder: Path, reads: list[Path]) -> None:
    """Where others could put a pickle, none is read or written."""
    home.mkdir()
    home.chmod(0o777)
    load_kept(folder)
    load_kept(folder)
    assert (len(reads), list(home.iterdir())) == (2, [])


@pytest.mark.parametrize("named", ["off", "/dev/null/nowhere"])
def test_without_a_folder_nothing_is_kept(
    folder: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """Where nothing may or can be kept, each time is the first."""
    monkeypatch.setenv("STARCLI_CACHE", named)
    load_kept(folder)
    load_kept(folder)
    assert len(reads) == 2


@pytest.mark.usefixtures("home")
def test_faults_are_not_kept(folder: Path, reads: list[Path]) -> None:
    """A framework with errors is read anew, and its findings are the same each time."""
    (folder / "framework.yaml").write_text("id: [", encoding="utf-8")
    assert load_kept(folder) == load_kept(folder)
    assert len(reads) == 2


def test_the_oldest_give_way(home: Path, folder: Path) -> None:
    """Only a few are kept."""
    home.mkdir(mode=0o700)
    for number in range(60):
        (home / f"{number}.pickle").write_bytes(b"old")
    load_kept(folder)
    assert len(list(home.iterdir())) == 32


def plugged_in(name: str) -> type[Goalposts]:
    """A rule kind of another package: it scores as the built-in goalposts one does."""
    return type("Plugged", (Goalposts,), {"kind": name, "__module__": "other_package"})


def test_a_plug_in_is_looked_for_only_where_it_is_named(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Frameworks of built-in rules ask for no plug-in; one that names a plug-in finds it and is not kept."""
    asked: list[str] = []

    def entry_points(group: str) -> list[EntryPoint]:
        asked.append(group)
        return [EntryPoint("curve", "tests.nowhere:Curve", group)]

    monkeypatch.setattr("importlib.metadata.entry_points", entry_points)
    monkeypatch.setattr(EntryPoint, "load", lambda self: plugged_in(self.name))
    load_kept(folder)
    assert asked == []
    file = next(f for f in (folder / "dimensions").iterdir() if "goalposts:" in f.read_text(encoding="utf-8"))
    file.write_text(file.read_text(encoding="utf-8").replace("goalposts:", "curve:", 1), encoding="utf-8")
    read = load_kept(folder)
    assert (read.value is not None, asked, len(list(home.iterdir()))) == (True, ["starcli.rules"], 1)
