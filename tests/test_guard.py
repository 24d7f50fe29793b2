"""Packages that stand for more than any memory are refused before they are laid out."""

import zipfile
from io import BytesIO

import pytest

from starcli.excel.opening.guard import Damaged, Oversized, Package, check_document, check_package

SHEET = "xl/worksheets/sheet1.xml"


def package(parts: dict[str, bytes]) -> Package:
    """A package of the given parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return Package(buffer.getvalue())


def sheet(*cells: str) -> Package:
    """A package whose one sheet has the given cells."""
    return package({SHEET: f"<worksheet><sheetData><row>{''.join(cells)}</row></sheetData></worksheet>".encode()})


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<x:c s="1" r="ZZ99999" t="s"><x:v>1</x:v></x:c>',
        '<c r="A1"><v>1</v></c><c r="B9999999"><v>1</v></c>',
        '<c  r="XFD1048576"><v>1</v></c>',
        '<c\nr = "XFD1048576"><v>1</v></c>',
        '<c r="xfd1048576"><v>1</v></c>',
        '<c r="&#88;FD1048576"><v>1</v></c>',
        '<c r="XFD01048576"><v>1</v></c>',
        '<c r=" XFD1048576 "><v>1</v></c>',
        '<c t="n" r="A1"/><c r="XFD1"/><row r="1048576"/><c><v>1</v></c>',
        '<c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c>',
        '<c r="XFD1"><v>1</v></c></row>' + "<row><c/></row>" * 1000 + "<row><c/>",
    ],
)
def test_a_filled_cell_in_the_far_corner_is_refused(cell: str) -> None:
    """A sheet is laid out from its first to its last filled cell: one too far out is too large."""
    with pytest.raises(Oversized, match=SHEET):
        check_package(sheet(cell))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576" s="3"/>',
        '<c r="A1048576"><v>1</v></c>',
        '<c r="CZ2000"><v>1</v></c>',
        "<c><v>1</v></c>",
    ],
)
def test_what_people_do_is_allowed(cell: str) -> None:
    """Formats down to the last row, a long column and a wide master are ordinary."""
    check_package(sheet(cell))


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_entities_are_refused(name: str) -> None:
    """A part that declares entities is not parsed by anybody."""
    with pytest.raises(Oversized, match=name):
        check_package(package({name: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'}))


@pytest.mark.parametrize(("name", "tag"), [("xl/sharedStrings.xml", b"<si/>"), ("xl/styles.xml", b"<xf/>")])
def test_millions_of_strings_or_styles_are_refused(name: str, tag: bytes) -> None:
    """More entries than any workbook has are refused."""
    with pytest.raises(Oversized, match=name):
        check_package(package({name: tag * 1_000_001}))


def test_a_part_that_unpacks_without_end_is_refused() -> None:
    """A part beyond its allowed size is refused while it is being unpacked."""
    with pytest.raises(Oversized, match="xl/media/a"):
        package({"xl/media/a": bytes(64_000_001)}).part("xl/media/a")


def test_a_package_that_unpacks_without_end_is_refused() -> None:
    """The sizes that the parts declare are added up before anything is unpacked."""
    with pytest.raises(Oversized, match=r"\*"):
        package({f"xl/media/{number}": bytes(60_000_000) for number in range(5)})


def test_a_part_that_is_not_there_is_empty() -> None:
    """Asking for a part that a package does not have is no fault."""
    assert package({}).part("xl/styles.xml") == b""


def test_a_sheet_that_lies_elsewhere_is_looked_at_too() -> None:
    """Where a sheet's part lies is up to the workbook: every part with cells is looked at."""
    with pytest.raises(Oversized, match=r"xl/other/s\.xml"):
        check_package(package({"xl/other/s.xml": b'<sheetData><c r="XFD1048576"><v>1</v></c></sheetData>'}))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_an_encoding_that_no_program_writes_is_refused(encoding: str) -> None:
    """In UTF-16 nothing of what is looked for would be seen."""
    with pytest.raises(Oversized, match=SHEET):
        check_package(package({SHEET: '<?xml version="1.0" encoding="UTF-16"?><worksheet/>'.encode(encoding)}))


def test_two_parts_of_one_name_are_refused() -> None:
    """Where readers could differ in which part they take, the package is damaged."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(SHEET, b"<worksheet/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(SHEET, b"<worksheet/>")
    with pytest.raises(Damaged, match="two parts"):
        Package(buffer.getvalue())


TABLE = (
    '<document xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><t:table>{}</t:table></document>'
)
FILLED = '<t:table-cell o:value-type="float" o:value="1"{}/>'
REPEATED_ROW, REPEATED_CELL = ' t:number-rows-repeated="1048576"', ' t:number-columns-repeated="16384"'


def document(rows: str) -> Package:
    """An OpenDocument spreadsheet of one table."""
    return package({"content.xml": TABLE.format(rows).encode()})


ENDLESS_CELL, ONE_CELL = FILLED.format(REPEATED_CELL), FILLED.format("")
ENDLESS_ROWS = f"<t:table-row{REPEATED_ROW}>{{}}</t:table-row>"


@pytest.mark.parametrize(
    "rows",
    [
        ENDLESS_ROWS.format(ENDLESS_CELL),
        ENDLESS_ROWS.format(ONE_CELL) + f"<t:table-row>{ENDLESS_CELL}</t:table-row>",
        f"<t:table-row>{ENDLESS_CELL}</t:table-row>{ENDLESS_ROWS.format('')}<t:table-row>{ONE_CELL}</t:table-row>",
    ],
)
def test_a_table_that_repeats_itself_without_end_is_refused(rows: str) -> None:
    """Rows and cells of an OpenDocument table may stand for millions."""
    with pytest.raises(Oversized, match=r"content\.xml"):
        check_document(document(rows))


def test_blank_rows_to_the_end_are_ordinary() -> None:
    """Spreadsheet programs fill a table up with one row that stands for a million blank ones."""
    blank = f"<t:table-row{REPEATED_ROW}><t:table-cell{REPEATED_CELL}/></t:table-row>"
    check_document(document(f"<t:table-row>{FILLED.format('')}</t:table-row>{blank}"))


def test_what_is_no_xml_is_damaged() -> None:
    """A part that does not parse is told as damage."""
    with pytest.raises(Damaged, match=r"content\.xml"):
        check_document(package({"content.xml": b"<table>"}))
    with pytest.raises(Damaged, match=SHEET):
        check_package(package({SHEET: b"<sheetData><c r='A1'><v></c>"}))
