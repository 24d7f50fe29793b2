"""The sheet of workings: every step from the cells that are filled in to the grade, for whoever wants to see it."""

from collections.abc import Iterable, Iterator

from starcli.core.formulas.answers import answer_cells
from starcli.core.formulas.blocks import (
    answer_block,
    check_block,
    count_block,
    dimension_block,
    indicator_blocks,
    says_block,
    total_block,
)
from starcli.core.formulas.counts import count_cells
from starcli.core.formulas.deciding import Deciding
from starcli.core.formulas.indicators import IndicatorFormulas
from starcli.core.formulas.live import Block, Live
from starcli.core.formulas.totals import TotalFormulas
from starcli.core.scheme import Scheme
from starcli.core.text import Text
from starcli.excel.layouts.form import SHEETS
from starcli.excel.result_sheets import WORKINGS
from starcli.excel.writing.forms.spots import Spots
from starcli.excel.writing.page import Page, Workbook

_KEY, _NAME, _FIRST = 0, 1, 2
_ABOVE = 2
"""Rows of a block above its own: its title and its headings."""
_TOP = 3
_WIDTHS = (18, 30, *(9,) * 21)


def blocks(scheme: Scheme) -> tuple[Block, ...]:
    """The blocks of the workings from the top down; one without rows is left out."""
    indicators = indicator_blocks(scheme)
    found = (total_block(scheme), dimension_block(scheme), *indicators, check_block(scheme), answer_block(scheme))
    return tuple(block for block in (*found, count_block(scheme), says_block(scheme)) if block.rows)


def place_workings(scheme: Scheme, spots: Spots) -> None:
    """Say where the cells of the workings are."""
    row = _TOP
    for block in blocks(scheme):
        spots.table(block, "workings", row + _ABOVE, _FIRST)
        row += _ABOVE + len(block.rows) + 1


def working_cells(scheme: Scheme, spots: Spots) -> Iterator[Live]:
    """Every cell of the workings."""
    at = spots.on("workings")
    yield from TotalFormulas(scheme, at).cells()
    yield from IndicatorFormulas(scheme, at).cells()
    yield from answer_cells(scheme, at)
    yield from count_cells(scheme, at)
    yield from Deciding(scheme, at).cells()


def workings_page(book: Workbook, scheme: Scheme) -> Page:
    """The sheet with its titles and headings; the live cells are still to come."""
    page = book.page(SHEETS["workings"], _WIDTHS, landscape=True)
    page.say(WORKINGS, "section", height=22)
    note = Text(
        "从填报到星级的每一步。状态：0 未填，1 可用，2 无效，3 不适用；必达、达标：1 是，0 否；星级序号：1 为最高。",
        "Every step from the answers to the grade. Outcome: 0 missing, 1 usable, 2 invalid, 3 not applicable; "
        "gates and requirements: 1 yes, 0 no; grades count from 1, the highest.",
    )
    page.say(note, "quiet")
    page.skip()
    for block in blocks(scheme):
        _block(page, block)
    return page


def _block(page: Page, block: Block) -> None:
    page.put(page.row, _KEY, block.title, "strong")
    page.row += 1
    headings: Iterable[Text | str] = (Text("编码", "Code"), Text("名称", "Name"), *block.columns.values())
    for column, heading in enumerate(headings):
        page.put(page.row, column, heading, "small_head")
    page.sheet.set_row(page.row, 30)
    page.row += 1
    for key, name in block.rows.items():
        page.put(page.row, _KEY, key, "small")
        page.put(page.row, _NAME, name, "small")
        page.row += 1
    page.skip()
