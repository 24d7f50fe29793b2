"""What a person sees of tracked ledgers: totals by town, what is overdue and due next, what is against the rules."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Rich

from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.numbers import half_up
from starcli.core.rectification.totals import Figure, Numbered, Tally
from starcli.core.rectification.tracking import Tracked
from starcli.core.text import Language, Text, counted, one_line
from starcli.excel.writing.tracking.report import TrackingReport

_HEADINGS: tuple[tuple[Figure, Text], ...] = (
    ("problems", Text("问题", "All")),
    ("open", Text("未销号", "Open")),
    ("asked", Text("申请", "Asked")),
    ("closed", Text("已销号", "Closed")),
    ("overdue", Text("逾期", "Late")),
    ("due_soon", Text("到期", "Soon")),
    ("against_rules", Text("违规", "Wrong")),
    ("relapsed", Text("反弹", "Again")),
)
_MOST_TOWNS, _MOST_PROBLEMS = 20, 5


def show_tracking(screen: Screen, report: TrackingReport) -> None:
    """The totals, what is most urgent, and everything that was found."""
    tracking, language = report.tracking, screen.language
    towns = tracking.groups["town"]
    screen.out.print(_table([*towns[:_MOST_TOWNS], tracking.total], language))
    if len(towns) > _MOST_TOWNS:
        rest = len(towns) - _MOST_TOWNS
        screen.say(Text(f"另有 {rest} 个镇街见工作簿", f"{counted(rest, 'more town')} in the workbook"), "dim")
    screen.say(_turnout(report))
    days = report.rules.lights.days
    red, yellow = report.rules.lights.red.name, report.rules.lights.yellow.name
    _urgent(screen, Text(f"{red.zh} 逾期", f"{red.en}: overdue"), tracking.listed("overdue"), "red")
    soon = [one for one in tracking.listed("due_soon") if one[1].light == "yellow"]
    _urgent(screen, Text(f"{yellow.zh} {days} 天内到期", f"{yellow.en}: due within {days} days"), soon, "yellow")
    screen.findings(report.findings)


def _table(tallies: Sequence[Tally], language: Language) -> Table:
    figures = (*(heading for _, heading in _HEADINGS), Text("合规销号率", "By rules"))
    headings = (Heading(Text("镇街", "Town"), wraps=True), *(Heading(each, figures=True) for each in figures))
    table = table_of(headings, language)
    for position, tally in enumerate(tallies):
        counts = [str(tally.count(figure)) for figure, _ in _HEADINGS]
        share = "—" if tally.share_closed is None else f"{half_up(tally.share_closed * 100, 1)}%"
        last = position == len(tallies) - 1
        table.add_row(escape(tally.name[language]), *counts, share, style="bold" if last else None)
    return table


def _turnout(report: TrackingReport) -> Text:
    left_out = len(report.unread) + len(report.doubled)
    zh, en = f"{report.today}：{report.ledgers} 份台账", f"{report.today}: {counted(report.ledgers, 'ledger')}"
    if left_out:
        zh, en = f"{zh}，未计入 {left_out} 份", f"{en}, {left_out} not counted"
    if report.without:
        zh, en = (
            f"{zh}，{len(report.without)} 个单位没有台账",
            f"{en}, {counted(len(report.without), 'unit')} without one",
        )
    return Text(zh, en)


def _urgent(screen: Screen, title: Text, problems: Sequence[Numbered], style: str) -> None:
    """The most urgent of some problems, a line each."""
    if not problems:
        return
    screen.say(Text(f"{title.zh}：{len(problems)} 项", f"{title.en}: {len(problems)}"), style)
    for _, problem in sorted(problems, key=lambda one: (one[1].left or 0, one[0]))[:_MOST_PROBLEMS]:
        screen.out.print(Rich(_urgent_line(problem, screen.language, screen.out.width)), soft_wrap=True)
    rest = len(problems) - _MOST_PROBLEMS
    if rest > 0:
        screen.say(Text(f"  另有 {rest} 项见工作簿", f"  {rest} more in the workbook"), "dim")


def _urgent_line(problem: Tracked, language: Language, width: int) -> str:
    """Unit, problem, days and person on one line; the words of the problem are cut to fit."""
    left = problem.left or 0
    when = Text("今天到期", "due today")
    if left:
        days = counted(abs(left), "day")
        when = Text(f"逾期 {-left} 天", f"{days} late") if left < 0 else Text(f"还有 {left} 天", f"{days} left")
    who = one_line(problem.row.text("person") or problem.row.text("unit") or "—")
    before = " ".join(filter(None, (" ", one_line(problem.unit.name), problem.row.indicator, "")))
    behind = Text(f"（{when.zh}，{who}）", f" ({when.en}, {who})")[language]
    words = one_line(problem.row.text("problem"))
    return f"{before} {_cut(words, width - cell_len(before) - cell_len(behind) - 1)}{behind}"


def _cut(words: str, room: int) -> str:
    """Words that take no more columns of a terminal, an ellipsis at their end where they were cut."""
    if cell_len(words) <= room:
        return words
    while words and cell_len(words) >= room:
        words = words[:-1]
    return f"{words}…"
