"""Many workbooks: what each of them gives, and nothing left out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from starcli.bundles import Archives
from starcli.core.assessment import Assessment, Tier, Unit
from starcli.core.district import Unrated
from starcli.core.findings import Finding, Location, Read, by_severity, finding
from starcli.core.model import Framework
from starcli.core.rating import Rating, rate
from starcli.core.scheme import Scheme, resolve
from starcli.core.standing import Standing, standing_of
from starcli.excel.opening import open_content, read_content
from starcli.excel.reader import FormReader, read_opened
from starcli.sources import Source
from starcli.workers import Fault, Limits, isolated

LIMITS = Limits()
_MOST_FINDINGS = 1000


@dataclass(frozen=True, slots=True)
class Rated:
    """What one unit's workbook gave: where the unit stands, or nothing; and everything found on the way.

    The rating with all its working is there only where it was asked for.
    """

    source: Source
    unit: Unit
    standing: Standing | None
    findings: tuple[Finding, ...]
    rating: Rating | None = None

    @property
    def unrated(self) -> Unrated:
        """The workbook as one without a rating."""
        return Unrated(Location(self.source.name), self.unit, self.findings)


@dataclass(frozen=True, slots=True)
class Batch:
    """What all workbooks of a run gave, in their order, and notes on the run as a whole."""

    rated: tuple[Rated, ...]
    notes: tuple[Finding, ...] = ()

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Where every unit that is rated stands."""
        return tuple(one.standing for one in self.rated if one.standing is not None)

    @property
    def unrated(self) -> tuple[Unrated, ...]:
        """Every workbook without a rating."""
        return tuple(one.unrated for one in self.rated if one.standing is None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found."""
        return (*(found for one in self.rated for found in one.findings), *self.notes)


class Rater:
    """Rates workbooks by one framework on one basis; look-ups and schemes are made once.

    With `whole` each result holds its rating, else only where the unit stands.
    """

    def __init__(self, framework: Framework, basis: Tier, *, whole: bool = True) -> None:
        self.framework = framework
        self.basis = basis
        self._whole = whole
        self._reader = FormReader(framework)
        self._schemes: dict[tuple[str, str], Scheme] = {}
        self._archives = Archives()

    def rate(self, source: Source) -> tuple[Rated, ...]:
        """What each unit in one workbook gives, one at least; nothing for a result that starcli wrote itself."""
        if source.refusal is not None:
            return (_without(source, (source.refusal,)),)
        content = self._content(source)
        if content.value is None:
            return (_without(source, content.findings),)
        opened = open_content(content.value, source.name)
        if opened.value is not None and opened.value.is_result:
            return ()
        return tuple(self._rated(source, read) for read in read_opened(opened, self._reader))

    def rate_all(self, sources: Sequence[Source], done: Callable[[], None] = lambda: None) -> Iterator[Rated]:
        """What every unit gives, workbook by workbook, each read in a process apart; `done` is called after each."""
        for source, rated in zip(sources, isolated(self.rate, sources, LIMITS), strict=True):
            yield from (_without(source, (_fault(source, rated),)),) if isinstance(rated, Fault) else rated
            done()

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

    def _rated(self, source: Source, read: Read[Assessment | None]) -> Rated:
        assessment = read.value
        if assessment is None:
            return _without(source, read.findings)
        unit = assessment.unit
        if not unit.kind or not unit.profile:
            return Rated(source, unit, None, _limited(source, read.findings))
        rating = rate(self.scheme(unit.kind, unit.profile), assessment, self.basis)
        findings = _limited(source, read.findings + rating.findings)
        return Rated(source, unit, standing_of(rating), findings, rating if self._whole else None)


def without_doubles(batch: Batch) -> Batch:
    """The same, but a unit with two workbooks is not rated by either: a finding on each names the other."""
    by_unit: dict[tuple[str, ...], list[Rated]] = {}
    for one in batch.rated:
        by_unit.setdefault(_identity(one), []).append(one)
    return Batch(tuple(_alone(one, by_unit[_identity(one)]) for one in batch.rated), batch.notes)


def _identity(rated: Rated) -> tuple[str, ...]:
    unit = rated.unit
    if rated.standing is None:
        return ("", rated.source.name, unit.name)
    return ("code", unit.code) if unit.code else ("name", unit.county, unit.town, unit.name)


def _alone(rated: Rated, same: Sequence[Rated]) -> Rated:
    if len(same) == 1:
        return rated
    names = [one.source.name for one in same]
    found = finding("unit-twice", Location(rated.source.name), first=names[0], second=", ".join(names[1:]))
    return replace(rated, standing=None, rating=None, findings=(found, *rated.findings))


def _without(source: Source, findings: tuple[Finding, ...]) -> Rated:
    """A workbook that gave no unit at all."""
    return Rated(source, Unit(name=source.stem), None, _limited(source, findings))


def _limited(source: Source, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The gravest of very many findings, and how many more there are."""
    rest = len(findings) - _MOST_FINDINGS
    if rest <= 0:
        return findings
    return (*by_severity(findings)[:_MOST_FINDINGS], finding("findings-cut", Location(source.name), count=rest))


def _fault(source: Source, fault: Fault) -> Finding:
    place = Location(source.name)
    if fault.sort == "too-slow":
        return finding("reading-too-slow", place, seconds=int(LIMITS.seconds))
    if fault.sort == "out-of-memory":
        return finding("reading-out-of-memory", place, megabytes=LIMITS.megabytes)
    return finding("reading-crashed" if fault.sort == "crashed" else "reading-fault", place, reason=fault.reason)
