"""A file -> a `Book`, whatever it is called: workbooks of every kind, CSV, and HTML that exports call .xls.

The content decides, never the extension. What cannot be read is one finding that says what the file is and
what to do; nothing is laid out before its size is known.
"""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from starcli.core.findings import Finding, Location, Read, finding
from starcli.excel.book import Book, Sheet, with_marks
from starcli.excel.guard import LARGEST_FILE, Oversized, Package, check_package
from starcli.excel.inspect import Marks, inspect_parts
from starcli.excel.own_sheets import rating_sheets
from starcli.excel.sniff import Format, sniff
from starcli.excel.text_tables import decode, read_csv, read_html

_REFUSED: Mapping[Format, str] = {
    "encrypted": "password-protected",
    "spreadsheet-xml": "xml-spreadsheet",
    "archive": "archive-unread",
    "unknown": "not-a-workbook",
}


def open_file(path: Path, name: str) -> Read[Book | None]:
    """The workbook at a path, called `name` in findings; None with a finding when it cannot be read."""
    content = read_content(path, name)
    return Read(None, content.findings) if content.value is None else open_content(content.value, name)


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


def open_content(content: bytes, name: str) -> Read[Book | None]:
    """The workbook that some bytes are."""
    if not content:
        return _refused("file-empty", name)
    kind = sniff(content)
    if kind in _REFUSED:
        return _refused(_REFUSED[kind], name)
    if kind in ("text", "html"):
        return _open_text(content, kind, name)
    try:
        marks = _inspected(content) if kind == "package" else {}
    except Oversized as error:
        return _refused("package-oversized", name, part=str(error))
    except zipfile.BadZipFile:
        return _refused("workbook-broken-off", name)
    return _open_workbook(content, marks, name)


def _inspected(content: bytes) -> Mapping[str, Marks]:
    """What the library does not tell of a package. Raises `Oversized` and `BadZipFile`."""
    package = Package(content)
    check_package(package)
    return inspect_parts(package.part)


def _open_workbook(content: bytes, marks: Mapping[str, Marks], name: str) -> Read[Book | None]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 where a book is read

    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            sheets = []
            own = rating_sheets(content)
            for title in (name for name in workbook.sheet_names if name not in own):
                sheet = workbook.get_sheet_by_name(title)
                rows = with_marks(sheet.to_python(skip_empty_area=False), marks.get(title, {}))
                sheets.append(Sheet(title, rows, tuple(sheet.merged_cell_ranges or ())))
    except PasswordError:
        return _refused("password-protected", name)
    except (CalamineError, OSError, ValueError) as error:
        return _refused(
            "workbook-unreadable", name, reason=(str(error).strip() or type(error).__name__).splitlines()[0]
        )
    return Read(Book(name, tuple(sheets)))


def _open_text(content: bytes, kind: Format, name: str) -> Read[Book | None]:
    text = decode(content)
    if text is None:
        return _refused("not-a-workbook", name)
    sheets = read_html(text) if kind == "html" else (read_csv(text, Path(name).stem),)
    return Read(Book(name, sheets)) if any(sheet.rows for sheet in sheets) else _refused("not-a-workbook", name)


def _refused(code: str, name: str, **details: str | int) -> Read[Book | None]:
    found: tuple[Finding, ...] = (finding(code, Location(name), **details),)
    return Read(None, found)
