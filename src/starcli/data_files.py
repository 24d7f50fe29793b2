"""`--data`: files and folders with values from outside the forms, each file read in a process of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from starcli.bundles import Archives
from starcli.core.checking.sheet import CheckSheet, CheckSheets
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.given import Given
from starcli.core.imports.imports import Imports
from starcli.core.imports.values import ImportedRow
from starcli.core.model import Framework
from starcli.excel.layouts.form import NAME_ENDINGS
from starcli.excel.opening.workbook import open_content, read_content
from starcli.excel.reading.outside_data import OutsideData, OutsideReader
from starcli.rater import LIMITS, fault_of
from starcli.sources import Source, find_sources
from starcli.workers import Fault, isolated

_READ_BACK = ("check-sheet",)


@dataclass(frozen=True, slots=True)
class DataFiles:
    """What was given, the files that it stands in, which are no forms, and what was found in them."""

    given: Given = field(default_factory=Given)
    files: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()

    def of_season(self, position: int, seasons: int) -> "DataFiles":
        """The same for one of several seasons: without the values that say no period, which may be of any of them.

        What was found is told with the first season.
        """
        if seasons == 1:
            return self
        imports, undated = self.given.imports.dated()
        told = (*self.findings, *undated) if not position else ()
        return DataFiles(replace(self.given, imports=imports), self.files, told)


@dataclass(frozen=True, slots=True)
class NoData:
    """Why nothing can be read at all: paths that lead nowhere."""

    problems: tuple[Finding, ...]


def read_data(paths: Sequence[Path], framework: Framework, day: date | None) -> DataFiles | NoData:
    """Everything that stands in some files and folders; no check in them may be dated after the day."""
    found = find_sources(paths)
    if found.problems:
        return NoData(found.problems)
    files = _Files(framework, frozenset(path for path in paths if path.is_file()))
    rows: list[ImportedRow] = []
    sheets: list[CheckSheet] = []
    told: list[Finding] = list(found.notes)
    for source, read in zip(found.sources, isolated(files.read, found.sources, LIMITS), strict=True):
        if isinstance(read, Fault):
            told.append(fault_of(source, read))
            continue
        rows += read.value.rows
        sheets += read.value.sheets
        told += read.findings
    endings = _endings(framework)
    given = Given(Imports.of(rows, endings), CheckSheets.of(sheets, endings), day)
    return DataFiles(given, tuple(source.path for source in found.sources), tuple(told))


class _Files:
    def __init__(self, framework: Framework, named: frozenset[Path]) -> None:
        self._reader = OutsideReader(framework)
        self._archives = Archives()
        self._named = named

    def read(self, source: Source) -> Read[OutsideData]:
        """What stands in one workbook; nothing in a result that starcli wrote itself, of which one by name is told."""
        if source.refusal is not None:
            return Read(OutsideData(), (source.refusal,))
        if source.member is None:
            content = read_content(source.path, source.name)
        else:
            content = self._archives.read(source.path, source.member.number, source.name)
        if content.value is None:
            return Read(OutsideData(), content.findings)
        opened = open_content(content.value, source.name, _READ_BACK)
        book = opened.value
        if book is None:
            return Read(OutsideData(), opened.findings)
        if book.is_result:
            told = (finding("data-is-result", Location(source.name)),) if source.path in self._named else ()
            return Read(OutsideData(), (*opened.findings, *told))
        read = self._reader.read(book)
        return Read(read.value, (*opened.findings, *read.findings))


def _endings(framework: Framework) -> tuple[str, ...]:
    """Words that say nothing of which unit is meant: the kinds, and what a unit's offices are called."""
    kinds = (word for kind in framework.kinds.values() for word in (kind.id, *kind.name.wordings, *kind.aliases))
    return (*kinds, *NAME_ENDINGS)
