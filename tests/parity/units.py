"""Random units of every kind and profile, good and bad: all that decides a grade occurs among them."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from parity.aims import aims, good, somewhere
from parity.compare import Form
from parity.cuts import PERIOD, said
from parity.facts import Facts
from parity.rows import FILLERS, Filler, adjusted
from parity.words import MARKS, REASONS, texts_only_read
from starcli.core.assessment import TIERS, Tier, Unit
from starcli.core.filling import Filled, Filling, Question, Row, questions
from starcli.core.formulas.live import CASES, Moment
from starcli.core.model import YES_NO
from starcli.core.rating import Rating
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Scheme
from starcli.excel.writing.forms.form import FormMaker


@dataclass(frozen=True, slots=True)
class Mood:
    """How a unit does, as chances: of falling short of the best by a grade, of any value at all, of a mess in a row."""

    short: float
    stray: float
    mess: float


MOODS = (
    Mood(0, 0, 0), Mood(0.1, 0, 0), Mood(0.3, 0.02, 0), Mood(0.5, 0.05, 0.01), Mood(0.6, 0.15, 0.03),
    Mood(0.7, 0.4, 0.02), Mood(0.5, 0.1, 0.3), Mood(0, 0, 0.05), Mood(0.8, 0.1, 0),
)  # fmt: skip

_FOUND = (
    "check-failed", "check-doubtful", "not-whole", "value-out-of-bounds", "division-by-zero", "missing-value",
    "not-applicable-by-rule", "not-applicable-without-reason", "not-applicable-unconfirmed", "not-applicable-refused",
    "not-applicable-with-value", "basis-fallback", "veto-proposed",
)  # fmt: skip
"""What is found in forms of many units."""


class UnitMaker:
    """Makes units, each from a seed and a number alone."""

    def __init__(self, makers: Mapping[int, FormMaker], seed: int) -> None:
        self._makers = makers
        self._seed = seed

    def form(self, number: int) -> Form:
        """A unit's form."""
        dice = random.Random(f"{self._seed}/{number}")
        maker = self._makers[number % len(self._makers)]
        scheme, mood = maker.scheme, dice.choice(MOODS)
        rows = _rows(maker, mood, dice)
        readable = mood.mess < 0.1 or dice.random() < 0.5
        if not readable:
            _say_otherwise(rows, scheme, dice)
        rows |= _entered(maker, dice)
        unit = Unit(f"3301990{number:05d}", f"村{number}", town="云溪镇", county="示例县", city="示例市")
        now = Moment(
            scheme, Filling(unit, PERIOD, rows), dice.choice(TIERS), dice.choice(scheme.grades), _imagined(scheme, dice)
        )
        return Form(f"unit {number} of seed {self._seed}", maker, now, readable=readable)


def _rows(maker: FormMaker, mood: Mood, dice: random.Random) -> dict[str, Row]:
    """What the unit says, and town and county here and there."""
    scheme = maker.scheme
    facts, typed = Facts(scheme, dice), dict[str, Filled]()
    for indicator in dice.sample(scheme.indicators, len(scheme.indicators)):
        value = _value(indicator, scheme, mood, dice)
        if indicator.definition.expression is None:
            typed[indicator.id] = said(indicator, value, maker.language)
        elif isinstance(value, Decimal):
            facts.aim(indicator, value)
    facts.rest()
    known = facts.values | typed
    looked_at, nothing = dice.choice((0, 0, 0.1, 0.5)), dice.choice((0, 0, 0, 0.1))
    rows = {}
    for question in questions(scheme):
        row = Row({"self": 0 if dice.random() < nothing and not question.levels else known[question.id]})
        if dice.random() < looked_at:
            row = _looked_at(question, row, maker, dice)
        if dice.random() < mood.mess:
            row = _messed_up(question, row, dice)
        rows[question.id] = row
    return rows


def _value(indicator: Indicator, scheme: Scheme, mood: Mood, dice: random.Random) -> Value:
    if dice.random() < mood.stray:
        return somewhere(indicator, dice) if dice.random() < 0.8 else dice.choice(aims(indicator) or (Decimal(0),))
    grade = scheme.grades[0]
    while dice.random() < mood.short and (lower := scheme.grades.index(grade) + 1) < len(scheme.grades):
        grade = scheme.grades[lower]
    return good(indicator, grade)


