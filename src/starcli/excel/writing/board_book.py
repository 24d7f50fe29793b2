"""The board as a workbook (晾晒榜): an overview, the table by county or the like, the lists, and who has no rating."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from starcli.core.boards.board import Board, GroupSummary, Row, group_name, grouping_name
from starcli.core.boards.public import public, public_name
from starcli.core.boards.stars import stars_note
from starcli.core.explain import stars
from starcli.core.numbers import ZERO, divide, half_up
from starcli.core.racing.movement import Movement
from starcli.core.racing.places import Group
from starcli.core.rating import TIER_NAMES
from starcli.core.text import Language, Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths
from starcli.excel.writing.unranked_pages import NOT_RATED, NOT_REPORTED

TITLE = Text("晾晒榜", "Board")
_NEW, _NONE = Text("新", "new"), "—"


@dataclass(frozen=True, slots=True)
class _Stamped:
    """A board, and when its data were read."""

    board: Board
    time: str


def write_board(board: Board, time: datetime, target: Path, language: Language) -> None:
    """Write the workbook of a board. Raises `OutputError`."""
    stamped = _Stamped(board, time.strftime("%Y-%m-%d %H:%M"))
    title = Text(f"{board.name}{TITLE.zh}", f"{board.name}: board")
    book = Workbook("board", title, language)
    _overview(book, stamped, title)
    parts = _parts(board)
    for name, rows in parts:
        _league(book, stamped, name if len(parts) > 1 else TITLE, rows)
    if any(row.lists for row in board.rows):
        _lists(book, stamped)
    if board.others:
        _others(book, stamped)
    book.save(target)


def _parts(board: Board) -> list[tuple[Text, list[Row]]]:
    """The rows of each sheet: those that share what groups differ in first, such as the county."""
    first = [(row.movements[0].now.group[:1], row) for row in board.rows]
    keys = board.groupings[0][:1]
    parts: dict[Group, list[Row]] = {}
    for group, row in first:
        parts.setdefault(group, []).append(row)
    return [(group_name(group, keys, board.framework), rows) for group, rows in parts.items()]


def _overview(book: Workbook, stamped: _Stamped, title: Text) -> None:
    board, framework = stamped.board, stamped.board.framework
    columns = (
        Column(_heading(board), 46),
        Column(Text("已评定", "Rated"), 9, "whole"),
        *(Column(grade.name, 9, "whole") for grade in framework.grades),
        Column(Text("平均分", "Mean"), 10, "points"),
        *(Column(known.label, 9, "whole") for known in board.lists),
    )
    page = book.page(Text("总览", "Overview"), widths(columns), landscape=True)
    page.say(title, "title", height=30)
    page.say(_stamp(stamped), "subtitle")
    page.skip()
    page.say(board.turnout.words(), "section", height=22)
    groups = {one.group: [r for r in board.rows if r.movements[0].now.group == one.group] for one in board.groups[0]}
    rows: list[list[Content | Cell]] = [
        [_public(group_name(group, board.groupings[0], framework)), *_tally(some, board)]
        for group, some in groups.items()
    ]
    total = [
        Cell(content, "sum" if isinstance(content, Decimal) else "sum_whole") for content in _tally(board.rows, board)
    ]
    page.table(columns, [*rows, [Cell(Text("合计", "Total"), "sum_label"), *total]], repeat=True)
    page.skip()
    notes = (framework.board.ties, framework.board.colour_note, _rules(board), stars_note(framework))
    for note in (*notes, *_held_notes(board.rows), imprint_line(framework)):
        if note.zh:
            page.say(note, "quiet")
    page.say(framework.disclaimer, "quiet")
    page.footer(imprint_line(framework))


def _tally(rows: Sequence[Row], board: Board) -> list[Content]:
    """How many units, units a grade, the mean total, and units on each list."""
    totals = [row.standing.total for row in rows]
    places = board.framework.rounding.total
    mean = half_up(divide(sum(totals, ZERO), Decimal(len(totals))), places) if totals else None
    return [
        len(rows),
        *(sum(row.standing.grade == grade.id for row in rows) for grade in board.framework.grades),
        mean,
        *(sum(known in row.lists for row in rows) for known in board.lists),
    ]


def _league(book: Workbook, stamped: _Stamped, name: Text, rows: Sequence[Row]) -> None:
    """The table of the board, group below group; narrow, for its print is as wide as the paper."""
    board, framework, chinese = stamped.board, stamped.board.framework, book.language == "zh"
    columns = (
        Column(Text("名次", "Place"), 7, "whole"),
        Column(Text("上季名次", "Last season"), 9, "whole"),
        Column(Text("升降", "Change"), 8, "movement"),
        Column(Text("镇街", "Town"), 13),
        Column(Text("村社", "Unit"), 18),
        Column(Text("类型", "Kind"), 9 if chinese else 16, "centre"),
        Column(Text("总分", "Total"), 9, "points"),
        *(Column(dimension.name, 9.5 if chinese else 11.5, "points") for dimension in framework.dimensions.values()),
        Column(Text("星级", "Stars"), 19 if chinese else 24, "centre"),
        Column(Text("榜单", "List"), 12 if chinese else 18, "centre"),
        Column(Text("数据截止时间", "Data as of"), 17, "centre"),
    )
    page = book.page(_public(name), widths(columns), landscape=True)
    page.say(Text(f"{board.name}{TITLE.zh}", f"{board.name}: board"), "title", height=30)
    page.say(_stamp(stamped), "subtitle")
    page.skip()
    page.table(columns, [], repeat=True)
    for summary, some in _groups(board, rows):
        title = _public(group_name(summary.group, board.groupings[0], framework))
        page.say(Text(f"{title.zh}（{summary.size}）", f"{title.en} ({summary.size})"), "group", height=20)
        page.rows(columns, [_row(row, stamped) for row in some])
    for note in _held_notes(rows):
        page.skip()
        page.say(note, "quiet")
    page.footer(imprint_line(framework))


def _held_notes(rows: Sequence[Row]) -> list[Text]:
    """What the sign beside the stars of some rows means, with the reasons that there are."""
    reasons = list(dict.fromkeys(row.held for row in rows if row.held is not None))
    if not reasons:
        return []
    zh, en = "；".join(reason.zh for reason in reasons), "; ".join(reason.en for reason in reasons)
    return [Text(f"* 授星时受限：{zh}", f"* held back when awarded: {en}")]


def _stars(row: Row, stamped: _Stamped) -> Text:
    """The stars of a row, with a sign where they would not be awarded as they are."""
    framework = stamped.board.framework
    grade = framework.grade(row.standing.grade)
    signs, held = stars(grade, framework.grades[0]), " *" if row.held is not None else ""
    return Text(f"{signs} {grade.name.zh}{held}", f"{signs} {grade.name.en}{held}")


def _groups(board: Board, rows: Sequence[Row]) -> Iterator[tuple[GroupSummary, list[Row]]]:
    summaries = {summary.group: summary for summary in board.groups[0]}
    for group, some in groupby(rows, key=lambda row: row.movements[0].now.group):
        yield summaries[group], list(some)


def _row(row: Row, stamped: _Stamped) -> list[Content | Cell]:
    framework, unit, movement = stamped.board.framework, row.member.unit, row.movements[0]
    return [
        movement.now.place,
        movement.before.place if movement.before is not None and movement.comparable else Cell(_NONE, "centre"),
        _change(movement, stamped.board),
        public(unit.town),
        _name(row, stamped.board),
        framework.kinds[unit.kind].name,
        row.standing.total,
        *(row.standing.dimensions.get(key) for key in framework.dimensions),
        _stars(row, stamped),
        Text("、".join(known.label.zh for known in row.lists), ", ".join(known.label.en for known in row.lists)),
        stamped.time,
    ]


def _name(row: Row, board: Board) -> Text:
    """What a unit is called, with the period of its form where that is not the one of most."""
    name, period = public(row.member.unit.name), row.standing.period
    if not period or period == board.periods[0]:
        return Text.same(name)
    return Text(f"{name}（{public(period)} 的表）", f"{name} (form of {public(period)})")


def _change(movement: Movement, board: Board) -> Content | Cell:
    """Places gained or lost; a word where they cannot be compared."""
    if movement.places_up is None:
        return Cell(_NEW if board.compared else Text.same(_NONE), "centre")
    return movement.places_up


def _lists(book: Workbook, stamped: _Stamped) -> None:
    """Who is on each list, with the word for it."""
    board, framework = stamped.board, stamped.board.framework
    columns = (
        Column(Text("榜单", "List"), 11, "centre"),
        Column(_heading(board), 42),
        Column(Text("名次", "Place"), 8, "whole"),
        Column(Text("升降", "Change"), 9, "movement"),
        Column(Text("镇街", "Town"), 16),
        Column(Text("村社", "Unit"), 22),
        Column(Text("总分", "Total"), 10, "points"),
        Column(Text("星级", "Stars"), 23, "centre"),
    )
    page = book.page(Text("榜单", "Lists"), widths(columns), landscape=True)
    page.say(_rules(board), "section", height=22)
    page.table(columns, [], repeat=True)
    for known in board.lists:
        on = [row for row in board.rows if known in row.lists]
        if not on:
            continue
        page.say(Text(f"{known.name.zh}：{len(on)}", f"{known.name.en}: {len(on)}"), "group", height=20)
        page.rows(columns, [_listed(row, known.label, stamped) for row in on])
    page.footer(imprint_line(framework))


def _listed(row: Row, label: Text, stamped: _Stamped) -> list[Content | Cell]:
    framework = stamped.board.framework
    group = _public(group_name(row.movements[0].now.group, stamped.board.groupings[0], framework))
    return [
        label,
        group,
        row.movements[0].now.place,
        _change(row.movements[0], stamped.board),
        public(row.member.unit.town),
        _name(row, stamped.board),
        row.standing.total,
        _stars(row, stamped),
    ]


def _others(book: Workbook, stamped: _Stamped) -> None:
    """Everybody in the denominator without a rating."""
    board, framework = stamped.board, stamped.board.framework
    columns = (
        Column(Text("县(市、区)", "County"), 16),
        Column(Text("镇街", "Town"), 18),
        Column(Text("村社", "Unit"), 26),
        Column(Text("类型", "Kind"), 14, "centre"),
        Column(Text("情况", "State"), 16, "bad"),
    )
    page = book.page(Text("未上报和未评定", "Without a rating"), widths(columns))
    page.say(board.turnout.words(), "section", height=22)
    nameless = Text("（看不出是哪个单位）", "(does not say whose it is)")
    rows: list[list[Content | Cell]] = [
        [
            public(member.unit.county) or None,
            public(member.unit.town) or None,
            public_name(member) or nameless,
            framework.kinds[member.unit.kind].name if member.unit.kind in framework.kinds else None,
            NOT_REPORTED if member.state == "missing" else NOT_RATED,
        ]
        for member in board.others
    ]
    page.table(columns, rows, repeat=True)
    page.footer(imprint_line(framework))


def _stamp(stamped: _Stamped) -> Text:
    """When the data were read, of which seasons they are, and whose values count."""
    board = stamped.board
    basis, periods = TIER_NAMES[board.basis], [public(period) for period in board.periods]
    zh = f"数据截止时间：{stamped.time}　口径：{basis.zh}"
    en = f"data as of {stamped.time} · basis: {basis.en}"
    return Text(f"{'、'.join(periods)}　{zh}" if periods else zh, f"{', '.join(periods)} · {en}" if periods else en)


def _rules(board: Board) -> Text:
    """What puts a unit on each list."""
    lists = board.lists
    return Text(
        "；".join(f"{known.label.zh}：{known.rule.zh}" for known in lists),
        "; ".join(f"{known.label.en}: {known.rule.en}" for known in lists),
    )


def _heading(board: Board) -> Text:
    """The groups' own column."""
    name = grouping_name(board.groupings[0])
    return Text(name.zh, name.en.capitalize())


def _public(text: Text) -> Text:
    return Text(public(text.zh), public(text.en))
