"""Filled forms with everything that people and programs put into a workbook, for writing back into."""

import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import xlsxwriter
from libreoffice import converted, require_libreoffice
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.packaging.relationship import Relationship
from openpyxl.pivot.cache import CacheDefinition
from openpyxl.pivot.record import RecordList
from openpyxl.pivot.table import TableDefinition
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.xml.functions import fromstring
from PIL import Image as Pixels
from python_calamine import CalamineWorkbook

FORM = Path(__file__).parent.parent / "samples" / "hujiaping.xlsx"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
Edit = bytes | Callable[[bytes], bytes]


def parts(book: Path | bytes) -> dict[str, bytes]:
    """The content of every part of a package, in its order."""
    with zipfile.ZipFile(BytesIO(book) if isinstance(book, bytes) else book) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(content: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", kind) as package:
        for name, part in content.items():
            package.writestr(name, part)
    return stream.getvalue()


def repacked(book: Path, edits: Mapping[str, Edit], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    """A package with parts changed or added, in place."""
    content = parts(book)
    for name, edit in edits.items():
        content[name] = edit if isinstance(edit, bytes) else edit(content[name])
    book.write_bytes(packed(content, kind))
    return book


def before(mark: bytes, text: bytes) -> Callable[[bytes], bytes]:
    """An edit that puts text before a mark, which must be there."""
    return instead(mark, text + mark)


def instead(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """An edit that puts text in the place of another, which must be there."""

    def edit(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new, 1)

    return edit


def seal() -> BytesIO:
    """A picture of a seal."""
    stream = BytesIO()
    Pixels.new("RGB", (24, 24), (200, 20, 20)).save(stream, "PNG")
    stream.seek(0)
    return stream


def by_openpyxl(folder: Path) -> Path:
    """The form as openpyxl saves it, with all that this library can put into a workbook."""
    book = openpyxl.load_workbook(FORM)
    sheet = book.create_sheet("村务台账")
    for row in (("年份", "收入"), (2021, 28.5), (2022, 34.6), ("合计", "=SUM(B2:B3)"), ("上年", "=[1]台账!B2")):
        sheet.append(row)
    sheet["A1"].font, sheet["A1"].fill = Font(name="SimSun", bold=True), PatternFill("solid", fgColor="FFFF00")
    sheet["B2"].number_format = '0.000"万元"'
    sheet["A1"].comment = Comment("请镇里核对", "会计")
    sheet.add_image(Image(seal()), "D2")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "D8")
    choice = DataValidation(type="list", formula1='"是,否"')
    sheet.add_data_validation(choice)
    choice.add("C2:C9")
    sheet.conditional_formatting.add(
        "B2:B3", CellIsRule(operator="lessThan", formula=["30"], font=Font(color="FF0000"))
    )
    sheet.print_title_rows = "1:1"
    sheet.defined_names["本表收入"] = DefinedName("本表收入", attr_text="村务台账!$B$2:$B$3")
    book.defined_names["台账收入"] = DefinedName("台账收入", attr_text="村务台账!$B$2:$B$3")
    book.create_sheet("汇总").add_pivot(_pivot())
    book._external_links.append(_last_year())
    path = folder / "openpyxl.xlsx"
    book.save(path)
    return path


def _pivot() -> Any:
    """A pivot table of the accounts by year, with its cache."""
    table = TableDefinition.from_tree(
        fromstring(
            f'<pivotTableDefinition xmlns="{MAIN}" name="按年汇总" cacheId="1" dataCaption="值" createdVersion="3">'
            '<location ref="A3:B6" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="2">'
            '<pivotField axis="axisRow" showAll="0"><items count="3"><item x="0"/><item x="1"/><item t="default"/>'
            '</items></pivotField><pivotField dataField="1" showAll="0"/></pivotFields>'
            '<rowFields count="1"><field x="0"/></rowFields>'
            '<rowItems count="3"><i><x/></i><i><x v="1"/></i><i t="grand"><x/></i></rowItems>'
            '<colItems count="1"><i/></colItems>'
            '<dataFields count="1"><dataField name="收入合计" fld="1" baseField="0" baseItem="0"/></dataFields>'
            "</pivotTableDefinition>"
        )
    )
    numbers = 'containsSemiMixedTypes="0" containsString="0" containsNumber="1"'
    table.cache = CacheDefinition.from_tree(
        fromstring(
            f'<pivotCacheDefinition xmlns="{MAIN}" refreshedVersion="3" createdVersion="3" recordCount="2">'
            '<cacheSource type="worksheet"><worksheetSource ref="A1:B3" sheet="村务台账"/></cacheSource>'
            f'<cacheFields count="2"><cacheField name="年份" numFmtId="0"><sharedItems {numbers} count="2" '
            'minValue="2021" maxValue="2022"><n v="2021"/><n v="2022"/></sharedItems></cacheField>'
            f'<cacheField name="收入" numFmtId="0"><sharedItems {numbers} minValue="28.5" maxValue="34.6"/>'
            "</cacheField></cacheFields></pivotCacheDefinition>"
        )
    )
    records = (
        f'<pivotCacheRecords xmlns="{MAIN}" count="2"><r><x v="0"/><n v="28.5"/></r><r><x v="1"/><n v="34.6"/></r>'
    )
    table.cache.records = RecordList.from_tree(fromstring(records + "</pivotCacheRecords>"))
    return table


def _last_year() -> Any:
    """A link to another workbook."""
    link = ExternalLink(externalBook=ExternalBook(id="rId1"))
    link.file_link = Relationship(type="externalLinkPath", Target="2021.xlsx", TargetMode="External", Id="rId1")
    return link


def by_xlsxwriter(folder: Path) -> Path:
    """A macro workbook as XlsxWriter makes it, whose sheets are called like those of a rating."""
    path = folder / "xlsxwriter.xlsm"
    book = xlsxwriter.Workbook(path)
    with CalamineWorkbook.from_path(FORM) as form:
        for name in form.sheet_names:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(form.get_sheet_by_name(name).to_python(skip_empty_area=False)):
                sheet.write_row(number, 0, row)
    book.add_worksheet("LEDGER").hide()
    sheet = book.add_worksheet("评定结果")
    sheet.activate()
    sheet.write_column(0, 0, [1, 2, 3])
    sheet.write_formula(3, 0, "=SUM(A1:A3)", book.add_format({"num_format": "0.0%", "bold": True}), 6)
    sheet.insert_button("C2", {"macro": "draw", "caption": "汇总"})
    sheet.insert_checkbox(0, 5, True)
    sheet.write_comment("A1", "去年的结果")
    sheet.insert_image("H2", "seal.png", {"image_data": seal()})
    chart = book.add_chart({"type": "pie"})
    chart.add_series({"values": ["评定结果", 0, 0, 2, 0]})
    sheet.insert_chart("C8", chart)
    sheet.add_table("J1:K4", {"columns": [{"header": "项目"}, {"header": "金额"}]})
    sheet.add_sparkline("M1", {"range": "评定结果!A1:A3"})
    sheet.data_validation("B1:B9", {"validate": "list", "source": ["好", "较好"]})
    sheet.conditional_format("A1:A3", {"type": "cell", "criteria": ">", "value": 1, "format": book.add_format()})
    book.define_name("去年", "=评定结果!$A$1")
    book.add_vba_project(BytesIO(b"\xd0\xcf\x11\xe0 a macro project"), is_stream=True)
    book.read_only_recommended()
    book.close()
    return path


def by_libreoffice(folder: Path) -> Path:
    """The openpyxl workbook as LibreOffice saves it."""
    require_libreoffice()
    saved = converted(by_openpyxl(folder), "xlsx", folder / "saved", "xlsx:Calc MS Excel 2007 XML")
    return saved.rename(folder / "libreoffice.xlsx")


def extended(folder: Path) -> Path:
    """A workbook with what no library writes: printer settings, controls, pictures in cells, unknown extensions."""
    path = by_openpyxl(folder)
    close = b"</Relationships>"
    types = b'<Default Extension="bin" ContentType="a/bin"/><Default Extension="dat" ContentType="a/dat"/>'
    sheet = {
        "xl/printerSettings/printerSettings1.bin": ("printerSettings", b"\x00\x01printer\xff"),
        "xl/ctrlProps/ctrlProp1.xml": ("ctrlProp", b'<formControlPr objectType="CheckBox"/>'),
    }
    book = {
        "xl/calcChain.xml": (
            "calcChain",
            f'<calcChain xmlns="{MAIN}"><c r="B4" i="5"/><c r="B5"/></calcChain>'.encode(),
        ),
        "xl/cellimages.xml": ("cellImage", '<etc:cellImages xmlns:etc="urn:wps">公章</etc:cellImages>'.encode()),
        "customXml/item1.xml": ("customXml", '<台账 xmlns="urn:village"/>'.encode()),
        "xl/vbaProjectSignature.bin": ("vbaProjectSignature", b"\x30\x82 over the macros"),
    }
    path = repacked(
        path,
        {
            **{part: content for part, (_, content) in (sheet | book).items()},
            "wps/extension.dat": b"\x01\x02 nobody knows",
            "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}"></Relationships>'.encode(),
            "[Content_Types].xml": before(b"</Types>", types),
            "xl/workbook.xml": _extend_workbook,
            "xl/styles.xml": before(b"</styleSheet>", b"<!-- kept --><extLst><ext uri='{Y}' /></extLst>"),
        },
    )
    links = {"xl/worksheets/_rels/sheet1.xml.rels": sheet, "xl/_rels/workbook.xml.rels": book}
    return repacked(path, {rels: before(close, _relations(added)) for rels, added in links.items()})


def _relations(added: Mapping[str, tuple[str, bytes]]) -> bytes:
    return b"".join(
        f'<Relationship Id="own{number}" Type="{OFFICE}/{kind}" Target="/{part}"/>'.encode()
        for number, (part, (kind, _)) in enumerate(added.items())
    )


def _extend_workbook(content: bytes) -> bytes:
    """The workbook part with things that only one program knows, and alternatives for others."""
    mc = b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="et x15"'
    spaces = b' xmlns:et="http://www.wps.cn/et" et:mark="1" xmlns:x15="urn:excel" '
    path = b'<mc:AlternateContent><mc:Choice Requires="x15"><x15:absPath url="D:\\"/></mc:Choice></mc:AlternateContent>'
    extension = b'<extLst><ext uri="{X}" xmlns:wps="urn:wps"><wps:thing a="1"/></ext></extLst>'
    content = instead(b"<workbook ", b"<workbook " + mc + spaces)(content)
    return before(b"<bookViews", path)(before(b"</workbook>", extension)(content))


def prefixed(folder: Path) -> Path:
    """The form with its workbook and styles under a prefix, no defined names, and members without compression."""
    path = folder / "prefixed.xlsx"
    path.write_bytes(FORM.read_bytes())

    def under_prefix(content: bytes) -> bytes:
        bare = re.sub(rb"<definedNames>.*</definedNames>|<bookViews>.*</bookViews>", b"", content)
        return re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", bare).replace(b" xmlns=", b" xmlns:x=")

    return repacked(path, {"xl/workbook.xml": under_prefix, "xl/styles.xml": under_prefix}, zipfile.ZIP_STORED)


_MAKERS: Mapping[str, Callable[[Path], Path]] = {
    "openpyxl": by_openpyxl,
    "xlsxwriter": by_xlsxwriter,
    "libreoffice": by_libreoffice,
    "extended": extended,
    "prefixed": prefixed,
}
BOOKS = tuple(_MAKERS)


def host(name: str, folder: Path) -> Path:
    """One of the workbooks in a folder; each is made once a run."""
    file, content = _made(name)
    path = folder / file
    path.write_bytes(content)
    return path


@cache
def _made(name: str) -> tuple[str, bytes]:
    with TemporaryDirectory() as folder:
        path = _MAKERS[name](Path(folder))
        return path.name, path.read_bytes()
