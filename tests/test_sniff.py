"""What a file really is, whatever it is called."""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from libreoffice import converted, require_libreoffice

from starcli.excel.opening.sniff import sniff


def package(*names: str) -> bytes:
    """A zip with the named parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return buffer.getvalue()


def workbook(path: Path) -> bytes:
    """An ordinary workbook."""
    book = openpyxl.Workbook()
    book.active["A1"] = "编码"
    book.save(path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (package("[Content_Types].xml", "xl/workbook.xml"), "package"),
        (package("[Content_Types].xml", "xl/workbook.bin"), "package"),
        (package("[Content_Types].xml", "word/document.xml"), "package"),
        (package("mimetype", "content.xml"), "ods"),
        (package("云溪镇/石门村.xlsx", "readme.txt"), "archive"),
        (b"PK\x03\x04 broken off", "package"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "ole"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "html"),
        (b"\xef\xbb\xbf  <TABLE><tr><td>1</td></tr></TABLE>", "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "spreadsheet-xml"),
        ("编码,填报值\nORG-02,0\n".encode("gb18030"), "text"),
        ("编码,填报值\n".encode("utf-16"), "text"),
        (b"<note>no table</note>", "text"),
        (b"", "unknown"),
        (b"   \n", "unknown"),
        (bytes(range(256)), "unknown"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "unknown"),
    ],
)
def test_the_content_tells(content: bytes, expected: str) -> None:
    """The first bytes, and the names inside a container, tell what a file is."""
    assert sniff(content) == expected


def test_workbooks_of_several_writers(tmp_path: Path) -> None:
    """What openpyxl, XlsxWriter and LibreOffice write is known for what it is."""
    require_libreoffice()
    own = tmp_path / "a.xlsx"
    workbook(own)
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        book.add_worksheet()
    files = [own, tmp_path / "b.xlsx", converted(own, "xls", tmp_path), converted(own, "ods", tmp_path)]
    assert [sniff(file.read_bytes()) for file in files] == ["package", "package", "ole", "ods"]
