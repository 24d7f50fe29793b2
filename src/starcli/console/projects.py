"""What a person sees of special projects: a line each, the areas furthest behind, and what was found."""

from collections.abc import Sequence

from rich.markup import escape

from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.projects.progress import Progress, Project, ProjectSeason
from starcli.core.projects.words import (
    RATE,
    area_of,
    percent,
    points_of_percent,
    share_of_complete,
    turnout_of,
)
from starcli.core.text import Text, one_line

_MOST_SEASONS, _MOST_WITH_LEDGERS = 3, 2
_BEHIND = 2


def show_projects(screen: Screen, progress: Progress) -> None:
    """The table of projects, who is behind, how many units there are, and everything that was found."""
    target = progress.target.name
    screen.say(Text(f"专项攻坚 · 对照{target.zh}", f"Special projects · against {target.en.lower()}"), "bold")
    _table(screen, progress)
    for project in progress.projects:
        _behind(screen, progress, project)
    screen.say(turnout_of(progress))
    screen.findings(found for found in progress.findings if found.code != "not-reported")


def _table(screen: Screen, progress: Progress) -> None:
    seasons = _seasons(progress)
    headings = [Heading(Text("编码", "Code")), Heading(Text("专项", "Project"), wraps=True)]
    if len(seasons) == 1:
        headings.append(Heading(RATE, figures=True))
    else:
        headings += [Heading(Text.same(season.label), figures=True) for season in seasons]
        headings.append(Heading(Text("较上季", "Change"), figures=True))
    headings += [Heading(Text("得分率", "Score"), figures=True), Heading(Text("全达标", "Meet all"), figures=True)]
    if progress.ledgers is not None:
        headings.append(Heading(Text("已销号", "Closed"), figures=True))
    if progress.slots:
        headings.append(Heading(Text("四个一", "Four"), figures=True))
    table = table_of(headings, screen.language, overflow="fold")
    for project in progress.projects:
        table.add_row(*_row(screen, progress, project))
    screen.out.print(table)


def _seasons(progress: Progress) -> Sequence[ProjectSeason]:
    """The latest seasons, as many as there is room for."""
    return progress.seasons[-(_MOST_SEASONS if progress.ledgers is None else _MOST_WITH_LEDGERS) :]


def _row(screen: Screen, progress: Progress, project: Project) -> list[str]:
    seasons = _seasons(progress)
    now = progress.now.attainment.of(project.id)
    cells = [escape(project.id), escape(project.project.name[screen.language])]
    cells += [percent(season.attainment.of(project.id).rate) for season in seasons]
    if len(seasons) > 1:
        cells.append(points_of_percent(progress.rise(project.id)))
    cells += [percent(now.score), share_of_complete(now)[screen.language]]
    if progress.ledgers is not None:
        problems = progress.problems_of(project.id)
        cells.append(f"{problems.closed}/{problems.all}")
    if progress.slots:
        filled = project.card.filled(progress.framework) if project.card is not None else 0
        cells.append(f"{filled}/{progress.slots}")
    return cells


def _behind(screen: Screen, progress: Progress, project: Project) -> None:
    """The areas that are behind beyond chance, the furthest first."""
    certain = [one for one in progress.laggards(project.id, "town", _ALL_AREAS) if one.certain]
    if not certain:
        return
    words = [
        Text.same(f"{one_line(area_of(one.area, progress)[screen.language])} {percent(one.attained.rate)}")
        for one in certain[:_BEHIND]
    ]
    named = Text("、".join(word.zh for word in words), "; ".join(word.en for word in words))
    rest = len(certain) - len(words)
    more = Text(f" 等 {len(certain)} 个", f" and {rest} more") if rest > 0 else Text("", "")
    whole = percent(progress.rate(project.id))
    zh = f"  {project.id} 明显落后（整体 {whole}）：{named.zh}{more.zh}"
    screen.say(Text(zh, f"  {project.id} behind (all: {whole}): {named.en}{more.en}"))


_ALL_AREAS = 10_000
