"""Good divisions, quickly: parts change grids one step after the other, at first freely, then only for the better.

That is simulated annealing, and no proof of anything: it is where the exact search begins, and what stands where that
runs out of time. The same task gives the same divisions, unless time runs out.
"""

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from starcli.core.grids.division import Group, Merit, Task, merit_of
from starcli.numeric.replanning_start import begun
from starcli.numeric.replanning_state import State

_SEED = 20220919
_WARM, _COLD = 30_000.0, 3.0
_FEWEST_STEPS = 2000
_LOOK_AT_CLOCK = 256
_CLOSE = 1e-6
_STRICTER, _STRICTEST = 4, 256
"""How much dearer a grid outside the size becomes with every run that came to no division."""


@dataclass(slots=True)
class Found:
    """The best division so far, None where none is within the limits; how many runs there were; the next strictness."""

    groups: tuple[Group, ...] | None = None
    merit: Merit = field(default_factory=Merit)
    runs: int = 0
    strict: int = 1

    def offer(self, task: Task, groups: Sequence[Group]) -> None:
        """Keep a division where it is better."""
        merit = merit_of(task, groups)
        if self.groups is None or merit.key < self.merit.key:
            self.groups, self.merit = tuple(sorted(groups)), merit


def searched(task: Task, found: Found, steps: int, end: float) -> None:
    """Look for a better division than the one found, with so many steps for each part, each time by other chances."""
    if time.monotonic() < end:
        dice = random.Random(_SEED + found.runs)  # noqa: S311 no secrets
        found.runs += 1
        groups = _run(task, dice, State(task, begun(task, dice), found.strict), steps, end)
        if groups is not None:
            found.offer(task, groups)
        else:
            found.strict = min(found.strict * _STRICTER, _STRICTEST)


def _run(task: Task, dice: random.Random, state: State, steps: int, end: float) -> tuple[Group, ...] | None:
    """The best division of one run; None where it came to none."""
    began = time.monotonic()
    steps = max(_FEWEST_STEPS, len(task.households) * steps)
    heat, best, groups = _WARM, None, None
    for step in range(steps):
        if step % _LOOK_AT_CLOCK == 0:
            # Where there is too little time for all steps it cools down all the same, only faster.
            gone = max(step / steps, (time.monotonic() - began) / max(end - began, _CLOSE))
            if gone >= 1:
                break
            heat = _WARM * (_COLD / _WARM) ** gone
        change = state.proposed(dice)
        if change is None:
            continue
        before = state.cost
        change()
        if state.cost > before and dice.random() >= math.exp((before - state.cost) / heat):
            state.undo()
            continue
        if state.is_division and (best is None or state.key < best):
            best, groups = state.key, state.groups()
    return groups
