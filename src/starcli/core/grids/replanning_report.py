"""What there is to say of a re-planning: the proposal, the people that it needs, the points that it brings."""

from dataclasses import dataclass

from starcli.core.findings import Finding
from starcli.core.grids.replanning import Proposal
from starcli.core.grids.replanning_ledger import Need
from starcli.core.grids.replanning_points import Gains
from starcli.core.grids.rules import GridRules
from starcli.core.model import Framework

Tile = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReplanningReport:
    """Everything that the workbook, the terminal and the JSON document show.

    `tiles` are the column and the row of each piece in a picture of all of them. `seconds` is how long was searched at
    most. `ledger_file` is what the new ledger is called; empty where none is written.
    """

    name: str
    framework: Framework
    rules: GridRules
    proposal: Proposal
    needs: tuple[Need, ...]
    gains: Gains | None
    tiles: tuple[Tile, ...]
    seconds: int
    findings: tuple[Finding, ...]
    ledger_file: str = ""
