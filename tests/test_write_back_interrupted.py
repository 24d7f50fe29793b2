"""Writing back interrupted: whatever fails or is stopped, and whenever, a whole workbook is there."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, Self

import pytest
from graft_books import FORM
from grafting import files, form, rated, with_rating, written_back

from starcli.excel.grafting import write_back as module
from starcli.excel.grafting.archive import Unserviceable
from starcli.excel.grafting.write_back import write_back
from starcli.excel.writing.output import OutputError, put_in_place

ORIGINAL = FORM.read_bytes()


def _full(*_: Any, **__: Any) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def _locked(*_: Any, **__: Any) -> NoReturn:
    raise PermissionError(errno.EACCES, "Permission denied")


def _stopped(*_: Any, **__: Any) -> NoReturn:
    raise KeyboardInterrupt


def _broken(*_: Any, **__: Any) -> NoReturn:
    raise Unserviceable("graft-check-failed", "xl/styles.xml")


STEPS: dict[str, tuple[Any, str]] = {
    "making": (module, "grafted"),
    "opening": (Path, "open"),
    "flushing": (os, "fsync"),
    "permissions": (Path, "chmod"),
    "replacing": (Path, "replace"),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("failure", [_full, _locked, _stopped, _broken])
def test_a_failure_at_any_step_leaves_the_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, failure: Callable[..., NoReturn]
) -> None:
    """Whatever stops the writing, at whatever step, the workbook is as it was and no other file is there."""
    path = form(tmp_path)
    one = rated(path)
    assert one.rating is not None
    opened = Path.open
    with monkeypatch.context() as patch:
        patch.setattr(*STEPS[step], failure)
        if step == "opening":
            patch.setattr(Path, "open", lambda self, mode: failure() if mode == "xb" else opened(self, mode))
        with pytest.raises((OutputError, KeyboardInterrupt)):
            write_back(one.rating, (), path, "zh", one.digest)
    assert files(path.parent) == {"form.xlsx": ORIGINAL}


@pytest.mark.parametrize("failure", [_full, _locked])
def test_a_failure_after_the_backup_leaves_the_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Callable[..., NoReturn]
) -> None:
    """A disk that is full, or a file that is locked, only when the workbook itself is replaced: it is as it was."""
    path = form(tmp_path)

    def put(target: Path, content: bytes, mode: int | None = None) -> None:
        return failure() if target == path else put_in_place(target, content, mode)

    monkeypatch.setattr(module, "put_in_place", put)
    with pytest.raises(OutputError) as caught:
        written_back(path)
    assert (caught.value.finding.code, set(files(path.parent).values())) == ("output-failed", {ORIGINAL})


def test_a_run_after_an_interrupted_one_keeps_the_original_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The backup that an interrupted run left is the one that the next run would make: there is no second."""
    path = form(tmp_path)

    def put(target: Path, content: bytes, mode: int | None = None) -> None:
        return _full() if target == path else put_in_place(target, content, mode)

    with monkeypatch.context() as patch:
        patch.setattr(module, "put_in_place", put)
        with pytest.raises(OutputError):
            written_back(path)
    written_back(path)
    assert sorted(files(path.parent)) == ["form.xlsx", "form.xlsx.bak"]


def test_a_disk_that_fills_up_while_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file that could not be finished is taken away again."""
    path = form(tmp_path)
    opened = Path.open

    class Full:
        """A file on a disk that has no more room after some bytes."""

        def __init__(self, stream: Any) -> None:
            self._stream = stream

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self._stream.close()

        def write(self, content: bytes) -> NoReturn:
            """Write a little."""
            self._stream.write(content[:100])
            _full()

    def open_full(target: Path, mode: str) -> Any:
        return Full(opened(target, mode)) if mode == "xb" else opened(target, mode)

    one = rated(path)
    assert one.rating is not None
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", open_full)
        with pytest.raises(OutputError, match="No space left"):
            write_back(one.rating, (), path, "zh", one.digest)
    assert files(path.parent) == {"form.xlsx": ORIGINAL}


KILLED = """
import os, signal, sys
from pathlib import Path
from grafting import rated
from starcli.excel.grafting import write_back as module

path, result = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes()
original, one = path.read_bytes(), rated(path)
fsync = os.fsync
# What the disk is given is the point, not how it is made.
module.grafted = lambda *_: result

def killed_at(step):
    count = 0
    def touch(*_):
        nonlocal count
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)
    def audit(event, arguments):
        if event in ("open", "os.rename", "os.chmod", "os.remove") and str(path.parent) in str(arguments[0]):
            touch()
    sys.addaudithook(audit)
    os.fsync = lambda number: (touch(), fsync(number), touch())

step, status = 0, 1
while status and step < 99:
    step += 1
    child = os.fork()
    if not child:
        try:
            killed_at(step)
            module.write_back(one.rating, one.findings, path, "zh", one.digest)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    names = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    now, kept = names["form.xlsx"], names.get("form.xlsx.bak")
    print({original: "old", result: "new"}.get(now), {None: "none", original: "old"}.get(kept))
    for name in names:
        (path.parent / name).unlink()
    path.write_bytes(original)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot stop a copy of the process")
def test_a_process_killed_at_any_step_leaves_a_whole_workbook(tmp_path: Path) -> None:
    """Stopped outright between any two touches of the disk, old or new workbook is there in full; new with the old."""
    path, result = form(tmp_path), tmp_path / "result.xlsx"
    result.write_bytes(with_rating("prefixed"))
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(result)],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    states = run.stdout.splitlines()
    assert (set(states), states[-1]) == ({"old none", "old old", "new old"}, "new old")
    assert 10 < len(states) < 99
