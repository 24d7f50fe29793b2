"""Where results go: beside their input, or below the folder that --out names; never two in one place."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from starcli.batch import Source
from starcli.core.findings import Finding, Location, Read, finding
from starcli.excel.imprint import Sort
from starcli.excel.output import OutputError, refuse_foreign

SUFFIX = ".xlsx"


def unit_targets(sources: Sequence[Source], sort: Sort, out: Path | None) -> Read[dict[Source, Path]]:
    """The result file of each source; findings for those that would fall on one another."""
    if out is not None and out.suffix == SUFFIX and len(sources) == 1:
        return Read({sources[0]: out})
    targets: dict[Source, Path] = {}
    owners: dict[Path, Source] = {}
    found: list[Finding] = []
    for source in sources:
        folder = _folder(source, out)
        target = folder / f"{source.path.stem}-{sort}{SUFFIX}"
        if target in owners:
            target = folder / f"{source.path.name}-{sort}{SUFFIX}"
        if target in owners:
            other = owners[target].name
            found.append(finding("outputs-collide", Location(source.name), other=other, target=str(target)))
        targets[source] = target
        owners[target] = source
    return Read(targets, tuple(found))


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
    return source.path.parent if out is None else out / source.path.parent.relative_to(source.root)
