"""Ticks of a ledger of grids -> yes or no, and the functions that one cell lists."""

import re
from dataclasses import dataclass

from starcli.core.words import NO_WORDS, NONE_WORDS, NOT_APPLICABLE_WORDS, YES_WORDS, is_pending
from starcli.excel.layouts.form import normalised
from starcli.excel.reading.grids.headings import FunctionWords

_TICKS = frozenset({
    *YES_WORDS, "●", "■", "◆", "★", "✔", "☑", "√√", "v", "对", "具备", "落实", "已落实", "到位", "已到位",
    "承担", "已承担", "符合", "达到", "是的", "符合标准",
})  # fmt: skip
_CROSSES = frozenset({
    *NO_WORDS, *NONE_WORDS, *NOT_APPLICABLE_WORDS, "x", "□", "☐", "不符合", "未达标", "超标", "偏大", "偏小", "过大",
    "过小", "不具备", "未落实", "未承担", "没有", "超员", "不足",
})  # fmt: skip
_ALL = ("全部", "齐全", "均已落实", "全部落实", "全部到位", "都有", "all")
_BETWEEN = re.compile(r"[、,，;；/|\n\t+]+|\s{1,}|(?<=[\u3400-\u9fff])[和及与](?=[\u3400-\u9fff])")
_ALL_OF = re.compile(r"(?:1\+)?(\d{1,2})\s*项?(?:职能)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Listed:
    """The functions that a cell lists, and the words among them that are none."""

    functions: frozenset[str]
    unknown: tuple[str, ...] = ()


def read_tick(text: str) -> bool | None:
    """Whether a cell says yes; a blank says no. None for a text that says neither."""
    word = normalised(text)
    if not word or word in _CROSSES or is_pending(word):
        return False
    return True if word in _TICKS else None


def read_functions(text: str, words: FunctionWords) -> Listed:
    """The functions in a cell: all of them, or those that it names."""
    word = normalised(text)
    if not word or word in _CROSSES or is_pending(word):
        return Listed(frozenset())
    if _says_all(word, len(words.functions)):
        return Listed(frozenset(words.functions))
    if word.isdigit():
        # So many functions, and nobody says which.
        return Listed(frozenset(), (text,))
    whole = words.of(text)
    if whole is not None and not _BETWEEN.search(text.strip()):
        return Listed(frozenset((whole,)))
    parts = [part.strip() for part in _BETWEEN.split(text.strip()) if part.strip(" 等.。:：（）()")]
    named = {part: words.of(part.removesuffix("等")) for part in parts}
    unknown = tuple(part for part, key in named.items() if key is None)
    return Listed(frozenset(key for key in named.values() if key is not None), unknown)


def _says_all(word: str, count: int) -> bool:
    number = _ALL_OF.fullmatch(word)
    plus = word.startswith("1+") and number is not None and int(number[1]) + 1 == count
    return word in _ALL or plus or (number is not None and not word.startswith("1+") and int(number[1]) == count)
