"""Make three seasons of a city: the same units in each, some of their figures changed, and a roster of all of them.

Run it from the checkout: `python bench/make_seasons.py`. The same `--units` and `--seed` give the same files, byte for
byte. Everything below the counties is invented, as in `make_city.py`.
"""

import argparse
import json
import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from make_city import CITIES, MADE, SEED, UNITS, Town, number_of_units, towns, units_of

# `make_city` puts samples/ on the path.
import mistakes  # isort: skip
from believable import LABEL, believable, form_maker, with_evidence  # isort: skip

from starcli.core.assessment import Unit
from starcli.core.expressions import OWN_VALUE
from starcli.core.filling import Filling, Row
from starcli.core.formulas.live import Moment
from starcli.core.model import Definition
from starcli.core.scheme import Scheme

SEASONS = ("2022Q1", "2022Q2", "2022Q3")
ROSTER = "roster.xlsx"
_HEADINGS = ("编码", "单位名称", "类型", "分类", "镇街", "县(市、区)", "市", "标签")
_CHANGED, _MISTAKEN, _SILENT = 0.18, 0.03, 0.01
_OLD, _REMOTE = 0.3, 0.2


def make_seasons(folder: Path, units: int = UNITS, seed: int = SEED) -> None:
    """Write a roster and a folder a season, `season/county/town/unit.xlsx`. Seasons that are there already are kept."""
    made = {"units": units, "seed": seed, "seasons": SEASONS, "form": str(form_maker("village", "default").stamp)}
    record = folder / MADE
    if record.is_file() and json.loads(record.read_text(encoding="utf-8")) == json.loads(json.dumps(made)):
        return
    if folder.is_dir() and any(folder.iterdir()) and not record.is_file():
        raise SystemExit(f"{folder} is not empty and holds no seasons made here; name another folder")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    record.write_text(json.dumps({"unfinished": True}), encoding="utf-8")
    all_towns = towns(units, seed)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_write_town, repeat(folder), all_towns, repeat(seed)))
    _write_roster(folder / ROSTER, [(town, unit) for town in all_towns for unit, _ in _units(town, seed)], seed)
    record.write_text(json.dumps(made), encoding="utf-8")


def _units(town: Town, seed: int) -> Iterator[tuple[Unit, str]]:
    return units_of(town, random.Random(f"{seed} {town.code} units"))  # noqa: S311 invented figures


def _write_town(folder: Path, town: Town, seed: int) -> None:
    """Write the forms of one town for every season."""
    for unit, sort in _units(town, seed):
        maker = form_maker(unit.kind, unit.profile)
        dice = random.Random(f"{seed} {unit.code}")  # noqa: S311 invented figures
        rows = believable(maker.scheme, sort, dice)
        for season in SEASONS:
            rows = _a_season_later(maker.scheme, rows, believable(maker.scheme, sort, dice), dice)
            handed_in = dict(rows)
            if dice.random() < _MISTAKEN:
                dice.choice((mistakes.forgotten, mistakes.units_typed, mistakes.dissatisfied))(handed_in)
            if dice.random() < _SILENT:
                continue
            target = folder / season / town.county / town.name / f"{unit.name}.xlsx"
            filling = Filling(unit, season, with_evidence(maker.scheme, handed_in), {}, LABEL)
            maker.write(Moment(maker.scheme, filling), target)


def _a_season_later(
    scheme: Scheme, rows: Mapping[str, Row], others: Mapping[str, Row], dice: random.Random
) -> dict[str, Row]:
    """The rows with some indicators' figures changed to others: only those that share no fact with another one."""
    asked = [_asked(indicator.definition) for indicator in scheme.indicators]
    uses = Counter(name for names in asked for name in names)
    later = dict(rows)
    for names in asked:
        if all(uses[name] == 1 for name in names) and dice.random() < _CHANGED:
            later |= {name: others[name] for name in names if name in others}
    return later


def _asked(definition: Definition) -> set[str]:
    """Every figure that an indicator is about, those of its checks too."""
    names = set(definition.expression.names) if definition.expression else {definition.id}
    return names.union(*(check.condition.names for check in definition.checks)) - {OWN_VALUE}


def _write_roster(target: Path, units: list[tuple[Town, Unit]], seed: int) -> None:
    """Who should report, with tags for old communities and remote villages."""
    import xlsxwriter  # noqa: PLC0415 only for the roster

    dice = random.Random(f"{seed} tags")  # noqa: S311 invented figures
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, _HEADINGS)
        for number, (town, unit) in enumerate(units, start=1):
            kind = "社区" if unit.kind == "community" else "村"
            tag, share = ("老旧社区", _OLD) if unit.kind == "community" else ("偏远", _REMOTE)
            place = (town.name, town.county, unit.city)
            tags = tag if dice.random() < share else ""
            sheet.write_row(number, 0, (unit.code, unit.name, kind, unit.profile, *place, tags))


def main() -> None:
    """Make the seasons that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CITIES / "seasons", help="default: build/seasons")
    parser.add_argument("--units", type=number_of_units, default=UNITS, help="how many")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    make_seasons(given.folder, given.units, given.seed)
    print(f"{', '.join(SEASONS)} of {given.units} units in {given.folder}")


if __name__ == "__main__":
    main()
