"""Plans held against the framework, against the ratings of their units where there are any, and against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, finding
from starcli.core.model import Framework
from starcli.core.plans.check import check_plan
from starcli.core.plans.copied import copied_among
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.rating import Rating
from starcli.core.rectification.units import ByUnit
from starcli.core.scheme import Scheme, resolve
from starcli.handed_in import HandedIn


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A plan that was handed in, the rating of its unit where it is known, and what its reviewers would ask.

    `findings` are those of reading it, then those of the review.
    """

    handed: HandedIn
    rating: Rating | None
    findings: tuple[Finding, ...]

    @property
    def plan(self) -> FilledPlan | None:
        """The plan; None where none could be read."""
        return self.handed.plan


def review(
    each: Sequence[HandedIn], framework: Framework, ratings: Sequence[Rating] | None = None
) -> tuple[Reviewed, ...]:
    """Every plan with what is found of it; without `ratings` nobody expects that its unit's form is there."""
    by_unit = ByUnit(ratings or (), _unit_of)
    plans = [one.plan for one in each if one.plan is not None]
    copied: Mapping[int, tuple[Finding, ...]] = {
        id(plan): found for plan, found in zip(plans, copied_among(plans, framework), strict=True)
    }
    schemes = cache(lambda kind, profile: resolve(framework, kind, profile))
    reviewed = []
    for one in each:
        plan, rating = one.plan, None
        if plan is None:
            reviewed.append(Reviewed(one, None, one.findings))
            continue
        of_unit = by_unit.of(plan.unit)
        rating = of_unit[0] if len(of_unit) == 1 else None
        found = list(one.findings)
        if rating is None and ratings is not None:
            found.append(finding("plan-without-form", plan.place("name"), unit=plan.unit.name))
        scheme: Scheme | None = schemes(plan.unit.kind, plan.unit.profile) if plan.unit.profile else None
        found += check_plan(plan, framework, scheme, rating)
        reviewed.append(Reviewed(one, rating, (*found, *copied[id(plan)])))
    return tuple(reviewed)


def _unit_of(rating: Rating) -> Unit:
    return rating.unit
