"""What a person sees of a contest: places, ties, and everything that is wrong."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.contest.contest import Result, Rules
from starcli.core.contest.result import Contest
from starcli.core.contest.words import tie_words
from starcli.core.findings import Finding
from starcli.core.text import Language, Text

_HEAD = (
    Heading(Text("名次", "Place"), figures=True), Heading(Text("参赛单位（选手）", "Contestant"), wraps=True),
)  # fmt: skip
_MOST_PARTS = 4


def show_contest(screen: Screen, contest: Contest, findings: Sequence[Finding]) -> None:
    """The totals, or each part where there are none; then ties and findings."""
    screen.say(Text.same(contest.title), "bold")
    if contest.totals:
        screen.out.print(_totals(contest, screen.language))
    else:
        for decided in contest.parts:
            screen.say(Text.same(decided.part.name), "bold")
            screen.out.print(_part(decided.results, screen.language))
    for tie in contest.ties:
        screen.say(tie_words(tie))
    screen.say(_rules(contest.rules), "dim")
    screen.findings(one for one in findings if one.code not in _SAID)


_SAID = ("contest-tie", "contest-tie-by-rounding")


def _totals(contest: Contest, language: Language) -> Table:
    several = 1 < len(contest.parts) <= _MOST_PARTS
    names = [Text.same(decided.part.name) for decided in contest.parts] if several else []
    heads = (*_HEAD, *(Heading(name, figures=True) for name in names), Heading(Text("总成绩", "Total"), figures=True))
    table = table_of((*heads, Heading(Text("说明", "Remarks"), wraps=True)), language)
    for one in contest.totals:
        parts = [_shown(None if result is None else result.score) for result in one.results] if several else []
        checked = Text("有分数待核实", "a score is to be checked")[language] if one.is_doubtful else ""
        cells = (_place(one.place), one.contestant.label[language], *parts, _shown(one.total), checked)
        table.add_row(*map(escape, cells))
    return table


def _part(results: Sequence[Result], language: Language) -> Table:
    table = table_of((*_HEAD, Heading(Text("得分", "Score"), figures=True)), language)
    for one in sorted(results, key=lambda one: (one.place is None, one.place or 0)):
        table.add_row(*map(escape, (_place(one.place), one.row.contestant.label[language], _shown(one.score))))
    return table


def _place(place: int | None) -> str:
    return "—" if place is None else str(place)


def _shown(value: object) -> str:
    return "—" if value is None else str(value)


def _rules(rules: Rules) -> Text:
    if not rules.drop:
        return Text(f"不去掉分数，平均分保留 {rules.places} 位小数", f"none dropped; means to {rules.places} decimals")
    return Text(
        f"去掉 {rules.drop} 个最高分和 {rules.drop} 个最低分，平均分保留 {rules.places} 位小数",
        f"{rules.drop} highest and {rules.drop} lowest dropped; means to {rules.places} decimals",
    )
