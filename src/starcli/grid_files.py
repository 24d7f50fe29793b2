"""Ledgers of grids that were handed in: many workbooks, forms among them -> the ledger of each unit.

Each workbook is read in a process of its own. A form gives its ledger, and what its typed figures say otherwise.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from starcli.bundles import Archives
from starcli.core.assessment import Assessment, Origin, Tier
from starcli.core.catalogue.grids import GRIDS
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.grids.checks import check_ledger
from starcli.core.grids.claims import against_ledger, differences
from starcli.core.grids.ledger import GridLedger
from starcli.core.grids.rules import GridRules
from starcli.core.grids.state import state_of
from starcli.core.grids.wanting import WANTING
from starcli.core.model import Framework
from starcli.core.rating import rate
from starcli.core.roster import Roster
from starcli.core.scheme import Schemes
from starcli.excel.imprint import Sort
from starcli.excel.opening.book import Book
from starcli.excel.opening.workbook import open_content, read_content
from starcli.excel.reading.grids.in_form import with_ledgers
from starcli.excel.reading.grids.reader import GridReader, Parts
from starcli.excel.reading.reader import FormReader
from starcli.rater import LIMITS, fault_of
from starcli.sources import Source, shown
from starcli.workers import Fault, isolated

READ_BACK: tuple[Sort, ...] = ("grid-ledger",)
"""The workbooks that starcli writes for people to fill in and hand in again."""
_NAMED = 3
_NO_ANSWERS = "no-data-sheet"
_Ledger = tuple[GridLedger | None, Origin, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class GridsIn:
    """What a workbook gave for one unit: its ledger, None where none could be read, and everything found on the way."""

    source: Source
    ledger: GridLedger | None
    findings: tuple[Finding, ...]
    origin: Origin = Origin()  # noqa: RUF009 an immutable value

    @property
    def location(self) -> Location:
        """Where the ledger stands; its file where there is none."""
        return Location(self.source.name) if self.ledger is None else self.ledger.location


@dataclass(frozen=True, slots=True)
class GridRun:
    """The ledgers of all workbooks in their order, and notes on what was passed over."""

    each: tuple[GridsIn, ...]
    notes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The ledgers in one workbook; `other` says that it is a workbook without any."""

    each: tuple[_Ledger, ...] = ()
    other: bool = False


class GridFiles:
    """Reads the workbooks of ledgers by one framework, on one basis; look-ups are made once."""

    def __init__(
        self, framework: Framework, rules: GridRules, basis: Tier = "self", roster: Roster | None = None
    ) -> None:
        self._framework = framework
        self._rules = rules
        self._basis = basis
        self._ledgers = GridReader(framework, roster)
        self._forms = FormReader(framework, roster)
        self._schemes = Schemes(framework)
        self._archives = Archives()

    def read_all(
        self, sources: Sequence[Source], named: Collection[object] = (), done: Callable[[], None] = lambda: None
    ) -> GridRun:
        """The ledgers in some workbooks; `done` is called after each.

        A workbook without a ledger is passed over with a note, unless its path is `named`: then that is an error.
        """
        each: list[GridsIn] = []
        others: list[Source] = []
        for source, opened in zip(sources, isolated(self.open, sources, LIMITS), strict=True):
            done()
            if isinstance(opened, Fault):
                each.append(GridsIn(source, None, (fault_of(source, opened),)))
            elif not opened.other:
                each += (GridsIn(source, ledger, found, origin) for ledger, origin, found in opened.each)
            elif source.path in named and source.member is None:
                each.append(GridsIn(source, None, (finding("not-a-grid-ledger", Location(source.name)),)))
            else:
                others.append(source)
        return GridRun(tuple(each), _passed_over(others))

    def open(self, source: Source) -> Opened:
        """What stands in one workbook; nothing for a result that starcli wrote for people to keep."""
        content = self._content(source)
        if content.value is None:
            return _nothing(content.findings)
        opened = open_content(content.value, source.name, READ_BACK)
        if opened.value is None:
            return _nothing(opened.findings)
        if opened.value.is_result:
            return Opened()
        return self._read(opened.value, opened.findings)

    def _content(self, source: Source) -> Read[bytes | None]:
        if source.refusal is not None:
            return Read(None, (source.refusal,))
        if source.member is None:
            return read_content(source.path, source.name)
        return self._archives.read(source.path, source.member.number, source.name)

    def _read(self, book: Book, opening: tuple[Finding, ...]) -> Opened:
        """The ledgers of a book: those of its forms, or those of a workbook that is no form."""
        parts = self._ledgers.parts_of(book)
        if not parts.found:
            return Opened(other=True)
        forms = self._forms.read_each(parts.rest)
        if forms[0].value is None and any(found.code == _NO_ANSWERS for found in forms[0].findings):
            each = tuple(self._alone(book, parts))
        else:
            forms = with_ledgers(forms, parts, self._framework)
            each = tuple(self._of_form(read) for read in forms if read.value is None or read.value.grids is not None)
        if not each:
            about = tuple(found for found in forms[0].findings if found.code in GRIDS)
            return _nothing(about) if about else Opened(other=True)
        (ledger, origin, found), *rest = each
        return Opened(((ledger, origin, (*opening, *found)), *rest))

    def _alone(self, book: Book, parts: Parts) -> Sequence[_Ledger]:
        """The ledgers of a workbook that is no form, each held against itself."""
        found: list[_Ledger] = []
        for read in self._ledgers.ledgers_of(book, parts):
            if read.value is None:
                found.append((None, Origin(), read.findings))
                continue
            ledger = read.value.ledger
            checked = check_ledger(state_of(ledger, self._rules), self._rules)
            found.append((ledger, read.value.origin, (*read.findings, *checked)))
        return found

    def _of_form(self, read: Read[Assessment | None]) -> _Ledger:
        """The ledger of a form with what is found about it, and nothing of what is found about the form's answers."""
        assessment = read.value
        if assessment is None or assessment.grids is None:
            return None, Origin(), read.findings
        sheet = assessment.grids.location.sheet
        about = [
            found
            for found in read.findings
            if found.code not in WANTING and (found.code in GRIDS or found.location.sheet == sheet)
        ]
        unit = assessment.unit
        if unit.kind and unit.profile and differences(assessment, self._framework):
            rating = rate(self._schemes.of(unit.kind, unit.profile), assessment, self._basis)
            about += against_ledger(rating)
        return assessment.grids, assessment.origin, tuple(about)


def _nothing(findings: tuple[Finding, ...]) -> Opened:
    return Opened(((None, Origin(), findings),))


def _passed_over(others: Sequence[Source]) -> tuple[Finding, ...]:
    """One note on all workbooks without a ledger."""
    if not others:
        return ()
    names = ", ".join(source.name for source in others[:_NAMED]) + (" …" if len(others) > _NAMED else "")
    return (finding("grid-files-passed-over", Location(shown(others[0].root)), count=len(others), names=names),)
