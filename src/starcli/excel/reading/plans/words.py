"""What people call the columns and labels of a plan: those of starcli's own, and the words of forms made by hand."""

from collections.abc import Iterable, Mapping
from typing import Literal

from starcli.core.text import Text
from starcli.excel.layouts.form import BARE_CODES, label_of, normalised, unbracketed, unit_column_of
from starcli.excel.layouts.plan import (
    LEDGER_HEADINGS,
    MEASURE_HEADINGS,
    PLAN_LABELS,
    PROBLEM_HEADINGS,
    PROJECT_HEADINGS,
)

Table = Literal["problems", "measures", "ledger", "projects"]
"""The tables of a plan that people fill in."""

HEADINGS: Mapping[Table, Mapping[str, Text]] = {
    "problems": dict(PROBLEM_HEADINGS.items()),
    "measures": dict(MEASURE_HEADINGS.items()),
    "ledger": dict(LEDGER_HEADINGS.items()),
    "projects": dict(PROJECT_HEADINGS.items()),
}

_NUMBER = ("序号", "编号", "no")
_CODE = ("对应指标", "指标编码", "指标代码", "编码", "代码", "所属指标", "关联指标", "指标", "code", "indicator code")
_PROBLEM = ("问题描述", "问题", "存在问题", "存在的问题", "短板问题", "主要问题", "短板")
_CAUSE = ("原因", "原因分析", "问题原因", "产生原因", "存在原因", "可能原因", "成因", "成因分析", "病因", "causes")
_MEASURE = ("整改措施", "措施", "整改举措", "具体措施", "主要措施", "工作措施", "整改内容", "measures")
_TYPE = ("整改类型", "措施类型", "整改方式", "measure type")
_UNIT = ("责任单位", "牵头单位", "责任部门", "整改单位", "整改责任单位", "牵头部门", "lead department")
_PERSON = ("责任人", "具体责任人", "责任人员", "整改责任人", "经办人", "person responsible")
_LEADER = ("责任领导", "联村领导", "联系领导", "包联领导", "包村领导", "分管领导", "牵头领导", "挂联领导", "挂钩领导")
_DEADLINE = (
    "完成时限", "整改时限", "完成时间", "整改期限", "完成期限", "计划完成时间", "计划完成时限", "时限", "完成日期",
    "by", "due",
)  # fmt: skip
_REMARKS = ("备注", "说明", "remarks")

_ALIASES: Mapping[Table, Mapping[str, tuple[str, ...]]] = {
    "problems": {
        "number": _NUMBER,
        "code": _CODE,
        "indicator": ("指标名称", "二级指标", "三级指标", "indicator name"),
        "problem": (*_PROBLEM, "具体问题", "problems"),
        "now": ("现状值", "现状", "当前值", "目前值", "实际值", "完成值", "current"),
        "required": ("目标值", "要求值", "标准值", "达标值", "要求", "达标要求"),
        "distance": ("差距", "差值", "distance"),
        "sort": ("问题类型", "问题类别", "共性/个性", "共性个性"),
        "cause": _CAUSE,
        "origin": ("问题来源", "来源", "发现途径", "发现方式", "origin"),
        "remarks": _REMARKS,
    },
    "measures": {
        "number": _NUMBER,
        "code": _CODE,
        "problem": _PROBLEM,
        "cause": _CAUSE,
        "measure": _MEASURE,
        "type": _TYPE,
        "unit": _UNIT,
        "person": _PERSON,
        "leader": _LEADER,
        "deadline": _DEADLINE,
        "target": ("预期目标值", "预期目标", "目标值", "整改目标", "整改目标值", "预期成效", "target"),
        "support": ("需上级支持事项", "需上级支持", "需要上级支持事项", "需协调事项", "需上级协调事项", "support"),
        "remarks": _REMARKS,
    },
    "ledger": {
        "number": _NUMBER,
        "code": _CODE,
        "problem": _PROBLEM,
        "measure": _MEASURE,
        "unit": _UNIT,
        "person": _PERSON,
        "deadline": _DEADLINE,
        "type": _TYPE,
        "progress": ("进展情况", "整改进展", "整改情况", "工作进展", "整改进展情况", "进展"),
        "share": ("完成率", "整改完成率", "完成比例", "进度", "完成进度", "done"),
        "state": ("当前状态", "状态", "整改状态", "status"),
        "evidence": ("佐证材料", "佐证", "证明材料", "佐证资料"),
        "requested": ("申请销号日期", "申请销号时间", "销号申请日期"),
        "verified": ("核验值", "镇街核验值", "verified"),
        "town_opinion": ("镇街核验意见", "镇街意见", "核验意见"),
        "town_checker": ("镇街核验人", "核验人", "镇街核验人员"),
        "town_date": ("镇街核验日期", "核验日期", "镇街核验时间"),
        "county_opinion": ("县级复核意见", "县级意见", "复核意见", "县级复核"),
        "county_date": ("县级复核日期", "复核日期", "县级复核时间"),
        "extended": ("延期至", "延期时间", "延期日期"),
        "closed": ("是否销号", "销号", "是否已销号"),
        "remarks": _REMARKS,
    },
    "projects": {
        "project": ("专项名称", "专项", "攻坚专项", "专项攻坚", "专项行动"),
        "leader": ("领衔市领导", "领衔领导", "牵头领导", "领衔市领导(一名市领导领衔)"),
        "department": ("牵头部门", "牵头单位", "责任部门"),
        "plan": ("专项方案", "方案", "方案文号"),
        "meeting": ("现场会", "现场推进会"),
        "indicators": ("覆盖指标", "对应指标"),
        "attainment": ("达标率",),
        "progress": ("本季进展", "进展情况", "进展"),
        "problems": ("存在问题", "问题"),
    },
}

