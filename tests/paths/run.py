"""Paths to a grade, in numbers: `make paths`, or `python -m paths.run --count 3000 --seed 1` beside this folder.

Small random frameworks against every combination of values, and random units with all indicators of the reference
framework against HiGHS. The last line has the totals; the exit code is 1 when anything differed.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable

from paths.programme import best_by_programme
from paths.small import Case, Key, best_by_trying, cases, found, key_of, real_units


def main() -> None:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=3000, help="how many small frameworks")
    parser.add_argument("--units", type=int, default=40, help="how many units of the reference framework")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other frameworks and units")
    given = parser.parse_args()
    differed = _compared("small frameworks", cases(given.count, given.seed), best_by_trying)
    differed += _compared("units of the reference framework", real_units(given.units, given.seed), best_by_programme)
    print(f"seed {given.seed}: {differed} differences")
    sys.exit(bool(differed))


def _compared(name: str, some: Iterable[Case], opinion: Callable[[Case], Key | None]) -> int:
    """How many cases have another best path than the second opinion says."""
    number = reached = differed = 0
    ours = theirs = 0.0
    for number, case in enumerate(some, 1):
        began = time.process_time()
        path = found(case).path
        ours += time.process_time() - began
        began = time.process_time()
        best = opinion(case)
        theirs += time.process_time() - began
        reached += path is not None
        if key_of(path) != best:
            differed += 1
            print(f"{name} {number}: {key_of(path)}, should be {best}")
    print(f"{number:,} {name}: {reached:,} with a path, {differed} differences; {ours:.1f} s against {theirs:.1f} s")
    return differed


if __name__ == "__main__":
    main()
