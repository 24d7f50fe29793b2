"""A check sheet as it came back: what somebody found of each indicator, row by row, nothing judged yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from starcli.core.assessment import Answer, Unit
from starcli.core.checking.words import Method, Verdict
from starcli.core.findings import NOWHERE, Finding, Location, finding
from starcli.core.imports.whose import Whose, identity
from starcli.core.roster import Roster, RosterUnit, listed_labels

_NAMED = 3


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One row: of an indicator, or of a fact. What is None was left blank, or cannot be read: then its text says so.

    `places` are its cells by column.
    """

    key: str
    location: Location
    own: Answer | None = None
    verified: Answer | None = None
    verdict: Verdict | None = None
    methods: tuple[Method, ...] = ()
    day: date | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Location] = field(default_factory=dict)

    def at(self, column: str) -> Location:
        """Where a cell is; the row where the sheet does not have the column."""
        return self.places.get(column, self.location)

    def said(self, column: str) -> str:
        """What stands in a cell, as a person sees it."""
        return self.texts.get(column, "")


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """The check sheet of one unit; `doubled` are the rows of a figure after its first one.

    `stamp` is that of the form that it was made for, `fingerprint` that of the framework, both empty if not said.
    """

    unit: Unit
    period: str
    location: Location
    rows: Mapping[str, CheckRow]
    doubled: Mapping[str, tuple[CheckRow, ...]] = field(default_factory=dict)
    stamp: str = ""
    fingerprint: str = ""
    cells: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckSheets:
    """Every check sheet that was given, and whose each of them is."""

    sheets: tuple[CheckSheet, ...] = ()
    whose: Whose = field(default_factory=lambda: Whose.of(()), repr=False)

    @classmethod
    def of(cls, sheets: Iterable[CheckSheet], endings: Iterable[str] = ()) -> "CheckSheets":
        """The look-ups for some sheets."""
        listed = tuple(sheets)
        return cls(listed, Whose.of(((sheet.unit, sheet.location) for sheet in listed), tuple(endings)))

    def about(self, unit: Unit, period: str) -> tuple[CheckSheet, ...]:
        """The sheets of a unit for a period; those that say no other one, where a form or a sheet says none."""
        met = {identity(self.whose.units[at].unit) for at in self.whose.fitting(unit)}
        fitting = [sheet for sheet in self.sheets if identity(sheet.unit) in met] if met else []
        same = tuple(sheet for sheet in fitting if sheet.period == period or not (sheet.period and period))
        return same or tuple(fitting)

    def unknown(
        self, known: Iterable[RosterUnit], endings: tuple[str, ...] = (), *, all_listed: bool
    ) -> tuple[Finding, ...]:
        """A finding for each sheet of a unit that nobody of those known is.

        Where not all units are at hand that there are, one says how many sheets are of others, and whether all are.
        """
        everybody = tuple(known)
        met = {at for entry in everybody for at in self.whose.fitting(entry.unit)}
        strangers = [entry for at, entry in enumerate(self.whose.units) if at not in met]
        if strangers and not all_listed:
            code = "check-sheets-for-others" if met else "check-sheets-unused"
            names = listed_labels(strangers[:_NAMED])
            return (finding(code, strangers[0].location, count=len(strangers), names=names),)
        roster = Roster.of(everybody, endings)
        return tuple(
            finding(
                "check-sheet-of-nobody",
                entry.location,
                unit=entry.label,
                near=listed_labels(roster.nearest(entry.unit)),
            )
            for entry in strangers
        )


EMPTY = CheckRow("", NOWHERE)
