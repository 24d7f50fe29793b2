"""The shapes of files that come in, each as a real file: what is read of it, and what is found, cell by cell."""

import csv
import zipfile
from base64 import b64decode
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from factory import Item, framework_of
from libreoffice import converted, require_libreoffice
from openpyxl.comments import Comment
from shapes import Places, changed, details, each, one, places, values
from sheets import answers, counts, form, write

from starcli.core.text import Text
from starcli.excel.reading.reader import FormReader, read_units

PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")
"""The smallest picture."""


# Files of every kind


@pytest.mark.parametrize("name", ["表.xlsx", "表.xlsm", "表.et", "表.xls", "表"])
def test_a_workbook_under_any_name(tmp_path: Path, name: str) -> None:
    """What is in a file decides how it is read, not what it is called."""
    path = form(tmp_path / name, FIVE)
    assert (len(values(path)), places(path)) == (7, [])


@pytest.mark.parametrize(
    ("suffix", "name"), [("xls", "表.xls"), ("xls", "表.et"), ("xls", "表.xlsx"), ("ods", "表.ods")]
)
def test_an_older_workbook_under_any_name(tmp_path: Path, suffix: str, name: str) -> None:
    """The older format, which is that of .et, keeps headers of two rows, and merged cells that several items share."""
    require_libreoffice()
    rows = "| ORG-06 | | 2 | | ^ | |\n| 注：季末数 | | | | | |"
    saved = converted(write(tmp_path / "f.xlsx", {"自评 表(1)": f"{TWO_ROWS}{rows}"}), suffix, tmp_path / "out")
    path = saved.rename(tmp_path / name)
    own = [("ORG-02", "self", "3"), ("ORG-06", "self", "2")]
    town = [("ORG-02", "verified", "None"), ("ORG-06", "verified", "None")]
    # Of .ods the library does not tell what is merged: the value is that of the row in which it stands.
    wanted = [*own, ("ORG-02", "verified", "4")] if suffix == "ods" else [*own, *town]
    assert sorted(values(path)) == sorted(wanted)
    named = [(f.location.within, f.code) for read in each(path) for f in read.findings]
    assert named == ([] if suffix == "ods" else [("自评 表(1)!E5", "value-over-several-rows")])


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    """An encrypted workbook is told from a broken one."""
    path = tmp_path / "f.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"))
    assert places(path) == [("", "password-protected")]


def test_seals_and_colours_are_in_nobodys_way(tmp_path: Path) -> None:
    """Pictures and coloured cells change nothing."""
    path = tmp_path / "f.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Sheet1 (2)")
    red = book.add_format({"bg_color": "red"})
    for row, cells in enumerate([["类型", "村"], ["编码", "填报值"], ["ORG-02", "约3"]]):
        page.write_row(row, 0, cells, red)
    page.insert_image(4, 0, "seal.png", {"image_data": BytesIO(PIXEL)})
    book.close()
    named = [(f.location.within, f.code) for read in each(path) for f in read.findings]
    assert (values(path), named) == ([("ORG-02", "self", "3")], [("Sheet1 (2)!B3", "value-not-exact")])


# Headers of several rows


TWO_ROWS = """
    示例县2022年第三季度村社星级评定自评表
    | 填报单位：石门村 | | | 类型：村 | | |
    | 编码 | 名称 | 自评情况 | < | 核验情况 | < |
    | ^ | ^ | 数值 | 佐证 | 数值 | 佐证 |
    | ORG-02 | 党组织书记空缺天数 | 3 | 任免文件 | 4 | 核验单 |
    """
UNMERGED = TWO_ROWS.replace("<", "").replace("^", "")
FILLED = """
    | 类型：村 |
    | 编码 | 名称 | 自评情况 | 自评情况 | 核验情况 | 核验情况 |
    | 编码 | 名称 | 数值 | 佐证 | 数值 | 佐证 |
    | ORG-02 | 党组织书记空缺天数 | 3 | 任免文件 | 4 | 核验单 |
    """
