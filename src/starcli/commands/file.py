"""`file`: plans into the county's register of filed plans, and the briefing pack for their hearing."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from starcli.commands.plan_check import ratings_of, read_handed_in
from starcli.commands.running import area_name, exit_code, print_json
from starcli.console.filing import show_filing
from starcli.console.screen import Screen
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.plans.briefing import Brief
from starcli.core.plans.coverage import Coverage, coverage
from starcli.core.plans.register import Register
from starcli.core.scheme import resolve
from starcli.documents.filing import filing_document
from starcli.excel.reading.register import RegisterBook, read_register
from starcli.excel.writing.briefing.book import Pack, briefing_book
from starcli.excel.writing.output import OutputError, write_atomically
from starcli.excel.writing.register_book import register_book
from starcli.filing_run import Result, Run, put_down, run
from starcli.handed_in import PlanFiles
from starcli.kept_copies import KeptCopies
from starcli.options import Call, UsageProblem
from starcli.plan_review import review
from starcli.targets import SUFFIX, refused
from starcli.workers import Fault, isolated


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is filed where: the register, the day, the reason for changes, the units' forms, the briefing pack."""

    register: Path
    day: date
    reason: str = ""
    forms: Path | None = None
    briefing: Path | None = None


def file(call: Call, path: Path, wanted: Wanted) -> int:
    """File every plan at a path; the exit code."""
    before = _register(call, wanted.register)
    run_of = read_handed_in(call, path, (wanted.register, *([wanted.briefing] if wanted.briefing else ())))
    reviewed = review(run_of.each, call.framework, ratings_of(call, wanted.forms))
    files = PlanFiles(call.framework, call.roster)
    kept = KeptCopies(wanted.register, files)
    given = Run(reviewed, before.value, kept, call.framework, call.roster, wanted.day, wanted.reason)
    result = run(given)
    _refuse(call, wanted, given, result)
    covered = coverage(result.register, result.handed, call.roster)
    notes = [*run_of.notes, *before.findings, *result.findings, *covered.findings]
    try:
        notes += _written(call, wanted, given, result, covered)
    except OutputError as error:
        raise UsageProblem([error.finding], call.language) from error
    found = (*notes, *(one for each in result.handed for one in each.findings))
    found = (*found, *(one for each in result.unread for one in each.findings))
    if call.as_json:
        print_json([filing_document(call, result, covered, notes)], call.language)
    else:
        show_filing(Screen(call.language), result, covered, notes)
        written = [wanted.register] if result.changed else []
        Screen(call.language).wrote([*written, *([wanted.briefing] if wanted.briefing else ())])
    return exit_code(found, strict=call.strict)


def _register(call: Call, path: Path) -> Read[RegisterBook]:
    """The register so far; an empty one where there is no file yet. Raises `UsageProblem` for any other file."""
    if path.suffix.lower() != SUFFIX:
        raise UsageProblem([finding("register-not-xlsx", Location(str(path)))], call.language)
    if not path.exists():
        return Read(RegisterBook(Register(location=Location(str(path))), call.language))
    (read,) = isolated(read_register, [path])
    if isinstance(read, Fault):
        problem = finding("register-unreadable", Location(str(path)))
        raise UsageProblem([problem], call.language)
    if read.value is None:
        raise UsageProblem(read.findings, call.language)
    return Read(read.value, read.findings)


def _refuse(call: Call, wanted: Wanted, given: Run, result: Result) -> None:
    """Raise `UsageProblem` where nothing may be written, before anything is."""
    problems: list[Finding] = []
    place = Location(str(wanted.register))
    if result.changed and given.before.sheets:
        problems.append(finding("register-has-other-sheets", place, sheets=", ".join(given.before.sheets)))
    if wanted.reason and not any(one.filed.state == "new-version" for one in result.handed):
        problems.append(finding("reason-for-nothing", place))
    if wanted.briefing is not None:
        problems += refused([wanted.briefing])
    if problems:
        raise UsageProblem(problems, call.language)


def _written(call: Call, wanted: Wanted, given: Run, result: Result, covered: Coverage) -> tuple[Finding, ...]:
    """Write the register where anything is new in it, then the briefing pack. Raises `OutputError`."""
    found: tuple[Finding, ...] = ()
    units = [filing.unit for filing in result.register.filings]
    name = area_name(wanted.register.parent, units)
    if result.changed:
        content = register_book(result.register, call.framework, given.language, name)
        found = put_down(given, result, wanted.register, content)
    if wanted.briefing is not None:
        briefs = _briefs(call, given, result)
        unread = tuple(Location(one.handed.source.name) for one in result.unread)
        area = area_name(wanted.register.parent, [one.unit for one in briefs])
        write_atomically(
            wanted.briefing, briefing_book(Pack(area, call.framework, briefs, covered, unread), call.language)
        )
    return found


def _briefs(call: Call, given: Run, result: Result) -> tuple[Brief, ...]:
    """What the hearing needs to know of every unit with a plan."""
    plans = [(one, one.plan) for one in given.reviewed if one.plan is not None]
    briefs = []
    for (one, plan), handed in zip(plans, result.handed, strict=True):
        unit = plan.unit if one.rating is None else one.rating.unit
        scheme = resolve(call.framework, unit.kind, unit.profile) if unit.profile else None
        briefs.append(Brief(unit, call.framework, scheme, handed, one.rating))
    return tuple(briefs)
