"""The page of one special project: its card, where it stands, its indicators, and its counties or towns."""

from decimal import Decimal
from itertools import pairwise

from starcli.core.numbers import divide, half_up
from starcli.core.projects.attainment import Area, AreaLevel, Attained
from starcli.core.projects.coverage import Covered
from starcli.core.projects.four_ones import slots_of
from starcli.core.projects.progress import Progress, Project
from starcli.core.projects.words import (
    COMPLETE,
    RATE,
    SCORE,
    area_of,
    demand_of,
    indicator_of,
    interval_of,
    share_of_complete,
    title_of,
    turnout_of,
)
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Content, Page, Workbook
from starcli.excel.writing.projects.grid import COLUMNS, WIDTHS, Span, line, section, table

_MOST_SEASONS, _MOST_AREAS, _MOST_BEHIND = 6, 14, 5
_EMPTY = Text("✗ 空着，待填", "✗ empty, to be filled in")


def project_page(book: Workbook, progress: Progress, project: Project) -> Page:
    """The sheet, on one page of A4."""
    page = book.page(Text.same(project.id), WIDTHS)
    page.say(title_of(project), "title", height=28)
    turnout, target = turnout_of(progress), progress.target.name
    page.say(Text(f"对照{target.zh} · {turnout.zh}", f"against {target.en.lower()} · {turnout.en}"), "subtitle")
    page.skip()
    _strip(page, progress, project)
    page.skip()
    if progress.slots:
        _card(page, progress, project)
    if len(progress.seasons) > 1:
        _seasons(page, progress, project)
    _indicators(page, progress, project)
    _areas(page, progress, project)
    _behind(page, progress, project)
    page.sheet.fit_to_pages(1, 1)
    page.footer(imprint_line(progress.framework))
    return page


