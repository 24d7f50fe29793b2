"""From a form's entries to one value an indicator: the basis, not-applicable, facts and expressions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from starcli.core.assessment import LEVELS, TIERS, Answer, Assessment, Entry, Level, Tier
from starcli.core.expressions import OWN_VALUE, Condition
from starcli.core.findings import Finding, Location, finding
from starcli.core.model import Definition, Fact, Waiver
from starcli.core.numbers import LARGEST, half_up, plain
from starcli.core.relations import ITS_VALUE, in_words
from starcli.core.scale import Value
from starcli.core.scheme import Indicator
from starcli.core.text import Text, listed
from starcli.core.words import REJECTED

_BEYOND = Text.same(f"≤ {LARGEST:.0e}")

Outcome = Literal["scored", "missing", "invalid", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure on a basis: its outcome, the value if it has one, whose it is, and the cells it came from."""

    outcome: Outcome
    value: Value | None = None
    tier: Level | None = None
    sources: tuple[Location, ...] = ()
    reason: Text | None = None
    findings: tuple[Finding, ...] = ()
    rejected: bool = False


class Figures:
    """The figures of one assessment on one basis; each entry is judged once."""

    def __init__(self, assessment: Assessment, basis: Tier, facts: Mapping[str, Fact]) -> None:
        self._assessment = assessment
        self._tiers = TIERS[: TIERS.index(basis) + 1][::-1]
        self._facts = facts
        self._readings = {key: self._read_entry(key, entry) for key, entry in assessment.entries.items()}
        self.numbers = {
            key: reading.value
            for key, reading in self._readings.items()
            if key in facts and reading.outcome == "scored" and isinstance(reading.value, Decimal)
        }

    def findings(self, keys: Collection[str]) -> tuple[Finding, ...]:
        """What was found while the entries of `keys` were judged."""
        return tuple(found for key, r in self._readings.items() if key in keys for found in r.findings)

    def reading(self, key: str) -> Reading:
        """What stands in the row of a fact or an indicator that is typed itself. Raises `KeyError`."""
        return self._readings[key]

    def read(self, indicator: Indicator) -> Reading:
        """The indicator's value from its facts, or as it was typed; every doubt is among the findings."""
        return self._checked(indicator, self.unchecked(indicator))

    def unchecked(self, indicator: Indicator) -> Reading:
        """The same before its own limits and the relations of the framework are looked at."""
        typed = self._readings.get(indicator.id)
        expression = indicator.definition.expression
        waiver = indicator.definition.not_applicable_when
        if typed is not None and self._is_final(typed, () if expression is None else expression.names):
            return typed
        if waiver is not None and self.holds(waiver):
            return self._left_out(indicator, waiver)
        if expression is None or not self._complete(expression.names):
            if typed is not None and typed.outcome != "missing":
                return typed
            if expression is None:
                return self._missing(indicator, (indicator.id,))
        computed = self._computed(indicator, expression.names)
        if typed is not None and typed.outcome == "scored" and computed.outcome != "not_applicable":
            return computed if _displaces(computed, typed) else _against_typed(indicator, computed, typed)
        return computed

    def _is_final(self, typed: Reading, names: tuple[str, ...]) -> bool:
        """Whether what stands in an indicator's own row counts, whatever its facts would give.

        So does an imported value, unless its facts are imported too, or town or county confirmed one of them.
        """
        if typed.outcome == "not_applicable" or typed.rejected:
            return True
        if typed.tier != "imported" or not names:
            return False
        tiers = {self._readings[name].tier if name in self._readings else None for name in names}
        return not tiers & {"verified", "reviewed"} and tiers != {"imported"}

    def _complete(self, names: tuple[str, ...]) -> bool:
        return all(name in self._readings and self._readings[name].outcome != "missing" for name in names)

    def holds(self, waiver: Waiver | None, own: Value | None = None) -> bool:
        """Whether every condition of a waiver holds; False where one names a figure that is not known."""
        return waiver is not None and all(self._condition(c, own) is True for c in waiver.conditions)

    def _condition(self, condition: Condition, own: Value | None) -> bool | None:
        if OWN_VALUE in condition.names and isinstance(own, Decimal):
            return condition.holds(self.numbers | {OWN_VALUE: own})
        return condition.holds(self.numbers)

    def _read_entry(self, key: str, entry: Entry) -> Reading:
        confirmation = entry.confirmation
        own = next((tier for tier in self._tiers if tier in entry.answers), None)
        tier: Level | None = own
        picked = None if own is None else entry.answers[own]
        if entry.imported is not None and own in (None, "self"):
            tier, picked = "imported", entry.imported.answer
        if confirmation is not None and confirmation.not_applicable:
            return _waived(self._name(key), entry, confirmation)
        if picked is not None and picked.rejected:
            return _rejected(entry, tier, picked)
        if picked is not None and not picked.not_applicable:
            found: tuple[Finding, ...] = ()
            if entry.claimed is not None and tier == "self" and confirmation is None:
                found = (finding("not-applicable-with-value", entry.claimed, name=self._name(key)),)
            found += self._out_of_bounds(key, picked)
            broken = picked.value is None or _are_fatal(found)
            return Reading("invalid" if broken else "scored", picked.value, tier, (picked.location,), findings=found)
        claimed = picked.location if picked is not None else entry.claimed
        if claimed is not None:
            code = "not-applicable-unconfirmed" if confirmation is None else "not-applicable-refused"
            return Reading("missing", sources=(claimed,), findings=(finding(code, claimed, name=self._name(key)),))
        return Reading("missing", sources=(entry.location,))

    def _out_of_bounds(self, key: str, answer: Answer) -> tuple[Finding, ...]:
        """A fact's value outside its own limits, or with decimals where only whole numbers make sense."""
        if not isinstance(answer.value, Decimal):
            return ()
        if abs(answer.value) > LARGEST:
            return (finding("value-out-of-bounds", answer.location, id=key, value=answer.raw, limits=_BEYOND),)
        fact = self._facts.get(key)
        return () if fact is None else out_of_limits(fact, answer.value, answer.location)

    def _left_out(self, indicator: Indicator, waiver: Waiver) -> Reading:
        """What the framework itself counts as not applicable, on the figures given: no confirmation is needed."""
        names = dict.fromkeys(name for condition in waiver.conditions for name in condition.names)
        readings = [self._readings[name] for name in names]
        sources = tuple(place for r in readings for place in r.sources) or (self._assessment.location,)
        tier = min((r.tier for r in readings if r.tier is not None), key=LEVELS.index, default=None)
        note = finding("not-applicable-by-rule", sources[0], id=indicator.id, name=indicator.name, reason=waiver.reason)
        return Reading("not_applicable", None, tier, sources, waiver.reason, (note,))

    def _name(self, key: str) -> Text:
        """What a person calls a fact or an indicator."""
        return self._facts[key].name if key in self._facts else Text.same(key)

    def _missing(self, indicator: Indicator, keys: tuple[str, ...]) -> Reading:
        """Nothing usable for some of the keys: where each belongs, and a finding unless one was made already."""
        blank = [key for key in keys if key not in self._readings or self._readings[key].outcome == "missing"]
        silent = [key for key in blank if key not in self._readings or not self._readings[key].findings]
        places = tuple(self._readings[key].sources[0] for key in blank if key in self._readings)
        where = places[0] if places else self._assessment.location
        found: tuple[Finding, ...] = ()
        if silent:
            what = listed([self._name(key) if key in self._facts else ITS_VALUE for key in silent])
            found = (finding("missing-value", where, id=indicator.id, name=indicator.name, what=what),)
        return Reading("missing", sources=places, findings=found)

    def _computed(self, indicator: Indicator, names: tuple[str, ...]) -> Reading:
        readings = [self._readings.get(name) or Reading("missing") for name in names]
        waived = next((r for r in readings if r.outcome == "not_applicable"), None)
        if waived is not None:
            return Reading("not_applicable", None, waived.tier, waived.sources, waived.reason)
        definition = indicator.definition
        sources = tuple(dict.fromkeys(place for r in readings for place in r.sources))
        if any(r.outcome == "missing" for r in readings):
            return self._missing(indicator, names)
        tier = min((r.tier for r in readings if r.tier is not None), key=LEVELS.index, default=None)
        if any(r.outcome == "invalid" for r in readings) or definition.expression is None:
            return Reading("invalid", None, tier, sources)
        exact = definition.expression.evaluate(self.numbers)
        if exact is not None and abs(exact) > LARGEST:
            where = sources[0] if sources else self._assessment.location
            found = finding("value-out-of-bounds", where, id=indicator.id, value=f"{exact:.0e}", limits=_BEYOND)
            return Reading("invalid", None, tier, sources, findings=(found,))
        if exact is None:
            where = sources[-1] if sources else self._assessment.location
            found = finding("division-by-zero", where, id=indicator.id, name=indicator.name)
            return Reading("invalid", None, tier, sources, findings=(found,))
        return Reading("scored", half_up(exact, definition.scale.precision), tier, sources)

    def _checked(self, indicator: Indicator, reading: Reading) -> Reading:
        """The same reading, made invalid when the value is out of bounds or a relation of the framework fails."""
        value = reading.value
        if reading.outcome != "scored" or value is None:
            return reading
        definition = indicator.definition
        where = reading.sources[0] if reading.sources else self._assessment.location
        found = list(reading.findings)
        aside: set[str] = set()
        if reading.tier == "imported" and definition.expression and reading is self._readings.get(indicator.id):
            # Where an imported value stands, what the unit reported in its place has no say.
            aside.update(definition.expression.names)
        for check in definition.checks:
            if self._condition(check.condition, value) is False and aside.isdisjoint(check.condition.names):
                code = "check-failed" if check.severity == "error" else "check-doubtful"
                relation = in_words(check.condition, self._facts, self.numbers)
                found.append(finding(code, where, id=indicator.id, name=indicator.name, relation=relation))
        if isinstance(value, Decimal) and not _are_fatal(found):
            found += out_of_limits(definition, value, where)
        if not found:
            return reading
        outcome: Outcome = "invalid" if _are_fatal(found) else "scored"
        return Reading(outcome, value, reading.tier, reading.sources, reading.reason, tuple(found))


