"""Which indicators each special project pushes, of which kinds and profiles of units."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starcli.core.assessment import Unit
from starcli.core.model import Definition, Framework, Grade
from starcli.core.requirements import Requirement
from starcli.core.scheme import Schemes
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class Covered:
    """An indicator of a special project: the kinds of units for which it belongs to it, and what a grade requires.

    `demands` are the requirements in words, each once, in the order of kinds and profiles; none where nothing is
    required.
    """

    definition: Definition
    kinds: tuple[str, ...]
    demands: tuple[Text, ...]

    @property
    def id(self) -> str:
        """The indicator's code."""
        return self.definition.id

    @property
    def everywhere(self) -> bool:
        """Whether it belongs to the project for every kind that is asked for it."""
        return self.kinds == self.definition.kinds


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator as a unit is asked for it: its project, and what a grade requires; None where nothing is."""

    indicator: str
    project: str
    requirement: Requirement | None


class Coverage:
    """Looks up which special project an indicator belongs to; each kind and profile is gone through once."""

    def __init__(self, schemes: Schemes, target: Grade) -> None:
        self._schemes, self.target = schemes, target
        self._known: dict[tuple[str, str], tuple[Item, ...]] = {}

    def of(self, unit: Unit) -> tuple[Item, ...]:
        """The indicators of special projects that a unit is asked for.

        Where kind or profile is not known, those that it would be asked for whatever it is.
        """
        key = unit.kind, unit.profile
        if key not in self._known:
            each = [self._items(*pair) for pair in _possible(self._schemes.framework, *key)]
            first = each[0] if each else ()
            always = frozenset.intersection(*(frozenset(map(_what, items)) for items in each)) if each else frozenset()
            self._known[key] = tuple(item for item in first if _what(item) in always)
        return self._known[key]

    def projects(self) -> Mapping[str, tuple[Covered, ...]]:
        """The indicators of every special project of the framework, in its order."""
        found: dict[str, dict[str, list[tuple[str, Item]]]] = {}
        for kind, profile in _possible(self._schemes.framework, "", ""):
            for item in self._items(kind, profile):
                found.setdefault(item.project, {}).setdefault(item.indicator, []).append((kind, item))
        framework = self._schemes.framework
        return {
            project: tuple(
                _covered(framework.entries[indicator].definition, some)
                for indicator in framework.entries
                if (some := found.get(project, {}).get(indicator))
            )
            for project in framework.special_projects
        }

    def _items(self, kind: str, profile: str) -> tuple[Item, ...]:
        indicators = self._schemes.of(kind, profile).indicators
        return tuple(
            Item(one.id, one.special_project, one.requirements.get(self.target.id))
            for one in indicators
            if one.special_project is not None
        )


def _what(item: Item) -> tuple[str, str, bool]:
    return item.indicator, item.project, item.requirement is not None


def _covered(definition: Definition, some: list[tuple[str, Item]]) -> Covered:
    demands = dict.fromkeys(item.requirement.words() for _, item in some if item.requirement is not None)
    kinds = dict.fromkeys(kind for kind, _ in some)
    ordered = tuple(kind for kind in definition.kinds if kind in kinds)
    return Covered(definition, ordered, tuple(demands))


def _possible(framework: Framework, kind: str, profile: str) -> Iterator[tuple[str, str]]:
    """Every kind and profile that a unit may be of; empty texts are not known."""
    for each in [kind] if kind else framework.kinds:
        fitting = [known.id for known in framework.profiles.values() if each in known.kinds]
        yield from ((each, known) for known in ([profile] if profile in fitting else fitting))
