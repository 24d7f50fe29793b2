"""The header of a data sheet, found by its words wherever it stands."""

from pathlib import Path

import pytest
from sheets import answers, assessment, form, found, read, sheet

from starcli.excel.layouts.form import Column
from starcli.excel.reading.header import find_headers


def header(table: str) -> tuple[int, int, dict[Column, int]] | None:
    """Top row, first row of answers and columns of the header in a table, counted from zero."""
    seen = next(iter(find_headers(sheet(table))), None)
    return None if seen is None else (seen.top, seen.first_row, dict(seen.columns))


def test_the_header_of_our_own_form_in_chinese() -> None:
    """Every heading of the Chinese form is a column, and those that only help people are not."""
    assert header("| 编码 | 所属指标 | 数据项 | 单位 | 填报值 | 核验值 | 复核值 | 不适用 | 佐证材料 | 备注 |") == (
        0,
        1,
        {
            "code": 0,
            "name": 2,
            "self": 4,
            "verified": 5,
            "reviewed": 6,
            "not_applicable": 7,
            "evidence": 8,
            "remarks": 9,
        },
    )


def test_the_header_of_our_own_form_in_english() -> None:
    """Every heading of the English form is the same column as in the Chinese one."""
    headings = "Code | Indicators | Item | Measured in | Self-reported | Verified | Reviewed"
    assert header(f"| {headings} | Not applicable | Evidence | Remarks |") == (
        0,
        1,
        {
            "code": 0,
            "name": 2,
            "self": 4,
            "verified": 5,
            "reviewed": 6,
            "not_applicable": 7,
            "evidence": 8,
            "remarks": 9,
        },
    )


def test_titles_above_the_header_are_passed_over() -> None:
    """Title, unit line and empty rows may stand above the header."""
    table = """
        2022年第三季度自评表
        ---
        | 填报单位：石门村 | | 单位：万元 |
        | 编码 | 指标名称 | 指标值 |
        """
    assert header(table) == (3, 4, {"code": 0, "name": 1, "self": 2})


@pytest.mark.parametrize(
    ("column", "headings"),
    [
        ("code", ["编码", "指标编码", "数据项编码", "代码", "指标代码", "Code", "CODE"]),
        ("name", ["数据项", "指标名称", "二级指标", "三级指标", "指标", "项目", "Indicator", "Item", "Fact"]),
    ],
)
def test_headings_of_rows(column: Column, headings: list[str]) -> None:
    """A code or name column by any of its headings makes a header, together with a value column."""
    assert [header(f"| {heading} | 填报值 |") for heading in headings] == [
        (0, 1, {column: 0, "self": 1}) for _ in headings
    ]


@pytest.mark.parametrize(
    ("column", "headings"),
    [
        ("self", ["填报值", "自评值", "指标值", "完成情况", "实际值", "self", "Self-Reported", "Value"]),
        ("verified", ["核验值", "核定值", "镇街核验值", "镇街核验", "Verified"]),
        ("reviewed", ["复核值", "审核值", "县级复核值", "县级复核", "Reviewed"]),
    ],
)
def test_headings_of_values(column: Column, headings: list[str]) -> None:
    """A value column of any level by any of its headings makes a header, together with a code column."""
    assert [header(f"| 编码 | {heading} |") for heading in headings] == [
        (0, 1, {"code": 0, column: 1}) for _ in headings
    ]


@pytest.mark.parametrize(
    ("column", "headings"),
    [
        ("not_applicable", ["不适用", "合理缺项", "不涉及", "Not applicable"]),
        ("evidence", ["佐证材料", "证明材料", "Evidence"]),
        ("remarks", ["备注", "说明", "Remarks"]),
    ],
)
def test_headings_of_notes(column: Column, headings: list[str]) -> None:
    """The columns beside the values are known by any of their headings."""
    assert [header(f"| 编码 | 填报值 | {heading} |") for heading in headings] == [
        (0, 1, {"code": 0, "self": 1, column: 2}) for _ in headings
    ]


