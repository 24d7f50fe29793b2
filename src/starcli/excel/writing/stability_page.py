"""How sure the places of a ranking are: a page a kind, and the swap that was asked for."""

from collections.abc import Iterator
from decimal import Decimal

from starcli.core.explain import stars
from starcli.core.model import Framework
from starcli.core.numbers import ZERO
from starcli.core.stability.reweighted import Swap, weights_of
from starcli.core.stability.stability import Shaken, Sureness, Swapped
from starcli.core.stability.words import edge_words, grade_words, interval_words, safe_words, swap_words
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths

_COLUMNS = (
    Column(Text("名次", "Place"), 7, "whole"),
    Column(Text("单位", "Unit"), 24),
    Column(Text("总分", "Total"), 9, "points"),
    Column(Text("星级", "Grade"), 13, "centre"),
    Column(Text("九成分值表下的名次", "Places in 90% of draws"), 14, "centre"),
    Column(Text("最好", "Best"), 7, "whole"),
    Column(Text("最差", "Worst"), 7, "whole"),
    Column(Text("星级不变", "Grade kept"), 10, "percent"),
    Column(Text("换成别的星级", "Another grade"), 18),
    Column(Text("离边界", "Edges of the grade"), 52),
)
_SWAP_COLUMNS = (
    Column(Text("编码", "Code"), 12, "centre"),
    Column(Text("指标", "Indicator"), 50),
    Column(Text("现分值", "Weight now"), 14, "points"),
    Column(Text("换位所需分值", "Weight then"), 14, "points"),
    Column(Text("增减", "Change"), 14, "change"),
)
_READING = Text(
    "区间宽、星级易变的单位，名次靠的是分值怎么定，不宜只凭名次下结论；星级不变的，换一张相近的分值表也一样。",
    "Where the interval is wide or the grade changes, the place hangs on how weights were chosen: do not argue from it "
    "alone. A grade that is kept would be the same under any similar table.",
)


def stability_pages(book: Workbook, shaken: Shaken, framework: Framework) -> None:
    """A page for every kind, and the swap at the end; nothing where nothing was asked."""
    for kind, sureness in shaken.rankings.items():
        name = framework.kinds[kind].name
        title = Text(f"{name.zh}名次有多稳", f"{name.en}, how sure")
        page = book.page(title, widths(_COLUMNS), landscape=True)
        page.say(title, "title", height=30)
        if shaken.shaking is not None:
            page.say(shaken.shaking.words(), "subtitle")
        page.say(safe_words(sureness, name))
        page.say(_READING, "quiet")
        _table(page, sureness, framework)
        page.footer(imprint_line(framework))
    if shaken.swapped is not None:
        _swap_page(book, shaken.swapped, framework)


def _swap_page(book: Workbook, swapped: Swapped, framework: Framework) -> None:
    """Which weights move by how much to put one unit before another, and what both have then."""
    title = Text("换位要动多少分值", "What swaps two")
    page = book.page(title, widths(_SWAP_COLUMNS), landscape=True)
    page.say(title, "title", height=30)
    lines = swap_words(swapped, framework)
    page.say(lines[0], "subtitle")
    if swapped.swap is not None and swapped.swap.shifts:
        page.skip()
        page.table(_SWAP_COLUMNS, list(_changes(swapped.swap, framework)))
        page.skip()
        page.say(lines[-1])
    page.footer(imprint_line(framework))


def _changes(swap: Swap, framework: Framework) -> Iterator[list[Content | Cell]]:
    """Every indicator whose weight changes: the weight now and then, the largest changes first."""
    then = weights_of(swap.first)
    change: dict[str, Decimal] = {}
    for shift in swap.shifts:
        change[shift.source] = change.get(shift.source, ZERO) - shift.points
        change[shift.target] = change.get(shift.target, ZERO) + shift.points
    for key, points in sorted(change.items(), key=lambda item: (-abs(item[1]), item[1] < 0, item[0])):
        yield [key, framework.entries[key].definition.name, then[key] - points, then[key], points]


def _table(page: Page, sureness: Sureness, framework: Framework) -> None:
    rows: list[list[Content | Cell]] = []
    for placed, stability, edges in zip(sureness.ranking.placed, sureness.stability, sureness.edges, strict=True):
        standing = placed.standing
        rows.append(
            [
                placed.place,
                standing.unit.name,
                standing.total,
                stars(framework.grade(standing.grade), framework.grades[0]),
                interval_words(stability),
                stability.best,
                stability.worst,
                stability.kept,
                Cell(grade_words(stability, framework), "bad" if stability.others else "text"),
                edge_words(edges),
            ]
        )
    page.table(_COLUMNS, rows, repeat=True)
