"""What a plan says, row by row, whatever it is written into."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from starcli.core.explain import current, distance
from starcli.core.formulas.blocks import dimensions_of
from starcli.core.judgement import Result
from starcli.core.model import SpecialProject
from starcli.core.numbers import divide, half_up
from starcli.core.plans.plan import Plan, Proposal
from starcli.core.plans.portrait import Peers, yardstick
from starcli.core.plans.problems import problem_words
from starcli.core.scale import Value
from starcli.core.scheme import Indicator
from starcli.core.text import Text, listed
from starcli.core.values import Figures
from starcli.excel.layouts.form import PROFILE_LABELS
from starcli.excel.layouts.plan import (
    PLAN_LABELS,
    PROBLEM_ORIGINS,
)

Content = Text | Decimal | int | date | None
Row = dict[str, Content]
"""The contents of a row of a table, by column."""
KEY_MARK = Text.same("★")
_SHARE_PLACES = 3
_A_LINE = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what is known of a unit; what is to be filled in by hand is `open`."""

    label: Text
    value: Content
    open: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A dimension of the portrait: scores now, of others in the middle, at the target's requirements, and planned."""

    id: str
    name: Text
    now: Decimal | None
    median: Decimal | None
    target: Decimal | None
    planned: Decimal | None


@dataclass(frozen=True, slots=True)
class Project:
    """A special project that the unit's problems belong to."""

    project: SpecialProject
    indicators: tuple[Result, ...]
    short: tuple[Proposal, ...]
    attainment: Decimal | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan beside the others of its district, and everything that its papers say of it."""

    plan: Plan
    peers: Peers

    @property
    def rows(self) -> tuple[Proposal, ...]:
        """The proposals, those that the path needs first."""
        return tuple(sorted(self.plan.proposals, key=lambda proposal: not proposal.key))

    @property
    def identity(self) -> tuple[Fact, ...]:
        """Who the unit is, and by what it was judged when."""
        rating, unit = self.plan.rating, self.plan.rating.unit
        scheme = rating.scheme
        known = {
            "name": Text.same(unit.name),
            "code": Text.same(unit.code),
            "kind": scheme.kind.name,
            "profile": scheme.profile.name,
            "town": Text.same(unit.town),
            "county": Text.same(unit.county),
            "period": Text.same(rating.assessment.period),
            "framework": Text.same(f"{scheme.framework.id} {scheme.framework.version}"),
        }
        said = [Fact(PROFILE_LABELS[key], value) for key, value in known.items()]
        return (*said, Fact(PLAN_LABELS["date"], self.plan.drawn_up, open=True))

    @property
    def measured(self) -> tuple[Fact, ...]:
        """The facts that the framework names, with room for those that the form does not have; Party members too."""
        return (*self._known(), Fact(PLAN_LABELS["members"], None, open=True))

    def _known(self) -> Iterator[Fact]:
        rating = self.plan.rating
        framework = rating.scheme.framework
        figures = Figures(rating.assessment, rating.basis, framework.facts)
        for key in framework.settings.plan_facts:
            if key in framework.facts:
                fact, value = framework.facts[key], figures.numbers.get(key)
                yield Fact(_with_unit(fact.name, fact.measured_in), value, open=value is None)
            elif key in rating.scheme.by_id:
                result = rating.result(key)
                label = _with_unit(result.indicator.name, result.indicator.definition.measured_in)
                yield Fact(label, shown(result.indicator, result.value), open=result.value is None)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The dimensions of the portrait."""
        rating, target = self.plan.rating, yardstick(self.plan.rating.scheme, self.plan.target)
        now = {d.id: d.score for d in rating.dimensions}
        planned = {d.id: d.score for d in self.plan.projected.dimensions}
        names = rating.scheme.framework.dimensions
        return tuple(
            Side(key, names[key].name, now[key], self.peers.medians.get(key), target.get(key), planned[key])
            for key in dimensions_of(rating.scheme)
        )

    @property
    def projects(self) -> tuple[Project, ...]:
        """The special projects to which any of the unit's problems belong, in the framework's order."""
        rating, target = self.plan.rating, self.plan.target.id
        found = []
        for project in rating.scheme.framework.special_projects.values():
            short = tuple(p for p in self.rows if p.gap.result.indicator.special_project == project.id)
            if not short:
                continue
            covered = tuple(r for r in rating.results if r.indicator.special_project == project.id)
            asked = [met for r in covered if (met := r.met(target)) is not None]
            share = half_up(divide(Decimal(sum(asked)), Decimal(len(asked))), _SHARE_PLACES) if asked else None
            found.append(Project(project, covered, short, share))
        return tuple(found)

    def problem(self, number: int, proposal: Proposal) -> Row:
        """A row of the list of problems."""
        gap, result = proposal.gap, proposal.gap.result
        return {
            "number": number,
            "code": Text.same(result.indicator.id),
            "indicator": result.indicator.name,
            "problem": problem_words(gap, self.plan.target),
            "now": shown(result.indicator, result.value) if result.outcome == "scored" else current(result),
            "required": shown(result.indicator, gap.required),
            "distance": gap.distance if gap.distance is not None else distance(gap),
            "sort": None,
            "cause": None,
            "origin": PROBLEM_ORIGINS[result.tier or "self"],
            "remarks": self._shared(result),
        }

    def _shared(self, result: Result) -> Text | None:
        """How many others have the same problem."""
        short, asked = self.peers.short.get(result.indicator.id, (0, 0))
        if not asked:
            return None
        return Text(f"同类单位另 {asked} 个，{short} 个也未达标", f"{short} of {asked} others fall short too")

    def measure(self, number: int, proposal: Proposal) -> Row:
        """A row of the table of measures, without its values by season."""
        definition = proposal.gap.result.indicator.definition
        return {
            "number": number,
            "key": KEY_MARK if proposal.key else None,
            "code": Text.same(definition.id),
            "problem": problem_words(proposal.gap, self.plan.target),
            "cause": None,
            "measure": None,
            "type": self.plan.rating.scheme.framework.settings.measures.get(definition.plan.measure),
            "unit": definition.lead_department,
            "person": None,
            "leader": None,
            "deadline": proposal.deadline,
            "target": shown(proposal.gap.result.indicator, proposal.target),
            "support": None,
            "remarks": None,
        }

    def seasons(self, proposal: Proposal) -> tuple[Content, ...]:
        """The values of a proposal by season."""
        return tuple(shown(proposal.gap.result.indicator, value) for value in proposal.by_season)

    @property
    def states(self) -> tuple[Text, ...]:
        """The states of a problem, the first of which it has when the plan is filed; none without rules for them."""
        rules = self.plan.rating.scheme.framework.rectification
        if rules is None:
            return ()
        first = rules.states[rules.first]
        return (first.name, *(state.name for state in rules.states.values() if state is not first))

    @property
    def four_ones(self) -> tuple[Text, ...]:
        """What every special project must have, in the framework's words."""
        card = self.plan.rating.scheme.framework.four_ones
        return tuple(card.slots.values()) if card is not None else ()

    def ledger(self, number: int, proposal: Proposal) -> Row:
        """A row of the ledger as it is when the plan is filed."""
        measure = self.measure(number, proposal)
        return {
            "number": number,
            "code": measure["code"],
            "problem": measure["problem"],
            "unit": measure["unit"],
            "deadline": measure["deadline"],
            "type": measure["type"],
            "state": next(iter(self.states), None),
        }

    def project(self, project: Project) -> Row:
        """A row of the special projects; the four ones are for people to fill in."""
        return {
            "project": Text(
                f"{project.project.id} {project.project.name.zh}", f"{project.project.id} {project.project.name.en}"
            ),
            "indicators": _codes(result.indicator.id for result in project.indicators),
            "attainment": project.attainment,
            "problems": _codes(proposal.indicator for proposal in project.short),
        }


def shown(indicator: Indicator, value: Value | None) -> Text | Decimal | None:
    """A value as a cell holds it: a level by its name."""
    if isinstance(value, str):
        return indicator.definition.scale.levels.get(value, Text.same(value))
    return value


def _codes(codes: Iterable[str]) -> Text:
    """Codes as a list, a few to a line: none of them is broken at its dash."""
    found = tuple(codes)
    lines = [listed([Text.same(code) for code in found[at : at + _A_LINE]]) for at in range(0, len(found), _A_LINE)]
    return Text("、\n".join(line.zh for line in lines), ",\n".join(line.en for line in lines))


def _with_unit(name: Text, unit: Text) -> Text:
    if not unit.zh:
        return name
    return Text(f"{name.zh}（{unit.zh}）", f"{name.en} ({unit.en})")
