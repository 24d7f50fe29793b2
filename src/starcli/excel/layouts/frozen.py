"""What the record of a frozen season calls its columns, in both languages: data for its writer and its reader."""

from collections.abc import Mapping
from typing import Literal

from starcli.core.text import Text
from starcli.excel.layouts.form import normalised

VersionColumn = Literal[
    "number", "day", "reason", "label", "framework_name", "digest", "basis", "groups", "framework", "roster", "former",
    "before",
]  # fmt: skip
UnitColumn = Literal[
    "version", "place", "of", "county", "town", "name", "kind_words", "profile_words", "state_words", "total", "plain",
    "computed_words", "awarded_words", "code", "file", "digest", "city", "kind", "profile", "state", "computed",
    "awarded",
]  # fmt: skip

VERSIONS_SHEET = Text("封存记录", "Frozen season")
UNITS_SHEET = Text("各单位结果", "Results")
VERSION_HEADINGS: Mapping[VersionColumn, Text] = {
    "number": Text("版本", "Version"),
    "day": Text("封存日期", "Frozen on"),
    "reason": Text("重新封存的原因", "Why frozen again"),
    "label": Text("赛季", "Season"),
    "framework_name": Text("指标体系", "Framework"),
    "digest": Text("校验码", "Digest"),
    "basis": Text("口径标识", "Basis id"),
    "groups": Text("分组标识", "Groups id"),
    "framework": Text("指标体系指纹", "Framework's fingerprint"),
    "roster": Text("名册指纹", "Roster's fingerprint"),
    "former": Text("上一版校验码", "Digest of the version before"),
    "before": Text("上一季校验码", "Digest of the season before"),
}
UNIT_HEADINGS: Mapping[UnitColumn, Text] = {
    "version": Text("版本", "Version"),
    "place": Text("名次", "Place"),
    "of": Text("组内数", "Of"),
    "county": Text("县(市、区)", "County"),
    "town": Text("镇街", "Town"),
    "name": Text("村社", "Unit"),
    "kind_words": Text("类型", "Kind"),
    "profile_words": Text("分类", "Profile"),
    "state_words": Text("状态", "State"),
    "total": Text("总分", "Total"),
    "plain": Text("按填报值", "As reported"),
    "computed_words": Text("算得星级", "Earned"),
    "awarded_words": Text("授予星级", "Awarded"),
    "code": Text("单位代码", "Unit code"),
    "file": Text("工作簿", "Workbook"),
    "digest": Text("工作簿指纹", "Workbook's fingerprint"),
    "city": Text("市", "City"),
    "kind": Text("类型标识", "Kind id"),
    "profile": Text("分类标识", "Profile id"),
    "state": Text("状态标识", "State id"),
    "computed": Text("算得星级标识", "Earned id"),
    "awarded": Text("授予星级标识", "Awarded id"),
}
VERSIONS_ASIDE: tuple[VersionColumn, ...] = ("basis", "groups", "framework", "roster", "former", "before")
UNITS_ASIDE: tuple[UnitColumn, ...] = ("file", "digest", "city", "kind", "profile", "state", "computed", "awarded")
"""The columns that are not printed: what programs need of a record."""
WORDS: tuple[UnitColumn, ...] = ("kind_words", "profile_words", "state_words", "computed_words", "awarded_words")
"""The columns that say in words what ids say."""


def version_column_of(heading: str) -> VersionColumn | None:
    """The column of the table of versions that a heading stands for."""
    return _VERSIONS.get(normalised(heading))


def unit_column_of(heading: str) -> UnitColumn | None:
    """The column of the table of units that a heading stands for."""
    return _UNITS.get(normalised(heading))


_VERSIONS: Mapping[str, VersionColumn] = {
    normalised(word): column for column, heading in VERSION_HEADINGS.items() for word in (heading.zh, heading.en)
}
_UNITS: Mapping[str, UnitColumn] = {
    normalised(word): column for column, heading in UNIT_HEADINGS.items() for word in (heading.zh, heading.en)
}
