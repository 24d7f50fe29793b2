"""Freezing seasons: a record in each season's folder, and beside it the definitions and the roster it rests on."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from starcli.commands.seasons import DEFINITIONS, RECORD, ROSTERS, SeasonRead
from starcli.core.findings import Finding, Location, finding
from starcli.core.racing.frozen import FrozenRecord, FrozenVersion
from starcli.core.racing.race import Race, RacedSeason
from starcli.core.text import Language
from starcli.excel.imprint import read_imprint
from starcli.excel.writing.output import OutputError, backup_name, put_in_place
from starcli.excel.writing.race.frozen_book import frozen_book, with_words
from starcli.options import UsageProblem
from starcli.sources import shown

_WEIGHTS = "weights.yaml"


@dataclass(frozen=True, slots=True)
class Freezing:
    """What is to be frozen: labels of seasons, the day, why again; and where the definitions in use stand."""

    labels: tuple[str, ...]
    day: str
    reason: str
    definitions: Path | None
    weights: Path | None
    language: Language


@dataclass(frozen=True, slots=True)
class Frozen:
    """A season with its record as it is to be written; a record that stays as it is has no new version."""

    season: RacedSeason
    read: SeasonRead
    record: FrozenRecord
    is_new: bool
    is_first: bool = False

    @property
    def path(self) -> Path:
        """Where its record stands."""
        return self.read.folder.path / RECORD


def frozen_now(race: Race, reads: Sequence[SeasonRead], asked: Freezing) -> tuple[Frozen, ...]:
    """Every season that is asked for with its record. Raises `UsageProblem` when one of them cannot be frozen."""
    known = {season.label: (season, read) for season, read in zip(race.seasons, reads, strict=True)}
    for label in asked.labels:
        if label not in known:
            missing = finding("season-not-read", Location(), season=label, known=", ".join(known))
            raise UsageProblem([missing], asked.language)
    found: list[Frozen] = []
    before = ""
    for label, (season, read) in known.items():
        record = season.record
        if label in asked.labels:
            found.append(replace(_frozen(season, read, asked, before), is_first=season is race.seasons[0]))
            record = found[-1].record
        if record is not None and record.edited is None:
            before = f"{label} {record.current.digest}"
    return tuple(found)


def write_frozen(frozen: Frozen, name: str, asked: Freezing) -> tuple[Finding, ...]:
    """Put a record in place, and before it what it rests on; notes on what was found there. Raises `OutputError`."""
    if not frozen.is_new:
        return (finding("freeze-unchanged", Location(shown(frozen.path)), season=frozen.season.label),)
    folder = frozen.read.folder.path
    content = frozen_book(frozen.record.versions, name, asked.language)
    try:
        _keep_definitions(folder, asked)
        _keep_roster(frozen.read, asked.language)
        notes = _backed_up(frozen.path)
        put_in_place(frozen.path, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(finding("output-failed", Location(shown(frozen.path)), reason=reason)) from error
    if frozen.is_first:
        return (*notes, finding("season-first-frozen", Location(shown(frozen.path)), season=frozen.season.label))
    return notes


def _frozen(season: RacedSeason, read: SeasonRead, asked: Freezing, before: str) -> Frozen:
    place, record = Location(shown(read.folder.path / RECORD)), season.record
    if not read.folder.path.is_dir():
        raise UsageProblem([finding("freeze-not-a-folder", read.folder.place, season=season.label)], asked.language)
    if (record is None and (read.folder.path / RECORD).exists()) or (record is not None and record.edited is not None):
        raise UsageProblem([finding("freeze-over-edited", place)], asked.language)
    if record is not None and record.current.content == season.draft.content:
        return Frozen(season, read, record, is_new=False)
    if record is not None and not asked.reason.strip():
        count = season.draft.differing(record.current)
        details: dict[str, str | int] = {"season": season.label, "version": record.current.number, "count": count}
        raise UsageProblem([finding("freeze-needs-reason", place, **details)], asked.language)
    versions = record.versions if record is not None else ()
    version: FrozenVersion = replace(
        with_words(season.draft, season.framework, asked.language),
        number=len(versions) + 1,
        day=asked.day,
        reason=asked.reason.strip() if versions else "",
        former=versions[-1].digest if versions else "",
        before=before,
    )
    return Frozen(season, read, FrozenRecord((*versions, version.sealed()), place), is_new=True)


def _keep_definitions(folder: Path, asked: Freezing) -> None:
    """The definitions in use into the season's folder, unless it has its own: later ones must not take their place."""
    own = folder / DEFINITIONS
    if own.exists() or asked.definitions is None:
        return
    for file in sorted(asked.definitions.rglob("*.yaml")):
        target = own / file.relative_to(asked.definitions)
        target.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(target, file.read_bytes())
    if asked.weights is not None:
        put_in_place(own / _WEIGHTS, asked.weights.read_bytes())


def _keep_roster(read: SeasonRead, language: Language) -> None:
    """The roster in use into the season's folder, unless it has its own."""
    folder, expected = read.folder.path, read.folder.call.expected
    if expected is None or expected.file.suffix.lower() != Path(RECORD).suffix:
        return
    if not any((folder / name).exists() for name in ROSTERS):
        shutil.copyfile(expected.file, folder / ROSTERS[language == "zh"])


def _backed_up(path: Path) -> tuple[Finding, ...]:
    """A record that another program has saved is kept as it is, beside the one that takes its place."""
    imprint = read_imprint(path) if path.exists() else None
    if not path.exists() or (imprint is not None and imprint.untouched):
        return ()
    number = 1
    while path.with_name(backup_name(path.name, number)).exists():
        number += 1
    backup = path.with_name(backup_name(path.name, number))
    put_in_place(backup, path.read_bytes())
    return (finding("frozen-record-backed-up", Location(shown(path)), name=backup.name),)
