"""A division improved piece by piece: a few grids that lie together are divided anew, exactly, and the rest stays."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from starcli.core.grids.division import Group, Task
from starcli.core.grids.division_limits import forced_cuts, possible_numbers
from starcli.numeric.replanning_columns import Columns
from starcli.numeric.replanning_search import Found
from starcli.numeric.replanning_sets import all_sets, sets_cutting
from starcli.numeric.replanning_stages import Stages

_SEED = 20220919
_FEWEST, _MOST = 2, 6
"""So many grids at a time."""
_STEPS, _LOOK = 300_000, 3.0
"""Steps to list the grids of a region, and seconds to divide it."""
_TIRED = 100
"""After so many regions in which nothing was better, or that were tried before, there is hardly any left."""


def improved(task: Task, found: Found, end: float) -> None:
    """Improve the division that was found, until a moment or until nothing better is found any more."""
    dice = random.Random(_SEED)  # noqa: S311 no secrets
    tried: set[tuple[Group, ...]] = set()
    vain, several = 0, 3
    while found.groups is not None and len(found.groups) > 1 and vain < _TIRED and time.monotonic() < end:
        region = _region(task, found.groups, several, dice)
        vain += 1
        if region.old in tried:
            continue
        tried.add(region.old)
        better = _divided(region, min(end, time.monotonic() + _LOOK))
        if better is None:
            # Too many grids are possible there: fewer at a time, another place.
            several = max(_FEWEST, several - 1)
            continue
        several = min(_MOST, several + (dice.random() < 1 / 2))
        before = found.merit.key
        found.offer(task, [*region.rest, *better])
        vain = 0 if found.merit.key < before else vain


@dataclass(frozen=True, slots=True)
class _Region:
    """Some grids, `old`, as a task of their own; its parts as numbered in the whole, its grids, and all other grids."""

    old: tuple[Group, ...]
    task: Task
    parts: Group
    groups: tuple[Group, ...]
    rest: tuple[Group, ...]


def _region(task: Task, groups: Sequence[Group], several: int, dice: random.Random) -> _Region:
    """A few grids that lie together."""
    names = task.names(groups)
    picked = _picked(task, groups, several, dice)
    parts = tuple(sorted(part for at in picked for part in groups[at]))
    number = {part: at for at, part in enumerate(parts)}
    rest = tuple(group for at, group in enumerate(groups) if at not in picked)
    elsewhere = {task.compounds[part] for group in rest for part in group}
    taken = {name for at, name in enumerate(names) if at not in picked}
    near = task.neighbours
    inner = Task(
        households=tuple(task.households[part] for part in parts),
        size=task.size,
        compounds=tuple(task.compounds[part] for part in parts),
        today=tuple(None if task.today[part] in taken else task.today[part] for part in parts),
        neighbours=None
        if near is None
        else tuple(frozenset(number[other] for other in near[part] if other in number) for part in parts),
        grids=None if task.grids is None else len(picked),
        relaxed=task.relaxed,
        torn=frozenset(compound for compound in elsewhere if compound is not None),
    )
    old = tuple(sorted(groups[at] for at in picked))
    return _Region(old, inner, parts, tuple(tuple(number[part] for part in groups[at]) for at in sorted(picked)), rest)


def _picked(task: Task, groups: Sequence[Group], several: int, dice: random.Random) -> set[int]:
    """A grid by chance, and those around it."""
    grid_of = {part: at for at, group in enumerate(groups) for part in group}
    picked = {dice.randrange(len(groups))}
    while len(picked) < min(several, len(groups)):
        members = [part for at in picked for part in groups[at]]
        around: set[int] = set()
        for part in members:
            compound = task.compounds[part]
            around.update(grid_of[other] for other in task.together.get(-1 if compound is None else compound, ()))
            if task.neighbours is not None:
                around.update(grid_of[other] for other in task.neighbours[part])
        around -= picked
        others = sorted(around) if around else [at for at in range(len(groups)) if at not in picked]
        picked.add(dice.choice(others))
    return picked


def _divided(region: _Region, end: float) -> tuple[Group, ...] | None:
    """The best division of a region; None where too many grids are possible in it."""
    task, found = region.task, Found()
    found.offer(task, region.groups)
    forced = forced_cuts(task)
    most: int | None = found.merit.cut
    if not task.relaxed and most == len(forced):
        sets = sets_cutting(task, forced, 0, _STEPS)
    else:
        sets, most = all_sets(task, _STEPS), None
    if sets is None or not possible_numbers(task):
        return None
    columns = Columns(task)
    columns.add(sets)
    Stages(task, columns, found, most, end).run()
    return tuple(tuple(region.parts[part] for part in group) for group in found.groups or ())
