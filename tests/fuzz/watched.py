"""A command under watch: what it printed, how it ended, and the most memory that it and all below it held."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_EVERY = 0.01
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code, what it printed, and why it was stopped if it was.

    `memory` is the most bytes that it and all below it held together, `largest` the most of any one of these; both
    are 0 on a system without /proc.
    """

    code: int
    out: str
    err: str
    memory: int
    largest: int
    stopped: str = ""


def watched(command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: int, memory: int) -> Ended:
    """A command's end; it is stopped when it takes longer, or more bytes of memory, than anything should."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            command, cwd=folder, env=dict(environment), stdout=out, stderr=err, start_new_session=True
        )
        until = time.monotonic() + seconds
        most, largest, stopped = 0, 0, ""
        while process.poll() is None:
            held = [_resident(pid) for pid in _tree(process.pid)]
            most, largest = max(most, sum(held)), max(largest, *held)
            stopped = "memory" if most > memory else "time" if time.monotonic() > until else ""
            if stopped:
                _end(process)
            time.sleep(_EVERY)
        return Ended(process.returncode, _text(out), _text(err), most, largest, stopped)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Stop a process and, where the system knows groups of them, all that it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")


def _tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for parent in found:
        try:
            threads = list(Path(f"/proc/{parent}/task").iterdir())
            found += [int(child) for thread in threads for child in (thread / "children").read_text().split()]
        except (OSError, ValueError):
            continue
    return found


def _resident(pid: int) -> int:
    """The bytes of memory that a process holds; 0 when it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0
