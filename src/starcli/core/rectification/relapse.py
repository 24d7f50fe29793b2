"""The verified value of a problem beside the unit's later form: whether it has relapsed, and whether the two agree."""

from collections.abc import Iterator
from dataclasses import dataclass

from starcli.core.findings import Detail, Finding, finding
from starcli.core.plans.filled_plan import FilledRow
from starcli.core.rectification.demands import Demand, Known, shown
from starcli.core.rectification.ledger import closed_on
from starcli.core.rectification.rules import Rectification
from starcli.core.seasons import season_on


@dataclass(frozen=True, slots=True)
class Afterwards:
    """A row, what its target asks, and what the form says of the same indicator."""

    row: FilledRow
    demand: Demand
    known: Known


def fallen_again(given: Afterwards, rules: Rectification, per_year: int) -> Finding | None:
    """What is found of a problem that is struck off while the form's value is too low; None where it is not.

    A form of an earlier season says nothing of what came after.
    """
    demand, known, day = given.demand, given.known, closed_on(given.row)
    if demand.met(known.value) is not False:
        return None
    place, relapse = given.row.place("state"), rules.relapse
    details: dict[str, Detail] = {
        "value": shown(demand.definition, known.value),
        "demand": demand.words(),
        "cell": str(known.location),
    }
    if day is None or known.season is None:
        return finding("relapse-undecided", place, **details)
    closed = season_on(day, per_year)
    if known.season < closed:
        return None
    details |= {"season": str(known.season), "day": str(day), "seasons": relapse.seasons}
    if known.season > closed.after(relapse.seasons):
        return finding("fallen-later", place, **details)
    return finding("relapsed", place, **details, state=rules.states[relapse.state].name)


def differs(given: Afterwards, per_year: int) -> Iterator[Finding]:
    """A verified value other than that in the form of the same season."""
    row, known, definition = given.row, given.known, given.demand.definition
    value, day = row.values.get("verified"), row.days.get("town_date")
    if value is None or day is None or not known.verified or known.season != season_on(day, per_year):
        return
    if value != known.value:
        mine, other = shown(definition, value), shown(definition, known.value)
        yield finding("verified-differs", row.place("verified"), value=mine, other=other, cell=str(known.location))
