"""The list behind every figure: a row for each unit of which it is not shown that it meets a requirement."""

from collections.abc import Mapping
from dataclasses import dataclass

from starcli.core.pool.groups import Group
from starcli.core.pool.pool import Problem
from starcli.core.pool.questions import Miss, Why
from starcli.core.pool.report import PoolReport
from starcli.core.pool.words import WHY_NAMES, short_name, value_words
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot

LIST_NAME = Text("名单", "Units")
_GATE = Cell(Text("必达", "gate"), "bad")
_STYLES: Mapping[Why, str] = {"missed": "centre", "blank": "bad", "unrated": "doubtful", "missing": "doubtful"}
_COLUMNS = (
    Column(Text("编码", "Code"), 10, "centre"), Column(Text("序号", "No."), 7, "whole"),
    Column(Text("县（市、区）", "County"), 12), Column(Text("镇街", "Town"), 16), Column(Text("单位", "Unit"), 20),
    Column(Text("类型", "Kind"), 11, "centre"), Column(Text("分类", "Profile"), 16, "centre"),
    Column(Text("标签", "Tags"), 16), Column(Text("现状", "Now"), 14, "centre"),
    Column(Text("要求", "Required"), 14, "centre"), Column(Text("情况", "Why"), 13, "centre"),
    Column(Text("必达", "Gate"), 7, "centre"),
)  # fmt: skip
_HEAD_ROWS = 3


@dataclass(frozen=True, slots=True)
class Lists:
    """Where the units behind every figure stand: the rows of each problem, and each unit's number among them."""

    sheet: str
    first: Mapping[str, int]
    numbers: Mapping[str, Mapping[int, int]]

    def spot(self, problem: Problem, group: Group | None = None) -> Spot | None:
        """The first row of a problem, or of those of its units that are in a group; None where there are none."""
        numbers = self.numbers[problem.id]
        if group is None:
            return Spot(self.sheet, self.first[problem.id]) if numbers else None
        number = next((numbers[member] for member in group.members if member in numbers), None)
        return Spot(self.sheet, self.first[problem.id] + number - 1) if number is not None else None


def lists_of(page: Page, report: PoolReport) -> Lists:
    """Where each unit will stand on the sheet of units: known before any of it is written."""
    row = _HEAD_ROWS
    first: dict[str, int] = {}
    numbers: dict[str, dict[int, int]] = {}
    for problem in report.pool.problems:
        first[problem.id] = row
        numbers[problem.id] = {miss.member: n for n, miss in enumerate(problem.question.misses, 1)}
        row += len(problem.question.misses)
    return Lists(page.name, first, numbers)


def list_page(book: Workbook) -> Page:
    """The empty sheet of units."""
    return book.page(LIST_NAME, widths(_COLUMNS), landscape=True)


def fill_list(page: Page, report: PoolReport) -> None:
    """Write every row of the sheet of units."""
    page.say(Text("每个数字背后的单位", "The units behind every figure"), "section", height=22)
    page.say(
        Text(
            "按编码、镇街、标签等筛选，即得任一数字的名单；序号在每个编码内从1起，各问题页引用。",
            "Filter by code, town, tag and so on for the units of any figure. Numbers begin anew with every code; the "
            "pages of problems name them.",
        ),
        "quiet",
    )
    rows = (
        _row(problem, number, miss, report)
        for problem in report.pool.problems
        for number, miss in enumerate(problem.question.misses, 1)
    )
    top = page.table(_COLUMNS, rows, repeat=True)
    if page.row > top + 1:
        page.sheet.autofilter(top, 0, page.row - 1, len(_COLUMNS) - 1)
    page.footer(imprint_line(report.pool.framework))


def _row(problem: Problem, number: int, miss: Miss, report: PoolReport) -> list[Content | Cell]:
    member, framework = report.pool.members[miss.member], report.pool.framework
    unit = member.unit
    demand = problem.question.demand_of(unit)
    return [
        problem.id,
        number,
        unit.county,
        unit.town,
        unit.name,
        framework.kinds[unit.kind].name if unit.kind else None,
        short_name(framework.profiles[unit.profile].name) if unit.profile else None,
        Text("、".join(member.tags), ", ".join(member.tags)),
        value_words(miss, problem.question),
        demand.words if demand is not None else None,
        Cell(WHY_NAMES[miss.why], _STYLES[miss.why]),
        _GATE if miss.gate else None,
    ]
