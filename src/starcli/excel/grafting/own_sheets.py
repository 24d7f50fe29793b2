"""The mark on sheets that starcli puts into a workbook: a name of the sheet that stands for the number of the page.

Names of sheets and of parts do not last: people rename the ones, programs the others. Names in a workbook are kept
by programs, and this one is no hidden name, which inspectors of documents take out: whoever deletes it in the name
manager makes the sheet their own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starcli.excel.grafting.archive import Archive, Unserviceable
from starcli.excel.grafting.xml_edit import Document, Element
from starcli.excel.imprint import SHEET_MARK

_PAGES = ("1", "2", "3", "4")

WORKBOOK = "xl/workbook.xml"
"""The part that lists the sheets: the reading library knows it by this name alone."""

_COPIED = re.compile(r"[\s_-]*(?:\(?\d+\)?|的?副本.*|copy.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkedSheet:
    """A sheet with the mark: its place among all sheets, and which of starcli's pages it is, counted from 1."""

    index: int
    number: int
    element: Element

    @property
    def name(self) -> str:
        """What the sheet is called."""
        return self.element.attributes.get("name", "")


def rating_sheets(content: bytes, mark: str = SHEET_MARK) -> frozenset[str]:
    """The names of the sheets that starcli put into a workbook, those of a rating or those with another mark."""
    try:
        workbook = Document(WORKBOOK, Archive(content).read(WORKBOOK))
    except Unserviceable:
        return frozenset()
    return frozenset(sheet.name for sheet in marked_sheets(workbook, mark))


def marked_sheets(workbook: Document, mark: str = SHEET_MARK) -> tuple[MarkedSheet, ...]:
    """Every sheet with the mark in their order, copies that people made of one included."""
    sheets, names = workbook.root.child("sheets"), workbook.root.child("definedNames")
    elements = list(sheets.all("sheet")) if sheets else []
    found = []
    for name in names.all("definedName") if names else ():
        index, number = name.attributes.get("localSheetId", ""), name.text.strip()
        if name.attributes.get("name") == mark and index.isdecimal() and number in _PAGES:
            found += [MarkedSheet(int(index), int(number), each) for each in elements[int(index) : int(index) + 1]]
    return tuple(sorted(found, key=lambda sheet: sheet.index))


def originals(marked: Sequence[MarkedSheet]) -> dict[int, MarkedSheet]:
    """The sheet of each number; where somebody made copies, the one that they were made of."""
    found: dict[int, MarkedSheet] = {}
    for sheet in sorted(marked, key=lambda each: (_is_copy(each, marked), _age(each))):
        found.setdefault(sheet.number, sheet)
    return found


def _is_copy(sheet: MarkedSheet, marked: Iterable[MarkedSheet]) -> bool:
    """Whether the name is that of another sheet and what programs append to it for a copy."""
    others = (each.name for each in marked if each.number == sheet.number)
    return any(sheet.name.startswith(name) and _COPIED.fullmatch(sheet.name, len(name)) for name in others)


def _age(sheet: MarkedSheet) -> int:
    """The id of a sheet: the older, the lower. Some programs number sheets anew by their place."""
    text = sheet.element.attributes.get("sheetId", "")
    return int(text) if text.isdecimal() else 0
