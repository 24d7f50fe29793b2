"""Many units in few words, and the pool of their problems: for the tests of pooled problems."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from factory import Item, at_least, form, framework_of

from starcli.core.assessment import Entry, Unit
from starcli.core.everyone import Member
from starcli.core.findings import Location
from starcli.core.marks import marks_of
from starcli.core.model import Framework
from starcli.core.pool.pool import Pool, Pooling, pooled
from starcli.core.pool.rules import PoolRules
from starcli.core.rating import rate
from starcli.core.scheme import Schemes
from starcli.core.standing import standing_of

ASKED = Item("A-1", "100", requires={"gold": at_least("80")})
"""An indicator of which gold requires 80."""
SMALL = framework_of([ASKED])


def rated(  # noqa: PLR0913 what a unit is
    said: Mapping[str, str | Entry] | str,
    framework: Framework = SMALL,
    *,
    kind: str = "village",
    town: str = "东镇",
    tags: Sequence[str] = (),
    counts: Mapping[str, str] | None = None,
    name: str = "",
) -> Member:
    """A rated unit; a single text is its value of A-1, an empty one is no value at all."""
    values: Mapping[str, str | Entry] = {"A-1": said} if isinstance(said, str) else said
    unit = Unit("", name, kind, "default", town, "示例县")
    scheme = Schemes(framework).of(kind, "default")
    rating = rate(scheme, form({key: value for key, value in values.items() if value}, counts, unit))
    return Member(unit, "rated", Location("form"), tuple(tags), standing_of(rating), marks_of(rating))


def without(state: str = "missing", *, kind: str = "village", town: str = "东镇", tags: Sequence[str] = ()) -> Member:
    """A unit that did not report, or whose form could not be rated."""
    unit = Unit("", "", kind, "default" if kind else "", town, "示例县")
    return Member(unit, "unrated" if state == "unrated" else "missing", Location("roster"), tuple(tags))


def numbered(members: Iterable[Member]) -> list[Member]:
    """The same with a code and, where it has none, a name each: nobody is mistaken for another."""
    found = []
    for number, member in enumerate(members, 1):
        unit = member.unit
        named = replace(unit, code=f"330199001{number:03d}", name=unit.name or f"{number}号村")
        standing = None if member.standing is None else replace(member.standing, unit=named)
        found.append(replace(member, unit=named, standing=standing, listed_as=number - 1))
    return found


def pooling_of(members: Iterable[Member], framework: Framework = SMALL, rules: PoolRules | None = None) -> Pooling:
    """The pool of some units against gold, with the task of finding levers."""
    target = framework.grade("gold")
    return pooled(numbered(members), Schemes(framework), target, rules or PoolRules())


def pool_of(members: Iterable[Member], framework: Framework = SMALL, rules: PoolRules | None = None) -> Pool:
    """The pool of some units against gold."""
    return pooling_of(members, framework, rules).pool
