"""A season in figures: how many there are, what they are awarded, who went up and down."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.model import Definition
from starcli.core.numbers import ZERO, divide, half_up
from starcli.core.racing.awarded import Award
from starcli.core.racing.places import unit_key
from starcli.core.racing.race import Race, RacedSeason
from starcli.core.racing.rules import AS_IS


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one season; `by_grade` are units by the grade that they are awarded, `means` totals by kind."""

    units: int
    rated: int
    unrated: int
    missing: int
    by_grade: Mapping[str, int]
    means: Mapping[str, Decimal]
    up: int
    down: int
    held: int


def tally(season: RacedSeason, places: int = 2) -> Tally:
    """The figures of a season."""
    states = [member.state for member in season.members]
    awards = season.awards.values()
    totals: dict[str, list[Decimal]] = {}
    for member in season.members:
        if member.standing is not None:
            totals.setdefault(member.unit.kind, []).append(member.standing.total)
    return Tally(
        units=len(states),
        rated=states.count("rated"),
        unrated=states.count("unrated"),
        missing=states.count("missing"),
        by_grade={g.id: sum(_has(award, g.id) for award in awards) for g in season.framework.grades},
        means={kind: half_up(divide(sum(each, ZERO), Decimal(len(each))), places) for kind, each in totals.items()},
        up=sum((award.grades_up or 0) > 0 for award in awards),
        down=sum((award.grades_up or 0) < 0 for award in awards),
        held=sum(award.held is not None and award.awarded is not None for award in awards),
    )


def ruled(race: Race) -> Mapping[str, tuple[Definition, ...]]:
    """The indicators that count otherwise than as reported, by their season rule."""
    found: dict[str, tuple[Definition, ...]] = {}
    for entry in race.framework.entries.values():
        rule = entry.definition.season_rule
        if rule and rule != AS_IS:
            found[rule] = (*found.get(rule, ()), entry.definition)
    return found


def regraded(season: RacedSeason) -> tuple[tuple[str, Award], ...]:
    """The units whose grade changed or was held back, by their keys: up first, then down, then held.

    Where a season awards none at all, nothing of one unit is worth saying.
    """
    keys = [unit_key(movement.now.member.unit) for movement in season.movements]
    awards = [(key, season.awards[key]) for key in keys if key in season.awards]
    held = [(key, award) for key, award in awards if award.awarded is not None and award.held is not None]
    moved = [(key, award) for key, award in awards if award.grades_up] + [one for one in held if not one[1].grades_up]
    return tuple(sorted(moved, key=lambda pair: _order(pair[1])))


def _has(award: Award, grade: str) -> bool:
    return award.awarded is not None and award.awarded.id == grade


def _order(award: Award) -> int:
    up = award.grades_up or 0
    return 0 if up > 0 else 1 if up < 0 else 2
