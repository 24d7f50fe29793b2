"""What the reading library does not tell of an .xlsx package.

Of cells: errors, formulas without a result, percentages, links to other workbooks, comments. Of sheets: hidden rows
and columns, which is also what a filter and a collapsed outline leave behind. It is looked for in the text of the
parts, and only where a word occurs that it cannot do without: most sheets are not searched.

In .xls, .xlsb, .ods and tables of text nothing of this is seen: what is hidden there is read like the rest, without
a warning, an error is a blank cell, and links count as what they show. Whether a whole sheet is hidden is known of
.xls, .xlsb and .ods too, and merged cells of .xls and HTML; the others read like sheets whose merging was taken back.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Literal
from xml.etree import ElementTree as ET

from starcli.excel.opening.extent import is_prefixed, is_spelled_alike
from starcli.excel.opening.guard import Damaged
from starcli.excel.opening.remembered import remembered
from starcli.excel.opening.unseen import Unseen, unseen_in

Sort = Literal["error", "unresolved", "percent"]

_PERCENT_FORMATS = ("9", "10")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\bs="([0-9]+)"')
_TYPE = re.compile(rb'\bt="([a-zA-Z]+)"')
_SPELLED = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_FORMULA = re.compile(rb"<(?:\w+:)?f[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>(.*?)</(?:\w+:)?v>", re.DOTALL)
_ALONE = re.compile(rb"</f>(?!<v>)")
_EMPTY = re.compile(rb"<(?:f(?:\s[^>]*)?/>|v(?:\s[^>]*)?(?:/>|></v>))")
_ENDS = (b">", b" ", b"/", b"\n", b"\r", b"\t")
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


def inspect_parts(part: Callable[[str], bytes], names: Iterable[str]) -> Mapping[str, Inside]:
    """What was found in sheets, by their names, from the parts of a package; sheets without anything are left out.

    Raises `Damaged` where a part does not parse: read without it, a percentage would be a plain number.
    """
    try:
        percent = _percent_styles(part("xl/styles.xml"))
        found = {name: inside for name in names if (inside := _inside(name, part, percent)) is not None}
        return {title: found[target] for title, target in sheet_parts(part) if target in found} if found else {}
    except (ET.ParseError, LookupError, ValueError, RuntimeError) as error:
        raise Damaged(str(error)) from error


def _inside(name: str, part: Callable[[str], bytes], percent: frozenset[bytes]) -> Inside | None:
    """What was found in one part; None where it is no sheet, or an ordinary one."""
    if not name.startswith("xl/") or not name.endswith(".xml"):
        return None
    xml = part(name)
    if b"sheetData" not in xml:
        return None
    marks = dict(_marks(xml, percent)) if _is_special(xml, percent) else {}
    unseen = unseen_in(name, part)
    return Inside(marks, unseen) if marks or unseen is not None else None


def _is_special(xml: bytes, percent: frozenset[bytes]) -> bool:
    """Whether a sheet may hold errors, formulas or percentages."""
    styled = any(b's="%b"' % number in xml for number in percent)
    prefixed = is_prefixed(xml)
    return styled or b't="e"' in xml or _is_unresolved(xml) or (prefixed and _is_followed(xml, b":f"))


def _is_unresolved(xml: bytes) -> bool:
    """Whether some formula may stand without a result: few do, and this is quicker than looking at each."""
    if not _is_followed(xml, b"<f"):
        return False
    # Character data and comments hide what is looked for.
    return _ALONE.search(xml) is not None or _EMPTY.search(xml) is not None or b"<!" in xml


def _is_followed(xml: bytes, opening: bytes) -> bool:
    """Whether some tag has exactly this name: `<f>`, not `<formula1>`. Each look through a sheet costs its time."""
    at = xml.find(opening)
    while at >= 0:
        at += len(opening)
        if xml[at : at + 1] in _ENDS:
            return True
        at = xml.find(opening, at)
    return False


def sheet_parts(part: Callable[[str], bytes]) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet. Raises `ValueError` where it depends on the library which part it is."""
    targets = _targets(part("xl/_rels/workbook.xml.rels"))
    for name, identity in _sheets(part("xl/workbook.xml")):
        target = targets.get(identity, "")
        yield name, target.lstrip("/") if target.startswith("/") else f"xl/{target}"


@remembered
def _targets(relations: bytes) -> Mapping[str | None, str]:
    """What each relation leads to."""
    root = ET.fromstring(relations)  # noqa: S314 entities were refused before
    targets = {relation.get("Id"): relation.get("Target", "") for relation in root}
    if len(targets) < len(root):
        raise ValueError("two relations of one name")
    return targets


@remembered
def _sheets(workbook: bytes) -> tuple[tuple[str, str | None], ...]:
    """The name and the relation of each sheet."""
    found = []
    for element in ET.fromstring(workbook).iter():  # noqa: S314 entities were refused before
        if _LOCAL.sub("", element.tag) == "sheet":
            identity = next((value for key, value in element.attrib.items() if key.endswith("}id")), None)
            found.append((element.get("name", ""), identity))
    return tuple(found)


@remembered
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
    for place, cell in _cells(xml) if is_spelled_alike(xml) else _cells_in_order(xml):
        mark = _mark(cell, percent)
        if mark is not None:
            yield place, mark


@dataclass(frozen=True, slots=True)
class _Cell:
    """What XML says of a cell that has a value or a formula; a formula that another cell holds too is empty."""

    type: bytes
    style: bytes
    formula: str | None
    value: str


def _cells(xml: bytes) -> Iterator[tuple[tuple[int, int], _Cell]]:
    """Every cell with a content, found in the text: each has its address."""
    for match in _CELL.finditer(xml):
        attributes, content = match[1], match[2]
        place = _REFERENCE.search(attributes)
        if not content or place is None:
            continue
        sort, style = _TYPE.search(attributes), _STYLE.search(attributes)
        formula, value = _FORMULA.search(content), _VALUE.search(content)
        yield (
            (int(place[2]) - 1, _column(place[1])),
            _Cell(
                sort[1] if sort else b"",
                style[1] if style else b"",
                _decoded(formula[1]) if formula else None,
                _decoded(value[1]) if value else "",
            ),
        )


def _cells_in_order(xml: bytes) -> Iterator[tuple[tuple[int, int], _Cell]]:
    """The same of a sheet that leaves addresses out or spells them in its own way. Raises `ParseError`."""
    row = column = 0
    for element in ET.fromstring(xml).iter():  # noqa: S314 entities were refused before
        tag = _LOCAL.sub("", element.tag)
        given = element.get("r", "").strip()
        if tag == "row":
            row, column = int(given) if given else row + 1, 0
        elif tag == "c":
            spelled = _SPELLED.fullmatch(given)
            row, column = (int(spelled[2]), _column(spelled[1].upper().encode()) + 1) if spelled else (row, column + 1)
            parts = {_LOCAL.sub("", part.tag): part.text or "" for part in element}
            sort, style = element.get("t", "").encode(), element.get("s", "").encode()
            yield (row - 1, column - 1), _Cell(sort, style, parts.get("f"), parts.get("v", ""))


def _mark(cell: _Cell, percent: frozenset[bytes]) -> Mark | None:
    if cell.type == b"e":
        return Mark("error", cell.value or "#N/A")
    if cell.formula is not None and not cell.value and cell.type != b"str":
        return Mark("unresolved", f"={cell.formula}")
    if cell.value and cell.style in percent and cell.type != b"s":
        return Mark("percent", "%")
    return None


def _decoded(content: bytes | None) -> str:
    return unescape((content or b"").decode("utf-8", "replace"))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
