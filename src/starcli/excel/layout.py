"""What the sheets and columns of a form are called, in both languages: data for the reader and the writer."""

import re
import unicodedata
from collections.abc import Mapping
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
    "code": ("编码", "指标编码", "数据项编码", "代码", "指标代码", "code"),
    "name": ("数据项", "指标名称", "二级指标", "三级指标", "指标", "项目", "情形", "name", "indicator", "item", "fact"),
    "self": ("填报值", "自评值", "指标值", "完成情况", "实际值", "self", "self-reported", "value"),
    "verified": ("核验值", "核定值", "镇街核验值", "镇街核验", "verified"),
    "reviewed": ("复核值", "审核值", "县级复核值", "县级复核", "reviewed"),
    "not_applicable": ("不适用", "合理缺项", "不涉及", "not applicable"),
    "evidence": ("佐证材料", "证明材料", "evidence"),
    "remarks": ("备注", "说明", "remarks"),
}

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
    "framework": ("指标体系", "framework"),
    "version": ("版本", "version"),
    "fingerprint": ("指纹", "fingerprint"),
}

TOTAL_WORDS = ("合计", "小计", "总计", "总分", "total", "subtotal")
NOT_APPLICABLE_WORDS = frozenset({
    "不适用", "不涉及", "无此项", "合理缺项", "n/a", "na", "not applicable",
    "—", "——", "———", "–", "―", "─", "──", "-", "--", "/", "//", "\\", "×", "✗",
})  # fmt: skip
"""Words and blank marks; a cross is one only where it does not say no."""

YES_WORDS = ("是", "√", "✓", "☑", "有", "已完成", "达标", "合格", "y", "yes", "true", "1")
NO_WORDS = ("否", "×", "✗", "未", "无", "未完成", "不达标", "n", "no", "false", "0")
NONE_WORDS = ("没有", "零", "无")
"""Nothing of what is asked for: 0 where things are counted."""

LOOSE_LEVEL_WORDS: Mapping[str, str] = {"优秀": "好"}
"""Words of another scale that people use for a level; taken with a warning where the level has no such name."""

_PENDING = re.compile(
    r"待(定|核|核实|核定|查|补|补充|填|报|统计|确认|上报|测评|公布)|暂无(数据|统计|资料)?|暂缺|未统计|(数据)?不详|不清楚"
    r"|同[上前左右下].*|(详?见|参见|参照).*|如?附(件|表).*|tb[dca]|pending|ditto|[.…。·]{2,}|[?？]+"
)

_BRACKETED = re.compile(r"\([^()]*\)")


def normalised(text: str) -> str:
    """A text as headings and labels are compared: half-width, lower case, without spaces inside Chinese."""
    folded = unicodedata.normalize("NFKC", text).lower().strip().rstrip(":")
    return " ".join(folded.split()) if folded.isascii() else "".join(folded.split())


def is_pending(word: str) -> bool:
    """Whether a normalised text only says that a value is still to come, or stands elsewhere."""
    return _PENDING.fullmatch(word) is not None


def column_of(heading: str) -> Column | None:
    """The column that a heading stands for; words in brackets may follow its name."""
    return _COLUMN_OF.get(normalised(heading)) or _COLUMN_OF.get(_BRACKETED.sub("", normalised(heading)).strip())


def label_of(text: str) -> str | None:
    """The field of the profile that a label stands for."""
    return _LABEL_OF.get(normalised(text)) or _LABEL_OF.get(_BRACKETED.sub("", normalised(text)).strip())


_COLUMN_OF: Mapping[str, Column] = {
    normalised(alias): column for column, aliases in _ALIASES.items() for alias in aliases
}
_LABEL_OF: Mapping[str, str] = {normalised(alias): key for key, aliases in _LABEL_ALIASES.items() for alias in aliases}
