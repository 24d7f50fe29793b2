"""The ledger of rooms with the proposal in its last columns, for people to agree to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from starcli.core.numbers import ZERO
from starcli.core.rooms.report import RoomsReport
from starcli.core.rooms.room import Room
from starcli.core.text import Text
from starcli.excel.layouts.rooms import AGREED, PROPOSED, ROOM_HEADINGS, ROOM_SHEETS, RoomColumn
from starcli.excel.writing.addresses import address, fixed
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Cell, Column, Content, Page, Workbook, widths
from starcli.excel.writing.rooms.words import area_style

_COLUMNS: tuple[tuple[RoomColumn, float, str], ...] = (
    ("number", 5.5, "centre"),
    ("county", 11, "text"),
    ("town", 10.5, "text"),
    ("address", 33, "text"),
    ("owner", 26, "text"),
    ("built", 9, "area"),
    ("idle", 9, "area"),
    ("state", 13, "text"),
    ("splits", 6.5, "centre"),
    ("given_to", 13, "text"),
    ("given_code", 13.5, "text"),
    ("given_area", 9, "area"),
    ("handed_over", 11, "centre"),
    ("use", 15, "text"),
    ("agreed", 9.5, "centre"),
)
_OF_ROOM: tuple[RoomColumn, ...] = ("number", "county", "town", "address", "owner", "built", "idle", "state", "splits")
_LOOKS = {key: look for key, _, look in _COLUMNS}
_GREEN: Mapping[RoomColumn, str] = {
    "given_to": "proposed",
    "given_code": "proposed",
    "handed_over": "proposed_day",
    "use": "proposed",
    "agreed": "proposed_centre",
}
_RUNNING = Text("累计调剂", "Running total")
_YES, _NO = Text("是", "yes"), Text("否", "no")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a room, given before or proposed; nothing of it where nobody gets any."""

    to: str = ""
    code: str = ""
    area: Decimal | None = None
    handed_over: date | None = None
    use: str = ""
    proposed: bool = False


def proposal_page(book: Workbook, report: RoomsReport) -> None:
    """The ledger of rooms with the proposal in its last columns, ready to be agreed to."""
    counties = {room.county for room in report.proposal.rooms}
    looks = {key: look for key, _, look in _COLUMNS if key != "county" or len(counties) > 1}
    figure = area_style(report)
    columns = [
        Column(ROOM_HEADINGS[key], width, figure if look == "area" else look)
        for key, width, look in _COLUMNS
        if key in looks
    ]
    columns.append(Column(_RUNNING, 10, figure))
    page = book.page(ROOM_SHEETS["proposal"], widths(columns), landscape=True)
    title = Text("房源台账和调剂建议（绿底的是建议）", "Rooms, and who should get them (proposals have a green ground)")
    page.say(title, "section", height=22)
    sheet = _Sheet(page, list(looks), page.row + 1, figure, {**_GREEN, "given_area": area_style(report, "proposed_")})
    by_room = list(_by_room(report))
    page.table(columns, sheet.rows(by_room), repeat=True)
    sheet.finish(by_room)
    page.rows(columns, [_total_row(report, sheet, page.row - 1)])
    page.footer(imprint_line(report.proposal.question.framework))


def _by_room(report: RoomsReport) -> Iterator[tuple[Room, list[_Part]]]:
    """Every room with its parts: those given before, then those that are proposed."""
    proposal = report.proposal
    for position, room in enumerate(proposal.rooms):
        parts = [_Part(one.to, one.code, one.area, one.handed_over, one.use) for one in room.allotments]
        for given in (one for one in proposal.given if one.room == position):
            unit = proposal.outlooks[given.unit].unit
            parts.append(_Part(unit.name, unit.code, given.area, proposed=True))
        yield room, parts or [_Part()]


@dataclass(slots=True)
class _Sheet:
    """The table of rooms: which columns it has, where it begins, how areas look, and what is proposed."""

    page: Page
    keys: Sequence[RoomColumn]
    first: int
    figure: str
    looks: Mapping[RoomColumn, str]

    def rows(self, by_room: Iterable[tuple[Room, Sequence[_Part]]]) -> Iterator[list[Content | Cell]]:
        """A row for each part of a room, with the area given so far."""
        total, row = ZERO, self.first
        for room, parts in by_room:
            for part in parts:
                total += part.area or ZERO
                formula = f"=SUM({fixed(self.first, self._given)}:{address(row, self._given)})"
                yield [*(self._cell(room, part, key) for key in self.keys), Cell(total, formula=formula)]
                row += 1

    def finish(self, by_room: Iterable[tuple[Room, Sequence[_Part]]]) -> None:
        """What a room's parts have in common stands once; whoever agrees picks it from a list."""
        row, status = self.first, self.keys.index("agreed")
        for room, parts in by_room:
            for at, part in enumerate(parts):
                if part.to or part.code:
                    self.page.choices(row + at, status, [self.page.words(PROPOSED), self.page.words(AGREED)])
            if len(parts) > 1:
                self._merge(row, len(parts), room)
            row += len(parts)

    @property
    def _given(self) -> int:
        return self.keys.index("given_area")

    def _merge(self, row: int, count: int, room: Room) -> None:
        for at, key in enumerate(self.keys):
            if key in _OF_ROOM:
                look = self.figure if key in ("built", "idle") else _LOOKS[key]
                self.page.sheet.merge_range(row, at, row + count - 1, at, "", self.page.owner.format(look))
                self.page.put(row, at, self._cell(room, _Part(), key), look)

    def _cell(self, room: Room, part: _Part, key: RoomColumn) -> Content | Cell:
        if key in _OF_ROOM:
            return _of_room(room, key)
        day = part.handed_over.isoformat() if part.handed_over is not None else None
        status = (PROPOSED if part.proposed else AGREED) if part.to or part.code else None
        contents: dict[RoomColumn, Content] = {
            "given_to": part.to,
            "given_code": part.code,
            "given_area": part.area,
            "handed_over": day,
            "use": part.use,
            "agreed": status,
        }
        return Cell(contents[key], self.looks[key] if part.proposed else "")


def _of_room(room: Room, key: RoomColumn) -> Content:
    if key == "splits":
        return None if room.splits is None else _YES if room.splits else _NO
    found: Content = getattr(room, key)
    return found


def _total_row(report: RoomsReport, sheet: _Sheet, last: int) -> list[Content | Cell]:
    """The sums of the columns of areas; a room's own areas stand once, however many parts it has."""
    rooms = report.proposal.rooms
    given = sum((room.given for room in rooms), ZERO) + sum((one.area for one in report.proposal.given), ZERO)
    sums: dict[str, Decimal] = {
        "built": sum((room.built or ZERO for room in rooms), ZERO),
        "idle": sum((room.idle for room in rooms), ZERO),
        "given_area": given,
    }
    look = area_style(report, "sum_")
    cells: list[Content | Cell] = []
    for at, key in enumerate(sheet.keys):
        formula = f"=SUM({address(sheet.first, at)}:{address(last, at)})"
        cells.append(Cell(sums[key], look, formula) if key in sums else Cell(None, "sum_label"))
    return [Cell(Text("合计", "Total"), "sum_label"), *cells[1:], Cell(None, "sum_label")]
