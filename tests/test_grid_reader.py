"""Ledgers of grids as they are handed in: whatever their shape, every grid is read, and what cannot be is named."""

from pathlib import Path

import openpyxl
import pytest
from grid_books import HEAD, codes, ledger_of, read, roster, told
from sheets import write

from starcli.core.assessment import Unit


def test_a_ledger_with_every_column(tmp_path: Path) -> None:
    """The columns in use are read, functions from a heading of two rows, and telephone numbers nowhere."""
    ledgers, found = ledger_of(
        tmp_path / "l.xlsx",
        {
            "台账": """
| 云溪镇石门村网格台账 |
| 序号 | 村社 | 网格名称 | 网格编码 | 范围（四至/小区楼栋） | 户数 | 常住人口 | 微网格数 | 微网格覆盖户数 | 网格长 | 网格长职务 | 专职网格员 | 兼职网格员 | 网格指导员 | 网格党组织名称 | 党员数 | 职能 | < | < | < | < | < | < | < | 是否达标 | 备注 |
| ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | ^ | ^ |
| 1 | 石门村 | 第一网格 | `330199001001001` | 1-5组 | 412户 | 1020 | 10 | 412 | 网格长甲 | 村委委员 | 张某 13800000000 | 李某、王某 | 干部甲 | 第一党小组 | 12 | √ | √ | ✓ | 是 | 1 | ● | Y | √ | 是 | 好 |
"""  # noqa: E501 one row of a table
        },
    )
    (only,) = ledgers
    (one,) = only.grids
    assert (only.unit.name, only.unit.town, only.unit.kind) == ("石门村", "云溪镇", "village")
    assert (one.name, one.code, one.extent, one.remarks) == ("第一网格", "330199001001001", "1-5组", "好")
    assert (one.households, one.residents, one.micro_grids, one.micro_households) == (412, 1020, 10, 412)
    assert (one.leader, one.leader_post, one.full_time) == ("网格长甲", "村委委员", "张某")
    assert (one.part_time, one.liaison, one.party_group, one.party_members) == (
        "李某、王某",
        "干部甲",
        "第一党小组",
        12,
    )
    assert (len(one.functions), one.said_in_range, one.places["households"].cell) == (8, True, "F4")
    assert codes(found) == [("F4", "interpreted"), ("", "grid-phones-left-out")]


def test_headings_below_one_of_a_person(tmp_path: Path) -> None:
    """Name, post and telephone below 网格长 are the leader, the leader's post, and nothing."""
    ledgers, found = ledger_of(
        tmp_path / "石门村.xlsx",
        {
            "Sheet1": """
| 网格 | < | 户数 | 微网格 | < | 网格长 | < | < | 专职网格员 | < |
| 名称 | 编号 | ^ | 个数 | 户数 | 姓名 | 职务 | 联系电话 | 姓名 | 手机 |
| 一网格 | 01 | 300 | 8 | 290 | 甲 | 书记 | 13800000000 | 乙 | 13900000000 |
"""
        },
    )
    one = ledgers[0].grids[0]
    assert (one.name, one.code, one.households, one.micro_grids, one.micro_households) == ("一网格", "1", 300, 8, 290)
    assert (one.leader, one.leader_post, one.full_time) == ("甲", "书记", "乙")
    assert codes(found, "grid-unit-from-words") == []


