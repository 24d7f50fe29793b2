"""A gap as the sentence that a list of problems has for it: what is, what the grade asks for, what is missing."""

from decimal import Decimal

from starcli.core.explain import current
from starcli.core.gaps import Gap, name_of
from starcli.core.model import Grade
from starcli.core.numbers import plain
from starcli.core.requirements import Bounds, Requirement
from starcli.core.text import Text

_ATTACHED = ("", "%")
"""What a figure is measured in without a word of its own."""


def problem_words(gap: Gap, target: Grade) -> Text:
    """What is wrong, in a full sentence with figures."""
    result = gap.result
    requirement = result.indicator.requirements.get(target.id)
    name, demand = _name(gap), _demand(gap, requirement)
    if result.outcome != "scored" or result.value is None:
        state = current(result)
        return Text(
            f"{name.zh}{state.zh}，不能证明达到{target.name.zh}要求（{demand.zh}）。",
            f"{name.en}: {state.en}, so nothing shows what {target.name.en.lower()} demand: {demand.en}.",
        )
    now = _measured(gap, current(result))
    if requirement is None or requirement.met(result.value):
        then, gain = _measured(gap, name_of(result, gap.required)), plain(gap.gain)
        return Text(
            f"{name.zh}为 {now.zh}，提高到 {then.zh} 可多得 {gain} 分。",
            f"{name.en}: {now.en}; {then.en} would bring {gain} more points.",
        )
    short, gate = _short(gap, requirement), _gate(gap, target)
    return Text(
        f"{name.zh}为 {now.zh}，{target.name.zh}要求{demand.zh}{short.zh}{gate.zh}。",
        f"{name.en}: {now.en}; {target.name.en.lower()} demand {demand.en}{short.en}{gate.en}.",
    )


def _name(gap: Gap) -> Text:
    """What the indicator is called; in English with what it is measured in, which Chinese has behind each figure."""
    indicator = gap.result.indicator
    unit = indicator.definition.measured_in.en
    bare = indicator.definition.scale.levels or unit in _ATTACHED
    return Text(indicator.name.zh, indicator.name.en if bare else f"{indicator.name.en} ({unit})")


def _measured(gap: Gap, value: Text) -> Text:
    """A figure with what it is measured in; a level as it is called."""
    definition = gap.result.indicator.definition
    if definition.scale.levels:
        return Text(f"“{value.zh}”", f"'{value.en}'")
    zh, en = _units(gap)
    return Text(f"{value.zh}{zh}", f"{value.en}{en}")


def _units(gap: Gap) -> tuple[str, str]:
    """What stands behind a figure, in Chinese and in English."""
    unit = gap.result.indicator.definition.measured_in
    return unit.zh if unit.zh in _ATTACHED else f" {unit.zh}", unit.en if unit.en in _ATTACHED else ""


def _demand(gap: Gap, requirement: Requirement | None) -> Text:
    if not isinstance(requirement, Bounds):
        return Text(f"“{gap.demand.zh}”", f"'{gap.demand.en}'")
    low, high = (None if bound is None else plain(bound) for bound in (requirement.low, requirement.high))
    zh, en = _units(gap)
    if low is not None and high is not None:
        return Text(f"在 {low} 到 {high}{zh} 之间", f"{low} to {high}{en}")
    if low is not None:
        return Text(f"不低于 {low}{zh}", f"at least {low}{en}")
    return Text(f"不高于 {high}{zh}", f"at most {high}{en}")


def _short(gap: Gap, requirement: Requirement) -> Text:
    """How far the value is from what the grade asks for: a plan may aim at more than that."""
    value, required = gap.result.value, requirement.nearest(gap.result.value)
    if not isinstance(value, Decimal) or not isinstance(required, Decimal):
        return Text("", "")
    short = _measured(gap, Text.same(plain(abs(required - value))))
    return Text(f"，相差 {short.zh}", f", {short.en} away")


def _gate(gap: Gap, target: Grade) -> Text:
    if not gap.gate:
        return Text("", "")
    name = target.name
    return Text(f"；属必达项，不达到不能评为{name.zh}", f"; a gate: without it no {name.en.lower()}")
