"""The measures: one row a problem, with cause and measure from the framework's library or in one's own words.

The target cell of each row is what the projection reckons with; values by season lead up to it.
"""

from starcli.core.plans.plan import Proposal
from starcli.core.text import Text
from starcli.excel.layouts.plan import PLAN_SHEETS
from starcli.excel.writing.page import Page, Workbook
from starcli.excel.writing.plans.content import Draft
from starcli.excel.writing.plans.inputs import expect_value, offer
from starcli.excel.writing.plans.shapes import Shapes
from starcli.excel.writing.plans.tables import begin, end_row, write_row

_NOTE = Text(
    "★ 为达到目标星级所必需。原因、措施从下拉表中选，也可以自己写；责任人写姓名。"
    "改了“预期目标值”，预计总分和星级随之改变。",
    "★ is what the target needs. Choose cause and measure from the lists or write your own; name a person. "
    "A changed target value changes the projected total and grade.",
)
_TYPED_IN_EMPTY_ROWS = {"code": "input_value", "problem": "input"}


def measures_page(book: Workbook, draft: Draft, shapes: Shapes) -> Page:
    """The sheet."""
    table = shapes.measures
    page = book.page(PLAN_SHEETS["measures"], table.widths, landscape=True)
    begin(page, table, PLAN_SHEETS["measures"], _NOTE)
    for number, proposal in enumerate(draft.rows, 1):
        _row(page, draft, shapes, number, proposal)
    for number in range(len(draft.rows) + 1, table.count + 1):
        _empty_row(page, draft, shapes, number)
    return page


def _row(page: Page, draft: Draft, shapes: Shapes, number: int, proposal: Proposal) -> None:
    table, indicator = shapes.measures, proposal.gap.result.indicator
    definition = indicator.definition
    seasons = dict(zip(map(str, draft.plan.seasons), draft.seasons(proposal), strict=True))
    contents = {**draft.measure(number, proposal), **seasons}
    texts = write_row(page, table, contents, _taken_over(shapes, number, "problem", "cause"))
    _choices(page, draft, shapes)
    offer(page, table.column("cause"), definition.causes)
    offer(page, table.column("measure"), definition.remedies)
    offer(page, table.column("unit"), (definition.lead_department, Text.same(draft.plan.rating.unit.name)))
    offer(page, table.column("person"), (definition.plan.responsible,))
    offer(page, table.column("support"), (definition.lead_department,))
    for key in ("target", *seasons):
        expect_value(page, table.column(key), indicator)
    offered = [("cause", definition.causes), ("measure", definition.remedies)]
    texts += [(page.words(option), table.fields[key].width) for key, options in offered for option in options]
    end_row(page, texts, least=3)


def _empty_row(page: Page, draft: Draft, shapes: Shapes, number: int) -> None:
    """A row for a measure that somebody adds; what the list of problems has in its row appears, and may be replaced."""
    taken = _taken_over(shapes, number, "code", "problem", "cause")
    write_row(page, shapes.measures, {"number": number}, taken, _TYPED_IN_EMPTY_ROWS)
    offer(page, shapes.measures.column("code"), shapes.codes, strict=True)
    _choices(page, draft, shapes)
    end_row(page, ())


def _taken_over(shapes: Shapes, number: int, *keys: str) -> dict[str, str]:
    cell = shapes.measures.cell(number, "number")
    return {key: shapes.problems.by_number(key, cell) for key in keys}


def _choices(page: Page, draft: Draft, shapes: Shapes) -> None:
    types = draft.plan.rating.scheme.framework.settings.measures
    offer(page, shapes.measures.column("type"), tuple(types.values()), strict=True)
    page.dates(page.row, shapes.measures.column("deadline"))
