"""A workbook as a village, a town and a county fill it in -> one assessment, and what was found on the way."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from sheets import VILLAGE, Raw, answers, assessment, counts, form, found, framework, read, write

from starcli.core.assessment import Unit
from starcli.core.findings import Location, finding

COUNTY_FORM = """
    示例县2022年第三季度村（社区）星级评定自评表
    | 填报单位：石门村 | | | 所属镇街：云溪镇 | | | 单位类型：村 | | | 周期：2022年第三季度 |
    | 序号 | 一级指标 | 二级指标 | 指标编码 | 计量单位 | 分值 | 评分标准 | 指标值 | 自评得分 | 备注 |
    | 1 | 组织建设 | “两委”班子成员配备率 | ORG-01 | % | 3 | 按比例计分 | `100%` | 3 | |
    | 2 | ^ | 党组织书记空缺天数 | ORG-02 | 天 | 3 | 空缺不得分 | 0 | 3 | |
    | 3 | ^ | 书记抓基层党建述职评议等次 | ORG-09 | 等次 | 3 | 按等次计分 | 较好 | 2.4 | 上年度 |
    | 4 | 网格治理 | 网格平均户数 | GRD-01 | 户/网格 | 2 | 区间计分 | 206.5 | 2 | |
    | 5 | 发展与保障 | 审计和经费问题整改到位 | DEV-06 | 是/否 | 2 | 是得分 | √ | 2 | |
    | 6 | ^ | 村集体资产负债率 | DEV-03 | % | 2 | 越低越好 | | 0 | 待核 |
    | | | 合计 | | | 15 | | | 12.4 | |
    """


def test_a_county_form_that_asks_one_value_an_indicator(tmp_path: Path) -> None:
    """An existing form with a value an indicator, points and remarks is read as it is."""
    assert answers(assessment(write(tmp_path / "f.xlsx", {"Sheet1": COUNTY_FORM}))) == [
        ("ORG-01", "self", "100"),
        ("ORG-02", "self", "0"),
        ("ORG-09", "self", "B"),
        ("GRD-01", "self", "206.5"),
        ("DEV-06", "self", "yes"),
    ]


def test_the_cover_lines_of_a_county_form(tmp_path: Path) -> None:
    """Labels with their values above the table of a county form say whose it is."""
    value = assessment(write(tmp_path / "f.xlsx", {"Sheet1": COUNTY_FORM}))
    unit = Unit(name="石门村", kind="village", profile="default", town="云溪镇")
    assert (value.unit, value.period) == (unit, "2022Q3")


def test_what_is_found_in_a_county_form(tmp_path: Path) -> None:
    """Only the figure with a sign is remarked upon: totals without a value, blanks and points are not."""
    assert found(read(write(tmp_path / "f.xlsx", {"Sheet1": COUNTY_FORM})).findings) == [("H4", "interpreted")]


def test_every_finding_names_file_and_sheet(tmp_path: Path) -> None:
    """A finding of a cell bears the workbook's name and the sheet's."""
    path = form(tmp_path / "石门村.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 约3天 |")
    assert [f.location for f in read(path).findings] == [Location("石门村.xlsx", "填报表", "B2")]


def test_rows_by_code(tmp_path: Path) -> None:
    """A row is known by its code in any case and width, whatever name stands beside it."""
    table = """
        | 编码 | 数据项 | 填报值 |
        | org-02 | 书记空缺 | 1 |
        | ＯＲＧ－０６ | 党员 | 2 |
        | posts_filled | 班子 | 3 |
        | Posts_Approved | 近两年发展党员人数 | 4 |
        """
    assert answers(assessment(form(tmp_path / "f.xlsx", table))) == [
        ("ORG-02", "self", "1"),
        ("ORG-06", "self", "2"),
        ("posts_filled", "self", "3"),
        ("posts_approved", "self", "4"),
    ]


def test_rows_by_exact_name(tmp_path: Path) -> None:
    """A row without a code is known by the exact name of an indicator or a fact, in either language, or an alias."""
    table = """
        | 编码 | 数据项 | 填报值 |
        | | 党组织书记空缺天数 | 1 |
        | | Members admitted in the last two years | 2 |
        | | 在岗班子成员数 | 3 |
        | | 总户数 | 824 |
        | | 网格总数 | 4 |
        | | 村集体经济总收入(含补助收入和其他收入) | 61 |
        """
    assert answers(assessment(form(tmp_path / "f.xlsx", table))) == [
        ("ORG-02", "self", "1"),
        ("ORG-06", "self", "2"),
        ("posts_filled", "self", "3"),
        ("households", "self", "824"),
        ("grids", "self", "4"),
        ("total_income", "self", "61"),
    ]


def test_a_name_that_two_items_share_stands_for_neither(tmp_path: Path) -> None:
    """A name that is both an indicator's and a fact's is not taken for either of them."""
    path = form(tmp_path / "f.xlsx", "| Item | Value |\n| Disputes settled locally | 31 |")
    result = read(path)
    assert (result.value and answers(result.value), found(result.findings)) == ([], [("B2", "row-not-recognised")])


def test_near_misses_are_never_taken(tmp_path: Path) -> None:
    """A code or name that is almost right is nobody's, even where the other of the two is right."""
    table = """
        | 编码 | 数据项 | 填报值 |
        | ORG02 | 党组织书记空缺天数 | 1 |
        | 0RG-06 | | 2 |
        | | 在岗班子成员 | 3 |
        """
    result = read(form(tmp_path / "f.xlsx", table))
    assert (result.value and answers(result.value), found(result.findings)) == (
        [],
        [("C2", "row-not-recognised"), ("C3", "row-not-recognised"), ("C4", "row-not-recognised")],
    )


