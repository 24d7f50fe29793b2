"""What the sheet of efforts is called and holds, for its writer and its reader."""

from collections.abc import Mapping
from typing import Literal

from starcli.core.paths.effort import Ruling
from starcli.core.text import Text

EffortColumn = Literal["code", "name", "measure", "days", "effort", "ruling"]

EFFORTS = Text("工作量", "Effort")
EFFORT_HEADINGS: Mapping[EffortColumn, Text] = {
    "code": Text("编码", "Code"),
    "name": Text("指标", "Indicator"),
    "measure": Text("整改类型", "Measure type"),
    "days": Text("默认时限（天）", "Days by default"),
    "effort": Text("工作量（天）", "Effort, days"),
    "ruling": Text("处理", "Ruling"),
}
RULINGS: Mapping[Ruling, Text] = {
    "free": Text("可改进", "free"),
    "keep": Text("保持不动", "keep"),
    "require": Text("必须改进", "require"),
}
"""What may be said of an indicator besides its effort; a blank cell is `free`."""
