"""What the words of a plan are worth: whether they say anything, and what of them stands in another plan as well.

A Chinese character and an English word are a letter each, so that both languages are measured alike.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

_CLAUSE = re.compile(r"[,.;:!?，。；：！？、\n·•|/]+(?!\d)")
_LETTER = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]|[a-z][a-z'’-]*", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"「『《‘][^”\"」』》’]{2,}[”\"」』》’]")
_NUMERAL = "[一二两三四五六七八九十百千万几半]"
_MEASURES = (
    "次|场|名|人|位|户|个|项|件|处|家|份|起|条|期|轮|遍|支|间|套|台|元|万元|天|日|周|旬|月|季|年|小时|分钟|公里|亩"
    "|平方米|%"
)
_FIGURE = re.compile(rf"\d|百分之|{_NUMERAL}+(?:{_MEASURES})")
_WHEN = re.compile(
    r"每(?:天|日|周|旬|月|季|年|半年|半月|户|人|村|组|网格)|逐(?:户|人|项|日|月|条)|[上下]半年|[年月季]度?[底末内]|当(?:天|日|月|季|年)"
    r"|\b(?:daily|weekly|monthly|quarterly|yearly|(?:every|each) (?:day|week|month|quarter|year|household|grid))\b",
    re.IGNORECASE,
)
_SAYS_SOMETHING = 4
"""Letters that a clause has at least to be more than a connecting word; an English word counts twice."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text between two signs."""

    text: str
    empty: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        """Whether a thing is said in it: it is more than a connecting word, and has none of the empty words."""
        weight = sum(2 if letter.isascii() else 1 for letter in _LETTER.findall(self.text))
        return not self.empty and weight >= _SAYS_SOMETHING


def empty_words_of(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """The empty words of a text that holds nothing else; none where it says something, or has none of them.

    A text says something by a figure, a date, a name in quotation marks, or a clause without an empty word.
    """
    plain = unicodedata.normalize("NFKC", text)
    if _FIGURE.search(plain) or _WHEN.search(plain) or _QUOTED.search(text):
        return ()
    clauses = [Clause(part, _held(part, words)) for part in _CLAUSE.split(plain) if part.strip()]
    if any(clause.says_something for clause in clauses):
        return ()
    return tuple(dict.fromkeys(word for clause in clauses for word in clause.empty))


def _held(part: str, words: Iterable[str]) -> tuple[str, ...]:
    """The empty words of a clause; an English one only as a whole word."""
    lower = part.lower()
    return tuple(
        word for word in words if (re.search(rf"\b{re.escape(word)}\b", lower) if word.isascii() else word in lower)
    )


@dataclass(frozen=True, slots=True)
class Lettered:
    """The letters of a text in their order, without figures and signs, and where its clauses begin among them."""

    letters: tuple[str, ...]
    starts: tuple[int, ...]

    def without(self, known: Iterable[tuple[str, ...]]) -> tuple["Lettered", ...]:
        """What is left between passages that are known already."""
        gone: set[int] = set()
        for passage in known:
            length = len(passage)
            for at in range(len(self.letters) - length + 1 if length else 0):
                if self.letters[at : at + length] == passage:
                    gone.update(range(at, at + length))
        if not gone:
            return (self,)
        edges = [at for at in range(len(self.letters)) if at not in gone and (not at or at - 1 in gone)]
        return tuple(self._from(edge, gone) for edge in edges)

    def _from(self, first: int, gone: Collection[int]) -> "Lettered":
        last = next((at for at in range(first, len(self.letters)) if at in gone), len(self.letters))
        starts = {0, *(start - first for start in self.starts if first <= start < last)}
        return Lettered(self.letters[first:last], tuple(sorted(starts)))


def lettered(text: str, aside: Iterable[str] = ()) -> Lettered:
    """A text as letters, the given names left out."""
    plain = unicodedata.normalize("NFKC", text).lower()
    for name in aside:
        plain = plain.replace(name, " ")
    letters: list[str] = []
    starts: list[int] = []
    for clause in _CLAUSE.split(plain):
        held = _LETTER.findall(clause)
        if held:
            starts.append(len(letters))
            letters += held
    return Lettered(tuple(letters), tuple(starts))


def joined(letters: Sequence[str]) -> str:
    """Letters as a text again: English words with spaces between them."""
    shown = ""
    for letter in letters:
        shown += f" {letter}" if shown and letter.isascii() and shown[-1].isascii() else letter
    return shown
