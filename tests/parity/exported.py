"""Sheets as LibreOffice writes them as text: every text in quotes, every number bare, with up to 15 digits."""

import re
from pathlib import Path

FILTER = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,true,true,false,false,false,-1"
"""Fields between tabs, texts in quotes, UTF-8, numbers as they are and not as they are shown, a file for each sheet."""

_FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)')
DIGITS = 15
_LONG, _LAST = 1e12, 1e-14

Result = float | str
"""A number, or a text; a truth or an error is the text that stands for it."""
_TRUTHS = ("TRUE", "FALSE")


def rows(path: Path, decimal_sign: str = ".") -> list[list[Result]]:
    """The rows of a sheet; a cell without anything in it is an empty text. Raises `ValueError` for what is neither."""
    text = path.read_text(encoding="utf-8")
    found: list[list[Result]] = [[]]
    at = 0
    while at < len(text):
        match = _FIELD.match(text, at)
        if match is None:
            raise ValueError(text[at : at + 40])
        quoted, bare, end = match.groups()
        if quoted is not None:
            found[-1].append(quoted.replace('""', '"'))
        else:
            found[-1].append(float(bare.replace(decimal_sign, ".")) if bare and bare not in _TRUTHS else bare)
        if end == "\n":
            found.append([])
        at = match.end()
    return found


def same(expected: float, found: float) -> bool:
    """Whether two numbers are the same in all digits that an exported sheet gives.

    One that would need more digits than a spreadsheet has, from 10^12 on, may differ in the last of them.
    """
    wanted = float(f"{expected:.{DIGITS}g}")
    return found == wanted or (abs(wanted) >= _LONG and abs(found - wanted) <= abs(wanted) * _LAST)
