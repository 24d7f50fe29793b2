"""What each command of a city costs: wall time, CPU time and memory, each beside `starcli rank` in the same round.

Run it from the checkout: `python bench/district.py`. Seasons and ledgers of grids are made once and kept
(`make_seasons.py`, `make_ledgers.py`). The last line that is printed is JSON, for records.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from make_city import CITIES, MADE, UNITS, number_of_units
from make_ledgers import LEDGERS, make_ledgers
from make_seasons import ROSTER, SEASONS, make_seasons
from measure import Cost, run

Words = Sequence[str | Path]
_MOST_SECONDS = 60
"""No command may take longer on a city of 3,179 units with two cores."""


def commands(seasons: Path, out: Path) -> Mapping[str, Words]:
    """The commands by what they are called in the table."""
    last, before = seasons / SEASONS[-1], seasons / SEASONS[-2]
    all_seasons = [seasons / season for season in SEASONS]
    return {
        "rank": ("rank", last),
        "rank --shake": ("rank", last, "--shake", "10%"),
        "pool": ("pool", last),
        "pool --fixes 3": ("pool", last, "--fixes", "3"),
        "portrait": ("portrait", last, "--level", "town", "--former", before),
        "race": ("race", *all_seasons),
        "challenge": ("challenge", last, "--unit", first_unit(last)),
        "projects": ("projects", *all_seasons),
        "board": ("board", last, "--former", before, "--out", out / "board.html"),
        "audit": ("audit", last, "--former", before),
        "grids": ("grids", seasons / LEDGERS / LEDGERS, "--roster", seasons / LEDGERS / ROSTER),
    }


def first_unit(season: Path) -> str:
    """The name of a unit that no other one in the season has: `challenge` is asked for it."""
    names = [path.stem for path in season.rglob("*.xlsx")]
    return next(name for name in sorted(names) if names.count(name) == 1)


def measured(seasons: Path, wanted: Sequence[str], repeat: int) -> dict[str, list[Cost]]:
    """The costs of every command, round after round. Raises `SystemExit` for one that failed."""
    costs: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        known = commands(seasons, Path(scratch))
        roster: Words = ("--roster", seasons / ROSTER)
        for _ in range(repeat):
            for name in wanted or known:
                words = known[name]
                out = Path(scratch) / ("board.html" if "--out" in words else f"{name.split()[0]}.xlsx")
                out.unlink(missing_ok=True)
                _into_memory([word for word in words if isinstance(word, Path) and word.is_dir()])
                put: Words = () if "--out" in words else ("--out", out)
                put = (*put, *(() if "--roster" in words else roster), "--lang", "en")
                # 1 says that forms have mistakes, and they do.
                cost = run([sys.executable, "-m", "starcli", *words, *put])
                if cost.code not in (0, 1) or not out.is_file():
                    raise SystemExit(f"starcli {name} failed:\n{cost.output[-2000:]}")
                costs.setdefault(name, []).append(cost)
    return costs


def _into_memory(folders: Sequence[Path]) -> None:
    """Read every workbook once, so that no command waits for the disk: systems forget files, and not for all alike."""
    for folder in folders:
        for path in folder.rglob("*.xlsx"):
            path.read_bytes()


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=number_of_units, default=UNITS)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--seasons", type=Path, help="default: build/seasons, or build/seasons-UNITS")
    parser.add_argument("--only", nargs="*", default=(), help="these commands, by their names in the table")
    given = parser.parse_args()
    folder = given.seasons or CITIES / ("seasons" if given.units == UNITS else f"seasons-{given.units}")
    make_seasons(folder, given.units)
    if not (folder / LEDGERS / MADE).is_file():
        make_ledgers(folder / LEDGERS, given.units)
        (folder / LEDGERS / MADE).touch()
    costs = measured(folder, given.only, given.repeat)
    ranks = costs.get("rank", [])
    print("| command | wall s | CPU s | peak MB | wall / rank |\n|---|---|---|---|---|")
    record = {}
    for name, some in costs.items():
        wall, cpu, peak = (median(getattr(cost, key) for cost in some) for key in ("wall", "cpu", "peak"))
        ratio = median(c.wall / r.wall for c, r in zip(some, ranks, strict=True)) if ranks else None
        over = " over the limit" if given.units == UNITS and wall > _MOST_SECONDS else ""
        shown = "" if ratio is None else f"{ratio:.2f}"
        print(f"| {name} | {wall:.1f}{over} | {cpu:.1f} | {peak:.0f} | {shown} |")
        record[name] = {"wall": wall, "cpu": cpu, "peak_mb": peak, "to_rank": ratio, "runs": len(some)}
    print(json.dumps({"units": given.units, "commands": record}))


if __name__ == "__main__":
    main()
