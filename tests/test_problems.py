"""A gap as a sentence: what is, what is asked for, what is missing."""

from decimal import Decimal

import pytest
from factory import Item, at_least, at_most, form, level_from, scheme_of

from starcli.core.gaps import find_gaps, for_value
from starcli.core.plans.problems import problem_words
from starcli.core.rating import rate
from starcli.core.requirements import Bounds
from starcli.core.text import Text

_TO_LEVELS = {"categories": {"A": "1", "B": "0.5", "C": "0"}}
CASES: dict[str, tuple[Item, str, str, str]] = {
    "at least": (
        Item(requires={"gold": at_least("90")}), "34.6",
        "指标A-1为 34.6，金要求不低于 90，相差 55.4。",
        "indicator A-1: 34.6; gold demand at least 90, 55.4 away.",
    ),
    "at most, a gate": (
        Item(requires={"gold": at_most("5")}, gates=("gold",), rule={"goalposts": {"zero": "100", "full": "0"}}), "7",
        "指标A-1为 7，金要求不高于 5，相差 2；属必达项，不达到不能评为金。",
        "indicator A-1: 7; gold demand at most 5, 2 away; a gate: without it no gold.",
    ),
    "less than what the path asks for": (
        Item(requires={"gold": at_least("50")}), "30",
        "指标A-1为 30，金要求不低于 50，相差 20。",
        "indicator A-1: 30; gold demand at least 50, 20 away.",
    ),
    "between": (
        Item(requires={"gold": Bounds(Decimal(20), Decimal(50))}), "60",
        "指标A-1为 60，金要求在 20 到 50 之间，相差 10。",
        "indicator A-1: 60; gold demand 20 to 50, 10 away.",
    ),
    "a level": (
        Item(type="level", rule=_TO_LEVELS, requires={"gold": level_from("B")}), "C",
        "指标A-1为 “C级”，金要求“B级及以上”。",
        "indicator A-1: 'level C'; gold demand 'level B or better'.",
    ),
    "nothing usable": (
        Item(requires={"gold": at_least("90")}), "??",
        "指标A-1无效，不能证明达到金要求（不低于 90）。",
        "indicator A-1: invalid, so nothing shows what gold demand: at least 90.",
    ),
    "points alone": (
        Item(), "30",
        "指标A-1为 30，提高到 100 可多得 7 分。",
        "indicator A-1: 30; 100 would bring 7 more points.",
    ),
}  # fmt: skip
"""An indicator, its value, and the sentence in both languages."""


@pytest.mark.parametrize("case", CASES)
def test_the_sentence_of_a_gap(case: str) -> None:
    """It has the figures of the gap, as an inspector would say it."""
    item, value, zh, en = CASES[case]
    rating = rate(scheme_of(item), form({"A-1": value}))
    gold = rating.scheme.grade("gold")
    (gap,) = find_gaps(rating, gold).gaps
    if case == "less than what the path asks for":
        gap = for_value(gap.result, Decimal(90), gold, gap)
    assert problem_words(gap, gold) == Text(zh, en)
