"""What the sheets and columns of a form are called, in both languages: data for the reader and the writer."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from starcli.core.text import Text

Column = Literal["code", "name", "self", "verified", "reviewed", "not_applicable", "evidence", "remarks"]
ValueColumn = Literal["self", "verified", "reviewed"]
VALUE_COLUMNS: tuple[ValueColumn, ...] = ("self", "verified", "reviewed")
ANSWER_COLUMNS: tuple[Column, ...] = (*VALUE_COLUMNS, "not_applicable")
"""The columns of which no filled cell may be lost."""

SHEETS: Mapping[str, Text] = {
    "guide": Text("说明", "Guide"),
    "profile": Text("基本信息", "Profile"),
    "data": Text("填报表", "Data"),
    "adjustments": Text("加减分与否决", "Adjustments"),
    "scorecard": Text("自评表", "Scorecard"),
    "workings": Text("计算", "Workings"),
}

HEADINGS: Mapping[Column, Text] = {
    "code": Text("编码", "Code"),
    "name": Text("数据项", "Item"),
    "self": Text("填报值", "Self-reported"),
    "verified": Text("核验值", "Verified"),
    "reviewed": Text("复核值", "Reviewed"),
    "not_applicable": Text("不适用", "Not applicable"),
    "evidence": Text("佐证材料", "Evidence"),
    "remarks": Text("备注", "Remarks"),
}

_ALIASES: Mapping[Column, tuple[str, ...]] = {
    "code": ("编码", "指标编码", "数据项编码", "代码", "指标代码", "数据项代码", "code"),
    "name": (
        "数据项", "数据项名称", "指标名称", "二级指标", "三级指标", "指标", "考核指标", "评价指标", "项目", "情形",
        "名称", "name", "indicator", "item", "fact",
    ),
    "self": ("填报值", "自评值", "self", "self-reported"),
    "verified": ("核验值", "核定值", "镇街核验值", "镇街核验", "verified"),
    "reviewed": ("复核值", "审核值", "县级复核值", "县级复核", "reviewed"),
    "not_applicable": ("不适用", "合理缺项", "不涉及", "not applicable"),
    "evidence": ("佐证材料", "证明材料", "佐证", "佐证资料", "evidence"),
    "remarks": ("备注", "说明", "remarks"),
}  # fmt: skip

VALUE_WORDS = frozenset({"指标值", "完成情况", "实际值", "value"})
"""Headings of values that do not say whose: the unit's own, unless a heading above them names another level."""
FIGURE_WORDS = frozenset({
    "数值", "数量", "数据", "数额", "值", "完成值", "完成数", "实际数", "实际完成", "本季", "本季度", "本期", "本年",
    "figure", "amount",
})  # fmt: skip
"""The same, but common in any table: by themselves they make a data sheet only where its rows are known."""
BARE_CODES = frozenset({"编码", "代码", "code"})
"""Headings of codes that could as well be those of units."""
DIMENSION_HEADINGS = frozenset({"一级指标", "维度", "dimension"})

UNIT_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("村社", "村(社)", "村社区", "村(社区)名称", "村社区名称", "村名", "村居", "村居名称", "行政村", "名称"),
    "code": ("村社代码", "行政区划代码", "统计用区划代码"),
    "kind": ("村社类型",),
    "town": ("乡镇", "街道", "镇(街道)", "镇乡街道", "乡镇(街道)名称"),
    "tier": ("填报层级", "层级", "填报级别", "tier"),
}
"""What the columns of a table of units are called, besides the labels of a cover."""
NOT_UNIT_HEADINGS = frozenset({"填报单位", "填报单位(盖章)", "unit"})
"""Labels of a unit that head something else in a table of items: the office that reports one, or its measure."""

PROFILE_LABELS: Mapping[str, Text] = {
    "code": Text("单位代码", "Unit code"),
    "name": Text("单位名称", "Unit name"),
    "kind": Text("类型", "Kind"),
    "profile": Text("分类", "Profile"),
    "town": Text("镇街", "Town"),
    "county": Text("县(市、区)", "County"),
    "city": Text("市", "City"),
    "period": Text("周期", "Period"),
    "party": Text("党组织名称", "Party organisation"),
    "filled_in_by": Text("填报人", "Filled in by"),
    "date": Text("填报日期", "Date"),
    "framework": Text("指标体系", "Framework"),
    "version": Text("版本", "Version"),
    "fingerprint": Text("指纹", "Fingerprint"),
}