ABOVE = """
    | 类型：村 |
    | | | 自评情况 | | 镇街核验 | |
    | 编码 | 名称 | 指标值 | 得分 | 指标值 | 得分 |
    | ORG-02 | 党组织书记空缺天数 | 3 | 2.5 | 4 | 2 |
    """
LEVELS_BELOW = """
    | 类型：村 |
    | 编码 | 名称 | 得分 | | 数值 | |
    | | | 自评 | 核验 | 自评 | 核验 |
    | ORG-02 | 党组织书记空缺天数 | 2.5 | 2 | 3 | 4 |
    """
THREE_ROWS = """
    | 类型：村 |
    | 编码 | 名称 | 自评情况 | < | < | 核验情况 | < |
    | ^ | ^ | 数值 | < | 佐证 | 数值 | < |
    | ^ | ^ | 上季 | 本季 | ^ | 上季 | 本季 |
    | ORG-02 | 党组织书记空缺天数 | 9 | 3 | 任免文件 | 8 | 4 |
    """
ALL_BELOW = """
    | 类型：村 |
    | 指标 | < | 自评情况 | < | 核验情况 |
    | 编码 | 名称 | 数值 | 佐证 | 数值 |
    | ORG-02 | 党组织书记空缺天数 | 3 | 任免文件 | 4 |
    """
COMPOSED = """
    | 类型：村 |
    | 编码 | 名称 | 自评数值 | 镇街核验数值 | 自评得分 |
    | ORG-02 | 党组织书记空缺天数 | 3 | 4 | 2.5 |
    """


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(TWO_ROWS, id="two rows, merged"),
        pytest.param(UNMERGED, id="two rows, merging taken back"),
        pytest.param(FILLED, id="two rows, merging taken back and filled"),
        pytest.param(ABOVE, id="levels above the row that names codes"),
        pytest.param(LEVELS_BELOW, id="levels below points and values"),
        pytest.param(THREE_ROWS, id="three rows, merged"),
        pytest.param(THREE_ROWS.replace("<", "").replace("^", ""), id="three rows, merging taken back"),
        pytest.param(ALL_BELOW, id="a parent above code and name too"),
        pytest.param(COMPOSED, id="one row that names level and value"),
    ],
)
def test_equal_lower_headings_are_told_apart_by_their_parent(tmp_path: Path, table: str) -> None:
    """Below 自评 stands the unit's own value, below 核验 the town's; points and former figures are neither."""
    path = write(tmp_path / "f.xlsx", {"Sheet1": table})
    assert (values(path), places(path)) == ([("ORG-02", "self", "3"), ("ORG-02", "verified", "4")], [])


VERIFICATION = """
    |示例县云溪镇石门村“争星晋位”星级评定核验表|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|
    |填报单位(盖章)：石门村| | | | | | |类型：村| |单位：万元、平方米、户、人|
    |序号|一级指标|二级指标|指标编码|分值|达标要求|<|<|村社自评|<|<|<|<|镇街核验|<|<|备注|
    |^|^|^|^|^|五星|四星|三星|完成情况|<|<|得分|佐证材料|核验值|核验得分|核验人|^|
    |^|^|^|^|^|^|^|^|数据项1|数据项2|指标值|^|^|^|^|^|^|
    |一、组织建设(22分)|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|
    |1|组织建设|“两委”班子成员配备率|ORG-01|3|100|95|90|5|5|`100%`|3|名册|`100%`|3|甲| |
    |2|^|党组织书记空缺天数|ORG-02|3|0|30|60| | |0|3| |2|2.8|甲| |
    | |小计| | |6| | | | | | |6| | |5.8| | |
    |二、发展与保障|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|
    |3|发展与保障|村集体经营性收入|DEV-01|3|50|30|20| | |34.6|2| |34.6|2|甲| |
    | |合计| | |9| | | | | | |8| | |7.8| | |
    |注：1.数据截至季末；2.没有发生的填0。|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|<|
    |党组织书记(签字)：| | | | | | | | | |联系电话：0571| | |镇街党(工)委(盖章)| | | |
    """


