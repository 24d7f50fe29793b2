"""What follows from a ledger of grids: the figures of its unit, the state of each grid, totals of many."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from grid_books import COLUMNS, COMMUNITY, VILLAGE, grid, ledger, rules

from starcli.core.assessment import Unit
from starcli.core.findings import Location
from starcli.core.grids.facts import figures
from starcli.core.grids.ledger import Grid, GridLedger
from starcli.core.grids.state import state_of
from starcli.core.grids.totals import total_up

MIXED = Unit(name="新港社区", kind="community", profile="large-mixed")


def values(of: GridLedger) -> dict[str, int]:
    """The figures of a ledger by name."""
    return {str(name): figure.value for name, figure in figures(of, rules()).items()}


def test_the_figures_of_a_good_ledger() -> None:
    """Grids in which nothing is missing count everywhere, and every function is everywhere."""
    assert values(ledger(grid(2), grid(3, 412))) == {
        "grids": 2,
        "households": 712,
        "in-range": 2,
        "with-leader": 2,
        "with-full-time": 2,
        "with-part-time-and-liaison": 2,
        "with-party-group": 2,
        "micro-households": 712,
        "functions": 8,
    }


@pytest.mark.parametrize(
    ("more", "figure", "value"),
    [
        ({"leader": ""}, "with-leader", 1),
        ({"full_time": ""}, "with-full-time", 1),
        ({"part_time": ""}, "with-part-time-and-liaison", 1),
        ({"liaison": ""}, "with-part-time-and-liaison", 1),
        ({"party_group": ""}, "with-party-group", 1),
        ({"functions": frozenset(("safety", "culture"))}, "functions", 2),
        ({"households": 199}, "in-range", 1),
        ({"micro_grids": 0, "micro_households": None}, "micro-households", 300),
    ],
)
def test_what_one_grid_lacks(more: dict[str, Any], figure: str, value: int) -> None:
    """A figure counts the grids that have something; a function counts where every grid has it."""
    assert values(ledger(grid(2), grid(3, **more)))[figure] == value


@pytest.mark.parametrize(
    ("more", "untold"),
    [
        ({"households": None, "micro_households": 290}, {"households", "in-range"}),
        ({"micro_households": None}, {"micro-households"}),
    ],
)
def test_a_blank_that_a_figure_hangs_on(more: dict[str, Any], untold: set[str]) -> None:
    """A sum over cells one of which is blank is no figure."""
    assert values(ledger(grid(2))).keys() - values(ledger(grid(2), grid(3, **more))).keys() == untold


@pytest.mark.parametrize(
    ("column", "untold"),
    [
        ("leader", {"with-leader"}),
        ("liaison", {"with-part-time-and-liaison"}),
        ("party_group", {"with-party-group"}),
        ("micro_households", {"micro-households"}),
        ("functions", {"functions"}),
    ],
)
def test_a_column_that_a_ledger_does_not_have(column: str, untold: set[str]) -> None:
    """Of what a ledger has no column it says nothing, neither that all grids have it nor that none has."""
    whole = grid(2)
    without = replace(whole, places={key: place for key, place in whole.places.items() if key != column})
    assert values(ledger(whole)).keys() - values(ledger(without)).keys() == untold


def test_the_cells_of_a_figure() -> None:
    """A figure names the cells that it follows from, from the first grid to the last."""
    found = figures(ledger(grid(4), grid(5), grid(6)), rules())
    letter = "ABCDEFGHIJKL"[COLUMNS.index("households")]
    assert found["households"].location == Location("l.xlsx", "网格台账", f"{letter}4:{letter}6")
    assert figures(ledger(grid(4)), rules())["grids"].location.cell == "A4"


def test_a_ledger_without_grids_tells_nothing() -> None:
    """An empty ledger has no figures, not zeros."""
    assert values(ledger()) == {}


@pytest.mark.parametrize(
    ("unit", "households", "size"),
    [
        (VILLAGE, 199, "too-small"),
        (VILLAGE, 200, "in-range"),
        (VILLAGE, 500, "in-range"),
        (VILLAGE, 501, "too-large"),
        (COMMUNITY, 299, "too-small"),
        (COMMUNITY, 300, "in-range"),
        (MIXED, 300, "in-range"),
        (MIXED, 301, "too-large"),
        (VILLAGE, None, "unknown"),
        (Unit(name="开发区"), 300, "unknown"),
    ],
)
def test_the_size_of_a_grid(unit: Unit, households: int | None, size: str) -> None:
    """The standard is that of the unit's kind, or of its profile."""
    state = state_of(ledger(grid(2, households), grid(3), unit=unit), rules())
    assert state.grids[0].size == size


