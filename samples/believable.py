"""Believable figures of a village or community, invented: what the samples and the benchmark's city are filled with.

Another script finds this module with `samples/` on its path.
"""

import math
import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from starcli.bundled import framework_folder
from starcli.core.filling import Filled, Row, questions
from starcli.core.model import Framework
from starcli.core.scheme import Indicator, Scheme, resolve
from starcli.core.text import Text
from starcli.definitions import load_framework
from starcli.excel.writing.forms.form import FormMaker

LABEL = Text("演示数据：数值均为虚构", "Demonstration data: every value is invented")
PERIOD = "2022Q3"

# Whole figures that a unit of ordinary size would have; the other figures follow from them.
WHOLES: Mapping[str, tuple[int, int]] = {
    "posts_approved": (5, 9), "members_total": (5, 9), "should_attend": (180, 520), "planned": (12, 24),
    "registered": (80, 260), "migrant_total": (6, 28), "events_due": (40, 260), "milestones_planned": (6, 12),
    "projects_planned": (6, 14), "samples": (200, 500), "compounds": (6, 18), "compounds_should": (6, 16),
    "units": (8, 24), "disputes": (16, 110), "hot_rated": (24, 320), "should_disclose": (12, 12),
    "sat_valid": (120, 400), "assets": (300, 2400), "score_n": (4, 4),
}  # fmt: skip
HOUSEHOLDS = {
    "village": (420, 1300), "mountain": (340, 900), "community": (2600, 4200), "large-mixed": (3200, 4800),
    "estate": (5600, 10200),
}  # fmt: skip
GRID = {"village": 380, "mountain": 330, "community": 410, "large-mixed": 260, "estate": 430}
PEOPLE = Decimal("1.6")
"""People in a household, at least."""
GATES_KEPT = 0.8
GRADES = ("five-star", "four-star", "three-star")


@cache
def reference() -> Framework:
    """The framework that samples are made for."""
    folder = framework_folder("reference-47")
    framework = load_framework(folder).value if folder else None
    if framework is None:
        raise SystemExit("the reference framework cannot be loaded")
    return framework


@cache
def form_maker(kind: str, profile: str) -> FormMaker:
    """What makes the forms of a scheme: its formulas are compiled once, for as many units as there are."""
    return FormMaker(resolve(reference(), kind, profile), "zh")


def believable(scheme: Scheme, sort: str, dice: random.Random) -> dict[str, Row]:
    """Figures of a unit that is a little better or worse than its neighbours throughout."""
    quality = dice.choice((0, 0, 0, 1, 1, 1, 2))
    values: dict[str, Filled] = {}
    low, high = HOUSEHOLDS[sort]
    values["households"] = dice.randint(low, high)
    values["grids"] = max(1, round(int(values["households"]) / GRID[sort]))
    for indicator in scheme.indicators:
        steady = bool(indicator.gates) and dice.random() < GATES_KEPT
        worse = quality if steady else min(2, max(0, quality + dice.choice((-2, -1, 0, 0, 0, 1))))
        _fill(values, indicator, GRADES[worse], dice)
    if "service_area" in values:
        values["service_area"] = max(values["service_area"], values["SVC-01"])
    if "residents" in values:
        _populate(values)
    asked = {question.id for question in questions(scheme)}
    return {key: Row({"self": value}) for key, value in values.items() if key in asked}


def with_evidence(scheme: Scheme, rows: Mapping[str, Row]) -> dict[str, Row]:
    """The same rows, each with the first evidence that its indicator asks for."""
    wanted = {question.id: question.serves[0].definition.evidence[0].zh for question in questions(scheme)}
    return {key: replace(row, evidence=wanted.get(key, "")) for key, row in rows.items()}


def _fill(values: dict[str, Filled], indicator: Indicator, grade: str, dice: random.Random) -> None:
    """The facts or the value of one indicator, about at a grade's requirement or a little above."""
    requirement = indicator.requirements.get(grade)
    expression = indicator.definition.expression
    wanted = requirement.nearest(None) if requirement else "yes"
    if expression is None:
        values[indicator.id] = _typed(indicator, wanted, dice)
    elif indicator.id == "DEV-01":
        _income(values, Decimal(wanted), dice)
    elif indicator.id == "DEV-02":
        growth = 1 + (Decimal(wanted) + dice.randint(0, 6)) / 100
        values["inc_last"] = round(Decimal(values["inc_this"]) / growth, 1)
    else:
        _ratio(values, indicator, Decimal(wanted), dice)


def _typed(indicator: Indicator, wanted: Decimal | str, dice: random.Random) -> Filled:
    """A value that is typed directly: a level's name, or the required number and a little."""
    levels = indicator.definition.scale.levels
    if isinstance(wanted, str):
        return levels[wanted].zh
    extra = 0 if indicator.definition.direction == "lower" else dice.choice((0, 0, 1, 2))
    most = indicator.definition.scale.maximum
    value = wanted + extra
    return min(value, most) if most is not None else value


def _ratio(values: dict[str, Filled], indicator: Indicator, wanted: Decimal, dice: random.Random) -> None:
    """Numerator and denominator of a rate: the first fact of the expression over the second."""
    expression = indicator.definition.expression
    if expression is None or indicator.id == "GRD-01":
        return
    part, whole = expression.names[:2]
    if whole not in values:
        values[whole] = dice.randint(*WHOLES[whole]) if whole in WHOLES else dice.randint(3000, 9000)
    base = Decimal(values[whole])
    if indicator.definition.type == "percent":
        better = Decimal(dice.randint(-15, 35)) / 10
        rate = wanted - better if indicator.definition.direction == "lower" else min(Decimal(100), wanted + better)
        values[part] = round(base * rate / 100)
    elif indicator.id == "ENV-01":
        values[part] = int(base * wanted) + dice.randint(0, 12)
    else:
        factor = 100 if indicator.id == "SVC-02" else 10000
        values[part] = int(base * wanted / factor) + dice.choice((0, 1, 2))


def _populate(values: dict[str, Filled]) -> None:
    """Enough residents for the households, and as many more workers: the rate stays the same."""
    times = math.ceil(Decimal(values["households"]) * PEOPLE / Decimal(values["residents"]))
    for key in ("residents", "workers"):
        values[key] = int(values[key]) * max(1, times)


def _income(values: dict[str, Filled], wanted: Decimal, dice: random.Random) -> None:
    """Operating income in its three parts, its sum, and a total that also holds subsidies."""
    total = wanted + Decimal(dice.randint(0, 180)) / 10
    contract, invest = round(total * Decimal("0.45"), 1), round(total * Decimal("0.12"), 1)
    values |= {"inc_contract": contract, "inc_invest": invest, "inc_operate": total - contract - invest}
    values |= {"inc_this": total, "total_income": total + dice.randint(8, 60)}
