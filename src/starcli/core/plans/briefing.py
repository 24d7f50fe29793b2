"""What is to be known of a unit when its plan is heard: where it stands, what it lacks, will do, and gets wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from starcli.core.areas import Place, Places
from starcli.core.assessment import Unit
from starcli.core.explain import current
from starcli.core.findings import Finding, by_severity
from starcli.core.gaps import Gap, find_gaps
from starcli.core.model import Framework, Grade
from starcli.core.plans.check import failed_gates
from starcli.core.plans.coverage import Handed
from starcli.core.plans.filing import Filed
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.plans.values import target_values
from starcli.core.rating import Rating, rate_with
from starcli.core.scheme import Scheme
from starcli.core.text import Text

_LAST = "~"


@dataclass(frozen=True, slots=True)
class Short:
    """One thing that a unit falls short of: what it is now, and what is asked for."""

    code: str
    name: Text
    now: Text
    demand: Text
    gate: bool


@dataclass(frozen=True)
class Brief:
    """One unit at the hearing; without a rating its plan alone says where it stands."""

    unit: Unit
    framework: Framework
    scheme: Scheme | None
    handed: Handed | None
    rating: Rating | None

    @property
    def plan(self) -> FilledPlan | None:
        """The plan that was handed in."""
        return self.handed.filed.submission.plan if self.handed is not None else None

    @property
    def filed(self) -> Filed | None:
        """What became of it."""
        return self.handed.filed if self.handed is not None else None

    @property
    def target(self) -> Grade | None:
        """The grade that the plan aims at."""
        plan = self.plan
        return self.framework.grade(plan.target) if plan is not None and plan.target else None

    @property
    def kind(self) -> Text | None:
        """What kind of unit it is."""
        kind = self.framework.kinds.get(self.unit.kind)
        return kind.name if kind is not None else None

    @cached_property
    def projected(self) -> Rating | None:
        """What the unit has when its plan is carried out; None where that cannot be said."""
        if self.rating is None or self.plan is None:
            return None
        return rate_with(self.rating, target_values(self.plan, self.rating.scheme))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found of the plan but notes, the gravest first."""
        found = self.handed.findings if self.handed is not None else ()
        return by_severity(one for one in found if one.severity != "note")

    @cached_property
    def short(self) -> tuple[Short, ...]:
        """What it falls short of, the most pressing first: by its rating, else by the plan's own list of problems."""
        if self.rating is not None:
            target = self.target or self.framework.grades[0]
            return tuple(_of_gap(gap) for gap in find_gaps(self.rating, target).gaps)
        return self._listed()

    def _listed(self) -> tuple[Short, ...]:
        plan = self.plan
        if plan is None:
            return ()
        gates = {gate.id for gate in failed_gates(plan, self.scheme, self.target, None)}
        rows = [row for row in plan.problems or plan.measures if row.indicator or row.text("problem")]
        short = [_of_row(row, self.framework, row.indicator in gates) for row in rows]
        return tuple(sorted(short, key=lambda one: not one.gate))

    @property
    def measures(self) -> tuple[FilledRow, ...]:
        """The rows of the plan that say what is done."""
        plan = self.plan
        return tuple(row for row in plan.measures if row.text("measure")) if plan is not None else ()


def by_town(briefs: Iterable[Brief]) -> dict[Place, Sequence[Brief]]:
    """The units of each town, towns and units in the order of their codes."""
    known = sorted(briefs, key=_order)
    places = Places(one.unit for one in known)
    towns: dict[Place, list[Brief]] = {}
    for one in known:
        towns.setdefault(places.of(one.unit), []).append(one)
    return dict(towns)


def _order(brief: Brief) -> tuple[str, ...]:
    """By code, which goes town by town; units without one come last."""
    unit = brief.unit
    return (unit.county, unit.code or _LAST, unit.town, unit.name)


def _of_gap(gap: Gap) -> Short:
    result = gap.result
    return Short(result.indicator.id, result.indicator.name, current(result), gap.demand, gap.gate)


def _of_row(row: FilledRow, framework: Framework, gate: bool) -> Short:
    known = framework.entries.get(row.indicator)
    name = known.definition.name if known is not None else Text.same(row.text("problem"))
    now, demand = row.text("now") or "—", row.text("required") or row.text("target") or "—"
    return Short(row.indicator, name, Text.same(now), Text.same(demand), gate)
