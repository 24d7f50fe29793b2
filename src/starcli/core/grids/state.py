"""The state of every grid: its size against the standard, the posts that nobody has, the functions that it lacks."""

from dataclasses import dataclass
from typing import Literal

from starcli.core.grids.facts import Figure, figures
from starcli.core.grids.ledger import Grid, GridLedger
from starcli.core.grids.posts import POSTS, Post, functions_told, holder, is_told
from starcli.core.grids.rules import GridFigure, GridRules, GridSize

Size = Literal["in-range", "exempt", "too-large", "too-small", "unknown"]
SIZES: tuple[Size, ...] = ("in-range", "exempt", "too-large", "too-small", "unknown")


@dataclass(frozen=True, slots=True)
class GridState:
    """How one grid stands. `lacking` are the posts that nobody has, `missing` the functions that it lacks, by id.

    A post or function of which the ledger has no column is not said to be lacking. `party_group` is None where it has
    no column of these.
    """

    grid: Grid
    size: Size
    lacking: tuple[Post, ...] = ()
    missing: tuple[str, ...] = ()
    party_group: bool | None = None

    @property
    def wants(self) -> bool:
        """Whether anything is to be done about it."""
        wrong = self.size in ("too-large", "too-small", "unknown")
        return wrong or bool(self.lacking) or bool(self.missing) or self.party_group is False


@dataclass(frozen=True, slots=True)
class UnitState:
    """How the grids of one unit stand; `standard` is the size that applies, None where its kind is not known.

    `fewest` and `most` are how many grids its households could be divided into; None where none of them fits.
    """

    ledger: GridLedger
    standard: GridSize | None
    grids: tuple[GridState, ...]
    figures: dict[GridFigure, Figure]
    fewest: int | None = None
    most: int | None = None

    def count(self, size: Size) -> int:
        """How many grids are of a size."""
        return sum(grid.size == size for grid in self.grids)

    def vacancies(self, post: Post) -> int:
        """How many grids have nobody in a post."""
        return sum(post in grid.lacking for grid in self.grids)

    @property
    def untold(self) -> tuple[Post, ...]:
        """The posts of which the ledger has no column."""
        return tuple(post for post in POSTS if any(not is_told(state.grid, post) for state in self.grids))


def state_of(ledger: GridLedger, rules: GridRules) -> UnitState:
    """How the grids of a unit stand."""
    unit = ledger.unit
    standard = rules.size(unit.kind, unit.profile)
    exempt = _all_known(ledger) and rules.is_exempt(unit.kind, ledger.households, len(ledger.grids))
    grids = tuple(_state(grid, standard, rules, exempt=exempt) for grid in ledger.grids)
    fewest, most = _possible(ledger, standard, exempt=exempt)
    return UnitState(ledger, standard, grids, figures(ledger, rules), fewest, most)


def size_of(households: int | None, standard: GridSize | None, *, exempt: bool) -> Size:
    """How so many households stand to a standard."""
    if households is None or standard is None:
        return "unknown"
    if standard.holds(households):
        return "in-range"
    if exempt:
        return "exempt"
    return "too-small" if households < standard.low else "too-large"


def _state(grid: Grid, standard: GridSize | None, rules: GridRules, *, exempt: bool) -> GridState:
    told = functions_told(grid, rules.functions)
    return GridState(
        grid=grid,
        size=size_of(grid.households, standard, exempt=exempt),
        lacking=tuple(post for post in POSTS if is_told(grid, post) and not holder(grid, post)),
        missing=tuple(key for key in rules.functions if key not in grid.functions) if told else (),
        party_group=bool(grid.party_group) if is_told(grid, "party_group") else None,
    )


def _possible(ledger: GridLedger, standard: GridSize | None, *, exempt: bool) -> tuple[int | None, int | None]:
    """The fewest and the most grids of the standard size that a unit's households could make."""
    if standard is None or not _all_known(ledger) or exempt:
        return None, None
    fewest, most = -(-ledger.households // standard.high), ledger.households // standard.low
    return (fewest, most) if 0 < fewest <= most else (None, None)


def _all_known(ledger: GridLedger) -> bool:
    return bool(ledger.grids) and all(grid.households is not None for grid in ledger.grids)
