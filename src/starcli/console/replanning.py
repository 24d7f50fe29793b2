"""What a person sees of a re-planning: the new grids, the people that they need, the points, what cannot be done."""

from rich.markup import escape

from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.grids.posts import POSTS
from starcli.core.grids.replanning_ledger import extent
from starcli.core.grids.replanning_report import ReplanningReport
from starcli.core.grids.replanning_words import (
    SOURCES,
    best_at_most,
    headline,
    moved_words,
    points_words,
    quality,
    size_words,
)
from starcli.core.text import Text, counted, one_line

_GRIDS = (
    Heading(Text("序号", "No."), figures=True),
    Heading(Text("网格", "Grid"), wraps=True),
    Heading(Text("户数", "Households"), figures=True),
    Heading(Text("范围", "Consists of"), wraps=True),
    Heading(Text("", "")),
)
_NEEDS = (
    Heading(Text("岗位", "Post")),
    Heading(Text("需要", "Needed"), figures=True),
    Heading(Text("现有", "There are"), figures=True),
    Heading(Text("还差", "To find"), figures=True),
)
_MOST_GRIDS = 40


def show_replanning(screen: Screen, report: ReplanningReport) -> None:
    """The grids, people, points and moves, how good the proposal is, and what was found."""
    proposal = report.proposal
    screen.say(Text.same(one_line(report.name)), "bold")
    screen.say(headline(proposal), "bold")
    if proposal.grids:
        _grids(screen, report)
        screen.say(moved_words(proposal))
        _needs(screen, report)
        for line in points_words(report):
            screen.say(line)
        screen.say(SOURCES[proposal.community.source], "dim")
        screen.say(quality(proposal), "green" if proposal.solved.proven or proposal.exempt else "yellow")
        for line in best_at_most(proposal):
            screen.say(line)
    screen.findings(report.findings)


def _grids(screen: Screen, report: ReplanningReport) -> None:
    table = table_of(_GRIDS, screen.language)
    proposal = report.proposal
    for grid in proposal.grids[:_MOST_GRIDS]:
        said = size_words(grid.size)[screen.language]
        cells = (str(grid.number), grid.name, str(grid.households), extent(proposal, grid), said)
        words = (each[screen.language] if isinstance(each, Text) else each for each in cells)
        bad = grid.size in ("too-large", "too-small")
        table.add_row(*(escape(one_line(word)) for word in words), style="red" if bad else None)
    screen.out.print(table)
    rest = len(proposal.grids) - _MOST_GRIDS
    if rest > 0:
        screen.say(Text(f"另有 {rest} 个见工作簿", f"{counted(rest, 'more grid')} in the workbook"), "dim")


def _needs(screen: Screen, report: ReplanningReport) -> None:
    table = table_of(_NEEDS, screen.language)
    for need in report.needs:
        there = "—" if need.there is None else str(need.there)
        lacking = "—" if need.lacking is None else str(need.lacking)
        table.add_row(POSTS[need.post][screen.language], str(need.needed), there, lacking)
    screen.out.print(table)
