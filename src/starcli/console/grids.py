"""What a person sees of the grids of an area: totals by town or county, and the grids that are furthest off."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table
from rich.text import Text as Rich

from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.grids.report import GridsReport
from starcli.core.grids.state import GridState, UnitState
from starcli.core.grids.totals import Tally
from starcli.core.grids.words import SIZE_NAMES, figures_of, lacking, off_by, turnout
from starcli.core.numbers import half_up
from starcli.core.text import Language, Text, counted, one_line

_MOST_AREAS, _MOST_GRIDS, _MOST_NAMES = 20, 6, 12
_FIGURES = (
    Text("网格", "Grids"), Text("户数", "House-\nholds"), Text("达标率", "In\nrange"), Text("过大", "Too\nlarge"),
    Text("过小", "Too\nsmall"), Text("缺\n网格长", "No\nleader"), Text("缺\n专职", "No\nfull-\ntime"),
    Text("待补\n岗位", "Posts\nopen"), Text("职能\n不齐", "Func-\ntions\nlacking"),
)  # fmt: skip


def show_grids(screen: Screen, report: GridsReport) -> None:
    """The totals, the largest and smallest grids, who handed in nothing, and everything that was found."""
    totals, language = report.totals, screen.language
    areas = totals.counties or tuple(totals.towns.values())
    heading = Text("县(市、区)", "County") if totals.counties else Text("镇街", "Town")
    screen.out.print(_table(heading, areas[:_MOST_AREAS], totals.whole, language))
    if len(areas) > _MOST_AREAS:
        rest = len(areas) - _MOST_AREAS
        screen.say(Text(f"另有 {rest} 个见工作簿", f"{rest} more in the workbook"), "dim")
    screen.line(turnout(totals.whole))
    screen.line(figures_of(totals.whole))
    _off(screen, report)
    _missing(screen, report)
    if report.outside:
        names = _some([one_line(state.ledger.unit.name) for state in report.outside])
        zh, en = f"  不在名册、没有计入：{names.zh}", f"  not in the roster and not counted: {names.en}"
        screen.line(Text(zh, en), "red")
    if report.unread:
        files = _some([one_line(str(one.location)) for one in report.unread])
        screen.line(Text(f"  没有计入：{files.zh}", f"  not counted: {files.en}"), "red")
    screen.findings(report.findings)


def _table(heading: Text, areas: Sequence[Tally], whole: Tally, language: Language) -> Table:
    headings = (Heading(heading, wraps=True), *(Heading(each, figures=True) for each in _FIGURES))
    table = table_of(headings, language)
    for tally in (*areas, whole):
        share = "—" if tally.share is None else f"{half_up(tally.share * 100, 1)}%"
        sizes = tally.sizes
        cells = (tally.grids, tally.households, share, sizes["too-large"], sizes["too-small"])
        rest = (tally.vacancies["leader"], tally.vacancies["full_time"], tally.to_fill, tally.incomplete)
        name = tally.name[language] or Text("未归属", "unplaced")[language]
        style = "bold" if tally is whole else None
        table.add_row(escape(name), *map(str, (*cells, *rest)), style=style)
    return table


def _off(screen: Screen, report: GridsReport) -> None:
    """The grids that are furthest off the standard, a line each."""
    off = [(unit, grid) for unit, grid in report.grids if grid.size in ("too-large", "too-small")]
    ordered = sorted(off, key=lambda pair: -abs(int(off_by(pair[1], pair[0].standard).zh or 0)))
    for unit, grid in ordered[:_MOST_GRIDS]:
        screen.out.print(Rich(_line(unit, grid)[screen.language]), soft_wrap=True)
    rest = len(ordered) - _MOST_GRIDS
    if rest > 0:
        screen.say(Text(f"  另有 {rest} 个见工作簿", f"  {counted(rest, 'more grid')} in the workbook"), "dim")


def _line(unit: UnitState, state: GridState) -> Text:
    name, grid = one_line(unit.ledger.unit.name), state.grid
    size, by = SIZE_NAMES[state.size], off_by(state, unit.standard).zh
    posts = lacking(state)
    zh = f"  {name} {one_line(grid.name)}：{grid.households} 户，{size.zh}（{by}）" + (
        f"，缺{posts.zh}" if posts.zh else ""
    )
    en = f"  {name} {one_line(grid.name)}: {grid.households} households, {size.en} ({by})"
    return Text(zh, en + (f", no {posts.en.lower()}" if posts.en else ""))


def _missing(screen: Screen, report: GridsReport) -> None:
    """Who handed in nothing, town by town."""
    towns: dict[str, list[str]] = {}
    for entry in report.missing or ():
        county = entry.unit.county if report.totals.counties else ""
        towns.setdefault(f"{county}{entry.unit.town}", []).append(entry.unit.name)
    for town, names in list(towns.items())[:_MOST_AREAS]:
        some = _some(names)
        shown = Text(f"  未交台账 {town}：{some.zh}", f"  no ledger in {town}: {some.en}")
        screen.out.print(Rich(one_line(shown[screen.language]), style="red"), soft_wrap=True)
    rest = len(towns) - _MOST_AREAS
    if rest > 0:
        more = Text(f"  另有 {rest} 个镇街见工作簿", f"  {counted(rest, 'more town')} in the workbook")
        screen.say(more, "dim")


def _some(names: Sequence[str]) -> Text:
    """The first of some names, and how many more there are."""
    rest = len(names) - _MOST_NAMES
    zh = "、".join(names[:_MOST_NAMES]) + (f" 等 {len(names)} 个" if rest > 0 else "")
    return Text(zh, ", ".join(names[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else ""))
