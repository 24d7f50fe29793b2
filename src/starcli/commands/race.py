"""`race`: seasons side by side, each by its season rules; who moved, what of it is real, and who is on which list."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from starcli.batch import Rated
from starcli.bundled import framework_folder
from starcli.commands.freezing import Freezing, Frozen, frozen_now, write_frozen
from starcli.commands.running import area_name, day_of, exit_code, print_json, write
from starcli.commands.seasons import RECORD, SeasonRead, read_seasons
from starcli.console.race import show_frozen, show_race
from starcli.console.screen import Screen
from starcli.core.everyone import Member
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.racing.frozen import FrozenRecord, roster_fingerprint
from starcli.core.racing.places import unit_key
from starcli.core.racing.race import Race, RacedSeason, Rules, run_race
from starcli.core.racing.rules import GROUP_KEYS, GroupKey
from starcli.core.racing.season import SeasonForm, SeasonForms
from starcli.core.seasons import season_of
from starcli.documents.race import race_document
from starcli.excel.reading.frozen import read_record
from starcli.excel.writing.output import OutputError
from starcli.excel.writing.race.book import write_race
from starcli.excel.writing.race.report import RaceReport, SeasonReport
from starcli.options import Call, UsageProblem
from starcli.sources import Source, shown
from starcli.targets import folder_target, refused
from starcli.workers import Fault, isolated


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for, as they were typed; `framework` and `weights` say where the definitions in use are."""

    group: str | None = None
    trial: Sequence[str] = ()
    freeze: Sequence[str] = ()
    reason: str = ""
    date: str | None = None
    framework: str = ""
    weights: Path | None = None


def race(call: Call, folders: Sequence[Path], asked: Asked) -> int:
    """Race the seasons in some folders against each other; the exit code."""
    target = folder_target(folders[-1].parent, "race", call.out)
    if call.writes and (foreign := refused([target])):
        raise UsageProblem(foreign, call.language)
    report, frozen = raced(call, folders, asked)
    files = write(call, [(target, partial(write_race, report, language=call.language))])
    if call.as_json:
        print_json([race_document(report, call.language)], call.language)
    else:
        screen = Screen(call.language)
        show_race(screen, report)
        show_frozen(screen, report, frozenset(map(shown, frozen)))
        screen.wrote([*frozen, *files])
    return exit_code(report.findings, strict=call.strict)


def raced(call: Call, folders: Sequence[Path], asked: Asked) -> tuple[RaceReport, tuple[Path, ...]]:
    """The race, and the records that were written of seasons that it froze. Raises `UsageProblem`."""
    keys = _group(call, asked.group)
    reads = read_seasons(call, folders, again=True)
    _known(asked.trial, reads, call)
    records, notes = _records(reads)
    forms = [_forms(read, trial=_is_trial(read, asked.trial)) for read in reads]
    rosters = {read.label: roster_fingerprint(read.folder.call.roster) for read in reads}
    rules = Rules(keys or reads[-1].framework.board.group, call.basis, rosters)
    result = run_race(forms, records, rules)
    new: tuple[Path, ...] = ()
    if asked.freeze:
        frozen = _freeze(call, result, reads, asked)
        notes += frozen.findings
        new = tuple(one.path for one in frozen.value if one.is_new)
        result = run_race(forms, {**records, **{one.season.label: one.record for one in frozen.value}}, rules)
    return _report(result, reads, notes), new


