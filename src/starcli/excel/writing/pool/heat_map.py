"""Heat maps: a row for each county and town, a column for each indicator; shades with the number in every cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from starcli.core.numbers import half_up, plain
from starcli.core.pool.figures import Tally
from starcli.core.pool.groups import Group
from starcli.core.pool.pool import Pool, Problem
from starcli.core.pool.report import PoolReport
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Page, Workbook
from starcli.excel.writing.pool.links import Spot, link
from starcli.excel.writing.pool.lists import Lists

_HUNDRED = Decimal(100)
_MOST_COLUMNS = 28
_FEWEST_COLUMNS = 8
"""So many columns the legend takes, two a shade behind the first."""
_NAME, _COUNT, _CELL = 22.0, 6.5, 4.6
_BEFORE = 3
_HEAD_HEIGHT = 110


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A sheet of a heat map, still empty, and the problems that it shows."""

    page: Page
    problems: tuple[Problem, ...]


def heat_pages(book: Workbook, pool: Pool) -> list[HeatMap]:
    """The sheets that all problems need, whole dimensions together as far as they fit on a page's width."""
    sheets: list[list[Problem]] = []
    for dimension in pool.framework.dimensions:
        some = _of_dimension(pool, dimension)
        if some and (not sheets or len(sheets[-1]) + len(some) > _MOST_COLUMNS):
            sheets.append([])
        for problem in some:
            if len(sheets[-1]) == _MOST_COLUMNS:
                sheets.append([])
            sheets[-1].append(problem)
    found = []
    for number, problems in enumerate(sheets, 1):
        suffix = f" {number}" if len(sheets) > 1 else ""
        columns = [_NAME, _COUNT, _COUNT, *[_CELL] * max(len(problems), _FEWEST_COLUMNS)]
        page = book.page(Text(f"热力图{suffix}", f"Heat map{suffix}"), columns, landscape=True)
        found.append(HeatMap(page, tuple(problems)))
    return found


def fill_heat_map(heat: HeatMap, report: PoolReport, lists: Lists, spots: dict[str, Spot]) -> None:
    """Write a heat map; its headings lead to the pages of problems, its figures to the units behind them."""
    page, pool = heat.page, report.pool
    title = Text("热力图：各镇街各指标的不达标比例（%）", "Heat map: who misses what, town by town (per cent)")
    page.say(title, "section", height=22)
    page.say(_ABOUT, "quiet")
    _legend(page, pool)
    top = page.row
    _head(heat, pool, spots)
    _whole_row(heat, pool, lists)
    for group in _rows(pool):
        _group_row(heat, group, pool, lists)
    page.sheet.repeat_rows(top, top + 2)
    page.sheet.freeze_panes(top + 3, _BEFORE)
    page.footer(imprint_line(pool.framework))


_ABOUT = Text(
    "数字是没有证明达标的单位占该镇街应达标单位的百分比：不达标、没有有效值，再加未上报和未评定的（带*），"
    "不报的不会显得更好。点数字看名单，点指标看该问题。",
    "Figures are the per cent of the units asked in a town of which it is not shown that they meet the requirement: "
    "who misses it, has no value, and (with *) has not reported or is not rated: silence does not look better. Figures "
    "lead to their units, headings to the page of the problem.",
)


def _of_dimension(pool: Pool, dimension: str) -> list[Problem]:
    problems = {problem.id: problem for problem in pool.problems}
    entries = pool.framework.entries
    return [problems[key] for key in entries if key in problems and entries[key].definition.dimension == dimension]


def _edges(pool: Pool) -> list[Decimal]:
    """From which per cent on each shade stands; common problems begin with the fourth."""
    third = pool.rules.share / 3
    return [Decimal(0), third, 2 * third, pool.rules.share, min(2 * pool.rules.share, (pool.rules.share + 100) / 2)]


def _shade(share: Decimal, pool: Pool) -> int:
    """The shade of a per cent: 0 for none, 5 for the most."""
    if not share:
        return 0
    return max(number for number, edge in enumerate(_edges(pool), 1) if share >= edge)


