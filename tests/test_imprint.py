"""The mark in our workbooks: recognised after any program saved them, and gone stale once they were edited."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from libreoffice import recalculated, require_libreoffice
from sheets import form, scheme

from starcli.excel.imprint import WRITTEN_AT, Imprint, read_imprint
from starcli.excel.writing.forms.form import write_form


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A blank form of ours."""
    write_form(scheme(), tmp_path / "f.xlsx", "zh")
    return tmp_path / "f.xlsx"


def test_a_workbook_of_ours_is_recognised(own: Path) -> None:
    """A workbook as we wrote it says what it is, and that nobody has touched it."""
    assert read_imprint(own) == Imprint("form", untouched=True)


def test_a_form_is_input_and_the_rest_is_output() -> None:
    """Results are never read as input, forms are."""
    sorts = ["form", "rating", "ranking", "gaps", "gaps-summary"]
    assert [Imprint(sort, untouched=True).is_output for sort in sorts] == [False, True, True, True, True]


def test_our_workbook_edited_and_saved_by_a_script(own: Path) -> None:
    """A workbook of ours that was loaded and saved by openpyxl is still known, and no longer untouched."""
    book = openpyxl.load_workbook(own)
    book["填报表"]["E5"] = 5
    book.save(own)
    assert read_imprint(own) == Imprint("form", untouched=False)


def test_our_workbook_saved_by_libreoffice(own: Path, tmp_path: Path) -> None:
    """A workbook of ours that LibreOffice saved is still known, and no longer as we wrote it."""
    require_libreoffice()
    assert read_imprint(recalculated(own, tmp_path)) == Imprint("form", untouched=False)


@pytest.mark.parametrize("content", [b"", b"no package", b"PK\x03\x04"])
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    """A file that is no package has no imprint."""
    (tmp_path / "f.xlsx").write_bytes(content)
    assert read_imprint(tmp_path / "f.xlsx") is None


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file has no imprint."""
    assert read_imprint(tmp_path / "f.xlsx") is None


def test_a_workbook_of_another_program(tmp_path: Path) -> None:
    """A workbook that we did not write has no imprint, even with the same headings."""
    assert read_imprint(form(tmp_path / "f.xlsx", "| 编码 | 填报值 |")) is None


def test_a_property_of_another_name_is_no_imprint(tmp_path: Path) -> None:
    """A workbook whose custom properties do not bear our name has no imprint."""
    book = openpyxl.Workbook()
    book.custom_doc_props.append(openpyxl.packaging.custom.StringProperty(name="department", value="form"))
    book.save(tmp_path / "f.xlsx")
    assert read_imprint(tmp_path / "f.xlsx") is None


def test_a_package_without_properties(tmp_path: Path) -> None:
    """A package that is no workbook at all has no imprint."""
    with zipfile.ZipFile(tmp_path / "f.xlsx", "w") as package:
        package.writestr("readme.txt", "form")
    assert read_imprint(tmp_path / "f.xlsx") is None


@pytest.mark.parametrize("part", ["docProps/custom.xml", "docProps/core.xml"])
def test_a_damaged_package_is_not_untouched(own: Path, part: str) -> None:
    """A package with a part that cannot be unpacked is not as we wrote it, and brings nothing down."""
    with zipfile.ZipFile(own) as package:
        info = package.getinfo(part)
    content = bytearray(own.read_bytes())
    start = info.header_offset + 30 + len(part)
    content[start : start + info.compress_size] = b"\xff" * info.compress_size
    own.write_bytes(content)
    imprint = read_imprint(own)
    assert imprint is None or not imprint.untouched


def test_every_workbook_bears_one_time(own: Path) -> None:
    """A workbook of ours bears the one time that all of them bear, as created and as modified."""
    properties = openpyxl.load_workbook(own).properties
    assert (properties.created, properties.modified) == (WRITTEN_AT, WRITTEN_AT)
