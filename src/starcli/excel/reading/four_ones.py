"""A table of the "four ones" -> the card of each special project: its slots, and when and where the meeting was."""

import re
from collections.abc import Iterator
from pathlib import Path

from starcli.core.findings import NOWHERE, Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.projects.four_ones import MEETING, Card, Meeting, slots_of
from starcli.core.seasons import seasons_a_year
from starcli.core.words import NONE_WORDS, NOT_APPLICABLE_WORDS, is_pending
from starcli.excel.layouts.form import normalised
from starcli.excel.layouts.four_ones import SLOT_COLUMNS, is_slot_heading
from starcli.excel.opening.book import Book
from starcli.excel.opening.workbook import open_file
from starcli.excel.reading.dates import read_date
from starcli.excel.reading.hidden import hidden_cells, hidden_parts
from starcli.excel.reading.plans.cells import RowReader
from starcli.excel.reading.plans.headings import tables_of
from starcli.excel.reading.plans.rows import Row, rows_of

_DAY = re.compile(
    r"(?:\d{4}|\d{2})\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?|\d{4}\s*[-/.年]\s*\d{1,2}\s*月?"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*[日号]|(?<!\d)20\d{6}(?!\d)",
    re.ASCII,
)
_ASIDE = re.compile(
    r"时间|日期|地点|会场|召开|举行|上午|下午|\d{1,2}[:：]\d{2}|\d{1,2}\s*[时点]|when|where|date|place", re.IGNORECASE
)
_SIGNS = " \t\r\n　:：,，、;；.。()（）[]【】-—–·于在"


def read_four_ones(path: Path, framework: Framework) -> Read[tuple[Card, ...] | None]:
    """The cards in a workbook, from every table of special projects; None with a finding where it has none."""
    opened = open_file(path, str(path), ("projects",))
    book = opened.value
    if book is None:
        return Read(None, opened.findings)
    reader = _Cards(framework)
    cards = tuple(reader.read(book))
    places = [place for card in cards for place in card.places.values()]
    found = (*opened.findings, *reader.findings, *hidden_parts(book, places), *hidden_cells(book, places))
    if not cards:
        return Read(None, (*found, finding("four-ones-unreadable", Location(book.name))))
    return Read(cards, found)


def meeting_of(text: str, year: int | None = None) -> Meeting:
    """When and where a meeting was, as a text says: the first day in it, and what is left besides."""
    spans = (read_date(match[0].strip(), NOWHERE, year).value for match in _DAY.finditer(text))
    day = next((span.last for span in spans if span is not None), None)
    rest = _DAY.sub(" ", text)
    place = _ASIDE.sub(" ", rest).strip(_SIGNS)
    return Meeting(day, place)


class _Cards:
    """Reads cards by one framework."""

    def __init__(self, framework: Framework) -> None:
        self._slots = slots_of(framework)
        self._per_year = seasons_a_year(framework)
        self._rows = RowReader(framework)
        self.findings: list[Finding] = []

    def read(self, book: Book) -> Iterator[Card]:
        """Every card of a workbook; a row that names no project of the framework is a finding."""
        for sheet in book.sheets:
            tables = list(tables_of(sheet, self._per_year))
            ends = [*(each.top for each in tables), len(sheet.rows)][1:]
            for heads, end in zip(tables, ends, strict=bool(tables)):
                if heads.table != "projects":
                    continue
                for row in rows_of(book.name, sheet, heads, end, self.findings):
                    card = self._card(row)
                    if card is not None:
                        yield card

    def _card(self, row: Row) -> Card | None:
        filled, found = self._rows.read(row, None, "")
        self.findings += found
        project = filled.chosen.get("project")
        if project is None:
            return None
        columns = {slot: self._column(slot, row) for slot in self._slots}
        slots = {slot: _said(filled.text(column)) for slot, column in columns.items() if column}
        meeting = slots.get(MEETING, "")
        return Card(
            project=project,
            slots=slots,
            progress=_said(filled.text("progress")),
            problems=_said(filled.text("problems")),
            meeting=meeting_of(meeting) if meeting else None,
            places={slot: filled.place(column) for slot, column in columns.items() if column},
            location=row.location,
        )

    def _column(self, slot: str, row: Row) -> str:
        """The column of a slot: one that cards have, or one that is headed by its name."""
        known = SLOT_COLUMNS.get(slot)
        if known is not None and known in row.heads.columns:
            return known
        named = (heading for heading in row.heads.others.values() if is_slot_heading(heading, slot, self._slots[slot]))
        return next(named, "")


def _said(text: str) -> str:
    """A text; empty where it only says that there is nothing to be said yet."""
    word = normalised(text)
    return "" if word in NOT_APPLICABLE_WORDS or word in NONE_WORDS or is_pending(word) else text
