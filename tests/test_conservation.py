"""The conservation law: every filled cell of the answer columns is in the assessment or named by a finding."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import VILLAGE, Raw, answers, assessment, form, found, framework, read, write

from starcli.core.assessment import Assessment
from starcli.core.findings import Location, Read, finding

Cells = set[tuple[str, str]]
"""Sheets and addresses."""

HEADINGS = ("编码", "数据项", "填报值", "核验值", "复核值", "不适用", "备注")
ANSWERS = ("填报值", "核验值", "复核值", "不适用")
SAYS_NO = ("否", "×", "✗", "未", "无", "未完成", "不达标", "n", "no", "false", "0")
"""In the 'not applicable' column these say what a blank says."""


def filled(path: Path) -> Cells:
    """Every filled cell below an answer heading, seen with another library and without the reader's help."""
    cells: Cells = set()
    for page in openpyxl.load_workbook(path):
        columns: dict[int, str] = {}
        for row in page.iter_rows():
            headings = {cell.column: str(cell.value) for cell in row if cell.value in ANSWERS}
            if len(headings) == len(ANSWERS):
                columns = headings
                continue
            for cell in row:
                text = "" if cell.value is None else str(cell.value).strip()
                heading = columns.get(cell.column, "")
                if heading and text and not (heading == "不适用" and text.lower() in SAYS_NO):
                    cells.add((page.title, cell.coordinate))
    return cells


def accounted(result: Read[Assessment | None]) -> Cells:
    """Every cell that the assessment or a finding names."""
    places = [f.location for f in result.findings]
    if result.value is not None:
        places += [answer.location for entry in result.value.entries.values() for answer in entry.answers.values()]
        places += [entry.claim for entry in result.value.entries.values() if entry.claim is not None]
        places += [count.location for count in result.value.counts.values()]
    return {(place.sheet, place.cell) for place in places}


def lost(path: Path) -> list[tuple[str, str]]:
    """The filled cells of a workbook that nothing accounts for."""
    return sorted(filled(path) - accounted(read(path)))


KNOWN = [*framework().facts, *framework().entries]
ADJUSTMENTS = ["B1", "B2", "D1", "V1", "V6"]
MISTYPED = ["ORG02", "0RG-02", "posts-filled", "X-99", "合计", "小计", "Total", "编码", "?"]
NAMES = ["党组织书记空缺天数", "在岗班子成员数", "总户数", "书记空缺", "合计", "获省级表彰或经验推广", "数据项", ""]
GARBAGE: list[Raw] = [
    0, 1, 3, -2, 12.5, 1e15, True, False, datetime(2022, 9, 19),  # noqa: DTZ001 cells have no time zone
    "3", "８５％", "1,234", "126000元", "约80", "好", "较好", "是", "否", "√", "×", "无", "不适用", "/", "-", "NA",
    "=1+1", "#DIV/0!", "合计", "填报值", "数据项", "不适用（见备注）", "本村未设", "  ", "\u3000", "None",
    "nan", "1e9999", ":", "：",
]  # fmt: skip

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=6)
values = st.one_of(st.none(), st.sampled_from(GARBAGE), texts, st.integers(-(10**9), 10**9), st.floats(-1e6, 1e6))
codes = st.one_of(
    st.sampled_from(KNOWN[:6]),
    st.sampled_from(KNOWN),
    st.sampled_from(ADJUSTMENTS),
    st.sampled_from(MISTYPED),
    st.none(),
)
remarks = st.sampled_from([None, "含合计", "见附件", "备注"])
rows = st.tuples(codes, st.sampled_from(NAMES), values, values, values, values, remarks)
titles = st.lists(
    st.sampled_from([(), ("自评表",), ("填报单位：石门村", None, "单位：万元"), ("类型", "村")]), max_size=3
)


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[Raw, ...]]:
    """A data sheet: titles, a header, rows, and sometimes the header again with more rows below it."""
    table: list[tuple[Raw, ...]] = [*draw(titles), HEADINGS, *draw(st.lists(rows, max_size=12))]
    if draw(st.booleans()):
        table += [HEADINGS, *draw(st.lists(rows, max_size=4))]
    return table


