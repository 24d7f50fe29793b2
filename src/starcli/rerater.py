"""Rating workbooks by several frameworks at once: each is opened once, in a process apart."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from starcli.batch import Rated
from starcli.core.model import Definition, Framework
from starcli.rater import LIMITS, Rater, Reading
from starcli.sources import Source
from starcli.workers import Fault, isolated


@dataclass(frozen=True, slots=True)
class RatedAgain:
    """What a unit's workbook gives by one framework, and by each of the others; None where that is nothing.

    Of the others nothing is found: whatever is wrong with the workbook is said once.
    """

    own: Rated
    others: tuple[Rated | None, ...] = ()


class Rerater:
    """Rates workbooks by the framework of one rater, and by those of others as well."""

    def __init__(self, rater: Rater, others: Sequence[Rater] = ()) -> None:
        self._rater = rater
        self._others = tuple((other, _asks_the_same(rater.framework, other.framework)) for other in others)

    def rate_all(self, sources: Sequence[Source], done: Callable[[], None] = lambda: None) -> Iterator[RatedAgain]:
        """What every unit gives, workbook by workbook; `done` is called after each."""
        if not self._others:
            yield from map(RatedAgain, self._rater.rate_all(sources, done))
            return
        for source, given in zip(sources, isolated(self.rate, sources, LIMITS), strict=True):
            if isinstance(given, Fault):
                yield RatedAgain(self._rater.faulty(source, given), (None,) * len(self._others))
            else:
                yield from given
            done()

    def rate(self, source: Source) -> tuple[RatedAgain, ...]:
        """What each unit in one workbook gives; nothing for a result that starcli wrote itself."""
        opened = self._rater.open(source)
        if isinstance(opened, Reading):
            return tuple(RatedAgain(one, (None,) * len(self._others)) for one in self._rater.rated_each(source, opened))
        read = self._rater.read_opened(opened)
        own = self._rater.rated_each(source, read)
        others = [
            _beside(own, other.rated_each(source, read if the_same else other.read_opened(opened)))
            for other, the_same in self._others
        ]
        return tuple(RatedAgain(one, tuple(other[at] for other in others)) for at, one in enumerate(own))


def _asks_the_same(one: Framework, other: Framework) -> bool:
    """Whether forms say the same by two frameworks, however they judge it: what is read by one counts for both."""
    asked = [
        (f.kinds, f.profiles, f.dimensions, f.facts, f.conversions, f.adjusting, f.grades, _definitions(f))
        for f in (one, other)
    ]
    return asked[0] == asked[1]


def _definitions(framework: Framework) -> list[Definition]:
    return [entry.definition for entry in framework.entries.values()]


def _beside(own: Sequence[Rated], other: Sequence[Rated]) -> Sequence[Rated | None]:
    """The results of another framework in the order of the own ones; none where it finds other units in a workbook."""
    same = len(own) == len(other) and all(a.unit.name == b.unit.name for a, b in zip(own, other, strict=True))
    return [replace(one, findings=()) for one in other] if same else (None,) * len(own)
