"""A district's ranking as a workbook: an overview, a sheet a kind, a sheet a town, and who is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starcli.core.areas import Place
from starcli.core.assessment import Tier, Unit
from starcli.core.district import (
    AreaSummary,
    Members,
    Outsider,
    Placed,
    Ranking,
    Unrated,
    roll_up,
)
from starcli.core.explain import stars
from starcli.core.findings import Finding
from starcli.core.model import Framework
from starcli.core.rating import TIER_NAMES
from starcli.core.reconcile import Missing
from starcli.core.stability.stability import Shaken
from starcli.core.text import Language, Text
from starcli.excel.writing.findings_page import findings_page, imprint_line
from starcli.excel.writing.overclaim_page import district_over_claims
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.stability_page import stability_pages
from starcli.excel.writing.unranked_pages import NOT_RATED, NOT_REPORTED, missing_page, outside_page, unrated_page, why

NO_TOWN = Text("未归属", "unplaced")


@dataclass(frozen=True, slots=True)
class District:
    """What a ranking workbook shows: every workbook that was found, rated or not.

    With a roster `missing` are the units that have not reported, `outside` those that it does not have, and `beyond`
    says how many workbooks are of nobody in it. `shaken` tells how sure places are, where that was asked.
    """

    name: str
    framework: Framework
    basis: Tier
    rankings: tuple[Ranking, ...]
    unrated: tuple[Unrated, ...]
    findings: tuple[Finding, ...]
    missing: tuple[Missing, ...] | None = None
    outside: tuple[Outsider, ...] = ()
    beyond: Text | None = None
    shaken: Shaken | None = None

    @property
    def members(self) -> Members:
        """Everybody in the denominators: the units of the roster, or every workbook without one."""
        standings = tuple(placed.standing for ranking in self.rankings for placed in ranking.placed)
        missing = None if self.missing is None else [one.entry for one in self.missing]
        return Members.of(standings, self.unrated, missing)


def write_ranking(district: District, target: Path, language: Language) -> None:
    """Write the ranking workbook of a district. Raises `OutputError`."""
    title = Text(f"{district.name} 星级排名", f"{district.name}: ranking")
    book = Workbook("ranking", title, language)
    _overview(book, district, title)
    for ranking in district.rankings:
        name = district.framework.kinds[ranking.kind].name
        page_name = Text(f"{name.zh}排名", f"{name.en} ranking")
        _league(book, district, page_name, ranking.placed)
    ordered = [placed for ranking in district.rankings for placed in ranking.placed]
    order = {id(placed.standing): position for position, placed in enumerate(ordered)}
    for place, members in district.members.by_place().items():
        here = [ordered[position] for position in sorted(order[id(s)] for s in members.standings if id(s) in order)]
        _town(book, district, place, members, here)
    if district.shaken is not None:
        stability_pages(book, district.shaken, district.framework)
    district_over_claims(book, district.members.standings, district.framework)
    unrated_page(book, district.unrated, by_roster=district.missing is not None)
    if district.missing is not None:
        missing_page(book, district.missing, district.framework)
    if district.outside:
        outside_page(book, district.outside, district.framework)
    findings_page(book, district.findings)
    book.save(target)


def _overview(book: Workbook, district: District, title: Text) -> None:
    framework, members = district.framework, district.members
    columns = _area_columns(framework, by_roster=members.missing is not None)
    page = book.page(Text("总览", "Overview"), widths(columns), landscape=True)
    page.say(title, "title", height=30)
    basis = TIER_NAMES[district.basis]
    page.say(Text(f"口径：{basis.zh}", f"basis: {basis.en}"), "subtitle")
    page.skip()
    whole = roll_up("", members, framework.grades)
    page.say(whole.turnout.words(), "section", height=22)
    if district.beyond is not None:
        page.say(district.beyond)
    areas = [roll_up(str(place), some, framework.grades) for place, some in members.by_place().items()]
    rows = [[area.name or NO_TOWN, *_plain(area, framework)] for area in areas]
    total = [Cell(content, _sum_style(content)) for content in _plain(whole, framework)]
    top = page.table(columns, [*rows, [Cell(Text("合计", "Total"), "sum_label"), *total]])
    _chart(
        page, framework, top, len(rows), first=[column.heading for column in columns].index(framework.grades[0].name)
    )
    page.say(imprint_line(framework), "quiet")
    page.say(framework.disclaimer, "quiet")
    page.footer(imprint_line(framework))


def _sum_style(content: Content) -> str:
    return "sum_whole" if isinstance(content, int) else "sum"


def _area_columns(framework: Framework, *, by_roster: bool) -> tuple[Column, ...]:
    return (
        Column(Text("镇街", "Town"), 22),
        Column(Text("单位数", "Units"), 9, "whole"),
        Column(Text("已评定", "Rated"), 9, "whole"),
        Column(NOT_RATED, 9, "whole"),
        *([Column(NOT_REPORTED, 9, "whole")] if by_roster else []),
        *(Column(grade.name, 9, "whole") for grade in framework.grades),
        *(
            Column(Text(f"{kind.name.zh}平均分", f"Mean, {kind.name.en.lower()}"), 12, "points")
            for kind in framework.kinds.values()
        ),
        Column(Text("列入整改", "To rectify"), 10, "whole"),
    )


def _plain(area: AreaSummary, framework: Framework) -> list[Content]:
    """The figures of an area, one a column behind its name."""
    turnout = area.turnout
    return [
        turnout.units,
        turnout.rated,
        turnout.unrated,
        *([] if turnout.missing is None else [turnout.missing]),
        *(area.by_grade[grade.id] for grade in framework.grades),
        *(area.means.get(kind) for kind in framework.kinds),
        area.listed,
    ]


def _chart(page: Page, framework: Framework, top: int, count: int, first: int) -> None:
    """Stacked bars: how many units of each grade every town has; those of the best grade stand in column `first`."""
    chart = page.owner.book.add_chart({"type": "bar", "subtype": "stacked"})
    shades = ("#9E1B1B", "#C9625A", "#E3A79B", "#D9D9D9", "#A6A6A6", "#7F7F7F")
    for position, grade in enumerate(framework.grades):
        column = first + position
        chart.add_series(
            {
                "name": grade.name[page.owner.language],
                "categories": [page.name, top + 1, 0, top + count, 0],
                "values": [page.name, top + 1, column, top + count, column],
                "fill": {"color": shades[position % len(shades)]},
                "border": {"color": "#FFFFFF"},
                "gap": 60,
            }
        )
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"major_gridlines": {"visible": False}, "num_format": "0", "min": 0})
    chart.set_legend({"position": "bottom"})
    height = 110 + 26 * count
    chart.set_size({"width": 760, "height": height})
    page.skip()
    page.sheet.insert_chart(page.row, 0, chart, {"object_position": 1})
    page.skip(height // 20 + 2)


def _league(book: Workbook, district: District, name: Text | str, placed: Sequence[Placed]) -> None:
    framework = district.framework
    dimensions = [framework.dimensions[key] for key in placed[0].standing.dimensions] if placed else []
    columns = (
        Column(Text("名次", "Place"), 7, "whole"),
        Column(Text("单位", "Unit"), 24),
        Column(Text("镇街", "Town"), 14),
        Column(Text("总分", "Total"), 9, "points"),
        Column(Text("星级", "Grade"), 13, "centre"),
        *(Column(d.name, 12, "points") for d in dimensions),
        Column(Text("决定因素", "Decided by"), 44),
        Column(Text("填报率", "Coverage"), 9, "percent"),
    )
    page = book.page(name, widths(columns), landscape=True)
    page.say(name, "section", height=22)
    page.table(columns, [_league_row(p, framework) for p in placed], repeat=True)
    if placed:
        bars = {"type": "data_bar", "bar_color": "#E3B9AE", "bar_solid": True}
        limits = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100}
        page.sheet.conditional_format(2, 3, page.row - 1, 3, {**bars, **limits})
    page.footer(imprint_line(framework))


def _league_row(placed: Placed, framework: Framework) -> list[Content | Cell]:
    standing = placed.standing
    why = Text("；".join(r.zh for r in standing.reasons), "; ".join(r.en for r in standing.reasons))
    return [
        placed.place,
        standing.unit.name,
        standing.unit.town,
        standing.total,
        stars(framework.grade(standing.grade), framework.grades[0]),
        *standing.dimensions.values(),
        why,
        standing.coverage,
    ]


def _town(book: Workbook, district: District, place: Place, members: Members, placed: Sequence[Placed]) -> None:
    """One page a town: its units kind by kind with their places in the whole, and those without one."""
    columns = (
        Column(Text("类型", "Kind"), 9, "centre"),
        Column(Text("单位", "Unit"), 24),
        Column(Text("名次", "Place"), 8, "whole"),
        Column(Text("总分", "Total"), 9, "points"),
        Column(Text("星级", "Grade"), 13, "centre"),
        Column(Text("决定因素", "Decided by"), 48),
        Column(Text("研判意见", "Verdict"), 24, "text"),
    )
    framework = district.framework
    name = Text.same(str(place)) if place.town else NO_TOWN
    page = book.page(name, widths(columns), landscape=True)
    page.say(name, "title", height=30)
    page.say(members.turnout.words(), "subtitle")
    page.skip()
    rows: list[list[Content | Cell]] = []
    for one in placed:
        row = _league_row(one, framework)
        kind = _kind_name(framework, one.standing.unit)
        rows.append([kind, row[1], one.place, one.standing.total, row[4], row[-2], None])
    for unrated in members.unrated:
        kind, reason = _kind_name(framework, unrated.unit), why(unrated, book.language)
        rows.append([kind, unrated.unit.name, None, None, Cell(NOT_RATED, "bad"), reason, None])
    for entry in members.missing or ():
        kind = _kind_name(framework, entry.unit)
        rows.append([kind, entry.unit.name, None, None, Cell(NOT_REPORTED, "bad"), None, None])
    page.table(columns, rows, repeat=True)
    page.footer(imprint_line(framework))


def _kind_name(framework: Framework, unit: Unit) -> Text | None:
    return framework.kinds[unit.kind].name if unit.kind else None
