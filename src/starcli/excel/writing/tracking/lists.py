"""The lists of problems: what is overdue and due soon, what was closed against the rules, what relapsed, and all."""

from collections.abc import Sequence
from typing import Any

from starcli.core.rectification.tracking import Tracked
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.tracking.report import TrackingReport
from starcli.excel.writing.tracking.words import (
    due_of,
    found_of,
    lacking,
    light_cell,
    problem_of,
    state_of,
    who,
)

NUMBER = Column(Text("序号", "No."), 5, "whole")
TOWN, UNIT = Column(Text("镇街", "Town"), 10), Column(Text("村社", "Unit"), 12)
PROBLEM = Column(Text("问题", "Problem"), 30)
WHO = Column(Text("责任单位和人", "Responsible"), 15)
DUE = Column(Text("时限", "Due"), 13, "centre")
SHARE, STATE = Column(Text("完成率", "Done"), 7, "centre"), Column(Text("状态", "State"), 12, "centre")
LIGHT = Column(Text("灯", "Light"), 10, "centre")
PLACE = Column(Text("出处", "Where"), 24, "strip_wrapped")
LACKING = Column(Text("进展；销号还缺", "Progress; still lacking"), 28)
_NONE = Text("无。", "None.")
_SO_THE_LEDGER = Text("台账所记", "as the ledger says")
_SIGNATURES = Text(
    "镇街党（工）委（盖章）：____________　　组织委员（签字）：____________　　日期：______年____月____日",
    "Town's Party committee (seal): ____________    Organisation commissioner: ____________    Date: ________",
)
Row = list[Content | Cell]
Numbered = tuple[int, Tracked]


def due_page(book: Workbook, report: TrackingReport) -> None:
    """What is overdue, the longest first, and what is due next."""
    columns = (NUMBER, TOWN, UNIT, PROBLEM, WHO, DUE, SHARE, STATE, LIGHT, PLACE,
               Column(Text("督办意见", "Instruction"), 14, "input"))  # fmt: skip
    page = book.page(Text("逾期与到期", "Overdue and due"), widths(columns), landscape=True)

    def row(number: int, problem: Tracked) -> Row:
        cells = _cells(number, problem, report)
        return [*cells, _place(problem, report), None]

    days = report.rules.lights.days
    late, soon = report.tracking.listed("overdue"), report.tracking.listed("due_soon")
    title = Text(f"逾期：{len(late)} 项", f"Overdue: {len(late)}")
    begun = _section(page, title, columns, [row(*one) for one in sorted(late, key=_by_day)], repeat=True)
    page.skip()
    title = Text(f"{days} 天内到期：{len(soon)} 项", f"Due within {days} days: {len(soon)}")
    _section(page, title, columns, [row(*one) for one in sorted(soon, key=_by_day)], repeat=not begun)
    page.footer(imprint_line(report.framework))


def closings_page(book: Workbook, report: TrackingReport) -> None:
    """What was closed against the rules, and why; and what has relapsed."""
    why = Column(Text("依据", "Why"), 46)
    columns = (NUMBER, TOWN, UNIT, PROBLEM, WHO, STATE, why, PLACE,
               Column(Text("处理意见", "Decision"), 14, "input"))  # fmt: skip
    page = book.page(Text("违规销号与反弹", "Against rules, relapsed"), widths(columns), landscape=True)

    def row(number: int, problem: Tracked) -> Row:
        cells = _cells(number, problem, report)
        reasons = found_of(problem, book.language) or _SO_THE_LEDGER
        return [*cells[:5], cells[7], reasons, _place(problem, report), None]

    wrong, again = report.tracking.listed("against_rules"), report.tracking.listed("relapsed")
    title = Text(f"违规销号：{len(wrong)} 项", f"Closed against the rules: {len(wrong)}")
    begun = _section(page, title, columns, [row(*one) for one in wrong], repeat=True)
    page.skip()
    title = Text(f"反弹：{len(again)} 项（重新计入未销号）", f"Relapsed: {len(again)} (open again)")
    _section(page, title, columns, [row(*one) for one in again], repeat=not begun)
    wording = report.rules.relapse.wording
    page.say(Text(f"反弹：销号后{wording.zh}。", f"Relapsed: {wording.en}, after closing."), "quiet")
    page.footer(imprint_line(report.framework))


