"""Ledgers of grids at their worst: every shape is read rightly, or a finding says at which cell it was not."""

from pathlib import Path

import pytest
from grid_books import HEAD, codes, ledger_of, roster, told
from grid_books import read as read_ledgers
from sheets import Rows, write

from starcli.core.assessment import Unit

SHI, QING = "石门村", "青坞村"
TITLE = f"{SHI}网格台账"
SHAPES = {
    "a total with numbers of people": (
        """
        石门村网格台账
        | 网格名称 | 户数 | 网格长 | 专职网格员 |
        | 一 | 300 | 张某 | 李某 |
        | 合计 | 301 | 1人 | 1人 |
        """,
        [(SHI, ["一 300"])],
        [("B4", "grid-total-differs")],
    ),
    "a total behind the columns of town and unit": (
        """
        | 镇街 | 村社 | 网格名称 | 户数 | 网格长 |
        | 云溪镇 | 石门村 | 一 | 300 | 张某 |
        | 云溪镇 | 石门村 | 小计 | 310 | |
        | 云溪镇 | 青坞村 | 一 | 320 | 王某 |
        | 云溪镇 | 青坞村 | 小计 | 320 | |
        | 云溪镇合计 | | | 620 | |
        """,
        [("云溪镇石门村", ["一 300"]), ("云溪镇青坞村", ["一 320"])],
        [("D3", "grid-total-differs")],
    ),
    "a total above the rows": (
        """
        | 村社 | 网格名称 | 户数 | 网格长 |
        | 全镇合计 | 2个 | 621 | |
        | 石门村 | 一 | 300 | 张某 |
        | 青坞村 | 一 | 320 | 王某 |
        """,
        [(SHI, ["一 300"]), (QING, ["一 320"])],
        [("C2", "grid-total-differs")],
    ),
    "a right total above the rows": (
        """
        | 村社 | 网格名称 | 户数 | 网格长 |
        | 合计 | 2个 | 620 | |
        | 石门村 | 一 | 300 | 张某 |
        | 青坞村 | 一 | 320 | 王某 |
        """,
        [(SHI, ["一 300"]), (QING, ["一 320"])],
        [],
    ),
    "a total in words": (
        """
        石门村网格台账
        | 网格名称 | 户数 | 网格长 |
        | 一 | 300 | 张某 |
        | 二 | 310 | 张某 |
        | 共2个网格 | 611 | |
        | 全村共2个网格，610户 |
        """,
        [(SHI, ["一 300", "二 310"])],
        [("B5", "grid-total-differs")],
    ),
    "lines of units with their figures": (
        """
        | 网格名称 | 户数 | 网格长 |
        | 一、石门村（2个网格，310户） |
        | 一 | 300 | 张某 |
        | 二、青坞村 共1个网格 |
        | 一 | 320 | 王某 |
        """,
        [(SHI, ["一 300"]), (QING, ["一 320"])],
        [("A2", "grid-unit-from-words"), ("A4", "grid-unit-from-words")],
    ),
    "lines of towns with their figures": (
        """
        | 村社 | 网格名称 | 户数 | 网格长 |
        | 一、云溪镇（1个村，1个网格） |
        | 石门村 | 一 | 300 | 张某 |
        | 二、平桥镇 共1个村 |
        | 北塘村 | 一 | 320 | 王某 |
        """,
        [("云溪镇石门村", ["一 300"]), ("平桥镇北塘村", ["一 320"])],
        [],
    ),
    "words below the grids": (
        """
        石门村网格台账
        | 网格名称 | 户数 | 网格长 |
        | 一 | 300 | 张某 |
        | 网格化管理工作由村党组织统一负责，按月更新。 |
        | 网格化管理工作由村党组织书记负责 |
        | 填报单位： | 石门村 | |
        | 2022年9月30日 |
        """,
        [(SHI, ["一 300"])],
        [("A4", "grid-line-not-read"), ("A5", "grid-line-not-read")],
    ),
    "upper headings of which none is a column": (
        """
        | 序号 | 村社 | 基本情况 | < | 网格力量 | < |
        | ^ | ^ | 网格名称 | 户数 | 网格长 | 专职网格员 |
        | 1 | 石门村 | 一 | 300 | 张某 | 李某 |
        """,
        [(SHI, ["一 300"])],
        [],
    ),
    "the same with the merging taken back": (
        """
        | 序号 | 村社 | 基本情况 | | 力量 | |
        | | | 网格名称 | 户数 | 网格长 | 专职网格员 |
        | 1 | 石门村 | 一 | 300 | 张某 | 李某 |
        """,
        [(SHI, ["一 300"])],
        [],
    ),
    "a town whose merging was taken back": (
        """
        | 镇街 | 村社 | 网格 | 户数 | 网格长 |
        | 云溪镇 | 石门村 | 一 | 300 | 张某 |
        | | | 二 | 310 | 张某 |
        | | 青坞村 | 一 | 320 | 王某 |
        | 平桥镇 | 北塘村 | 一 | 330 | 赵某 |
        """,
        [("云溪镇石门村", ["一 300", "二 310"]), ("云溪镇青坞村", ["一 320"]), ("平桥镇北塘村", ["一 330"])],
        [("A3", "grid-area-carried"), ("B3", "grid-unit-carried")],
    ),
    "two tables beside each other": (
        """
        石门村网格台账
        | 序号 | 网格名称 | 户数 | 网格长 | | 序号 | 网格名称 | 户数 | 网格长 |
        | 1 | 一 | 300 | 张某 | | 3 | 三 | 320 | 王某 |
        | 2 | 二 | 310 | 李某 | | 4 | 四 | 330 | 赵某 |
        | 合计 | | 610 | | | 合计 | | 650 | |
        """,
        [(SHI, ["一 300", "二 310", "三 320", "四 330"])],
        [],
    ),
    "a grid over the rows of its compounds": (
        """
        石门村网格台账
        | 网格名称 | 小区楼栋 | 户数 | 网格长 |
        | 一 | 甲苑 | 120 | 张某 |
        | ^ | 乙苑 | 180 | ^ |
        | 二 | 丙苑 | 320 | 李某 |
        | 合计 | | 620 | |
        """,
        [(SHI, ["一 300", "二 320"])],
        [("C4", "grid-rows-added")],
    ),
    "a grid over the rows of its people": (
        """
        石门村网格台账
        | 网格名称 | 户数 | 网格长 | 专职网格员 |
        | 一 | 300 | 张某 | 李某 |
        | ^ | ^ | ^ | 王某 |
        | 合计 | 300 | | |
        """,
        [(SHI, ["一 300"])],
        [],
    ),
    "codes and no names": (
        """
        | 村社 | 网格编号 | 户数 | 网格长 |
        | 石门村 | `001` | 300 | 张某 |
        | 石门村 | `002` | 310 | 李某 |
        """,
        [(SHI, ["001 300", "002 310"])],
        [],
    ),
    "a heading that stands twice": (
        """
        石门村网格台账
        | 网格名称 | 户数（户籍） | 户数（常住） | 网格长 | 备注 | 备注 |
        | 一 | 300 | 250 | 张某 | 甲 | |
        """,
        [(SHI, ["一 300"])],
        [("C2", "grid-column-twice")],
    ),
    "a column without a heading": (
        """
        石门村网格台账
        | | 网格名称 | 户数 | | 网格长 |
        | 1 | 一 | 300 | 800 | 张某 |
        | 2 | 二 | 310 | 810 | 李某 |
        """,
        [(SHI, ["一 300", "二 310"])],
        [("D3", "grid-column-without-heading")],
    ),
    "a column of signs without a heading": (
        """
        石门村网格台账
        | | 网格名称 | 户数 | 网格长 |
        | ①② | 一 | 300 | 张某 |
        | ③ | 二 | 310 | 李某 |
        """,
        [(SHI, ["一 300", "二 310"])],
        [("A3", "grid-column-without-heading")],
    ),
    "headings with telephone numbers": (
        """
        石门村网格台账
        | 网格名称 | 居民户（户） | 网格长及电话 | 专职网格员/电话 | 网格长电话 |
        | 一 | 300 | 张某13800000000 | 李某/13800000001 | 1 |
        """,
        [(SHI, ["一 300"])],
        [("", "grid-phones-left-out")],
    ),
}  # fmt: skip
LISTED = Unit("330199001001", SHI, "village", "default", "云溪镇", "示例县", "示例市")


