"""Tables of departments and summaries of surveys as people send them, read into values by unit."""

from decimal import Decimal
from pathlib import Path

import pytest
from sheets import Rows, framework, write

from starcli.core.findings import Finding
from starcli.core.numbers import plain
from starcli.excel.opening.workbook import open_file
from starcli.excel.reading.outside_data import OutsideData, OutsideReader

Value = tuple[str, str, str, str, str]
"""Unit, key, value, period and provider."""


def read(path: Path, **sheets: str | Rows) -> tuple[OutsideData, tuple[Finding, ...]]:
    """What stands in a workbook with these sheets."""
    book = open_file(write(path / "d.xlsx", sheets), "d.xlsx").value
    assert book is not None
    found = OutsideReader(framework()).read(book)
    return found.value, found.findings


def values(data: OutsideData) -> list[Value]:
    """Every value as a flat line."""
    return [
        (
            f"{row.unit.town}{row.unit.name}" or row.unit.code,
            value.key,
            value.answer.value if isinstance(value.answer.value, str) else plain(value.answer.value or Decimal(0)),
            value.period,
            value.provider,
        )
        for row in data.rows
        for value in row.values
    ]


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Cell and code of what is found, notes aside."""
    return [(found.location.cell, found.code) for found in findings if found.severity != "note"]


LONG = """
部门数据表
单位：件
| 序号 | 镇街 | 村社 | 指标 | 分子 | 分母 | 数值 | 数据时段 | 提供部门 |
| 1 | 云溪镇 | 石门村 | GOV-02 | 90 | 100 | 90 | 2022Q3 | 信访局 |
| 2 | 云溪镇 | 青坞村 | 越级信访人次 |  |  | 2 | 2022年三季度 | 信访局 |
| 3 | 云溪镇 | 青坞村 | 满意件数 |  |  | 88 | 2022Q3 | 信访局 |
| 4 | 云溪镇 | 上田村 | 书记抓基层党建述职评议等次 |  |  | 较好 | 2021年度 | 组织部 |
| 合计 |  |  |  |  |  | 180 |  |  |
注：以上数据来自平台。
填表人：　　　　审核：
"""


def test_a_table_with_a_row_a_value(tmp_path: Path) -> None:
    """Indicators and facts by code or name, parts as the facts they are; totals, notes and signatures are none."""
    data, found = read(tmp_path, 数据=LONG)
    assert (values(data), codes(found)) == (
        [
            ("云溪镇石门村", "hot_ok", "90", "2022Q3", "信访局"),
            ("云溪镇石门村", "hot_rated", "100", "2022Q3", "信访局"),
            ("云溪镇青坞村", "GOV-03", "2", "2022Q3", "信访局"),
            ("云溪镇青坞村", "hot_ok", "88", "2022Q3", "信访局"),
            ("云溪镇上田村", "ORG-09", "B", "2021年度", "组织部"),
        ],
        [],
    )


WIDE = """
信访、环境检查情况（2022年第三季度）
| 序号 | 村社名称 | 单位代码 | 越级信访人次 | 人居环境(环境卫生)检查平均分 | ENV-02 | 备注 |
| 1 | 石门村 | `330199001201` | 1 | 88 | `91.5%` |  |
| 2 | 青坞村 | `330199001202` | 0 |  | 待定 | 未查 |
"""


def test_a_table_with_a_row_a_unit(tmp_path: Path) -> None:
    """A column a figure; the title says the period, blank cells say nothing, and what is still to come is told."""
    data, found = read(tmp_path, 数据=WIDE)
    assert (values(data), codes(found)) == (
        [
            ("石门村", "GOV-03", "1", "2022Q3", ""),
            ("石门村", "ENV-01", "88", "2022Q3", ""),
            ("石门村", "ENV-02", "91.5", "2022Q3", ""),
            ("青坞村", "GOV-03", "0", "2022Q3", ""),
        ],
        [("F4", "value-pending")],
    )


TWO_ROWS = """
| 村社 | 12345热线工单满意率 | < | < | 越级信访人次 |
| ^ | 分子 | 分母 | 数值 | ^ |
| 石门村 | 90 | 100 | 90 | 1 |
"""
ONE = """
12345热线工单满意率
数据时段：2022年1—9月　　提供部门：信访局
| 村社 | 满意 | 分子 | 分母 | 数值 |
| 石门村 |  | 90 | 100 | 90 |
| 青坞村 |  |  |  | 85 |
"""
BY_TOWN = """
| 村社 | 指标 | 数值 |
| 云溪镇 |  |  |
| 石门村 | GOV-03 | 1 |
| 平桥镇 |  |  |
| 石门村 | GOV-03 | 2 |
| 村社 | 指标 | 数值 |
| 湖畔村 | GOV-03 | 3 |
"""
MERGED = """
| 镇街 | 村社 | 指标 | 数值 |
| 云溪镇 | 石门村 | GOV-03 | 1 |
| ^ | ^ | GOV-04 | 0 |
| ^ | 青坞村 | GOV-03 | 2 |
"""
CODES = """
| 村社 | 编码 | 数值 |
| 石门村 | GOV-03 | 1 |
"""
YUAN = """
单位：元
| 村社 | 经营收入 | 发包及上交收入 |
| 石门村 | 126000 | `3.5万元` |
"""
SHAPES: dict[str, tuple[str, list[Value]]] = {
    "headings of two rows": (
        TWO_ROWS,
        [("石门村", "hot_ok", "90", "", ""), ("石门村", "hot_rated", "100", "", ""), ("石门村", "GOV-03", "1", "", "")],
    ),
    "one indicator, named in the title": (
        ONE,
        [
            ("石门村", "hot_ok", "90", "2022年1—9月", "信访局"),
            ("石门村", "hot_rated", "100", "2022年1—9月", "信访局"),
            ("青坞村", "GOV-02", "85", "2022年1—9月", "信访局"),
        ],
    ),
    "towns in lines of their own, and headings again": (
        BY_TOWN,
        [
            ("云溪镇石门村", "GOV-03", "1", "", ""),
            ("平桥镇石门村", "GOV-03", "2", "", ""),
            ("平桥镇湖畔村", "GOV-03", "3", "", ""),
        ],
    ),
    "units merged over their rows": (
        MERGED,
        [
            ("云溪镇石门村", "GOV-03", "1", "", ""),
            ("云溪镇石门村", "GOV-04", "0", "", ""),
            ("云溪镇青坞村", "GOV-03", "2", "", ""),
        ],
    ),
    "codes of items below a bare heading": (CODES, [("石门村", "GOV-03", "1", "", "")]),
    "another measure": (
        YUAN,
        [("石门村", "inc_operate", "12.6", "", ""), ("石门村", "inc_contract", "3.5", "", "")],
    ),
}


@pytest.mark.parametrize(("table", "expected"), SHAPES.values(), ids=SHAPES.keys())
def test_shapes_of_tables(tmp_path: Path, table: str, expected: list[Value]) -> None:
    """Tables are read by the words of their headings, however these are arranged."""
    data, _ = read(tmp_path, 数据=table)
    assert values(data) == expected


ABOUT_ALL = """
| 镇街 | 村社 | 指标 | 数值 |
| 云溪镇 | 石门村 | GOV-03 | 1 |
| 云溪镇合计 |  | GOV-03 | 1 |
| 全县平均 |  | GOV-03 | 3 |
| 平桥镇 | 平均值 | GOV-03 | 2 |
| 平桥镇 | 小 计 | GOV-03 | 9 |
"""


def test_rows_about_all_units_are_nobodys(tmp_path: Path) -> None:
    """Totals and means of a town or a county are no unit's values, and nothing to be told of."""
    data, found = read(tmp_path, 数据=ABOUT_ALL)
    assert (values(data), codes(found)) == ([("云溪镇石门村", "GOV-03", "1", "", "")], [])


