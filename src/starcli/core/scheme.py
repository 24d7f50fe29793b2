"""A framework resolved for one kind of unit and one profile.

Only the indicators that apply, each with its one rule, weight and requirement a grade: the rest of the core
sees schemes and never the alternatives of the YAML.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from starcli.core.model import Definition, Framework, Grade, IndicatorEntry, Kind, Profile, Waiver
from starcli.core.numbers import ZERO
from starcli.core.requirements import Requirement
from starcli.core.rules import Rule
from starcli.core.scale import Scale
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator within a scheme: its definition with the one rule, weight and requirements that apply."""

    definition: Definition
    weight: Decimal
    rule: Rule
    requirements: Mapping[str, Requirement]
    gates: tuple[str, ...]
    full_when: Waiver | None
    special_project: str | None

    @property
    def id(self) -> str:
        """The indicator's code."""
        return self.definition.id

    @property
    def name(self) -> Text:
        """The indicator's name."""
        return self.definition.name

    @property
    def best_score(self) -> Decimal:
        """The highest score that an allowed value can earn, found at the rule's cuts and the scale's ends."""
        scale = self.definition.scale
        candidates = [*self.rule.cuts(), *(end for end in (scale.minimum, scale.maximum) if end is not None)]
        within = [value for value in candidates if isinstance(value, str) or allowed(value, scale)]
        return max((self.rule.score(value) or ZERO for value in within), default=ZERO)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A framework resolved for one kind of unit and one profile."""

    framework: Framework
    kind: Kind
    profile: Profile
    indicators: tuple[Indicator, ...]
    by_id: Mapping[str, Indicator] = field(repr=False)
    keys: frozenset[str] = field(repr=False)
    """Every fact and indicator that the scheme looks at."""

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The grades, the highest first."""
        return self.framework.grades

    def grade(self, grade: str) -> Grade:
        """A grade by its id. Raises `KeyError`."""
        return self.framework.grade(grade)

    def grade_above(self, grade: str) -> Grade | None:
        """The next higher grade; None above the highest."""
        position = [g.id for g in self.grades].index(grade)
        return self.grades[position - 1] if position else None


class Schemes:
    """The schemes of a framework, each resolved once."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._known: dict[tuple[str, str], Scheme] = {}

    def of(self, kind: str, profile: str) -> Scheme:
        """The scheme of a kind and profile. Raises `KeyError` for one that the framework does not know."""
        key = (kind, profile)
        if key not in self._known:
            self._known[key] = resolve(self.framework, kind, profile)
        return self._known[key]


def allowed(value: Decimal, scale: Scale) -> bool:
    """Whether a number is within the limits of its scale."""
    return (scale.minimum is None or value >= scale.minimum) and (scale.maximum is None or value <= scale.maximum)


def resolve(framework: Framework, kind: str, profile: str) -> Scheme:
    """The scheme of a kind and profile. Raises `KeyError` for one that the framework does not know."""
    indicators = tuple(
        _resolved(entry, kind, profile) for entry in framework.entries.values() if kind in entry.definition.kinds
    )
    by_id = {indicator.id: indicator for indicator in indicators}
    keys = frozenset(key for indicator in indicators for key in _keys(indicator))
    return Scheme(framework, framework.kinds[kind], framework.profiles[profile], indicators, by_id, keys)


def _keys(indicator: Indicator) -> Iterator[str]:
    """The indicator itself, and every name in its expression, checks and waivers."""
    definition = indicator.definition
    yield indicator.id
    if definition.expression is not None:
        yield from definition.expression.names
    conditions = [check.condition for check in definition.checks]
    for waiver in (definition.not_applicable_when, indicator.full_when):
        conditions += waiver.conditions if waiver else ()
    for condition in conditions:
        yield from condition.names


def _resolved(entry: IndicatorEntry, kind: str, profile: str) -> Indicator:
    variant = entry.variant(kind, profile)
    if variant.rule is None:
        raise KeyError(f"{entry.definition.id}: no rule for {kind}")
    return Indicator(
        definition=entry.definition,
        weight=entry.weights.get(kind, ZERO),
        rule=variant.rule,
        requirements=variant.requirements or {},
        gates=variant.gates or (),
        full_when=variant.full_when,
        special_project=variant.special_project,
    )
