"""Rating workbooks: each read in a process apart, by one framework on one basis."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from starcli.batch import Rated
from starcli.bundles import Archives
from starcli.core.assessment import Assessment, Tier, Unit
from starcli.core.audit.examination import examine
from starcli.core.findings import Finding, Location, Read, by_severity, finding
from starcli.core.given import Given
from starcli.core.marks import marks_of
from starcli.core.model import Framework
from starcli.core.packed import Packer
from starcli.core.rating import rate
from starcli.core.roster import Roster
from starcli.core.scheme import Scheme, Schemes
from starcli.core.scrutiny import scrutinise
from starcli.core.standing import standing_of
from starcli.excel.digest import digest_of
from starcli.excel.opening.book import Book
from starcli.excel.opening.workbook import open_content, read_content
from starcli.excel.reading.reader import FormReader, read_opened
from starcli.excel.returned.form_check import FormChecker
from starcli.sources import Source
from starcli.workers import Fault, Limits, isolated

LIMITS = Limits()
_MOST_FINDINGS = 1000


@dataclass(frozen=True, slots=True)
class Reading:
    """The units that stand in one workbook, and the digest of its content; none in a result of starcli's own."""

    units: tuple[Read[Assessment | None], ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that is open: by whatever framework it is read, that need not be done again."""

    source: Source
    content: bytes
    book: Read[Book | None]


class Rater:
    """Rates workbooks by one framework on one basis; look-ups and schemes are made once.

    With `whole` each result holds its rating, else only where the unit stands; with `marks` also what the rating
    consists of, with `examined` how it stands on each basis up to that one. The roster says what units are; what is
    `given` from outside the forms takes its place in them. With `forms` it is looked at too whether a returned form was
    changed where it is not for typing.
    """

    def __init__(  # noqa: PLR0913 each says something else of how forms are rated
        self,
        framework: Framework,
        basis: Tier,
        *,
        whole: bool = True,
        marks: bool = False,
        examined: Tier | None = None,
        roster: Roster | None = None,
        forms: FormChecker | None = None,
        given: Given | None = None,
    ) -> None:
        self.framework = framework
        self.basis = basis
        self._whole = whole
        self._marks = marks
        self._examined = examined
        self._reader = FormReader(framework, roster)
        self._forms = forms
        self._given = given
        self._packer = Packer(framework)
        self._schemes = Schemes(framework)
        self._archives = Archives()

    def rate(self, source: Source) -> tuple[Rated, ...]:
        """What each unit in one workbook gives, one at least; nothing for a result that starcli wrote itself."""
        return self.rated_each(source, self.read(source))

    def rate_all(self, sources: Sequence[Source], done: Callable[[], None] = lambda: None) -> Iterator[Rated]:
        """What every unit gives, workbook by workbook, each read in a process apart; `done` is called after each.

        Ratings with all their working are many times what was read: they are made here, and standings there.
        """
        work: Callable[[Source], Reading | tuple[Rated, ...]] = self.read if self._whole else self.rate
        for source, given in zip(sources, isolated(work, sources, LIMITS), strict=True):
            if isinstance(given, Fault):
                yield self.faulty(source, given)
            else:
                yield from self.rated_each(source, given) if isinstance(given, Reading) else given
            done()

    @staticmethod
    def faulty(source: Source, fault: Fault) -> Rated:
        """A workbook whose reading came to grief."""
        return _without(source, (fault_of(source, fault),))

    def read(self, source: Source) -> Reading:
        """What stands in one workbook."""
        opened = self.open(source)
        return opened if isinstance(opened, Reading) else self.read_opened(opened)

    def open(self, source: Source) -> Opened | Reading:
        """A workbook opened; what is read of it already where it must not be opened, or gives nothing."""
        if source.refusal is not None:
            return Reading((Read(None, (source.refusal,)),))
        content = self._content(source)
        if content.value is None:
            return Reading((Read(None, content.findings),))
        book = open_content(content.value, source.name)
        if book.value is not None and book.value.is_result:
            return Reading(())
        return Opened(source, content.value, book)

    def scheme(self, kind: str, profile: str) -> Scheme:
        """The scheme of a kind and profile."""
        return self._schemes.of(kind, profile)

    def read_opened(self, opened: Opened) -> Reading:
        """What stands in an open workbook."""
        units = read_opened(opened.book, self._reader)
        if self._forms is not None and units[0].value is not None:
            changed = self._forms.check(opened.content, opened.source.name)
            units = (replace(units[0], findings=(*units[0].findings, *changed)), *units[1:])
        return Reading(units, digest_of(opened.content))

    def _content(self, source: Source) -> Read[bytes | None]:
        if source.member is None:
            return read_content(source.path, source.name)
        return self._archives.read(source.path, source.member.number, source.name)

    def rated_each(self, source: Source, reading: Reading) -> tuple[Rated, ...]:
        """What each unit gives that stands in a workbook."""
        return tuple(self._rated(source, read, reading.digest) for read in reading.units)

    def _rated(self, source: Source, read: Read[Assessment | None], digest: str) -> Rated:
        assessment = read.value
        if assessment is None:
            return _without(source, read.findings, digest)
        unit, origin, place = assessment.unit, assessment.origin, assessment.location
        if not unit.kind or not unit.profile:
            return Rated(source, unit, None, _limited(source, read.findings), None, origin, place, digest=digest)
        scheme = self.scheme(unit.kind, unit.profile)
        amended = Read(assessment) if self._given is None else self._given.amended(assessment, scheme)
        assessment = amended.value
        rating = rate(scheme, assessment, self.basis)
        scrutiny = scrutinise(rating)
        standing = standing_of(rating, scrutiny.value)
        findings = _limited(source, read.findings + amended.findings + rating.findings + scrutiny.findings)
        trace = self._packer.pack(assessment, self.basis)
        kept, marks = rating if self._whole else None, marks_of(rating) if self._marks else None
        rated = Rated(source, unit, standing, findings, kept, origin, place, trace=trace, marks=marks, digest=digest)
        return rated if self._examined is None else replace(rated, examined=examine(scheme, assessment, self._examined))


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