@pytest.mark.parametrize("table", [VERIFICATION, VERIFICATION.translate({60: " ", 94: " "})], ids=["merged", "not"])
def test_a_towns_verification_form(tmp_path: Path, table: str) -> None:
    """A whole form as towns print it: three heading rows, sections, subtotals, points, notes and signatures."""
    path = write(tmp_path / "f.xlsx", {"核验表": table})
    assert (one(path).unit.name, one(path).unit.kind) == ("石门村", "village")
    assert values(path) == [
        ("ORG-01", "self", "100"),
        ("ORG-01", "verified", "100"),
        ("ORG-02", "self", "0"),
        ("ORG-02", "verified", "2"),
        ("DEV-01", "self", "34.6"),
        ("DEV-01", "verified", "34.6"),
    ]
    assert [entry.evidence for entry in one(path).entries.values()] == ["名册", "", ""]
    assert places(path) == [("K7", "interpreted"), ("N7", "interpreted")]


@pytest.mark.parametrize("titles", range(5))
def test_title_rows_and_a_unit_line_above_the_table(tmp_path: Path, titles: int) -> None:
    """Up to four title rows and a line of labels may stand above the table."""
    rows = "\n".join(f"| 第{number}行标题 | < | < |" for number in range(titles))
    table = f"{rows}\n| 填报单位：石门村 | 类型：村 | 单位：万元 |\n| 编码 | 名称 | 数值 |\n| DEV-01 | | 36 |"
    path = write(tmp_path / "f.xlsx", {"Sheet1": table})
    assert (one(path).unit.name, values(path), places(path)) == ("石门村", [("DEV-01", "self", "36")], [])


@pytest.mark.parametrize(
    "table",
    [
        "| 编码 | 名称 | 数值 | 编码 | 名称 | 数值 |\n| ORG-02 | 甲 | 3 | ORG-06 | 乙 | 2 |\n| ORG-10 | 丙 | 1 |",
        "| 名称 | 代码 | 数量 | 名称 | 代码 | 数量 |\n| 甲 | ORG-02 | 3 | 乙 | ORG-06 | 2 |\n| 丙 | ORG-10 | 1 |",
    ],
)
def test_two_blocks_side_by_side(tmp_path: Path, table: str) -> None:
    """Both blocks of columns are read, and nothing of the second is taken for a column of the first."""
    path = form(tmp_path / "f.xlsx", table)
    wanted = [("ORG-02", "self", "3"), ("ORG-10", "self", "1"), ("ORG-06", "self", "2")]
    assert (sorted(values(path)), places(path)) == (sorted(wanted), [])


def test_an_unknown_item_in_the_second_block(tmp_path: Path) -> None:
    """What stands at an unknown code of the second block is named in its own cell."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 数值 | 编码 | 数值 |\n| ORG-02 | 3 | X-1 | 2 |")
    assert (values(path), places(path)) == ([("ORG-02", "self", "3")], [("D2", "row-not-recognised")])


def test_figures_of_any_table_are_no_answers(tmp_path: Path) -> None:
    """A table of names and amounts whose rows are no items is not taken for a form."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 3 |", 台账="| 项目 | 数量 |\n| 桌椅 | 12 |")
    assert (values(path), places(path)) == ([("ORG-02", "self", "3")], [("", "sheet-not-read")])


# Cells merged downwards


def test_a_first_level_that_is_merged_downwards(tmp_path: Path) -> None:
    """A merged first level stands for all its rows, and is no item itself."""
    table = """
        | 一级指标 | 二级指标 | 指标值 |
        | 组织建设 | 党组织书记空缺天数 | 3 |
        | ^ | 近两年发展党员人数 | 2 |
        | 网格治理 | 网格平均户数 | 206.5 |
        """
    path = form(tmp_path / "f.xlsx", table)
    wanted = [("ORG-02", "self", "3"), ("ORG-06", "self", "2"), ("GRD-01", "self", "206.5")]
    assert (values(path), places(path)) == (wanted, [])


