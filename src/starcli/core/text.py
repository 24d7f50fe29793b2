"""Text that a person reads, in every language the toolkit speaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
FormLanguage = Literal["zh", "en", "both"]
"""What a form can be written in: one language, or both beside each other."""
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_LONGEST = 500
_SHORT, _BREAK = 16, "\n"
CONTROLS = (*range(32), *range(127, 160), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""What would break a line, move a terminal's cursor or turn the order of the text that follows."""
_UNSEEN = dict.fromkeys(CONTROLS, "\ufffd") | {ord("\n"): "↵", ord("\r"): "", ord("\t"): " "}


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in Chinese and English."""

    zh: str
    en: str

    def __getitem__(self, language: FormLanguage) -> str:
        """The wording in one language; in both, on one line where the Chinese is short, else below each other."""
        if language == "both":
            return self.zh if self.zh == self.en else f"{self.zh}{' ' if len(self.zh) < _SHORT else _BREAK}{self.en}"
        return self.zh if language == "zh" else self.en

    @property
    def wordings(self) -> tuple[str, str, str]:
        """Every way in which it may stand in a form."""
        return (self.zh, self.en, self["both"])

    def format(self, **details: object) -> "Text":
        """The wording with its placeholders filled in; a `Text` among the details follows the language."""
        return Text(*(self[language].format(**_spoken(details, language)) for language in LANGUAGES))

    @classmethod
    def same(cls, wording: str) -> "Text":
        """A wording that both languages share, such as a number or a code."""
        return cls(wording, wording)


def _spoken(details: dict[str, object], language: Language) -> dict[str, object]:
    return {key: value[language] if isinstance(value, Text) else value for key, value in details.items()}


def listed(texts: "tuple[Text, ...] | list[Text]") -> Text:
    """Several wordings as one list: `甲、乙` and `a, b`."""
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


def shortened(names: Sequence[str], most: int) -> Text:
    """So many of some names as one list, with a sign that there are more: `甲、乙 …` and `a, b …`."""
    shown = listed([Text.same(name) for name in names[:most]])
    return Text(f"{shown.zh} …", f"{shown.en} …") if len(names) > most else shown


def counted(number: int, noun: str) -> str:
    """A number with an English noun: `1 gate`, `2 gates`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def one_line(text: str) -> str:
    """A text as it can stand in a sentence: on one line, without control characters, of a length that people read."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return shown.translate(_UNSEEN)
