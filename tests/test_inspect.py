"""What the reading library does not tell, however a program spells its cells; and damage that would hide it."""

from collections.abc import Mapping

import pytest

from starcli.excel.opening.guard import Damaged
from starcli.excel.opening.inspect import Mark, inspect_parts

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
STYLES = f'<styleSheet {MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>'
ROWS = (
    '<row r="2"><c r="A2" s="1"><v>0.85</v></c><c r="B2" t="e"><v>#REF!</v></c></row>'
    '<row r="4"><c r="A4"><f>A2&gt;1</f></c><c r="B4" t="str"><f>A2</f></c><c r="C4" s="1" t="s"><v>0</v></c>'
    '<c r="D4" s="1"/><c r="E4"><f>1+1</f><v>2</v></c><c r="F4" s="1"><f>A2</f><v>0.85</v></c></row>'
)
IN_ORDER = (
    '<row/><row><c s="1"><v>0.85</v></c><c t="e"><v>#REF!</v></c></row>'
    '<row r="4"><c><f>A2&gt;1</f></c><c t="str"><f>A2</f></c><c s="1" t="s"><v>0</v></c>'
    '<c s="1"/><c><f>1+1</f><v>2</v></c><c s="1"><f>A2</f><v>0.85</v></c></row>'
)
MARKS = {
    (1, 0): Mark("percent", "%"),
    (1, 1): Mark("error", "#REF!"),
    (3, 0): Mark("unresolved", "=A2>1"),
    (3, 5): Mark("percent", "%"),
}


def parts(rows: str, prefix: str = "", styles: str = STYLES) -> Mapping[str, bytes]:
    """The parts of a workbook of two sheets, the second with these rows."""
    named = f"xmlns:{prefix[:-1]}{MAIN.removeprefix('xmlns')}" if prefix else MAIN
    return {
        "xl/workbook.xml": (
            f"<workbook {MAIN} {RELATED}><sheets>"
            '<sheet name="说明" r:id="a"/><sheet name="表" r:id="b"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            b'<Relationships><Relationship Id="a" Target="/xl/worksheets/s1.xml"/>'
            b'<Relationship Id="b" Target="worksheets/s2.xml"/></Relationships>'
        ),
        "xl/styles.xml": styles.encode(),
        "xl/worksheets/s1.xml": f"<worksheet {MAIN}><sheetData/></worksheet>".encode(),
        "xl/worksheets/s2.xml": (
            f"<{prefix}worksheet {named}><{prefix}sheetData>{rows}</{prefix}sheetData></{prefix}worksheet>".encode()
        ),
    }


def marks(package: Mapping[str, bytes]) -> dict[str, dict[tuple[int, int], Mark]]:
    """The marks of every sheet that has any."""
    found = inspect_parts(lambda name: package.get(name, b""), package)
    return {title: dict(inside.marks) for title, inside in found.items()}


@pytest.mark.parametrize(
    "package",
    [
        parts(ROWS),
        parts(ROWS.replace("<c r=", "<c  r=")),
        parts(ROWS.replace('"', "'")),
        parts(ROWS.replace('r="A2"', 'r="a2"')),
        parts(IN_ORDER),
        parts(ROWS.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:"), "x:"),
    ],
    ids=["usual", "blanks", "quotes", "small letters", "in order", "prefix"],
)
def test_every_spelling_gives_the_same_marks(package: Mapping[str, bytes]) -> None:
    """Percentages, errors and formulas without a result are seen however addresses are spelled, or left out."""
    assert marks(package) == {"表": MARKS}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/styles.xml", b'<styleSheet><numFmt formatCode="0%"'),
        ("xl/_rels/workbook.xml.rels", b"<Relationships>"),
        ("xl/_rels/workbook.xml.rels", b'<?xml version="1.0" encoding="x-unknown"?><Relationships/>'),
        ("xl/workbook.xml", b'<?xml version="1.0" encoding="utf-32"?><workbook/>'),
        ("xl/workbook.xml", b"\xff\xff"),
    ],
)
def test_a_part_that_does_not_parse_is_damage(name: str, content: bytes) -> None:
    """Without its styles or its list of sheets a percentage would be read as a plain number: nothing is read."""
    with pytest.raises(Damaged):
        marks({**parts(ROWS), name: content})


def test_an_ordinary_sheet_is_not_searched() -> None:
    """A workbook without anything special gives nothing, whatever its list of sheets says."""
    plain = '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c></row>'
    assert marks({**parts(plain), "xl/workbook.xml": b""}) == {}
