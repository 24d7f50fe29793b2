"""For each indicator who misses what a grade requires, and who of everybody is asked for it at all.

A unit misses a requirement where its value does not meet it, and where it has no value that counts: for a rating the
two are the same. Of units that are not rated or did not report nobody knows: they stay among those that are asked, and
stand by themselves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.model import Definition, Framework, Grade
from starcli.core.numbers import step
from starcli.core.pool.lever import Task, TaskMaker, has
from starcli.core.rating import Rating
from starcli.core.scale import Value
from starcli.core.scheme import Schemes
from starcli.core.text import Text

Why = Literal["missed", "blank", "unrated", "missing"]
WHYS: tuple[Why, ...] = ("missed", "blank", "unrated", "missing")
"""A value that does not meet the requirement, none that counts, a form without a rating, no form."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A unit, by its number, of which it is not shown that it meets a requirement, and why.

    `gate` says that this keeps it from the grade, whatever else is improved.
    """

    member: int
    why: Why
    value: Value | None = None
    gate: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """What is required of a kind and profile, and whether it is a gate."""

    kind: str
    profile: str
    words: Text
    gate: bool


@dataclass(frozen=True, slots=True)
class Question:
    """An indicator of which a grade requires something: who is asked, and of whom it is not shown that they meet it.

    Units stand by their numbers. `excused` are those to which the indicator does not apply, as town or county have
    confirmed; `kept` those that have a gate here which keeps them from the grade; `alone` those that nothing else keeps
    from it. `gain` are the points that all would gain together if everybody met the requirement.
    """

    definition: Definition
    demands: tuple[Demand, ...]
    asked: tuple[int, ...]
    misses: tuple[Miss, ...]
    excused: tuple[int, ...]
    alone: tuple[int, ...]
    gain: Decimal

    @property
    def id(self) -> str:
        """The indicator's code."""
        return self.definition.id

    @property
    def name(self) -> Text:
        """The indicator's name."""
        return self.definition.name

    @property
    def gate(self) -> bool:
        """Whether it is a gate of the grade for anybody."""
        return any(demand.gate for demand in self.demands)

    @property
    def kept(self) -> tuple[int, ...]:
        """Who is kept from the grade by this gate, whatever else is improved."""
        return tuple(miss.member for miss in self.misses if miss.gate)

    def demand_of(self, unit: Unit) -> Demand | None:
        """What is required of a unit; None where its kind or profile is not known."""
        return next((each for each in self.demands if (each.kind, each.profile) == (unit.kind, unit.profile)), None)


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions in the framework's order, who has the grade, and the numbers of units whose kind nobody knows.

    `task` is what putting indicators right for everyone would bring.
    """

    all: tuple[Question, ...]
    having: tuple[int, ...]
    unclear: tuple[int, ...]
    task: Task


def questions_of(members: Sequence[Member], schemes: Schemes, target: Grade) -> Questions:
    """The questions that a grade puts to everybody; their ratings are made again one by one, from the marks."""
    asking = _Asking(schemes, target)
    found = {key: _Found() for key in schemes.framework.entries}
    maker = TaskMaker(target, tuple(found))
    having: list[int] = []
    unclear: list[int] = []
    for number, member in enumerate(members):
        rating = member.rating(schemes)
        if rating is None:
            always, ever = asking.of(member.unit)
            if always != ever:
                unclear.append(number)
            for key in always:
                found[key].asked.append(number)
                found[key].misses.append(Miss(number, "missing" if member.state == "missing" else "unrated"))
            continue
        if has(rating, target):
            having.append(number)
        _answered(number, rating, target, found)
        for position in maker.add(number, rating):
            found[maker.indicators[position]].alone.append(number)
    task = maker.task
    gains = dict(zip(task.indicators, task.gains, strict=True))
    unit_of_points = step(schemes.framework.rounding.points)
    questions = tuple(
        Question(
            schemes.framework.entries[key].definition,
            demands,
            tuple(each.asked),
            tuple(each.misses),
            tuple(each.excused),
            tuple(each.alone),
            gains[key] * unit_of_points,
        )
        for key, each in found.items()
        if (demands := asking.demands(key))
    )
    return Questions(questions, tuple(having), tuple(unclear), task)


@dataclass(slots=True)
class _Found:
    """What has been found about an indicator so far."""

    asked: list[int] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    excused: list[int] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)


def _answered(number: int, rating: Rating, target: Grade, found: dict[str, _Found]) -> None:
    """Note where a rated unit misses what is required; a gate keeps nobody from a grade who has it."""
    reached = has(rating, target)
    for result in rating.results:
        if target.id not in result.indicator.requirements:
            continue
        each = found[result.indicator.id]
        if result.outcome == "not_applicable":
            each.excused.append(number)
            continue
        each.asked.append(number)
        if not result.met(target.id):
            why: Why = "missed" if result.outcome == "scored" else "blank"
            gate = target.id in result.indicator.gates and not reached
            each.misses.append(Miss(number, why, result.value, gate))


class _Asking:
    """What a grade asks of a kind and profile; where one of them is not known, what it asks of all that may be."""

    def __init__(self, schemes: Schemes, target: Grade) -> None:
        self._schemes, self._target = schemes, target
        self._known: dict[tuple[str, str], tuple[frozenset[str], frozenset[str]]] = {}

    def of(self, unit: Unit) -> tuple[frozenset[str], frozenset[str]]:
        """What a unit is asked for in any case, and what it may be asked for."""
        key = unit.kind, unit.profile
        if key not in self._known:
            each = [
                frozenset(i.id for i in self._schemes.of(*pair).indicators if self._target.id in i.requirements)
                for pair in _possible(self._schemes.framework, *key)
            ]
            always = frozenset.intersection(*each) if each else frozenset[str]()
            self._known[key] = always, frozenset[str]().union(*each)
        return self._known[key]

    def demands(self, key: str) -> tuple[Demand, ...]:
        """What the grade requires of an indicator, for every kind and profile of which it requires anything."""
        found = []
        for kind, profile in _possible(self._schemes.framework, "", ""):
            indicator = self._schemes.of(kind, profile).by_id.get(key)
            requirement = indicator.requirements.get(self._target.id) if indicator is not None else None
            if indicator is not None and requirement is not None:
                found.append(Demand(kind, profile, requirement.words(), self._target.id in indicator.gates))
        return tuple(found)


def _possible(framework: Framework, kind: str, profile: str) -> Iterator[tuple[str, str]]:
    """Every kind and profile that a unit may be of; empty texts are not known."""
    for each in [kind] if kind else framework.kinds:
        fitting = [known.id for known in framework.profiles.values() if each in known.kinds]
        yield from ((each, known) for known in ([profile] if profile in fitting else fitting))
