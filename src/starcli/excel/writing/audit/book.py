"""The workbook of an audit as a whole: pages first, then their content, so that each can lead to the others."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from starcli.core.areas import Place
from starcli.core.audit.report import AreaSum
from starcli.core.text import Language, Text
from starcli.excel.writing.audit.areas_page import COUNTIES_NAME, TOWNS_NAME, area_page, fill_areas
from starcli.excel.writing.audit.bases_page import bases_page, fill_bases
from starcli.excel.writing.audit.cells import COUNTY, TOWN
from starcli.excel.writing.audit.copies_page import copies_page, fill_copies
from starcli.excel.writing.audit.deductions_page import deductions_page, fill_deductions
from starcli.excel.writing.audit.indicators_page import fill_indicators, indicators_page
from starcli.excel.writing.audit.leaders_page import Leads, fill_leaders, leaders_page
from starcli.excel.writing.audit.lines_page import fill_lines, lines_page, rows_of_units
from starcli.excel.writing.audit.next_page import fill_next, next_page
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.audit.risk_page import fill_risk, risk_page
from starcli.excel.writing.audit.statements_page import fill_statements, has_statements, statements_page
from starcli.excel.writing.audit.units_page import fill_units, spots_of_units, units_page
from starcli.excel.writing.findings_page import findings_page
from starcli.excel.writing.page import Workbook, narrow_font
from starcli.excel.writing.pool.links import Spot
from starcli.excel.writing.unranked_pages import missing_page, outside_page, unrated_page

_ABOUT = (
    Text(
        "每个单位的自评与最终总分、星级，多报少报",
        "Own and final totals and grades of every unit, and what was checked",
    ),
    Text("各县(市、区)合计", "The sums of every county"),
    Text("各镇街合计", "The sums of every town"),
    Text("各项指标多报多少、凭它升了多少星", "What was claimed too much by indicator, and stars that rest on it alone"),
    Text(
        "每一个被取代的自评值，两边的数和单元格",
        "Every value that was displaced, with the cells of both",
    ),
    Text("同一张表按各口径评出的总分、星级、名次", "Totals, grades and places of the same forms on every basis"),
    Text(
        "单位自己打的分与按它自己的数算出的分",
        "Points that units gave themselves, against those that their values earn",
    ),
    Text("按指标体系建议的扣分，留有决定栏", "Deductions that the framework suggests, with room for the decision"),
    Text("数据或文字雷同的单位，相同在哪里", "Units with the same figures or texts, and what is the same"),
    Text("下一批核查名单和每一个的理由，怎么选出来的", "Whom to check next and why, and how they were chosen"),
    Text("每个单位的风险分，逐项理由", "The risk of every unit, reason by reason"),
)
"""What stands on the pages behind the first, in their order."""


def write_audit(report: AuditReport, target: Path, language: Language) -> None:
    """Write the workbook of an audit. Raises `OutputError`."""
    title = Text(f"{report.name} 自评核减审计", f"{report.name}: audit of what was claimed")
    book = Workbook("audit", title, language)
    narrow_font(book)
    audit = report.audit
    leaders, units = leaders_page(book), units_page(book, report)
    counties = area_page(book, COUNTIES_NAME) if report.with_counties else None
    towns, indicators, lines = area_page(book, TOWNS_NAME), indicators_page(book, report), lines_page(book, report)
    bases = bases_page(book, report)
    statements = statements_page(book, report) if has_statements(report) else None
    deductions, copies = deductions_page(book, report), copies_page(book)
    following, risk = next_page(book, report), risk_page(book, report)
    of_units = spots_of_units(units, report)
    of_lines = {at: Spot(lines.name, row) for at, row in rows_of_units(report).items()}
    others = (units, counties, towns, indicators, lines, bases, statements, deductions, copies, following, risk)
    told = [(page, about) for page, about in zip(others, _ABOUT, strict=True) if page is not None]
    fill_leaders(leaders, report, Leads(of_lines, of_units, told))
    fill_units(units, report, of_lines)
    if counties is not None:
        fill_areas(counties, report, audit.counties, COUNTY.heading, _first(report, audit.counties, of_units))
    fill_areas(towns, report, audit.towns, TOWN.heading, _first(report, audit.towns, of_units))
    fill_indicators(indicators, report)
    fill_lines(lines, report, of_units)
    fill_bases(bases, report, of_lines)
    if statements is not None:
        fill_statements(statements, report)
    fill_deductions(deductions, report, of_lines)
    fill_copies(copies, report)
    fill_next(following, report, of_units)
    fill_risk(risk, report, of_units)
    if report.unrated:
        unrated_page(book, report.unrated, by_roster=report.missing is not None)
    if report.missing:
        missing_page(book, report.missing, report.framework)
    if report.outside:
        outside_page(book, report.outside, report.framework)
    findings_page(book, report.listed)
    book.save(target)


def _first(report: AuditReport, areas: Sequence[AreaSum], spots: Mapping[int, Spot]) -> list[Spot | None]:
    """The row of the first unit of each area."""
    found: dict[Place, Spot] = {}
    for at in report.order:
        for place in (report.places[at], Place("", report.audit.units[at].member.unit.county)):
            found.setdefault(place, spots[at])
    return [found.get(area.place) for area in areas]
