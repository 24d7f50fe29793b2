"""The ledger by indicator: where most is claimed too much, in how many units, and on which of them stars rest alone."""

from collections.abc import Sequence

from starcli.core.audit.report import IndicatorSum
from starcli.core.text import Text
from starcli.excel.writing.audit.cells import NOTHING, other, over_cell, stars_cell, sum_row
from starcli.excel.writing.audit.report import AuditReport
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths

INDICATORS_NAME = Text("指标", "Indicators")
_COLUMNS = (
    Column(Text("编码", "Code"), 9, "centre"), Column(Text("指标", "Indicator"), 32),
    Column(Text("应核单位", "Units"), 8, "whole"), Column(Text("已核", "Checked"), 10, "whole"),
    Column(Text("部分核验", "In part"), 8, "whole"), Column(Text("多报单位", "Too high"), 8, "whole"),
    Column(Text("少报单位", "Too low"), 8, "whole"), Column(Text("多报分", "Too much"), 9, "points"),
    Column(Text("少报分", "Too little"), 10, "points"), Column(Text("其他", "Other"), 8, "points"),
    Column(Text("差", "Difference"), 12, "points"),
    Column(Text("单凭此项升星的单位", "Units it alone raises"), 11, "whole"),
    Column(Text("星", "Stars"), 7, "centre"),
)  # fmt: skip
_STATED = (
    Column(Text("自报分的单位", "Stated by"), 9, "whole"),
    Column(Text("自报高于算得", "Stated above computed"), 12, "points"),
)


def indicators_page(book: Workbook, report: AuditReport) -> Page:
    """The empty sheet."""
    return book.page(INDICATORS_NAME, widths(_columns(report)), landscape=True)


def _columns(report: AuditReport) -> tuple[Column, ...]:
    """Those about stated points only where anybody stated some."""
    return (*_COLUMNS, *_STATED) if report.audit.whole.stated.typed else _COLUMNS


def fill_indicators(page: Page, report: AuditReport) -> None:
    """Write a row for every indicator: the most points claimed too much first, then as the framework has them."""
    page.say(Text("按指标", "By indicator"), "section", height=22)
    columns, stated = _columns(report), report.audit.whole.stated
    page.say(
        Text(
            "“单凭此项升星”：只把这一项改回最终值、其他各项都按自评，单位就要降星。",
            "Units it alone raises: put only this item right, and the unit loses stars.",
        ),
        "quiet",
    )
    if stated.typed:
        page.say(
            Text(
                "“自报高于算得”：单位自己打的分，比按它自己填的数算出来的分高多少。",
                "Stated above computed: by how much the points that units gave themselves are above those that their "
                "own values earn.",
            ),
            "quiet",
        )
    rows = ordered(report.audit.indicators)
    top = page.table(columns, [_row(each)[: len(columns)] for each in rows], repeat=True)
    amounts = report.audit.whole.amounts
    if rows:
        page.sheet.autofilter(top, 0, page.row - 1, len(columns) - 1)
        others, difference = other(amounts) - amounts.rescaling, amounts.difference - amounts.rescaling
        sums = {7: amounts.over, 8: amounts.under, 9: others, 10: difference}
        sum_row(page, columns, top, sums | ({14: stated.above} if stated.typed else {}))
    if amounts.rescaling:
        page.say(
            Text(
                f"另有不适用项折算 {amounts.rescaling:+}，不属于哪一项指标；加上它等于总分差 {amounts.difference:+}。",
                f"Rescaling for what does not apply is {amounts.rescaling:+} and belongs to no indicator; with it the "
                f"difference of the totals is {amounts.difference:+}.",
            ),
            "quiet",
        )
    page.footer(imprint_line(report.framework))


def ordered(indicators: Sequence[IndicatorSum]) -> list[IndicatorSum]:
    """The indicators by what was claimed too much; those that are equal as they came."""
    return sorted(indicators, key=lambda each: -each.amounts.over)


def _row(each: IndicatorSum) -> list[Content | Cell]:
    amounts = each.amounts
    return [
        each.indicator,
        each.name,
        each.units,
        each.checked or NOTHING,
        each.partly or NOTHING,
        amounts.items.get("over", 0) or NOTHING,
        amounts.items.get("under", 0) or NOTHING,
        over_cell(amounts.over),
        amounts.under or NOTHING,
        other(amounts) or NOTHING,
        over_cell(amounts.difference),
        each.bears or NOTHING,
        stars_cell(each.stars),
        each.stated.typed or NOTHING,
        over_cell(each.stated.above),
    ]
