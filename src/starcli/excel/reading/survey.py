"""The summary of a survey -> the facts that it gives of each unit: issued, valid, and how many gave each answer."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from starcli.core.assessment import Answer
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.imports.survey import Counted, Survey, surveyed
from starcli.core.imports.values import ImportedRow
from starcli.core.text import Text, listed
from starcli.excel.layouts.department import DATA_HEADINGS
from starcli.excel.opening.book import Sheet, as_text
from starcli.excel.reading.cells import Expected, read_answer
from starcli.excel.reading.data_heads import Heads
from starcli.excel.reading.data_rows import DataRow, DataRows
from starcli.excel.reading.items import Items
from starcli.excel.reading.quantities import Target, target_in

_PERCENT = "%"


def read_survey(book: str, sheet: Sheet, heads: Heads, items: Items) -> Read[tuple[ImportedRow, ...]]:
    """Every row of a summary whose figures add up."""
    survey = heads.survey
    if survey is None:
        known = listed([each.name for each in items.framework.surveys.values()])
        return Read((), (finding("survey-unclear", Location(book, sheet.name), known=known),))
    reader = _Reader(book, sheet, heads, survey, items)
    return Read(tuple(reader.rows()), tuple(reader.findings))


class _Reader:
    def __init__(self, book: str, sheet: Sheet, heads: Heads, survey: Survey, items: Items) -> None:
        self._heads = heads
        self._survey = survey
        self._rows = DataRows(book, sheet, heads)
        framework = items.framework
        measure = framework.facts[survey.valid].measured_in.zh
        self._count = target_in(measure, framework.conversions.get(measure), whole=True, places=0)
        self._rate = target_in(_PERCENT, framework.conversions.get(_PERCENT), whole=False, places=2)
        self.findings: list[Finding] = []

    def rows(self) -> Iterator[ImportedRow]:
        """What each row gives; findings about it on the way."""
        counted = [*self._heads.answers.values(), self._heads.columns["valid"]]
        for at in counted:
            self.findings += self._rows.over_several(at)
        for row in self._rows:
            filled = sum(bool(as_text(row.content(at))) for at in counted)
            if not filled:
                continue
            if not (row.unit.name or row.unit.code):
                self.findings.append(finding("imported-row-without-unit", row.place(counted[0]), count=filled))
                continue
            read = surveyed(self._survey, self._counted(row), row.period, row.provider)
            self.findings += read.findings
            if read.value:
                yield ImportedRow(row.unit, row.location, read.value, row.cells)
        self.findings += self._rows.findings

    def _counted(self, row: DataRow) -> Counted:
        names = {answer.id: answer.name for answer in self._survey.answers}
        given = {
            key: answer
            for key, at in self._heads.answers.items()
            if (answer := self._read(row, at, names[key], self._count)) is not None
        }
        columns = self._heads.columns
        issued, valid = (
            self._read(row, columns[key], DATA_HEADINGS[key], self._count) if key in columns else None
            for key in ("issued", "valid")
        )
        rate = self._read(row, columns["rate"], DATA_HEADINGS["rate"], self._rate) if "rate" in columns else None
        return Counted(row.location, issued, valid, given, rate)

    def _read(self, row: DataRow, at: int, name: Text, target: Target) -> Answer | None:
        """The number in a cell; an answer without a value, with a finding, where it cannot be read."""
        if not as_text(row.content(at)):
            return None
        place = row.place(at)
        read = read_answer(row.content(at), place, Expected(name, {}, (), target))
        self.findings += read.findings
        value = read.value.value
        if target.whole and isinstance(value, Decimal) and (value < 0 or value != value.to_integral_value()):
            self.findings.append(finding("not-whole", place, name=name, value=read.value.raw))
            return replace(read.value, value=None)
        return read.value
