"""A challenge as a document for other programs."""

from starcli.core.challenge.challenge import Challenge, Item, Standoff
from starcli.core.text import Language
from starcli.documents.paths import one_path
from starcli.documents.units import Document


def challenge_document(challenge: Challenge, language: Language) -> Document:
    """Both units, every indicator of both, and what it takes to overtake."""
    caught_up = challenge.caught_up
    return {
        "unit": _side(challenge.own),
        "opponent": None if challenge.theirs is None else _side(challenge.theirs),
        "why": challenge.why[language],
        "margin": challenge.margin,
        "items": [_item(item) for item in challenge.items],
        "caught_up": None if caught_up is None else {"total": caught_up.total, "grade": caught_up.grade.id},
        "aim": None if challenge.aim is None else challenge.aim.id,
        "overtaking": one_path(challenge.overtaking),
    }


def _side(side: Standoff) -> Document:
    unit, rating = side.member.unit, side.rating
    known = {key: getattr(unit, key) for key in ("code", "name", "kind", "profile", "town", "county")}
    return {**known, "total": rating.total, "grade": rating.grade.id, "place": side.place, "of": side.of}


def _item(item: Item) -> Document:
    theirs = item.theirs
    return {
        "id": item.id,
        "weight": item.own.indicator.weight,
        "value": item.own.value,
        "points": item.own.points,
        "their_value": None if theirs is None else theirs.value,
        "their_points": None if theirs is None else theirs.points,
        "lead": item.lead,
        "side": item.side,
        "to_learn": item.to_learn,
    }
