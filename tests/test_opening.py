"""Files of every kind, under every name: the content decides what they are."""

import csv
import shutil
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from libreoffice import converted, require_libreoffice
from sheets import framework

from starcli.excel.opening.workbook import open_content, open_file
from starcli.rater import Rater
from starcli.sources import Source

SAMPLE = Path(__file__).parent.parent / "samples" / "hujiaping.xlsx"
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
OWN, READ = "xl/worksheets/sheet6.xml", "xl/worksheets/sheet3.xml"
ROWS = [
    ["填报单位：石门村", "", "类型：村"],
    ["编码", "数据项", "填报值"],
    ["ORG-02", "空缺天数", "3"],
    ["SVC-03", "", "56"],
]


def total(path: Path) -> str:
    """The total of a form; the codes of what was found where it has none."""
    [one] = Rater(framework(), "self").rate(Source(path, path.parent))
    return str(one.rating.total) if one.rating else ",".join(found.code for found in one.findings)


def codes(content: bytes) -> list[str]:
    """What is found when some bytes are opened."""
    return [found.code for found in open_content(content, "f.xlsx").findings]


@pytest.mark.parametrize("name", ["表.xlsx", "表.xlsm", "表.xls", "表.et", "表.ods", "表", "表.xlsx (2)"])
def test_a_package_is_read_under_any_name(name: str, tmp_path: Path) -> None:
    """A workbook keeps its rating, whatever it is called."""
    shutil.copy(SAMPLE, tmp_path / name)
    assert total(tmp_path / name) == "95.04"


@pytest.mark.parametrize(("suffix", "name"), [("xls", "表.et"), ("xls", "表.xlsx"), ("ods", "表.xls")])
def test_other_formats_are_read_under_wrong_names(suffix: str, name: str, tmp_path: Path) -> None:
    """A form saved as .xls (which is what .et is) or .ods is read, also under another extension."""
    require_libreoffice()
    shutil.copy(converted(SAMPLE, suffix, tmp_path), tmp_path / name)
    assert total(tmp_path / name) == "95.04"


def as_csv(encoding: str) -> bytes:
    """A form as a CSV file."""
    stream = StringIO()
    csv.writer(stream).writerows(ROWS)
    return stream.getvalue().encode(encoding)