@settings(max_examples=100, deadline=None, derandomize=True)
@given(first=tables(), second=st.one_of(st.none(), tables()))
def test_no_filled_cell_is_lost(first: list[tuple[Raw, ...]], second: list[tuple[Raw, ...]] | None) -> None:
    """Whatever stands in the answer columns of one or two data sheets, no cell of it goes unmentioned."""
    with TemporaryDirectory() as folder:
        sheets = {"基本信息": VILLAGE, "填报表": first} | ({} if second is None else {"附表": second})
        assert lost(write(Path(folder) / "f.xlsx", sheets)) == []


@settings(max_examples=60, deadline=None, derandomize=True)
@given(first=tables())
def test_no_answer_comes_from_nowhere(first: list[tuple[Raw, ...]]) -> None:
    """Every answer, claim and count of an assessment stands in a cell that is filled."""
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "f.xlsx", {"基本信息": VILLAGE, "填报表": first})
        value = assessment(path)
        assert sorted(accounted(Read(value)) - filled(path)) == []


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("| ORG-02 | | | | | √ |\n| ORG-02 | | | | | √ |", id="two claims"),
        pytest.param("| ORG-02 | | | | | √ |\n| ORG-02 | | | | | 本村未设 |", id="two claims with a reason"),
        pytest.param("| B2 | | | 2 | 1 | |", id="a count by town and county"),
        pytest.param("| B2 | | | 2 | | |\n| B2 | | | 3 | | |", id="a repeated count"),
        pytest.param("| V1 | | | 是 | | |\n| V1 | | | 否 | | |", id="a repeated veto"),
        pytest.param("| B2 | | | | | √ |", id="an adjustment marked as not applicable"),
        pytest.param("| ORG-02 | | | | | ： |", id="a colon as a mark"),
        pytest.param("| | | | | 填报值 | |\n| ORG-02 | | 1 | 2 | 3 | |", id="a heading as the first answer"),
        pytest.param("| 编码 | 数据项 | 3 | | | |", id="an answer beside the words of a header"),
    ],
)
def test_rows_of_which_nothing_may_be_lost(tmp_path: Path, table: str) -> None:
    """What stands twice, or where it does not belong, is named."""
    header = "| 编码 | 数据项 | 填报值 | 核验值 | 复核值 | 不适用 |"
    assert lost(form(tmp_path / "f.xlsx", f"{header}\n{table}")) == []


