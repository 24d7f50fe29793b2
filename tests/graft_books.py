"""Filled forms with everything that people and programs put into a workbook, for writing back into."""

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import xlsxwriter
from libreoffice import converted
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Pixels
from python_calamine import CalamineWorkbook

FORM = Path(__file__).parent.parent / "samples" / "hujiaping.xlsx"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
Edit = bytes | Callable[[bytes], bytes]


def parts(book: Path | bytes) -> dict[str, bytes]:
    """The content of every part of a package, in its order."""
    with zipfile.ZipFile(BytesIO(book) if isinstance(book, bytes) else book) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(book: Path, edits: Mapping[str, Edit], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    """A package with parts changed or added, in place."""
    content = parts(book)
    for name, edit in edits.items():
        content[name] = edit if isinstance(edit, bytes) else edit(content[name])
    with zipfile.ZipFile(book, "w", kind) as package:
        for name, part in content.items():
            package.writestr(name, part)
    return book


def before(mark: bytes, text: bytes) -> Callable[[bytes], bytes]:
    """An edit that puts text before a mark, which must be there."""

    def edit(content: bytes) -> bytes:
        assert mark in content
        return content.replace(mark, text + mark, 1)

    return edit


def seal() -> BytesIO:
    """A picture of a seal."""
    stream = BytesIO()
    Pixels.new("RGB", (24, 24), (200, 20, 20)).save(stream, "PNG")
    stream.seek(0)
    return stream


def by_openpyxl(folder: Path) -> Path:
    """The form as openpyxl saves it, with a seal, a chart, comments, drop-downs, formats and names."""
    book = openpyxl.load_workbook(FORM)
    sheet = book.create_sheet("村务台账")
    for row in (("年份", "收入"), (2021, 28.5), (2022, 34.6), ("合计", "=SUM(B2:B3)")):
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
    book.defined_names["台账收入"] = DefinedName("台账收入", attr_text="村务台账!$B$2:$B$3")
    path = folder / "openpyxl.xlsx"
    book.save(path)
    return path


def by_xlsxwriter(folder: Path) -> Path:
    """A macro workbook as XlsxWriter makes it, with a button, a check box, comments, a seal and a chart."""
    path = folder / "xlsxwriter.xlsm"
    book = xlsxwriter.Workbook(path)
    with CalamineWorkbook.from_path(FORM) as form:
        for name in form.sheet_names:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(form.get_sheet_by_name(name).to_python(skip_empty_area=False)):
                sheet.write_row(number, 0, row)
    sheet = book.add_worksheet("评定结果")
    sheet.write_column(0, 0, [1, 2, 3])
    sheet.write_formula(3, 0, "=SUM(A1:A3)", book.add_format({"num_format": "0.0%", "bold": True}), 6)
    sheet.insert_button("C2", {"macro": "draw", "caption": "汇总"})
    sheet.insert_checkbox(0, 5, True)
    sheet.write_comment("A1", "去年的结果")
    sheet.insert_image("H2", "seal.png", {"image_data": seal()})
    chart = book.add_chart({"type": "pie"})
    chart.add_series({"values": ["评定结果", 0, 0, 2, 0]})
    sheet.insert_chart("C8", chart)
    sheet.data_validation("B1:B9", {"validate": "list", "source": ["好", "较好"]})
    sheet.conditional_format("A1:A3", {"type": "cell", "criteria": ">", "value": 1, "format": book.add_format()})
    book.define_name("去年", "=评定结果!$A$1")
    book.add_vba_project(BytesIO(b"\xd0\xcf\x11\xe0 a macro project"), is_stream=True)
    book.close()
    return path


def by_libreoffice(folder: Path) -> Path:
    """The form as LibreOffice saves it."""
    return converted(FORM, "xlsx", folder / "libreoffice", "xlsx:Calc MS Excel 2007 XML")


def furnished(folder: Path) -> Path:
    """A workbook with printer settings, a pivot table, custom XML, a calculation chain and unknown extensions."""
    path = by_openpyxl(folder)
    sheet_rels = "xl/worksheets/_rels/sheet1.xml.rels"
    if sheet_rels not in parts(path):
        repacked(path, {sheet_rels: b'<Relationships xmlns="%s"></Relationships>' % _PACKAGE})
    close = b"</Relationships>"
    added = {
        "xl/printerSettings/printerSettings1.bin": b"\x00\x01printer\xff",
        "xl/ctrlProps/ctrlProp1.xml": b'<formControlPr objectType="CheckBox"/>',
        "xl/pivotTables/pivotTable1.xml": b'<pivotTableDefinition name="p" cacheId="1"/>',
        "xl/pivotCache/pivotCacheDefinition1.xml": b"<pivotCacheDefinition/>",
        "customXml/item1.xml": '<台账 xmlns="urn:village"/>'.encode(),
        "wps/extension.dat": b"\x01\x02 nobody knows",
        "xl/calcChain.xml": b'<calcChain xmlns="%s"><c r="B4" i="5"/></calcChain>' % _MAIN,
    }
    links = b"".join(_relation(number, part) for number, part in enumerate(list(added)[:3]))
    book_links = b"".join(_relation(number, part) for number, part in enumerate(list(added)[3:]))
    types = b'<Default Extension="bin" ContentType="a/bin"/><Default Extension="dat" ContentType="a/dat"/>'
    extension = b'<extLst><ext uri="{X}" xmlns:wps="urn:wps"><wps:thing a="1"/></ext></extLst>'
    return repacked(
        path,
        {
            **added,
            sheet_rels: before(close, links),
            "xl/_rels/workbook.xml.rels": before(close, book_links),
            "[Content_Types].xml": before(b"</Types>", types),
            "xl/workbook.xml": _extended(extension),
            "xl/styles.xml": before(b"</styleSheet>", b"<!-- kept --><extLst><ext uri='{Y}' /></extLst>"),
        },
    )


def prefixed(folder: Path) -> Path:
    """The form with its workbook and styles under a prefix, no `definedNames`, and members without compression."""
    path = folder / "prefixed.xlsx"
    path.write_bytes(FORM.read_bytes())

    def under_prefix(content: bytes) -> bytes:
        bare = re.sub(rb"<definedNames>.*</definedNames>|<bookViews>.*</bookViews>", b"", content)
        return re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", bare).replace(b" xmlns=", b" xmlns:x=")

    return repacked(path, {"xl/workbook.xml": under_prefix, "xl/styles.xml": under_prefix}, zipfile.ZIP_STORED)


BOOKS: Mapping[str, Callable[[Path], Path]] = {
    "openpyxl": by_openpyxl,
    "xlsxwriter": by_xlsxwriter,
    "libreoffice": by_libreoffice,
    "furnished": furnished,
    "prefixed": prefixed,
}

_PACKAGE = b"http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relation(number: int, part: str) -> bytes:
    kind = "calcChain" if "calcChain" in part else "customXml"
    return f'<Relationship Id="own{number}" Type="{OFFICE}/{kind}" Target="/{part}"/>'.encode()


def _extended(extension: bytes) -> Callable[[bytes], bytes]:
    """The workbook part with things that only one program knows."""
    names = b'<workbook xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="et"'
    wps = b' xmlns:et="http://www.wps.cn/et" et:mark="1" '

    def edit(content: bytes) -> bytes:
        return before(b"</workbook>", extension)(content.replace(b"<workbook ", names + wps, 1))

    return edit
