"""How long `starcli rank` takes on a city, side by side with less work and with other ways of reading.

Run it from the checkout: `python bench/rank.py`. README.md in this folder says what each figure means. The last
line that is printed is JSON, for records.
"""

import argparse
import json
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from figures import figures, table
from make_city import CITIES, SEED, UNITS, city_folder, make_city, number_of_units
from measure import Cost, run
from readers import workbooks

HERE = Path(__file__).resolve().parent
CONTESTANTS = ("floor", "calamine", "starcli", "openpyxl", "large", "score")
_SEEN = re.compile(r"^(\d+) workbooks?:", re.MULTILINE)
_STARTS = 5
"""How many starts of `starcli score`, and of Python alone, in each round."""


class Bench:
    """Runs what is compared, and keeps every cost of every round by name."""

    def __init__(self, folder: Path, large: Path | None, scratch: Path) -> None:
        self._folder = folder
        self._large = large
        self._scratch = scratch
        self.costs: dict[str, list[Cost]] = {}
        self.seen: dict[str, int] = {}

    def round(self, wanted: Sequence[str]) -> None:
        """Every contestant once, one after another."""
        for name in wanted:
            self._contestant(name)()

    def _contestant(self, name: str) -> Callable[[], None]:
        special: Mapping[str, Callable[[], None]] = {
            "starcli": lambda: self._rank("starcli", self._folder),
            "large": lambda: self._rank("large", self._large) if self._large else None,
            "score": self._score,
        }
        return special.get(name, lambda: self._read(name))

    def _read(self, name: str) -> None:
        cost = self._run(name, [HERE / "readers.py", name, self._folder], (0,))
        self.seen[name] = json.loads(cost.output)["workbooks"]

    def _rank(self, name: str, folder: Path) -> None:
        """`starcli rank` as a user calls it; 1 says that forms have mistakes, and they do."""
        out = self._scratch / f"{name}.xlsx"
        cost = self._run(name, ["-m", "starcli", "rank", folder, "--lang", "en", "--out", out], (0, 1))
        found = _SEEN.search(cost.output)
        if found is None or not out.is_file():
            raise SystemExit(f"starcli rank did not rank {folder}:\n{cost.output[-2000:]}")
        self.seen[name] = int(found[1])

    def _score(self) -> None:
        """`starcli score` on one village, and Python doing nothing, in turn."""
        village = next(path for path in workbooks(self._folder) if path.stem.endswith(("村", "社区")))
        for _ in range(_STARTS):
            self._run("pass", ["-c", "pass"], (0,), memory=False)
            command: list[str | Path] = [
                "-m",
                "starcli",
                "score",
                village,
                "--lang",
                "en",
                "--out",
                self._scratch / "rating.xlsx",
            ]
            self._run("score", command, (0, 1), memory=False)

    def _run(self, name: str, arguments: Sequence[str | Path], good: Sequence[int], *, memory: bool = True) -> Cost:
        cost = run([sys.executable, *arguments], memory=memory)
        if cost.code not in good:
            raise SystemExit(f"{name} ended with {cost.code}:\n{cost.output[-2000:]}")
        self.costs.setdefault(name, []).append(cost)
        return cost


def warm(folder: Path) -> None:
    """Read every workbook once, so that the first round finds them in memory as the others do."""
    for path in workbooks(folder):
        path.read_bytes()


def main() -> None:
    """Measure what the command line asks for, print the table, and one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=number_of_units, default=UNITS, help="villages in the city")
    parser.add_argument("--large", type=number_of_units, help="also rank a city of so many, for the time per village")
    parser.add_argument("--repeat", type=int, default=3, help="rounds")
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, default=CONTESTANTS, metavar="NAME")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--cities", type=Path, default=CITIES, help="where cities are kept between runs")
    given = parser.parse_args()
    folder = city_folder(given.units, given.cities)
    large = city_folder(given.large, given.cities) if given.large else None
    for place, units in ((folder, given.units), (large, given.large)):
        if place is not None:
            print(f"city of {make_city(place, units, given.seed)} in {place}", file=sys.stderr)
            warm(place)
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(folder, large, Path(scratch))
        for number in range(given.repeat):
            print(f"round {number + 1} of {given.repeat}", file=sys.stderr)
            bench.round(given.only)
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()}
    result = figures(bench.costs, bench.seen)
    print(table(result, given.units))
    run_as = {"units": given.units, "large": given.large, "repeat": given.repeat, "seed": given.seed}
    print(json.dumps({**run_as, **machine, **result}))


if __name__ == "__main__":
    main()
