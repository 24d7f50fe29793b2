"""What a person sees of a board: stars and lists, and what happens while it is shown."""

from datetime import datetime

from starcli.board.live import Taken
from starcli.console.screen import Screen
from starcli.core.boards.board import Board
from starcli.core.explain import stars
from starcli.core.findings import by_severity
from starcli.core.text import Text, one_line

_MOST_NAMES = 12


def show_board(screen: Screen, board: Board) -> None:
    """How many units of each grade there are, and who is on the lists."""
    framework = board.framework
    screen.line(Text(f"{board.name}晾晒榜", f"{board.name}: board"), "bold")
    counts = [(grade, sum(row.standing.grade == grade.id for row in board.rows)) for grade in framework.grades]
    screen.line(Text.same("  ".join(f"{stars(grade, framework.grades[0])} {count}" for grade, count in counts)))
    for each in board.lists:
        names = [row.member.unit.name for row in board.rows if each in row.lists]
        rest = len(names) - _MOST_NAMES
        zh = "、".join(names[:_MOST_NAMES]) + (f" 等 {len(names)} 个" if rest > 0 else "")
        en = ", ".join(names[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")
        if names:
            screen.line(Text(f"  {each.label.zh}：{zh}", f"  {each.label.en}: {en}"))


def show_served(screen: Screen, url: str) -> None:
    """Where the board is to be seen, and how it ends."""
    screen.line(Text(f"→ {url}  （按 Ctrl-C 结束）", f"→ {url}  (Ctrl-C ends it)"), "green")


def show_ended(screen: Screen) -> None:
    """That the board is no longer shown; the line begins anew, behind the sign that the terminal shows for Ctrl-C."""
    screen.out.print()
    screen.line(Text("已停止显示，工作簿都没有动过", "the board is shown no longer; no workbook was touched"))


def show_taken(screen: Screen, taken: Taken, time: datetime) -> None:
    """What was read anew, a line a workbook, with the errors and warnings in it."""
    for source in taken.gone:
        gone = Text("不在了", "gone")
        screen.line(Text.same(f"{time:%H:%M:%S} {one_line(source.name)} {gone[screen.language]}"))
    for source in taken.news:
        of_source = [one for one in taken.batch.rated if one.source == source]
        for one in of_source:
            total = one.standing.total if one.standing is not None else "—"
            screen.line(Text.same(f"{time:%H:%M:%S} {one_line(source.name)} {one_line(one.unit.name)} {total}"))
        found = [f for one in of_source for f in one.findings if f.severity != "note"]
        screen.problems_found(by_severity(found)[:_MOST_NAMES])
