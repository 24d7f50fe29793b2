"""What an audit says: the ledger and its sums, what was copied, whom to check next, and every rating side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from starcli.core.areas import Place
from starcli.core.assessment import Level, Tier
from starcli.core.audit.examined import Basis, Deduction, Direction, Examined
from starcli.core.audit.rules import AuditRules, ReasonId
from starcli.core.everyone import Member
from starcli.core.findings import Finding, Location
from starcli.core.numbers import ZERO
from starcli.core.text import Text

CheckState = Literal["checked", "part", "unchecked", "unrated", "missing"]
"""Whether a unit was looked at: in (nearly) all indicators, in some, in none; not rated; or no form came at all."""
STATES: tuple[CheckState, ...] = ("checked", "part", "unchecked", "unrated", "missing")


@dataclass(frozen=True, slots=True)
class Amounts:
    """Points, own less final, so that what was claimed too much is above 0. They add up to the digit.

    Over + under + even + filled + unread + rescaling = the difference of the totals = the sum of `levels`. Those of an
    indicator have no rescaling: it belongs to a form as a whole.
    """

    directions: Mapping[Direction, Decimal]
    rescaling: Decimal
    levels: Mapping[Level, Decimal]
    items: Mapping[Direction, int]

    @property
    def over(self) -> Decimal:
        """The points that were claimed too much; not below 0."""
        return self.directions.get("over", ZERO)

    @property
    def under(self) -> Decimal:
        """The points that were claimed too little; not above 0."""
        return self.directions.get("under", ZERO)

    @property
    def difference(self) -> Decimal:
        """By how much the totals by own values are above the final ones."""
        return sum(self.directions.values(), self.rescaling)


@dataclass(frozen=True, slots=True)
class Stated:
    """Points that units gave themselves, less those that their own values earn: sums, and how many they typed."""

    points: Decimal = ZERO
    above: Decimal = ZERO
    below: Decimal = ZERO
    typed: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """An area's units, or everybody, in figures. `units` is the denominator: everyone, reported or not.

    `states` are units by how far they were looked at. `indicators` is the number of indicators of the rated units;
    `checked` of these were looked at in full, `partly` in part: nothing is known of the others. `over_units` and
    `under_units` have a line of the kind. `stars_gained` are the stars that units have by their own values and not in
    the end, `stars_lost` the other way round; `raised` and `lowered` count those units. `proposed` are deductions
    waiting for a decision, `picked` units on the list to check next.
    """

    units: int
    states: Mapping[CheckState, int]
    indicators: int
    checked: int
    partly: int
    amounts: Amounts
    stated: Stated
    over_units: int
    under_units: int
    raised: int
    lowered: int
    stars_gained: int
    stars_lost: int
    proposed: int
    picked: int


@dataclass(frozen=True, slots=True)
class AreaSum:
    """The sum of a town (with its county where that is needed to tell it), or of a county; `name` empty: not known."""

    name: str
    place: Place
    sum: Sum


@dataclass(frozen=True, slots=True)
class IndicatorSum:
    """An indicator over everybody to whom it applies.

    `units` are rated and have it in their scheme; `checked` of them had it looked at in full, `partly` in part. `bears`
    counts the units that would lose stars if only this indicator were put right, and `stars` the stars.
    """

    indicator: str
    name: Text
    units: int
    checked: int
    partly: int
    amounts: Amounts
    stated: Stated
    bears: int
    stars: int


@dataclass(frozen=True, slots=True)
class Placing:
    """A place among the `of` units of one kind that are rated on a basis; equal totals share one."""

    place: int
    of: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to check a unit: what it is in figures, how strong it is (0 to 1), and the points that it counts.

    points = weight x degree, half up to two decimals.
    """

    id: ReasonId
    text: Text
    degree: Decimal
    weight: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class AuditedUnit:
    """One of everybody, in the order of everybody.

    `examined` is None unless it is rated. `placings` are its places by basis. `risk` is the sum of the reasons' points;
    units that cannot be picked have reasons all the same where they are rated.
    """

    member: Member
    state: CheckState
    examined: Examined | None
    amounts: Amounts
    stars: int
    placings: Mapping[Basis, Placing]
    reasons: tuple[Reason, ...] = ()
    risk: Decimal = ZERO
    proposal: Deduction | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Pick:
    """A unit to check next, by its position among the audited units: by risk, or drawn by lot."""

    unit: int
    by: Literal["risk", "lot"]
    place: int


@dataclass(frozen=True, slots=True)
class Selection:
    """Whom to check next.

    `quota` is a share of everybody in per cent, `wanted` the number of units that it is; `by_risk` and `by_lot` are
    what came of it. `eligible` units are rated and not checked yet (`by` is the lowest level whose values count as a
    check); `done` were checked already, `unrated` and `missing` have nothing to be checked: chase those first. The
    chance of a unit that was not picked by its risk to be drawn is `chance`, 0 to 1, to four decimals.
    """

    picks: tuple[Pick, ...]
    seed: int
    quota: Decimal
    by: Level
    wanted: int
    eligible: int
    done: int
    unrated: int
    missing: int
    chance: Decimal

    @property
    def by_risk(self) -> tuple[Pick, ...]:
        """Those picked for their risk, the highest first."""
        return tuple(pick for pick in self.picks if pick.by == "risk")

    @property
    def by_lot(self) -> tuple[Pick, ...]:
        """Those drawn by lot, in the order of the draw."""
        return tuple(pick for pick in self.picks if pick.by == "lot")


@dataclass(frozen=True, slots=True)
class Equal:
    """What two units have in common: a figure or a passage, its name, and the cell of either."""

    name: Text
    shown: str
    one: Location
    other: Location


@dataclass(frozen=True, slots=True)
class Copy:
    """Two units, by position, that agree in too much: in figures, or in texts.

    `count` figures (or letters of text) are equal of `of` that could be (letters: of the shorter of the two). `whole`:
    all figures above the fraction line. `equal` are the first of them. Of the equal figures `long` have so
    many digits that they tell something; `as_much` of `compared` other pairs of units of the kind, all or some by lot
    and none of them suspicious, have as many of these in common. All three are None for texts.
    """

    sort: Literal["figures", "texts"]
    one: int
    other: int
    count: int
    of: int
    whole: bool
    equal: tuple[Equal, ...]
    as_much: int | None = None
    compared: int | None = None
    long: int | None = None


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Units that copies link with each other, by position, in order; `copies` are the links, the strongest first."""

    units: tuple[int, ...]
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """Every group of units that agree in too much, the largest first, and how that was found, in words."""

    groups: tuple[CopyGroup, ...]
    method: Text


@dataclass(frozen=True, slots=True)
class BasisSum:
    """Everybody on one basis: how many are rated on it, units by grade id, and the sum of their totals."""

    basis: Basis
    rated: int
    grades: Mapping[str, int]
    total: Decimal


@dataclass(frozen=True, slots=True)
class Audit:
    """All of it. `final` is the basis that everything is held against; towns and counties stand in their units' order.

    `findings` are those of the run as a whole; those of a unit stand with it.
    """

    rules: AuditRules
    final: Tier
    units: tuple[AuditedUnit, ...]
    whole: Sum
    counties: tuple[AreaSum, ...]
    towns: tuple[AreaSum, ...]
    indicators: tuple[IndicatorSum, ...]
    bases: tuple[BasisSum, ...]
    copies: Copies
    selection: Selection
    findings: tuple[Finding, ...] = field(default=())
