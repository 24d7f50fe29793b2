"""A plan as it comes back: what a unit, its town and its county have written, row by row, with the cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from starcli.core.assessment import Unit
from starcli.core.findings import NOWHERE, Location
from starcli.core.scale import Value


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row of a table of a plan; each mapping is by column, and what is blank is in none of them.

    `indicator` is empty where the row names none that is known. `days` and `values` hold what could be read as a day,
    and as a value of the indicator; `chosen` the id of what a cell picks from a list, such as a type of measure: also
    where a word like 长期推进 stands in place of a day. `texts` holds every filled cell as it stands, `places` where
    each cell is, blank ones too: seasons by their names, and columns of the unit's own by their headings.
    """

    indicator: str
    location: Location
    texts: Mapping[str, str]
    places: Mapping[str, Location]
    days: Mapping[str, date] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    by_season: Mapping[str, Value] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """What stands in a column; empty where nothing does."""
        return self.texts.get(column, "")

    def place(self, column: str) -> Location:
        """The cell of a column; the row where it has no such column."""
        return self.places.get(column, self.location)


@dataclass(frozen=True, slots=True)
class FilledPlan:
    """A plan that was handed in. `target` is the id of a grade, empty where the plan names none that is known.

    `texts` and `places` are what stands beside its labels, and where; `listed_as` is the unit's position in the roster,
    None outside it or without one.
    """

    unit: Unit
    period: str
    target: str
    drawn_up: date | None
    location: Location
    problems: tuple[FilledRow, ...] = ()
    measures: tuple[FilledRow, ...] = ()
    ledger: tuple[FilledRow, ...] = ()
    projects: tuple[FilledRow, ...] = ()
    places: Mapping[str, Location] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    listed_as: int | None = None

    def place(self, label: str) -> Location:
        """The cell beside a label of the plan, such as `date` or `target`; the plan itself where it has none."""
        return self.places.get(label, self.location or NOWHERE)
