"""`grids --form`: ledgers of grids to fill in, one for each unit of a roster or an empty one."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from starcli.commands.grids import rules_of
from starcli.commands.running import exit_code, print_json
from starcli.console.screen import Screen
from starcli.core.areas import Areas
from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, finding
from starcli.core.grids.ledger import Grid
from starcli.core.model import Framework
from starcli.core.text import FormLanguage, Text, counted
from starcli.documents.units import finding_document
from starcli.excel.imprint import read_imprint
from starcli.excel.layouts.grids import LEDGER_CALLED
from starcli.excel.reading.profile import read_period
from starcli.excel.writing.grids.ledger_book import LedgerOrder, ledger_content
from starcli.excel.writing.output import OutputError, write_atomically
from starcli.forms import folder_obstacle, form_targets
from starcli.last_grids import LastGrids, read_last_grids
from starcli.options import Call, Expected, UsageProblem, find_kind_and_profile, load_roster
from starcli.sources import find_sources, shown
from starcli.targets import SUFFIX
from starcli.workers import Fault, Limits, isolated

_FOLDER = "grid-ledgers"
_LIMITS = Limits(seconds=60)
_MAKING = Text("制表", "making ledgers")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What ledgers are asked for: for whom, and what stands in them."""

    path: Path | None
    kind: str | None
    profile: str | None
    roster: Path | None
    last: Path | None
    period: str
    language: FormLanguage


@dataclass(frozen=True, slots=True)
class Slip:
    """A ledger to write, where, and what became of it."""

    order: LedgerOrder
    target: Path
    state: str = "wanted"
    findings: tuple[Finding, ...] = ()


def grid_forms(call: Call, wanted: Wanted) -> int:
    """Ledgers to fill in; the exit code. Raises `UsageProblem`."""
    rules_of(call)
    _refuse_contradictions(call, wanted)
    found: tuple[Finding, ...] = ()
    if wanted.roster is not None:
        expected = load_roster(wanted.roster, call.framework, call.language, counts=False)
        last = _last_season(call, wanted.last, expected) if wanted.last is not None else LastGrids()
        found = (*expected.findings, *last.findings)
        slips = _by_roster(call, wanted, expected, last.grids)
    else:
        slips = [_empty(call, wanted)]
    done = tuple(_written(call, slips, wanted.language)) if call.writes else tuple(slips)
    found = (*found, *(one for slip in done for one in slip.findings))
    if call.as_json:
        print_json([_document(call, slip) for slip in done], call.language, found)
    else:
        _show(call, done, found)
    return exit_code(found, strict=call.strict)


def _refuse_contradictions(call: Call, wanted: Wanted) -> None:
    """Raise `UsageProblem` where the options leave open, or say twice, for whom a ledger is."""
    problem: Finding | None = None
    chosen = wanted.kind is not None or wanted.profile is not None
    if wanted.path is not None:
        problem = finding("grid-path-beside-form", Location(), path=str(wanted.path))
    elif wanted.roster is not None and chosen:
        problem = finding("kind-beside-roster", Location())
    elif wanted.roster is None and wanted.last is not None:
        problem = finding("last-without-roster", Location(str(wanted.last)))
    elif wanted.profile is not None and wanted.kind is None:
        known = Text("、".join(k.name.zh for k in call.framework.kinds.values()), ", ".join(call.framework.kinds))
        problem = finding("profile-without-kind", Location(), text=wanted.profile, known=known)
    elif wanted.roster is not None and call.out is not None and call.out.suffix == SUFFIX:
        problem = finding("out-is-a-file", Location(str(call.out)))
    if problem is not None:
        raise UsageProblem([problem], call.language)


def _empty(call: Call, wanted: Wanted) -> Slip:
    """A ledger for nobody in particular; of a kind where one is named, so that it knows its standard."""
    unit = Unit()
    if wanted.kind is not None:
        kind, profile = find_kind_and_profile(wanted.kind, wanted.profile, call.framework, call.language)
        unit = Unit(kind=kind.id, profile=profile.id)
    name = "-".join(filter(None, (unit.kind, unit.profile, f"grid-ledger{SUFFIX}")))
    out = call.out
    target = out if out is not None and out.suffix == SUFFIX and not out.is_dir() else (out or Path()) / name
    return Slip(LedgerOrder(unit, read_period(wanted.period)), target)


