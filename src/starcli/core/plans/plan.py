"""One village, one policy: what a plan proposes for every gap, by when, and what the unit has when it is done.

A plan holds every problem that keeps the unit from its target grade, most pressing first; what the exact path needs is
marked. Deadlines come from each indicator's default plan entry, counted from the day on which the plan is drawn up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from starcli.core.gaps import Gap, GapReport, for_value
from starcli.core.model import Grade
from starcli.core.numbers import divide, half_up, multiply
from starcli.core.paths.path import Path
from starcli.core.rating import Rating, rate_with
from starcli.core.scale import Value
from starcli.core.seasons import Season, season_of, season_on, seasons_a_year


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a plan proposes for one gap: its target value, the values by season on the way there, and the deadline.

    `key` says that the path to the target needs it. A season's value is None where it cannot be said, such as for a
    level that is not yet due; a deadline, where no day is known from which to count.
    """

    gap: Gap
    key: bool
    target: Value
    by_season: tuple[Value | None, ...]
    deadline: date | None

    @property
    def indicator(self) -> str:
        """The indicator's code."""
        return self.gap.result.indicator.id


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan to a target grade: a proposal a gap, the seasons ahead, and the rating with every target value reached."""

    rating: Rating
    target: Grade
    path: Path | None
    proposals: tuple[Proposal, ...]
    seasons: tuple[Season, ...]
    projected: Rating
    drawn_up: date | None


def draft_plan(report: GapReport, path: Path | None, drawn_up: date | None, by: Season | None = None) -> Plan:
    """A plan for every gap of a unit; with `by`, everything that is no longer open is due in that season at the latest.

    `path` is None where the target cannot be reached. The seasons ahead end with `by`, or with the season in which the
    last deadline lies.
    """
    wanted = path.values if path is not None else {}
    gaps = {gap.result.indicator.id: gap for gap in report.gaps}
    for step in path.steps if path is not None else ():
        known = gaps.get(step.result.indicator.id)
        gaps[step.result.indicator.id] = for_value(step.result, step.value, report.target, known)
    due = {key: _deadline(gap, drawn_up, by) for key, gap in gaps.items()}
    seasons = _seasons(report.rating, (day for day in due.values() if day is not None), drawn_up, by)
    proposals = tuple(
        Proposal(gap, key in wanted, gap.required, _by_season(gap, seasons, due[key]), due[key])
        for key, gap in gaps.items()
    )
    projected = rate_with(report.rating, {each.indicator: each.target for each in proposals})
    return Plan(report.rating, report.target, path, proposals, seasons, projected, drawn_up)


def _deadline(gap: Gap, drawn_up: date | None, by: Season | None) -> date | None:
    if drawn_up is None:
        return by.last_day if by is not None else None
    day = drawn_up + timedelta(days=gap.result.indicator.definition.plan.days)
    return min(day, by.last_day) if by is not None else day


def _seasons(rating: Rating, due: Iterable[date], drawn_up: date | None, by: Season | None) -> tuple[Season, ...]:
    """The seasons after the one that was rated, as far as anything is due; none where it is not known."""
    per_year = seasons_a_year(rating.scheme.framework)
    now = season_of(rating.assessment.period, per_year) or (season_on(drawn_up, per_year) if drawn_up else None)
    last = by or max((season_on(day, per_year) for day in due), default=now)
    return now.until(last) if now is not None and last is not None else ()


def _by_season(gap: Gap, seasons: tuple[Season, ...], deadline: date | None) -> tuple[Value | None, ...]:
    """Equal parts of the way from the present value to the target, by season; the target from the deadline on."""
    due = next((i for i, season in enumerate(seasons) if deadline is None or season.last_day >= deadline), len(seasons))
    result, places = gap.result, gap.result.indicator.definition.scale.precision
    now = result.value if result.outcome == "scored" else None
    values: list[Value | None] = [gap.required] * len(seasons)
    for position in range(min(due, len(seasons))):
        values[position] = None
        if isinstance(now, Decimal) and isinstance(gap.required, Decimal):
            way = divide(multiply(gap.required - now, Decimal(position + 1)), Decimal(due + 1))
            values[position] = half_up(now + way, places)
    return tuple(values)
