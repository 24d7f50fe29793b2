"""A re-planning as one JSON document: every grid, every part with where it goes, people, points, and what is open."""

from decimal import Decimal

from starcli.core.grids.division import AIMS
from starcli.core.grids.ledger import Grid
from starcli.core.grids.replanning import NewGrid, Proposal
from starcli.core.grids.replanning_ledger import extent
from starcli.core.grids.replanning_points import Gain, Gains
from starcli.core.grids.replanning_report import ReplanningReport
from starcli.core.grids.replanning_words import cut_compounds
from starcli.core.judgement import Result
from starcli.core.rating import Rating
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document

_UNIT = ("code", "name", "kind", "profile", "town", "county")


def replanning_document(report: ReplanningReport, language: Language) -> Document:
    """The document of a run."""
    proposal, framework = report.proposal, report.framework
    community, solved = proposal.community, proposal.solved
    return {
        "unit": {key: getattr(community.unit, key) for key in _UNIT},
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "date": framework.date,
            "fingerprint": framework.fingerprint,
        },
        "standard": {"low": proposal.size.low, "high": proposal.size.high},
        "households": community.households,
        "parts": len(community.parts),
        "compounds": community.compounds,
        "neighbours_from": community.source,
        "exempt": proposal.exempt,
        "possible": not proposal.obstacles and bool(proposal.grids),
        "proven": proposal.exempt or solved.proven,
        "seconds": report.seconds,
        "aims": {
            aim: {"figure": getattr(solved.merit, aim), "bound": getattr(solved.bound, aim)}
            for aim in (AIMS if solved.groups is not None and not proposal.exempt else ())
        },
        "today": [_today(name, proposal) for name in community.today],
        "grids": [_grid(grid, proposal, language) for grid in proposal.grids],
        "places": _places(report, language),
        "moves": [
            {
                "part": proposal.pieces[move.piece].name,
                "households": proposal.pieces[move.piece].households,
                "from": move.origin,
                "to": move.target.name[language],
            }
            for move in proposal.moves
        ],
        "cut": list(cut_compounds(proposal)),
        "unplaced": list(proposal.unplaced),
        "obstacles": [
            {
                "why": one.why,
                "parts": [proposal.pieces[at].name for at in one.pieces],
                "households": one.households,
                "low": one.low,
                "high": one.high,
            }
            for one in proposal.obstacles
        ],
        "people": {
            need.post: {"needed": need.needed, "there": need.there, "kept": need.kept, "lacking": need.lacking}
            for need in report.needs
        },
        "points": None if report.gains is None else _gains(report.gains),
        "findings": [finding_document(found, language) for found in report.findings],
    }


def _today(name: str, proposal: Proposal) -> Document:
    """A grid of today: what its ledger says, and what its parts add up to."""
    ledger = proposal.community.ledger
    listed: Grid | None = next((grid for grid in (ledger.grids if ledger else ()) if grid.name == name), None)
    pieces = [piece for piece in proposal.pieces if piece.today == name]
    return {
        "name": name,
        "listed": listed.households if listed is not None else None,
        "parts": len(pieces),
        "households": sum(piece.households for piece in pieces),
    }


def _grid(grid: NewGrid, proposal: Proposal, language: Language) -> Document:
    return {
        "number": grid.number,
        "name": grid.name[language],
        "carries_on": grid.carries or None,
        "households": grid.households,
        "size": grid.size,
        "extent": extent(proposal, grid)[language],
        "parts": [proposal.pieces[at].name for at in grid.pieces],
    }


def _places(report: ReplanningReport, language: Language) -> list[Document]:
    """Every part with its grid today and tomorrow; one without households is in none."""
    proposal = report.proposal
    grid_of = proposal.grid_of
    return [
        {
            "part": piece.name,
            "compound": piece.compound,
            "households": piece.households,
            "today": piece.today or None,
            "grid": grid_of[at].name[language] if at in grid_of else None,
            "cell": str(proposal.community.parts[piece.part].location),
            "tile": list(report.tiles[at]),
        }
        for at, piece in enumerate(proposal.pieces)
    ]


def _gains(gains: Gains) -> Document:
    by_itself, filled = gains.points
    return {
        "whole_form": gains.ratings is not None,
        "by_division": by_itself,
        "once_staffed": filled,
        "indicators": [_gain(gain) for gain in gains.each],
        "ratings": None if gains.ratings is None else dict(zip(_STEPS, map(_rating, gains.ratings), strict=True)),
    }


_STEPS = ("today", "divided", "staffed")


def _gain(gain: Gain) -> Document:
    each = dict(zip(_STEPS, (gain.today, gain.divided, gain.filled), strict=True))
    return {"indicator": gain.today.indicator.id, **{step: _result(result) for step, result in each.items()}}


def _result(result: Result) -> Document:
    value = result.value
    return {"value": value if isinstance(value, Decimal) else str(value), "points": result.points}


def _rating(rating: Rating) -> Document:
    return {"total": rating.total, "grade": rating.grade.id}
