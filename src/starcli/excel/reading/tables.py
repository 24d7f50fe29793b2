"""A table with a row an item: which rows are items, and what the others are.

Below the header a row is an item by its code, else by its exact name. Headings printed again, titles, rows that
number the columns, sections, subtotals and spacers are passed over; a total says so where an answer cell is filled.
A note or a line of signatures ends the table unless an item follows: what is written below it is no answer, but
whatever looks like one, by a number or by a code that is nearly known, is named. A header further down with other
columns begins a new table. A code or name that is merged over several rows belongs to the one that is filled.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import eq

from starcli.core.findings import Finding, finding
from starcli.excel.layouts.form import ANSWER_COLUMNS, HEADINGS, VALUE_COLUMNS, Column, column_of, normalised
from starcli.excel.opening.book import Sheet, as_text
from starcli.excel.reading.cells import in_measure
from starcli.excel.reading.header import Header, headers_at
from starcli.excel.reading.headings import meaning
from starcli.excel.reading.items import Items
from starcli.excel.reading.notes import is_note, is_numbering, is_total
from starcli.excel.reading.rows import InForce, Page, Rows
from starcli.excel.reading.spans import NO_SPANS, Spans, spans_down
from starcli.excel.reading.stated import stated_measures

_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．\s]*")
_PLAIN = re.compile(r"[+-]?[\d.,]+%?")
_LEAST_HEADINGS = 3


class Table:
    """One table of a sheet, walked through once; `page`, `columns` and `in_force` are those of the row at hand."""

    def __init__(self, book: str, sheet: Sheet, header: Header, items: Items) -> None:
        self._book = book
        self._sheet = sheet
        self._items = items
        self._begin(header)

    def _begin(self, header: Header) -> None:
        self.header = header
        self.columns = header.columns
        stated = stated_measures(self._sheet, header, self._items.is_measure)
        expected = self._items.expected
        self.in_force: InForce = {tier: in_measure(expected, stated.get(tier, "")) for tier in VALUE_COLUMNS}
        self._section = ""
        self._decided: dict[int, str | None] = {}
        self._several: dict[int, str] = {}
        down = spans_down(self._sheet, header.first_row) if self._sheet.merged else {}
        self.page = Page(self._book, self._sheet, Spans(down) if down else NO_SPANS)
        if down:
            self._group(down)
            self.page = Page(self._book, self._sheet, Spans(down, frozenset(self._shared_cells())))

    @property
    def known(self) -> Iterator[tuple[int, str]]:
        """Row and item of every item, without a look at the other rows."""
        for row in range(self.header.first_row, len(self._sheet.rows)):
            key = self._identify(row)
            if key is not None:
                yield row, key

    def read(self, rows: Rows) -> None:
        """Every item into the rows of one unit."""
        for row, key in self.walk(rows.findings):
            rows.add(key, self.page, row, self.columns, self.in_force)

    def walk(self, found: list[Finding]) -> Iterator[tuple[int, str]]:
        """Row and item of every item; what is found about rows that are none goes into `found`."""
        found += self._about_shared()
        below: list[Finding] | None = None
        row = self.header.first_row
        is_gap = False
        while row < len(self._sheet.rows):
            key = self._identify(row)
            if key is not None:
                found += below or ()
                below = None
                if self.header.repeated:
                    found += self._repeated(row)
                yield row, key
                row, is_gap = row + 1, False
                continue
            texts = [as_text(cell) for cell in self._sheet.rows[row]]
            following = self._next_header(row, texts) if is_gap or below is not None else None
            if following is not None:
                self._begin(following)
                found += self._about_shared()
                row, is_gap, below = following.first_row, False, None
                continue
            below = self._aside(row, texts, found, below)
            is_gap = not any(texts[at] for at in self._answer_columns())
            row += 1

    def _aside(
        self, row: int, texts: list[str], found: list[Finding], below: list[Finding] | None
    ) -> list[Finding] | None:
        """Look at a row that is no item; findings about what stands below the end of the table come back."""
        lead = next(filter(None, texts), "")
        if not lead or self._is_printed_again(texts):
            return below
        if row == self.header.first_row and is_numbering(texts):
            return below
        if is_note(lead):
            below = [] if below is None else below
        section = _NUMBERED.sub("", lead, count=1)
        if self._items.is_dimension(section):
            self._section = section
        found += self._repeated(row) if self.header.repeated and below is None else ()
        for at in self._answer_columns():
            if texts[at]:
                one = self._unknown(row, at, texts)
                (found if below is None or self._counts_below(at, texts, one) else below).append(one)
        return below

    def _answer_columns(self) -> list[int]:
        return [self.columns[column] for column in ANSWER_COLUMNS if column in self.columns]

    def _identify(self, row: int) -> str | None:
        """The item of a row, by its code, else by its exact name."""
        if row in self._decided:
            return self._decided[row]
        cells = self._sheet.rows[row]
        code = as_text(cells[self.columns["code"]]) if "code" in self.columns else ""
        if code:
            known = self._items.find(code)
            if known is not None or normalised(code):
                return known
        return self._named(row, self.header.names)

    def _named(self, row: int, names: Sequence[int]) -> str | None:
        """The item of a row by the name that says most; of several with one name, the one in the row's dimension."""
        for at in reversed(names):
            name = as_text(self._sheet.rows[row][at])
            key = self._items.find(name) if name else None
            if key is None and name:
                dimension = self.header.dimension
                group = self.page.text(row, dimension) if dimension is not None else self._section
                key = self._items.in_dimension(name, group) if group else None
            if key is not None:
                return key
        return None

    def _group(self, down: Iterable[tuple[int, int]]) -> None:
        """Decide which of the rows below a merged code or name is the item."""
        ids = [self.columns["code"]] if "code" in self.columns else []
        ids += [at for at in self.header.names if at not in ids]
        spans = self.page.spans.down
        for first, at in [place for place in down if place[1] in ids and spans[place][0] == place[0]]:
            key = self._items.find(self.page.text(first, at))
            if key is None:
                continue
            finer = [name for name in self.header.names if name > at or at == self.columns.get("code")]
            finer = [name for name in finer if (first, name) not in spans]
            rows = range(first, spans[first, at][1] + 1)
            named = {row: own for row in rows if (own := self._named(row, finer)) is not None and own != key}
            self._decided |= named
            rest = [row for row in rows if row not in named]
            filled = [row for row in rest if any(as_text(self._sheet.cell(row, at)) for at in self._answer_columns())]
            owner = (filled or rest or [first])[0] if len(filled) < 2 else None  # noqa: PLR2004 one owner
            self._decided |= {row: key if row == owner else None for row in rest}
            if owner is None:
                self._several |= dict.fromkeys(rest, key)

    def _shared_cells(self) -> Iterator[tuple[int, int]]:
        """The answer cells that are merged over the rows of several items."""
        for (row, at), (first, last) in self.page.spans.down.items():
            if row == first and at in self._answer_columns() and len(self._keys_in(first, last)) > 1:
                yield from ((covered, at) for covered in range(first, last + 1))

    def _keys_in(self, first: int, last: int) -> list[str]:
        keys = (self._identify(row) for row in range(first, last + 1))
        return list(dict.fromkeys(key for key in keys if key is not None))

    def _about_shared(self) -> Iterator[Finding]:
        """A finding for each filled cell that is merged over several items."""
        for row, at in sorted(self.page.spans.shared):
            first, last = self.page.spans.down[row, at]
            text = as_text(self._sheet.cell(row, at))
            if row == first and text:
                ids = ", ".join(self._keys_in(first, last))
                yield finding("value-over-several-rows", self.page.place(row, at), text=text, ids=ids)

    def _repeated(self, row: int) -> Iterator[Finding]:
        """A finding for each filled cell of a second column of the same values."""
        for at, heading in self.header.repeated.items():
            seen = meaning(self.header.headings[at])
            if seen is not None and as_text(self._sheet.cell(row, at)):
                said = HEADINGS[seen.column]
                yield finding("column-repeated", self.page.place(row, at), heading=heading, column=said)

    def _is_printed_again(self, texts: Sequence[str]) -> bool:
        """Whether a row is the header, or a line above it, printed again on the next page."""
        own = {column: texts[at] for column, at in self.columns.items()}
        named = {column for column, text in own.items() if text and column_of(text) == column}
        answered = {column for column in ANSWER_COLUMNS if own.get(column)}
        if len(named) > 1 and named & {"code", "name"} and answered <= named:
            return True
        return any(all(map(eq, map(as_text, line), texts)) for line in self._sheet.rows[: self.header.first_row])

    def _next_header(self, row: int, texts: Sequence[str]) -> Header | None:
        """The header of a new table in a row; None for the columns that are known, or for anything else."""
        if sum(map(bool, texts)) < _LEAST_HEADINGS or any(map(_PLAIN.fullmatch, texts)):
            return None
        found = [header for header in headers_at(self._sheet, row) if header.sure and header.top == row]
        if len(found) != 1 or len(found[0].columns) < _LEAST_HEADINGS:
            return None
        return found[0] if found[0].columns.items() - self.columns.items() else None

    def _unknown(self, row: int, at: int, texts: Sequence[str]) -> Finding:
        """What is found about a filled answer cell in a row that is nobody's."""
        place = self.page.place(row, at)
        if row in self._several:
            return finding("item-over-several-rows", place, text=texts[at], id=self._several[row])
        code, name = (self._own(column, texts) for column in ("code", "name"))
        words = code or name
        near = self._items.near(words)
        first = min(self.columns[tier] for tier in VALUE_COLUMNS if tier in self.columns)
        taken = set(self.columns.values())
        aside = [texts[beside] for beside in range(self.header.start, first) if beside not in taken]
        if not near and is_total((words, name, *aside)):
            return finding("total-row-skipped", place, text=words or texts[at])
        return finding("row-not-recognised", place, text=words or texts[at], near=", ".join(near) or "-")

    def _own(self, column: Column, texts: Sequence[str]) -> str:
        return texts[self.columns[column]] if column in self.columns else ""

    def _counts_below(self, at: int, texts: Sequence[str], one: Finding) -> bool:
        """Whether a cell below the end of a table is named all the same.

        So it is when the code or name beside it is nearly known, and when it is a number that no label introduces.
        """
        if dict(one.details).get("near", "-") != "-":
            return True
        label = next((text for text in reversed(texts[:at]) if text), "")
        return bool(_PLAIN.fullmatch(texts[at])) and not label.endswith((":", "：")) and not is_note(label)
