"""Rooms for units, in numbers: `make rooms`, or `python -m allocations.run --count 2000 --seed 1` beside this folder.

Small random problems against every allocation there is. The last line has the totals; the exit code is 1 when anything
differed, or was not proven.
"""

import argparse
import sys

from allocations.small import best_by_trying, problems
from starcli.core.rooms.allocation import merit_of
from starcli.numeric.rooms import solve


def main() -> None:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=2000, help="how many problems")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other problems")
    given = parser.parse_args()
    differed = unproven = pieces = 0
    for number, problem in enumerate(problems(given.count, given.seed), 1):
        solved, best = solve(problem), best_by_trying(problem)
        pieces += len(solved.pieces)
        unproven += not solved.proven
        if solved.merit != best or merit_of(problem, solved.pieces) != best:
            differed += 1
            print(f"problem {number}: {solved.merit}, should be {best}\n  {problem}")
    print(
        f"seed {given.seed}: {given.count:,} problems, {pieces:,} pieces; {differed} differences, {unproven} not proven"
    )
    sys.exit(bool(differed or unproven))


if __name__ == "__main__":
    main()
