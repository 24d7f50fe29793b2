"""The overview of the grids of an area: its figures, its towns or counties, and a chart of their sizes."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from starcli.core.grids.posts import POSTS
from starcli.core.grids.report import GridsReport
from starcli.core.grids.state import Size
from starcli.core.grids.totals import Tally
from starcli.core.grids.words import INCOMPLETE, SIZE_NAMES, turnout
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths

_COUNTY, _TOWN = Text("县(市、区)", "County"), Text("镇街", "Town")
_UNPLACED = Text("未归属", "unplaced")
_SHADES: tuple[tuple[Size | None, Text, str], ...] = (
    (None, Text("达标", "in range"), "#B9CDB2"),
    ("too-small", SIZE_NAMES["too-small"], "#E8CFA0"),
    ("too-large", SIZE_NAMES["too-large"], "#B5473C"),
    ("unknown", SIZE_NAMES["unknown"], "#BFBFBF"),
)
_MOST_IN_CHART = 24
_PIXELS = 7.6
"""How wide a column of width one is on the screen: a chart is as wide as its table."""
_PRESSING = "bad_whole"


def overview_page(book: Workbook, report: GridsReport, title: Text) -> None:
    """Figures and a chart: by county where there are several, else by town."""
    totals = report.totals
    heading = _COUNTY if totals.counties else _TOWN
    columns = _columns(heading, by_roster=totals.whole.missing is not None)
    page = book.page(Text("总览", "Overview"), widths(columns), landscape=True)
    page.say(title, "title", height=30)
    page.say(turnout(totals.whole), "subtitle")
    page.skip()
    _strip(page, totals.whole)
    page.skip()
    page.say(Text(f"按{heading.zh}", f"By {heading.en.lower()}"), "section", height=22)
    tallies = totals.counties or tuple(totals.towns.values())
    top = page.table(columns, _rows(tallies, totals.whole))
    _chart(page, top, len(tallies), columns, unknown=bool(totals.whole.sizes["unknown"]))
    for sentence in _legend(report):
        page.say(sentence, "quiet")
    page.say(imprint_line(report.framework), "quiet")
    page.say(report.framework.disclaimer, "quiet")
    page.footer(imprint_line(report.framework))


def towns_page(book: Workbook, report: GridsReport) -> None:
    """The figures of every town."""
    columns = _columns(_TOWN, by_roster=report.totals.whole.missing is not None)
    page = book.page(Text("镇街", "Towns"), widths(columns), landscape=True)
    page.say(Text("各镇街", "Every town"), "section", height=22)
    page.table(columns, _rows(tuple(report.totals.towns.values()), report.totals.whole), repeat=True)
    page.footer(imprint_line(report.framework))


def _columns(heading: Text, *, by_roster: bool) -> tuple[Column, ...]:
    return (
        Column(heading, 16),
        Column(Text("已交台账", "Ledgers"), 8, "whole"),
        *([Column(Text("未交", "Without"), 8, "whole")] if by_roster else []),
        Column(Text("网格数", "Grids"), 8, "whole"),
        Column(Text("户数", "Households"), 11, "whole"),
        Column(Text("平均户数", "Mean"), 8, "whole"),
        Column(Text("达标", "In range"), 8, "whole"),
        Column(Text("过小", "Too small"), 8, "whole"),
        Column(Text("过大", "Too large"), 8, "whole"),
        Column(Text("无法判断", "Not known"), 8, "whole"),
        Column(Text("达标率", "Share in range"), 9, "percent"),
        *(Column(Text(f"缺{name.zh}", f"No {name.en.lower()}"), 9, "whole") for name in POSTS.values()),
        Column(INCOMPLETE, 10, "whole"),
        Column(Text("无党组织", "No Party group"), 9, "whole"),
    )


def _rows(tallies: Iterable[Tally], whole: Tally) -> list[list[Content | Cell]]:
    rows = [[tally.name if tally.name.zh else _UNPLACED, *_figures(tally)] for tally in tallies]
    return [*rows, [Cell(whole.name, "sum_label"), *(_summed(content) for content in _figures(whole))]]


def _figures(tally: Tally) -> list[Content | Cell]:
    sizes = tally.sizes
    return [
        tally.units,
        *([] if tally.missing is None else [_pressing(tally.missing)]),
        tally.grids,
        tally.households,
        tally.mean,
        tally.within,
        _pressing(sizes["too-small"]),
        _pressing(sizes["too-large"]),
        _pressing(sizes["unknown"]),
        tally.share,
        *(_pressing(tally.vacancies[post]) for post in POSTS),
        _pressing(tally.incomplete),
        _pressing(tally.without_party),
    ]


def _pressing(count: int) -> Content | Cell:
    """A figure that asks for something stands out; none of it is a dash."""
    return Cell(count, _PRESSING) if count else Cell("—", "centre")


def _summed(content: Content | Cell) -> Cell:
    """A figure of the last row."""
    bare = content.content if isinstance(content, Cell) else content
    if isinstance(bare, int):
        return Cell(bare, "sum_whole")
    if not isinstance(bare, Decimal):
        return Cell(bare, "sum_whole")
    return Cell(bare, "sum_percent" if bare <= 1 else "sum_whole")


def _strip(page: Page, whole: Tally) -> None:
    """The figures of everybody, large, each above its name."""
    shown: Sequence[tuple[Text, Content, str]] = (
        (Text("网格", "Grids"), whole.grids, "figure_whole"),
        (Text("户数", "Households"), whole.households, "figure_whole"),
        (Text("达标率", "In range"), whole.share, "figure_percent"),
        (Text("过大", "Too large"), whole.sizes["too-large"], "figure_whole"),
        (Text("过小", "Too small"), whole.sizes["too-small"], "figure_whole"),
        (Text("待补岗位", "Posts to fill"), whole.to_fill, "figure_whole"),
        (Text("职能不齐", "Functions lacking"), whole.incomplete, "figure_whole"),
    )
    row = page.row
    for number, (name, content, style_name) in enumerate(shown):
        first = 1 + 2 * number
        if first + 1 >= len(page.widths):
            break
        for below, words, form in ((row, "", style_name), (row + 1, "", "caption")):
            page.sheet.merge_range(below, first, below, first + 1, words, page.owner.format(form))
        page.put(row, first, content, style_name)
        page.put(row + 1, first, name, "caption")
    page.sheet.set_row(row, 32)
    page.row += 2


def _legend(report: GridsReport) -> tuple[Text, ...]:
    """What the standards are, and what the figures count."""
    rules, framework = report.rules, report.framework
    names = {key: kind.name for key, kind in framework.kinds.items()}
    names |= {key: profile.name for key, profile in framework.profiles.items()}
    sizes = {**rules.by_kind, **rules.by_profile}
    zh = "，".join(f"{names[key].zh} {size.low}-{size.high} 户" for key, size in sizes.items() if key in names)
    en = ", ".join(f"{names[key].en} {size.low} to {size.high}" for key, size in sizes.items() if key in names)
    exempt_zh = "；".join(
        f"不足 {below} 户且只设一个网格的{names[key].zh}视为达标" for key, below in rules.exempt_below.items()
    )
    exempt_en = "; ".join(
        f"{names[key].en}: one grid of fewer than {below} counts as in range"
        for key, below in rules.exempt_below.items()
    )
    return (
        Text(f"规模标准：{zh}。{exempt_zh}。", f"Households a grid: {en}. {exempt_en}."),
        Text(
            "缺岗、职能和党组织只统计台账里有这一栏的网格；无法判断的是户数或单位类型不明的网格。",
            "Posts, functions and Party groups are counted where a ledger has their column. Not known are grids "
            "without households, or of a unit whose kind is not known.",
        ),
    )


def _chart(page: Page, top: int, count: int, columns: Sequence[Column], *, unknown: bool) -> None:
    """Stacked bars: how many grids of each size every area has."""
    if not count:
        return
    chart = page.owner.book.add_chart({"type": "bar", "subtype": "stacked"})
    last = top + min(count, _MOST_IN_CHART)
    headings = [column.heading for column in columns]
    for size, name, shade in _SHADES:
        if size == "unknown" and not unknown:
            continue
        column = headings.index(Text("达标", "In range")) if size is None else headings.index(_HEADED[size])
        chart.add_series(
            {
                "name": name[page.owner.language],
                "categories": [page.name, top + 1, 0, last, 0],
                "values": [page.name, top + 1, column, last, column],
                "fill": {"color": shade},
                "border": {"color": "#7F7F7F", "width": 0.5},
                "gap": 55,
            }
        )
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"major_gridlines": {"visible": False}, "num_format": "0", "min": 0})
    chart.set_legend({"position": "bottom"})
    height = 110 + 26 * (last - top)
    chart.set_size({"width": int(sum(page.widths) * _PIXELS), "height": height})
    page.skip()
    page.sheet.insert_chart(page.row, 0, chart, {"object_position": 1})
    page.skip(height // 20 + 2)


_HEADED = {
    "too-small": Text("过小", "Too small"),
    "too-large": Text("过大", "Too large"),
    "unknown": Text("无法判断", "Not known"),
}
