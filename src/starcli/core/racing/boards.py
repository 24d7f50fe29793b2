"""A board for each group of units: its places now, how they came about season by season, and whom a chart shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.everyone import Member
from starcli.core.numbers import ZERO
from starcli.core.racing.awarded import Award
from starcli.core.racing.movement import Movement
from starcli.core.racing.places import Group, group_of, grouped, unit_key
from starcli.core.racing.race import Race, RacedSeason
from starcli.core.racing.rules import BoardList
from starcli.core.racing.split import Split


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A unit on its board: its movement, grade and lists, and its place and total in every season.

    A place is None where the unit had none, or had it among other units. `plain` is the total as reported.
    """

    movement: Movement
    award: Award | None
    lists: tuple[BoardList, ...]
    plain: Decimal
    places: tuple[int | None, ...]
    totals: tuple[Decimal | None, ...]

    @property
    def risen(self) -> int | None:
        """Places gained since the first season in which it had one."""
        known = [place for place in self.places if place is not None]
        return known[0] - known[-1] if len(known) > 1 and self.places[-1] is not None else None


@dataclass(frozen=True, slots=True)
class Sums:
    """What the changes of a group's units add up to, and how many units really got better or worse."""

    units: int
    correction: Decimal
    rules: Decimal
    real: Decimal
    better: int
    worse: int

    @property
    def change(self) -> Decimal:
        """All of it."""
        return self.correction + self.rules + self.real


@dataclass(frozen=True, slots=True)
class Board:
    """A group's board of the last season: those that are rated, best first, and those that are not."""

    group: Group
    rows: tuple[BoardRow, ...]
    others: tuple[Member, ...]
    sums: Sums

    @property
    def units(self) -> int:
        """The denominator."""
        return len(self.rows) + len(self.others)


def boards(race: Race) -> tuple[Board, ...]:
    """The board of every group; units without a kind are in groups of their own."""
    last = race.last
    history = [_history(season) for season in race.seasons]
    rows: dict[Group, list[BoardRow]] = {}
    for movement in last.movements:
        rows.setdefault(movement.now.group, []).append(_row(movement, last, history))
    by_group: dict[Group, list[Split]] = {}
    for split in last.splits:
        by_group.setdefault(group_of(split.unit, race.keys), []).append(split)
    groups = grouped(last.members, lambda member: member.unit, race.keys)
    return tuple(
        Board(
            group,
            tuple(rows.get(group, ())),
            tuple(member for member in members if member.standing is None),
            sums_of(by_group.get(group, ())),
        )
        for group, members in groups.items()
    )


def sums_of(splits: Iterable[Split]) -> Sums:
    """What some changes add up to."""
    listed = list(splits)
    return Sums(
        units=len(listed),
        correction=sum((split.correction for split in listed), ZERO),
        rules=sum((split.rules for split in listed), ZERO),
        real=sum((split.real for split in listed), ZERO),
        better=sum(split.real > ZERO for split in listed),
        worse=sum(split.real < ZERO for split in listed),
    )


def charted(board: Board, most: int) -> tuple[BoardRow, ...]:
    """The rows that a chart can show: all of few; of many the best, and those that rose and fell the most."""
    known = [row for row in board.rows if sum(place is not None for place in row.places) > 1]
    if len(known) <= most:
        return tuple(known)
    third = most // 3
    gains = {at: row.risen or 0 for at, row in enumerate(known)}
    risen = sorted((at for at, gain in gains.items() if gain > 0), key=lambda at: (-gains[at], at))
    fallen = sorted((at for at, gain in gains.items() if gain < 0), key=lambda at: (gains[at], at))
    chosen = list(range(most - 2 * third))
    for some in (risen, fallen):
        chosen += [at for at in some if at not in chosen][:third]
    chosen += [at for at in gains if at not in chosen][: most - len(chosen)]
    return tuple(known[at] for at in sorted(chosen))


def improved(splits: Sequence[Split], most: int) -> tuple[Split, ...]:
    """The changes that are real and the largest; of equal ones those with the higher total."""
    gains = [split for split in splits if split.real > ZERO and not split.kind_changed]
    return tuple(sorted(gains, key=lambda split: (-split.real, -split.now.total, split.unit.code))[:most])


_History = Mapping[str, tuple[Group, int, Decimal]]
"""Group, place and total of each unit in one season."""


def _history(season: RacedSeason) -> _History:
    return {
        unit_key(one.now.member.unit): (one.now.group, one.now.place, one.now.standing.total)
        for one in season.movements
    }


def _row(movement: Movement, last: RacedSeason, history: Sequence[_History]) -> BoardRow:
    key = unit_key(movement.now.member.unit)
    known = [season.get(key) for season in history]
    counted = last.counted.get(key)
    return BoardRow(
        movement=movement,
        award=last.awards.get(key),
        lists=last.lists.get(key, ()),
        plain=counted.plain.total if counted is not None else movement.now.standing.total,
        places=tuple(one[1] if one is not None and one[0] == movement.now.group else None for one in known),
        totals=tuple(one[2] if one is not None else None for one in known),
    )
