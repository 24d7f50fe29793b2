"""Values put into empty cells of a workbook: all other cells, and parts that hold none of them, stay as they are."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from xml.parsers import expat
from xml.sax.saxutils import escape

from starcli.core.numbers import plain
from starcli.excel.grafting.archive import Archive, Unserviceable
from starcli.excel.grafting.own_sheets import WORKBOOK
from starcli.excel.grafting.relations import OFFICE, relations_of
from starcli.excel.grafting.xml_edit import Document

Cells = Mapping[str, Decimal | str]
"""What goes into the cells of a sheet, by their addresses."""

_TAG = re.compile(rb"""<([^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_RECALCULATED = "fullCalcOnLoad"
_LETTERS = 26


def filled(content: bytes, wanted: Mapping[str, Cells]) -> bytes:
    """The workbook with values in cells that were empty, by sheet. Raises `Unserviceable`.

    Results of formulas are calculated anew when it is opened.
    """
    wanted = {sheet: cells for sheet, cells in wanted.items() if cells}
    if not wanted:
        return content
    archive = Archive(content)
    workbook = Document(WORKBOOK, archive.read(WORKBOOK))
    parts = _parts(archive, workbook)
    changed: dict[str, bytes] = {}
    for sheet, cells in wanted.items():
        if sheet not in parts:
            raise Unserviceable("graft-not-understood", sheet)
        changed[parts[sheet]] = _with_cells(parts[sheet], archive.read(parts[sheet]), cells)
    changed |= _recalculated(archive, workbook)
    after = archive.rewritten(changed, ())
    _check(content, after, wanted)
    return after


def _parts(archive: Archive, workbook: Document) -> dict[str, str]:
    targets = {each.id: archive.find(each.target) for each in relations_of(archive, WORKBOOK)}
    container = workbook.root.child("sheets")
    return {
        sheet.attributes.get("name", ""): part
        for sheet in (container.all("sheet") if container else ())
        if (part := targets.get(sheet.attributes.get(f"{OFFICE} id", ""), ""))
    }


def _recalculated(archive: Archive, workbook: Document) -> dict[str, bytes]:
    """The part that lists the sheets, where it must be told that results are to be calculated anew."""
    settings = workbook.root.child("calcPr")
    tag = _TAG.match(workbook.content, settings.start) if settings is not None else None
    if settings is None or tag is None:
        return {}
    if _RECALCULATED in settings.attributes:
        workbook.set_attribute(settings, _RECALCULATED, "1")
    else:
        workbook.insert(tag.end(1), f' {_RECALCULATED}="1"'.encode())
    return {archive.find(WORKBOOK): workbook.edited()}


@dataclass(slots=True)
class _Cell:
    """A cell that is there: where it stands, and its column."""

    start: int
    end: int
    column: int


@dataclass(slots=True)
class _Row:
    """A row: where its content ends, the prefix of its tag, and its cells by address."""

    prefix: bytes
    closing: int
    cells: dict[str, _Cell] = field(default_factory=dict)


def _with_cells(part: str, xml: bytes, cells: Cells) -> bytes:
    rows = _Scanner(part, xml, {_split(address)[1] for address in cells}).rows()
    edits: list[tuple[int, int, bytes]] = []
    for address, value in sorted(cells.items(), key=lambda item: _column(item[0])):
        row = rows.get(_split(address)[1])
        if row is None or row.closing < 0:
            raise Unserviceable("graft-not-understood", part)
        known = row.cells.get(address)
        if known is not None:
            style = _STYLE.search(xml, known.start, xml.index(b">", known.start))
            edits.append((known.start, known.end, _written(row.prefix, address, value, style[1] if style else b"")))
        else:
            after = [cell.start for cell in row.cells.values() if cell.column > _column(address)]
            at = min(after, default=row.closing)
            edits.append((at, at, _written(row.prefix, address, value, b"")))
    return _edited(xml, edits)


def _edited(xml: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    pieces, at = [], 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [xml[at:start], text]
        at = end
    return b"".join(pieces) + xml[at:]


def _written(prefix: bytes, address: str, value: Decimal | str, style: bytes) -> bytes:
    p = prefix.decode()
    styled = f' s="{style.decode()}"' if style else ""
    if isinstance(value, Decimal):
        return f'<{p}c r="{address}"{styled}><{p}v>{plain(value)}</{p}v></{p}c>'.encode()
    cell = f'<{p}c r="{address}"{styled} t="inlineStr"><{p}is><{p}t>{escape(value)}</{p}t></{p}is></{p}c>'
    # By references to characters a text is the same in every encoding a part may have.
    return cell.encode("ascii", "xmlcharrefreplace")


class _Scanner:
    """Where the wanted rows of a sheet and their cells stand. Raises `Unserviceable`."""

    def __init__(self, part: str, xml: bytes, wanted: Collection[int]) -> None:
        self._part = part
        self._xml = xml
        self._wanted = wanted
        self._rows: dict[int, _Row] = {}
        self._row: _Row | None = None
        self._cell: tuple[str, int] | None = None
        self._expat = expat.ParserCreate()
        self._expat.StartElementHandler = self._starts
        self._expat.EndElementHandler = self._ends

    def rows(self) -> dict[int, _Row]:
        """The rows by their numbers."""
        try:
            self._expat.Parse(self._xml, True)
        except expat.ExpatError as error:
            raise Unserviceable("graft-not-understood", self._part) from error
        return self._rows

    def _starts(self, name: str, attributes: Mapping[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        if local == "row":
            number = attributes.get("r", "")
            if number.isdecimal() and int(number) in self._wanted:
                tag = _TAG.match(self._xml, self._expat.CurrentByteIndex)
                row = self._rows[int(number)] = _Row(f"{prefix}:".encode() if prefix else b"", -1)
                # An empty row has a single tag, into which nothing can be put.
                self._row = row if tag is not None and not tag[2] else None
        elif local == "c" and self._row is not None and "r" in attributes:
            self._cell = (attributes["r"], self._expat.CurrentByteIndex)

    def _ends(self, name: str) -> None:
        local = name.rpartition(":")[2]
        at = self._expat.CurrentByteIndex
        if local == "row" and self._row is not None:
            self._row.closing = at
            self._row = None
        elif local == "c" and self._cell is not None and self._row is not None:
            address, start = self._cell
            tag = _TAG.match(self._xml, start)
            if tag is None:
                raise Unserviceable("graft-not-understood", self._part)
            end = tag.end() if tag[2] else self._xml.index(b">", at) + 1
            self._row.cells[address] = _Cell(start, end, _column(address))
            self._cell = None


def _check(before: bytes, after: bytes, wanted: Mapping[str, Cells]) -> None:
    """Raise `Unserviceable` unless exactly the wanted cells hold something else than before."""
    old, new = _values(before), _values(after)
    if list(old) != list(new):
        raise Unserviceable("graft-check-failed", WORKBOOK)
    for name, cells in new.items():
        known = old[name]
        changed = {at for at in cells.keys() | known.keys() if cells.get(at) != known.get(at)}
        if changed != set(wanted.get(name, {})):
            raise Unserviceable("graft-check-failed", name)


def _values(content: bytes) -> dict[str, dict[str, str]]:
    """Every filled cell of every sheet, by address, as the reading library sees it."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 only where a workbook is read

    found: dict[str, dict[str, str]] = {}
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            for name in workbook.sheet_names:
                try:
                    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                except CalamineError:
                    rows = []
                found[name] = {
                    f"{_letters(column)}{row + 1}": repr(cell)
                    for row, cells in enumerate(rows)
                    for column, cell in enumerate(cells)
                    if cell != ""
                }
    except (CalamineError, OSError, ValueError) as error:
        raise Unserviceable("graft-not-understood", WORKBOOK) from error
    return found


def _split(address: str) -> tuple[str, int]:
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise Unserviceable("graft-not-understood", address)
    return match[1], int(match[2])


def _column(address: str) -> int:
    number = 0
    for letter in _split(address)[0]:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text
