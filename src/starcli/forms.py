"""Forms for many units: what each begins with and where it goes, made in several processes, put in place one by one."""

import errno
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from starcli.core.areas import Areas, area_code
from starcli.core.assessment import Tier, Unit
from starcli.core.filling import Filling
from starcli.core.findings import Finding, Location, finding
from starcli.core.formulas.live import Moment
from starcli.core.grids.ledger import Grid
from starcli.core.last_season import LastForm, begun
from starcli.core.model import Framework, Grade
from starcli.core.roster import Roster, RosterUnit
from starcli.core.scheme import resolve
from starcli.core.text import FormLanguage, listed
from starcli.excel.imprint import read_imprint
from starcli.excel.writing.forms.form import FormMaker
from starcli.excel.writing.grids.ledger_page import rows_for
from starcli.excel.writing.output import OutputError, write_atomically
from starcli.targets import SUFFIX, file_name
from starcli.workers import Fault, Limits, isolated

_LIMITS = Limits(seconds=120)
"""The first form of a process is compiled, and the machine may be busy."""
_LONGEST = 50
_GRID_ROWS = 20
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
_CALLED = "自评表"
"""What a form's file is called behind its unit's name, in whatever language it is: a unit has one form."""

State = Literal["wanted", "written", "kept", "not-written"]
"""What becomes of a form: `kept` is one that is there already and that somebody has begun to fill in."""


@dataclass(frozen=True, slots=True)
class Order:
    """A form to make: for which unit and period, the unit's form of last season, and its grids of then."""

    unit: Unit
    period: str = ""
    last: LastForm | None = None
    grids: Sequence[Grid] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """The form that a unit is to have and where, what became of that, and what was found; the unit's roster entry."""

    order: Order
    target: Path
    entry: RosterUnit | None = None
    state: State = "wanted"
    findings: tuple[Finding, ...] = ()

    def failed(self, *findings: Finding) -> "Slip":
        """The same without a form, for some reasons."""
        return replace(self, state="not-written", findings=(*self.findings, *findings))


