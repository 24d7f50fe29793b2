"""Check sheets there and back, in numbers: `make checks`, or `python -m checks.run --count 200 --seed 1`.

The forms of the sample district, then random forms of every kind and profile, good, bad and messy, with values of town
and county, bonus and deductions in them: check sheets are made, filled in at random and applied by the program itself.
Of every unit the points that its values lost one by one, and what rescaling makes of them, must be the difference of
its totals, to the last digit. The last line has the totals; the exit code is 1 when anything differed.
"""

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

TESTS = Path(__file__).parent.parent
SAMPLES = TESTS.parent / "samples"
sys.path.insert(0, str(SAMPLES))

from parity.tasks import maker, reference_schemes  # noqa: E402
from parity.units import UnitMaker  # noqa: E402

from checks.round_trip import Outcome, round_trip  # noqa: E402 the samples must be found first
from starcli.core.formulas.live import Moment  # noqa: E402

TOGETHER = 25


def main() -> None:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=200, help="how many random forms")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other forms and other findings")
    given = parser.parse_args()
    os.environ.setdefault("STARCLI_CACHE", tempfile.mkdtemp())
    seen = _district(given.seed)
    print(f"the sample district: {seen.units} forms, {len(seen.faults)} faults")
    made = UnitMaker({n: maker(n) for n in range(len(reference_schemes()))}, given.seed)
    for first in range(0, given.count, TOGETHER):
        seen.add(_random(made, range(first, min(first + TOGETHER, given.count)), given.seed))
        print(f"{seen.units:,} forms, {len(seen.faults)} faults", flush=True)
    for fault in seen.faults[:40]:
        print(fault)
    print(
        f"seed {given.seed}: {seen.units:,} forms, {seen.sound:,} of {seen.items:,} items soundly checked, "
        f"{seen.values:,} values displaced, {seen.points:,} points in all; {seen.rescaled:,} forms rescaled, "
        f"{seen.adjusted:,} with bonus or deductions; {seen.cells:,} cells looked at; {len(seen.faults)} faults"
    )
    sys.exit(bool(seen.faults))


def _district(seed: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SAMPLES / "district", Path(folder) / "forms")
        return round_trip(Path(folder), seed, looks=24)


def _random(made: UnitMaker, numbers: range, seed: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        forms = Path(folder) / "forms"
        forms.mkdir()
        for number in numbers:
            form = made.form(number)
            kind = replace(form.now.filling, unit=replace(form.now.filling.unit, code=f"3301990{number:05d}"))
            now = Moment(form.now.scheme, kind, assessment=form.now.assessment)
            (forms / f"{number:05d}.xlsx").write_bytes(form.maker.content(now))
        return round_trip(Path(folder), seed, looks=3)


if __name__ == "__main__":
    main()
