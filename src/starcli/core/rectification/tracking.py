"""Ledgers tracked: what has become of each problem on a given day, and everything about it that is against the rules.

A row is held against its own cells, the plan it belongs to, an earlier copy of the ledger, and the values of the unit's
form. What it says stays beside what follows from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, finding
from starcli.core.model import Framework, Grade
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.rating import Rating
from starcli.core.rectification.closing import Evidence, Verdict, judge_condition
from starcli.core.rectification.deadlines import Before, LightName, Schedule, deadline_faults, light_of, schedule, waits
from starcli.core.rectification.demands import Demand, demand_of, known_of, project_of
from starcli.core.rectification.ledger import Said, dates, read_row
from starcli.core.rectification.relapse import Afterwards, differs, fallen_again
from starcli.core.rectification.rules import Rectification, Stage, folded
from starcli.core.rectification.season_values import milestones, missed, pressing, stated_by
from starcli.core.seasons import seasons_a_year
from starcli.core.text import LANGUAGES, Text, listed

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Case:
    """A row of a ledger with all that it is held against.

    That is its plan, the unit's rating by its form, the row of an earlier copy, and the plan as it was filed.
    """

    plan: FilledPlan
    row: FilledRow
    rating: Rating | None = None
    earlier: FilledRow | None = None
    filed: FilledPlan | None = None

    @property
    def measures(self) -> tuple[FilledRow, ...]:
        """The measures that the row follows: that of its plan, then that of the plan as it was filed."""
        plans = (self.plan, self.filed) if self.filed is not None else (self.plan,)
        return tuple(found for plan in plans if (found := measure_of(plan, self.row)) is not None)


@dataclass(frozen=True, slots=True)
class Tracked:
    """What has become of a problem.

    `said` is what its row says; `state` and `stage` are what it is in: another state where it has relapsed. `light` is
    empty for what is struck off, for what waits for others, and where nobody knows when it is due; `left` are the days
    until then. `in_order` is False where a closing condition is not shown to hold, or a day cannot be right.
    """

    unit: Unit
    row: FilledRow
    said: Said
    state: str
    stage: Stage
    light: LightName
    schedule: Schedule
    left: int | None
    verdicts: tuple[Verdict, ...]
    in_order: bool
    relapsed: bool
    project: str
    findings: tuple[Finding, ...]

    @property
    def outstanding(self) -> tuple[Verdict, ...]:
        """The closing conditions that are not shown to hold."""
        return tuple(verdict for verdict in self.verdicts if not verdict.holds)

    @property
    def against_rules(self) -> bool:
        """Whether it was struck off against the rules."""
        return self.said.closed and not self.in_order

    @property
    def waits(self) -> bool:
        """Whether it waits for others: closing was asked for in time."""
        return self.stage != "closed" and waits(self.stage, self.row, self.schedule.due)

    def due_within(self, days: int) -> bool:
        """Whether it is still to be done and due within so many days from now."""
        return self.light in ("green", "yellow") and self.left is not None and self.left <= days


class Tracker:
    """Tracks rows by a framework's rules on one day; `target` is the grade of plans that name none."""

    def __init__(self, framework: Framework, rules: Rectification, target: Grade, today: date) -> None:
        self._framework = framework
        self._rules = rules
        self._target = target
        self._today = today
        self._per_year = seasons_a_year(framework)

    def track(self, case: Case) -> Tracked:
        """What has become of one problem, with everything that is found about it."""
        row, rules, today = case.row, self._rules, self._today
        said = read_row(row, rules)
        before = Before(case.earlier, case.measures)
        measure = next(iter(case.measures), None)
        demand, known = self._demand(case, measure), known_of(case.rating, row.indicator)
        out_of_order = tuple(dates(row, case.plan.drawn_up, today))
        verdicts = self._verdicts(Evidence(row, demand, known))
        found = [*said.findings, *out_of_order, *self._move(case, said)]
        found += [*deadline_faults(row, before, rules.extension), *self._about_closing(said, verdicts)]
        relapsed = False
        if demand is not None and known is not None:
            afterwards = Afterwards(row, demand, known)
            again = fallen_again(afterwards, rules, self._per_year) if said.closed else None
            relapsed = again is not None and again.code == "relapsed"
            found += [again] if again is not None else differs(afterwards, self._per_year)
        stage: Stage = "open" if relapsed else said.stage
        stated = stated_by(row, measure, demand.definition, known, self._framework) if demand is not None else None
        on_the_way = milestones(stated, self._framework) if stated is not None and stage != "closed" else ()
        planned = schedule(row, before, pressing(on_the_way, today))
        rests = waits(stage, row, planned.due)
        if stated is not None and not rests:
            found += missed(stated, on_the_way, today)
        if said.share == _HUNDRED and stage == "open" and not said.closed:
            found.append(finding("done-not-closed", row.place("share")))
        return Tracked(
            unit=case.plan.unit,
            row=row,
            said=said,
            state=rules.relapse.state if relapsed else said.state,
            stage=stage,
            light="" if rests else light_of(planned.due, said.share, today, rules.lights),
            schedule=planned,
            left=None if planned.due is None else (planned.due - today).days,
            verdicts=verdicts,
            in_order=not out_of_order and all(verdict.holds for verdict in verdicts),
            relapsed=relapsed or said.state == rules.relapse.state,
            project=project_of(self._framework, case.plan.unit, row.indicator),
            findings=tuple(found),
        )

    def _demand(self, case: Case, measure: FilledRow | None) -> Demand | None:
        """What the target asks of the row's indicator; None where it names none that is known."""
        if case.row.indicator not in self._framework.entries:
            return None
        grade = self._framework.grade(case.plan.target) if case.plan.target else self._target
        planned = measure.values.get("target") if measure is not None else None
        return demand_of(self._framework, case.plan.unit, grade, case.row.indicator, planned)

    def _verdicts(self, given: Evidence) -> tuple[Verdict, ...]:
        source = given.demand.definition.source if given.demand is not None else ""
        return tuple(judge_condition(condition, given) for condition in self._rules.conditions_of(source))

    def _about_closing(self, said: Said, verdicts: tuple[Verdict, ...]) -> Iterator[Finding]:
        """What a closing that was done lacks; and what one that was asked for lacks of what its state promises."""
        state = self._rules.states[said.state]
        for verdict in verdicts:
            if verdict.found is None:
                continue
            if said.closed:
                yield verdict.found
            elif verdict.condition.id in state.holds:
                reason = Text(*(verdict.found.message(language) for language in LANGUAGES))
                wording, place = verdict.condition.wording, verdict.found.location
                yield finding("closing-not-ready", place, state=state.name, condition=wording, reason=reason)

    def _move(self, case: Case, said: Said) -> Iterator[Finding]:
        """A move since the earlier copy that the rules do not know."""
        if case.earlier is None:
            return
        then, states = read_row(case.earlier, self._rules).state, self._rules.states
        if self._rules.may_follow(then, said.state, said.filled):
            return
        allowed = listed([states[one].name for one in states[then].next])
        names = {"then": states[then].name, "now": states[said.state].name, "allowed": allowed}
        cell = str(case.earlier.place("state"))
        yield finding("state-move-illegal", case.row.place("state"), **names, cell=cell)


def measure_of(plan: FilledPlan, row: FilledRow) -> FilledRow | None:
    """The measure of a plan that a row of its ledger follows: the only one of its indicator, or that of its words."""
    same = [one for one in plan.measures if one.indicator and one.indicator == row.indicator]
    if len(same) > 1:
        told = [one for one in same if _says_the_same(one, row, "measure")]
        same = told or [one for one in same if _says_the_same(one, row, "problem")]
    return same[0] if len(same) == 1 else None


def _says_the_same(one: FilledRow, other: FilledRow, column: str) -> bool:
    return bool(one.text(column)) and folded(one.text(column)) == folded(other.text(column))
