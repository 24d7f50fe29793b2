"""The page for leaders: how many there are, the few problems that matter most and why, and what to do about them."""

from collections import Counter
from collections.abc import Mapping

from starcli.core.explain import percent
from starcli.core.pool.method import method_words
from starcli.core.pool.pool import Problem
from starcli.core.pool.report import PoolReport
from starcli.core.pool.words import (
    SORT_NAMES,
    kept_words,
    lever_words,
    missed_words,
    worse_words,
)
from starcli.core.rating import TIER_NAMES
from starcli.core.text import Text, counted
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link

LEADERS_NAME = Text("领导参阅", "For leaders")
_COLUMNS = (
    Column(Text("", ""), 4, "whole"), Column(Text("详情", "Page"), 10, "link"),
    Column(Text("问题", "Problem"), 25, "strong"),
    Column(Text("类别", "Sort"), 10, "centre"), Column(Text("不达标", "Miss it"), 17, "centre"),
    Column(Text("因它未达", "Keeps back"), 9, "whole"), Column(Text("只差这项", "Alone"), 9, "whole"),
    Column(Text("为什么要紧", "Why it matters"), 56),
)  # fmt: skip
_CODE = 1
_BLOCKS = 10
_MOST_CAUSES = 3


def leaders_page(book: Workbook) -> Page:
    """The empty sheet."""
    page = book.page(LEADERS_NAME, widths(_COLUMNS), landscape=True)
    page.sheet.fit_to_pages(1, 1)
    return page


def fill_leaders(page: Page, report: PoolReport, spots: Mapping[str, Spot]) -> None:
    """Write the page."""
    pool = report.pool
    grade = pool.target.name
    about = f"{report.name}: common problems against {grade.en.lower()}"
    page.say(Text(f"{report.name} 共性问题（对照{grade.zh}）", about), "title", height=32)
    basis = TIER_NAMES[report.basis]
    page.say(Text(f"{report.turnout.zh} · 口径：{basis.zh}", f"{report.turnout.en} · basis: {basis.en}"), "subtitle")
    page.skip()
    page.say(_summary(report), "summary", height=24)
    page.skip()
    leading = pool.leading
    title = Text(f"最要紧的 {len(leading)} 个问题", f"The {len(leading)} problems that matter most")
    page.say(title, "section", height=22)
    if leading:
        top = page.table(_COLUMNS, [_row(number, problem, report) for number, problem in enumerate(leading, 1)])
        for row, problem in enumerate(leading, top + 1):
            link(page, row, _CODE, problem.id, "link", spots.get(problem.id))
    else:
        page.say(Text("没有已知不达标的单位。", "No unit is known to miss anything."))
    page.skip()
    if report.levers is not None:
        page.say(Text("集中解决哪几项最管用", "What brings the most units there"), "section", height=22)
        page.say(lever_words(report.levers, report.levers.last, pool.target), "guide")
        page.skip()
    page.say(Text("数字怎么来的", "How the figures come about"), "section", height=22)
    for line in method_words(pool):
        page.say(Text(f"· {line.zh}", f"· {line.en}"), "quiet")
    page.say(pool.framework.disclaimer, "quiet")
    page.footer(imprint_line(pool.framework))


def _summary(report: PoolReport) -> Text:
    """How many there are, how many have the grade, and how many problems of each sort."""
    pool = report.pool
    sorts = Counter(problem.sort for problem in pool.problems)
    rated = sum(member.state == "rated" for member in pool.members)
    units, having, grade = len(pool.members), len(pool.having), pool.target.name
    common, grouped, own = sorts["common"], sorts["grouped"], sorts["own"]
    zh = f"单位 {units} · 已评定 {rated} · 已达到{grade.zh} {having}"
    en = f"{counted(units, 'unit')} · {rated} rated · {having} with {grade.en.lower()}"
    return Text(
        f"{zh} · 共性问题 {common} · 局部共性 {grouped} · 个性 {own}",
        f"{en} · problems: {common} common, {grouped} in groups, {own} single",
    )


def _name(problem: Problem) -> Text:
    name = problem.question.name
    return Text(f"{name.zh}【必达】", f"{name.en} (gate)") if problem.question.gate else name


def _row(number: int, problem: Problem, report: PoolReport) -> list[Content | Cell]:
    question, whole = problem.question, problem.whole
    full = int(whole.least * _BLOCKS)
    bar = f"{'█' * full}{'░' * (_BLOCKS - full)} {percent(whole.least)}"
    return [
        number,
        problem.id,
        _name(problem),
        SORT_NAMES[problem.sort],
        Text(f"{bar}\n{whole.known} / {whole.asked}", f"{bar}\n{whole.known} of {whole.asked}"),
        len(question.kept) or None,
        len(question.alone),
        _why(problem, report),
    ]


def _why(problem: Problem, report: PoolReport) -> Text:
    """The reasons, a line each."""
    lines = [missed_words(problem.whole), kept_words(problem.question, report.pool.target)]
    worse = worse_words(problem)
    lines += [worse] if worse is not None else []
    causes = report.causes.of(problem.id)[:_MOST_CAUSES] if report.causes is not None else ()
    if causes:
        zh = "、".join(f"{cause.words.zh}（{len(cause.members)}）" for cause in causes)
        en = ", ".join(f"{cause.words.en} ({len(cause.members)})" for cause in causes)
        lines.append(Text(f"方案所列原因：{zh}", f"causes in plans: {en}"))
    return Text("\n".join(f"· {line.zh}" for line in lines), "\n".join(f"· {line.en}" for line in lines))