SHAPES = {
    "a column that is merged downwards": (
        f"| 村社 {HEAD}\n| 石门村 | 一 | 300 | a | 书 |\n| ^ | 二 | 310 | b | 委 |\n| 青坞村 | 一 | 320 | c | 委 |",
        [("石门村", ["一 300", "二 310"]), ("青坞村", ["一 320"])],
        [],
    ),
    "a column whose merging was taken back": (
        f"| 村社 {HEAD}\n| 石门村 | 一 | 300 | a | 书 |\n| | 二 | 310 | b | 委 |\n| 青坞村 | 一 | 320 | c | 书 |",
        [("石门村", ["一 300", "二 310"]), ("青坞村", ["一 320"])],
        [("A3", "grid-unit-carried")],
    ),
    "a row that says nothing where all others do": (
        f"| 村 {HEAD}\n| 石门村 | 一 | 300 |\n| 石门村 | 二 | 310 |\n| | 三 | 320 |\n| 青坞村 | 四 | 1 |",
        [("石门村", ["一 300", "二 310"]), ("青坞村", ["四 1"])],
        [("B4", "grid-row-of-nobody")],
    ),
    "lines between the grids": (
        f"{HEAD}\n| 一、石门村 |\n| 一 | 300 | a | 书 |\n| 二、松岭乡青坞村 |\n| 一 | 320 | c | 书 |",
        [("石门村", ["一 300"]), ("松岭乡青坞村", ["一 320"])],
        [("A2", "grid-unit-from-words"), ("A4", "grid-unit-from-words")],
    ),
    "labels above": (
        f"| 单位名称 | 石门村 | 镇街 | 云溪镇 |\n| 类型 | 村 |\n{HEAD}\n| 一 | 300 | a | 书 |",
        [("云溪镇石门村", ["一 300"])],
        [],
    ),
    "a title of the town and a column of units": (
        f"| 附件2：云溪镇网格信息汇总表 |\n| 所属村(社区) {HEAD}\n| 石门村 | 一 | 300 | a | 书 |",
        [("云溪镇石门村", ["一 300"])],
        [],
    ),
    "a title of the town above the office that reports": (
        f"云溪镇网格台账（2022年）\n填报单位：平安法治办　单位：户\n| 村社 {HEAD}\n| 石门村 | 一 | 300 | a | 书 |",
        [("云溪镇石门村", ["一 300"])],
        [],
    ),
    "a title of the unit": (
        f"| 2022年云溪镇石门村党建引领网格治理网格台账 |\n{HEAD}\n| 一 | 300 | a | 书 |",
        [("云溪镇石门村", ["一 300"])],
        [("A1", "grid-unit-from-words")],
    ),
    "headings printed again": (
        f"| 石门村网格台账 |\n{HEAD}\n| 一 | 300 | a | 书 |\n{HEAD}\n| 二 | 310 | b | 书 |\n| 合计 | 610 | | |",
        [("石门村", ["一 300", "二 310"])],
        [("A1", "grid-unit-from-words")],
    ),
    "two units below each other": (
        f"| 石门村网格台账 |\n{HEAD}\n| 一 | 300 | a | 书 |\n---\n| 青坞村网格台账 |\n{HEAD}\n| 一 | 320 | b | 书 |",
        [("石门村", ["一 300"]), ("青坞村", ["一 320"])],
        [("A1", "grid-unit-from-words"), ("A5", "grid-unit-from-words")],
    ),
    "rows that number the columns, blanks and notes": (
        f"| 石门村网格 |\n{HEAD}\n| 甲 | 1 | 2 | 3 |\n---\n| 一 | 300 | a | 书 |\n| 注：按户 |\n| 填表人：某 |",
        [("石门村", ["一 300"])],
        [("A1", "grid-unit-from-words")],
    ),
    "English headings": (
        "| Unit name | Shimen |\n| Kind | Village |\n| Grid | Households | Grid leader |\n| One | 300 | a |",
        [("Shimen", ["One 300"])],
        [],
    ),
}


@pytest.mark.parametrize(("table", "wanted", "notes"), SHAPES.values(), ids=SHAPES)
def test_shapes(tmp_path: Path, table: str, wanted: list[tuple[str, list[str]]], notes: list[tuple[str, str]]) -> None:
    """Whose a grid is says its row, a line above it, a label or a title."""
    ledgers, found = ledger_of(tmp_path / "台账.xlsx", {"Sheet1": table})
    assert (told(ledgers), codes(found)) == (wanted, notes)


def test_a_sheet_a_unit(tmp_path: Path) -> None:
    """Sheets that are called by units are theirs."""
    ledgers, found = ledger_of(
        tmp_path / "台账.xlsx",
        {
            "石门村": f"{HEAD}\n| 一 | 300 | a | 书 |",
            "云溪社区": f"{HEAD}\n| 一 | 320 | a | 书 |",
            "说明": "| 按月更新 |",
        },
    )
    assert told(ledgers) == [("石门村", ["一 300"]), ("云溪社区", ["一 320"])]
    assert [one.unit.kind for one in ledgers] == ["village", "community"]
    assert codes(found, "grid-unit-from-words") == [("", "sheet-not-read")]


def test_a_cover_of_its_own(tmp_path: Path) -> None:
    """Labels on another sheet say whose the only ledger is."""
    ledgers, found = ledger_of(
        tmp_path / "台账.xlsx",
        {
            "基本信息": "| 单位名称 | 石门村 |\n| 类型 | 村 |\n| 周期 | 2022年第三季度 |",
            "网格": f"{HEAD}\n| 一 | 300 | a | 书 |",
        },
    )
    assert (told(ledgers), ledgers[0].period, codes(found)) == ([("石门村", ["一 300"])], "2022Q3", [])


