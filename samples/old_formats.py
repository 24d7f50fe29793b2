"""Spreadsheets of other sorts, made by hand: .ods, .xls (BIFF8 in a compound file) and a locked compound file.

They hold no more than a reader needs: the sheets' names, texts and numbers. The same cells give the same bytes.
"""

import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

Raw = str | int | float | Decimal | None
Sheets = Mapping[str, Sequence[Sequence[Raw]]]

SECTOR = 512
_SHORTEST = 4096
"""A shorter stream would lie in the container's stream of small ones: padding keeps the container simple."""
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF
_PACKED_AT = (1980, 1, 1, 0, 0, 0)

_ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(parts: Mapping[str, bytes | str], stored: Sequence[str] = ()) -> bytes:
    """A zip package of some parts in their order, those in `stored` uncompressed."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, _PACKED_AT), content, method)
    return buffer.getvalue()


def ods(sheets: Sheets) -> bytes:
    """An OpenDocument spreadsheet."""
    tables = "".join(_ods_table(name, rows) for name, rows in sheets.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_NAMES} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    parts = {"mimetype": _ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped(parts, stored=("mimetype",))


def _ods_table(name: str, rows: Sequence[Sequence[Raw]]) -> str:
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row)) or _ods_cell(None)}</table:table-row>" for row in rows
    )
    return f"<table:table table:name={quoteattr(name)}>{lines}</table:table>"


def _ods_cell(cell: Raw) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'


def xls(sheets: Sheets) -> bytes:
    """A workbook of the format before 2007, which is what WPS calls .et too."""
    return container({"Workbook": _biff(sheets)})


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<2H", number, len(content)) + content


def _beginning(sort: int) -> bytes:
    return _record(0x0809, struct.pack("<4H2L", 0x0600, sort, 0x0DBB, 0x07CC, 0, 0x0600))


def _biff(sheets: Sheets) -> bytes:
    """The stream of a workbook: its globals with the place of each sheet, then the sheets."""
    pages = [_sheet_records(rows) for rows in sheets.values()]
    names = [name.encode("utf-16-le") for name in sheets]
    before = _beginning(0x0005) + _record(0x0042, struct.pack("<H", 1200))
    after = _record(0x000A, b"")
    at = len(before) + sum(4 + 8 + len(name) for name in names) + len(after)
    bound = b""
    for name, page in zip(names, pages, strict=True):
        bound += _record(0x0085, struct.pack("<L4B", at, 0, 0, len(name) // 2, 1) + name)
        at += len(page)
    return before + bound + after + b"".join(pages)


def _sheet_records(rows: Sequence[Sequence[Raw]]) -> bytes:
    width = max((len(row) for row in rows), default=0)
    cells = (_cell_record(y, x, cell) for y, row in enumerate(rows) for x, cell in enumerate(row))
    size = _record(0x0200, struct.pack("<2L3H", 0, len(rows), 0, width, 0))
    return _beginning(0x0010) + size + b"".join(cells) + _record(0x000A, b"")


def _cell_record(row: int, column: int, cell: Raw) -> bytes:
    if cell is None or cell == "":
        return b""
    place = struct.pack("<3H", row, column, 0)
    if isinstance(cell, str):
        text = cell.encode("utf-16-le")
        return _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)
    return _record(0x0203, place + struct.pack("<d", cell))


def locked() -> bytes:
    """What a workbook with a password to open is: a compound file whose package nobody reads without the word."""
    return container({"EncryptionInfo": b"\x04\x00\x04\x00\x40\x00\x00\x00", "EncryptedPackage": b"\x00" * 64})


def container(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of version 3 with some streams: header, allocation table, directory, streams."""
    contents = [content.ljust(_SHORTEST, b"\0") for content in streams.values()]
    lengths = [-(-len(content) // SECTOR) for content in contents]
    directory = -(-(len(streams) + 1) // 4)
    table = 1
    while table * (SECTOR // 4) < table + directory + sum(lengths):
        table += 1
    first = table + directory
    starts = [first + sum(lengths[:number]) for number in range(len(lengths))]
    chain = [*[_FAT] * table, *_chained(table, directory)]
    for start, length in zip(starts, lengths, strict=True):
        chain += _chained(start, length)
    chain += [_FREE] * (table * (SECTOR // 4) - len(chain))
    entries = b"".join(_entries(list(streams), [len(content) for content in contents], starts))
    parts = [
        _header(table, table),
        struct.pack(f"<{len(chain)}L", *chain),
        entries.ljust(directory * SECTOR, b"\0"),
        *(content.ljust(length * SECTOR, b"\0") for content, length in zip(contents, lengths, strict=True)),
    ]
    return b"".join(parts)


def _chained(first: int, length: int) -> list[int]:
    """The entries of sectors that follow one another."""
    return [*range(first + 1, first + length), _END]


def _header(tables: int, directory: int) -> bytes:
    fixed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    counts = struct.pack("<4L", 0, tables, directory, 0) + struct.pack("<L4L", _SHORTEST, _END, 0, _END, 0)
    return fixed + counts + struct.pack("<109L", *range(tables), *[_FREE] * (109 - tables))


def _entries(names: list[str], sizes: list[int], starts: list[int]) -> Iterator[bytes]:
    """The directory: the root, and the streams as a chain in the order that the format asks for."""
    order = sorted(range(len(names)), key=lambda number: (len(names[number]), names[number].upper()))
    follower = {one: other + 1 for one, other in pairwise(order)}
    yield _entry("Root Entry", 5, _NONE, order[0] + 1, _END, 0)
    for number, name in enumerate(names):
        yield _entry(name, 2, follower.get(number, _NONE), _NONE, starts[number], sizes[number])


def _entry(name: str, sort: int, right: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack("<H2B3L", len(text), sort, 1, _NONE, right, child)
    return head + bytes(36) + struct.pack("<2LL", start, size, 0)