def two_of_one_name() -> FormReader:
    """A reader of forms in which two items of different dimensions have the same name."""
    small = framework_of([Item("A-1"), Item("B-1")])
    same = {
        key: replace(entry, definition=replace(entry.definition, name=Text.same("覆盖率")))
        for key, entry in small.entries.items()
    }
    named = {key: replace(dimension, name=Text.same(f"维度{key}")) for key, dimension in small.dimensions.items()}
    return FormReader(replace(small, entries=same, dimensions=named))


@pytest.mark.parametrize(
    ("table", "read", "found"),
    [
        (
            "| 一级指标 | 二级指标 | 填报值 |\n| 维度A | 覆盖率 | 3 |\n| 维度B(20分) | 其他 | |\n| ^ | 覆盖率 | 4 |",
            [("A-1", "self", "3"), ("B-1", "self", "4")],
            [],
        ),
        (
            "| 一级指标 | 二级指标 | 填报值 |\n| 维度A | 覆盖率 | 3 |\n| | 覆盖率 | 4 |",
            [("A-1", "self", "3")],
            [("C3", "row-not-recognised")],
        ),
        (
            "| 二级指标 | 填报值 |\n| 一、维度A | |\n| 覆盖率 | 3 |\n| 二、维度B(20分) | |\n| 覆盖率 | 4 |",
            [("A-1", "self", "3"), ("B-1", "self", "4")],
            [],
        ),
    ],
    ids=["merged", "merging taken back", "sections"],
)
def test_a_name_of_several_items_is_that_of_its_dimension(
    tmp_path: Path, table: str, read: list[tuple[str, str, str]], found: Places
) -> None:
    """Without a code the first level beside a name, or the section above it, tells items of one name apart."""
    path = write(tmp_path / "f.xlsx", {"表": table})
    (one_,) = read_units(path, path.name, two_of_one_name())
    assert one_.value is not None
    named = [(f.location.cell, f.code) for f in one_.findings if f.code != "kind-missing"]
    assert (answers(one_.value), named) == (read, found)


def test_a_value_that_is_merged_over_several_items(tmp_path: Path) -> None:
    """A value cell merged over the rows of several items is none of theirs, and says so."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 3 |\n| ORG-06 | ^ |\n| ORG-10 | 1 |")
    assert (values(path), places(path)) == (
        [("ORG-02", "self", "None"), ("ORG-06", "self", "None"), ("ORG-10", "self", "1")],
        [("B2", "value-over-several-rows")],
    )
    assert details(path, "value-over-several-rows") == [{"text": "3", "ids": "ORG-02, ORG-06"}]


def test_an_item_of_several_rows(tmp_path: Path) -> None:
    """An item that takes up two rows with all its cells is one item."""
    path = form(
        tmp_path / "f.xlsx", "| 编码 | 填报值 | 佐证 |\n| ORG-02 | 3 | 文件 |\n| ^ | ^ | 照片 |\n| ORG-06 | 2 | |"
    )
    assert (values(path), places(path)) == ([("ORG-02", "self", "3"), ("ORG-06", "self", "2")], [])


def test_a_code_merged_over_the_rows_of_its_figures(tmp_path: Path) -> None:
    """Below a merged code each row is what its own name says."""
    table = "| 编码 | 数据项 | 填报值 |\n| ORG-01 | 在岗班子成员数 | 5 |\n| ^ | 核定班子职数 | 6 |"
    path = form(tmp_path / "f.xlsx", table)
    assert (values(path), places(path)) == ([("posts_filled", "self", "5"), ("posts_approved", "self", "6")], [])


def test_a_code_merged_over_rows_of_which_several_are_filled(tmp_path: Path) -> None:
    """Where nothing says which of the rows is the item's value, none of them is."""
    table = "| 编码 | 数据项 | 填报值 |\n| ORG-01 | 甲 | 5 |\n| ^ | 乙 | 6 |"
    path = form(tmp_path / "f.xlsx", table)
    assert (values(path), places(path)) == ([], [("C2", "item-over-several-rows"), ("C3", "item-over-several-rows")])


