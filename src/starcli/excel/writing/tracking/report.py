"""What a tracking workbook shows."""

from dataclasses import dataclass
from datetime import date

from starcli.core.findings import Finding, Location
from starcli.core.model import Framework
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.rectification.rules import Rectification
from starcli.core.rectification.totals import Tracking
from starcli.core.roster import RosterUnit


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of which no ledger could be read, and why."""

    location: Location
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class TrackingReport:
    """All tracked problems of an area on one day, and everybody of whom there is nothing to track.

    `ledgers` is how many were counted; `doubled` are those between which nobody can choose, `without` the units of the
    roster that have none, None without a roster. `folder` is what the names of files below the tracked one begin with.
    """

    name: str
    framework: Framework
    rules: Rectification
    today: date
    tracking: Tracking
    ledgers: int
    doubled: tuple[FilledPlan, ...]
    unread: tuple[Unread, ...]
    without: tuple[RosterUnit, ...] | None
    findings: tuple[Finding, ...]
    folder: str = ""
