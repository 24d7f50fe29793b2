"""A picture of the unit in rows and columns: every part a tile with its grid's number, as near as may be to its place.

Colours only help to see grids at a glance: each tile bears its grid's number, and thick lines part the grids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starcli.core.grids.replanning_pieces import Piece
from starcli.core.grids.replanning_report import ReplanningReport, Tile
from starcli.core.grids.replanning_words import SOURCES, size_words
from starcli.core.grids.state import size_of
from starcli.core.text import Text
from starcli.excel.writing.findings_page import imprint_line
from starcli.excel.writing.page import Page, Workbook
from starcli.excel.writing.styles import INK, QUIET, style

_COLOURS = (
    "#CFE3F2", "#FBE3C4", "#D7EBCF", "#F3D3D8", "#E2D8EE", "#FBF1B7", "#CBE9E6", "#E8DCCB", "#DDE3EA", "#F6D9EC",
)  # fmt: skip
_TILE, _NARROW = 11.5, 8.0
_MANY = 14
"""From more columns on a tile is narrower, and has a line for the compound and one for the building."""
_PAGE = 125.0
"""How wide a page is at least, in characters: a few tiles stand in its middle."""
_LOW, _LOWER, _HIGH = 58, 42, 74
_OF_PAGE, _PIXELS, _POINTS = 0.5, 7, 0.75
"""How high all tiles may be, as a share of how wide they are; pixels of a character, points of a pixel."""
_LEGEND = 4
_THICK, _THIN = 5, 4
_EDGE, _STREET = "#5A3A3A", "#BFBFBF"
_NONE = 0
Label = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A grid as the picture names it: its number, name and households, how these stand to the standard."""

    number: int
    name: Text
    households: int
    size: Text


def map_page(book: Workbook, report: ReplanningReport, *, tomorrow: bool) -> None:
    """The sheet of tomorrow's grids, or of today's."""
    drawing = _Drawing(book, report, tomorrow=tomorrow)
    drawing.draw()


