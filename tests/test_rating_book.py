"""The rating workbook: three sheets that print well, a ledger that adds up, and text that stays text."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sheets import HOSTILE, broken_parts, cells, formulas, printed, rated

from starcli.core.assessment import Unit
from starcli.core.findings import Location, finding
from starcli.core.rating import Rating
from starcli.core.text import LANGUAGES, Language
from starcli.excel.imprint import Imprint, read_imprint
from starcli.excel.writing.rating_book import write_rating

SHIMEN = Unit("330199001201", "石门村", town="云溪镇", county="示例县")
CASES = {
    "plain": rated(SHIMEN),
    "community": rated(Unit(name="桥头社区", kind="community")),
    "bonus": rated(SHIMEN, counted={"B2": 1, "D2": 3}),
    "capped": rated(SHIMEN, counted={"B1": 3, "B2": 4, "D1": 9}),
    "rescaled": rated(SHIMEN, waived={"ORG-08": "本村无流动党员", "DEV-04": "本年度无项目"}),
    "everything": rated(SHIMEN, counted={"B1": 9, "D4": 1}, waived={"ORG-08": "本村无流动党员"}),
    "nothing": rated(SHIMEN, at="one-star"),
}


def ledger(path: Path) -> tuple[list[tuple[Any, ...]], tuple[Any, ...]]:
    """The rows of the ledger below its heading, and the row of the total."""
    rows = cells(path, "得分明细")
    top = next(number for number, row in enumerate(rows) if row[0] == "编码")
    return rows[top + 1 : -1], rows[-1]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the workbook goes."""
    return tmp_path / "石门村-rating.xlsx"


@pytest.mark.parametrize("case", CASES)
def test_the_ledger_adds_up_to_its_total(target: Path, case: str) -> None:
    """The points column of the ledger sums to the total below it, which is the rating's."""
    write_rating(CASES[case], (), target, "zh")
    rows, total = ledger(target)
    column = sum((Decimal(str(row[8])) for row in rows), Decimal(0))
    assert (column, Decimal(str(total[8]))) == (CASES[case].total, CASES[case].total)


@pytest.mark.parametrize("case", CASES)
def test_the_only_formula_is_the_sum_of_the_ledger(target: Path, case: str) -> None:
    """The total is a live sum over exactly the rows of the ledger, and no other cell holds a formula."""
    write_rating(CASES[case], (), target, "zh")
    rows, _ = ledger(target)
    assert formulas(target) == [f"<f>SUM(I4:I{3 + len(rows)})</f>"]


def test_the_ledger_has_every_indicator_once(target: Path) -> None:
    """Each indicator of the scheme has a row with its weight, in the scheme's order."""
    write_rating(CASES["plain"], (), target, "zh")
    rows, _ = ledger(target)
    wanted = [(r.indicator.id, float(r.indicator.weight)) for r in CASES["plain"].results]
    assert [(row[0], row[7]) for row in rows] == wanted


def test_what_stands_between_the_points_and_the_total(target: Path) -> None:
    """Rescaling, each adjustment and the cap stand in the ledger with their points."""
    rating = CASES["capped"]
    write_rating(rating, (), target, "zh")
    rows, _ = ledger(target)
    assert [(row[0] or "", row[1], row[8]) for row in rows[len(rating.results) :]] == [
        ("B1", "获国家级表彰或现场会推广 × 3", 6),
        ("B2", "获省级表彰或经验推广 × 4", 4),
        ("D1", "被市级以上通报批评 × 9", -9),
        ("", "加减分封顶", -1),
    ]


@pytest.mark.parametrize(
    ("language", "names"),
    [("zh", ["评定结果", "得分明细", "问题清单"]), ("en", ["Rating", "Ledger", "Findings"])],
)
def test_the_sheets_in_either_language(target: Path, language: Language, names: list[str]) -> None:
    """The workbook has a page for the wall, a ledger and the findings."""
    write_rating(CASES["plain"], (), target, language)
    assert openpyxl.load_workbook(target).sheetnames == names


