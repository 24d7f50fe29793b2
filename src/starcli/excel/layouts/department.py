"""What the columns of departments' tables and of survey summaries are called: data for their readers.

The columns are those in use (dossier section 3.6, F12 and F11).
"""

from collections.abc import Mapping
from typing import Literal

from starcli.core.text import Text
from starcli.excel.layouts.form import normalised, unbracketed

DataColumn = Literal["item", "numerator", "denominator", "value", "period", "provider", "issued", "valid", "rate"]

DATA_HEADINGS: Mapping[DataColumn, Text] = {
    "item": Text("指标", "Indicator"),
    "numerator": Text("分子", "Numerator"),
    "denominator": Text("分母", "Denominator"),
    "value": Text("数值", "Value"),
    "period": Text("数据时段", "Period"),
    "provider": Text("提供部门", "Department"),
    "issued": Text("发放份数", "Issued"),
    "valid": Text("有效份数", "Valid"),
    "rate": Text("满意率", "Rate"),
}
_ALIASES: Mapping[DataColumn, tuple[str, ...]] = {
    "item": ("指标编码", "指标代码", "指标名称", "数据项", "数据项名称", "项目", "item", "fact", "indicator code"),
    "numerator": ("分子值", "分子数", "完成数", "numerator"),
    "denominator": ("分母值", "分母数", "应完成数", "总数", "denominator"),
    "value": ("指标值", "数据值", "数据", "结果", "核定值", "值", "数量", "figure", "result"),
    "period": (
        "数据期间", "时段", "统计时段", "统计时间", "统计期", "周期", "评价周期", "所属期", "数据时间",
        "period of data",
    ),
    "provider": ("部门", "数据来源", "来源", "提供单位", "报送部门", "责任部门", "数据提供部门", "填报部门", "source"),
    "issued": ("发放数", "发放问卷", "发放问卷数", "发出份数", "发放", "sheets issued"),
    "valid": ("有效数", "有效问卷", "有效问卷数", "有效", "有效票", "有效票数", "收回有效份数", "valid sheets"),
    "rate": ("满意度", "满意率(%)", "群众满意率", "满意度得分", "satisfaction", "satisfaction rate"),
}  # fmt: skip
STATED_LABELS: Mapping[str, DataColumn] = {"period": "period", "provider": "provider"}
"""What may be said once above a table for all of its rows."""


def data_column_of(heading: str) -> DataColumn | None:
    """The column of a table of data that a heading stands for; words in brackets may follow its name."""
    word = normalised(heading)
    return _COLUMNS.get(word) or _COLUMNS.get(unbracketed(word))


def stated_label_of(text: str) -> str | None:
    """The field that a label above a table stands for: the period or the department of all its rows."""
    found = data_column_of(text)
    return found if found in STATED_LABELS else None


_COLUMNS: Mapping[str, DataColumn] = {
    **{normalised(alias): column for column, aliases in _ALIASES.items() for alias in aliases},
    **{normalised(word): column for column, heading in DATA_HEADINGS.items() for word in heading.wordings},
}
