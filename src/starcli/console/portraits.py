"""What a person sees of portraits: a line an area, or one area in some more lines."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from starcli.batch import Batch
from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.explain import percent
from starcli.core.model import Framework
from starcli.core.numbers import ZERO
from starcli.core.portraits.portrait import Attainment, Portrait
from starcli.core.text import Language, Text

_MOST_AREAS, _MOST_ITEMS = 30, 3


def show_portraits(screen: Screen, portraits: Sequence[Portrait], framework: Framework, batch: Batch) -> None:
    """The areas by their codes, what stands out in a single one, and everything that is wrong."""
    screen.out.print(_areas(portraits[:_MOST_AREAS], framework, screen.language))
    rest = len(portraits) - _MOST_AREAS
    if rest > 0:
        screen.say(Text(f"另有 {rest} 个见工作簿", f"{rest} more in the workbook"), "dim")
    if len(portraits) == 1:
        for name, some in _standing_out(portraits[0]):
            for one in some[:_MOST_ITEMS]:
                screen.line(_item(name, one))
    screen.turnout(batch)
    screen.findings_of(batch)


def _areas(portraits: Sequence[Portrait], framework: Framework, language: Language) -> Table:
    grades = [Heading(Text.same(f"{grade.stars}★"), figures=True) for grade in framework.grades]
    means = [Heading(Text(f"{kind.name.zh}均分", kind.name.en), figures=True) for kind in framework.kinds.values()]
    heads = (
        Heading(Text("区域", "Area")), Heading(Text("单位", "Units"), figures=True),
        Heading(Text("已评", "Rated"), figures=True), *grades, *means, Heading(Text("最弱", "Weakest")),
    )  # fmt: skip
    table = table_of(heads, language)
    for portrait in portraits:
        figures, weakest = portrait.figures, portrait.weakest(1)
        known = {kind.kind: kind.mean for kind in figures.kinds}
        cells = [portrait.area.label[language], str(figures.turnout.units), str(figures.turnout.rated)]
        cells += [str(count) if count else "" for count in figures.grades.values()]
        cells += ["—" if known.get(kind) is None else str(known[kind]) for kind in framework.kinds]
        table.add_row(*map(escape, (*cells, weakest[0].id if weakest else "—")))
    return table


def _standing_out(portrait: Portrait) -> Sequence[tuple[Text, Sequence[Attainment]]]:
    return (
        (Text("强项", "strong"), portrait.strongest(_MOST_ITEMS)),
        (Text("弱项", "weak"), portrait.weakest(_MOST_ITEMS)),
    )


def _item(name: Text, one: Attainment) -> Text:
    share = f"{percent(one.own.rate or ZERO)} ({one.own.count}/{one.own.of})"
    return Text(f"  {name.zh} {one.id} {one.name.zh}：{share}", f"  {name.en} {one.id} {one.name.en}: {share}")
