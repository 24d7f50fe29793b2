"""The figures of a ledger: what it says of its unit as a whole, and the cells that say it.

A figure that hangs on a cell which was left blank, or on a column that the ledger does not have, is none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from starcli.core.findings import Location
from starcli.core.grids.ledger import Grid, GridLedger
from starcli.core.grids.posts import FUNCTION, FUNCTIONS, functions_told, is_told
from starcli.core.grids.rules import GridFigure, GridRules

_CELL = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that follows from a ledger, and the cells that it follows from; the ledger where it has none."""

    value: int
    location: Location


def figures(ledger: GridLedger, rules: GridRules) -> dict[GridFigure, Figure]:
    """Every figure that a ledger with grids tells."""
    found: dict[GridFigure, Figure] = {}
    for name, (value, columns) in _told(ledger, rules):
        found[name] = Figure(value, cells_of(ledger, columns))
    return found


def in_range(ledger: GridLedger, rules: GridRules) -> int | None:
    """How many grids are within the size, an exempt one among them; None where that cannot be told."""
    size = rules.size(ledger.unit.kind, ledger.unit.profile)
    known = [grid.households for grid in ledger.grids if grid.households is not None]
    if size is None or len(known) < len(ledger.grids):
        return None
    if rules.is_exempt(ledger.unit.kind, sum(known), len(known)):
        return len(known)
    return sum(map(size.holds, known))


def cells_of(ledger: GridLedger, columns: Iterable[str]) -> Location:
    """The cells of some columns, from the first grid to the last on the same sheet: `F4:F9`."""
    wanted = tuple(columns)
    places = [place for grid in ledger.grids for key in wanted if (place := grid.places.get(key)) is not None]
    here = [place for place in places if place.sheet == places[0].sheet and place.cell] if places else []
    if not here:
        return ledger.location
    first, last = min(here, key=_position), max(here, key=_position)
    return here[0].at(first.cell if first.cell == last.cell else f"{first.cell}:{last.cell}")


def _told(ledger: GridLedger, rules: GridRules) -> Iterator[tuple[GridFigure, tuple[int, tuple[str, ...]]]]:
    """Each figure that can be told, with the columns that it follows from."""
    grids = ledger.grids
    if not grids:
        return
    yield "grids", (len(grids), ("name",) if "name" in grids[0].places else ("code",))
    households = [grid.households for grid in grids if grid.households is not None]
    if len(households) == len(grids):
        yield "households", (sum(households), ("households",))
    within = in_range(ledger, rules)
    if within is not None:
        yield "in-range", (within, ("households",))
    for name, columns in _FILLED.items():
        if all(is_told(grid, column) for grid in grids for column in columns):
            yield name, (sum(all(getattr(grid, key) for key in columns) for grid in grids), columns)
    micro = [covered for grid in grids if (covered := _covered(grid)) is not None]
    if len(micro) == len(grids):
        yield "micro-households", (sum(micro), ("micro_households",))
    if all(functions_told(grid, rules.functions) for grid in grids):
        everywhere = frozenset(rules.functions).intersection(*(grid.functions for grid in grids))
        yield "functions", (len(everywhere), (FUNCTIONS, *(FUNCTION + each for each in rules.functions)))


_FILLED: Mapping[GridFigure, tuple[str, ...]] = {
    "with-leader": ("leader",),
    "with-full-time": ("full_time",),
    "with-part-time-and-liaison": ("part_time", "liaison"),
    "with-party-group": ("party_group",),
}
"""Figures that count the grids in which some cells are filled in."""


def _covered(grid: Grid) -> int | None:
    """The households in the micro-grids of a grid; none where it has no micro-grid."""
    if not is_told(grid, "micro_households"):
        return None
    return 0 if grid.micro_households is None and grid.micro_grids == 0 else grid.micro_households


def _position(place: Location) -> tuple[int, int, str]:
    """Row and column of a cell, so that cells can be put in order."""
    match = _CELL.fullmatch(place.cell)
    return (int(match[2]), len(match[1]), match[1]) if match else (0, 0, place.cell)
