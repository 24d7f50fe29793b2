"""Where results go: beside their input, or below the folder that --out names; never two in one place."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from starcli.batch import Rated
from starcli.core.findings import Finding, Location, Read, finding
from starcli.excel.imprint import Sort
from starcli.excel.writing.output import OutputError, refuse_foreign
from starcli.sources import Source

SUFFIX = ".xlsx"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def unit_targets(rated: Sequence[Rated], sort: Sort, out: Path | None) -> Read[tuple[Path, ...]]:
    """The result file of each unit; findings for those that would fall on one another.

    It bears the workbook's name, and the unit's too where a workbook holds several.
    """
    if out is not None and out.suffix == SUFFIX and len(rated) == 1:
        return Read((out,))
    targets: list[Path] = []
    owners: dict[Path, Rated] = {}
    found: list[Finding] = []
    shared = Counter(one.source for one in rated)
    for one in rated:
        source = one.source
        folder, unit = _folder(source, out), f"-{file_name(one.unit.name)}" if shared[source] > 1 else ""
        target = folder / f"{source.file.stem}{unit}-{sort}{SUFFIX}"
        if target in owners:
            target = folder / f"{source.file.name}{unit}-{sort}{SUFFIX}"
        if target in owners:
            other = owners[target].source.name
            found.append(finding("outputs-collide", Location(source.name), other=other, target=str(target)))
        targets.append(target)
        owners[target] = one
    return Read(tuple(targets), tuple(found))


def file_name(text: str) -> str:
    """A text as part of a file's name on any system: characters that one of them forbids are left out."""
    return _FORBIDDEN.sub("", text).strip(" .") or "_"


def folder_target(folder: Path, name: str, out: Path | None) -> Path:
    """The file of a result about a whole folder: in it, at --out, or below it."""
    if out is not None and out.suffix == SUFFIX:
        return out
    return (out or folder) / f"{name}{SUFFIX}"


def refused(targets: Iterable[Path]) -> tuple[Finding, ...]:
    """A finding for each target that may not be overwritten: looked at before anything is written."""
    found = []
    for target in targets:
        try:
            refuse_foreign(target)
        except OutputError as error:
            found.append(error.finding)
    return tuple(found)


def _folder(source: Source, out: Path | None) -> Path:
    """The folder of a source's results: an archive's are in a folder of its name."""
    inside = source.path.parent if out is None else out / source.path.parent.relative_to(source.root)
    return inside if source.member is None else inside / source.path.stem / source.member.path.parent
