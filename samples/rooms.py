"""Idle rooms of a district's offices, and old communities that lack them: 49,000 square metres, all of it invented.

The place and the sum come from the public article; streets, communities, rooms and figures do not.
"""

import random
from pathlib import Path

import xlsxwriter
from believable import LABEL, PERIOD, believable, form_maker, with_evidence

from starcli.core.assessment import Unit
from starcli.core.filling import Filling, Row
from starcli.core.formulas.live import Moment
from starcli.excel.imprint import WRITTEN_AT

COUNTY, CITY, CODE = "上城区", "杭州市", "330102"
OLD = "老旧社区"
STREETS: dict[str, tuple[str, ...]] = {
    "榆荫街道": ("纱厂社区", "石库社区", "茶亭社区", "水塔社区"),
    "桂语街道": ("老站社区", "铁桥社区", "米市社区", "牌坊社区"),
    "梅溪街道": ("旧渡社区", "船坞社区", "北闸社区", "前仓社区"),
    "柏庭街道": ("东檐社区", "青砖社区", "灯塔社区", "机巷社区"),
    "竹苑街道": ("缫丝社区", "井亭社区", "新芽社区", "竹巷社区"),
}
NEW = ("新芽社区",)
"""Communities with all the rooms that they need."""
SILENT = ("竹巷社区",)
"""In the roster, and no form has come in."""
GIVEN: tuple[tuple[str, int, str, str, int, str | None, str], ...] = (
    ("榆荫街道", 1260, "在用", "纱厂社区", 1260, "2022-06-20", "党群服务中心"),
    ("桂语街道", 1480, "已移交", "老站社区", 1480, "2022年7月底", "居家养老服务照料中心"),
    ("梅溪街道", 2100, "部分闲置", "旧渡社区", 1300, "2022-08-15", "邻里中心"),
    ("柏庭街道", 1750, "已移交", "灯塔社区", 1750, "2022.9", "党群服务中心"),
    ("桂语街道", 1080, "已移交", "铁桥社区", 1080, "2022-05-10", "社区食堂"),
    ("梅溪街道", 1360, "已移交", "船坞社区", 1360, "2022-04-12", "党群服务中心"),
    ("柏庭街道", 920, "已移交", "东檐社区", 920, "2022-03-18", "居家养老服务照料中心"),
    ("榆荫街道", 1240, "已移交", "水塔社区", 1240, "2021-12-30", "邻里中心"),
    ("竹苑街道", 760, "已移交", "缫丝社区", 760, "2022-06-08", "文体活动室"),
    ("柏庭街道", 880, "已移交", "机巷社区", 880, "2022年8月", "婴幼儿照护驿站"),
    ("竹苑街道", 1320, "腾空", "井亭社区", 860, "2022-11-20", "社区食堂"),
    ("桂语街道", 940, "腾空", "米市社区", 940, None, "议事协商厅"),
    ("榆荫街道", 1150, "腾空", "沙厂社区", 1150, "2022-08-30", "文体活动室"),
)
"""What was given away before: street, idle area, condition, to whom, how much, since when, for what."""
NOT_FREE = (("梅溪街道", 1380, "D级危房"), ("柏庭街道", 960, "出租至2024年"))
_SEED = 3
_FIRST_STREET = 901
_TOTAL = 49_000
_LACKING = (1500, 2900)
_A_HUNDRED, _WANTED = 100, 30
_OWNERS = ("区机关事务管理中心", "区国有资产公司", "区教育部门（校舍已搬空）", "街道办事处", "区属企业（已停用）")
_WHERE = ("新塘巷{}号办公楼", "{}号沿街商铺二层", "{}弄旧厂房", "{}号原校舍", "{}号配套用房", "{}号门卫楼及仓库")
_SIZES = ((140, 460), (420, 980), (900, 1900))
_SPLITTING = 0.5

Cell = str | float | None


def write_shangcheng(folder: Path) -> Path:
    """Forms, roster and ledger of rooms below a folder."""
    place = folder / "shangcheng"
    dice = random.Random(_SEED)  # noqa: S311 invented figures
    _forms(place / "forms", dice)
    _roster(place / "roster.xlsx")
    _ledger(place / "rooms.xlsx", dice)
    return place


def _units() -> list[Unit]:
    """Everybody in the roster."""
    return [
        Unit(f"{CODE}{_FIRST_STREET + street}{number:03d}", name, "community", "default", town, COUNTY, CITY)
        for street, (town, names) in enumerate(STREETS.items())
        for number, name in enumerate(names, 1)
    ]


