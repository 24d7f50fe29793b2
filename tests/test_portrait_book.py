"""Portraits and challenges on paper: one page each, links there and back, and whatever a unit is called."""

import re
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from area_units import city
from factory import reference
from libreoffice import converted, require_libreoffice
from sheets import HOSTILE, broken_parts, formulas

from starcli.core.areas import Level
from starcli.core.challenge.challenge import Challenger
from starcli.core.challenge.opponent import find_opponent
from starcli.core.everyone import Member
from starcli.core.portraits.portrait import Everyone, portraits
from starcli.core.text import Language, Text
from starcli.excel.imprint import read_imprint
from starcli.excel.writing.challenge.book import Challenges, write_challenges
from starcli.excel.writing.portraits.book import Album, write_portraits
from starcli.excel.writing.portraits.occasion import Occasion
from starcli.excel.writing.radar import centre_of

TARGET = reference().grades[0]


def album(
    path: Path, members: tuple[Member, ...], level: Level = "town", language: Language = "zh", *, moved: bool = False
) -> Path:
    """A workbook of portraits."""
    everyone = Everyone(members, members if moved else None, by_roster=True)
    found = tuple(portraits(everyone, reference(), level, TARGET))
    occasion = Occasion(reference(), TARGET, "self", level)
    write_portraits(Album("某市", found, occasion, Text("共若干", "so many")), path, language)
    return path


def challenges(path: Path, members: tuple[Member, ...], language: Language = "zh") -> Path:
    """A workbook of the challenges of some units."""
    challenger = Challenger(members, reference())
    rated = [one for one in members if one.standing is not None][:4]
    made = [challenger.challenge(find_opponent(one, members, reference())) for one in rated]
    write_challenges(Challenges("某市", reference(), tuple(one for one in made if one is not None)), path, language)
    return path


def pages(path: Path, folder: Path) -> int:
    """How many pages a workbook prints on."""
    pdf = converted(path, "pdf", folder)
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    found = re.search(r"Pages:\s+(\d+)", told)
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize(
    ("level", "language", "units", "towns", "moved"),
    [
        ("town", "zh", 40, 4, False),
        ("town", "en", 40, 4, True),
        ("town", "zh", 120, 2, True),
        ("county", "en", 120, 30, True),
        ("city", "zh", 40, 4, False),
    ],
)
def test_every_area_is_one_page(
    tmp_path: Path, level: Level, language: Language, units: int, towns: int, moved: bool
) -> None:
    """A town of sixty units and a county of fifteen towns print on one page of A4 as well."""
    require_libreoffice()
    path = album(tmp_path / "p.xlsx", city(units, towns), level, language, moved=moved)
    assert pages(path, tmp_path) == len(openpyxl.load_workbook(path).sheetnames)


