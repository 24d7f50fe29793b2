"""What a race workbook shows."""

from dataclasses import dataclass

from starcli.core.district import Outsider, Unrated
from starcli.core.findings import Finding
from starcli.core.racing.race import Race
from starcli.core.reconcile import Missing

_OF_SEASONS = ("season-", "freeze-", "frozen-")


@dataclass(frozen=True, slots=True)
class SeasonReport:
    """Who of a season is in no ranking, and why."""

    unrated: tuple[Unrated, ...] = ()
    missing: tuple[Missing, ...] | None = None
    outside: tuple[Outsider, ...] = ()


@dataclass(frozen=True, slots=True)
class RaceReport:
    """A race with the name of its area; `seasons` are as many as the race has. Findings are about all of it."""

    name: str
    race: Race
    seasons: tuple[SeasonReport, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def listed(self) -> tuple[Finding, ...]:
        """The findings that the workbook lists: notes on single forms are left to `check`."""
        return tuple(one for one in self.findings if one.severity != "note" or one.code.startswith(_OF_SEASONS))
