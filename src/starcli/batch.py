"""Many workbooks: what each of them gives, and nothing left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from starcli.core.areas import Areas
from starcli.core.assessment import Origin, Unit
from starcli.core.audit.examined import Examined
from starcli.core.district import Members, Outsider, Unrated, beyond_the_roster
from starcli.core.everyone import Member
from starcli.core.findings import NOWHERE, Finding, Location
from starcli.core.identity import NOBODY
from starcli.core.marks import Marks
from starcli.core.packed import Trace
from starcli.core.rating import Rating
from starcli.core.reconcile import Missing, Report, Verdict, missing_units, settle_doubles
from starcli.core.roster import Roster, RosterUnit
from starcli.core.standing import Standing
from starcli.core.text import Text
from starcli.sources import Source


@dataclass(frozen=True, slots=True)
class Rated:
    """What one unit's workbook gave: where the unit stands, or nothing; and everything found on the way.

    The rating with all its working is there only where it was asked for. `origin` is None where no unit could be
    read at all; a workbook that is superseded gave way to a later one of the same unit. `trace` are the figures of a
    rated one, packed for comparing it with others; `marks` what its rating consists of, and `examined` how it stands on
    every basis, where they were asked for.
    """

    source: Source
    unit: Unit
    standing: Standing | None
    findings: tuple[Finding, ...]
    rating: Rating | None = None
    origin: Origin | None = None
    place: Location = NOWHERE
    superseded: bool = False
    digest: str = field(default="", compare=False)
    trace: Trace | None = None
    marks: Marks | None = None
    examined: Examined | None = None
    tags: tuple[str, ...] = ()

    @property
    def location(self) -> Location:
        """Where its form stands."""
        return self.place if str(self.place) else Location(self.source.name)

    @property
    def listed_as(self) -> int | None:
        """The position of its unit in the roster; None outside it or without one."""
        return self.origin.listed_as if self.origin is not None else None

    @property
    def unrated(self) -> Unrated:
        """The workbook as one without a rating."""
        return Unrated(Location(self.source.name), self.unit, self.findings, self.listed_as)

    @property
    def member(self) -> Member:
        """The unit as one of everybody."""
        if self.standing is None:
            return Member(self.unit, "unrated", self.location, self.tags, listed_as=self.listed_as)
        return Member(self.unit, "rated", self.location, self.tags, self.standing, self.marks, self.listed_as)

    @property
    def report(self) -> Report:
        """The form as one among others."""
        origin = self.origin or Origin()
        return Report(self.unit, self.location, origin.listed_as, origin.dated, usable=self.standing is not None)


@dataclass(frozen=True, slots=True)
class Batch:
    """What all workbooks of a run gave, in their order, and notes on the run as a whole.

    `missing` are the units of the roster that did not report; None where no roster says who should have.
    """

    rated: tuple[Rated, ...]
    notes: tuple[Finding, ...] = ()
    missing: tuple[Missing, ...] | None = None
    settled: bool = False

    @property
    def members(self) -> Members:
        """Everybody in the denominators: the units of the roster, or every workbook without one."""
        missing = None if self.missing is None else [missing.entry for missing in self.missing]
        return Members.of(self.standings, self.unrated, missing)

    @property
    def everyone(self) -> tuple[Member, ...]:
        """The same one by one: in the roster's order, or in that of the workbooks without one."""
        with_form = [one.member for one in self.rated if not one.superseded]
        if self.missing is None:
            return tuple(with_form)
        members = {member.listed_as: member for member in with_form if member.standing is None}
        members |= {member.listed_as: member for member in with_form if member.standing is not None}
        members.pop(None, None)
        members |= {
            missing.listed_as: Member(
                missing.entry.unit, "missing", missing.entry.location, missing.entry.tags, listed_as=missing.listed_as
            )
            for missing in self.missing
        }
        return tuple(member for _, member in sorted(members.items(), key=lambda item: item[0] or 0))

    @property
    def outside(self) -> tuple[Outsider, ...]:
        """The units that the roster does not have: rated, without a place, and in no denominator."""
        if self.missing is None:
            return ()
        return tuple(
            Outsider(one.standing, one.location, tuple(found for found in one.findings if found.code in NOBODY))
            for one in self.rated
            if one.standing is not None and one.listed_as is None
        )

    @property
    def beyond(self) -> Text | None:
        """How many workbooks are of nobody in the roster; None where all are of somebody, and without a roster."""
        nobodys = sum(one.listed_as is None for one in self.unrated)
        if self.missing is None or not (nobodys or self.outside):
            return None
        return beyond_the_roster(len(self.outside), nobodys)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Where every unit that is rated stands, in the roster or not."""
        return tuple(one.standing for one in self.rated if one.standing is not None)

    @property
    def unrated(self) -> tuple[Unrated, ...]:
        """Every workbook without a rating, except those that gave way to a later one."""
        return tuple(one.unrated for one in self.rated if one.standing is None and not one.superseded)

    @property
    def of_run(self) -> tuple[Finding, ...]:
        """What was found about the run as a whole: who has not reported, and notes."""
        return (*(missing.finding for missing in self.missing or ()), *self.notes)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found, first about the run as a whole."""
        return (*self.of_run, *(found for one in self.rated for found in one.findings))


