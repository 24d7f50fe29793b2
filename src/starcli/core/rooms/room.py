"""Rooms that their owners have no use for: what the ledger of rooms says of them, row by row and room by room."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from starcli.core.findings import NOWHERE, Location
from starcli.core.numbers import ZERO


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A row of a ledger of rooms, as it could be read; areas are None where there is none, or none that can be read.

    `given_to` is the unit that the room was given to, in the row's own words, with its code where a column has it.
    `proposed` says that nobody has agreed to it yet. `places` are the cells by column, those of a merged cell shared.
    """

    location: Location
    number: str = ""
    address: str = ""
    owner: str = ""
    state: str = ""
    town: str = ""
    county: str = ""
    built: Decimal | None = None
    idle: Decimal | None = None
    given_to: str = ""
    given_code: str = ""
    given_area: Decimal | None = None
    handed_over: date | None = None
    use: str = ""
    splits: bool | None = None
    proposed: bool = False
    places: Mapping[str, Location] = field(default_factory=dict)

    def place(self, column: str) -> Location:
        """The cell of a column; the row where it has no such column."""
        return self.places.get(column, self.location)

    @property
    def is_given(self) -> bool:
        """Whether the row says that the room, or a part of it, has a new user."""
        said = self.given_to or self.given_code or self.given_area is not None or self.handed_over is not None
        return bool(said) and not self.proposed


@dataclass(frozen=True, slots=True)
class Allotment:
    """A part of a room that was given away before: to whom, in the ledger's words, how much of it, and since when.

    The area is None where the ledger does not say which part of several is how large.
    """

    to: str
    code: str
    area: Decimal | None
    handed_over: date | None
    use: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Room:
    """A room, or a suite of them, with what has been given of it; `idle` is all that was idle to begin with.

    `usable` is False where it is not to be given away as it is. `splits` is None where nobody says whether it may be
    split.
    """

    number: str
    address: str
    owner: str
    state: str
    town: str
    county: str
    built: Decimal | None
    idle: Decimal
    splits: bool | None
    usable: bool
    allotments: tuple[Allotment, ...]
    location: Location

    @property
    def given(self) -> Decimal:
        """How much of it was given away before."""
        return sum((one.area or ZERO for one in self.allotments), ZERO)

    @property
    def left(self) -> Decimal:
        """What is left of it; nothing where more was given than there is."""
        return max(ZERO, self.idle - self.given)

    @property
    def free(self) -> Decimal:
        """What may be given away."""
        return self.left if self.usable else ZERO
