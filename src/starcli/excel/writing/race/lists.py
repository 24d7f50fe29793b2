"""The lists that are published: honour, progress and warning, each unit with the word that says which."""

from collections.abc import Sequence

from starcli.core.racing.boards import Board, BoardRow
from starcli.core.racing.rules import BoardList
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths
from starcli.excel.writing.race.report import RaceReport
from starcli.excel.writing.race.words import arrow, grade_stars, group_words, signed


def lists_page(book: Workbook, report: RaceReport, boards: Sequence[Board]) -> None:
    """Every list of the last season, group by group."""
    columns = (
        Column(Text("榜单", "List"), 10, "centre"),
        Column(Text("组别", "Group"), 26),
        Column(Text("名次", "Place"), 8, "whole"),
        Column(Text("上季名次", "Last"), 9, "whole"),
        Column(Text("升降", "Moved"), 8, "centre"),
        Column(Text("镇街", "Town"), 16),
        Column(Text("村社", "Unit"), 20, "strong"),
        Column(Text("总分", "Total"), 9, "points"),
        Column(Text("比上季", "On last"), 9, "centre"),
        Column(Text("星级", "Grade"), 12, "centre"),
    )
    page = book.page(Text("榜单", "Lists"), widths(columns), landscape=True)
    last = report.race.last.label
    page.say(Text(f"{last} 榜单", f"{last}: lists"), "title", height=30)
    rules = report.race.framework.board
    if rules.colour_note.zh:
        page.say(rules.colour_note, "quiet")
    if not rules.lists:
        page.say(Text("指标体系没有规定榜单。", "The framework has no lists."))
    first = True
    for each in rules.lists:
        page.skip()
        page.say(Text(f"{each.name.zh}：{each.rule.zh}", f"{each.name.en}: {each.rule.en}"), "section", height=22)
        rows = [_row(each, board, row, report) for board in boards for row in board.rows if each in row.lists]
        if rows:
            page.table(columns, rows, repeat=first)
            first = False
        else:
            page.say(Text("无。", "None."))
    page.footer(imprint_line(report.race.framework))


def _row(each: BoardList, board: Board, row: BoardRow, report: RaceReport) -> list[Content | Cell]:
    movement, framework = row.movement, report.race.framework
    unit, before = movement.now.member.unit, movement.before
    return [
        Cell(each.label, f"listed_{each.sort}"),
        group_words(board.group, report.race.keys, framework),
        movement.now.place,
        before.place if before is not None and movement.comparable else None,
        arrow(movement.places_up),
        unit.town,
        unit.name,
        movement.now.standing.total,
        signed(movement.points_up),
        grade_stars(row.award.awarded if row.award is not None else None, framework),
    ]
