"""What a package may hold before it is unpacked: a small file can stand for more than any memory.

The reading library lays a sheet out from its first to its last cell, so that one cell in the far corner would
take gigabytes; archives may name sizes that nobody has. Everything is looked at while it is still small.
"""

import re
import zipfile
import zlib
from io import BytesIO

LARGEST_FILE = 50_000_000
"""Bytes of a file: a form has a few thousand, a county's masters a few million."""

_LARGEST_PART = 64_000_000
_LARGEST_WHOLE = 256_000_000
_MOST_PARTS = 5_000
_LARGEST_SHEET = 4_000_000
_MOST_ENTRIES = 1_000_000
# Cells with something in them: a blank cell that only has a format, however far out, takes no room.
_FILLED = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*(?<!/)>""")
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError)
"""What reading a damaged package may raise."""


class Oversized(Exception):  # noqa: N818 it is no error of the program
    """A package that stands for more than any form holds; the text names the part."""


class Package:
    """The parts of a zip package, each unpacked once and only to its allowed size."""

    def __init__(self, content: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(content))
        self._parts: dict[str, bytes] = {}
        sizes = [info.file_size for info in self._zip.infolist()]
        if len(sizes) > _MOST_PARTS or sum(sizes) > _LARGEST_WHOLE:
            raise Oversized("*")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._zip.namelist())

    def part(self, name: str) -> bytes:
        """The content of a part; empty when there is none. Raises `Oversized`."""
        if name not in self._parts:
            self._parts[name] = self._read(name)
        return self._parts[name]

    def _read(self, name: str) -> bytes:
        if name not in self._zip.NameToInfo:
            return b""
        with self._zip.open(name) as stream:
            content = stream.read(_LARGEST_PART + 1)
        if len(content) > _LARGEST_PART:
            raise Oversized(name)
        return content


def check_package(package: Package) -> None:
    """Raise `Oversized` for a sheet too large to lay out, entities, or millions of strings or styles."""
    for name in package.names:
        if not name.endswith(".xml") or not name.startswith("xl/"):
            continue
        xml = package.part(name)
        if _DOCTYPE.search(xml[:2000]):
            raise Oversized(name)
        if name.startswith("xl/worksheets/"):
            _check_sheet(name, xml)
        elif xml.count(b"<si") + xml.count(b"<xf") > _MOST_ENTRIES:
            raise Oversized(name)


def _check_sheet(name: str, xml: bytes) -> None:
    columns: set[bytes] = set()
    last = 0
    for letters, digits in set(_FILLED.findall(xml)):
        columns.add(letters)
        last = max(last, int(digits))
    widest = max((_number(letters) for letters in columns), default=0)
    if last * widest > _LARGEST_SHEET or xml.count(b"<row") > _MOST_ENTRIES:
        raise Oversized(name)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
