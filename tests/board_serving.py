"""`starcli board --serve` as a user starts it, ended with the test."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def environment(home: Path) -> dict[str, str]:
    """What the program knows of its surroundings."""
    known = {key: os.environ[key] for key in ("PATH", "STARCLI_CACHE") if key in os.environ}
    return known | {"HOME": str(home), "LANG": "C.UTF-8", "COLUMNS": "100", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


@contextmanager
def served(*arguments: str | Path, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The program while it shows a board, and what it had said until it did, its address in the last line."""
    command = [sys.executable, "-m", "starcli", "board", *map(str, arguments), "--serve", "--lang", "en"]
    # Where the tests run in the background Ctrl-C may be ignored, and whatever they start would ignore it as well.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        run = subprocess.Popen(
            command, cwd=cwd, env=environment(cwd), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
    finally:
        signal.signal(signal.SIGINT, before)
    try:
        said: list[str] = []
        assert run.stdout is not None
        while not said or "http://" not in said[-1]:
            line = run.stdout.readline()
            assert line, said
            said.append(line.strip())
        yield run, said
    finally:
        run.kill()
        run.wait()
        if run.stdout is not None:
            run.stdout.close()


def address(said: list[str]) -> str:
    """Where the board is to be seen."""
    return said[-1].split()[1]