def test_near_misses_are_proposed(tmp_path: Path) -> None:
    """The finding of an unknown row proposes the codes that come nearest, or none."""
    table = """
        | 编码 | 数据项 | 填报值 |
        | post_filled | | 1 |
        | | 党组织书记空缺天 | 2 |
        | X | 甲乙丙丁 | 3 |
        """
    nearest = [dict(f.details)["near"] for f in read(form(tmp_path / "f.xlsx", table)).findings]
    assert [str(near).split(", ")[0] for near in nearest] == ["posts_filled", "ORG-02", "-"]


ADJUSTMENTS = """
    | 编码 | 情形 | 填报值 | 核验值 | 复核值 |
    | B2 | 获省级表彰或经验推广 | | 2 | |
    | B3 | 获市级表彰或经验推广 | | | 1 |
    | D1 | 被市级以上通报批评 | | 3 | 1 |
    | V6 | 数据弄虚作假 | | 否 | 是 |
    """


def test_adjustments_by_town_and_county(tmp_path: Path) -> None:
    """A count is the county's where it entered one, else the town's; yes is one."""
    assert counts(assessment(form(tmp_path / "f.xlsx", ADJUSTMENTS))) == [
        ("B2", "D2", "2"),
        ("B3", "E3", "1"),
        ("D1", "E4", "1"),
        ("V6", "E5", "1"),
    ]


def test_an_adjustment_by_the_unit_itself_does_not_count(tmp_path: Path) -> None:
    """What the unit enters for itself is named and does not count."""
    result = read(form(tmp_path / "f.xlsx", "| 编码 | 填报值 | 核验值 |\n| B2 | 2 | |\n| V1 | 是 | |"))
    assert (result.value and counts(result.value), found(result.findings)) == (
        [],
        [("B2", "adjustment-unconfirmed"), ("B3", "adjustment-unconfirmed")],
    )


def test_an_adjustment_that_is_no_count(tmp_path: Path) -> None:
    """A count that cannot be read is named and does not count."""
    result = read(form(tmp_path / "f.xlsx", "| 编码 | 核验值 |\n| B2 | 多次 |\n| B3 | 0.5 |"))
    assert (result.value and counts(result.value), found(result.findings)) == (
        [],
        [("B2", "not-a-count"), ("B3", "not-a-count")],
    )


