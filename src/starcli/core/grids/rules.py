"""How large a grid should be, who belongs to it and what it does: data of a framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from starcli.core.text import Text

GridFigure = Literal[
    "grids", "households", "in-range", "with-leader", "with-full-time", "with-part-time-and-liaison",
    "with-party-group", "micro-households", "functions",
]  # fmt: skip
"""What a ledger says of its unit as a whole."""


@dataclass(frozen=True, slots=True)
class GridSize:
    """Households, from the least to the most."""

    low: int
    high: int

    def holds(self, households: int) -> bool:
        """Whether so many households are within the size."""
        return self.low <= households <= self.high


@dataclass(frozen=True, slots=True)
class GridRules:
    """The size of a grid by kind and by profile, of a micro-grid (and what is still plausible), and the rest.

    A unit with fewer households than `exempt_below` may be one grid of any size. One person leads at most `most_led`
    grids. `functions` by id: the first is what grids have always done, the others are new. `facts` are the fact or
    indicator, by id, that says the same as a figure of the ledger; `tolerance` in per cent is by how much the grids'
    households may differ from the unit's.
    """

    by_kind: Mapping[str, GridSize]
    by_profile: Mapping[str, GridSize] = field(default_factory=dict)
    micro: GridSize = GridSize(30, 50)
    micro_plausible: GridSize = GridSize(20, 80)
    exempt_below: Mapping[str, int] = field(default_factory=dict)
    most_led: int = 2
    functions: Mapping[str, Text] = field(default_factory=dict)
    facts: Mapping[GridFigure, str] = field(default_factory=dict)
    tolerance: int = 2
    note: Text = Text("", "")  # noqa: RUF009 an immutable value

    def size(self, kind: str, profile: str) -> GridSize | None:
        """The size of a grid in units of a kind and profile; None where the framework states none."""
        return self.by_profile.get(profile) or self.by_kind.get(kind)

    def is_exempt(self, kind: str, households: int, grids: int) -> bool:
        """Whether a unit of so many households may be one grid although it is too small."""
        return grids == 1 and households < self.exempt_below.get(kind, 0)
