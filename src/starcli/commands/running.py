"""What commands share: rating everything that paths lead to, writing all files or none, and the exit code."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from starcli.batch import Batch, Rated, in_areas, with_missing, without_doubles
from starcli.console.screen import Screen
from starcli.core.assessment import Tier, Unit
from starcli.core.findings import Finding, Location, finding, worst
from starcli.core.text import Language
from starcli.documents.units import Document, as_json, missing_document, unit_document
from starcli.excel.returned.form_check import FormChecker
from starcli.excel.writing.output import OutputError
from starcli.kept import keep_form
from starcli.options import Call, UsageProblem
from starcli.rater import Rater
from starcli.sources import find_sources, shown
from starcli.targets import refused

if TYPE_CHECKING:
    from starcli.crosschecks import Former

Job = tuple[Path, Callable[[Path], None]]
"""A file to write, and what writes it."""


def rate(  # noqa: PLR0913 what is kept of each, and what it is compared with
    call: Call,
    paths: Sequence[Path],
    *,
    whole: bool = True,
    marks: bool = False,
    examined: Tier | None = None,
    compare: bool = False,
    apart: Sequence[Path] = (),
    former: "Former | None" = None,
) -> Batch:
    """What every workbook gives, with `whole` its rating too, held against the roster where there is one.

    With `marks` it is kept of each rating what it consists of: of thousands that is all that can be kept. With
    `examined` it is kept too how each form stands on every basis up to that one.

    With `compare` it is found too what was changed in returned forms where they are not for typing. Files set `apart`
    are not looked at. `former` is the former season, where it was read already.

    Who has not reported is asked of folders, archives and workbooks of several units, not of forms that are named one
    by one. Raises `UsageProblem` when the paths lead to no workbook.
    """
    former = former or read_former(call)
    others = [] if former is None else [one.source.path for one in former.batch.rated]
    listed = [call.expected.file] if call.expected is not None else []
    found = find_sources(paths, [*call.apart, *apart, *others, *listed])
    if found.problems:
        raise UsageProblem(found.problems, call.language)
    forms = FormChecker(call.framework, keep_form) if compare else None
    given = call.data.given if call.data is not None else None
    rater = Rater(
        call.framework,
        call.basis,
        whole=whole,
        marks=marks,
        examined=examined,
        roster=call.roster,
        forms=forms,
        given=given,
    )
    with Screen(call.language).progress(len(found.sources)) as tick, collector_at_rest():
        rated = tuple(rater.rate_all(found.sources, tick))
    return settled(call, paths, rated, found.notes, former)


def settled(
    call: Call,
    paths: Sequence[Path],
    rated: tuple[Rated, ...],
    notes: tuple[Finding, ...] = (),
    former: "Former | None" = None,
) -> Batch:
    """What every workbook gave, held against the roster and against each other. Raises `UsageProblem` without any."""
    if not rated:
        raise UsageProblem([finding("no-workbooks", Location(shown(path))) for path in paths], call.language)
    batch = Batch(rated, (*(call.expected.findings if call.expected is not None else ()), *notes))
    if call.roster is not None or call.latest:
        batch = without_doubles(batch, latest=call.latest, by_roster=call.roster is not None)
    everybody = len(rated) > len(paths) or any(path.is_dir() for path in paths)
    if call.roster is not None and everybody:
        batch = with_missing(batch, call.roster)
    batch = in_areas(batch, call.roster)
    if call.data is not None:
        from starcli.data_check import held_against  # noqa: PLC0415 only where data is given

        batch = held_against(batch, call.data, call.roster, all_listed=everybody)
    if former is None and len(rated) == 1:
        return batch
    from starcli.crosschecks import cross_checked  # noqa: PLC0415 only where there is something to compare with

    return cross_checked(batch, call.framework, former)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """What is kept of thousands of units has no cycles: looking through all of it again and again finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


def read_former(call: Call, examined: Tier | None = None) -> "Former | None":
    """What the former season's forms give; None where none are named. Raises `UsageProblem` when there are none.

    With `examined` it is kept too how each form stands on every basis up to that one.
    """
    if call.former is None:
        return None
    found = find_sources([call.former], [call.expected.file] if call.expected is not None else ())
    if found.problems:
        raise UsageProblem(found.problems, call.language)
    rater = Rater(call.framework, call.basis, whole=False, examined=examined, roster=call.roster)
    with Screen(call.language).progress(len(found.sources)) as tick, collector_at_rest():
        batch = Batch(tuple(rater.rate_all(found.sources, tick)), found.notes)
    if call.roster is not None or call.latest:
        batch = without_doubles(batch, latest=call.latest, by_roster=call.roster is not None)
    from starcli.crosschecks import Former  # noqa: PLC0415 only where a former season is named

    return Former(in_areas(batch, call.roster), Location(shown(call.former)))


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
    return [unit_document(one, call.framework, call.basis, call.language, call.roster) for one in rated]


def missing_documents(call: Call, batch: Batch) -> list[Document]:
    """The JSON document of each unit that has not reported."""
    return [missing_document(one, call.framework, call.basis, call.language) for one in batch.missing or ()]


def print_json(shown: Iterable[Document], language: Language, notes: Iterable[Finding] = ()) -> None:
    """JSON on standard output, in UTF-8 whatever the terminal's encoding; notes on the run on standard error."""
    sys.stdout.flush()
    sys.stdout.buffer.write(as_json(tuple(shown)).encode() + b"\n")
    sys.stdout.buffer.flush()
    Screen(language).problems(notes)


def area_name(folder: Path, units: Iterable[Unit]) -> str:
    """The county that all units with one share; else the folder's name."""
    counties = {unit.county for unit in units if unit.county}
    return counties.pop() if len(counties) == 1 else folder.resolve().name


def day_of(text: str | None, call: Call) -> date:
    """The day that a text names; without one, today. Raises `UsageProblem` for any other text."""
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageProblem([finding("not-a-day", Location(), text=text)], call.language) from None


def exit_code(findings: Iterable[Finding], *, strict: bool) -> int:
    """0 without errors, 1 with one; a warning counts as one when strict."""
    gravest = worst(findings)
    return int(gravest == "error" or (strict and gravest == "warning"))
