"""Rectification sheets: one row a gap with room to sign, and a summary that leaves nobody out."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sheets import HOSTILE, broken_parts, cells, formulas, framework, printed, rated, scheme

from starcli.core.assessment import Unit
from starcli.core.findings import Location, finding
from starcli.core.gaps import GapReport, find_gaps
from starcli.core.text import LANGUAGES, Language
from starcli.excel.imprint import Imprint, read_imprint
from starcli.excel.writing.gaps_book import GapSummary, write_gap_summary, write_gaps

FOUR = scheme().grade("four-star")
FIVE = scheme().grade("five-star")


def report(name: str = "石门村", at: str = "three-star", town: str = "云溪镇") -> GapReport:
    """The gaps of a village to four stars."""
    return find_gaps(rated(Unit(name=name, town=town), at), FOUR)


def summary(*reports: GapReport, name: str = "示例县", unrated: int = 0) -> GapSummary:
    """A summary of these reports."""
    place = Location("f.xlsx", "填报表", "E5")
    return GapSummary(name, framework(), FOUR, reports, unrated, (finding("not-a-count", place, text=name),))


def table(path: Path, name: str, heading: str) -> list[tuple[Any, ...]]:
    """The rows below a heading in the first column, down to the next empty row."""
    rows = cells(path, name)
    top = next(number for number, row in enumerate(rows) if row[0] == heading)
    below = rows[top + 1 :]
    return below[: next((number for number, row in enumerate(below) if row[0] is None), len(below))]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the workbook goes."""
    return tmp_path / "gaps.xlsx"


def test_every_gap_has_a_row(target: Path) -> None:
    """Each gap stands in its order with a number, its indicator and the points to gain."""
    write_gaps(report(), target, "zh")
    assert [(row[0], row[1], row[6]) for row in table(target, "问题清单", "序号")] == [
        (number, f"{gap.result.indicator.id} {gap.result.indicator.name.zh}", float(gap.gain))
        for number, gap in enumerate(report().gaps, start=1)
    ]


def test_the_gates_are_marked(target: Path) -> None:
    """A gap that is a gate of the target says so, and the others do not."""
    write_gaps(report(), target, "en")
    marked = [row[0] for row in table(target, "Rectification", "No.") if row[5] == "gate"]
    assert marked == [number for number, gap in enumerate(report().gaps, start=1) if gap.gate]


def test_a_unit_without_gaps(target: Path) -> None:
    """A unit that meets every requirement gets a sheet that says so."""
    write_gaps(find_gaps(rated(Unit(name="石门村"), "five-star"), FIVE), target, "en")
    column = [row[0] for row in cells(target, "Rectification")]
    assert ("No." in column, "No gaps." in column) == (False, True)


def test_person_date_and_remarks_are_left_to_fill_in(target: Path) -> None:
    """Whoever puts a gap right can type person, date and remarks, and nothing else."""
    write_gaps(report(), target, "zh")
    page = openpyxl.load_workbook(target)["问题清单"]
    row = next(cells_ for cells_ in page.iter_rows() if cells_[0].value == 1)
    assert [cell.protection.locked for cell in row] == [True] * 11 + [False] * 3


def test_there_is_a_line_to_sign(target: Path) -> None:
    """The sheet ends with room for signature, date and seal."""
    write_gaps(report(), target, "en")
    column = [str(row[0]) for row in cells(target, "Rectification")]
    assert sum(text.startswith("Party secretary (signature)") for text in column) == 1


