"""Ledgers of grids: a village's, a community's before it is re-planned, and a town's as towns really hand them in.

Every figure is invented and no person is named: who is who is said by the post.
"""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from believable import LABEL, PERIOD, reference

from starcli.core.assessment import Unit
from starcli.core.grids.ledger import Grid
from starcli.excel.imprint import WRITTEN_AT
from starcli.excel.writing.grids.ledger_book import LedgerOrder, write_ledger

Cell = str | int
HUJIAPING = Unit("", "胡家坪村", "village", "mountain", "王阜乡", "淳安县", "杭州市")
TANGJIA = Unit("", "Tangjia社区", "community", "default", "", "临平区", "杭州市")
_NUMBERS = "一二三四五六"

_HUJIAPING = (
    ("胡家坪自然村，1至6组", 214, 513, "甲"), ("上坪自然村，7至10组", 208, 497, "乙"),
    ("外坞自然村，11至14组", 202, 482, "丙"), ("里坞自然村，15至17组", 200, 462, "丁"),
)  # fmt: skip
"""A village as it should be: extent, households, residents and how its people are told apart."""
_TANGJIA = (
    ("一期、二期", 862, 2160, 18, 640, True, True), ("三期", 1015, 2540, 20, 712, True, True),
    ("老街片", 498, 1210, 12, 498, True, True), ("北苑、桥西", 951, 2380, 18, 560, True, False),
    ("东新园", 1124, 2810, 20, 402, False, False), ("学院路沿线", 730, 1863, 10, 400, False, False),
)  # fmt: skip
"""Six grids of which one is in range: extent, households, residents, micro-grids and their households, staff."""


def write_grids(folder: Path) -> None:
    """Write all three below a folder."""
    folder.mkdir(exist_ok=True)
    framework = reference()
    for unit, grids in ((HUJIAPING, _good()), (TANGJIA, grids_of_tangjia())):
        order = LedgerOrder(unit, PERIOD, grids, LABEL)
        target = folder / f"{unit.name}网格台账.xlsx"
        target.unlink(missing_ok=True)
        write_ledger(framework, order, target, "zh")
    _town(folder / "云溪镇网格台账.xlsx")