def test_remarks_and_evidence_merged_over_several_items(tmp_path: Path) -> None:
    """A note that is merged over several rows is a note on each of them."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 填报值 | 备注 |\n| ORG-02 | 3 | 同一文件 |\n| ORG-06 | 2 | ^ |")
    assert {entry.remarks for entry in one(path).entries.values()} == {"同一文件"}


# Rows that are no items


def test_sections_subtotals_spacers_and_printed_headers(tmp_path: Path) -> None:
    """Whatever structures a table is passed over in silence while no answer cell of it is filled."""
    table = """
        | 石门村自评表 | < | < | 单位：万元 | |
        | 序号 | 指标编码 | 二级指标 | 自评情况 | < |
        | ^ | ^ | ^ | 数值 | 佐证 |
        | 甲 | 乙 | 丙 | 1 | 2 |
        | 一、组织建设(22分) | < | < | < | < |
        | 1 | ORG-02 | 党组织书记空缺天数 | 3 | |
        | | | 小计 | | |
        ---
        | 石门村自评表 | < | < | 单位：万元 | |
        | 序号 | 指标编码 | 二级指标 | 自评情况 | < |
        | ^ | ^ | ^ | 数值 | 佐证 |
        | 二、网格治理(20分) | < | < | < | < |
        | 2 | GRD-01 | 网格平均户数 | 206.5 | |
        | | | 合计 | | |
        """
    path = form(tmp_path / "f.xlsx", table)
    assert (values(path), places(path)) == ([("ORG-02", "self", "3"), ("GRD-01", "self", "206.5")], [])


def test_a_filled_subtotal_and_a_filled_section_are_named(tmp_path: Path) -> None:
    """A sum in an answer column is noted, and a figure beside a section is no item's."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 填报值 |\n| 组织建设 | 22 |\n| ORG-02 | 3 |\n| 小计 | 3 |")
    assert places(path) == [("B2", "row-not-recognised"), ("B4", "total-row-skipped")]


NOTES = """
    | 编码 | 数据项 | 填报值 | 核验值 |
    | ORG-02 | 党组织书记空缺天数 | 3 | |
    | 注：1.数据截至季末。 | | | |
    | 2.没有发生的填0。 | | 不得留空 | |
    | 填报人：甲 | | 审核：乙 | 负责人(签字)：丙 |
    | 联系电话： | | 联系电话： | 13800000000 |
    | | | （盖章） | 2022年9月30日 |
    """


def test_notes_and_signatures_end_a_table(tmp_path: Path) -> None:
    """Text in the answer columns below the table is a note or a signature, and no unknown item."""
    path = form(tmp_path / "f.xlsx", NOTES)
    assert (values(path), places(path)) == ([("ORG-02", "self", "3")], [])


@pytest.mark.parametrize(
    ("row", "cell", "code"),
    [
        ("| ORG-06 | | 2 | |", None, None),
        ("| ORG06 | | 二 | |", "C8", "row-not-recognised"),
        ("| | | 2 | |", "C8", "row-not-recognised"),
        ("| 其他 | | | 2 |", "D8", "row-not-recognised"),
    ],
)
def test_no_answer_below_the_notes_is_lost(tmp_path: Path, row: str, cell: str | None, code: str | None) -> None:
    """A known item below the notes is read; a number, or a code that is nearly known, is named."""
    path = form(tmp_path / "f.xlsx", f"{NOTES}{row}")
    named = [(where, what) for where, what in places(path) if where in {"C8", "D8"}]
    assert (("ORG-06", "self", "2") in values(path), named) == (code is None, [] if code is None else [(cell, code)])


def test_a_note_amid_the_table_ends_nothing(tmp_path: Path) -> None:
    """Where items follow, what stands below a note is as unknown as above it."""
    table = "| 编码 | 填报值 |\n| 注：以下由镇街填 | |\n| 其他 | 有 |\n| ORG-02 | 3 |"
    path = form(tmp_path / "f.xlsx", table)
    assert (values(path), places(path)) == ([("ORG-02", "self", "3")], [("B3", "row-not-recognised")])


