"""A workbook of judges' sheets -> `Judged`: every part with the scores that each judge gave to each contestant."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

from starcli.core.contest.contest import Contestant, Extra, Part, Row, Score, Stated, StatedSort
from starcli.core.contest.result import Judged, Key
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.numbers import ZERO
from starcli.core.text import Text, listed
from starcli.excel.layouts.contest import NOT_CONTESTANTS, fulls_in, part_name, sort_of, stated_of, weights_in
from starcli.excel.opening.book import Book, as_text
from starcli.excel.opening.workbook import open_file
from starcli.excel.reading.contest_cells import read_extra, read_score, read_stated
from starcli.excel.reading.contest_grid import Grid
from starcli.excel.reading.contest_heads import Columns, Heads, tables_in
from starcli.excel.reading.hidden import hidden_cells, hidden_parts
from starcli.excel.reading.notes import is_numbering, is_total
from starcli.excel.reading.spans import spans_down

FULL = Decimal(100)
_COLON = re.compile("[:：]")
_SUMS: tuple[StatedSort, ...] = ("mean", "score", "place")


def read_contest(path: Path, full: Decimal | None = None) -> Read[Judged | None]:
    """The parts in a workbook, from every sheet that has judges' scores; None where none has.

    `full` is the highest possible score; without it, what a sheet says, or 100.
    """
    opened = open_file(path, str(path))
    if opened.value is None:
        return Read(None, opened.findings)
    book = opened.value
    reader = _Parts(book, full)
    for sheet in book.sheets:
        reader.sheet(Grid(book.name, sheet))
    if not reader.parts:
        return Read(None, (*opened.findings, *reader.found, finding("contest-table-missing", Location(str(path)))))
    unseen = (*hidden_parts(book, reader.places), *hidden_cells(book, reader.places))
    judged = Judged(part_name(reader.title) or path.stem, tuple(reader.named()), reader.extras)
    return Read(judged, (*opened.findings, *reader.found, *unseen))


@dataclass(slots=True)
class _Table:
    """A table that is being read: its headings, its rows by part, and the texts around it."""

    grid: Grid
    heads: Heads
    around: list[str]
    rows: list[list[Row]] = field(default_factory=list)


class _Parts:
    """Collects the parts of a contest sheet by sheet."""

    def __init__(self, book: Book, full: Decimal | None) -> None:
        self._book = book
        self._full = full
        self.title = ""
        self.parts: list[Part] = []
        self.extras: dict[Key, Extra] = {}
        self.found: list[Finding] = []
        self.places: list[Location] = []

    def sheet(self, whole: Grid) -> None:
        """Every table of a sheet."""
        grid, tables = tables_in(whole)
        end, before = 0, None
        for heads, follower in zip_longest(tables, tables[1:]):
            if heads.long:
                self.found.append(finding("contest-one-row-a-score", grid.place(heads.top, 0)))
                continue
            around = _around(grid, heads, end)
            self.title = self.title or next((text for text in around if not _COLON.search(text)), "")
            again = before if before is not None and heads.same_as(before.heads) else None
            table = again or _Table(grid, heads, around, [[] for _ in heads.parts])
            end = len(grid.sheet.rows) if follower is None else follower.top
            self._rows(table, heads.last + 1, end)
            if again is None:
                if before is not None:
                    self._finish(before)
                before = table
        if before is not None:
            self._finish(before)

    def named(self) -> Iterable[Part]:
        """The parts, each with a name of its own."""
        taken: dict[str, int] = {}
        for number, part in enumerate(self.parts, 1):
            name = part.name or (f"{number}" if len(self.parts) > 1 else self.title or part.location.sheet)
            taken[name] = taken.get(name, 0) + 1
            yield replace(part, name=name if taken[name] == 1 else f"{name} ({taken[name]})")

    def _rows(self, table: _Table, first: int, end: int) -> None:
        """The contestants between two rows; what is none goes to the texts around the table."""
        grid, heads = table.grid, table.heads
        counting = [column for part in (*heads.parts, heads.overall) for column in part.filled]
        spans = spans_down(grid.sheet, first)
        for row in range(first, end):
            texts = grid.texts(row)
            if not any(texts) or is_numbering(texts):
                continue
            filled = [column for column in counting if texts[column]]
            who = _who(grid, heads, spans, row)
            own = any(texts[heads.fields[key]] for key in ("name", "person") if key in heads.fields)
            beginning = unicodedata.normalize("NFKC", next(text for text in texts if text))
            if (not filled and not own) or _is_no_contestant(who, beginning, bool(filled)):
                table.around += [text for text in texts if text]
            elif not any(who.key):
                self.found.append(finding("contest-row-of-nobody", grid.place(row, filled[0])))
            else:
                self._row(table, row, who)

    def _row(self, table: _Table, row: int, who: Contestant) -> None:
        grid, heads = table.grid, table.heads
        place = grid.place(row, min(heads.fields.values(), default=0))
        for columns, rows in zip(heads.parts, table.rows, strict=True):
            rows.append(self._result(grid, row, who, columns, place))
        overall = heads.overall
        if overall.filled:
            extra = self._extra(grid, row, who, overall)
            known = self.extras.get(who.key)
            if known is not None:
                self.found.append(_twice(who, place, place))
                extra = Extra(None, None)
            self.extras[who.key] = extra

    def _result(self, grid: Grid, row: int, who: Contestant, columns: Columns, place: Location) -> Row:
        scores = tuple(self._score(grid, row, column, who, Text.same(judge)) for column, judge in columns.judges)
        given = None
        if columns.given is not None:
            given = self._score(grid, row, columns.given, who, Text("得分", "the score"))
        stated: dict[StatedSort, Stated] = {}
        for sort in _SUMS:
            if sort in columns.stated:
                at = columns.stated[sort]
                value = read_stated(grid.sheet.cell(row, at))
                if value is not None:
                    stated[sort] = Stated(value, grid.place(row, at))
        return Row(who, place, scores, self._extra(grid, row, who, columns), given, stated)

    def _score(self, grid: Grid, row: int, column: int, who: Contestant, judge: Text) -> Score:
        place = grid.place(row, column)
        name = Text(f"{judge.zh}给{who.label.zh}的分", f"{judge.en}'s score for {who.label.en}")
        read = read_score(grid.sheet.cell(row, column), place, name)
        self.found += read.findings
        if not read.value.is_absent:
            self.places.append(place)
        return read.value

    def _extra(self, grid: Grid, row: int, who: Contestant, columns: Columns) -> Extra:
        sums: dict[str, Decimal | None] = {"plus": ZERO, "minus": ZERO}
        for sort, at in (("plus", columns.plus), ("minus", columns.minus), ("signed", columns.signed)):
            for column in at:
                read = read_extra(grid.sheet.cell(row, column), grid.place(row, column), sort, who.label)
                self.found += read.findings
                side = "minus" if sort == "minus" else "plus"
                before = sums[side]
                sums[side] = None if read.value is None or before is None else before + read.value
        return Extra(sums["plus"], sums["minus"])

    def _finish(self, table: _Table) -> None:
        """The parts of a table that is read to its end."""
        grid, heads = table.grid, table.heads
        sheet = grid.sheet.name
        several = len(heads.parts) > 1
        for columns, rows in zip(heads.parts, table.rows, strict=True):
            place = grid.place(heads.last, columns.filled[0])
            titles = (columns.heading,) if several else (columns.heading, sheet, *table.around)
            weight = self._one(set().union(*map(weights_in, titles[:_SAID])), place, "contest-weight-unclear")
            fulls = self._one(
                set().union(*map(fulls_in, (columns.heading, sheet, *table.around))), place, "contest-full-unclear"
            )
            full = self._full or fulls or FULL
            name = "" if sort_of(columns.heading) == "judges" else part_name(columns.heading)
            name = name or ("" if several else part_name(sheet))
            self._about_columns(grid, heads, columns)
            judges = tuple(judge for _, judge in columns.judges)
            kept = tuple(self._within(row, judges, full) for row in self._once(rows))
            texts = tuple(text for text in (columns.heading, sheet, *table.around) if text)
            self.parts.append(Part(name, judges, kept, full, weight, place, texts))

    def _within(self, row: Row, judges: Sequence[str], full: Decimal) -> Row:
        """A row without the scores that nobody can give."""
        name = row.contestant.label
        scores = []
        for judge, score in zip(judges, row.scores, strict=True):
            if score.value is not None and not ZERO <= score.value <= full:
                details = {"judge": judge, "text": score.raw, "full": str(full)}
                self.found.append(finding("contest-score-beyond", score.location, name=name, **details))
                scores.append(replace(score, value=None))
                continue
            if score.value == ZERO:
                self.found.append(finding("contest-score-zero", score.location, name=name, judge=judge))
            scores.append(score)
        given = row.given
        if given is not None and given.value is not None and not ZERO <= given.value <= full:
            what = Text("得分", "the score")
            details = {"text": given.raw, "full": str(full)}
            self.found.append(finding("contest-score-beyond", given.location, name=name, judge=what, **details))
            given = replace(given, value=None)
        return replace(row, scores=tuple(scores), given=given)

    def _once(self, rows: Sequence[Row]) -> Iterable[Row]:
        """The rows, those of one contestant as one of which nothing is known."""
        known: dict[Key, Row] = {}
        for row in rows:
            first = known.setdefault(row.contestant.key, row)
            if first is not row:
                self.found.append(_twice(row.contestant, row.location, first.location))
                known[row.contestant.key] = replace(first, twice=True)
        return known.values()

    def _about_columns(self, grid: Grid, heads: Heads, columns: Columns) -> None:
        """Judges who are called alike, and columns of figures of which nobody knows what they are."""
        seen: dict[str, int] = {}
        for column, judge in columns.judges:
            if judge in seen:
                other = grid.place(heads.last, seen[judge]).within
                self.found.append(
                    finding("contest-judge-twice", grid.place(heads.last, column), judge=judge, other=other)
                )
            seen.setdefault(judge, column)
        below = range(heads.last + 1, len(grid.sheet.rows))
        for column, heading in heads.unknown if columns is heads.parts[0] else ():
            if any(isinstance(grid.sheet.cell(row, column), int | float) for row in below):
                self.found.append(finding("contest-column-not-read", grid.place(heads.last, column), text=heading))

    def _one(self, said: set[Decimal], place: Location, code: str) -> Decimal | None:
        """The one figure that is said; None where none is, and with a finding where several are."""
        if len(said) > 1:
            known = listed([Text.same(f"{value.normalize():f}") for value in sorted(said)])
            self.found.append(finding(code, place, known=known))
        return next(iter(said)) if len(said) == 1 else None


_SAID = 3
"""Of the texts around a table the heading, the sheet's name and the first line may say its weight."""


