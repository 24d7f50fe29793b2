"""Packages that few programs write: those that are odd and right, and those that are refused with a reason."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from graft_books import FORM, MAIN, Edit, before, instead, packed, parts, repacked
from grafting import LISTINGS, PAGES, form, refusal, values, written_back
from openpyxl.xml.functions import fromstring
from python_calamine import CalamineWorkbook

from starcli.excel.grafting.archive import Archive

BOOK, RELS, STYLES, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "[Content_Types].xml"
ORDER = [
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
    "pivotCaches",
    "extLst",
]
SIGNATURE = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
DOUBT = "graft-not-understood"
OWN_ID = b'"rIdStarcli1"'
SHARING = '<fileSharing readOnlyRecommended="1" userName="镇里"/>'.encode()


def without(pattern: bytes) -> Callable[[bytes], bytes]:
    """An edit that takes out what a pattern finds, which must be there."""

    def edit(content: bytes) -> bytes:
        assert re.search(pattern, content, re.DOTALL)
        return re.sub(pattern, b"", content, flags=re.DOTALL)

    return edit


def both(*edits: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Several edits, one after another."""

    def edit(content: bytes) -> bytes:
        for each in edits:
            content = each(content)
        return content

    return edit


def _other_quotes(content: bytes) -> bytes:
    return content.replace(b'"', b"'")


def _under_prefix(content: bytes) -> bytes:
    return re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1ct:", content).replace(b" xmlns=", b" xmlns:ct=")


def _other_relation_prefix(content: bytes) -> bytes:
    return content.replace(b"xmlns:r=", b"xmlns:rel=").replace(b" r:id=", b" rel:id=")


_without_names = without(rb"<definedNames>.*</definedNames>")
_without_bases = both(without(rb"<cellStyles.*</cellStyles>"), without(rb' xfId="0"'))
ODD: Mapping[str, Mapping[str, Edit]] = {
    "a byte order mark": {BOOK: lambda xml: b"\xef\xbb\xbf" + xml, STYLES: lambda xml: b"\xef\xbb\xbf" + xml},
    "other quotes": {BOOK: _other_quotes, RELS: _other_quotes, STYLES: _other_quotes, TYPES: _other_quotes},
    "another prefix of relations": {BOOK: _other_relation_prefix},
    "prefixes in the listings": {RELS: _under_prefix, TYPES: _under_prefix},
    "absolute targets": {RELS: lambda xml: xml.replace(b'Target="', b'Target="/xl/')},
    "no counts in the styles": {STYLES: without(rb' count="\d+"')},
    "no number formats": {STYLES: both(without(rb"<numFmts.*</numFmts>"), without(rb' numFmtId="1\d\d"'))},
    "no base of the styles": {STYLES: both(without(rb"<cellStyleXfs.*</cellStyleXfs>"), _without_bases)},
    "no names": {BOOK: _without_names},
    "an empty list of names": {BOOK: both(_without_names, before(b"<calcPr", b"<definedNames/>"))},
    "a link to another workbook and no names": {
        BOOK: both(_without_names, before(b"<calcPr", b"<externalReferences/>")),
    },
    "ids with gaps": {BOOK: instead(b'sheetId="2"', b'sheetId="4711"')},
    "a relationship called as ours": {RELS: instead(b'"rId1"', OWN_ID), BOOK: instead(b'"rId1"', OWN_ID)},
    "parts called as ours": {"xl/worksheets/STARCLI1.xml": b"<mine/>", "xl/charts/starcli-chart1.xml": b"<mine/>"},
    "a suggestion to open it read-only": {BOOK: before(b"<workbookPr", SHARING)},
    "protection that lets sheets be added": {BOOK: before(b"<bookViews", b'<workbookProtection lockWindows="1"/>')},
    "another sheet at the front": {BOOK: instead(b"<workbookView ", b'<workbookView activeTab="2" firstSheet="1" ')},
    "hidden sheets": {BOOK: instead(b'name="', b'state="veryHidden" name="')},
    "signed macros": {"xl/vbaProject.bin": b"macros", "xl/vbaProjectSignature.bin": b"over the macros alone"},
}  # fmt: skip