def test_the_name_of_the_sheet_says_the_town_and_the_period(tmp_path: Path) -> None:
    """One sheet a town holds for all of its rows."""
    data, _ = read(tmp_path, 平桥镇="| 村社 | 指标 | 数值 |\n| 石门村 | GOV-03 | 1 |")
    assert values(data) == [("平桥镇石门村", "GOV-03", "1", "", "")]


FAULTS = {
    "an unknown indicator": ("| 村社 | 指标 | 数值 |\n| 石门村 | GOV-33 | 1 |", [("B2", "imported-item-unknown")]),
    "no unit": ("| 村社 | 指标 | 数值 |\n|  | GOV-03 | 1 |", [("C2", "imported-row-without-unit")]),
    "no indicator": ("| 村社 | 指标 | 数值 |\n| 石门村 |  | 1 |", [("B2", "imported-row-without-item")]),
    "a value that cannot be read": (
        "| 村社 | 指标 | 数值 |\n| 石门村 | GOV-03 | 两三次吧 |",
        [("C2", "not-readable-as-number")],
    ),
    "another rate than the parts give": (
        "| 村社 | 指标 | 分子 | 分母 | 数值 |\n| 石门村 | GOV-02 | 90 | 100 | 91 |",
        [("E2", "imported-rate-differs")],
    ),
    "a numerator alone": (
        "| 村社 | 指标 | 分子 | 分母 | 数值 |\n| 石门村 | GOV-02 | 90 |  |  |",
        [("C2", "imported-parts-missing")],
    ),
    "parts of what has none": (
        "| 村社 | 指标 | 分子 | 分母 | 数值 |\n| 石门村 | DEV-02 | 90 | 80 |  |",
        [("C2", "imported-parts-unclear")],
    ),
    "a heading that is nearly an indicator": (
        "| 村社 | 越级信访人次 | 越级信访人数 |\n| 石门村 | 1 | 2 |",
        [("C1", "imported-item-unknown")],
    ),
    "a value merged over two units": (
        "| 村社 | 指标 | 数值 |\n| 石门村 | GOV-03 | 1 |\n| 青坞村 | GOV-03 | ^ |",
        [("C2", "value-over-several-rows")],
    ),
    "points and places": ("得分排名\n| 村社 | GOV-03 | GOV-04 |\n| 石门村 | 2 | 1.5 |", [("", "data-not-recognised")]),
    "a form": ("| 编码 | 数据项 | 数值 |\n| GOV-03 | 越级信访人次 | 1 |", [("", "data-not-recognised")]),
}


