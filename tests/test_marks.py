"""Marks: a rating without its working, and the rating that comes back from them."""

from dataclasses import fields, replace

import pytest
from factory import GRADES, Item, at_least, form, reference, row, scheme_of, veto
from test_rating import random_ratings

from starcli.core.marks import marks_of, rating_of
from starcli.core.rating import Rating, rate

WITHOUT_CELLS = {"scheme", "assessment", "results", "bonus_items", "deduction_items", "findings"}


def _again(rating: Rating) -> Rating:
    return rating_of(marks_of(rating), rating.scheme, rating.unit, rating.assessment.period, rating.basis)


def _figures(rating: Rating) -> dict[str, object]:
    """Every figure of a rating, and of its results, that does not say where a value stands."""
    shown = {field.name: getattr(rating, field.name) for field in fields(Rating) if field.name not in WITHOUT_CELLS}
    results = [replace(result, sources=(), reason=None) for result in rating.results]
    return {**shown, "results": results, "unit": rating.unit, "period": rating.assessment.period}


@pytest.mark.parametrize("kind", list(reference().kinds))
def test_a_rating_comes_back_with_every_figure(kind: str) -> None:
    """Values, scores, points, total, grade and what decided it are the same, for units filled in at random."""
    for rating in random_ratings(kind, 60):
        assert _figures(_again(rating)) == _figures(rating)


def test_adjustments_and_vetoes_come_back() -> None:
    """A bonus, a deduction and a confirmed veto count again."""
    scheme = scheme_of(Item("A-1", "100"), vetoes=(veto("V1", "silver"),))
    rating = rate(scheme, form({"A-1": "90"}, {"V1": "1"}))
    assert [str(decider) for decider in _again(rating).deciders] == ["veto:V1"]
    assert _again(rating).grade == rating.grade != GRADES[0]


def test_what_is_verified_stays_verified() -> None:
    """A result remembers whose value it is."""
    scheme = scheme_of(Item("A-1", "100", requires={"gold": at_least("70")}))
    rating = rate(scheme, form({"A-1": row("A-1", "50", verified="60")}), "verified")
    assert [result.tier for result in _again(rating).results] == ["verified"]


def test_marks_are_small() -> None:
    """What is kept of a unit is about half a kilobyte."""
    ratings = random_ratings(next(iter(reference().kinds)), 60)
    assert max(len(marks_of(rating).packed) for rating in ratings) < 800
