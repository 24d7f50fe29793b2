"""Relations between figures as people read them: `达标网格数（9） ≤ 网格数（8）`."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from starcli.core.expressions import Condition
from starcli.core.model import Fact
from starcli.core.numbers import plain
from starcli.core.text import Language, Text

ITS_VALUE = Text("指标值", "value")
"""What people call the value of the indicator that a relation is about."""

_NAME = re.compile(r"[A-Za-z_]\w*")
_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "="}
_SIGN = re.compile("|".join(_SIGNS))
_PATTERN = Text("{}（{}）", "{} ({})")


def in_words(condition: Condition, facts: Mapping[str, Fact], figures: Mapping[str, Decimal]) -> Text:
    """A condition with its facts by name, each followed by its figure where that is known."""
    return spoken(condition.source, facts, figures)


def spoken(source: str, facts: Mapping[str, Fact], figures: Mapping[str, Decimal]) -> Text:
    """The source of a condition or an expression with its facts by name."""
    signs = _SIGN.sub(lambda match: _SIGNS[match.group()], source).replace("*", "×").replace("/", "÷")
    return Text(
        _NAME.sub(partial(_label, facts=facts, figures=figures, language="zh"), signs),
        _NAME.sub(partial(_label, facts=facts, figures=figures, language="en"), signs),
    )


def _label(match: re.Match[str], facts: Mapping[str, Fact], figures: Mapping[str, Decimal], language: Language) -> str:
    fact = facts.get(match.group())
    label = fact.name if fact else ITS_VALUE
    figure = figures.get(match.group())
    return label[language] if figure is None else _PATTERN[language].format(label[language], plain(figure))
