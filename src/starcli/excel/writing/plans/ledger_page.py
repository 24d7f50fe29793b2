"""The closing ledger: one row a measure, ready for progress, checks and the strike-off.

What was entered among the measures is looked up by the row's number: a new person or day is entered in one place. The
number and the code are written, so that a row is known even where a program keeps no results of formulas.
"""

from starcli.core.model import YES_NO
from starcli.core.plans.plan import Proposal
from starcli.core.text import Text
from starcli.excel.layouts.plan import PLAN_SHEETS
from starcli.excel.writing.page import Page, Workbook
from starcli.excel.writing.plans.content import Draft
from starcli.excel.writing.plans.inputs import expect_value, offer
from starcli.excel.writing.plans.shapes import Shapes
from starcli.excel.writing.plans.tables import begin, end_row, write_row

_NOTE = Text(
    "问题、措施、责任和时限自动取自“整改措施”。完成率填 0 到 100；申请销号前附上佐证；"
    "镇街核验由镇街填写，县级复核由县级填写。",
    "Problem, measure, who and when come from Measures. Done is 0 to 100; evidence comes before closing is requested; "
    "the town fills in its check, the county its review.",
)
_TAKEN_OVER = ("problem", "measure", "unit", "person", "deadline", "type")
_DAYS = ("requested", "town_date", "county_date", "extended")
_PERCENT = Text("请填 0 到 100 之间的数字", "Type a number from 0 to 100")


def ledger_page(book: Workbook, draft: Draft, shapes: Shapes) -> Page:
    """The sheet."""
    table = shapes.ledger
    page = book.page(PLAN_SHEETS["ledger"], table.widths, landscape=True)
    begin(page, table, PLAN_SHEETS["ledger"], _NOTE)
    for number, proposal in enumerate(draft.rows, 1):
        _row(page, draft, shapes, number, proposal)
    for number in range(len(draft.rows) + 1, table.count + 1):
        _empty_row(page, draft, shapes, number)
    return page


def _row(page: Page, draft: Draft, shapes: Shapes, number: int, proposal: Proposal) -> None:
    contents = draft.ledger(number, proposal)
    texts = write_row(page, shapes.ledger, contents, _taken_over(shapes, number, *_TAKEN_OVER))
    _choices(page, draft, shapes)
    expect_value(page, shapes.ledger.column("verified"), proposal.gap.result.indicator)
    remedies = proposal.gap.result.indicator.definition.remedies
    width = shapes.ledger.fields["measure"].width
    end_row(page, [*texts, *((page.words(remedy), width) for remedy in remedies)], least=3)


def _empty_row(page: Page, draft: Draft, shapes: Shapes, number: int) -> None:
    write_row(page, shapes.ledger, {"number": number}, _taken_over(shapes, number, "code", *_TAKEN_OVER))
    _choices(page, draft, shapes)
    end_row(page, ())


def _taken_over(shapes: Shapes, number: int, *keys: str) -> dict[str, str]:
    cell = shapes.ledger.cell(number, "number")
    return {key: shapes.measures.by_number(key, cell) for key in keys}


def _choices(page: Page, draft: Draft, shapes: Shapes) -> None:
    column = shapes.ledger.column
    offer(page, column("state"), draft.states, strict=True)
    offer(page, column("closed"), tuple(YES_NO.values()), strict=True)
    page.numbers(page.row, column("share"), "0", "100", _PERCENT, whole=False)
    for key in _DAYS:
        page.dates(page.row, column(key))
