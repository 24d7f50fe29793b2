"""The posts that nobody has: how many of each every town has to fill, and in which grids."""

from starcli.core.grids.posts import POSTS
from starcli.core.grids.report import GridsReport
from starcli.core.grids.state import UnitState
from starcli.core.grids.words import vacancies_of
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths


def posts_page(book: Workbook, report: GridsReport) -> None:
    """One row a town with its numbers, below it its units with the grids; room for who will fill them."""
    columns = (
        Column(Text("镇街", "Town"), 14),
        Column(Text("村社", "Unit"), 18),
        Column(Text("待补", "To fill"), 8, "whole"),
        *(Column(name, 24) for name in POSTS.values()),
        Column(Text("拟补人选和时限", "Who and by when"), 24, "input"),
    )
    page = book.page(Text("补岗清单", "Posts to fill"), widths(columns), landscape=True)
    page.say(
        Text("待补岗位：各镇街合计，逐村社列出网格", "Posts to fill: by town, then the grids of each unit"),
        "section",
        height=22,
    )
    rows: list[list[Content | Cell]] = []
    for place, units in report.by_place.items():
        tally = report.totals.towns[place]
        if not tally.to_fill:
            continue
        counts = [Cell(_count(tally.vacancies[post]), "group") for post in POSTS]
        town = str(place) or Text("未归属", "unplaced")
        rows.append(
            [Cell(town, "group"), Cell(None, "group"), Cell(tally.to_fill, "sum_whole"), *counts, Cell(None, "group")]
        )
        rows += [_unit(unit) for unit in units if any(unit.vacancies(post) for post in POSTS)]
    if not rows:
        page.say(Text("没有待补的岗位。", "There are no posts to fill."))
        return
    whole = report.totals.whole
    totals = [Cell(_count(whole.vacancies[post]), "sum_label") for post in POSTS]
    rows.append(
        [
            Cell(whole.name, "sum_label"),
            Cell(None, "sum_label"),
            Cell(whole.to_fill, "sum_whole"),
            *totals,
            Cell(None, "sum_label"),
        ]
    )
    page.table(columns, rows, repeat=True)
    page.footer(imprint_line(report.framework))


def _unit(unit: UnitState) -> list[Content | Cell]:
    fill = sum(unit.vacancies(post) for post in POSTS)
    return [unit.ledger.unit.town, unit.ledger.unit.name, fill, *(vacancies_of(unit, post) for post in POSTS), None]


def _count(number: int) -> Text:
    return Text(f"{number} 名", str(number)) if number else Text.same("—")
