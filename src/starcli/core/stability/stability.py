"""How sure places and grades are: what became of each unit when the weight table was shaken."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.district import Ranking
from starcli.core.numbers import ONE
from starcli.core.stability.grade_edges import GradeEdges
from starcli.core.stability.reweighted import Swap
from starcli.core.standing import Standing
from starcli.core.text import Text, counted

INTERVAL = (5, 95)
"""Per cent of all draws that lie below the interval of places, and up to its end."""


@dataclass(frozen=True, slots=True)
class Stability:
    """What became of a unit in all draws: the places that nine in ten lie within, best and worst, and its grades.

    `kept` is the share of draws, 0 to 1, in which it has the grade that it has; `others` are the grades that it had
    in the rest, by id with their shares, the most frequent first.
    """

    low: int
    high: int
    best: int
    worst: int
    kept: Decimal
    others: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Shaking:
    """How the weight table was shaken: each weight by up to a share of itself (0 to 1), so many times, from a seed."""

    share: Decimal
    draws: int
    seed: int

    def words(self) -> Text:
        """The same in a sentence."""
        share = f"{(self.share * 100).normalize():f}%"
        return Text(
            f"每项分值在±{share}内随机变动，合计仍为满分，抽取 {self.draws} 张分值表（种子 {self.seed}）逐张评定",
            f"every weight moved by up to ±{share}, the full total kept: {counted(self.draws, 'weight table')} drawn "
            f"(seed {self.seed}), everybody rated by each",
        )


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure a ranking is: by the position of each unit in it, its stability and the edges of its grade."""

    ranking: Ranking
    stability: tuple[Stability, ...]
    edges: tuple[GradeEdges, ...]

    @property
    def safe(self) -> int:
        """How many units kept their grade in every draw."""
        return sum(each.kept == ONE for each in self.stability)


@dataclass(frozen=True, slots=True)
class Swapped:
    """Two units that were named, the one behind first, and the least change of weights that swaps them, if any does.

    `reason` says why there is none.
    """

    behind: Standing
    ahead: Standing
    swap: Swap | None
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Shaken:
    """All of it: how it was shaken (None where only a swap was asked for), ranking by ranking, and the swap."""

    shaking: Shaking | None
    rankings: Mapping[str, Sureness]
    swapped: Swapped | None = None
