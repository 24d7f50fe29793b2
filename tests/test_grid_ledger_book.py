"""Ledgers of grids ready to fill in: what is written is read back, and their formulas say what the engine says."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from grid_books import COMMUNITY, grid, read, rules
from libreoffice import Office, require_libreoffice
from sheets import broken_parts, framework, printed

from starcli.core.assessment import Unit
from starcli.core.grids.ledger import Grid
from starcli.core.grids.state import state_of
from starcli.core.text import FormLanguage, Text
from starcli.excel.imprint import read_imprint
from starcli.excel.writing.grids.ledger_book import LedgerOrder, write_ledger

UNIT = Unit("330199001206", "云溪社区", "community", "default", "云溪镇", "示例县")
SHEET = {"zh": "网格台账", "en": "Grid ledger", "both": "网格台账 Grid ledger"}
LANGUAGES: tuple[FormLanguage, ...] = ("zh", "en", "both")


def grids() -> list[Grid]:
    """Four grids of every size, one without a full-time member."""
    known = [
        grid(at, households, code=f"00{at}", extent=f"{at}组") for at, households in enumerate((299, 300, 500, 501), 2)
    ]
    known[1] = grid(3, 300, full_time="", functions=frozenset(("safety", "culture")), code="003", extent="3组")
    return known


def written(path: Path, order: LedgerOrder, language: FormLanguage = "zh") -> Path:
    """A ledger in a file."""
    write_ledger(framework(), order, path, language)
    return path


def said(of: Grid) -> dict[str, Any]:
    """What a grid says of itself, but where."""
    names = ("name", "code", "extent", "households", "micro_grids", "micro_households", "leader", "leader_post",
             "full_time", "part_time", "liaison", "party_group", "functions")  # fmt: skip
    return {name: getattr(of, name) for name in names}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_read_back(tmp_path: Path, language: FormLanguage) -> None:
    """A ledger that was filled in says whose it is and what its grids are, in every language."""
    path = written(tmp_path / "l.xlsx", LedgerOrder(UNIT, "2022Q3", grids()), language)
    (only,), found = read(path)
    assert (only.unit, only.period, found) == (UNIT, "2022Q3", [])
    assert [said(one) for one in only.grids] == [said(one) for one in grids()]
    assert [one.said_in_range for one in only.grids] == [False, True, True, False]


def test_what_the_form_says_is_what_the_engine_says(tmp_path: Path) -> None:
    """Whether a grid is in range is written as the engine judges it."""
    (only,), _ = read(written(tmp_path / "l.xlsx", LedgerOrder(UNIT, "", grids())))
    sizes = [state.size == "in-range" for state in state_of(only, rules()).grids]
    assert sizes == [one.said_in_range for one in only.grids]


def test_the_imprint(tmp_path: Path) -> None:
    """A ledger is known again as one that starcli wrote, and two of them are the same bytes."""
    first = written(tmp_path / "a.xlsx", LedgerOrder(UNIT, "2022Q3", grids()))
    second = written(tmp_path / "b.xlsx", LedgerOrder(UNIT, "2022Q3", grids()))
    imprint = read_imprint(first)
    assert imprint is not None
    assert (imprint.sort, imprint.untouched, first.read_bytes() == second.read_bytes()) == ("grid-ledger", True, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_it_prints(tmp_path: Path, language: FormLanguage) -> None:
    """A ledger is one wide sheet on A4 whose headings are printed on every page."""
    path = written(tmp_path / "l.xlsx", LedgerOrder(UNIT, "", grids()), language)
    assert (printed(path), broken_parts(path)) == ([(SHEET[language], "9", "landscape", "$5:$6")], [])


def test_an_empty_ledger_of_nobody(tmp_path: Path) -> None:
    """Without a kind there is no standard: whether a grid is in range is for typing."""
    path = written(tmp_path / "l.xlsx", LedgerOrder())
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert ("ISNUMBER" in sheet, "SUM(" in sheet) == (False, True)


def test_words_above_the_grids(tmp_path: Path) -> None:
    """A ledger may say something of itself."""
    path = written(tmp_path / "l.xlsx", LedgerOrder(UNIT, "", grids(), Text("重新划分后", "after re-planning")))
    assert openpyxl.load_workbook(path)[SHEET["zh"]]["A3"].value.startswith("重新划分后；")


def test_room_for_more(tmp_path: Path) -> None:
    """A ledger with many grids has rows for more."""
    path = written(tmp_path / "l.xlsx", LedgerOrder(UNIT, "", [grid(at) for at in range(2, 42)]))
    sheet = openpyxl.load_workbook(path)[SHEET["zh"]]
    assert [sheet.cell(row, 1).value for row in (46, 52, 53)] == [40, 46, None]


RECALCULATED = {
    "a community": (UNIT, (299, 300, 500, 501), ["否", "是", "是", "否"], [4, 1600, 2]),
    "a small village": (Unit(name="枫树岭村", kind="village", profile="default"), (176,), ["是"], [1, 176, 1]),
    "two small grids": (Unit(name="枫树岭村", kind="village", profile="default"), (90, 90), ["否", "否"], [2, 180, 0]),
    "households in words": (COMMUNITY, (None, 300), [None, "是"], [2, 300, 1]),
}


def test_formulas_say_what_the_engine_says(tmp_path: Path) -> None:
    """LibreOffice works out the same results as are stored: grids in range, and the sums above the table."""
    require_libreoffice()
    books = []
    for number, (unit, households, _, _) in enumerate(RECALCULATED.values()):
        order = LedgerOrder(unit, "", [grid(at, count) for at, count in enumerate(households, 2)])
        books.append(written(tmp_path / f"{number}.xlsx", order))
    out = tmp_path / "out"
    Office(tmp_path / "office").convert(books, "xlsx", out)
    for book, (_, households, said_, sums) in zip(books, RECALCULATED.values(), strict=True):
        for path in (book, out / book.name):
            sheet = openpyxl.load_workbook(path, data_only=True)[SHEET["zh"]]
            column = next(cell.column for cell in sheet[5] if cell.value == "是否达标")
            shown = [sheet.cell(7 + at, column).value or None for at in range(len(households))]
            assert (shown, [sheet.cell(4, at).value for at in (3, 5, 8)]) == (said_, sums), path