def _who(grid: Grid, heads: Heads, spans: Mapping[tuple[int, int], tuple[int, int]], row: int) -> Contestant:
    """The contestant of a row; a cell that is merged over several rows holds for each of them."""
    told = {
        key: grid.text(row, column) or grid.text(spans.get((row, column), (row, row))[0], column)
        for key, column in heads.fields.items()
    }
    return Contestant(**{str(key): text for key, text in told.items()})


def _around(grid: Grid, heads: Heads, first: int) -> list[str]:
    """The texts above a table; beside it, where it is turned."""
    if not grid.turned:
        return [text for row in range(first, heads.top) for text in grid.texts(row) if text]
    beside = min((*heads.fields.values(), *heads.parts[0].filled))
    return [as_text(row[column]) for column in range(beside) for row in grid.sheet.rows if as_text(row[column])]


def _is_no_contestant(who: Contestant, beginning: str, filled: bool) -> bool:
    """Whether a row is a sum, a note or a line of signatures."""
    told = who.name or who.person
    is_line = bool(NOT_CONTESTANTS.search(beginning)) and not (filled and told)
    return is_line or _is_sum(told or beginning)


def _is_sum(told: str) -> bool:
    return is_total([told]) or stated_of(told) is not None or sort_of(told) == "passed"


def _twice(who: Contestant, place: Location, first: Location) -> Finding:
    return finding("contest-contestant-twice", place, name=who.label, other=first.within)
