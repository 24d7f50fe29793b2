"""Ticks of a ledger of grids -> yes or no, and the functions that one cell lists."""

import re
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.words import NO_WORDS, NONE_WORDS, NOT_APPLICABLE_WORDS, YES_WORDS, is_pending
from starcli.excel.layouts.form import normalised
from starcli.excel.reading.chinese_numerals import chinese_number
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
_BETWEEN = re.compile(
    r"[、,，;；/|\n\t+]+|\s{1,}|(?<=[\u3400-\u9fff])[和及与](?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=\d)|(?=[①-⑳])"
)
_ALL_OF = re.compile(
    r"[“\"]?(1\+)?([\d一二三四五六七八九十]{1,3})[”\"]?[大项个]*(?:网格)?(?:职能)?[均都全部已]*(?:落实|到位|齐全|具备|承担|履行)?",
    re.ASCII,
)
_CIRCLED = re.compile(r"[①-⑳]")
_RANGE = re.compile(r"(\d{1,2})(?:[-~—–]|至|到)(\d{1,2})", re.ASCII)


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
    if _CIRCLED.search(text) is None:
        if _says_all(word, len(words.functions)):
            return Listed(frozenset(words.functions))
        if word.isdigit():
            # So many functions, and nobody says which.
            return Listed(frozenset(), (text,))
    whole = words.of(text)
    if whole is not None and not _BETWEEN.search(text.strip()):
        return Listed(frozenset((whole,)))
    ends = _RANGE.fullmatch(word)
    if ends is not None:
        known = [words.of(str(each)) for each in range(int(ends[1]), int(ends[2]) + 1)]
        return Listed(frozenset(), (text,)) if None in known else Listed(frozenset(filter(None, known)))
    return _named(text, words)


def _named(text: str, words: FunctionWords) -> Listed:
    """The functions that a cell names piece by piece, or by their numbers alone."""
    pieces = [piece.strip() for piece in _BETWEEN.split(text.strip()) if piece.strip(" 等.。:：（）()")]
    numbers = [piece for piece in pieces if normalised(piece).strip(".、()").isdigit()]
    names = [piece for piece in pieces if piece not in numbers]
    # Beside names numbers count the lines; any other does not say whether it means a function.
    counting = [normalised(piece).strip(".、()") for piece in numbers] == [str(at + 1) for at in range(len(names))]
    named = {piece: words.of(piece.removesuffix("等")) for piece in names or numbers}
    unknown = [piece for piece, key in named.items() if key is None]
    unknown += numbers if names and not counting else []
    return Listed(frozenset(key for key in named.values() if key is not None), tuple(unknown))


def _says_all(word: str, count: int) -> bool:
    """Whether a text says that so many functions are there: `8项`, `1+7`, `八项职能均已落实`."""
    number = _ALL_OF.fullmatch(word)
    if number is None:
        return word in _ALL
    said = chinese_number(number[2]) if not number[2].isdigit() else Decimal(number[2])
    return word in _ALL or (said is not None and said + bool(number[1]) == count)
