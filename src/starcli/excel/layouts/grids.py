"""What the columns of a ledger of grids are called, in both languages: data for its writer and its reader.

The columns are those of the ledger in use, one row a grid. Columns of functions are headed by what the framework calls
its functions.
"""

import re
from collections.abc import Mapping
from typing import Literal

from starcli.core.text import Text
from starcli.excel.layouts.form import normalised, unbracketed, unit_column_of

GridColumn = Literal[
    "number", "unit", "name", "code", "extent", "households", "residents", "micro_grids", "micro_households", "leader",
    "leader_post", "full_time", "part_time", "liaison", "party_group", "party_members", "functions", "in_range",
    "remarks",
]  # fmt: skip
PersonColumn = Literal["leader", "full_time", "part_time", "liaison"]

GRID_SHEET = Text("网格台账", "Grid ledger")
GRID_HEADINGS: Mapping[GridColumn, Text] = {
    "number": Text("序号", "No."),
    "unit": Text("村社", "Unit"),
    "name": Text("网格名称", "Grid"),
    "code": Text("网格编码", "Grid code"),
    "extent": Text("范围（四至/小区楼栋）", "Extent (bounds, compounds, buildings)"),
    "households": Text("户数", "Households"),
    "residents": Text("常住人口", "Residents"),
    "micro_grids": Text("微网格数", "Micro-grids"),
    "micro_households": Text("微网格覆盖户数", "Households in micro-grids"),
    "leader": Text("网格长", "Grid leader"),
    "leader_post": Text("网格长职务", "Leader's post"),
    "full_time": Text("专职网格员", "Full-time member"),
    "part_time": Text("兼职网格员", "Part-time member"),
    "liaison": Text("网格指导员", "Liaison officer"),
    "party_group": Text("网格党组织名称", "Party group"),
    "party_members": Text("党员数", "Party members"),
    "functions": Text("职能（√）", "Functions (√)"),
    "in_range": Text("是否达标", "In range"),
    "remarks": Text("备注", "Remarks"),
}
COUNTS: Mapping[GridColumn, str] = {
    "households": "户", "residents": "人", "micro_grids": "个", "micro_households": "户", "party_members": "名",
}  # fmt: skip
"""The columns of whole numbers, and what each counts."""
PEOPLE: tuple[PersonColumn, ...] = ("leader", "full_time", "part_time", "liaison")
TELLING: tuple[GridColumn, ...] = (
    *PEOPLE, "leader_post", "micro_grids", "micro_households", "party_group", "functions", "in_range",
)  # fmt: skip
"""What a ledger of grids has and no other list of places: two headings of grids and one of these make it one."""
FUNCTION = "function:"
"""How the key of a function's column begins; the function's id follows."""
IGNORED = "ignored"
"""A column that a ledger often has and nobody needs to read: telephone numbers above all."""

_ALIASES: Mapping[GridColumn, tuple[str, ...]] = {
    "number": ("编号", "no", "序"),
    "unit": (
        "所属村社", "所属村(社区)", "所属村", "所属社区", "所在村社", "所在村(社区)", "村(社)", "社区", "行政村",
        "所在社区", "所在村", "所属单位", "村", "社区(村)", "村(居)", "所属村居",
    ),
    "name": ("网格", "网格名", "网格名字", "所属网格名称", "全科网格名称", "全科网格", "小网格名称", "名称",
             "grid name"),
    "code": ("网格编号", "网格代码", "网格号", "全科网格编码", "编码", "代码"),
    "extent": (
        "网格范围", "范围", "四至", "四至范围", "网格四至", "管辖范围", "管辖区域", "覆盖范围", "区域范围",
        "包含小区楼栋", "小区楼栋", "网格边界", "extent",
    ),
    "households": (
        "网格户数", "总户数", "常住户数", "住户数", "管辖户数", "居民户数", "居民户", "农户数", "常住户", "户",
        "户数(户)", "household",
    ),
    "residents": ("人口", "人口数", "常住人口数", "网格人口", "总人口", "人数", "居民人数", "population"),
    "micro_grids": ("微网格", "微网格个数", "微网格数量", "划分微网格数"),
    "micro_households": ("微网格户数", "微网格覆盖数", "纳入微网格户数", "微网格覆盖"),
    "leader": ("网格长姓名", "网格长名字", "总网格长", "leader"),
    "leader_post": ("职务", "网格长现任职务", "网格长身份", "村社职务", "现任职务", "post"),
    "full_time": ("专职网格员姓名", "专职", "专职员", "专职人员", "专职网格员数", "full-time grid member", "full-time"),
    "part_time": ("兼职网格员姓名", "兼职", "兼职员", "兼职人员", "兼职网格员数", "part-time grid member", "part-time"),
    "liaison": (
        "指导员", "网格指导员姓名", "网格联络员", "联络员", "包联干部", "联系干部", "驻格干部", "网格指导员(包联干部)",
        "liaison",
    ),
    "party_group": (
        "网格党组织", "网格党支部", "网格党小组", "党组织", "党支部", "党小组", "党组织名称",
        "网格党支部(党小组)", "党支部(党小组)", "党支部/党小组", "党小组/党支部",
        "网格党支部名称", "网格党小组名称", "grid party group",
    ),
    "party_members": ("党员人数", "网格党员数", "党员", "党员数量"),
    "functions": (
        "职能", "网格职能", "承担职能", "职能事项", "履职职能", "网格职责", "职责", "主要职能", "1+7职能", "“1+7”职能",
        "职能(8项)", "functions",
    ),
    "in_range": ("规模是否达标", "是否达标(300-500户)", "达标", "达标情况", "户数是否达标", "是否符合标准", "规模达标",
                 "是否在300-500户"),
    "remarks": ("说明", "备注说明"),
}  # fmt: skip
_IGNORED = (
    "电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "电话号码", "联系号码", "短号", "phone", "telephone",
    "政治面貌", "性别", "年龄", "学历", "文化程度", "身份证号", "出生年月", "照片",
)  # fmt: skip
MICRO_GRID = "micro-grid"
"""The column of a single micro-grid: a table with it and without leaders of grids is a ledger of micro-grids."""
_MICRO_GRID = (
    "微网格名称", "微网格编号", "微网格编码", "微网格长", "微网格长姓名", "微网格员", "微网格格长", "micro-grid leader",
)  # fmt: skip
_WITH_PHONE = re.compile(r"(.+?)(?:及|和|与|、|/|\+)(?:其)?(?:联系)?(?:电话|方式|手机号?码?)(?:号码)?")
_PHONE_OF = re.compile(r"(.+?)的?(?:联系)?(?:电话|方式|手机号?码?|短号)(?:号码)?")
_OF_PERSON = ("姓名", "名字", "人员", "人员姓名", "名单", "人数", "数", "数量", "是否配备", "配备情况", "name", "names")
"""Lower headings that say of whom the upper one speaks; a tick or a number of people says so as well."""
_POSTS = ("职务", "现任职务", "身份", "岗位", "post")
_NAMES = ("名称", "name")
_NUMBERS = ("数", "数量", "个数", "number")


