"""A district's ranking as a workbook: an overview, a sheet a kind, a sheet a town, and who is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starcli.core.assessment import Tier
from starcli.core.district import AreaSummary, Placed, Ranking, Unrated, roll_up, towns
from starcli.core.explain import stars
from starcli.core.findings import Finding
from starcli.core.model import Framework
from starcli.core.rating import TIER_NAMES
from starcli.core.standing import Standing
from starcli.core.text import Language, Text, counted
from starcli.excel.findings_page import findings_page, imprint_line
from starcli.excel.page import Cell, Column, Content, Page, Workbook, widths

NO_TOWN = Text("未写明镇街", "no town given")


@dataclass(frozen=True, slots=True)
class District:
    """What a ranking workbook shows: every workbook that was found, rated or not."""

    name: str
    framework: Framework
    basis: Tier
    rankings: tuple[Ranking, ...]
    unrated: tuple[Unrated, ...]
    findings: tuple[Finding, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Every standing, kind by kind, best first."""
        return tuple(placed.standing for ranking in self.rankings for placed in ranking.placed)


def write_ranking(district: District, target: Path, language: Language) -> None:
    """Write the ranking workbook of a district. Raises `OutputError`."""
    title = Text(f"{district.name} 星级排名", f"{district.name}: ranking")
    book = Workbook("ranking", title, language)
    _overview(book, district, title)
    for ranking in district.rankings:
        name = district.framework.kinds[ranking.kind].name
        page_name = Text(f"{name.zh}排名", f"{name.en} ranking")
        _league(book, district, page_name, ranking.placed)
    for town in towns(district.standings, district.unrated):
        _town(book, district, town)
    _unrated(book, district)
    findings_page(book, district.findings)
    book.save(target)


def _overview(book: Workbook, district: District, title: Text) -> None:
    framework = district.framework
    columns = _area_columns(framework)
    page = book.page(Text("总览", "Overview"), widths(columns), landscape=True)
    page.say(title, "title", height=30)
    basis = TIER_NAMES[district.basis]
    page.say(Text(f"口径：{basis.zh}", f"basis: {basis.en}"), "subtitle")
    page.skip()
    whole = roll_up("", district.standings, district.unrated, framework.grades)
    page.say(_counts(whole), "section", height=22)
    rows = [_area_row(_in_town(district, town), framework) for town in towns(district.standings, district.unrated)]
    total = [Cell(content, _sum_style(content)) for content in _plain(whole, framework)]
    total[0] = Cell(Text("合计", "Total"), "sum_label")
    top = page.table(columns, [*rows, total])
    _chart(page, framework, top, len(rows))
    page.say(imprint_line(framework), "quiet")
    page.say(framework.disclaimer, "quiet")
    page.footer(imprint_line(framework))


def _sum_style(content: Content) -> str:
    return "sum_whole" if isinstance(content, int) else "sum"


def _counts(whole: AreaSummary) -> Text:
    return Text(
        f"共 {whole.units} 份：已评定 {whole.rated}，未评定 {whole.unrated}",
        f"{counted(whole.units, 'workbook')}: {whole.rated} rated, {whole.unrated} not rated",
    )


def _area_columns(framework: Framework) -> tuple[Column, ...]:
    return (
        Column(Text("镇街", "Town"), 22),
        Column(Text("单位数", "Units"), 9, "whole"),
        Column(Text("已评定", "Rated"), 9, "whole"),
        Column(Text("未评定", "Not rated"), 9, "whole"),
        *(Column(grade.name, 9, "whole") for grade in framework.grades),
        *(
            Column(Text(f"{kind.name.zh}平均分", f"Mean, {kind.name.en.lower()}"), 12, "points")
            for kind in framework.kinds.values()
        ),
        Column(Text("列入整改", "To rectify"), 10, "whole"),
    )


def _plain(area: AreaSummary, framework: Framework) -> list[Content]:
    return [
        area.name,
        area.units,
        area.rated,
        area.unrated,
        *(area.by_grade[grade.id] for grade in framework.grades),
        *(area.means.get(kind) for kind in framework.kinds),
        area.listed,
    ]


def _area_row(area: AreaSummary, framework: Framework) -> list[Content | Cell]:
    name: Content = area.name or NO_TOWN
    return [name, *_plain(area, framework)[1:]]


def _in_town(district: District, town: str) -> AreaSummary:
    standings = [s for s in district.standings if s.unit.town == town]
    unrated = [u for u in district.unrated if u.unit.town == town]
    return roll_up(town, standings, unrated, district.framework.grades)


def _chart(page: Page, framework: Framework, top: int, count: int) -> None:
    """Stacked bars: how many units of each grade every town has."""
    chart = page.owner.book.add_chart({"type": "bar", "subtype": "stacked"})
    shades = ("#9E1B1B", "#C9625A", "#E3A79B", "#D9D9D9", "#A6A6A6", "#7F7F7F")
    for position, grade in enumerate(framework.grades):
        column = 4 + position
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


def _town(book: Workbook, district: District, town: str) -> None:
    """One page a town: its units kind by kind with their places in the whole, and those not rated."""
    columns = (
        Column(Text("类型", "Kind"), 9, "centre"),
        Column(Text("单位", "Unit"), 24),
        Column(Text("名次", "Place"), 8, "whole"),
        Column(Text("总分", "Total"), 9, "points"),
        Column(Text("星级", "Grade"), 13, "centre"),
        Column(Text("决定因素", "Decided by"), 48),
        Column(Text("研判意见", "Verdict"), 24, "text"),
    )
    name = Text(town, town) if town else NO_TOWN
    page = book.page(name, widths(columns), landscape=True)
    page.say(name, "title", height=30)
    page.say(_counts(_in_town(district, town)), "subtitle")
    page.skip()
    rows: list[list[Content | Cell]] = []
    for ranking in district.rankings:
        kind = district.framework.kinds[ranking.kind].name
        for placed in ranking.placed:
            if placed.standing.unit.town == town:
                row = _league_row(placed, district.framework)
                rows.append([kind, row[1], placed.place, placed.standing.total, row[4], row[-2], None])
    rows += [
        [None, u.unit.name, None, None, Cell(NOT_RATED, "bad"), _why(u, book.language), None]
        for u in district.unrated
        if u.unit.town == town
    ]
    page.table(columns, rows, repeat=True)
    page.footer(imprint_line(district.framework))


NOT_RATED = Text("未评定", "not rated")


def _why(missing: Unrated, language: Language) -> str:
    return "\n".join(found.message(language) for found in missing.findings if found.severity == "error")


def _unrated(book: Workbook, district: District) -> None:
    columns = (
        Column(Text("文件", "File"), 36),
        Column(Text("单位", "Unit"), 24),
        Column(Text("镇街", "Town"), 14),
        Column(Text("原因", "Why"), 60),
    )
    page = book.page(NOT_RATED, widths(columns), landscape=True)
    page.say(
        Text("未评定的工作簿（计入总数）", "Workbooks not rated (they count in every total)"), "section", height=22
    )
    rows = [[u.location.file, u.unit.name, u.unit.town, _why(u, book.language)] for u in district.unrated]
    if rows:
        page.table(columns, rows, repeat=True)
    else:
        page.say(Text("无。", "None."))
