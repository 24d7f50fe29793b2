"""Texts that people type where a form asks for something else, or for it in other words."""

from collections.abc import Iterator

from starcli.core.filling import Question
from starcli.core.formulas.typed import kind_of
from starcli.core.words import (
    LOOSE_LEVEL_WORDS,
    NO_WORDS,
    NONE_WORDS,
    NOT_APPLICABLE_WORDS,
    PENDING_WORDS,
    YES_WORDS,
)

DIGITS = (
    "85", " 85", "85 ", "\u300085\u3000", "\u00a085", "85.5", "085", "0", "0.0", "-3", "-0.5", "007.50", "12345678",
    "99.995", "0.85", "1", "100.000001", "60.0000004", "123456789012345",
)  # fmt: skip
"""Numbers typed as text, as formulas read them too."""

GARBAGE = (
    "x", "约八九十", "未报", "＊", "*", "?*", "~", "<>", "=", ".5", "3.", "-.5", "--5", "1-2", "5-", "1.2.3", ".", "-.",
    '"', '""', "'", "#", "{1}", "A1", "TRUE()", "a" * 300, "多\n行", "好好", "<b>", "&amp;", "&", "∞",
    "85分钟左右吧", "1\u20282", "ｘ",
)  # fmt: skip
"""What no one takes for a number or a level; most of them mean something to a spreadsheet or to XML."""

ONLY_READ = (
    ">5", "\t", "_x0038_", "一",
    "85%", "８５", "1,234", "约320", "八十五", "85分", "3/4", "+5", "1e3", "1E+3", "85 %", "二十", "1 234", "12人",
    "无此情况", "见附件", "同左", "0x1F", "2022-09-19", "12:30", "50万", "85。5", "八成", "NaN", "1.5.", "１２．５",
)  # fmt: skip
"""What the reader of returned forms may well understand, and formulas do not."""

NAMES = ("", "石门村", "=1+1", "'石门村", "石门\n村", 'A&B "<x>"', " 石门 ", "@SUM(A1)", "0123", "*", "长" * 200)
SPACES = ("", " ", "  ", "\u3000", "\u00a0", " \u3000\u00a0 ")
REASONS = ("", " ", "\u3000", "本村无此项", "-", "0")
MARKS = ("", "√", "是", "否", "×", "不适用", "N/A", "无流动党员", " √ ", "n", "NO", "1", "0", "\u3000")


def texts_for(question: Question) -> Iterator[str]:
    """Texts that formulas and the reader of forms take alike, with those that mean something where they stand."""
    yield from SPACES
    yield from GARBAGE
    yield from sorted(NOT_APPLICABLE_WORDS)
    yield from PENDING_WORDS
    levels = kind_of(question).levels
    if not levels:
        yield from DIGITS
        return
    for _, words in levels:
        for word in words:
            yield from dict.fromkeys((word, word.upper(), word.lower(), word.title(), f" {word}", f"{word}\u3000"))


def texts_only_read(question: Question) -> Iterator[str]:
    """Texts of which the reader of forms may make more than formulas do."""
    yield from ONLY_READ
    yield from LOOSE_LEVEL_WORDS
    if kind_of(question).levels:
        yield from DIGITS
    else:
        yield from (*YES_WORDS, *NO_WORDS, *NONE_WORDS)
