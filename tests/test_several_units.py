"""Workbooks that hold the forms of several units: a sheet a unit, a row a unit, a row an answer."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapes import Places, changed, details, each, one, places, units, values
from sheets import Raw, counts, form, framework, write

from starcli.core.rating import rate
from starcli.core.scheme import resolve
from starcli.excel.opening.book import address


def test_one_sheet_a_unit(tmp_path: Path) -> None:
    """Sheets that are the same form for different units give each unit its own."""
    sheets = {
        "石门": "| 填报单位：石门村 | 类型：村 |\n| 编码 | 填报值 |\n| ORG-02 | 3 |\n| ORG-06 | 2 |",
        "云溪": "| 填报单位：云溪社区 | 类型：社区 |\n| 编码 | 填报值 |\n| ORG-02 | 5 |\n| ORG-06 | 约2 |",
    }
    path = write(tmp_path / "f.xlsx", sheets)
    assert units(path) == [
        ("石门村", [("ORG-02", "self", "3"), ("ORG-06", "self", "2")]),
        ("云溪社区", [("ORG-02", "self", "5"), ("ORG-06", "self", "2")]),
    ]
    found = [[(f.location.within, f.code) for f in read.findings] for read in each(path)]
    assert found == [[], [("云溪!B4", "value-not-exact")]]
    kinds = [read.value.unit.kind for read in each(path) if read.value is not None]
    assert kinds == ["village", "community"]


def test_one_sheet_a_unit_called_by_its_name(tmp_path: Path) -> None:
    """Where the tables do not name their unit, sheets that are called by one do; a common cover holds for all."""
    table = "| 编码 | 填报值 |\n| ORG-02 | 3 |\n| ORG-06 | 2 |"
    sheets = {
        "封面": "| 填报单位：云溪镇 | 类型：村 | 镇街：云溪镇 | 周期：2022Q3 |",
        "石门村": table,
        "青坞村 (2)": table,
    }
    path = write(tmp_path / "f.xlsx", sheets)
    read = [r.value for r in each(path) if r.value is not None]
    assert [(v.unit.name, v.unit.kind, v.unit.town, v.period, len(v.entries)) for v in read] == [
        ("石门村", "village", "云溪镇", "2022Q3", 2),
        ("青坞村", "village", "云溪镇", "2022Q3", 2),
    ]
    assert places(path) == []


def test_a_cover_and_adjustments_for_each_unit(tmp_path: Path) -> None:
    """A sheet that names a unit is its cover, and one that is called after it belongs to its form."""
    table = "| 编码 | 填报值 |\n| ORG-02 | 3 |\n| ORG-06 | 2 |"
    sheets = {
        "封面1": "| 单位名称 | 石门村 |\n| 类型 | 村 |",
        "石门村": table,
        "石门村加减分": "| 编码 | 核验值 |\n| B2 | 1 |",
        "青坞村": table,
        "封面2": "| 单位名称 | 青坞村 |\n| 类型 | 村 |\n| 分类 | 山区村 |",
        "其他": "| 编码 | 核验值 |\n| B3 | 1 |",
    }
    path = write(tmp_path / "f.xlsx", sheets)
    read = [r.value for r in each(path) if r.value is not None]
    assert [(v.unit.name, v.unit.profile, counts(v)) for v in read] == [
        ("石门村", "default", [("B2", "B2", "1")]),
        ("青坞村", "mountain", []),
    ]
    assert [(f.location.within, f.code) for r in each(path) for f in r.findings] == [("其他", "sheet-without-unit")]


def test_the_usual_sheets_of_one_form_stay_one_unit(tmp_path: Path) -> None:
    """Cover, data and adjustments are one form, also where town and village both put their name on their sheet."""
    sheets = {
        "封面": "| 类型 | 村 |",
        "填报表": "| 填报单位：石门村 |\n| 编码 | 填报值 |\n| ORG-02 | 3 |",
        "加减分": "| 填报单位：云溪镇 |\n| 编码 | 核验值 |\n| B2 | 1 |",
    }
    path = write(tmp_path / "f.xlsx", sheets)
    assert (units(path), counts(one(path)), places(path)) == (
        [("石门村", [("ORG-02", "self", "3")])],
        [("B2", "B3", "1")],
        [],
    )


MASTER = """
    云溪镇2022年第三季度汇总表
    | 填报单位：云溪镇 | 周期：2022Q3 | | | 单位：万元 |
    | 序号 | 村社名称 | 单位代码 | 类型 | ORG-02 | 党组织书记抓发展 | GRD-01 | inc_operate（元） | 备注 |
    | 1 | 石门村 | `330199001201` | 村 | 3 | 1 | 206.5 | 360000 | |
    | 2 | 云溪社区 | `330199001202` | 社区 | 不适用 | | 约300 | 120000 | 新设 |
    | | 合计 | | | 3 | | | 480000 | |
    注：数据截至季末
    """


def test_one_long_sheet_with_a_row_a_unit(tmp_path: Path) -> None:
    """Each row is the form of one unit, with its places in that workbook."""
    path = write(tmp_path / "f.xlsx", {"汇总": MASTER})
    assert units(path) == [
        ("石门村", [("ORG-02", "self", "3"), ("GRD-01", "self", "206.5"), ("inc_operate", "self", "36")]),
        ("云溪社区", [("ORG-02", "self", "not applicable"), ("GRD-01", "self", "300"), ("inc_operate", "self", "12")]),
    ]
    found = [[(f.location.cell, f.code) for f in read.findings] for read in each(path)]
    assert found == [
        [("E6", "total-row-skipped"), ("H4", "measure-stated")],
        [("G5", "value-not-exact"), ("H5", "measure-stated")],
    ]
    read = [r.value for r in each(path) if r.value is not None]
    assert [(v.unit.code, v.unit.kind, v.period, v.location.cell) for v in read] == [
        ("330199001201", "village", "2022Q3", "B4"),
        ("330199001202", "community", "2022Q3", "B5"),
    ]
    assert [v.entries["ORG-02"].reason for v in read] == ["", "新设"]


def test_a_long_sheet_is_rated_row_by_row(tmp_path: Path) -> None:
    """What is missing in a row is missed in that row's own cell."""
    path = write(
        tmp_path / "f.xlsx", {"汇总": "| 村社 | 类型 | ORG-02 | ORG-06 |\n| 甲村 | 村 | 3 | |\n| 乙村 | 村 | | 2 |"}
    )
    scheme = resolve(framework(), "village", "default")
    missing = [
        [f.location.cell for f in rate(scheme, r.value).findings if f.location.cell[:1] in ("C", "D")]
        for r in each(path)
        if r.value is not None
    ]
    assert missing == [["D2"], ["C3"]]