def test_a_second_column_of_answers_is_not_lost(tmp_path: Path) -> None:
    """Where two headings stand for the unit's own value, what is filled below the second is named."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 完成情况 | 自评值 |\n| ORG-02 | 3 | 4 |\n| ORG-06 | | 2 |")
    named = {cell for _, cell in accounted(read(path))}
    assert sorted({"B2", "C2", "C3"} - named) == []


@pytest.mark.parametrize(("cell", "kind"), [("=1+1", "f"), ("#DIV/0!", "e"), ("#N/A", "e")])
def test_a_cell_without_a_readable_result_is_not_lost(tmp_path: Path, cell: str, kind: str) -> None:
    """A formula whose result was never stored, and one that ends in an error, are named."""
    path = tmp_path / "f.xlsx"
    book = openpyxl.Workbook()
    for cells in (HEADINGS, ("ORG-02", None, cell)):
        book.active.append(cells)
    book.active["C2"].data_type = kind
    book.save(path)
    assert lost(path) == []


def test_unknown_rows_name_every_filled_cell(tmp_path: Path) -> None:
    """Each filled answer cell of an unknown row is named; one without any is passed over."""
    table = """
        | 编码 | 填报值 | 核验值 | 复核值 | 不适用 | 备注 |
        | X-1 | 1 | 2 | 3 | √ | 说明 |
        | X-2 | | | | | 说明 |
        | | 7 | | | | |
        """
    assert found(read(form(tmp_path / "f.xlsx", table)).findings) == [
        ("B2", "row-not-recognised"),
        ("C2", "row-not-recognised"),
        ("D2", "row-not-recognised"),
        ("E2", "row-not-recognised"),
        ("B4", "row-not-recognised"),
    ]


def test_total_rows_are_noted(tmp_path: Path) -> None:
    """A row that adds up others is no unknown item, by whichever cell says so."""
    table = """
        | 编码 | 数据项 | 填报值 |
        | 合计 | | 90 |
        | | 小 计 | 45.5 |
        | | Total | 90 |
        """
    assert found(read(form(tmp_path / "f.xlsx", table)).findings) == [
        ("C2", "total-row-skipped"),
        ("C3", "total-row-skipped"),
        ("C4", "total-row-skipped"),
    ]


def test_a_remark_about_a_total_makes_no_total_row(tmp_path: Path) -> None:
    """An unknown row whose remarks or evidence mention a total is still an unknown row."""
    table = """
        | 编码 | 填报值 | 佐证材料 | 备注 |
        | X-1 | 5 | | 含上年合计 |
        | X-2 | 6 | 总分表 | |
        """
    assert found(read(form(tmp_path / "f.xlsx", table)).findings) == [
        ("B2", "row-not-recognised"),
        ("B3", "row-not-recognised"),
    ]


def test_a_row_repeated_with_the_same_value(tmp_path: Path) -> None:
    """An item that stands twice with equal values keeps it, and the second place is named."""
    table = "| 编码 | 填报值 |\n| ORG-02 | 3 |\n| ORG-06 | 2 |\n| ORG-02 | `3` |"
    result = read(form(tmp_path / "f.xlsx", table))
    assert (result.value and answers(result.value), found(result.findings)) == (
        [("ORG-02", "self", "3"), ("ORG-06", "self", "2")],
        [("B4", "row-repeated")],
    )


def test_a_row_repeated_with_another_value(tmp_path: Path) -> None:
    """An item that stands twice with different values has none, and the second place names the first."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 3 |\n| ORG-02 | 4 |")
    result = read(path)
    place = Location("f.xlsx", "填报表", "B3")
    assert (result.value and answers(result.value), result.findings) == (
        [("ORG-02", "self", "None")],
        (finding("row-repeated-differs", place, id="ORG-02", other="填报表!B2"),),
    )


def test_a_third_row_does_not_settle_two_that_differ(tmp_path: Path) -> None:
    """Once two values differ, a third that equals one of them does not bring it back."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 3 |\n| ORG-02 | 4 |\n| ORG-02 | 3 |")
    assert answers(assessment(path)) == [("ORG-02", "self", "None")]


def test_a_repeated_row_fills_in_what_is_blank(tmp_path: Path) -> None:
    """Two rows of an item complete one another where only one of them is filled, without a finding."""
    table = """
        | 编码 | 填报值 | 核验值 |
        | ORG-02 | | 3 |
        | ORG-02 | 4 | |
        """
    result = read(form(tmp_path / "f.xlsx", table))
    assert (result.value and answers(result.value), found(result.findings)) == (
        [("ORG-02", "self", "4"), ("ORG-02", "verified", "3")],
        [],
    )


def test_a_row_repeated_on_another_sheet(tmp_path: Path) -> None:
    """Two data sheets are one form: an item on both is a repeated one."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 3 |", 附表="| 编码 | 填报值 |\n| ORG-02 | 4 |")
    assert [(f.location.within, f.code) for f in read(path).findings] == [("附表!B2", "row-repeated-differs")]


def test_sheets_without_answers_are_noted(tmp_path: Path) -> None:
    """A sheet that holds something else is noted, an empty one is not, nor is one with a label that was read."""
    path = form(
        tmp_path / "f.xlsx",
        "| 编码 | 填报值 |\n| ORG-02 | 3 |",
        底数="| 姓名 | 电话 |\n| 甲 | 1 |",
        空表=[],
        封面="| 填报单位 | 石门村 |",
    )
    assert [(f.location.sheet, f.code) for f in read(path).findings] == [("底数", "sheet-not-read")]
