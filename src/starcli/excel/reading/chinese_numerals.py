"""Numbers in Chinese characters, also mixed with digits: 一百二十, 两, 12万5千."""

import re
from decimal import Decimal

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SMALL = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_BARE = ("十",)
_LARGE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿]", re.ASCII)
_POSITIONAL = re.compile(r"[零〇一二三四五六七八九]{2,}")


def chinese_number(text: str) -> Decimal | None:
    """The number that a text spells; None where it spells none, or where people differ about it (一百二)."""
    whole, point, decimals = text.partition("点")
    if point:
        before, after = chinese_number(whole), _positional(decimals)
        return None if before is None or after is None else before + Decimal(f"0.{after}")
    if _POSITIONAL.fullmatch(text):
        return Decimal(_positional(text) or 0)
    tokens = _TOKEN.findall(text)
    return _summed(tokens) if tokens and "".join(tokens) == text else None


def _positional(text: str) -> str | None:
    """Digits for characters that stand one for one: 二〇二二."""
    digits = [str(_DIGITS[character]) for character in text if character in _DIGITS]
    return "".join(digits) if digits and len(digits) == len(text) else None


def _summed(tokens: list[str]) -> Decimal | None:
    """The sum of sections below 万 and 亿, whose units must fall from left to right."""
    total = Decimal(0)
    section: list[str] = []
    last_unit = _LARGE["亿"] * 10
    for token in tokens:
        if token not in _LARGE:
            section.append(token)
            continue
        value = _section(section)
        if value is None or _LARGE[token] >= last_unit:
            return None
        total, last_unit, section = total + value * _LARGE[token], _LARGE[token], []
    if not section:
        return total
    rest = _section(section)
    # 12万5 is 125,000 to some and 120,005 to nobody: without 零 or a unit of its own it is not read.
    elliptic = total and len(section) == 1 and section[0] not in _SMALL
    return None if rest is None or elliptic else total + rest


def _section(tokens: list[str]) -> Decimal | None:
    """What stands in front of 万 or 亿, or behind them: up to thousands."""
    total = Decimal(0)
    digit: Decimal | None = None
    last_unit, zero = Decimal(10_000), False
    for position, token in enumerate(tokens):
        unit = _SMALL.get(token)
        if unit is None:
            zero = token in ("零", "〇")
            if digit is not None:
                return None
            digit = None if zero and len(tokens) > 1 else Decimal(_DIGITS.get(token, 0) if token in _DIGITS else token)
            continue
        if unit >= last_unit or (digit is None and (position or token not in _BARE)):
            return None
        total, digit, last_unit, zero = total + (Decimal(1) if digit is None else digit) * unit, None, unit, False
    if digit is not None and last_unit in (_SMALL["百"], _SMALL["千"]) and not _after_zero(tokens):
        return None
    return None if not tokens or (zero and len(tokens) > 1) else total + (digit or 0)


def _after_zero(tokens: list[str]) -> bool:
    """Whether the last digit stands behind a zero: 一百零二 is 102, 一百二 is not said clearly."""
    return len(tokens) > 1 and tokens[-2] in ("零", "〇")
