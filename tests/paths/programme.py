"""The path as an integer programme for HiGHS: a second opinion on units that are too large to try everything."""

from collections.abc import Sequence
from decimal import Decimal

import highspy

from paths.small import Case, Key, Option, choices_of, points_wanted
from starcli.core.paths.stairs import Stairs

_NEXT = Decimal("0.001")
"""Less than any two efforts, or sums of points, differ by."""


def best_by_programme(case: Case) -> Key | None:
    """The key of the best path; None where nothing reaches the target."""
    rating, target = case.rating, case.target
    order = [grade.id for grade in rating.scheme.grades]
    if any(order.index(veto.caps_at) > order.index(target.id) for veto in rating.vetoes):
        return None
    stairs = Stairs(rating.scheme, target, case.table)
    applying = [result for result in rating.results if result.outcome != "not_applicable"]
    options = [choices_of(case, result.indicator.id, stairs) for result in applying]
    if not all(options):
        return None
    wanted = points_wanted(case)
    rows: list[tuple[Sequence[int], Decimal]] = [(range(len(applying)), wanted.total)]
    for dimension, least in wanted.dimensions.items():
        rows.append(([n for n, r in enumerate(applying) if r.indicator.definition.dimension == dimension], least))
    return _solved(options, rows)


def _solved(options: Sequence[Sequence[Option]], rows: Sequence[tuple[Sequence[int], Decimal]]) -> Key | None:
    """One option of each, each row's gains at least so much: least effort, then fewest touched, then most gain."""
    limits: list[tuple[int, Decimal]] = []
    key: list[Decimal] = []
    for aim in (0, 1, 2):
        value = _least(options, rows, aim, limits)
        if value is None:
            return None
        limits.append((aim, value + _NEXT))
        key.append(value)
    return key[0], int(key[1]), key[2]


def _least(
    options: Sequence[Sequence[Option]],
    rows: Sequence[tuple[Sequence[int], Decimal]],
    aim: int,
    limits: Sequence[tuple[int, Decimal]],
) -> Decimal | None:
    """The least of effort (0), indicators touched (1) or gain with its sign turned (2) within limits of the others."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # it has no types
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-6)
    chosen = [[solver.addBinary() for _ in each] for each in options]
    for each in chosen:
        solver.addConstr(sum(each[1:], each[0]) == 1)
    for places, least in rows:
        solver.addConstr(_sum(chosen, options, places, 2) <= -float(least - _NEXT))
    for column, most in limits:
        solver.addConstr(_sum(chosen, options, range(len(options)), column) <= float(most))
    solver.minimize(_sum(chosen, options, range(len(options)), aim))
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    taken = solver.getSolution().col_value
    flat = [_number(option, aim) for each in options for option in each]
    return sum((value for value, part in zip(flat, taken, strict=True) if part > 0.5), Decimal(0))


def _sum(
    chosen: Sequence[Sequence[highspy.highs.highs_var]],
    options: Sequence[Sequence[Option]],
    places: Sequence[int],
    column: int,
) -> highspy.highs.highs_linear_expression:
    """The sum of a number of the options that are chosen."""
    total = highspy.highs.highs_linear_expression()
    for place in places:
        for variable, option in zip(chosen[place], options[place], strict=True):
            if _number(option, column):
                total += variable * float(_number(option, column))
    return total


def _number(option: Option, column: int) -> Decimal:
    effort, touched, gain = option
    return (effort, Decimal(touched), -gain)[column]
