"""What a table of a department, or the summary of a survey, says of units: one value a fact or an indicator."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starcli.core.assessment import Answer, Unit
from starcli.core.findings import Location


@dataclass(frozen=True, slots=True)
class ImportedValue:
    """A value of a fact or an indicator, by its id; period and provider as the table writes them, empty if not said."""

    key: str
    answer: Answer
    period: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What a table says of one unit in one row: code, name, town and county as they stand, with their cells."""

    unit: Unit
    location: Location
    values: tuple[ImportedValue, ...]
    cells: Mapping[str, Location] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The unit as a finding calls it."""
        return f"{self.unit.town}{self.unit.name}" or self.unit.code
