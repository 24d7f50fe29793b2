"""`score`: rate workbooks, a rating workbook beside each or the rating put into each itself."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from starcli.batch import Batch
from starcli.commands.running import Job, documents, exit_code, missing_documents, print_json, rate, write
from starcli.console.screen import Screen
from starcli.core.findings import Finding, Location, finding
from starcli.excel.writing.output import OutputError
from starcli.excel.writing.rating_book import write_rating
from starcli.options import Call, UsageProblem
from starcli.targets import unit_targets


def score(call: Call, paths: Sequence[Path], back: bool = False) -> int:
    """Rate workbooks; one rating workbook each, or the rating put into each itself."""
    if back and call.out is not None:
        raise UsageProblem([finding("write-back-and-out", Location(str(call.out)))], call.language)
    batch = rate(call, paths, compare=True)
    if back:
        batch, files = _write_back(call, batch)
    else:
        files = _write_beside(call, batch)
    if call.as_json:
        print_json((*documents(call, batch.rated), *missing_documents(call, batch)), call.language, batch.notes)
    else:
        screen = Screen(call.language)
        screen.ratings(batch)
        screen.wrote(files)
    return exit_code(batch.findings, strict=call.strict)


def _write_beside(call: Call, batch: Batch) -> list[Path]:
    targets = unit_targets(batch.rated, "rating", call.out)
    if targets.findings and call.writes:
        raise UsageProblem(targets.findings, call.language)
    jobs: list[Job] = [
        (target, partial(write_rating, one.rating, one.findings, language=call.language))
        for one, target in zip(batch.rated, targets.value, strict=True)
        if one.rating is not None
    ]
    return write(call, jobs)


def _write_back(call: Call, batch: Batch) -> tuple[Batch, list[Path]]:
    """Each rating put into its workbook, and the files written; one that cannot be is a finding, others go on."""
    from starcli.excel.grafting.write_back import write_back  # noqa: PLC0415 only where results go back

    told, files = [], []
    shared = {one.source for one in batch.rated if sum(other.source == one.source for other in batch.rated) > 1}
    for one in batch.rated:
        failed: tuple[Finding, ...] = ()
        if one.rating is not None and (one.source.member is not None or one.source in shared):
            failed = (finding("write-back-impossible", Location(one.source.name)),)
        elif one.rating is not None:
            try:
                write_back(one.rating, one.findings, one.source.path, call.language, one.digest)
                files.append(one.source.path)
            except OutputError as error:
                failed = (error.finding,)
        told.append(replace(one, findings=one.findings + failed))
    return replace(batch, rated=tuple(told)), files