def test_a_rectification_sheet_prints_on_a4(target: Path) -> None:
    """The sheet is A4, lies across, and repeats its headings on each page."""
    write_gaps(report(), target, "zh")
    assert printed(target) == [("问题清单", "9", "landscape", "$5:$5")]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_village_is_no_formula(target: Path, text: str) -> None:
    """Name and town of a village stay text in its sheet, whatever they begin with."""
    write_gaps(report(text, town=text), target, "zh")
    assert formulas(target) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_control_characters_do_not_break_the_file(target: Path, language: Language) -> None:
    """Characters that a file cannot hold break no part of it."""
    write_gaps(report("石\x07门\x00村\x1f\ufffe", town="云\x0b溪"), target, language)
    assert broken_parts(target) == []


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    """A rectification sheet written twice is the same file, byte for byte."""
    for name in "ab":
        write_gaps(report(), tmp_path / f"{name}.xlsx", "zh")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_imprints_of_both_workbooks(tmp_path: Path) -> None:
    """A rectification sheet and a summary bear their own imprints."""
    write_gaps(report(), tmp_path / "a.xlsx", "zh")
    write_gap_summary(summary(report()), tmp_path / "b.xlsx", "zh")
    assert [read_imprint(tmp_path / name) for name in ("a.xlsx", "b.xlsx")] == [
        Imprint("gaps", untouched=True),
        Imprint("gaps-summary", untouched=True),
    ]


def test_the_summary_has_a_row_a_unit(target: Path) -> None:
    """Each unit stands with its town, its total and how many gaps and unmet gates it has."""
    reports = [report(), report("青坞村", "four-star"), report("松岭村", town="松岭乡")]
    write_gap_summary(summary(*reports), target, "zh")
    assert [(row[0], row[1], row[3], row[5], row[6]) for row in table(target, "单位汇总", "镇街")] == [
        (r.rating.unit.town, r.rating.unit.name, float(r.rating.total), len(r.gaps), sum(gap.gate for gap in r.gaps))
        for r in reports
    ]


def test_the_summary_counts_those_without_a_rating(target: Path) -> None:
    """Workbooks that could not be rated are counted in the line below the title."""
    write_gap_summary(summary(report(), unrated=2), target, "en")
    assert cells(target, "Units")[1][0] == "3 workbooks: 1 rated, 2 not rated"


def test_the_summary_has_a_row_an_indicator(target: Path) -> None:
    """Each indicator that anybody is short of stands with how many units it applies to and are short of it."""
    reports = [report(), report("青坞村"), report("上田村", "four-star")]
    write_gap_summary(summary(*reports), target, "zh")
    short: dict[str, int] = {}
    for one in reports:
        for gap in one.gaps:
            short[gap.result.indicator.id] = short.get(gap.result.indicator.id, 0) + 1
    rows = [(row[0], row[2], row[3]) for row in table(target, "指标汇总", "编码")]
    assert sorted(rows) == sorted((key, len(reports), count) for key, count in short.items())


def test_what_most_units_are_short_of_comes_first(target: Path) -> None:
    """The indicators stand in the order of how many units are short of them."""
    write_gap_summary(summary(report(), report("青坞村", "four-star")), target, "zh")
    column = [row[3] for row in table(target, "指标汇总", "编码")]
    assert column == sorted(column, reverse=True)


@pytest.mark.parametrize(
    ("language", "names"),
    [("zh", ["单位汇总", "指标汇总", "问题清单"]), ("en", ["Units", "Indicators", "Findings"])],
)
def test_the_sheets_of_a_summary(target: Path, language: Language, names: list[str]) -> None:
    """A summary has units, indicators and findings, in either language."""
    write_gap_summary(summary(report()), target, language)
    assert openpyxl.load_workbook(target).sheetnames == names


def test_a_summary_prints_on_a4(target: Path) -> None:
    """All sheets of a summary are A4, lie across and repeat their headings."""
    write_gap_summary(summary(report()), target, "zh")
    assert printed(target) == [
        ("单位汇总", "9", "landscape", "$3:$3"),
        ("指标汇总", "9", "landscape", "$2:$2"),
        ("问题清单", "9", "landscape", "$2:$2"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_villages_is_no_formula_in_a_summary(target: Path, text: str) -> None:
    """Names, towns and findings stay text in the summary, whatever they begin with."""
    write_gap_summary(summary(report(text, town=text), name=text), target, "zh")
    assert formulas(target) == []


def test_a_summary_of_nobody(target: Path) -> None:
    """A folder of which nothing can be rated gives a summary without rows, and it opens."""
    write_gap_summary(summary(unrated=1), target, "en")
    assert table(target, "Units", "Town") + table(target, "Indicators", "Code") == []
