"""How sure places and grades are when the weight table is shaken.

Every draw is a weight table as it could be published: each weight is moved by up to a share of itself, all of them are
brought back to the full total at as many decimals as points have, and everybody is rated by it. All is reckoned in
whole numbers with the framework's own rounding, so a draw gives exactly what the engine would give for its table.
Source: OECD/JRC Handbook (2008), step 7, uncertainty and sensitivity analysis.
"""

import random
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from starcli.core.rating import Rating
from starcli.core.scheme import Scheme
from starcli.core.stability.stability import INTERVAL, Stability

if TYPE_CHECKING:
    import numpy as np

    Whole = np.ndarray[Any, np.dtype[np.int64]]
    Yes = np.ndarray[Any, np.dtype[np.bool_]]


_STEPS = 1_000_000
"""Into how many steps either way the share is divided that a weight may be moved by."""


def draw_weights(scheme: Scheme, share: Decimal, draws: int, seed: int) -> tuple[dict[str, Decimal], ...]:
    """Weight tables around that of a scheme, the same for the same seed; each adds up to the full total."""
    places = scheme.framework.rounding.points
    dice, full = random.Random(seed), int(scheme.framework.full.scaleb(places))  # noqa: S311 no secrets
    most = max(_decimals(indicator.weight) for indicator in scheme.indicators)
    weights = [int(indicator.weight.scaleb(most)) for indicator in scheme.indicators]
    part = Fraction(share) / _STEPS
    tables = []
    for _ in range(draws):
        moved = [w * (part.denominator + part.numerator * dice.randint(-_STEPS, _STEPS)) for w in weights]
        shared = [divmod(full * each, sum(moved)) for each in moved]
        whole = [quotient for quotient, _ in shared]
        by_rest = sorted(range(len(shared)), key=lambda at: (-shared[at][1], at))
        for at in by_rest[: full - sum(whole)]:
            whole[at] += 1
        tables.append({i.id: Decimal(w).scaleb(-places) for i, w in zip(scheme.indicators, whole, strict=True)})
    return tuple(tables)