@pytest.mark.parametrize(("table", "wanted", "notes"), SHAPES.values(), ids=SHAPES)
def test_shapes(tmp_path: Path, table: str, wanted: list[tuple[str, list[str]]], notes: list[tuple[str, str]]) -> None:
    """Whatever clerks do to a ledger, its grids are those that a person sees, and nothing else is one."""
    ledgers, found = ledger_of(tmp_path / "云溪.xlsx", {"Sheet1": table})
    of_title = [one for one in found if one.code == "grid-unit-from-words" and TITLE in one.message("zh")]
    assert (told(ledgers), codes([one for one in found if one not in of_title])) == (wanted, notes)


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("三合村网格台账", "三合村"),
        ("1.十里村网格台账", "十里村"),
        ("示例县云溪镇八里店村网格台账", "云溪镇八里店村"),
        ("王阜乡镇前村网格台账", "王阜乡镇前村"),
        ("镇海街道石门村网格台账", "镇海街道石门村"),
        ("新镇街道石门村网格台账", "新镇街道石门村"),
    ],
)
def test_names_with_numerals_and_signs_of_towns(tmp_path: Path, title: str, called: str) -> None:
    """A numeral or a word for a town within a name is part of it, in a title and in a line of its own."""
    rows = "| 一 | 300 | a | 书 |"
    above, _ = ledger_of(tmp_path / "a.xlsx", {"Sheet1": f"{title}\n{HEAD}\n{rows}"})
    line = title.removesuffix("网格台账")
    between, _ = ledger_of(tmp_path / "b.xlsx", {"Sheet1": f"{HEAD}\n| 一、{line.removeprefix('1.')} |\n{rows}"})
    assert [told(above), told(between)] == [[(called, ["一 300"])]] * 2


