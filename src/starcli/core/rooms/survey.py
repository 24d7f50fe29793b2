"""Which units lack area: everybody to whom the requirement applies, by what their forms say.

A form may hold rooms already that the ledger says were given: those that were handed over by the end of its season.
What was given and not handed over by then is still to come.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from starcli.core.assessment import Answer, Unit
from starcli.core.everyone import Member
from starcli.core.findings import NOWHERE, Finding, finding
from starcli.core.model import Framework, Grade
from starcli.core.numbers import LARGEST, ZERO, half_up, plain
from starcli.core.rating import Rating
from starcli.core.requirements import Requirement
from starcli.core.rooms.rules import ResourceRules
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Schemes
from starcli.core.values import Figures
from starcli.core.whatif import what_if

Standing = Literal["enough", "short", "unknown", "other"]
"""Whether a unit meets the requirement, does not, cannot be told, or is asked for nothing of the kind."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of everybody: the requirement of a grade on the indicator that rooms count for."""

    framework: Framework
    rules: ResourceRules
    grade: Grade

    def indicator(self, schemes: Schemes, unit: Unit) -> Indicator | None:
        """The indicator as it applies to a unit; None where it does not."""
        if not unit.kind or not unit.profile:
            return None
        return schemes.of(unit.kind, unit.profile).by_id.get(self.rules.indicator)

    def asks(self, unit: Unit) -> bool:
        """Whether anything may be asked of a unit of which only the kind is known, or not even that."""
        kinds = self.framework.entries[self.rules.indicator].definition.kinds
        return not unit.kind or unit.kind in kinds

    def standing(self, member: Member, schemes: Schemes) -> Standing:
        """How a unit stands by its marks."""
        if not self.asks(member.unit):
            return "other"
        rating = member.rating(schemes)
        if rating is None or self.indicator(schemes, member.unit) is None:
            return "unknown"
        result = rating.result(self.rules.indicator)
        met = result.met(self.grade.id)
        if result.outcome == "not_applicable" or met is None:
            return "other"
        if met:
            return "enough"
        return "short" if result.outcome == "scored" else "unknown"


@dataclass(frozen=True, slots=True)
class Served:
    """A unit that the requirement applies to, with what its form says and what is still to come.

    `value` is that of the indicator by the form, `others` are the other facts that it follows from. `lacking` is the
    least area besides what is to come that would meet the requirement; None where no area would.
    """

    member: Member
    rating: Rating
    requirement: Requirement
    area: Decimal
    value: Value | None
    others: Mapping[str, Decimal]
    coming: Decimal
    lacking: Decimal | None

    @property
    def unit(self) -> Unit:
        """The unit."""
        return self.member.unit


@dataclass(frozen=True, slots=True)
class Surveyor:
    """Tells what units lack, in whole steps of area."""

    question: Question
    schemes: Schemes
    step: Decimal
    findings: list[Finding] = field(default_factory=list)

    def standing(self, member: Member) -> Standing:
        """How a unit stands by its marks."""
        return self.question.standing(member, self.schemes)

    def survey(self, member: Member, rating: Rating, coming: Decimal) -> Served | None:
        """A unit by its rating with all its working; None where its area cannot be told."""
        rules = self.question.rules
        indicator = self.question.indicator(self.schemes, member.unit)
        requirement = indicator.requirements.get(self.question.grade.id) if indicator is not None else None
        if indicator is None or requirement is None:
            return None
        numbers = Figures(rating.assessment, rating.basis, self.question.framework.facts).numbers
        expression = indicator.definition.expression
        if expression is None or any(name not in numbers for name in expression.names):
            return None
        area = numbers[rules.fact]
        lacking = self._lacking(indicator, requirement, numbers, area + coming)
        if lacking is None:
            self.findings.append(finding("room-need-unreachable", member.location, unit=member.unit.name))
        result = rating.result(rules.indicator)
        others = {name: numbers[name] for name in expression.names if name != rules.fact}
        return Served(member, rating, requirement, area, result.value, others, coming, lacking)

    def _lacking(
        self, indicator: Indicator, requirement: Requirement, numbers: Mapping[str, Decimal], area: Decimal
    ) -> Decimal | None:
        """The least area more, in whole steps, that meets a requirement; None where no area does."""

        def is_met(steps: int) -> bool:
            value = value_with(indicator, numbers, self.question.rules.fact, area + steps * self.step)
            return value is not None and requirement.met(value)

        if is_met(0):
            return ZERO
        high = 1
        while not is_met(high):
            high *= 2
            if high * self.step > LARGEST:
                return None
        low = high // 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if is_met(middle) else (middle, high)
        return high * self.step


def value_with(indicator: Indicator, numbers: Mapping[str, Decimal], fact: str, area: Decimal) -> Decimal | None:
    """The indicator's value with another area, as the framework rounds it; None where there is none."""
    expression = indicator.definition.expression
    exact = expression.evaluate({**numbers, fact: area}) if expression is not None else None
    return None if exact is None else half_up(exact, indicator.definition.scale.precision)


def rated_with(served: Served, rules: ResourceRules, area: Decimal) -> Rating:
    """The rating that a unit would have with another area."""
    answer = Answer(area, plain(area), NOWHERE)
    return what_if(served.rating, {rules.fact: answer}).after


def in_steps(areas: Iterable[Decimal], most_places: int = 2) -> Decimal:
    """The step in which areas are counted: as many decimals as the finest of them has, two at most."""
    places = (max(0, -int(area.normalize().as_tuple().exponent)) for area in areas)
    return Decimal(1).scaleb(-min(most_places, max(places, default=0)))
