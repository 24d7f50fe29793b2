"""Communities divided into grids, in numbers: `make replanning`, or `python -m replanning.run` beside this folder.

Small random communities against every division there is: once by looking at all grids, once as if there were too many.
Then, with `--large`, communities of so many buildings in many shapes: how long each takes, its figures and bounds. The
last line has the totals; the exit code is 1 when anything differed, a bound was wrong, or time was overrun.
"""

import argparse
import resource
import sys
import time

from replanning.communities import communities
from replanning.small import best_by_trying, key_of, tasks
from starcli.core.grids.division import Solved, Task, merit_of
from starcli.numeric.replanning import SECONDS, solve

_OVERRUN = 1.1
_SHORT = 0.1
"""Seconds for a small community whose grids are not looked at: bounds have to hold however little is searched."""


def main() -> None:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=2000, help="how many small communities")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other communities")
    parser.add_argument("--large", type=int, default=0, help="how many buildings large communities have")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each large one may take")
    parser.add_argument("--only", default="", help="the large ones whose names begin so")
    given = parser.parse_args()
    faults = _small(given.count, given.seed)
    if given.large:
        faults += _large(given.large, given.seed, given.seconds, given.only)
    print(f"seed {given.seed}: {faults} faults")
    sys.exit(bool(faults))


def wrong(task: Task, solved: Solved, best: tuple[int, ...] | None) -> bool:
    """Whether a division is not what it says, or is better or worse than it can be, or a bound does not hold."""
    if solved.groups is None:
        return solved.impossible and best is not None
    counted = key_of(task, solved.groups)
    if best is None or counted != solved.merit.key or merit_of(task, solved.groups) != solved.merit:
        return True
    if solved.proven and counted != best:
        return True
    # A bound holds among the divisions that are as good in all figures before it: the best is one while it is equal.
    for mine, bound, its in zip(solved.merit.key, solved.bound.key, best, strict=True):
        if bound > min(mine, its):
            return True
        if mine != its:
            break
    return counted < best


def _small(count: int, seed: int) -> int:
    """How often a small community is divided wrongly, or not proven although all grids were looked at."""
    faults = impossible = estimated = 0
    for number, task in enumerate(tasks(count, seed), 1):
        best = best_by_trying(task)
        impossible += best is None
        exact, estimate = solve(task), solve(task, _SHORT, most=0)
        estimated += estimate.proven
        if wrong(task, exact, best) or wrong(task, estimate, best) or not exact.proven:
            faults += 1
            print(f"small community {number}: {exact}\n  and {estimate}\n  should be {best}\n  {task}")
    print(
        f"{count:,} small communities: every division tried, {impossible:,} cannot be divided; "
        f"{estimated:,} proven without looking at all grids; {faults} faults"
    )
    return faults


def _large(count: int, seed: int, seconds: float, only: str) -> int:
    """How often a large community is divided wrongly or takes too long."""
    faults = 0
    for name, task in communities(count, seed):
        if not name.startswith(only):
            continue
        began = time.monotonic()
        solved = solve(task, seconds)
        took = time.monotonic() - began
        faults += took > seconds * _OVERRUN + 1 or (
            solved.groups is not None and key_of(task, solved.groups) != solved.merit.key
        )
        state = "proven" if solved.proven else "not proven"
        grids = 0 if solved.groups is None else len(solved.groups)
        print(f"{name}: {took:.1f} s, {state}, {grids} grids")
        print(f"  {solved.merit.key} found\n  {solved.bound.key} at least", flush=True)
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")
    return faults


if __name__ == "__main__":
    main()
