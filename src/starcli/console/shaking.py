"""What a person sees of how sure places are."""

from rich.markup import escape
from rich.text import Text as Rich

from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.explain import stars
from starcli.core.model import Framework
from starcli.core.stability.stability import Shaken, Sureness
from starcli.core.stability.words import edge_words, grade_words, interval_words, safe_words, swap_words
from starcli.core.text import Text

_MOST_UNITS = 20
_MOST_MOVES = 6
_COLUMNS = (
    Heading(Text("名次", "Place"), figures=True), Heading(Text("单位", "Unit"), wraps=True),
    Heading(Text("九成区间", "90% of draws")), Heading(Text("星级", "Grade")),
    Heading(Text("换星", "Another")), Heading(Text("离边界", "Edges"), wraps=True),
)  # fmt: skip


def show_shaken(screen: Screen, shaken: Shaken, framework: Framework) -> None:
    """How the weights were shaken, the least sure units of each kind, and the swap."""
    if shaken.shaking is not None:
        screen.say(shaken.shaking.words(), "bold")
    for kind, sureness in shaken.rankings.items():
        screen.say(safe_words(sureness, framework.kinds[kind].name))
        _least_sure(screen, sureness, framework)
    if shaken.swapped is not None:
        for line in swap_words(shaken.swapped, framework, _MOST_MOVES):
            screen.say(line)


def _least_sure(screen: Screen, sureness: Sureness, framework: Framework) -> None:
    """The units that change their grade most often; those that never do are only counted."""
    by_doubt = sorted(range(len(sureness.stability)), key=lambda at: sureness.stability[at].kept)
    unsure = [at for at in by_doubt if sureness.stability[at].others]
    if not unsure:
        return
    table, language = table_of(_COLUMNS, screen.language), screen.language
    for at in unsure[:_MOST_UNITS]:
        placed, stability = sureness.ranking.placed[at], sureness.stability[at]
        standing = placed.standing
        table.add_row(
            str(placed.place),
            escape(standing.unit.name),
            interval_words(stability)[language],
            stars(framework.grade(standing.grade), framework.grades[0]),
            grade_words(stability, framework)[language],
            edge_words(sureness.edges[at])[language],
        )
    screen.out.print(table)
    rest = len(unsure) - _MOST_UNITS
    if rest > 0:
        more = Text(f"另有 {rest} 个见工作簿", f"{rest} more in the workbook")
        screen.out.print(Rich(more[language], style="dim"))
