"""What commands share: rating everything that paths lead to, writing all files or none, and the exit code."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from starcli.batch import Batch, Rated, Rater
from starcli.console import Screen
from starcli.core.findings import Finding, Location, finding, worst
from starcli.core.text import Language
from starcli.documents import Document, as_json, unit_document
from starcli.excel.output import OutputError
from starcli.options import Call, UsageProblem
from starcli.sources import find_sources, shown
from starcli.targets import refused

Job = tuple[Path, Callable[[Path], None]]
"""A file to write, and what writes it."""


def rate(call: Call, paths: Sequence[Path], *, whole: bool = True) -> Batch:
    """What every workbook gives, with `whole` its rating too. Raises `UsageProblem` when the paths lead to none."""
    found = find_sources(paths)
    if found.problems:
        raise UsageProblem(found.problems, call.language)
    rater = Rater(call.framework, call.basis, whole=whole)
    with Screen(call.language).progress(len(found.sources)) as tick:
        rated = tuple(rater.rate_all(found.sources, tick))
    if not rated:
        raise UsageProblem([finding("no-workbooks", Location(shown(path))) for path in paths], call.language)
    return Batch(rated, found.notes)


def write(call: Call, jobs: Sequence[Job]) -> list[Path]:
    """Write every file, or none when one of them may not be overwritten. Raises `UsageProblem`."""
    if not call.writes:
        return []
    foreign = refused(target for target, _ in jobs)
    if foreign:
        raise UsageProblem(foreign, call.language)
    try:
        for target, fill in jobs:
            fill(target)
    except OutputError as error:
        raise UsageProblem([error.finding], call.language) from error
    return [target for target, _ in jobs]


def documents(call: Call, rated: Iterable[Rated]) -> list[Document]:
    """The JSON document of each workbook."""
    return [unit_document(one, call.framework, call.basis, call.language) for one in rated]


def print_json(shown: Iterable[Document], language: Language, notes: Iterable[Finding] = ()) -> None:
    """JSON on standard output, in UTF-8 whatever the terminal's encoding; notes on the run on standard error."""
    sys.stdout.flush()
    sys.stdout.buffer.write(as_json(tuple(shown)).encode() + b"\n")
    sys.stdout.buffer.flush()
    Screen(language).problems(notes)


def area_name(folder: Path, rated: Iterable[Rated]) -> str:
    """The county that all units with one share; else the folder's name."""
    counties = {one.unit.county for one in rated if one.unit.county}
    return counties.pop() if len(counties) == 1 else folder.resolve().name


def exit_code(findings: Iterable[Finding], *, strict: bool) -> int:
    """0 without errors, 1 with one; a warning counts as one when strict."""
    gravest = worst(findings)
    return int(gravest == "error" or (strict and gravest == "warning"))
