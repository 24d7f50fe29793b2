"""The board as a workbook (晾晒榜): its sheets, its columns, and what stands in them."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from board_units import FIVE, FOUR, NOON, THREE, absent, board, member, unit
from sheets import HOSTILE, broken_parts, cells, formulas, printed

from starcli.core.assessment import Unit
from starcli.core.text import LANGUAGES, Language
from starcli.excel.imprint import Imprint, read_imprint
from starcli.excel.writing.board_book import write_board

HEADING = (
    "名次", "上季名次", "升降", "镇街", "村社", "类型", "总分",
    "组织建设", "网格治理", "阵地与服务", "发展与保障", "环境与物业", "平安法治与群众评价",
    "星级", "榜单", "数据截止时间",
)  # fmt: skip


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the workbook goes."""
    return tmp_path / "board.xlsx"


def villages() -> list[Unit]:
    """Six villages of one county."""
    return [unit(f"{name}村", code=f"33019900120{at}") for at, name in enumerate("甲乙丙丁戊己")]


def write(target: Path, language: Language = "zh") -> Path:
    """The workbook of a county that is compared with a season before."""
    now = [member(one, FOUR, at % 3) for at, one in enumerate(villages())]
    before = [member(one, FOUR, (at + 1) % 3) for at, one in enumerate(villages()) if at]
    made = board([*now, absent(unit("白石村")), absent(Unit(name="张三的表"), "unrated")], before, name="示例县")
    write_board(made, NOON, target, language)
    return target


def rows(target: Path, sheet: str) -> dict[str, tuple[object, ...]]:
    """The rows of the table by the names of their units."""
    return {str(row[4]): row for row in cells(target, sheet) if isinstance(row[0], int)}


def test_the_sheets_in_both_languages(tmp_path: Path) -> None:
    """An overview, the table, the lists, and those without a rating."""
    books = [write(tmp_path / f"{language}.xlsx", language) for language in LANGUAGES]
    names = [openpyxl.load_workbook(book).sheetnames for book in books]
    assert names == [
        ["总览", "晾晒榜", "榜单", "未上报和未评定"],
        ["Overview", "Board", "Lists", "Without a rating"],
    ]


def test_a_county_each_has_a_sheet(target: Path) -> None:
    """Where the framework compares within counties and there are several."""
    write_board(board([member(unit("甲村")), member(unit("乙村", county="邻县"))]), NOON, target, "zh")
    assert openpyxl.load_workbook(target).sheetnames == ["总览", "示例县", "邻县", "榜单"][:3]


def test_the_columns_are_those_of_the_form_in_use(target: Path) -> None:
    """Place, place before, change, town, unit, kind, total, dimensions, stars, list, time of the data."""
    table = cells(write(target), "晾晒榜")
    assert table[3] == HEADING


def test_a_row_says_what_the_board_says(target: Path) -> None:
    """Figures are numbers; the change is a number that is shown with an arrow; the list is a word."""
    known = rows(write(target), "晾晒榜")
    made = board([member(one, FOUR, at % 3) for at, one in enumerate(villages())])
    total = {row.member.unit.name: float(row.standing.total) for row in made.rows}
    assert known["丙村"][:7] == (1, 4, 3, "云溪镇", "丙村", "村", total["丙村"])
    assert known["丙村"][13:] == ("★★★★☆ 四星", "先进、进位", "2022-10-08 12:00")
    assert [known[name][1:3] for name in ("甲村", "己村")] == [("—", "新"), (4, 3)]
    sheet = openpyxl.load_workbook(target)["晾晒榜"]
    changes = {cell.number_format for cell in sheet["C"] if isinstance(cell.value, int)}
    assert changes == {'"▲ "0;"▼ "0;"="'}


def test_without_a_season_before_there_is_no_change(target: Path) -> None:
    """A dash where there is nothing to compare with."""
    write_board(board([member(unit("甲村"))]), NOON, target, "zh")
    assert rows(target, "晾晒榜")["甲村"][1:3] == ("—", "—")


