"""The rows of a table of data: who each is about, and what holds for it; totals, notes and repeated headings aside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, finding
from starcli.excel.layouts.department import DataColumn
from starcli.excel.layouts.form import TOTAL_WORDS, TOWN_ENDINGS, normalised
from starcli.excel.opening.book import BLANK, CellValue, Sheet, address, as_text
from starcli.excel.reading.data_heads import Heads
from starcli.excel.reading.names import read_code, read_name
from starcli.excel.reading.notes import is_note, is_numbering
from starcli.excel.reading.profile import read_period
from starcli.excel.reading.spans import Spans, spans_down

_FEW = 2
_MEANS = ("平均", "平均值", "均值", "average", "mean")


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row: the unit as it is named there, the period and the department; its cells by column."""

    book: str
    sheet: Sheet
    row: int
    spans: Spans
    unit: Unit
    period: str
    provider: str
    cells: dict[str, Location]

    def content(self, at: int) -> CellValue:
        """The cell in a column; blank where it is merged with those of other rows, which is nobody's."""
        return BLANK if (self.row, at) in self.spans.down else self.sheet.cell(self.row, at)

    def place(self, at: int) -> Location:
        """Where the cell in a column is."""
        return Location(self.book, self.sheet.name, address(self.row, at))

    @property
    def location(self) -> Location:
        """Where its unit is named; the row where it is not."""
        return self.cells.get("name") or self.cells.get("code") or self.place(0)


class DataRows:
    """Goes through the rows of one table; `findings` grows on the way."""

    def __init__(self, book: str, sheet: Sheet, heads: Heads) -> None:
        self._book = book
        self._sheet = sheet
        self._heads = heads
        self._spans = Spans(spans_down(sheet, heads.first_row))
        self._town = heads.stated.get("town", "")
        self.findings: list[Finding] = []

    def __iter__(self) -> Iterator[DataRow]:
        ended = False
        for row in range(self._heads.first_row, len(self._sheet.rows)):
            texts = [as_text(cell) for cell in self._sheet.rows[row]]
            filled = [text for text in texts if text]
            if not filled or is_numbering(texts) or self._is_heading(texts):
                continue
            ended = ended or (len(filled) <= _FEW and is_note(filled[0]))
            if ended or any(normalised(text) in TOTAL_WORDS for text in filled[:_FEW]) or self._is_of_many(row):
                continue
            if len(filled) == 1 and filled[0].endswith(TOWN_ENDINGS) and not self._text(row, "town"):
                self._town = filled[0]
                continue
            yield self._row(row)

    def _is_of_many(self, row: int) -> bool:
        """Whether a row is about a town or a county as a whole: 云溪镇合计, 全县平均."""
        named = (normalised(self._text(row, key)) for key in ("name", "town"))
        return any(name.endswith((*TOTAL_WORDS, *_MEANS)) for name in named)

    def _row(self, row: int) -> DataRow:
        cells = {key: self._place(row, at) for key, at in self._heads.units.items() if self._text(row, key)}
        read = {key: read_name(self._text(row, key), cells.get(key, Location())) for key in ("name", "town", "county")}
        code = read_code(self._text(row, "code"), cells.get("code", Location()))
        self.findings += code.findings
        unit = Unit(
            code=code.value,
            name=read["name"].value,
            town=read["town"].value or self._town,
            county=read["county"].value,
        )
        period = self._said(row, "period")
        provider = self._said(row, "provider")
        return DataRow(self._book, self._sheet, row, self._spans, unit, period, provider, cells)

    def over_several(self, at: int) -> Iterator[Finding]:
        """A finding for each filled cell of a column of figures that is merged over the rows of several units."""
        for (row, column), (first, last) in self._spans.down.items():
            text = as_text(self._sheet.cell(row, column))
            if column == at and row == first and text:
                ids = ", ".join(dict.fromkeys(self._text(each, "name") for each in range(first, last + 1)))
                yield finding("value-over-several-rows", self._place(row, at), text=text, ids=ids)

    def _said(self, row: int, column: DataColumn) -> str:
        at = self._heads.columns.get(column)
        if at is None:
            return self._heads.stated.get(column, "")
        cell = self._sheet.cell(self._spans.first_row(row, at), at)
        shown = cell.strftime("%Y-%m-%d") if isinstance(cell, date) else as_text(cell)
        said = read_period(shown) if column == "period" else shown
        return said or self._heads.stated.get(column, "")

    def _text(self, row: int, key: str) -> str:
        at = self._heads.units.get(key)
        return "" if at is None else as_text(self._sheet.cell(self._spans.first_row(row, at), at))

    def _place(self, row: int, at: int) -> Location:
        return Location(self._book, self._sheet.name, address(self._spans.first_row(row, at), at))

    def _is_heading(self, texts: list[str]) -> bool:
        """Whether a row is one of the heading rows printed again."""
        filled = [(at, text) for at, text in enumerate(texts) if text]
        above = self._sheet.rows[self._heads.top : self._heads.first_row]
        return len(filled) > 1 and any(all(as_text(line[at]) == text for at, text in filled) for line in above)
