"""The state of grids as one JSON document: totals, every unit with its grids, and everything found; nobody by name."""

from starcli.core.grids.posts import POSTS
from starcli.core.grids.report import GridsReport
from starcli.core.grids.state import GridState, UnitState
from starcli.core.grids.totals import Tally
from starcli.core.roster import RosterUnit
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document

_UNIT = ("code", "name", "kind", "profile", "town", "county", "city")


def grids_document(report: GridsReport, language: Language) -> Document:
    """The document of a run; `without_ledger` is null without a roster."""
    framework, totals = report.framework, report.totals
    return {
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "date": framework.date,
            "fingerprint": framework.fingerprint,
        },
        "total": _tally(totals.whole, language),
        "by_county": [_tally(one, language) for one in totals.counties],
        "by_town": [_tally(one, language) for one in totals.towns.values()],
        "units": [_unit(unit) for unit in report.states],
        "not_in_roster": [_unit(unit) for unit in report.outside],
        "not_counted": [str(one.location) for one in report.unread],
        "without_ledger": None if report.missing is None else [_absent(entry) for entry in report.missing],
        "findings": [finding_document(found, language) for found in report.findings],
    }


def _tally(tally: Tally, language: Language) -> Document:
    return {
        "name": tally.name[language],
        "units": tally.units,
        "without_ledger": tally.missing,
        "grids": tally.grids,
        "households": tally.households,
        "mean": tally.mean,
        "sizes": dict(tally.sizes),
        "in_range": tally.within,
        "share_in_range": tally.share,
        "posts_to_fill": dict(tally.vacancies),
        "lacking_functions": tally.incomplete,
        "without_party_group": tally.without_party,
    }


def _unit(state: UnitState) -> Document:
    ledger, standard = state.ledger, state.standard
    return {
        "unit": {key: getattr(ledger.unit, key) for key in _UNIT},
        "ledger": str(ledger.location),
        "period": ledger.period,
        "standard": None if standard is None else [standard.low, standard.high],
        "grids_possible": None if state.fewest is None else [state.fewest, state.most],
        "figures": {
            name: {"value": figure.value, "cells": figure.location.within} for name, figure in state.figures.items()
        },
        "grids": [_grid(grid, state) for grid in state.grids],
    }


def _grid(state: GridState, unit: UnitState) -> Document:
    grid = state.grid
    return {
        "name": grid.name,
        "code": grid.code,
        "households": grid.households,
        "residents": grid.residents,
        "micro_grids": grid.micro_grids,
        "size": state.size,
        "posts": {post: None if post in unit.untold else post not in state.lacking for post in POSTS},
        "party_group": state.party_group,
        "missing_functions": list(state.missing) if "functions" in unit.figures else None,
        "cell": grid.location.within,
    }


def _absent(entry: RosterUnit) -> Document:
    return {key: getattr(entry.unit, key) for key in _UNIT}
