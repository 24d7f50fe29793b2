"""Packages that stand for more than any memory are refused before they are laid out."""

import zipfile
from io import BytesIO

import pytest

from starcli.excel.guard import Oversized, Package, check_package

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
