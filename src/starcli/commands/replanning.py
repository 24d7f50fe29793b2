"""`grids --plan`: new grids for one unit from the list of its parts; a workbook, and the new ledger ready to fill."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from starcli.commands.grids import rules_of
from starcli.commands.running import Job, exit_code, print_json, write
from starcli.console.replanning import show_replanning
from starcli.console.screen import Screen
from starcli.core.assessment import Assessment, Unit
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.grids.community import Community, parts_of, with_today, without_households
from starcli.core.grids.division import Solved, Task
from starcli.core.grids.ledger import GridLedger
from starcli.core.grids.neighbours import lying
from starcli.core.grids.replanning import Proposal, propose
from starcli.core.grids.replanning_ledger import needs, new_ledger
from starcli.core.grids.replanning_points import Gains, gains
from starcli.core.grids.replanning_report import ReplanningReport
from starcli.core.grids.replanning_words import about_obstacles, open_aims
from starcli.core.grids.rules import GridRules
from starcli.core.scheme import resolve
from starcli.documents.replanning import replanning_document
from starcli.excel.reading.community_book import CommunityBook, read_community, same_unit
from starcli.excel.reading.unit import kinds_listed
from starcli.excel.writing.grids.ledger_book import LedgerOrder, write_ledger
from starcli.excel.writing.replanning.book import write_replanning
from starcli.options import Call, UsageProblem, read_apart
from starcli.sources import shown
from starcli.targets import SUFFIX

_STRICT = 0.75
"""What part of the time is for grids that are all within the size."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What the options ask for: how many seconds to search at most, and the unit's form or ledger in other files."""

    seconds: str = "50"
    beside: Sequence[Path] = ()


def replan(call: Call, path: Path, sought: Sought) -> int:
    """Propose new grids for the unit of a workbook; the exit code. Raises `UsageProblem`."""
    if path.is_dir():
        raise UsageProblem(
            [finding("replanning-is-of-one-file", Location(shown(path)), path=shown(path))], call.language
        )
    target, ledger = _targets(path, call.out)
    report = replanned(call, path, sought)
    jobs: list[Job] = []
    if report.proposal.grids:
        report = replace(report, ledger_file=ledger.name)
        order = _order(report, call)
        jobs.append((ledger, partial(write_ledger, call.framework, order, language=call.language)))
    jobs.insert(0, (target, partial(write_replanning, report, language=call.language)))
    files = write(call, jobs)
    if call.as_json:
        print_json([replanning_document(report, call.language)], call.language)
    else:
        screen = Screen(call.language)
        show_replanning(screen, report)
        screen.wrote(files)
    return exit_code(report.findings, strict=call.strict)


def replanned(call: Call, path: Path, sought: Sought) -> ReplanningReport:
    """New grids for the unit of a workbook, and everything that there is to say of them. Raises `UsageProblem`."""
    rules, seconds = rules_of(call), _seconds(sought.seconds, call)
    read = _read(path, call)
    book = read.value
    if book.parts is None:
        raise UsageProblem([*read.findings, finding("no-part-list", Location(shown(path)))], call.language)
    if len(book.parts.units) > 1:
        raise UsageProblem([found for found in read.findings if found.severity == "error"], call.language)
    found = list(read.findings)
    unit = book.unit or Unit()
    ledger, form = _beside(call, sought.beside, book, unit, found)
    unit = _identified(unit, ledger, form)
    size = rules.size(unit.kind, unit.profile)
    if size is None:
        known = kinds_listed(call.framework)
        problem = finding("replanning-size-unknown", book.parts.location, unit=unit.name or unit.code, known=known)
        raise UsageProblem([*(each for each in found if each.severity == "error"), problem], call.language)
    lay = _community(book, unit, ledger)
    found += lay.findings
    proposal, about = propose(lay.value, rules, size, partial(_solve, began=time.monotonic(), seconds=seconds))
    found += about
    brought = _gains(proposal, rules, call, form)
    found += _about(proposal, rules, seconds, brought)
    return ReplanningReport(
        name=unit.name or path.stem,
        framework=call.framework,
        rules=rules,
        proposal=proposal,
        needs=needs(proposal),
        gains=brought,
        tiles=_tiles(proposal),
        seconds=seconds,
        findings=tuple(dict.fromkeys(found)),
    )


def _targets(path: Path, out: Path | None) -> tuple[Path, Path]:
    """Where the proposal goes and where the ledger does: beside the list, in the folder of --out, or called so."""
    if out is not None and out.suffix == SUFFIX:
        return out, out.with_name(f"{out.stem}-ledger{SUFFIX}")
    folder = out or path.parent
    return folder / f"{path.stem}-replanning{SUFFIX}", folder / f"{path.stem}-ledger{SUFFIX}"


def _order(report: ReplanningReport, call: Call) -> LedgerOrder:
    ledger = new_ledger(report.proposal, call.language)
    return LedgerOrder(ledger.unit, "", ledger.grids)


