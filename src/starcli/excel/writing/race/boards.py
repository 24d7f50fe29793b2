"""The boards: a sheet a group with places, movement, dimensions, grades and lists, ready to be put up on a wall."""

from collections.abc import Mapping

from starcli.core.everyone import Member
from starcli.core.racing.boards import Board, BoardRow
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.race.report import RaceReport
from starcli.excel.writing.race.words import arrow, grade_stars, group_words, kind_words, list_cell
from starcli.excel.writing.unranked_pages import NOT_RATED, NOT_REPORTED

_NARROW, _WIDE = 9.5, 14
_KIND = 17
_NEW, _BACK = Text("新", "new"), Text("恢复", "back")
_OTHER_GROUP = Text("换组", "other group")


def board_page(book: Workbook, report: RaceReport, board: Board) -> Page:
    """The sheet of a group."""
    race = report.race
    columns = _columns(report, board, _NARROW if book.language == "zh" else _WIDE)
    name = group_words(board.group, race.keys, race.framework)
    page = book.page(name, widths(tuple(columns.values())), landscape=True)
    title = Text(f"{name.zh} {race.last.label} 晾晒榜", f"{name.en}: board of {race.last.label}")
    page.say(title, "title", height=30)
    page.say(_about(report, board), "subtitle")
    lines = [*(_row(row, report) for row in board.rows), *map(_other, board.others)]
    page.table(tuple(columns.values()), [[line.get(key) for key in columns] for line in lines], repeat=True)
    page.skip()
    _legend(page, report, columns)
    page.footer(imprint_line(race.framework))
    return page


def cut_off(report: RaceReport) -> str:
    """The day up to which the last season's data go; its label where it is no season of a year."""
    season = report.race.last.forms.season
    return season.last_day.isoformat() if season is not None else report.race.last.label


def _columns(report: RaceReport, board: Board, width: float) -> Mapping[str, Column]:
    """The columns that the board needs, by key: dimensions by their ids, some only where there is something to say."""
    used = {key for row in board.rows for key in row.movement.now.standing.dimensions}
    dimensions = {key: each.name for key, each in report.race.framework.dimensions.items() if key in used}
    adjusted = any(row.plain != row.movement.now.standing.total for row in board.rows)
    held = any(row.award is not None and row.award.held is not None for row in board.rows)
    known = {
        "place": Column(Text("名次", "Place"), 6, "strong_whole"),
        "last": Column(Text("上季名次", "Last"), 7, "whole"),
        "moved": Column(Text("升降", "Moved"), 8, "centre"),
        "county": Column(Text("县(市、区)", "County"), 12),
        "town": Column(Text("镇街", "Town"), 14),
        "unit": Column(Text("村社", "Unit"), 18, "strong"),
        "kind": Column(Text("类型", "Kind"), width if width == _NARROW else _KIND, "centre"),
        "total": Column(Text("总分", "Total"), 8, "strong_points"),
        "plain": Column(Text("按填报值", "As reported"), 9, "quiet_points"),
        **{key: Column(name, width, "points") for key, name in dimensions.items()},
        "grade": Column(Text("星级", "Grade"), 11, "centre"),
        "earned": Column(Text("算得星级", "Earned"), 11, "centre"),
        "list": Column(Text("榜单", "List"), 12, "centre"),
        "until": Column(Text("数据截止", "Data up to"), 11, "centre"),
    }
    needed = {"county": "county" not in report.race.keys, "plain": adjusted, "earned": held}
    return {key: column for key, column in known.items() if needed.get(key, True)}


def _row(row: BoardRow, report: RaceReport) -> dict[str, Content | Cell]:
    now, before, framework = row.movement.now, row.movement.before, report.race.framework
    award = row.award
    return {
        **_who(now.member),
        "place": now.place,
        "last": before.place if before is not None and row.movement.comparable else None,
        "moved": _moved(row, report),
        "kind": kind_words(now.member.unit.kind, framework),
        "total": now.standing.total,
        "plain": row.plain,
        **now.standing.dimensions,
        "grade": grade_stars(award.awarded if award is not None else None, framework),
        "earned": grade_stars(award.computed if award is not None else None, framework),
        "list": list_cell(row.lists),
        "until": cut_off(report),
    }


def _who(member: Member) -> dict[str, Content | Cell]:
    return {"county": member.unit.county, "town": member.unit.town, "unit": member.unit.name}


def _moved(row: BoardRow, report: RaceReport) -> Content:
    """Places gained or lost, or why there are none to tell."""
    if row.movement.before is None:
        return _BACK if any(row.totals[:-1]) else _NEW if len(report.race.seasons) > 1 else None
    return arrow(row.movement.places_up) if row.movement.comparable else _OTHER_GROUP


def _other(member: Member) -> dict[str, Content | Cell]:
    """A unit without a place: nobody is left out."""
    return {**_who(member), "list": Cell(NOT_REPORTED if member.state == "missing" else NOT_RATED, "centre")}


def _about(report: RaceReport, board: Board) -> Text:
    race = report.race
    states = [Text(f"已评定 {len(board.rows)}/{board.units}", f"{len(board.rows)} of {board.units} rated")]
    if race.last.is_frozen:
        states.append(Text("已封存", "frozen"))
    if race.last.forms.trial:
        states.append(Text("试评", "trial"))
    states.append(Text(f"数据截止 {cut_off(report)}", f"data up to {cut_off(report)}"))
    return Text(" · ".join(each.zh for each in states), " · ".join(each.en for each in states))


def _legend(page: Page, report: RaceReport, columns: Mapping[str, Column]) -> None:
    """What the words and signs mean."""
    board = report.race.framework.board
    if board.ties.zh:
        page.say(board.ties, "quiet")
    for each in board.lists:
        page.say(
            Text(
                f"{each.label.zh}：{each.name.zh}，{each.rule.zh}", f"{each.label.en}: {each.name.en}, {each.rule.en}"
            ),
            "quiet",
        )
    if board.colour_note.zh:
        page.say(board.colour_note, "quiet")
    if "plain" in columns:
        page.say(
            Text(
                "总分按季度口径计（年度目标折算、沿用公布值等），“按填报值”是不折算的总分；逐项见“折算与沿用”。",
                "Totals go by the season's rules (targets pro rata, values kept, …); 'as reported' is the total "
                "without them. Each value is on the page of season values.",
            ),
            "quiet",
        )
    if "earned" in columns:
        page.say(
            Text(
                "星级是授予的星级；与算得的不同时，原因见“升降星”。",
                "'Grade' is the one awarded; where another was earned the page of grades says why.",
            ),
            "quiet",
        )
