"""What a person sees of a race: the seasons, the boards, who moved, what of it is real, and everything found."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from rich.markup import escape
from rich.text import Text as Rich

from starcli.console.screen import Screen
from starcli.console.tables import Heading, table_of
from starcli.core.racing.boards import Board, BoardRow, boards, improved
from starcli.core.racing.frozen import SHORT
from starcli.core.racing.race import RacedSeason
from starcli.core.racing.summary import tally
from starcli.core.racing.unit_changes import CHANGE_NAMES, UnitChange
from starcli.core.text import Language, Text, counted, listed
from starcli.excel.writing.race.frozen_page import frozen_words
from starcli.excel.writing.race.report import RaceReport
from starcli.excel.writing.race.words import DOWN, UP, arrow, grade_stars, group_words, signed

_MOST_BOARDS, _MOST_ROWS, _MOST_IMPROVED, _MOST_NAMES = 4, 12, 5, 6


def show_race(screen: Screen, report: RaceReport) -> None:
    """The seasons, a few boards in full, and what changed."""
    race = report.race
    _seasons(screen, report)
    shown = boards(race)
    for board in shown[:_MOST_BOARDS]:
        _board(screen, report, board)
    rest = len(shown) - _MOST_BOARDS
    if rest > 0:
        screen.say(Text(f"另有 {rest} 个榜见工作簿", f"{counted(rest, 'more board')} in the workbook"), "dim")
    _improved(screen, report)
    _graded(screen, report)
    _units(screen, report)
    screen.findings(found for found in report.findings if found.code != "not-reported")


def show_frozen(screen: Screen, report: RaceReport, files: Collection[str]) -> None:
    """The digest of each record that has just been written: in the minutes, it tells when a record was replaced."""
    for season in report.race.seasons:
        if season.record is not None and season.record.place.file in files:
            number, digest = season.record.current.number, season.record.current.digest[:SHORT]
            zh = f"{season.label} 已封存，第 {number} 版，校验码 {digest}：请抄进会议纪要"
            en = f"{season.label} frozen, version {number}, digest {digest}: note it in the minutes"
            screen.line(Text(zh, en), "bold")


def _seasons(screen: Screen, report: RaceReport) -> None:
    """A line a season."""
    headings = (
        Heading(Text("赛季", "Season")),
        Heading(Text("单位", "Units"), figures=True),
        Heading(Text("已评", "Rated"), figures=True),
        *(Heading(Text.same("★" * grade.stars), figures=True) for grade in report.race.framework.grades),
        Heading(Text("升星", "Up"), figures=True),
        Heading(Text("降星", "Down"), figures=True),
        Heading(Text("状态", "State"), wraps=True),
    )
    table = table_of(headings, screen.language)
    for season in report.race.seasons:
        figures = tally(season)
        grades = [str(figures.by_grade.get(grade.id, 0)) for grade in report.race.framework.grades]
        states = [frozen_words(season)]
        if season.forms.trial:
            states.append(Text("试评", "trial"))
        cells = [season.label, str(figures.units), str(figures.rated), *grades, str(figures.up), str(figures.down)]
        table.add_row(*map(escape, cells), escape(listed(states)[screen.language]))
    screen.out.print(table)


def _board(screen: Screen, report: RaceReport, board: Board) -> None:
    race = report.race
    name = group_words(board.group, race.keys, race.framework)
    rated = Text(f"已评定 {len(board.rows)}/{board.units}", f"{len(board.rows)} of {board.units} rated")
    screen.out.print(Rich(f"{name[screen.language]}  {rated[screen.language]}", style="bold"))
    seasons = [Heading(Text.same(season.label), figures=True) for season in race.seasons[-3:]]
    headings = (
        Heading(Text("名次", "Place"), figures=True),
        Heading(Text("升降", "Moved")),
        Heading(Text("单位", "Unit")),
        Heading(Text("镇街", "Town"), wraps=True),
        *seasons,
        Heading(Text("星级", "Grade")),
        Heading(Text("榜单", "List")),
    )
    table = table_of(headings, screen.language)
    for row in board.rows[:_MOST_ROWS]:
        table.add_row(*map(escape, _cells(row, report, screen.language)))
    screen.out.print(table)
    rest = len(board.rows) - _MOST_ROWS
    if rest > 0:
        screen.say(Text(f"另有 {rest} 个见工作簿", f"{rest} more in the workbook"), "dim")


def _cells(row: BoardRow, report: RaceReport, language: Language) -> list[str]:
    unit = row.movement.now.member.unit
    totals = ["—" if total is None else str(total) for total in row.totals[-3:]]
    grade = grade_stars(row.award.awarded if row.award is not None else None, report.race.framework)
    words = listed([each.label for each in row.lists])[language]
    return [str(row.movement.now.place), arrow(row.movement.places_up), unit.name, unit.town, *totals, grade, words]


def _improved(screen: Screen, report: RaceReport) -> None:
    """Who really got better the most, and what the changes of everybody are made of."""
    for before, now in pairwise(report.race.seasons):
        _parts(screen, before, now)
    splits = report.race.last.splits
    headings = (
        Heading(Text("实际进步最大", "Largest real gains"), wraps=True),
        Heading(Text("镇街", "Town")),
        Heading(Text("上季", "Before"), figures=True),
        Heading(Text("更正", "Correction"), figures=True),
        Heading(Text("规则", "Rules"), figures=True),
        Heading(Text("实际", "Real"), figures=True),
        Heading(Text("本季", "Now"), figures=True),
    )
    table = table_of(headings, screen.language)
    for split in improved(splits, _MOST_IMPROVED):
        parts_of = [signed(split.correction), signed(split.rules), signed(split.real)]
        cells = [split.unit.name, split.unit.town, str(split.published.total), *parts_of, str(split.now.total)]
        table.add_row(*map(escape, cells))
    if table.row_count:
        screen.out.print(table)


def _parts(screen: Screen, before: RacedSeason, now: RacedSeason) -> None:
    """What the changes between two seasons are made of."""
    splits = now.splits
    if not splits:
        return
    parts = {
        "correction": sum(1 for split in splits if split.correction),
        "rules": sum(1 for split in splits if split.rules),
        "up": sum(split.real > 0 for split in splits),
        "down": sum(split.real < 0 for split in splits),
    }
    screen.line(
        Text(
            f"{before.label} 到 {now.label}：{len(splits)} 个单位两季都评定，实际变好 {parts['up']}，"
            f"变差 {parts['down']}；有更正 {parts['correction']}，受规则变动影响 {parts['rules']}",
            f"{before.label} to {now.label}: {counted(len(splits), 'unit')} rated in both, "
            f"{parts['up']} really better, {parts['down']} worse; {parts['correction']} corrected, "
            f"{parts['rules']} moved by rules",
        )
    )


def _graded(screen: Screen, report: RaceReport) -> None:
    """Units up and down a grade since the season before, and those whose grade was held back."""
    last, language = report.race.last, screen.language
    names = {key: counted_.member.unit.name for key, counted_ in last.counted.items()}
    sorts = (
        (UP, Text("升星", "up"), [key for key, award in last.awards.items() if (award.grades_up or 0) > 0]),
        (DOWN, Text("降星", "down"), [key for key, award in last.awards.items() if (award.grades_up or 0) < 0]),
        (
            "•",
            Text("未按算得的星级授予", "held back"),
            [key for key, a in last.awards.items() if a.held is not None and a.awarded is not None],
        ),
    )
    for sign, words, keys in sorts:
        if keys:
            shown = _names([names.get(key, key) for key in keys], language)
            screen.line(Text(f"{sign} {words.zh} {len(keys)}：{shown}", f"{sign} {words.en} {len(keys)}: {shown}"))


def _units(screen: Screen, report: RaceReport) -> None:
    """Who came, went, or became something else since the season before."""
    by_sort: dict[Text, list[UnitChange]] = {}
    for change in report.race.last.changes:
        by_sort.setdefault(CHANGE_NAMES[change.sort], []).append(change)
    for words, changes in by_sort.items():
        shown = _names([change.unit.name for change in changes], screen.language)
        screen.line(Text(f"• {words.zh} {len(changes)}：{shown}", f"• {words.en} {len(changes)}: {shown}"))


def _names(names: Sequence[str], language: Language) -> str:
    rest = len(names) - _MOST_NAMES
    more = Text(f" 等 {len(names)} 个", f" and {rest} more")[language] if rest > 0 else ""
    return Text("、".join(names[:_MOST_NAMES]), ", ".join(names[:_MOST_NAMES]))[language] + more
