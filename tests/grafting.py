"""Writing back, for the tests: a workbook is rated, the rating put into it, and what came of it read again."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from graft_books import BOOKS, FORM, host
from libreoffice import all_converted, require_libreoffice
from python_calamine import CalamineWorkbook
from sheets import framework

from starcli.batch import Rated
from starcli.core.text import Language
from starcli.excel.digest import digest_of
from starcli.excel.grafting.write_back import write_back
from starcli.excel.writing.output import OutputError
from starcli.excel.writing.page import SheetNames
from starcli.excel.writing.rating_book import rating_content
from starcli.rater import Rater
from starcli.sources import Source

LISTINGS = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
PAGES = ["评定结果", "得分明细", "问题清单"]
PAGES_EN = ["Rating", "Ledger", "Findings"]


@cache
def _rater() -> Rater:
    return Rater(framework(), "self")


def rated(path: Path) -> Rated:
    """What a workbook is rated as."""
    (one,) = _rater().rate(Source(path, path.parent))
    return one


def written_back(path: Path, language: Language = "zh") -> Path:
    """The workbook with its rating in it."""
    one = rated(path)
    assert one.rating is not None
    write_back(one.rating, one.findings, path, language, one.digest)
    return path


def files(folder: Path) -> dict[str, bytes]:
    """Every file in a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def refusal(path: Path) -> str:
    """The code with which a workbook is refused, after looking that nothing was written."""
    rating = rated(FORM).rating
    assert rating is not None
    before = files(path.parent)
    with pytest.raises(OutputError) as caught:
        write_back(rating, (), path, "zh", digest_of(path.read_bytes()))
    assert files(path.parent) == before
    return caught.value.finding.code


@cache
def donor() -> bytes:
    """The rating of the sample form as a workbook of its own."""
    one = rated(FORM)
    assert one.rating is not None
    return rating_content(one.rating, one.findings, "zh", SheetNames())


def form(folder: Path) -> Path:
    """The sample form in a folder of its own."""
    own = folder / "own"
    own.mkdir()
    path = own / "form.xlsx"
    path.write_bytes(FORM.read_bytes())
    return path


def values(path: Path) -> dict[str, str]:
    """The cells of every sheet."""
    with CalamineWorkbook.from_path(path) as book:
        return {name: repr(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}


@cache
def with_rating(name: str) -> bytes:
    """One of the furnished workbooks with its rating in it."""
    with TemporaryDirectory() as folder:
        return written_back(host(name, Path(folder))).read_bytes()


@cache
def saved_by_libreoffice() -> dict[str, bytes]:
    """All furnished workbooks with their ratings, calculated anew and saved by LibreOffice, in one run of it."""
    require_libreoffice()
    with TemporaryDirectory() as folder:
        books = [Path(folder) / f"{name}.xlsx" for name in BOOKS]
        for book in books:
            book.write_bytes(with_rating(book.stem))
        saved = all_converted(books, "xlsx", Path(folder) / "saved", "xlsx:Calc MS Excel 2007 XML")
        return {path.stem: path.read_bytes() for path in saved}
