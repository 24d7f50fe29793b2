"""A run that is killed or finds the disk full: no half-written result, no input harmed, and the next run goes on."""

import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from starcli.excel.imprint import read_imprint

ROOT = Path(__file__).parent.parent
DISTRICT = ROOT / "samples" / "district"
KILLS = int(os.environ.get("STARCLI_KILLS", "8"))
"""How often a run is killed; `make fuzz` does it some hundred times."""
SEED = 20220919
LONGEST_RUN = 1.5


def command(*arguments: str | Path) -> list[str]:
    """A call of the program."""
    return [sys.executable, "-m", "starcli", *map(str, arguments), "--lang", "en"]


def digests(folder: Path) -> dict[str, str]:
    """A digest of every file below a folder."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def results(folder: Path) -> list[Path]:
    """Everything that looks like a result."""
    return sorted(file for file in folder.rglob("*") if not file.name.startswith("."))


def assert_whole(folder: Path) -> None:
    """Every result that is there is complete."""
    for file in (file for file in results(folder) if file.is_file()):
        with zipfile.ZipFile(file) as package:
            assert package.testzip() is None
        imprint = read_imprint(file)
        assert imprint is not None
        assert imprint.untouched


@pytest.mark.parametrize("what", ["score", "rank", "gaps"])
def test_a_run_may_be_killed_at_any_moment(tmp_path: Path, what: str) -> None:
    """After `kill -9` every result is whole, the forms are as they were, and a later run completes."""
    forms = Path(shutil.copytree(DISTRICT, tmp_path / "district"))
    before = digests(forms)
    chance = random.Random(f"{SEED} {what}")  # noqa: S311 moments, not secrets
    call = command(what, forms, "--out", tmp_path / "out")
    for _ in range(max(1, KILLS // 3)):
        with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            time.sleep(chance.uniform(0.05, LONGEST_RUN))
            run.kill()
        assert_whole(tmp_path / "out")
        assert digests(forms) == before
    done = subprocess.run(call, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert_whole(tmp_path / "out")
    assert digests(forms) == before


@pytest.mark.skipif(os.name == "nt", reason="file sizes cannot be limited on Windows")
def test_a_disk_without_room(tmp_path: Path) -> None:
    """Where a result does not fit on the disk, one line says so, and nothing is left of it."""
    forms = Path(shutil.copytree(DISTRICT, tmp_path / "district"))
    before = digests(forms)

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))

    run = subprocess.run(
        command("rank", forms, "--out", tmp_path / "out"),
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=no_room,
    )
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert f"{tmp_path / 'out' / 'ranking.xlsx'}: output-failed: " in run.stderr
    assert (digests(forms), list((tmp_path / "out").iterdir())) == (before, [])


def test_nothing_runs_on_after_a_kill(tmp_path: Path) -> None:
    """The processes in which workbooks are read end with the run that started them."""
    forms = Path(shutil.copytree(DISTRICT, tmp_path / "district"))
    call = command("rank", forms, "--out", tmp_path / "out")
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        time.sleep(0.25)
        run.kill()
        # The pipe is closed when the last process that inherited it has ended: until then this would wait.
        run.communicate(timeout=60)
    assert run.returncode in (-signal.SIGKILL, 1)
