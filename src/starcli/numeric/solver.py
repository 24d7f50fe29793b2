"""HiGHS, made so that it says nothing: what a person reads on standard output is the program's own."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from highspy import Highs

_OUT = 1


def silent_solver() -> "Highs":
    """A solver that prints nothing, looks for the very best, and gives the same result each time."""
    from highspy import Highs  # noqa: PLC0415 only where something is solved

    # The library greets from C++ when the first solver is made, before any option could forbid it.
    with _nothing_printed():
        made = Highs()  # type: ignore[no-untyped-call]  # it has no types
        made.setOptionValue("output_flag", False)
    for option, value in {"mip_rel_gap": 0.0, "threads": 1, "random_seed": 0}.items():
        made.setOptionValue(option, value)
    return made


@contextmanager
def _nothing_printed() -> Iterator[None]:
    """Whatever is written to standard output meanwhile is lost, by whichever library."""
    sys.stdout.flush()
    try:
        kept = os.dup(_OUT)
    except OSError:
        # Without a standard output there is nothing to keep clean.
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _OUT)
        yield
    finally:
        os.dup2(kept, _OUT)
        os.close(kept)
        os.close(nowhere)
