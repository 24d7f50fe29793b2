"""The table of the four ones: how it is read, and what of it is missing or not as it should be."""

from datetime import date
from pathlib import Path

import pytest
from sheets import found, framework, write

from starcli.core.findings import Location, Read
from starcli.core.projects.four_ones import Card, Meeting, cards_by_project, check_cards
from starcli.excel.reading.four_ones import meeting_of, read_four_ones

HEADS = "| 专项名称 | 领衔市领导 | 牵头部门 | 专项方案(文号) | 现场会(时间、地点) | 本季进展 | 存在问题 |"
FULL = "| 党建引领网格治理 | 市领导甲 | 政法委 | 示办〔2022〕11号 | 2022年4月21日，云溪镇 | 已完成 | 走访不够 |"


def read(tmp_path: Path, table: str) -> Read[tuple[Card, ...] | None]:
    """The cards in a workbook with one sheet."""
    return read_four_ones(write(tmp_path / "f.xlsx", {"四个一": table}), framework())


def test_a_card_is_read_in_the_usual_columns(tmp_path: Path) -> None:
    """Slots, progress and problems of a project, which is known by its name or its code."""
    other = FULL.replace("党建引领网格治理", "SP2")
    read_ = read(
        tmp_path, f"| 专项攻坚“四个一”表 | < | < | < | < | < | < |\n{HEADS}\n{FULL}\n{other}\n| 注：按季报送。 |"
    )
    assert read_.value is not None
    card, second = read_.value
    assert read_.findings == ()
    assert (card.project, second.project) == ("SP1", "SP2")
    assert dict(card.slots) == {
        "leader": "市领导甲",
        "lead_department": "政法委",
        "plan": "示办〔2022〕11号",
        "onsite_meeting": "2022年4月21日，云溪镇",
    }
    assert (card.progress, card.problems, card.filled(framework())) == ("已完成", "走访不够", 4)
    assert card.meeting == Meeting(date(2022, 4, 21), "云溪镇")
    assert card.place("plan").cell == "D3"


@pytest.mark.parametrize(
    ("text", "day", "place"),
    [
        ("2022年4月21日，云溪镇", date(2022, 4, 21), "云溪镇"),
        ("2022-04-21 云溪镇青坞村", date(2022, 4, 21), "云溪镇青坞村"),
        ("时间：2022.4.21；地点：云溪镇", date(2022, 4, 21), "云溪镇"),
        ("云溪镇（2022年4月）", date(2022, 4, 30), "云溪镇"),
        ("4月21日在云溪镇召开", None, "云溪镇"),
        ("2022年4月21日上午", date(2022, 4, 21), ""),
        ("20220421", date(2022, 4, 21), ""),
        ("云溪镇", None, "云溪镇"),
        ("2022年2月30日，云溪镇", None, "云溪镇"),
    ],
)
def test_when_and_where_a_meeting_was(text: str, day: date | None, place: str) -> None:
    """The day may stand before or behind the place; one without a year, or that there is not, is neither."""
    assert meeting_of(text) == Meeting(day, place)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"市领导甲": ""}, [("B2", "four-ones-empty")]),
        ({"市领导甲": "待定"}, [("B2", "four-ones-empty")]),
        ({"市领导甲": "市领导甲、市领导乙"}, [("B2", "four-ones-several")]),
        ({"政法委": "—"}, [("C2", "four-ones-empty")]),
        ({"示办〔2022〕11号": "正在起草"}, [("D2", "four-ones-plan-unnumbered")]),
        ({"2022年4月21日，云溪镇": "云溪镇"}, [("E2", "four-ones-meeting-undated")]),
        ({"2022年4月21日，云溪镇": "2022年4月21日"}, [("E2", "four-ones-meeting-nowhere")]),
        ({"2022年4月21日，云溪镇": ""}, [("E2", "four-ones-empty")]),
    ],
)
def test_what_a_card_lacks(tmp_path: Path, change: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """An empty slot is named with its cell; so is a plan without a number, and a meeting without day or place."""
    row = FULL
    for old, new in change.items():
        row = row.replace(old, new)
    cards = read(tmp_path, f"{HEADS}\n{row}").value
    assert cards is not None
    own = [one for one in check_cards(cards, framework(), Location("f.xlsx")) if one.code != "four-ones-missing"]
    assert found(own) == expected


def test_every_project_has_one_card(tmp_path: Path) -> None:
    """A project without a row, or with two, is named; the first row counts."""
    second = FULL.replace("市领导甲", "市领导乙")
    cards = read(tmp_path, f"{HEADS}\n{FULL}\n{second}").value
    assert cards is not None
    codes = [one.code for one in check_cards(cards, framework(), Location("f.xlsx"))]
    assert codes == ["four-ones-twice", *["four-ones-missing"] * 5]
    assert cards_by_project(cards)["SP1"].slots["leader"] == "市领导甲"


def test_a_row_that_names_no_project_is_named(tmp_path: Path) -> None:
    """It is not guessed which project is meant."""
    read_ = read(tmp_path, f"{HEADS}\n{FULL}\n{FULL.replace('党建引领网格治理', '网格攻坚')}")
    assert read_.value is not None
    assert ([card.project for card in read_.value], found(read_.findings)) == (["SP1"], [("A3", "plan-choice-unknown")])


@pytest.mark.parametrize("table", ["| 专项 | 备注 |\n| SP1 | 无 |", f"{HEADS}", ""])
def test_a_workbook_without_the_table_is_named(tmp_path: Path, table: str) -> None:
    """Nothing is read where no row has the headings, or nothing stands below them."""
    read_ = read(tmp_path, table)
    assert (read_.value, [one.code for one in read_.findings][-1]) == (None, "four-ones-unreadable")
