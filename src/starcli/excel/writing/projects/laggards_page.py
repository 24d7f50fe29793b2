"""Who is behind in each special project: the counties and towns with the lowest rates, and how sure that is."""

from starcli.core.projects.attainment import AreaLevel
from starcli.core.projects.progress import Laggard, Progress, Project
from starcli.core.projects.words import RATE, area_of, interval_of, share_of_complete, title_of
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Workbook, widths
from starcli.excel.writing.projects.project_page import verdict

_MOST = 10
_LEVELS: tuple[tuple[AreaLevel, Text], ...] = (
    ("county", Text("县（市、区）", "County")),
    ("town", Text("镇街", "Town")),
)


def laggards_page(book: Workbook, progress: Progress) -> None:
    """The sheet."""
    columns = (
        Column(Text("专项", "Special project"), 34),
        Column(Text("层级", "Level"), 15, "centre"),
        Column(Text("区域", "Area"), 24),
        Column(Text("单位", "Units"), 8, "whole"),
        Column(RATE, 10, "percent"),
        Column(Text("整体", "All"), 10, "percent"),
        Column(Text("可能范围", "May lie within"), 17, "centre"),
        Column(Text("全部达标", "Meet all"), 11, "centre"),
        Column(Text("判断", "Verdict"), 16, "centre"),
    )
    page = book.page(Text("落后区域", "Behind"), widths(columns), landscape=True)
    title = Text("各专项落后的区域（达标率低于整体的，由低到高）", "Areas behind in each project, the lowest first")
    page.say(title, "section", height=22)
    rows = [
        _row(project, level, one, progress)
        for project in progress.projects
        for key, level in _LEVELS
        for one in progress.laggards(project.id, key, _MOST)
    ]
    if rows:
        page.table(columns, rows, repeat=True)
    else:
        page.say(Text("没有可比的区域。", "There are no areas to compare."))
    page.footer(imprint_line(progress.framework))


def _row(project: Project, level: Text, one: Laggard, progress: Progress) -> list[Content | Cell]:
    return [
        title_of(project),
        level,
        area_of(one.area, progress),
        one.attained.units,
        one.attained.rate,
        progress.rate(project.id),
        interval_of(one),
        share_of_complete(one.attained),
        verdict(one.certain),
    ]
