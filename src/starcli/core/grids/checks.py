"""A ledger held against itself and the rules: grids that stand twice, who leads them, micro-grids, what it claims.

Names of people are compared and never told: a finding says which grids, not who.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from starcli.core.findings import Finding, Location, finding
from starcli.core.grids.ledger import Grid, GridLedger
from starcli.core.grids.people import people_in
from starcli.core.grids.posts import is_told
from starcli.core.grids.rules import GridRules
from starcli.core.grids.state import UnitState
from starcli.core.numbers import divide, half_up, plain
from starcli.core.roster import squeezed
from starcli.core.text import Text

_NAMED = 6
_MEAN_PLACES = 1


def check_ledger(state: UnitState, rules: GridRules) -> tuple[Finding, ...]:
    """Everything that a ledger says and that cannot be, or should be looked at."""
    ledger = state.ledger
    return (
        *_twice(ledger),
        *_without_households(ledger),
        *_said_otherwise(state),
        *_leaders(ledger, rules),
        *_micro_grids(ledger, rules),
        *_exempt(state, rules),
    )


def _twice(ledger: GridLedger) -> Iterator[Finding]:
    """Names and codes that stand for two grids."""
    for key, code in (("code", "grid-code-twice"), ("name", "grid-name-twice")):
        seen: dict[str, Grid] = {}
        for grid in ledger.grids:
            word = squeezed(getattr(grid, key))
            first = seen.setdefault(word, grid) if word else grid
            if first is not grid:
                other = first.places.get(key, first.location).within
                yield finding(code, grid.places.get(key, grid.location), text=getattr(grid, key), other=other)


def _without_households(ledger: GridLedger) -> Iterator[Finding]:
    """Grids of which it cannot be told how many households they have; one finding for those of a unit."""
    blank = [grid for grid in ledger.grids if grid.households is None]
    if blank:
        place = blank[0].places.get("households", blank[0].location)
        yield finding("grid-households-missing", place, count=len(blank), grids=named_grids(blank))


def _said_otherwise(state: UnitState) -> Iterator[Finding]:
    """Grids that are said to meet the standard and do not, or the other way round."""
    for each in state.grids:
        said, grid = each.grid.said_in_range, each.grid
        if said is None or each.size == "unknown" or state.standard is None:
            continue
        # A grid that is exempt may well be said to be too small.
        if each.size == "exempt" or said == (each.size == "in-range"):
            continue
        details = {"households": grid.households or 0, "low": state.standard.low, "high": state.standard.high}
        place = grid.places.get("in_range", grid.location)
        if said:
            yield finding("grid-said-in-range", place, grid=grid.name, **details)
        else:
            yield finding("grid-said-out-of-range", place, grid=grid.name, **details)


def _leaders(ledger: GridLedger, rules: GridRules) -> Iterator[Finding]:
    """Several leaders of one grid, too many grids of one leader, leaders without a post."""
    led: dict[str, list[Grid]] = {}
    for grid in ledger.grids:
        people = people_in(grid.leader)
        if len(people) > 1:
            yield finding("grid-leaders-several", _leader(grid), grid=grid.name, count=len(people))
        for person in people:
            led.setdefault(person, []).append(grid)
    for grids in led.values():
        if len(grids) > rules.most_led:
            yield finding(
                "grid-leads-too-many",
                _leader(grids[0]),
                count=len(grids),
                grids=named_grids(grids),
                most=rules.most_led,
            )
    without = [grid for grid in ledger.grids if grid.leader and not grid.leader_post and is_told(grid, "leader_post")]
    if without:
        place = without[0].places.get("leader_post", without[0].location)
        yield finding("grid-leader-without-post", place, count=len(without), grids=named_grids(without))


def _micro_grids(ledger: GridLedger, rules: GridRules) -> Iterator[Finding]:
    """Micro-grids of a size that cannot be meant, those off the standard, and more households than the grid has."""
    off: list[Grid] = []
    for grid in ledger.grids:
        if grid.micro_households is not None and grid.households is not None:
            place = grid.places.get("micro_households", grid.location)
            if grid.micro_households > grid.households:
                details = {"covered": grid.micro_households, "households": grid.households}
                yield finding("micro-grids-beyond-grid", place, grid=grid.name, **details)
        mean = micro_mean(grid)
        if mean is None:
            continue
        low, high = rules.micro_plausible.low, rules.micro_plausible.high
        place = grid.places.get("micro_grids", grid.location)
        if not low <= mean <= high:
            yield finding("micro-grids-implausible", place, grid=grid.name, mean=plain(mean), low=low, high=high)
        elif not rules.micro.low <= mean <= rules.micro.high:
            off.append(grid)
    if off:
        place = off[0].places.get("micro_grids", off[0].location)
        low, high = rules.micro.low, rules.micro.high
        yield finding("micro-grids-off-standard", place, count=len(off), grids=named_grids(off), low=low, high=high)


def micro_mean(grid: Grid) -> Decimal | None:
    """The mean households of a grid's micro-grids; None where it has none, or nobody says of how many households."""
    covered = grid.micro_households if grid.micro_households is not None else grid.households
    if not grid.micro_grids or covered is None:
        return None
    return half_up(divide(Decimal(covered), Decimal(grid.micro_grids)), _MEAN_PLACES)


def _exempt(state: UnitState, rules: GridRules) -> Iterator[Finding]:
    """A note where one small grid counts as meeting the standard."""
    for each in state.grids:
        if each.size == "exempt":
            below = rules.exempt_below[state.ledger.unit.kind]
            place = each.grid.places.get("households", each.grid.location)
            yield finding("grid-exempt", place, households=each.grid.households or 0, below=below)


def _leader(grid: Grid) -> Location:
    return grid.places.get("leader", grid.location)


def named_grids(grids: Iterable[Grid]) -> Text:
    """What some grids are called, the first of many."""
    names = [grid.name for grid in grids]
    zh = "、".join(names[:_NAMED]) + (f" 等 {len(names)} 个" if len(names) > _NAMED else "")
    en = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    return Text(zh, en)
