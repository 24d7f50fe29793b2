"""A filled form -> `Assessment`: every filled cell of the answer columns is an answer or named by a finding."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from starcli.core.assessment import Answer, Assessment, Count, Entry, Tier
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.numbers import plain
from starcli.core.text import Text
from starcli.excel.book import BLANK, Book, Sheet, address, as_text
from starcli.excel.cells import (
    Expected,
    expected_level,
    expected_number,
    in_measure,
    read_answer,
    read_count,
    read_mark,
)
from starcli.excel.header import Header, find_header
from starcli.excel.layout import ANSWER_COLUMNS, HEADINGS, TOTAL_WORDS, VALUE_COLUMNS, Column, column_of, normalised
from starcli.excel.opening import open_file
from starcli.excel.profile import read_cover, read_fields
from starcli.excel.stated import stated_measures


def read_units(path: Path, name: str, reader: "FormReader") -> tuple[Read[Assessment | None], ...]:
    """The assessment of each unit in a workbook, which findings call `name`; at least one.

    None in place of an assessment when the workbook cannot be opened or holds no answers. A unit's kind or profile
    is empty, with a finding, where the form does not say it.
    """
    return read_opened(open_file(path, name), reader)


def read_opened(opened: Read[Book | None], reader: "FormReader") -> tuple[Read[Assessment | None], ...]:
    """The same of a workbook that is open already."""
    if opened.value is None:
        return (Read(None, opened.findings),)
    first, *others = reader.read_each(opened.value)
    return (Read(first.value, opened.findings + first.findings), *others)


class FormReader:
    """Reads forms by one framework; the look-ups by code and by name are made once."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._expected = _expected(framework)
        self._adjustments = {item.id: item.name for item in (*framework.bonus.items, *framework.deductions.items)}
        self._adjustments |= {veto.id: veto.name for veto in framework.vetoes}
        self._by_word = _words(framework, self._adjustments)

    def read_each(self, book: Book) -> tuple[Read[Assessment | None], ...]:
        """The assessment of each unit in an opened workbook, with its findings; at least one."""
        return (self._read_one(book),)

    def _read_one(self, book: Book) -> Read[Assessment | None]:
        headers = {sheet.name: find_header(sheet) for sheet in book.sheets}
        data = [(sheet, header) for sheet in book.sheets if (header := headers[sheet.name]) is not None]
        place = Location(book.name)
        if not data:
            return Read(None, (finding("no-data-sheet", place),))
        cover_rows = [(s, len(s.rows) if (h := headers[s.name]) is None else h.top) for s in book.sheets]
        fields = read_fields(book.name, cover_rows)
        cover = read_cover(fields, self._framework, place)
        rows = _Rows(self._framework, self._expected, self._adjustments, self._by_word)
        for sheet, header in data:
            rows.read(book.name, sheet, header)
        mentioned = {field.location.sheet for field in fields.values()}
        unread = [s for s in book.sheets if headers[s.name] is None and s.name not in mentioned]
        notes = tuple(finding("sheet-not-read", Location(book.name, s.name)) for s in unread if any(map(any, s.rows)))
        unit = cover.value.unit
        if not unit.name:
            unit = replace(unit, name=Path(book.name).stem)
        found = (*cover.findings, *rows.findings, *notes)
        if unit.kind:
            found += rows.not_for(unit.kind)
        return Read(Assessment(unit, cover.value.period, place, rows.entries, rows.counts), found)


