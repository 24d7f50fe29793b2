"""What one command costs: wall time, CPU time and memory of it and of every process that it starts."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_EVERY = 0.02
_MEGABYTE = 1_000_000
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONUTF8": "1"}
"""As a user has it: what Python compiled once is kept, else every start would compile the program anew."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, seconds of CPU, megabytes at most (0 where not watched), the exit code, and what was printed."""

    wall: float
    cpu: float
    peak: float
    code: int
    output: str


def run(command: Sequence[str | Path], *, memory: bool = True) -> Cost:
    """The cost of a command. CPU time is that of all processes that ended before it, so of its own workers too."""
    with tempfile.TemporaryFile() as printed:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            stdout=printed,
            stderr=subprocess.STDOUT,
            env=_ENVIRONMENT,
        )
        watch = _Watch(process.pid) if memory else None
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = watch.stop() if watch else 0.0
        printed.seek(0)
        output = printed.read().decode("utf-8", "replace")
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak, process.returncode, output)


class _Watch:
    """Looks every few milliseconds at how much memory a process and all below it hold together.

    Memory that processes share is counted in each of them: the figure is never too low.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """The most that was seen, in megabytes; 0 on a system without /proc."""
        self._over.set()
        self._thread.join()
        return self._most / _MEGABYTE

    def _look(self) -> None:
        over = False
        while not over:
            self._most = max(self._most, sum(_resident(pid) for pid in _tree(self._pid)))
            over = self._over.wait(_EVERY)


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
