"""Make a city of workbooks: forms of invented villages and communities in the 13 counties of Hangzhou.

Run it from the checkout: `python bench/make_city.py`. The same `--units` and `--seed` give the same files, byte for
byte. Counties and how many streets, towns and townships each has are public geography; town and unit names, codes
and values are invented, and every workbook says so.
"""

import argparse
import json
import os
import random
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "samples"))

import mistakes
from believable import LABEL, PERIOD, believable, form_maker, with_evidence

from starcli.core.assessment import Unit
from starcli.core.filling import Filling, Row
from starcli.core.formulas.live import Moment

ROOT = Path(__file__).resolve().parent.parent
CITIES = ROOT / "build"
CITY = "杭州市"
COUNTIES: Mapping[str, tuple[int, int, int]] = {
    "上城区": (14, 0, 0), "拱墅区": (18, 0, 0), "西湖区": (10, 2, 0), "滨江区": (3, 0, 0), "萧山区": (10, 12, 0),
    "余杭区": (7, 5, 0), "临平区": (7, 1, 0), "钱塘区": (7, 0, 0), "富阳区": (5, 13, 6), "临安区": (5, 13, 0),
    "桐庐县": (4, 6, 4), "淳安县": (0, 11, 12), "建德市": (3, 12, 1),
}  # fmt: skip
"""Streets, towns and townships of each county."""
UNITS = 3179
MOST_UNITS = 25_000
SEED = 20220919
MADE = "city.json"
"""The file in a city's folder that says how it was made."""

_SORTS = ("街道", "镇", "乡")
_SHARE_OF_COMMUNITIES = {"街道": 0.75, "镇": 0.10, "乡": 0.02}
_MOUNTAINOUS = ("临安区", "桐庐县", "淳安县", "建德市")
_MOUNTAIN, _LARGE_MIXED = 0.5, 0.15
_FIRST_CODE = 61
"""No county of Hangzhou has a code from 330161 on: the codes are of the right shape, and nobody's."""
_FIRST = "云松临平青石枫桥柳江竹白南北东西上下茶渔梅兰桂金银长新安永和"
_SECOND = "溪岭江桥坞门田树园里塘坪山堤浦湖岸川泉湾洲源丰宁乐兴荷杏沙河"
_MISTAKES = (
    mistakes.forgotten, mistakes.forgotten, mistakes.units_typed, mistakes.words_typed, mistakes.more_than_all,
    mistakes.honoured, mistakes.vetoed, mistakes.dissatisfied, mistakes.overstated, mistakes.overstated,
)  # fmt: skip
_MISTAKEN, _WITHOUT_KIND, _BROKEN_OFF, _COPIED = 0.15, 0.004, 0.002, 0.004


@dataclass(frozen=True, slots=True)
class Town:
    """A street, town or township, and how many units it has."""

    county: str
    name: str
    sort: str
    code: str
    units: int


def make_city(folder: Path, units: int = UNITS, seed: int = SEED, workers: int | None = None) -> int:
    """Write a city below a folder, `county/town/unit.xlsx`; the number of workbooks in it.

    A city that is there already is kept; another one that this function made, or one of other forms, is replaced.
    """
    made = {"units": units, "seed": seed, "label": LABEL.en, "form": str(form_maker("village", "default").stamp)}
    if folder.is_dir() and any(folder.iterdir()):
        record = folder / MADE
        if not record.is_file():
            raise SystemExit(f"{folder} is not empty and not a city made here; name another folder")
        if json.loads(record.read_text(encoding="utf-8")) == made:
            return units
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / MADE
    partial.write_text(json.dumps({"unfinished": True}), encoding="utf-8")
    all_towns = towns(units, seed)
    with ProcessPoolExecutor(workers or os.cpu_count()) as pool:
        written = sum(pool.map(_write_town, [folder] * len(all_towns), all_towns, [seed] * len(all_towns)))
    partial.write_text(json.dumps(made), encoding="utf-8")
    return written


