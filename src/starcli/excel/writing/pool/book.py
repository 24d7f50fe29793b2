"""The workbook of pooled problems as a whole: pages first, then their content, so that each can lead to the others."""

from pathlib import Path

from starcli.core.pool.report import PoolReport
from starcli.core.text import Language, Text
from starcli.excel.writing.findings_page import findings_page
from starcli.excel.writing.page import Workbook
from starcli.excel.writing.pool.causes_page import causes_page, fill_causes
from starcli.excel.writing.pool.fixed_units import fill_fixed_units, fixed_units_page
from starcli.excel.writing.pool.fixes_page import fill_fixes, fixes_page
from starcli.excel.writing.pool.heat_map import fill_heat_map, heat_pages
from starcli.excel.writing.pool.leaders_page import fill_leaders, leaders_page
from starcli.excel.writing.pool.links import Spot
from starcli.excel.writing.pool.lists import fill_list, list_page, lists_of
from starcli.excel.writing.pool.overview import fill_overview, overview_page
from starcli.excel.writing.pool.problem_page import fill_problem, problem_page
from starcli.excel.writing.unranked_pages import missing_page, outside_page, unrated_page


def write_pool(report: PoolReport, target: Path, language: Language) -> None:
    """Write the workbook of pooled problems. Raises `OutputError`."""
    pool = report.pool
    title = Text(f"{report.name} 共性问题", f"{report.name}: common problems")
    book = Workbook("pool", title, language)
    leaders, overview = leaders_page(book), overview_page(book)
    heat = heat_pages(book, pool)
    fixes = (fixes_page(book), fixed_units_page(book, report.levers)) if report.levers is not None else None
    causes = causes_page(book) if report.causes is not None else None
    pages = {problem.id: problem_page(book, problem) for problem in pool.problems if problem.whole.known}
    spots = {key: Spot(page.name) for key, page in pages.items()}
    units = list_page(book)
    lists = lists_of(units, report)
    fill_leaders(leaders, report, spots)
    fill_overview(overview, report, lists, spots)
    for each in heat:
        fill_heat_map(each, report, lists, spots)
    if fixes is not None and report.levers is not None:
        fill_fixes(*fixes, report, report.levers, spots)
        fill_fixed_units(fixes[1], report, report.levers)
    if causes is not None and report.causes is not None:
        fill_causes(causes, report, report.causes, spots)
    for problem in pool.problems:
        if problem.id in pages:
            fill_problem(pages[problem.id], problem, report, lists, Spot(overview.name))
    fill_list(units, report)
    unrated_page(book, report.unrated, by_roster=report.missing is not None)
    if report.missing is not None:
        missing_page(book, report.missing, pool.framework)
    if report.outside:
        outside_page(book, report.outside, pool.framework)
    findings_page(book, report.findings)
    book.save(target)
