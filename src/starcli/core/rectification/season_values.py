"""Long-term measures, season by season: the values that a plan states on the way, and which of them are reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from starcli.core.findings import Finding, finding
from starcli.core.model import Definition, Framework
from starcli.core.plans.filled_plan import FilledRow
from starcli.core.rectification.demands import Known, as_good, shown
from starcli.core.rectification.rules import Rectification, folded
from starcli.core.scale import Value
from starcli.core.seasons import Season, season_of, seasons_a_year
from starcli.core.text import Text


@dataclass(frozen=True, slots=True)
class Milestone:
    """The value that a plan states for a season, and whether it is reached: None where nothing is known to tell."""

    season: Season
    value: Value
    reached: bool | None


@dataclass(frozen=True, slots=True)
class Stated:
    """The row that states values by season, the indicator that they are of, and what is known of it now."""

    row: FilledRow
    definition: Definition
    ledger: FilledRow
    known: Known | None


def stated_by(
    row: FilledRow, measure: FilledRow | None, definition: Definition, known: Known | None, framework: Framework
) -> Stated | None:
    """The values by season of a row of a ledger or of its measure; None where it is not judged by them."""
    rules: Rectification | None = framework.rectification
    sort = _measure_type(row, framework) or (_measure_type(measure, framework) if measure is not None else "")
    if rules is None or sort not in rules.by_season:
        return None
    stating = row if row.by_season or measure is None else measure
    return Stated(stating, definition, row, known) if stating.by_season else None


def milestones(stated: Stated, framework: Framework) -> tuple[Milestone, ...]:
    """Every value by season, in the order of the seasons."""
    per_year = seasons_a_year(framework)
    named = ((season_of(text, per_year), value) for text, value in stated.row.by_season.items())
    known = sorted(((season, value) for season, value in named if season is not None), key=lambda pair: pair[0])
    return tuple(Milestone(season, value, _reached(stated, season.last_day, value)) for season, value in known)


def pressing(found: tuple[Milestone, ...], today: date) -> Milestone | None:
    """The first value that was missed, or that is the next to be reached; what nobody can tell of the past is not."""
    return next((one for one in found if (one.reached is False if _past(one, today) else not one.reached)), None)


def missed(stated: Stated, found: tuple[Milestone, ...], today: date) -> Iterator[Finding]:
    """What is found of the last season that is over: its value was not reached, or nobody knows."""
    past = [one for one in found if _past(one, today)]
    if not past or past[-1].reached:
        return
    last, season = past[-1], str(past[-1].season)
    value, place = shown(stated.definition, last.value), stated.row.place(season)
    if last.reached is None:
        yield finding("season-value-unknown", place, season=season, value=value)
        return
    latest = stated.known.value if stated.known is not None else stated.ledger.values.get("verified")
    now = Text.same("—") if latest is None else shown(stated.definition, latest)
    yield finding("season-value-missed", place, season=season, value=value, now=now)


def _past(milestone: Milestone, today: date) -> bool:
    return milestone.season.last_day < today


def _reached(stated: Stated, last_day: date, wanted: Value) -> bool | None:
    """Whether a season's value is reached, by the form's value or the row's verified one; None where neither tells.

    A value from before the end of the season may show that it is reached, and never that it is not.
    """
    row, known = stated.ledger, stated.known
    given = [(row.values.get("verified"), row.days.get("town_date"))]
    if known is not None:
        given.append((known.value, known.season.last_day if known.season is not None else None))
    verdicts: list[bool | None] = []
    for value, day in given:
        good = None if value is None else as_good(stated.definition, value, wanted)
        verdicts.append(good if good or (day is not None and day >= last_day) else None)
    return True if True in verdicts else False if False in verdicts else None


def _measure_type(row: FilledRow, framework: Framework) -> str:
    """The type of measure that a row names; empty where it names none that is known."""
    chosen, word = row.chosen.get("type", ""), folded(row.text("type"))
    names = framework.settings.measures
    return chosen or next((key for key, name in names.items() if word in map(folded, (key, *name.wordings))), "")