def _looked_at(question: Question, row: Row, maker: FormMaker, dice: random.Random) -> Row:
    """The same row after the town or the county has put another value, or its word that nothing applies."""
    tier = dice.choice(TIERS[1:])
    if dice.random() < 0.1:
        return replace(row, values={**row.values, tier: "不适用"}, remarks=dice.choice(REASONS))
    if question.levels:
        level = dice.choice(list(question.levels.values()))
        return replace(row, values={**row.values, tier: level[maker.language]})
    own = row.values["self"]
    other = own * Decimal(dice.randint(7, 13)).scaleb(-1) if isinstance(own, Decimal | int) else own
    return replace(row, values={**row.values, tier: other})


def _messed_up(question: Question, row: Row, dice: random.Random) -> Row:
    """The same row with any of its cells blank, wrong or in words."""
    values: dict[Tier, Filled] = {}
    for tier in TIERS:
        filler: Filler = dice.choice(FILLERS) if tier == "self" or dice.random() < 0.3 else FILLERS[0]
        value = filler.value(question, row.values["self"], dice)
        if value is not None:
            values[tier] = value
    mark = dice.choice(MARKS) if dice.random() < 0.3 else ""
    return Row(values, mark, "", dice.choice(REASONS) if dice.random() < 0.3 else "")


def _say_otherwise(rows: dict[str, Row], scheme: Scheme, dice: random.Random) -> None:
    """Some answers in words that only the reader of returned forms understands."""
    for question in questions(scheme):
        if dice.random() < 0.1:
            said_ = dice.choice(list(texts_only_read(question)))
            rows[question.id] = replace(rows[question.id], values={**rows[question.id].values, "self": said_})


def _entered(maker: FormMaker, dice: random.Random) -> dict[str, Row]:
    """Bonus and deductions in half of the forms; a veto now and then."""
    framework = maker.scheme.framework
    rows = adjusted(maker, dice) if dice.random() < 0.5 else {}
    chance = dice.choice((0, 0, 0.02, 0.15))
    for veto in framework.vetoes:
        yes, no = YES_NO["yes"][maker.language], YES_NO["no"][maker.language]
        values: dict[Tier, Filled] = {"verified": yes if dice.random() < chance else no}
        rows[veto.id] = Row(values if dice.random() < 0.8 else {})
    return rows


def _imagined(scheme: Scheme, dice: random.Random) -> dict[str, Value]:
    """What-if values of a few indicators, or of most of them."""
    chance = dice.choice((0, 0, 0.05, 0.8))
    return {
        indicator.id: good(indicator, scheme.grades[0]) if dice.random() < 0.7 else somewhere(indicator, dice)
        for indicator in scheme.indicators
        if dice.random() < chance
    }


def seen_in(now: Moment) -> Iterator[str]:
    """What a form shows that not every form does."""
    for case in CASES:
        yield from (f"{case} {each}" for each in _shown(now.case(case)))
    yield from (f"found {found.code}" for found in now.rating.findings)
    yield f"basis {now.basis}"
    yield f"target {now.target.id}"
    better = now.scheme.grades.index(now.supposed.grade) < now.scheme.grades.index(now.rating.grade)
    yield from ["what-if gives a better grade"] if better else []


def _shown(rating: Rating) -> Iterator[str]:
    framework = rating.scheme.framework
    for result in rating.results:
        yield f"outcome {result.outcome}"
        yield from ["exempt"] if result.exempt else []
    yield f"grade {rating.grade.id}"
    yield f"earned {rating.earned.id}"
    for decider in rating.deciders:
        yield f"decided by {decider.sort}"
    yield from ["bonus at its cap"] if framework.bonus.cap and rating.bonus == framework.bonus.cap else []
    yield from (
        ["deductions at their cap"] if rating.deductions and rating.deductions == framework.deductions.cap else []
    )
    yield from ["rescaled"] if rating.rescaling else []
    yield from ["a dimension that does not apply"] if any(d.score is None for d in rating.dimensions) else []


def expected_of(scheme: Scheme) -> set[str]:
    """What must occur among many units of a framework."""
    both = {f"outcome {outcome}" for outcome in ("scored", "missing", "invalid", "not_applicable")}
    both |= {f"{word} {grade.id}" for word in ("grade", "earned") for grade in scheme.grades}
    both |= {f"decided by {sort}" for sort in ("floor", "gate", "dimension", "veto")}
    both |= {"exempt", "bonus at its cap", "deductions at their cap", "rescaled"}
    once = {f"found {code}" for code in _FOUND} | {f"basis {tier}" for tier in TIERS}
    once |= {f"target {grade.id}" for grade in scheme.grades}
    return {f"{case} {each}" for case in CASES for each in both} | once | {"what-if gives a better grade"}