def _forms(folder: Path, dice: random.Random) -> None:
    """The forms of all but one: large communities, the old ones of them short of rooms."""
    maker = form_maker("community", "default")
    for unit in _units():
        rows = believable(maker.scheme, "estate", dice)
        households = int(rows["households"].values["self"])
        enough = households * _WANTED // _A_HUNDRED
        area = enough + dice.randint(20, 200) if unit.name in NEW else enough - dice.randint(*_LACKING)
        handed = sum(given[4] for given in GIVEN if given[3] == unit.name and given[5] and given[5] < "2022-10")
        rows["service_area"] = Row({"self": max(area, enough * dice.randint(12, 45) // 100, handed)})
        rows["SVC-01"] = Row({"self": min(rows["service_area"].values["self"], rows["SVC-01"].values["self"])})
        if unit.name in SILENT:
            continue
        target = folder / unit.town / f"{unit.name}自评表.xlsx"
        target.unlink(missing_ok=True)
        filling = Filling(unit, PERIOD, with_evidence(maker.scheme, rows), label=LABEL)
        maker.write(Moment(maker.scheme, filling), target)


def _roster(target: Path) -> None:
    """Everybody who should report, with the tag of the old communities."""
    headings = ("镇街", "单位名称", "统计用区划代码", "类型", "县(市、区)", "设区市", "标签")
    rows = [(u.town, u.name, u.code, "社区", COUNTY, CITY, "" if u.name in NEW else OLD) for u in _units()]
    with xlsxwriter.Workbook(str(target)) as book:
        book.set_properties({"created": WRITTEN_AT})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("名册")
        sheet.set_column(0, 6, 18)
        sheet.write_string(0, 0, f"{COUNTY}社区名册（{LABEL.zh}）", bold)
        sheet.write_row(1, 0, headings, bold)
        for row, cells in enumerate(rows, start=2):
            sheet.write_row(row, 0, cells)


def _ledger(target: Path, dice: random.Random) -> None:
    """The district's ledger of rooms as its clerk keeps it: two rows of headings, a total, and the ordinary slips."""
    rows = _rooms(dice)
    with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False}) as book:
        book.set_properties({"created": WRITTEN_AT})
        sheet = book.add_worksheet("闲置用房台账")
        title = book.add_format({"bold": True, "align": "center", "font_size": 16})
        head = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": True})
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
        sheet.merge_range(0, 0, 0, 12, f"{COUNTY}机关闲置用房台账（{LABEL.zh}）", title)
        sheet.write(1, 0, "填报单位：区机关事务管理中心　　截至2022年9月30日　　单位：平方米")
        plain = ("序号", "镇街", "房屋坐落", "产权单位", "建筑面积", "闲置面积", "现状", "可拆分")
        for column, text in enumerate((*plain, "备注")):
            at = column if column < len(plain) else len(plain) + 4
            sheet.merge_range(2, at, 3, at, text, head)
        sheet.merge_range(2, len(plain), 2, len(plain) + 3, "调剂情况", head)
        sheet.write_row(3, len(plain), ("调剂给(社区)", "调剂面积", "移交日期", "用途"), head)
        for row, cells in enumerate(rows, start=4):
            for column, content in enumerate((row - 3, *cells)):
                sheet.write(row, column, content, cell)
        last = 4 + len(rows)
        sheet.write_row(last, 0, ("合计", None, None, None, None, _TOTAL), head)
        sheet.write(last + 1, 0, "注：1.只列区级机关和所属单位的用房。2.闲置面积为可供社区使用的面积。")
        for column, width in enumerate((6, 11, 26, 22, 10, 12, 12, 8, 13, 10, 13, 14, 16)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(4, 0)


def _rooms(dice: random.Random) -> list[tuple[Cell, ...]]:
    """Every row behind its number; the idle areas of different rooms add up to the total."""
    known = [*GIVEN, *((street, size, state, None, None, None, None) for street, size, state in NOT_FREE)]
    used = sum(room[1] for room in known)
    sizes = _sizes(_TOTAL - used, dice)
    streets = [dice.choice(tuple(STREETS)) for _ in sizes]
    rows: list[tuple[Cell, ...]] = []
    for number, (street, size, state, *to) in enumerate(known):
        rows.append((street, *_place(street, number, dice), size + dice.randint(0, 40) * 10, size, state, None, *to))
    for number, (street, size) in enumerate(zip(streets, sizes, strict=True), start=len(rows)):
        built = size + dice.choice((0, 0, 0, 40, 120, 360))
        splits = "是" if size > _SIZES[2][0] and dice.random() < _SPLITTING else None
        rows.append((street, *_place(street, number, dice), built, size, "闲置", splits, None, None, None, None))
    rows.sort(key=lambda row: tuple(STREETS).index(str(row[0])))
    return _with_slips(rows)


def _sizes(total: int, dice: random.Random) -> list[int]:
    """Idle areas in tens that add up to a total."""
    sizes: list[int] = []
    while (left := total - sum(sizes)) > 0:
        low, high = dice.choice(_SIZES)
        size = dice.randint(low // 10, high // 10) * 10
        sizes.append(left if left - size < _SIZES[0][0] else size)
    return sizes


def _place(street: str, number: int, dice: random.Random) -> tuple[str, str]:
    """Address and owner."""
    return f"{street}演示路{dice.choice(_WHERE).format(number * 3 + 5)}", dice.choice(_OWNERS)


def _with_slips(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The same with measures typed beside figures, one in another measure, and a room that is listed twice."""
    free = [at for at, row in enumerate(rows) if row[5] == "闲置"]
    for at, write in zip(free[2::6], ("{}平方米", "{}㎡", "{} 平米", "{:,}平方米"), strict=False):
        rows[at] = (*rows[at][:4], write.format(rows[at][4]), *rows[at][5:])
    rows.insert(free[-1] + 1, rows[free[-1]])
    return rows


if __name__ == "__main__":
    write_shangcheng(Path(__file__).parent)
