"""Portraits of areas as documents for other programs: one object an area."""

from collections.abc import Mapping, Sequence

from starcli.core.findings import Finding, Location
from starcli.core.portraits.figures import Figures, Share
from starcli.core.portraits.portrait import Attainment, Moves, Portrait, UnitRow
from starcli.core.racing.movement import Movement
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document

_MOST = 5


def portrait_document(
    portrait: Portrait, target: str, findings: Mapping[Location, Sequence[Finding]], language: Language
) -> Document:
    """An area with its figures and those of the level above, what stands out, and everybody in it.

    Of `findings`, by the places of forms and of units in the roster, it has those about its own units.
    """
    above = portrait.above_label
    return {
        "level": portrait.level,
        "code": portrait.area.code,
        "name": portrait.area.name,
        "within": list(portrait.area.key[:-1]),
        "target": target,
        **figures_document(portrait.figures),
        "above": None
        if portrait.above is None or above is None
        else {"name": above[language], **figures_document(portrait.above)},
        "strongest": [_attainment(one, language) for one in portrait.strongest(_MOST)],
        "weakest": [_attainment(one, language) for one in portrait.weakest(_MOST)],
        "common": [_attainment(one, language) for one in portrait.common],
        "moves": None if portrait.moves is None else _moves(portrait.moves),
        "rows": [_unit(row) for row in portrait.units],
        "areas": [
            {"code": row.area.code, "name": row.area.name, **figures_document(row.figures),
             "weakest": None if row.weakest is None else row.weakest.id}
            for row in portrait.areas
        ],
        "findings": [
            finding_document(one, language)
            for member in portrait.area.members
            for one in findings.get(member.location, ())
        ],
    }  # fmt: skip


def figures_document(figures: Figures) -> Document:
    """The figures of an area; shares are counts of how many."""
    turnout = figures.turnout
    return {
        "units": turnout.units,
        "rated": turnout.rated,
        "not_rated": turnout.unrated,
        "not_reported": turnout.missing,
        "grades": dict(figures.grades),
        "to_rectify": figures.listed,
        "kinds": [
            {"kind": kind.kind, "units": kind.units, "rated": kind.rated, "mean": kind.mean, "median": kind.median}
            for kind in figures.kinds
        ],
        "dimensions": dict(figures.dimensions),
        "attained": {key: _share(share) for key, share in figures.attained.items()},
    }


def _share(share: Share) -> Document:
    return {"count": share.count, "of": share.of, "share": share.rate}


def _attainment(one: Attainment, language: Language) -> Document:
    return {
        "id": one.id,
        "name": one.name[language],
        **_share(one.own),
        "above": None if one.above is None else one.above.rate,
        "difference": one.difference,
        "sure": one.sure,
    }


def _moves(moves: Moves) -> Document:
    return {
        "compared": moves.compared,
        "points_up": moves.points_up,
        "points_down": moves.points_down,
        "grades_up": moves.grades_up,
        "grades_down": moves.grades_down,
        "new": moves.new,
        "risen": [_move(one) for one in moves.risen[:_MOST]],
        "fallen": [_move(one) for one in moves.fallen[:_MOST]],
    }


def _move(one: Movement) -> Document:
    unit, before = one.now.member.unit, one.before
    return {
        "code": unit.code,
        "name": unit.name,
        "total": one.now.standing.total,
        "former_total": None if before is None else before.standing.total,
        "change": one.points_up,
        "places_up": one.places_up,
    }


def _unit(row: UnitRow) -> Document:
    unit, standing, moved = row.member.unit, row.member.standing, row.movement
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "state": row.member.state,
        "total": None if standing is None else standing.total,
        "grade": None if standing is None else standing.grade,
        "place": None if moved is None else moved.now.place,
        "of": None if moved is None else moved.now.of,
        "change": None if moved is None else moved.points_up,
        "short": list(row.short),
        "gates": row.gates,
    }
