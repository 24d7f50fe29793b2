"""Forms against LibreOffice, whole: `make parity`, or `python -m parity.run --count 5000 --seed 1` beside this folder.

Every scheme of the reference framework in every language, with every cut point, with whatever people type, as thousands
of random units; random frameworks; other locales and the other date system. A difference is printed with the form, the
cell and its formula, and can be seen again with the same seed. The last line has the totals; the exit code is 1 when
anything differed, and when something that decides a grade did not occur.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from libreoffice import Office

from parity.compare import Outcome
from parity.package import counting_from_1904
from parity.settings import DAYS, LOCALES, first_day, spoken
from parity.tasks import Seen, Task, reference_schemes, tasks
from parity.units import expected_of

_SHOWN = 20


def main() -> None:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=5000, help="how many random units")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other units and frameworks")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many work at once")
    parser.add_argument("--only", nargs="*", help="some of the parts")
    given = parser.parse_args()
    began = time.monotonic()
    _prove_settings()
    wanted = [task for task in tasks(given.count, given.seed) if not given.only or task.part in given.only]
    parts, total = _run(wanted, given.processes), Seen()
    for seen in parts.values():
        total.add(seen)
    aimed = total.aimed
    print(f"{aimed.aims:,} values at and beside cuts: {aimed.exact:,} exactly, the others as near as facts allow")
    lacking = _lacking(parts)
    for each in lacking:
        print(f"did not occur: {each}")
    minutes = (time.monotonic() - began) / 60
    print(f"seed {given.seed}, {given.processes} processes, {minutes:.1f} minutes: {_told(total.outcome).strip()}")
    sys.exit(bool(total.outcome.differences or lacking))


def _run(wanted: list[Task], processes: int) -> dict[str, Seen]:
    """What came of each part; it is told as soon as it is done, its differences at once."""
    parts: dict[str, Seen] = {}
    left = Counter(task.part for task in wanted)
    with ProcessPoolExecutor(processes) as pool:
        running = {pool.submit(Task.run, task): task for task in wanted}
        for done in as_completed(running):
            task, seen = running[done], done.result()
            for difference in seen.outcome.differences[:_SHOWN]:
                print(f"{task}: {difference}", flush=True)
            parts.setdefault(task.part, Seen()).add(seen)
            left[task.part] -= 1
            if not left[task.part]:
                print(f"{task.part:12}{_told(parts[task.part].outcome)}", flush=True)
    return parts


def _prove_settings() -> None:
    """Stop where a locale or the other date system is not in effect: nothing would be shown about it."""
    with tempfile.TemporaryDirectory(prefix="starcli-parity-") as folder:
        for locale, words in LOCALES.items():
            found = spoken(Office(Path(folder, locale), locale))
            print(f"LibreOffice in {locale}: {found}")
            if found != words:
                sys.exit(f"not in effect: {locale}")
        office = Office(Path(folder, "usual"))
        if (first_day(office), first_day(office, counting_from_1904)) != tuple(DAYS.values()):
            sys.exit("not in effect: the other date system")


def _told(outcome: Outcome) -> str:
    return (
        f"{outcome.forms:8,} forms {outcome.cells:12,} cells {outcome.returned:8,} read back "
        f"{outcome.figures:10,} figures {len(outcome.differences):6,} differences"
    )


def _lacking(parts: dict[str, Seen]) -> list[str]:
    """What must occur among the random units and did not."""
    if "units" not in parts:
        return []
    return sorted(expected_of(reference_schemes()[0]) - parts["units"].occurred.keys())


if __name__ == "__main__":
    main()
