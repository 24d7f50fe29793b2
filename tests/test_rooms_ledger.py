"""Rows of a ledger made into rooms: parts of one room together, and what cannot be right left out with a finding."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from sheets import found

from starcli.core.findings import Location, Read
from starcli.core.rooms.ledger import StateWords, rooms_of
from starcli.core.rooms.room import Room, RoomRow
from starcli.excel.layouts.rooms import IN_USE, NOT_FREE, PARTLY

WORDS = StateWords(NOT_FREE, IN_USE, PARTLY)
COLUMNS = ("address", "idle", "state", "given_to", "given_area")


def row(number: int, **more: object) -> RoomRow:
    """A row of a ledger: a room of which all is idle."""
    places = {
        column: Location("r.xlsx", "s", f"{letter}{number}") for column, letter in zip(COLUMNS, "BFGHI", strict=True)
    }
    known = RoomRow(Location("r.xlsx", "s", f"A{number}"), str(number), "滨江路1号", "国资公司", places=places)
    filled = {"built": Decimal(900), "idle": Decimal(800), **more}
    return replace(known, **filled)  # type: ignore[arg-type]  # the test names fields of several types


def rooms(*rows: RoomRow) -> Read[tuple[Room, ...]]:
    """The rooms of some rows."""
    return rooms_of(rows, WORDS)


def left(read: Read[tuple[Room, ...]]) -> list[str]:
    """What may be given of each room."""
    return [str(room.free) for room in read.value]


def test_parts_of_a_room_are_one_room() -> None:
    """Rows of one room are what was given of it; the rest may be given still."""
    read = rooms(
        row(1, given_to="甲社区", given_area=Decimal(300)),
        row(2, given_to="乙社区", given_area=Decimal(200)),
        row(3, address="别处", idle=Decimal(50)),
    )
    assert (read.findings, left(read)) == ((), ["300", "50"])
    assert [(one.to, str(one.area)) for one in read.value[0].allotments] == [("甲社区", "300"), ("乙社区", "200")]


@pytest.mark.parametrize(
    ("rows", "free", "expected"),
    [
        ([row(1), row(2)], ["800"], [("B2", "room-repeated")]),
        ([row(1, given_to="甲", given_area=Decimal(800)), row(2)], ["0"], [("B2", "room-repeated")]),
        ([row(1), row(2, owner="别人")], ["800", "800"], []),
        ([row(1, address="")], [], [("B1", "room-address-missing")]),
        ([row(1, idle=None)], [], [("F1", "room-idle-missing")]),
        ([row(1, idle=Decimal(901))], [], [("F1", "room-idle-above-built")]),
        ([row(1, built=None)], ["800"], []),
        ([row(1, idle=Decimal(0))], ["0"], []),
        ([row(1, given_to="甲", given_area=Decimal(801))], ["0"], [("I1", "room-given-beyond-idle")]),
        ([row(1, given_to="甲")], ["0"], [("I1", "room-given-area-assumed")]),
        ([row(1, given_area=Decimal(100))], ["700"], [("H1", "room-given-to-nobody")]),
        (
            [row(1, given_to="甲", given_area=Decimal(300)), row(2, given_to="乙")],
            ["0"],
            [("I2", "room-given-area-assumed")],
        ),
        (
            [row(1, given_to="甲"), row(2, given_to="乙")],
            ["0"],
            [("I1", "room-given-area-unknown"), ("I2", "room-given-area-unknown")],
        ),
        ([row(1, given_to="甲", given_area=Decimal(300), proposed=True)], ["800"], []),
    ],
)  # fmt: skip
def test_what_is_odd_about_rooms(rows: Sequence[RoomRow], free: list[str], expected: list[tuple[str, str]]) -> None:
    """A room counts once; what nobody can be sure of is not given away, and is named with its cell."""
    read = rooms(*rows)
    assert (left(read), found(read.findings)) == (free, expected)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("闲置", None), ("", None), ("腾空待用", None), ("部分在用", None), ("出租，2022年9月到期", None),
        ("在用", "room-in-use"), ("出租中", "room-in-use"), ("D级危房", "room-not-usable"),
        ("拟拆除", "room-not-usable"), ("闲置危房", "room-not-usable"), ("To be demolished", "room-not-usable"),
    ],
)  # fmt: skip
def test_rooms_that_nobody_can_have(state: str, code: str | None) -> None:
    """A dangerous room is given to nobody, one that somebody has neither, unless the words say that a part is idle."""
    read = rooms(row(1, state=state))
    assert [one.code for one in read.findings] == ([code] if code else [])
    assert left(read) == (["0"] if code else ["800"])


def test_the_condition_of_a_room_that_is_given_away_says_nothing() -> None:
    """Of a room with nothing left it does not matter who is in it."""
    assert rooms(row(1, state="在用", given_to="甲", given_area=Decimal(800))).findings == ()
