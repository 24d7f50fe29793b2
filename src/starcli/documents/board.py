"""A board as one JSON document: every unit with its figures, its places and the lists it is on."""

from collections.abc import Iterable
from datetime import datetime

from starcli.core.assessment import Unit
from starcli.core.boards.board import Board, Row
from starcli.core.boards.stars import stars_note
from starcli.core.everyone import Member
from starcli.core.findings import Finding
from starcli.core.racing.movement import Movement
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document


def board_document(board: Board, time: datetime, findings: Iterable[Finding], language: Language) -> Document:
    """The document of a board; units stand as on the board, those without a rating behind the others."""
    framework, turnout = board.framework, board.turnout
    return {
        "name": board.name,
        "time": time.isoformat(timespec="seconds"),
        "periods": list(board.periods),
        "basis": board.basis,
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "date": framework.date,
            "fingerprint": framework.fingerprint,
        },
        "turnout": {
            "units": turnout.units,
            "rated": turnout.rated,
            "unrated": turnout.unrated,
            "missing": turnout.missing,
        },
        "stars_note": stars_note(framework)[language],
        "units": [*(_row(row, board, language) for row in board.rows), *map(_other, board.others)],
        "findings": [finding_document(found, language) for found in findings],
    }


def _row(row: Row, board: Board, language: Language) -> Document:
    return {
        "unit": _unit(row.member.unit),
        "state": row.member.state,
        "total": row.standing.total,
        "grade": row.standing.grade,
        "held": row.held[language] if row.held is not None else None,
        "dimensions": dict(row.standing.dimensions),
        "places": [
            {"within": list(keys), **_movement(movement)}
            for keys, movement in zip(board.groupings, row.movements, strict=True)
        ],
        "lists": [known.id for known in row.lists],
        "short_boards": [short.indicator for short in row.card.short_boards],
    }


def _movement(movement: Movement) -> Document:
    before = movement.before.place if movement.before is not None and movement.comparable else None
    return {"place": movement.now.place, "of": movement.now.of, "before": before, "up": movement.places_up}


def _other(member: Member) -> Document:
    unrated: Document = {
        "total": None,
        "grade": None,
        "held": None,
        "dimensions": {},
        "places": [],
        "lists": [],
        "short_boards": [],
    }
    return {"unit": _unit(member.unit), "state": member.state, **unrated}


def _unit(unit: Unit) -> Document:
    return {key: getattr(unit, key) for key in ("code", "name", "kind", "profile", "town", "county")}
