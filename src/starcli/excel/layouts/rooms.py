"""What the columns of a ledger of rooms are called, in both languages: data for its writer and its reader.

The columns are those of the ledger in use (dossier section 3.6, F9), with the town and what a proposal needs besides.
"""

from collections.abc import Mapping
from typing import Literal

from starcli.core.text import Text
from starcli.excel.layouts.form import normalised, unbracketed, unit_column_of

RoomColumn = Literal[
    "number", "county", "town", "address", "owner", "built", "idle", "state", "splits", "given_to", "given_code",
    "given_area", "handed_over", "use", "agreed", "remarks",
]  # fmt: skip

RoomSheet = Literal["overview", "proposal", "units", "left", "short", "findings"]

ROOM_SHEETS: Mapping[RoomSheet, Text] = {
    "overview": Text("总览", "Overview"),
    "proposal": Text("调剂建议", "Proposal"),
    "units": Text("各单位前后对照", "Units"),
    "left": Text("剩余房源", "Rooms left"),
    "short": Text("仍有缺口", "Still short"),
    "findings": Text("问题清单", "Findings"),
}
OWN_SHEETS = frozenset(name for sheet in ROOM_SHEETS.values() for name in sheet.wordings)
ROOM_HEADINGS: Mapping[RoomColumn, Text] = {
    "number": Text("序号", "No."),
    "county": Text("县(市、区)", "County"),
    "town": Text("镇街", "Town"),
    "address": Text("房屋坐落", "Address"),
    "owner": Text("产权单位", "Owner"),
    "built": Text("建筑面积", "Floor area"),
    "idle": Text("闲置面积", "Idle area"),
    "state": Text("现状", "Condition"),
    "splits": Text("可拆分", "May be split"),
    "given_to": Text("调剂给(社区)", "Given to"),
    "given_code": Text("单位代码", "Unit code"),
    "given_area": Text("调剂面积", "Area given"),
    "handed_over": Text("移交日期", "Handed over"),
    "use": Text("用途", "Use"),
    "agreed": Text("办理", "Status"),
    "remarks": Text("备注", "Remarks"),
}
PROPOSED, AGREED = Text("建议", "proposed"), Text("确认", "agreed")
"""What the column of a proposal says until somebody has agreed, and then."""
AREAS: tuple[RoomColumn, ...] = ("built", "idle", "given_area")

_ALIASES: Mapping[RoomColumn, tuple[str, ...]] = {
    "number": ("编号", "房屋编号", "no"),
    "address": (
        "坐落", "房屋地址", "地址", "房屋位置", "坐落位置", "位置", "房产坐落", "房屋坐落地址", "坐落地址", "详细地址",
        "房屋名称及坐落", "location",
    ),
    "owner": ("产权人", "权属单位", "产权归属", "权属", "所有权人", "产权所有人", "房屋产权单位", "产权(管理)单位"),
    "built": ("总建筑面积", "房屋面积", "总面积", "房屋建筑面积", "built area", "area"),
    "idle": ("空置面积", "闲置建筑面积", "可调剂面积", "可盘活面积", "可用面积", "剩余面积"),
    "state": ("目前状况", "使用现状", "房屋现状", "使用状况", "使用情况", "当前状况", "状况", "state"),
    "splits": ("可否拆分", "是否可拆分", "能否拆分", "可分割", "是否可分割", "splittable"),
    "given_to": (
        "调剂给", "调剂社区", "调剂对象", "调剂单位", "接收单位", "接收社区", "调入单位", "分配给", "分配社区",
        "使用社区", "拨给", "allotted to",
    ),
    "given_code": ("社区代码", "接收单位代码", "调剂单位代码"),
    "given_area": ("分配面积", "调配面积", "划拨面积", "移交面积", "area allotted"),
    "handed_over": ("移交时间", "交付日期", "交付时间", "划转日期", "handed over on"),
    "use": ("调剂用途", "拟用途", "使用用途", "规划用途", "purpose"),
    "agreed": ("办理情况", "确认情况", "办理状态"),
    "remarks": ("说明",),
}  # fmt: skip

_BEGINS: Mapping[str, tuple[str, ...]] = {"given": ("调剂", "分配", "调配", "划拨"), "idle": ("闲置", "空置")}
_UNDER: Mapping[str, Mapping[str, RoomColumn]] = {
    "given": {
        "社区": "given_to", "单位": "given_to", "对象": "given_to", "社区名称": "given_to", "单位名称": "given_to",
        "面积": "given_area", "日期": "handed_over", "时间": "handed_over", "用途": "use",
    },
    "idle": {"面积": "idle"},
}  # fmt: skip
"""What short headings mean below one that begins with such a word."""

NOT_FREE = ("危房", "危旧", "d级", "待拆", "拟拆", "拆除", "已拆", "拆迁", "查封", "dangerous", "to be demolished")
"""Words for rooms that nobody can be given."""
IN_USE = ("在用", "使用中", "占用", "出租", "租赁", "in use", "let")
"""Words for rooms that somebody has, unless the same words say that a part is idle."""
PARTLY = ("部分", "闲置", "空置", "腾空", "到期", "收回", "partly", "idle", "vacant")


def room_column_of(path: tuple[str, ...]) -> RoomColumn | None:
    """The column that headings above each other stand for; words in brackets may follow a name."""
    if not path:
        return None
    lowest, upper = normalised(path[-1]), normalised(path[0])
    if len(path) > 1:
        below = next((_UNDER[sort] for sort, words in _BEGINS.items() if upper.startswith(words)), {})
        found = below.get(lowest) or below.get(unbracketed(lowest))
        if found is not None:
            return found
    return _column(lowest) or (_column(upper) if len(path) > 1 else None)


def _column(word: str) -> RoomColumn | None:
    found = _COLUMNS.get(word) or _COLUMNS.get(unbracketed(word))
    if found is not None:
        return found
    area = unit_column_of(word)
    return "town" if area == "town" else "county" if area == "county" else None


_COLUMNS: Mapping[str, RoomColumn] = {
    normalised(word): column
    for column, heading in ROOM_HEADINGS.items()
    for word in (*heading.wordings, *(unbracketed(normalised(w)) for w in heading.wordings), *_ALIASES.get(column, ()))
}