def test_a_first_row_like_a_lower_heading(tmp_path: Path) -> None:
    """A row of words that would leave no values headed is no part of the header."""
    path = form(tmp_path / "f.xlsx", "| 编码 | | 填报值 |\n| | 自评 | 好 |\n| ORG-02 | | 3 |")
    assert (values(path), places(path)) == ([("ORG-02", "self", "3")], [("C2", "row-not-recognised")])


def test_a_second_table_below_the_first(tmp_path: Path) -> None:
    """A header with other columns begins another table on the same sheet."""
    table = """
        | 编码 | 数据项 | 填报值 | 备注 |
        | ORG-02 | 党组织书记空缺天数 | 3 | |
        注：以下由镇街填写
        | 编码 | 情形 | 核验值 | 复核值 |
        | B2 | 获省级表彰或经验推广 | 1 | |
        """
    path = form(tmp_path / "f.xlsx", table)
    assert (values(path), counts(one(path)), places(path)) == ([("ORG-02", "self", "3")], [("B2", "C5", "1")], [])


# What a person does not see


FIVE = """
    | 编码 | 填报值 | 核验值 | 备注 |
    | ORG-02 | 3 | 3 | |
    | ORG-06 | 2 | | |
    | ORG-10 | 1 | | |
    | GRD-01 | 206.5 | | |
    | ORG-09 | 好 | 好 | |
    """


def hide_rows(page: Any) -> None:
    """Rows 3 to 4 and 6 of the data hidden, and one without an answer."""
    for row in (3, 4, 6, 9):
        page.row_dimensions[row].hidden = True


def test_hidden_rows_count_with_a_warning(tmp_path: Path) -> None:
    """Hidden rows are read, and each block of them that holds answers is named once."""
    path = changed(form(tmp_path / "f.xlsx", FIVE), hide_rows)
    assert (len(values(path)), places(path)) == (7, [("B3", "hidden-rows"), ("B6", "hidden-rows")])
    assert details(path, "hidden-rows") == [{"rows": "3–4", "answers": 2}, {"rows": "6", "answers": 2}]


def test_rows_that_a_filter_or_an_outline_hides(tmp_path: Path) -> None:
    """Filtered rows and rows folded away are hidden rows."""
    path = tmp_path / "f.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for row, cells in enumerate([["类型", "村"], ["编码", "填报值"], ["ORG-02", 3], ["ORG-06", 2], ["ORG-10", 1]]):
        page.write_row(row, 0, cells)
    page.autofilter(1, 0, 4, 1)
    page.filter_column(1, "x > 2")
    page.set_row(3, None, None, {"hidden": True})
    page.set_row(4, None, None, {"level": 1, "hidden": True})
    page.set_row(5, None, None, {"collapsed": True})
    book.close()
    assert (len(values(path)), places(path)) == (3, [("B4", "hidden-rows")])


def test_hidden_columns_count_with_a_warning(tmp_path: Path) -> None:
    """A hidden column of answers is read and named once; one without answers is not."""

    def hide(page: Any) -> None:
        for letter in "CD":
            page.column_dimensions[letter].hidden = True

    path = changed(form(tmp_path / "f.xlsx", FIVE), hide)
    assert (len(values(path)), places(path)) == (7, [("C2", "hidden-columns")])
    assert details(path, "hidden-columns") == [{"columns": "C", "answers": 2}]


@pytest.mark.parametrize(("state", "how"), [("hidden", "hidden"), ("veryHidden", "very hidden")])
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_hidden_sheets_count_with_a_warning(tmp_path: Path, state: str, how: str, suffix: str) -> None:
    """A hidden sheet of answers is read and named once, a hidden sheet of other things is not."""
    path = form(tmp_path / "f.xlsx", FIVE, 底数="| 甲 | 乙 |")
    for name in ("填报表", "底数"):
        changed(path, lambda page: setattr(page, "sheet_state", state), name)
    if suffix != "xlsx":
        require_libreoffice()
        path = converted(path, suffix, tmp_path / "out")
    found = [(f.location.sheet, f.location.cell, f.code) for r in each(path) for f in r.findings]
    assert (len(values(path)), found) == (7, [("填报表", "", "hidden-sheet"), ("底数", "", "sheet-not-read")])
    said = details(path, "hidden-sheet")[0]
    assert (said["answers"], said["how"]["en"]) == (7, how if suffix == "xlsx" else said["how"]["en"])