def without_doubles(batch: Batch, *, latest: bool = False, by_roster: bool = False) -> Batch:
    """The same, but a unit with two workbooks is rated by neither, and a finding on each names the other.

    With `latest` it is rated by the one that was filled in later. A batch that is settled already stays as it is.
    """
    if batch.settled:
        return batch
    verdicts = settle_doubles([one.report for one in batch.rated], latest=latest, by_roster=by_roster)
    rated = tuple(_judged(one, verdict) for one, verdict in zip(batch.rated, verdicts, strict=True))
    return replace(batch, rated=rated, settled=True)


def with_missing(batch: Batch, roster: Roster) -> Batch:
    """The same, with everybody who should have reported and did not."""
    unread = {one.source.name: one.source.stem for one in batch.rated if _is_anonymous(one)}
    return replace(batch, missing=missing_units(roster, [one.report for one in batch.rated], unread))


def in_areas(batch: Batch, roster: Roster | None) -> Batch:
    """The same, each unit in the town, county and city of its code, and with the tags of the roster."""
    entries = roster.units if roster is not None else ()
    areas = Areas((entry.unit for entry in entries), (one.unit for one in batch.rated))
    rated = tuple(_placed(one, areas, entries) for one in batch.rated)
    missing = batch.missing and tuple(replace(one, entry=_named(one.entry, areas)) for one in batch.missing)
    return replace(batch, rated=rated, missing=missing)


def _judged(rated: Rated, verdict: Verdict) -> Rated:
    if verdict.outcome == "counts":
        return rated
    found = (*verdict.findings, *rated.findings)
    superseded = verdict.outcome == "superseded"
    return replace(rated, standing=None, rating=None, examined=None, findings=found, superseded=superseded)


def _is_anonymous(rated: Rated) -> bool:
    """Whether nothing in a workbook says whose it is."""
    return rated.origin is None or any(found.code == "unit-unstated" for found in rated.findings)


def _placed(rated: Rated, areas: Areas, entries: Sequence[RosterUnit]) -> Rated:
    if rated.origin is None:
        return rated
    entry = entries[rated.listed_as] if rated.listed_as is not None else None
    listed = entry.unit if entry is not None else Unit()
    placed = areas.place(rated.unit, listed, rated.location, rated.origin.cells)
    standing, rating, unit = rated.standing, rated.rating, placed.value
    tags = entry.tags if entry is not None else ()
    if standing is not None:
        standing = replace(standing, unit=unit, tags=tags)
    if rating is not None:
        rating = replace(rating, assessment=replace(rating.assessment, unit=unit))
    findings = (*rated.findings, *placed.findings)
    return replace(rated, unit=unit, standing=standing, rating=rating, tags=tags, findings=findings)


def _named(entry: RosterUnit, areas: Areas) -> RosterUnit:
    """An entry in the areas of its code, where the roster itself does not name them."""
    return replace(entry, unit=areas.place(entry.unit, entry.unit, entry.location, {}).value)
