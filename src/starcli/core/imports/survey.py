"""Surveys: what the answers of a satisfaction survey count for, by the framework, and how they add up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from starcli.core.assessment import Answer
from starcli.core.findings import Finding, Location, Read, finding
from starcli.core.imports.rates import is_same
from starcli.core.imports.values import ImportedValue
from starcli.core.numbers import ZERO, divide, half_up, multiply, plain
from starcli.core.text import Text

_HUNDRED = Decimal(100)
_MOST_PLACES = 2


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """One answer that people may give, and how much of a questionnaire it counts for."""

    id: str
    name: Text
    counts: Decimal
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey: its answers, and the facts that its points and its valid questionnaires are."""

    id: str
    name: Text
    answers: tuple[SurveyAnswer, ...]
    points: str
    valid: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """What a summary says of one unit: questionnaires issued, valid and by answer, and the rate as it was typed."""

    location: Location
    issued: Answer | None = None
    valid: Answer | None = None
    given: Mapping[str, Answer] = field(default_factory=dict)
    rate: Answer | None = None


def surveyed(survey: Survey, counted: Counted, period: str, provider: str) -> Read[tuple[ImportedValue, ...]]:
    """The facts that a summary gives; none, with a finding, where its figures do not add up.

    A rate that was typed is held against the one that its figures give.
    """
    found = [*_not_adding_up(counted)]
    valid = _number(counted.valid)
    if valid is None or found:
        return Read((), tuple(found))
    points = sum(
        (multiply(answer.counts, _number(counted.given.get(answer.id)) or ZERO) for answer in survey.answers), ZERO
    )
    # Where the points were added up stands in the first of the answers that count.
    first = next((counted.given[a.id] for a in survey.answers if a.counts and a.id in counted.given), None)
    place = first.location if first is not None else counted.location
    values = ((survey.points, points, place), (survey.valid, valid, counted.valid.location if counted.valid else place))
    taken = tuple(
        ImportedValue(key, Answer(value, plain(value), where), period, provider) for key, value, where in values
    )
    return Read(taken, tuple(_rate_differs(counted.rate, points, valid)))


def _not_adding_up(counted: Counted) -> list[Finding]:
    """An error for each sum that does not hold: issued at least valid, valid as many as the answers."""
    issued, valid = _number(counted.issued), _number(counted.valid)
    if counted.valid is None or valid is None:
        return [finding("survey-without-valid", counted.location)] if counted.valid is None else []
    if not valid:
        return [finding("survey-without-valid", counted.valid.location)]
    found = []
    if counted.issued is not None and issued is not None and issued < valid:
        place = counted.issued.location
        found.append(finding("survey-issued-below-valid", place, issued=plain(issued), valid=plain(valid)))
    numbers = [_number(answer) for answer in counted.given.values()]
    total = sum((number for number in numbers if number is not None), ZERO)
    if None not in numbers and total != valid:
        found.append(finding("survey-not-adding-up", counted.valid.location, valid=plain(valid), total=plain(total)))
    elif None in numbers:
        found.append(finding("survey-answers-unread", counted.valid.location))
    return found


def _rate_differs(rate: Answer | None, points: Decimal, valid: Decimal) -> list[Finding]:
    typed = _number(rate)
    if rate is None or typed is None or not valid:
        return []
    exact = divide(_HUNDRED * points, valid)
    if is_same(typed, exact):
        return []
    computed = plain(half_up(exact, _MOST_PLACES))
    return [finding("survey-rate-differs", rate.location, typed=rate.raw, computed=computed)]


def _number(answer: Answer | None) -> Decimal | None:
    return answer.value if answer is not None and isinstance(answer.value, Decimal) else None
