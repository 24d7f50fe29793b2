"""Ratings on every basis side by side: places, grades and totals."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal

from starcli.core.audit.examined import BASES, Basis, Subject
from starcli.core.audit.report import BasisSum, Placing
from starcli.core.model import Framework
from starcli.core.numbers import ZERO


def placings_of(subjects: Sequence[Subject]) -> tuple[Mapping[Basis, Placing], ...]:
    """The places of everybody by basis, among the units of the kind that have a total on it: 1, 2, 2, 4."""
    totals: dict[tuple[Basis, str], list[Decimal]] = {}
    for each in subjects:
        for basis, total in _totals(each).items():
            totals.setdefault((basis, each.member.unit.kind), []).append(-total)
    for some in totals.values():
        some.sort()
    return tuple(
        {
            basis: Placing(bisect_left(ordered, -total) + 1, len(ordered))
            for basis, total in _totals(each).items()
            if (ordered := totals[basis, each.member.unit.kind])
        }
        for each in subjects
    )


def basis_sums(subjects: Sequence[Subject], framework: Framework) -> tuple[BasisSum, ...]:
    """Everybody on each basis that anybody is rated on."""
    sums = []
    for basis in BASES:
        found = [each.examined.bases[basis] for each in subjects if each.examined and basis in each.examined.bases]
        if found:
            grades = {grade.id: sum(one.grade == grade.id for one in found) for grade in framework.grades}
            totals = [one.total for one in found if one.total is not None]
            sums.append(BasisSum(basis, len(found), grades, sum(totals, ZERO)))
    return tuple(sums)


def _totals(subject: Subject) -> Mapping[Basis, Decimal]:
    if subject.examined is None:
        return {}
    return {basis: one.total for basis, one in subject.examined.bases.items() if one.total is not None}
