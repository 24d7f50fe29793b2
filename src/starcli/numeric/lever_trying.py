"""Choices tried one after the other, but for those that cannot be better than the best one known: branch and bound.

Indicators are taken in order of use, and below each partial choice lies every choice that adds indicators further on in
that order. They are passed over where even the greatest gains that are left would bring fewer units to the grade, or as
many with fewer points. All numbers are whole, so what is found is the best.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starcli.core.pool.lever import Task, Way

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FEW = 2
"""Units that are out of reach are left out of a table once they are one half of it."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A choice of indicators by their numbers; where the search is `complete`, nothing is better."""

    numbers: tuple[int, ...]
    complete: bool


def tried(task: Task, size: int, most: int) -> Tried:
    """The best choice of at most so many indicators that is found among so many partial ones."""
    search = _Search(task, size, most)
    search.run()
    return Tried(search.best, search.left >= 0)


@dataclass(frozen=True, slots=True)
class _Table:
    """What leads units to the grade: a way does where each of its rows comes to something, a unit has one way or more.

    `gains` are what each indicator, a column, adds to each row; rows stand by way and ways by units that are alike:
    `ways` and `groups` are where each begins, `units` how many are alike.
    """

    gains: "NDArray[np.int64]"
    ways: "NDArray[np.int64]"
    groups: "NDArray[np.int64]"
    units: "NDArray[np.int64]"

    def led(self, met: "NDArray[np.bool_]") -> "NDArray[np.bool_]":
        """Who has the grade where these rows are met; of several columns, each by itself."""
        import numpy as np  # noqa: PLC0415 only where choices are tried

        if not len(self.units):
            return np.zeros((0, *met.shape[1:]), dtype=np.bool_)
        ways = np.logical_and.reduceat(met, self.ways, axis=0)
        return np.logical_or.reduceat(ways, self.groups, axis=0)

    def rows_of(self, kept: "NDArray[np.bool_]") -> "NDArray[np.bool_]":
        """The rows of some of the units."""
        import numpy as np  # noqa: PLC0415

        ways = np.repeat(kept, _sizes(self.groups, len(self.ways)))
        return np.repeat(ways, _sizes(self.ways, len(self.gains)))

    def among(self, kept: "NDArray[np.bool_]") -> "_Table":
        """The same with some of the units alone."""
        import numpy as np  # noqa: PLC0415

        of_groups, of_ways = _sizes(self.groups, len(self.ways)), _sizes(self.ways, len(self.gains))
        ways = of_ways[np.repeat(kept, of_groups)]
        return _Table(self.gains[self.rows_of(kept)], _starts(ways), _starts(of_groups[kept]), self.units[kept])


