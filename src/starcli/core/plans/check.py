"""What the reviewers of a plan would send it back for: what it leaves out, and what in it does not hold.

A plan is held against the framework, and against the unit's rating where that is known. Without a rating its own list
of problems says which gates are unmet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Framework, Grade
from starcli.core.plans.doing import doing_findings
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.plans.values import projection_findings, value_findings
from starcli.core.rating import Rating
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text, listed

SLOTS: Mapping[str, Text] = {
    "leader": Text("领衔领导", "leader in command"),
    "department": Text("牵头部门", "lead department"),
    "plan": Text("专项方案(文号)", "special plan (number)"),
    "meeting": Text("现场会(时间、地点)", "on-site meeting (when, where)"),
}
"""The four ones of a special project's card."""


def check_plan(
    plan: FilledPlan, framework: Framework, scheme: Scheme | None, rating: Rating | None
) -> tuple[Finding, ...]:
    """Everything that a plan leaves out or contradicts; nothing for one that can be filed as it stands.

    Without a scheme, which is that of the unit's kind and profile, requirements and gates are not looked at.
    """
    known = rating.scheme if rating is not None else scheme
    target = framework.grade(plan.target) if plan.target else None
    found = [*_aims(plan, framework), *doing_findings(plan, framework)]
    found += _Problems(plan, framework, known, target, rating).findings()
    if known is not None:
        found += value_findings(plan, known, target)
    if rating is not None and target is not None:
        found += projection_findings(plan, rating, target)
    found += _slots(plan, framework)
    return tuple(found)


def failed_gates(
    plan: FilledPlan, scheme: Scheme | None, target: Grade | None, rating: Rating | None
) -> tuple[Indicator, ...]:
    """The gates of a target that are unmet; by the plan's own rows where the rating is not known."""
    if target is None or scheme is None:
        return ()
    if rating is not None:
        results = (result for result in rating.results if target.id in result.indicator.gates)
        return tuple(result.indicator for result in results if result.met(target.id) is False)
    listed_ = dict.fromkeys(row.indicator for row in (*plan.problems, *plan.measures))
    gates = (scheme.by_id[key] for key in listed_ if key in scheme.by_id)
    return tuple(gate for gate in gates if target.id in gate.gates and not _met(plan, gate, target))


def _met(plan: FilledPlan, gate: Indicator, target: Grade) -> bool:
    """Whether a plan itself states a present value that meets the target's requirement."""
    values = [row.values["now"] for row in plan.problems if row.indicator == gate.id and "now" in row.values]
    return any(gate.requirements[target.id].met(value) for value in values)


def _aims(plan: FilledPlan, framework: Framework) -> Iterator[Finding]:
    """A plan without a target, or without the day on which it was drawn up."""
    if "target" not in plan.texts:
        known = listed([grade.name for grade in framework.grades])
        yield finding("plan-without-target", plan.place("target"), known=known)
    if "date" not in plan.texts:
        yield finding("plan-undated", plan.place("date"))


@dataclass(frozen=True)
class _Problems:
    """What a plan says of each indicator: which rows list it as a problem, give a cause, or plan a measure."""

    plan: FilledPlan
    framework: Framework
    scheme: Scheme | None
    target: Grade | None
    rating: Rating | None

    def findings(self) -> Iterator[Finding]:
        """Gates that are left out, problems and causes without a measure, problems without a cause."""
        gates = failed_gates(self.plan, self.scheme, self.target, self.rating)
        failed = {indicator.id: indicator for indicator in gates}
        for key, indicator in failed.items():
            if key not in self._rows:
                yield self._of_gate("gate-without-problem", indicator, self._table(self.plan.problems))
        for key in self._rows:
            if not self._measures(key):
                yield self._unmeasured(key, failed.get(key))
            if not self._causes(key):
                yield self._uncaused(key)

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[FilledRow]]:
        """The rows of problems and measures by their indicator."""
        rows: dict[str, list[FilledRow]] = {}
        for row in (*self.plan.problems, *self.plan.measures):
            if row.indicator:
                rows.setdefault(row.indicator, []).append(row)
        return rows

    def _measures(self, key: str) -> list[FilledRow]:
        return [row for row in self._rows[key] if row.text("measure")]

    def _causes(self, key: str) -> list[FilledRow]:
        return [row for row in self._rows[key] if row.text("cause")]

    def _unmeasured(self, key: str, gate: Indicator | None) -> Finding:
        """The finding for an indicator without any measure."""
        row = next((row for row in self._rows[key] if "measure" in row.places), self._rows[key][0])
        if gate is not None:
            return self._of_gate("gate-without-measure", gate, row.place("measure"))
        about = self._about(key, "remedies")
        causes = self._causes(key)
        if causes:
            text = causes[0].text("cause")
            return finding("cause-without-measure", causes[0].place("cause"), text=text, **about)
        return finding("problem-without-measure", row.place("measure"), **about)

    def _uncaused(self, key: str) -> Finding:
        row = next((row for row in self._rows[key] if "cause" in row.places), self._rows[key][0])
        return finding("problem-without-cause", row.place("cause"), **self._about(key, "causes"))

    def _about(self, key: str, offered: str) -> dict[str, Text | str]:
        definition = self.framework.entries[key].definition
        return {"id": key, "name": definition.name, "library": _offer(getattr(definition, offered))}

    def _of_gate(self, code: str, indicator: Indicator, place: Location) -> Finding:
        grade = self.target.name if self.target is not None else Text.same("")
        demand = indicator.requirements[self.target.id].words() if self.target is not None else grade
        library = _offer(indicator.definition.remedies)
        name = indicator.name
        return finding(code, place, id=indicator.id, name=name, grade=grade, demand=demand, library=library)

    def _table(self, rows: Iterable[FilledRow]) -> Location:
        """Where a table stands: its first row, or the plan."""
        return next((row.location for row in rows), self.plan.location)


def _offer(texts: tuple[Text, ...]) -> Text:
    return Text("；".join(text.zh for text in texts) or "—", "; ".join(text.en for text in texts) or "—")


def _slots(plan: FilledPlan, framework: Framework) -> Iterator[Finding]:
    """The empty slots of the cards of special projects."""
    for row in plan.projects:
        key = row.chosen.get("project", "")
        if not row.text("project"):
            continue
        name: Text | str = framework.special_projects[key].name if key else row.text("project")
        for slot, words in SLOTS.items():
            if not row.text(slot):
                yield finding("project-slot-empty", row.place(slot), project=name, slot=words)
