"""A text -> a number in the measure that belongs into a cell: every way in which people write one.

A way that leaves a doubt gives the number with the code of a warning; a text of no known way gives nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from starcli.core.numbers import divide, half_up
from starcli.excel.reading.chinese_numerals import chinese_number

_LONGEST = 300
_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_EXACT = re.compile(rf"({_NUMBER})\s*(\S*)", re.ASCII)
_RANGE = re.compile(rf"{_NUMBER}\s*[^\d\s]{{0,4}}?\s*(?:[-~〜–—至到]+)\s*{_NUMBER}\s*[^\d\s]{{0,4}}", re.ASCII)
_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s*[/÷比:]\s*(\d+(?:\.\d+)?)", re.ASCII)
_SUM = re.compile(rf"=?\s*({_NUMBER}(?:\s*\+\s*{_NUMBER})+)\s*(\S*)", re.ASCII)
_ACCOUNTING = re.compile(r"\(\s*(\d[\d,]*(?:\.\d+)?)\s*\)\s*(\S*)", re.ASCII)
_REMARK = re.compile(r"([^()]*[^()\s])\s*\(([^()]*)\)")
_ESTIMATE = re.compile(
    r"(?:大约|约为|约|接近|将近|近|超过|超|逾|≥|>=|>|不低于|不少于|至少)\s*(.+)|(.+?)\s*(?:以上|左右|上下)"
)
_STRAY_POINT = re.compile(r"(?<=\d)(?:\s*。\s*|\.\s+|\s+\.\s*)(?=\d)", re.ASCII)
_DECIMAL_COMMA = re.compile(r"([+-]?\d+),(\d{1,2})(?!\d)(\D*)", re.ASCII)
_CURRENCY = re.compile(r"(?:¥|rmb|cny|人民币)\s*", re.IGNORECASE)
_PER = {"百分之": Decimal(1), "千分之": Decimal("0.1")}
_LETTERS = {"w": "万", "k": "千"}
_LETTER = re.compile(r"(?<=\d)[wk](?![a-z])", re.ASCII | re.IGNORECASE)
# 12 13 is two numbers, 12 万 is one.
_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)", re.ASCII)
# Half-width folding would turn 10² into 102.
_RAISED = re.compile(r"\d[²³¹⁰⁴-⁹₀-₉]")
_FOLDED = str.maketrans({"−": "-", "△": "-", "▲": "-"})

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "人": ("名", "位", "个人"),
    "户": ("家",),
    "次": ("回", "场次"),
    "起": ("件", "宗", "次"),
    "件": ("起", "宗"),
    "个": ("处", "座"),
    "份": ("张",),
    "平方米": ("平方", "平米", "m2"),
}
"""Words by which people call a measure, besides those that a framework converts."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a number is measured in: how other measures convert, and whether it is a percentage or a count.

    `stated` is the measure that the form itself prints for numbers without one, where it is another.
    """

    measures: Mapping[str, Decimal]
    percent: bool = False
    whole: bool = False
    places: int = 0
    stated: str = ""

    @property
    def yuan(self) -> Decimal | None:
        """How much of the target's measure one yuan is; None where it is no money."""
        return self.measures.get("元")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the target's measure, the codes of what is doubtful about it, and what else the cell says.

    `measured` tells whether the text names its measure itself.
    """

    value: Decimal | None
    doubts: tuple[str, ...] = ()
    remark: str = ""
    measured: bool = False


def target_in(measure: str, known: Mapping[str, Decimal] | None, *, whole: bool, places: int) -> Target:
    """The target for a measure and the conversions that a framework knows for it."""
    synonyms = dict.fromkeys(_SYNONYMS.get(measure, ()), Decimal(1))
    measures = synonyms | {_folded(word): factor for word, factor in (known or {measure: Decimal(1)}).items()}
    return Target(measures, percent=_folded(measure) == "%", whole=whole, places=places)


def read_quantity(raw: str, target: Target) -> Quantity | None:
    """The number that a text stands for; None where it stands for none, no value where it names a range."""
    if len(raw) > _LONGEST or _RAISED.search(raw):
        return None
    text, remark = _without_remark(_folded(raw).strip(), target)
    if target.yuan is not None:
        text = _CURRENCY.sub("", text, count=1)
    if _RANGE.fullmatch(text):
        return Quantity(None, ("value-is-a-range",), remark)
    estimate = _ESTIMATE.fullmatch(text)
    read = _read(estimate[1] or estimate[2] if estimate else text, target)
    if read is None:
        return None
    more = (*(("value-not-exact",) if estimate else ()), *(("remark-in-value",) if remark else ()))
    return replace(read, doubts=(*read.doubts, *more), remark=remark)


def _read(text: str, target: Target) -> Quantity | None:
    """The first way of writing a number that fits."""
    return next((read for way in _WAYS if (read := way(text, target)) is not None), None)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_FOLDED)


def _without_remark(text: str, target: Target) -> tuple[str, str]:
    """What stands for the value, and what is said besides it: in brackets behind it, or on further lines."""
    head, _, rest = text.partition("\n")
    head, rest = head.strip(), " ".join(rest.split())
    if rest in target.measures:
        head, rest = f"{head}{rest}", ""
    bracketed = _REMARK.fullmatch(head)
    if bracketed is None:
        return head, rest
    if bracketed[2].strip() in target.measures:
        return f"{bracketed[1]}{bracketed[2].strip()}", rest
    return bracketed[1], " ".join(part for part in (bracketed[2].strip(), rest) if part)


def _exact(text: str, target: Target) -> Quantity | None:
    match = _EXACT.fullmatch(text)
    if match is None:
        return None
    return _in_measure(Decimal(match[1].replace(",", "")), match[2], target)


def _in_measure(value: Decimal, measure: str, target: Target, *doubts: str) -> Quantity | None:
    """A number behind which a measure, or nothing, is written; None for a measure of another sort."""
    if measure and measure not in target.measures:
        return None
    return Quantity(value * target.measures.get(measure, Decimal(1)), doubts, measured=bool(measure))


def _accounting(text: str, target: Target) -> Quantity | None:
    """A figure in brackets: below zero in accounts."""
    match = _ACCOUNTING.fullmatch(text)
    inner = _exact(match[1] + match[2], target) if match else None
    if inner is None or inner.value is None:
        return None
    return replace(inner, value=-inner.value, doubts=("brackets-as-minus",))


def _other_point(text: str, target: Target) -> Quantity | None:
    """A decimal sign that is none in this language, or that has a space beside it."""
    mended = _STRAY_POINT.sub(".", text)
    if mended == text:
        comma = _DECIMAL_COMMA.fullmatch(text)
        mended = f"{comma[1]}.{comma[2]}{comma[3]}" if comma else text
    read = _exact(mended, target) if mended != text else None
    return None if read is None else replace(read, doubts=("decimal-sign-unclear",))


def _ratio(text: str, target: Target) -> Quantity | None:
    """A fraction is a percentage where one belongs; elsewhere 3/4 could be a date or two figures."""
    match = _RATIO.fullmatch(text) if target.percent else None
    if match is None or not Decimal(match[2]):
        return None
    value = half_up(divide(100 * Decimal(match[1]), Decimal(match[2])), target.places)
    return Quantity(value, ("value-worked-out",), measured=True)


def _sum(text: str, target: Target) -> Quantity | None:
    """Figures that are added up; percentages cannot be."""
    match = None if target.percent else _SUM.fullmatch(text)
    if match is None:
        return None
    parts = [Decimal(part.replace(",", "")) for part in re.split(r"\s*\+\s*", match[1])]
    return _in_measure(sum(parts, Decimal(0)), match[2], target, "value-worked-out")


def _in_words(text: str, target: Target) -> Quantity | None:
    """Chinese numerals, 12万5千, 1.2w and 3k, with or without a measure."""
    for words, factor in _PER.items():
        if text.startswith(words) and target.percent:
            number = _spelled(text.removeprefix(words))
            return None if number is None else Quantity(number * factor, ("number-in-words",), measured=True)
    text = _SPACE.sub("", _LETTER.sub(lambda match: _LETTERS[match[0].lower()], text))
    measure = max((word for word in target.measures if text.endswith(word)), key=len, default="")
    bare = text.removesuffix(measure)
    number = _spelled(bare)
    if number is None:
        return None
    # 两次 is as clear as 2次.
    doubts = () if measure and len(bare) == 1 else ("number-in-words",)
    if not measure and target.yuan is not None and _names_yuan(bare):
        return Quantity(number * target.yuan, doubts, measured=True)
    return _in_measure(number, measure, target, *doubts)


def _names_yuan(text: str) -> bool:
    """Whether an amount without a measure is one in yuan: 12万5千 is, 一百二十 is in the cell's own measure."""
    return any(unit in text for unit in "万亿") or text[0].isdigit()


def _spelled(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII) else chinese_number(text)


_WAYS: tuple[Callable[[str, Target], Quantity | None], ...] = (
    _exact,
    _accounting,
    _other_point,
    _ratio,
    _sum,
    _in_words,
)