@pytest.mark.parametrize(("table", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_wrong_with_a_table(tmp_path: Path, table: str, expected: list[tuple[str, str]]) -> None:
    """Each fault is a finding at its cell, and what it is about is not used."""
    _, found = read(tmp_path, 数据=table)
    assert codes(found) == expected


def test_a_value_merged_over_two_units_is_nobodys(tmp_path: Path) -> None:
    """Neither of the units has it."""
    data, _ = read(tmp_path, 数据=FAULTS["a value merged over two units"][0])
    assert values(data) == []


SURVEY = """
2022年上半年群众满意度测评汇总表
| 序号 | 镇街 | 村社 | 发放份数 | 有效份数 | 满意 | 基本满意 | 不满意 | 不了解 | 满意率 |
| 1 | 云溪镇 | 石门村 | 200 | 190 | 150 | 30 | 6 | 4 | `94.7%` |
| 2 | 云溪镇 | 青坞村 | 100 | 110 | 100 | 5 | 5 | 0 | `95.5%` |
| 3 | 云溪镇 | 上田村 | 100 | 100 | 80 | 10 | 5 | 5 | `92%` |
| 4 | 云溪镇 | 茶园村 | 100 | 90 | 80 | 半数 | 5 | 5 |  |
| 合计 |  |  | 500 | 490 |  |  |  |  |  |
"""


def test_a_summary_of_a_survey(tmp_path: Path) -> None:
    """Each row gives the facts of the framework's survey; rows that do not add up give none, and are told."""
    data, found = read(tmp_path, 汇总=SURVEY)
    assert values(data) == [
        ("云溪镇石门村", "sat_points", "180", "2022年上半年", ""),
        ("云溪镇石门村", "sat_valid", "190", "2022年上半年", ""),
        ("云溪镇上田村", "sat_points", "90", "2022年上半年", ""),
        ("云溪镇上田村", "sat_valid", "100", "2022年上半年", ""),
    ]
    assert codes(found) == [
        ("D4", "survey-issued-below-valid"),
        ("J5", "survey-rate-differs"),
        ("G6", "not-readable-as-number"),
        ("E6", "survey-answers-unread"),
    ]


def test_answers_below_a_common_heading(tmp_path: Path) -> None:
    """The answers may stand below a heading of their own, in other words."""
    table = """
| 村社 | 有效问卷数 | 测评结果 | < | < | < |
| ^ | ^ | 满意票 | 较满意 | 不满意票 | 弃权 |
| 石门村 | 100 | 80 | 15 | 3 | 2 |
"""
    data, found = read(tmp_path, 汇总=table)
    assert ([v[1:3] for v in values(data)], codes(found)) == ([("sat_points", "95"), ("sat_valid", "100")], [])


def test_sheets_that_hold_no_data_are_named(tmp_path: Path) -> None:
    """Of a workbook with data and something else, the other sheet is a note."""
    _, found = read(tmp_path, 数据=LONG, 说明="本表由信访局提供")
    assert [(f.location.sheet, f.code) for f in found if f.code == "data-sheet-not-read"] == [
        ("说明", "data-sheet-not-read")
    ]
