"""`grids`: the state of every grid in a folder of ledgers and forms; one workbook."""

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from starcli.commands.running import area_name, collector_at_rest, exit_code, print_json, write
from starcli.console.grids import show_grids
from starcli.console.screen import Screen
from starcli.core.areas import Areas
from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, finding
from starcli.core.grids.report import GridsReport, Unread
from starcli.core.grids.rules import GridRules
from starcli.core.grids.state import UnitState, state_of
from starcli.core.grids.totals import total_up
from starcli.core.reconcile import Report, Verdict, settle_doubles
from starcli.core.roster import RosterUnit
from starcli.documents.grids import grids_document
from starcli.excel.writing.grids.state_book import write_state
from starcli.grid_files import GridFiles, GridRun, GridsIn
from starcli.options import Call, UsageProblem
from starcli.sources import find_sources, shown
from starcli.targets import folder_target

_NAMED = 3


def grids(call: Call, path: Path) -> int:
    """The state of the grids in every ledger at a path; the exit code."""
    report = surveyed(call, path)
    folder = path if path.is_dir() else path.parent
    files = write(
        call, [(folder_target(folder, "grids", call.out), partial(write_state, report, language=call.language))]
    )
    if call.as_json:
        print_json([grids_document(report, call.language)], call.language)
    else:
        screen = Screen(call.language)
        show_grids(screen, report)
        screen.wrote(files)
    return exit_code(report.findings, strict=call.strict)


def rules_of(call: Call) -> GridRules:
    """What the framework says of grids. Raises `UsageProblem` where it says nothing."""
    if call.framework.grids is None:
        raise UsageProblem([finding("no-grid-rules", Location(), framework=call.framework.id)], call.language)
    return call.framework.grids


def surveyed(call: Call, path: Path) -> GridsReport:
    """The state of every grid at a path, everybody of the roster counted. Raises `UsageProblem`."""
    rules = rules_of(call)
    run = _read(call, path, rules)
    settled = _settled(call, run)
    counted = [one for one in settled if one.ledger is not None]
    missing = _missing(call, counted) if path.is_dir() or len(settled) > 1 else None
    ledgers = [one.ledger for one in counted if one.ledger is not None]
    strangers = [each for each in ledgers if call.roster is not None and each.listed_as is None]
    states = tuple(_in_order([state_of(each, rules) for each in ledgers if each not in strangers]))
    absent = None if missing is None else [entry.unit for entry in missing]
    of_files = [found for one in settled for found in one.findings]
    units = [*(state.ledger.unit for state in states), *(absent or ())]
    return GridsReport(
        name=area_name(path if path.is_dir() else path.parent, units),
        framework=call.framework,
        rules=rules,
        states=states,
        totals=total_up(states, absent),
        missing=missing,
        unread=tuple(Unread(one.location, one.findings) for one in settled if one.ledger is None),
        findings=(*run.notes, *_about_missing(call, missing), *of_files),
        outside=tuple(state_of(each, rules) for each in strangers),
        folder=f"{shown(path)}{os.sep}" if path.is_dir() else "",
    )


def _read(call: Call, path: Path, rules: GridRules) -> GridRun:
    """Every ledger at a path. Raises `UsageProblem` when there is none."""
    listed = (call.expected.file,) if call.expected is not None else ()
    found = find_sources([path], listed)
    if found.problems:
        raise UsageProblem(found.problems, call.language)
    files = GridFiles(call.framework, rules, call.basis, call.roster)
    with Screen(call.language).progress(len(found.sources)) as tick, collector_at_rest():
        run = files.read_all(found.sources, [path], tick)
    if not run.each:
        raise UsageProblem([*run.notes, finding("no-grid-ledgers", Location(shown(path)))], call.language)
    of_roster = call.expected.findings if call.expected is not None else ()
    return replace(run, notes=(*of_roster, *found.notes, *run.notes))


def _settled(call: Call, run: GridRun) -> list[GridsIn]:
    """The ledgers in the areas of their units; of two ledgers of one unit none counts, or the later with --latest."""
    reports = [
        Report(
            one.ledger.unit if one.ledger is not None else Unit(),
            one.location,
            one.origin.listed_as,
            one.origin.dated,
            usable=one.ledger is not None,
        )
        for one in run.each
    ]
    verdicts = settle_doubles(reports, latest=call.latest, by_roster=call.roster is not None)
    entries = call.roster.units if call.roster is not None else ()
    areas = Areas((entry.unit for entry in entries), (one.ledger.unit for one in run.each if one.ledger is not None))
    return [_placed(_judged(one, verdict), areas, entries) for one, verdict in zip(run.each, verdicts, strict=True)]


def _judged(one: GridsIn, verdict: Verdict) -> GridsIn:
    if verdict.outcome == "counts":
        return one
    return replace(one, ledger=None, findings=(*verdict.findings, *one.findings))


def _placed(one: GridsIn, areas: Areas, entries: Sequence[RosterUnit]) -> GridsIn:
    """A ledger whose unit lies in the areas of its code, as the roster and the other ledgers name them."""
    if one.ledger is None:
        return one
    unit, at = one.ledger.unit, one.origin.listed_as
    placed = areas.place(unit, entries[at].unit if at is not None else unit, one.ledger.location, one.origin.cells)
    return replace(one, ledger=replace(one.ledger, unit=placed.value), findings=(*one.findings, *placed.findings))


def _missing(call: Call, counted: Sequence[GridsIn]) -> tuple[RosterUnit, ...] | None:
    """The units of the roster that handed in nothing that counts; None without a roster."""
    if call.roster is None:
        return None
    came = {one.origin.listed_as for one in counted}
    return tuple(entry for at, entry in enumerate(call.roster.units) if at not in came)


def _about_missing(call: Call, missing: Sequence[RosterUnit] | None) -> tuple[Finding, ...]:
    """One warning on everybody who handed in nothing."""
    if not missing or call.expected is None:
        return ()
    labels = [entry.label for entry in missing]
    names = ", ".join(labels[:_NAMED]) + (" …" if len(labels) > _NAMED else "")
    return (finding("grid-ledger-missing", Location(shown(call.expected.file)), count=len(labels), names=names),)


def _in_order(states: Sequence[UnitState]) -> list[UnitState]:
    """The units county by county and town by town, in the order in which they came."""
    counties: dict[str, dict[str, list[UnitState]]] = {}
    for state in states:
        unit = state.ledger.unit
        counties.setdefault(unit.county, {}).setdefault(unit.town, []).append(state)
    return [state for towns in counties.values() for some in towns.values() for state in some]
