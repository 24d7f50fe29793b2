"""What a plan says of its measures: who takes each on, by when, of which type, and whether the words say anything."""

from collections.abc import Iterator, Mapping
from datetime import date

from starcli.core.findings import Finding, finding
from starcli.core.model import Framework
from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.plans.wording import empty_words_of

_SHOWN = 30


def doing_findings(plan: FilledPlan, framework: Framework) -> Iterator[Finding]:
    """Measures without a person, leader or date, deadlines that do not hold, and words that say nothing."""
    limits = longest_days(framework)
    for row in plan.measures:
        if row.text("measure"):
            yield from _named(row)
            yield from _dated(row, plan.drawn_up, framework, limits)
    told: set[str] = set()
    for row in (*plan.measures, *plan.problems):
        for column in ("measure", "cause"):
            text = row.text(column)
            words = empty_words_of(text, framework.plan_rules.empty_words) if text and text not in told else ()
            if words:
                # A cause stands in the list of problems and beside its measure: once is enough.
                told.add(text)
                yield finding("words-empty", row.place(column), text=text, words="、".join(words))


def longest_days(framework: Framework) -> Mapping[str, int]:
    """The most days that the plan entries of a framework give a measure of each type, the shortest first.

    The last of them is for what takes longest and has no limit.
    """
    days: dict[str, int] = {}
    for entry in framework.entries.values():
        usual = entry.definition.plan
        days[usual.measure] = max(days.get(usual.measure, 0), usual.days)
    return dict(sorted(days.items(), key=lambda pair: pair[1]))


def _named(row: FilledRow) -> Iterator[Finding]:
    text = _short(row.text("measure"))
    if not row.text("person"):
        yield finding("measure-without-person", row.place("person"), text=text)
    if not row.text("leader"):
        yield finding("measure-without-leader", row.place("leader"), text=text)


def _dated(row: FilledRow, drawn_up: date | None, framework: Framework, limits: Mapping[str, int]) -> Iterator[Finding]:
    if not row.text("deadline"):
        yield finding("measure-without-date", row.place("deadline"), text=_short(row.text("measure")))
        return
    deadline = row.days.get("deadline")
    if deadline is None or drawn_up is None:
        return
    if deadline < drawn_up:
        yield finding(
            "date-before-plan", row.place("deadline"), day=deadline.isoformat(), drawn_up=drawn_up.isoformat()
        )
        return
    yield from _fitting(row, (deadline - drawn_up).days, framework, limits)


def _fitting(row: FilledRow, days: int, framework: Framework, limits: Mapping[str, int]) -> Iterator[Finding]:
    """A deadline that does not fit the type of its measure, by the days that the framework's plan entries give each.

    A type has at most its own days, but for the longest of all; that one has more than the shortest.
    """
    type_, names = row.chosen.get("type", ""), framework.settings.measures
    types = list(limits)
    if type_ not in limits:
        return
    if type_ != types[-1] and days > limits[type_]:
        yield finding("type-too-long", row.place("deadline"), type=names[type_], days=days, most=limits[type_])
    elif type_ == types[-1] and type_ != types[0] and days <= limits[types[0]]:
        yield finding("type-too-short", row.place("deadline"), type=names[type_], days=days, shorter=names[types[0]])


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