@pytest.mark.parametrize(
    "name", ["石门村网格台账.xlsx", "石门村网格台账(最终版).xlsx", "云溪镇石门村网格.xlsx", "石门村.xlsx"]
)
def test_the_name_of_the_file(tmp_path: Path, name: str) -> None:
    """Where nothing inside says whose it is, the file's name does, and is told."""
    ledgers, found = ledger_of(tmp_path / name, {"Sheet1": f"{HEAD}\n| 一 | 300 | a | 书 |"})
    assert [one.unit.name for one in ledgers] == ["石门村"]
    assert codes(found) == [("", "grid-unit-from-words")]


def test_the_name_of_a_towns_file(tmp_path: Path) -> None:
    """A file that is called by a town says where its units lie."""
    ledgers, _ = ledger_of(
        tmp_path / "云溪镇网格台账.xlsx", {"Sheet1": f"| 村社 {HEAD}\n| 石门村 | 一 | 300 | a | 书 |"}
    )
    assert told(ledgers) == [("云溪镇石门村", ["一 300"])]


def test_two_ledgers_of_nobody(tmp_path: Path) -> None:
    """In a workbook of several units a ledger that does not say whose it is, is nobody's."""
    ledgers, found = ledger_of(
        tmp_path / "台账.xlsx",
        {
            "a": f"| 石门村网格 |\n{HEAD}\n| 一 | 300 | a | 书 |",
            "b": f"| 青坞村网格 |\n{HEAD}\n| 一 | 310 | a | 书 |",
            "c": f"{HEAD}\n| 一 | 320 | a | 书 |",
        },
    )
    assert told(ledgers) == [("石门村", ["一 300"]), ("青坞村", ["一 310"])]
    assert ("", "grid-ledger-of-nobody") in codes(found)


OTHERS = {
    "compounds with their households": "| 小区名称 | 户数 | 相邻小区 | 现属网格 |\n| 甲苑 | 300 | 乙苑 | 第一网格 |",
    "figures by name": "| 编码 | 名称 | 填报值 |\n| grids | 网格数 | 4 |\n| GRD-04 | 网格长配备率 | 100 |",
    "a list of people": "| 姓名 | 所在网格 | 职务 |\n| 张某 | 第一网格 | 网格长 |",
}


@pytest.mark.parametrize("table", OTHERS.values(), ids=OTHERS)
def test_other_tables(tmp_path: Path, table: str) -> None:
    """A table that is about grids without being a ledger of them is none."""
    assert ledger_of(tmp_path / "x.xlsx", {"Sheet1": table}) == ([], [])


CELLS = {
    "households in words": ("约300", 300, "value-not-exact"),
    "two numbers": ("300-310", None, "value-is-a-range"),
    "not a number": ("三百多", None, "not-readable-as-number"),
    "half a household": ("300.5", None, "not-whole"),
    "fewer than none": ("-3", None, "grid-number-negative"),
    "still to come": ("待核", None, "value-pending"),
}


@pytest.mark.parametrize(("text", "households", "code"), CELLS.values(), ids=CELLS)
def test_numbers(tmp_path: Path, text: str, households: int | None, code: str) -> None:
    """Households are read like any figure of a form; what is no whole number of them is named."""
    ledgers, found = ledger_of(tmp_path / "l.xlsx", {"石门村": [["网格名称", "户数", "网格长"], ["一", text, "a"]]})
    assert (ledgers[0].grids[0].households, codes(found, "grid-unit-from-words")) == (households, [("B2", code)])


def test_a_number_that_several_grids_share(tmp_path: Path) -> None:
    """Households that are merged over two grids are nobody's, and named once."""
    ledgers, found = ledger_of(
        tmp_path / "石门村网格.xlsx", {"石门村": f"{HEAD}\n| 一 | 600 | a | 书 |\n| 二 | ^ | b | 书 |"}
    )
    assert told(ledgers) == [("石门村", ["一 None", "二 None"])]
    assert codes(found, "grid-unit-from-words") == [("B2", "grid-count-shared")]


def test_one_grid_over_two_rows(tmp_path: Path) -> None:
    """Rows below one merged name are one grid with the people of both."""
    ledgers, _ = ledger_of(
        tmp_path / "l.xlsx",
        {"石门村": "| 网格 | 户数 | 网格长 | 兼职 |\n| 一 | 300 | a | b |\n| ^ | ^ | ^ | c |\n| 二 | 310 | d | e |"},
    )
    (only,) = ledgers
    assert [(one.name, one.households, one.leader, one.part_time) for one in only.grids] == [
        ("一", 300, "a", "b、c"),
        ("二", 310, "d", "e"),
    ]


