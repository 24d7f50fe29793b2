"""The first page of a race: every season in figures, every board with a link, and who got better the most."""

from collections.abc import Mapping, Sequence

from starcli.core.racing.boards import Board, improved
from starcli.core.racing.places import group_of, unit_key
from starcli.core.racing.race import RacedSeason
from starcli.core.racing.summary import Tally, ruled, tally
from starcli.core.rating import TIER_NAMES
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook
from starcli.excel.writing.race.breaks import break_pages
from starcli.excel.writing.race.frozen_page import frozen_words
from starcli.excel.writing.race.report import RaceReport
from starcli.excel.writing.race.words import arrow, grade_stars, group_words, keys_words
from starcli.excel.writing.unranked_pages import NOT_RATED, NOT_REPORTED

_MOST_IMPROVED = 10
_SHADES = ("#9E1B1B", "#C9625A", "#E3A79B", "#D9D9D9", "#A6A6A6", "#7F7F7F")
_COLUMNS = 12
_STARS = 10
"""The column in which stars are written out."""


def overview_page(book: Workbook, report: RaceReport) -> Page:
    """The page, still empty: it is written when the others have their names."""
    columns = _COLUMNS + any(season.missing for season in report.seasons)
    widths = [28, *([10.5] * (columns - 1))]
    widths[_STARS] = 13
    return book.page(Text("总览", "Overview"), widths, landscape=True)


def fill_overview(page: Page, report: RaceReport, boards: Sequence[Board], sheets: Mapping[int, str]) -> None:
    """Everything that leaders need on it; `sheets` are the names of the boards' sheets by their position."""
    race = report.race
    labels = [season.label for season in race.seasons]
    span = Text.same(labels[0] if len(labels) == 1 else f"{labels[0]}-{labels[-1]}")
    name = race.framework.season_rules.name
    page.say(Text(f"{report.name} {name.zh} {span.zh}", f"{report.name}: {name.en}, {span.en}"), "title", height=30)
    basis, keys = TIER_NAMES[race.basis], keys_words(race.keys)
    page.say(
        Text(f"口径：{basis.zh} · 名次在 {keys.zh} 内排", f"basis: {basis.en} · places within {keys.en}"), "subtitle"
    )
    page.skip()
    tallies = [tally(season) for season in race.seasons]
    _seasons(page, report, tallies)
    page.skip()
    _boards(page, report, boards, sheets)
    break_pages(page, [page.row])
    _improved(page, report)
    _notes(page, report)
    page.footer(imprint_line(race.framework))


def _sized(columns: Sequence[Column], page: Page) -> tuple[Column, ...]:
    """The columns as wide as those of the page."""
    return tuple(
        Column(column.heading, width, column.style) for column, width in zip(columns, page.widths, strict=False)
    )


def _seasons(page: Page, report: RaceReport, tallies: Sequence[Tally]) -> None:
    framework = report.race.framework
    by_roster = any(season.missing for season in report.seasons)
    columns = _sized(
        (
            Column(Text("赛季", "Season"), 0, "strong"),
            Column(Text("单位数", "Units"), 0, "whole"),
            Column(Text("已评定", "Rated"), 0, "whole"),
            Column(NOT_RATED, 0, "whole"),
            *([Column(NOT_REPORTED, 0, "whole")] if by_roster else []),
            *(Column(grade.name, 0, "whole") for grade in framework.grades),
            Column(Text("升星", "Up"), 0, "whole"),
            Column(Text("降星", "Down"), 0, "whole"),
            Column(Text("未动*", "Held*"), 0, "whole"),
        ),
        page,
    )
    page.say(Text("一、各季总体", "1. The seasons"), "section", height=22)
    first = 4 + by_roster
    rows: list[list[Content | Cell]] = [
        [
            season.label,
            each.units,
            each.rated,
            each.unrated,
            *([each.missing] if by_roster else []),
            *(each.by_grade.get(grade.id, 0) for grade in framework.grades),
            each.up,
            each.down,
            each.held,
        ]
        for season, each in zip(report.race.seasons, tallies, strict=True)
    ]
    top = page.table(columns, rows)
    states = [(season.label, _state(season)) for season in report.race.seasons]
    page.say(
        Text(
            "；".join(f"{label} {state.zh}" for label, state in states),
            "; ".join(f"{label} {state.en}" for label, state in states),
        )
    )
    page.say(
        Text(
            "* 算得的星级与授予的不同（试评、一季最多升几星、已封存），原因见“升降星”；星级按授予的计。",
            "* Earned and awarded grade differ (trial, most grades up in a season, frozen): see the page of grades. "
            "Grades are counted as awarded.",
        ),
        "quiet",
    )
    _chart(page, report, top, len(rows), first)
    _means(page, report, tallies)


