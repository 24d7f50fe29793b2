"""The workbook of pooled problems: every figure leads to its units, and nothing in it is more than text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from factory import Item, at_least, framework_of
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from pools import ASKED, pooling_of, rated, without
from sheets import HOSTILE, broken_parts, formulas

from starcli.core.everyone import Member
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Framework
from starcli.core.pool.causes import Cause, Causes, Department, Wish
from starcli.core.pool.fixing import Lever, Levers, fixes_of
from starcli.core.pool.pool import Pooling
from starcli.core.pool.report import PoolReport
from starcli.core.pool.rules import PoolRules
from starcli.core.reconcile import Missing
from starcli.core.roster import RosterUnit
from starcli.core.scheme import Schemes
from starcli.core.text import Language, Text
from starcli.excel.writing.pool.book import write_pool
from starcli.excel.writing.pool.links import runs

FRAMEWORK = framework_of([
    replace(ASKED, weight="50", gates=("gold",)),
    Item("B-1", "50", requires={"gold": at_least("80")}, kinds=("village", "community")),
])  # fmt: skip


def _members() -> Iterator[Member]:
    """Forty units of three towns, some of them old communities, one without a value, one that did not report."""
    for number in range(40):
        old = number % 4 == 0
        said = {"A-1": "10" if old or number % 7 == 0 else "90", "B-1": "" if number == 5 else "60"}
        yield rated(said, FRAMEWORK, kind="community" if old else "village", town=f"{'甲乙丙'[number % 3]}镇",
                    tags=["老旧社区"] if old else [])  # fmt: skip
    yield without(town="甲镇")


def _report(members: Sequence[Member] = (), framework: Framework = FRAMEWORK, *, extras: bool = True) -> PoolReport:
    pooling = pooling_of(members or list(_members()), framework)
    pool = pooling.pool
    causes = Causes(
        {"A-1": (Cause(Text("缺房", "no rooms"), (0, 3)),)},
        (Department(Text("住建局", "Housing"), (Wish(0, "A-1", "请支持用房"),)),),
        frozenset({0, 3}),
    )
    missing = tuple(Missing(RosterUnit(m.unit, m.tags, m.location), _finding()) for m in pool.members if not m.standing)
    return PoolReport(
        "示例县", pool, "self", Text("共41个", "41 units"), (), missing, (), (),
        causes if extras else None, _levers(pooling) if extras else None,
    )  # fmt: skip


def _finding() -> Finding:
    return finding("not-reported", Location("roster"), unit="x")


def _levers(pooling: Pooling) -> Levers:
    fixes = fixes_of(pooling.pool, Schemes(pooling.pool.framework), [("A-1",), ("B-1",)])
    return Levers(pooling.pool.having, (Lever(1, fixes[0], fixes[1], len(fixes[0].having)),))


def _book(report: PoolReport, folder: Path, language: Language = "zh") -> Workbook:
    write_pool(report, folder / "pool.xlsx", language)
    return openpyxl.load_workbook(folder / "pool.xlsx")


def _target(book: Workbook, cell: Cell) -> tuple[Worksheet, int]:
    """The sheet and the row that a cell leads to."""
    assert cell.hyperlink is not None, cell.coordinate
    sheet, row = re.fullmatch(r"'(.+)'!A(\d+)", cell.hyperlink.location).groups()  # type: ignore[union-attr]
    return book[sheet.replace("''", "'")], int(row)


def _listed(sheet: Worksheet, row: int, count: int) -> list[tuple[Any, ...]]:
    """So many rows of the list of units from one on: code, number, county, town, unit, kind, profile, tags."""
    return [tuple(cell.value for cell in sheet[row + at][:8]) for at in range(count)]


def test_every_figure_of_a_town_leads_to_its_units(tmp_path: Path) -> None:
    """Behind the figure of a town stand as many rows of that town, in the list, as there are units."""
    report = _report()
    book = _book(report, tmp_path)
    seen = 0
    for problem in report.pool.problems:
        by_name = {f.group.name.zh: f for f in problem.figures if f.group.sort == "town"}
        for row in book[problem.id].iter_rows():
            if row[0].value == "镇街":
                figure = by_name[str(row[1].value).removeprefix("示例县 ")]
                assert row[3].value == figure.tally.known
                sheet, first = _target(book, row[3])
                units = _listed(sheet, first, figure.tally.shown)
                assert {(unit[0], unit[3]) for unit in units} == {(problem.id, figure.group.key)}
                after = _listed(sheet, first + len(units), 1)[0]
                assert (after[0], after[3]) != (problem.id, figure.group.key)
                seen += 1
    assert seen == 6


def test_every_figure_of_a_tag_names_its_units(tmp_path: Path) -> None:
    """The numbers that stand behind the figure of a tag, kind or profile are those of its units in the list."""
    report = _report()
    book = _book(report, tmp_path)
    row = next(row for row in book["A-1"].iter_rows() if row[1].value == "老旧社区")
    sheet, where = _target(book, row[3])
    name, _, told = str(sheet.cell(where, 1).value).partition("：")
    numbers = [number for part in told.split(", ") for number in _numbers(part)]
    assert (name, len(numbers)) == ("老旧社区（10）", 10)
    listed = {unit[1]: unit for unit in _listed(book["名单"], 4, 60) if unit[0] == "A-1"}
    assert {listed[number][7] for number in numbers} == {"老旧社区"}
    assert sum(unit[7] == "老旧社区" for unit in listed.values()) == 10


def _numbers(part: str) -> range:
    first, _, last = part.partition("–")
    return range(int(first), int(last or first) + 1)


@pytest.mark.parametrize(
    ("numbers", "words"), [((), []), ((3,), ["3"]), ((1, 2, 3, 5, 7, 8), ["1–3", "5", "7–8"]), ((4, 6), ["4", "6"])]
)
def test_numbers_in_runs(numbers: Sequence[int], words: Sequence[str]) -> None:
    """Numbers that follow one another are told by the first and the last."""
    assert runs(numbers) == words


@pytest.mark.parametrize("share", ["30", "25"])
def test_the_heat_map_says_what_every_shade_means(tmp_path: Path, share: str) -> None:
    """All six shades stand in the legend, with their figures, however few indicators there are."""
    pool = pooling_of(list(_members()), FRAMEWORK, PoolRules(share=Decimal(share))).pool
    book = _book(replace(_report(extras=False), pool=pool), tmp_path)
    legend = next(row for row in book["热力图"].iter_rows() if row[0].value == "颜色（%）")
    told = {"30": ["0", "0–10", "10–20", "20–30", "30–60", "60–100"],
            "25": ["0", "0–8.3", "8.3–16.7", "16.7–25", "25–50", "50–100"]}  # fmt: skip
    assert [cell.value for cell in legend[1:] if cell.value] == told[share]


def test_the_heat_map_shows_numbers_that_lead_to_units(tmp_path: Path) -> None:
    """Every shaded cell has its per cent; where somebody did not report, a mark; a dash where nobody is asked."""
    framework = framework_of([replace(ASKED, kinds=("village",)), Item("B-1", "9", requires={"gold": at_least("80")})])
    members = [rated({"A-1": "10", "B-1": "90"}, framework), without(),
               rated({"B-1": "90"}, framework, kind="community", town="西镇")]  # fmt: skip
    report = _report(members, framework, extras=False)
    book = _book(report, tmp_path)
    rows = {row[0].value: row for row in book["热力图"].iter_rows() if row[0].value}
    east, west = rows["东镇"], rows["西镇"]
    assert (east[3].value, east[4].value, west[3].value, west[4].value) == (100, 50, "—", 0)
    assert '"*"' in east[3].number_format
    assert '"*"' not in west[4].number_format
    sheet, first = _target(book, east[3])
    assert [unit[:4] for unit in _listed(sheet, first, 2)] == [
        ("A-1", 1, "示例县", "东镇"),
        ("A-1", 2, "示例县", "东镇"),
    ]
    assert (west[3].hyperlink, west[4].hyperlink) == (None, None)


def test_the_page_for_leaders(tmp_path: Path) -> None:
    """One page: the problems with what they keep back, why, and what would bring the most; each leads to its page."""
    book = _book(_report(), tmp_path)
    page = book.worksheets[0]
    words = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]
    assert page.title == "领导参阅"
    assert page.page_setup.fitToHeight != 0
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert any("更突出：" in word and "老旧社区 100.0%（10/10）" in word for word in words)
    assert any("方案所列原因：缺房（2）" in word for word in words)
    assert any(word.startswith("集中解决 1 项") for word in words)
    first = next(row for row in page.iter_rows() if row[1].value == "A-1")
    assert _target(book, first[1])[0].title == "A-1"


def test_sheets_that_are_not_asked_for_are_not_there(tmp_path: Path) -> None:
    """Without levers and plans there are no pages about them."""
    names = _book(_report(extras=False), tmp_path).sheetnames
    assert names == ["领导参阅", "问题一览", "热力图", "A-1", "B-1", "名单", "未评定", "未上报", "问题清单"]
    assert {"集中解决", "集中解决名单", "原因与支持"} <= set(_book(_report(), tmp_path / "more").sheetnames)


def test_what_fixes_bring_leads_to_the_units(tmp_path: Path) -> None:
    """The figures of a choice lead to the sheet on which every unit that has the grade by it is marked."""
    report = _report()
    book = _book(report, tmp_path, "en")
    assert report.levers is not None
    best = report.levers.last.best
    row = next(row for row in book["Fixes"].iter_rows() if row[0].value == 1)
    assert (row[2].value, row[3].value) == (len(best.having), len(best.having) - len(report.pool.having))
    sheet, _ = _target(book, row[2])
    marks = [cells[6].value for cells in sheet.iter_rows(min_row=4)]
    assert sum(mark in ("○", "●") for mark in marks) == len(best.having)
    assert sum(mark == "●" for mark in marks) == len(report.levers.gained(best))


STRANGE = (*HOSTILE, "<script>alert(1)</script>", "x" * 300, "'; DROP--", "tab\there\x07", "A\u202eB")


def test_text_stays_text(tmp_path: Path) -> None:
    """Whatever units, towns, tags, causes and wishes are called, no cell is a formula and no link leaves the book."""
    members = [rated("10", name=name, town=name, tags=[name]) for name in STRANGE]
    report = _report(members, framework_of([ASKED]), extras=False)
    causes = Causes(
        {"A-1": tuple(Cause(Text.same(name), (0,)) for name in STRANGE)},
        tuple(Department(Text.same(name), (Wish(0, "A-1", name),)) for name in STRANGE),
        frozenset({0}),
    )
    book = _book(replace(report, causes=causes), tmp_path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert (formulas(tmp_path / "pool.xlsx"), broken_parts(tmp_path / "pool.xlsx")) == ([], [])
    assert [cell.coordinate for cell in cells if cell.hyperlink is not None and cell.hyperlink.target] == []
    assert {"=1+1", "<script>alert(1)</script>"} <= {cell.value for cell in cells}


def test_the_same_pool_gives_the_same_bytes(tmp_path: Path) -> None:
    """A second run writes the same file, byte for byte."""
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    write_pool(_report(), first, "zh")
    write_pool(_report(), second, "zh")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_languages_say_the_same(tmp_path: Path, language: Language) -> None:
    """As many sheets and rows in either language, and no word of the other one in headings."""
    book = _book(_report(), tmp_path, language)
    heads = [
        cell.value for cell in next(row for row in book.worksheets[1].iter_rows() if row[1].value in ("编码", "Code"))
    ]
    assert all(str(head).isascii() == (language == "en") for head in heads)
    assert len(book.sheetnames) == 12
