"""Plans that were handed in: many workbooks -> the plan of each unit, each workbook read in a process of its own."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from starcli.bundles import Archives
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.model import Framework
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.roster import Roster
from starcli.excel.digest import digest_of
from starcli.excel.imprint import Sort
from starcli.excel.opening.workbook import open_content, read_content
from starcli.excel.reading.plans.reader import PlanReader
from starcli.rater import LIMITS, fault_of
from starcli.sources import Source, shown
from starcli.workers import Fault, isolated

READ_BACK: tuple[Sort, ...] = ("plan",)
"""The workbooks that starcli writes for people to fill in and hand in again."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a workbook gave for one unit: its plan, None where none could be read, and everything found on the way.

    `digest` is that of the workbook's content.
    """

    source: Source
    plan: FilledPlan | None
    findings: tuple[Finding, ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class PlanRun:
    """The plans of all workbooks in their order, and notes on what was passed over."""

    each: tuple[HandedIn, ...]
    notes: tuple[Finding, ...] = ()

    @property
    def plans(self) -> tuple[FilledPlan, ...]:
        """Every plan that could be read."""
        return tuple(one.plan for one in self.each if one.plan is not None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found."""
        return (*self.notes, *(found for one in self.each for found in one.findings))


@dataclass(frozen=True, slots=True)
class Opened:
    """The plans in one workbook; `other` says that it is a workbook without any."""

    plans: tuple[Read[FilledPlan | None], ...] = ()
    digest: str = ""
    other: bool = False


class PlanFiles:
    """Reads the workbooks of plans by one framework; look-ups are made once."""

    def __init__(self, framework: Framework, roster: Roster | None = None, reader: PlanReader | None = None) -> None:
        self._reader = reader or PlanReader(framework, roster)
        self._archives = Archives()

    def read_all(
        self, sources: Sequence[Source], named: Collection[Path] = (), done: Callable[[], None] = lambda: None
    ) -> PlanRun:
        """The plans in some workbooks, each read in a process apart; `done` is called after each.

        A workbook without a plan is passed over with a note, unless it is `named`: then that is an error.
        """
        each: list[HandedIn] = []
        others: list[Source] = []
        for source, opened in zip(sources, isolated(self.open, sources, LIMITS), strict=True):
            done()
            if isinstance(opened, Fault):
                each.append(HandedIn(source, None, (fault_of(source, opened),)))
            elif not opened.other:
                each += (HandedIn(source, read.value, read.findings, opened.digest) for read in opened.plans)
            elif source.path in named and source.member is None:
                found = finding("plan-tables-missing", Location(source.name))
                each.append(HandedIn(source, None, (found,), opened.digest))
            else:
                others.append(source)
        return PlanRun(tuple(each), tuple(_passed_over(others)))

    def open(self, source: Source) -> Opened:
        """What stands in one workbook; nothing for a result that starcli wrote for people to keep."""
        content = self.content(source)
        if content.value is None:
            return Opened((Read(None, content.findings),))
        digest = digest_of(content.value)
        opened = open_content(content.value, source.name, READ_BACK)
        book = opened.value
        if book is None:
            return Opened((Read(None, opened.findings),), digest)
        if book.is_result:
            return Opened((), digest)
        plans = self._reader.read_each(book)
        if not plans:
            return Opened((), digest, other=True)
        first, *rest = plans
        return Opened((Read(first.value, (*opened.findings, *first.findings)), *rest), digest)

    def content(self, source: Source) -> Read[bytes | None]:
        """The bytes of a workbook; None with a finding when they cannot be had."""
        if source.refusal is not None:
            return Read(None, (source.refusal,))
        if source.member is None:
            return read_content(source.path, source.name)
        return self._archives.read(source.path, source.member.number, source.name)


def _passed_over(others: Sequence[Source]) -> Iterator[Finding]:
    """One note on all workbooks without a plan."""
    if others:
        names = ", ".join(source.name for source in others[:_NAMED]) + (" …" if len(others) > _NAMED else "")
        folder = Location(shown(others[0].root))
        yield finding("plans-passed-over", folder, count=len(others), names=names)
