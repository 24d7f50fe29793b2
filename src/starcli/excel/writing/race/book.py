"""The race as a workbook: overview, lists, grades, changes, charts, a board a group, values, records, findings."""

from itertools import pairwise
from pathlib import Path

from starcli.core.racing.boards import boards
from starcli.core.text import Language, Text
from starcli.excel.writing.findings_page import findings_page
from starcli.excel.writing.page import Workbook, narrow_font
from starcli.excel.writing.race.boards import board_page
from starcli.excel.writing.race.changes import changes_page, units_page
from starcli.excel.writing.race.charts import charts_page
from starcli.excel.writing.race.figures import figures_page
from starcli.excel.writing.race.frozen_page import frozen_page
from starcli.excel.writing.race.grades import grades_page
from starcli.excel.writing.race.lists import lists_page
from starcli.excel.writing.race.overview import fill_overview, overview_page
from starcli.excel.writing.race.report import RaceReport
from starcli.excel.writing.unranked_pages import missing_page, outside_page, unrated_page


def write_race(report: RaceReport, target: Path, language: Language) -> None:
    """Write the race workbook. Raises `OutputError`."""
    race = report.race
    title = Text(f"{report.name} 一季一赛 {race.last.label}", f"{report.name}: race, {race.last.label}")
    book = Workbook("race", title, language)
    narrow_font(book)
    shown = boards(race)
    first = overview_page(book, report)
    lists_page(book, report, shown)
    if len(race.seasons) > 1:
        grades_page(book, report)
        for before, now in reversed([*pairwise(race.seasons)]):
            changes_page(book, before, now)
        charts_page(book, report, shown)
    sheets = {position: board_page(book, report, board).name for position, board in enumerate(shown)}
    figures_page(book, report)
    if len(race.seasons) > 1:
        units_page(book, report)
    frozen_page(book, report)
    last = report.seasons[-1]
    unrated_page(book, last.unrated, by_roster=last.missing is not None)
    if last.missing is not None:
        missing_page(book, last.missing, race.framework)
    if last.outside:
        outside_page(book, last.outside, race.framework)
    findings_page(book, report.listed)
    fill_overview(first, report, shown, sheets)
    book.save(target)