class _Search:
    """The search; `best` is the best choice known so far, and `left` how many partial ones may still be looked at."""

    def __init__(self, task: Task, size: int, most: int) -> None:
        self._task, self._size, self.left = task, size, most
        self._order = sorted(filter(task.is_useful, range(len(task.indicators))), key=lambda n: _use(task, n))
        self._rest = [
            sorted((max(task.gains[n], 0) for n in self._order[at:]), reverse=True) for at in range(len(self._order))
        ]
        self.best: tuple[int, ...] = ()
        self._key: tuple[int, int, int, tuple[int, ...]] = (-task.units(()), 0, 0, ())

    def run(self) -> None:
        """Find the best choice."""
        import numpy as np  # noqa: PLC0415

        self._begin()
        rows = [[_rows(way) for way in some.ways] for some in self._task.alike]
        flat = [row for ways in rows for way in ways for row in way]
        gains = np.array([[gains.get(n, 0) for n in self._order] for _, gains in flat], dtype=np.int64)
        table = _Table(
            gains.reshape(len(flat), len(self._order)),
            _starts(np.array([len(way) for ways in rows for way in ways], dtype=np.int64)),
            _starts(np.array([len(ways) for ways in rows], dtype=np.int64)),
            np.array([len(some.units) for some in self._task.alike], dtype=np.int64),
        )
        self._below(table, np.array([least for least, _ in flat], dtype=np.int64), (), 0)

    def _begin(self) -> None:
        """Take the best indicator, then the best one more: the better the first choice, the more is passed over."""
        chosen: tuple[int, ...] = ()
        while len(chosen) < min(self._size, len(self._order)):
            left = [(*chosen, n) for n in self._order if n not in chosen]
            chosen = max(left, key=lambda c: (self._task.units(c), self._task.points(c)))
            self._offer(chosen, self._task.units(chosen))

    def _offer(self, chosen: Iterable[int], units: int) -> None:
        """Keep a choice if it is better than the best one known."""
        numbers = tuple(sorted(chosen))
        key = -units, -self._task.points(numbers), len(numbers), numbers
        if key < self._key:
            self._key, self.best = key, numbers

    def _below(self, table: _Table, lacking: "NDArray[np.int64]", chosen: tuple[int, ...], start: int) -> None:
        """Look at every choice that adds indicators from a place in the order on; rows still lack something."""
        left = self._size - len(chosen)
        if not left or start == len(self._order) or self.left < 0:
            return
        self.left -= 1
        within = table.led(lacking <= _most(table.gains[:, start:], left))
        units = self._task.sure + int(table.units[within].sum())
        points = self._task.points(chosen) + sum(self._rest[start][:left])
        if (-units, -points) > self._key[:2]:
            return
        if left == 1:
            self._last(table, lacking, chosen, start)
            return
        if _FEW * int(within.sum()) <= len(within):
            table, lacking = table.among(within), lacking[table.rows_of(within)]
        for at in range(start, len(self._order)):
            then, now = lacking - table.gains[:, at], (*chosen, self._order[at])
            self._offer(now, self._task.sure + int(table.units[table.led(then <= 0)].sum()))
            self._below(table, then, now, at + 1)

    def _last(self, table: _Table, lacking: "NDArray[np.int64]", chosen: tuple[int, ...], start: int) -> None:
        """Try every indicator that may be the last one, all of them at once."""
        units = table.units @ table.led(lacking[:, None] <= table.gains[:, start:])
        most = int(units.max())
        for at in (units == most).nonzero()[0].tolist():
            self._offer((*chosen, self._order[start + at]), self._task.sure + most)


def _rows(way: Way) -> list[tuple[int, dict[int, int]]]:
    """A way as rows: what chosen indicators must come to, and what each of them adds."""
    rows = [(need.least, dict(need.gains)) for need in way.needs]
    rows += [(len(way.must), dict.fromkeys(way.must, 1))] if way.must else []
    return rows + ([(0, dict.fromkeys(way.never, -1))] if way.never else [])


def _use(task: Task, number: int) -> tuple[int, int]:
    """What the more useful of two indicators has less of."""
    wanted = sum(len(some.units) for some in task.alike if any(number in way.must for way in some.ways))
    return -wanted, -task.gains[number]


def _most(gains: "NDArray[np.int64]", left: int) -> "NDArray[np.int64]":
    """The most that so many indicators can add to each row."""
    import numpy as np  # noqa: PLC0415

    positive: NDArray[np.int64] = np.maximum(gains, 0)
    if left < positive.shape[1]:
        positive = np.partition(positive, -left, axis=1)[:, -left:]
    total: NDArray[np.int64] = positive.sum(axis=1)
    return total


def _starts(sizes: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Where each of several pieces that follow one another begins."""
    starts: NDArray[np.int64] = sizes.cumsum() - sizes
    return starts


def _sizes(starts: "NDArray[np.int64]", end: int) -> "NDArray[np.int64]":
    """How long each of several pieces is that follow one another up to an end."""
    import numpy as np  # noqa: PLC0415

    return np.diff(starts, append=end)
