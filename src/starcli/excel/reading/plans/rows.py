"""The rows of a table of a plan, with what is merged over several of them; lines that are no rows are named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from starcli.core.findings import Finding, Location, finding
from starcli.excel.layouts.form import TOTAL_WORDS, normalised
from starcli.excel.layouts.plan import PLAN_LABELS
from starcli.excel.opening.book import BLANK, Broken, CellValue, Sheet, address, as_text
from starcli.excel.reading.notes import is_note, is_numbering
from starcli.excel.reading.plans.headings import Heads
from starcli.excel.reading.plans.words import plan_label_of
from starcli.excel.reading.spans import Spans, spans_down

_MIDNIGHT = time(0)
_ONE_LINE = 2
"""A line of words fills a cell or two, with a label and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row and where it stands: above the row, where it is merged over several."""

    content: CellValue
    place: Location

    @property
    def text(self) -> str:
        """The cell as a person sees it."""
        return as_text(self.content)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column of the plan, blank ones too, and what it says of the unit."""

    heads: Heads
    location: Location
    cells: Mapping[str, Cell]
    about: Mapping[str, Cell]


def rows_of(book: str, sheet: Sheet, heads: Heads, end: int, found: list[Finding]) -> Iterator[Row]:
    """Every filled row of a table that ends before a row, down to the notes and signatures below it."""
    down = Spans(spans_down(sheet, heads.first_row))
    place = Location(book, sheet.name)
    for row in range(heads.first_row, end):
        filled = [(at, text) for at, cell in enumerate(sheet.rows[row]) if (text := as_text(stated(cell)))]
        if not filled:
            continue
        texts = [text for _, text in filled]
        if _ends(heads, filled):
            return
        if row == heads.first_row and is_numbering(texts):
            continue
        skipped = _no_row(sheet, heads, row, filled)
        if skipped is not None:
            found += (finding(skipped, place.at(address(row, at)), text=text) for at, text in filled)
            continue
        found += _unheaded(heads, place, row, filled)
        cells = {key: _cell(sheet, place, down.first_row(row, at), at) for key, at in heads.keyed.items()}
        about = {key: _cell(sheet, place, down.first_row(row, at), at) for key, at in heads.about.items()}
        own = {at for at, _ in filled} - {heads.columns.get("number")}
        if own.intersection((*heads.keyed.values(), *heads.about.values())):
            yield Row(heads, place.at(address(row, min(own))), cells, about)


def stated(cell: CellValue) -> CellValue:
    """A cell; blank where it looks up what stands on another sheet and no program has worked that out.

    What is looked up is read where it stands. Old formats keep a look-up of nothing, shown as a day, as midnight.
    """
    looks_up = isinstance(cell, Broken) and not cell.is_error and "!" in cell.text
    return BLANK if looks_up or cell == _MIDNIGHT else cell


def _cell(sheet: Sheet, place: Location, row: int, column: int) -> Cell:
    return Cell(stated(sheet.cell(row, column)), place.at(address(row, column)))


def _ends(heads: Heads, filled: Sequence[tuple[int, str]]) -> bool:
    """Whether the table is over: a note or a signature, or a label of the plan with what stands beside it."""
    _, first = filled[0]
    if len(filled) <= _ONE_LINE and is_note(first):
        return True
    begins = filled[0][0] <= min(heads.keyed.values())
    return begins and plan_label_of(first) in PLAN_LABELS


def _no_row(sheet: Sheet, heads: Heads, row: int, filled: Sequence[tuple[int, str]]) -> str | None:
    """The code of a finding for a line that is no row: a total, or words across the table such as a section's title."""
    at, first = filled[0]
    if any(normalised(text) in TOTAL_WORDS for _, text in filled[:_ONE_LINE]):
        return "total-row-skipped"
    if len(filled) > 1 or first.strip(".、()（） ").isdigit():
        return None
    across = any(top == (row, at) and last[1] > at for top, last in sheet.merged)
    return "plan-line-not-read" if across or at in (*heads.bare, heads.columns.get("number")) else None


def _unheaded(heads: Heads, place: Location, row: int, filled: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    """A warning for each filled cell below no heading."""
    for at, text in filled:
        if at in heads.bare:
            yield finding("plan-cell-without-heading", place.at(address(row, at)), text=text)
