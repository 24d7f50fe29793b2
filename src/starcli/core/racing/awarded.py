"""Grades as they are awarded: season by season from the one before, not from one form alone.

A grade falls at once and rises by no more than the framework allows in a season; a trial season changes none. The
first season that is read gives the first grades.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from starcli.core.model import Framework, Grade
from starcli.core.text import Text, counted


@dataclass(frozen=True, slots=True)
class Award:
    """The grade that a unit's figures earn, the one that it is awarded, and the one that it had before.

    `awarded` is None where a season awards none; `held` says what keeps the two apart, None where nothing does.
    """

    computed: Grade
    awarded: Grade | None
    before: Grade | None = None
    held: Text | None = None

    @property
    def grades_up(self) -> int | None:
        """Grades gained on the season before, below zero where some were lost; None where there is none to compare."""
        if self.awarded is None or self.before is None:
            return None
        return self.awarded.stars - self.before.stars


class Awards:
    """Awards the grades of one season after the other, in their order."""

    def __init__(self) -> None:
        self._last: dict[str, str] = {}

    def proposed(self, computed: Mapping[str, str], framework: Framework, *, trial: bool = False) -> dict[str, Award]:
        """What each unit is to be awarded for the grade that it earned, by its key; nothing is awarded yet."""
        return {
            key: _award(framework, framework.grade(earned), self._before(key, framework), trial=trial)
            for key, earned in computed.items()
        }

    def season(
        self,
        computed: Mapping[str, str],
        framework: Framework,
        *,
        trial: bool = False,
        frozen: Mapping[str, str] | None = None,
    ) -> dict[str, Award]:
        """What each unit is awarded in a season: the next one begins from there.

        The grades of a season that is frozen are `frozen`, whatever would be awarded now; an empty one is none.
        """
        found = self.proposed(computed, framework, trial=trial)
        for key, award in found.items():
            if frozen is not None and key in frozen:
                found[key] = _as_frozen(award, frozen[key], framework)
            awarded = found[key].awarded
            if awarded is not None:
                self._last[key] = awarded.id
        return found

    def _before(self, key: str, framework: Framework) -> Grade | None:
        """The last grade that a unit was awarded, where the framework still has it."""
        last = self._last.get(key)
        return next((grade for grade in framework.grades if grade.id == last), None)


def _award(framework: Framework, computed: Grade, before: Grade | None, *, trial: bool) -> Award:
    most = framework.season_rules.most_grades_up
    if trial:
        held = None
        if before is None:
            held = Text("试评，不授星", "a trial season: no grade is awarded")
        elif before != computed:
            held = Text(
                f"试评，不改星级：算得{computed.name.zh}，仍为{before.name.zh}",
                f"a trial season: {computed.name.en.lower()} earned, {before.name.en.lower()} kept",
            )
        return Award(computed, before, before, held)
    order = list(framework.grades)
    if before is None or most is None:
        return Award(computed, computed, before)
    up = order.index(before) - order.index(computed)
    if up <= most:
        return Award(computed, computed, before)
    awarded = order[order.index(before) - most]
    held = Text(
        f"一季最多升 {most} 星：算得{computed.name.zh}，由{before.name.zh}升为{awarded.name.zh}",
        f"at most {counted(most, 'grade')} up in a season: {computed.name.en.lower()} earned, "
        f"from {before.name.en.lower()} to {awarded.name.en.lower()}",
    )
    return Award(computed, awarded, before, held)


def _as_frozen(award: Award, frozen: str, framework: Framework) -> Award:
    """The award of a frozen season: what was recorded stands."""
    recorded = next((grade for grade in framework.grades if grade.id == frozen), None)
    if recorded == award.awarded:
        return award
    if recorded is None:
        return Award(award.computed, None, award.before, Text("封存时未授星", "frozen without a grade"))
    held = Text(f"已封存为{recorded.name.zh}", f"frozen as {recorded.name.en.lower()}")
    return Award(award.computed, recorded, award.before, held)
