"""The cells that people fill in, and what stands in them when a form goes out with something known."""

from collections.abc import Callable, Iterator
from functools import partial

from starcli.core.assessment import TIERS, Tier
from starcli.core.filling import NOTHING, questions
from starcli.core.formulas.asked import ADJUSTING
from starcli.core.formulas.card import CARD
from starcli.core.formulas.live import Moment
from starcli.core.rating import TIER_NAMES
from starcli.core.scheme import Scheme
from starcli.core.text import FormLanguage
from starcli.excel.writing.forms.data import DATA
from starcli.excel.writing.forms.mould import Value
from starcli.excel.writing.forms.profile import FIELDS, PROFILE, contents
from starcli.excel.writing.forms.spots import Spot, Spots

Input = tuple[Spot, Callable[[Moment], Value]]


def inputs(scheme: Scheme, spots: Spots) -> Iterator[Input]:
    """Every cell that may be filled in, and last season's values beside them."""
    language = spots.language
    for key in FIELDS:
        yield spots.known[PROFILE, key, "value"], partial(_field, key=key, language=language)
    yield spots.known["guide", "label", "value"], partial(_label, language=language)
    for question in questions(scheme):
        for tier in TIERS:
            yield spots.known[DATA, question.id, tier], partial(_typed, key=question.id, tier=tier)
        for column in ("not_applicable", "evidence", "remarks", "last"):
            yield spots.known[DATA, question.id, column], partial(_said, key=question.id, column=column)
    for key in scheme.framework.adjusting:
        for tier in ADJUSTING:
            yield spots.known["adjustments", key, tier], partial(_typed, key=key, tier=tier)
        yield spots.known["adjustments", key, "remarks"], partial(_said, key=key, column="remarks")
    yield spots.known[CARD, "basis", "choice"], lambda now: TIER_NAMES[now.basis][language]
    yield spots.known[CARD, "target", "choice"], lambda now: now.target.name[language]
    for indicator in scheme.indicators:
        yield spots.known[CARD, indicator.id, "imagined"], partial(_imagined, key=indicator.id, language=language)


def _field(now: Moment, key: str, language: FormLanguage) -> Value:
    return contents(now, language)[key]


def _label(now: Moment, language: FormLanguage) -> Value:
    label = now.filling.label
    return None if label is None else label[language]


def _typed(now: Moment, key: str, tier: Tier) -> Value:
    return now.filling.rows.get(key, NOTHING).values.get(tier)


def _said(now: Moment, key: str, column: str) -> Value:
    said: Value = getattr(now.filling.rows.get(key, NOTHING), column)
    return said


def _imagined(now: Moment, key: str, language: FormLanguage) -> Value:
    value = now.imagined.get(key)
    if isinstance(value, str):
        return now.results[key].indicator.definition.scale.levels[value][language]
    return value
