"""Ledgers of rooms as people keep them: headings, measures, merged cells, totals, and everything odd in them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sheets import Rows, found, framework, write

from starcli.core.findings import Read
from starcli.core.rooms.ledger import StateWords, rooms_of
from starcli.core.rooms.room import RoomRow
from starcli.excel.reading.rooms import read_rooms

HEADINGS = (
    "| 序号 | 镇街 | 房屋坐落 | 产权单位 | 建筑面积 | 闲置面积 | 现状 | 调剂给(社区) | 调剂面积 | 移交日期 | 用途 |"
)


def read(tmp_path: Path, table: str | Rows, name: str = "台账") -> Read[tuple[RoomRow, ...] | None]:
    """What is read of a workbook with one sheet."""
    return read_rooms(write(tmp_path / "rooms.xlsx", {name: table}), framework())


def rows_of(read_: Read[tuple[RoomRow, ...] | None]) -> tuple[RoomRow, ...]:
    """Rows that were read."""
    assert read_.value is not None, read_.findings
    return read_.value


def areas(row: RoomRow) -> tuple[str | None, ...]:
    """The areas of a row as texts."""
    return tuple(None if area is None else str(area) for area in (row.built, row.idle, row.given_area))


def test_a_ledger_without_idle_areas_is_one_finding(tmp_path: Path) -> None:
    """That the column is not there is said once, at the headings, and not once for every room."""
    read_ = read(tmp_path, "| 房屋坐落 | 建筑面积 |\n| 甲 | 120 |\n| 乙 | 90 |\n| 丙 | 80 |")
    assert [(one.code, one.location.cell) for one in read_.findings] == [("rooms-no-idle-column", "A1")]
    assert rooms_of(rows_of(read_), StateWords((), (), ())) == Read((), ())


def test_a_ledger_in_the_usual_columns(tmp_path: Path) -> None:
    """Every column is read, dates and areas as such; what was given is known from what is not."""
    table = f"""
    | 闲置用房台账 | < | < | < | < | < | < | < | < | < | < |
    {HEADINGS}
    | 1 | 临江街道 | 滨江路1号 | 机关事务中心 | 1300 | 1260 | 在用 | 云溪社区 | 1260 | 2022年7月底 | 服务中心 |
    | 2 | 临江街道 | 滨江路9号 | 国资公司 | 980.5 | 480.5 | 闲置 | | | | |
    | 合计 | | | | 2280.5 | 1740.5 | | | 1260 | | |
    | 注：1.面积以产权证为准。 |
    """
    read_ = read(tmp_path, table)
    first, second = rows_of(read_)
    assert read_.findings == ()
    assert (first.number, first.town, first.address, first.owner) == ("1", "临江街道", "滨江路1号", "机关事务中心")
    assert (first.state, first.given_to, first.use) == ("在用", "云溪社区", "服务中心")
    assert (areas(first), areas(second)) == (("1300", "1260", "1260"), ("980.5", "480.5", None))
    assert (first.handed_over, first.is_given, second.is_given) == (date(2022, 7, 31), True, False)
    assert (first.location.cell, first.place("idle").cell) == ("A3", "F3")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["| 坐落 | 空置面积（㎡） |", "| 甲 | 120 |"], [("甲", "120")]),
        (["| 房屋地址 | 可调剂面积 |", "| 甲 | 120平方米 |"], [("甲", "120")]),
        (["| 单位：亩 | |", "| 位置 | 闲置面积 |", "| 甲 | 1.2 |"], [("甲", "800")]),
        (["| 位置 | 闲置面积(亩) |", "| 甲 | 1.2 |"], [("甲", "800")]),
        (["| 位置 | 闲置面积(亩) |", "| 甲 | 120㎡ |"], [("甲", "120")]),
        (["| Address | Idle area |", "| 甲 | 1,200 |"], [("甲", "1200")]),
        (["| 房屋情况 | < |", "| 坐落 | 闲置面积 |", "| 甲 | 5 |"], [("甲", "5")]),
        (["| 闲置情况 | < |", "| 坐落 | 面积 |", "| 甲 | 5 |"], [("甲", "5")]),
        (["| 坐落 | 闲置面积 |", "| 甲 | 5 |", "| 坐落 | 闲置面积 |", "| 乙 | 6 |"], [("甲", "5"), ("乙", "6")]),
        (["| 坐落 | 闲置面积 |", "| 甲 | 5 |", "---", "| 乙 | 6 |"], [("甲", "5"), ("乙", "6")]),
    ],
)
def test_headings_and_measures(tmp_path: Path, lines: list[str], expected: list[tuple[str, str]]) -> None:
    """Columns are known by many words, in one row or two; areas are in square metres whatever the form measures in."""
    rows = rows_of(read(tmp_path, "\n".join(lines)))
    assert [(row.address, str(row.idle)) for row in rows] == expected


def test_headings_of_two_rows(tmp_path: Path) -> None:
    """What stands below a heading for what was given is unit, area, day and use of that."""
    table = """
    | 填报单位：机关事务中心　单位：平方米 |
    | 序号 | 坐落 | 面积 | < | 调剂情况 | < | < | < |
    | ^ | ^ | 建筑面积 | 闲置面积 | 社区 | 面积 | 日期 | 用途 |
    | 1 | 甲 | 900 | 800 | 云溪社区 | 300 | 2022-11-20 | 食堂 |
    """
    (row,) = rows_of(read(tmp_path, table))
    assert (areas(row), row.given_to, row.use) == (("900", "800", "300"), "云溪社区", "食堂")
    assert row.handed_over == date(2022, 11, 20)


def test_cells_merged_over_the_parts_of_a_room(tmp_path: Path) -> None:
    """A room that was given to two stands in two rows: what is merged holds for both, and is added up once."""
    table = """
    | 坐落 | 闲置面积 | 调剂给 | 调剂面积 |
    | 甲 | 800 | 云溪社区 | 300 |
    | ^ | ^ | 桥头社区 | 500 |
    | 合计 | 800 | | 800 |
    """
    read_ = read(tmp_path, table)
    first, second = rows_of(read_)
    assert read_.findings == ()
    assert (first.address, first.idle) == (second.address, second.idle) == ("甲", Decimal(800))
    assert first.place("idle") == second.place("idle")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| 甲 | 9 | 约8 | | | |", [("C2", "value-not-exact")]),
        ("| 甲 | 9 | 3间 | | | |", [("C2", "not-readable-as-number")]),
        ("| 甲 | 9 | 7-8 | | | |", [("C2", "value-is-a-range")]),
        ("| 甲 | 9 | 待核 | | | |", [("C2", "value-pending")]),
        ("| 甲 | 9 | -5 | | | |", [("C2", "room-area-negative")]),
        ("| 甲 | 9 | 8 | 云溪社区 | 5 | 2022-02-30 |", [("F2", "date-impossible")]),
        ("| 甲 | 9 | 8 | 待定 | | |", []),
        ("| 甲 | 9 | 8 | — | — | — |", []),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, row: str, expected: list[tuple[str, str]]) -> None:
    """Every odd cell is a finding; words that only say that nobody has it yet are not."""
    read_ = read(tmp_path, f"| 坐落 | 建筑面积 | 闲置面积 | 调剂给 | 调剂面积 | 移交日期 |\n{row}")
    assert found(read_.findings) == expected
    assert not (expected == [] and rows_of(read_)[0].is_given)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("| 合计 | 20 |", []),
        ("| 合计 | 21 |", [("B6", "room-total-differs")]),
        ("| 总计 | 待核 |", []),
        ("| 合计 | |", []),
    ],
)
def test_totals_are_checked_and_left_out(tmp_path: Path, last: str, expected: list[tuple[str, str]]) -> None:
    """A total that the rows do not add up to is named; those of parts are held against their part."""
    read_ = read(tmp_path, f"| 坐落 | 闲置面积 |\n| 甲 | 5 |\n| 小计 | 5 |\n| 乙 | 15 |\n| 小计 | 15 |\n{last}")
    assert [row.address for row in rows_of(read_)] == ["甲", "乙"]
    assert found(read_.findings) == expected


def test_towns_in_lines_of_their_own(tmp_path: Path) -> None:
    """A line with a town holds for the rows below it, with a note; any other line is named and left out."""
    table = "| 坐落 | 闲置面积 |\n| 一、云溪街道 |\n| 甲 | 5 |\n| 二、平桥镇 |\n| 乙 | 6 |\n| 以上已核实 |"
    read_ = read(tmp_path, table)
    assert [(row.address, row.town) for row in rows_of(read_)] == [("甲", "云溪街道"), ("乙", "平桥镇")]
    assert found(read_.findings) == [
        ("A2", "room-town-from-line"),
        ("A4", "room-town-from-line"),
        ("A6", "room-line-not-read"),
    ]


def test_a_sheet_that_is_called_by_its_town(tmp_path: Path) -> None:
    """The name of a sheet says the town of its rows, where they do not say it themselves."""
    table = "| 坐落 | 闲置面积 | 镇街 |\n| 甲 | 5 | |\n| 乙 | 6 | 平桥镇 |"
    assert [row.town for row in rows_of(read(tmp_path, table, "云溪街道"))] == ["云溪街道", "平桥镇"]


@pytest.mark.parametrize(("word", "splits"), [
    ("是", True), ("可以", True), ("√", True), ("否", False), ("不可", False), ("", None), ("—", None),
    ("看情况", None),
])  # fmt: skip
def test_whether_a_room_may_be_split(tmp_path: Path, word: str, splits: bool | None) -> None:
    """Yes and no in many words; what is neither is named and counts as blank."""
    read_ = read(tmp_path, f"| 坐落 | 闲置面积 | 可拆分 |\n| 甲 | 5 | {word} |")
    assert rows_of(read_)[0].splits is splits
    assert found(read_.findings) == ([("C2", "room-splits-unclear")] if word == "看情况" else [])


def test_proposals_are_not_taken_for_what_was_agreed(tmp_path: Path) -> None:
    """A row that somebody has agreed to is given; one that still says that it is proposed is not."""
    heads = "| 坐落 | 闲置面积 | 调剂给 | 调剂面积 | 办理 |"
    table = f"{heads}\n| 甲 | 5 | 云溪社区 | 5 | 建议 |\n| 乙 | 6 | 云溪社区 | 6 | 确认 |"
    assert [(row.proposed, row.is_given) for row in rows_of(read(tmp_path, table))] == [(True, False), (False, True)]


@pytest.mark.parametrize("table", ["| 房屋 | 面积 |\n| 甲 | 5 |", "| 坐落 | 闲置面积 |", ""])
def test_a_workbook_without_a_ledger_is_named(tmp_path: Path, table: str) -> None:
    """Nothing is guessed where no row has the headings, or nothing stands below them."""
    read_ = read(tmp_path, table)
    assert (read_.value, [one.code for one in read_.findings][-1]) == (None, "rooms-unreadable")


def test_other_sheets_are_named(tmp_path: Path) -> None:
    """A sheet that holds something else is not read in silence."""
    sheets: dict[str, str | Rows] = {"说明": "| 请如实填报 |", "台账": "| 坐落 | 闲置面积 |\n| 甲 | 5 |"}
    read_ = read_rooms(write(tmp_path / "rooms.xlsx", sheets), framework())
    assert [(one.location.sheet, one.code) for one in read_.findings] == [("说明", "rooms-sheet-not-read")]
    assert len(rows_of(read_)) == 1
