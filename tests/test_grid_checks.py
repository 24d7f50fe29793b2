"""A ledger of grids held against itself and the rules: what contradicts itself, who leads too much, what is claimed."""

import pytest
from grid_books import COMMUNITY, VILLAGE, grid, ledger, rules

from starcli.core.findings import Finding
from starcli.core.grids.checks import check_ledger
from starcli.core.grids.ledger import Grid, GridLedger
from starcli.core.grids.state import state_of
from starcli.core.grids.wanting import wanting


def found(of: GridLedger) -> tuple[Finding, ...]:
    """Everything that is found in a ledger."""
    state = state_of(of, rules())
    return (*check_ledger(state, rules()), *wanting(state, rules()))


def codes(*grids: Grid) -> list[tuple[str, str]]:
    """Cell and code of everything that is found in the ledger of a village."""
    return [(one.location.cell, one.code) for one in found(ledger(*grids))]


def test_a_good_ledger() -> None:
    """Nothing is found where everything is as it should be."""
    assert codes(grid(2), grid(3, said_in_range=True)) == []


CASES: dict[str, tuple[tuple[Grid, ...], list[tuple[str, str]]]] = {
    "a code for two grids": ((grid(2, code="001"), grid(3, code="001")), [("B3", "grid-code-twice")]),
    "no codes at all": ((grid(2, code=""), grid(3, code="")), []),
    "a name for two grids": ((grid(2, name="第一 网格"), grid(3, name="第一网格")), [("A3", "grid-name-twice")]),
    "no households": ((grid(2, None, micro_households=None), grid(3)), [("C2", "grid-households-missing")]),
    "said in range": (
        (grid(2, 640, said_in_range=True, micro_grids=16), grid(3)),
        [("A2", "grid-said-in-range"), ("C2", "grid-size-off")],
    ),
    "said out of range": ((grid(2, said_in_range=False), grid(3)), [("A2", "grid-said-out-of-range")]),
    "two leaders": ((grid(2, leader="甲、乙"), grid(3)), [("F2", "grid-leaders-several")]),
    "a leader without a post": (
        (grid(2, leader_post=""), grid(3, leader="", leader_post="")),
        [("G2", "grid-leader-without-post"), ("F3", "grid-leader-missing")],
    ),
    "two grids of one leader": ((grid(2, leader="甲"), grid(3, leader="甲")), []),
    "three grids of one leader": (
        (grid(2, leader="甲"), grid(3, leader="李 明、甲"), grid(4, leader="甲")),
        [("F3", "grid-leaders-several"), ("F2", "grid-leads-too-many")],
    ),
    "three leaders without names": ((grid(2, leader="√"), grid(3, leader="√"), grid(4, leader="√")), []),
    "micro-grids of 15": ((grid(2, micro_grids=20), grid(3)), [("D2", "micro-grids-implausible")]),
    "micro-grids of 20": ((grid(2, micro_grids=15), grid(3)), [("D2", "micro-grids-off-standard")]),
    "micro-grids of 80": ((grid(2, 320, micro_grids=4), grid(3)), [("D2", "micro-grids-off-standard")]),
    "micro-grids of 81": ((grid(2, 324, micro_grids=4), grid(3)), [("D2", "micro-grids-implausible")]),
    "micro-grids of 50": ((grid(2, micro_grids=6), grid(3)), []),
    "micro-grids of nobody": ((grid(2, micro_grids=0), grid(3, micro_grids=None)), []),
    "micro-grids beyond the grid": ((grid(2, micro_households=320), grid(3)), [("E2", "micro-grids-beyond-grid")]),
    "a grid that is too large": ((grid(2, 501, micro_grids=12), grid(3)), [("C2", "grid-size-off")]),
    "too large and too small": (
        (grid(2, 199, micro_grids=5), grid(3, 501, micro_grids=12)),
        [("C3", "grid-size-off"), ("C2", "grid-size-off")],
    ),
    "nobody leads": ((grid(2, leader="", leader_post=""), grid(3)), [("F2", "grid-leader-missing")]),
    "posts that nobody has": (
        (grid(2, full_time="", liaison=""), grid(3, full_time="")),
        [("H2", "grid-posts-vacant"), ("J2", "grid-posts-vacant")],
    ),
    "functions that are not in place": (
        (grid(2), grid(3, functions=frozenset(rules().functions) - {"culture", "safety"})),
        [("L3", "grid-functions-lacking")],
    ),
    "functions that different grids lack": (
        (grid(2, functions=frozenset(rules().functions) - {"culture"}), grid(3, functions=frozenset(("safety",)))),
        [("L3", "grid-functions-lacking"), ("L2", "grid-functions-lacking")],
    ),
    "one small grid": ((grid(2, 176, micro_grids=5),), [("C2", "grid-exempt")]),
    "one small grid that is said to be so": (
        (grid(2, 176, micro_grids=5, said_in_range=False),),
        [("C2", "grid-exempt")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("grids", "wanted"), CASES.values(), ids=CASES)
def test_what_is_found(grids: tuple[Grid, ...], wanted: list[tuple[str, str]]) -> None:
    """Whatever cannot be, or should be looked at, is named at its cell."""
    assert codes(*grids) == wanted


def test_nobody_is_named() -> None:
    """A finding about who leads says which grids, and not who."""
    grids = [grid(at, leader="某某某") for at in (2, 3, 4)]
    (only,) = found(ledger(*grids))
    said = only.message("zh") + only.advice("zh") + only.message("en") + only.advice("en")
    assert ("某某某" in said, "第2网格、第3网格、第4网格" in said) == (False, True)


def test_the_standard_of_a_community() -> None:
    """Whether a grid is what it is said to be depends on the kind of its unit."""
    grids = (grid(2, 250, said_in_range=True, micro_grids=6), grid(3))
    assert [[one.code for one in found(ledger(*grids, unit=unit))] for unit in (VILLAGE, COMMUNITY)] == [
        [],
        ["grid-said-in-range", "grid-size-off"],
    ]
