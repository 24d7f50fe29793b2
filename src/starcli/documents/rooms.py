"""A proposal for rooms as one JSON document: figures, every room with who gets it, every unit before and after."""

from collections.abc import Iterable

from starcli.core.assessment import Unit
from starcli.core.rooms.proposal import Outlook, Proposal
from starcli.core.rooms.report import RoomsReport, StreetFigures
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document

_UNIT = ("code", "name", "kind", "profile", "town", "county")
_STREET = (
    "rooms", "idle", "given_before", "proposed", "left", "asked", "short", "met", "lacking", "still_lacking",
)  # fmt: skip


def rooms_document(report: RoomsReport, language: Language) -> Document:
    """The document of a run."""
    proposal = report.proposal
    framework = proposal.question.framework
    return {
        "target": proposal.question.grade.id,
        "indicator": proposal.question.rules.indicator,
        "fact": proposal.question.rules.fact,
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "date": framework.date,
            "fingerprint": framework.fingerprint,
        },
        "within": proposal.within,
        "split": proposal.split,
        "tag": report.tag,
        "step": proposal.step,
        "units": {standing: proposal.count(standing) for standing in ("enough", "short", "unknown", "other")},
        "aims": {
            aim: {"figure": quality.figure, "bound": quality.bound, "proven": quality.proven}
            for aim, quality in proposal.qualities.items()
        },
        "proven": proposal.proven,
        "still_lacking": report.needed,
        "price": report.price,
        "towns": [_street(one) for one in report.by_street()],
        "rooms": [_room(proposal, position) for position in range(len(proposal.rooms))],
        "lacking": [_outlook(one, proposal) for one in proposal.outlooks],
        "unknown": [
            _unit(member.unit) | {"state": member.state}
            for member, standing in zip(proposal.everyone, proposal.standings, strict=True)
            if standing == "unknown"
        ],
        "findings": [finding_document(found, language) for found in report.findings],
    }


def _street(one: StreetFigures) -> Document:
    return {"town": one.place.town, "county": one.place.county, **{key: getattr(one, key) for key in _STREET}}


def _room(proposal: Proposal, position: int) -> Document:
    room = proposal.rooms[position]
    credited = proposal.credit.units[position]
    return {
        "cell": str(room.location),
        **{key: getattr(room, key) for key in ("number", "address", "owner", "state", "town", "county")},
        **{key: getattr(room, key) for key in ("built", "idle", "usable", "splits")},
        "given_before": [
            {
                "to": one.to,
                "unit": None if unit is None else _unit(proposal.everyone[unit].unit),
                "area": one.area,
                "handed_over": one.handed_over.isoformat() if one.handed_over is not None else None,
                "use": one.use,
            }
            for one, unit in zip(room.allotments, credited, strict=True)
        ],
        "proposed": [
            {"unit": _unit(proposal.outlooks[one.unit].unit), "area": one.area, "same_town": one.same_street}
            for one in proposal.given
            if one.room == position
        ],
        "left": proposal.left_of(position),
    }


def _outlook(one: Outlook, proposal: Proposal) -> Document:
    indicator = proposal.question.rules.indicator
    ratings = (one.served.rating, one.rating)
    return {
        "unit": _unit(one.unit),
        "tags": list(one.served.member.tags),
        "area": one.served.area,
        "to_come": one.served.coming,
        "lacking": one.served.lacking,
        "proposed": one.given,
        "still_lacking": one.still_lacking,
        "met": one.met,
        **_both("value", (rating.result(indicator).value for rating in ratings)),
        **_both("points", (rating.result(indicator).points for rating in ratings)),
        **_both("total", (rating.total for rating in ratings)),
        **_both("grade", (rating.grade.id for rating in ratings)),
    }


def _both(name: str, figures: Iterable[object]) -> Document:
    before, after = figures
    return {name: {"before": before, "after": after}}


def _unit(unit: Unit) -> Document:
    return {key: getattr(unit, key) for key in _UNIT}
