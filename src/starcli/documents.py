"""Results as JSON documents: one object a unit, numbers as numbers."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from starcli.batch import Rated
from starcli.core.assessment import Tier
from starcli.core.explain import cells_of
from starcli.core.findings import Finding
from starcli.core.gaps import GapReport
from starcli.core.judgement import Result
from starcli.core.model import Framework
from starcli.core.rating import Rating
from starcli.core.text import Language

Document = dict[str, Any]


def unit_document(rated: Rated, framework: Framework, basis: Tier, language: Language) -> Document:
    """The document of one workbook; total and grade are null when it could not be rated."""
    unit, rating = rated.unit, rated.rating
    document: Document = {
        "file": rated.source.name,
        "unit": {key: getattr(unit, key) for key in ("code", "name", "kind", "profile", "town", "county")},
        "period": rating.assessment.period if rating else "",
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "date": framework.date,
            "fingerprint": framework.fingerprint,
        },
        "basis": basis,
    }
    document |= _rating(rating) if rating else dict.fromkeys(("total", "grade", "coverage")) | _NOTHING
    document["findings"] = [finding_document(found, language) for found in rated.findings]
    return document


_NOTHING: Document = {"decided_by": [], "dimensions": [], "results": []}


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


def _rating(rating: Rating) -> Document:
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
        "results": [_result(result) for result in rating.results],
    }


def _result(result: Result) -> Document:
    return {
        "id": result.indicator.id,
        "value": result.value,
        "outcome": result.outcome,
        "score": result.score,
        "points": result.points,
        "weight": result.indicator.weight,
        "tier": result.tier,
        "cell": cells_of(result.sources),
    }


def _number(value: object) -> float | int:
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
