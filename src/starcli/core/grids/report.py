"""The state of the grids of an area: what the workbook, the terminal and the JSON document show."""

from collections.abc import Iterator
from dataclasses import dataclass

from starcli.core.areas import Place, Places
from starcli.core.findings import Finding, Location
from starcli.core.grids.rules import GridRules
from starcli.core.grids.state import GridState, UnitState
from starcli.core.grids.totals import Totals
from starcli.core.model import Framework
from starcli.core.roster import RosterUnit


@dataclass(frozen=True, slots=True)
class Unread:
    """A workbook, or a ledger in it, that could not be counted, and why."""

    location: Location
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class GridsReport:
    """The ledgers of an area in the order of its towns, their totals, and whatever could not be counted.

    `missing` are the units of the roster that handed in no ledger, None without a roster; `outside` are ledgers of
    units that the roster does not have, in no total. `folder` is what the names of all files begin with.
    """

    name: str
    framework: Framework
    rules: GridRules
    states: tuple[UnitState, ...]
    totals: Totals
    missing: tuple[RosterUnit, ...] | None
    unread: tuple[Unread, ...]
    findings: tuple[Finding, ...]
    outside: tuple[UnitState, ...] = ()
    folder: str = ""

    @property
    def grids(self) -> Iterator[tuple[UnitState, GridState]]:
        """Every grid with its unit."""
        for unit in self.states:
            for grid in unit.grids:
                yield unit, grid

    @property
    def by_place(self) -> dict[Place, list[UnitState]]:
        """The units of each town."""
        places = Places(state.ledger.unit for state in self.states)
        found: dict[Place, list[UnitState]] = {}
        for state in self.states:
            found.setdefault(places.of(state.ledger.unit), []).append(state)
        return found
