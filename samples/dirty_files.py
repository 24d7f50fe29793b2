"""Dirty files: wrong extensions, passwords, archives, broken and hostile packages, and two files of one unit."""

import csv
import io
import random
import zipfile
from dataclasses import replace
from html import escape

import old_formats
from dirty_books import Cell
from dirty_forms import HEADINGS, Case, Dirty, Maker, cover, form, own_form, own_rows, unpacked
from old_formats import Raw, zipped

SHEET = "xl/worksheets/sheet2.xml"
STRINGS = "xl/sharedStrings.xml"
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
LAUGHS = '<!DOCTYPE sst [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
BOMB_MEGABYTES = 80


def _sheets(case: Case) -> dict[str, list[list[Raw]]]:
    """The cover and the values of a county's own form, as plain cells."""
    return {
        "封面": [list(map(_raw, row)) for row in cover(case)],
        "自评": [list(map(_raw, row)) for row in _table(case)],
    }


def _table(case: Case) -> list[list[Cell]]:
    return [HEADINGS, *own_rows(case)]


def _raw(cell: Cell) -> Raw:
    return cell if cell is None or isinstance(cell, str | int | float) else float(str(cell))


def as_xls(case: Case) -> bytes:
    """The form as a workbook of the format before 2007."""
    return old_formats.xls(_sheets(case))


def as_ods(case: Case) -> bytes:
    """The form as an OpenDocument spreadsheet."""
    return old_formats.ods(_sheets(case))


def as_csv(encoding: str) -> Maker:
    """The form as one table of text."""

    def make(case: Case) -> bytes:
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows([*cover(case), *_table(case)])
        return stream.getvalue().encode(encoding)

    return make


def as_html(case: Case) -> bytes:
    """The form as the page that a government system exports."""
    rows = (
        f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in [*cover(case), *_table(case)]
    )
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><table border=1>'
    )
    return f"{page}{''.join(rows)}</table></body></html>".encode("gb18030")


def locked(_: Case) -> bytes:
    """A workbook with a password to open."""
    return old_formats.locked()


def archive(case: Case) -> bytes:
    """Two forms zipped on a Chinese Windows: their names are GB18030 and nothing says so."""
    members = {}
    for number, name in enumerate(("七都村", "八都村"), start=1):
        one = replace(case, unit=replace(case.unit, name=name, code=f"{case.unit.code[:9]}{700 + number}"))
        members[f"{name}自评表.xlsx".encode("gb18030")] = own_form()(one)
    # Names of the same length stand in for those that the library would not write.
    stand_ins = {name: "ab"[at] * len(name) for at, name in enumerate(members)}
    content = zipped({stand_ins[name]: member for name, member in members.items()})
    for gbk, stand_in in stand_ins.items():
        content = content.replace(stand_in.encode(), gbk)
    return content


def half(make: Maker) -> Maker:
    """Half of a file, as a broken-off download leaves it."""

    def cut(case: Case) -> bytes:
        content = make(case)
        return content[: len(content) // 2]

    return cut


def flipped(case: Case) -> bytes:
    """A workbook in whose sheet a few bits were flipped on the way."""
    content = bytearray(form()(case))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as package:
        info = package.getinfo("xl/worksheets/sheet3.xml")
    dice = random.Random(f"flipped/{case.unit.name}")  # noqa: S311 no secret
    for _ in range(8):
        content[info.header_offset + 60 + dice.randrange(info.compress_size - 60)] ^= 1 << dice.randrange(8)
    return bytes(content)


def empty(_: Case) -> bytes:
    """Nothing at all."""
    return b""


def bomb(case: Case) -> bytes:
    """A small package with a part that unpacks to far more than any form holds."""
    parts = unpacked(own_form()(case))
    return zipped(
        parts | {SHEET: parts[SHEET].replace(b"</sheetData>", b" " * (BOMB_MEGABYTES * 10**6) + b"</sheetData>")}
    )


def far_corner(case: Case) -> bytes:
    """One number in the last cell of the largest sheet there is."""
    parts = unpacked(own_form()(case))
    return zipped(parts | {SHEET: parts[SHEET].replace(b"</sheetData>", FAR.encode())})


def entities(case: Case) -> bytes:
    """Texts that are made of declared entities, one of which names a file."""
    parts = unpacked(own_form()(case))
    declared = parts[STRINGS].replace(b"<sst", LAUGHS.encode() + b"<sst", 1).replace(b"</t>", b"&b;&c;</t>", 1)
    return zipped(parts | {STRINGS: declared})


TWICE = "南源村"
FILES = (
    Dirty("xls-named-xlsx", "安仁村", "老格式改名", ".xlsx", as_xls),
    Dirty("csv-gb18030", "乌石村", "国标码逗号文本", ".xls", as_csv("gb18030")),
    Dirty("csv-utf-8-with-mark", "钦堂村", "带签名逗号文本", ".xls", as_csv("utf-8-sig")),
    Dirty("csv-utf-8", "莲花村", "无签名逗号文本", ".csv", as_csv("utf-8")),
    Dirty("html-named-xls", "寿昌村", "网页导出", ".xls", as_html),
    Dirty("et", "航头村", "金山表格", ".et", as_xls),
    Dirty("ods", "李家村", "开放文档", ".ods", as_ods),
    Dirty("password", "大同村", "设了打开密码", ".xlsx", locked, (("password-protected", ""),), ()),
    Dirty("zip-with-gbk-names", "北港街道", "邮件压缩包", ".zip", archive, (), ("七都村", "八都村"), "北港街道"),
    Dirty("broken-off", "更楼村", "没有传完", ".xlsx", half(form()), (("workbook-broken-off", ""),), ()),
    Dirty("bits-flipped", "洋溪村", "传坏了", ".xlsx", flipped, (("workbook-unreadable", ""),), ()),
    Dirty("empty", "三河村", "空文件", ".xlsx", empty, (("file-empty", ""),), ()),
    Dirty("bomb", "梓里村", "压缩炸弹", ".xlsx", bomb, (("package-oversized", ""),), ()),
    Dirty("far-corner", "严州村", "角落有一格", ".xlsx", far_corner, (("package-oversized", ""),), ()),
    Dirty("entities", "千鹤村", "声明实体", ".xlsx", entities, (("package-oversized", ""),), ()),
    Dirty("final-version", TWICE, "最终版", ".xlsx", form(), (("unit-twice", ""),), ()),
    Dirty("final-version-2", TWICE, "最终版(2)", ".xlsx", form({"SVC-03": 60}), (("unit-twice", ""),), ()),
)
"""Dirty files."""
