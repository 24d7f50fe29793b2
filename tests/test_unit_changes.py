"""Who came, went, and became something else between two seasons."""

from collections.abc import Sequence

import pytest

from starcli.core.assessment import Unit
from starcli.core.everyone import Member, State
from starcli.core.findings import NOWHERE
from starcli.core.racing.unit_changes import unit_changes


def member(text: str) -> Member:
    """`rated 1 甲村 village default 乙镇`: state, code (a dash for none), name, kind, profile, town."""
    state, code, name, kind, profile, town = text.split()
    states: dict[str, State] = {"rated": "rated", "unrated": "unrated", "missing": "missing"}
    unit = Unit("" if code == "-" else code, name, kind, profile, town)
    return Member(unit, states[state], NOWHERE)


ONE = "rated 1 甲村 village default 乙镇"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([ONE], [ONE], []),
        ([], [ONE], [("new", "甲村")]),
        ([ONE], [], [("gone", "甲村")]),
        ([ONE], ["missing 1 甲村 village default 乙镇"], [("gone", "甲村")]),
        (["missing 1 甲村 village default 乙镇"], [ONE], [("new", "甲村")]),
        (["unrated 1 甲村 village default 乙镇"], [ONE], []),
        ([ONE], ["rated 1 甲社区 community default 乙镇"], [("kind", "甲社区"), ("name", "甲社区")]),
        ([ONE], ["rated 1 甲村 village mountain 乙镇"], [("profile", "甲村")]),
        ([ONE], ["rated 1 甲村 village default 丙镇"], [("place", "甲村")]),
        ([ONE], ["rated - 甲村 village default 乙镇"], [("new", "甲村"), ("gone", "甲村")]),
        ([], ["unrated - 甲村自评表 - - -"], []),
    ],
    ids=[
        "nothing", "new", "gone", "silent", "first form", "unrated before", "another kind and name", "another profile",
        "another town", "another code", "an unreadable workbook is nobody's",
    ],
)  # fmt: skip
def test_what_became_of_a_unit(before: Sequence[str], after: Sequence[str], expected: list[tuple[str, str]]) -> None:
    """Units are known by their codes, whatever else changes."""
    found = unit_changes(map(member, before), map(member, after))
    assert [(change.sort, change.unit.name) for change in found] == expected


def test_a_unit_known_from_an_earlier_season_is_back() -> None:
    """It was silent in between."""
    assert [change.sort for change in unit_changes([], [member(ONE)], {"1"})] == ["back"]