def _strip(page: Page, progress: Progress, project: Project) -> None:
    """The figures that matter most, in a line."""
    now, rise = progress.now.attainment.of(project.id), progress.rise(project.id)
    figures: list[tuple[Text, Content, str]] = [(RATE, now.rate, "strip_percent")]
    if len(progress.seasons) > 1:
        points = None if rise is None else rise * 100
        figures.append((Text("较上季（百分点）", "Change, points"), points, "strip_change"))
    figures += [(SCORE, now.score, "strip_percent"), (COMPLETE, share_of_complete(now), "strip_whole")]
    if progress.ledgers is not None:
        problems = progress.problems_of(project.id)
        words = Text(f"未销 {problems.open}／已销 {problems.closed}", f"{problems.open} open, {problems.closed} closed")
        figures.append((Text("台账问题", "Problems"), words, "strip_whole"))
    edges = [COLUMNS * number // len(figures) for number in range(len(figures) + 1)]
    spans = [
        Span(name, last - first, "label_centre")
        for (name, _, _), (first, last) in zip(figures, pairwise(edges), strict=True)
    ]
    line(page, spans, [name for name, _, _ in figures])
    line(page, spans, [Cell(content, look) for _, content, look in figures], least=30)


def _card(page: Page, progress: Progress, project: Project) -> None:
    """The slots of the project's card, what has been done and what is wrong."""
    framework = progress.framework
    name = framework.four_ones.name if framework.four_ones is not None else Text("", "")
    section(page, name)
    spans = (Span(name, 5, "label"), Span(name, COLUMNS - 5))
    card = project.card
    for slot, words in slots_of(framework).items():
        said = card.slots.get(slot, "") if card is not None else ""
        line(page, spans, [words, said or Cell(_EMPTY, "bad_text_cell")])
    if card is not None:
        for words, said in (
            (Text("本季进展", "Progress"), card.progress),
            (Text("存在问题", "Problems"), card.problems),
        ):
            line(page, spans, [words, said or None])
    page.skip()


def _seasons(page: Page, progress: Progress, project: Project) -> None:
    """Rates season by season."""
    section(page, Text("各季进度", "Season by season"))
    seasons = progress.seasons[-_MOST_SEASONS:]
    figures = [season.attainment.of(project.id) for season in seasons]
    first = COLUMNS - 2 * len(seasons)
    spans = [Span(Text("", ""), first), *(Span(Text.same(season.label), 2, "percent") for season in seasons)]
    table(page, spans, [[RATE, *(one.rate for one in figures)], [SCORE, *(one.score for one in figures)]])
    line(page, spans, [COMPLETE, *(Cell(_complete(one), "percent") for one in figures)])
    page.skip()


def _complete(one: Attained) -> Decimal | None:
    return divide(Decimal(one.complete), Decimal(one.units)) if one.units else None


def _indicators(page: Page, progress: Progress, project: Project) -> None:
    """Each indicator with its requirement and its rate."""
    section(page, Text(f"覆盖指标（{len(project.covered)} 项）", f"Indicators ({len(project.covered)})"))
    several = len(progress.seasons) > 1
    spans = [
        Span(Text("编码", "Code"), 2, "centre"),
        Span(Text("指标", "Indicator"), 5 if several else 6),
        Span(Text("要求", "Required"), 3, "centre"),
        Span(Text("达标/应达", "Met of"), 2, "centre"),
        Span(RATE, 1 if several else 2, "tight_percent"),
        *([Span(Text("较上季", "Change"), 1, "tight_rise")] if several else []),
        Span(Text("得分率", "Score"), 2 if several else 1, "tight_percent"),
    ]
    table(page, spans, [_indicator_row(covered, progress, project) for covered in project.covered])
    page.skip()


def _indicator_row(covered: Covered, progress: Progress, project: Project) -> list[Content | Cell]:
    now = progress.now.attainment.of_indicator(project.id, covered.id)
    met = Text.same(f"{now.met}/{now.asked}" if now.asked else "—")
    cells: list[Content | Cell] = [covered.id, indicator_of(covered, progress), demand_of(covered), met, now.rate]
    if len(progress.seasons) > 1:
        before = progress.seasons[-2].attainment.of_indicator(project.id, covered.id).rate
        cells.append(None if now.rate is None or before is None else half_up((now.rate - before) * 100, 1))
    return [*cells, now.score]


def _areas(page: Page, progress: Progress, project: Project) -> None:
    """The counties, or the towns where there is one county only; the lowest of very many."""
    level: AreaLevel = "county" if len(progress.now.attainment.at("county")) > 1 else "town"
    figures = progress.now.attainment
    areas = [area for area in figures.at(level) if figures.of(project.id, area).units]
    if len(areas) <= 1:
        return
    title = Text("分县（市、区）", "By county") if level == "county" else Text("分镇街", "By town")
    if len(areas) > _MOST_AREAS:
        areas = sorted(areas, key=lambda area: figures.of(project.id, area).rate or Decimal(0))[:_MOST_AREAS]
        title = Text(f"{title.zh}（最低的 {_MOST_AREAS} 个）", f"{title.en} (the {_MOST_AREAS} lowest)")
    section(page, title)
    several, ledgers = len(progress.seasons) > 1, progress.ledgers is not None
    spans = [
        Span(Text("区域", "Area"), COLUMNS - 6 - 2 * several - 2 * ledgers),
        Span(Text("单位", "Units"), 1, "whole"),
        Span(RATE, 2, "percent"),
        *([Span(Text("较上季", "Change"), 2, "change_of_share")] if several else []),
        Span(Text("得分率", "Score"), 1, "tight_percent"),
        Span(Text("全达标", "Meet all"), 2, "centre"),
        *([Span(Text("未销", "Open"), 1, "whole"), Span(Text("已销", "Closed"), 1, "whole")] if ledgers else []),
    ]
    table(page, spans, [_area_row(area, progress, project) for area in areas])
    page.skip()


def _area_row(area: Area, progress: Progress, project: Project) -> list[Content | Cell]:
    now, rise = progress.now.attainment.of(project.id, area), progress.rise(project.id, area)
    cells: list[Content | Cell] = [area_of(area, progress), now.units, now.rate]
    if len(progress.seasons) > 1:
        cells.append(None if rise is None else rise * 100)
    cells += [now.score, share_of_complete(now)]
    if progress.ledgers is not None:
        problems = progress.problems_of(project.id, area)
        cells += [problems.open, problems.closed]
    return cells


def _behind(page: Page, progress: Progress, project: Project) -> None:
    """The towns with the lowest rates."""
    behind = progress.laggards(project.id, "town", _MOST_BEHIND)
    if not behind:
        return
    section(page, Text("落后镇街", "Towns behind the others"))
    spans = (
        Span(Text("镇街", "Town"), 6),
        Span(Text("单位", "Units"), 1, "whole"),
        Span(RATE, 2, "percent"),
        Span(Text("可能范围", "May lie within"), 3, "centre"),
        Span(Text("判断", "Verdict"), 4, "centre"),
    )
    table(page, spans, [
        [area_of(one.area, progress), one.attained.units, one.attained.rate, interval_of(one), verdict(one.certain)]
        for one in behind
    ])  # fmt: skip


def verdict(certain: bool) -> Cell:
    """Whether an area is behind, or may be so by chance."""
    if certain:
        return Cell(Text("明显落后", "behind"), "bad")
    return Cell(Text("可能是偶然", "may be chance"), "centre")
