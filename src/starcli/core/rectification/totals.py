"""Totals of tracked problems: by town, indicator, special project and responsible unit, each figure with its problems.

A problem is known by its number, which is its place in the list of all of them, counted from 1.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from starcli.core.areas import Places
from starcli.core.findings import Finding
from starcli.core.model import Framework
from starcli.core.numbers import divide, half_up
from starcli.core.rectification.rules import Rectification
from starcli.core.rectification.tracking import Tracked
from starcli.core.roster import squeezed
from starcli.core.text import Text

Figure = Literal["problems", "open", "asked", "closed", "overdue", "due_soon", "against_rules", "relapsed"]
FIGURES: tuple[Figure, ...] = (
    "problems", "open", "asked", "closed", "overdue", "due_soon", "against_rules", "relapsed",
)  # fmt: skip
"""What is counted. Every problem is open, asked for or closed; one that relapsed is open."""
Grouping = Literal["town", "indicator", "project", "responsible"]
GROUPINGS: tuple[Grouping, ...] = ("town", "indicator", "project", "responsible")

UNSTATED = Text("（未写明）", "(not stated)")
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of the problems behind each figure of a group, such as a town."""

    name: Text
    numbers: Mapping[Figure, tuple[int, ...]]

    def count(self, figure: Figure) -> int:
        """A figure."""
        return len(self.numbers[figure])

    @property
    def share_closed(self) -> Decimal | None:
        """The share of problems that were struck off by the rules, 0 to 1; None without any problem."""
        if not self.count("problems"):
            return None
        in_order = self.count("closed") - len(set(self.numbers["closed"]) & set(self.numbers["against_rules"]))
        return half_up(divide(Decimal(in_order), Decimal(self.count("problems"))), _PLACES)


@dataclass(frozen=True, slots=True)
class Tracking:
    """All problems of a run by number, with their totals, and everything that was found."""

    problems: tuple[Tracked, ...]
    total: Tally
    groups: Mapping[Grouping, tuple[Tally, ...]]
    findings: tuple[Finding, ...]

    def listed(self, figure: Figure) -> tuple[tuple[int, Tracked], ...]:
        """The problems behind a figure of the total, with their numbers."""
        return tuple((number, self.problems[number - 1]) for number in self.total.numbers[figure])


def total_up(problems: Sequence[Tracked], framework: Framework, rules: Rectification) -> Tracking:
    """Tracked problems with their totals, and the findings about them."""
    numbered = list(enumerate(problems, start=1))
    groups: dict[Grouping, tuple[Tally, ...]] = {
        "town": _by_town(numbered, rules),
        "indicator": _by_indicator(numbered, framework, rules),
        "project": _by_project(numbered, framework, rules),
        "responsible": _by_responsible(numbered, rules),
    }
    found = tuple(one for problem in problems for one in problem.findings)
    return Tracking(tuple(problems), _tally(Text("合计", "Total"), numbered, rules), groups, found)


def counts_as(problem: Tracked, figure: Figure, days: int) -> bool:
    """Whether a problem is among those of a figure; `days` is how far ahead what is due soon lies."""
    match figure:
        case "problems":
            return True
        case "open" | "asked" | "closed":
            return problem.stage == figure
        case "overdue":
            return problem.light == "red"
        case "due_soon":
            return problem.due_within(days)
        case "against_rules":
            return problem.against_rules
        case "relapsed":
            return problem.relapsed


Numbered = tuple[int, Tracked]


def _tally(name: Text, numbered: Sequence[Numbered], rules: Rectification) -> Tally:
    days = rules.lights.days
    return Tally(
        name,
        {figure: tuple(number for number, one in numbered if counts_as(one, figure, days)) for figure in FIGURES},
    )


def _grouped(numbered: Iterable[Numbered], key: Callable[[Tracked], str]) -> dict[str, list[Numbered]]:
    groups: dict[str, list[Numbered]] = {}
    for number, problem in numbered:
        groups.setdefault(key(problem), []).append((number, problem))
    return groups


def _by_town(numbered: Sequence[Numbered], rules: Rectification) -> tuple[Tally, ...]:
    places = Places(problem.unit for _, problem in numbered)
    groups = _grouped(numbered, lambda problem: str(places.of(problem.unit)) if problem.unit.town else "")
    return tuple(_tally(Text.same(name) if name else UNSTATED, some, rules) for name, some in _last_blank(groups))


def _by_indicator(numbered: Sequence[Numbered], framework: Framework, rules: Rectification) -> tuple[Tally, ...]:
    groups = _grouped(numbered, lambda problem: problem.row.indicator)
    named = {key: entry.definition.name for key, entry in framework.entries.items()}
    return _in_order(groups, {key: Text(f"{key} {one.zh}", f"{key} {one.en}") for key, one in named.items()}, rules)


def _by_project(numbered: Sequence[Numbered], framework: Framework, rules: Rectification) -> tuple[Tally, ...]:
    groups = _grouped(numbered, lambda problem: problem.project)
    named = {key: project.name for key, project in framework.special_projects.items()}
    return _in_order(groups, {key: Text(f"{key} {one.zh}", f"{key} {one.en}") for key, one in named.items()}, rules)


def _by_responsible(numbered: Sequence[Numbered], rules: Rectification) -> tuple[Tally, ...]:
    """By responsible unit, whoever has the most problems first; one name is one unit however it is spaced."""
    groups = _grouped(numbered, lambda problem: squeezed(problem.row.text("unit")))
    ordered = sorted(_last_blank(groups), key=lambda pair: (not pair[0], -len(pair[1])))
    named = ((some[0][1].row.text("unit") if key else "", some) for key, some in ordered)
    return tuple(_tally(Text.same(name) if name else UNSTATED, some, rules) for name, some in named)


def _in_order(
    groups: Mapping[str, Sequence[Numbered]], names: Mapping[str, Text], rules: Rectification
) -> tuple[Tally, ...]:
    """Groups in the order of their names; what belongs to none of them last."""
    known = [_tally(name, groups[key], rules) for key, name in names.items() if key in groups]
    others = [one for key, some in groups.items() if key not in names for one in some]
    return tuple([*known, _tally(UNSTATED, others, rules)] if others else known)


def _last_blank(groups: Mapping[str, list[Numbered]]) -> list[tuple[str, list[Numbered]]]:
    return sorted(groups.items(), key=lambda pair: not pair[0])
