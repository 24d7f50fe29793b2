"""A ledger of rooms -> its rows: columns by their headings, areas in any measure, totals checked and left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.numbers import ZERO, half_up, plain
from starcli.core.rooms.room import RoomRow
from starcli.core.roster import squeezed
from starcli.core.words import NO_WORDS, NONE_WORDS, NOT_APPLICABLE_WORDS, YES_WORDS, is_pending
from starcli.excel.layouts.form import TOTAL_WORDS, TOWN_ENDINGS, normalised
from starcli.excel.layouts.rooms import AREAS, OWN_SHEETS, PROPOSED, ROOM_HEADINGS, RoomColumn, room_column_of
from starcli.excel.opening.book import BLANK, Book, Broken, CellValue, Sheet, address, as_text
from starcli.excel.opening.workbook import open_file
from starcli.excel.reading.cells import Expected, read_answer
from starcli.excel.reading.dates import read_date
from starcli.excel.reading.hidden import hidden_cells, hidden_parts
from starcli.excel.reading.names import read_code, read_name
from starcli.excel.reading.notes import is_note, is_numbering
from starcli.excel.reading.quantities import Target, target_in
from starcli.excel.reading.room_heads import RoomHeads, room_heads
from starcli.excel.reading.spans import Spans, spans_down
from starcli.excel.reading.stated import measure_of, measures_above

_SEARCHED_ROWS = 30
_NAMES: tuple[RoomColumn, ...] = ("town", "county", "given_to")
_NOBODY_YET = ("未调剂", "尚未调剂", "未分配", "尚未分配", "待分配", "待调剂", "not yet")
_NO_USE = frozenset({*NOT_APPLICABLE_WORDS, *NONE_WORDS, *_NOBODY_YET})
_FEW = 2
_PLACES = 2
_TITLE_MARKS = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）、.．]?\s*")


@dataclass(slots=True)
class _Sums:
    """What the areas of the rows above a total add up to: all of them, and those since the total before."""

    whole: dict[str, Decimal] = field(default_factory=dict)
    part: dict[str, Decimal] = field(default_factory=dict)
    seen: set[Location] = field(default_factory=set)

    def add(self, column: str, area: Decimal, place: Location) -> None:
        if place not in self.seen:
            self.seen.add(place)
            for sums in (self.whole, self.part):
                sums[column] = sums.get(column, ZERO) + area


def read_rooms(path: Path, framework: Framework) -> Read[tuple[RoomRow, ...] | None]:
    """The rows of every ledger of rooms in a workbook; None with a finding where it has none."""
    opened = open_file(path, str(path), ("rooms",))
    book = opened.value
    if book is None:
        return Read(None, opened.findings)
    reader = _Rows(book, framework)
    for sheet in book.sheets:
        reader.sheet(sheet)
    found = [*opened.findings, *reader.findings]
    if not reader.rows:
        return Read(None, (*found, finding("rooms-unreadable", Location(book.name))))
    places = [place for row in reader.rows for place in row.places.values()]
    found += (*hidden_parts(book, places), *hidden_cells(book, places))
    return Read(tuple(reader.rows), tuple(found))


class _Rows:
    """Collects rows sheet by sheet."""

    def __init__(self, book: Book, framework: Framework) -> None:
        self._book = book
        rules = framework.resources
        measured_in = framework.facts[rules.fact].measured_in.zh if rules is not None else ""
        self._target = target_in(measured_in, framework.conversions.get(measured_in), whole=False, places=_PLACES)
        self.rows: list[RoomRow] = []
        self.findings: list[Finding] = []

    def sheet(self, sheet: Sheet) -> None:
        """Every row of a sheet that has the headings; a note on any other sheet that holds something."""
        searched = range(min(len(sheet.rows), _SEARCHED_ROWS))
        heads = next(filter(None, (room_heads(sheet, row) for row in searched)), None)
        place = Location(self._book.name, sheet.name)
        if heads is None:
            if any(map(any, sheet.rows)) and sheet.name not in OWN_SHEETS:
                self.findings.append(finding("rooms-sheet-not-read", place))
            return
        if "idle" not in heads.columns:
            self.findings.append(finding("rooms-no-idle-column", place.at(address(heads.top, 0))))
        named = sheet.name if sheet.name.endswith(TOWN_ENDINGS) else ""
        self._table(sheet, heads, replace(RoomRow(place), town=named))

    def _table(self, sheet: Sheet, heads: RoomHeads, common: RoomRow) -> None:
        """Every row below the headings; `common` is what the sheet says of all of them."""
        spans = Spans(spans_down(sheet, heads.first_row))
        expected = self._expected(sheet, heads)
        sums = _Sums()
        ending, row = False, heads.first_row - 1
        while (row := row + 1) < len(sheet.rows):
            filled = [(at, text) for at, cell in enumerate(sheet.rows[row]) if (text := as_text(cell))]
            texts = [text for _, text in filled]
            again = room_heads(sheet, row) if any(room_column_of((text,)) == "address" for text in texts) else None
            if again is not None:
                row = again.first_row - 1
                continue
            if not filled or is_numbering(texts):
                continue
            place = common.location.at(address(row, filled[0][0]))
            ending = ending or (len(filled) <= _FEW and is_note(texts[0]))
            if any(normalised(text) in TOTAL_WORDS for text in texts[:_FEW]):
                self._total(sheet, row, heads, expected, sums)
            elif ending:
                continue
            elif len(filled) == 1 and (town := _TITLE_MARKS.sub("", texts[0])).endswith(TOWN_ENDINGS):
                common = replace(common, town=town)
                self.findings.append(finding("room-town-from-line", place, town=town))
            elif len(filled) == 1 and filled[0][0] in (0, heads.columns.get("number")) and not texts[0].isdigit():
                self.findings.append(finding("room-line-not-read", place, text=texts[0]))
            else:
                self._row(_Cells(sheet, heads, spans, row, place), common, expected, sums)

    def _row(self, cells: "_Cells", common: RoomRow, expected: Mapping[str, Expected], sums: _Sums) -> None:
        """A row with something in it besides its number."""
        if not any(cells.text(column) for column in cells.columns if column not in ("number", "remarks")):
            return
        areas = {column: self._area(cells, column, expected, sums) for column in AREAS}
        town, county, given_to = (self._name(cells, column) for column in _NAMES)
        code = read_code(cells.text("given_code"), cells.place("given_code"))
        self.findings += code.findings
        row = RoomRow(
            location=cells.location,
            number=cells.text("number"),
            address=cells.text("address"),
            owner=cells.text("owner"),
            state=cells.text("state"),
            town=town or common.town,
            county=county,
            built=areas["built"],
            idle=areas["idle"],
            given_to="" if _says_nothing(given_to) else given_to,
            given_code="" if _says_nothing(code.value) else code.value,
            given_area=areas["given_area"],
            handed_over=self._day(cells),
            use=cells.text("use"),
            splits=self._yes_or_no(cells),
            proposed=normalised(cells.text("agreed")) in map(normalised, PROPOSED.wordings),
            places=cells.places,
        )
        self.rows.append(row)

    def _name(self, cells: "_Cells", column: RoomColumn) -> str:
        """The name of an area or a unit, as names are compared."""
        read = read_name(cells.text(column), cells.place(column))
        self.findings += read.findings
        return read.value

    def _area(
        self, cells: "_Cells", column: RoomColumn, expected: Mapping[str, Expected], sums: _Sums
    ) -> Decimal | None:
        """An area in the measure of the framework; None with a finding where a filled cell holds none."""
        if not cells.text(column):
            return None
        place = cells.place(column)
        answer = read_answer(cells.content(column), place, expected[column])
        if place not in sums.seen:
            self.findings += answer.findings
        area = answer.value.value
        if not isinstance(area, Decimal):
            return None
        if area < ZERO:
            self.findings.append(finding("room-area-negative", place, text=answer.value.raw))
            return None
        # What is left of a conversion beyond the second decimal is nobody's area.
        area = Decimal(plain(half_up(area, _PLACES)))
        sums.add(column, area, place)
        return area

    def _day(self, cells: "_Cells") -> date | None:
        text = cells.text("handed_over")
        if not text or _says_nothing(text):
            return None
        read = read_date(cells.content("handed_over"), cells.place("handed_over"))
        self.findings += read.findings
        return read.value.last if read.value is not None else None

    def _yes_or_no(self, cells: "_Cells") -> bool | None:
        text = cells.text("splits")
        word = normalised(text)
        if not text or word in NOT_APPLICABLE_WORDS - {*NO_WORDS}:
            return None
        if word in YES_WORDS or word in NO_WORDS or word in ("可", "可以", "不可", "不可以"):
            return word in (*YES_WORDS, "可", "可以")
        self.findings.append(finding("room-splits-unclear", cells.place("splits"), text=text))
        return None

    def _total(self, sheet: Sheet, row: int, heads: RoomHeads, expected: Mapping[str, Expected], sums: _Sums) -> None:
        """A total held against the rows above it: all of them, or those since the total before."""
        for column in AREAS:
            at = heads.columns.get(column)
            cell = sheet.cell(row, at) if at is not None else BLANK
            if at is None or cell == BLANK or isinstance(cell, Broken):
                continue
            place = Location(self._book.name, sheet.name, address(row, at))
            stated = read_answer(cell, place, expected[column]).value.value
            if not isinstance(stated, Decimal):
                continue
            known = (sums.part.get(column, ZERO), sums.whole.get(column, ZERO))
            places = max(0, -int(stated.as_tuple().exponent))
            if all(half_up(total, places) != stated for total in known):
                name = ROOM_HEADINGS[column]
                found = finding("room-total-differs", place, what=name, stated=plain(stated), total=plain(known[1]))
                self.findings.append(found)
        sums.part.clear()

    def _expected(self, sheet: Sheet, heads: RoomHeads) -> Mapping[str, Expected]:
        """What belongs into each column of areas, in the measure that its heading or a line above states."""
        above = measures_above(sheet, heads.top, self._is_measure)
        found: dict[str, Expected] = {}
        for column in AREAS:
            at = heads.columns.get(column)
            stated = measure_of(heads.headings[at], above, self._is_measure) if at is not None else ""
            target: Target = replace(self._target, stated=stated if self._target.measures.get(stated) != 1 else "")
            found[column] = Expected(ROOM_HEADINGS[column], {}, (), target)
        return found

    def _is_measure(self, word: str) -> bool:
        return word in self._target.measures


class _Cells:
    """The cells of one row by column; those merged over several rows are read where they stand."""

    def __init__(self, sheet: Sheet, heads: RoomHeads, spans: Spans, row: int, location: Location) -> None:
        self.columns = heads.columns
        self.location = location
        self._at = {column: (spans.first_row(row, at), at) for column, at in heads.columns.items()}
        self._sheet = sheet

    @property
    def places(self) -> Mapping[str, Location]:
        """Where each cell is."""
        return {column: self.location.at(address(*at)) for column, at in self._at.items()}

    def content(self, column: RoomColumn) -> CellValue:
        """The cell of a column; blank without one."""
        return self._sheet.cell(*self._at[column]) if column in self._at else BLANK

    def text(self, column: RoomColumn) -> str:
        """The cell as a person sees it."""
        return as_text(self.content(column))

    def place(self, column: RoomColumn) -> Location:
        """Where the cell is; the row without such a column."""
        return self.location.at(address(*self._at[column])) if column in self._at else self.location


def _says_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing to be said yet."""
    word = normalised(text)
    return not word or word in _NO_USE or is_pending(word) or squeezed(word) in _NOBODY_YET
