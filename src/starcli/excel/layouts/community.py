"""What the columns of a list of a unit's parts are called: compounds, buildings, natural settlements, staircases.

The list has one row a part, or one row a staircase. Needed are a column that names the part and one of households;
the others may be left out: neighbours (names with `、` between them), coordinates, the grid of today, the staircases of
a building with their households (`1单元60、2单元54`, or `60+54`).
"""

from collections.abc import Mapping
from typing import Literal

from starcli.core.text import Text
from starcli.excel.layouts.form import normalised, unbracketed, unit_column_of

PartColumn = Literal[
    "number", "unit", "compound", "building", "staircase", "households", "staircases", "neighbours", "x", "y", "point",
    "today", "remarks",
]  # fmt: skip

PART_HEADINGS: Mapping[PartColumn, Text] = {
    "number": Text("序号", "No."),
    "unit": Text("村社", "Unit"),
    "compound": Text("小区", "Compound"),
    "building": Text("楼栋", "Building"),
    "staircase": Text("单元", "Staircase"),
    "households": Text("户数", "Households"),
    "staircases": Text("各单元户数", "Households by staircase"),
    "neighbours": Text("相邻", "Neighbours"),
    "x": Text("横坐标", "X"),
    "y": Text("纵坐标", "Y"),
    "point": Text("坐标", "Coordinates"),
    "today": Text("现网格", "Grid today"),
    "remarks": Text("备注", "Remarks"),
}
IGNORED = "ignored"
"""A column that such lists often have and nobody needs for grids."""
GEOGRAPHIC = ("经度", "纬度", "longitude", "latitude", "lon", "lat", "lng", "经纬度")
"""Headings of coordinates in degrees."""

_ALIASES: Mapping[PartColumn, tuple[str, ...]] = {
    "number": ("编号", "no", "序"),
    "unit": ("所属村社", "所属社区", "社区名称", "社区", "行政村", "所属村", "所属单位", "村(社区)", "所在社区"),
    "compound": (
        "小区名称", "所属小区", "所在小区", "住宅小区", "小区(院落)", "院落", "片区", "自然村", "自然村名称",
        "所属自然村", "所在自然村", "苑", "庭院", "estate", "settlement", "hamlet",
    ),
    "building": (
        "楼栋号", "楼栋名称", "楼幢", "楼幢号", "幢号", "楼号", "栋号", "幢", "栋", "楼", "楼宇", "房屋", "名称",
        "楼名", "村民小组", "小组", "组别", "组", "组名", "居民小组", "单体", "part", "block", "name", "小区/楼栋",
        "楼栋/自然村",
    ),
    "staircase": ("单元号", "单元名称", "门洞", "梯", "楼道", "entrance"),
    "households": (
        "总户数", "住户数", "居民户数", "农户数", "常住户数", "在册户数", "实际户数", "户数(户)", "住宅户数",
        "household",
    ),
    "staircases": ("单元户数", "分单元户数", "各单元", "单元构成", "各楼道户数", "staircases"),
    "neighbours": (
        "毗邻", "相邻楼栋", "相邻小区", "相邻自然村", "相邻组", "邻接", "四邻", "相邻单元", "毗邻楼栋", "相邻幢",
        "与哪些楼栋相邻", "周边", "adjacent", "adjacent to", "neighbors",
    ),
    "x": ("x坐标", "横坐标x", "坐标x", "经度", "东", "东坐标", "longitude", "lon", "lng", "east", "x"),
    "y": ("y坐标", "纵坐标y", "坐标y", "纬度", "北", "北坐标", "latitude", "lat", "north", "y"),
    "point": ("经纬度", "位置坐标", "坐标位置", "中心坐标", "xy坐标", "坐标(x,y)", "x,y"),
    "today": (
        "所属网格", "现属网格", "所在网格", "网格", "网格名称", "现有网格", "原网格", "目前网格", "现所属网格",
        "现网格名称", "所属网格名称", "原所属网格", "现在的网格", "grid", "current grid",
    ),
    "remarks": ("说明", "备注说明"),
}  # fmt: skip
_IGNORED = (
    "常住人口", "人口", "人口数", "总人口", "人数", "单元数", "层数", "总层数", "楼层", "楼层数", "建成年份",
    "建成时间", "建筑面积", "面积", "物业", "物业公司", "物业单位", "电话", "联系电话", "楼栋长", "楼长", "单元长",
    "微网格长", "地址", "坐落", "房屋性质", "性质", "类型", "出租户数", "空置户数", "户籍户数", "流动人口", "residents",
    "floors", "address", "phone", "网格长", "专职网格员", "兼职网格员", "网格指导员", "微网格", "党员数", "网格编码",
)  # fmt: skip
_WHOLE = ("总", "总数", "总户数", "合计", "户数", "小计", "常住", "住户", "total", "all")


def part_column_of(path: tuple[str, ...]) -> str | None:
    """The column that headings above each other stand for; `ignored` for one that is not needed, None for any other."""
    if not path:
        return None
    lowest = normalised(path[-1])
    upper = _alone(normalised(path[-2])) if len(path) > 1 else None
    if upper == "households":
        return "households" if lowest in _WHOLE else _alone(lowest) if _alone(lowest) == "households" else IGNORED
    found = _alone(lowest)
    if found is None and upper == "point" and lowest in ("横", "纵"):
        return "x" if lowest == "横" else "y"
    if found is None and upper in ("compound", "building", "today") and lowest in ("名称", "name", "编号", "号"):
        return upper
    if found == "building" and upper in ("compound", "today") and lowest in ("名称", "name"):
        return upper
    return found or (_alone("".join(map(normalised, path[-2:]))) if len(path) > 1 else None)


def is_geographic(heading: str) -> bool:
    """Whether coordinates below a heading are degrees."""
    return any(word in normalised(heading) for word in GEOGRAPHIC)


def _alone(word: str) -> str | None:
    found = _COLUMNS.get(word) or _COLUMNS.get(unbracketed(word))
    if found is not None:
        return found
    whose = unit_column_of(word)
    return "unit" if whose == "name" else IGNORED if whose is not None else None


_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(map(normalised, _IGNORED), IGNORED),
    **{
        normalised(word): column
        for column, heading in PART_HEADINGS.items()
        for word in (*heading.wordings, *_ALIASES.get(column, ()))
    },
}