def as_html(encoding: str) -> bytes:
    """A form as the HTML table that government systems export as .xls."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f'<html><head><meta charset="{encoding}"></head><body><table>{rows}</table></body></html>'.encode(encoding)


@pytest.mark.parametrize("write", [as_csv, as_html])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_tables_that_are_text_are_read(write: Callable[[str], bytes], encoding: str) -> None:
    """CSV and HTML come out as the same cells in each encoding."""
    book = open_content(write(encoding), "导出.xls").value
    assert book is not None
    assert [list(row) for row in book.sheets[0].rows] == ROWS


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["file-empty"]),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ["not-a-workbook"]),
        (b"<html><table></table></html>", ["not-a-workbook"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ["password-protected"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ["workbook-unreadable"]),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', ["xml-spreadsheet"]),
        (b"PK\x03\x04 broken off", ["workbook-broken-off"]),
        (SAMPLE.read_bytes()[:9000], ["workbook-broken-off"]),
    ],
)
def test_what_is_no_workbook_is_one_finding(content: bytes, expected: list[str]) -> None:
    """Each file that cannot be read says what it is."""
    assert codes(content) == expected


def replaced(part: str, old: bytes, new: bytes, folder: Path, path: Path = SAMPLE) -> bytes:
    """The sample, or another workbook, with a piece of one part replaced."""
    target = folder / "changed.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in source.namelist():
            content = source.read(name)
            changed.writestr(name, content.replace(old, new) if name == part else content)
    return target.read_bytes()


def test_a_cell_in_the_far_corner_is_refused(tmp_path: Path) -> None:
    """A cell that would make the sheet take gigabytes is a finding, not a crash."""
    assert codes(replaced(READ, b"</sheetData>", FAR, tmp_path)) == ["package-oversized"]


def test_a_sheet_that_nobody_lays_out_may_be_any_size(tmp_path: Path) -> None:
    """What a form of ours works out by itself is not read, and so it keeps nobody from reading the rest."""
    opened = open_content(replaced(OWN, b"</sheetData>", FAR, tmp_path), "f.xlsx")
    assert opened.findings == ()
    assert opened.value is not None
    assert [sheet.name for sheet in opened.value.sheets] == ["说明", "基本信息", "填报表", "加减分与否决"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b'Target="worksheets/sheet6.xml"', b'Target="worksheets/sheet3.xml"', "package-oversized"),
        (b'Target="worksheets/sheet6.xml"', b'Target="worksheets/./sheet6.xml"', "package-oversized"),
        (b'Id="rId3"', b'Id="rId6"', "workbook-unreadable"),
    ],
)
def test_a_sheet_that_may_be_taken_for_one_of_ours_is_looked_at(
    old: bytes, new: bytes, expected: str, tmp_path: Path
) -> None:
    """No sheet is laid out unseen because its part, or the relation to it, is named as that of a sheet of ours."""
    (tmp_path / "far.xlsx").write_bytes(replaced(READ, b"</sheetData>", FAR, tmp_path))
    changed = replaced("xl/_rels/workbook.xml.rels", old, new, tmp_path, tmp_path / "far.xlsx")
    assert codes(changed) == [expected]


def test_entities_are_refused(tmp_path: Path) -> None:
    """A part that declares entities is not parsed."""
    declared = b'standalone="yes"?><!DOCTYPE x [<!ENTITY y "z">]>'
    changed = replaced("xl/sharedStrings.xml", b'standalone="yes"?>', declared, tmp_path)
    assert codes(changed) == ["package-oversized"]


def test_an_entry_with_a_password_of_its_own() -> None:
    """A package whose entries are encrypted one by one is one that opens with a password."""
    content = bytearray(SAMPLE.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    assert codes(bytes(content)) == ["password-protected"]


def test_a_part_that_does_not_unpack() -> None:
    """A package with rubbish amid a part says that it cannot be opened."""
    content = bytearray(SAMPLE.read_bytes())
    at = content.find(b"xl/worksheets/sheet1.xml")
    content[at + 60 : at + 160] = bytes(range(100))
    assert codes(bytes(content)) == ["workbook-unreadable"]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b"<sheets>", b"<sheets><x:y/>"),
        ("xl/workbook.xml", b"</workbook>", b""),
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", b""),
    ],
)
def test_a_list_of_sheets_that_does_not_parse(part: str, old: bytes, new: bytes, tmp_path: Path) -> None:
    """A form of which nobody can tell the sheets that it works out by itself is not read."""
    assert codes(replaced(part, old, new, tmp_path)) == ["workbook-unreadable"]


def test_a_page_that_the_parser_refuses() -> None:
    """A page with which Python's parser cannot cope is a finding."""
    assert codes(b"<html><table><tr><td>1</td><![x[1]]></tr></table></html>") == ["workbook-unreadable"]


class PanicException(BaseException):
    """As the reading library's own, which nobody can import."""


@pytest.mark.parametrize(("fault", "expected"), [(PanicException, ["workbook-unreadable"]), (KeyboardInterrupt, None)])
def test_a_panic_of_the_library_is_a_finding(
    fault: type[BaseException], expected: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A panic ends the reading of one file; somebody who interrupts the program ends the program."""

    class Broken:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise fault("left == right")

    monkeypatch.setattr("python_calamine.CalamineWorkbook", Broken)
    if expected is None:
        with pytest.raises(fault):
            codes(SAMPLE.read_bytes())
    else:
        assert codes(SAMPLE.read_bytes()) == expected


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    """A file larger than any form is refused by its size alone."""
    file = tmp_path / "f.xlsx"
    with file.open("wb") as stream:
        stream.truncate(60_000_000)
    assert [found.code for found in open_file(file, "f.xlsx").findings] == ["file-too-large"]


def test_a_file_that_went_away(tmp_path: Path) -> None:
    """A file that is gone when it is opened is a finding."""
    assert [found.code for found in open_file(tmp_path / "f.xlsx", "f.xlsx").findings] == ["workbook-unreadable"]