def test_every_sheet_prints_on_a4(target: Path) -> None:
    """All sheets are A4; the ledger and the findings lie across, with their headings on each page."""
    write_rating(CASES["plain"], [finding("kind-missing", known="村")], target, "zh")
    assert printed(target) == [
        ("评定结果", "9", "portrait", ""),
        ("得分明细", "9", "landscape", "$3:$3"),
        ("问题清单", "9", "landscape", "$2:$2"),
    ]


def test_the_findings_with_the_gravest_first(target: Path) -> None:
    """The findings stand in the order error, warning, note, each with its place."""
    place = Location("f.xlsx", "填报表", "E5")
    given = [
        finding("interpreted", place, text="８５", value="85"),
        finding("row-repeated", place.at("E6"), id="ORG-02", other="填报表!E5"),
        finding("not-a-count", place.at("E7"), text="两次"),
    ]
    write_rating(CASES["plain"], given, target, "en")
    assert [(row[0], row[1], row[4]) for row in cells(target, "Findings")[2:]] == [
        ("error", "f.xlsx!填报表!E7", "not-a-count"),
        ("warning", "f.xlsx!填报表!E6", "row-repeated"),
        ("note", "f.xlsx!填报表!E5", "interpreted"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_village_is_no_formula(target: Path, text: str) -> None:
    """Name, town, reason and file of a village stay text, whatever they begin with."""
    rating = rated(Unit(text, text, town=text, county=text, city=text), waived={"ORG-08": text})
    write_rating(rating, [finding("not-a-count", Location(text, text, "E5"), text=text)], target, "zh")
    rows, _ = ledger(target)
    assert formulas(target) == [f"<f>SUM(I4:I{3 + len(rows)})</f>"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_village_is_written_in_full(target: Path, text: str) -> None:
    """A name that looks like a formula stands in the title as it was typed."""
    write_rating(rated(Unit(name=text)), (), target, "zh")
    assert cells(target, "评定结果")[0][0] == f"{text} 星级评定结果"


@pytest.mark.parametrize("language", LANGUAGES)
def test_control_characters_do_not_break_the_file(target: Path, language: Language) -> None:
    """Characters that a file cannot hold break no part of it, wherever a village wrote them."""
    broken = "石\x07门\x00村\x1f\ufffe"
    rating = rated(Unit(broken, broken, town=broken, county=broken), waived={"ORG-08": broken})
    write_rating(rating, [finding("not-a-count", Location(broken, broken, "E5"), text=broken)], target, language)
    assert broken_parts(target) == []


def test_control_characters_are_left_out(target: Path) -> None:
    """A name is written without the characters that a file cannot hold."""
    write_rating(rated(Unit(name="石\x07门\x00村\x1f")), (), target, "zh")
    assert cells(target, "评定结果")[0][0] == "石门村 星级评定结果"


def test_the_same_rating_gives_the_same_bytes(tmp_path: Path) -> None:
    """A rating written twice is the same file, byte for byte."""
    for name in "ab":
        write_rating(CASES["everything"], (), tmp_path / f"{name}.xlsx", "zh")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_workbook_is_known_as_a_rating(target: Path) -> None:
    """The workbook bears the imprint of a rating."""
    write_rating(CASES["plain"], (), target, "zh")
    assert read_imprint(target) == Imprint("rating", untouched=True)


def headline(path: Path) -> tuple[Any, Any]:
    """Stars and total on the page for the wall."""
    row = cells(path, "评定结果")[3]
    return row[0], row[2]


@pytest.mark.parametrize(
    ("rating", "stars"),
    [(CASES["plain"], "★★★★☆"), (CASES["nothing"], "★☆☆☆☆"), (rated(SHIMEN, at="five-star"), "★★★★★")],
)
def test_the_stars_on_the_wall(target: Path, rating: Rating, stars: str) -> None:
    """The first page shows the grade as stars beside the total."""
    write_rating(rating, (), target, "zh")
    assert headline(target) == (stars, float(rating.total))
