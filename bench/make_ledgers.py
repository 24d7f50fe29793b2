"""Make the ledgers of grids of a city: one workbook a unit in folders by county and town, and a roster of all of them.

Run it from the checkout: `python bench/make_ledgers.py`. The same `--units` and `--seed` give the same files, byte for
byte. Everything below the counties is invented, as in `make_city.py`; who is who is said by the post.
"""

import argparse
import random
import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from make_city import CITIES, SEED, UNITS, Town, number_of_units, towns, units_of

# `make_city` puts samples/ on the path.
from believable import LABEL, reference  # isort: skip

import xlsxwriter

from starcli.core.assessment import Unit
from starcli.core.grids.ledger import Grid
from starcli.core.grids.rules import GridRules
from starcli.excel.imprint import WRITTEN_AT
from starcli.excel.writing.grids.ledger_book import LedgerOrder, write_ledger

ROSTER = "roster.xlsx"
LEDGERS = "ledgers"
PERIOD = "2022Q3"
_HEADINGS = ("编码", "单位名称", "类型", "分类", "镇街", "县(市、区)", "市")
_SILENT, _VACANT, _LACKING = 0.02, 0.06, 0.1
_LEAST, _MOST = 2, 8
_MICRO = 42


def make_ledgers(folder: Path, units: int = UNITS, seed: int = SEED, workers: int | None = None) -> int:
    """Write the roster and the ledgers; how many there are. A folder that stands is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    all_towns = towns(units, seed)
    _write_roster(folder / ROSTER, [(town, unit) for town in all_towns for unit in _units(town, seed)])
    with ProcessPoolExecutor(workers) as pool:
        return sum(pool.map(_write_town, repeat(folder / LEDGERS), all_towns, repeat(seed)))


def _units(town: Town, seed: int) -> list[Unit]:
    return [unit for unit, _ in units_of(town, random.Random(f"{seed} {town.code} units"))]  # noqa: S311 invented figures


def _write_town(folder: Path, town: Town, seed: int) -> int:
    """Write the ledgers of one town; how many."""
    framework, count = reference(), 0
    if framework.grids is None:
        raise ValueError(framework.id)
    for unit in _units(town, seed):
        dice = random.Random(f"{seed} {unit.code} grids")  # noqa: S311 invented figures
        if dice.random() < _SILENT:
            continue
        target = folder / town.county / town.name / f"{unit.name}网格台账.xlsx"
        target.parent.mkdir(parents=True, exist_ok=True)
        write_ledger(framework, LedgerOrder(unit, PERIOD, _grids(unit, framework.grids, dice), LABEL), target, "zh")
        count += 1
    return count


def _grids(unit: Unit, rules: GridRules, dice: random.Random) -> Sequence[Grid]:
    """Some grids, most of them within the standard, some with posts that nobody has."""
    size = rules.size(unit.kind, unit.profile)
    low, high = (size.low, size.high) if size is not None else (300, 500)
    grids = []
    for number in range(1, dice.randint(_LEAST, _MOST) + 1):
        households = round(dice.triangular(low * 0.8, high * 1.3, (low + high) / 2))
        functions = list(rules.functions)
        held = functions if dice.random() > _LACKING else functions[: dice.randint(1, len(functions))]
        grids.append(
            Grid(
                name=f"第{number}网格",
                code=f"{unit.code}{number:03}",
                extent=f"{number * 3 - 2}-{number * 3}组",
                households=households,
                residents=round(households * 2.4),
                micro_grids=-(-households // _MICRO),
                micro_households=households,
                leader=_somebody(f"网格长{number}", dice),
                leader_post="委员",
                full_time=_somebody(f"专职网格员{number}", dice),
                part_time=_somebody(f"兼职网格员{number}", dice),
                liaison=_somebody(f"联村干部{number}", dice),
                party_group=f"第{number}网格党支部",
                party_members=dice.randint(5, 40),
                functions=frozenset(held),
            )
        )
    return grids


def _somebody(post: str, dice: random.Random) -> str:
    return post if dice.random() > _VACANT else ""


def _write_roster(target: Path, units: Sequence[tuple[Town, Unit]]) -> None:
    with xlsxwriter.Workbook(target) as book:
        book.set_properties({"created": WRITTEN_AT})
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, _HEADINGS)
        for number, (town, unit) in enumerate(units, start=1):
            kind = "社区" if unit.kind == "community" else "村"
            sheet.write_row(number, 0, (unit.code, unit.name, kind, unit.profile, town.name, town.county, unit.city))


def main() -> None:
    """Make the ledgers that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CITIES / LEDGERS, help="default: build/ledgers")
    parser.add_argument("--units", type=number_of_units, default=UNITS, help="how many")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--workers", type=int, default=None, help="how many processes write them")
    given = parser.parse_args()
    made = make_ledgers(given.folder, given.units, given.seed, given.workers)
    print(f"{made} ledgers of {given.units} units in {given.folder}")


if __name__ == "__main__":
    main()
