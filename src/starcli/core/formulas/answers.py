"""The formulas of each row that is filled in: whose value counts, what it is, and whether it can be used."""

from collections.abc import Iterator
from functools import partial

from starcli.core.assessment import TIERS, Tier
from starcli.core.filling import NOTHING, Question, Row, questions
from starcli.core.formulas.asked import PERCENT
from starcli.core.formulas.blocks import ANSWERS
from starcli.core.formulas.functions import chosen, cleaned, every, first_true, quoted
from starcli.core.formulas.live import BASIS, Cached, Live, Moment, Places
from starcli.core.formulas.typed import (
    BLANK,
    NOT_APPLICABLE,
    UNREADABLE,
    USABLE,
    Kind,
    clean,
    digits_formula,
    kind_of,
    number_of,
    reason_formula,
    state_formula,
    state_of,
)
from starcli.core.model import Fact
from starcli.core.numbers import LARGEST, plain
from starcli.core.scheme import Scheme
from starcli.core.values import Outcome

OUTCOMES: dict[Outcome, int] = {"missing": 0, "scored": 1, "invalid": 2, "not_applicable": 3}
MISSING, SCORED, INVALID, LEFT_OUT = OUTCOMES.values()


def answer_cells(scheme: Scheme, at: Places) -> Iterator[Live]:
    """The cells of the block of answers."""
    for question in questions(scheme):
        yield from _of_question(question, at)


def _of_question(question: Question, at: Places) -> Iterator[Live]:
    key, kind = question.id, kind_of(question)
    typed = [at.cell("data", key, tier) for tier in TIERS]
    states = [at.cell(ANSWERS, key, tier) for tier in TIERS]
    tier, text, value = (at.cell(ANSWERS, key, column) for column in ("tier", "text", "value"))
    basis = at.cell("totals", "basis", "real")
    for each, cell in zip(TIERS, typed, strict=True):
        yield Live(ANSWERS, key, each, state_formula(cell, kind), partial(_state, key=key, kind=kind, tier=each))
    own, verified, reviewed = states
    taken = first_true(
        [(f"AND({basis}>2,{reviewed}>0)", "3"), (f"AND({basis}>1,{verified}>0)", "2"), (f"{own}>0", "1")], "0"
    )
    yield Live(ANSWERS, key, "tier", taken, partial(_tier, key=key, kind=kind))
    state = chosen(tier, states)
    if kind.levels:
        level = chosen(f"{state}-{USABLE - 1}", [quoted(level) for level, _ in kind.levels])
        formula = f'IF({tier}=0,"",IF({state}<{USABLE},"",{level}))'
        yield Live(ANSWERS, key, "value", formula, partial(_level, key=key, kind=kind))
        usable = f"IF({state}<{USABLE},{INVALID},{SCORED})"
    else:
        raw = chosen(tier, typed)
        # Some programs make a digit of TRUE, where others make a word of it.
        words = f'IF(ISLOGICAL({raw}),"",{cleaned(raw)})'
        spelt = f'IFERROR(IF({tier}=0,"",IF({state}={UNREADABLE},{words},"")),"")'
        yield Live(ANSWERS, key, "text", spelt, partial(_text, key=key, kind=kind))
        number = f'IF({state}={USABLE},{raw},IF({text}="","",{digits_formula(text)}))'
        yield Live(ANSWERS, key, "value", f'IF({tier}=0,"",{number})', partial(_number, key=key, kind=kind))
        usable = f"IF(ISNUMBER({value}),IF({_bounds(question, value)},{SCORED},{INVALID}),{INVALID})"
    mark, remarks = at.cell("data", key, "not_applicable"), at.cell("data", key, "remarks")
    confirmed = f"IF({reviewed}>0,{reviewed},{verified})={NOT_APPLICABLE}"
    cases = [
        (confirmed, f"IF({reason_formula(mark, remarks)},{LEFT_OUT},{MISSING})"),
        (f"{tier}=0", str(MISSING)),
        (f"{state}={NOT_APPLICABLE}", str(MISSING)),
    ]
    yield Live(ANSWERS, key, "outcome", first_true(cases, usable), partial(_outcome, key=key))


def _bounds(question: Question, value: str) -> str:
    """Whether a number is one that the question allows; an indicator's own limits are looked at where it is judged."""
    tests = [f"ABS({value})<={LARGEST:f}"]
    if question.measured_in.zh == PERCENT:
        tests.append(f"OR({value}=0,ABS({value})>1)")
    asked = question.asked
    if isinstance(asked, Fact):
        tests += [f"{value}=INT({value})"] if asked.type == "integer" else []
        tests += [f"{value}>={plain(asked.minimum)}"] if asked.minimum is not None else []
        tests += [f"{value}<={plain(asked.maximum)}"] if asked.maximum is not None else []
    return every(tests)


def _row(now: Moment, key: str) -> Row:
    return now.filling.rows.get(key, NOTHING)


def _state(now: Moment, key: str, kind: Kind, tier: Tier) -> Cached:
    return state_of(_row(now, key).values.get(tier), kind)


def picked(now: Moment, key: str, kind: Kind) -> Tier | None:
    """The highest level up to the basis that has put anything into its cell."""
    values = _row(now, key).values
    return next((t for t in TIERS[: BASIS[now.basis]][::-1] if state_of(values.get(t), kind) != BLANK), None)


def _tier(now: Moment, key: str, kind: Kind) -> Cached:
    level = picked(now, key, kind)
    return 0 if level is None else BASIS[level]


def _text(now: Moment, key: str, kind: Kind) -> Cached:
    level = picked(now, key, kind)
    raw = None if level is None else _row(now, key).values.get(level)
    return clean(raw) if state_of(raw, kind) == UNREADABLE else ""


def _number(now: Moment, key: str, kind: Kind) -> Cached:
    level = picked(now, key, kind)
    raw = None if level is None else _row(now, key).values.get(level)
    number = number_of(raw) if state_of(raw, kind) in (UNREADABLE, USABLE) else None
    return "" if number is None else number


def _level(now: Moment, key: str, kind: Kind) -> Cached:
    level = picked(now, key, kind)
    state = BLANK if level is None else state_of(_row(now, key).values.get(level), kind)
    return kind.levels[state - USABLE][0] if state >= USABLE else ""


def _outcome(now: Moment, key: str) -> Cached:
    return OUTCOMES[now.figures.reading(key).outcome]
