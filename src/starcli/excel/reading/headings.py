"""What a heading stands for, alone or below others: which column it is, and whose values stand in it.

A path is the headings above one column from the uppermost to the lowest, as `上级-下级`: `数值` below `核验情况` is
a verified value, below `自评情况` a self-reported one, and below `得分` none at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starcli.excel.layouts.form import (
    FIGURE_WORDS,
    VALUE_COLUMNS,
    VALUE_WORDS,
    Column,
    ValueColumn,
    column_of,
    normalised,
    unbracketed,
)

Path = tuple[str, ...]

_BODIES: tuple[tuple[ValueColumn, str], ...] = (
    ("verified", r"乡镇\(街道\)|乡镇街道|乡镇|镇街|镇\(街道\)|街道|镇|乡|town"),
    ("reviewed", r"县\(市、?区\)|县市区|区县|区\(县、?市\)|县|区|市|county"),
    ("self", r"村\(社区?\)|村社区?|社区|本村|村"),
)
_DEEDS: tuple[tuple[ValueColumn | None, str], ...] = (
    ("self", r"自评|自查|自报|self-assessment|self-reported|self-?"),
    ("verified", r"核验|核定|初审|初核|verification|verified"),
    ("reviewed", r"复核|审核|抽查|终审|review|reviewed"),
    (None, r"填报|填写|上报|认定|评定|确认|考核|检查"),
)
_TIER = re.compile(
    r"(?:\d{4}年)?(?:第?[一二三四1-4]季度)?"
    rf"(?:{'|'.join(f'(?P<{tier}>{words})' for tier, words in _BODIES)})?[级本]?\s?"
    rf"(?P<deed>{'|'.join(words for _, words in _DEEDS)})?(?:情况|意见|结果|数据|信息|内容|部分|栏|填|组)?"
)
_OTHER_FIGURES = re.compile(
    r"得分|评分|打分|计分|分值|分数|权重|满分|目标|标准|上季|上年|去年|上期|同期|同比|增减|增幅|升降|排名|名次"
    r"|score|points|weight|rank|target|previous"
)
# What stands below "points" or "last season" is theirs, unless it is an item or says that it is an answer.
_EXPLICIT = ("code", "name", "verified", "reviewed")
_SUFFIXES = tuple(sorted((*VALUE_WORDS, *FIGURE_WORDS), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Meaning:
    """The column that a path leads to; not `sure` where its words stand above columns of any table."""

    column: Column
    sure: bool = True


def tier_of(heading: str) -> ValueColumn | None:
    """The level that a heading is about: `镇街核验情况`, `复核`, `村社`."""
    word = unbracketed(normalised(heading)) or normalised(heading)
    match = _TIER.fullmatch(word) or _TIER.fullmatch(normalised(heading))
    if match is None:
        return None
    for tier, _ in _BODIES:
        if match[tier]:
            return tier
    deed = match["deed"] or ""
    if deed in ("填报", "上报"):
        return "self"
    return next((tier for tier, words in _DEEDS if deed and re.fullmatch(words, deed)), None)


def is_parent(heading: str) -> bool:
    """Whether a heading can tell what the figures below it are."""
    return tier_of(heading) is not None or is_value_word(heading) or is_other_figure(heading)


def is_other_figure(heading: str) -> bool:
    """Whether points, targets, former figures and the like stand below a heading, and no answers."""
    return _OTHER_FIGURES.search(unbracketed(normalised(heading))) is not None


def is_sub_heading(heading: str) -> bool:
    """Whether a text may be the lower part of a heading of values or of notes on them."""
    return column_of(heading) is not None or tier_of(heading) is not None or is_other_figure(heading)


def is_value_word(heading: str) -> bool:
    """Whether a heading says that values stand below it, and not whose."""
    word = unbracketed(normalised(heading))
    return word in VALUE_WORDS or word in FIGURE_WORDS


def meaning(path: Sequence[str]) -> Meaning | None:
    """The column that a path of headings stands for; None for one that no reader needs."""
    if not path:
        return None
    *above, lowest = path
    column = column_of(lowest)
    if any(map(is_other_figure, above)) and column not in _EXPLICIT:
        return None
    if column is not None and not is_value_word(lowest):
        return Meaning(column)
    if column is None:
        return _by_level(above, lowest)
    tier = next((tier for parent in reversed(above) if (tier := _tier_above(parent)) is not None), None)
    return Meaning(tier or "self", tier is not None or any(map(_is_sure, path)))


def _by_level(above: Sequence[str], lowest: str) -> Meaning | None:
    """A heading that only names a level, below one of values, or one such as `镇街核验数值`."""
    tier = tier_of(lowest)
    if tier is not None:
        return Meaning(tier) if any(map(is_value_word, above)) else None
    word = unbracketed(normalised(lowest))
    suffix = next((suffix for suffix in _SUFFIXES if word.endswith(suffix)), "")
    tier = tier_of(word.removesuffix(suffix)) if suffix and word != suffix else None
    return None if tier is None else Meaning(tier)


def _tier_above(parent: str) -> ValueColumn | None:
    """The level that a heading names for what stands below it, also as `核验值`."""
    column = column_of(parent)
    named = column if column in VALUE_COLUMNS and not is_value_word(parent) else None
    return tier_of(parent) or (named if named in VALUE_COLUMNS else None)


def _is_sure(heading: str) -> bool:
    return unbracketed(normalised(heading)) in VALUE_WORDS