def towns(units: int, seed: int) -> tuple[Town, ...]:
    """Every town of the city, with the units spread over them: about equally, not exactly."""
    dice = random.Random(f"{seed} towns")  # noqa: S311 invented figures
    places = [
        (county, sort, f"3301{number:02d}{position:03d}")
        for number, (county, counts) in enumerate(COUNTIES.items(), start=_FIRST_CODE)
        for position, sort in enumerate((s for s, count in zip(_SORTS, counts, strict=True) for _ in range(count)), 1)
    ]
    names = _names(dice, len(places))
    upto = [0.0, *accumulate(dice.uniform(0.6, 1.4) for _ in places)]
    bounds = [round(units * edge / upto[-1]) for edge in upto]
    sizes = [high - low for low, high in pairwise(bounds)]
    return tuple(
        Town(county, f"演示{name}{sort}", sort, code, size)
        for (county, sort, code), name, size in zip(places, names, sizes, strict=True)
    )


def _names(dice: random.Random, count: int) -> Sequence[str]:
    """So many different invented names of two characters."""
    return dice.sample([first + second for first in _FIRST for second in _SECOND if first != second], count)


def units_of(town: Town, dice: random.Random) -> Iterator[tuple[Unit, str]]:
    """The units of a town, each with the sort whose figures it has."""
    for number, name in enumerate(_names(dice, town.units), start=1):
        if dice.random() < _SHARE_OF_COMMUNITIES[town.sort]:
            kind, suffix, first = "community", "社区", 0
            sort = "large-mixed" if dice.random() < _LARGE_MIXED else kind
        else:
            kind, suffix, first = "village", "村", 200
            sort = "mountain" if town.county in _MOUNTAINOUS and dice.random() < _MOUNTAIN else kind
        profile = "default" if sort == kind else sort
        code = f"{town.code}{first + number:03d}"
        yield Unit(code, name + suffix, kind, profile, town.name, town.county, CITY), sort


def _write_town(folder: Path, town: Town, seed: int) -> int:
    """Write the forms of one town; how many. A town's figures do not depend on which process writes it."""
    dice = random.Random(f"{seed} {town.code}")  # noqa: S311 invented figures
    neighbour: dict[str, dict[str, Row]] = {}
    for unit, sort in units_of(town, dice):
        maker = form_maker(unit.kind, unit.profile)
        rows = believable(maker.scheme, sort, dice)
        if dice.random() < _COPIED:
            rows = neighbour.get(sort, rows)
        neighbour[sort] = dict(rows)
        if dice.random() < _MISTAKEN:
            dice.choice((*_MISTAKES, mistakes.waived) if unit.kind == "village" else _MISTAKES)(rows)
        blank = {"kind": ""} if dice.random() < _WITHOUT_KIND else {}
        target = folder / town.county / town.name / f"{unit.name}.xlsx"
        filling = Filling(unit, PERIOD, with_evidence(maker.scheme, rows), blank, LABEL)
        maker.write(Moment(maker.scheme, filling), target)
        if dice.random() < _BROKEN_OFF:
            mistakes.truncate(target)
    return town.units


def number_of_units(text: str) -> int:
    """A number of units from the command line: 1 to 25,000."""
    number = int(text)
    if not 1 <= number <= MOST_UNITS:
        raise argparse.ArgumentTypeError(f"1 to {MOST_UNITS}")
    return number


def city_folder(units: int, cities: Path = CITIES) -> Path:
    """Where the city of so many units is kept between runs."""
    return cities / f"city-{units}"


def main() -> None:
    """Make the city that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where to (default: build/city-UNITS)")
    parser.add_argument("--units", type=number_of_units, default=UNITS, help=f"how many, up to {MOST_UNITS}")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    folder = given.folder or city_folder(given.units)
    count = make_city(folder, given.units, given.seed)
    print(f"{count} workbooks in {folder}")


if __name__ == "__main__":
    main()
