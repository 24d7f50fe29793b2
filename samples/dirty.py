"""Make sixty dirty workbooks, as people send them: `python samples/dirty.py FOLDER`.

Each has a name that says what is wrong with it, and stands in a table with the findings that `starcli check` makes of
it. The same seed gives the same files, byte for byte; every figure is invented.
"""

import argparse
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from believable import reference
from dirty_cells import CELLS
from dirty_files import FILES
from dirty_forms import CITY, COUNTY, Case, Dirty, Expected, own_row, row_of
from dirty_sheets import SHEETS

from starcli.core.assessment import Unit
from starcli.core.model import Framework
from starcli.core.scheme import resolve
from starcli.excel.writing.forms.form import FormMaker

SEED = 20221008
COUNTY_CODE = "330198"
TABLE: tuple[Dirty, ...] = (*CELLS, *SHEETS, *FILES)
"""Every dirty workbook, and what is found in it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A dirty workbook that was made: its name, its content, and code and place of every finding."""

    dirty: Dirty
    content: bytes
    found: tuple[Expected, ...]


def made(framework: Framework, seed: int = SEED) -> Mapping[str, Made]:
    """Every dirty workbook by its file's name."""
    kinds = {dirty.kind for dirty in TABLE}
    makers = {kind: FormMaker(resolve(framework, kind, "default"), "zh") for kind in kinds}
    return {dirty.file: _made(dirty, makers[dirty.kind], seed) for dirty in TABLE}


def _made(dirty: Dirty, maker: FormMaker, seed: int) -> Made:
    same = [each.unit for each in TABLE].index(dirty.unit) + 1
    towns = list(dict.fromkeys(each.town for each in TABLE))
    code = f"{COUNTY_CODE}{towns.index(dirty.town) + 11:03d}{200 + same}"
    unit = Unit(code, dirty.unit, dirty.kind, "", dirty.town, COUNTY, CITY)
    dice = random.Random(f"{seed}/{dirty.unit}")  # noqa: S311 invented figures
    content = dirty.make(Case(unit, maker, dice))
    return Made(dirty, content, tuple((code, _place(place, maker)) for code, place in dirty.found))


def _place(place: str, maker: FormMaker) -> str:
    """A place as findings name it: `E:households` is a row of the form, `自评/3:ORG-01` one of a county's own form."""
    before, colon, key = place.partition(":")
    if not colon:
        return place
    if len(before) == 1:
        return f"填报表!{before}{row_of(maker, key)}"
    sheet, _, header = before.partition("/")
    return f"{sheet}!E{own_row(maker.scheme, key, int(header or 1))}"


def main() -> None:
    """Write every workbook into the folder that the command line names, and print what is found in each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for name, one in made(reference(), given.seed).items():
        (given.folder / name).write_bytes(one.content)
        print(f"{name}: {', '.join(f'{code} {place}'.strip() for code, place in one.found) or '-'}")


if __name__ == "__main__":
    main()
