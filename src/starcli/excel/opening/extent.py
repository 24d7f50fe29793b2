"""How many cells a sheet will be laid out to: from the first to the last that is filled, however few there are.

Most sheets spell every address in one way, and a glance at these is enough. Whatever spells one otherwise, or leaves
addresses out, is read as XML, with the places that follow from their order.
"""

import re
from collections.abc import Callable
from xml.parsers import expat

# Nearly every form: no column beyond Z, no row beyond 9999.
_NEAR = 26 * 9_999
_FAR_OR_OTHERWISE = re.compile(rb'<c(?! r="[A-Z][1-9][0-9]{0,3}")[\s/>]')
_OTHERWISE = re.compile(rb'<c(?! r="[A-Z]{1,3}[1-9][0-9]{0,6}")[\s/>]')
# A blank cell that only has a format takes no room, however far out.
_ADDRESS = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3})([1-9][0-9]{0,6})"[^<>]*?(/?)>')
_OPENINGS = (b"<c ", b"<c>", b"<c/", b"<c\n", b"<c\r", b"<c\t", b":c ", b":c>", b":c/", b":c\n", b":c\r", b":c\t")
_SPELLED = re.compile(r"([A-Za-z]+)([0-9]+)")
_PREFIXED = re.compile(rb":c[\s/>]")
_LETTERS = 26
_FARTHEST = 10**9
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_VALUE_TYPE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type"


class Malformed(Exception):  # noqa: N818 it is no error of the program
    """A sheet that is not XML."""


def is_prefixed(xml: bytes) -> bool:
    """Whether a sheet may have cells with the prefix of a namespace: `<x:c`."""
    return b":c" in xml and _PREFIXED.search(xml) is not None


def is_spelled_alike(xml: bytes) -> bool:
    """Whether every cell of a sheet begins with its address, spelled as nearly all programs do: `<c r="A1"`."""
    return not is_prefixed(xml) and _OTHERWISE.search(xml) is None


def sheet_cells(xml: bytes) -> int:
    """How many cells, at most, a sheet of an .xlsx package is laid out to. Raises `Malformed`."""
    if not is_prefixed(xml) and _FAR_OR_OTHERWISE.search(xml) is None:
        return _NEAR
    last, widest, known = 0, 0, 0
    columns: dict[bytes, int] = {}
    for match in _ADDRESS.finditer(xml):
        known += 1
        if match[3]:
            continue
        last = max(last, int(match[2]))
        letters = match[1]
        if letters not in columns:
            columns[letters] = _column(letters.decode("ascii"))
            widest = max(widest, columns[letters])
    # A prefix or a text may look like a cell: then there seem to be more of them than there are.
    if known == sum(map(xml.count, _OPENINGS)):
        return last * widest
    return _Places().read(xml)


class _Places:
    """Follows rows and cells as a reader does: an address where there is one, else the next place."""

    def __init__(self) -> None:
        self._row = 0
        self._column = 0
        self._last = 0
        self._widest = 0

    def read(self, xml: bytes) -> int:
        _parse(xml, self._begin, None)
        return self._last * self._widest

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            given = attributes.get("r", "").strip()
            self._row = min(int(given), _FARTHEST) if given.isdecimal() else self._row + 1
            self._column = 0
        elif tag == "c":
            spelled = _SPELLED.fullmatch(attributes.get("r", "").strip())
            if spelled is not None:
                self._column = _column(spelled[1][:8].upper())
                self._row = int(spelled[2][:10])
            else:
                self._column += 1
            self._last = max(self._last, self._row)
            self._widest = max(self._widest, self._column)


def table_cells(xml: bytes) -> int:
    """How many cells the largest table of an OpenDocument spreadsheet is laid out to. Raises `Malformed`."""
    return _Tables().read(xml)


class _Tables:
    """Follows tables whose rows and cells may stand for many; trailing blank ones are nothing."""

    def __init__(self) -> None:
        self._largest = 0
        self._rows = self._last = self._widest = 0
        self._repeated = self._column = 0

    def read(self, xml: bytes) -> int:
        _parse(xml, self._begin, " ")
        return max(self._largest, self._last * self._widest)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE} table":
            self._largest = max(self._largest, self._last * self._widest)
            self._rows = self._last = self._widest = 0
        elif name == f"{_TABLE} table-row":
            self._repeated = _count(attributes.get(f"{_TABLE} number-rows-repeated"))
            self._rows += self._repeated
            self._column = 0
        elif name in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._column += _count(attributes.get(f"{_TABLE} number-columns-repeated"))
            if _VALUE_TYPE in attributes:
                self._last = self._rows
                self._widest = max(self._widest, self._column)


def _parse(xml: bytes, begin: Callable[[str, dict[str, str]], None], separator: str | None) -> None:
    parser = expat.ParserCreate(namespace_separator=separator)
    parser.StartElementHandler = begin
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise Malformed(str(error)) from error


def _count(text: str | None) -> int:
    return min(int(text), _FARTHEST) if text is not None and text.isdecimal() else 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
