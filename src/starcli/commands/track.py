"""`track`: the rectification ledgers that come back, held against the rules of closing; one tracking workbook."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from starcli.commands.running import area_name, exit_code, print_json, rate, write
from starcli.console.screen import Screen
from starcli.console.tracking import show_tracking
from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Grade
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.rating import Rating
from starcli.core.rectification.rules import Rectification
from starcli.core.rectification.totals import total_up
from starcli.core.rectification.tracking import Tracker
from starcli.core.rectification.units import Besides, ByUnit, by_unit, gone, one_for_each, track_all, without_ledger
from starcli.core.roster import RosterUnit
from starcli.documents.tracking import tracking_document
from starcli.excel.reading.ledgers import LedgerReader
from starcli.excel.writing.tracking.book import write_tracking
from starcli.excel.writing.tracking.report import TrackingReport, Unread
from starcli.handed_in import PlanFiles, PlanRun
from starcli.kept_copies import KeptCopies
from starcli.options import Call, UsageProblem, find_target
from starcli.sources import filed_copies, find_sources, shown
from starcli.targets import folder_target

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Around:
    """What ledgers are held against besides the rules.

    The day, the target of plans that name none, the units' forms, and the register beside which filed plans are kept.
    """

    day: date
    target: str
    forms: Path | None = None
    register: Path | None = None


def track(call: Call, path: Path, around: Around) -> int:
    """Track every ledger at a path, `call.former` being the earlier copies; the exit code."""
    report = tracked(call, path, around)
    folder = path if path.is_dir() else path.parent
    target = folder_target(folder, "tracking", call.out)
    files = write(call, [(target, partial(write_tracking, report, language=call.language))])
    if call.as_json:
        print_json([tracking_document(report, call.language)], call.language)
    else:
        screen = Screen(call.language)
        show_tracking(screen, report)
        screen.wrote(files)
    return exit_code(report.findings, strict=call.strict)


def tracked(call: Call, path: Path, around: Around) -> TrackingReport:
    """What has become of every problem in the ledgers at a path. Raises `UsageProblem`."""
    rules = _rules(call)
    grade = find_target(around.target, call.framework, call.language)
    filed = _filed(call, around.register)
    earlier = _earlier(call, path)
    run = _read(call, path, () if earlier is None else [one.source.path for one in earlier.each])
    ledgers = one_for_each(run.plans, rules)
    former = filed if earlier is None else one_for_each(earlier.plans, rules).plans
    forms = _ratings(call, around.forms)
    besides = Besides(by_unit(former), by_unit(filed), forms.ratings)
    tracker = Tracker(call.framework, rules, grade, around.day)
    problems, about_ledgers = track_all(ledgers.plans, besides, tracker, rules)
    tracking = total_up(problems, call.framework, rules)
    without = None if call.roster is None else without_ledger(call.roster, run.plans)
    unread = [one for one in run.each if one.plan is None]
    notes = [*run.notes, *_about_former(earlier, call.former), *forms.notes, *_assumed(ledgers.plans, filed, grade)]
    notes += [*ledgers.findings, *about_ledgers, *gone(former, run.plans), *_missing(call, without or ())]
    of_files = [found for one in run.each for found in one.findings]
    return TrackingReport(
        name=area_name(path if path.is_dir() else path.parent, (plan.unit for plan in ledgers.plans)),
        framework=call.framework,
        rules=rules,
        today=around.day,
        tracking=tracking,
        ledgers=len(ledgers.plans),
        doubled=ledgers.doubled,
        unread=tuple(Unread(Location(one.source.name), one.findings) for one in unread),
        without=without,
        findings=(*notes, *of_files, *tracking.findings),
        folder=f"{shown(path)}{os.sep}" if path.is_dir() else "",
    )


def _rules(call: Call) -> Rectification:
    rules = call.framework.rectification
    if rules is None:
        raise UsageProblem([finding("no-rectification-rules", Location(), framework=call.framework.id)], call.language)
    return rules


def _read(call: Call, path: Path, apart: Sequence[Path] = ()) -> PlanRun:
    """Every ledger at a path but for files set apart. Raises `UsageProblem` when there is no file to read."""
    listed = (call.expected.file,) if call.expected is not None else ()
    found = find_sources([path], [*apart, *listed])
    if found.problems:
        raise UsageProblem(found.problems, call.language)
    files = PlanFiles(call.framework, call.roster, LedgerReader(call.framework, call.roster))
    with Screen(call.language).progress(len(found.sources)) as tick:
        run = files.read_all(found.sources, [path], tick)
    if not run.each:
        raise UsageProblem([*run.notes, finding("no-ledgers", Location(shown(path)))], call.language)
    of_roster = call.expected.findings if call.expected is not None else ()
    return replace(run, notes=(*of_roster, *found.notes, *run.notes))


def _earlier(call: Call, path: Path) -> PlanRun | None:
    """The earlier copies of the ledgers; None where none are named. Raises `UsageProblem`."""
    if call.former is None:
        return None
    if call.former.resolve() == path.resolve():
        raise UsageProblem([finding("former-is-the-same", Location(shown(call.former)))], call.language)
    return _read(replace(call, former=None), call.former)


def _filed(call: Call, register: Path | None) -> tuple[FilledPlan, ...]:
    """The last version of each plan that is kept beside a register. Raises `UsageProblem` where none is."""
    if register is None:
        return ()
    if not register.is_file():
        raise UsageProblem([finding("path-missing", Location(shown(register)))], call.language)
    kept = KeptCopies(register, PlanFiles(call.framework, call.roster, LedgerReader(call.framework, call.roster)))
    last = {copy.number: copy for copy in sorted(kept.copies, key=lambda copy: copy.version)}
    if not last:
        raise UsageProblem([finding("no-filed-copies", Location(shown(filed_copies(register))))], call.language)
    return tuple(kept.read([*last.values()]).values())


@dataclass(frozen=True, slots=True)
class _Forms:
    """The ratings of units by their forms, with what the county says above what the town says."""

    ratings: ByUnit[Rating]
    notes: tuple[Finding, ...] = ()


def _ratings(call: Call, forms: Path | None) -> _Forms:
    if forms is None:
        return _Forms(ByUnit((), _unit_of))
    batch = rate(replace(call, former=None, basis="reviewed"), [forms])
    unread = [one.location.file for one in batch.unrated]
    notes = (finding("tracked-form-unread", Location(shown(forms)), **_counted(unread)),) if unread else ()
    return _Forms(ByUnit((one.rating for one in batch.rated if one.rating is not None), _unit_of), notes)


def _unit_of(rating: Rating) -> Unit:
    return rating.unit


def _about_former(earlier: PlanRun | None, former: Path | None) -> Iterable[Finding]:
    """A note on the earlier files that say nothing."""
    unread = [one.source.name for one in earlier.each if one.plan is None] if earlier is not None else []
    if unread and former is not None:
        yield finding("former-ledger-unread", Location(shown(former)), **_counted(unread))


def _assumed(plans: Sequence[FilledPlan], filed: Sequence[FilledPlan], grade: Grade) -> Iterable[Finding]:
    """A note on the plans that name no target grade, and of which none is filed that does."""
    known = by_unit(plan for plan in filed if plan.target)
    unsaid = (plan for plan in plans if plan.ledger and not plan.target and not known.of(plan.unit))
    names = [plan.unit.name or str(plan.location) for plan in unsaid]
    if names:
        yield finding("target-assumed", Location(), grade=grade.name, **_counted(names))


def _missing(call: Call, without: Sequence[RosterUnit]) -> Iterable[Finding]:
    """A note on the units of the roster that have no ledger."""
    if without and call.expected is not None:
        names = [entry.label for entry in without]
        yield finding("ledger-missing", Location(shown(call.expected.file)), **_counted(names))


def _counted(names: Sequence[str]) -> dict[str, str | int]:
    return {"count": len(names), "names": ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")}
