"""What the sheets and columns of check sheets are called, in both languages: data for their writer and their reader.

The columns are those of a verification table in use (dossier section 3.6, F2).
"""

from collections.abc import Mapping
from typing import Literal

from starcli.core.checking.words import METHODS, VERDICTS, Method, Verdict
from starcli.core.text import Text
from starcli.excel.layouts.form import PROFILE_LABELS, label_of, normalised, unbracketed

CheckColumn = Literal[
    "code", "name", "measure", "own", "cell", "evidence", "given", "rule", "requirement", "verified", "verdict",
    "method", "reason", "checker", "date", "state",
]  # fmt: skip

CHECK_SHEETS: Mapping[str, Text] = {
    "check": Text("核查表", "Check sheet"),
    "guide": Text("填表说明", "Guide"),
}
CHECK_TITLE = Text("逐项核查表", "item-by-item check")
"""How the title of a check sheet ends."""
CHECK_HEADINGS: Mapping[CheckColumn, Text] = {
    "code": Text("编码", "Code"),
    "name": Text("指标 / 数据项", "Indicator / fact"),
    "measure": Text("单位", "Measured in"),
    "own": Text("填报值", "Self-reported"),
    "cell": Text("填报出处", "From cell"),
    "evidence": Text("申报的佐证材料", "Evidence claimed"),
    "given": Text("部门数据", "Data supplied"),
    "rule": Text("评分规则", "Rule"),
    "requirement": Text("要求", "Required"),
    "verified": Text("核验值", "Verified"),
    "verdict": Text("核验结论", "Verdict"),
    "method": Text("核验方式", "Method"),
    "reason": Text("扣分原因、说明", "Reason"),
    "checker": Text("核验人", "Checker"),
    "date": Text("核验日期", "Date"),
    "state": Text("检查", "State"),
}
_ALIASES: Mapping[CheckColumn, tuple[str, ...]] = {
    "code": ("指标编码", "代码", "指标代码", "code"),
    "name": ("指标", "数据项", "指标名称", "二级指标", "名称", "indicator", "item", "fact"),
    "measure": ("计量单位", "measure"),
    "own": ("自评值", "自报值", "指标值", "完成情况", "self", "own value"),
    "cell": ("出处", "填报单元格"),
    "evidence": ("佐证材料", "佐证", "证明材料", "evidence"),
    "given": ("部门数据值",),
    "rule": ("评分标准", "评分规则和要求", "rule"),
    "requirement": ("达标值", "标准", "required", "requirement"),
    "verified": ("核定值", "核实值", "核查值", "verified value"),
    "verdict": ("结论", "核查结论", "核验意见", "核查意见", "核验结果", "核查结果"),
    "method": ("方式", "核查方式", "检查方式"),
    "reason": ("理由", "原因", "扣分原因", "说明", "情况说明", "核验说明", "问题说明", "reasons"),
    "checker": ("核查人", "核验人员", "核查人员", "检查人", "核验人签字", "checked by"),
    "date": ("核查日期", "日期", "检查日期", "核验时间", "核查时间", "checked on"),
    "state": ("状态",),
}  # fmt: skip

STAMP = Text("校验码", "Stamp")
FORM_FILE = Text("填报表文件", "Form")
LABELS: Mapping[str, Text] = {
    **{key: PROFILE_LABELS[key] for key in ("name", "code", "kind", "profile", "town", "county", "city", "period")},
    **{key: PROFILE_LABELS[key] for key in ("framework", "version", "fingerprint")},
    "stamp": STAMP,
    "form": FORM_FILE,
}
"""What stands above the table, each beside its label."""

_VERDICT_ALIASES: Mapping[Verdict, tuple[str, ...]] = {
    "as-reported": ("情况属实", "一致", "相符", "无出入", "与填报一致", "ok", "confirmed"),
    "differs": ("不一致", "不符", "不相符", "有误", "部分属实", "有差异", "wrong"),
    "rejected": ("不予认可", "不认可", "不认定", "不成立", "rejected"),
    "not-applicable": ("不涉及", "合理缺项", "n/a"),
}
_METHOD_ALIASES: Mapping[Method, tuple[str, ...]] = {
    "papers": ("查阅资料", "看资料", "资料", "查阅材料", "材料", "查台账", "台账"),
    "visit": ("实地查看", "实地核查", "现场", "现场查看", "走访", "入户", "on site"),
    "system": ("系统比对", "平台", "系统查询", "查系统", "数据比对"),
}


def check_column_of(heading: str) -> CheckColumn | None:
    """The column that a heading stands for; words in brackets may follow its name."""
    word = normalised(heading)
    return _COLUMNS.get(word) or _COLUMNS.get(unbracketed(word))


def check_label_of(text: str) -> str | None:
    """The field that a label above the table stands for."""
    word = normalised(text)
    if word in _STAMPS:
        return "stamp"
    return label_of(text)


def verdict_of(text: str) -> Verdict | None:
    """The verdict that a text says."""
    return _VERDICTS.get(normalised(text).strip("。.√✓"))


def method_of(text: str) -> Method | None:
    """The method that a text says."""
    return _METHODS.get(normalised(text))


_COLUMNS: Mapping[str, CheckColumn] = {
    **{normalised(alias): column for column, aliases in _ALIASES.items() for alias in aliases},
    **{normalised(word): column for column, heading in CHECK_HEADINGS.items() for word in heading.wordings},
}
_STAMPS = frozenset(map(normalised, STAMP.wordings))
_VERDICTS: Mapping[str, Verdict] = {
    normalised(word): key for key, name in VERDICTS.items() for word in (key, *name.wordings, *_VERDICT_ALIASES[key])
}
_METHODS: Mapping[str, Method] = {
    normalised(word): key for key, name in METHODS.items() for word in (key, *name.wordings, *_METHOD_ALIASES[key])
}
