"""The ranking workbook: every unit in its place, every workbook counted, every town on a sheet of its own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sheets import HOSTILE, broken_parts, cells, formulas, framework, printed, rated

from starcli.core.assessment import Unit
from starcli.core.district import Unrated, rank
from starcli.core.findings import Finding, Location, finding
from starcli.core.rating import Rating
from starcli.core.standing import standing_of
from starcli.core.text import LANGUAGES, Language
from starcli.excel.imprint import Imprint, read_imprint
from starcli.excel.writing.ranking_book import District, write_ranking

FORBIDDEN = set("[]:*?/\\")
FOUR, TWO = "four-star", "two-star"


def unrated(name: str, town: str = "", file: str = "f.xlsx") -> Unrated:
    """A workbook that could not be read."""
    broken: tuple[Finding, ...] = (finding("workbook-unreadable", Location(file), reason="cut short"),)
    return Unrated(Location(file), Unit(name=name, town=town), broken)


def district(ratings: Sequence[Rating], missing: Sequence[Unrated] = (), name: str = "示例县") -> District:
    """A district with these ratings and these that have none."""
    found = tuple(f for one in missing for f in one.findings)
    rankings = rank(map(standing_of, ratings), framework().kinds)
    return District(name, framework(), "self", rankings, tuple(missing), found)


def village(name: str, town: str = "云溪镇", at: str = FOUR) -> Rating:
    """A rated village."""
    return rated(Unit(name=name, town=town), at)


def town_sheets(path: Path) -> list[tuple[str, Any]]:
    """Name and title of every sheet about a town."""
    book = openpyxl.load_workbook(path)
    return [(page.title, page["A1"].value) for page in book.worksheets[2:-2]]


ORDINARY = district(
    [
        village("石门村"),
        village("青坞村", at=TWO),
        village("松岭村", "松岭乡"),
        rated(Unit(name="桥头社区", kind="community", town="云溪镇")),
    ],
    [unrated("白石村", "松岭乡"), unrated("某村")],
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the workbook goes."""
    return tmp_path / "ranking.xlsx"


def test_the_sheets_of_a_district(target: Path) -> None:
    """An overview, a ranking a kind, a sheet a town, those without a rating, and the findings."""
    write_ranking(ORDINARY, target, "zh")
    assert openpyxl.load_workbook(target).sheetnames == [
        "总览", "村排名", "社区排名", "松岭乡", "云溪镇", "未归属", "未评定", "问题清单",
    ]  # fmt: skip


def test_the_sheets_of_a_district_in_english(target: Path) -> None:
    """The same sheets have English names; towns keep theirs."""
    write_ranking(ORDINARY, target, "en")
    assert openpyxl.load_workbook(target).sheetnames == [
        "Overview", "Village ranking", "Urban community ranking", "松岭乡", "云溪镇", "unplaced", "not rated",
        "Findings",
    ]  # fmt: skip


def test_the_overview_counts_every_workbook(target: Path) -> None:
    """Each town counts its workbooks with and without a rating, and the last row those of the district."""
    write_ranking(ORDINARY, target, "zh")
    rows = cells(target, "总览")
    top = next(number for number, row in enumerate(rows) if row[0] == "镇街")
    assert [row[:4] for row in rows[top + 1 : top + 5]] == [
        ("松岭乡", 2, 1, 1),
        ("云溪镇", 3, 3, 0),
        ("未归属", 1, 0, 1),
        ("合计", 6, 4, 2),
    ]


def test_the_places_of_a_kind(target: Path) -> None:
    """Equal totals share a place and the next one is skipped."""
    write_ranking(ORDINARY, target, "zh")
    assert [row[:3] for row in cells(target, "村排名")[2:]] == [
        (1, "松岭村", "松岭乡"),
        (1, "石门村", "云溪镇"),
        (3, "青坞村", "云溪镇"),
    ]


def test_a_town_shows_its_units_and_those_without_a_rating(target: Path) -> None:
    """A town's sheet has its units with their places in the whole district, and the unrated below."""
    write_ranking(ORDINARY, target, "zh")
    assert [row[:3] for row in cells(target, "松岭乡")[4:]] == [("村", "松岭村", 1), (None, "白石村", None)]


def test_workbooks_without_a_rating_are_listed(target: Path) -> None:
    """Each workbook without a rating stands with its file, unit, town and reason."""
    write_ranking(ORDINARY, target, "en")
    listed = [tuple(cell or "" for cell in row) for row in cells(target, "not rated")[2:]]
    assert listed == [
        ("f.xlsx", "白石村", "松岭乡", "the workbook cannot be opened: cut short"),
        ("f.xlsx", "某村", "", "the workbook cannot be opened: cut short"),
    ]


