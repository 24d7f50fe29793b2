"""The indicators which, put right for everyone, bring the most units to a grade: the best choice of so many, exactly.

Of choices that bring as many units there, the one with the most points gained by all; of those the one with the fewest
indicators; of those the first in the framework's order. Choices are tried, all of them that could be better
(`lever_trying`). Where they are too many, HiGHS takes over (`lever_programme`), and says how much better any could be.
"""

from dataclasses import dataclass

from starcli.core.pool.lever import Task
from starcli.numeric.lever_programme import solved
from starcli.numeric.lever_trying import tried

MOST_TRIED = 100_000
"""So many partial choices are looked at in half a minute at most; a city of thousands of units rarely takes a tenth."""
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Indicators by their numbers, how many units have the grade with them, and how many could at the very most.

    Units and most are equal where no choice is better; they differ where time ran out before that was proven.
    """

    numbers: tuple[int, ...]
    units: int
    most: int


def best_choice(task: Task, size: int, tries: int = MOST_TRIED, seconds: float = SECONDS) -> Choice:
    """The best choice of at most so many indicators, by trying, then by so many seconds of solving."""
    small = task.within(size)
    found = tried(small, size, tries)
    units = task.units(found.numbers)
    if found.complete:
        return Choice(found.numbers, units, units)
    solution = solved(small, size, seconds)
    best = max((solution.numbers, found.numbers), key=lambda numbers: (task.units(numbers), task.points(numbers)))
    return Choice(best, task.units(best), max(units, solution.most))
