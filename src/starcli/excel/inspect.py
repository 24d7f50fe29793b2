"""What the reading library does not tell of an .xlsx package.

Of cells: errors, formulas without a result, percentages, links to other workbooks, comments. Of sheets: hidden rows
and columns, which is also what a filter and a collapsed outline leave behind. It is looked for in the text of the
parts, and only where a word occurs that it cannot do without: most sheets are not searched.

In .xls, .xlsb, .ods and tables of text nothing of this is seen: what is hidden there is read like the rest, without
a warning, an error is a blank cell, and links count as what they show. Whether a whole sheet is hidden is known of
.xls, .xlsb and .ods too, and merged cells of .xls and HTML; the others read like sheets whose merging was taken back.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Literal
from xml.etree import ElementTree as ET

from starcli.excel.unseen import Unseen, unseen_in

Sort = Literal["error", "unresolved", "percent"]

_PERCENT_FORMATS = ("9", "10")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\bs="([0-9]+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>(.*?)</(?:\w+:)?v>", re.DOTALL)
_LOCAL = re.compile(r"\{.*?\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is special about a cell, and the text that a person sees in it or types into it."""

    sort: Sort
    text: str


Marks = Mapping[tuple[int, int], Mark]
"""Marks by zero-based row and column."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What was found in one sheet."""

    marks: Marks = field(default_factory=dict)
    unseen: Unseen | None = None


def inspect_parts(part: Callable[[str], bytes]) -> Mapping[str, Inside]:
    """What was found in every sheet by its name, from what gives a package's parts; nothing if they are broken."""
    try:
        percent = _percent_styles(part("xl/styles.xml"))
        return {
            name: Inside(dict(_marks(part(target), percent)), unseen_in(target, part)) for name, target in _sheets(part)
        }
    except (ET.ParseError, KeyError, ValueError, zlib.error, zipfile.BadZipFile, EOFError, NotImplementedError):
        return {}


def _sheets(part: Callable[[str], bytes]) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet."""
    relations = ET.fromstring(part("xl/_rels/workbook.xml.rels"))  # noqa: S314 entities were refused before
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in ET.fromstring(part("xl/workbook.xml")).iter():  # noqa: S314
        if _LOCAL.sub("", element.tag) == "sheet":
            identity = next((value for key, value in element.attrib.items() if key.endswith("}id")), None)
            target = targets.get(identity, "")
            yield element.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _percent_styles(styles: bytes) -> frozenset[bytes]:
    """The numbers of the cell styles that show a percentage."""
    if not any(sign in styles for sign in (b"%", b'numFmtId="9"', b'numFmtId="10"')):
        return frozenset()
    root = ET.fromstring(styles)  # noqa: S314
    formats = set(_PERCENT_FORMATS)
    found: set[bytes] = set()
    for element in root.iter():
        tag = _LOCAL.sub("", element.tag)
        if tag == "numFmt" and "%" in element.get("formatCode", ""):
            formats.add(element.get("numFmtId", ""))
        if tag == "cellXfs":
            found = {str(i).encode() for i, style in enumerate(element) if style.get("numFmtId") in formats}
    return frozenset(found)


def _marks(xml: bytes, percent: frozenset[bytes]) -> Iterator[tuple[tuple[int, int], Mark]]:
    if b't="e"' not in xml and b"<f" not in xml and b":f" not in xml and not percent:
        return
    for cell in _CELL.finditer(xml):
        attributes, content = cell[1], cell[2] or b""
        place = _REFERENCE.search(attributes)
        mark = _mark(attributes, content, percent)
        if mark is not None and place is not None:
            yield (int(place[2]) - 1, _column(place[1])), mark


def _mark(attributes: bytes, content: bytes, percent: frozenset[bytes]) -> Mark | None:
    if not content:
        return None
    value = _VALUE.search(content)
    if b't="e"' in attributes:
        return Mark("error", value[1].decode("utf-8", "replace") if value else "#N/A")
    formula = _FORMULA.search(content)
    if formula is not None and (value is None or not value[1]) and b't="str"' not in attributes:
        return Mark("unresolved", f"={unescape((formula[1] or b'').decode('utf-8', 'replace'))}")
    style = _STYLE.search(attributes)
    if style is not None and style[1] in percent and value is not None and b't="s"' not in attributes:
        return Mark("percent", "%")
    return None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
