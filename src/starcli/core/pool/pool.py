"""The problems of many units together: which are common, where they are worse, and which matter most."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from starcli.core.everyone import Member
from starcli.core.model import Framework, Grade
from starcli.core.numbers import divide, half_up
from starcli.core.pool.figures import (
    Figures,
    GroupFigure,
    Sort,
    Tally,
    Verdict,
    is_common_in,
    sort_of,
    tally_of,
)
from starcli.core.pool.groups import Group, GroupId, groups_of, in_order
from starcli.core.pool.lever import Task
from starcli.core.pool.questions import Question, Questions, questions_of
from starcli.core.pool.rules import PoolRules
from starcli.core.scheme import Schemes

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Problem:
    """A question with its figures: of everybody, and of every group of which somebody is asked."""

    question: Question
    whole: Tally
    sort: Sort
    figures: tuple[GroupFigure, ...]
    common_in: tuple[GroupFigure, ...]
    by_group: Mapping[GroupId, GroupFigure] = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        """The indicator's code."""
        return self.question.id

    def figure(self, group: Group) -> GroupFigure | None:
        """The figure of a group; None where nobody in it is asked."""
        return self.by_group.get(group.id)

    @property
    def worse_in(self) -> tuple[GroupFigure, ...]:
        """The groups in which there is more of it than in the whole, by how many units beyond the whole's share."""
        more = [figure for figure in self.figures if figure.verdict == "more"]
        return tuple(sorted(more, key=lambda figure: -figure.beyond(self.whole)))


@dataclass(frozen=True, slots=True)
class Pool:
    """Everybody, county by county and town by town, and all problems against a grade, those that matter most first.

    Units are numbers in `members`; `having` have the grade, of `unclear` nobody knows the kind.
    """

    framework: Framework
    target: Grade
    rules: PoolRules
    members: tuple[Member, ...]
    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]
    having: tuple[int, ...]
    unclear: tuple[int, ...]

    @property
    def leading(self) -> tuple[Problem, ...]:
        """The problems on the page for leaders."""
        return tuple(problem for problem in self.problems if problem.whole.known)[: self.rules.leaders]

    @property
    def verdicts(self) -> Mapping[Verdict, int]:
        """How often groups were compared with the whole, by what was found."""
        found = (figure.verdict for problem in self.problems for figure in problem.figures)
        return Counter(verdict for verdict in found if verdict is not None)

    @property
    def by_chance(self) -> int:
        """How many of them would lie outside their own interval by chance alone, at most."""
        made = sum(self.verdicts.values())
        return int(half_up(divide(made * (_HUNDRED - self.rules.confidence), _HUNDRED), 0))

    def problem(self, key: str) -> Problem:
        """The problem of an indicator. Raises `KeyError`."""
        for problem in self.problems:
            if problem.id == key:
                return problem
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Pooling:
    """All problems, and the task of finding those that would bring the most units to the grade."""

    pool: Pool
    task: Task


def pooled(everyone: Iterable[Member], schemes: Schemes, target: Grade, rules: PoolRules) -> Pooling:
    """The problems of everybody against a grade."""
    members = in_order(everyone)
    questions = questions_of(members, schemes, target)
    groups = groups_of(members, schemes.framework)
    problems = _problems(questions, groups, rules)
    pool = Pool(
        schemes.framework, target, rules, members, groups, problems, questions.having, questions.unclear
    )  # fmt: skip
    return Pooling(pool, questions.task)


def _problems(questions: Questions, groups: Sequence[Group], rules: PoolRules) -> tuple[Problem, ...]:
    of_groups = Figures(groups, rules)
    found = []
    for question in questions.all:
        whole = tally_of(question)
        figures = of_groups.of(question, whole)
        common_in = tuple(figure for figure in figures if is_common_in(figure, rules))
        by_group = {figure.group.id: figure for figure in figures}
        found.append(Problem(question, whole, sort_of(whole, figures, rules), figures, common_in, by_group))
    return tuple(sorted(found, key=_order))


def _order(problem: Problem) -> tuple[bool, int, int, int]:
    """Gates first, then by how many units each keeps from the grade, then by how many miss it."""
    question = problem.question
    return (
        not question.kept,
        -len(question.kept) if question.kept else -len(question.alone),
        -len(question.alone),
        -problem.whole.known,
    )
