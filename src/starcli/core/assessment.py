"""What a unit says of itself, and what the town and the county say of that: values, never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from starcli.core.findings import NOWHERE, Location
from starcli.core.scale import Value

if TYPE_CHECKING:
    from starcli.core.grids.ledger import GridLedger

Tier = Literal["self", "verified", "reviewed"]
TIERS: tuple[Tier, ...] = ("self", "verified", "reviewed")
"""Self-reported by the unit, verified by the town, reviewed by the county: each above the one before."""
Level = Literal["self", "imported", "verified", "reviewed"]
LEVELS: tuple[Level, ...] = ("self", "imported", "verified", "reviewed")
"""Whose a value is: what departments and surveys supply stands above the unit's own, and below town and county."""
OWN_SOURCE = "self"
"""The source, in a framework, of what units report themselves: nothing imported takes its place."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The village or community that is rated. Empty texts are not known; `kind` and `profile` are ids."""

    code: str = ""
    name: str = ""
    kind: str = ""
    profile: str = ""
    town: str = ""
    county: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """When a form says that it was filled in: `2022-09-30`, first and last day of a longer time, empty if not known.

    `text` is what stands in the cell, `location` the cell, or the form where it has none for it.
    """

    first: str = ""
    last: str = ""
    text: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose form it is, and since when: its unit's position in the roster, None outside it or without one.

    `cells` are those in which the form itself says the unit's town, county and city; `party` is the Party organisation
    that it names.
    """

    listed_as: int | None = None
    dated: Dated = field(default_factory=Dated)
    cells: Mapping[str, Location] = field(default_factory=dict)
    party: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One filled cell: its value, None when it could not be read, or the words 'not applicable'.

    A rejected one says that whoever checked the claim did not accept it: it has no value, and counts 0.
    """

    value: Value | None
    raw: str
    location: Location
    not_applicable: bool = False
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """A value from outside the form, its source as the framework calls it, and who supplied it if that is said."""

    answer: Answer
    source: str
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """All that a form says of one fact or indicator; `location` is where the unit's own value belongs.

    What is `imported` takes the place of the unit's own value.
    """

    answers: Mapping[Tier, Answer] = field(default_factory=dict)
    location: Location = NOWHERE
    claim: Location | None = None
    reason: str = ""
    evidence: str = ""
    remarks: str = ""
    imported: Imported | None = None

    @property
    def claimed(self) -> Location | None:
        """The cell that says 'not applicable' in the unit's own columns."""
        mine = self.answers.get("self")
        return mine.location if mine is not None and mine.not_applicable else self.claim

    @property
    def confirmation(self) -> Answer | None:
        """What the highest of town and county wrote; None when both left it blank."""
        return self.answers.get("reviewed") or self.answers.get("verified")


@dataclass(frozen=True, slots=True)
class Count:
    """How often an adjustment applies, or 1 for a veto that is confirmed, with the cell that says so."""

    value: Decimal
    location: Location


@dataclass(frozen=True, slots=True)
class ResultClaim:
    """A figure, or a grade by its id, that a form states as its own result, and the cell that states it."""

    value: Value
    location: Location


@dataclass(frozen=True, slots=True)
class Claims:
    """What a form says of its own result.

    Totals that the unit gave itself, grades that it proposes for itself, totals that the form worked out, and the
    points that the unit gave itself for an indicator.
    """

    totals: tuple[ResultClaim, ...] = ()
    grades: tuple[ResultClaim, ...] = ()
    sums: tuple[ResultClaim, ...] = ()
    points: Mapping[str, ResultClaim] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether the form says anything of the kind."""
        return bool(self.totals or self.grades or self.sums or self.points)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A unit's filled form. Entries are keyed by fact or indicator id, counts by adjustment or veto id.

    `grids` is the ledger of its grids, where the form has one.
    """

    unit: Unit
    period: str
    location: Location
    entries: Mapping[str, Entry]
    counts: Mapping[str, Count] = field(default_factory=dict)
    origin: Origin = field(default_factory=Origin)
    claims: Claims = field(default_factory=Claims)
    grids: "GridLedger | None" = None
