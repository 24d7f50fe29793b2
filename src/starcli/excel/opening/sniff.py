"""What a file really is, by its content: the extension of what people send means little."""

import struct
import zipfile
from collections.abc import Collection
from io import BytesIO
from typing import Literal

Format = Literal["package", "ods", "ole", "encrypted", "archive", "html", "spreadsheet-xml", "text", "unknown"]
"""A package is .xlsx, .xlsm or .xlsb; ole is .xls or .et; an archive holds workbooks."""

ZIP = b"PK\x03\x04"
"""How every zip begins that is not empty."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
# Names of streams in an OLE container are UTF-16.
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_BINARY = frozenset(range(9)) | frozenset(range(14, 27)) | {28, 29, 30, 31}
_MOST_BINARY = 0.02


def sniff(content: bytes) -> Format:
    """The format of a file's content; a zip that is broken off counts as a package."""
    if content.startswith(ZIP):
        return sniff_package(_names(content))
    if content.startswith(_OLE):
        return "encrypted" if _ENCRYPTED_STREAM in content else "ole"
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "spreadsheet-xml"
    if head.startswith(b"<") and any(tag in content.lower() for tag in (b"<table", b"<html")):
        return "html"
    return "text" if _is_text(content) else "unknown"


def sniff_package(names: Collection[str]) -> Format:
    """The format of a zip with parts of these names."""
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "package"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    return "package" if "[Content_Types].xml" in names else "archive"


def _names(content: bytes) -> Collection[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return package.NameToInfo.keys()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error):
        # A broken-off download: whoever reads it says what is wrong with it.
        return ("[Content_Types].xml",)


def _is_text(content: bytes) -> bool:
    head = content[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return bool(head.strip()) and sum(byte in _BINARY for byte in head) <= len(head) * _MOST_BINARY