def test_a_third_row_does_not_settle_two_counts_that_differ(tmp_path: Path) -> None:
    """Once two counts of an adjustment differ, a third that equals one of them does not bring it back."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 核验值 |\n| B2 | 1 |\n| B2 | 2 |\n| B2 | 1 |")
    assert counts(assessment(path)) == []


def test_an_adjustment_by_exact_name(tmp_path: Path) -> None:
    """A bonus, a deduction or a veto without a code is known by its exact name."""
    table = """
        | 情形 | 核验值 |
        | 获省级表彰或经验推广 | 2 |
        | Late submission | 1 |
        | 数据弄虚作假 | 是 |
        """
    assert counts(assessment(form(tmp_path / "f.xlsx", table))) == [
        ("B2", "B2", "2"),
        ("D4", "B3", "1"),
        ("V6", "B4", "1"),
    ]


def test_a_form_of_another_framework(tmp_path: Path) -> None:
    """A form that was made for another version is read, and named at its fingerprint."""
    cover = f"{VILLAGE}\n| 指标体系 | reference-47 |\n| 指纹 | `0123456789ab` |"
    path = write(tmp_path / "f.xlsx", {"说明": cover, "填报表": "| 编码 | 填报值 |\n| ORG-02 | 3 |"})
    result = read(path)
    assert (result.value and answers(result.value), [(f.location.within, f.code) for f in result.findings]) == (
        [("ORG-02", "self", "3")],
        [("说明!B3", "framework-differs")],
    )


def test_a_workbook_without_a_data_sheet(tmp_path: Path) -> None:
    """A workbook with no sheet of answers gives no assessment and one finding on the file."""
    result = read(write(tmp_path / "f.xlsx", {"基本信息": VILLAGE, "表": "| 编码 | 备注 |\n| ORG-02 | 3 |"}))
    assert (result.value, result.findings) == (None, (finding("no-data-sheet", Location("f.xlsx")),))


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file-empty"), (b"not a workbook", "no-data-sheet"), (b"PK\x03\x04 cut short", "workbook-broken-off")],
    ids=["nothing", "text", "cut short"],
)
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes, code: str) -> None:
    """A file that cannot be opened as a workbook is one finding on the file."""
    path = tmp_path / "f.xlsx"
    path.write_bytes(content)
    result = read(path)
    assert (result.value, [(f.location, f.code) for f in result.findings]) == (
        None,
        [(Location("f.xlsx"), code)],
    )


def test_a_workbook_cut_short(tmp_path: Path) -> None:
    """A workbook that was not copied to its end is one finding on the file."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 3 |")
    path.write_bytes(path.read_bytes()[:-400])
    result = read(path)
    assert (result.value, [f.code for f in result.findings]) == (None, ["workbook-broken-off"])


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """A file that vanished before it was read is one finding on the file."""
    assert [f.code for f in read(tmp_path / "gone.xlsx").findings] == ["workbook-unreadable"]


def test_a_unit_without_a_name_is_called_by_its_file(tmp_path: Path) -> None:
    """Where the form does not say whose it is, the file's name stands in."""
    assert assessment(form(tmp_path / "石门村.xlsx", "| 编码 | 填报值 |")).unit.name == "石门村"


def test_values_that_the_kind_does_not_have(tmp_path: Path) -> None:
    """A value of an indicator that is not for the unit's kind is noted where it stands."""
    table = "| 编码 | 填报值 | 核验值 |\n| SVC-07 | 18 | 17 |\n| ORG-02 | 3 | |"
    assert found(read(form(tmp_path / "f.xlsx", table)).findings) == [
        ("B2", "not-for-this-kind"),
        ("C2", "not-for-this-kind"),
    ]


def test_marks_reasons_evidence_and_remarks(tmp_path: Path) -> None:
    """The notes beside a value are kept; the reason is the mark's own text, else the remarks."""
    table = """
        | 编码 | 填报值 | 不适用 | 佐证材料 | 备注 |
        | ORG-02 | 3 | | 任免文件 | 已到位 |
        | ORG-06 | | √ | | 本村无指标 |
        | ORG-10 | | 本村未设 | | 见附件 |
        """
    entries = assessment(form(tmp_path / "f.xlsx", table)).entries
    assert [(k, e.claim and e.claim.cell, e.reason, e.evidence, e.remarks) for k, e in entries.items()] == [
        ("ORG-02", None, "已到位", "任免文件", "已到位"),
        ("ORG-06", "C3", "本村无指标", "", "本村无指标"),
        ("ORG-10", "C4", "本村未设", "", "见附件"),
    ]


def test_a_chart_sheet_is_in_nobodys_way(tmp_path: Path) -> None:
    """A workbook with a sheet that is only a chart is read like any other."""
    path = tmp_path / "f.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("填报表")
    for row, cells in enumerate([("类型", "村"), ("编码", "填报值"), ("ORG-02", 3)]):
        page.write_row(row, 0, cells)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": ["填报表", 2, 1, 2, 1]})
    book.add_chartsheet("图").set_chart(chart)
    book.close()
    assert answers(assessment(path)) == [("ORG-02", "self", "3")]


def test_a_number_that_is_shown_as_a_percentage(tmp_path: Path) -> None:
    """A cell that holds 0.85 and shows 85% is the percentage that the village sees, with a note."""
    path = tmp_path / "f.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    for cells in (("类型", "村"), ("编码", "填报值"), ("ORG-01", 0.85)):
        page.append(cells)
    page["B3"].number_format = "0%"
    book.save(path)
    result = read(path)
    assert (result.value and answers(result.value), found(result.findings)) == (
        [("ORG-01", "self", "85")],
        [("B3", "interpreted")],
    )


def test_every_fact_and_indicator_is_found_by_its_code(tmp_path: Path) -> None:
    """Whatever the framework asks for has a row that the reader knows by its code."""
    keys = [*framework().facts, *framework().entries]
    rows: list[tuple[Raw, ...]] = [("编码", "填报值"), *((key, 1) for key in keys)]
    path = form(tmp_path / "f.xlsx", rows)
    assert list(assessment(path).entries) == keys
