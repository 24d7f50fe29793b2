"""A filling -> the assessment that the form's own formulas make of it."""

from decimal import Decimal

from starcli.core.assessment import TIERS, Answer, Assessment, Count, Entry, Tier
from starcli.core.filling import NOTHING, Filling, Question, Row, questions
from starcli.core.findings import Location
from starcli.core.formulas.typed import (
    BLANK,
    NOT_APPLICABLE,
    USABLE,
    Kind,
    clean,
    count_of,
    kind_of,
    mark_of,
    number_of,
    state_of,
)
from starcli.core.scale import Value
from starcli.core.scheme import Scheme

PERCENT = "%"


def as_read(scheme: Scheme, filling: Filling) -> Assessment:
    """The assessment as formulas read it: a text that only the reader of forms understands is unreadable here."""
    entries = {question.id: _entry(question, filling.rows.get(question.id, NOTHING)) for question in questions(scheme)}
    counts = {key: Count(value, Location(cell=key)) for key, value in counts_of(scheme, filling).items()}
    return Assessment(filling.unit, filling.period, Location(filling.unit.name), entries, counts)


def counts_of(scheme: Scheme, filling: Filling) -> dict[str, Decimal]:
    """How often each adjustment applies, and 1 or 0 for a veto; the county's word is above the town's."""
    found = {}
    for key in scheme.framework.adjusting:
        values = filling.rows.get(key, NOTHING).values
        town, county = (count_of(values.get(tier)) for tier in ADJUSTING)
        count = town if county is None else county
        if count is not None:
            found[key] = count
    return found


ADJUSTING: tuple[Tier, Tier] = ("verified", "reviewed")
"""Who enters adjustments."""


def is_share(question: Question, value: Decimal) -> bool:
    """Whether a number in a percentage's cell could as well be a share: 0.85 for 85 %."""
    return question.measured_in.zh == PERCENT and 0 < abs(value) <= 1


def _entry(question: Question, row: Row) -> Entry:
    kind = kind_of(question)
    answers: dict[Tier, Answer] = {}
    for tier in TIERS:
        answer = _answer(question, kind, row, tier)
        if answer is not None:
            answers[tier] = answer
    claimed, reason = mark_of(row.not_applicable)
    place = Location(cell=f"{question.id}:self")
    claim = Location(cell=f"{question.id}:not_applicable") if claimed else None
    return Entry(answers, place, claim, reason or clean(row.remarks), row.evidence, row.remarks)


def _answer(question: Question, kind: Kind, row: Row, tier: Tier) -> Answer | None:
    raw = row.values.get(tier)
    state = state_of(raw, kind)
    place = Location(cell=f"{question.id}:{tier}")
    if state == BLANK:
        return None
    if state == NOT_APPLICABLE:
        return Answer(None, clean(raw), place, not_applicable=True)
    return Answer(_value(question, kind, raw, state), clean(raw), place)


def _value(question: Question, kind: Kind, raw: object, state: int) -> Value | None:
    if kind.levels:
        return kind.levels[state - USABLE][0] if state >= USABLE else None
    number = number_of(raw if isinstance(raw, Decimal | int | str) else None)
    return None if number is None or is_share(question, number) else number
