"""Rows filled in every way that the columns of a form allow, and adjustments in every way that people enter them."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from parity.compare import Form
from parity.cuts import PERIOD, good_rows
from parity.exported import DIGITS
from parity.words import MARKS, NAMES, REASONS, texts_for, texts_only_read
from starcli.core.assessment import TIERS, Tier, Unit
from starcli.core.filling import Filled, Filling, Question, Row, questions
from starcli.core.formulas.asked import ADJUSTING
from starcli.core.formulas.live import Moment
from starcli.core.model import Fact
from starcli.core.numbers import LARGEST
from starcli.core.words import NO_WORDS, YES_WORDS
from starcli.excel.writing.forms.form import FormMaker

COUNTED: tuple[Filled | None, ...] = (
    None, 0, 1, 2, 7, 40, -1, Decimal("1.5"), Decimal("0.2"), Decimal("-0.5"), Decimal("1e9"), "", " ", "x", "*", "—",
)  # fmt: skip
"""What may stand where town and county count."""
_ODD = 0.8
"""The chance that a row of a form is answered oddly, while there is still something to try."""
ONLY_READ_COUNTS = ("2", "两次", "3次", "一", " 4 ", "待定", "不适用", "N/A", "tbd")


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills in one column of a row, whatever the question."""

    name: str

    def value(self, question: Question, good: Filled, dice: random.Random) -> Filled | None:
        """What is typed."""
        levels = question.levels
        return {
            "blank": None,
            "good": good,
            "other": dice.choice(["是", "否", "好"]) if levels else dice.choice(numbers(question)),
            "bad": "x",
            "not applicable": dice.choice(("不适用", "N/A", "—", " 不适用　")),
            "pending": dice.choice(("待定", "tbd", "？")),
        }[self.name]


FILLERS = tuple(Filler(name) for name in ("blank", "good", "other", "bad", "not applicable", "pending"))


def numbers(question: Question) -> tuple[Decimal, ...]:
    """Numbers about what a question allows: its limits, decimals where there are none, shares, far too much."""
    asked = question.asked
    scale = asked if isinstance(asked, Fact) else asked.definition.scale
    ends = [end for end in (scale.minimum, scale.maximum) if end is not None]
    around = [end + beyond for end in ends for beyond in map(Decimal, ("0", "1", "-1", "0.0000004", "-0.0000004"))]
    usual = map(
        Decimal, ("0", "1", "-1", "0.85", "-0.85", "0.0000004", "1.5", "12", "85", "85.5", "100", "101", "1e-7")
    )
    far = (
        LARGEST,
        LARGEST + 10,
        -LARGEST,
        -LARGEST - 10,
        LARGEST * 10,
        Decimal("1e30"),
        LARGEST / 1000 + Decimal("0.5"),
    )
    return tuple(number for number in dict.fromkeys((*usual, *around, *far)) if is_typable(number))


def is_typable(number: Decimal) -> bool:
    """Whether a spreadsheet keeps every digit of a number."""
    return len(number.normalize().as_tuple().digits) <= DIGITS


def text_forms(maker: FormMaker, dice: random.Random, *, only_read: bool = False) -> Iterator[Form]:
    """Forms until each question has been answered with each text, in one of the three columns."""
    choose = texts_only_read if only_read else texts_for
    yield from _each(maker, dice, {q.id: list(dict.fromkeys(choose(q))) for q in questions(maker.scheme)}, only_read)


def number_forms(maker: FormMaker, dice: random.Random) -> Iterator[Form]:
    """Forms until each question has been answered with each number about what it allows."""
    yield from _each(maker, dice, {q.id: list(numbers(q)) for q in questions(maker.scheme)}, False)


def _each(
    maker: FormMaker, dice: random.Random, answers: Mapping[str, list[Filled]], only_read: bool
) -> Iterator[Form]:
    """Forms with one answer after the other of each question, in one column, while much else there is good."""
    scheme = maker.scheme
    left = {key: dice.sample(found, len(found)) for key, found in answers.items()}
    number = 0
    while any(left.values()):
        number += 1
        tier = TIERS[number % len(TIERS)]
        rows = {
            key: Row({**row.values, tier: left[key].pop()}) if left[key] and dice.random() < _ODD else row
            for key, row in good_rows(scheme, dice, maker.language).items()
        }
        target = dice.choice(scheme.grades)
        now = Moment(
            scheme,
            Filling(Unit(name=dice.choice(NAMES)), PERIOD, rows | adjusted(maker, dice)),
            dice.choice(TIERS),
            target,
        )
        yield Form(f"answers of {scheme.kind.id} {scheme.profile.id} {number}", maker, now, readable=not only_read)


def row_forms(maker: FormMaker, dice: random.Random) -> Iterator[Form]:
    """Forms until every way to fill in three columns, with every mark and reason, has stood in some row."""
    scheme = maker.scheme
    ways = list(product(FILLERS, FILLERS, FILLERS, MARKS, REASONS))
    dice.shuffle(ways)
    asked = list(questions(scheme))
    for start in range(0, len(ways), len(asked)):
        good = good_rows(scheme, dice, maker.language)
        rows = {
            question.id: _row(question, good[question.id].values["self"], way, dice)
            for question, way in zip(asked, ways[start : start + len(asked)], strict=False)
        }
        filling = Filling(Unit(name="各栏"), PERIOD, {**good, **rows, **adjusted(maker, dice)})
        now = Moment(scheme, filling, dice.choice(TIERS), dice.choice(scheme.grades))
        yield Form(f"rows of {scheme.kind.id} {scheme.profile.id} {start}", maker, now)


def _row(question: Question, good: Filled, way: tuple[Filler, Filler, Filler, str, str], dice: random.Random) -> Row:
    *fillers, mark, reason = way
    values: dict[Tier, Filled] = {}
    for tier, filler in zip(TIERS, fillers, strict=True):
        value = filler.value(question, good, dice) if isinstance(filler, Filler) else None
        if value is not None:
            values[tier] = value
    return Row(values, mark, "", reason)


def adjusted(maker: FormMaker, dice: random.Random, *, only_read: bool = False) -> dict[str, Row]:
    """What town and county enter for bonus, deductions and vetoes: mostly nothing for vetoes."""
    framework = maker.scheme.framework
    words = (*YES_WORDS, *NO_WORDS, *(ONLY_READ_COUNTS if only_read else ()))
    rows = {}
    for key in framework.adjusting:
        values: dict[Tier, Filled] = {}
        for tier in ADJUSTING:
            value = dice.choice(COUNTED) if dice.random() < 0.7 else dice.choice(words)
            if value is not None and dice.random() < 0.35:
                values[tier] = value
        rows[key] = Row(values)
    return rows
