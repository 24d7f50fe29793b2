"""The outcome of a contest as a document for other programs."""

from collections.abc import Sequence

from starcli.core.contest.contest import Contestant, Result
from starcli.core.contest.result import Contest, Decided
from starcli.core.findings import Finding
from starcli.core.text import Language
from starcli.documents.units import Document, finding_document


def contest_document(contest: Contest, findings: Sequence[Finding], language: Language) -> Document:
    """Totals with the best first, ties, and every part with each judge's score and what became of it."""
    return {
        "title": contest.title,
        "rules": {"drop": contest.rules.drop, "places": contest.rules.places},
        "totals": [
            {
                "place": one.place,
                **_who(one.contestant),
                "total": one.total,
                "parts": [None if result is None else result.score for result in one.results],
                "plus": one.extra.plus,
                "minus": one.extra.minus,
                "to_be_checked": one.is_doubtful,
            }
            for one in contest.totals
        ],
        "ties": [
            {
                "place": tie.place,
                "total": tie.total,
                "contestants": [_who(who) for who in tie.contestants],
                "by_rounding": tie.apart,
            }
            for tie in contest.ties
        ],
        "parts": [_part(decided) for decided in contest.parts],
        "findings": [finding_document(found, language) for found in findings],
    }


def _who(who: Contestant) -> Document:
    return {"number": who.number, "name": who.name, "person": who.person, "town": who.town, "code": who.code}


def _part(decided: Decided) -> Document:
    part = decided.part
    return {
        "name": part.name,
        "weight": part.weight,
        "full": part.full,
        "judges": list(part.judges),
        "results": [_result(result) for result in decided.results],
    }


def _result(result: Result) -> Document:
    row = result.row
    return {
        **_who(row.contestant),
        "scores": [
            {"value": score.value, "raw": score.raw, "cell": score.location.within, "fate": fate}
            for score, fate in zip(row.scores, result.fates, strict=True)
        ],
        "given": None if row.given is None else row.given.value,
        "counted": result.counted,
        "mean": result.mean,
        "plus": row.extra.plus,
        "minus": row.extra.minus,
        "score": result.score,
        "place": result.place,
    }
