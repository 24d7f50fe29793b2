"""The words that people write where a form asks for a value: data for the reader, and for the form's own formulas."""

import re
from collections.abc import Mapping

from starcli.core.text import Text

NOT_APPLICABLE_WORDS = frozenset({
    "不适用", "不涉及", "无此项", "合理缺项", "n/a", "na", "not applicable", "不适用 not applicable",
    "不适用notapplicable",
    "—", "——", "———", "–", "―", "─", "──", "-", "--", "/", "//", "\\", "×", "✗",
})  # fmt: skip
"""Words and blank marks; a cross is one only where it does not say no."""

YES_WORDS = ("是", "√", "✓", "☑", "有", "已完成", "达标", "合格", "y", "yes", "true", "1", "是 yes", "是yes")
NO_WORDS = ("否", "×", "✗", "未", "无", "未完成", "不达标", "n", "no", "false", "0", "否 no", "否no")
NOT_APPLICABLE = Text("不适用", "not applicable")
"""How a form writes it."""
REJECTED = Text("不予认定", "not accepted")
"""How a checker writes that a claim is not accepted."""
REJECTED_WORDS = ("不予认定", "不予认可", "不认可", "不认定", "not accepted", "rejected", "不予认定not accepted")
NONE_WORDS = ("没有", "零", "无")
"""Nothing of what is asked for: 0 where things are counted."""

LOOSE_LEVEL_WORDS: Mapping[str, str] = {"优秀": "好"}
"""Words of another scale that people use for a level; taken with a warning where the level has no such name."""

PENDING_WORDS = (
    "待定", "待核", "待核实", "待核定", "待查", "待补", "待补充", "待填", "待报", "待统计", "待确认", "待上报",
    "待测评", "待公布", "暂无", "暂无数据", "暂无统计", "暂无资料", "暂缺", "未统计", "不详", "数据不详", "不清楚",
    "同上", "tbd", "tba", "tbc", "pending", "ditto", "…", "……", "?", "？",
)  # fmt: skip
"""What says that a value is still to come, or stands elsewhere; people find many more ways to say so."""

_PENDING = re.compile(r"同[上前左右下].*|(详?见|参见|参照).*|如?附(件|表).*|[.…。·]{2,}|[?？]+")


def is_pending(word: str) -> bool:
    """Whether a normalised text only says that a value is still to come, or stands elsewhere."""
    return word in PENDING_WORDS or _PENDING.fullmatch(word) is not None