def test_hidden_answers_that_stand_twice_are_counted_too(tmp_path: Path) -> None:
    """A hidden sheet with the items of the visible one is named with all that was read in it."""
    old = "| 编码 | 填报值 |\n| ORG-02 | 3 |\n| ORG-06 | 9 |"
    path = form(tmp_path / "f.xlsx", FIVE, 上季=old)
    changed(path, lambda page: setattr(page, "sheet_state", "hidden"), "上季")
    assert details(path, "hidden-sheet")[0]["answers"] == 2
    assert [code for _, code in places(path)] == ["row-repeated", "row-repeated-differs", "hidden-sheet"]


def test_a_link_to_another_workbook(tmp_path: Path) -> None:
    """The stored result of a link counts, and the cell is named with the workbook that it refers to."""
    path = tmp_path / "f.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("填报表")
    for row, cells in enumerate([["类型", "村"], ["编码", "填报值"], ["ORG-02", 3], ["ORG-06", 2], ["ORG-10", 1]]):
        page.write_row(row, 0, cells)
    page.write_formula("B3", "='[1]汇 总'!$A$1", None, 3)
    page.write_formula("B4", "=SUM([1]汇总!A1:A2)", None, 2)
    page.write_formula("B5", "=T[[#This Row],[数]]+填报表!B3", None, 1)
    page.write_formula("C4", "=[1]汇总!A1", None, 9)
    book.close()
    assert (values(path), places(path)) == (
        [("ORG-02", "self", "3"), ("ORG-06", "self", "2"), ("ORG-10", "self", "1")],
        [("B3", "formula-external"), ("B4", "formula-external")],
    )


def test_a_link_is_called_by_its_file(tmp_path: Path) -> None:
    """The number by which a formula names another workbook is resolved to that workbook's name."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 3 |")
    sheet, workbook = "xl/worksheets/sheet2.xml", "xl/workbook.xml"
    link = "xl/externalLinks/externalLink1.xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ours = f'<Relationship Id="rId99" Type="{kind}/externalLink" Target="/{link}"/></Relationships>'
    edits = {
        sheet: lambda text: text.replace("<v>3</v>", "<f>[1]汇总!A1</f><v>3</v>"),
        workbook: lambda text: text.replace(
            "<calcPr", '<externalReferences><externalReference r:id="rId99"/></externalReferences><calcPr'
        ),
        "xl/_rels/workbook.xml.rels": lambda text: text.replace("</Relationships>", ours),
    }
    added = {
        link: '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{kind}/externalLinkPath" Target="file:///D:\\%E5%8E%BF\\%E6%B1%87%E6%80%BB.xls"'
            ' TargetMode="External"/></Relationships>'
        ),
    }
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, text in (parts | added).items():
            package.writestr(name, edits.get(name, str)(text))
    assert details(path, "formula-external") == [{"text": "=[汇总.xls]汇总!A1"}]


def test_a_link_shared_by_several_cells(tmp_path: Path) -> None:
    """Cells that share the formula of a link are links too."""
    path = form(tmp_path / "f.xlsx", "| 编码 | 填报值 |\n| ORG-02 | 3 |\n| ORG-06 | 2 |")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet2.xml"]
    sheet = sheet.replace("<v>3</v>", '<f t="shared" ref="B2:B3" si="0">[1]汇总!A1</f><v>3</v>')
    parts["xl/worksheets/sheet2.xml"] = sheet.replace('"B3"><v>', '"B3"><f t="shared" si="0"/><v>')
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    assert places(path) == [("B2", "formula-external"), ("B3", "formula-external")]


def test_a_protected_sheet_is_read(tmp_path: Path) -> None:
    """A sheet whose cells are locked is no encrypted workbook."""

    def lock(page: Any) -> None:
        page.protection.set_password("1")
        page.protection.enable()

    path = changed(form(tmp_path / "f.xlsx", FIVE), lock)
    assert (len(values(path)), places(path)) == (7, [])


def test_a_comment_on_an_answer_is_a_remark(tmp_path: Path) -> None:
    """What is written in a comment on an item's cells is kept with its remarks, without the name of who wrote it."""

    def comment(page: Any) -> None:
        page["B2"].comment = Comment("组织员:\n已与镇里\n核对", "组织员")
        page["A9"].comment = Comment("无关", "组织员")

    path = changed(form(tmp_path / "f.xlsx", FIVE.replace("3 | 3 | |", "3 | 3 | 到位 |")), comment)
    remarks = [entry.remarks for entry in one(path).entries.values()]
    assert (remarks, places(path)) == (["到位；已与镇里 核对", "", "", "", ""], [])