def _are_fatal(found: Collection[Finding]) -> bool:
    """Whether an error is among some findings, of which there are mostly none."""
    return bool(found) and any(one.severity == "error" for one in found)


def out_of_limits(item: Fact | Definition, value: Decimal, where: Location) -> tuple[Finding, ...]:
    """A finding for a number that a fact or an indicator cannot have: outside its limits, or not whole."""
    bounds = item if isinstance(item, Fact) else item.scale
    if item.type == "integer" and value != value.to_integral_value():
        return (finding("not-whole", where, name=item.name, value=plain(value)),)
    if not _within(value, bounds.minimum, bounds.maximum):
        limits = limits_in_words(bounds.minimum, bounds.maximum)
        return (finding("value-out-of-bounds", where, id=item.id, value=plain(value), limits=limits),)
    return ()


def _waived(name: Text, entry: Entry, confirmation: Answer) -> Reading:
    """Confirmed as not applicable; without a reason it counts as missing."""
    if not entry.reason:
        found = finding("not-applicable-without-reason", confirmation.location, name=name)
        return Reading("missing", sources=(confirmation.location,), findings=(found,))
    tier: Tier = "reviewed" if entry.answers.get("reviewed") is confirmation else "verified"
    return Reading("not_applicable", None, tier, (confirmation.location,), Text.same(entry.reason))


