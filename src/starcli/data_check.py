"""What was given from outside the forms, held against everybody: units that nobody knows, or that may be two."""

from dataclasses import replace

from starcli.batch import Batch, Rated
from starcli.core.findings import Location, finding
from starcli.core.roster import Roster, RosterUnit
from starcli.data_files import DataFiles


def held_against(batch: Batch, data: DataFiles, roster: Roster | None, *, all_listed: bool) -> Batch:
    """The same with what was found in the data and about its units; a unit whose values may be another's is not rated.

    Everybody is known where a roster says who there is, or where all forms are at hand (`all_listed`).
    """
    known = _known(batch, roster)
    strangers = data.given.unknown(known, all_listed=all_listed or roster is not None)
    shared = data.given.imports.shared([entry.unit for entry in known])
    rated = tuple(_withdrawn(one, data, shared) for one in batch.rated) if shared else batch.rated
    return replace(batch, rated=rated, notes=(*batch.notes, *data.findings, *strangers))


def _known(batch: Batch, roster: Roster | None) -> list[RosterUnit]:
    listed = list(roster.units) if roster is not None else []
    others = (one for one in batch.rated if one.origin is not None and not one.superseded)
    return listed + [
        RosterUnit(one.unit, (), one.location) for one in others if roster is None or one.listed_as is None
    ]


def _withdrawn(one: Rated, data: DataFiles, shared: frozenset[int]) -> Rated:
    whose = data.given.imports.whose
    mine = [at for at in whose.fitting(one.unit) if at in shared] if one.standing is not None else []
    if not mine:
        return one
    entry = whose.units[mine[0]]
    place = entry.location if entry.location != Location() else one.location
    found = finding("imported-unit-shared", place, unit=entry.label)
    return replace(one, standing=None, rating=None, marks=None, examined=None, findings=(found, *one.findings))
