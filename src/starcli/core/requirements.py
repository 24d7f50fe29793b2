"""What a grade demands of one indicator: at least, at most, between, or at least a level."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from starcli.core.numbers import half_up, plain
from starcli.core.scale import Value
from starcli.core.text import Text


class Requirement(Protocol):
    """The demand of one grade on one indicator."""

    def met(self, value: Value) -> bool:
        """Whether a value meets the demand."""
        ...

    def nearest(self, value: Value | None) -> Value:
        """The value that meets the demand with the least change from `value` (the least demanding one without it)."""
        ...

    def formula(self, cell: str) -> str:
        """The same judgement of the value in `cell`, as an Excel expression that is TRUE or FALSE."""
        ...

    def words(self) -> Text:
        """The demand as it is printed: `≥ 85`, `200–500`, `较好及以上`."""
        ...


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number not below `low` and not above `high`; None leaves that side open."""

    low: Decimal | None
    high: Decimal | None
    typed_places: int = 6

    def met(self, value: Value) -> bool:
        """Whether a number lies within the bounds, both included. A text never does."""
        if isinstance(value, str):
            return False
        typed = half_up(value, self.typed_places)
        return (self.low is None or typed >= self.low) and (self.high is None or typed <= self.high)

    def nearest(self, value: Value | None) -> Value:
        """The bound on the side where the value lies; the value itself when it meets the demand."""
        if isinstance(value, Decimal) and self.met(value):
            return value
        beyond = self.low is None or (isinstance(value, Decimal) and self.high is not None and value > self.high)
        bound = self.high if beyond else self.low
        if bound is None:
            raise ValueError("a requirement needs a bound")
        return bound

    def formula(self, cell: str) -> str:
        """One comparison a bound, of the rounded value."""
        rounded = f"ROUND({cell},{self.typed_places})"
        tests = [f"{rounded}>={plain(self.low)}"] if self.low is not None else []
        tests += [f"{rounded}<={plain(self.high)}"] if self.high is not None else []
        return tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"

    def words(self) -> Text:
        """`≥ 85`, `≤ 15` or `200–500`."""
        if self.low is not None and self.high is not None:
            return Text.same(f"{plain(self.low)}–{plain(self.high)}")
        return Text.same(f"≥ {plain(self.low)}" if self.low is not None else f"≤ {plain(self.high or Decimal(0))}")


@dataclass(frozen=True, slots=True)
class AtLeastLevel:
    """A level that is one of those accepted; `accepted` maps their ids to their names, the best first."""

    accepted: Mapping[str, Text]

    def met(self, value: Value) -> bool:
        """Whether the value is the id of an accepted level."""
        return value in self.accepted

    def nearest(self, value: Value | None) -> Value:
        """The lowest accepted level; the value itself when it meets the demand."""
        return value if value is not None and self.met(value) else tuple(self.accepted)[-1]

    def formula(self, cell: str) -> str:
        """One comparison an accepted level."""
        tests = [f'{cell}="{level}"' for level in self.accepted]
        return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"

    def words(self) -> Text:
        """`较好及以上`; the name alone where only the best level will do."""
        lowest = tuple(self.accepted.values())[-1]
        if len(self.accepted) == 1:
            return lowest
        return Text(f"{lowest.zh}及以上", f"{lowest.en} or better")