def _rejected(entry: Entry, tier: Level | None, answer: Answer) -> Reading:
    """Not accepted by whoever checked it, with the reason that was given."""
    zh = f"{REJECTED.zh}：{entry.reason}" if entry.reason else REJECTED.zh
    en = f"{REJECTED.en}: {entry.reason}" if entry.reason else REJECTED.en
    return Reading("invalid", None, tier, (answer.location,), Text(f"{zh}，计0分", f"{en}, counts 0"), rejected=True)


def _displaces(computed: Reading, typed: Reading) -> bool:
    """Whether one of the two is imported and the other is not: that they differ is no slip of anybody's."""
    return (computed.tier == "imported" and typed.tier == "self") or (
        typed.tier == "imported" and computed.tier != "imported"
    )


def _against_typed(indicator: Indicator, computed: Reading, typed: Reading) -> Reading:
    """The computed value stands; a typed one that differs is named."""
    if typed.value == computed.value:
        return computed
    shown = plain(computed.value) if isinstance(computed.value, Decimal) else Text("算不出", "nothing")
    given = plain(typed.value) if isinstance(typed.value, Decimal) else str(typed.value)
    found = finding("typed-differs", typed.sources[0], id=indicator.id, typed=given, computed=shown)
    return Reading(
        computed.outcome,
        computed.value,
        computed.tier,
        computed.sources,
        computed.reason,
        (*computed.findings, found),
    )


def _within(value: Decimal, minimum: Decimal | None, maximum: Decimal | None) -> bool:
    return (minimum is None or value >= minimum) and (maximum is None or value <= maximum)


def limits_in_words(minimum: Decimal | None, maximum: Decimal | None) -> Text:
    """`0–100`, `≥ 0` or `≤ 100`; empty without limits."""
    if minimum is None and maximum is None:
        return Text.same("")
    if minimum is None or maximum is None:
        sign, bound = ("≥", minimum) if minimum is not None else ("≤", maximum)
        return Text.same("" if bound is None else f"{sign} {plain(bound)}")
    return Text.same(f"{plain(minimum)}–{plain(maximum)}")
