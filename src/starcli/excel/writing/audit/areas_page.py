"""The ledger by town and by county: how much was looked at, and what came of it."""

from collections.abc import Sequence
from decimal import Decimal

from starcli.core.audit.report import AreaSum, Sum
from starcli.core.text import Text
from starcli.excel.writing.audit.cells import NOTHING, other, over_cell, stars_cell, sum_row
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.audit.words import each_checked, share_checked
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.pool.links import Spot, link

TOWNS_NAME, COUNTIES_NAME = Text("镇街", "Towns"), Text("县(市、区)", "Counties")
_UNPLACED = Text("未归属", "unplaced")
_COLUMNS = (
    Column(Text("单位数", "Units"), 8, "whole"), Column(Text("已核验", "Checked"), 10, "whole"),
    Column(Text("部分核验", "In part"), 8, "whole"), Column(Text("未核验", "Not checked"), 10, "whole"),
    Column(Text("未评未报", "No rating"), 8, "whole"), Column(Text("已核项占比", "Items checked"), 11, "percent"),
    Column(Text("多报单位", "Units too high"), 8, "whole"), Column(Text("多报分", "Too much"), 9, "points"),
    Column(Text("少报分", "Too little"), 10, "points"), Column(Text("其他", "Other"), 8, "points"),
    Column(Text("总分差", "Difference"), 12, "points"),
    Column(Text("每核验单位多报", "Too much a checked unit"), 11, "points"),
    Column(Text("虚高单位", "Units with stars too many"), 9, "whole"),
    Column(Text("虚高星", "Stars too many"), 8, "centre"),
    Column(Text("扣分建议", "Deductions"), 12, "whole"), Column(Text("下批核查", "Next"), 8, "whole"),
)  # fmt: skip
_OVER, _UNDER = 8, 9
_MOST_IN_CHART = 26


def area_page(book: Workbook, name: Text) -> Page:
    """The empty sheet of towns, or of counties."""
    heading = Column(name, 18)
    return book.page(name, widths((heading, *_COLUMNS)), landscape=True)


def fill_areas(
    page: Page, report: AuditReport, areas: Sequence[AreaSum], heading: Text, spots: Sequence[Spot | None]
) -> None:
    """Write a row an area, a chart, and what the figures mean; names lead to the first unit of the area."""
    page.say(Text(f"按{heading.zh}", f"By {heading.en.lower()}"), "section", height=22)
    columns = (Column(heading, 18, "link" if any(spots) else "text"), *_COLUMNS)
    top = page.table(columns, [[_name(area), *_figures(area.sum)] for area in areas], repeat=True)
    for row, (area, spot) in enumerate(zip(areas, spots, strict=True), top + 1):
        link(page, row, 0, _name(area), "link" if spot is not None else "text", spot)
    _sums(page, columns, top, report.audit.whole, len(areas))
    page.say(
        Text(
            "只有核验过的单位才可能查出多报：各地核验多少不一样，比较时看“已核项占比”和“每核验单位多报”。"
            "虚高星 = 自评星级 − 最终星级，只加正的。",
            "Only where somebody looked can anything be found: compare towns by the share of items that were checked "
            "and by the points a checked unit. Stars too many = own stars − final stars, where above 0.",
        ),
        "quiet",
    )
    _chart(page, top, len(areas))
    page.footer(imprint_line(report.framework))


def _name(area: AreaSum) -> Content:
    return area.name or _UNPLACED


def _figures(total: Sum) -> list[Content | Cell]:
    amounts, states = total.amounts, total.states
    return [
        total.units,
        _count(states.get("checked", 0)),
        _count(states.get("part", 0)),
        _count(states.get("unchecked", 0)),
        _count(states.get("unrated", 0) + states.get("missing", 0)),
        share_checked(total),
        _count(total.over_units),
        over_cell(amounts.over),
        amounts.under or NOTHING,
        other(amounts) or NOTHING,
        over_cell(amounts.difference),
        each_checked(total) or NOTHING,
        _count(total.raised),
        stars_cell(total.stars_gained),
        _count(total.proposed),
        _count(total.picked),
    ]


def _count(number: int) -> Content | Cell:
    return number or NOTHING


def _sums(page: Page, columns: Sequence[Column], top: int, whole: Sum, areas: int) -> None:
    """The last row: sums as formulas where they are sums, the shares of everybody beside them."""
    amounts, states = whole.amounts, whole.states
    absent = states.get("unrated", 0) + states.get("missing", 0)
    sums: dict[int, Decimal | int] = {
        1: whole.units, 2: states.get("checked", 0), 3: states.get("part", 0), 4: states.get("unchecked", 0),
        5: absent, 7: whole.over_units, 8: amounts.over, 9: amounts.under, 10: other(amounts),
        11: amounts.difference, 13: whole.raised, 15: whole.proposed, 16: whole.picked,
    }  # fmt: skip
    if not areas:
        return
    row = page.row
    sum_row(page, columns, top, sums)
    page.put(row, 6, share_checked(whole), "sum_percent")
    page.put(row, 12, each_checked(whole), "sum")
    page.put(row, 14, Text.same(f"{whole.stars_gained:+}★" if whole.stars_gained else "—"), "sum_whole")


def _chart(page: Page, top: int, count: int) -> None:
    """Bars of what was claimed too much and too little."""
    last = top + count
    if not count or count > _MOST_IN_CHART:
        return
    chart = page.owner.book.add_chart({"type": "bar"})
    for column, name, colour in (
        (_OVER, Text("多报分", "Too much"), "#B5473C"),
        (_UNDER, Text("少报分", "Too little"), "#7FA08A"),
    ):
        chart.add_series(
            {
                "name": name[page.owner.language],
                "categories": [page.name, top + 1, 0, last, 0],
                "values": [page.name, top + 1, column, last, column],
                "fill": {"color": colour},
                "border": {"color": "#7F7F7F", "width": 0.5},
                "gap": 55,
                "overlap": 100,
                "data_labels": {"value": True, "num_format": "0.00;-0.00;;", "font": {"size": 8}},
            }
        )
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_x_axis({"major_gridlines": {"visible": False}, "num_format": "0.0"})
    chart.set_legend({"position": "bottom"})
    height = 110 + 28 * (last - top)
    chart.set_size({"width": 900, "height": height})
    page.skip()
    page.sheet.insert_chart(page.row, 0, chart, {"object_position": 1})
    page.skip(height // 20 + 2)
