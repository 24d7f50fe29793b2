"""The formulas that say beside each cell of the Data sheet whether its value can be used, and if not, why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from starcli.core.expressions import OWN_VALUE
from starcli.core.filling import NOTHING, Question, questions
from starcli.core.formulas.answers import INVALID, LEFT_OUT, MISSING, SCORED, picked
from starcli.core.formulas.asked import ADJUSTING, PERCENT, is_share
from starcli.core.formulas.blocks import ANSWERS, CHECKS, INDICATORS, check_id
from starcli.core.formulas.functions import every, first_true
from starcli.core.formulas.indicators import fails
from starcli.core.formulas.live import Cached, Live, Moment, Places
from starcli.core.formulas.typed import (
    BLANK,
    NOT_APPLICABLE,
    kind_of,
    mark_formula,
    mark_of,
    number_of,
    state_of,
)
from starcli.core.model import Check, Fact
from starcli.core.numbers import plain
from starcli.core.relations import in_words
from starcli.core.scheme import Indicator, Scheme
from starcli.core.text import Text

BAD, DOUBTFUL, GOOD = "✗", "！", "✓"
"""What a note begins with: print in black and white shows it as well."""

_FINE = Text(GOOD, GOOD)
_BLANK = Text("未填", "blank")
_LEFT_OUT = Text("不适用", "not applicable")
_UNCONFIRMED = Text(f"{DOUBTFUL} 待镇街确认不适用", f"{DOUBTFUL} the town has to confirm: not applicable")
_NO_REASON = Text(f"{BAD} 请在备注写明不适用的理由", f"{BAD} give the reason under remarks")
_NO_NUMBER = Text(f"{BAD} 请只填数字", f"{BAD} digits only, please")
_NO_LEVEL = Text(f"{BAD} 请从下拉表中选", f"{BAD} choose from the list")
_SHARE = Text(f"{BAD} 是百分之几？85%填85", f"{BAD} a share? write 85 for 85 %")
_NOT_WHOLE = Text(f"{BAD} 应为整数", f"{BAD} whole numbers only")
_DOUBT = Text(f"{DOUBTFUL} 请核对：", f"{DOUBTFUL} please check: ")


@dataclass(frozen=True, slots=True)
class Case:
    """A note, the test of a formula that it stands for, and whether it holds at a moment."""

    test: str
    holds: Callable[[Moment], bool]
    words: Text


def note_cells(scheme: Scheme, at: Places) -> Iterator[Live]:
    """The note of every question."""
    notes = Notes(scheme, at)
    for question in questions(scheme):
        cases = notes.of(question)
        formula = first_true([(case.test, at.words(case.words)) for case in cases], at.words(_FINE))
        yield Live("data", question.id, "note", formula, partial(_note, cases=cases, at=at))


class Notes:
    """What can be said of each question, the gravest first."""

    def __init__(self, scheme: Scheme, at: Places) -> None:
        self._scheme = scheme
        self._at = at

    def of(self, question: Question) -> tuple[Case, ...]:
        """The cases of a question, of which the first that holds is shown."""
        return (*self._absent(question), *self._unusable(question), *self._related(question))

    def _absent(self, question: Question) -> Iterator[Case]:
        at, key, kind = self._at, question.id, kind_of(question)
        outcome, tier = at.cell(ANSWERS, key, "outcome"), at.cell(ANSWERS, key, "tier")
        own, verified, reviewed = (at.cell(ANSWERS, key, each) for each in ("self", "verified", "reviewed"))
        yield Case(f"{outcome}={LEFT_OUT}", lambda now: now.figures.reading(key).outcome == "not_applicable", _LEFT_OUT)
        confirmed = f"IF({reviewed}>0,{reviewed},{verified})={NOT_APPLICABLE}"

        def waived(now: Moment) -> bool:
            values = now.filling.rows.get(key, NOTHING).values
            states = [state_of(values.get(each), kind) for each in ADJUSTING]
            return (states[1] or states[0]) == NOT_APPLICABLE

        yield Case(confirmed, waived, _NO_REASON)
        mark = mark_formula(at.cell("data", key, "not_applicable"))

        def claimed(now: Moment) -> bool:
            row, level = now.filling.rows.get(key, NOTHING), picked(now, key, kind)
            if level is None:
                return mark_of(row.not_applicable)[0]
            return level == "self" and state_of(row.values.get(level), kind) == NOT_APPLICABLE

        said = f"AND({tier}=1,{own}={NOT_APPLICABLE})"
        yield Case(f"OR({said},AND({tier}=0,{mark}))", claimed, _UNCONFIRMED)
        yield Case(f"{outcome}={MISSING}", lambda now: now.figures.reading(key).outcome == "missing", _BLANK)

    def _unusable(self, question: Question) -> Iterator[Case]:
        key, kind = question.id, kind_of(question)
        value, outcome = (self._at.cell(ANSWERS, key, column) for column in ("value", "outcome"))
        bad = f"{outcome}={INVALID}"

        def invalid(now: Moment) -> bool:
            return now.figures.reading(key).outcome == "invalid"

        if kind.levels:
            yield Case(bad, invalid, _NO_LEVEL)
            return

        def number(now: Moment) -> Decimal | None:
            level = picked(now, key, kind)
            raw = None if level is None else now.filling.rows.get(key, NOTHING).values.get(level)
            return number_of(raw) if state_of(raw, kind) not in (BLANK, NOT_APPLICABLE) else None

        yield Case(f"AND({bad},NOT(ISNUMBER({value})))", lambda now: invalid(now) and number(now) is None, _NO_NUMBER)
        if question.measured_in.zh == PERCENT:
            share = f"AND({bad},N({value})<>0,ABS(N({value}))<=1)"
            yield Case(share, partial(_is_share, question=question, number=number, invalid=invalid), _SHARE)
        if isinstance(question.asked, Fact):
            if question.asked.type == "integer":
                yield Case(
                    f"AND({bad},N({value})<>INT(N({value})))",
                    partial(_has_decimals, number=number, invalid=invalid),
                    _NOT_WHOLE,
                )
            yield Case(bad, invalid, limits_words(question.asked.minimum, question.asked.maximum))
        else:
            yield Case(bad, invalid, limits_words(None, None))

    def _related(self, question: Question) -> Iterator[Case]:
        """What is wrong with the figures of an indicator together, said beside each of them."""
        framework = self._scheme.framework
        for indicator in self._scheme.indicators:
            for number, check in enumerate(indicator.definition.checks):
                if question.id in check.condition.names or (
                    indicator.id == question.id and OWN_VALUE in check.condition.names
                ):
                    cell = self._at.cell(CHECKS, check_id(indicator, number), "fails")
                    words = in_words(check.condition, framework.facts, {})
                    yield Case(f"{cell}=1", partial(_fails, key=indicator.id, check=check), _relation(check, words))
        for indicator in question.serves:
            yield self._out_of_scale(question, indicator)

    def _out_of_scale(self, question: Question, indicator: Indicator) -> Case:
        expression = indicator.definition.expression
        names = expression.names if expression else (question.id,)
        known = [f"{self._at.cell(ANSWERS, name, 'outcome')}={SCORED}" for name in names]
        test = every([f"{self._at.cell(INDICATORS, indicator.id, 'sound')}={INVALID}", *known])
        scale = indicator.definition.scale
        limits = limits_words(scale.minimum, scale.maximum)
        if expression is not None:
            limits = Text(
                f"{BAD} {indicator.id} {indicator.name.zh}算不出或超出范围",
                f"{BAD} {indicator.id}: no value, or one out of bounds",
            )
        return Case(test, partial(_unsound, key=indicator.id, names=names), limits)


def limits_words(minimum: Decimal | None, maximum: Decimal | None) -> Text:
    """What a number may be."""
    low, high = (plain(limit) if limit is not None else "" for limit in (minimum, maximum))
    if low and high:
        return Text(f"{BAD} 应在 {low} 到 {high} 之间", f"{BAD} between {low} and {high}")
    if low or high:
        return Text(
            f"{BAD} 应{'不小于' if low else '不大于'} {low or high}",
            f"{BAD} {'at least' if low else 'at most'} {low or high}",
        )
    return Text(f"{BAD} 数值无效", f"{BAD} cannot be used")


def _relation(check: Check, words: Text) -> Text:
    if check.severity == "error":
        return Text(f"{BAD} 应 {words.zh}", f"{BAD} must hold: {words.en}")
    return Text(f"{_DOUBT.zh}{words.zh}", f"{_DOUBT.en}{words.en}")


def _note(now: Moment, cases: tuple[Case, ...], at: Places) -> Cached:
    words = next((case.words for case in cases if case.holds(now)), _FINE)
    return at.shown(words)


def _fails(now: Moment, key: str, check: Check) -> bool:
    return fails(now, key, check.condition) == 1


def _unsound(now: Moment, key: str, names: tuple[str, ...]) -> bool:
    known = all(now.figures.reading(name).outcome == "scored" for name in names)
    return known and now.checked[key].outcome == "invalid"


def _is_share(
    now: Moment, question: Question, number: Callable[[Moment], Decimal | None], invalid: Callable[[Moment], bool]
) -> bool:
    value = number(now)
    return invalid(now) and value is not None and is_share(question, value)


def _has_decimals(now: Moment, number: Callable[[Moment], Decimal | None], invalid: Callable[[Moment], bool]) -> bool:
    value = number(now)
    return invalid(now) and value is not None and value != int(value)
