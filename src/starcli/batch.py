"""Many workbooks: what each of them gives, and nothing left out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from starcli.bundles import Archives
from starcli.core.areas import Areas
from starcli.core.assessment import Assessment, Origin, Tier, Unit
from starcli.core.district import Members, Outsider, Unrated, beyond_the_roster
from starcli.core.findings import NOWHERE, Finding, Location, Read, by_severity, finding
from starcli.core.identity import NOBODY
from starcli.core.model import Framework
from starcli.core.packed import Packer, Trace
from starcli.core.rating import Rating, rate
from starcli.core.reconcile import Missing, Report, Verdict, missing_units, settle_doubles
from starcli.core.roster import Roster, RosterUnit
from starcli.core.scheme import Scheme, resolve
from starcli.core.scrutiny import scrutinise
from starcli.core.standing import Standing, standing_of
from starcli.core.text import Text
from starcli.excel.digest import digest_of
from starcli.excel.opening.workbook import open_content, read_content
from starcli.excel.reading.reader import FormReader, read_opened
from starcli.excel.returned.form_check import FormChecker
from starcli.sources import Source
from starcli.workers import Fault, Limits, isolated

LIMITS = Limits()
_MOST_FINDINGS = 1000


@dataclass(frozen=True, slots=True)
class Rated:
    """What one unit's workbook gave: where the unit stands, or nothing; and everything found on the way.

    The rating with all its working is there only where it was asked for. `origin` is None where no unit could be
    read at all; a workbook that is superseded gave way to a later one of the same unit. `trace` are the figures of a
    rated one, packed for comparing it with others.
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


@dataclass(frozen=True, slots=True)
class Reading:
    """The units that stand in one workbook, and the digest of its content; none in a result of starcli's own."""

    units: tuple[Read[Assessment | None], ...]
    digest: str = ""


class Rater:
    """Rates workbooks by one framework on one basis; look-ups and schemes are made once.

    With `whole` each result holds its rating, else only where the unit stands. The roster says what units are. With
    `forms` it is looked at too whether a returned form was changed where it is not for typing.
    """

    def __init__(
        self,
        framework: Framework,
        basis: Tier,
        *,
        whole: bool = True,
        roster: Roster | None = None,
        forms: FormChecker | None = None,
    ) -> None:
        self.framework = framework
        self.basis = basis
        self._whole = whole
        self._reader = FormReader(framework, roster)
        self._forms = forms
        self._packer = Packer(framework)
        self._schemes: dict[tuple[str, str], Scheme] = {}
        self._archives = Archives()

    def rate(self, source: Source) -> tuple[Rated, ...]:
        """What each unit in one workbook gives, one at least; nothing for a result that starcli wrote itself."""
        return self._rated_each(source, self.read(source))

    def rate_all(self, sources: Sequence[Source], done: Callable[[], None] = lambda: None) -> Iterator[Rated]:
        """What every unit gives, workbook by workbook, each read in a process apart; `done` is called after each.

        Ratings with all their working are many times what was read: they are made here, and standings there.
        """
        work: Callable[[Source], Reading | tuple[Rated, ...]] = self.read if self._whole else self.rate
        for source, given in zip(sources, isolated(work, sources, LIMITS), strict=True):
            if isinstance(given, Fault):
                yield _without(source, (fault_of(source, given),))
            else:
                yield from self._rated_each(source, given) if isinstance(given, Reading) else given
            done()

    def read(self, source: Source) -> Reading:
        """What stands in one workbook."""
        if source.refusal is not None:
            return Reading((Read(None, (source.refusal,)),))
        content = self._content(source)
        if content.value is None:
            return Reading((Read(None, content.findings),))
        opened = open_content(content.value, source.name)
        if opened.value is not None and opened.value.is_result:
            return Reading(())
        units = read_opened(opened, self._reader)
        if self._forms is not None and units[0].value is not None:
            changed = self._forms.check(content.value, source.name)
            units = (replace(units[0], findings=(*units[0].findings, *changed)), *units[1:])
        return Reading(units, digest_of(content.value))

    def scheme(self, kind: str, profile: str) -> Scheme:
        """The scheme of a kind and profile."""
        key = (kind, profile)
        if key not in self._schemes:
            self._schemes[key] = resolve(self.framework, kind, profile)
        return self._schemes[key]

    def _content(self, source: Source) -> Read[bytes | None]:
        if source.member is None:
            return read_content(source.path, source.name)
        return self._archives.read(source.path, source.member.number, source.name)

    def _rated_each(self, source: Source, reading: Reading) -> tuple[Rated, ...]:
        return tuple(self._rated(source, read, reading.digest) for read in reading.units)

    def _rated(self, source: Source, read: Read[Assessment | None], digest: str) -> Rated:
        assessment = read.value
        if assessment is None:
            return _without(source, read.findings, digest)
        unit, origin, place = assessment.unit, assessment.origin, assessment.location
        if not unit.kind or not unit.profile:
            return Rated(source, unit, None, _limited(source, read.findings), None, origin, place, digest=digest)
        rating = rate(self.scheme(unit.kind, unit.profile), assessment, self.basis)
        scrutiny = scrutinise(rating)
        standing = standing_of(rating, scrutiny.value)
        findings = _limited(source, read.findings + rating.findings + scrutiny.findings)
        trace = self._packer.pack(assessment, self.basis)
        kept = rating if self._whole else None
        return Rated(source, unit, standing, findings, kept, origin, place, trace=trace, digest=digest)


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
    return replace(rated, standing=None, rating=None, findings=found, superseded=superseded)


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
    if standing is not None:
        standing = replace(standing, unit=unit, tags=entry.tags if entry is not None else ())
    if rating is not None:
        rating = replace(rating, assessment=replace(rating.assessment, unit=unit))
    return replace(rated, unit=unit, standing=standing, rating=rating, findings=(*rated.findings, *placed.findings))


def _named(entry: RosterUnit, areas: Areas) -> RosterUnit:
    """An entry in the areas of its code, where the roster itself does not name them."""
    return replace(entry, unit=areas.place(entry.unit, entry.unit, entry.location, {}).value)


def _without(source: Source, findings: tuple[Finding, ...], digest: str = "") -> Rated:
    """A workbook that gave no unit at all."""
    return Rated(source, Unit(name=source.stem), None, _limited(source, findings), digest=digest)


def _limited(source: Source, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The gravest of very many findings, and how many more there are."""
    rest = len(findings) - _MOST_FINDINGS
    if rest <= 0:
        return findings
    return (*by_severity(findings)[:_MOST_FINDINGS], finding("findings-cut", Location(source.name), count=rest))


def fault_of(source: Source, fault: Fault) -> Finding:
    """What is found of a workbook whose reading came to grief."""
    place = Location(source.name)
    if fault.sort == "too-slow":
        return finding("reading-too-slow", place, seconds=int(LIMITS.seconds))
    if fault.sort == "out-of-memory":
        return finding("reading-out-of-memory", place, megabytes=LIMITS.megabytes)
    return finding("reading-crashed" if fault.sort == "crashed" else "reading-fault", place, reason=fault.reason)
