"""A returned form beside the one that was sent out: every row and cell that is not as it was."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from starcli.core.findings import Finding, Location, finding
from starcli.core.text import Text, counted
from starcli.excel.imprint import Role
from starcli.excel.layouts.form import normalised
from starcli.excel.opening.book import address
from starcli.excel.returned.alignment import Alignment, aligned
from starcli.excel.returned.formulas import Gone, Place, moved, same_place
from starcli.excel.returned.sent import Sent
from starcli.excel.returned.written import Grid, Written, WrittenSheet

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that says something else: the code of the finding, where, what it said, and what it says."""

    code: str
    place: tuple[int, int]
    was: str
    now: str


class Comparison:
    """One returned form beside the one that was sent out."""

    def __init__(self, sent: Sent, returned: Mapping[Role, WrittenSheet], name: str) -> None:
        self._sent = sent
        self._returned = returned
        self._name = name
        self._roles = {sheet.name: role for role, sheet in returned.items()}
        self._alignments = {role: aligned(sent.sheets[role], sheet.cells) for role, sheet in returned.items()}

    def findings(self) -> Iterator[Finding]:
        """Sheets and rows that are gone, rows that stand twice, and every cell that says something else."""
        for role, cells in self._sent.sheets.items():
            sheet = self._returned.get(role)
            if sheet is None:
                title = next(name for name, each in self._sent.names.items() if each == role)
                yield finding("form-sheet-deleted", Location(self._name), sheet=title)
                continue
            alignment = self._alignments[role]
            place = Location(self._name, sheet.name)
            for row in alignment.deleted:
                yield finding("form-row-deleted", place, row=row + 1, text=_row_text(cells, row))
            for row, like in alignment.doubled.items():
                yield finding("form-row-doubled", place.at(address(row, 0)), text=_row_text(cells, like))
            for first, more in _runs(self._changes(role, sheet, alignment)):
                cell = place.at(address(*first.place))
                yield finding(first.code, cell, was=first.was, now=first.now, more=_more(more))
        yield from self._other_kind()

    def _other_kind(self) -> Iterator[Finding]:
        """Where the Profile sheet names another kind or profile than the formulas are made for."""
        for (role, row, column), words in self._sent.said.items():
            sheet, alignment = self._returned.get(role), self._alignments.get(role)
            if sheet is None or alignment is None or row not in alignment.rows:
                continue
            at = (alignment.rows[row], alignment.columns.get(column, column))
            now = sheet.cells.get(at, Written("")).text
            # A kind that is not stated is a finding of its own.
            if now.strip() and normalised(now) not in words:
                place = Location(self._name, sheet.name, address(*at))
                yield finding("form-for-another-kind", place, was=words[1], now=now)

    def _changes(self, role: Role, sheet: WrittenSheet, alignment: Alignment) -> Iterator["Change"]:
        """Every cell that says something else, in the order of the sheet's columns."""
        by_column = sorted(self._sent.sheets[role].items(), key=lambda each: each[0][::-1])
        for (row, column), cell in by_column:
            there = alignment.rows.get(row)
            if there is None:
                continue
            at = (there, alignment.columns.get(column, column))
            now = sheet.cells.get(at, Written(""))
            changed = self._changed(role, cell, now)
            if changed is not None:
                code, was, is_now = changed
                yield Change(code, at, was, is_now)

    def _changed(self, role: Role, cell: Written, now: Written) -> tuple[str, str, str] | None:
        """The code of what was changed, what the cell said, and what it says."""
        if not cell.formula:
            was, text = " ".join(cell.text.split()), " ".join(now.text.split())
            return None if was == text and not now.formula else ("form-text-changed", *_excerpt(was, text))
        try:
            was = moved(cell.formula, lambda place: self._moved(role, place))
        except Gone:
            return None
        if not now.formula:
            return "form-formula-overwritten", *_excerpt(f"={was}", now.text)
        text = moved(now.formula, same_place)
        return None if was == text else ("form-formula-changed", *_excerpt(f"={was}", f"={text}"))

    def _moved(self, home: Role, place: Place) -> Place:
        """Where a cell has gone; a row without texts has gone with the one above it. Raises `Gone`."""
        name, row, column = place
        role = self._sent.names[name] if name else home
        alignment = self._alignments.get(role)
        if alignment is None or row in alignment.deleted:
            raise Gone
        before = max((known for known in alignment.rows if known <= row), default=None)
        shift = alignment.rows[before] - before if before is not None else 0
        there = alignment.columns.get(column, column)
        return (self._returned[role].name if name else "", row + shift, there)


def _row_text(cells: Grid, row: int) -> str:
    """The first texts of a row, by which a person knows it."""
    texts = [cell.text for (number, _), cell in sorted(cells.items()) if number == row and not cell.formula]
    return " ".join(texts[:3])[:_SHOWN]


def _excerpt(was: str, now: str) -> tuple[str, str]:
    """Where two texts part, so that a person sees the difference in a long formula."""
    same = next((at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    start = max(0, same - _SHOWN // 3) if max(len(was), len(now)) > _SHOWN else 0
    return _cut(was, start), _cut(now, start)


def _cut(text: str, start: int) -> str:
    end = start + _SHOWN
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _runs(changes: Iterable[Change]) -> Iterator[tuple[Change, int]]:
    """The first of changes of one sort that stand one below the other, and how many more there are below it."""
    first: Change | None = None
    more, last = 0, (-1, -1)
    for change in changes:
        below = (last[0] + 1, last[1])
        if first is not None and change.code == first.code and change.place == below:
            more += 1
        else:
            if first is not None:
                yield first, more
            first, more = change, 0
        last = change.place
    if first is not None:
        yield first, more


def _more(count: int) -> Text:
    return Text(f"（下面还有 {count} 格）", f" (and {counted(count, 'cell')} below it)") if count else Text.same("")