def test_the_town_before_a_name(tmp_path: Path) -> None:
    """The town in a title ends at its own sign, not at one within the unit's name."""
    (only,), _ = ledger_of(
        tmp_path / "a.xlsx", {"Sheet1": f"示例县王阜乡镇前村网格台账\n{HEAD}\n| 一 | 300 | a | 书 |"}
    )
    assert (only.unit.town, only.unit.name) == ("王阜乡", "镇前村")


def test_one_unit_with_and_without_its_town(tmp_path: Path) -> None:
    """By the roster rows of one unit are one ledger, although one of them leaves the town out."""
    table = """
    | 镇街 | 村社 | 网格 | 户数 | 网格长 |
    | 云溪镇 | 石门村 | 一 | 300 | 张某 |
    | | 石门村 | 二 | 310 | 张某 |
    | 云溪镇 | 石门村 | 三 | 320 | 李某 |
    | 平桥镇 | 北塘村 | 一 | 330 | 王某 |
    """
    path = write(tmp_path / "l.xlsx", {"Sheet1": table})
    told_ = told(read_ledgers(path, roster(LISTED))[0])
    assert told_ == [("云溪镇石门村", ["一 300", "三 320", "二 310"]), ("平桥镇北塘村", ["一 330"])]


def test_a_ledger_of_micro_grids_is_none(tmp_path: Path) -> None:
    """One row a micro-grid is another ledger: its rows are no grids."""
    table = "| 网格名称 | 微网格 | 户数 | 微网格长 |\n| 一 | 1号 | 40 | a |\n| 一 | 2号 | 42 | b |"
    assert ledger_of(tmp_path / "石门村.xlsx", {"石门村": table}) == ([], [])


def test_the_same_ledger_on_two_sheets(tmp_path: Path) -> None:
    """Two sheets with the same grids of one unit are two ledgers, for somebody to choose from, and never added up."""
    sheets = {f"{month}月": f"{TITLE}\n{HEAD}\n| 一 | 30{month} | a | 书 |\n| 二 | 310 | b | 书 |" for month in (8, 9)}
    ledgers, _ = ledger_of(tmp_path / "l.xlsx", sheets)
    assert told(ledgers) == [(SHI, ["一 308", "二 310"]), (SHI, ["一 309", "二 310"])]


def test_one_ledger_over_two_sheets(tmp_path: Path) -> None:
    """Sheets with different grids of one unit are one ledger."""
    sheets = {name: f"{TITLE}\n{HEAD}\n| {name} | 300 | a | 书 |" for name in ("东片", "西片")}
    assert told(ledger_of(tmp_path / "l.xlsx", sheets)[0]) == [(SHI, ["东片 300", "西片 300"])]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_a_ledger_as_csv(tmp_path: Path, encoding: str) -> None:
    """A ledger saved as text is read in whatever encoding it came."""
    lines = ("石门村网格台账,,,", "网格名称,户数,网格长,专职网格员", "第一网格,３００,张某,暂缺", "合计,300,1人,")
    path = tmp_path / "l.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    ledgers, found = read_ledgers(path)
    assert (told(ledgers), codes(found, "grid-unit-from-words")) == ([(SHI, ["第一网格 300"])], [("B3", "interpreted")])


def test_words_that_are_not_read_hold_no_telephone_number(tmp_path: Path) -> None:
    """A line between the grids is quoted in its finding without the number that stands in it."""
    table = (
        f"{TITLE}\n{HEAD}\n| 一 | 300 | a | 书 |\n| 网格事务由镇办公室负责，联系13800000000。 |\n| 二 | 310 | a | 书 |"
    )
    found = ledger_of(tmp_path / "l.xlsx", {"Sheet1": table})[1]
    (line,) = (one for one in found if one.code == "grid-line-not-read")
    assert ("13800000000" in line.message("zh"), "镇办公室" in line.message("zh")) == (False, True)


def test_write_is_used_for_what_no_table_can_say(tmp_path: Path) -> None:
    """Headings of two lines in a cell are headings all the same."""
    rows: Rows = [["序号", "网格名称", "户数\n（户）", "网 格 长", "专职\n网格员"], [1, "一", 300, "张 某", "李某"]]
    ledgers, _ = read_ledgers(write(tmp_path / "l.xlsx", {SHI: rows}))
    assert [(one.leader, one.full_time, one.households) for one in ledgers[0].grids] == [("张某", "李某", 300)]