def shake(ratings: Sequence[Rating], tables: Sequence[dict[str, Decimal]]) -> tuple[Stability, ...]:
    """What becomes of each unit, all of one kind, under every weight table; places are told among them."""
    if not ratings:
        return ()
    import numpy as np  # noqa: PLC0415 only where weights are shaken

    counted = _Counted(ratings)
    places = np.empty((len(tables), len(ratings)), dtype=np.int64)
    grades = np.empty((len(tables), len(ratings)), dtype=np.int64)
    for number, table in enumerate(tables):
        totals, grades[number] = counted.rated(table)
        ordered = np.sort(totals)
        places[number] = len(ratings) - np.searchsorted(ordered, totals, side="right") + 1
    places.sort(axis=0)
    last = len(tables) - 1
    low, high = places[last * INTERVAL[0] // 100], places[-(-last * INTERVAL[1] // 100)]
    ids = [grade.id for grade in ratings[0].scheme.grades]
    found = []
    for at, rating in enumerate(ratings):
        times = np.bincount(grades[:, at], minlength=len(ids))
        shares = {grade: Decimal(int(n)) / Decimal(len(tables)) for grade, n in zip(ids, times, strict=True) if n}
        kept = shares.pop(rating.grade.id, Decimal(0))
        found.append(
            Stability(
                low=int(low[at]),
                high=int(high[at]),
                best=int(places[0, at]),
                worst=int(places[-1, at]),
                kept=kept,
                others=tuple(sorted(shares.items(), key=lambda item: -item[1])),
            )
        )
    return tuple(found)


class _Counted:
    """Units of one kind in whole numbers: what rating all of them by another table takes."""

    def __init__(self, ratings: Sequence[Rating]) -> None:
        import numpy as np  # noqa: PLC0415 only where weights are shaken

        self._scheme = scheme = ratings[0].scheme
        self._rounding = rounding = scheme.framework.rounding
        order = {key: at for at, key in enumerate(scheme.framework.dimensions)}
        by_dimension = sorted(scheme.indicators, key=lambda indicator: order[indicator.definition.dimension])
        self._ids = [indicator.id for indicator in by_dimension]
        dimensions = [indicator.definition.dimension for indicator in by_dimension]
        self._starts = [at for at, key in enumerate(dimensions) if at == 0 or dimensions[at - 1] != key]
        results = [{result.indicator.id: result for result in rating.results} for rating in ratings]
        scored = [
            [some[key].score if some[key].outcome == "scored" else Decimal(0) for key in self._ids] for some in results
        ]
        self._scores = self._whole(scored, rounding.score)
        self._applies = np.array([[some[key].outcome != "not_applicable" for key in self._ids] for some in results])
        self._places = max(
            rounding.total, *(_decimals(r.bonus) for r in ratings), *(_decimals(r.deductions) for r in ratings)
        )
        bonus = self._whole([rating.bonus for rating in ratings], self._places)
        deductions = self._whole([rating.deductions for rating in ratings], self._places)
        self._for_total = bonus - deductions
        self._for_grade = self._for_total if scheme.framework.bonus_counts_for_grade else -deductions
        self._gates = np.array([[_passes(rating, grade.id) for grade in scheme.grades] for rating in ratings])
        ids = [grade.id for grade in scheme.grades]
        self._capped = np.array([max((ids.index(v.caps_at) for v in rating.vetoes), default=0) for rating in ratings])

    def rated(self, table: dict[str, Decimal]) -> "tuple[Whole, Whole]":
        """The totals, in their smallest part, and the grades, by position, that a weight table gives."""
        import numpy as np  # noqa: PLC0415 only where weights are shaken

        rounding, full = self._rounding, Fraction(self._scheme.framework.full)
        places = max(_decimals(weight) for weight in table.values())
        weights = self._whole([table[key] for key in self._ids], places)
        points = _half_up(self._scores * weights * 10**rounding.points, 10 ** (places + rounding.score))
        points = np.where(self._applies, points, 0)
        available = np.where(self._applies, weights, 0)
        by_dimension = np.add.reduceat(points, self._starts, axis=1)
        of_dimension = np.add.reduceat(available, self._starts, axis=1)
        earned, possible = by_dimension.sum(axis=1), of_dimension.sum(axis=1)
        # points / 10^p over weights / 10^w, in parts of 10^-d: points * 10^(w + d) over weights * 10^p
        scale = full.denominator * 10**rounding.points
        base = _half_up(
            earned * full.numerator * 10 ** (places + rounding.total), np.where(possible, possible, 1) * scale
        ) * 10 ** (self._places - rounding.total)
        applies = of_dimension > 0
        scores = _half_up(
            by_dimension * 10 ** (places + rounding.dimension),
            np.where(applies, of_dimension, 1) * 10**rounding.points,
        )
        return base + self._for_total, self._grades(base + self._for_grade, scores, applies)

    def _grades(self, graded: "Whole", scores: "Whole", applies: "Yes") -> "Whole":
        """The position of each unit's grade: the first that nothing blocks, or the one at which a veto caps it."""
        import numpy as np  # noqa: PLC0415 only where weights are shaken

        grades = self._scheme.grades
        earned = np.full(len(graded), len(grades) - 1)
        for at in reversed(range(len(grades))):
            floor = _least(grades[at].floor, self._places)
            fine = (graded >= floor) & self._gates[:, at]
            if (lowest := grades[at].dimension_floor) is not None:
                fine &= ((scores >= _least(lowest, self._rounding.dimension)) | ~applies).all(axis=1)
            earned[fine] = at
        lowest_of_both: Whole = np.maximum(earned, self._capped)
        return lowest_of_both

    @staticmethod
    def _whole(figures: Sequence[Any], places: int) -> "Whole":
        """Figures in parts of 10^-places; none has more decimals."""
        import numpy as np  # noqa: PLC0415 only where weights are shaken

        nested = bool(figures) and isinstance(figures[0], list)
        if nested:
            return np.array([[int(each.scaleb(places)) for each in some] for some in figures], dtype=np.int64)
        return np.array([int(each.scaleb(places)) for each in figures], dtype=np.int64)


def _passes(rating: Rating, grade: str) -> bool:
    return all(r.met(grade) is not False for r in rating.results if grade in r.indicator.gates)


def _half_up(numerator: "Whole", denominator: "Whole | int") -> "Whole":
    """The quotient of numbers not below zero, half up."""
    quotient: Whole = (2 * numerator + denominator) // (2 * denominator)
    return quotient


def _least(floor: Decimal, places: int) -> int:
    """The least number of parts of 10^-places that is not below a floor."""
    return -int(-floor.scaleb(places) // 1)


def _decimals(figure: Decimal) -> int:
    exponent = figure.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
