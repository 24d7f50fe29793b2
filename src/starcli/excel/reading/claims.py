"""What a form says of its own result: totals and grades on its cover, points in its table, and the row of its total.

Only what is read without doubt is a claim. The last total row of a table counts, once the table has held every
indicator of some kind of unit; `总分` on a cover counts unless it is the full total, which forms print as such.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from starcli.core.assessment import Claims, ResultClaim
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.scale import Value
from starcli.core.text import Text
from starcli.core.words import NOT_APPLICABLE_WORDS
from starcli.excel.layouts.form import column_of, normalised, unbracketed
from starcli.excel.opening.book import Book, Broken, CellValue, Percent, Sheet, address, as_text
from starcli.excel.reading.claim_words import (
    COVER_LABELS,
    GRAND_TOTAL_WORDS,
    POINTS_HEADINGS,
    SELF_POINTS_HEADINGS,
    Sort,
)
from starcli.excel.reading.header import Header
from starcli.excel.reading.heading_rows import paths
from starcli.excel.reading.headings import Path, tier_of

_SEARCHED_ROWS, _SEARCHED_COLUMNS, _HEADING_ROWS = 60, 20, 20
_VALUE_WITHIN = 4
_MOST_ON_A_COVER_ROW = 6
_HINT = re.compile(r"自评|申报|拟评|总分|总得分|合计|self|proposed|total", re.IGNORECASE)
_POINTS = re.compile(r"分|points|score", re.IGNORECASE)
_INLINE = re.compile(r"(\S{2,20}?)\s*[:：]\s*(.*?)(?=\s+\S{2,20}?\s*[:：]|$)")
_NUMBER = re.compile(r"([+-]?\d{1,6}(?:\.\d{1,6})?)\s*(?:分|points?)?", re.ASCII | re.IGNORECASE)
_UNFILLED = re.compile(r"[\s_＿.…分星级/]*")
_LABEL_LIKE = re.compile(r"\D*(?:得分|总分|评分|星级|等级|名次)\s*")
_STARS = re.compile(r"(★+)[☆ ]*")

WHAT: Mapping[Sort, Text] = {
    "total": Text("分数", "a number of points"),
    "sum": Text("分数", "a number of points"),
    "grade": Text("星级", "a grade"),
}

ItemOf = Callable[[str, str], str | None]
"""The fact, indicator or adjustment that a code and a name stand for."""


class ClaimReader:
    """Reads what forms say of their own result; the look-ups by word are made once a framework."""

    def __init__(self, framework: Framework) -> None:
        kinds = framework.kinds.values()
        self.full = framework.full
        self.indicators = frozenset(framework.entries)
        self.served = _served(framework)
        applying = [sum(kind.id in entry.definition.kinds for entry in framework.entries.values()) for kind in kinds]
        self.fewest = min(applying, default=0)
        self._grades = _grade_words(framework)
        self._endings = [normalised(word) for kind in kinds for word in (kind.name.zh, *kind.aliases)]

    def read(self, book: Book, headers: Mapping[str, Header | None], item_of: ItemOf) -> Read[Claims]:
        """Every claim of a form about one unit; a note for each that cannot be read.

        `headers` are those of the sheets with answers.
        """
        collected = _Collected(self)
        for sheet in book.sheets:
            header = headers.get(sheet.name)
            table = _table_below(sheet, header) if header is not None else _table_in(sheet)
            top = header.top if header is not None else table.top if table is not None else len(sheet.rows)
            collected.cover(book.name, sheet, top)
            if table is not None and table.points:
                collected.table(book.name, sheet, table, item_of)
        return Read(collected.claims, tuple(collected.findings))

    def grade(self, text: str) -> Value | None:
        """The grade that a text names: by its name, its number, or so many stars."""
        word = normalised(text)
        stars = _STARS.fullmatch(word)
        if stars is not None:
            return self._grades.get(str(len(stars[1])))
        shorter = next((word.removesuffix(ending) for ending in self._endings if word.endswith(ending)), word)
        return self._grades.get(word) or self._grades.get(shorter)


@dataclass(frozen=True, slots=True)
class _Table:
    """Its first row, the first row below its headings, and the columns of code, name, and whose points."""

    top: int
    first_row: int
    code: int | None
    name: int | None
    points: Mapping[Literal["self", "form"], int]


class _Collected:
    """Collects claims; a cell that holds none is named where it was meant to hold one."""

    def __init__(self, reader: ClaimReader) -> None:
        self._reader = reader
        self._found: dict[Sort, list[ResultClaim]] = {"total": [], "grade": [], "sum": []}
        self._points: dict[str, ResultClaim] = {}
        self.findings: list[Finding] = []

    @property
    def claims(self) -> Claims:
        """What was found."""
        found = self._found
        return Claims(tuple(found["total"]), tuple(found["grade"]), tuple(found["sum"]), self._points)

    def cover(self, book: str, sheet: Sheet, rows: int) -> None:
        """Labels with a value beside or behind them, down to a row."""
        for row in range(min(rows, len(sheet.rows), _SEARCHED_ROWS)):
            for sort, column, cell in _labelled(sheet, row):
                place = Location(book, sheet.name, address(row, column))
                value = self._reader.grade(as_text(cell)) if sort == "grade" else _number(cell)
                if sort == "sum" and value == self._reader.full:
                    continue
                if value is not None:
                    self._found[sort].append(ResultClaim(value, place))
                elif sort != "sum" and sum(map(bool, map(as_text, sheet.rows[row]))) <= _MOST_ON_A_COVER_ROW:
                    self._unread(as_text(cell), place, sort)

    def table(self, book: str, sheet: Sheet, table: _Table, item_of: ItemOf) -> None:
        """Points row by row, and the row of the total."""
        held: set[str] = set()
        totals: dict[Sort, ResultClaim] = {}
        for row in range(table.first_row, len(sheet.rows)):
            code, name = (as_text(sheet.cell(row, at)) if at is not None else "" for at in (table.code, table.name))
            key = item_of(code, name)
            held |= self._reader.served.get(key or "", frozenset())
            for whose, column in table.points.items():
                cell, place = sheet.cell(row, column), Location(book, sheet.name, address(row, column))
                if not as_text(cell):
                    continue
                if key in self._reader.indicators and whose == "self":
                    self._own_points(str(key), cell, place)
                value = _number(cell)
                is_total = key is None and len(held) >= self._reader.fewest and _is_total(sheet, row, column)
                if value is not None and is_total:
                    totals["total" if whose == "self" else "sum"] = ResultClaim(value, place)
        for sort, claim in totals.items():
            self._found[sort].append(claim)

    def _own_points(self, key: str, cell: CellValue, place: Location) -> None:
        value = _number(cell)
        if value is not None:
            self._points.setdefault(key, ResultClaim(value, place))
        elif normalised(as_text(cell)) not in NOT_APPLICABLE_WORDS:
            self._unread(as_text(cell), place, "total")

    def _unread(self, text: str, place: Location, sort: Sort) -> None:
        if not _UNFILLED.fullmatch(text):
            self.findings.append(finding("claim-not-read", place, text=text, what=WHAT[sort]))


def _served(framework: Framework) -> dict[str, frozenset[str]]:
    """The indicators that a row is about: itself, or those that the fact in it gives a value to."""
    served: dict[str, set[str]] = {key: {key} for key in framework.entries}
    for key, entry in framework.entries.items():
        for name in entry.definition.expression.names if entry.definition.expression else ():
            served.setdefault(name, set()).add(key)
    return {key: frozenset(indicators) for key, indicators in served.items()}


def _grade_words(framework: Framework) -> dict[str, str]:
    return {
        normalised(word): grade.id
        for grade in framework.grades
        for word in (grade.id, *grade.name.wordings, *grade.aliases, str(grade.stars))
    }


def _labelled(sheet: Sheet, row: int) -> Iterator[tuple[Sort, int, CellValue]]:
    """Sort, column of the value, and value, for each label of a row that stands for a claim."""
    for column, cell in enumerate(sheet.rows[row][:_SEARCHED_COLUMNS]):
        if not isinstance(cell, str) or not _HINT.search(cell):
            continue
        sort = _sort_of(cell)
        if sort is not None:
            beside = next(
                (at for at in range(column + 1, column + 1 + _VALUE_WITHIN) if as_text(sheet.cell(row, at))), 0
            )
            if beside and not _is_heading(sheet.cell(row, beside)):
                yield sort, beside, sheet.cell(row, beside)
            continue
        for inline in _INLINE.finditer(" ".join(cell.split())):
            sort = _sort_of(inline[1])
            if sort is not None and inline[2]:
                yield sort, column, inline[2]


def _sort_of(label: str) -> Sort | None:
    word = normalised(label)
    return COVER_LABELS.get(word) or COVER_LABELS.get(unbracketed(word))


def _is_heading(cell: CellValue) -> bool:
    """Whether the cell beside a label is a label or heading itself, so that the value stands elsewhere or nowhere."""
    if not isinstance(cell, str):
        return False
    named = _sort_of(cell) is not None or column_of(cell) is not None
    return named or cell.rstrip().endswith((":", "：")) or _LABEL_LIKE.fullmatch(cell) is not None


def _table_below(sheet: Sheet, header: Header) -> _Table:
    """The points in a data sheet."""
    points = _points(paths(sheet, header.top, header.first_row - 1))
    columns = header.columns
    return _Table(header.top, header.first_row, columns.get("code"), columns.get("name"), points)


def _table_in(sheet: Sheet) -> _Table | None:
    """The points in a sheet without answers: a scorecard, whose headings name items and points."""
    for row in range(min(len(sheet.rows), _HEADING_ROWS)):
        headings = [cell if isinstance(cell, str) else "" for cell in sheet.rows[row]]
        if not any(map(_POINTS.search, headings)):
            continue
        columns = [column_of(heading) if heading else None for heading in headings]
        if not {"code", "name"} & set(columns):
            continue
        points = _points(paths(sheet, row, row))
        if points:
            code, name = (columns.index(wanted) if wanted in columns else None for wanted in ("code", "name"))
            return _Table(row, row + 1, code, name, points)
    return None


def _points(headings: Sequence[Path]) -> dict[Literal["self", "form"], int]:
    """The first column of self-assessed points, and of points that the form works out."""
    found: dict[Literal["self", "form"], int] = {}
    for column, path in enumerate(headings):
        whose = _whose(path)
        if whose is not None:
            found.setdefault(whose, column)
    return found


def _whose(path: Path) -> Literal["self", "form"] | None:
    if not path or not _POINTS.search(path[-1]):
        return None
    lowest = unbracketed(normalised(path[-1]))
    if lowest in SELF_POINTS_HEADINGS:
        return "self"
    if lowest not in POINTS_HEADINGS:
        return None
    tiers = {tier for parent in path[:-1] if (tier := tier_of(parent)) is not None}
    if not tiers:
        return "form"
    return "self" if tiers == {"self"} else None


def _is_total(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a row is that of the total: a text before the points says so and nothing else."""
    texts = (cell for cell in sheet.rows[row][:column] if isinstance(cell, str) and cell)
    return any(unbracketed(normalised(text)) in GRAND_TOTAL_WORDS for text in texts)


def _number(cell: CellValue) -> Decimal | None:
    """The points in a cell; None for anything else."""
    if isinstance(cell, bool | Broken | Percent):
        return None
    if isinstance(cell, int | float):
        return Decimal(repr(cell))
    if not isinstance(cell, str):
        return None
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    return None if match is None else Decimal(match[1])
