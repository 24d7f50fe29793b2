"""Rows of a table that are no item: notes and signatures below it, and rows that number its columns."""

import re
import unicodedata
from collections.abc import Iterable

from starcli.excel.layouts.form import TOTAL_WORDS, normalised

_NOTE = re.compile(r"(?:备?注|说明|填[表报写]说明|注意事项|附注|notes?|remarks?)\s*(?:[:：]|\d|$)", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"[^:：]{0,12}(?:人|员|书记|主任|领导|电话|日期|时间|盖章|公章|签字|签名|签章|审核|复核|核验|审批|意见|单位"
    r"|by|date|phone|signature|signed)\s*(?:[(（][^()（）]*[)）])?\s*[:：]",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[(（](?:盖章|签字|签名|签章|公章)[)）]|第\s*\d+\s*页|共\s*\d+\s*页")
_ORDINALS = "甲乙丙丁戊己庚辛壬癸"
_ORDINAL = re.compile(r"[(（]?(?:\d{1,2}|[甲乙丙丁戊己庚辛壬癸]|[A-Z])[)）]?")


def is_note(text: str) -> bool:
    """Whether a text begins a note or a line of signatures, which end a table: `注：…`, `填报人：…　审核：…`."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return bool(_NOTE.match(plain) or _SIGNATURE.match(plain) or _SIGNED.search(plain))


def is_total(texts: Iterable[str]) -> bool:
    """Whether one of the texts says that a row adds up others."""
    return any(word in normalised(text) for text in texts for word in TOTAL_WORDS)


def is_numbering(texts: Iterable[str]) -> bool:
    """Whether a row only numbers the columns: `甲 | 乙 | 1 | 2 | 3`."""
    filled = [text for text in texts if text]
    if len(filled) < 3 or not all(map(_ORDINAL.fullmatch, filled)):  # noqa: PLR2004 fewer could be a row of answers
        return False
    bare = [text.strip("()（）") for text in filled]
    letters = [text for text in bare if not text.isdigit()]
    numbers = [int(text) for text in bare if text.isdigit()]
    in_order = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
    return bool(letters) and letters == sorted(letters, key=_rank) and in_order and len(set(bare)) == len(bare)


def _rank(letter: str) -> int:
    return _ORDINALS.index(letter) if letter in _ORDINALS else ord(letter)
