"""What grids are called after a re-planning: today's names go on, new ones are counted on from them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starcli.core.text import Text

_DIGITS = "零一二三四五六七八九"
_TEN, _HUNDRED = 10, 100
_NUMBERED = re.compile(r"(.*?)(\d{1,3}|[一二三四五六七八九十]{1,3})([^\d一二三四五六七八九十]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Pattern:
    before: str
    behind: str
    spelled: bool

    def name(self, number: int) -> str:
        return f"{self.before}{in_characters(number) if self.spelled else number}{self.behind}"


def new_names(today: Sequence[str], count: int) -> tuple[Text, ...]:
    """So many names that nobody has, numbered as today's are: after 第六网格 comes 第七网格."""
    found = [match for name in today if (match := _NUMBERED.fullmatch(name)) is not None]
    patterns = [_Pattern(match[1], match[3], not match[2].isdigit()) for match in found]
    numbers = [int(match[2]) if match[2].isdigit() else _number(match[2]) for match in found]
    best = max(patterns, key=patterns.count, default=None)
    if best is None:
        first = len(today) + 1
        each = range(first, first + count)
        return tuple(Text(f"第{in_characters(number)}网格", f"Grid {number}") for number in each)
    last = max(number for number, pattern in zip(numbers, patterns, strict=True) if pattern == best)
    return tuple(Text.same(best.name(number)) for number in range(last + 1, last + 1 + count))


def in_characters(number: int) -> str:
    """A number below a hundred in Chinese characters; digits for any other."""
    if not 0 < number < _HUNDRED:
        return str(number)
    tens, ones = divmod(number, _TEN)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _number(text: str) -> int:
    """The number that such characters spell; 0 for none."""
    return next((number for number in range(1, _HUNDRED) if in_characters(number) == text), 0)