def test_totals(tmp_path: Path) -> None:
    """Subtotals of a unit and a total of all are held against the rows, and are no grids."""
    ledgers, found = ledger_of(
        tmp_path / "l.xlsx",
        {
            "台账": f"| 村社 {HEAD}\n| 石门村 | 一 | 300 | a |\n| 石门村 | 二 | 310 | b |\n| 小计 | | 610 | |\n"
            "| 青坞村 | 一 | 320 | c |\n| 小计 | | 330 | |\n| 合计 | | 930 | |"
        },
    )
    assert told(ledgers) == [("石门村", ["一 300", "二 310"]), ("青坞村", ["一 320"])]
    assert codes(found) == [("C6", "grid-total-differs")]


def test_columns_that_no_ledger_has(tmp_path: Path) -> None:
    """A filled column with another heading is named; one that ledgers have and nobody needs is not."""
    _, found = ledger_of(
        tmp_path / "l.xlsx",
        {"石门村": "| 网格名称 | 户数 | 网格长 | 联系电话 | 摄像头数 |\n| 一 | 300 | a | 13800000000 | 12 |"},
    )
    assert codes(found, "grid-unit-from-words") == [("E1", "grid-column-not-read")]


def test_functions_that_are_none(tmp_path: Path) -> None:
    """A function that the framework does not have is named, and so are those of which no column says anything."""
    ledgers, found = ledger_of(
        tmp_path / "l.xlsx",
        {"石门村": "| 网格名称 | 户数 | 职能 | < | < |\n| ^ | ^ | 平安 | 党建 | 停车 |\n| 一 | 300 | √ | 部分 | √ |"},
    )
    assert ledgers[0].grids[0].functions == frozenset({"safety"})
    assert codes(found, "grid-unit-from-words") == [
        ("E2", "grid-function-unknown"),
        ("A1", "grid-functions-not-told"),
        ("D3", "grid-tick-unclear"),
    ]


def test_a_grid_without_a_name(tmp_path: Path) -> None:
    """A row with households and a leader is a grid although it has no name."""
    ledgers, found = ledger_of(tmp_path / "l.xlsx", {"石门村": f"{HEAD}\n| | 300 | a | 书 |"})
    assert (told(ledgers), codes(found, "grid-unit-from-words")) == (
        [("石门村", ["#2 300"])],
        [("A2", "grid-without-name")],
    )


def test_hidden_rows(tmp_path: Path) -> None:
    """Grids in hidden rows count, and are named."""
    path = write(tmp_path / "l.xlsx", {"石门村": f"{HEAD}\n| 一 | 300 | a | 书 |\n| 二 | 310 | b | 书 |"})
    book = openpyxl.load_workbook(path)
    book["石门村"].row_dimensions[3].hidden = True
    book.save(path)
    ledgers, found = read(path)
    assert (len(ledgers[0].grids), codes(found, "grid-unit-from-words")) == (2, [("A3", "hidden-rows")])


def test_an_empty_ledger(tmp_path: Path) -> None:
    """A ledger that nobody has filled in says so."""
    assert codes(ledger_of(tmp_path / "l.xlsx", {"网格台账": f"{HEAD}\n| | | | |"})[1]) == [("", "grid-ledger-empty")]


def test_a_unit_of_no_kind(tmp_path: Path) -> None:
    """Where nothing says what kind a unit is, the size of its grids cannot be judged."""
    ledgers, found = ledger_of(tmp_path / "l.xlsx", {"Sheet1": f"| 单位名称 | 开发区 |\n{HEAD}\n| 一 | 300 | a | 书 |"})
    assert (ledgers[0].unit.kind, codes(found)) == ("", [("", "grid-size-not-judged")])


def test_units_of_a_roster(tmp_path: Path) -> None:
    """The roster completes a unit by its name, and says what kind it is."""
    listed = Unit("330199001001", "石门村", "village", "mountain", "云溪镇", "示例县", "示例市")
    path = write(tmp_path / "l.xlsx", {"石门村": f"{HEAD}\n| 一 | 300 | a | 书 |"})
    ledgers, found = read(path, roster(listed))
    assert (ledgers[0].unit, ledgers[0].listed_as) == (listed, 0)
    assert codes(found, "grid-unit-from-words") == []


def test_a_unit_that_the_roster_does_not_have(tmp_path: Path) -> None:
    """A unit outside the roster is read, and named."""
    path = write(tmp_path / "l.xlsx", {"青坞村": f"{HEAD}\n| 一 | 300 | a | 书 |"})
    ledgers, found = read(path, roster(Unit("330199001001", "石门村", "village")))
    assert (ledgers[0].listed_as, [one.code for one in found][-2:]) == (None, ["not-in-roster", "grid-kind-from-name"])
