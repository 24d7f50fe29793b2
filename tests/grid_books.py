"""Ledgers of grids for the tests: written from tables, read back as flat lists."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sheets import Rows, framework, write

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location
from starcli.core.grids.ledger import Grid, GridLedger
from starcli.core.grids.rules import GridRules
from starcli.core.roster import Roster, RosterUnit
from starcli.excel.opening.workbook import open_file
from starcli.excel.reading.grids.reader import GridReader

HEAD = "| 网格名称 | 户数 | 网格长 | 网格长职务 |"
VILLAGE = Unit(name="石门村", kind="village", profile="default", town="云溪镇")
COMMUNITY = Unit(name="云溪社区", kind="community", profile="default", town="云溪镇")
COLUMNS = (
    "name", "code", "households", "micro_grids", "micro_households", "leader", "leader_post", "full_time", "part_time",
    "liaison", "party_group", "functions",
)  # fmt: skip


def rules() -> GridRules:
    """The rules of the reference framework."""
    known = framework().grids
    assert known is not None
    return known


@cache
def reader() -> GridReader:
    """A reader of ledgers by the reference framework."""
    return GridReader(framework())


def read(path: Path, roster: Roster | None = None) -> tuple[list[GridLedger], list[Finding]]:
    """The ledgers in a workbook, and everything found."""
    book = open_file(path, path.name, ("grid-ledger",)).value
    assert book is not None
    known = reader() if roster is None else GridReader(framework(), roster)
    reads = known.read_each(book)
    ledgers = [one.value.ledger for one in reads if one.value is not None]
    return ledgers, [found for one in reads for found in one.findings]


def ledger_of(path: Path, sheets: Mapping[str, str | Rows]) -> tuple[list[GridLedger], list[Finding]]:
    """The same of a workbook with these sheets."""
    return read(write(path, sheets))


def told(ledgers: Sequence[GridLedger]) -> list[tuple[str, list[str]]]:
    """Unit and grids of every ledger: `第一网格 412`."""
    return [
        (f"{one.unit.town}{one.unit.name}", [f"{grid.name} {grid.households}" for grid in one.grids]) for one in ledgers
    ]


def codes(found: Sequence[Finding], *but: str) -> list[tuple[str, str]]:
    """Cell and code of every finding but for some."""
    passed = ("grid-kind-from-name", *but)
    return [(one.location.cell, one.code) for one in found if one.code not in passed]


def grid(number: int, households: int | None = 300, **more: Any) -> Grid:
    """A grid with everything that it needs, in row `number` of a sheet that has every column."""
    places = {
        column: Location("l.xlsx", "网格台账", f"{'ABCDEFGHIJKL'[at]}{number}") for at, column in enumerate(COLUMNS)
    }
    whole = Grid(
        name=f"第{number}网格",
        households=households,
        leader=f"网格长{number}",
        leader_post="村委委员",
        full_time=f"专职{number}",
        part_time=f"兼职{number}",
        liaison=f"干部{number}",
        party_group=f"第{number}党小组",
        micro_grids=8,
        micro_households=households,
        functions=frozenset(rules().functions),
        places=places,
        location=places["name"],
    )
    return replace(whole, **more)


def ledger(*grids: Grid, unit: Unit = VILLAGE) -> GridLedger:
    """The ledger of a unit with some grids."""
    return GridLedger(unit, grids, Location("l.xlsx", "网格台账"))


def roster(*units: Unit) -> Roster:
    """A roster of some units."""
    return Roster.of([RosterUnit(unit, (), Location("r.xlsx", "名册", f"A{at}")) for at, unit in enumerate(units, 2)])
