"""`form`: an empty form of one kind, or a form for each unit of a roster with what is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starcli.commands.grids import rules_of
from starcli.commands.running import exit_code, print_json
from starcli.console.screen import Screen
from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Grade
from starcli.core.text import FormLanguage, Text, counted, listed
from starcli.documents.units import Document, finding_document, form_document
from starcli.excel.reading.profile import read_period
from starcli.forms import FormWorks, Order, Slip, deliver, folder_obstacle, made, slips
from starcli.last_grids import LastGrids, read_last_grids
from starcli.last_season import LastSeason, read_last_season
from starcli.options import Call, Expected, UsageProblem, find_kind_and_profile, find_target, load_roster
from starcli.sources import find_sources, shown
from starcli.targets import SUFFIX

_FOLDER = "forms"
_MAKING = Text("制表", "making forms")
_MOST_NAMES = 12
_UNREAD = "last-form-unread"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What forms are asked for: of which kind and profile or by which roster, and what stands in them."""

    kind: str | None
    profile: str | None
    roster: Path | None
    last: Path | None
    language: FormLanguage
    target: str | None
    period: str
    grids: bool = False


def form(call: Call, wanted: Wanted) -> int:
    """One empty form, or one for each unit of the roster; the exit code."""
    target = _target(call, wanted)
    if wanted.grids:
        rules_of(call)
    works = FormWorks(call.framework, wanted.language, call.basis, target, grids=wanted.grids)
    _refuse_contradictions(call, wanted)
    if wanted.roster is not None:
        return _forms(call, wanted, works, wanted.roster)
    return _empty_form(call, wanted, works)


def _target(call: Call, wanted: Wanted) -> Grade:
    if wanted.target is None:
        return call.framework.grades[0]
    return find_target(wanted.target, call.framework, call.language)


def _refuse_contradictions(call: Call, wanted: Wanted) -> None:
    """Raise `UsageProblem` where the options leave open, or say twice, for whom a form is."""
    problem: Finding | None = None
    known = listed([kind.name for kind in call.framework.kinds.values()])
    chosen = wanted.kind is not None or wanted.profile is not None
    if wanted.roster is not None and chosen:
        problem = finding("kind-beside-roster", Location())
    elif wanted.roster is None and wanted.last is not None:
        problem = finding("last-without-roster", Location(str(wanted.last)))
    elif wanted.roster is None and wanted.profile is not None and wanted.kind is None:
        problem = finding("profile-without-kind", Location(), text=wanted.profile, known=known)
    elif wanted.roster is None and wanted.kind is None:
        problem = finding("form-for-whom", Location(), known=known)
    elif wanted.roster is not None and call.out is not None and call.out.suffix == SUFFIX:
        problem = finding("out-is-a-file", Location(str(call.out)))
    if problem is not None:
        raise UsageProblem([problem], call.language)


def _empty_form(call: Call, wanted: Wanted, works: FormWorks) -> int:
    """One form for nobody in particular."""
    kind, profile = find_kind_and_profile(wanted.kind or "", wanted.profile, call.framework, call.language)
    order = Order(Unit(kind=kind.id, profile=profile.id), read_period(wanted.period))
    slip = Slip(order, _file_of(call.out, f"{kind.id}-{profile.id}-form{SUFFIX}"))
    if call.writes:
        slip = deliver(slip, works.make(order))
        if any(found.code == "output-not-ours" for found in slip.findings):
            raise UsageProblem(slip.findings, call.language)
    if call.as_json:
        print_json([_document(call, slip)], call.language)
    else:
        screen = Screen(call.language)
        screen.findings(slip.findings)
        if slip.state == "written":
            screen.say(Text(f"{kind.name.zh} · {profile.name.zh}", f"{kind.name.en} · {profile.name.en}"))
            screen.wrote([slip.target])
    return exit_code(slip.findings, strict=call.strict)


def _file_of(out: Path | None, name: str) -> Path:
    """The file at --out, or of a name below the folder that it is."""
    if out is not None and out.suffix == SUFFIX and not out.is_dir():
        return out
    return (out or Path()) / name