def _group(call: Call, text: str | None) -> tuple[GroupKey, ...]:
    """By what `--group` groups units; nothing where it is not given. Raises `UsageProblem`."""
    if text is None:
        return ()
    words = [word.strip().lower() for word in text.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    keys = tuple(key for key in GROUP_KEYS if key in words)
    if not words or len(keys) < len(set(words)):
        raise UsageProblem(
            [finding("group-unknown", Location(), text=text, known=", ".join(GROUP_KEYS))], call.language
        )
    return keys


def _known(labels: Sequence[str], reads: Sequence[SeasonRead], call: Call) -> None:
    """Raise `UsageProblem` for the label of a season that is not among those read."""
    known = [read.label for read in reads]
    for label in labels:
        if label not in known:
            missing = finding("season-not-read", Location(), season=label, known=", ".join(known))
            raise UsageProblem([missing], call.language)


def _is_trial(read: SeasonRead, asked: Sequence[str]) -> bool:
    rules = read.framework.season_rules
    named = {str(season_of(label, rules.per_year) or label) for label in (*rules.trial, *asked)}
    return read.label in named


def _records(reads: Sequence[SeasonRead]) -> tuple[dict[str, FrozenRecord], list[Finding]]:
    """The record of each frozen season, read in a process apart, and what is wrong with those that cannot be read."""
    paths = {read.label: path for read in reads if (path := read.folder.path / RECORD).is_file()}
    records: dict[str, FrozenRecord] = {}
    found: list[Finding] = []
    for (label, path), given in zip(paths.items(), isolated(_record, list(paths.values())), strict=True):
        if isinstance(given, Fault):
            why = given.reason or given.sort
            found.append(finding("frozen-record-unreadable", Location(shown(path)), why=why))
        elif given.value is not None:
            records[label] = given.value
        found += given.findings if not isinstance(given, Fault) else ()
    return records, found


def _record(path: Path) -> Read[FrozenRecord | None]:
    return read_record(path, shown(path))


def _forms(read: SeasonRead, *, trial: bool) -> SeasonForms:
    """A season as the race takes it."""
    batch = read.batch
    known = {(one.location, one.unit): (at, one) for at, one in enumerate(batch.rated)}
    again: dict[str, dict[str, SeasonForm]] = {fingerprint: {} for fingerprint in read.again}
    forms = []
    for member in batch.everyone:
        at, one = known.get((member.location, member.unit), (0, None))
        if one is None:
            forms.append(SeasonForm(member))
            continue
        forms.append(_form(member, one, read.folder.path))
        for fingerprint, others in read.again.items():
            other = others[at]
            if member.standing is not None and other is not None and other.standing is not None:
                again[fingerprint][unit_key(member.unit)] = _by_another(forms[-1], other)
    framework, place = read.framework, read.folder.place
    return SeasonForms(read.label, read.season, framework, tuple(forms), again, place, trial)


def _form(member: Member, one: Rated, folder: Path) -> SeasonForm:
    return SeasonForm(member, one.trace, _file(one.source, folder), one.digest)


def _by_another(form: SeasonForm, other: Rated) -> SeasonForm:
    """A form as another framework rates it: of the same unit, by that framework's kind and profile."""
    unit = replace(form.member.unit, kind=other.unit.kind, profile=other.unit.profile)
    standing = replace(other.standing, unit=unit) if other.standing is not None else None
    member = replace(form.member, unit=unit, standing=standing, marks=other.marks)
    return SeasonForm(member, other.trace, form.file, form.digest)


def _file(source: Source, folder: Path) -> str:
    """A workbook's path below the folder of its season."""
    path = source.path.relative_to(folder) if source.path.is_relative_to(folder) else Path(source.path.name)
    whole = path if source.member is None else path / source.member.path
    return shown(whole).replace("\\", "/")


def _freeze(call: Call, result: Race, reads: Sequence[SeasonRead], asked: Asked) -> Read[tuple[Frozen, ...]]:
    """Freeze what is asked for, and put every record in place. Raises `UsageProblem`."""
    day = day_of(asked.date, call).isoformat()
    definitions = framework_folder(asked.framework)
    freezing = Freezing(tuple(asked.freeze), day, asked.reason, definitions, asked.weights, call.language)
    frozen, name = frozen_now(result, reads, freezing), _name(reads)
    try:
        return Read(frozen, tuple(found for one in frozen for found in write_frozen(one, name, freezing)))
    except OutputError as error:
        raise UsageProblem([error.finding], call.language) from error


def _name(reads: Sequence[SeasonRead]) -> str:
    last = reads[-1]
    return area_name(last.folder.path.resolve().parent, last.batch.members.units)


def _report(result: Race, reads: Sequence[SeasonRead], notes: Sequence[Finding]) -> RaceReport:
    seasons = tuple(SeasonReport(read.batch.unrated, read.batch.missing, read.batch.outside) for read in reads)
    of_forms = [found for read, season in zip(reads, result.seasons, strict=True) for found in _of_forms(read, season)]
    return RaceReport(_name(reads), result, seasons, (*notes, *result.findings, *of_forms))


def _of_forms(read: SeasonRead, season: RacedSeason) -> Iterator[Finding]:
    """What was found of a season's forms; a blank value that an earlier season's takes the place of is not missing."""
    yield from read.batch.of_run
    for one in read.batch.rated:
        counted = season.counted.get(unit_key(one.unit)) if one.standing is not None else None
        kept = {change.indicator.id for change in counted.adjusted if change.reported is None} if counted else set()
        yield from (found for found in one.findings if not (kept and _is_blank(found, kept)))


def _is_blank(found: Finding, indicators: Collection[str]) -> bool:
    return found.code == "missing-value" and dict(found.details).get("id") in indicators
