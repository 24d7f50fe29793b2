"""Forms in which every indicator stands in turn at each of its cuts and beside them, as value and as what-if."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from parity.aims import aims, best, good
from parity.compare import Form
from parity.facts import Facts
from starcli.core.assessment import TIERS, Unit
from starcli.core.filling import Filled, Filling, Row, questions
from starcli.core.formulas.live import Moment
from starcli.core.scale import Value
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import FormLanguage
from starcli.excel.writing.forms.form import FormMaker

_AGAIN = 2
"""How often an aim is tried that other indicators' facts were in the way of."""
PERIOD = "2022Q3"


@dataclass(slots=True)
class Aimed:
    """How many values were aimed at, and how many of them were hit exactly."""

    aims: int = 0
    exact: int = 0
    missed: list[tuple[str, Decimal, Decimal | None]] = field(default_factory=list)


class _Pending:
    """What an indicator is still to be aimed at."""

    def __init__(self, indicator: Indicator, dice: random.Random) -> None:
        self.indicator = indicator
        found = aims(indicator)
        self.values = dice.sample(found, len(found))
        self.tries: dict[Value, int] = {}
        self.imagined = self.values.copy()

    def again(self, value: Value) -> bool:
        """Whether to try once more, later; if so it is kept for that."""
        self.tries[value] = self.tries.get(value, 0) + 1
        if self.tries[value] < _AGAIN:
            self.values.insert(0, value)
            return True
        return False


def cut_forms(maker: FormMaker, dice: random.Random, aimed: Aimed) -> Iterator[Form]:
    """Forms until every indicator has been at each of its aims, as near as its facts allow."""
    scheme = maker.scheme
    pending = [_Pending(indicator, dice) for indicator in scheme.indicators]
    number = 0
    while any(each.values or each.imagined for each in pending):
        number += 1
        facts = Facts(scheme, dice)
        typed: dict[str, Filled] = {}
        for each in sorted(dice.sample(pending, len(pending)), key=lambda each: not each.values):
            _aim(each, facts, typed, maker.language, aimed)
        facts.rest()
        rows = {key: Row({"self": value}) for key, value in (facts.values | typed).items()}
        imagined = {each.indicator.id: each.imagined.pop() for each in pending if each.imagined}
        target = scheme.grades[number % len(scheme.grades)]
        filling = Filling(Unit(name=f"切点{number}"), PERIOD, rows)
        now = Moment(scheme, filling, TIERS[number % len(TIERS)], target, imagined)
        yield Form(f"cuts of {scheme.kind.id} {scheme.profile.id} {number}", maker, now)


def _aim(each: _Pending, facts: Facts, typed: dict[str, Filled], language: FormLanguage, aimed: Aimed) -> None:
    """Take an indicator to its next aim, or to a good value when there is none left."""
    indicator = each.indicator
    is_aimed = bool(each.values)
    value = each.values.pop() if is_aimed else best(indicator)
    if indicator.definition.expression is None:
        typed[indicator.id] = said(indicator, value, language)
        aimed.aims += is_aimed
        aimed.exact += is_aimed
        return
    if isinstance(value, str):
        raise TypeError(indicator.id)
    reached = facts.aim(indicator, value, closely=is_aimed)
    if not is_aimed:
        return
    if reached != value and each.again(value):
        return
    aimed.aims += 1
    aimed.exact += reached == value
    if reached != value:
        aimed.missed.append((indicator.id, value, reached))


def said(indicator: Indicator, value: Value, language: FormLanguage) -> Filled:
    """A value as it is typed: a level by its name."""
    return indicator.definition.scale.levels[value][language] if isinstance(value, str) else value


def good_rows(scheme: Scheme, dice: random.Random, language: FormLanguage) -> Mapping[str, Row]:
    """Rows of a unit that does well: good enough for the highest grade wherever its facts allow."""
    facts, typed = Facts(scheme, dice), dict[str, Filled]()
    for indicator in dice.sample(scheme.indicators, len(scheme.indicators)):
        value = good(indicator, scheme.grades[0])
        if indicator.definition.expression is None:
            typed[indicator.id] = said(indicator, value, language)
        elif isinstance(value, Decimal):
            facts.aim(indicator, value)
    facts.rest()
    known = facts.values | typed
    return {question.id: Row({"self": known[question.id]}) for question in questions(scheme)}
