"""Codes and names of units as people type them -> one spelling, so that they can be compared."""

import re

from starcli.core.findings import Location, Read, finding

_EXPONENT = re.compile(r"\d+(?:\.\d+)?[eE]\+?\d+", re.ASCII)
_ASIDE = " \u3000\u00a0'‘’`\"“”"
_INNER_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_BRACKETS = str.maketrans("（）", "()")
# Official lists print a character that a font lacks in its parts, the first of which is a radical: （氵甸）.
_IN_PARTS = re.compile(r"[（(][氵亻扌艹忄讠钅纟犭礻衤饣阝宀冫疒木口土女火王石虫鱼鸟山日月][^()（）]{1,2}[)）]")
_SUPPLEMENTARY = "\U00010000"
_PRIVATE = ("\ue000", "\uf8ff")
_LOST = "□�"


def read_code(text: str, location: Location) -> Read[str]:
    """A unit's code without the signs around it; empty where digits were lost."""
    if _EXPONENT.fullmatch(text):
        return Read("", (finding("code-lost-precision", location, text=text),))
    code = text.strip(_ASIDE)
    if code == text:
        return Read(code)
    return Read(code, (finding("code-mended", location, text=text, code=code),))


def read_name(text: str, location: Location) -> Read[str]:
    """A name without spaces between Chinese characters, its brackets half-width.

    One with a rare character is kept as it is.
    """
    if _IN_PARTS.search(text) or any(map(_is_rare, text)):
        return Read(text, (finding("name-with-rare-character", location, text=text),))
    return Read(_INNER_SPACE.sub("", text.strip()).translate(_BRACKETS))


def _is_rare(character: str) -> bool:
    """Whether a character is one that many a font and programme does not have."""
    return character >= _SUPPLEMENTARY or _PRIVATE[0] <= character <= _PRIVATE[1] or character in _LOST
