"""The package of a form as LibreOffice is given it: something typed, wrong results planted, less to load."""

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

from starcli.excel.imprint import FORM_SHEETS
from starcli.excel.writing.forms.spots import Spot, letters

PLANTED = -987654.25
"""The wrong result that stands in each formula's cell until LibreOffice calculates it."""


@dataclass(frozen=True, slots=True)
class Literal:
    """What a cell may hold besides numbers and texts: its type and value in the file, such as `b` and `1`."""

    type: str
    value: str


Typed = Decimal | int | str | Literal
_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)")(?: s="[0-9]+")?(?: t="[a-z]+")?>(<f>[^<]*</f>)<v>[^<]*</v></c>')
_COSTLY = (
    re.compile(rb"<conditionalFormatting .*?</conditionalFormatting>", re.DOTALL),
    re.compile(rb"<extLst>.*?</extLst>", re.DOTALL),
    re.compile(rb"<drawing [^>]*/>"),
)
"""Colours, data bars and charts: much time goes into them, and no formula looks at them."""
_PRINT_TITLES = re.compile(rb'<definedName name="_xlnm.Print_Titles".*?</definedName>', re.DOTALL)
"""The rows that are repeated on each page: LibreOffice lays out pages for them."""
_SHEET = re.compile(r"xl/worksheets/sheet[0-9]+\.xml")
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/worksheets/_rels/"


def given(content: bytes) -> bytes:
    """A form with a wrong result in every formula's cell, without colours, charts, print titles and formats of results.

    Raises `ValueError` when a formula, or a cell that is typed into, is not byte for byte what it was.
    """

    def planted(name: str, part: bytes) -> bytes | None:
        if name.startswith(_RELATIONS):
            return None
        if not _SHEET.fullmatch(name):
            return _PRINT_TITLES.sub(b"", part) if name == _WORKBOOK else part
        wrong, count = _FORMULA.subn(rb"\1>\3<v>%f</v></c>" % PLANTED, part)
        for costly in _COSTLY:
            wrong = costly.sub(b"", wrong)
        if count != part.count(b"<f>") or _without_results(wrong) != _without_results(part):
            raise ValueError(name)
        return wrong

    return _changed(content, planted)


def typed_into(content: bytes, cells: Mapping[Spot, Typed]) -> bytes:
    """A form after somebody has typed something into cells; no result is brought up to date.

    Raises `ValueError` for a cell that is not there, or has a formula.
    """
    by_part: dict[str, dict[str, Typed]] = {}
    for spot, value in cells.items():
        part = f"xl/worksheets/sheet{FORM_SHEETS.index(spot.role) + 1}.xml"
        by_part.setdefault(part, {})[f"{letters(spot.column)}{spot.row + 1}"] = value
    return _changed(content, lambda name, part: _filled(part, by_part.get(name, {}), over_formulas=False))


def put_into(content: bytes, part: str, cells: Mapping[str, Typed | None]) -> bytes:
    """A workbook after somebody has typed something into cells of a sheet, over formulas too, or has emptied them.

    Raises `ValueError` for a cell that is not there.
    """
    return _changed(content, lambda name, old: _filled(old, cells, over_formulas=True) if name == part else old)


def _filled(part: bytes, cells: Mapping[str, Typed | None], *, over_formulas: bool) -> bytes:
    for address, value in cells.items():
        cell = re.compile(rb'<c r="%s"( s="[0-9]+")?[^>]*?(?:/>|>(.*?)</c>)' % address.encode(), re.DOTALL)
        match = cell.search(part)
        if match is None or (not over_formulas and b"<f>" in (match[2] or b"")):
            raise ValueError(address)
        part = part[: match.start()] + _written(address, match[1] or b"", value) + part[match.end() :]
    return part


def counting_from_1904(content: bytes) -> bytes:
    """The same form with the other date system of spreadsheets. Raises `ValueError` when it has it already."""

    def dated(name: str, part: bytes) -> bytes:
        if name != _WORKBOOK:
            return part
        changed, count = re.subn(rb"<workbookPr ", rb'<workbookPr date1904="1" ', part)
        if count != 1 or b"date1904" in part:
            raise ValueError(name)
        return changed

    return _changed(content, dated)


def formulas(content: bytes) -> dict[tuple[str, str], bytes]:
    """Every formula of a package by part and address."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {
            (name, match[2].decode()): match[3]
            for name in package.namelist()
            if _SHEET.fullmatch(name)
            for match in _FORMULA.finditer(package.read(name))
        }


def _without_results(part: bytes) -> bytes:
    """The rows of a sheet as they stand in the file, the cells of formulas without format, type and result."""
    start = part.index(b"<sheetData")
    return _FORMULA.sub(rb"\1\3", part[start : part.index(b"</sheetData>", start)])


def _written(address: str, style: bytes, value: Typed | None) -> bytes:
    start = b'<c r="%s"%s' % (address.encode(), style)
    if value is None:
        return b"%s/>" % start
    if isinstance(value, str):
        text = escape(value).encode()
        return b'%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (start, text)
    if isinstance(value, Literal):
        return b'%s t="%s"><v>%s</v></c>' % (start, value.type.encode(), value.value.encode())
    return b"%s><v>%s</v></c>" % (start, str(value).encode())


def _changed(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A package with its parts changed; one that comes to nothing is left out."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as outcome:
        for name in package.namelist():
            part = change(name, package.read(name))
            if part is not None:
                outcome.writestr(name, part)
    return buffer.getvalue()