def town_page(book: Workbook, report: TrackingReport, name: Text, numbers: Sequence[int]) -> None:
    """One page a town: its problems, the most pressing first, with room for what is decided."""
    columns = (NUMBER, UNIT, PROBLEM, Column(Text("整改措施", "Measure"), 22), WHO, DUE, SHARE, STATE, LIGHT, LACKING,
               Column(Text("研判意见", "Verdict"), 14, "input"))  # fmt: skip
    page = book.page(name, widths(columns), landscape=True)
    page.say(Text(f"{name.zh} 整改台账", f"{name.en}: rectification ledger"), "title", height=30)
    some = [(number, report.tracking.problems[number - 1]) for number in numbers]
    stages = [sum(problem.stage == stage for _, problem in some) for stage in ("open", "asked", "closed")]
    late = sum(problem.light == "red" for _, problem in some)
    subtitle = Text(
        f"截至 {report.today} · 问题 {len(some)} · 未销号 {stages[0]} · 申请销号 {stages[1]} · 已销号 {stages[2]}"
        f" · 逾期 {late}",
        f"as of {report.today} · {len(some)} problems · {stages[0]} open · {stages[1]} asked to close · "
        f"{stages[2]} closed · {late} overdue",
    )
    page.say(subtitle, "subtitle")
    page.skip()

    def row(number: int, problem: Tracked) -> Row:
        cells = _cells(number, problem, report)
        left: Content = problem.row.text("progress")
        if problem.stage == "asked" or problem.against_rules:
            left = lacking(problem)
        return [cells[0], *cells[2:4], problem.row.text("measure"), *cells[4:], left, None]

    page.table(columns, [row(*one) for one in sorted(some, key=_by_urgency)], repeat=True)
    page.skip()
    page.say(_SIGNATURES, height=26)
    page.footer(imprint_line(report.framework))


def all_page(book: Workbook, report: TrackingReport) -> None:
    """Every problem by its number, with what its row says of closing and the cell in which it stands."""
    columns = (NUMBER, TOWN, UNIT, PROBLEM, WHO, DUE, SHARE, STATE, LIGHT,
               Column(Text("核验值", "Verified"), 9, "centre"), Column(Text("佐证材料", "Evidence"), 16),
               Column(Text("申请、核验、复核日期", "Requested, checked, reviewed"), 15), PLACE)  # fmt: skip
    page = book.page(Text("台账总表", "All problems"), widths(columns), landscape=True)
    page.say(Text("台账总表", "All problems"), "section", height=22)

    def row(number: int, problem: Tracked) -> Row:
        said = [problem.row.text("verified"), problem.row.text("evidence"), _days(problem)]
        return [*_cells(number, problem, report), *(text or None for text in said), _place(problem, report)]

    top = page.table(columns, [row(*one) for one in enumerate(report.tracking.problems, 1)], repeat=True)
    if report.tracking.problems:
        page.sheet.autofilter(top, 0, page.row - 1, len(columns) - 1)
    page.footer(imprint_line(report.framework))


def _days(problem: Tracked) -> str:
    """The days of request, check and review, a line each; a dash for one that is blank among others."""
    said = [problem.row.text(key) for key in ("requested", "town_date", "county_date")]
    return "\n".join(text or "—" for text in said) if any(said) else ""


def _cells(number: int, problem: Tracked, report: TrackingReport) -> Row:
    """What every list says of a problem, in the order of `NUMBER` to `LIGHT`."""
    unit, rules = problem.unit, report.rules
    share = problem.row.text("share")
    return [
        number,
        unit.town,
        unit.name,
        problem_of(problem, report.framework),
        who(problem),
        due_of(problem),
        share if share.endswith(("%", "％")) or problem.said.share is None else f"{share}%",
        Cell(state_of(problem, rules), "centre"),
        light_cell(problem, rules),
    ]


def _place(problem: Tracked, report: TrackingReport) -> str:
    """File, sheet and cell of a row, as seen from the folder that is tracked."""
    return str(problem.row.location).removeprefix(report.folder)


def _section(page: Page, title: Text, columns: Sequence[Column], rows: Sequence[Row], *, repeat: bool) -> bool:
    """A table with its title; whether it has any rows. One heading serves all tables of a page that are alike."""
    page.say(title, "section", height=22)
    if rows:
        page.table(columns, rows, repeat=repeat)
    else:
        page.say(_NONE)
    return bool(rows)


def _by_day(one: Numbered) -> tuple[Any, ...]:
    return (one[1].schedule.due, one[0])


_ORDER = {"red": 0, "yellow": 1, "green": 2, "": 3}


def _by_urgency(one: Numbered) -> tuple[Any, ...]:
    """Red before yellow before green; then what waits for others, then what is closed; the earliest first."""
    number, problem = one
    day = problem.schedule.due
    return (problem.stage == "closed", _ORDER[problem.light], day is None, day or number, number)