def _good() -> Sequence[Grid]:
    functions = frozenset(_functions())
    return [
        Grid(
            name=f"第{number}网格",
            code=f"{at:03}",
            extent=extent,
            households=households,
            residents=residents,
            micro_grids=-(-households // 45),
            micro_households=households,
            leader=f"网格长{who}",
            leader_post="村委委员",
            full_time=f"专职网格员{who}",
            part_time=f"兼职网格员{who}",
            liaison=f"联村干部{who}",
            party_group=f"第{number}党小组",
            party_members=9 + at,
            functions=functions,
        )
        for at, (number, (extent, households, residents, who)) in enumerate(zip(_NUMBERS, _HUJIAPING, strict=False), 1)
    ]


def grids_of_tangjia() -> Sequence[Grid]:
    """Four grids with a full-time member, three with part-time member and liaison officer, one function of eight."""
    safety = frozenset(_functions()[:1])
    return [
        Grid(
            name=f"第{number}网格",
            code=f"{at:03}",
            extent=extent,
            households=households,
            residents=residents,
            micro_grids=micro,
            micro_households=covered,
            leader=f"网格长{number}",
            leader_post="社区党委委员" if at % 2 else "居委会委员",
            full_time=f"专职网格员{number}" if with_full_time else "",
            part_time=f"兼职网格员{number}" if with_others else "",
            liaison=f"包联干部{number}" if with_others else "",
            party_group=f"第{number}网格党支部" if at < len(_TANGJIA) else "",
            party_members=22 + at,
            functions=safety,
        )
        for at, (number, row) in enumerate(zip(_NUMBERS, _TANGJIA, strict=True), 1)
        for extent, households, residents, micro, covered, with_full_time, with_others in [(*row[:5], at <= 4, row[6])]  # noqa: PLR2004 four of six
    ]


def _functions() -> tuple[str, ...]:
    rules = reference().grids
    return tuple(rules.functions) if rules is not None else ()


_HEAD: Sequence[tuple[str, Sequence[str]]] = (
    ("序号", ()), ("村社", ()), ("网格名称", ()), ("网格编码", ()), ("范围", ()), ("户数（户）", ()), ("常住人口", ()),
    ("微网格", ("个数", "覆盖户数")), ("网格长", ("姓名", "职务", "联系电话")), ("专职网格员", ()), ("兼职网格员", ()),
    ("网格指导员", ()), ("网格党组织", ()),
    ("职能", ("平安", "党建", "公共服务", "人口", "矛盾化解", "环境", "应急", "文明")),
    ("是否达标", ()), ("备注", ()),
)  # fmt: skip
_ALL = "√√√√√√√√"
_ROWS: Sequence[tuple[str, Sequence[Sequence[Cell]]]] = (
    ("石门村", (
        ("第一网格", "330199001001001", "1-5组", "412户", 1020, 10, 412, "网格长甲", "村委委员", "13800000001",
         "专职网格员甲", "兼职网格员甲、兼职网格员乙", "驻村干部甲", "第一党小组", _ALL, "是", ""),
        ("第二网格", "330199001001002", "6-9组", "约300", 745, 7, 300, "网格长甲", "村委委员", "13800000001",
         "暂缺", "兼职网格员丙", "驻村干部甲（兼）", "第二党小组", _ALL, "是", ""),
        ("第三网格", "330199001001002", "10-12组", 268, 661, 6, 268, "网格长甲", "村委委员", "",
         "专职网格员乙", "空缺", "驻村干部甲", "无", "√√√√√　√√", "是", "编码待改"),
    )),
    ("青坞村", (
        ("东网格", "330199001002001", "东片", 486, 1180, 11, 486, "网格长乙", "村党组织副书记", "",
         "专职网格员丙", "兼职网格员丁", "驻村干部乙", "东片党小组", "是是是是是是是是", "达标", ""),
        ("西网格", "330199001002002", "西片", 655, 1590, 12, 655, "网格长丙", "", "",
         "专职网格员丙 0571-80000000", "兼职网格员戊", "驻村干部乙", "西片党小组", _ALL, "是", ""),
    )),
    ("枫树岭村", (
        ("枫树岭网格", "330199001204001", "全村", 176, 410, 4, 176, "网格长丁", "村党组织书记", "",
         "兼", "代", "驻村干部丙", "村党支部", "有有有有有有有有", "是", "只设一个网格"),
    )),
    ("云溪社区", (
        ("第一网格", "330199001206001", "南苑", 448, 1102, 10, 448, "网格长戊", "居委会主任", "",
         "专职网格员丁", "兼职网格员己", "包联干部甲", "南苑党支部", _ALL, "是", ""),
        ("第二网格", "330199001206002", "北苑1-9幢", 533, 1333, 4, 533, "网格长己、网格长庚", "居委会委员", "",
         "专职网格员戊", "兼职网格员庚", "包联干部甲", "北苑党支部", _ALL, "是", ""),
        ("第三网格", "330199001206003", "沿街商铺", "", 240, 3, "", "", "", "",
         "空缺", "1名", "包联干部甲", "联合党支部", "√√√", "", "户数待核"),
    )),
)  # fmt: skip
_TOTALS = (3378, 8281)
"""What the town's clerk has written below: households and residents; the former do not add up."""


def _town(target: Path) -> None:
    """A town's ledger with two rows of headings, merged cells, telephone numbers and the mistakes that people make."""
    with xlsxwriter.Workbook(target) as book:
        book.set_properties({"created": WRITTEN_AT})
        sheet = book.add_worksheet("网格台账")
        head = book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter", "font_size": 9}
        )
        text = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 9})
        width = sum(max(1, len(lower)) for _, lower in _HEAD)
        title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        sheet.merge_range(0, 0, 0, width - 1, f"云溪镇网格台账（{LABEL.zh}）", title)
        sheet.write_string(1, 0, "填报单位：云溪镇平安法治办　　　单位：户、人")
        column = 0
        for upper, lower in _HEAD:
            if lower:
                sheet.merge_range(2, column, 2, column + len(lower) - 1, upper, head)
                sheet.write_row(3, column, list(lower), head)
            else:
                sheet.merge_range(2, column, 3, column, upper, head)
            column += max(1, len(lower))
        last = _rows(sheet, text)
        total = ["合计", "", "", "", "", *_TOTALS]
        sheet.write_row(last, 0, total + [""] * (width - len(total)), text)
        sheet.write_string(last + 1, 0, "注：网格员变动请于每月5日前报镇平安法治办。")
        sheet.write_string(last + 2, 0, "填表人：平安法治办干事　　审核人：平安法治办主任")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_column(0, width - 1, 7)
        for at, wide in ((1, 10), (2, 11), (3, 17), (4, 11), (9, 11), (10, 11), (11, 13), (12, 16), (13, 16), (14, 13)):
            sheet.set_column(at, at, wide)


def _rows(sheet: xlsxwriter.worksheet.Worksheet, text: xlsxwriter.format.Format) -> int:
    """Every grid, each unit's name merged over its rows; the row behind the last."""
    row, number = 4, 0
    for unit, grids in _ROWS:
        if len(grids) > 1:
            sheet.merge_range(row, 1, row + len(grids) - 1, 1, unit, text)
        else:
            sheet.write_string(row, 1, unit, text)
        for grid in grids:
            number += 1
            *told, ticks, in_range, remarks = grid
            signs = [sign.strip("　") for sign in str(ticks).ljust(8, "　")]
            sheet.write_number(row, 0, number, text)
            for at, content in enumerate([*told, *signs, in_range, remarks], start=2):
                sheet.write(row, at, content, text)
            row += 1
    return row
