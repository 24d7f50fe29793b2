"""`portrait`: a page for each town, county or city, made for a hearing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from starcli.batch import Batch, with_missing, without_doubles
from starcli.commands.running import area_name, exit_code, print_json, rate, read_former, write
from starcli.console.portraits import show_portraits
from starcli.console.screen import Screen
from starcli.core.areas import LEVELS, Level
from starcli.core.everyone import Member
from starcli.core.findings import Finding, Location, finding
from starcli.core.portraits.areas import LEVEL_NAMES
from starcli.core.portraits.portrait import Everyone, portraits
from starcli.core.text import Text, listed
from starcli.documents.portraits import portrait_document
from starcli.excel.layouts.form import normalised
from starcli.excel.writing.portraits.book import Album, write_portraits
from starcli.excel.writing.portraits.occasion import Occasion
from starcli.options import Call, UsageProblem, find_target
from starcli.sources import shown
from starcli.targets import folder_target


def portrait(call: Call, folder: Path, level: str, target: str, former: Path | None = None) -> int:
    """The portrait of every area of a level below a folder; the exit code."""
    wanted, grade = _level(level, call), find_target(target, call.framework, call.language)
    call = replace(call, former=former)
    if former is not None and former.resolve() == folder.resolve():
        raise UsageProblem([finding("former-is-the-same", Location(shown(former)))], call.language)
    earlier = read_former(call)
    batch = without_doubles(rate(call, [folder], whole=False, marks=True, former=earlier))
    before = _before(call, earlier.batch) if earlier is not None else None
    everyone = Everyone(batch.everyone, before, by_roster=batch.missing is not None)
    found = tuple(portraits(everyone, call.framework, wanted, grade))
    occasion = Occasion(call.framework, grade, call.basis, wanted, why=_why(batch))
    name = area_name(folder, (member.unit for member in everyone.members))
    album = Album(
        name,
        found,
        occasion,
        batch.members.turnout.words(),
        batch.beyond,
        unrated=batch.unrated,
        missing=batch.missing or (),
        outside=batch.outside,
        findings=batch.findings,
    )
    place = folder_target(folder, f"portraits-{wanted}", call.out)
    files = write(call, [(place, partial(write_portraits, album, language=call.language))])
    if call.as_json:
        said = _said(batch)
        documents = [portrait_document(one, grade.id, said, call.language) for one in found]
        print_json(documents, call.language, batch.notes)
    else:
        screen = Screen(call.language)
        show_portraits(screen, found, call.framework, batch)
        screen.wrote(files)
    return exit_code(batch.findings, strict=call.strict)


def _level(text: str, call: Call) -> Level:
    """The level that a text names in either language. Raises `UsageProblem`."""
    word = normalised(text)
    for level in LEVELS:
        if word in {level, *map(normalised, LEVEL_NAMES[level].wordings)}:
            return level
    known = listed([Text.same(level) for level in LEVELS])
    raise UsageProblem([finding("level-unknown", Location(), text=text, known=known)], call.language)


def _before(call: Call, batch: Batch) -> tuple[Member, ...]:
    """Everybody of the former season."""
    settled = without_doubles(batch)
    return (with_missing(settled, call.roster) if call.roster is not None else settled).everyone


def _why(batch: Batch) -> Mapping[Location, Text]:
    """What kept each form from its rating: the first error of each."""
    errors = {one.member.location: _first(one.findings) for one in batch.rated if one.standing is None}
    return {place: Text(one.message("zh"), one.message("en")) for place, one in errors.items() if one is not None}


def _said(batch: Batch) -> Mapping[Location, Sequence[Finding]]:
    """What was found about each form, and about each unit without one."""
    missing = {one.entry.location: (one.finding,) for one in batch.missing or ()}
    return missing | {one.member.location: one.findings for one in batch.rated if not one.superseded}


def _first(findings: tuple[Finding, ...]) -> Finding | None:
    return next((one for one in findings if one.severity == "error"), None)
