"""Warnings about answers that a person does not see: hidden rows, columns and sheets; links to other workbooks.

They count like any other, because nobody says that they do not; where they are is named once for each block.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from starcli.core.findings import Finding, Location, finding
from starcli.core.text import Text
from starcli.excel.opening.book import Book, Sheet, address

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_HIDDEN = {"hidden": Text("隐藏", "hidden"), "very hidden": Text("深度隐藏", "very hidden")}


def hidden_parts(book: Book, answers: Iterable[Location]) -> tuple[Finding, ...]:
    """Hidden sheets and hidden columns in which answers stand."""
    return tuple(found for sheet, inside in _with_answers(book, answers) for found in _parts(sheet, inside))


def hidden_cells(book: Book, answers: Iterable[Location]) -> tuple[Finding, ...]:
    """Blocks of hidden rows in which answers stand, and answers that are links to other workbooks."""
    return tuple(found for sheet, inside in _with_answers(book, answers) for found in _cells(sheet, inside))


def _with_answers(book: Book, answers: Iterable[Location]) -> Iterator[tuple[Sheet, Sequence[Location]]]:
    """The sheets in which something is not seen, with the answers that stand in them."""
    sheets = [sheet for sheet in book.sheets if sheet.unseen is not None or sheet.visibility != "visible"]
    known = list(dict.fromkeys(answers)) if sheets else []
    for sheet in sheets:
        inside = [answer for answer in known if answer.sheet == sheet.name]
        if inside:
            yield sheet, sorted(inside, key=lambda answer: _row_and_column(answer.cell))


def _parts(sheet: Sheet, answers: Sequence[Location]) -> Iterator[Finding]:
    if sheet.visibility != "visible":
        place = Location(answers[0].file, sheet.name)
        yield finding("hidden-sheet", place, how=_HIDDEN[sheet.visibility], answers=len(answers))
    for first, last in sheet.unseen.columns if sheet.unseen else ():
        inside = [answer for answer in answers if first <= _row_and_column(answer.cell)[1] <= last]
        if inside:
            yield finding("hidden-columns", inside[0], columns=address(0, first)[:-1], answers=len(inside))


def _cells(sheet: Sheet, answers: Sequence[Location]) -> Iterator[Finding]:
    if sheet.unseen is None:
        return
    for first, last in sheet.unseen.rows:
        inside = [answer for answer in answers if first <= _row_and_column(answer.cell)[0] <= last]
        if inside:
            rows = str(first + 1) if first == last else f"{first + 1}–{last + 1}"
            yield finding("hidden-rows", inside[0], rows=rows, answers=len(inside))
    for answer in answers:
        text = sheet.unseen.links.get(_row_and_column(answer.cell))
        if text is not None:
            yield finding("formula-external", answer, text=text)


def _row_and_column(cell: str) -> tuple[int, int]:
    match = _CELL.fullmatch(cell)
    if match is None:
        return -1, -1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