def _forms(call: Call, wanted: Wanted, works: FormWorks, roster: Path) -> int:
    """A form for each unit of the roster."""
    expected = load_roster(roster, call.framework, call.language, counts=False)
    out = call.out or roster.parent / _FOLDER
    last = _last_season(call, wanted, expected)
    grids = _last_grids(call, wanted, expected)
    period = read_period(wanted.period)
    done: Sequence[Slip] = slips(expected.roster, call.framework, last.forms, out, period, grids.grids)
    obstacle = folder_obstacle(out) if call.writes else None
    if obstacle is not None:
        done = [slip.failed() for slip in done]
    elif call.writes:
        with Screen(call.language).progress(len(done), _MAKING) as tick:
            done = tuple(made(done, works, tick))
    told = (one for one in last.findings if one.code != _UNREAD or one.location.file not in grids.files)
    of_run = (*expected.findings, *told, *grids.findings, *([obstacle] if obstacle is not None else ()))
    found = (*of_run, *(one for slip in done for one in slip.findings))
    if call.as_json:
        print_json([_document(call, slip) for slip in done], call.language, of_run)
    else:
        screen = Screen(call.language)
        screen.findings(found)
        _summary(screen, done, out)
    return exit_code(found, strict=call.strict)


def _document(call: Call, slip: Slip) -> Document:
    """The JSON document of one form."""
    order = slip.order
    return {
        "file": str(slip.target),
        "state": slip.state,
        **form_document(order.unit, slip.entry, call.framework, call.basis),
        "period": order.period,
        "last": str(order.last.location) if order.last is not None else "",
        "findings": [finding_document(found, call.language) for found in slip.findings],
    }


def _last_season(call: Call, wanted: Wanted, expected: Expected) -> LastSeason:
    """What last season's forms give; nothing where none are named. Raises `UsageProblem` when there are none."""
    if wanted.last is None:
        return LastSeason()
    found = find_sources([wanted.last], [expected.file])
    if found.problems:
        raise UsageProblem(found.problems, call.language)
    with Screen(call.language).progress(len(found.sources)) as tick:
        return read_last_season(found.sources, call.framework, expected.roster, Location(shown(wanted.last)), tick)


def _last_grids(call: Call, wanted: Wanted, expected: Expected) -> LastGrids:
    """Last season's grids, where forms are to hold a ledger of them."""
    if wanted.last is None or not wanted.grids:
        return LastGrids()
    sources = find_sources([wanted.last], [expected.file]).sources
    place = Location(shown(wanted.last))
    return read_last_grids(sources, call.framework, rules_of(call), expected.roster, place)


def _summary(screen: Screen, done: Sequence[Slip], out: Path) -> None:
    """How many forms were written, with last values or without, which were not, and where they are."""
    of_state = {state: [slip for slip in done if slip.state == state] for state in ("written", "kept", "not-written")}
    written, kept, failed = of_state.values()
    carried = sum(slip.order.last is not None for slip in written)
    zh = f"名册共 {len(done)} 个单位：写出 {len(written)} 份表" + (f"，其中 {carried} 份带上期值" if carried else "")
    en = f"{counted(len(done), 'unit')} in the roster: {counted(len(written), 'form')} written"
    screen.say(Text(zh, en + (f", {carried} with last season's values" if carried else "")))
    if kept:
        zh, en = f"已有人填过，没有动 {len(kept)} 份", f"{len(kept)} filled in already and left alone"
        screen.line(_with_names(Text(zh, en), kept))
    if failed:
        screen.line(_with_names(Text(f"没有写出 {len(failed)} 份", f"{len(failed)} not written"), failed))
    if written:
        screen.wrote([out])


def _with_names(said: Text, which: Sequence[Slip]) -> Text:
    """A line with the names of the units that it is about."""
    labels = [f"{slip.order.unit.town}{slip.order.unit.name}" for slip in which]
    rest = len(labels) - _MOST_NAMES
    zh = "、".join(labels[:_MOST_NAMES]) + (f" 等 {len(labels)} 个" if rest > 0 else "")
    en = ", ".join(labels[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")
    return Text(f"  {said.zh}：{zh}", f"  {said.en}: {en}")