def test_every_sheet_prints_on_a4(target: Path) -> None:
    """All sheets are A4 and lie across; long tables repeat their headings."""
    write_ranking(ORDINARY, target, "zh")
    assert printed(target) == [
        ("总览", "9", "landscape", ""),
        ("村排名", "9", "landscape", "$2:$2"),
        ("社区排名", "9", "landscape", "$2:$2"),
        ("松岭乡", "9", "landscape", "$4:$4"),
        ("云溪镇", "9", "landscape", "$4:$4"),
        ("未归属", "9", "landscape", "$4:$4"),
        ("未评定", "9", "landscape", "$2:$2"),
        ("问题清单", "9", "landscape", "$2:$2"),
    ]


def test_a_district_without_a_single_rating(target: Path) -> None:
    """A folder of which nothing can be rated still gives a workbook that counts everything."""
    write_ranking(district([], [unrated("白石村")]), target, "en")
    assert openpyxl.load_workbook(target).sheetnames == ["Overview", "unplaced", "not rated", "Findings"]


@pytest.mark.parametrize(
    "town",
    [
        pytest.param("东/西[镇]:*?\\", id="forbidden"),
        pytest.param("'引号镇'", id="quoted"),
        pytest.param("a" * 30 + "'乡", id="quote at the cut"),
        pytest.param("''", id="only quotes"),
        pytest.param("[]", id="only forbidden"),
        pytest.param("   ", id="only spaces"),
        pytest.param("一" * 40, id="long"),
        pytest.param("𠮷" * 31, id="rare characters count twice"),
        pytest.param("甲\x07乙", id="control"),
        pytest.param("甲\ufffe乙", id="no character"),
        pytest.param("换\n行镇", id="two lines"),
        pytest.param("History", id="reserved"),
    ],
)
def test_a_town_whose_name_is_no_sheet_name(target: Path, town: str) -> None:
    """Whatever a town is called, it has a sheet whose name Excel accepts."""
    write_ranking(district([village("石门村", town)]), target, "zh")
    name, _ = town_sheets(target)[0]
    faults = [
        sorted(FORBIDDEN & set(name)),
        name.strip("'") != name,
        not 1 <= len(name.encode("utf-16-le")) // 2 <= 31,
        name.lower() == "history",
        not name.isprintable(),
    ]
    assert faults == [[], False, False, False, False]


def test_towns_whose_names_are_cut_to_the_same(target: Path) -> None:
    """Towns that differ only behind the thirty-first character, or in case, have different sheets."""
    towns = ["镇" * 31 + "甲", "镇" * 31 + "乙", "abc", "ABC"]
    write_ranking(district([village(f"{number}村", town) for number, town in enumerate(towns)]), target, "zh")
    assert sorted(town_sheets(target)) == sorted(
        [("镇" * 31, towns[0]), ("镇" * 27 + " (2)", towns[1]), ("abc", "abc"), ("ABC (2)", "ABC")]
    )


@pytest.mark.parametrize("town", ["总览", "村排名", "未评定", "问题清单"])
def test_a_town_that_is_called_like_one_of_our_sheets(target: Path, town: str) -> None:
    """A town may bear the name of another sheet: both are there, under names of their own."""
    write_ranking(district([village("石门村", town)]), target, "zh")
    book = openpyxl.load_workbook(target)
    ours = ["总览", "村排名", "未评定", "问题清单"]
    assert (len(book.sheetnames), sum(name.startswith(town) for name in book.sheetnames)) == (len(ours) + 1, 2)


def test_the_same_town_has_one_sheet(target: Path) -> None:
    """Units of one town stand together on one sheet."""
    write_ranking(district([village("石门村"), village("青坞村")], [unrated("上田村", "云溪镇")]), target, "zh")
    assert town_sheets(target) == [("云溪镇", "云溪镇")]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_village_is_no_formula(target: Path, text: str) -> None:
    """Name, town and file of a village and the district's name stay text, whatever they begin with."""
    write_ranking(district([village(text, text)], [unrated(text, text, text)], text), target, "zh")
    assert formulas(target) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_village_is_written_in_full(target: Path, text: str) -> None:
    """A name or town that looks like a formula stands in the ranking as it was typed."""
    write_ranking(district([village(text, text)]), target, "zh")
    assert [row[1:3] for row in cells(target, "村排名")[2:]] == [(text, text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_control_characters_do_not_break_the_file(target: Path, language: Language) -> None:
    """Characters that a file cannot hold are left out of names, and every part of the file can be read."""
    broken = "石\x07门\x00村\x1f"
    write_ranking(district([village(broken, broken)], [unrated(broken, broken)], broken), target, language)
    assert broken_parts(target) == []


def test_the_same_district_gives_the_same_bytes(tmp_path: Path) -> None:
    """A ranking written twice is the same file, byte for byte."""
    for name in "ab":
        write_ranking(ORDINARY, tmp_path / f"{name}.xlsx", "zh")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_workbook_is_known_as_a_ranking(target: Path) -> None:
    """The workbook bears the imprint of a ranking."""
    write_ranking(ORDINARY, target, "zh")
    assert read_imprint(target) == Imprint("ranking", untouched=True)
