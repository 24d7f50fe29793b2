"""Writing: never over somebody else's work, all or nothing, and the same bytes for the same input."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import openpyxl
import pytest
from sheets import scheme

from starcli.core.assessment import Unit
from starcli.core.filling import Filling
from starcli.core.findings import Location, finding
from starcli.excel.writing.forms.form import write_form
from starcli.excel.writing.output import OutputError, refuse_foreign, write_atomically


def own(path: Path, name: str = "石门村") -> bytes:
    """A form of ours at a path, as bytes."""
    write_form(scheme(), path, "zh", Filling(Unit(name=name)))
    return path.read_bytes()


def edit(path: Path) -> bytes:
    """The same workbook after somebody typed into it, as bytes."""
    book = openpyxl.load_workbook(path)
    book["填报表"]["E5"] = 7
    book.save(path)
    return path.read_bytes()


def refusal(write: Callable[[], object]) -> str:
    """The code of the finding with which writing is refused; empty when it is not."""
    try:
        write()
    except OutputError as error:
        return error.finding.code
    return ""


def failing(*_: Any, **__: Any) -> NoReturn:
    """A disk that is full."""
    raise OSError(28, "No space left on device")


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """A target in folders that are not there yet is written."""
    write_atomically(tmp_path / "a" / "b" / "f.xlsx", b"content", form=True)
    assert (tmp_path / "a" / "b" / "f.xlsx").read_bytes() == b"content"


def test_our_own_untouched_file_is_overwritten(tmp_path: Path) -> None:
    """A workbook of ours that nobody has edited gives way to a new one."""
    own(tmp_path / "f.xlsx")
    write_atomically(tmp_path / "f.xlsx", b"new", form=True)
    assert (tmp_path / "f.xlsx").read_bytes() == b"new"


@pytest.mark.parametrize("content", [b"", b"somebody's notes", b"PK\x03\x04"])
def test_a_foreign_file_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    """A file that we did not write is neither overwritten nor changed."""
    (tmp_path / "f.xlsx").write_bytes(content)
    refused = refusal(lambda: write_atomically(tmp_path / "f.xlsx", b"new", form=True))
    assert (refused, (tmp_path / "f.xlsx").read_bytes()) == ("output-not-ours", content)


def test_a_foreign_workbook_stays_as_it_is(tmp_path: Path) -> None:
    """A workbook that another program wrote is neither overwritten nor changed."""
    openpyxl.Workbook().save(tmp_path / "f.xlsx")
    before = (tmp_path / "f.xlsx").read_bytes()
    refused = refusal(lambda: write_atomically(tmp_path / "f.xlsx", b"new", form=True))
    assert (refused, (tmp_path / "f.xlsx").read_bytes()) == ("output-not-ours", before)


def test_our_own_file_stays_once_it_was_edited(tmp_path: Path) -> None:
    """A workbook of ours that somebody typed into is neither overwritten nor changed."""
    own(tmp_path / "f.xlsx")
    before = edit(tmp_path / "f.xlsx")
    refused = refusal(lambda: own(tmp_path / "f.xlsx"))
    assert (refused, (tmp_path / "f.xlsx").read_bytes()) == ("output-not-ours", before)


def test_a_refusal_names_the_file(tmp_path: Path) -> None:
    """The finding of a refusal stands on the file that would have been overwritten."""
    (tmp_path / "f.xlsx").touch()
    with pytest.raises(OutputError) as caught:
        refuse_foreign(tmp_path / "f.xlsx", form=True)
    assert caught.value.finding == finding("output-not-ours", Location(str(tmp_path / "f.xlsx")))


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    """A folder that bears the target's name is not ours."""
    (tmp_path / "f.xlsx").mkdir()
    assert refusal(lambda: write_atomically(tmp_path / "f.xlsx", b"new", form=True)) == "output-not-ours"


def test_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    """A link whose file is gone is somebody's, and is not replaced."""
    (tmp_path / "f.xlsx").symlink_to(tmp_path / "gone.xlsx")
    assert refusal(lambda: write_atomically(tmp_path / "f.xlsx", b"new", form=True)) == "output-not-ours"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Where writing fails at any step, the old file is there in full and nothing else."""
    before = own(tmp_path / "f.xlsx")
    owner: object = os if step == "fsync" else Path
    monkeypatch.setattr(owner, step, failing)
    refused = refusal(lambda: write_atomically(tmp_path / "f.xlsx", b"new", form=True))
    left = [(path.name, path.read_bytes()) for path in tmp_path.iterdir()]
    assert (refused, left) == ("output-failed", [("f.xlsx", before)])


def test_a_write_that_fails_leaves_nothing_where_nothing_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the first write of a file fails, no part of it is left behind."""
    monkeypatch.setattr(os, "fsync", failing)
    refused = refusal(lambda: write_atomically(tmp_path / "f.xlsx", b"new", form=True))
    assert (refused, list(tmp_path.iterdir())) == ("output-failed", [])


def test_a_failure_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The finding of a failed write stands on the target and gives the system's reason."""
    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OutputError) as caught:
        write_atomically(tmp_path / "f.xlsx", b"new", form=True)
    place = Location(str(tmp_path / "f.xlsx"))
    assert caught.value.finding == finding("output-failed", place, reason="No space left on device")


def test_a_folder_that_may_not_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission to write is a failure with a finding, never a traceback."""

    def forbidden(*_: Any, **__: Any) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert refusal(lambda: write_atomically(tmp_path / "f.xlsx", b"new", form=True)) == "output-failed"


def test_a_folder_that_may_not_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission to look inside is a failure with a finding, never a traceback."""

    def forbidden(*_: Any, **__: Any) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    for call in ("stat", "lstat", "open", "unlink", "mkdir"):
        monkeypatch.setattr(Path, call, forbidden)
    assert refusal(lambda: write_atomically(tmp_path / "f.xlsx", b"new", form=True)) == "output-failed"


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    """A file in the place of the target's folder is a failure with a finding, never a traceback."""
    (tmp_path / "out").touch()
    assert refusal(lambda: write_atomically(tmp_path / "out" / "f.xlsx", b"new", form=True)) == "output-failed"


def test_a_name_too_long_for_the_disk(tmp_path: Path) -> None:
    """A name that the disk cannot hold is a failure with a finding, never a traceback."""
    assert refusal(lambda: write_atomically(tmp_path / f"{'村' * 90}.xlsx", b"new", form=True)) == "output-failed"


def test_a_name_that_just_fits_the_disk(tmp_path: Path) -> None:
    """A name of the greatest length that the disk can hold is written."""
    target = tmp_path / f"{'村' * 83}.xlsx"
    write_atomically(target, b"new", form=True)
    assert target.read_bytes() == b"new"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """A form written twice is the same file, byte for byte."""
    assert own(tmp_path / "a.xlsx") == own(tmp_path / "b.xlsx")


def test_another_input_gives_other_bytes(tmp_path: Path) -> None:
    """A form of another unit is another file."""
    assert own(tmp_path / "a.xlsx") != own(tmp_path / "b.xlsx", name="青坞村")


def test_a_result_never_takes_the_place_of_a_form(tmp_path: Path) -> None:
    """A form that starcli prefilled is somebody's input: a result is refused in its place, and it stays."""
    before = own(tmp_path / "f.xlsx")
    assert refusal(lambda: write_atomically(tmp_path / "f.xlsx", b"rating")) == "output-not-ours"
    assert (tmp_path / "f.xlsx").read_bytes() == before
