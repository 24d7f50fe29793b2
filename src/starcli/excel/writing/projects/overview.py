"""The overview of all special projects: their rates season by season, problems, and cards; with a chart."""

from typing import Any

from starcli.core.projects.progress import Progress, Project
from starcli.core.projects.words import COMPLETE, RATE, SCORE, method_of, share_of_complete, title_of, turnout_of
from starcli.core.text import Text, counted
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.styles import width_of

SHADES = ("#9E1B1B", "#C58B00", "#1A4E8A", "#1B6E3C", "#6B4C9A", "#7F7F7F", "#C9625A", "#3A8FB7")
_MOST_SEASONS = 6
_NARROWEST = 30
_CHART_HEIGHT = 300


def overview_page(book: Workbook, progress: Progress, title: Text, names: dict[str, str]) -> Page:
    """The sheet; `names` are those of the projects' own sheets, which it links to."""
    titles = [title_of(project)[book.language] for project in progress.projects]
    # A link does not break into lines everywhere.
    columns = _columns(progress, max(_NARROWEST, *(width_of(each) + 2 for each in titles)))
    page = book.page(Text("总览", "Overview"), widths(columns), landscape=True)
    page.say(title, "title", height=30)
    page.say(_subtitle(progress), "subtitle")
    page.skip()
    top = page.table(columns, [_row(project, progress) for project in progress.projects])
    for row, project in enumerate(progress.projects, start=top + 1):
        link = f"internal:'{names[project.id].replace(chr(39), chr(39) * 2)}'!A1"
        page.sheet.write_url(row, 0, link, page.owner.format("link"), page.words(title_of(project)))
    page.skip()
    _chart(page, progress, top)
    for line in method_of(progress):
        page.say(line, "quiet")
    page.say(imprint_line(progress.framework), "quiet")
    page.say(progress.framework.disclaimer, "quiet")
    page.sheet.fit_to_pages(1, 1)
    page.footer(imprint_line(progress.framework))
    return page


def _subtitle(progress: Progress) -> Text:
    turnout, target = turnout_of(progress), progress.target.name
    zh, en = [f"对照{target.zh}", turnout.zh], [f"against {target.en.lower()}", turnout.en]
    if len(progress.seasons) > 1:
        zh.append(f"各季列为{RATE.zh}")
        en.append("columns of seasons: share of requirements met")
    if progress.ledgers is not None:
        zh.append(f"台账 {progress.ledgers} 份")
        en.append(counted(progress.ledgers, "ledger"))
    return Text(" · ".join(zh), " · ".join(en))


def _columns(progress: Progress, first: float) -> tuple[Column, ...]:
    seasons = progress.seasons[-_MOST_SEASONS:]
    several = len(seasons) > 1
    return (
        Column(Text("专项", "Special project"), first),
        Column(Text("指标", "Indicators"), 8, "whole"),
        *(Column(Text.same(one.label) if several else RATE, 10, "percent") for one in seasons),
        *([Column(Text("较上季\n(百分点)", "Change,\npoints"), 9, "change_of_share")] if several else []),
        Column(SCORE, 9, "percent"),
        Column(COMPLETE, 12, "centre"),
        *(
            [
                Column(Text("问题", "Problems"), 8, "whole"),
                Column(Text("未销号", "Open"), 8, "whole"),
                Column(Text("已销号", "Closed"), 8, "whole"),
                Column(Text("逾期", "Late"), 8, "whole"),
            ]
            if progress.ledgers is not None
            else []
        ),
        *([Column(Text("四个一", "Four ones"), 9, "centre")] if progress.slots else []),
    )


def _row(project: Project, progress: Progress) -> list[Content | Cell]:
    seasons = progress.seasons[-_MOST_SEASONS:]
    now = progress.now.attainment.of(project.id)
    rise = progress.rise(project.id)
    cells: list[Content | Cell] = [title_of(project), len(project.covered)]
    cells += [season.attainment.of(project.id).rate for season in seasons]
    if len(seasons) > 1:
        cells.append(None if rise is None else rise * 100)
    cells += [now.score, share_of_complete(now)]
    if progress.ledgers is not None:
        problems = progress.problems_of(project.id)
        cells += [problems.all, problems.open, problems.closed, _late(problems.overdue)]
    if progress.slots:
        filled = project.card.filled(progress.framework) if project.card is not None else 0
        words = Text.same(f"{filled}/{progress.slots}")
        cells.append(Cell(words, "good" if filled == progress.slots else "bad"))
    return cells


def _late(count: int) -> Content | Cell:
    return Cell(count, "bad_whole") if count else 0


def _chart(page: Page, progress: Progress, top: int) -> None:
    """Rates season by season, a line a project; bars where there is one season only."""
    seasons = progress.seasons[-_MOST_SEASONS:]
    last = 1 + len(seasons)
    chart = page.owner.book.add_chart({"type": "line" if len(seasons) > 1 else "bar"})
    if len(seasons) > 1:
        for row, project in enumerate(progress.projects, start=top + 1):
            shade = SHADES[(row - top - 1) % len(SHADES)]
            chart.add_series(
                {
                    "name": page.words(title_of(project)),
                    "categories": [page.name, top, 2, top, last],
                    "values": [page.name, row, 2, row, last],
                    "line": {"color": shade, "width": 2.25},
                    "marker": {"type": "circle", "size": 6, "fill": {"color": shade}, "border": {"color": shade}},
                }
            )
    else:
        count = len(progress.projects)
        chart.add_series(
            {
                "name": page.words(RATE),
                "categories": [page.name, top + 1, 0, top + count, 0],
                "values": [page.name, top + 1, 2, top + count, 2],
                "fill": {"color": SHADES[0]},
                "data_labels": {"value": True, "num_format": "0.0%"},
                "gap": 60,
            }
        )
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"none": True})
    _axes(chart, lines=len(seasons) > 1)
    # A column takes so many pixels a character, and five besides.
    across = sum(round(width * 7 + 5) for width in page.widths)
    chart.set_size({"width": across, "height": _CHART_HEIGHT})
    page.sheet.insert_chart(page.row, 0, chart, {"object_position": 1})
    page.skip(_CHART_HEIGHT // 20 + 1)


def _axes(chart: Any, *, lines: bool) -> None:  # noqa: ANN401 the library has no types
    axis = {"num_format": "0%", "major_gridlines": {"visible": True, "line": {"color": "#E5E5E5"}}}
    if lines:
        chart.set_y_axis(axis)
        chart.set_legend({"position": "right"})
    else:
        chart.set_x_axis({**axis, "min": 0, "max": 1})
