"""The overview with its totals by town, and the totals by indicator, special project and responsible unit."""

from starcli.core.rectification.totals import FIGURES, Figure, Grouping, Tally
from starcli.core.text import Text, counted
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.tracking.report import TrackingReport
from starcli.excel.writing.tracking.words import FIGURE_NAMES, SHARE_CLOSED, SIGNS, numbers_of

_PRESSING: tuple[Figure, ...] = ("overdue", "against_rules", "relapsed")
_GROUPS: dict[Grouping, tuple[Text, Text]] = {
    "town": (Text("镇街", "Town"), Text("按镇街", "By town")),
    "indicator": (Text("指标", "Indicator"), Text("按指标", "By indicator")),
    "project": (Text("专项", "Special project"), Text("按专项", "By special project")),
    "responsible": (Text("责任单位", "Responsible unit"), Text("按责任单位", "By responsible unit")),
}
_SHADES: tuple[tuple[Figure, str], ...] = (("open", "#9E1B1B"), ("asked", "#E3B9AE"), ("closed", "#FFFFFF"))
_MOST_IN_CHART = 24


def overview_page(book: Workbook, report: TrackingReport, title: Text) -> None:
    """Where everything stands, by town, and what the lights mean."""
    columns = _columns("town")
    page = book.page(Text("总览", "Overview"), widths(columns), landscape=True)
    page.say(title, "title", height=30)
    page.say(_subtitle(report), "subtitle")
    page.skip()
    _strip(page, report.tracking.total)
    page.skip()
    page.say(_GROUPS["town"][1], "section", height=22)
    towns = report.tracking.groups["town"]
    top = page.table(columns, [*map(_row, towns), _total_row(report.tracking.total)])
    page.skip()
    for line in _legend(report):
        page.say(line, "quiet")
    if towns:
        _chart(page, top, len(towns))
    page.say(imprint_line(report.framework), "quiet")
    page.say(report.framework.disclaimer, "quiet")
    page.footer(imprint_line(report.framework))


def groups_page(book: Workbook, report: TrackingReport) -> None:
    """Totals by special project and by indicator."""
    page = book.page(Text("专项和指标", "Projects, indicators"), widths(_columns("indicator")), landscape=True)
    for grouping in ("project", "indicator"):
        _group(page, report, grouping, repeat=False)
        page.skip()
    page.footer(imprint_line(report.framework))


def responsible_page(book: Workbook, report: TrackingReport) -> None:
    """Totals by responsible unit."""
    page = book.page(_GROUPS["responsible"][0], widths(_columns("responsible")), landscape=True)
    _group(page, report, "responsible", repeat=True)
    page.footer(imprint_line(report.framework))


def _group(page: Page, report: TrackingReport, grouping: Grouping, *, repeat: bool) -> None:
    page.say(_GROUPS[grouping][1], "section", height=22)
    rows = [*map(_row, report.tracking.groups[grouping]), _total_row(report.tracking.total)]
    page.table(_columns(grouping), rows, repeat=repeat)


def _subtitle(report: TrackingReport) -> Text:
    zh, en = [f"截至 {report.today}", f"台账 {report.ledgers} 份"], [f"as of {report.today}"]
    en.append(counted(report.ledgers, "ledger"))
    if report.without is not None:
        zh.append(f"无台账 {len(report.without)} 个单位")
        en.append(f"{counted(len(report.without), 'unit')} without one")
    if report.unread or report.doubled:
        zh.append(f"未计入 {len(report.unread) + len(report.doubled)} 份")
        en.append(f"{len(report.unread) + len(report.doubled)} not counted")
    return Text(" · ".join(zh), " · ".join(en))


def _columns(grouping: Grouping) -> tuple[Column, ...]:
    return (
        Column(_GROUPS[grouping][0], 30 if grouping != "town" else 16),
        *(Column(FIGURE_NAMES[figure], 9, "whole") for figure in FIGURES),
        Column(SHARE_CLOSED, 11, "percent"),
        Column(Text("总表序号", "Numbers in the list"), 34, "strip_wrapped"),
    )


def _row(tally: Tally) -> list[Content | Cell]:
    return [tally.name, *(_figure(tally, figure) for figure in FIGURES), tally.share_closed, numbers_of(tally)]


def _figure(tally: Tally, figure: Figure) -> Content | Cell:
    """A figure; what presses stands out."""
    count = tally.count(figure)
    return Cell(count, "bad_whole") if count and figure in _PRESSING else count


def _total_row(tally: Tally) -> list[Content | Cell]:
    figures = [Cell(tally.count(figure), "sum_whole") for figure in FIGURES]
    return [Cell(tally.name, "sum_label"), *figures, Cell(tally.share_closed, "sum_percent"), Cell(None, "sum_label")]


def _strip(page: Page, total: Tally) -> None:
    """The figures of the whole area, large, each above its name."""
    row = page.row
    for column, figure in enumerate(FIGURES, start=1):
        page.put(row, column, total.count(figure), "figure_whole")
        page.put(row + 1, column, FIGURE_NAMES[figure], "caption")
    page.put(row, len(FIGURES) + 1, total.share_closed, "figure_percent")
    page.put(row + 1, len(FIGURES) + 1, SHARE_CLOSED, "caption")
    page.sheet.set_row(row, 30)
    page.row += 2


def _legend(report: TrackingReport) -> tuple[Text, ...]:
    """What the lights and the figures mean."""
    lights, days = report.rules.lights, report.rules.lights.days
    said = [
        Text(f"{SIGNS[name]} {light.name.zh}：{light.when.zh}", f"{SIGNS[name]} {light.name.en}: {light.when.en}")
        for name, light in (("red", lights.red), ("yellow", lights.yellow), ("green", lights.green))
    ]
    soon = Text(
        f"近期到期指 {days} 天内；违规销号指销号条件没有全部查实；反弹重新计入未销号；合规销号率不含违规销号",
        f"Due soon: within {days} days; against rules: closed though not every condition is shown to hold; what "
        "relapsed is open again; closed by the rules leaves out what was closed against them",
    )
    lights_said = Text("　　".join(one.zh for one in said), "      ".join(one.en for one in said))
    return lights_said, Text(f"{soon.zh}。", f"{soon.en}.")


def _chart(page: Page, top: int, count: int) -> None:
    """Stacked bars: how many problems of each town are open, asked for and closed."""
    chart = page.owner.book.add_chart({"type": "bar", "subtype": "stacked"})
    last = top + min(count, _MOST_IN_CHART)
    for figure, shade in _SHADES:
        column = 1 + FIGURES.index(figure)
        chart.add_series(
            {
                "name": FIGURE_NAMES[figure][page.owner.language],
                "categories": [page.name, top + 1, 0, last, 0],
                "values": [page.name, top + 1, column, last, column],
                "fill": {"color": shade},
                "border": {"color": "#7F7F7F"},
                "gap": 60,
            }
        )
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"major_gridlines": {"visible": False}, "num_format": "0", "min": 0})
    chart.set_legend({"position": "bottom"})
    height = 110 + 26 * (last - top)
    chart.set_size({"width": 760, "height": height})
    page.skip()
    page.sheet.insert_chart(page.row, 0, chart, {"object_position": 1})
    page.skip(height // 20 + 2)
