"""A season's figures by its season rules: annual targets pro rata, twelve months rolling, the last published value.

Each rule changes the value before it is scored and held against requirements; a target so many quarters of a year old
is the same as the value that a whole year of that pace would bring.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.findings import Finding, finding
from starcli.core.judgement import Result, judge
from starcli.core.marks import marks_of, rating_with, results_of, some_results
from starcli.core.model import Framework
from starcli.core.numbers import divide, multiply, plain
from starcli.core.packed import Form
from starcli.core.racing.rules import CARRY, FIGURE_RULES, PRORATE, ROLLING
from starcli.core.racing.season import SeasonForm, SeasonForms
from starcli.core.racing.twelve_months import TwelveMonths
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Scheme, Schemes, allowed
from starcli.core.standing import Standing, standing_of
from starcli.core.text import Text
from starcli.core.values import Reading

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A value that counts otherwise than it was reported: what was, what counts, and how it came about."""

    unit: Unit
    indicator: Indicator
    reported: Value | None
    counted: Value
    why: Text


@dataclass(frozen=True, slots=True)
class Counted:
    """A rated unit as it counts in a season, and its standing as reported."""

    form: SeasonForm
    member: Member
    standing: Standing
    plain: Standing
    adjusted: tuple[Adjusted, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """A value and the season that it was published in."""

    value: Value
    label: str


@dataclass(slots=True)
class Record:
    """What was published so far of the indicators that are kept, by unit and indicator; seasons are added in order."""

    kept: frozenset[str]
    values: dict[str, dict[str, Published]] = field(default_factory=dict)

    @classmethod
    def of(cls, frameworks: Iterable[Framework]) -> "Record":
        """An empty record of whatever is carried forward in some frameworks."""
        entries = (entry for framework in frameworks for entry in framework.entries.values())
        return cls(frozenset(entry.definition.id for entry in entries if entry.definition.season_rule == CARRY))

    def last(self, key: str, indicator: str) -> Published | None:
        """The last published value of an indicator."""
        return self.values.get(key, {}).get(indicator)

    def add(self, season: SeasonForms) -> None:
        """Publish the values of a season that later ones may keep."""
        schemes = Schemes(season.framework)
        for key, form in season.rated:
            member = form.member
            if member.marks is None:
                continue
            values = self.values.setdefault(key, {})
            scheme = schemes.of(member.unit.kind, member.unit.profile)
            kept = [at for at, indicator in enumerate(scheme.indicators) if indicator.id in self.kept]
            for result in some_results(member.marks, scheme, kept):
                if result.outcome == "scored" and not result.exempt and result.value is not None:
                    values[result.indicator.id] = Published(result.value, season.label)


class SeasonFigures:
    """Works out how the units of one season count by a framework, its own or another."""

    def __init__(
        self, season: SeasonForms, framework: Framework, record: Record, read: Mapping[str, SeasonForms]
    ) -> None:
        self._season = season
        self._framework = framework
        self._schemes = Schemes(framework)
        self._record = record
        known = season.season
        self._prorated = known is not None and known.number < known.per_year
        self._twelve = TwelveMonths(framework, known, read) if known is not None else None
        self._touched: dict[tuple[str, str], tuple[int, ...]] = {}

    def counted(self, forms: Iterable[tuple[str, SeasonForm]]) -> dict[str, Counted]:
        """Every rated unit by its key."""
        return {key: self._counted(key, form) for key, form in forms}

    def findings(self) -> tuple[Finding, ...]:
        """What was lacking, and which rules mean nothing to the program."""
        lacking = self._twelve.lacking if self._twelve is not None else {}
        found = [
            finding(
                "season-rolling-lacks",
                self._season.place,
                season=self._season.label,
                indicator=indicator,
                missing=missing,
                **_named(names),
            )
            for (indicator, missing), names in lacking.items()
        ]
        return (*found, *_unknown_rules(self._framework, self._season))

    def _counted(self, key: str, form: SeasonForm) -> Counted:
        member, standing = form.member, form.member.standing
        if standing is None:
            raise ValueError(f"{key} is not rated")
        as_reported = Counted(form, member, standing, standing)
        if member.marks is None:
            return as_reported
        scheme = self._schemes.of(member.unit.kind, member.unit.profile)
        changed: dict[int, Result] = {}
        adjusted: list[Adjusted] = []
        touching = self._touching(scheme)
        for at, result in zip(touching, some_results(member.marks, scheme, touching), strict=True):
            change = self._change(key, form, result, result.indicator)
            if change is not None:
                changed[at] = judge(result.indicator, Reading("scored", change.counted, result.tier))
                adjusted.append(change)
        if not adjusted:
            return as_reported
        results = [changed.get(at, result) for at, result in enumerate(results_of(member.marks, scheme))]
        rating = rating_with(member.marks, scheme, tuple(results), member.unit, standing.period, standing.basis)
        counts = replace(
            standing_of(rating), listed_as=standing.listed_as, tags=standing.tags, over_claim=standing.over_claim
        )
        whole = replace(member, standing=counts, marks=marks_of(rating))
        return Counted(form, whole, counts, standing, tuple(adjusted))

    def _touching(self, scheme: Scheme) -> tuple[int, ...]:
        """The places of the indicators of a scheme whose value may count otherwise."""
        key = scheme.kind.id, scheme.profile.id
        if key not in self._touched:
            pairs = enumerate(scheme.indicators)
            self._touched[key] = tuple(at for at, indicator in pairs if self._touches(indicator))
        return self._touched[key]

    def _touches(self, indicator: Indicator) -> bool:
        rule = indicator.definition.season_rule
        if rule == ROLLING:
            return self._twelve is not None and self._twelve.applies(indicator)
        return rule == CARRY or (rule == PRORATE and self._prorated)

    def _change(self, key: str, form: SeasonForm, result: Result, indicator: Indicator) -> Adjusted | None:
        """What counts instead of a result's value; None where the value stands as it was reported."""
        rule, value = indicator.definition.season_rule, result.value
        if rule == CARRY:
            return self._carried(key, form, indicator) if result.outcome == "missing" else None
        if result.outcome != "scored" or result.exempt or not isinstance(value, Decimal):
            return None
        if rule == PRORATE:
            return self._at_the_pace(form, indicator, value)
        rolled = self._rolled(key, form, indicator)
        if rolled is None or rolled == value or self._twelve is None:
            return None
        return Adjusted(form.member.unit, indicator, value, rolled, self._twelve.words())

    def _carried(self, key: str, form: SeasonForm, indicator: Indicator) -> Adjusted | None:
        last = self._record.last(key, indicator.id)
        if last is None or not _fits(indicator, last.value):
            return None
        why = Text(f"本季未报，沿用 {last.label} 公布的值", f"not reported; as published in {last.label}")
        return Adjusted(form.member.unit, indicator, None, last.value, why)

    def _at_the_pace(self, form: SeasonForm, indicator: Indicator, value: Decimal) -> Adjusted | None:
        season = self._season.season
        if season is None or not value:
            return None
        counted = divide(multiply(value, Decimal(season.per_year)), Decimal(season.number))
        shown = f"{plain(value)} × {season.per_year} ÷ {season.number}"
        why = Text(
            f"全年目标按已过 {season.number} 季折算：{shown}",
            f"the year's target by {season.number} of {season.per_year} seasons: {shown}",
        )
        return Adjusted(form.member.unit, indicator, value, counted, why)

    def _rolled(self, key: str, form: SeasonForm, indicator: Indicator) -> Decimal | None:
        if self._twelve is None or form.trace is None:
            return None
        return self._twelve.value(indicator, key, Form(form.member.unit, "", form.file, form.trace))


def _fits(indicator: Indicator, value: Value) -> bool:
    """Whether a value of another season is one that the indicator can have."""
    if isinstance(value, Decimal) and not allowed(value, indicator.definition.scale):
        return False
    return indicator.rule.score(value) is not None


def _named(names: list[str]) -> dict[str, str | int]:
    return {"count": len(names), "names": ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")}


def _unknown_rules(framework: Framework, season: SeasonForms) -> Iterator[Finding]:
    """A finding for each season rule that is none of those known."""
    unknown: dict[str, list[str]] = {}
    for entry in framework.entries.values():
        rule = entry.definition.season_rule
        if rule and rule not in FIGURE_RULES:
            unknown.setdefault(rule, []).append(entry.definition.id)
    for rule, ids in unknown.items():
        known = ", ".join(FIGURE_RULES)
        yield finding("season-rule-unknown", season.place, rule=rule, indicators=", ".join(ids), known=known)
