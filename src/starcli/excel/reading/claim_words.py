"""What forms call their own result, in both languages: data for the reader of claims."""

from collections.abc import Mapping
from typing import Literal

from starcli.excel.layouts.form import normalised

Sort = Literal["total", "grade", "sum"]

_LABELS: Mapping[Sort, tuple[str, ...]] = {
    "total": (
        "自评得分", "自评总分", "自评分", "自评总得分", "自评分数", "自评合计", "self-assessed total",
        "self-assessed score",
    ),
    "grade": (
        "自评星级", "申报星级", "拟评星级", "拟申报星级", "自评等级", "申报等级", "proposed grade",
        "self-assessed grade",
    ),
    "sum": ("总分", "总得分", "合计得分", "得分合计", "total score", "total points"),
}  # fmt: skip

COVER_LABELS: Mapping[str, Sort] = {normalised(word): sort for sort, words in _LABELS.items() for word in words}
"""Labels beside which a form states its result: the unit's own total or grade, or the sum that the form works out."""

SELF_POINTS_HEADINGS = frozenset(
    map(normalised, ("自评得分", "自评分", "自评分数", "自评打分", "self-assessed points", "self-assessed score"))
)
POINTS_HEADINGS = frozenset(map(normalised, ("得分", "实得分", "本项得分", "得分数", "points", "score")))
GRAND_TOTAL_WORDS = frozenset(map(normalised, ("合计", "总计", *_LABELS["sum"], "total", "grand total")))
"""What a row of the total is called; a subtotal is none."""
