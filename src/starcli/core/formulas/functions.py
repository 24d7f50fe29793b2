"""Pieces of formulas that Excel 2007, WPS and LibreOffice understand alike."""

import re
from collections.abc import Iterable

SHARED_FUNCTIONS = frozenset({
    "ABS", "AND", "CHOOSE", "COUNTIF", "FIND", "IF", "IFERROR", "INDEX", "INT", "ISERROR", "ISLOGICAL",
    "ISNUMBER", "LEFT", "LEN", "MATCH", "MAX", "MID", "MIN", "MOD", "N", "NOT", "OR", "REPT", "RIGHT", "ROUND",
    "SUBSTITUTE", "SUM", "SUMIF", "SUMPRODUCT", "TRIM", "VALUE",
})  # fmt: skip
"""What formulas may call: known since Excel 2007, never volatile, without wildcards that texts could hold."""

YES, NO = "1=1", "1=0"
"""True and false: programs write the names of these values in several ways."""

_CALL = re.compile(r"([A-Za-z_][\w.]*)\s*\(")
_LITERAL = re.compile(r'"(?:[^"]|"")*"')
_LONGEST_LITERAL = 250
_LONGEST = 8000


def is_shared(formula: str) -> bool:
    """Whether a formula calls nothing but `SHARED_FUNCTIONS` and is short enough for Excel."""
    calls = {name.upper() for name in _CALL.findall(_LITERAL.sub('""', formula))}
    return calls <= SHARED_FUNCTIONS and len(formula) <= _LONGEST


def quoted(text: str) -> str:
    """A text as a literal; Excel takes 255 characters in one, so a longer text is joined."""
    parts = [text[at : at + _LONGEST_LITERAL] for at in range(0, len(text), _LONGEST_LITERAL)] or [""]
    return "&".join('"{}"'.format(part.replace('"', '""')) for part in parts)


def every(tests: Iterable[str]) -> str:
    """All of some tests; true without any."""
    found = tuple(tests)
    if len(found) == 1:
        return found[0]
    return f"AND({','.join(found)})" if found else YES


def some(tests: Iterable[str]) -> str:
    """At least one of some tests; false without any."""
    found = tuple(tests)
    if len(found) == 1:
        return found[0]
    return f"OR({','.join(found)})" if found else NO


def chosen(index: str, choices: Iterable[str]) -> str:
    """The choice at an index that counts from 1."""
    return f"CHOOSE({index},{','.join(choices)})"


def first_true(cases: Iterable[tuple[str, str]], otherwise: str) -> str:
    """The result of the first test that is true, as nested IFs."""
    result = otherwise
    for test, value in reversed(tuple(cases)):
        result = f"IF({test},{value},{result})"
    return result


def cleaned(cell: str) -> str:
    """The text of a cell without spaces around it, the wide and the unbreakable ones too."""
    return f'TRIM(SUBSTITUTE(SUBSTITUTE({cell},"\u3000"," "),"\u00a0"," "))'


def one_of(text: str, words: Iterable[str]) -> str:
    """Whether a text is one of some words, in whatever case; a comparison knows no wildcards, as a look-up would."""
    listed = ",".join(quoted(word) for word in words)
    return f"SUMPRODUCT(--({text}={{{listed}}}))>0"


def joined(pieces: Iterable[str]) -> str:
    """Texts one after the other."""
    return "&".join(pieces) or '""'
