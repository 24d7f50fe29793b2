"""Watching a folder: which files are new, changed or gone, once nobody writes them any more."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from starcli.board.watch import Watch


def names(found: frozenset[Path]) -> list[str]:
    """The names of some files."""
    return sorted(path.name for path in found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a workbook in a town's folder."""
    (tmp_path / "云溪镇").mkdir()
    (tmp_path / "云溪镇" / "甲村.xlsx").write_bytes(b"one")
    return tmp_path


def touched(folder: Path, seconds: int) -> None:
    """The workbook, written at another time."""
    os.utime(folder / "云溪镇" / "甲村.xlsx", (seconds, seconds))


def overwritten(folder: Path) -> None:
    """Other content of the same length at the same time, in a file of its own that took the name."""
    path = folder / "云溪镇" / "甲村.xlsx"
    was = path.stat()
    other = folder / "云溪镇" / ".tmp"
    other.write_bytes(b"two")
    os.utime(other, ns=(was.st_atime_ns, was.st_mtime_ns))
    other.replace(path)


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "another time": (lambda folder: touched(folder, 1_000_000), "甲村.xlsx"),
    "another size": (lambda folder: (folder / "云溪镇" / "甲村.xlsx").write_bytes(b"longer"), "甲村.xlsx"),
    "another file of the name": (overwritten, "甲村.xlsx"),
    "new": (lambda folder: (folder / "云溪镇" / "乙村.xlsx").write_bytes(b"new"), "乙村.xlsx"),
    "gone": (lambda folder: (folder / "云溪镇" / "甲村.xlsx").unlink(), "甲村.xlsx"),
    "renamed": (lambda folder: (folder / "云溪镇").rename(folder / "松岭乡"), "甲村.xlsx"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_told_once_it_has_come_to_rest(folder: Path, change: str) -> None:
    """The look that sees it first does not tell it, the next one does, and the one after that no more."""
    watch = Watch(folder)
    work, name = CHANGES[change]
    work(folder)
    first, restless, second, third = watch.changed(), watch.restless, watch.changed(), watch.changed()
    assert (names(first), restless, set(names(second)), names(third)) == ([], True, {name}, [])
    assert not watch.restless


def test_a_file_that_is_still_written_is_left_in_peace(folder: Path) -> None:
    """As long as it looks otherwise each time it is not told, and others are."""
    watch = Watch(folder)
    (folder / "乙村.xlsx").write_bytes(b"other")
    told = []
    for second in (1_000_000, 1_000_001, 1_000_002):
        touched(folder, second)
        told.append(names(watch.changed()))
    assert told == [[], ["乙村.xlsx"], []]
    assert names(watch.changed()) == ["甲村.xlsx"]


def test_a_file_that_is_back_as_it_was_has_not_changed(folder: Path) -> None:
    """Who deletes a file and puts it back before the next look has done nothing."""
    watch = Watch(folder)
    path = folder / "云溪镇" / "甲村.xlsx"
    path.rename(folder / ".away")
    assert names(watch.changed()) == []
    (folder / ".away").rename(path)
    assert [names(watch.changed()), names(watch.changed())] == [[], []]


@pytest.mark.parametrize("name", [".starcli-1.tmp", "~$甲村.xlsx", ".git/甲村.xlsx"])
def test_hidden_and_temporary_files_are_nobodys_concern(folder: Path, name: str) -> None:
    """What programs put beside a workbook while it is open is not watched."""
    watch = Watch(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"x")
    assert [names(watch.changed()), names(watch.changed())] == [[], []]


def test_links_are_not_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link to a folder is one thing that may change, and nothing behind it is looked at."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (folder / "link").symlink_to(elsewhere, target_is_directory=True)
    watch = Watch(folder)
    (elsewhere / "丙村.xlsx").write_bytes(b"x")
    assert [names(watch.changed()), names(watch.changed())] == [[], []]


def test_files_elsewhere_are_watched_where_they_are_named(folder: Path, tmp_path: Path) -> None:
    """Such as a roster that lies beside the folder."""
    roster = tmp_path.parent / f"{tmp_path.name}-roster.xlsx"
    roster.write_bytes(b"x")
    watch = Watch(folder, roster)
    roster.write_bytes(b"longer")
    assert [watch.changed(), watch.changed()] == [frozenset(), {roster}]


def test_a_folder_that_is_gone_is_empty(folder: Path) -> None:
    """Everything in it is gone; when it is back, everything is new."""
    watch = Watch(folder / "云溪镇")
    (folder / "云溪镇").rename(folder / "away")
    assert [names(watch.changed()), names(watch.changed())] == [[], ["甲村.xlsx"]]
    (folder / "away").rename(folder / "云溪镇")
    assert [names(watch.changed()), names(watch.changed())] == [[], ["甲村.xlsx"]]
