"""What plans give as causes, indicator by indicator, and the support that they want from above, by department.

Causes of the framework's own library count as one whatever language they stand in; all others count by their words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from starcli.core.everyone import Member
from starcli.core.findings import Finding, Read, finding
from starcli.core.model import Framework
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.rectification.units import ByUnit
from starcli.core.text import Text, shortened

_PARTS = re.compile(r"[;；\n]+")
_NUMBER = re.compile(r"^\s*(?:[（(]?\d{1,2}[)）.．、]|[①-⑳])\s*")
_IGNORED = re.compile(r"[\s，。,.、；;：:（）()“”\"'·-]+")
_NONE = frozenset({"无", "没有", "none", "暂无", "不需要", "无需", ""})
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause, in its most frequent words, and the units, by number, whose plans give it."""

    words: Text
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """Support that a unit, by number, wants from above for an indicator, in its own words."""

    member: int
    indicator: str
    words: str


@dataclass(frozen=True, slots=True)
class Department:
    """A department and the wishes for its support; it is `named` in them, else it leads on their indicators."""

    name: Text
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Causes:
    """What plans say: the causes of each indicator, most units first; wishes by department; units that have a plan.

    `explained` are, for each indicator, the units whose plans give any cause.
    """

    by_indicator: Mapping[str, tuple[Cause, ...]] = field(default_factory=dict)
    departments: tuple[Department, ...] = ()
    planned: frozenset[int] = frozenset()

    def of(self, indicator: str) -> tuple[Cause, ...]:
        """The causes of an indicator."""
        return self.by_indicator.get(indicator, ())

    def explained(self, indicator: str) -> frozenset[int]:
        """The units whose plans give a cause for an indicator."""
        return frozenset(member for cause in self.of(indicator) for member in cause.members)


def causes_of(plans: Iterable[FilledPlan], members: Sequence[Member], framework: Framework) -> Read[Causes]:
    """The causes that plans give, and a finding for plans of nobody among everybody."""
    numbers = ByUnit(range(len(members)), lambda number: members[number].unit)
    listed = {member.listed_as: number for number, member in enumerate(members) if member.listed_as is not None}
    library = _Library(framework)
    said: dict[str, dict[str, _Said]] = {}
    wishes: list[Wish] = []
    planned: set[int] = set()
    nobodys: list[FilledPlan] = []
    for plan in plans:
        found = numbers.of(plan.unit)
        number = listed.get(plan.listed_as) if plan.listed_as is not None else found[0] if len(found) == 1 else None
        if number is None:
            nobodys.append(plan)
            continue
        planned.add(number)
        for row in (*plan.problems, *plan.measures):
            for words in _parts(row.text("cause")) if row.indicator else ():
                key = library.key(row.indicator, words)
                said.setdefault(row.indicator, {}).setdefault(key, _Said()).add(number, words)
        wishes += dict.fromkeys(wish for row in plan.measures if (wish := _wish(number, row)) is not None)
    by_indicator = {key: tuple(library.causes(key, some)) for key, some in said.items()}
    causes = Causes(by_indicator, _by_department(wishes, framework), frozenset(planned))
    return Read(causes, tuple(_of_nobody(nobodys)))


@dataclass(slots=True)
class _Said:
    """One cause in all the words in which it was given."""

    members: dict[int, None] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)

    def add(self, number: int, words: str) -> None:
        self.members[number] = None
        self.words[words] = self.words.get(words, 0) + 1


class _Library:
    """The causes that the framework itself names."""

    def __init__(self, framework: Framework) -> None:
        self._known = {
            (key, _bare(wording)): cause
            for key, entry in framework.entries.items()
            for cause in entry.definition.causes
            for wording in cause.wordings
        }

    def key(self, indicator: str, words: str) -> str:
        """What is the same for all words of one cause."""
        known = self._known.get((indicator, _bare(words)))
        return _bare(known.zh) if known is not None else _bare(words)

    def causes(self, indicator: str, said: Mapping[str, _Said]) -> Iterator[Cause]:
        """The causes of an indicator, those that most units give first."""
        for key, each in sorted(said.items(), key=lambda item: (-len(item[1].members), item[0])):
            usual = max(each.words, key=lambda words: each.words[words])
            words = self._known.get((indicator, key), Text.same(usual))
            yield Cause(words, tuple(sorted(each.members)))


def _parts(text: str) -> list[str]:
    """The causes in one cell: a line each, or one after the other with semicolons, with or without numbers."""
    return [words for part in _PARTS.split(text) if _bare(words := _NUMBER.sub("", part).strip())]


def _bare(text: str) -> str:
    return _IGNORED.sub("", text).lower()


def _wish(number: int, row: FilledRow) -> Wish | None:
    words = row.text("support").strip()
    return None if _bare(words) in _NONE else Wish(number, row.indicator, words)


def _by_department(wishes: Sequence[Wish], framework: Framework) -> tuple[Department, ...]:
    """The wishes of each department, most of them first: of the one that they name, else the one that leads."""
    leading = {key: entry.definition.lead_department for key, entry in framework.entries.items()}
    known = sorted({name.zh: name for name in leading.values() if name.zh}.values(), key=lambda name: -len(name.zh))
    found: dict[Text, list[Wish]] = {}
    for wish in wishes:
        named = next((name for name in known if any(wording in wish.words for wording in (name.zh, name.en))), None)
        name = named or leading.get(wish.indicator) or Text("未指明", "not said")
        found.setdefault(name, []).append(wish)
    ordered = sorted(found.items(), key=lambda item: -len({wish.member for wish in item[1]}))
    return tuple(Department(name, tuple(some)) for name, some in ordered)


def _of_nobody(plans: Sequence[FilledPlan]) -> Iterator[Finding]:
    if plans:
        names = [plan.unit.name or str(plan.location) for plan in plans]
        found = shortened(names, _NAMED)
        yield finding("pool-plan-of-nobody", plans[0].location, count=len(plans), names=found)
