"""`gaps`: what keeps each unit from a grade, as rectification sheets."""

from functools import partial
from pathlib import Path

from starcli.batch import without_doubles
from starcli.commands.running import (
    Job,
    area_name,
    documents,
    exit_code,
    missing_documents,
    print_json,
    rate,
    write,
)
from starcli.console.screen import Screen
from starcli.core.findings import Location, finding
from starcli.core.gaps import find_gaps
from starcli.documents.units import gap_documents
from starcli.excel.writing.gaps_book import GapSummary, write_gap_summary, write_gaps
from starcli.options import Call, UsageProblem, find_target
from starcli.targets import folder_target, unit_targets


def gaps(call: Call, path: Path, wanted: str) -> int:
    """Rectification sheets against a target grade: one workbook a unit, and a summary."""
    grade = find_target(wanted, call.framework, call.language)
    if call.out is not None and call.out.suffix:
        raise UsageProblem([finding("out-is-a-file", Location(str(call.out)))], call.language)
    batch = without_doubles(rate(call, [path]))
    reports = [None if one.rating is None else find_gaps(one.rating, grade) for one in batch.rated]
    everybody = tuple(report for report in reports if report is not None)
    outside = {id(one.rating) for one in batch.rated if batch.missing is not None and one.listed_as is None}
    present = tuple(report for report in everybody if id(report.rating) not in outside)
    folder = path if path.is_dir() else path.parent
    name = area_name(folder, batch.members.units)
    summary = GapSummary(
        name,
        call.framework,
        grade,
        present,
        batch.members.turnout.unrated,
        batch.findings,
        batch.members.missing,
        tuple(report for report in everybody if id(report.rating) in outside),
        batch.beyond,
    )
    targets = unit_targets(batch.rated, "gaps", call.out)
    if targets.findings and call.writes:
        raise UsageProblem(targets.findings, call.language)
    jobs: list[Job] = [
        (folder_target(folder, "gaps-summary", call.out), partial(write_gap_summary, summary, language=call.language))
    ]
    jobs += [
        (target, partial(write_gaps, report, language=call.language))
        for report, target in zip(reports, targets.value, strict=True)
        if report is not None
    ]
    files = write(call, jobs)
    if call.as_json:
        rated = zip(documents(call, batch.rated), reports, strict=True)
        shown = [d | {"target": grade.id, "gaps": gap_documents(r) if r else []} for d, r in rated]
        missing = [d | {"target": grade.id, "gaps": []} for d in missing_documents(call, batch)]
        print_json((*shown, *missing), call.language, batch.notes)
    else:
        screen = Screen(call.language)
        screen.gap_reports(everybody)
        screen.turnout(batch)
        screen.findings_of(batch)
        screen.wrote(files)
    return exit_code(batch.findings, strict=call.strict)
