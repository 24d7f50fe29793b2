"""Text that forms say of units, as it may stand on a page that everybody sees."""

import re

from starcli.core.areas import is_area_code
from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.text import CONTROLS

# As long as a telephone number: what somebody typed behind a name is not for everybody.
_LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}")
_UNSEEN = dict.fromkeys((*CONTROLS, *range(0xD800, 0xE000)), " ")
_LONGEST = 60


def public(text: str) -> str:
    """A name without control characters and long numbers, and no longer than a line."""
    shown = _LONG_NUMBER.sub("…", text.translate(_UNSEEN)).strip()
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def public_code(unit: Unit) -> str:
    """The code of a unit where it is that of an area; any other long number might be somebody's."""
    return unit.code if is_area_code(unit.code) else public(unit.code)


def public_name(member: Member) -> str:
    """What a unit is called; empty where nobody says whose form it is, and only its file has a name."""
    unit = member.unit
    known = member.state == "missing" or unit.code or unit.kind or unit.town or unit.county
    return public(unit.name) if known else ""