LEVELS = """
    | 村社名称 | 类型 | ORG-02 | < | ORG-06 | < |
    | ^ | ^ | 自评 | 核验 | 自评 | 核验 |
    | 甲村 | 村 | 3 | 4 | 2 | |
    | 乙村 | 村 | 1 | | 5 | 5 |
    """
LEVELS_ABOVE = """
    | 村社名称 | 类型 | 自评情况 | < | 核验情况 | < |
    | ^ | ^ | ORG-02 | ORG-06 | ORG-02 | ORG-06 |
    | 甲村 | 村 | 3 | 2 | 4 | |
    | 乙村 | 村 | 1 | 5 | | 5 |
    """
CODES_AND_NAMES = """
    | | | 自评 | | 核验 | |
    | 村社名称 | 类型 | ORG-02 | ORG-06 | ORG-02 | ORG-06 |
    | | | 书记空缺 | 发展党员 | 书记空缺 | 发展党员 |
    | 甲村 | 村 | 3 | 2 | 4 | |
    | 乙村 | 村 | 1 | 5 | | 5 |
    """
A_ROW_A_LEVEL = """
    | 村社名称 | 类型 | 填报层级 | ORG-02 | ORG-06 |
    | 甲村 | 村 | 村社自评 | 3 | 2 |
    | ^ | ^ | 镇街核验 | 4 | |
    | 乙村 | 村 | | 1 | 5 |
    | ^ | ^ | 镇街 | | 5 |
    """


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(LEVELS, id="levels below each item"),
        pytest.param(LEVELS.replace("<", "").replace("^", ""), id="merging taken back"),
        pytest.param(LEVELS_ABOVE, id="items below each level"),
        pytest.param(CODES_AND_NAMES, id="levels, codes and names"),
        pytest.param(A_ROW_A_LEVEL, id="a row a level"),
    ],
)
def test_levels_in_a_long_sheet(tmp_path: Path, table: str) -> None:
    """Headings above or below the items, or a column of levels, say whose the values are."""
    path = write(tmp_path / "f.xlsx", {"汇总": table})
    assert [(name, sorted(read)) for name, read in units(path)] == [
        ("甲村", [("ORG-02", "self", "3"), ("ORG-02", "verified", "4"), ("ORG-06", "self", "2")]),
        ("乙村", [("ORG-02", "self", "1"), ("ORG-06", "self", "5"), ("ORG-06", "verified", "5")]),
    ]
    assert places(path) == []


