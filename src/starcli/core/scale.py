"""What an indicator's value can be, and the scale on which it is measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from starcli.core.numbers import Rounding
from starcli.core.text import Text

Value = Decimal | str
"""What an indicator can be: a number, or the id of a level."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a rule may know of the indicator that it judges; `levels` go from the best to the worst."""

    precision: int = 2
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    levels: Mapping[str, Text] = field(default_factory=dict)
    rounding: Rounding = field(default_factory=Rounding)
