"""What a person sees of pooled problems: those that matter most, where each is worse, and what fixing some brings."""

from collections.abc import Sequence

from rich.markup import escape
from rich.padding import Padding
from rich.text import Text as Rich

from starcli.batch import Batch
from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.explain import percent
from starcli.core.pool.fixing import Levers
from starcli.core.pool.pool import Pool, Problem
from starcli.core.pool.report import PoolReport
from starcli.core.pool.words import SORT_NAMES, kept_words, lever_words, missed_words, worse_words
from starcli.core.text import Language, Text, counted, one_line

_MOST = 15
_MOST_CAUSES = 2
_HEADINGS = (
    Heading(Text("编码", "Code")), Heading(Text("指标", "Indicator"), wraps=True), Heading(Text("必达", "Gate")),
    Heading(Text("类别", "Sort")), Heading(Text("不达标", "Miss it"), figures=True),
    Heading(Text("比例", "Share"), figures=True), Heading(Text("只差这项", "Alone"), figures=True),
)  # fmt: skip
_FIXES = (
    Heading(Text("项数", "Fixes"), figures=True), Heading(Text("集中解决", "Fixed for everyone"), wraps=True),
    Heading(Text("达标", "Reach"), figures=True), Heading(Text("不达标最多的", "Most missed"), wraps=True),
    Heading(Text("达标", "Reach"), figures=True),
)  # fmt: skip


def show_pool(screen: Screen, report: PoolReport, batch: Batch) -> None:
    """The problems that matter most with their reasons, the rest as a table, levers, and everything that was found."""
    pool, language = report.pool, screen.language
    screen.turnout(batch)
    grade, having = pool.target.name, len(pool.having)
    screen.say(Text(f"已达到{grade.zh}：{having} 个", f"{counted(having, 'unit')} with {grade.en.lower()}"))
    for number, problem in enumerate(pool.leading, 1):
        _leading(screen, number, problem, report)
    missed = [problem for problem in pool.problems if problem.whole.known]
    if missed:
        screen.out.print(_table(missed[:_MOST], language))
    else:
        screen.say(_nothing_missed(pool))
    rest = len(missed) - _MOST
    if rest > 0:
        screen.say(Text(f"另有 {rest} 项见工作簿", f"{rest} more in the workbook"), "dim")
    if report.levers is not None:
        _levers(screen, report.levers, pool)
    screen.findings(found for found in report.findings if found.code != "not-reported")


def _nothing_missed(pool: Pool) -> Text:
    """Why there is no problem to be shown."""
    if any(member.state == "rated" for member in pool.members):
        return Text("没有单位不达标", "no unit is known to miss anything")
    return Text("没有已评定的单位，还看不出任何问题", "no unit is rated: no problem is known")


def _leading(screen: Screen, number: int, problem: Problem, report: PoolReport) -> None:
    language = screen.language
    question, sort = problem.question, SORT_NAMES[problem.sort]
    head = f"{number}. {question.id} {question.name[language]} [{sort[language]}]"
    screen.out.print(Rich(head, style="bold"))
    lines = [missed_words(problem.whole), kept_words(question, report.pool.target)]
    worse = worse_words(problem)
    lines += [worse] if worse is not None else []
    if report.causes is not None and report.causes.of(question.id):
        some = report.causes.of(question.id)[:_MOST_CAUSES]
        zh = "、".join(f"{cause.words.zh}（{len(cause.members)}）" for cause in some)
        en = ", ".join(f"{cause.words.en} ({len(cause.members)})" for cause in some)
        lines.append(Text(f"方案所列原因：{zh}", f"causes in plans: {en}"))
    for line in lines:
        screen.out.print(Padding(Rich(one_line(line[language])), (0, 0, 0, 3), expand=False))


def _table(problems: Sequence[Problem], language: Language) -> object:
    table = table_of(_HEADINGS, language, overflow="fold")
    for problem in problems:
        whole, question = problem.whole, problem.question
        share = percent(whole.least)
        if whole.unknown:
            share = f"{share} – {percent(whole.most)}"
        gate = Text("必达", "gate")[language] if question.gate else ""
        cells = (
            question.id, question.name[language], gate, SORT_NAMES[problem.sort][language],
            f"{whole.known}/{whole.asked}", share, str(len(question.alone)) if question.alone else "",
        )  # fmt: skip
        table.add_row(*(escape(cell) for cell in cells))
    return table


def _levers(screen: Screen, levers: Levers, pool: Pool) -> None:
    """What the best choice of each size brings, beside as many that most units miss."""
    screen.say(lever_words(levers, levers.last, pool.target), "bold")
    table = table_of(_FIXES, screen.language, overflow="fold")
    for lever in levers.steps:
        best, naive = lever.best, lever.naive
        table.add_row(
            str(lever.size), ", ".join(best.indicators), str(len(best.having)), ", ".join(naive.indicators),
            str(len(naive.having)),
        )  # fmt: skip
    screen.out.print(table)
