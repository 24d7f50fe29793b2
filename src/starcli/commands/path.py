"""`path`: the least effort that brings each unit to a grade, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from starcli.batch import Rated, without_doubles
from starcli.commands.efforts import effort_table
from starcli.commands.running import area_name, documents, exit_code, missing_documents, print_json, rate, write
from starcli.console.paths import show_paths
from starcli.console.screen import Screen
from starcli.core.model import Grade
from starcli.core.paths.effort import EffortTable
from starcli.core.paths.path import PathFinder, PathReport
from starcli.documents.paths import path_document
from starcli.excel.writing.path_book import Paths, write_paths
from starcli.options import Call, find_target
from starcli.targets import folder_target


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for, as they were typed."""

    target: str
    efforts: Path | None = None
    keep: Sequence[str] = ()
    require: Sequence[str] = ()


def path(call: Call, place: Path, asked: Asked) -> int:
    """The path of every rated unit; the exit code."""
    target = find_target(asked.target, call.framework, call.language)
    table = effort_table(call, asked.efforts, asked.keep, asked.require)
    batch = without_doubles(rate(call, [place]))
    reports = _reports(batch.rated, target, table)
    folder = place if place.is_dir() else place.parent
    name = "paths" if place.is_dir() else f"{place.stem}-path"
    shown = Paths(
        batch.rated[0].unit.name if len(batch.rated) == 1 else area_name(folder, batch.members.units),
        call.framework, target, table,
        tuple(report for report in reports if report is not None), batch.findings,
    )  # fmt: skip
    files = write(call, [(folder_target(folder, name, call.out), partial(write_paths, shown, language=call.language))])
    if call.as_json:
        rated = zip(documents(call, batch.rated), reports, strict=True)
        print_json(
            (*(d | path_document(r, target) for d, r in rated),
             *(d | path_document(None, target) for d in missing_documents(call, batch))),
            call.language, batch.notes,
        )  # fmt: skip
    else:
        screen = Screen(call.language)
        show_paths(screen, batch, reports)
        screen.wrote(files)
    return exit_code(batch.findings, strict=call.strict)


def _reports(rated: Sequence[Rated], target: Grade, table: EffortTable) -> list[PathReport | None]:
    """The paths of all units; those of one scheme are found together."""
    finders: dict[tuple[str, str], PathFinder] = {}
    reports: list[PathReport | None] = []
    for one in rated:
        if one.rating is None:
            reports.append(None)
            continue
        scheme = one.rating.scheme
        key = scheme.kind.id, scheme.profile.id
        if key not in finders:
            finders[key] = PathFinder(scheme, target, table)
        reports.append(finders[key].find(one.rating))
    return reports