def _state(season: RacedSeason) -> Text:
    words = frozen_words(season)
    return Text(f"试评，{words.zh}", f"trial, {words.en}") if season.forms.trial else words


def _chart(page: Page, report: RaceReport, top: int, count: int, first: int) -> None:
    """Stacked bars: how many units of each grade every season has."""
    chart = page.owner.book.add_chart({"type": "bar", "subtype": "stacked"})
    for position, grade in enumerate(report.race.framework.grades):
        column = first + position
        chart.add_series(
            {
                "name": grade.name[page.owner.language],
                "categories": [page.name, top + 1, 0, top + count, 0],
                "values": [page.name, top + 1, column, top + count, column],
                "fill": {"color": _SHADES[position % len(_SHADES)]},
                "border": {"color": "#FFFFFF"},
                "gap": 50,
            }
        )
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis({"major_gridlines": {"visible": False}, "num_format": "0", "min": 0})
    chart.set_legend({"position": "bottom"})
    height = 80 + 28 * count
    chart.set_size({"width": 1000, "height": height})
    chart.set_chartarea({"border": {"none": True}})
    page.sheet.insert_chart(page.row, 0, chart, {"object_position": 1, "y_offset": 4})
    page.skip(height // 20 + 1)


def _means(page: Page, report: RaceReport, tallies: Sequence[Tally]) -> None:
    """The mean total of each kind, season by season, in one line a kind."""
    framework = report.race.framework
    for key, kind in framework.kinds.items():
        means = [(season.label, each.means.get(key)) for season, each in zip(report.race.seasons, tallies, strict=True)]
        shown = [f"{label} {mean}" for label, mean in means if mean is not None]
        if shown:
            joined = " → ".join(shown)
            page.say(Text(f"{kind.name.zh}平均分：{joined}", f"Mean total, {kind.name.en.lower()}: {joined}"))


def _boards(page: Page, report: RaceReport, boards: Sequence[Board], sheets: Mapping[int, str]) -> None:
    """A line a board with a link to it: how many, who leads, what its changes are made of."""
    framework, several = report.race.framework, len(report.race.seasons) > 1
    page.say(Text("二、各榜（点击查看）", "2. Boards (click to see)"), "section", height=22)
    columns = _sized(
        (
            Column(Text("组别", "Group"), 0, "link"),
            Column(Text("单位数", "Units"), 0, "whole"),
            Column(Text("已评定", "Rated"), 0, "whole"),
            Column(Text("第一名", "First"), 0),
            Column(Text("得分", "Total"), 0, "points"),
            *_change_columns(several=several),
        ),
        page,
    )
    rows = []
    for board in boards:
        best = board.rows[0].movement.now if board.rows else None
        sums = board.sums
        row: list[Content | Cell] = [
            group_words(board.group, report.race.keys, framework),
            board.units,
            len(board.rows),
            best.member.unit.name if best is not None else None,
            best.standing.total if best is not None else None,
        ]
        if several:
            row += [sums.units, sums.better, sums.worse, sums.correction, sums.rules, sums.real, sums.change]
        rows.append(row)
    top = page.table(columns, rows)
    form = page.owner.format("link")
    for position, row in enumerate(rows):
        if position in sheets:
            quoted = sheets[position].replace("'", "''")
            shown = row[0]
            words = page.words(shown) if isinstance(shown, Text) else ""
            page.sheet.write_url(top + 1 + position, 0, f"internal:'{quoted}'!A1", form, words)
    if several:
        page.say(
            Text(
                "更正、规则、实际为组内各单位变动之和；变好、变差按实际变动计。拆分见“变动”各页。",
                "Correction, rules and real are sums over the group's units; better and worse go by the real change. "
                "The pages of changes take each unit's apart.",
            ),
            "quiet",
        )
    page.skip()


def _change_columns(*, several: bool) -> tuple[Column, ...]:
    if not several:
        return ()
    return (
        Column(Text("两季都评", "Both seasons"), 0, "whole"),
        Column(Text("变好", "Better"), 0, "whole"),
        Column(Text("变差", "Worse"), 0, "whole"),
        Column(Text("更正", "Correction"), 0, "change"),
        Column(Text("规则", "Rules"), 0, "change"),
        Column(Text("实际", "Real"), 0, "strong_change"),
        Column(Text("变动", "Change"), 0, "change"),
    )


def _improved(page: Page, report: RaceReport) -> None:
    """Who really got better the most since the last season, whatever the group."""
    race = report.race
    best = improved(race.last.splits, _MOST_IMPROVED)
    if not best:
        return
    framework = race.framework
    moved = {unit_key(one.now.member.unit): one for one in race.last.movements}
    page.say(Text("三、实际进步最大", "3. The largest real gains"), "section", height=22)
    columns = _sized(
        (
            Column(Text("组别", "Group"), 0),
            Column(Text("村社", "Unit"), 0, "strong"),
            Column(Text("镇街", "Town"), 0),
            Column(Text("上季", "Before"), 0, "points"),
            Column(Text("更正", "Correction"), 0, "change"),
            Column(Text("规则", "Rules"), 0, "change"),
            Column(Text("实际", "Real"), 0, "strong_change"),
            Column(Text("本季", "Now"), 0, "points"),
            Column(Text("名次", "Place"), 0, "whole"),
            Column(Text("升降", "Moved"), 0, "centre"),
            Column(Text("星级", "Grade"), 0, "centre"),
        ),
        page,
    )
    rows: list[list[Content | Cell]] = []
    for split in best:
        key, unit = unit_key(split.unit), split.unit
        movement, award = moved.get(key), race.last.awards.get(key)
        rows.append(
            [
                group_words(group_of(unit, race.keys), race.keys, framework),
                unit.name,
                unit.town,
                split.published.total,
                split.correction,
                split.rules,
                split.real,
                split.now.total,
                movement.now.place if movement is not None else None,
                arrow(movement.places_up) if movement is not None else None,
                grade_stars(award.awarded if award is not None else None, framework),
            ]
        )
    page.table(columns, rows)
    page.skip()


def _notes(page: Page, report: RaceReport) -> None:
    """How to read it: ties, colours, the season's rules."""
    framework = report.race.framework
    page.say(Text("说明", "Notes"), "section", height=22)
    for each in (framework.board.ties, framework.board.colour_note):
        if each.zh:
            page.say(each, "quiet")
    names = framework.season_rules.rules
    for rule, definitions in ruled(report.race).items():
        name, ids = names.get(rule, Text.same(rule)), ", ".join(definition.id for definition in definitions)
        page.say(Text(f"{name.zh}：{ids}", f"{name.en}: {ids}"), "quiet")
    rest = len(report.findings) - len(report.listed)
    if rest:
        page.say(
            Text(
                f"各表另有 {rest} 条提示，不列在“问题清单”里：用 starcli check 文件夹 --notes 查看。",
                f"{rest} more notes on forms are not on the page of findings: starcli check FOLDER --notes lists them.",
            ),
            "quiet",
        )
    page.say(imprint_line(framework), "quiet")
    page.say(framework.disclaimer, "quiet")
