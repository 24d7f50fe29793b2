"""Formulas as programs write them: compared by what they say, and moved to where their cells have gone."""

import re
from collections.abc import Callable

from starcli.excel.opening.book import address
from starcli.excel.returned.written import column_of, number_text

Place = tuple[str, int, int]
"""A sheet's name, empty for the formula's own, and zero-based row and column."""

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<range>(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^\W\d][\w.]*))!)?
        \$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>\d{1,7})(?::\$?(?P<column2>[A-Za-z]{1,3})\$?(?P<row2>\d{1,7}))?(?![\w(]))
    |(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
    |(?P<word>[^\W\d][\w.]*)
    |(?P<space>\s+)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_CONSTANTS = re.compile(r"\b(TRUE|FALSE)\(\)")


class Gone(Exception):  # noqa: N818 it is a fact about a cell, not a fault
    """A cell that a formula names is not there any more."""


def moved(formula: str, move: Callable[[Place], Place]) -> str:
    """A formula in one spelling, each of its cells where `move` says. Raises `Gone` where `move` does."""
    parts = []
    for token in _TOKEN.finditer(formula):
        if token["range"] is not None:
            parts.append(_moved_range(token, move))
        elif token["number"] is not None:
            parts.append(number_text(token["number"]))
        elif token["word"] is not None:
            parts.append(token["word"].upper())
        elif token["space"] is None:
            parts.append(token.group())
    return _CONSTANTS.sub(r"\1", "".join(parts))


def same_place(place: Place) -> Place:
    """For a formula whose cells have not moved."""
    return place


def _moved_range(token: re.Match[str], move: Callable[[Place], Place]) -> str:
    sheet = token["bare"] or (token["quoted"] or "").replace("''", "'")
    name, row, column = move((sheet, int(token["row"]) - 1, column_of(token["column"])))
    text = address(row, column)
    if token["column2"] is not None:
        _, last_row, last_column = move((sheet, int(token["row2"]) - 1, column_of(token["column2"])))
        text = f"{text}:{address(last_row, last_column)}"
    return f"{name}!{text}" if name else text
