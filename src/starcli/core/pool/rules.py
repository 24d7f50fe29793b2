"""When a problem is common: data of a framework."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PoolRules:
    """A short board is common where at least `share` per cent of all units have it, and at least so many of them.

    A group's rate differs from that of the whole where its interval at `confidence` per cent leaves that out;
    `leaders` are the problems on the page for leaders.
    """

    share: Decimal = Decimal(30)
    units: int = 3
    confidence: Decimal = Decimal(95)
    leaders: int = 5
