"""What a checker finds of a unit at random: any verdict, any value that may be, and the slips that people make."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.checking.items import CheckItem, check_items
from starcli.core.checking.stamp import own_value
from starcli.core.checking.words import METHODS, VERDICTS, Verdict
from starcli.core.filling import Question
from starcli.core.rating import Rating
from starcli.excel.layouts.check_sheet import CheckColumn
from starcli.excel.writing.forms.data import limits_of

Row = dict[CheckColumn, str | Decimal]
Fills = dict[str, Row]
"""What is typed into the cells of a sheet, by the key of the row."""
_FAR = Decimal(1000)
_SLIPS: Sequence[CheckColumn] = ("verdict", "method", "reason", "checker", "date")


@dataclass(frozen=True, slots=True)
class Temper:
    """How a checker is, as chances: of finding fault, of finding that an item does not apply, of a slip in a row."""

    strict: float
    waives: float
    slips: float


TEMPERS = (
    Temper(0, 0, 0), Temper(0.2, 0, 0), Temper(0.5, 0.02, 0), Temper(0.9, 0.1, 0), Temper(0.3, 0.05, 0.1),
    Temper(0.6, 0.3, 0.02), Temper(0.2, 0, 0.5),
)  # fmt: skip


def random_fills(rating: Rating, dice: random.Random, temper: Temper | None = None) -> Fills:
    """What is typed into the check sheet of a unit that was rated by its own values."""
    temper = temper or dice.choice(TEMPERS)
    items = check_items(rating.scheme)
    verdicts = {item.indicator.id: _verdict(temper, dice) for item in items}
    changed = {
        figure.id: value
        for item in items
        if verdicts[item.indicator.id] == "differs"
        for figure in item.figures
        if dice.random() < 0.7 and (value := _other(figure, rating, dice)) is not None
    }
    fills: Fills = {}
    for item in items:
        verdict = _settled(item, verdicts[item.indicator.id], changed)
        row = fills.setdefault(item.indicator.id, {})
        row |= _row(verdict, dice)
        if dice.random() < temper.slips:
            for column in dice.sample(_SLIPS, dice.randint(1, len(_SLIPS))):
                row.pop(column, None)
    for key, value in changed.items():
        fills.setdefault(key, {})["verified"] = value
    return fills


def _verdict(temper: Temper, dice: random.Random) -> Verdict:
    if dice.random() < temper.waives:
        return "not-applicable"
    return dice.choice(("differs", "differs", "rejected")) if dice.random() < temper.strict else "as-reported"


def _settled(item: CheckItem, verdict: Verdict, changed: Mapping[str, object]) -> Verdict:
    """The verdict that goes with the values that were typed: a fact that differs makes its indicator differ."""
    if verdict in ("as-reported", "differs"):
        return "differs" if any(key in changed for key in item.keys) else "as-reported"
    return verdict


def _row(verdict: Verdict, dice: random.Random) -> Row:
    row: Row = {
        "verdict": VERDICTS[verdict].zh,
        "method": METHODS[dice.choice(tuple(METHODS))].zh,
        "checker": f"核验员{dice.choice('甲乙丙')}",
        "date": f"2022-10-{dice.randint(1, 20):02d}",
    }
    if verdict != "as-reported":
        row["reason"] = dice.choice(("台账与填报数不符", "没有佐证材料", "本村没有这一类事项"))
    return row


def _other(figure: Question, rating: Rating, dice: random.Random) -> Decimal | str | None:
    """Another value than the unit's own within its limits, better or worse; None where there is none."""
    own = own_value(rating.assessment.entries.get(figure.id))
    if figure.levels:
        others = [name.zh for level, name in figure.levels.items() if level != own]
        return dice.choice(others) if others else None
    low, high, whole = limits_of(figure.asked)
    least = Decimal(low) if low else Decimal(0)
    most = Decimal(high) if high else max(_FAR, own * 2 if isinstance(own, Decimal) else _FAR)
    near = own * Decimal(dice.randint(5, 15)).scaleb(-1) if isinstance(own, Decimal) and dice.random() < 0.7 else None
    drawn = near if near is not None else least + (most - least) * Decimal(dice.randint(0, 100)).scaleb(-2)
    value = min(max(drawn, least), most).quantize(Decimal(1) if whole else Decimal("0.01"))
    return None if value == own or not least <= value <= most else value
