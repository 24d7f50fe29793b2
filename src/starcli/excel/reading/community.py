"""A workbook -> the list of a unit's parts in it: compounds, buildings, natural settlements, with their households.

Lists may stand on any sheet and on several. Totals are held against the rows above them and left out; notes end a
list; names that stand once for several rows hold for all of them, merged or with the merging taken back.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from starcli.core.findings import Detail, Finding, Location, Read, finding
from starcli.core.grids.community import PartRow
from starcli.core.model import Framework
from starcli.core.numbers import plain
from starcli.core.roster import squeezed
from starcli.excel.layouts.community import PART_HEADINGS
from starcli.excel.layouts.form import normalised
from starcli.excel.opening.book import Book, Broken, Sheet, address, as_text
from starcli.excel.reading.cells import Expected, read_answer
from starcli.excel.reading.community_cells import CellReader, PartCells
from starcli.excel.reading.community_heads import PartHeads, heads_at, part_heads
from starcli.excel.reading.hidden import hidden_cells, hidden_parts
from starcli.excel.reading.notes import is_note, is_numbering, is_total
from starcli.excel.reading.spans import Spans, spans_down

_LEADING = 2
_FEW = 2
_CARRIED = ("compound", "building", "today")
_SHOWN = 60
_NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]\s*")


@dataclass(frozen=True, slots=True)
class PartList:
    """The rows of all lists in a workbook, the units that they name, and where the first list stands.

    `sheets` are the names of their sheets, `tops` the first rows of their headings; `geographic` coordinates are
    degrees.
    """

    rows: tuple[PartRow, ...]
    location: Location
    sheets: Mapping[str, int]
    units: tuple[str, ...] = ()
    geographic: bool = False


def is_part_list(sheet: Sheet) -> bool:
    """Whether a sheet lists parts: each names a building, or grids of today that several of them share.

    A ledger of grids has households and compounds too, and one row a grid.
    """
    heads = part_heads(sheet)
    if heads is None:
        return False
    if heads.named or "today" not in heads.columns:
        return True
    at = heads.columns["today"]
    names = [text for row in range(heads.first_row, len(sheet.rows)) if (text := as_text(sheet.cell(row, at)))]
    return len(set(names)) < len(names)


def read_part_lists(book: Book, sheets: Sequence[Sheet], framework: Framework) -> Read[PartList | None]:
    """The parts that some sheets of a workbook list; None where they list none."""
    reader = _Lists(book, framework)
    for sheet in sheets:
        reader.sheet(sheet)
    if reader.first is None:
        return Read(None, tuple(reader.findings))
    places = [place for row in reader.rows for place in row.places.values()]
    found = (*reader.findings, *hidden_parts(book, places), *hidden_cells(book, places))
    units = tuple(dict.fromkeys(reader.units))
    return Read(PartList(tuple(reader.rows), reader.first, reader.tops, units, reader.geographic), found)


@dataclass(slots=True)
class _Sums:
    """What the households of the rows above a total add up to: all, those of one sheet, those since the last total."""

    whole: int = 0
    sheet: int = 0
    part: int = 0
    seen: set[Location] = field(default_factory=set)

    def add(self, row: PartRow) -> None:
        place = row.places.get("households", row.location)
        if row.households is not None and place not in self.seen:
            self.seen.add(place)
            self.whole += row.households
            self.sheet += row.households
            self.part += row.households


class _Lists:
    """Collects rows sheet by sheet."""

    def __init__(self, book: Book, framework: Framework) -> None:
        self._book = book
        self._reader = CellReader(framework)
        self._sums = _Sums()
        self.rows: list[PartRow] = []
        self.units: list[str] = []
        self.findings: list[Finding] = []
        self.first: Location | None = None
        self.tops: dict[str, int] = {}
        self.geographic = False

    def sheet(self, sheet: Sheet) -> None:
        """Every row of a sheet that is a part."""
        heads = part_heads(sheet)
        if heads is None:
            return
        place = Location(self._book.name, sheet.name)
        self.first = self.first or place.at(address(heads.top, 0))
        self.tops[sheet.name] = heads.top
        self._sums.sheet = self._sums.part = 0
        fresh: list[PartRow] = []
        row, line = heads.first_row, ""
        spans = Spans(spans_down(sheet, heads.first_row))
        ended = False
        self._about_columns(sheet, heads, place)
        while row < len(sheet.rows):
            again = heads_at(sheet, row)
            if again is not None:
                heads, row, ended = again, again.first_row, False
                spans = Spans(spans_down(sheet, heads.first_row))
                continue
            cells = PartCells(sheet, heads, spans, row, place, self._reader)
            sort = self._sort(cells)
            if sort == "part":
                ended = False
                part = self._row(cells, line)
                fresh.append(part)
                self._sums.add(part)
            elif sort == "total":
                self._total(cells)
            elif sort == "note":
                ended = True
            elif sort == "line" and not ended:
                line = self._line(cells)
            row += 1
        self.geographic = self.geographic or heads.geographic
        self.findings += self._reader.taken()
        self.rows += self._carried(fresh, heads)

    def _sort(self, cells: PartCells) -> str:
        """What a row is: a part, a total, a note, a line of words, or nothing."""
        words = cells.words
        if not words or is_numbering([as_text(cell) for cell in cells.sheet.rows[cells.row]]):
            return "blank"
        texts = [text for _, text in words]
        if is_total(texts[:_LEADING]):
            return "total"
        counted = cells.text("households") or cells.text("staircases")
        if counted and any(cells.text(key) for key in ("compound", "building", "staircase")):
            return "part"
        if len(words) <= _FEW and is_note(texts[0]):
            return "note"
        named = cells.own("building") or cells.own("staircase") or cells.own("compound")
        return "part" if named and not (len(words) == 1 and _is_title(cells, *words[0])) else "line"

    def _row(self, cells: PartCells, line: str) -> PartRow:
        if cells.text("unit"):
            self.units.append(squeezed(cells.text("unit")))
        read = cells.read()
        return replace(read, compound=read.compound or line)

    def _line(self, cells: PartCells) -> str:
        """A line by itself: the compound of the rows below, where no column says it."""
        (at, text), *rest = cells.words
        place = cells.place_at(at)
        if rest or "compound" in cells.heads.columns:
            shown = " ".join(each for _, each in cells.words)[:_SHOWN]
            self._found("part-line-not-read", place, text=shown)
            return ""
        name = _NUMBERED.sub("", text, count=1).strip() or text
        self._found("part-compound-from-line", place, text=name)
        return name

    def _total(self, cells: PartCells) -> None:
        """A total held against the rows above it."""
        cell = cells.content("households")
        if not as_text(cell) or isinstance(cell, Broken):
            return
        expected: Expected = self._reader.households
        stated = read_answer(cell, cells.place("households"), expected).value.value
        sums = self._sums
        if isinstance(stated, Decimal) and stated not in (sums.whole, sums.sheet, sums.part):
            total = min((sums.whole, sums.sheet, sums.part), key=lambda known: abs(known - stated))
            self._found("part-total-differs", cells.place("households"), stated=plain(stated), total=str(total))
        sums.part = 0

    def _carried(self, rows: list[PartRow], heads: PartHeads) -> list[PartRow]:
        """Rows without a name that stands once above several of them: merging was taken back."""
        for key in _CARRIED:
            # A building is named row by row, unless rows are its staircases.
            if key not in heads.columns or (key == "building" and "staircase" not in heads.columns):
                continue
            named = [getattr(row, key) for row in rows if getattr(row, key)]
            if not named or len(named) == len(rows) or len(set(named)) < len(named) or not getattr(rows[0], key):
                continue
            above, count = "", 0
            for at, row in enumerate(rows):
                count += not getattr(row, key)
                above = getattr(row, key) or above
                rows[at] = _with(row, key, above)
            name = next(heading for column, heading in PART_HEADINGS.items() if column == key)
            self._found("part-name-carried", rows[0].places.get(key, rows[0].location), what=name, count=count)
        return rows

    def _about_columns(self, sheet: Sheet, heads: PartHeads, place: Location) -> None:
        """A note on every filled column that no such list has."""
        for at, text in heads.others.items():
            if any(as_text(sheet.cell(row, at)) for row in range(heads.first_row, len(sheet.rows))):
                where = place.at(address(heads.first_row - 1, at))
                self._found("part-column-not-read", where, text=normalised(text))

    def _found(self, code: str, place: Location, **details: Detail) -> None:
        self.findings.append(finding(code, place, **details))


def _is_title(cells: PartCells, at: int, text: str) -> bool:
    """Whether a text by itself heads the rows below it: it is numbered, or merged over several columns.

    Any other may well be a part of which nobody says how many households it has.
    """
    merged = any(first == (cells.row, at) and last[1] > at for first, last in cells.sheet.merged)
    return merged or _NUMBERED.match(text) is not None


def _with(row: PartRow, key: str, text: str) -> PartRow:
    if key == "compound":
        return replace(row, compound=text)
    return replace(row, building=text) if key == "building" else replace(row, today=text)