def misplaced(path: Path) -> list[str]:
    """The children of the workbook part that do not stand in the order of the standard."""
    root = fromstring(parts(path)[BOOK])
    names = [name for child in root if (name := child.tag.rpartition("}")[2]) in ORDER]
    return [name for name, wanted in zip(names, sorted(names, key=ORDER.index), strict=True) if name != wanted]


@pytest.mark.filterwarnings("ignore:Workbook contains no default style:UserWarning")
@pytest.mark.parametrize("case", ODD)
def test_odd_packages_are_served(tmp_path: Path, case: str) -> None:
    """A package that is written in an unusual way takes the sheets, keeps all its parts, and can be opened."""
    path = repacked(form(tmp_path), ODD[case])
    old, shown = Archive(path.read_bytes()), values(path)
    new = Archive(written_back(path).read_bytes())
    assert [name for name in old.names if name not in LISTINGS and old.raw(name) != new.raw(name)] == []
    assert list(values(path)) == [*shown, *PAGES]
    assert openpyxl.load_workbook(path).sheetnames == [*shown, *PAGES]
    assert misplaced(path) == []
    once = path.read_bytes()
    assert written_back(path).read_bytes() == once


def test_a_workbook_without_shared_strings(tmp_path: Path) -> None:
    """A workbook whose texts stand in its cells takes the sheets and gets no table of texts."""
    path = tmp_path / "inline.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book, CalamineWorkbook.from_path(FORM) as filled:
        for name in filled.sheet_names:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(filled.get_sheet_by_name(name).to_python(skip_empty_area=False)):
                sheet.write_row(number, 0, row)
    assert "xl/sharedStrings.xml" not in parts(written_back(path))
    assert list(values(path))[-3:] == PAGES


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
ROOT_RELATION = f'<Relationship Id="s" Type="{SIGNATURE}" Target="signatures/origin.sigs"/>'.encode()
REFUSED_FILES: Mapping[str, tuple[bytes, str]] = {
    "with a password": (ENCRYPTED, "graft-not-xlsx"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook", "graft-not-xlsx"),
    "csv": (b"code,value", "graft-not-xlsx"),
    "html": (b"<html><table><tr><td>1</td></tr></table></html>", "graft-not-xlsx"),
    "ods": (packed({"mimetype": b"ods", "content.xml": b"<a/>"}), "graft-not-xlsx"),
    "archive of workbooks": (packed({"form.xlsx": FORM.read_bytes()}), "graft-not-xlsx"),
    "xlsb": (packed({TYPES: b"<Types/>", "xl/workbook.bin": b"\x83\x01"}), "graft-not-xlsx"),
    "text document": (packed({TYPES: b"<Types/>", "word/document.xml": b"<a/>"}), "graft-not-xlsx"),
    "broken off": (FORM.read_bytes()[:5000], DOUBT),
}
REFUSED_PARTS: Mapping[str, tuple[Mapping[str, Edit], str]] = {
    "strict": ({BOOK: instead(MAIN.encode(), STRICT)}, "graft-strict"),
    "strict styles": ({STYLES: instead(MAIN.encode(), STRICT)}, "graft-strict"),
    "signed": ({"_xmlsignatures/sig1.xml": b"<Signature/>"}, "graft-signed"),
    "signed elsewhere": (
        {"_rels/.rels": before(b"</Rel", ROOT_RELATION), "signatures/origin.sigs": b""},
        "graft-signed",
    ),
    "shared": ({"xl/revisions/revisionHeaders.xml": b"<headers/>"}, "graft-shared"),
    "structure protected": (
        {BOOK: before(b"<bookViews", b'<workbookProtection lockStructure="1"/>')},
        "graft-structure-locked",
    ),
    "a password to modify": (
        {BOOK: before(b"<workbookPr", b'<fileSharing reservationPassword="CC1A"/>')},
        "graft-write-reserved",
    ),
    "a newer password to modify": (
        {BOOK: before(b"<workbookPr", b'<fileSharing algorithmName="SHA-512" hashValue="x" saltValue="y"/>')},
        "graft-write-reserved",
    ),
    "utf-16": ({BOOK: lambda xml: xml.decode().encode("utf-16")}, DOUBT),
    "entities": ({STYLES: instead(b"<style", b"<!DOCTYPE a><style")}, DOUBT),
    "no fonts": ({STYLES: without(rb"<fonts.*</fonts>")}, DOUBT),
    "no cell styles": ({STYLES: without(rb"<cellXfs.*</cellXfs>")}, DOUBT),
    "unknown entries in a list": ({STYLES: before(b"</fonts>", b'<y:font xmlns:y="urn:y"/>')}, DOUBT),
    "a format without a number": ({STYLES: instead(b'numFmtId="164"', b'numFmtId="x"')}, DOUBT),
    "too many styles": (
        {STYLES: before(b"</cellXfs>", b"".join(b'<xf numFmtId="%d"/>' % number for number in range(64_000)))},
        DOUBT,
    ),
    "other styles": ({STYLES: b"<a/>"}, DOUBT),
    "no relationships": ({RELS: b""}, DOUBT),
    "no sheets": ({BOOK: without(rb"<sheets>.*</sheets>")}, DOUBT),
    "another part is the workbook": ({"_rels/.rels": lambda xml: xml.replace(b"xl/workbook", b"xl/book")}, DOUBT),
    "another root": ({BOOK: lambda xml: re.sub(rb"(?<=<)(/?)workbook\b", rb"\1book", xml)}, DOUBT),
    "a sheet without a number": ({BOOK: instead(b'sheetId="2"', b'sheetId=""')}, DOUBT),
    "no number left for a sheet": ({BOOK: instead(b'sheetId="2"', b'sheetId="65534"')}, DOUBT),
    "two parts of a name": ({"XL/Workbook.xml": b"<workbook/>"}, DOUBT),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED_FILES)
def test_another_sort_of_file_is_refused(tmp_path: Path, case: str) -> None:
    """What is no .xlsx package is refused with its reason, and stays alone as it is."""
    content, code = REFUSED_FILES[case]
    path = form(tmp_path)
    path.write_bytes(content)
    assert refusal(path) == code


@pytest.mark.parametrize("case", REFUSED_PARTS)
def test_what_would_be_harmed_or_is_not_understood_is_refused(tmp_path: Path, case: str) -> None:
    """A workbook that sheets cannot be put into without harm is refused with its reason, and stays alone as it is."""
    edits, code = REFUSED_PARTS[case]
    assert refusal(repacked(form(tmp_path), edits)) == code


def test_styles_without_a_base_get_none(tmp_path: Path) -> None:
    """Where cell styles rest on no others, those that are added rest on none either."""
    path = repacked(form(tmp_path), ODD["no base of the styles"])
    assert b"xfId" not in parts(written_back(path))[STYLES]


def test_a_workbook_without_a_window_gets_one(tmp_path: Path) -> None:
    """The view of a sheet names the window that shows it: there must be one."""
    path = repacked(form(tmp_path), {BOOK: without(rb"<bookViews>.*</bookViews>")})
    assert b"<bookViews><workbookView/></bookViews><sheets>" in parts(written_back(path))[BOOK]


def test_a_workbook_part_that_is_spelt_otherwise_is_refused(tmp_path: Path) -> None:
    """A workbook part in capitals is one that the reader does not look into, and is refused."""
    path = form(tmp_path)
    path.write_bytes(packed({"XL/Workbook.xml" if name == BOOK else name: part for name, part in parts(path).items()}))
    assert refusal(path) == DOUBT


def test_sheets_in_a_protected_workbook_can_be_replaced(tmp_path: Path) -> None:
    """Where the structure was protected after a run, the next one replaces the sheets: it adds none."""
    path = written_back(form(tmp_path))
    repacked(path, {BOOK: before(b"<bookViews", b'<workbookProtection lockStructure="1"/>')})
    names = list(values(path))
    assert list(values(written_back(path, "en"))) == names