def test_the_overview_counts_by_group(target: Path) -> None:
    """Units, stars, mean and lists of each group, and of all together."""
    made = board([member(unit("甲村"), FIVE), member(unit("乙村"), THREE), member(unit("丙社区", kind="community"))])
    write_board(made, NOON, target, "zh")
    table = [row for row in cells(target, "总览") if row[0] and isinstance(row[1], int)]
    assert [(row[0], *row[1:7]) for row in table] == [
        ("示例县·村·默认(平原、城郊村;普通社区)", 2, 1, 0, 1, 0, 0),
        ("示例县·社区·默认(平原、城郊村;普通社区)", 1, 0, 1, 0, 0, 0),
        ("合计", 3, 1, 1, 1, 0, 0),
    ]
    totals = [row.standing.total for row in made.rows]
    assert table[2][7] == pytest.approx(float(sum(totals) / 3), abs=0.005)


def test_the_stamp_says_when_whose_values_and_by_which_rules(target: Path) -> None:
    """On the overview and on the table; the framework and its disclaimer on the overview."""
    text = [[str(row[0]) for row in cells(write(target), sheet) if row[0]] for sheet in ("总览", "晾晒榜")]
    assert all("数据截止时间：2022-10-08 12:00　口径：填报值" in part[1] for part in text)
    assert any("reference-47" in line for line in text[0])
    assert any("不是杭州市或任何机关的正式文件" in line for line in text[0])


def test_whoever_has_no_rating_is_named_and_files_are_not(target: Path) -> None:
    """A unit of the roster by its name; a workbook of nobody known is only counted."""
    table = cells(write(target), "未上报和未评定")
    assert [row for row in table if row[4] in ("未上报", "未评定")] == [
        ("示例县", "云溪镇", "白石村", "村", "未上报"),
        (None, None, "（看不出是哪个单位）", None, "未评定"),
    ]


def test_it_prints_on_a4_with_its_heading_on_every_page(target: Path) -> None:
    """The wide tables lie on their side."""
    assert printed(write(target)) == [
        ("总览", "9", "landscape", "$5:$5"),
        ("晾晒榜", "9", "landscape", "$4:$4"),
        ("榜单", "9", "landscape", "$2:$2"),
        ("未上报和未评定", "9", "portrait", "$2:$2"),
    ]


def test_hostile_text_stays_text(target: Path) -> None:
    """Whatever a unit or a town is called, no formula comes of it, and the parts stay well-formed."""
    names = [*HOSTILE, "<script>alert(1)</script>", "甲\x00\u2028\ud800村", "村" * 200]
    write_board(board([member(unit(text, town=text, county=text)) for text in names]), NOON, target, "zh")
    assert (formulas(target), broken_parts(target)) == ([], [])


def test_a_board_of_nobody_is_a_workbook_all_the_same(target: Path) -> None:
    """Before the first form has come."""
    write_board(board([absent(unit("白石村"))]), NOON, target, "zh")
    assert openpyxl.load_workbook(target).sheetnames == ["总览", "未上报和未评定"]


def test_it_bears_the_mark_of_a_result(target: Path) -> None:
    """It is never read as a form."""
    assert read_imprint(write(target)) == Imprint("board", untouched=True)


def test_what_a_figure_needs_words_for_stands_beside_it(target: Path) -> None:
    """A grade that would be held back has a sign and, below the table, the reason; a form of another season says so."""
    late = member(unit("乙村"), THREE)
    assert late.standing is not None
    rows_of = [(member(unit("甲村"), FIVE), "2022Q3"), (member(unit("丙村"), FOUR), "2022Q3"), (late, "2022Q2")]
    now = [replace(one, standing=replace(one.standing, period=period)) for one, period in rows_of if one.standing]
    write_board(board(now, [member(unit("甲村"), THREE)]), NOON, target, "zh")
    table = cells(target, "晾晒榜")
    known = {row[4]: row[13] for row in table if isinstance(row[0], int)}
    assert known == {
        "甲村": "★★★★★ 五星 *", "丙村": "★★★★☆ 四星", "乙村（2022Q2 的表）": "★★★☆☆ 三星",
    }  # fmt: skip
    note = "* 授星时受限：一季最多升 1 星：算得五星，由三星升为四星"
    assert [note in [row[0] for row in cells(target, sheet)] for sheet in ("总览", "晾晒榜")] == [True, True]
    assert any("不是授星结果" in str(row[0]) for row in cells(target, "总览"))
