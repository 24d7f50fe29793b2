"""What a unit says of itself, and what the town and the county say of that: values, never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from starcli.core.findings import NOWHERE, Location
from starcli.core.scale import Value

Tier = Literal["self", "verified", "reviewed"]
TIERS: tuple[Tier, ...] = ("self", "verified", "reviewed")
"""Self-reported by the unit, verified by the town, reviewed by the county: each above the one before."""


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
class Answer:
    """One filled cell: its value, None when it could not be read, or the words 'not applicable'."""

    value: Value | None
    raw: str
    location: Location
    not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """All that a form says of one fact or indicator; `location` is where the unit's own value belongs."""

    answers: Mapping[Tier, Answer] = field(default_factory=dict)
    location: Location = NOWHERE
    claim: Location | None = None
    reason: str = ""
    evidence: str = ""
    remarks: str = ""

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
class Assessment:
    """A unit's filled form. Entries are keyed by fact or indicator id, counts by adjustment or veto id."""

    unit: Unit
    period: str
    location: Location
    entries: Mapping[str, Entry]
    counts: Mapping[str, Count] = field(default_factory=dict)