class _Drawing:
    """Draws one picture."""

    def __init__(self, book: Workbook, report: ReplanningReport, *, tomorrow: bool) -> None:
        self._report = report
        self._tomorrow = tomorrow
        self._order = {name: at for at, name in enumerate(report.proposal.community.today, 1)}
        self._grid = self._grids()
        self._shown = self._legend()
        self._at: dict[Tile, int] = {tile: piece for piece, tile in enumerate(report.tiles)}
        used = max((column for column, _ in report.tiles), default=0) + 1
        self._narrow = used > _MANY
        width = _NARROW if self._narrow else _TILE
        self._columns = max(used, int(_PAGE / width))
        self._offset = (self._columns - used) // 2
        self._rows = max((row for _, row in report.tiles), default=0) + 1
        self._colour = self._coloured()
        room = self._columns * (width * _PIXELS + 5) * _OF_PAGE * _POINTS
        self._height = min(_HIGH, max(_LOW if self._narrow else _LOWER, room / self._rows))
        name = Text("示意图（新）", "Picture (new)") if tomorrow else Text("示意图（现在）", "Picture (today)")
        self._page: Page = book.page(name, [width] * self._columns, landscape=True)
        self._formats: dict[tuple[object, ...], Any] = {}

    def draw(self) -> None:
        """Title, tiles, and what the numbers stand for."""
        page, report = self._page, self._report
        what = Text("新的网格", "the new grids") if self._tomorrow else Text("现在的网格", "the grids of today")
        page.say(Text(f"{report.name}：{what.zh}", f"{report.name}: {what.en}"), "title", height=30)
        for line in self._guide():
            page.say(line, "subtitle")
        page.skip()
        top = page.row
        for row in range(self._rows):
            page.sheet.set_row(top + row, self._height)
            for column in range(-self._offset, self._columns - self._offset):
                self._tile(top, (column, row))
        page.row = top + self._rows
        page.skip()
        self._names()
        page.sheet.fit_to_pages(1, 1)
        page.footer(imprint_line(report.framework))

    def _grids(self) -> Label:
        """The number of each part's grid; 0 for none."""
        proposal = self._report.proposal
        if self._tomorrow:
            return {piece: grid.number for piece, grid in proposal.grid_of.items()}
        return {at: self._order.get(piece.today, _NONE) for at, piece in enumerate(proposal.pieces)}

    def _legend(self) -> list[_Shown]:
        proposal = self._report.proposal
        if self._tomorrow:
            return [_Shown(each.number, each.name, each.households, size_words(each.size)) for each in proposal.grids]
        found = []
        for name, number in self._order.items():
            households = proposal.households_today(name)
            said = size_words(size_of(households, proposal.size, exempt=False))
            found.append(_Shown(number, Text.same(name), households, said))
        return found

    def _guide(self) -> Iterator[Text]:
        """How the picture is read."""
        yield Text(
            "每格是一处楼栋：网格序号、名称、户数；粗线是网格边界；位置只示方位，不按比例",
            "A tile is a part: number of its grid, name, households; thick lines part grids; places are not to scale",
        )
        if self._tomorrow:
            source = SOURCES[self._report.proposal.community.source]
            zh = "“←1”表示从现在的第 1 个网格换来；" if self._order else ""
            en = "'←1' comes from the first grid of today; " if self._order else ""
            yield Text(f"{zh}{source.zh}", f"{en}{source.en}")

    def _coloured(self) -> dict[int, str]:
        """A colour for each grid that none of those beside it has, as far as there are enough."""
        beside: dict[int, set[int]] = {each.number: set() for each in self._shown}
        for (column, row), piece in self._at.items():
            for other in ((column + 1, row), (column, row + 1), (column + 1, row + 1), (column - 1, row + 1)):
                if other in self._at:
                    one, two = self._grid.get(piece, _NONE), self._grid.get(self._at[other], _NONE)
                    if one != two and one in beside and two in beside:
                        beside[one].add(two)
                        beside[two].add(one)
        found: dict[int, str] = {}
        uses = dict.fromkeys(_COLOURS, 0)
        for number, others in beside.items():
            taken = {found[other] for other in others if other in found}
            free = [colour for colour in _COLOURS if colour not in taken] or list(_COLOURS)
            found[number] = min(free, key=lambda colour: uses[colour])
            uses[found[number]] += 1
        return found

    def _tile(self, top: int, tile: Tile) -> None:
        """One tile, or the ground where there is none."""
        column, row = tile
        sheet, piece = self._page.sheet, self._at.get(tile)
        look = self._format(tile)
        if piece is None:
            sheet.write_blank(top + row, column + self._offset, None, look)
            return
        number = self._grid.get(piece, _NONE)
        one = self._report.proposal.pieces[piece]
        bold = self._font({"bold": True, "font_size": 13, "font_color": INK})
        small = self._font({"font_size": 8.5, "font_color": INK})
        faint = self._font({"font_size": 8, "font_color": QUIET})
        origin = self._order.get(one.today, _NONE)
        mark = f" ←{origin}" if self._tomorrow and origin and self._moved(piece) else ""
        tail = f"{one.households}{self._page.words(Text('户', ''))}{mark}"
        name = f"\n{self._name(one)}\n"
        sheet.write_rich_string(
            top + row, column + self._offset, bold, str(number or "–"), small, name, faint, tail, look
        )

    def _name(self, piece: Piece) -> str:
        """What a tile calls its part; on two lines where it is narrow."""
        words = self._page.words
        if not self._narrow or not piece.compound:
            return words(piece.name)
        return f"{words(piece.compound)}\n{words(piece.building)}"

    def _moved(self, piece: int) -> bool:
        proposal = self._report.proposal
        grid = proposal.grid_of.get(piece)
        return grid is not None and grid.carries != proposal.pieces[piece].today

    def _format(self, tile: Tile) -> Any:  # noqa: ANN401 the library has no types
        """How a tile looks: thick lines towards other grids."""
        column, row = tile
        own = self._number(tile)
        sides = {
            "left": self._number((column - 1, row)),
            "right": self._number((column + 1, row)),
            "top": self._number((column, row - 1)),
            "bottom": self._number((column, row + 1)),
        }
        lines: dict[str, Any] = {}
        for side, other in sides.items():
            if other != own:
                lines |= {side: 2, f"{side}_color": _EDGE}
            elif own is not None:
                lines |= {side: _THIN, f"{side}_color": _STREET}
        ground = {"bg_color": self._colour[own]} if own in self._colour else {}
        key = (own, tuple(sorted(lines.items())))
        if key not in self._formats:
            base = {**style("body"), "align": "center", "valign": "vcenter", **ground, **lines}
            self._formats[key] = self._page.owner.book.add_format(base)
        return self._formats[key]

    def _number(self, tile: Tile) -> int | None:
        piece = self._at.get(tile)
        return None if piece is None else self._grid.get(piece, _NONE)

    def _font(self, properties: Mapping[str, Any]) -> Any:  # noqa: ANN401 the same
        key = ("font", *sorted(properties.items()))
        if key not in self._formats:
            name = style("body")["font_name"]
            self._formats[key] = self._page.owner.book.add_format({"font_name": name, **properties})
        return self._formats[key]

    def _names(self) -> None:
        """What the numbers stand for, some in a row."""
        page = self._page
        edges = [self._columns * at // _LEGEND for at in range(_LEGEND + 1)]
        for start in range(0, len(self._shown), _LEGEND):
            for at, one in enumerate(self._shown[start : start + _LEGEND]):
                first, last = edges[at], edges[at + 1] - 1
                base = {**style("small"), "font_size": 9, "align": "center", "shrink": True}
                base["bg_color"] = self._colour[one.number]
                look = page.owner.book.add_format(base)
                words = page.words(
                    Text(
                        f"{one.number}  {one.name.zh}  {one.households} 户  {one.size.zh}",
                        f"{one.number}  {one.name.en}  {one.households}  {one.size.en}",
                    )
                )
                if last > first:
                    page.sheet.merge_range(page.row, first, page.row, last, words, look)
                else:
                    page.sheet.write_string(page.row, first, words, look)
            page.sheet.set_row(page.row, 18)
            page.row += 1
