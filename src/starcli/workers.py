"""Untrusted files in processes of their own: whatever one of them does, the others' results are the same.

A process reads one file after another. One that takes too long is ended, one that needs too much memory or crashes
outright is replaced, and the file that did it is known by a `Fault`; the files behind it are read by the next process.
"""

import contextlib
import gc
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, Literal, TypeVar

I = TypeVar("I")  # noqa: E741 an item, as O is an outcome
O = TypeVar("O")  # noqa: E741

_SECONDS = 10
_MEGABYTES = 512
_MOST_PROCESSES = 8
# One file is being read while the next already waits at its process.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Fault:
    """An item that gave no result: its process crashed, took too long, ran out of memory, or met a program fault."""

    sort: Literal["crashed", "too-slow", "out-of-memory", "program"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may take: seconds, and megabytes beyond what its process holds at the start."""

    seconds: float = _SECONDS
    megabytes: int = _MEGABYTES


_LIMITS = Limits()


def isolated(function: Callable[[I], O], items: Sequence[I], limits: Limits = _LIMITS) -> Iterator[O | Fault]:
    """The function's result for each item, in their order, worked out in other processes.

    Function, items and results must be such as can be pickled.
    """
    if not items:
        return
    pool = _Pool(function, items, limits)
    try:
        yield from pool.results()
    finally:
        pool.close()


@dataclass(slots=True)
class _Worker:
    """A process, our end of its pipe, the items it has been given, and since when it is at the first of them."""

    process: BaseProcess
    pipe: Connection
    given: list[int] = field(default_factory=list)
    since: float = 0.0


class _Pool(Generic[I, O]):
    def __init__(self, function: Callable[[I], O], items: Sequence[I], limits: Limits) -> None:
        self._function = function
        self._items = items
        self._limits = limits
        self._waiting = list(range(len(items)))[::-1]
        self._workers: list[_Worker] = []
        for _ in range(min(len(items), os.cpu_count() or 1, _MOST_PROCESSES)):
            self._start()

    def results(self) -> Iterator[O | Fault]:
        """Every result in the order of the items; what comes early waits for its turn."""
        done: dict[int, O | Fault] = {}
        for index in range(len(self._items)):
            while index not in done:
                self._feed()
                self._collect(done)
            yield done.pop(index)

    def close(self) -> None:
        """End every process."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
            worker.process.join()
        self._workers.clear()

    def _start(self) -> None:
        # A fork has everything at hand that is loaded already; with threads about it could inherit their locks.
        forks = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        inherited = [worker.pipe for worker in self._workers] + [ours] if forks else []
        process = context.Process(target=_serve, args=(theirs, inherited, self._function, self._limits), daemon=True)
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))

    def _feed(self) -> None:
        for worker in self._workers:
            while self._waiting and len(worker.given) < _AHEAD:
                if not worker.given:
                    worker.since = time.monotonic()
                index = self._waiting.pop()
                worker.given.append(index)
                # A process that has died is seen when its answer is waited for.
                with contextlib.suppress(OSError):
                    worker.pipe.send(self._items[index])

    def _collect(self, done: dict[int, O | Fault]) -> None:
        """Wait until some process answers, dies or is out of time."""
        busy = {worker.pipe: worker for worker in self._workers if worker.given}
        deadline = min(worker.since for worker in busy.values()) + self._limits.seconds
        ready = wait(list(busy), max(0.0, deadline - time.monotonic()))
        for pipe in ready:
            worker = busy[pipe]  # type: ignore[index]  # only connections were waited for
            try:
                answer: O | Fault = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker, Fault("crashed", _end_of(worker.process)), done)
                continue
            done[worker.given.pop(0)] = answer
            worker.since = time.monotonic()
        for worker in busy.values():
            late = worker.given and time.monotonic() - worker.since >= self._limits.seconds
            if late and worker.pipe not in ready:
                self._replace(worker, Fault("too-slow"), done)

    def _replace(self, worker: _Worker, fault: Fault, done: dict[int, O | Fault]) -> None:
        """Another process in the place of one that is lost; what was still before it goes back to the others."""
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        culprit, *others = worker.given
        done[culprit] = fault
        self._waiting += reversed(others)
        self._start()


def _end_of(process: BaseProcess) -> str:
    process.join(1)
    code = process.exitcode
    return f"signal {-code}" if code is not None and code < 0 else f"exit {code}"


def _serve(pipe: Connection, inherited: list[Connection], function: Callable[[I], O], limits: Limits) -> None:
    """Answer one item after another until the other end of the pipe is closed."""
    for other in inherited:
        # As long as anybody holds an end of a pipe, the process at the other end would wait for it.
        other.close()
    _be_a_worker(limits.megabytes)
    while True:
        try:
            item = pipe.recv()
        except (EOFError, OSError):
            return
        answer = _answer(function, item)
        try:
            pipe.send(answer)
        except OSError:
            return


def _answer(function: Callable[[I], O], item: I) -> O | Fault:
    try:
        return function(item)
    except MemoryError:
        return Fault("out-of-memory")
    except Exception as error:
        if os.environ.get("STARCLI_DEBUG"):
            raise
        return Fault("program", f"{type(error).__name__}: {error}")


def _be_a_worker(megabytes: int) -> None:
    import faulthandler  # noqa: PLC0415 only in a process of its own
    import signal  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a process keeps from file to file is little and without cycles: looking through it again and again is not.
    gc.freeze()
    gc.disable()
    if not os.environ.get("STARCLI_DEBUG"):
        # Libraries that crash say so here; what a person needs to know is in the finding.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        faulthandler.disable()
    _limit_memory(megabytes)


def _limit_memory(megabytes: int) -> None:
    """Refuse this process memory beyond what it has now, where the system can (Linux)."""
    try:
        import resource  # noqa: PLC0415 Unix only
        from pathlib import Path  # noqa: PLC0415

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except (ImportError, OSError, ValueError, IndexError):
        return
    most = pages * resource.getpagesize() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
