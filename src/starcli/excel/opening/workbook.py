"""A file -> a `Book`, whatever it is called: workbooks of every kind, CSV, and HTML that exports call .xls.

The content decides, never the extension. What cannot be read is one finding that says what the file is and
what to do; nothing is laid out before its size is known.
"""

import re
from collections.abc import Collection, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from starcli.core.findings import Finding, Location, Read, finding
from starcli.excel.imprint import PROPERTIES, is_page, is_result
from starcli.excel.opening.book import Book, Sheet, Visibility, with_marks
from starcli.excel.opening.guard import (
    DAMAGE,
    LARGEST_FILE,
    LISTS,
    BrokenOff,
    Damaged,
    Oversized,
    Package,
    check_document,
    check_package,
    check_part,
)
from starcli.excel.opening.inspect import Inside, inspect_parts, sheet_parts
from starcli.excel.opening.own_sheets import own_sheets
from starcli.excel.opening.sniff import ZIP, Format, sniff, sniff_package

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_DAMAGE = (*DAMAGE, LookupError, ArithmeticError, AssertionError, ParseError)
"""What else damaged bytes make Python's own libraries raise: HTML's parser asserts what exports do not keep."""
_ORDINARY_PART = re.compile(r"xl/worksheets/sheet[0-9]{1,4}\.xml")
_PLAIN = Inside()
_VISIBILITY: Mapping[str, Visibility] = {
    "SheetVisibleEnum.Hidden": "hidden",
    "SheetVisibleEnum.VeryHidden": "very hidden",
}

_REFUSED: Mapping[Format, str] = {
    "encrypted": "password-protected",
    "spreadsheet-xml": "xml-spreadsheet",
    "archive": "archive-unread",
    "unknown": "not-a-workbook",
}


def open_file(path: Path, name: str, results: Collection[str] = ()) -> Read[Book | None]:
    """The workbook at a path, called `name` in findings; None with a finding when it cannot be read."""
    content = read_content(path, name)
    return Read(None, content.findings) if content.value is None else open_content(content.value, name, results)


def read_content(path: Path, name: str) -> Read[bytes | None]:
    """The bytes of a file; None with a finding when it cannot be read or is larger than any form."""
    found: tuple[Finding, ...]
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            found = (finding("file-too-large", Location(name), megabytes=size // 1_000_000),)
            return Read(None, found)
        return Read(path.read_bytes())
    except OSError as error:
        found = (finding("workbook-unreadable", Location(name), reason=error.strerror or type(error).__name__),)
        return Read(None, found)


def open_content(content: bytes, name: str, results: Collection[str] = ()) -> Read[Book | None]:
    """The workbook that some bytes are; None with a finding, whatever is wrong with them.

    Of what starcli wrote itself only forms are looked into, and results of the given sorts.
    """
    try:
        return _open(content, name, results)
    except Oversized as error:
        return _refused("package-oversized", name, part=str(error))
    except BrokenOff:
        return _refused("workbook-broken-off", name)
    except (Damaged, *_DAMAGE) as error:
        # So says `zipfile` of an entry that is encrypted by itself.
        if "password required" in str(error):
            return _refused("password-protected", name)
        return _refused("workbook-unreadable", name, reason=str(error).strip() or type(error).__name__)


def _open(content: bytes, name: str, results: Collection[str]) -> Read[Book | None]:
    if content.startswith(ZIP):
        return _open_package(Package(content), content, name, results)
    if is_page(content):
        return Read(Book(name, (), is_result=True))
    kind = sniff(content)
    if kind in _REFUSED:
        return _refused("file-empty" if not content else _REFUSED[kind], name)
    return _open_workbook(content, {}, name) if kind == "ole" else _open_text(content, kind, name)


def _open_package(package: Package, content: bytes, name: str, results: Collection[str]) -> Read[Book | None]:
    kind = sniff_package(package.names)
    if kind == "archive":
        return _refused(_REFUSED[kind], name)
    if kind == "ods":
        check_document(package)
        return _open_workbook(content, {}, name)
    if is_result(package.part(PROPERTIES), results):
        return Read(Book(name, (), is_result=True))
    for part in LISTS:
        check_part(package, part)
    own = own_sheets(package.part("xl/workbook.xml"))
    unread = _parts_of(own, package) if own else frozenset()
    check_package(package, unread)
    inside = inspect_parts(package.part, [part for part in package.names if part not in unread])
    return _open_workbook(content, inside, name, own)


def _parts_of(own: Collection[str], package: Package) -> frozenset[str]:
    """The parts that hold nothing but sheets of our own: nobody lays these out, so nobody need look at them.

    Where a part is named in a way that libraries may understand differently, none is left out.
    """
    try:
        sheets = list(sheet_parts(package.part))
    except (ParseError, ValueError) as error:
        raise Damaged(str(error)) from error
    titles, parts = {title for title, _ in sheets}, {part for _, part in sheets}
    if len(titles) < len(sheets) or len(parts) < len(sheets) or not all(map(_ORDINARY_PART.fullmatch, parts)):
        return frozenset()
    return frozenset(part for title, part in sheets if title in own)


def _open_workbook(
    content: bytes, inside: Mapping[str, Inside], name: str, own: frozenset[str] = frozenset()
) -> Read[Book | None]:
    """The sheets of a workbook, except our own in it."""
    from python_calamine import CalamineWorkbook, PasswordError  # noqa: PLC0415 where a book is read

    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            shown = [(each.name, str(each.visible)) for each in workbook.sheets_metadata if each.name not in own]
            sheets = tuple(
                _sheet(workbook.get_sheet_by_name(title), title, inside.get(title, _PLAIN), _VISIBILITY.get(visible))
                for title, visible in shown
            )
    except PasswordError:
        return _refused("password-protected", name)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 a panic of the library is no `Exception`
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        return _refused("workbook-unreadable", name, reason=reason)
    return Read(Book(name, sheets))


def _sheet(sheet: "CalamineSheet", title: str, inside: Inside, visibility: Visibility | None) -> Sheet:
    rows = with_marks(sheet.to_python(skip_empty_area=False), inside.marks)
    return Sheet(title, rows, tuple(sheet.merged_cell_ranges or ()), visibility or "visible", inside.unseen)


def _open_text(content: bytes, kind: Format, name: str) -> Read[Book | None]:
    from starcli.excel.opening.text_tables import decode, read_csv, read_html  # noqa: PLC0415 few forms come as text

    text = decode(content)
    if text is None:
        return _refused("not-a-workbook", name)
    sheets = read_html(text) if kind == "html" else (read_csv(text, Path(name).stem),)
    return Read(Book(name, sheets)) if any(sheet.rows for sheet in sheets) else _refused("not-a-workbook", name)


def _refused(code: str, name: str, **details: str | int) -> Read[Book | None]:
    found: tuple[Finding, ...] = (finding(code, Location(name), **details),)
    return Read(None, found)