def test_a_heading_may_be_spaced_broken_or_explained() -> None:
    """Spaces, line breaks, full-width letters, colons and words in brackets do not hide a heading."""
    table = "| 编　码 | 指 标<br>名 称 | 指标值（万元） | 核验值(镇街填) | Ｎｏｔ applicable | 备注： |"
    assert header(table) == (
        0,
        1,
        {"code": 0, "name": 1, "self": 2, "verified": 3, "not_applicable": 4, "remarks": 5},
    )


def test_a_merged_heading_over_three() -> None:
    """Under '完成情况' over data items and the value, the value's own column is taken."""
    table = """
        | 序号 | 指标编码 | 二级指标 | 完成情况 | < | < | 备注 |
        | ^ | ^ | ^ | 数据项1 | 数据项2 | 指标值 | ^ |
        | 1 | ORG-02 | 党组织书记空缺天数 | 5 | 6 | 3 | |
        """
    assert header(table) == (0, 2, {"code": 1, "name": 2, "self": 5, "remarks": 6})


def test_a_merged_heading_over_each_level() -> None:
    """Under one heading for all values, those of the unit, the town and the county are told apart."""
    table = """
        年度自评表
        | 编码 | 数据项 | 数值 | < | < |
        | ^ | ^ | 填报值 | 核验值 | 复核值 |
        """
    assert header(table) == (1, 3, {"code": 0, "name": 1, "self": 2, "verified": 3, "reviewed": 4})


def test_a_first_row_of_answers_is_no_second_header() -> None:
    """A row with a code below the header is an answer, even where its text could be a heading."""
    table = """
        | 编码 | 填报值 | 备注 |
        | ORG-02 | 指标值 | 核验值 |
        """
    assert header(table) == (0, 1, {"code": 0, "self": 1, "remarks": 2})


def test_the_first_of_two_equal_headings_counts() -> None:
    """Where a heading stands twice, the column further left is the one."""
    assert header("| 编码 | 备注 | 填报值 | 备注 |") == (0, 1, {"code": 0, "remarks": 1, "self": 2})


@pytest.mark.parametrize(
    "table",
    [
        "| 编码 | 数据项 | 备注 |",
        "| 填报值 | 核验值 |",
        "| 序号 | 得分 | 排名 |",
        "| 编码填报值 |",
        "说明",
        "",
    ],
)
def test_sheets_that_are_no_data_sheets(table: str) -> None:
    """Without a code or name column, or without a value column, there is no header."""
    assert header(table) is None


def test_a_header_too_far_down_is_none() -> None:
    """A header is looked for in the first twenty rows only."""
    rows = "\n".join(["| 填报须知 |"] * 19)
    tried = [header(f"{rows}\n{more}| 编码 | 填报值 |") for more in ("", "| 填报须知 |\n")]
    assert tried == [(19, 20, {"code": 0, "self": 1}), None]


def test_a_header_on_every_page_is_no_answer(tmp_path: Path) -> None:
    """A header that is printed again on a later page is passed over, and the rows below it are read."""
    table = """
        | 编码 | 数据项 | 填报值 | 备注 |
        | ORG-02 | 党组织书记空缺天数 | 3 | |
        | 编码 | 数据项 | 填报值 | 备注 |
        | ORG-06 | 近两年发展党员人数 | 2 | |
        """
    result = read(form(tmp_path / "f.xlsx", table))
    assert result.value is not None
    assert (answers(result.value), found(result.findings)) == (
        [("ORG-02", "self", "3"), ("ORG-06", "self", "2")],
        [],
    )


def test_merged_headings_in_a_file(tmp_path: Path) -> None:
    """Merged parents over data items and the value are read from a file, and only the value is an answer."""
    table = """
        自评表
        | 序号 | 指标编码 | 二级指标 | 完成情况 | < | < | 备注 |
        | ^ | ^ | ^ | 数据项1 | 数据项2 | 指标值 | ^ |
        | 1 | ORG-02 | 党组织书记空缺天数 | 5 | 6 | 3 | |
        """
    assert answers(assessment(form(tmp_path / "f.xlsx", table))) == [("ORG-02", "self", "3")]
