"""What a form asks for, and what is typed into it: the same for whoever writes a form and whoever reckons with one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from starcli.core.assessment import Tier, Unit
from starcli.core.consistency import fact_names
from starcli.core.grids.ledger import Grid
from starcli.core.model import Fact
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text

Filled = Decimal | int | str


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one row of the Data or Adjustments sheet, as it would be typed; `last` is the former value."""

    values: Mapping[Tier, Filled] = field(default_factory=dict)
    not_applicable: str = ""
    evidence: str = ""
    remarks: str = ""
    last: Filled | None = None


@dataclass(frozen=True, slots=True)
class Filling:
    """What is known when a form is written: the unit, the period, and rows by fact, indicator or adjustment.

    `profile` says what stands on the Profile sheet instead of what follows from the unit and the scheme; `grids` stand
    in the ledger of a form that has one.
    """

    unit: Unit = Unit()  # noqa: RUF009 an immutable value
    period: str = ""
    rows: Mapping[str, Row] = field(default_factory=dict)
    profile: Mapping[str, str] = field(default_factory=dict)
    label: Text | None = None
    grids: Sequence[Grid] = ()


NOTHING = Row()


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the Data sheet: its id, what it asks for, and the indicators that it serves."""

    id: str
    asked: Fact | Indicator
    serves: tuple[Indicator, ...]

    @property
    def levels(self) -> Mapping[str, Text]:
        """The levels to choose from, the best first; empty where a number is asked for."""
        return {} if isinstance(self.asked, Fact) else self.asked.definition.scale.levels

    @property
    def measured_in(self) -> Text:
        """What the answer is measured in."""
        return self.asked.measured_in if isinstance(self.asked, Fact) else self.asked.definition.measured_in

    @property
    def dimension(self) -> str:
        """The dimension of the first indicator that it serves."""
        return self.serves[0].definition.dimension


def questions(scheme: Scheme) -> Iterator[Question]:
    """Every row of the Data sheet once."""
    framework = scheme.framework
    computed = {
        name for e in framework.entries.values() if e.definition.expression for name in e.definition.expression.names
    }
    serves: dict[str, list[Indicator]] = {}
    for indicator in scheme.indicators:
        expression = indicator.definition.expression
        only_checked = [n for n in fact_names(framework.entries[indicator.id]) if n not in computed]
        for name in dict.fromkeys([*(expression.names if expression else (indicator.id,)), *only_checked]):
            serves.setdefault(name, []).append(indicator)
    for name, indicators in serves.items():
        asked = framework.facts[name] if name in framework.facts else scheme.by_id[name]
        yield Question(name, asked, tuple(indicators))