_LABEL_ALIASES: Mapping[str, tuple[str, ...]] = {
    "date": ("制定日期", "制定时间", "方案日期", "制表日期", "编制日期", "上报日期", "报送日期"),
    "grade": ("现星级", "当前星级", "目前星级", "评定星级", "现有星级"),
    "target": ("目标星级", "争创星级", "创建星级", "拟创星级", "争创目标", "target"),
    "total": ("总分", "现总分", "得分", "总得分"),
    "households": ("户数", "总户数"),
    "secretary": ("书记签字", "党组织书记", "党组织书记(签字)", "书记"),
    "town_opinion": ("镇街党(工)委意见", "镇街意见", "镇街党委意见", "乡镇(街道)党(工)委意见"),
    "county_opinion": ("县级组织部门备案意见", "县级意见", "县级备案意见", "县委组织部意见"),
}

_ABOUT = frozenset({"name", "town", "county", "kind"})
"""What a column of a table with several units may say of each."""


def column_of(heading: str, table: Table) -> str | None:
    """The column of a table that a heading stands for by itself; words in brackets may follow its name."""
    word = normalised(heading)
    known = _COLUMNS[table]
    return known.get(word) or known.get(unbracketed(word))


def is_heading(text: str) -> bool:
    """Whether a text is the heading of a column of any of the tables."""
    word = normalised(text)
    return word in _ANY or unbracketed(word) in _ANY


def about_of(heading: str) -> str | None:
    """The field of the unit that a column of a table of several units says."""
    found = unit_column_of(heading)
    return found if found in _ABOUT else None


def plan_label_of(text: str) -> str | None:
    """The field that a label of a plan stands for: one of its own, or one of any cover.

    `编码` by itself heads the codes of indicators in many a table of a plan.
    """
    word = normalised(text)
    if word in BARE_CODES:
        return None
    return _LABELS.get(word) or _LABELS.get(unbracketed(word)) or label_of(text)


def _words(names: Mapping[str, Text], aliases: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The key of each word; the names of starcli's own come before what others call things."""
    pairs = [(word, key) for key, words in aliases.items() for word in words]
    pairs += [(word, key) for key, name in names.items() for word in _spellings(name)]
    return {normalised(word): key for word, key in pairs}


def _spellings(name: Text) -> Iterable[str]:
    return (wording for full in name.wordings for wording in (full, unbracketed(normalised(full))))


_COLUMNS: Mapping[Table, Mapping[str, str]] = {table: _words(HEADINGS[table], _ALIASES[table]) for table in HEADINGS}
_ANY = frozenset(word for known in _COLUMNS.values() for word in known)
_LABELS: Mapping[str, str] = _words(PLAN_LABELS, _LABEL_ALIASES)
