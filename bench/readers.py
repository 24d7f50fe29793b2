"""Four ways to read every workbook below a folder, as far as each goes without judging anything.

`python bench/readers.py floor FOLDER` prints how many workbooks were seen, and how many could not be read.
"""

import json
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

_PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml")

_WORKED_OUT = ("xl/worksheets/sheet5.xml", "xl/worksheets/sheet6.xml")
"""The sheets that a form of the city works out by itself: nobody who rates it needs them."""


def workbooks(folder: Path) -> Iterator[Path]:
    """Every workbook below a folder, in a stable order."""
    return iter(sorted(folder.rglob("*.xlsx")))


def floor(path: Path) -> None:
    """Unpack and parse what holds cells, with nothing done about any of it: less cannot be done."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name in _PARTS or (name.startswith("xl/worksheets/sheet") and name not in _WORKED_OUT):
                expat.ParserCreate().Parse(package.read(name), True)


def calamine(path: Path) -> None:
    """Every cell of every sheet as Python lists, by python-calamine."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 only the reader that is measured is imported

    with CalamineWorkbook.from_path(path) as workbook:
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def openpyxl(path: Path) -> None:
    """Every cell visited, by openpyxl: what a script that people write themselves does."""
    from openpyxl import load_workbook  # noqa: PLC0415 only the reader that is measured is imported

    workbook = load_workbook(path)
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows(values_only=True):
            for _ in row:
                pass
    workbook.close()


READERS: Mapping[str, Callable[[Path], None]] = {"floor": floor, "calamine": calamine, "openpyxl": openpyxl}


def read_all(reader: str, folder: Path) -> dict[str, int]:
    """How many workbooks one reader saw below a folder, and how many of them it could not read."""
    seen = unreadable = 0
    for path in workbooks(folder):
        seen += 1
        try:
            READERS[reader](path)
        except Exception:  # noqa: BLE001 each library has its own errors; all mean a broken workbook here
            unreadable += 1
    return {"workbooks": seen, "unreadable": unreadable}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps(read_all(sys.argv[1], Path(sys.argv[2]))))
