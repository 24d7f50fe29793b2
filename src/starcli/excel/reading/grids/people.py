"""A cell for a person -> who it names: cleaned of telephone numbers and remarks, empty for nobody.

Names are kept to tell people apart; a cell that only says that there is somebody, by a tick or a number of people, is
read as such. What says that a post is vacant is nobody: words for it are many.
"""

import re
import unicodedata
from dataclasses import dataclass

from starcli.core.grids.people import BETWEEN, NAMELESS
from starcli.core.words import NO_WORDS, NONE_WORDS, NOT_APPLICABLE_WORDS, YES_WORDS, is_pending
from starcli.excel.layouts.form import normalised

_DIGITS = re.compile(r"\+?\d[\d\s-]*\d", re.ASCII)
_SHORTEST_PHONE = 5
_CERTAIN = re.compile(r"(?<!\d)(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]?\d{7,8})(?!\d)", re.ASCII)
"""What is a telephone number wherever it stands: other texts have figures of their own."""
_LABEL = re.compile(r"(?:联系)?电话[:：]?|手机号?码?[:：]?|短号[:：]?", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_BETWEEN = re.compile(r"[、,，;；/|\n]+(?![^(\[【]*[)\]】])")
"""Signs between people; those within brackets tell of one of them."""
_COUNT = re.compile(r"(\d{1,3})\s*[名人个位]?", re.ASCII)
_VACANT = re.compile(
    r"(?:暂时?)?(?:空缺|缺|缺岗|缺位|缺额|缺员|缺\d.*|空|无人?)|暂[缺无]|(?:待|拟|未|尚未|暂未|没有?)(?:配|补|聘|招|定|任|安排|落实|明确|到位).*"
    r"|兼|代|兼任|代理|暂代|临时|空岗|vacant|vacancy|none|nobody|no one",
    re.IGNORECASE,
)
_GONE = re.compile(r"空缺|暂缺|缺岗|离职|辞职|调离|退休|已故|待补|vacant", re.IGNORECASE)
_SOMEBODY = (*YES_WORDS, "已配", "已配备", "配备", "到位", "已到位", "齐", "√", "✔", "对")
_DITTO = ("同上", "〃", "″", '"', "ditto", "same")
_NO_PARTY = re.compile(
    r"无(?:党组织|党支部|党小组|支部|小组)?|(?:未|尚未|暂未|没有?|待|拟)(?:单独)?(?:建|成立|组建|设).*", re.IGNORECASE
)
_TAIL = re.compile(r"(?<=..)兼任?$")
_HAN = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Named:
    """Who a cell names, as a ledger keeps it, and whether a telephone number stood in it."""

    text: str
    phone: bool = False


def read_people(text: str, above: str = "") -> Named:
    """Whom a cell names; `above` is who was named one row higher, whom a ditto mark means."""
    plain, phone = _without_phones(text)
    if not plain or _is_nobody(plain):
        return Named("", phone)
    if normalised(plain) in _DITTO:
        return Named(above, phone)
    count = _COUNT.fullmatch(plain)
    if count is not None:
        return Named(NAMELESS if int(count[1]) else "", phone)
    if normalised(plain) in _SOMEBODY:
        return Named(NAMELESS, phone)
    people = [person for part in _parts(plain) if (person := _person(part))]
    return Named(BETWEEN.join(dict.fromkeys(people)), phone)


def read_party_group(text: str) -> Named:
    """What a grid's Party group is called; empty where it has none."""
    plain, phone = _without_phones(text)
    word = normalised(plain)
    if not word or _NO_PARTY.fullmatch(word) or _is_nobody(plain):
        return Named("", phone)
    return Named(NAMELESS if word in _SOMEBODY or word in ("已建", "已建立", "已成立") else plain, phone)


def read_words(text: str) -> Named:
    """Any other text, without telephone numbers."""
    return _cleaned(text, _CERTAIN.sub(" ", text))


def _without_phones(text: str) -> tuple[str, bool]:
    """A text in half width without any run of digits that could be a telephone number, and whether there was one."""
    folded = unicodedata.normalize("NFKC", text).strip()
    cleaned = _cleaned(folded, _DIGITS.sub(_unless_phone, folded))
    return cleaned.text, cleaned.phone


def _unless_phone(match: re.Match[str]) -> str:
    return " " if sum(character.isdigit() for character in match[0]) >= _SHORTEST_PHONE else match[0]


def _cleaned(text: str, left: str) -> Named:
    """What is left of a text from which numbers were taken, without the words that introduced them."""
    if left == text:
        return Named(text.strip())
    bare = re.sub(r"[(（]\s*[)）]", "", _LABEL.sub(" ", left))
    return Named(bare.strip(" ,;/、，；:："), phone=True)


def _is_nobody(plain: str) -> bool:
    word = normalised(plain)
    blank = word in NOT_APPLICABLE_WORDS or word in NO_WORDS or word in NONE_WORDS
    return blank or bool(_VACANT.fullmatch(word)) or (is_pending(word) and word not in _DITTO)


def _parts(plain: str) -> list[str]:
    """The people of a text: with signs between them, or with spaces between names of more than one character."""
    parts: list[str] = []
    for part in _BETWEEN.split(plain):
        words = part.split()
        apart = len(words) > 1 and all(len(word) > 1 or not _HAN.fullmatch(word) for word in words)
        parts += words if apart and _HAN.search(part) else [" ".join(words)]
    return parts


def _person(part: str) -> str:
    """One person without remarks; empty for nobody."""
    if any(_GONE.search(bracket) for bracket in _BRACKETED.findall(part)):
        return ""
    name = _TAIL.sub("", _BRACKETED.sub("", part).strip())
    name = "".join(name.split()) if _HAN.search(name) else name
    return "" if not name or _is_nobody(name) or _GONE.fullmatch(name) else name