def test_every_page_is_set_up_for_one_sheet_of_paper(tmp_path: Path) -> None:
    """A4, fitted to one page, with a print area that holds everything."""
    book = openpyxl.load_workbook(album(tmp_path / "p.xlsx", city()))
    for sheet in book.worksheets[1:]:
        setup = sheet.page_setup
        assert (setup.paperSize, setup.fitToWidth or 1, setup.fitToHeight or 1) == (9, 1, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        last = max(cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None)
        assert int(str(sheet.print_area).rpartition("$")[2]) >= last


@pytest.mark.parametrize("language", ["zh", "en"])
def test_links_lead_there_and_back(tmp_path: Path, language: Language) -> None:
    """The contents lead to every page, and every page leads back."""
    book = openpyxl.load_workbook(album(tmp_path / "p.xlsx", city(), language=language))
    contents, *rest = book.worksheets
    assert _links(contents) == [f"'{sheet.title}'!A1" for sheet in rest]
    assert {link for sheet in rest for link in _links(sheet)} == {f"'{contents.title}'!A1"}


def _links(sheet: Any) -> list[str]:
    return [str(cell.hyperlink.location) for row in sheet.iter_rows() for cell in row if cell.hyperlink]


@pytest.mark.parametrize(
    ("shares", "centre"),
    [(["0.9", "0.81"], 75), (["0.8", "1"], 75), (["0.79", "1"], 50), (["0.55"], 50), (["0.54", "0.9"], 0), ([], 0)],
)
def test_the_centre_of_a_radar_leaves_all_shares_outside(shares: list[str], centre: int) -> None:
    """Where all of them are high the centre is not 0, so that rings do not lie on each other; none is in it."""
    assert centre_of(map(Decimal, shares)) == centre


def test_everybody_is_on_a_page(tmp_path: Path) -> None:
    """Every unit stands on the page of its town, whoever did not report among them."""
    members = city(60, 6)
    book = openpyxl.load_workbook(album(tmp_path / "p.xlsx", members))
    for sheet in book.worksheets[1:]:
        shown = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
        here = [one for one in members if one.unit.town == sheet.title]
        assert {one.unit.name for one in here} <= shown
        absent = [one.unit.name for one in here if one.state == "missing"]
        line = next((text for text in shown if text.startswith("未上报：")), "")
        assert [name for name in absent if name not in line] == []


def test_the_same_portraits_give_the_same_bytes(tmp_path: Path) -> None:
    """Nothing depends on the day or on chance."""
    first, second = (album(tmp_path / name, city(), moved=True).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert first == second


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_challenge_is_one_page_to_sign(tmp_path: Path, language: Language) -> None:
    """The sheets with signatures print on one page each; the comparisons beside them may take more."""
    require_libreoffice()
    path = challenges(tmp_path / "c.xlsx", city(60, 3), language)
    book = openpyxl.load_workbook(path)
    signed = [name for name in book.sheetnames if name.startswith(("打擂书", "Challenge"))]
    for name in book.sheetnames:
        if name not in signed:
            del book[name]
    book.save(tmp_path / "signed.xlsx")
    assert pages(tmp_path / "signed.xlsx", tmp_path) == len(signed) > 1


def test_a_challenge_has_lines_to_sign(tmp_path: Path) -> None:
    """Both sides, a witness and the day; and every indicator of both on a sheet of its own."""
    book = openpyxl.load_workbook(challenges(tmp_path / "c.xlsx", city(60, 3)))
    for name in book.sheetnames:
        words = " ".join(str(cell.value) for row in book[name].iter_rows() for cell in row if cell.value)
        if name.startswith("打擂书") and "已是最好" not in words:
            assert [
                word for word in ("打擂单位（盖章）", "擂主单位（盖章）", "见证", "日期") if word not in words
            ] == []
        if name.startswith("对比"):
            codes = [
                row[0] for row in book[name].iter_rows(values_only=True) if re.fullmatch(r"[A-Z]{3}-\d\d", str(row[0]))
            ]
            assert len(codes) == len(set(codes)) > 30


def _referred(path: Path) -> list[str]:
    """What charts take for the address of a name."""
    with zipfile.ZipFile(path) as package:
        charts = [package.read(part).decode() for part in package.namelist() if part.startswith("xl/charts/chart")]
    return [found for chart in charts for found in re.findall(r"<c:tx><c:strRef><c:f>[^<]*", chart)]


@pytest.mark.parametrize("name", [*HOSTILE, "<script>alert(1)</script>", "甲\x07村", "村" * 300, "'", "[a]:b/c"])
def test_names_are_text(tmp_path: Path, name: str) -> None:
    """Whatever a unit or a town is called, it is text, and the workbook is sound."""
    members = tuple(
        replace(
            one,
            unit=replace(one.unit, name=name, town=name),
            standing=one.standing and replace(one.standing, unit=replace(one.unit, name=name, town=name)),
        )
        for one in city(12, 2)
    )
    for path in (album(tmp_path / "p.xlsx", members, moved=True), challenges(tmp_path / "c.xlsx", members)):
        assert (broken_parts(path), formulas(path), _referred(path)) == ([], [], [])
        imprint = read_imprint(path)
        assert imprint is not None
        assert imprint.untouched
