"""A unit's form of last season: the values that stood in it in the end, and what of them a new form begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.assessment import TIERS, Assessment, Entry, Unit
from starcli.core.filling import Filled, Question, Row, questions
from starcli.core.findings import Location
from starcli.core.model import Fact, Framework
from starcli.core.scale import Value
from starcli.core.scheme import Scheme, allowed
from starcli.core.text import FormLanguage, Text
from starcli.core.values import Figures

NOT_APPLICABLE = Text("不适用", "not applicable")


@dataclass(frozen=True, slots=True)
class LastForm:
    """What is kept of a form of last season; among its values, None stands for what did not apply.

    `listed_as` is the unit's position in the roster, None outside it.
    """

    unit: Unit
    location: Location
    values: Mapping[str, Value | None]
    listed_as: int | None = None
    party: str = ""


def last_form(assessment: Assessment, framework: Framework) -> LastForm:
    """What is kept of an assessment: the county's value of each row, else the town's, else the unit's own.

    A value that could not count, because it was unreadable or beyond its limits, is left out.
    """
    figures = Figures(assessment, TIERS[-1], framework.facts)
    values: dict[str, Value | None] = {}
    for key, entry in assessment.entries.items():
        reading = figures.reading(key)
        if reading.outcome == "scored" and _could_count(reading.value, key, framework):
            values[key] = reading.value
        elif reading.outcome in ("not_applicable", "missing") and _does_not_apply(entry):
            values[key] = None
    origin = assessment.origin
    return LastForm(assessment.unit, assessment.location, values, origin.listed_as, origin.party)


def begun(scheme: Scheme, form: LastForm, language: FormLanguage) -> dict[str, Row]:
    """The rows of a new form: the last value of each, and what is steady as the unit's own value."""
    rows = {}
    for question in questions(scheme):
        if question.id not in form.values:
            continue
        value = form.values[question.id]
        if value is None:
            rows[question.id] = Row(last=NOT_APPLICABLE[language])
            continue
        typed = _typed(question, value, language)
        if typed is not None:
            rows[question.id] = Row({"self": typed} if _is_steady(question) else {}, last=typed)
    return rows


def _does_not_apply(entry: Entry) -> bool:
    confirmation = entry.confirmation
    return confirmation.not_applicable if confirmation is not None else entry.claimed is not None


def _could_count(value: Value | None, key: str, framework: Framework) -> bool:
    """Whether a value is within the limits of its indicator; those of facts were looked at before."""
    if key in framework.facts or not isinstance(value, Decimal):
        return value is not None
    definition = framework.entries[key].definition
    whole = definition.type != "integer" or value == value.to_integral_value()
    return whole and allowed(value, definition.scale)


def _typed(question: Question, value: Value, language: FormLanguage) -> Filled | None:
    """A value as a person would type it; None where the question has changed and no longer has such a value."""
    if isinstance(value, Decimal):
        return None if question.levels else value
    level = question.levels.get(value)
    return None if level is None else level[language]


def _is_steady(question: Question) -> bool:
    asked = question.asked
    return asked.steady if isinstance(asked, Fact) else asked.definition.steady
