"""What a person sees of challenges: one in some lines, several as a line each."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table
from rich.text import Text as Rich

from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.challenge.challenge import Challenge, Item
from starcli.core.challenge.words import caught_up_words, margin_words, overtaking_words, value_words
from starcli.core.explain import symbols
from starcli.core.paths.words import steps_words
from starcli.core.text import Language, Text

_MOST_IN_FULL, _MOST_ITEMS = 3, 10
_ITEMS = (
    Heading(Text("编码", "Code")), Heading(Text("指标", "Indicator"), wraps=True),
    Heading(Text("我方", "Own"), wraps=True), Heading(Text("对方", "Theirs"), wraps=True),
    Heading(Text("差分", "Points"), figures=True), Heading(Text("可学", "To learn")),
)  # fmt: skip
_UNITS = (
    Heading(Text("打擂单位", "Challenger")), Heading(Text("总分", "Total"), figures=True),
    Heading(Text("星级", "Grade")), Heading(Text("擂主单位", "Opponent"), wraps=True),
    Heading(Text("总分", "Total"), figures=True),
    Heading(Text("星级", "Grade")), Heading(Text("落后", "Behind"), figures=True),
)  # fmt: skip


def show_challenges(screen: Screen, challenges: Sequence[Challenge]) -> None:
    """A few challenges in full, many as a line each."""
    if len(challenges) > _MOST_IN_FULL:
        screen.out.print(_many(challenges, screen.language))
        return
    for challenge in challenges:
        _show(screen, challenge)


def _show(screen: Screen, challenge: Challenge) -> None:
    own, theirs = challenge.own, challenge.theirs
    heading = f"{own.member.unit.name}  {symbols(own.rating)} {own.rating.total}"
    if theirs is None:
        screen.out.print(Rich(heading, style="bold"))
        screen.say(challenge.why)
        return
    heading += f"  →  {theirs.member.unit.name}  {symbols(theirs.rating)} {theirs.rating.total}"
    screen.out.print(Rich(heading, style="bold"))
    screen.say(challenge.why, "dim")
    screen.say(margin_words(challenge))
    behind = challenge.on("behind")
    if behind:
        screen.out.print(_items(behind[:_MOST_ITEMS], screen.language))
        rest = len(behind) - _MOST_ITEMS
        if rest > 0:
            screen.say(Text(f"另有 {rest} 项见工作簿", f"{rest} more in the workbook"), "dim")
    screen.say(overtaking_words(challenge))
    path = challenge.overtaking
    if path is not None and path.steps:
        words = steps_words(path)
        screen.say(Text(f"  {words.zh}", f"  {words.en}"))
    caught_up = caught_up_words(challenge)
    if caught_up is not None:
        screen.say(caught_up, "dim")


def _items(items: Sequence[Item], language: Language) -> Table:
    table = table_of(_ITEMS, language, "fold")
    for item in items:
        values = value_words(item.own)[language], value_words(item.theirs)[language]
        learn = Text("对方满分", "full marks")[language] if item.to_learn else ""
        cells = (item.id, item.own.indicator.name[language], *values, f"{item.lead}", learn)
        table.add_row(*map(escape, cells))
    return table


def _many(challenges: Sequence[Challenge], language: Language) -> Table:
    table = table_of(_UNITS, language)
    for challenge in challenges:
        own, theirs = challenge.own, challenge.theirs
        cells = [own.member.unit.name, str(own.rating.total), symbols(own.rating)]
        if theirs is None:
            cells += [challenge.why[language], "", "", ""]
        else:
            behind = str(len(challenge.on("behind")))
            cells += [theirs.member.unit.name, str(theirs.rating.total), symbols(theirs.rating), behind]
        table.add_row(*map(escape, cells))
    return table
