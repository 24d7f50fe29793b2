"""Values put into empty cells of a workbook as it stands, and when that is refused."""

import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from graft_books import packed, parts

from starcli.excel.grafting.archive import Unserviceable
from starcli.excel.grafting.fill_cells import Cells, filled

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book() -> bytes:
    """Two sheets: on the first a filled cell, an empty one with a style, and one to the right of both."""
    made = openpyxl.Workbook()
    first = made.worksheets[0]
    first.title = "填报表"
    first["A1"], first["B2"], first["E2"], first["A3"] = "编码", 5, "=B2*2", "末行"
    first["C2"].number_format = "0.00"
    made.create_sheet("说明")["A1"] = "其他"
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def edited(content: bytes, *changes: tuple[bytes, bytes], part: str = SHEET) -> bytes:
    """The workbook with words of a part replaced, each of which must be there."""
    known = parts(content)
    for old, new in changes:
        assert old in known[part]
        known[part] = known[part].replace(old, new)
    return packed(known)


def prefixed(content: bytes) -> bytes:
    """The workbook as programs write it that give every tag of a sheet a prefix."""
    known = parts(content)
    text = known[SHEET].replace(b"</", b"\0").replace(b"<", b"<x:").replace(b"\0", b"</x:")
    known[SHEET] = text.replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x=")
    return packed(known)


def values(content: bytes) -> dict[str, object]:
    """The filled cells of the first sheet."""
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


@pytest.mark.parametrize("shape", [lambda content: content, prefixed], ids=["plain tags", "prefixed tags"])
@pytest.mark.parametrize(
    "cells",
    [
        {"C2": Decimal("12.50")},
        {"D2": Decimal(3)},
        {"F2": "是"},
        {"C1": "不予认定 <&>", "D2": Decimal("0.1"), "C2": Decimal(7), "F3": "甲"},
    ],
    ids=["an empty cell that is there", "between two cells", "after the last cell", "several rows"],
)
def test_cells_are_filled_and_others_stay(shape: Callable[[bytes], bytes], cells: Cells) -> None:
    """What was there stays, to the letter outside the sheet."""
    before = shape(book())
    after = filled(before, {"填报表": cells, "说明": {}})
    expected = {at: float(value) if isinstance(value, Decimal) else value for at, value in cells.items()}
    assert values(after) == {"A1": "编码", "B2": 5, "E2": "=B2*2", "A3": "末行"} | expected
    changed = {name for name, content in parts(after).items() if content != parts(before)[name]}
    assert changed <= {SHEET, "xl/workbook.xml"}


@pytest.mark.parametrize(
    "said", [b'<calcPr calcId="1"', b'<calcPr fullCalcOnLoad="0"'], ids=["not said", "said not to"]
)
def test_results_of_formulas_are_calculated_anew(said: bytes) -> None:
    """What formulas gave before the values were there is not shown."""
    content = parts(book())
    content["xl/workbook.xml"] = re.sub(rb"<calcPr[^/]*", said, content["xl/workbook.xml"])
    after = parts(filled(packed(content), {"填报表": {"C2": Decimal(7)}}))["xl/workbook.xml"]
    assert re.findall(rb'fullCalcOnLoad="(.)"', after) == [b"1"]


def test_the_style_of_a_cell_stays() -> None:
    """A cell keeps the format of its number."""
    after = filled(book(), {"填报表": {"C2": Decimal(7)}})
    assert openpyxl.load_workbook(BytesIO(after)).worksheets[0]["C2"].number_format == "0.00"


def test_nothing_wanted_is_nothing_changed() -> None:
    """Without values the workbook is the same, byte for byte."""
    content = book()
    assert filled(content, {"填报表": {}}) == content


@pytest.mark.parametrize(
    ("content", "sheet", "cells"),
    [
        (book(), "别的表", {"C2": Decimal(1)}),
        (book(), "填报表", {"C9": Decimal(1)}),
        (edited(book(), (b"</row></sheetData>", b'</row><row r="9"/></sheetData>')), "填报表", {"C9": Decimal(1)}),
        (edited(book(), (b"</sheetData>", b"")), "填报表", {"C2": Decimal(1)}),
        (book(), "填报表", {"B2": Decimal(5)}),
    ],
    ids=["no such sheet", "no such row", "a row in one tag", "not well-formed", "nothing would change"],
)
def test_what_is_refused(content: bytes, sheet: str, cells: Cells) -> None:
    """A workbook that cannot be filled exactly so is not filled at all."""
    with pytest.raises(Unserviceable):
        filled(content, {sheet: cells})


def test_a_part_in_another_encoding(tmp_path: Path) -> None:
    """Characters arrive whatever the encoding of a part is."""
    content = parts(book())
    text = content[SHEET].decode().split("?>", 1)[-1]
    content[SHEET] = b'<?xml version="1.0" encoding="ISO-8859-1"?>' + text.encode("iso-8859-1")
    path = tmp_path / "latin.xlsx"
    path.write_bytes(filled(packed(content), {"填报表": {"C2": "属实"}}))
    assert zipfile.is_zipfile(path)
    assert openpyxl.load_workbook(path).worksheets[0]["C2"].value == "属实"