@pytest.mark.parametrize(
    ("row", "found"),
    [
        pytest.param("| | | | 1 | 2 |", [("D2", "unit-row-without-name")], id="nobody's row"),
        pytest.param("| | `330199001299` | 村 | 1 | 2 |", [("B2", "unit-known-by-code")], id="a code alone"),
        pytest.param("| 云溪镇 | | | | |", [], id="a town above its villages"),
        pytest.param("| 村社名称 | 单位代码 | 类型 | ORG-02 | ORG-06 |", [], id="headings printed again"),
        pytest.param("| 填报人：甲 | | | 审核：乙 | |", [], id="a signature"),
        pytest.param(
            "| 甲村 | `330199001201` | 村 | 3 | 2 |", [("D3", "row-repeated"), ("E3", "row-repeated")], id="twice"
        ),
    ],
)
def test_rows_of_a_long_sheet(tmp_path: Path, row: str, found: Places) -> None:
    """Rows that are no unit's are passed over, those that are filled and name nobody are found."""
    head = "| 村社名称 | 单位代码 | 类型 | ORG-02 | ORG-06 |"
    path = write(tmp_path / "f.xlsx", {"汇总": f"{head}\n{row}\n| 甲村 | `330199001201` | 村 | 3 | 2 |"})
    assert places(path) == found
    assert units(path)[-1] == ("甲村", [("ORG-02", "self", "3"), ("ORG-06", "self", "2")])


def test_headings_of_a_long_sheet_that_are_nearly_known(tmp_path: Path) -> None:
    """A filled column whose heading is nearly a code is named once, with the nearest."""
    table = "| 村社 | 类型 | ORG-02 | ORG-06 | ORG1O | 联系人 |\n| 甲村 | 村 | 3 | 2 | 1 | 某 |\n| 乙村 | 村 | 1 |"
    path = write(tmp_path / "f.xlsx", {"汇总": table})
    assert places(path) == [("E1", "column-not-recognised")]
    assert "ORG-10" in details(path, "column-not-recognised")[0]["near"]


def test_a_value_merged_over_several_units(tmp_path: Path) -> None:
    """A cell merged over the rows of several units is none of theirs."""
    table = "| 村社 | 类型 | ORG-02 | ORG-06 |\n| 甲村 | 村 | 3 | 2 |\n| 乙村 | 村 | ^ | 5 |"
    path = write(tmp_path / "f.xlsx", {"汇总": table})
    assert (units(path)[1], places(path)) == (
        ("乙村", [("ORG-02", "self", "None"), ("ORG-06", "self", "5")]),
        [("C2", "value-over-several-rows")],
    )


def test_a_long_sheet_of_points_is_not_read(tmp_path: Path) -> None:
    """A table that says that it holds points is no table of answers."""
    path = write(tmp_path / "f.xlsx", {"得分汇总": "| 村社 | ORG-02 | ORG-06 |\n| 甲村 | 3 | 2 |\n| 乙村 | 1 | 5 |"})
    assert [f.code for r in each(path) for f in r.findings] == ["no-data-sheet"]


def test_a_ledger_of_parts_is_no_long_sheet(tmp_path: Path) -> None:
    """A ledger with many rows of one unit is not taken for forms of it."""
    ledger = "| 村社 | households | grids | 网格长 |\n" + "\n".join(f"| 石门村 | {n} | 1 | 某 |" for n in (1, 2, 3))
    path = form(tmp_path / "f.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 3 |", 网格台账=ledger)
    assert (values(path), [(f.location.sheet, f.code) for r in each(path) for f in r.findings]) == (
        [("ORG-02", "self", "3")],
        [("网格台账", "sheet-not-read")],
    )


LIST = """
    | 村社名称 | 类型 | 指标代码 | 指标名称 | 填报值 | 核验值 |
    | 甲村 | 村 | ORG-02 | 党组织书记空缺天数 | 3 | 4 |
    | ^ | ^ | ORG-06 | 近两年发展党员人数 | 2 | |
    | 乙村 | 村 | ORG-02 | 党组织书记空缺天数 | 约1 | |
    | 乙村 | 村 | X-1 | 自选 | 9 | |
    | 甲村 | | ORG-10 | | 1 | |
    | | | ORG-06 | | 7 | |
    """


