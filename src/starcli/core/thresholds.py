"""From which size on a figure is doubtful: data of a framework, with defaults for one that says nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Watch:
    """What is asked of a figure from one season to the next.

    A cumulative one never falls within a year; `rise` and `drop` are the most per cent by which it may change, None
    where that is not asked.
    """

    cumulative: bool = False
    rise: Decimal | None = None
    drop: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Copying:
    """When two forms agree in too much.

    Only figures of so many significant `digits` tell anything, unless more than `common` of all units, and more than
    `common_units`, have the same. Forms are alike from so many equal `figures` on that are at least this `share` of
    what can be compared; all figures being equal is certain from `certain` on.
    """

    digits: int = 3
    figures: int = 8
    share: Decimal = Decimal("0.5")
    certain: int = 5
    common: Decimal = Decimal("0.1")
    common_units: int = 10


@dataclass(frozen=True, slots=True)
class Peers:
    """Which measures are compared with those of other units, how often the median is too much, and with how many."""

    measures: tuple[str, ...] = ()
    times: Decimal = Decimal(1000)
    least: int = 5


@dataclass(frozen=True, slots=True)
class Claiming:
    """By how much a form's own total, and its points of an indicator, may differ from those that are worked out."""

    total: Decimal = Decimal("0.2")
    points: Decimal = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class OverClaiming:
    """Which deduction is proposed when more than a share of the weight was claimed too much.

    The weight is that of one indicator, or of all of them together.
    """

    deduction: str | None = None
    share: Decimal = Decimal("0.1")
    of: Literal["indicator", "total"] = "indicator"


@dataclass(frozen=True, slots=True)
class CrossChecks:
    """Every threshold of a framework, and the facts and indicators that are watched from season to season."""

    watched: Mapping[str, Watch] = field(default_factory=dict)
    copying: Copying = Copying()
    peers: Peers = Peers()
    claiming: Claiming = Claiming()
    over_claiming: OverClaiming = OverClaiming()
