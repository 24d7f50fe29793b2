"""A season as it was read: everybody in it, and what their forms give by its framework and by others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from starcli.core.everyone import Member
from starcli.core.findings import NOWHERE, Location
from starcli.core.model import Framework
from starcli.core.packed import Trace
from starcli.core.racing.places import unit_key
from starcli.core.seasons import Season


@dataclass(frozen=True, slots=True)
class SeasonForm:
    """A member of a season with the figures of its form, packed; `file` and `digest` tell its workbook."""

    member: Member
    trace: Trace | None = None
    file: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class SeasonForms:
    """A season: its label, such as `2022Q1`, its framework, and everybody in its denominators.

    `season` is None where the label is no season of a year. `again` are the rated forms as other frameworks see them:
    by the framework's fingerprint, then by the unit's key. `trial` is whether the season changes no grade.
    """

    label: str
    season: Season | None
    framework: Framework
    forms: tuple[SeasonForm, ...]
    again: Mapping[str, Mapping[str, SeasonForm]] = field(default_factory=dict)
    place: Location = NOWHERE
    trial: bool = False

    @property
    def rated(self) -> Iterator[tuple[str, SeasonForm]]:
        """The key and the form of each rated unit."""
        for form in self.forms:
            if form.member.standing is not None:
                yield unit_key(form.member.unit), form

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody, as reported."""
        return tuple(form.member for form in self.forms)