def grid_column_of(path: tuple[str, ...]) -> str | None:
    """The column that headings above each other stand for, without those of functions; None for any other.

    What tells most is the lowest heading together with the one above it, then the lowest by itself.
    """
    if not path:
        return None
    lowest = normalised(path[-1])
    if len(path) == 1:
        return _alone(lowest)
    upper = _alone(normalised(path[-2]))
    if upper in PEOPLE:
        return _of_person(upper, lowest)
    below = _BELOW.get((upper or "", unbracketed(lowest)))
    return below or _alone("".join(map(normalised, path[-2:]))) or _alone(lowest)


def is_functions(heading: str) -> bool:
    """Whether a heading is that of all functions together."""
    return _alone(normalised(heading)) == "functions"


def _of_person(person: str, lowest: str) -> str | None:
    """What stands below a heading such as 网格长: the person, a post of a leader, or what nobody needs."""
    if lowest in _OF_PERSON:
        return person
    if lowest in _POSTS:
        return "leader_post" if person == "leader" else IGNORED
    own = _alone(lowest)
    return own if own in PEOPLE else IGNORED if own in (None, IGNORED) else own


def _alone(word: str) -> str | None:
    """The column of one heading; the one of whose row it is among them."""
    found = _COLUMNS.get(word) or _COLUMNS.get(unbracketed(word))
    if found is not None:
        return found
    beside = _WITH_PHONE.fullmatch(word)
    if beside is not None:
        return _alone(beside[1])
    phone = _PHONE_OF.fullmatch(word)
    if phone is not None:
        return IGNORED if _alone(phone[1]) in PEOPLE else None
    whose = unit_column_of(word)
    if whose in ("name", "code"):
        return "unit" if whose == "name" else "unit_code"
    return whose if whose in ("kind", "profile", "town", "county", "city") else None


_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(map(normalised, _IGNORED), IGNORED),
    **dict.fromkeys(_MICRO_GRID, MICRO_GRID),
    **{
        normalised(word): column
        for column, heading in GRID_HEADINGS.items()
        for word in (
            *heading.wordings,
            *(unbracketed(normalised(wording)) for wording in heading.wordings),
            *_ALIASES.get(column, ()),
        )
    },
}
_BELOW: Mapping[tuple[str, str], str] = {
    **{("name", normalised(word)): "name" for word in _NAMES},
    **{("name", word): "code" for word in ("编码", "编号", "代码", "code")},
    **{("name", word): "extent" for word in ("范围", "四至")},
    **{("micro_grids", normalised(word)): "micro_grids" for word in _NUMBERS},
    **{("micro_grids", word): "micro_households" for word in ("户数", "覆盖户数", "覆盖", "households")},
    **{("party_group", normalised(word)): "party_group" for word in (*_NAMES, "是否建立", "设置情况")},
    **{("party_group", word): "party_members" for word in ("党员数", "人数", "党员人数")},
    **{("unit", normalised(word)): "unit" for word in _NAMES},
    **{("unit", word): "unit_code" for word in ("代码", "编码", "code")},
}

LEDGER_CALLED = "网格台账"
"""What a ledger's file is called behind its unit's name, in whatever language it is."""
