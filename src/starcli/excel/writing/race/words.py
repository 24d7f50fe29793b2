"""Words that several pages of the race use: groups, units' kinds, grades as stars, changes with their sign."""

from collections.abc import Sequence
from decimal import Decimal

from starcli.core.explain import stars
from starcli.core.model import Framework, Grade
from starcli.core.numbers import half_up, plain
from starcli.core.racing.places import Group
from starcli.core.racing.rules import BoardList, GroupKey
from starcli.core.scale import Value
from starcli.core.scheme import Indicator
from starcli.core.text import Text, listed
from starcli.excel.writing.page import Cell

UP, DOWN, SAME = "▲", "▼", "—"
GROUP_NAMES: dict[GroupKey, Text] = {
    "city": Text("市", "city"),
    "county": Text("县(市、区)", "county"),
    "town": Text("镇街", "town"),
    "kind": Text("类型", "kind"),
    "profile": Text("分类", "profile"),
}
_SHOWN_PLACES = 4


def group_words(group: Group, keys: Sequence[GroupKey], framework: Framework) -> Text:
    """What a group is called: `示例县 山区村`; the kind is left out where the profile's name says it."""
    known = dict(zip(keys, group, strict=True))
    parts = [Text.same(known[key]) for key in ("city", "county", "town") if known.get(key)]
    kind, profile = framework.kinds.get(known.get("kind", "")), framework.profiles.get(known.get("profile", ""))
    usual = profile is None or profile == framework.default_profile(known.get("kind", ""))
    if kind is not None and (usual or (profile is not None and len(profile.kinds) > 1)):
        parts.append(kind.name)
    if profile is not None and not usual:
        parts.append(profile.name)
    if not parts:
        return Text("全部", "all")
    return Text(" ".join(part.zh for part in parts), " ".join(part.en for part in parts))


def keys_words(keys: Sequence[GroupKey]) -> Text:
    """By what units are grouped, in words."""
    return Text(" × ".join(GROUP_NAMES[key].zh for key in keys), " × ".join(GROUP_NAMES[key].en for key in keys))


def kind_words(kind: str, framework: Framework) -> Text | None:
    """A kind's name."""
    return framework.kinds[kind].name if kind in framework.kinds else None


def grade_stars(grade: Grade | None, framework: Framework) -> str:
    """A grade as symbols; a dash where there is none."""
    return stars(grade, framework.grades[0]) if grade is not None else SAME


def stars_of(grade: str, framework: Framework) -> str:
    """The same by the grade's id, which the framework may not know."""
    return grade_stars(next((known for known in framework.grades if known.id == grade), None), framework)


def arrow(places: int | None) -> str:
    """Places gained or lost: `▲3`, `▼2`, `—`; empty where they cannot be compared."""
    if places is None:
        return ""
    return f"{UP}{places}" if places > 0 else f"{DOWN}{-places}" if places < 0 else SAME


def signed(points: Decimal | None) -> str:
    """Points with their sign: `+1.25`; a dash where nothing changed, empty where there is nothing to compare."""
    if points is None:
        return ""
    return f"{points:+}" if points else SAME


def value_words(indicator: Indicator, value: Value | None) -> Text:
    """A value as people read it; a dash for none."""
    if value is None:
        return Text.same(SAME)
    if isinstance(value, Decimal):
        return Text.same(plain(half_up(value, _SHOWN_PLACES)))
    return indicator.definition.scale.levels.get(value, Text.same(value))


def list_cell(lists: Sequence[BoardList]) -> Cell:
    """The words of the lists that a unit is on; the cell is coloured by the first, and says it too."""
    if not lists:
        return Cell(None, "centre")
    return Cell(listed([each.label for each in lists]), f"listed_{lists[0].sort}")