def test_a_long_list_of_answers(tmp_path: Path) -> None:
    """A row an answer: the unit's column says whose it is, in whatever order the rows stand."""
    path = write(tmp_path / "f.xlsx", {"清单": LIST})
    assert units(path) == [
        (
            "甲村",
            [("ORG-02", "self", "3"), ("ORG-02", "verified", "4"), ("ORG-06", "self", "2"), ("ORG-10", "self", "1")],
        ),
        ("乙村", [("ORG-02", "self", "1")]),
    ]
    assert [[(f.location.cell, f.code) for f in read.findings] for read in each(path)] == [
        [("E5", "row-not-recognised"), ("E7", "unit-row-without-name")],
        [("E4", "value-not-exact")],
    ]


def test_a_long_list_with_a_column_of_levels(tmp_path: Path) -> None:
    """The level of a row chooses whose its value is; a word that is none is found."""
    table = """
        | 村社 | 填报层级 | 指标代码 | 数值 |
        | 甲村 | 自评 | ORG-02 | 3 |
        | 甲村 | 镇街核验 | ORG-02 | 4 |
        | 甲村 | 县级复核 | ORG-02 | 5 |
        | 甲村 | 其他 | ORG-06 | 5 |
        """
    path = write(tmp_path / "f.xlsx", {"封面": "| 类型 | 村 |", "清单": table})
    assert (units(path), places(path)) == (
        [("甲村", [("ORG-02", "self", "3"), ("ORG-02", "verified", "4"), ("ORG-02", "reviewed", "5")])],
        [("B5", "tier-unknown")],
    )


def test_the_office_that_reports_an_item_is_no_unit(tmp_path: Path) -> None:
    """A column 填报单位 in a village's form says which office reports an item."""
    path = form(
        tmp_path / "f.xlsx", "| 编码 | 填报单位 | 填报值 |\n| ORG-02 | 党建办 | 3 |\n| GRD-01 | 综治办 | 206.5 |"
    )
    assert len(units(path)) == 1


@pytest.mark.parametrize("name", ["石门村", ""])
def test_a_list_that_names_one_unit_alone(tmp_path: Path, name: str) -> None:
    """A column of units that names one, in its first row or in each, says whose the whole form is."""
    table = f"| 村社 | 编码 | 填报值 |\n| 石门村 | ORG-02 | 3 |\n| {name} | ORG-06 | 2 |\n| 注：季末数 | | |"
    path = form(tmp_path / "f.xlsx", table, 加减分="| 编码 | 核验值 |\n| B2 | 1 |")
    assert (units(path), counts(one(path)), places(path)) == (
        [("石门村", [("ORG-02", "self", "3"), ("ORG-06", "self", "2")])],
        [("B2", "B2", "1")],
        [],
    )


def test_two_units_of_one_name(tmp_path: Path) -> None:
    """Units of the same name in different towns are two; a row that may be either is neither's."""
    table = """
        | 镇街 | 村社名称 | 类型 | ORG-02 | ORG-06 |
        | 云溪镇 | 新村 | 村 | 3 | 2 |
        | 平桥镇 | 新村 | 村 | 1 | 5 |
        | | 新村 | 村 | 1 | |
        """
    path = write(tmp_path / "f.xlsx", {"汇总": table})
    assert [(name, len(read)) for name, read in units(path)] == [("新村", 2), ("新村", 2)]
    assert places(path) == [("B4", "unit-ambiguous")]


def test_hidden_parts_of_a_long_sheet(tmp_path: Path) -> None:
    """A hidden row is a finding on its unit, a hidden column one on the workbook."""
    path = write(tmp_path / "f.xlsx", {"汇总": MASTER})

    def hide(page: Any) -> None:
        page.row_dimensions[5].hidden = True
        page.column_dimensions["G"].hidden = True

    changed(path, hide, "汇总")
    codes = [[f.code for f in read.findings if f.code.startswith("hidden")] for read in each(path)]
    assert codes == [["hidden-columns"], ["hidden-rows"]]


# Nothing is lost