def _seconds(text: str, call: Call) -> int:
    """The seconds that an option gives. Raises `UsageProblem` for anything that is no whole number above 0."""
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise UsageProblem([finding("seconds-not-a-number", Location(), text=text)], call.language)
    return int(text)


def _read(path: Path, call: Call) -> Read[CommunityBook]:
    """What a workbook has. Raises `UsageProblem` where it cannot be opened."""
    reader = partial(read_community, framework=call.framework, roster=call.roster)
    read = read_apart(reader, path, "parts-not-read", call.language)
    if read.value is None:
        raise UsageProblem(read.findings, call.language)
    return Read(read.value, read.findings)


def _beside(
    call: Call, files: Sequence[Path], book: CommunityBook, unit: Unit, found: list[Finding]
) -> tuple[GridLedger | None, Assessment | None]:
    """The ledger of today's grids and the form: those in the workbook itself, else those of other files."""
    ledger, form = book.ledger, book.form
    if ledger is not None and not same_unit(unit, ledger.unit):
        found.append(finding("parts-beside-of-another", ledger.location, other=ledger.unit.name, unit=unit.name))
        ledger = None
    for file in files:
        read = _read(file, call)
        found += (each for each in read.findings if each.severity != "note")
        other = read.value
        named = other.form.unit if other.form is not None else other.ledger.unit if other.ledger is not None else None
        if named is None:
            found.append(finding("parts-beside-nothing", Location(shown(file))))
        elif not same_unit(unit, named):
            found.append(finding("parts-beside-of-another", Location(shown(file)), other=named.name, unit=unit.name))
        else:
            ledger, form = ledger or other.ledger, form or other.form
    return ledger, form


def _identified(unit: Unit, ledger: GridLedger | None, form: Assessment | None) -> Unit:
    """A unit with all that its list, its form and its ledger say of it, in this order; the form tells its kind."""
    known = [each for each in (form.unit if form else None, ledger.unit if ledger else None) if each is not None]
    for other in known:
        fields = ("code", "name", "town", "county", "city")
        unit = replace(unit, **{key: getattr(unit, key) or getattr(other, key) for key in fields})
    told = next((other for other in known if other.kind and other.profile), unit)
    return replace(unit, kind=told.kind, profile=told.profile)


def _community(book: CommunityBook, unit: Unit, ledger: GridLedger | None) -> Read[Community]:
    """The unit's parts and how they lie, with everything that is found about them."""
    lists = book.parts
    if lists is None:
        raise ValueError(unit.name)
    parts = parts_of(lists.rows)
    today = with_today(parts.value, ledger)
    lay = lying(parts.value, lists.location, geographic=lists.geographic)
    community = Community(
        unit=unit,
        parts=parts.value,
        neighbours=lay.value.neighbours,
        source=lay.value.source,
        ledger=ledger,
        today=today.value,
        location=lists.location,
    )
    return Read(community, (*parts.findings, *without_households(parts.value), *today.findings, *lay.findings))


def _solve(task: Task, began: float, seconds: int) -> Solved:
    """The best division that is found in time; some of it is kept for one that is not within the size."""
    from starcli.numeric.replanning import solve  # noqa: PLC0415 HiGHS only where grids are planned

    until = seconds if task.relaxed else seconds * _STRICT
    return solve(task, max(1.0, until - (time.monotonic() - began)))


def _gains(proposal: Proposal, rules: GridRules, call: Call, form: Assessment | None) -> Gains | None:
    unit = proposal.community.unit
    return gains(proposal, rules, resolve(call.framework, unit.kind, unit.profile), form, call.basis)


def _tiles(proposal: Proposal) -> tuple[tuple[int, int], ...]:
    from starcli.numeric.tiles import lattice  # noqa: PLC0415 numpy only where a picture is drawn

    parts = proposal.community.parts
    return lattice([parts[piece.part].point for piece in proposal.pieces], proposal.prepared.neighbours)


def _about(proposal: Proposal, rules: GridRules, seconds: int, brought: Gains | None) -> Iterator[Finding]:
    """What is impossible and why, what is not proven, and what the points rest on."""
    place = proposal.community.location
    if proposal.exempt:
        below = rules.exempt_below.get(proposal.community.unit.kind, 0)
        yield finding("replanning-exempt", place, households=str(proposal.households), below=str(below))
    yield from about_obstacles(proposal, place)
    if proposal.solved.groups is None:
        yield finding("replanning-not-found", place, seconds=str(seconds))
    elif not proposal.exempt and not proposal.solved.proven:
        yield finding("replanning-search-stopped", place, seconds=str(seconds), what=open_aims(proposal.solved))
    if proposal.grids and brought is None:
        yield finding("replanning-without-points", place)
    elif brought is not None and brought.ratings is None:
        yield finding("replanning-points-of-ledger", place)
