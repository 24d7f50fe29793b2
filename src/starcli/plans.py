"""Plans for many units: each drawn up, and its papers made, in processes of their own; put in place one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from starcli.core.explain import stars
from starcli.core.model import Grade
from starcli.core.numbers import plain
from starcli.core.paths.effort import EffortTable
from starcli.core.paths.path import PathFinder
from starcli.core.plans.plan import Plan
from starcli.core.plans.planning import planned
from starcli.core.plans.portrait import District
from starcli.core.rating import Rating
from starcli.core.seasons import Season
from starcli.core.text import FormLanguage, Text, counted
from starcli.documents.planning import planning_document
from starcli.documents.units import Document
from starcli.workers import Fault, Limits, isolated

_LIMITS = Limits(seconds=120)
"""The machine may be busy."""
_FEW = 2
"""So many plans are made before another process would be ready."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is planned for: a grade, from which day, by when; in which language, and whether as a Word paper too.

    Without `writes` nothing is written but what JSON says.
    """

    target: Grade
    drawn_up: date
    by: Season | None
    language: FormLanguage
    paper: bool = False
    writes: bool = True
    table: EffortTable = EffortTable()  # noqa: RUF009 an immutable value


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan that is drawn up: a line about it, its JSON, and the content of each of its files."""

    line: Text
    reaches: bool
    document: Document
    contents: tuple[bytes, ...]


class PlanWorks:
    """Draws up the plans of some units, each held against the others of its kind and county."""

    def __init__(self, ratings: Sequence[Rating], wish: Wish) -> None:
        self._ratings = ratings
        self._wish = wish
        self._district = District(ratings, wish.target)
        self._finders: dict[tuple[str, str], PathFinder] = {}

    def make(self, number: int) -> Drawn:
        """The plan of a unit by its position."""
        rating, wish = self._ratings[number], self._wish
        plan = planned(rating, wish.target, wish.drawn_up, wish.by, self._finder(rating))
        line, reaches = described(plan)
        return Drawn(line, reaches, planning_document(plan), self._contents(plan) if wish.writes else ())

    def all(self) -> Iterator[Drawn | Fault]:
        """Every plan, in the order of the units."""
        numbers = range(len(self._ratings))
        if len(numbers) <= _FEW:
            yield from map(self.make, numbers)
        else:
            yield from isolated(self.make, numbers, _LIMITS)

    def _finder(self, rating: Rating) -> PathFinder:
        key = (rating.scheme.kind.id, rating.scheme.profile.id)
        if key not in self._finders:
            self._finders[key] = PathFinder(rating.scheme, self._wish.target, self._wish.table)
        return self._finders[key]

    def _contents(self, plan: Plan) -> tuple[bytes, ...]:
        from starcli.excel.writing.plans.book import PlanBook  # noqa: PLC0415 only where it is written

        peers = self._district.peers(plan.rating)
        book = PlanBook(plan, self._wish.language, peers).content()
        if not self._wish.paper:
            return (book,)
        from starcli.paper.plan_paper import plan_paper  # noqa: PLC0415

        return book, plan_paper(plan, self._wish.language, peers)


def described(plan: Plan) -> tuple[Text, bool]:
    """A line about a plan: from where to where, and with how many measures; whether it reaches the target."""
    highest, now, then = plan.rating.scheme.grades[0], plan.rating, plan.projected
    order = [grade.id for grade in plan.rating.scheme.grades]
    place = order.index(plan.target.id)
    has, will = (order.index(rating.grade.id) <= place for rating in (now, then))
    way = f"{stars(now.grade, highest)} {plain(now.total)} → {stars(then.grade, highest)} {plain(then.total)}"
    keys, count = sum(proposal.key for proposal in plan.proposals), len(plan.proposals)
    if has:
        words = Text(
            f"已达到{plan.target.name.zh}，改进 {count} 项",
            f"has {plan.target.name.en.lower()}; {counted(count, 'improvement')}",
        )
    elif not will:
        words = Text(
            f"{count} 项措施，仍达不到{plan.target.name.zh}",
            f"{counted(count, 'measure')}, and no {plan.target.name.en.lower()} yet",
        )
    else:
        words = Text(f"{count} 项措施，其中必需 {keys} 项", f"{counted(count, 'measure')}, {keys} of them needed")
    name = plan.rating.unit.name
    return Text(f"{name}  {way}  {words.zh}", f"{name}  {way}  {words.en}"), has or will
