"""The formulas of bonus, deductions and vetoes: how often each applies, and what that brings."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from starcli.core.assessment import Tier
from starcli.core.filling import NOTHING
from starcli.core.formulas.asked import ADJUSTING
from starcli.core.formulas.blocks import COUNTS
from starcli.core.formulas.live import Cached, Live, Moment, Places, constant
from starcli.core.formulas.typed import count_formula, count_of
from starcli.core.numbers import ZERO, plain
from starcli.core.scheme import Scheme


def count_cells(scheme: Scheme, at: Places) -> Iterator[Live]:
    """The cells of the block of adjustments."""
    framework = scheme.framework
    order = [grade.id for grade in scheme.grades]
    for sort, adjustments in (("bonus", framework.bonus), ("deduction", framework.deductions)):
        for item in adjustments.items:
            yield from _counted(item.id, at)
            yield constant(COUNTS, item.id, "sort", sort)
            formula = f"{at.cell(COUNTS, item.id, 'count')}*{plain(item.points)}"
            yield Live(COUNTS, item.id, "points", formula, partial(applied_points, key=item.id, each=item.points))
    for veto in framework.vetoes:
        yield from _counted(veto.id, at)
        yield constant(COUNTS, veto.id, "sort", "veto")
        place = order.index(veto.caps_at) + 1
        formula = f"IF({at.cell(COUNTS, veto.id, 'count')}>0,{place},0)"
        yield Live(COUNTS, veto.id, "caps", formula, partial(applied_cap, key=veto.id, place=place))


def _counted(key: str, at: Places) -> Iterator[Live]:
    """How often town and county say that an item applies, and which of them counts."""
    town, county = (at.cell(COUNTS, key, tier) for tier in ADJUSTING)
    for tier in ADJUSTING:
        formula = count_formula(at.cell("adjustments", key, tier))
        yield Live(COUNTS, key, tier, formula, partial(_entered, key=key, tier=tier))
    formula = f'IF({county}<>"",{county},IF({town}<>"",{town},0))'
    yield Live(COUNTS, key, "count", formula, partial(applied_points, key=key, each=Decimal(1)))


def _entered(now: Moment, key: str, tier: Tier) -> Cached:
    count = count_of(now.filling.rows.get(key, NOTHING).values.get(tier))
    return "" if count is None else count


def _times(now: Moment, key: str) -> Decimal:
    count = now.assessment.counts.get(key)
    return ZERO if count is None else count.value


def applied_points(now: Moment, key: str, each: Decimal) -> Cached:
    """The points of an adjustment that counts; how often it does, at one point each."""
    return _times(now, key) * each


def applied_cap(now: Moment, key: str, place: int) -> Cached:
    """The place of the grade at which a veto caps, 0 where it is not confirmed."""
    return place if _times(now, key) else 0
