"""`starcli form --grids`: a form with a ledger of grids, which changes nothing in forms without one."""

import hashlib
import zipfile
from functools import cache
from io import BytesIO

import pytest
from edited import inserted, loaded, moved, saved
from grid_books import grid, rules
from sheets import framework, reader, scheme

from starcli.core.assessment import Unit
from starcli.core.filling import Filling
from starcli.core.formulas.live import Moment
from starcli.core.grids.ledger import Grid
from starcli.core.text import FormLanguage
from starcli.excel.opening.workbook import open_content
from starcli.excel.reading.reader import read_opened
from starcli.excel.returned.form_check import FormChecker
from starcli.excel.writing.forms.form import FormMaker

SHEET = "网格台账"
UNIT = Unit(name="石门村", kind="village", town="云溪镇")
LANGUAGES: tuple[FormLanguage, ...] = ("zh", "en", "both")


@cache
def maker(language: FormLanguage = "zh", rows: int = 20) -> FormMaker:
    """Makes forms for a village, with a ledger of so many rows."""
    return FormMaker(scheme(), language, rows)


def form(*grids: Grid, language: FormLanguage = "zh", rows: int = 20) -> bytes:
    """A form whose ledger begins with some grids."""
    return maker(language, rows).content(Moment(scheme(), Filling(UNIT, "2022Q3", grids=grids)))


def parts(content: bytes) -> dict[str, str]:
    """A digest of every sheet of a form."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        return {name: hashlib.sha256(package.read(name)).hexdigest() for name in names}


def test_the_form_itself_is_the_same() -> None:
    """A ledger adds a sheet: stamp and all other sheets are those of a form without one."""
    without, with_ledger = parts(form(rows=0)), parts(form(grid(2)))
    assert maker().stamp == maker(rows=0).stamp
    assert {name: with_ledger[name] for name in without} == without
    assert len(with_ledger) == len(without) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ledger_is_read_back(language: FormLanguage) -> None:
    """The grids of a form are read from its ledger, and its blank facts are theirs."""
    content = form(grid(2), grid(3, 412), language=language)
    (read,) = read_opened(open_content(content, "f.xlsx"), reader())
    assert read.value is not None
    assert read.value.grids is not None
    assert [(one.name, one.households) for one in read.value.grids.grids] == [("第2网格", 300), ("第3网格", 412)]
    supplied = {one.code for one in read.findings} - {"framework-differs"}
    assert ("grid-fact-supplied" in supplied, "sheet-not-read" in supplied) == (True, False)
    assert read.value.entries["households"].answers["self"].value == 712


def test_an_empty_ledger_says_nothing() -> None:
    """A form whose ledger nobody filled in is a form like any other."""
    (read,) = read_opened(open_content(form(), "f.xlsx"), reader())
    assert read.value is not None
    assert (read.value.grids, read.value.entries["grids"].answers, read.findings) == (None, {}, ())


def test_filling_in_the_ledger_changes_no_form() -> None:
    """All of the ledger is for typing: nothing in it is said to have been changed, whatever was done to it."""
    book = loaded(form(grid(2)))
    sheet = book[SHEET]
    sheet["C8"], sheet["F8"], sheet["A1"] = "第二网格", 412, "我们村的台账"
    moved(book, SHEET, inserted(9, 3))
    checker = FormChecker(framework())
    assert checker.check(saved(book), "f.xlsx") == ()
    del book[SHEET]
    assert checker.check(saved(book), "f.xlsx") == ()


def test_more_grids_than_usual() -> None:
    """A ledger has as many rows as it needs."""
    grids = [grid(at) for at in range(2, 47)]
    (read,) = read_opened(open_content(form(*grids, rows=60), "f.xlsx"), reader())
    assert read.value is not None
    assert read.value.grids is not None
    assert len(read.value.grids.grids) == len(grids)
    assert rules().most_led == 2


def test_the_same_form_is_the_same_bytes() -> None:
    """Two forms with the same grids do not differ."""
    assert form(grid(2)) == FormMaker(scheme(), "zh", 20).content(
        Moment(scheme(), Filling(UNIT, "2022Q3", grids=(grid(2),)))
    )
