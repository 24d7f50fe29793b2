"""What the register of filed plans calls its columns, in both languages: data for its writer and its reader."""

from collections.abc import Mapping
from typing import Literal

from starcli.core.text import Text
from starcli.excel.layouts.form import normalised, unbracketed

RegisterColumn = Literal[
    "row", "county", "town", "name", "kind", "self", "verified", "reviewed", "bonus", "deductions", "total", "gates",
    "vetoes", "grade", "last_grade", "target", "number", "version", "date", "status", "opinion", "remarks", "reason",
    "code", "fingerprint", "file",
]  # fmt: skip

REGISTER_SHEET = Text("备案登记", "Register")
REGISTER_HEADINGS: Mapping[RegisterColumn, Text] = {
    "row": Text("序号", "No."),
    "county": Text("县(市、区)", "County"),
    "town": Text("镇街", "Town"),
    "name": Text("村社名称", "Unit"),
    "kind": Text("类型", "Kind"),
    "self": Text("自评得分", "Own score"),
    "verified": Text("镇街核验得分", "Town's score"),
    "reviewed": Text("县级审核得分", "County's score"),
    "bonus": Text("加分", "Bonus"),
    "deductions": Text("扣分", "Deducted"),
    "total": Text("总分", "Total"),
    "gates": Text("未达必达项", "Gates unmet"),
    "vetoes": Text("一票否决情形", "Vetoes"),
    "grade": Text("拟定星级", "Grade"),
    "last_grade": Text("上季星级", "Grade last season"),
    "target": Text("目标星级", "Target grade"),
    "number": Text("备案号", "Filing number"),
    "version": Text("版本", "Version"),
    "date": Text("备案日期", "Filed on"),
    "status": Text("状态", "Status"),
    "opinion": Text("审核意见", "Opinion"),
    "remarks": Text("备注", "Remarks"),
    "reason": Text("变更原因", "Reason for the change"),
    "code": Text("单位代码", "Unit code"),
    "fingerprint": Text("内容指纹", "Fingerprint"),
    "file": Text("方案文件", "File"),
}
ASIDE: tuple[RegisterColumn, ...] = ("reason", "code", "fingerprint", "file")
"""The columns that are not printed: they stand behind those of the county's own."""
OURS: tuple[RegisterColumn, ...] = ("number", "version", "date", "fingerprint")
"""The columns that nobody but starcli writes; the county may change whatever else it wants to."""
NEEDED: tuple[RegisterColumn, ...] = ("name", *OURS)
"""The headings by which a sheet is known as a register."""


def register_column_of(heading: str) -> RegisterColumn | None:
    """The column that a heading stands for."""
    word = normalised(heading)
    return _COLUMNS.get(word) or _COLUMNS.get(unbracketed(word))


_COLUMNS: Mapping[str, RegisterColumn] = {
    normalised(word): column for column, heading in REGISTER_HEADINGS.items() for word in heading.wordings
}
