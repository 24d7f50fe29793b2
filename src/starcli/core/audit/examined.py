"""One form examined: its rating on every basis, and every indicator of which something else counts than was claimed.

This is what the process that reads a workbook hands on of it: a few kilobytes, whatever the form weighs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from starcli.core.assessment import Level, Tier
from starcli.core.everyone import Member
from starcli.core.findings import NOWHERE, Finding, Location
from starcli.core.packed import Form
from starcli.core.stability.grade_edges import GradeEdges
from starcli.core.text import Text

Basis = Literal["claimed", "self", "imported", "verified", "reviewed"]
BASES: tuple[Basis, ...] = ("claimed", "self", "imported", "verified", "reviewed")
"""As a unit scored itself; then computed: by its own values, with imported ones, with the town's, with the county's."""
BASIS_NAMES: Mapping[Basis, Text] = {
    "claimed": Text("自报得分", "as stated"),
    "self": Text("按自评值", "own values"),
    "imported": Text("加部门数据", "with imported data"),
    "verified": Text("加镇街核验", "verified by the town"),
    "reviewed": Text("加县级复核", "reviewed by the county"),
}
Direction = Literal["over", "under", "even", "filled", "unread"]
"""What a line says: claimed too much, too little, other values with equal points; filled in by others where the unit
left it blank; or the value in the place of its own cannot be read, so that points are lost that nobody disputes."""
DIRECTIONS: tuple[Direction, ...] = ("over", "under", "even", "filled", "unread")
Extent = Literal["none", "part", "full"]
DeductionState = Literal["proposed", "made", "declined"]


def end_of(final: Tier) -> Level:
    """The level that counts in the end on a basis: imported values count on every one."""
    return "imported" if final == "self" else final


@dataclass(frozen=True, slots=True)
class OnBasis:
    """A form rated on one basis. What a unit states itself has no more than it states: None is not stated.

    `points` is the sum over the indicators, before `rescaling` for items that do not apply; `adjustments` is bonus less
    deductions: points + rescaling + adjustments = total. `grade` is an id, `deciders` and `reasons` are what decided
    it. `location` is the cell that states the total, or else the grade, else the form.
    """

    total: Decimal | None
    grade: str | None
    points: Decimal | None = None
    rescaling: Decimal | None = None
    adjustments: Decimal | None = None
    deciders: tuple[str, ...] = ()
    reasons: tuple[Text, ...] = ()
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Side:
    """An indicator on one basis: its value as it is printed, its points, and the cells of it (with their files)."""

    value: Text
    points: Decimal
    sources: tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What changed at one level: whose value took the place of the one before, and the points lost by it (< 0: won).

    `after` is the indicator from there on.
    """

    level: Level
    whose: Text
    points: Decimal
    after: Side


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of which something else counts in the end than what the unit reported.

    `points` is own less final; it is the sum of the steps' points. `stars` are the stars that the unit would lose if
    only this indicator were put right, all others as it claimed them (below 0: win): what is not 0 bears the grade
    alone. They cannot be added up, and are told only where the grade is another one in the end.
    """

    indicator: str
    name: Text
    weight: Decimal
    own: Side
    final: Side
    steps: tuple[Step, ...]
    direction: Direction
    stars: int = 0

    @property
    def points(self) -> Decimal:
        """The points by the unit's own value less those that count."""
        return self.own.points - self.final.points


@dataclass(frozen=True, slots=True)
class StatedPoints:
    """The points that a unit gave itself for an indicator, against those that its own value earns."""

    indicator: str
    name: Text
    stated: Decimal
    computed: Decimal
    location: Location
    beyond: bool

    @property
    def points(self) -> Decimal:
        """Stated less computed; `beyond` says whether it is more than the framework lets pass as rounding."""
        return self.stated - self.computed


@dataclass(frozen=True, slots=True)
class Statement:
    """What a unit says of its own result: points of indicators that differ from the computed ones.

    `typed_for` are the indicators for which it typed points at all. `total` and `computed_total` are the total that it
    states and the one that it can mean (with or without adjustments and rescaling, whichever is nearest); None where it
    states none.
    """

    points: tuple[StatedPoints, ...] = ()
    typed_for: tuple[str, ...] = ()
    total: Decimal | None = None
    computed_total: Decimal | None = None

    @property
    def typed(self) -> int:
        """For how many indicators it typed points."""
        return len(self.typed_for)

    @property
    def difference(self) -> Decimal:
        """The sum of stated less computed points."""
        return sum((each.points for each in self.points), Decimal(0))


@dataclass(frozen=True, slots=True)
class Check:
    """How far an indicator was looked at: all, part or none of the figures that count are of somebody else.

    `level` is the highest of them.
    """

    extent: Extent = "none"
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Deduction:
    """The deduction that the framework proposes where too much was claimed (None in `Examined` where it names none).

    `state` is `proposed` (nobody has decided), `made` or `declined` (town or county entered it, at `location`). While
    it is proposed, `total` and `grade` are what the unit would have with it on the final basis.
    """

    id: str
    name: Text
    state: DeductionState
    indicators: tuple[str, ...]
    points: Decimal
    total: Decimal
    grade: str
    location: Location
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class FormText:
    """Evidence or remarks in the row of a fact or indicator; `location` is the row's cell for the unit's own value."""

    key: str
    column: Literal["evidence", "remarks", "reason"]
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Examined:
    """Everything that an audit needs of one form.

    `bases` always has `self` and every level up to `final`; `claimed` only where the form states a total or a grade.
    `checks` has every indicator of the unit's scheme. `full` of `scored` indicators have full points: as stated, else
    by own values. `weight_checked` is the weight of the indicators that were looked at in full, `edges` are those of
    the rating by own values.
    """

    final: Tier
    bases: Mapping[Basis, OnBasis]
    lines: tuple[Line, ...]
    statement: Statement
    checks: Mapping[str, Check]
    weight_checked: Decimal
    full: int
    scored: int
    edges: GradeEdges
    deduction: Deduction | None = None
    texts: tuple[FormText, ...] = ()

    @property
    def own(self) -> OnBasis:
        """The rating by the unit's own values."""
        return self.bases["self"]

    @property
    def end(self) -> OnBasis:
        """The rating that counts in the end."""
        return self.bases[end_of(self.final)]


@dataclass(frozen=True, slots=True)
class Subject:
    """One of everybody, and what is known of its form: None for units that are not rated.

    `form` are its packed figures; `findings` what was found of it already, of which some are reasons to look.
    """

    member: Member
    examined: Examined | None = None
    form: Form | None = None
    findings: tuple[Finding, ...] = ()
