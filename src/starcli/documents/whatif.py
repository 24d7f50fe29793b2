"""A what-if as a JSON document: what was set, the rating after it, and what is different."""

from decimal import Decimal

from starcli.core.edges import Edge
from starcli.core.scale import Value
from starcli.core.text import Language
from starcli.core.whatif import Around, Change, Comparison, Floor, Margin
from starcli.documents.units import Document, finding_document, rating_document


def what_if_document(comparison: Comparison, language: Language) -> Document:
    """The rating that a unit would have, how it differs, and how far everything is from where it changes next.

    What was set to not applicable is null. `edges` are those of each indicator that was set or has changed; the `id` of
    the floors around the total is empty.
    """
    before, after = comparison.before, comparison.after
    return {
        "set": {key: answer.value for key, answer in comparison.given.items()},
        "rating": rating_document(after),
        "differences": {
            "total": comparison.difference,
            "stars": after.grade.stars - before.grade.stars,
            "indicators": [_change(change) for change in comparison.changes],
            "counts": [{"id": c.id, "before": c.before, "after": c.after} for c in comparison.counted],
        },
        "edges": [_around(each) for each in comparison.around],
        "floors": [_margin(margin) for margin in comparison.margins],
        "findings": [finding_document(found, language) for found in comparison.findings],
    }


def _change(change: Change) -> Document:
    before, after = change.before, change.after
    return {
        "id": after.indicator.id,
        "before": {"value": before.value, "outcome": before.outcome, "points": before.points},
        "after": {"value": after.value, "outcome": after.outcome, "points": after.points},
        "points": change.points,
    }


def _around(around: Around) -> Document:
    result = around.result
    return {
        "id": result.indicator.id,
        "value": result.value,
        "next": [_edge(edge, result.value) for edge in around.edges],
    }


def _edge(edge: Edge, value: Value | None) -> Document:
    distance: Decimal | None = edge.distance(value)
    return {
        "side": edge.side,
        "gains": edge.gains,
        "value": edge.value,
        "beyond": edge.beyond,
        "distance": distance,
        "points": edge.points,
        "met": list(edge.met),
        "unmet": list(edge.unmet),
        "points_for_each_1": edge.rate,
        "proportion_begins": edge.after,
        "grade": edge.grade.id,
    }


def _margin(margin: Margin) -> Document:
    return {"id": margin.id, "figure": margin.figure, "above": _floor(margin.above), "below": _floor(margin.below)}


def _floor(floor: Floor | None) -> Document | None:
    return None if floor is None else {"floor": floor.value, "distance": floor.distance, "grade": floor.grade.id}
