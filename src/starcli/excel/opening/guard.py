"""What a package may hold before it is unpacked: a small file can stand for more than any memory.

The reading library lays a sheet out from its first to its last cell, so that one cell in the far corner would
take gigabytes; archives may name sizes that nobody has. Everything is looked at while it is still small.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Collection
from io import BytesIO

from starcli.excel.opening.extent import Malformed, sheet_cells, table_cells

LARGEST_FILE = 50_000_000
"""Bytes of a file: a form has a few thousand, a county's masters a few million."""
LARGEST_SHEET = 4_000_000
"""Cells that a sheet is laid out to."""
LISTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
"""The parts that say which sheets there are, and where."""
DAMAGE = (
    OSError, zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, ValueError, EOFError,
    OverflowError, KeyError,
)  # fmt: skip
"""What reading a damaged package may raise."""

_LARGEST_PART = 64_000_000
_LARGEST_WHOLE = 256_000_000
_MOST_PARTS = 5_000
_MOST_ENTRIES = 1_000_000
_MOST_MERGED = 100_000
# Too short for so many of anything.
_SHORT = 1_000_000
_HEAD = 2_000
# Where neither the reading library nor `inspect` looks.
_UNREAD = re.compile(
    r"(?:theme|drawings|charts|media|embeddings|printerSettings|ctrlProps|activeX|pivotCache|pivotTables|externalLinks)/"
)
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_ENTRY = b"PK\x01\x02"


class Oversized(Exception):  # noqa: N818 it is no error of the program
    """A package that stands for more than any form holds; the text names the part."""


class Damaged(Exception):  # noqa: N818 the same
    """A package that cannot be unpacked; the text says what is wrong."""


class BrokenOff(Damaged):
    """A package without its end."""


class Package:
    """The parts of a zip package, each unpacked once and only to its allowed size.

    Raises `Oversized`, and `Damaged` where it cannot be unpacked.
    """

    def __init__(self, content: bytes) -> None:
        if content.count(_ENTRY) > _MOST_PARTS:
            raise Oversized("*")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except zipfile.BadZipFile as error:
            raise BrokenOff(_reason(error)) from error
        except DAMAGE as error:
            raise Damaged(_reason(error)) from error
        self._parts: dict[str, bytes] = {}
        if len(self._zip.NameToInfo) < len(self._zip.filelist):
            # Readers differ in which of two they take: what was looked at here would not be what is read.
            raise Damaged("two parts of one name")
        if sum(info.file_size for info in self._zip.filelist) > _LARGEST_WHOLE:
            raise Oversized("*")

    @property
    def names(self) -> Collection[str]:
        """The names of all parts."""
        return self._zip.NameToInfo.keys()

    def part(self, name: str) -> bytes:
        """The content of a part; empty when there is none. Raises `Oversized` and `Damaged`."""
        if name not in self._parts:
            self._parts[name] = self._read(name)
        return self._parts[name]

    def _read(self, name: str) -> bytes:
        if name not in self._zip.NameToInfo:
            return b""
        try:
            with self._zip.open(name) as stream:
                content = stream.read(_LARGEST_PART + 1)
        except DAMAGE as error:
            raise Damaged(f"{name}: {_reason(error)}") from error
        if len(content) > _LARGEST_PART:
            raise Oversized(name)
        return content


def check_package(package: Package, unread: Collection[str] = ()) -> None:
    """Look at every part that is read, `unread` being others. Raises as `check_part`."""
    for name in package.names:
        if name not in unread and name.startswith("xl/") and not _UNREAD.match(name, len("xl/")):
            check_part(package, name)


def check_part(package: Package, name: str) -> None:
    """Raise `Oversized` for a sheet too large to lay out, entities, or millions of strings, styles or merged cells.

    Raises `Damaged` for a sheet that is not XML.
    """
    if not name.endswith((".xml", ".rels")):
        return
    xml = package.part(name)
    _check_xml(name, xml)
    if b"sheetData" in xml:
        _check_extent(name, xml)
    elif len(xml) > _SHORT and sum(map(xml.count, (b"<si", b"<xf", b":si", b":xf"))) > _MOST_ENTRIES:
        raise Oversized(name)


def check_document(package: Package) -> None:
    """The same for an OpenDocument spreadsheet."""
    for name in ("content.xml", "styles.xml", "meta.xml"):
        xml = package.part(name)
        _check_xml(name, xml)
    try:
        cells = table_cells(package.part("content.xml"))
    except Malformed as error:
        raise Damaged(f"content.xml: {error}") from error
    if cells > LARGEST_SHEET:
        raise Oversized("content.xml")


def _check_xml(name: str, xml: bytes) -> None:
    if _DOCTYPE.search(xml[:_HEAD]) or _is_wide(xml):
        raise Oversized(name)


def _is_wide(xml: bytes) -> bool:
    """Whether it is in UTF-16 or UTF-32: no program writes it, and nothing that is looked for here would be seen."""
    return b"\0" in xml[:_HEAD] or xml.startswith((b"\xff\xfe", b"\xfe\xff"))


def _check_extent(name: str, xml: bytes) -> None:
    if len(xml) > _SHORT and (xml.count(b"<row") > _MOST_ENTRIES or xml.count(b"mergeCell ") > _MOST_MERGED):
        raise Oversized(name)
    try:
        cells = sheet_cells(xml)
    except Malformed as error:
        raise Damaged(f"{name}: {error}") from error
    if cells > LARGEST_SHEET:
        raise Oversized(name)


def _reason(error: BaseException) -> str:
    return str(error) or type(error).__name__
