"""What the form's formulas make of a typed cell, and the same in Python.

They know numbers, digits typed as text, the words for levels and for what does not apply, and blanks. The reader of
returned forms knows many more spellings; a cell that only it can read counts as unreadable until then.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from starcli.core.filling import Filled, Question
from starcli.core.formulas.functions import YES, cleaned, first_true, one_of
from starcli.core.model import Fact
from starcli.core.numbers import plain
from starcli.core.scheme import Indicator
from starcli.core.words import (
    LOOSE_LEVEL_WORDS,
    NO_WORDS,
    NONE_WORDS,
    NOT_APPLICABLE_WORDS,
    PENDING_WORDS,
    YES_WORDS,
)

BLANK, NOT_APPLICABLE, UNREADABLE, USABLE = range(4)
"""States of a cell; where levels are asked for, `USABLE` is the first of them and each further one is one more."""

_WIDE = {ord(c): chr(ord(c) + 0xFEE0) for c in "-/\\"}
_NOT_APPLICABLE = tuple(sorted({*NOT_APPLICABLE_WORDS, *(w.translate(_WIDE) for w in NOT_APPLICABLE_WORDS)}))
_DIGITS = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_DECIMAL_SIGN = "MID(1/2,2,1)"
"""What a spreadsheet writes between units and tenths where it runs: `VALUE` reads that and nothing else."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What may stand in a cell: the words for each level, the best first; without any, a number."""

    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_yes_no: bool = False


def kind_of(question: Question) -> Kind:
    """What may stand in the cells of a question."""
    return Kind() if isinstance(question.asked, Fact) else kind_of_indicator(question.asked)


def kind_of_indicator(indicator: Indicator) -> Kind:
    """What an indicator's value may be when it is typed itself."""
    definition = indicator.definition
    if definition.type == "yes-no":
        no = tuple(dict.fromkeys((*NO_WORDS, *NONE_WORDS)))
        return Kind((("yes", YES_WORDS), ("no", no)), is_yes_no=True)
    named = {
        level.id: tuple(dict.fromkeys((level.id, *level.name.wordings, *level.aliases))) for level in definition.levels
    }
    return Kind(tuple((level, (*words, *_loose(words, named.values()))) for level, words in named.items()))


def _loose(words: tuple[str, ...], all_words: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Words of another scale that are taken for this level."""
    known = {word for each in all_words for word in each}
    return tuple(word for word, like in LOOSE_LEVEL_WORDS.items() if like in words and word not in known)


def state_formula(cell: str, kind: Kind) -> str:
    """The state of a cell."""
    text = cleaned(cell)
    absent = [
        (one_of(text, _NOT_APPLICABLE), str(NOT_APPLICABLE)),
        (one_of(text, PENDING_WORDS), str(BLANK)),
    ]
    levels = [(one_of(text, words), str(USABLE + place)) for place, (_, words) in enumerate(kind.levels)]
    words = first_true([(f'{text}=""', str(BLANK)), *levels, *absent], str(UNREADABLE))
    cases = [(f"ISERROR({cell})", str(UNREADABLE))]
    if kind.is_yes_no:
        cases.append((f"ISLOGICAL({cell})", f"IF({cell},{USABLE},{USABLE + 1})"))
    elif not kind.levels:
        cases.append((f"ISLOGICAL({cell})", str(UNREADABLE)))
        cases.append((f"ISNUMBER({cell})", str(USABLE)))
    return first_true(cases, words)


def state_of(raw: Filled | None, kind: Kind) -> int:
    """The state of a cell with this content."""
    if isinstance(raw, Decimal | int) and not kind.levels:
        return USABLE
    text = clean(raw)
    if not text:
        return BLANK
    for place, (_, words) in enumerate(kind.levels):
        if is_one_of(text, words):
            return USABLE + place
    if is_one_of(text, _NOT_APPLICABLE):
        return NOT_APPLICABLE
    return BLANK if is_one_of(text, PENDING_WORDS) else UNREADABLE


def clean(raw: Filled | None) -> str:
    """The text of a cell as `cleaned` leaves it."""
    text = plain(Decimal(raw)) if isinstance(raw, Decimal | int) else raw or ""
    return " ".join(part for part in text.replace("\u3000", " ").replace("\u00a0", " ").split(" ") if part)


def is_one_of(text: str, words: Iterable[str]) -> bool:
    """Whether a text is one of some words, in whatever case."""
    return text.lower() in {word.lower() for word in words}


def digits_formula(text: str) -> str:
    """The number that a cell with a text spells in plain digits; an empty text for any other."""
    signs = ",".join(f'"{sign}"' for sign in "0123456789.-")
    plain = (
        f'SUMPRODUCT(LEN({text})-LEN(SUBSTITUTE({text},{{{signs}}},"")))=LEN({text}),'
        f'ISERROR(FIND("-",{text},2)),LEN({text})-LEN(SUBSTITUTE({text},".",""))<2,'
        f'LEFT({text},1)<>".",LEFT({text},2)<>"-.",RIGHT({text},1)<>"."'
    )
    return f'IF(AND({plain}),IFERROR(VALUE(SUBSTITUTE({text},".",{_DECIMAL_SIGN})),""),"")'


def number_of(raw: Filled | None) -> Decimal | None:
    """The number that a cell holds, or spells in plain digits."""
    if isinstance(raw, Decimal | int):
        return Decimal(raw)
    text = clean(raw)
    return Decimal(text) if _DIGITS.fullmatch(text) else None


def count_formula(cell: str) -> str:
    """How often an adjustment applies: a whole number, 1 for yes, 0 for no; an empty text for anything else."""
    text = cleaned(cell)
    words = [(one_of(text, YES_WORDS), "1"), (one_of(text, (*NO_WORDS, *NONE_WORDS)), "0")]
    cases = [
        (f"ISERROR({cell})", '""'),
        (f"ISLOGICAL({cell})", f"IF({cell},1,0)"),
        (f"ISNUMBER({cell})", f'IF(AND({cell}>=0,{cell}=INT({cell})),{cell},"")'),
    ]
    return first_true([*cases, *words], '""')


def count_of(raw: Filled | None) -> Decimal | None:
    """The count that a cell with this content stands for; None for anything else."""
    if isinstance(raw, Decimal | int):
        return Decimal(raw) if raw >= 0 and raw == int(raw) else None
    text = clean(raw)
    if is_one_of(text, YES_WORDS):
        return Decimal(1)
    return Decimal(0) if is_one_of(text, (*NO_WORDS, *NONE_WORDS)) else None


def reason_formula(mark: str, remarks: str) -> str:
    """Whether a row says why it does not apply: under remarks, or beside the mark."""
    no_reason = one_of(cleaned(mark), (*NO_WORDS, *YES_WORDS, *_NOT_APPLICABLE))
    return f'IFERROR(OR({cleaned(remarks)}<>"",AND({cleaned(mark)}<>"",NOT({no_reason}))),{YES})'


def mark_formula(mark: str) -> str:
    """Whether a cell claims that a row does not apply."""
    text = cleaned(mark)
    return f'IFERROR(AND({text}<>"",NOT({one_of(text, NO_WORDS)})),{YES})'


def mark_of(raw: str) -> tuple[bool, str]:
    """Whether a mark claims that a row does not apply, and the reason if it gives one."""
    text = clean(raw)
    if not text or is_one_of(text, NO_WORDS):
        return False, ""
    return True, "" if is_one_of(text, (*YES_WORDS, *_NOT_APPLICABLE)) else text
