"""The mark on sheets that starcli puts into a workbook: a hidden name of the sheet, which programs keep on saving.

Names of sheets and of parts do not last: people rename the ones, programs the others.
"""

import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from starcli.excel.archive import Unserviceable
from starcli.excel.imprint import SHEET_MARK
from starcli.excel.xml_edit import Document, Element

_LARGEST_PART = 64_000_000
_DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError)


@dataclass(frozen=True, slots=True)
class MarkedSheet:
    """A sheet with the mark: its place among all sheets, and which of starcli's pages it is, counted from 1."""

    index: int
    number: int
    element: Element


def rating_sheets(source: Path | bytes) -> frozenset[str]:
    """The names of the sheets that starcli put into a workbook: results, which are never read as answers."""
    try:
        with zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source) as package:
            info = package.NameToInfo.get("xl/workbook.xml")
            if info is None or info.file_size > _LARGEST_PART:
                return frozenset()
            content = package.read(info)
        if SHEET_MARK.encode() not in content:
            return frozenset()
        return frozenset(sheet.element.attributes.get("name", "") for sheet in marked_sheets(Document("", content)))
    except (*_DAMAGE, Unserviceable):
        return frozenset()


def marked_sheets(workbook: Document) -> tuple[MarkedSheet, ...]:
    """Every sheet with the mark, copies that people made of one included."""
    sheets, names = workbook.root.child("sheets"), workbook.root.child("definedNames")
    elements = list(sheets.all("sheet")) if sheets else []
    found = []
    for name in names.all("definedName") if names else ():
        index, number = name.attributes.get("localSheetId", ""), name.text.strip()
        if name.attributes.get("name") != SHEET_MARK or not (index.isdecimal() and number.isdecimal()):
            continue
        if int(index) < len(elements):
            found.append(MarkedSheet(int(index), int(number), elements[int(index)]))
    return tuple(sorted(found, key=lambda sheet: sheet.index))


def originals(marked: Sequence[MarkedSheet]) -> dict[int, MarkedSheet]:
    """The sheet of each number; of several, the one with the oldest id: a copy that somebody made is kept."""
    found: dict[int, MarkedSheet] = {}
    for sheet in sorted(marked, key=_age):
        found.setdefault(sheet.number, sheet)
    return found


def _age(sheet: MarkedSheet) -> int:
    text = sheet.element.attributes.get("sheetId", "")
    return int(text) if text.isdecimal() else 0
