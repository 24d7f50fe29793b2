"""Whether the values that a plan aims at lead to its target: each one, season by season, and all of them together."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from starcli.core.explain import missing_to_next
from starcli.core.findings import Finding, finding
from starcli.core.model import Grade
from starcli.core.numbers import plain
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.rating import Rating, rate_with
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Scheme, allowed
from starcli.core.seasons import Season, season_of, seasons_a_year
from starcli.core.text import Text


def value_findings(plan: FilledPlan, scheme: Scheme, target: Grade | None) -> Iterator[Finding]:
    """Target values that do not meet the requirement, and values by season that go backwards."""
    now = {row.indicator: row.values["now"] for row in plan.problems if _is_possible(row, scheme)}
    for row in plan.measures:
        indicator = scheme.by_id.get(row.indicator)
        if indicator is None:
            continue
        requirement = indicator.requirements.get(target.id) if target is not None else None
        value = row.values.get("target")
        if target is not None and requirement is not None and value is not None and not requirement.met(value):
            yield finding(
                "target-below-requirement",
                row.place("target"),
                id=indicator.id,
                name=indicator.name,
                value=_shown(indicator, value),
                grade=target.name,
                demand=requirement.words(),
            )
        yield from _backwards(row, indicator, now.get(row.indicator), seasons_a_year(scheme.framework), scheme)


def _is_possible(row: FilledRow, scheme: Scheme) -> bool:
    """Whether a row states a present value that its indicator can have."""
    indicator, value = scheme.by_id.get(row.indicator), row.values.get("now")
    if indicator is None or value is None:
        return False
    return isinstance(value, str) or allowed(value, indicator.definition.scale)


def _backwards(
    row: FilledRow, indicator: Indicator, now: Value | None, per_year: int, scheme: Scheme
) -> Iterator[Finding]:
    """The first season whose value is worse than the one before; the first of all is held against the present."""
    seasons = {season: value for key, value in row.by_season.items() if (season := season_of(key, per_year))}
    watch = scheme.framework.cross_checks.watched.get(indicator.id)
    adds_up = watch is not None and watch.cumulative
    before: tuple[Text, Value, Season | None] | None = None
    if now is not None and not adds_up:
        before = (Text("现状", "the present"), now, None)
    for season in sorted(seasons):
        value = seasons[season]
        # What adds up over a year begins anew with the next.
        begins = adds_up and before is not None and before[2] is not None and before[2].year < season.year
        if before is not None and not begins and _is_worse(indicator, value, before[1]):
            yield finding(
                "season-values-fall",
                row.place(str(season)),
                id=indicator.id,
                name=indicator.name,
                earlier=before[0],
                then=_shown(indicator, before[1]),
                later=str(season),
                value=_shown(indicator, value),
            )
            return
        before = (Text.same(str(season)), value, season)


def _is_worse(indicator: Indicator, value: Value, before: Value) -> bool:
    """Whether a value is further from where its indicator should go than the one before."""
    levels = list(indicator.definition.scale.levels)
    if isinstance(value, str) or isinstance(before, str):
        return value in levels and before in levels and levels.index(str(value)) > levels.index(str(before))
    if indicator.definition.direction == "range":
        score, then = indicator.rule.score(value), indicator.rule.score(before)
        return score is not None and then is not None and score < then
    return value > before if indicator.definition.direction == "lower" else value < before


def projection_findings(plan: FilledPlan, rating: Rating, target: Grade) -> Iterator[Finding]:
    """What the unit has when every target value is reached, where that is less than the target."""
    projected = rate_with(rating, target_values(plan, rating.scheme))
    if projected.grade.floor < target.floor:
        yield finding(
            "projected-below-target",
            plan.place("target"),
            grade=projected.grade.name,
            total=plain(projected.total),
            target=target.name,
            why=missing_to_next(projected),
        )


def target_values(plan: FilledPlan, scheme: Scheme) -> Mapping[str, Value]:
    """The value that a plan wants each indicator to reach; of several for one the best."""
    values: dict[str, Value] = {}
    for row in plan.measures:
        indicator, value = scheme.by_id.get(row.indicator), row.values.get("target")
        if indicator is None or value is None:
            continue
        if isinstance(value, Decimal) and not allowed(value, indicator.definition.scale):
            continue
        if row.indicator not in values or _is_worse(indicator, values[row.indicator], value):
            values[row.indicator] = value
    return values


def _shown(indicator: Indicator, value: Value) -> Text:
    """A value as it is printed."""
    if isinstance(value, Decimal):
        return Text.same(plain(value))
    return indicator.definition.scale.levels.get(value, Text.same(value))
