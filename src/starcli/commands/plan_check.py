"""`plan --check`: everything for which the reviewers of filled-in plans would send them back; nothing is written."""

from dataclasses import replace
from pathlib import Path

from starcli.commands.running import exit_code, print_json, rate
from starcli.console.screen import Screen
from starcli.core.findings import Finding, Location, finding
from starcli.core.rating import Rating
from starcli.documents.filing import plan_document
from starcli.documents.units import Document
from starcli.handed_in import PlanFiles, PlanRun
from starcli.options import Call, UsageProblem
from starcli.plan_review import Reviewed, review
from starcli.sources import Source, find_sources, shown


def check_plans(call: Call, path: Path, forms: Path | None, *, notes: bool) -> int:
    """What is found of every plan at a path, a line each; the exit code."""
    run = read_handed_in(call, path)
    reviewed = review(run.each, call.framework, ratings_of(call, forms))
    if call.as_json:
        print_json([_document(call, one) for one in reviewed], call.language, run.notes)
    else:
        of_each: dict[Source, list[Finding]] = {}
        for one in reviewed:
            of_each.setdefault(one.handed.source, []).extend(one.findings)
        Screen(call.language).forms_checked([*of_each.values()], run.notes, notes=notes)
    found = (*run.notes, *(found for one in reviewed for found in one.findings))
    return exit_code(found, strict=call.strict)


def read_handed_in(call: Call, path: Path, apart: tuple[Path, ...] = ()) -> PlanRun:
    """Every plan at a path but for files set apart. Raises `UsageProblem` when there is none, and no file to read."""
    listed = (call.expected.file,) if call.expected is not None else ()
    found = find_sources([path], [*apart, *listed])
    if found.problems:
        raise UsageProblem(found.problems, call.language)
    files = PlanFiles(call.framework, call.roster)
    with Screen(call.language).progress(len(found.sources)) as tick:
        run = files.read_all(found.sources, [path], tick)
    if not run.each:
        raise UsageProblem([finding("plan-tables-missing", Location(shown(path)))], call.language)
    of_roster = call.expected.findings if call.expected is not None else ()
    return replace(run, notes=(*of_roster, *found.notes, *run.notes))


def ratings_of(call: Call, forms: Path | None) -> tuple[Rating, ...] | None:
    """The ratings of all forms at a path; None where none is named."""
    if forms is None:
        return None
    batch = rate(replace(call, former=None), [forms])
    return tuple(one.rating for one in batch.rated if one.rating is not None)


def _document(call: Call, one: Reviewed) -> Document:
    return plan_document(call, one.handed.source.name, one.plan, one.findings)
