"""Cells that several pages of an audit have: who a unit is, how far it was looked at, points and stars, sums."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from starcli.core.audit.examined import DeductionState
from starcli.core.audit.report import Amounts, AuditedUnit, CheckState
from starcli.core.audit.words import STATE_NAMES
from starcli.core.numbers import ZERO
from starcli.core.text import Text
from starcli.excel.writing.addresses import address
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.page import Cell, Column, Content, Page

COUNTY, TOWN = Column(Text("县(市、区)", "County"), 11), Column(Text("镇街", "Town"), 12)
UNIT = Column(Text("单位", "Unit"), 17)
KIND = Column(Text("类型", "Kind"), 10, "centre")
NOTHING = Cell("—", "centre")
DEDUCTION_NAMES: Mapping[DeductionState, Text] = {
    "proposed": Text("待决定", "to decide"),
    "made": Text("已扣", "made"),
    "declined": Text("不扣", "declined"),
}
_STATES: Mapping[CheckState, str] = {
    "checked": "good",
    "part": "centre",
    "unchecked": "doubtful",
    "unrated": "bad",
    "missing": "bad",
}


def where(report: AuditReport) -> tuple[Column, ...]:
    """The columns that say which unit it is."""
    return (COUNTY, TOWN, UNIT) if report.with_counties else (TOWN, UNIT)


def who(unit: AuditedUnit, report: AuditReport) -> list[Content | Cell]:
    """What stands in them."""
    told = unit.member.unit
    name = told.name or report.short(unit.member.location)
    return [told.county, told.town, name] if report.with_counties else [told.town, name]


def name_at(report: AuditReport) -> int:
    """The position of the unit's name among its columns."""
    return len(where(report)) - 1


def state_cell(state: CheckState) -> Cell:
    """How far a unit was looked at."""
    return Cell(STATE_NAMES[state], _STATES[state])


def over_cell(points: Decimal) -> Content | Cell:
    """Points that stand out where they are above 0; a dash for none."""
    if not points:
        return NOTHING
    return Cell(points, "bad_points" if points > 0 else "points")


def other(amounts: Amounts) -> Decimal:
    """What of a difference is neither too much nor too little: blanks filled in, values unread, rescaling."""
    return amounts.difference - amounts.over - amounts.under


def stars_cell(number: int) -> Content | Cell:
    """Stars that a unit, or several, have by their own values alone: `+1`; a dash for none."""
    if not number:
        return NOTHING
    return Cell(f"{number:+}★", "bad" if number > 0 else "centre")


def sum_row(page: Page, columns: Sequence[Column], top: int, sums: Mapping[int, Decimal | int]) -> None:
    """The last row of a table: its sums, as formulas over the rows between."""
    for position in range(len(columns)):
        page.put(page.row, position, None, "sum_label")
    page.put(page.row, 0, Text("合计", "Total"), "sum_label")
    for position, total in sums.items():
        area = f"{address(top + 1, position)}:{address(page.row - 1, position)}"
        whole = isinstance(total, int)
        formula = f"=SUM({area})" if whole else f"=ROUND(SUM({area}),2)"
        cell = Cell(total, formula=formula) if page.row > top + 1 else Cell(total)
        page.put(page.row, position, cell, "sum_whole" if whole else "sum")
    page.row += 1


def points_sum(values: Sequence[Decimal]) -> Decimal:
    """The sum of some points."""
    return sum(values, ZERO)