def _by_roster(call: Call, wanted: Wanted, expected: Expected, last: Mapping[int, Sequence[Grid]]) -> Sequence[Slip]:
    """A ledger for each unit, with the grids that it had last season."""
    entries = expected.roster.units
    areas = Areas(entry.unit for entry in entries)
    units = [_completed(areas.place(e.unit, e.unit, e.location, {}).value, call.framework) for e in entries]
    out = call.out or expected.file.parent / _FOLDER
    targets = form_targets(units, out, LEDGER_CALLED)
    shared = Counter(targets)
    slips = []
    for at, (unit, target) in enumerate(zip(units, targets, strict=True)):
        slip = Slip(LedgerOrder(unit, read_period(wanted.period), last.get(at, ())), target)
        if shared[target] > 1:
            details = {"other": unit.name, "target": str(target)}
            slip = replace(
                slip, state="not-written", findings=(finding("outputs-collide", entries[at].location, **details),)
            )
        slips.append(slip)
    return slips


def _completed(unit: Unit, framework: Framework) -> Unit:
    usual = framework.default_profile(unit.kind)
    return replace(unit, profile=unit.profile or usual.id) if usual is not None else unit


def _last_season(call: Call, folder: Path, expected: Expected) -> LastGrids:
    """Last season's grids. Raises `UsageProblem` where the path leads to no workbook."""
    found = find_sources([folder], [expected.file])
    if found.problems:
        raise UsageProblem(found.problems, call.language)
    place = Location(shown(folder))
    with Screen(call.language).progress(len(found.sources)) as tick:
        return read_last_grids(found.sources, call.framework, rules_of(call), expected.roster, place, tick)


def _written(call: Call, slips: Sequence[Slip], language: FormLanguage) -> Iterator[Slip]:
    """Each ledger put in place; one that somebody has begun to fill in is left alone. Raises `UsageProblem`."""
    wanted = [_looked_at(slip) for slip in slips]
    orders = [slip.order for slip in wanted if slip.state == "wanted"]
    contents = isolated(partial(_content, framework=call.framework, language=language), orders, _LIMITS)
    with Screen(call.language).progress(len(wanted), _MAKING) as tick:
        for slip in wanted:
            yield _delivered(slip, next(contents)) if slip.state == "wanted" else slip
            tick()


def _content(order: LedgerOrder, framework: Framework, language: FormLanguage) -> bytes:
    return ledger_content(framework, order, language)


def _looked_at(slip: Slip) -> Slip:
    """A slip after a look at what is there already."""
    if slip.state != "wanted":
        return slip
    imprint = read_imprint(slip.target) if slip.target.is_file() else None
    if imprint is not None and imprint.sort == "grid-ledger" and not imprint.untouched:
        return replace(slip, state="kept")
    obstacle = folder_obstacle(slip.target.parent)
    return slip if obstacle is None else replace(slip, state="not-written", findings=(obstacle,))


def _delivered(slip: Slip, content: bytes | Fault) -> Slip:
    if isinstance(content, Fault):
        fault = finding("internal-fault", Location(str(slip.target)), reason=content.reason or content.sort)
        return replace(slip, state="not-written", findings=(fault,))
    try:
        write_atomically(slip.target, content)
    except OutputError as error:
        return replace(slip, state="not-written", findings=(error.finding,))
    return replace(slip, state="written")


def _show(call: Call, done: Sequence[Slip], found: Sequence[Finding]) -> None:
    """How many ledgers were written, with last season's grids or without, and which were not."""
    screen = Screen(call.language)
    screen.findings(found)
    written = [slip for slip in done if slip.state == "written"]
    kept = [slip for slip in done if slip.state == "kept"]
    carried = sum(bool(slip.order.grids) for slip in written)
    if len(done) > 1:
        zh = f"写出 {len(written)} 份网格台账" + (f"，其中 {carried} 份带出上期网格" if carried else "")
        en = f"{counted(len(written), 'ledger')} written" + (f", {carried} with last season's grids" if carried else "")
        screen.say(Text(zh, en))
    if kept:
        names = _some([slip.order.unit.name for slip in kept])
        zh, en = (
            f"  已有人填过，没有动 {len(kept)} 份：{names}",
            f"  {len(kept)} filled in already and left alone: {names}",
        )
        screen.line(Text(zh, en))
    screen.wrote([slip.target for slip in written])


def _document(call: Call, slip: Slip) -> dict[str, object]:
    unit = slip.order.unit
    return {
        "file": str(slip.target),
        "state": slip.state,
        "unit": {key: getattr(unit, key) for key in ("code", "name", "kind", "profile", "town", "county")},
        "period": slip.order.period,
        "grids": len(slip.order.grids),
        "findings": [finding_document(one, call.language) for one in slip.findings],
    }


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
