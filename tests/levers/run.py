"""Levers, in numbers: `make levers`, or `python -m levers.run --count 1000 --seed 1` beside this folder.

Small random districts against every choice, rated unit by unit; then random districts of the reference framework: the
choice that is found against HiGHS, and against the list of what most units miss. The last line has the totals; the exit
code is 1 when anything differed, or any list was better.
"""

import argparse
import sys
import time

from levers.districts import District, best_by_rating, having, key_of, most_missed, real_districts, small_districts
from starcli.numeric.lever import best_choice
from starcli.numeric.lever_programme import solved

SIZES = (1, 2, 3, 5)


def main() -> None:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=1000, help="how many small districts")
    parser.add_argument("--districts", type=int, default=500, help="how many districts of the reference framework")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other districts")
    given = parser.parse_args()
    faults = _small(given.count, given.seed) + _real(given.districts, given.seed)
    print(f"seed {given.seed}: {faults} faults")
    sys.exit(bool(faults))


def _small(count: int, seed: int) -> int:
    """How often the choice is another than the best of all, or HiGHS finds another one."""
    faults = 0
    for number, district in enumerate(small_districts(count, seed), 1):
        for size in (1, 2, 3):
            best = best_by_rating(district, size)
            found = key_of(district, best_choice(district.task, size).numbers)
            other = key_of(district, solved(district.task.within(size), size, 60).numbers)
            if found != best or other != best:
                faults += 1
                print(f"small district {number}, {size}: {found} and {other}, should be {best}")
    print(f"{count:,} small districts: every choice of up to 3 tried, {faults} faults")
    return faults


def _real(count: int, seed: int) -> int:
    """How often the choice is worse than the list of the most missed, not what HiGHS finds, or not rated so."""
    faults = better = 0
    ours = theirs = 0.0
    for number, district in enumerate(real_districts(count, seed), 1):
        task, missed = district.task, most_missed(district)
        for size in SIZES:
            began = time.process_time()
            choice = best_choice(task, size)
            ours += time.process_time() - began
            began = time.process_time()
            other = solved(task.within(size), size, 60)
            theirs += time.process_time() - began
            faults += _faults(district, size, (choice.numbers, choice.units, other.numbers), missed, number)
            better += choice.units > having(district, missed[:size])
    print(
        f"{count:,} districts of the reference framework, {count * len(SIZES):,} choices: {better:,} better than the "
        f"list of the most missed, {faults} faults; {ours:.1f} s tried, {theirs:.1f} s by HiGHS"
    )
    return faults


def _faults(
    district: District,
    size: int,
    found: tuple[tuple[int, ...], int, tuple[int, ...]],
    missed: tuple[str, ...],
    number: int,
) -> int:
    numbers, units, other = found
    rated = having(district, [district.indicators[each] for each in numbers])
    naive = having(district, missed[:size])
    if numbers == other and units == rated >= naive:
        return 0
    print(f"district {number}, {size}: {numbers} for {units}, rated {rated}; HiGHS {other}; the list {naive}")
    return 1


if __name__ == "__main__":
    main()
