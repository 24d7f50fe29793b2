"""A unit's grids as its ledger says: one row a grid."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starcli.core.assessment import Unit
from starcli.core.findings import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid. What is None was left blank or cannot be read; a finding says so where it matters.

    People are as they are written: to tell whether one leads several grids, not to be shown anywhere. `functions` are
    the ids of those that are ticked. `places` are the cells by column.
    """

    name: str
    code: str = ""
    extent: str = ""
    households: int | None = None
    residents: int | None = None
    micro_grids: int | None = None
    micro_households: int | None = None
    leader: str = ""
    leader_post: str = ""
    full_time: str = ""
    part_time: str = ""
    liaison: str = ""
    party_group: str = ""
    party_members: int | None = None
    functions: frozenset[str] = frozenset()
    said_in_range: bool | None = None
    remarks: str = ""
    places: Mapping[str, Location] = field(default_factory=dict)
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class GridLedger:
    """The grids of one unit, and where its ledger stands; `listed_as` is the unit's position in the roster."""

    unit: Unit
    grids: tuple[Grid, ...]
    location: Location = NOWHERE
    period: str = ""
    listed_as: int | None = None

    @property
    def households(self) -> int:
        """The households of all grids that say how many they have."""
        return sum(grid.households or 0 for grid in self.grids)
