"""The list of problems: one row each, in a full sentence with its figures; type and cause are for people to choose."""

from starcli.core.plans.plan import Proposal
from starcli.core.text import Text
from starcli.excel.layouts.plan import PLAN_SHEETS, PROBLEM_ORIGINS, PROBLEM_SORTS
from starcli.excel.writing.page import Page, Workbook
from starcli.excel.writing.plans.content import Draft
from starcli.excel.writing.plans.inputs import offer
from starcli.excel.writing.plans.shapes import Shapes
from starcli.excel.writing.plans.tables import begin, end_row, write_row

_NOTE = Text(
    "问题描述可以改得更具体；问题类型、原因从下拉表中选，原因也可以自己写；问题来源按实际改。空行用来补充别的问题。",
    "Each problem may be put more precisely; choose its type and its cause, or write the cause yourself; "
    "correct how it came to light. The empty rows are for further problems.",
)
_TYPED_IN_EMPTY_ROWS = dict.fromkeys(("code", "required", "distance"), "input_value")


def problems_page(book: Workbook, draft: Draft, shapes: Shapes) -> Page:
    """The sheet."""
    table = shapes.problems
    page = book.page(PLAN_SHEETS["problems"], table.widths, landscape=True)
    begin(page, table, PLAN_SHEETS["problems"], _NOTE)
    for number, proposal in enumerate(draft.rows, 1):
        _row(page, draft, shapes, number, proposal)
    for number in range(len(draft.rows) + 1, table.count + 1):
        _empty_row(page, shapes, number)
    return page


def _row(page: Page, draft: Draft, shapes: Shapes, number: int, proposal: Proposal) -> None:
    table, causes = shapes.problems, proposal.gap.result.indicator.definition.causes
    texts = write_row(page, table, draft.problem(number, proposal))
    _choices(page, shapes)
    offer(page, table.column("cause"), causes)
    end_row(page, [*texts, *((page.words(cause), table.fields["cause"].width) for cause in causes)])


def _empty_row(page: Page, shapes: Shapes, number: int) -> None:
    """A row for a problem that somebody adds: its indicator is chosen, what is known of that appears."""
    table = shapes.problems
    formulas = {key: shapes.of_indicator(key, table.cell(number, "code")) for key in ("name", "now")}
    write_row(
        page, table, {"number": number}, {"indicator": formulas["name"], "now": formulas["now"]}, _TYPED_IN_EMPTY_ROWS
    )
    offer(page, table.column("code"), shapes.codes, strict=True)
    _choices(page, shapes)
    end_row(page, ())


def _choices(page: Page, shapes: Shapes) -> None:
    offer(page, shapes.problems.column("sort"), tuple(PROBLEM_SORTS.values()), strict=True)
    offer(page, shapes.problems.column("origin"), tuple(PROBLEM_ORIGINS.values()), strict=True)