class _Rows:
    """Collects entries and counts row by row."""

    def __init__(
        self,
        framework: Framework,
        expected: Mapping[str, Expected],
        adjustments: Mapping[str, Text],
        by_word: Mapping[str, str],
    ) -> None:
        self._framework = framework
        self._expected = expected
        self._in_force: Mapping[Tier, Mapping[str, Expected]] = {}
        self._adjustments = adjustments
        self._by_word = by_word
        self.entries: dict[str, Entry] = {}
        self.counts: dict[str, Count] = {}
        self._counted: dict[str, Count] = {}
        self.findings: list[Finding] = []

    def read(self, book: str, sheet: Sheet, header: Header) -> None:
        """Every row below a header."""
        stated = stated_measures(sheet, header, self._is_measure)
        self._in_force = {tier: in_measure(self._expected, stated.get(tier, "")) for tier in VALUE_COLUMNS}
        for row in range(header.first_row, len(sheet.rows)):
            texts = {column: as_text(sheet.cell(row, at)) for column, at in header.columns.items()}
            places = {c: Location(book, sheet.name, address(row, at)) for c, at in header.columns.items()}
            if self._is_header_again(texts):
                continue
            self._repeated(book, sheet, row, header)
            key = self._identify(texts)
            if key is None:
                self._unknown(texts, places, _aside(sheet, row, header))
            elif key in self._adjustments:
                self._count(key, sheet, row, header, places)
            else:
                self._entry(key, sheet, row, header, places)

    def _is_measure(self, word: str) -> bool:
        """Whether anything in the form can be measured in it."""
        return any(word in each.target.measures for each in self._expected.values())

    def not_for(self, kind: str) -> tuple[Finding, ...]:
        """A note for each answered indicator that does not apply to a kind."""
        entries = self._framework.entries
        return tuple(
            finding("not-for-this-kind", answer.location, id=key)
            for key, entry in self.entries.items()
            if key in entries and kind not in entries[key].definition.kinds
            for answer in entry.answers.values()
        )

    def _is_header_again(self, texts: Mapping[Column, str]) -> bool:
        """A header that is printed again on each page."""
        named = {column for column, text in texts.items() if text and column_of(text) == column}
        answered = {column for column in ANSWER_COLUMNS if texts.get(column)}
        return len(named) > 1 and bool(named & {"code", "name"}) and answered <= named

    def _repeated(self, book: str, sheet: Sheet, row: int, header: Header) -> None:
        """A finding for each filled cell of a second column of the same values."""
        for at, heading in header.repeated.items():
            column = column_of(heading)
            if as_text(sheet.cell(row, at)) and column is not None:
                place = Location(book, sheet.name, address(row, at))
                self.findings.append(finding("column-repeated", place, heading=heading, column=HEADINGS[column]))

    def _identify(self, texts: Mapping[Column, str]) -> str | None:
        """The fact, indicator or adjustment of a row, by its code, else by its exact name."""
        code = normalised(texts.get("code", ""))
        if code:
            return self._by_word.get(code)
        return self._by_word.get(normalised(texts.get("name", "")))

    def _unknown(self, texts: Mapping[Column, str], places: Mapping[Column, Location], aside: Iterable[str]) -> None:
        """A row that is nobody's: every filled answer cell in it is named."""
        words = texts.get("code") or texts.get("name") or ""
        filled = [column for column in ANSWER_COLUMNS if texts.get(column)]
        total = any(word in normalised(text) for text in (words, texts.get("name", ""), *aside) for word in TOTAL_WORDS)
        near = difflib.get_close_matches(normalised(words), self._by_word, n=3, cutoff=0.7) if words else []
        shown = ", ".join(dict.fromkeys(self._by_word[word] for word in near)) or "-"
        for column in filled:
            place = places[column]
            code = "total-row-skipped" if total and not near else "row-not-recognised"
            text = words or texts[column]
            details = {"text": text} if code == "total-row-skipped" else {"text": text, "near": shown}
            self.findings.append(finding(code, place, **details))

    def _entry(self, key: str, sheet: Sheet, row: int, header: Header, places: Mapping[Column, Location]) -> None:
        answers: dict[Tier, Answer] = {}
        aside: list[str] = []
        for tier in VALUE_COLUMNS:
            cell = sheet.cell(row, header.columns[tier]) if tier in header.columns else BLANK
            if as_text(cell):
                read = read_answer(cell, places[tier], self._in_force[tier][key])
                self.findings += read.findings
                aside += [read.remark] if read.remark else []
                if not read.missing:
                    answers[tier] = read.value
        texts = {c: as_text(sheet.cell(row, at)) for c, at in header.columns.items()}
        claimed, reason = read_mark(texts.get("not_applicable", ""))
        entry = Entry(
            answers=answers,
            location=places.get("self") or next(iter(places.values())),
            claim=places["not_applicable"] if claimed else None,
            reason=reason or texts.get("remarks", ""),
            evidence=texts.get("evidence", ""),
            remarks="；".join(filter(None, (texts.get("remarks", ""), *aside))),
        )
        self.entries[key] = self._merged(key, self.entries[key], entry) if key in self.entries else entry

    def _merged(self, key: str, first: Entry, second: Entry) -> Entry:
        """One entry from two rows of the same item: a blank gives way, equal values agree, others cancel out."""
        answers = dict(first.answers)
        for tier, answer in second.answers.items():
            known = answers.get(tier)
            if known is None:
                answers[tier] = answer
                continue
            same = known.value == answer.value and known.not_applicable == answer.not_applicable
            code = "row-repeated" if same else "row-repeated-differs"
            self.findings.append(finding(code, answer.location, id=key, other=known.location.within))
            if not same:
                answers[tier] = replace(known, value=None, not_applicable=False)
        if first.claim is not None and second.claim is not None:
            self.findings.append(finding("row-repeated", second.claim, id=key, other=first.claim.within))
        base = first if first.answers or not second.answers else second
        return replace(base, answers=answers, claim=first.claim or second.claim, reason=first.reason or second.reason)

    def _count(self, key: str, sheet: Sheet, row: int, header: Header, places: Mapping[Column, Location]) -> None:
        """A town's or county's count; the county's is above the town's, the unit's own does not count."""
        counts: dict[Tier, Count] = {}
        for tier in VALUE_COLUMNS:
            cell = sheet.cell(row, header.columns[tier]) if tier in header.columns else BLANK
            if not as_text(cell):
                continue
            if tier == "self":
                self.findings.append(finding("adjustment-unconfirmed", places[tier], id=key))
                continue
            read = read_count(cell, places[tier])
            self.findings += read.findings
            if read.value is not None:
                counts[tier] = Count(read.value, places[tier])
        mark = as_text(sheet.cell(row, header.columns["not_applicable"])) if "not_applicable" in header.columns else ""
        if mark:
            self.findings.append(finding("not-a-count", places["not_applicable"], text=mark))
        count = counts.get("reviewed") or counts.get("verified")
        if count is not None:
            self._keep_count(key, count, [c for c in counts.values() if c is not count])

    def _keep_count(self, key: str, count: Count, overruled: Iterable[Count]) -> None:
        """The count of a row, unless another row says otherwise: then neither counts."""
        for other in overruled:
            self.findings.append(finding("count-overruled", other.location, id=key, value=plain(count.value)))
        known = self._counted.setdefault(key, count)
        if known is count:
            self.counts[key] = count
            return
        same = known.value == count.value
        code = "row-repeated" if same else "row-repeated-differs"
        for one, other in ((count, known),) if same else ((known, count), (count, known)):
            self.findings.append(finding(code, one.location, id=key, other=other.location.within))
        if not same:
            self.counts.pop(key, None)


