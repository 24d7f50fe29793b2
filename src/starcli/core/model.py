"""The framework as immutable values: what is measured, how it is judged, and what earns a grade."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeVar

from starcli.core.audit.rules import AuditRules
from starcli.core.expressions import Condition, Expression
from starcli.core.grids.rules import GridRules
from starcli.core.imports.survey import Survey
from starcli.core.numbers import ZERO, Rounding
from starcli.core.plans.rules import PlanRules
from starcli.core.pool.rules import PoolRules
from starcli.core.racing.rules import BoardRules, SeasonRules
from starcli.core.rectification.rules import Rectification
from starcli.core.requirements import Requirement
from starcli.core.rooms.rules import ResourceRules
from starcli.core.rules import Rule
from starcli.core.scale import Scale, Value
from starcli.core.text import Text
from starcli.core.thresholds import CrossChecks

T = TypeVar("T")
ValueType = Literal["percent", "number", "integer", "level", "yes-no"]
Direction = Literal["higher", "lower", "range"]

YES_NO: Mapping[str, Text] = {"yes": Text("是", "yes"), "no": Text("否", "no")}


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that is typed once and shared by the indicators that name it.

    A steady one stays as it is from season to season, unless something happens.
    """

    id: str
    name: Text
    measured_in: Text
    type: Literal["number", "integer"]
    minimum: Decimal | None
    maximum: Decimal | None
    aliases: tuple[str, ...] = ()
    steady: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a graded opinion."""

    id: str
    name: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A relation that must hold between figures; a broken `error` makes the indicator's value invalid."""

    condition: Condition
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True)
class Waiver:
    """Conditions, all of which must hold, and what they mean, in words."""

    conditions: tuple[Condition, ...]
    reason: Text


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What a plan proposes for an indicator by default: a measure type, days, and who answers for it.

    `effort` is that of the whole way from bad to good, in days, None where it follows from measure type and days;
    `steps` are the parts of it by the level or edge that each leads to. Where they do not name all that a profile has,
    all parts are equal.
    """

    measure: str
    days: int
    responsible: Text
    effort: Decimal | None = None
    steps: Mapping[Value, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Efforts:
    """How effort is reckoned: the factor of each measure type, and the share of the whole way that any step takes."""

    by_measure: Mapping[str, Decimal] = field(default_factory=dict)
    start: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator as every scheme shares it; a steady one that is typed itself stays as it is, like a steady fact."""

    id: str
    name: Text
    dimension: str
    kinds: tuple[str, ...]
    quantitative: bool
    type: ValueType
    measured_in: Text
    direction: Direction
    scale: Scale
    expression: Expression | None
    checks: tuple[Check, ...]
    levels: tuple[Level, ...]
    not_applicable_when: Waiver | None
    period: str
    season_rule: str
    source: str
    evidence: tuple[Text, ...]
    causes: tuple[Text, ...]
    remedies: tuple[Text, ...]
    hint: Text | None
    plan: PlanEntry
    lead_department: Text
    note: Text | None
    steady: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """What may differ by kind or profile; None leaves it to the level above."""

    rule: Rule | None = None
    requirements: Mapping[str, Requirement] | None = None
    gates: tuple[str, ...] | None = None
    full_when: Waiver | None = None
    special_project: str | None = None

    def over(self, below: "Variant") -> "Variant":
        """This variant, with what it leaves open taken from the one below."""
        return Variant(
            rule=_first(self.rule, below.rule),
            requirements=_first(self.requirements, below.requirements),
            gates=_first(self.gates, below.gates),
            full_when=_first(self.full_when, below.full_when),
            special_project=_first(self.special_project, below.special_project),
        )


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """An indicator in a framework: its definition, its common variant, and those by kind and by profile."""

    definition: Definition
    common: Variant
    by_kind: Mapping[str, Variant]
    by_profile: Mapping[str, Variant]
    weights: Mapping[str, Decimal]

    def variant(self, kind: str, profile: str) -> Variant:
        """What applies to a kind and profile: the profile's variant over the kind's over the common one."""
        layers = (self.by_profile.get(profile, _OPEN), self.by_kind.get(kind, _OPEN), self.common)
        return layers[0].over(layers[1]).over(layers[2])


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of unit, with the words by which forms call it."""

    id: str
    name: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """A class of units that is judged by its own thresholds."""

    id: str
    name: Text
    kinds: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension of the framework."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade: the least total, whether its gates bind, and the least score of each dimension."""

    id: str
    name: Text
    stars: int
    floor: Decimal
    dimension_floor: Decimal | None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Veto:
    """A situation that caps the grade once a person has confirmed it."""

    id: str
    name: Text
    caps_at: str
    rectification: bool
    indicator: str | None
    proposed_when: Condition | None
    flag: str | None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A bonus or deduction item: so many points each time."""

    id: str
    name: Text
    points: Decimal


@dataclass(frozen=True, slots=True)
class Adjustments:
    """The items of one sort and the most that they add up to."""

    items: tuple[Adjustment, ...]
    cap: Decimal


@dataclass(frozen=True, slots=True)
class SpecialProject:
    """A campaign that pushes some of the indicators."""

    id: str
    name: Text
    note: Text | None


@dataclass(frozen=True, slots=True)
class FourOnes:
    """What every special project must have: the name of the whole, and its slots by id."""

    name: Text
    slots: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Settings:
    """What measures, sources, periods and season rules are called; the ids of what a plan begins with."""

    measures: Mapping[str, Text]
    sources: Mapping[str, Text]
    periods: Mapping[str, Text]
    season_rules: Mapping[str, Text]
    plan_facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """Everything that a folder of definitions says, checked."""

    id: str
    version: str
    date: str
    name: Text
    status: Text
    disclaimer: Text
    fingerprint: str
    full: Decimal
    rounding: Rounding
    kinds: Mapping[str, Kind]
    profiles: Mapping[str, Profile]
    dimensions: Mapping[str, Dimension]
    facts: Mapping[str, Fact]
    entries: Mapping[str, IndicatorEntry]
    grades: tuple[Grade, ...]
    bonus_counts_for_grade: bool
    rectification_below: str | None
    vetoes: tuple[Veto, ...]
    bonus: Adjustments
    deductions: Adjustments
    special_projects: Mapping[str, SpecialProject]
    conversions: Mapping[str, Mapping[str, Decimal]]
    settings: Settings
    cross_checks: CrossChecks = CrossChecks()  # noqa: RUF009 an immutable value
    efforts: Efforts = Efforts()
    rectification: Rectification | None = None
    plan_rules: PlanRules = PlanRules()  # noqa: RUF009 an immutable value
    season_rules: SeasonRules = SeasonRules()  # noqa: RUF009 an immutable value
    board: BoardRules = BoardRules()  # noqa: RUF009 an immutable value
    pool: PoolRules = PoolRules()  # noqa: RUF009 an immutable value
    audit: AuditRules = AuditRules()  # noqa: RUF009 an immutable value
    resources: ResourceRules | None = None
    four_ones: FourOnes | None = None
    grids: GridRules | None = None
    surveys: Mapping[str, Survey] = field(default_factory=dict)

    def grade(self, grade: str) -> Grade:
        """A grade by its id. Raises `KeyError`."""
        for known in self.grades:
            if known.id == grade:
                return known
        raise KeyError(grade)

    @property
    def adjusting(self) -> Mapping[str, Text]:
        """What town and county enter besides values, by id: the name of every bonus, deduction and veto."""
        items = {item.id: item.name for item in (*self.bonus.items, *self.deductions.items)}
        return items | {veto.id: veto.name for veto in self.vetoes}

    def default_profile(self, kind: str) -> Profile | None:
        """The profile of a unit that names none: the first that is for its kind."""
        return next((profile for profile in self.profiles.values() if kind in profile.kinds), None)

    @property
    def quantitative_share(self) -> Decimal:
        """The share of indicators that are quantitative, 0 to 1."""
        counted = sum(entry.definition.quantitative for entry in self.entries.values())
        return Decimal(counted) / len(self.entries)


_OPEN = Variant()


def _first(mine: T | None, below: T | None) -> T | None:
    return below if mine is None else mine