# Names of files, and tables of text


@pytest.mark.parametrize(
    "stem",
    [
        "石门村", "石门村(2)", "石门村（2）", "石门村-最终版", "石门村_最终版(3)", "石门村(修改)", "石门村修改稿",
        "石门村 - 副本", "副本石门村", "石门村第二稿", "石门村v2", "石门村-V1.3", "石门村【定稿】", "石门村 final",
        "石门村终稿(1)",
    ],
)  # fmt: skip
def test_words_of_versions_are_no_part_of_a_name(tmp_path: Path, stem: str) -> None:
    """A unit that is only known by its file's name is called without 最终版, (2) and the like."""
    assert one(form(tmp_path / f"{stem}.xlsx", "| 编码 | 填报值 |")).unit.name == "石门村"


@pytest.mark.parametrize("stem", ["新村", "大定村", "(2)", "五四村", "更新村"])
def test_a_name_that_sounds_like_a_version_stays(tmp_path: Path, stem: str) -> None:
    """Words inside a name, and a name of nothing else, are left alone."""
    assert one(form(tmp_path / f"{stem}.xlsx", "| 编码 | 填报值 |")).unit.name == stem


TEXT_ROWS = [
    ["石门村自评表", "", "", "", ""],
    ["填报单位：石门村", "", "类型：村", "", "单位：元"],
    ["编码", "名称", "自评情况", "", "核验情况"],
    ["", "", "数值", "佐证", "数值"],
    ["inc_operate", "", "360000", "账簿", "350000"],
    ["注：年末数", "", "", "", ""],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("dialect", ["excel", "excel-tab"])
def test_a_csv_file_is_read_like_a_sheet(tmp_path: Path, encoding: str, dialect: str) -> None:
    """The unit line, headers of two rows and notes of a CSV file are what they are in a workbook."""
    stream = StringIO()
    csv.writer(stream, dialect).writerows(TEXT_ROWS)
    path = tmp_path / "石门村.csv"
    path.write_bytes(stream.getvalue().encode(encoding))
    assert (one(path).unit.name, values(path), places(path)) == (
        "石门村",
        [("inc_operate", "self", "36"), ("inc_operate", "verified", "35")],
        [("C5", "measure-stated"), ("E5", "measure-stated")],
    )


def test_several_tables_of_a_page_are_several_sheets(tmp_path: Path) -> None:
    """An export with a table of labels and a table of answers is one form, with cells in both."""
    page = """<html><body><table><tr><td>单位名称</td><td>石门村</td></tr><tr><td>类型</td><td>村</td></tr></table>
        <![if supportMisalignedColumns]><table><tr><th rowspan=2>编码</th><th colspan=2>自评情况</th></tr>
        <tr><th>数值</th><th>佐证</th></tr><tr><td>ORG-02<td>约3<td></tr></table></body></html>"""
    path = tmp_path / "导出.xls"
    path.write_text(page, "utf-8")
    assert (one(path).unit.name, values(path)) == ("石门村", [("ORG-02", "self", "3")])
    assert [f.location.within for r in each(path) for f in r.findings] == ["table2!B3"]
