"""The Adjustments sheet: bonus, deductions and vetoes, entered by town and county."""

from starcli.core.formulas.asked import ADJUSTING
from starcli.core.model import YES_NO
from starcli.core.scheme import Scheme
from starcli.core.text import Text
from starcli.excel.layouts.form import HEADINGS, SHEETS
from starcli.excel.writing.forms.spots import Spot, Spots
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths

ADJUSTMENTS = "adjustments"
_FIRST, _TOWN, _REMARKS = 3, 3, 5


def place_adjustments(scheme: Scheme, spots: Spots) -> None:
    """Say where the cells of the Adjustments sheet are."""
    for row, key in enumerate(scheme.framework.adjusting, _FIRST):
        for column, tier in enumerate(ADJUSTING, _TOWN):
            spots.put(ADJUSTMENTS, key, tier, Spot("adjustments", row, column))
        spots.put(ADJUSTMENTS, key, "remarks", Spot("adjustments", row, _REMARKS))


def adjustments_page(book: Workbook, scheme: Scheme) -> Page:
    """The sheet: how often for bonus and deductions, yes or no for vetoes."""
    framework = scheme.framework
    columns = (
        Column(HEADINGS["code"], 8, "centre"),
        Column(Text("情形", "Item"), 44),
        Column(Text("分值或封顶星级", "Points, or at most"), 16, "centre"),
        Column(HEADINGS["verified"], 12, "input"),
        Column(HEADINGS["reviewed"], 12, "input"),
        Column(HEADINGS["remarks"], 34, "input"),
    )
    page = book.page(SHEETS["adjustments"], widths(columns), landscape=True)
    page.say(SHEETS["adjustments"], "section", height=22)
    note = Text(
        "由镇街、县级填写：加减分填次数，一票否决填“是”或“否”；两级都填时以县级为准。",
        "Entered by town and county: how often, or yes or no for a veto; the county's entry is above the town's.",
    )
    page.say(note, "quiet")
    rows: list[list[Content | Cell]] = []
    for sign, adjustments in (("+", framework.bonus), ("−", framework.deductions)):
        rows += [[item.id, item.name, f"{sign}{item.points}", None, None, None] for item in adjustments.items]
    vetoes = [[veto.id, veto.name, scheme.grade(veto.caps_at).name, None, None, None] for veto in framework.vetoes]
    page.table(columns, [*rows, *vetoes], repeat=True)
    _validate(page, len(rows), len(vetoes))
    return page


def _validate(page: Page, counted: int, vetoes: int) -> None:
    """Whole numbers for what is counted, yes or no for vetoes."""
    say = Text("请填次数：0 或正整数", "Type how often: 0 or a positive whole number")
    for row in range(_FIRST, _FIRST + counted):
        for column in (_TOWN, _TOWN + 1):
            page.numbers(row, column, "0", "99", say, whole=True)
    answers = [YES_NO[answer][page.owner.language] for answer in ("yes", "no")]
    for row in range(_FIRST + counted, _FIRST + counted + vetoes):
        for column in (_TOWN, _TOWN + 1):
            page.choices(row, column, answers)
