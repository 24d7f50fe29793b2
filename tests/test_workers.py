"""Work in processes apart: order kept, crashes, hangs and hunger survived, nothing left running."""

import ctypes
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from starcli.workers import Fault, Limits, isolated

LIMITS = Limits(seconds=1.5, megabytes=128)
HUNGRY = 300_000_000


def behave(item: str) -> str:
    """Do what the item says; anything else is an item like any other."""
    if item == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "fault in a library":
        ctypes.string_at(0)
    if item == "leave":
        os._exit(7)
    if item == "hang":
        time.sleep(600)
    if item == "fail":
        raise ZeroDivisionError("here")
    if item == "hungry":
        return str(len(bytearray(HUNGRY)))
    return item.upper()


def outcome(item: str) -> str | Fault:
    """What an item gives."""
    known = {
        "crash": Fault("crashed", "signal 9"),
        "fault in a library": Fault("crashed", "signal 11"),
        "leave": Fault("crashed", "exit 7"),
        "hang": Fault("too-slow"),
        "fail": Fault("program", "ZeroDivisionError: here"),
        "hungry": Fault("out-of-memory"),
    }
    return known.get(item, item.upper())


@pytest.mark.parametrize(
    "items",
    [
        [],
        ["a"],
        [f"item {number}" for number in range(300)],
        ["crash"],
        ["crash", "crash", "crash", "crash", "a"],
        ["a", "fault in a library", "b", "leave", "c", "fail", "d", "hang", "e", "f", "hang", "crash", "g"],
    ],
    ids=["none", "one", "many", "a crash", "only crashes", "everything"],
)
def test_each_item_has_its_own_outcome(items: Sequence[str]) -> None:
    """Outcomes come in the order of the items, and no item changes another's."""
    assert list(isolated(behave, items, LIMITS)) == [outcome(item) for item in items]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux only")
def test_an_item_that_takes_too_much_memory() -> None:
    """An item that needs more memory than it may have is refused it, and the next is done by the same process."""
    items = ["a", "hungry", "b"]
    assert list(isolated(behave, items, LIMITS)) == [outcome(item) for item in items]


def test_processes_end_with_their_work() -> None:
    """Whether all results were taken or only the first, no process is left behind."""
    list(isolated(behave, ["a", "b", "c"], LIMITS))
    some = isolated(behave, ["a", "hang", "b", "c", "d"], LIMITS)
    assert next(some) == "A"
    some.close()  # type: ignore[attr-defined]  # it is a generator
    assert multiprocessing.active_children() == []


def test_with_threads_about_processes_start_from_nothing() -> None:
    """Where other threads could hold locks, processes are not forked, and the outcomes are the same."""
    release = threading.Event()
    other = threading.Thread(target=release.wait)
    other.start()
    try:
        assert list(isolated(behave, ["a", "leave", "b"], Limits(60, 256))) == ["A", Fault("crashed", "exit 7"), "B"]
    finally:
        release.set()
        other.join()
