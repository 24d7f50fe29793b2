"""What a row of a ledger is: a grid, a total, a note, a line of words, or nothing at all."""

import re
from collections.abc import Sequence
from typing import Literal

from starcli.core.grids.people import people_in
from starcli.excel.layouts.form import normalised
from starcli.excel.layouts.grids import PEOPLE
from starcli.excel.opening.book import as_text
from starcli.excel.reading.grids.people import read_people, read_words
from starcli.excel.reading.grids.rows import TableRows
from starcli.excel.reading.grids.units import KindWords, line_of_unit, town_in
from starcli.excel.reading.notes import is_note, is_numbering, is_total

Sort = Literal["blank", "grid", "total", "note", "line"]
Words = Sequence[tuple[int, str]]
"""The texts of a row by column, without its number."""
WHOSE = ("unit", "unit_code", "town", "county", "city", "kind", "profile")
"""The columns that say whose a grid is."""
_BESIDE = ("in_range", "remarks")
_ASIDE = (*WHOSE, *_BESIDE)
_TOTALLED = (*WHOSE, "name", "code")
_LEADING = 2
_LONGEST_NAME = 14
"""A longer text by itself is a sentence and names no grid."""
_COUNTED = re.compile(r".{0,8}(?:共计?|总共|合)\s*[\d一二三四五六七八九十]+\s*个?(?:网格|格).*")
_DAY = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?", re.ASCII)
_SENTENCE = re.compile(r"[，。；;：:]")


class RowSorts:
    """Sorts the rows of one table."""

    def __init__(self, cells: TableRows, kinds: KindWords) -> None:
        self._cells = cells
        self._columns = cells.heads.columns
        self._kinds = kinds

    def words_of(self, row: int) -> Words:
        """What stands in a row."""
        number = self._columns.get("number")
        filled = [(at, text) for at, cell in enumerate(self._cells.sheet.rows[row]) if (text := as_text(cell))]
        return [(at, text) for at, text in filled if at != number or not text.strip("、.()（） ").isdigit()]

    def sort(self, row: int, words: Words, *, ended: bool) -> Sort:
        """What a row is; `ended` says that a note stood above it, behind which names alone are no grid."""
        if not words or is_numbering([as_text(cell) for cell in self._cells.sheet.rows[row]]):
            return "blank"
        if self._is_total(row, words):
            return "total"
        if is_note(words[0][1]):
            return "note"
        people = any(self._cells.text(row, key) for key in PEOPLE)
        return "grid" if people or self._cells.text(row, "households") else self._sort_of_words(row, words, ended=ended)

    def _is_total(self, row: int, words: Words) -> bool:
        """Whether a row adds up others: words for it in front, and nobody named for a post."""
        if len(words) == 1 and line_of_unit(words[0][1], self._kinds) is not None:
            return False
        texts = [text for _, text in words[:_LEADING]] + [self._cells.text(row, key) for key in _TOTALLED]
        if not (is_total(texts) or any(_COUNTED.fullmatch(normalised(text)) for text in texts)):
            return False
        return not any(people_in(read_people(self._cells.text(row, key)).text) for key in PEOPLE)

    def _sort_of_words(self, row: int, words: Words, *, ended: bool) -> Sort:
        """What a row without households or people is."""
        text = words[0][1]
        beside = {self._columns.get(key) for key in _BESIDE}
        if all(at in beside for at, _ in words):
            return "blank"
        if len(words) == 1:
            if _DAY.fullmatch(text):
                return "note"
            if line_of_unit(text, self._kinds) is not None or town_in(text):
                return "line"
            if _SENTENCE.search(text) or len(text) > _LONGEST_NAME or read_words(text).phone:
                return "line"
        if any(self._cells.text(row, key) for key in ("name", "code")):
            return "line" if ended else "grid"
        aside = {self._columns[key] for key in _ASIDE if key in self._columns}
        return "blank" if all(at in aside for at, _ in words) else "line"
