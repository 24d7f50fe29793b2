"""Which units are on the lists that a board publishes: the best, the worst, and those that rose the most."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from starcli.core.numbers import divide, half_up
from starcli.core.racing.movement import Movement
from starcli.core.racing.places import Group, unit_key
from starcli.core.racing.rules import BoardList

_HUNDRED = Decimal(100)


def listed(movements: Sequence[Movement], lists: Sequence[BoardList]) -> Mapping[str, tuple[BoardList, ...]]:
    """The lists that each unit is on, by its key; those on none are left out.

    A share of a group is so many units, half up, and at least one; whoever ties with the last of them is on the list
    too, unless that would be the whole group. Only units that gained places have risen.
    """
    found: dict[str, tuple[BoardList, ...]] = {}
    groups: dict[Group, list[Movement]] = {}
    for movement in movements:
        groups.setdefault(movement.now.group, []).append(movement)
    for some in groups.values():
        for each in lists:
            for movement in _on(each, some):
                key = unit_key(movement.now.member.unit)
                found[key] = (*found.get(key, ()), each)
    return found


def _on(each: BoardList, group: Sequence[Movement]) -> list[Movement]:
    """The units of a group that are on a list."""
    most = max(1, int(half_up(divide(each.share * len(group), _HUNDRED), 0)))
    if each.sort == "risen":
        risen = [(movement.places_up or 0, movement) for movement in group if (movement.places_up or 0) > 0]
        gains = sorted((gain for gain, _ in risen), reverse=True)
        return [movement for gain, movement in risen if gain >= gains[:most][-1]]
    totals = sorted((movement.now.standing.total for movement in group), reverse=each.sort == "best")
    last = totals[most - 1]
    on = [m for m in group if (m.now.standing.total >= last if each.sort == "best" else m.now.standing.total <= last)]
    return on if len(on) < len(group) else []
