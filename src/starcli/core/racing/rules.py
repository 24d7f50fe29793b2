"""How seasons and boards work: data of a framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from starcli.core.text import Text

GroupKey = Literal["city", "county", "town", "kind", "profile"]
"""What units of one group share."""
GROUP_KEYS: tuple[GroupKey, ...] = ("city", "county", "town", "kind", "profile")
ListSort = Literal["best", "worst", "risen"]
AS_IS, TO_DATE, PRORATE, ROLLING, CARRY = "as-is", "to-date", "prorate-target", "rolling-12m", "carry-forward"
FIGURE_RULES = (AS_IS, TO_DATE, PRORATE, ROLLING, CARRY)
"""How a figure counts in a season: as reported (also where the form asks for what was due by then), against the part of
the target that the year's seasons so far make up, over twelve months, or as it was published last."""


@dataclass(frozen=True, slots=True)
class BoardList:
    """A published list: a share, in per cent, of the best or the worst of a group, or of those that rose the most.

    `label` is the word that stands beside a unit on it: colours alone say nothing.
    """

    id: str
    name: Text
    label: Text
    rule: Text
    sort: ListSort
    share: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """A colour band by its least total, with the word for it."""

    name: Text
    colour: str
    floor: Decimal


@dataclass(frozen=True, slots=True)
class BoardRules:
    """How boards group units, what lists they publish, and how ties and colours are explained.

    Places are told within the first of the groups, unless somebody chooses another.
    """

    groups: tuple[tuple[GroupKey, ...], ...] = (("kind",),)
    lists: tuple[BoardList, ...] = ()
    bands: tuple[Band, ...] = ()
    ties: Text = Text("", "")  # noqa: RUF009 an immutable value
    colour_note: Text = Text("", "")  # noqa: RUF009 an immutable value

    @property
    def group(self) -> tuple[GroupKey, ...]:
        """What units share that are compared with each other first of all."""
        return self.groups[0]

    def list_of(self, sort: ListSort) -> BoardList | None:
        """The list of a sort; None where the framework has none."""
        return next((known for known in self.lists if known.sort == sort), None)


@dataclass(frozen=True, slots=True)
class SeasonRules:
    """How often a year is rated, and how far a grade may rise.

    `most_grades_up` is None where nothing holds a grade back; `trial` are the seasons, as `2022Q1`, that change none.
    """

    per_year: int = 4
    most_grades_up: int | None = None
    trial: tuple[str, ...] = ()
    name: Text = Text("", "")  # noqa: RUF009 an immutable value
    award: Text = Text("", "")  # noqa: RUF009 an immutable value
    rules: Mapping[str, Text] = field(default_factory=dict)
