"""Where a command of starcli spends its time, by looking a thousand times a second of CPU at what it is doing.

`python bench/where.py rank FOLDER --out /tmp/ranking.xlsx` runs the command in this process and prints, on standard
error, the functions that were at work most often: alone, and with all that they called.
"""

import signal
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import CodeType, FrameType

_EVERY = 0.001
_LINES = 10


class Samples:
    """Counts, look by look, which function was at work and which had called it."""

    def __init__(self) -> None:
        self.looks = 0
        self.alone: Counter[str] = Counter()
        self.with_all: Counter[str] = Counter()

    def take(self, _: int, frame: FrameType | None) -> None:
        """One look at the stack."""
        self.looks += 1
        if frame is not None:
            self.alone[_name(frame.f_code)] += 1
        names = set()
        while frame is not None:
            names.add(_name(frame.f_code))
            frame = frame.f_back
        self.with_all.update(names)

    def lines(self, title: str, counts: Counter[str], only: str = "") -> list[str]:
        """The functions seen most often, with their share of all looks."""
        chosen = [(name, count) for name, count in counts.most_common() if only in name][:_LINES]
        return [title, *(f"{100 * count / max(self.looks, 1):5.1f} %  {name}" for name, count in chosen)]


@cache
def _name(code: CodeType) -> str:
    return f"{'/'.join(Path(code.co_filename).parts[-3:])} {code.co_qualname}"


def main() -> None:
    """Run the command of the command line under watch; what was seen is printed when it ends."""
    samples = Samples()
    signal.signal(signal.SIGPROF, samples.take)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        from starcli.cli import main as starcli  # noqa: PLC0415 the import is part of what is watched

        starcli()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        alone = samples.lines(f"{samples.looks} looks, alone:", samples.alone)
        print(
            "\n".join([*alone, *samples.lines("with all that they called:", samples.with_all, "starcli")]),
            file=sys.stderr,
        )


if __name__ == "__main__":
    main()
