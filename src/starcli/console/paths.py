"""What a person sees of paths: a few units in full, many as a line each."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table
from rich.text import Text as Rich

from starcli.batch import Batch
from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.explain import symbols
from starcli.core.gaps import name_of
from starcli.core.paths.path import Path, PathReport
from starcli.core.paths.words import days, greedy_words, obstacle_words, step_words, steps_words
from starcli.core.text import Language, Text, listed

_MOST_IN_FULL = 3
_MOST_STEPS = 2
_STEPS = (
    Heading(Text("编码", "Code")), Heading(Text("指标", "Indicator"), wraps=True), Heading(Text("现状", "Now")),
    Heading(Text("做到", "To")), Heading(Text("得分", "Gain"), figures=True),
    Heading(Text("工作量", "Days"), figures=True), Heading(Text("必达", "Gate")),
)  # fmt: skip
_UNITS = (
    Heading(Text("单位", "Unit")), Heading(Text("总分", "Total"), figures=True), Heading(Text("星级", "Grade")),
    Heading(Text("项数", "Steps"), figures=True), Heading(Text("工作量", "Days"), figures=True),
    Heading(Text("做什么", "What to do"), wraps=True),
)  # fmt: skip


def show_paths(screen: Screen, batch: Batch, reports: Sequence[PathReport | None]) -> None:
    """The path of each unit, its alternatives and what is in the way; then everything that is wrong."""
    found = [report for report in reports if report is not None]
    if len(batch.rated) <= _MOST_IN_FULL:
        for report in found:
            _show(screen, report)
    elif found:
        screen.out.print(_many(found, screen.language))
    screen.turnout(batch)
    screen.findings_of(batch)


def _show(screen: Screen, report: PathReport) -> None:
    rating, path = report.rating, report.path
    screen.out.print(Rich(f"{rating.unit.name}  {symbols(rating)} {rating.total}", style="bold"))
    if path is None:
        screen.say(_unreachable(report), "red")
        for obstacle in report.obstacles:
            words = obstacle_words(report, obstacle)
            screen.say(Text(f"  • {words.zh}", f"  • {words.en}"))
        return
    if not path.steps:
        screen.say(Text(f"已达到{report.target.name.zh}", f"{report.target.name.en} reached already"))
        return
    screen.say(_heading(report, path), "bold")
    screen.out.print(_steps(path, screen.language))
    screen.say(_then(path))
    screen.say(greedy_words(report), "dim")
    for number, other in enumerate(report.alternatives, 1):
        words = steps_words(other)
        zh = f"备选 {number}（{days(other.effort)} 天，{other.reached.total} 分）：{words.zh}"
        en = f"alternative {number} ({days(other.effort)} days, {other.reached.total} points): {words.en}"
        screen.say(Text(zh, en), "dim")


def _heading(report: PathReport, path: Path) -> Text:
    return Text(
        f"到{report.target.name.zh}最省力的路径：{len(path.steps)} 项，工作量 {days(path.effort)} 天",
        f"least effort to {report.target.name.en.lower()}: {len(path.steps)} "
        f"{'step' if len(path.steps) == 1 else 'steps'}, {days(path.effort)} days",
    )


def _then(path: Path) -> Text:
    shown = f"{symbols(path.reached)} {path.reached.total}"
    return Text(f"完成后：{shown}", f"then: {shown}")


def _unreachable(report: PathReport) -> Text:
    return Text(f"达不到{report.target.name.zh}：", f"{report.target.name.en} cannot be reached:")


def _steps(path: Path, language: Language) -> Table:
    table = table_of(_STEPS, language)
    for step in path.steps:
        indicator = step.result.indicator
        values = name_of(step.result, step.result.value)[language], name_of(step.result, step.value)[language]
        gate = Text("必达", "gate")[language] if step.gate else ""
        cells = (indicator.id, indicator.name[language], *values, str(step.gain), days(step.effort), gate)
        table.add_row(*map(escape, cells), style="bold" if step.gate else None)
    return table


def _many(reports: Sequence[PathReport], language: Language) -> Table:
    table = table_of(_UNITS, language)
    for report in reports:
        rating, path = report.rating, report.path
        cells = (rating.unit.name, str(rating.total), symbols(rating))
        if path is None:
            blocking = ", ".join(filter(None, (o.id for o in report.obstacles))) or Text("总分", "total")[language]
            rest = ("—", "—", Text(f"达不到：{blocking}", f"cannot be reached: {blocking}")[language])
        else:
            rest = (str(len(path.steps)), days(path.effort), _first_steps(path, language))
        table.add_row(*map(escape, (*cells, *rest)))
    return table


def _first_steps(path: Path, language: Language) -> str:
    """The first steps of a path, and how many more there are."""
    if not path.steps:
        return Text("已达到", "reached")[language]
    first = listed([step_words(step) for step in path.steps[:_MOST_STEPS]])[language]
    more = len(path.steps) - _MOST_STEPS
    return f"{first} +{more}" if more > 0 else first
