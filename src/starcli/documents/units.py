"""Results as JSON documents: one object a unit, numbers as numbers."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from starcli.batch import Rated
from starcli.core.assessment import Claims, ResultClaim, Tier, Unit
from starcli.core.findings import Finding
from starcli.core.gaps import GapReport
from starcli.core.judgement import Result
from starcli.core.model import Framework
from starcli.core.overclaim import OverClaims, over_claims
from starcli.core.provenance import Figure, cells_in, home_of, provenance_of
from starcli.core.rating import Rating
from starcli.core.reconcile import Missing
from starcli.core.roster import Roster, RosterUnit
from starcli.core.text import Language

Document = dict[str, Any]


def unit_document(
    rated: Rated, framework: Framework, basis: Tier, language: Language, roster: Roster | None = None
) -> Document:
    """The document of one workbook; total and grade are null when it could not be rated.

    `in_roster` is null without a roster.
    """
    rating = rated.rating
    entry = roster.units[rated.listed_as] if roster is not None and rated.listed_as is not None else None
    document: Document = {
        "file": rated.source.name,
        "reported": True,
        "in_roster": None if roster is None else entry is not None,
        **_unit(rated.unit, entry),
        "period": rating.assessment.period if rating else "",
        **_basis(framework, basis),
    }
    document |= rating_document(rating) if rating else _UNRATED
    document["findings"] = [finding_document(found, language) for found in rated.findings]
    return document


def missing_document(missing: Missing, framework: Framework, basis: Tier, language: Language) -> Document:
    """The document of a unit of the roster that has not reported."""
    return {
        "file": "",
        "reported": False,
        "in_roster": True,
        **_unit(missing.entry.unit, missing.entry),
        "period": "",
        **_basis(framework, basis),
        **_UNRATED,
        "findings": [finding_document(missing.finding, language)],
    }


def form_document(unit: Unit, entry: RosterUnit | None, framework: Framework, basis: Tier) -> Document:
    """What the document of a form that is made says of its unit, and of how it is judged."""
    return {**_unit(unit, entry), **_basis(framework, basis)}


def _unit(unit: Unit, entry: RosterUnit | None) -> Document:
    known = {key: getattr(unit, key) for key in ("code", "name", "kind", "profile", "town", "county")}
    return {"unit": known, "tags": list(entry.tags) if entry is not None else []}


def _basis(framework: Framework, basis: Tier) -> Document:
    return {
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "date": framework.date,
            "fingerprint": framework.fingerprint,
        },
        "basis": basis,
    }


_UNRATED: Document = {
    "total": None,
    "grade": None,
    "coverage": None,
    "decided_by": [],
    "dimensions": [],
    "results": [],
    "claims": {"totals": [], "grades": [], "sums": [], "points": {}},
    "over_claims": None,
}


def gap_documents(report: GapReport) -> list[Document]:
    """The gaps of one unit, the most pressing first."""
    return [
        {
            "id": gap.result.indicator.id,
            "current": gap.result.value,
            "required": gap.required,
            "gain": gap.gain,
            "gate": gap.gate,
        }
        for gap in report.gaps
    ]


def finding_document(found: Finding, language: Language) -> Document:
    """A finding with its wording."""
    return {
        "code": found.code,
        "severity": found.severity,
        "location": str(found.location),
        "message": found.message(language),
        "advice": found.advice(language),
    }


def as_json(documents: Sequence[Document]) -> str:
    """One object for one document, an array for several."""
    content: Any = documents[0] if len(documents) == 1 else list(documents)
    return json.dumps(content, ensure_ascii=False, indent=2, default=_number)


def rating_document(rating: Rating) -> Document:
    """A rating with the results of all its indicators."""
    return {
        "base": rating.base,
        "bonus": rating.bonus,
        "deductions": rating.deductions,
        "total": rating.total,
        "grade": rating.grade.id,
        "earned": rating.earned.id,
        "decided_by": [str(decider) for decider in rating.deciders],
        "on_rectification_list": rating.on_rectification_list,
        "coverage": rating.coverage,
        "dimensions": [
            {"id": d.id, "points": d.points, "available": d.available, "score": d.score} for d in rating.dimensions
        ],
        "results": [_result(result, rating) for result in rating.results],
        "claims": _claims(rating.assessment.claims),
        "over_claims": _over_claims(over_claims(rating.scheme, rating.assessment)),
    }


def _result(result: Result, rating: Rating) -> Document:
    """A result; `source` are the figures that it comes from, `displaced` those that stand aside for them."""
    provenance = provenance_of(rating, result)
    return {
        "id": result.indicator.id,
        "value": result.value,
        "outcome": result.outcome,
        "score": result.score,
        "points": result.points,
        "weight": result.indicator.weight,
        "tier": result.tier,
        "cell": cells_in(result.sources, home_of(rating)),
        "source": [_figure(figure) for figure in provenance.counting],
        "displaced": [_figure(figure) for figure in provenance.displaced],
    }


def _figure(figure: Figure) -> Document:
    place = figure.answer.location
    where = {"file": place.file, "sheet": place.sheet, "cell": place.cell}
    return {"id": figure.key, "from": figure.source, "value": figure.shown, **where}


def _claims(claims: Claims) -> Document:
    """What the form says of its own result, with the cells that say it."""
    return {
        "totals": [_claim(claim) for claim in claims.totals],
        "grades": [_claim(claim) for claim in claims.grades],
        "sums": [_claim(claim) for claim in claims.sums],
        "points": {key: _claim(claim) for key, claim in claims.points.items()},
    }


def _claim(claim: ResultClaim) -> Document:
    return {"value": claim.value, "cell": claim.location.within}


def _over_claims(ledger: OverClaims | None) -> Document | None:
    """What was claimed too much and too little; null where neither town nor county entered a value."""
    if ledger is None:
        return None
    return {
        "by_basis": {
            tier: {"total": rating.total, "grade": rating.grade.id} for tier, rating in ledger.ratings.items()
        },
        "over": ledger.over,
        "under": ledger.under,
        "items": [
            {
                "id": difference.indicator.id,
                "by_basis": {
                    tier: {
                        "value": result.value,
                        "points": result.points,
                        "cell": cells_in(result.sources, home_of(ledger.ratings[tier])),
                    }
                    for tier, result in difference.by_basis.items()
                },
                "difference": difference.points,
            }
            for difference in ledger.differences
        ],
    }


def _number(value: object) -> float | int:
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
