"""Last season's grids of each unit of a roster, from ledgers of their own and from forms that hold one."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from starcli.core.findings import Finding, Location, finding
from starcli.core.grids.ledger import Grid
from starcli.core.grids.rules import GridRules
from starcli.core.model import Framework
from starcli.core.roster import Roster
from starcli.grid_files import GridFiles
from starcli.sources import Source

_NAMED = 3


@dataclass(frozen=True, slots=True)
class LastGrids:
    """The grids by their unit's position in the roster, the files that they stand in, and what was found."""

    grids: Mapping[int, Sequence[Grid]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()


def read_last_grids(
    sources: Sequence[Source],
    framework: Framework,
    rules: GridRules,
    roster: Roster,
    place: Location,
    done: Callable[[], None] = lambda: None,
) -> LastGrids:
    """The grids in some workbooks; `done` is called after each. Notes on whom no ledger is of stand at `place`."""
    run = GridFiles(framework, rules, roster=roster).read_all(sources, (), done)
    times = Counter(one.origin.listed_as for one in run.each if one.ledger is not None)
    grids: dict[int, Sequence[Grid]] = {}
    unused: list[str] = []
    for one in run.each:
        at = one.origin.listed_as
        if one.ledger is None or at is None or times[at] > 1:
            unused.append(str(one.location))
        else:
            grids[at] = one.ledger.grids
    found: list[Finding] = []
    if unused:
        found.append(finding("grid-last-unread", place, count=len(unused), files=_some(unused)))
    without = [entry.unit.name for at, entry in enumerate(roster.units) if at not in grids]
    if without:
        found.append(finding("grid-last-missing", place, count=len(without), names=_some(without)))
    files = frozenset(one.source.name for one in run.each if one.ledger is not None)
    return LastGrids(grids, files, tuple(found))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
