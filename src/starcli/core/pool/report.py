"""All that is told of the problems of many units: figures, causes, levers, who is not among them, and findings."""

from dataclasses import dataclass

from starcli.core.assessment import Tier
from starcli.core.district import Outsider, Unrated
from starcli.core.findings import Finding
from starcli.core.pool.causes import Causes
from starcli.core.pool.fixing import Levers
from starcli.core.pool.pool import Pool
from starcli.core.reconcile import Missing
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class PoolReport:
    """The problems of an area. `causes` and `levers` are None where nobody asked for them.

    With a roster `missing` are the units that have not reported, `outside` those that it does not have.
    """

    name: str
    pool: Pool
    basis: Tier
    turnout: Text
    unrated: tuple[Unrated, ...]
    missing: tuple[Missing, ...] | None
    outside: tuple[Outsider, ...]
    findings: tuple[Finding, ...]
    causes: Causes | None = None
    levers: Levers | None = None
