"""The entries and counts of one unit, collected item by item from rows of whatever table they stand in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from starcli.core.assessment import Answer, Count, Entry, Tier
from starcli.core.findings import Finding, Location, finding
from starcli.core.numbers import plain
from starcli.excel.layouts.form import VALUE_COLUMNS, Column
from starcli.excel.opening.book import BLANK, CellValue, Sheet, address, as_text
from starcli.excel.reading.cells import Expected, read_answer, read_count, read_mark
from starcli.excel.reading.items import Items
from starcli.excel.reading.spans import NO_SPANS, Spans

Columns = Mapping[Column, int]
InForce = Mapping[Tier, Mapping[str, Expected]]
"""What belongs into the cells of each item, by the level whose column it is: headings may state a measure."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet in its workbook, with its merged cells below the header."""

    book: str
    sheet: Sheet
    spans: Spans = NO_SPANS

    def place(self, row: int, column: int) -> Location:
        """Where a cell is."""
        return Location(self.book, self.sheet.name, address(row, column))

    def text(self, row: int, column: int | None) -> str:
        """A cell as a person sees it, empty without a column; one that is merged with one above shows that one's."""
        if column is None:
            return ""
        if self.spans.down:
            row = self.spans.first_row(row, column)
        cell = self.sheet.rows[row][column]
        return as_text(cell) if cell != BLANK else ""


class Rows:
    """Collects what a form says of each item; the same item twice agrees, is completed, or cancels out."""

    def __init__(self, items: Items) -> None:
        self._items = items
        self.entries: dict[str, Entry] = {}
        self.counts: dict[str, Count] = {}
        self._counted: dict[str, Count] = {}
        self._overruled: list[Location] = []
        self.findings: list[Finding] = []

    def add(self, key: str, page: Page, row: int, columns: Columns, in_force: InForce, reason: str = "") -> None:
        """One item, whose cells stand in the given columns of a row; `reason` is what the row says for all of it."""
        if key in self._items.adjustments:
            self._count(key, page, row, columns)
            return
        entry = self._entry(key, page, row, columns, in_force)
        if reason and not entry.reason:
            entry = replace(entry, reason=reason)
        known = self.entries.get(key)
        self.entries[key] = entry if known is None else self._merged(key, known, entry)

    def not_for(self, kind: str) -> tuple[Finding, ...]:
        """A note for each answered indicator that does not apply to a kind."""
        entries = self._items.framework.entries
        return tuple(
            finding("not-for-this-kind", answer.location, id=key)
            for key, entry in self.entries.items()
            if key in entries and kind not in entries[key].definition.kinds
            for answer in entry.answers.values()
        )

    def places(self) -> list[Location]:
        """The cells of all answers, claims and counts, those that stand twice included."""
        places = [answer.location for entry in self.entries.values() for answer in entry.answers.values()]
        places += [entry.claim for entry in self.entries.values() if entry.claim is not None]
        return places + [count.location for count in self.counts.values()] + self._overruled

    def _entry(self, key: str, page: Page, row: int, columns: Columns, in_force: InForce) -> Entry:
        cells, shared = page.sheet.rows[row], page.spans.shared
        answers: dict[Tier, Answer] = {}
        aside: list[str] = []
        for tier in VALUE_COLUMNS:
            at = columns.get(tier)
            if at is None:
                continue
            cell = cells[at]
            if shared and (row, at) in shared:
                answers[tier] = _shared(page, row, at)
            elif cell != BLANK and _is_filled(cell):
                read = read_answer(cell, page.place(row, at), in_force[tier][key])
                self.findings += read.findings
                aside += [read.remark] if read.remark else []
                if not read.missing:
                    answers[tier] = read.value
        if page.sheet.unseen is not None:
            aside += [page.sheet.unseen.comments.get((row, at), "") for at in columns.values()]
        claim, reason = self._claim(page, row, columns)
        evidence, remarks = page.text(row, columns.get("evidence")), page.text(row, columns.get("remarks"))
        mine = answers.get("self")
        first = columns.get("self", next(iter(columns.values())))
        return Entry(
            answers=answers,
            location=mine.location if mine else page.place(row, first),
            claim=claim,
            reason=reason or remarks,
            evidence=evidence,
            remarks="；".join(filter(None, (remarks, *aside))) if aside else remarks,
        )

    def _claim(self, page: Page, row: int, columns: Columns) -> tuple[Location | None, str]:
        """The cell that marks an item as not applicable, and the reason if it gives one."""
        at = columns.get("not_applicable")
        if at is None or page.sheet.rows[row][at] == BLANK or (row, at) in page.spans.shared:
            return None, ""
        claimed, reason = read_mark(page.sheet.rows[row][at])
        return (page.place(row, at), reason) if claimed else (None, "")

    def _merged(self, key: str, first: Entry, second: Entry) -> Entry:
        """One entry from two rows of the same item: a blank gives way, equal values agree, others cancel out."""
        answers = dict(first.answers)
        for tier, answer in second.answers.items():
            known = answers.get(tier)
            if known is None:
                answers[tier] = answer
                continue
            self._overruled.append(answer.location)
            same = known.value == answer.value and known.not_applicable == answer.not_applicable
            same = same and known.rejected == answer.rejected
            code = "row-repeated" if same else "row-repeated-differs"
            self.findings.append(finding(code, answer.location, id=key, other=known.location.within))
            if not same:
                answers[tier] = replace(known, value=None, not_applicable=False)
        if first.claim is not None and second.claim is not None:
            self.findings.append(finding("row-repeated", second.claim, id=key, other=first.claim.within))
        base = first if first.answers or not second.answers else second
        return replace(base, answers=answers, claim=first.claim or second.claim, reason=first.reason or second.reason)

    def _count(self, key: str, page: Page, row: int, columns: Columns) -> None:
        """A town's or county's count; the county's is above the town's, the unit's own does not count."""
        counts: dict[Tier, Count] = {}
        cells = page.sheet.rows[row]
        for tier in VALUE_COLUMNS:
            at = columns.get(tier)
            if at is None or (row, at) in page.spans.shared or not _is_filled(cells[at]):
                continue
            place = page.place(row, at)
            if tier == "self":
                self.findings.append(finding("adjustment-unconfirmed", place, id=key))
                continue
            read = read_count(cells[at], place)
            self.findings += read.findings
            if read.value is not None:
                counts[tier] = Count(read.value, place)
        marked = columns.get("not_applicable")
        if marked is not None and _is_filled(cells[marked]) and (row, marked) not in page.spans.shared:
            self.findings.append(finding("not-a-count", page.place(row, marked), text=as_text(cells[marked])))
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
        self._overruled.append(count.location)
        same = known.value == count.value
        code = "row-repeated" if same else "row-repeated-differs"
        for one, other in ((count, known),) if same else ((known, count), (count, known)):
            self.findings.append(finding(code, one.location, id=key, other=other.location.within))
        if not same:
            self.counts.pop(key, None)


def _is_filled(cell: CellValue) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else bool(as_text(cell))


def _shared(page: Page, row: int, column: int) -> Answer:
    """The answer of a row whose cell is merged with those of other items: nobody's."""
    first = page.spans.first_row(row, column)
    return Answer(None, page.text(row, column), page.place(first, column))