CELLS: list[Raw] = [
    None,
    None,
    0,
    3,
    -2,
    12.5,
    "3",
    "约2",
    "好",
    "是",
    "不适用",
    "/",
    "待定",
    "合计",
    "填报值",
    "数值",
    "　",
    "=1",
]
ITEMS = ["ORG-02", "ORG-06", "DEV-06", "posts_filled", "B2", "X-1", ""]
NAMES = ["甲村", "乙村", "", "", "合计", "云溪镇"]
LEVELS_SAID = ["", "自评", "镇街核验", "县级复核", "领导"]


@st.composite
def two_row_forms(draw: st.DrawFn) -> tuple[list[list[Raw]], int, list[int]]:
    """A form with a header of two rows: its rows, the first of answers, and the columns of answers."""
    rows = [[draw(st.sampled_from(ITEMS)), None, *(draw(st.sampled_from(CELLS)) for _ in range(4))] for _ in range(6)]
    heads: list[list[Raw]] = [
        ["编码", "名称", "自评情况", None, "核验情况", None],
        [None, None, "数值", "不适用", "数值", "佐证"],
    ]
    return [*heads, *rows], 2, [2, 3, 4]


@st.composite
def long_sheets(draw: st.DrawFn) -> tuple[list[list[Raw]], int, list[int]]:
    """A table with a row a unit, of which the first two are whole."""
    head: list[Raw] = ["村社名称", "单位代码", "填报层级", "ORG-02", "DEV-06", "posts_filled", "B2"]
    named: list[list[Raw]] = [[name, None, None, 3, "是", 2, 1] for name in ("丙村", "丁村")]
    rows = [
        [
            draw(st.sampled_from(NAMES)),
            None,
            draw(st.sampled_from(LEVELS_SAID)),
            *draw(st.tuples(*[st.sampled_from(CELLS)] * 4)),
        ]
        for _ in range(6)
    ]
    return [head, *named, *rows], 1, [3, 4, 5, 6]


@st.composite
def long_lists(draw: st.DrawFn) -> tuple[list[list[Raw]], int, list[int]]:
    """A list of answers, of which the first two are whole."""
    head: list[Raw] = ["村社名称", "指标代码", "填报值", "核验值", "不适用"]
    named: list[list[Raw]] = [[name, "ORG-02", 3, None, None] for name in ("丙村", "丁村")]
    rows = [
        [draw(st.sampled_from(NAMES)), draw(st.sampled_from(ITEMS)), *draw(st.tuples(*[st.sampled_from(CELLS)] * 3))]
        for _ in range(6)
    ]
    return [head, *named, *rows], 1, [2, 3, 4]


WHOLE_ROWS = {"unit-row-without-name", "unit-ambiguous", "tier-unknown", "total-row-skipped"}
"""Findings that stand for all filled cells of their row."""


def accounted(path: Path) -> tuple[set[str], set[int]]:
    """The cells that an assessment or a finding names, and the rows that a finding names as a whole."""
    reads = each(path)
    places = [f.location.cell for read in reads for f in read.findings]
    rows = {row_of(f.location.cell) for read in reads for f in read.findings if f.code in WHOLE_ROWS}
    for read in reads:
        if read.value is not None:
            entries = read.value.entries.values()
            places += [answer.location.cell for entry in entries for answer in entry.answers.values()]
            places += [entry.claim.cell for entry in entries if entry.claim is not None]
            places += [count.location.cell for count in read.value.counts.values()]
    return set(places), rows


def row_of(cell: str) -> int:
    """The number of a cell's row."""
    return int("".join(filter(str.isdigit, cell)) or 0)


@pytest.mark.parametrize("tables", [two_row_forms(), long_sheets(), long_lists()], ids=["form", "long sheet", "list"])
def test_no_filled_cell_is_lost(tables: st.SearchStrategy[tuple[list[list[Raw]], int, list[int]]]) -> None:
    """Whatever stands below the headings of answers is an answer or named, in every layout."""

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(table=tables)
    def holds(table: tuple[list[list[Raw]], int, list[int]]) -> None:
        rows, first, columns = table
        with TemporaryDirectory() as folder:
            path = write(Path(folder) / "f.xlsx", {"封面": "| 类型 | 村 |", "表": rows})
            known, whole = accounted(path)
        filled = {
            address(row, at)
            for row in range(first, len(rows))
            for at in columns
            if row + 1 not in whole and str(rows[row][at] or "").strip()
        }
        assert filled - known == set()

    holds()
