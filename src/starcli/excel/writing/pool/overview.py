"""All problems on one sheet, those that matter most first; figures lead to units, codes to the problems' pages."""

from collections.abc import Mapping

from starcli.core.pool.pool import Problem
from starcli.core.pool.report import PoolReport
from starcli.core.pool.words import SORT_NAMES, worst_groups
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link
from starcli.excel.writing.pool.lists import Lists

OVERVIEW_NAME = Text("问题一览", "All problems")
_STYLES = {"common": "bad", "grouped": "doubtful", "own": "centre", "open": "doubtful", "none": "centre"}
_COLUMNS = (
    Column(Text("序", "No."), 4, "whole"), Column(Text("编码", "Code"), 9, "link"),
    Column(Text("指标", "Indicator"), 30), Column(Text("必达", "Gate"), 6, "centre"),
    Column(Text("类别", "Sort"), 10, "centre"), Column(Text("应达标", "Asked"), 7, "whole"),
    Column(Text("不达标", "Miss it"), 7, "whole"), Column(Text("未评未报", "No rating"), 7, "whole"),
    Column(Text("比例", "Share"), 8, "percent"), Column(Text("最多", "At most"), 8, "percent"),
    Column(Text("因它未达", "Keeps back"), 7, "whole"), Column(Text("只差这项", "Alone"), 7, "whole"),
    Column(Text("合计可增分", "Points"), 9, "points"), Column(Text("更突出的组", "Worse in"), 34),
)  # fmt: skip
_CODE, _MISSED = 1, 6


def overview_page(book: Workbook) -> Page:
    """The empty sheet."""
    return book.page(OVERVIEW_NAME, widths(_COLUMNS), landscape=True)


def fill_overview(page: Page, report: PoolReport, lists: Lists, spots: Mapping[str, Spot]) -> None:
    """Write a row for every indicator of which the target requires something."""
    grade = report.pool.target.name
    title = Text(f"对照{grade.zh}的全部问题", f"All problems against {grade.en.lower()}")
    page.say(title, "section", height=22)
    about = Text(
        "必达项在前，其余按“只差这一项”的单位数、不达标单位数排；点编码看分组和区间，点不达标数看名单。",
        "Gates first, then by how many units lack nothing else and by how many miss it. Codes lead to groups and "
        "intervals, figures to their units.",
    )
    page.say(about, "quiet")
    problems = report.pool.problems
    top = page.table(_COLUMNS, [_row(number, problem) for number, problem in enumerate(problems, 1)], repeat=True)
    for row, problem in enumerate(problems, top + 1):
        spot = spots.get(problem.id)
        link(page, row, _CODE, problem.id, "link" if spot is not None else "text", spot)
        if problem.whole.shown:
            link(page, row, _MISSED, problem.whole.known, "link_whole", lists.spot(problem))
    if problems:
        page.sheet.autofilter(top, 0, page.row - 1, len(_COLUMNS) - 1)
    page.footer(imprint_line(report.pool.framework))


def _row(number: int, problem: Problem) -> list[Content | Cell]:
    question, whole = problem.question, problem.whole
    return [
        number,
        question.id,
        question.name,
        Cell(Text("必达", "gate"), "bad") if question.gate else None,
        Cell(SORT_NAMES[problem.sort], _STYLES[problem.sort]),
        whole.asked,
        whole.known,
        whole.unknown or None,
        whole.least,
        whole.most if whole.unknown else None,
        len(question.kept) or None,
        len(question.alone) or None,
        question.gain,
        worst_groups(problem),
    ]