@pytest.mark.parametrize(
    ("unit", "households", "sizes"),
    [
        (VILLAGE, (176,), ["exempt"]),
        (VILLAGE, (299,), ["in-range"]),
        (VILLAGE, (90, 90), ["too-small", "too-small"]),
        (COMMUNITY, (176,), ["too-small"]),
    ],
)
def test_one_small_grid(unit: Unit, households: tuple[int, ...], sizes: list[str]) -> None:
    """A small village may be one grid of any size; two grids, and a community, may not."""
    grids = [grid(at, count) for at, count in enumerate(households, 2)]
    of = ledger(*grids, unit=unit)
    assert [state.size for state in state_of(of, rules()).grids] == sizes
    assert values(of)["in-range"] == sum(size in ("in-range", "exempt") for size in sizes)


def test_what_a_grid_wants() -> None:
    """A grid wants the posts that nobody has and the functions that it lacks, where its ledger tells."""
    whole = grid(2)
    lacking = grid(3, leader="", liaison="", functions=frozenset(rules().functions) - {"culture"})
    untold = replace(whole, places={"name": whole.location}, full_time="", party_group="", functions=frozenset())
    states = state_of(ledger(whole, lacking, untold), rules()).grids
    assert [(state.lacking, state.missing, state.party_group, state.wants) for state in states] == [
        ((), (), True, False),
        (("leader", "liaison"), ("culture",), True, True),
        ((), (), None, False),
    ]


@pytest.mark.parametrize(
    ("households", "possible"),
    [
        ((1000, 4180), (11, 17)),
        ((300,), (1, 1)),
        ((533,), (None, None)),
        ((250,), (None, None)),
        ((None, 300), (None, None)),
    ],
)
def test_how_many_grids_are_possible(
    households: tuple[int | None, ...], possible: tuple[int | None, int | None]
) -> None:
    """All households over the largest size, up to all households over the smallest; nothing where none fits."""
    state = state_of(ledger(*(grid(at, count) for at, count in enumerate(households, 2)), unit=COMMUNITY), rules())
    assert (state.fewest, state.most) == possible


def of(name: str, town: str, county: str, *grids: Grid) -> GridLedger:
    """The ledger of a village somewhere."""
    return ledger(*grids, unit=Unit(name=name, kind="village", profile="default", town=town, county=county))


def test_totals_by_town_and_county() -> None:
    """Totals add up by town, and by county where there are several; who handed in nothing counts."""
    states = [
        state_of(each, rules())
        for each in (
            of("石门村", "云溪镇", "甲县", grid(2), grid(3, 612, full_time="")),
            of("青坞村", "云溪镇", "甲县", grid(2, None)),
            of("上田村", "平桥镇", "乙县", grid(2, 176)),
        )
    ]
    totals = total_up(states, [Unit(name="下田村", town="平桥镇", county="乙县")])
    whole = totals.whole
    assert (whole.units, whole.missing, whole.grids, whole.households, whole.measured) == (3, 1, 4, 1088, 3)
    assert (dict(whole.sizes), whole.within, whole.share) == (
        {"in-range": 1, "exempt": 1, "too-large": 1, "too-small": 0, "unknown": 1},
        2,
        Decimal("0.5000"),
    )
    assert (whole.mean, whole.to_fill, whole.vacancies["full_time"]) == (Decimal("362.7"), 1, 1)
    assert [(tally.name.zh, tally.grids, tally.missing) for tally in totals.counties] == [
        ("甲县", 3, 0),
        ("乙县", 1, 1),
    ]
    assert [(str(place), tally.grids) for place, tally in totals.towns.items()] == [("云溪镇", 3), ("平桥镇", 1)]


def test_one_county_is_the_whole() -> None:
    """Where all units lie in one county there are no totals by county; without a roster nobody is missing."""
    totals = total_up([state_of(of("石门村", "云溪镇", "甲县", grid(2)), rules())], None)
    assert (totals.counties, totals.whole.missing) == ((), None)