class FormWorks:
    """Makes forms by one framework; that of a kind and profile is compiled when it is first wanted.

    With `grids` each has a ledger of grids.
    """

    def __init__(
        self, framework: Framework, language: FormLanguage, basis: Tier, target: Grade, *, grids: bool = False
    ) -> None:
        self._framework = framework
        self._language = language
        self._basis = basis
        self._target = target
        self._grids = grids
        self._makers: dict[tuple[str, str, int], FormMaker] = {}

    def make(self, order: Order) -> bytes:
        """The form of a unit whose kind and profile are known."""
        maker = self._maker(order.unit.kind, order.unit.profile, len(order.grids))
        last = order.last
        rows = begun(maker.scheme, last, self._language) if last is not None else {}
        profile = {"party": last.party} if last is not None and last.party else {}
        filling = Filling(order.unit, order.period, rows, profile, grids=order.grids)
        return maker.content(Moment(maker.scheme, filling, self._basis, self._target))

    def _maker(self, kind: str, profile: str, grids: int) -> FormMaker:
        # One mould serves all units with few enough grids.
        rows = -(-rows_for(grids) // _GRID_ROWS) * _GRID_ROWS if self._grids else 0
        key = (kind, profile, rows)
        if key not in self._makers:
            self._makers[key] = FormMaker(resolve(self._framework, kind, profile), self._language, rows)
        return self._makers[key]


def slips(
    roster: Roster,
    framework: Framework,
    last: Mapping[int, LastForm],
    out: Path,
    period: str,
    grids: Mapping[int, Sequence[Grid]] | None = None,
) -> tuple[Slip, ...]:
    """A slip for each unit, in the roster's order; what the roster does not say, the last form or the code may.

    A unit has no form where its kind is not known, or the roster calls kind or profile what the framework does not.
    """
    areas = Areas((entry.unit for entry in roster.units), (form.unit for form in last.values()))
    units = [_completed(entry, last.get(at), areas, framework) for at, entry in enumerate(roster.units)]
    owners: dict[str, RosterUnit] = {}
    found = []
    for at, (entry, unit, target) in enumerate(zip(roster.units, units, form_targets(units, out), strict=True)):
        named = replace(unit, town="" if unit.town == area_code(unit, "town") else unit.town)
        slip = Slip(Order(named, period, last.get(at), (grids or {}).get(at, ())), target, entry)
        owner = owners.setdefault(_as_one(target), entry)
        if entry.unclear:
            # The roster's reader has said so at the cell.
            slip = slip.failed()
        elif not unit.kind:
            known = listed([kind.name for kind in framework.kinds.values()])
            slip = slip.failed(finding("roster-kind-missing", entry.location, unit=entry.label, known=known))
        elif owner is not entry:
            details = {"other": owner.location.within, "target": str(target)}
            slip = slip.failed(finding("outputs-collide", entry.location, **details))
        found.append(slip)
    return tuple(found)


def form_targets(units: Sequence[Unit], out: Path, called: str = _CALLED) -> tuple[Path, ...]:
    """Where the form of each unit goes: below its county and town, its code in the name where others have its name.

    `called` is what such a file is called behind the unit's name.
    """
    folders = [out.joinpath(*_area_names(unit)) for unit in units]
    plain = [folder / _file(unit.name, called) for folder, unit in zip(folders, units, strict=True)]
    shared = Counter(map(_as_one, plain))
    return tuple(
        folder / _file(f"{unit.name}{unit.code}", called) if shared[_as_one(target)] > 1 else target
        for folder, target, unit in zip(folders, plain, units, strict=True)
    )


def deliver(slip: Slip, content: bytes | Fault) -> Slip:
    """A slip whose form has been put in place, or why it has not."""
    if isinstance(content, Fault):
        reason = content.reason or content.sort
        return slip.failed(finding("internal-fault", Location(str(slip.target)), reason=reason))
    try:
        write_atomically(slip.target, content, form=True)
    except OutputError as error:
        return slip.failed(error.finding)
    return replace(slip, state="written")


def made(wanted: Iterable[Slip], works: FormWorks, done: Callable[[], None]) -> Iterator[Slip]:
    """Each slip with what became of its form; `done` is called after each.

    Forms are made in other processes and written by this one: when it is stopped, nothing is left half done.
    """
    looked_at = tuple(_looked_at(wanted))
    with closing(_contents(works, [slip.order for slip in looked_at if slip.state == "wanted"])) as contents:
        for slip in looked_at:
            yield deliver(slip, next(contents)) if slip.state == "wanted" else slip
            done()


def is_begun(target: Path) -> bool:
    """Whether a form is there that somebody has saved since it was made."""
    try:
        imprint = read_imprint(target) if target.is_file() else None
    except OSError:
        # A folder that cannot be looked into cannot be written into either: that is found next.
        return False
    return imprint is not None and not imprint.is_output and not imprint.untouched


def _completed(entry: RosterUnit, last: LastForm | None, areas: Areas, framework: Framework) -> Unit:
    """A unit with what its last form says besides the roster, in the areas of its code, and the usual profile."""
    # The last form was read by this roster: what that says stands in it already.
    unit = areas.place(last.unit if last is not None else entry.unit, entry.unit, entry.location, {}).value
    usual = framework.default_profile(unit.kind)
    return replace(unit, profile=unit.profile or usual.id) if usual is not None else unit


def _area_names(unit: Unit) -> tuple[str, ...]:
    """County and town as folders; by their codes where nobody knows their names."""
    names = (unit.county or area_code(unit, "county"), unit.town or area_code(unit, "town"))
    return tuple(_safe(name) for name in names if name)


def _file(name: str, called: str) -> str:
    return f"{_safe(name)}{called}{SUFFIX}"


def _safe(name: str) -> str:
    """A name as any system takes it for a file or a folder."""
    safe = file_name(file_name("".join(filter(str.isprintable, name)))[:_LONGEST])
    return f"{safe}_" if _DEVICE.fullmatch(safe) else safe


def _as_one(path: Path) -> str:
    """What two paths share that are one file where capitals, or ways to write a letter, do not count."""
    return unicodedata.normalize("NFC", str(path)).casefold()


def _looked_at(wanted: Iterable[Slip]) -> Iterator[Slip]:
    """The slips after a look at what is there: nobody's work is overwritten, and a folder's obstacle is told once."""
    folders: dict[Path, bool] = {}
    for slip in wanted:
        folder = slip.target.parent
        if slip.state != "wanted":
            yield slip
        elif is_begun(slip.target):
            yield replace(slip, state="kept")
        elif folder in folders:
            yield slip if folders[folder] else slip.failed()
        else:
            obstacle = folder_obstacle(folder)
            folders[folder] = obstacle is None
            yield slip if obstacle is None else slip.failed(obstacle)


def folder_obstacle(folder: Path) -> Finding | None:
    """Why nothing can be written into a folder, which is made if it is not there; None where nothing is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return finding("output-failed", Location(str(folder)), reason=error.strerror or type(error).__name__)
    if os.access(folder, os.W_OK | os.X_OK):
        return None
    return finding("output-failed", Location(str(folder)), reason=os.strerror(errno.EACCES))


def _contents(works: FormWorks, orders: Sequence[Order]) -> Generator[bytes | Fault, None, None]:
    yield from isolated(works.make, orders, _LIMITS)
