"""The page for leaders: how much was looked at, what came of it, who claimed most too much, and whom to check next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starcli.core.audit.examined import BASIS_NAMES
from starcli.core.audit.report import AuditedUnit, Pick, Selection
from starcli.core.audit.rules import REASON_NAMES
from starcli.core.audit.words import PICKED_BY
from starcli.core.text import Text, listed
from starcli.excel.writing.audit.bases_page import summary
from starcli.excel.writing.audit.cells import NOTHING, over_cell, stars_cell, state_cell
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.audit.words import coverage
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link

LEADERS_NAME = Text("领导参阅", "For leaders")
_UNIT, _TOWN = Column(Text("单位", "Unit"), 25), Column(Text("镇街", "Town"), 14)
_WORST = (
    _UNIT, _TOWN, Column(Text("自评总分", "Own total"), 13, "points"),
    Column(Text("自评星级", "Own grade"), 13, "centre"), Column(Text("最终总分", "Final total"), 13, "points"),
    Column(Text("最终星级", "Final grade"), 13, "centre"), Column(Text("多报分", "Too much"), 13, "points"),
    Column(Text("虚高星", "Stars too many"), 13, "centre"),
    Column(Text("主要多报在", "Mostly in"), 52, "strip_wrapped"),
)  # fmt: skip
_NEXT = (
    _UNIT, _TOWN, Column(Text("怎么选的", "Chosen"), 13, "centre"),
    Column(Text("自评星级", "Own grade"), 13, "centre"), Column(Text("自评总分", "Own total"), 13, "points"),
    Column(Text("核验", "Checked"), 13, "centre"), Column(Text("名次", "Place"), 13, "centre"),
    Column(Text("风险分", "Risk"), 13, "points"), Column(Text("理由", "Why"), 52, "strip_wrapped"),
)  # fmt: skip
_MOST, _ITEMS = 6, 3


@dataclass(frozen=True, slots=True)
class Leads:
    """Where the page leads: the lines of units, their rows, and every other page with what stands on it."""

    lines: Mapping[int, Spot]
    units: Mapping[int, Spot]
    pages: Sequence[tuple[Page, Text]]


def leaders_page(book: Workbook) -> Page:
    """The empty sheet."""
    page = book.page(LEADERS_NAME, widths(_WORST), landscape=True)
    page.sheet.fit_to_pages(1, 1)
    return page


def fill_leaders(page: Page, report: AuditReport, leads: Leads) -> None:
    """Write the page."""
    audit = report.audit
    page.say(Text(f"{report.name} 自评核减审计", f"{report.name}: audit of what was claimed"), "title", height=32)
    final = BASIS_NAMES[audit.final]
    words = Text(
        f"{report.turnout.zh} · 最终 = 自评{final.zh}", f"{report.turnout.en} · final = own values, {final.en}"
    )
    page.say(words, "subtitle")
    page.skip()
    _strip(page, report)
    page.skip()
    page.say(coverage(report), "guide", height=36)
    page.say(Text("各口径的星级", "Grades on every basis"), "section", height=22)
    summary(page, report, 0)
    page.skip()
    _worst(page, report, leads)
    page.skip()
    _next(page, report, leads)
    page.skip()
    _contents(page, leads.pages)
    page.say(report.framework.disclaimer, "quiet")
    page.footer(imprint_line(report.framework))


def _strip(page: Page, report: AuditReport) -> None:
    """The figures of everybody, large, each above its name."""
    audit, whole = report.audit, report.audit.whole
    shown: Sequence[tuple[Text, Content, str]] = (
        (Text("单位", "Units"), whole.units, "figure_whole"),
        (Text("多报单位", "Units too high"), whole.over_units, "figure_whole"),
        (Text("多报分", "Points too much"), whole.amounts.over, "figure_fitted"),
        (Text("少报分", "Points too little"), whole.amounts.under, "figure_fitted"),
        (Text("虚高单位", "Raised units"), whole.raised, "figure_whole"),
        (Text("虚高星", "Stars too many"), whole.stars_gained, "figure_whole"),
        (Text("扣分待决定", "To decide"), whole.proposed, "figure_whole"),
        (Text("雷同组", "Groups alike"), len(audit.copies.groups), "figure_whole"),
        (_chosen(audit.selection), len(audit.selection.picks), "figure_whole"),
    )
    for column, (name, content, style_name) in enumerate(shown):
        page.put(page.row, column, content, style_name)
        page.put(page.row + 1, column, name, "caption")
    page.sheet.set_row(page.row, 32)
    page.row += 2


def _chosen(selection: Selection) -> Text:
    """How many of the next checks are chosen how."""
    risk, lot = len(selection.by_risk), len(selection.by_lot)
    return Text(f"下批核查（按风险 {risk}，随机 {lot}）", f"To check next ({risk} by risk, {lot} by lot)")


def _worst(page: Page, report: AuditReport, leads: Leads) -> None:
    """The units that gained stars by it, and those that claimed most too much."""
    worst = report.worst[:_MOST]
    title = Text("多报最多的单位（虚高星级的在前）", "Who claimed most too much (with stars by it first)")
    page.say(title, "section", height=22)
    if not worst:
        page.say(Text("核验过的单位没有多报。", "No unit that was checked claimed too much."))
        return
    units = report.audit.units
    top = page.table(_WORST, [_worst_row(units[at], report) for at in worst])
    for row, at in enumerate(worst, top + 1):
        link(page, row, 0, units[at].member.unit.name, "link", leads.lines.get(at))
    rest = len(report.worst) - len(worst)
    if rest > 0:
        page.say(Text(f"另有 {rest} 个，见单位页", f"{rest} more on the page of units"), "quiet")


def _worst_row(unit: AuditedUnit, report: AuditReport) -> list[Content | Cell]:
    examined = unit.examined
    if examined is None:
        return [None] * len(_WORST)
    fallen = unit.stars > 0
    return [
        unit.member.unit.name,
        unit.member.unit.town,
        examined.own.total,
        report.stars(examined.own.grade),
        examined.end.total,
        Cell(f"{report.stars(examined.end.grade)} ▼" if fallen else report.stars(examined.end.grade),
             "bad" if fallen else "centre"),
        over_cell(unit.amounts.over),
        stars_cell(unit.stars),
        mostly_in(unit),
    ]  # fmt: skip


def mostly_in(unit: AuditedUnit) -> Text:
    """The few indicators that were claimed most too much, with their points."""
    lines = unit.examined.lines if unit.examined is not None else ()
    over = sorted((line for line in lines if line.points > 0), key=lambda line: (-line.stars, -line.points))
    return listed(
        [
            Text(f"{line.indicator} {line.name.zh} {line.points:+}", f"{line.indicator} {line.name.en} {line.points:+}")
            for line in over[:_ITEMS]
        ]
    )


def _next(page: Page, report: AuditReport, leads: Leads) -> None:
    """The first of the units to check next."""
    picks = report.audit.selection.picks
    shown = [*report.audit.selection.by_risk[: _MOST - 1], *report.audit.selection.by_lot][:_MOST]
    title = Text("下一批先核查谁", "Whom to check next")
    page.say(title, "section", height=22)
    if not picks:
        page.say(Text("没有可抽的单位。", "There is no unit to choose from."))
        return
    top = page.table(_NEXT, [_next_row(pick, report) for pick in shown])
    for row, pick in enumerate(shown, top + 1):
        link(page, row, 0, report.audit.units[pick.unit].member.unit.name, "link", leads.units[pick.unit])
    rest = len(picks) - len(shown)
    if rest > 0:
        page.say(Text(f"另有 {rest} 个，见下批核查页", f"{rest} more on the page of the next checks"), "quiet")


def _next_row(pick: Pick, report: AuditReport) -> list[Content | Cell]:
    unit = report.audit.units[pick.unit]
    examined = unit.examined
    place = unit.placings.get("self")
    return [
        unit.member.unit.name,
        unit.member.unit.town,
        Cell(PICKED_BY[pick.by], "bad" if pick.by == "risk" else "doubtful"),
        report.stars(examined.own.grade) if examined is not None else None,
        examined.own.total if examined is not None else None,
        state_cell(unit.state),
        f"{place.place}/{place.of}" if place is not None else None,
        unit.risk or NOTHING,
        listed([Text(f"{n.zh} {r.points}", f"{n.en} {r.points}") for r in unit.reasons for n in (REASON_NAMES[r.id],)]),
    ]


def _contents(page: Page, pages: Sequence[tuple[Page, Text]]) -> None:
    """Links to every other page, each with what stands on it."""
    page.say(Text("本簿各页（点名称前往）", "The pages of this workbook (click to go there)"), "section", height=22)
    last = len(_WORST) - 1
    for other, about in pages:
        page.sheet.merge_range(page.row, 1, page.row, last, "", page.owner.format("text"))
        page.put(page.row, 1, about, "text")
        link(page, page.row, 0, other.name, "link", Spot(other.name))
        page.row += 1
