"""Many workbooks, one after another: which to read, what each gives, and nothing left out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from starcli.core.assessment import Assessment, Tier, Unit
from starcli.core.district import Unrated
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.rating import Rating, rate
from starcli.core.scheme import Scheme, resolve
from starcli.excel.imprint import read_imprint
from starcli.excel.reader import FormReader, read_units

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods")


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook to read, and the folder below which it was found (its own, when it was named itself)."""

    path: Path
    root: Path

    @property
    def name(self) -> str:
        """What findings call it."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Rated:
    """What one workbook gave: a rating, or none; and everything found on the way."""

    source: Source
    unit: Unit
    rating: Rating | None
    findings: tuple[Finding, ...]

    @property
    def unrated(self) -> Unrated:
        """The workbook as one without a rating."""
        return Unrated(Location(self.source.name), self.unit, self.findings)


def find_workbooks(paths: Sequence[Path]) -> Read[tuple[Source, ...]]:
    """Every workbook named or below a folder named, in a stable order, without starcli's own results."""
    sources: dict[Path, Source] = {}
    found: list[Finding] = []
    for path in paths:
        if path.is_dir():
            below = [Source(file, path) for file in _below(path)]
            if not below:
                found.append(finding("no-workbooks", Location(str(path))))
        elif path.exists():
            below = [] if _is_result(path) else [Source(path, path.parent)]
        else:
            below = []
            found.append(finding("path-missing", Location(str(path))))
        for source in below:
            sources.setdefault(source.path.resolve(), source)
    if not sources and not found:
        found = [finding("no-workbooks", Location(str(path))) for path in paths]
    return Read(tuple(sources.values()), tuple(found))


def _is_result(path: Path) -> bool:
    imprint = read_imprint(path)
    return imprint is not None and imprint.is_output


def _below(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
        if hidden or file.suffix.lower() not in SUFFIXES or not file.is_file():
            continue
        if not _is_result(file):
            yield file


class Rater:
    """Rates workbooks by one framework on one basis; look-ups and schemes are made once."""

    def __init__(self, framework: Framework, basis: Tier) -> None:
        self.framework = framework
        self.basis = basis
        self._reader = FormReader(framework)
        self._schemes: dict[tuple[str, str], Scheme] = {}

    def rate(self, source: Source) -> tuple[Rated, ...]:
        """The rating of each unit in one workbook; at least one, without a rating when there is no unit in it."""
        return tuple(self._rated(source, read) for read in read_units(source.path, source.name, self._reader))

    def _rated(self, source: Source, read: Read[Assessment | None]) -> Rated:
        assessment = read.value
        if assessment is None:
            return Rated(source, Unit(name=source.path.stem), None, read.findings)
        unit = assessment.unit
        if not unit.kind or not unit.profile:
            return Rated(source, unit, None, read.findings)
        rating = rate(self.scheme(unit.kind, unit.profile), assessment, self.basis)
        return Rated(source, unit, rating, read.findings + rating.findings)

    def rate_all(self, sources: Iterable[Source], done: Callable[[], None] = lambda: None) -> Iterator[Rated]:
        """The rating of each workbook in turn; `done` is called after each."""
        for source in sources:
            yield from self.rate(source)
            done()

    def scheme(self, kind: str, profile: str) -> Scheme:
        """The scheme of a kind and profile."""
        key = (kind, profile)
        if key not in self._schemes:
            self._schemes[key] = resolve(self.framework, kind, profile)
        return self._schemes[key]


def without_doubles(rated: Iterable[Rated]) -> tuple[Rated, ...]:
    """The same, but a unit with two workbooks is not rated by either: a finding on each names the other."""
    everything = tuple(rated)
    by_unit: dict[tuple[str, ...], list[Rated]] = {}
    for one in everything:
        by_unit.setdefault(_identity(one), []).append(one)
    return tuple(_alone(one, by_unit[_identity(one)]) for one in everything)


def _identity(rated: Rated) -> tuple[str, ...]:
    unit = rated.unit
    if rated.rating is None:
        return ("", rated.source.name)
    return ("code", unit.code) if unit.code else ("name", unit.county, unit.town, unit.name)


def _alone(rated: Rated, same: Sequence[Rated]) -> Rated:
    if len(same) == 1:
        return rated
    names = [one.source.name for one in same]
    found = finding("unit-twice", Location(rated.source.name), first=names[0], second=", ".join(names[1:]))
    return Rated(rated.source, rated.unit, None, (found, *rated.findings))
