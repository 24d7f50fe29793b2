"""What a tracked problem is called on every page: its light with a sign, its state, what it still lacks, its place."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from starcli.core.model import Framework
from starcli.core.rectification.rules import Rectification
from starcli.core.rectification.totals import Figure, Tally
from starcli.core.rectification.tracking import Tracked
from starcli.core.text import FormLanguage, Text, counted
from starcli.excel.writing.page import Cell

FIGURE_NAMES: Mapping[Figure, Text] = {
    "problems": Text("问题数", "Problems"),
    "open": Text("未销号", "Open"),
    "asked": Text("申请销号", "Asked to close"),
    "closed": Text("已销号", "Closed"),
    "overdue": Text("逾期", "Overdue"),
    "due_soon": Text("近期到期", "Due soon"),
    "against_rules": Text("违规销号", "Against rules"),
    "relapsed": Text("反弹", "Relapsed"),
}
SHARE_CLOSED = Text("合规销号率", "By the rules")
STRUCK_OFF, WRONGLY = Text("√ 已销号", "√ closed"), Text("× 违规销号", "× against rules")
WAITING, NO_DAY = Text("◇ 待核", "◇ waits"), Text("— 无时限", "— no date")
SIGNS = {"red": "●", "yellow": "▲", "green": "○"}
"""A shape for each light, so that it is told without its colour."""
_STYLES = {"red": "bad", "yellow": "doubtful", "green": "centre"}
_MOST_RUNS = 16


def light_cell(problem: Tracked, rules: Rectification) -> Cell:
    """The light of a problem, as a sign and a word; for what shows none, why."""
    if problem.light:
        name = rules.lights.light(problem.light).name
        sign = SIGNS[problem.light]
        return Cell(Text(f"{sign} {name.zh}", f"{sign} {name.en}"), _STYLES[problem.light])
    if problem.stage == "closed":
        return Cell(WRONGLY, "bad") if problem.against_rules else Cell(STRUCK_OFF, "good")
    return Cell(WAITING if problem.waits else NO_DAY, "centre")


def due_of(problem: Tracked) -> Text:
    """The day by which a problem is due, and how far off that is."""
    day, left = problem.schedule.due, problem.left
    if day is None or left is None:
        return Text.same(problem.row.text("deadline"))
    said = Text.same(str(day))
    if problem.schedule.milestone is not None:
        season = problem.schedule.milestone.season
        said = Text(f"{day}\n{season}节点", f"{day}\nvalue of {season}")
    if not problem.light:
        return said
    if left == 0:
        return Text(f"{said.zh}\n今天到期", f"{said.en}\ndue today")
    if left < 0:
        return Text(f"{said.zh}\n逾期{-left}天", f"{said.en}\n{counted(-left, 'day')} late")
    return Text(f"{said.zh}\n还有{left}天", f"{said.en}\n{counted(left, 'day')} left")


def state_of(problem: Tracked, rules: Rectification) -> Text:
    """The state of a problem, and what its row says where that is something else."""
    name, said = rules.states[problem.state].name, problem.row.text("state")
    if not said or rules.state_of(said) == rules.states[problem.state]:
        return name
    return Text(f"{name.zh}\n台账：{said}", f"{name.en}\nledger: {said}")


def problem_of(problem: Tracked, framework: Framework) -> Text:
    """The code of a problem's indicator and its words; the indicator's name where the row has none."""
    code, words = problem.row.indicator, problem.row.text("problem")
    entry = framework.entries.get(code)
    if words or entry is None:
        return Text.same(f"{code} {words}".strip())
    return Text(f"{code} {entry.definition.name.zh}", f"{code} {entry.definition.name.en}")


def lacking(problem: Tracked) -> Text:
    """The closing conditions that are not shown to hold, a line each."""
    wordings = [verdict.condition.wording for verdict in problem.outstanding]
    return Text("\n".join(f"· {one.zh}" for one in wordings), "\n".join(f"· {one.en}" for one in wordings))


def found_of(problem: Tracked, language: FormLanguage) -> str:
    """Everything that was found about a problem but for notes, a line each."""
    texts = [one.message(language) for one in problem.findings if one.severity != "note"]
    return "\n".join(f"· {text}" for text in texts)


def who(problem: Tracked) -> str:
    """The responsible unit and person."""
    said = (problem.row.text("unit"), problem.row.text("person"))
    return "\n".join(text for text in said if text)


def numbers_of(tally: Tally) -> Text:
    """The numbers of the problems behind each figure of a group."""
    parts = [Text.same(runs(tally.numbers["problems"]))]
    for figure in ("overdue", "due_soon", "against_rules", "relapsed"):
        if tally.count(figure):
            name, numbers = FIGURE_NAMES[figure], runs(tally.numbers[figure])
            parts.append(Text(f"{name.zh} {numbers}", f"{name.en} {numbers}"))
    return Text("；".join(one.zh for one in parts), "; ".join(one.en for one in parts))


def runs(numbers: Sequence[int]) -> str:
    """Numbers as people write them: `1–4, 7`; the first of very many."""
    found = [list(group) for _, group in groupby(_with_rank(numbers), key=lambda pair: pair[1] - pair[0])]
    shown = [_run([number for _, number in group]) for group in found[:_MOST_RUNS]]
    return ", ".join(shown) + (" …" if len(found) > _MOST_RUNS else "")


def _with_rank(numbers: Iterable[int]) -> list[tuple[int, int]]:
    return list(enumerate(sorted(numbers)))


def _run(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