_LABEL_ALIASES: Mapping[str, tuple[str, ...]] = {
    "code": ("单位代码", "区划代码", "代码", "编码", "code", "unit code"),
    "name": ("单位名称", "村社名称", "填报单位", "填报单位(盖章)", "村(社区)", "name", "unit name", "unit"),
    "kind": ("类型", "单位类型", "kind"),
    "profile": ("分类", "类别", "profile"),
    "town": ("镇街", "乡镇(街道)", "乡镇街道", "所属镇街", "town"),
    "county": ("县(市、区)", "区县", "县市区", "county"),
    "city": ("市", "设区市", "city"),
    "period": ("周期", "评价周期", "填报周期", "period"),
    "party": ("党组织名称", "party organisation"),
    "date": ("填报日期", "填表日期", "填报时间", "填表时间", "date"),
    "framework": ("指标体系", "framework"),
    "version": ("版本", "version"),
    "fingerprint": ("指纹", "fingerprint"),
}

NAME_ENDINGS = (
    "村民委员会", "居民委员会", "村委会", "居委会", "村委", "居委", "党委", "党总支", "党支部", "党组织",
)  # fmt: skip
"""What follows a unit's name where one of its offices is meant."""
TOWN_ENDINGS = ("街道", "镇", "乡")
"""How the name of a town ends."""
TOWN_OFFICES = ("党工委", "党委", "人民政府", "政府", "办事处")
"""What follows a town's name where one of its offices is meant."""

TOTAL_WORDS = ("合计", "小计", "总计", "总分", "total", "subtotal")
_LONGEST_WORD = 80
_BRACKETED = re.compile(r"\([^()]*\)")


def normalised(text: str) -> str:
    """A text as headings and labels are compared: half-width, lower case, without spaces inside Chinese."""
    return _folded(text) if len(text) <= _LONGEST_WORD else _folded.__wrapped__(text)


# Every form has the same few hundred headings, labels and codes.
@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower().strip().rstrip(":")
    return " ".join(folded.split()) if folded.isascii() else "".join(folded.split())


def unbracketed(word: str) -> str:
    """A normalised text without what stands in brackets."""
    return _BRACKETED.sub("", word).strip() if "(" in word else word


def column_of(heading: str) -> Column | None:
    """The column that a heading stands for by itself; words in brackets may follow its name."""
    word = normalised(heading)
    return _COLUMN_OF.get(word) or _COLUMN_OF.get(unbracketed(word))


def label_of(text: str) -> str | None:
    """The field of the profile that a label stands for."""
    word = normalised(text)
    return _LABEL_OF.get(word) or _LABEL_OF.get(unbracketed(word))


def unit_column_of(heading: str) -> str | None:
    """The field of a unit, or its `tier`, that stands below a heading in a table of units."""
    word = normalised(heading)
    return _UNIT_COLUMN_OF.get(word) or _UNIT_COLUMN_OF.get(unbracketed(word))


_COLUMN_OF: Mapping[str, Column] = {
    **dict.fromkeys(map(normalised, (*VALUE_WORDS, *FIGURE_WORDS)), "self"),
    **{normalised(alias): column for column, aliases in _ALIASES.items() for alias in aliases},
    **{normalised(word): column for column, heading in HEADINGS.items() for word in heading.wordings},
}
_LABEL_OF: Mapping[str, str] = {
    normalised(alias): key
    for key, aliases in _LABEL_ALIASES.items()
    for alias in (*aliases, PROFILE_LABELS[key]["both"])
}
_UNIT_COLUMN_OF: Mapping[str, str] = {
    **{
        normalised(alias): key
        for key in ("code", "name", "kind", "profile", "town", "county", "city", "period")
        for alias in (*PROFILE_LABELS[key].wordings, *_LABEL_ALIASES[key])
    },
    **{normalised(alias): key for key, aliases in UNIT_HEADINGS.items() for alias in aliases},
}