def _legend(page: Page, pool: Pool) -> None:
    """What the shades mean, each with its figures."""
    edges = [*_edges(pool), _HUNDRED]
    page.put(page.row, 0, Text("颜色（%）", "Shades (per cent)"), "caption")
    texts = [Text.same("0")]
    for low, high in pairwise(edges):
        texts.append(Text.same(f"{plain(half_up(low, 1))}–{plain(half_up(high, 1))}"))
    column = 1
    for shade, text in enumerate(texts):
        style, last = f"heat_{shade}", column if column < _BEFORE else column + 1
        if last > column:
            page.sheet.merge_range(page.row, column, page.row, last, "", page.owner.format(style))
        page.put(page.row, column, text, style)
        column = last + 1
    page.skip(2)


def _head(heat: HeatMap, pool: Pool, spots: dict[str, Spot]) -> None:
    """Three rows: dimensions across their indicators, the indicators upright, their codes, leading to their pages."""
    page = heat.page
    for column, text in enumerate((Text("镇街", "Town"), Text("单位", "Units"), Text("未报未评", "No rating"))):
        page.sheet.merge_range(page.row, column, page.row + 2, column, "", page.owner.format("head"))
        page.put(page.row, column, text, "head")
    column = _BEFORE
    for dimension in pool.framework.dimensions.values():
        some = [p for p in heat.problems if p.question.definition.dimension == dimension.id]
        if not some:
            continue
        last = column + len(some) - 1
        if last > column:
            page.sheet.merge_range(page.row, column, page.row, last, "", page.owner.format("head"))
        page.put(page.row, column, dimension.name if last > column + 1 else Text.same(dimension.id), "head")
        for problem in some:
            page.put(page.row + 1, column, problem.question.name, "upright")
            link(page, page.row + 2, column, problem.id, "link_small", spots.get(problem.id))
            column += 1
    page.sheet.set_row(page.row, 24)
    page.sheet.set_row(page.row + 1, _HEAD_HEIGHT)
    page.row += 3


def _rows(pool: Pool) -> Iterator[Group]:
    """Every town, where there are several counties below its own."""
    counties = {group.key: group for group in pool.groups if group.sort == "county"}
    shown = ""
    for town in pool.groups:
        if town.sort != "town":
            continue
        if town.within != shown and town.within in counties and len(counties) > 1:
            shown = town.within
            yield counties[shown]
        yield town


def _whole_row(heat: HeatMap, pool: Pool, lists: Lists) -> None:
    page = heat.page
    without = sum(member.state != "rated" for member in pool.members)
    page.put(page.row, 0, Text("合计", "Everybody"), "group")
    page.put(page.row, 1, len(pool.members), "group_whole")
    page.put(page.row, 2, without, "group_whole")
    for column, problem in enumerate(heat.problems, _BEFORE):
        _figure(page, column, problem.whole, lists.spot(problem), pool)
    page.row += 1


def _group_row(heat: HeatMap, group: Group, pool: Pool, lists: Lists) -> None:
    page, is_county = heat.page, group.sort == "county"
    without = sum(pool.members[number].state != "rated" for number in group.members)
    page.put(page.row, 0, group.name, "group" if is_county else "text")
    page.put(page.row, 1, len(group.members), "group_whole" if is_county else "whole")
    page.put(page.row, 2, without or None, "group_whole" if is_county else "bad_whole")
    for column, problem in enumerate(heat.problems, _BEFORE):
        figure = problem.figure(group)
        _figure(page, column, figure.tally if figure is not None else None, lists.spot(problem, group), pool)
    page.row += 1


def _figure(page: Page, column: int, tally: Tally | None, spot: Spot | None, pool: Pool) -> None:
    """One cell: the per cent on its shade; a dash where nobody is asked."""
    if tally is None or not tally.asked:
        page.put(page.row, column, Text.same("—"), "heat_none")
        return
    share = tally.most * _HUNDRED
    mark = "*" if tally.unknown else ""
    link(page, page.row, column, share, f"heat_{_shade(share, pool)}{mark}", spot)