def _aside(sheet: Sheet, row: int, header: Header) -> list[str]:
    """The texts of a row to the left of its values, in columns that are none of the form's own."""
    first = min(header.columns[column] for column in VALUE_COLUMNS if column in header.columns)
    taken = set(header.columns.values())
    return [as_text(sheet.cell(row, at)) for at in range(first) if at not in taken]


def _expected(framework: Framework) -> dict[str, Expected]:
    """What belongs into the cells of each fact and indicator."""
    expected = {key: expected_number(fact, framework) for key, fact in framework.facts.items()}
    for key, entry in framework.entries.items():
        definition = entry.definition
        levels = definition.type in ("level", "yes-no")
        expected[key] = expected_level(definition) if levels else expected_number(definition, framework)
    return expected


def _words(framework: Framework, adjustments: Mapping[str, Text]) -> dict[str, str]:
    """Every code and name of facts, indicators and adjustments; a name that two of them share stands for neither."""
    names: dict[str, set[str]] = {}
    for key, fact in framework.facts.items():
        for word in (fact.name.zh, fact.name.en, *fact.aliases):
            names.setdefault(normalised(word), set()).add(key)
    for key, entry in framework.entries.items():
        for word in (entry.definition.name.zh, entry.definition.name.en):
            names.setdefault(normalised(word), set()).add(key)
    for key, name in adjustments.items():
        for word in (name.zh, name.en):
            names.setdefault(normalised(word), set()).add(key)
    by_word = {word: next(iter(keys)) for word, keys in names.items() if len(keys) == 1}
    return by_word | {normalised(key): key for key in (*framework.facts, *framework.entries, *adjustments)}
