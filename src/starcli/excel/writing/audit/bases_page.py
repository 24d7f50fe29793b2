"""The ratings of every unit on every basis side by side: as stated, by own values, and with what others found."""

from collections.abc import Mapping
from decimal import Decimal

from starcli.core.audit.examined import BASIS_NAMES, Basis
from starcli.core.audit.report import AuditedUnit
from starcli.core.numbers import divide, half_up
from starcli.core.text import Text
from starcli.excel.writing.audit.cells import NOTHING, name_at, where, who
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link

BASES_NAME = Text("各口径", "Every basis")
_PLACES = 2


def bases_page(book: Workbook, report: AuditReport) -> Page:
    """The empty sheet."""
    return book.page(BASES_NAME, widths(_columns(report)), landscape=True)


def fill_bases(page: Page, report: AuditReport, lines: Mapping[int, Spot]) -> None:
    """Write everybody's grades on each basis, then a row a unit."""
    title = Text("各口径评定结果对照", "Ratings on every basis, side by side")
    page.say(title, "section", height=22)
    page.say(
        Text(
            "后一个口径在前一个的基础上采用更多的核定值；没有人核定的项目一直按自评值。名次在同类单位里排。"
            "▼ ▲ 表示与“按自评值”的星级相比。",
            "Each basis takes more of what others found than the one before; what nobody looked at stays as the unit "
            "reported it. Places are among units of the kind. ▼ ▲ compare the grade with that by own values.",
        ),
        "quiet",
    )
    columns = _columns(report)
    _band(page, report)
    top = page.table(columns, [_row(report.audit.units[at], report) for at in report.order], repeat=True)
    page.sheet.repeat_rows(top - 1, top)
    for row, at in enumerate(report.order, top + 1):
        if at in lines:
            link(page, row, name_at(report), str(who(report.audit.units[at], report)[-1]), "link", lines[at])
    if page.row > top + 1:
        page.sheet.autofilter(top, 0, page.row - 1, len(columns) - 1)
    page.sheet.freeze_panes(top + 1, len(where(report)))
    page.footer(imprint_line(report.framework))


def _band(page: Page, report: AuditReport) -> None:
    """What each basis is called, above its three columns."""
    first = len(where(report))
    page.sheet.merge_range(page.row, 0, page.row, first - 1, "", page.owner.format("head"))
    for at, basis in enumerate(report.bases):
        left = first + 3 * at
        page.sheet.merge_range(page.row, left, page.row, left + 2, "", page.owner.format("head"))
        page.put(page.row, left, BASIS_NAMES[basis], "head")
    page.sheet.set_row(page.row, 20)
    page.row += 1


def summary(page: Page, report: AuditReport, first: int) -> None:
    """How many units have each grade on every basis, and their mean total: a small table from a column on."""
    grades = report.framework.grades
    headings = [
        Text("口径", "Basis"),
        *(grade.name for grade in grades),
        Text("已评定", "Rated"),
        Text("平均分", "Mean"),
    ]
    _cells(page, first, headings, ["head"] * len(headings))
    sums = {each.basis: each for each in report.audit.bases}
    for basis in report.bases:
        each = sums[basis]
        mean = half_up(divide(each.total, Decimal(each.rated)), _PLACES) if each.rated else None
        row: list[Content] = [BASIS_NAMES[basis], *(each.grades.get(grade.id, 0) for grade in grades), each.rated, mean]
        _cells(page, first, row, ["strong", *["whole"] * (len(grades) + 1), "points"])


def _cells(page: Page, first: int, contents: list[Content] | list[Text], styles: list[str]) -> None:
    for at, (content, style_name) in enumerate(zip(contents, styles, strict=True)):
        page.put(page.row, first + at, content, style_name)
    page.sheet.set_row(page.row, 20)
    page.row += 1


def _columns(report: AuditReport) -> tuple[Column, ...]:
    three = (
        Column(Text("总分", "Total"), 9, "points"),
        Column(Text("星级", "Grade"), 15, "centre"),
        Column(Text("名次", "Place"), 10, "centre"),
    )
    return (*where(report), *(column for _ in report.bases for column in three))


def _row(unit: AuditedUnit, report: AuditReport) -> list[Content | Cell]:
    cells: list[Content | Cell] = [*who(unit, report)]
    for basis in report.bases:
        cells += _on(unit, basis, report)
    return cells


def _on(unit: AuditedUnit, basis: Basis, report: AuditReport) -> list[Content | Cell]:
    examined = unit.examined
    known = examined.bases.get(basis) if examined is not None else None
    if known is None or examined is None:
        return [None, None, None]
    place = unit.placings.get(basis)
    return [
        known.total if known.total is not None else NOTHING,
        _grade(known.grade, examined.own.grade, report, stated=basis == "claimed"),
        f"{place.place}/{place.of}" if place is not None else None,
    ]


def _grade(grade: str | None, own: str | None, report: AuditReport, *, stated: bool) -> Content | Cell:
    """A grade, with a sign where it is below or above that by own values."""
    if grade is None or own is None or grade == own:
        return report.stars(grade) or NOTHING
    worse = report.framework.grade(grade).stars < report.framework.grade(own).stars
    style = "doubtful" if stated else "bad" if worse else "good"
    return Cell(f"{report.stars(grade)} {'▼' if worse else '▲'}", style)
