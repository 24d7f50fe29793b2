"""Who a form is about: labels in both languages, and values beside or behind them."""

from dataclasses import astuple

import pytest
from sheets import Rows, framework, sheet
from sheets import found as places

from starcli.core.assessment import Unit
from starcli.core.findings import Location, Read
from starcli.excel.reading.profile import Cover, read_cover, read_fields

BOOK = Location("book.xlsx")


def cover(table: str | Rows) -> Read[Cover]:
    """What the cover in a table says."""
    page = sheet(table, "基本信息")
    return read_cover(read_fields(BOOK.file, [(page, len(page.rows))]), framework(), BOOK)


def unit(table: str | Rows) -> Unit:
    """The unit that a table describes."""
    return cover(table).value.unit


def field(key: str, table: str | Rows) -> str:
    """The text of one field of a table."""
    page = sheet(table, "基本信息")
    return read_fields(BOOK.file, [(page, len(page.rows))])[key].text


SHIMEN = Unit("330199001201", "石门村", "village", "mountain", "云溪镇", "示例县", "示例市")


def test_labels_of_our_own_form_in_chinese() -> None:
    """Every label of the Chinese form gives its field."""
    table = """
        基本信息
        | 单位代码 | `330199001201` |
        | 单位名称 | 石门村 |
        | 类型 | 村 |
        | 分类 | 山区村 |
        | 镇街 | 云溪镇 |
        | 县(市、区) | 示例县 |
        | 市 | 示例市 |
        | 周期 | 2022Q3 |
        """
    assert cover(table) == Read(Cover(SHIMEN, "2022Q3"))


def test_labels_of_our_own_form_in_english() -> None:
    """Every label of the English form gives the same field."""
    table = """
        Profile
        | Unit code | `330199001201` |
        | Unit name | 石门村 |
        | Kind | Village |
        | Profile | Mountain village |
        | Town | 云溪镇 |
        | County | 示例县 |
        | City | 示例市 |
        | Period | 2022Q3 |
        """
    assert cover(table) == Read(Cover(SHIMEN, "2022Q3"))


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ("code", ["单位代码", "区划代码", "代码", "编码", "Code", "Unit Code"]),
        ("name", ["单位名称", "村社名称", "填报单位", "填报单位（盖章）", "村(社区)", "Name", "Unit"]),
        ("kind", ["类型", "单位类型", "Kind"]),
        ("profile", ["分类", "类别"]),
        ("town", ["镇街", "乡镇（街道）", "乡镇街道", "所属镇街", "Town"]),
        ("county", ["县(市、区)", "县（市、区）", "区县", "县市区", "County"]),
        ("city", ["市", "设区市", "City"]),
        ("period", ["周期", "评价周期", "填报周期", "周 期：", "Period:"]),
    ],
)
def test_labels_of_other_forms(key: str, labels: list[str]) -> None:
    """A field is known by any of its labels, with or without a colon, in any width."""
    assert [field(key, f"| {label} | 甲 |") for label in labels] == ["甲"] * len(labels)


def test_a_value_further_to_the_right() -> None:
    """Up to three empty cells may stand between a label and its value, as where cells are merged."""
    assert [field("name", [["单位名称", *[None] * gap, "石门村"]]) for gap in range(5)] == [
        "石门村", "石门村", "石门村", "石门村", "",
    ]  # fmt: skip


def test_several_labels_in_one_row() -> None:
    """Each label of a row has its own value, and a blank one does not take its neighbour's."""
    page = "| 单位名称 | 石门村 | 镇街 | | 县(市、区) | 示例县 |"
    assert astuple(unit(page)) == ("", "石门村", "", "", "", "示例县", "")


@pytest.mark.parametrize(
    "text", ["填报单位：石门村", "填报单位:石门村", "填报单位（盖章）： 石门村 ", "Unit name: 石门村"]
)
def test_label_and_value_in_one_cell(text: str) -> None:
    """A label and its value may share a cell, with a colon of either width between them."""
    assert unit(text).name == "石门村"


def test_the_place_of_a_value_behind_a_colon() -> None:
    """What is wrong with a value behind a colon is found at the cell that holds both."""
    assert places(cover("| 单位代码：3301 | 类型：村 |").findings) == [("A1", "code-irregular")]


def test_a_sentence_with_a_colon_is_no_label() -> None:
    """A colon behind anything but a label makes no field."""
    assert astuple(unit("| 说明：类型按实际填写 |")) == ("", "", "", "", "", "", "")


def test_a_blank_field_gives_way_to_a_filled_one() -> None:
    """Where a label stands twice, the first that has a value counts."""
    assert unit("| 单位名称 | |\n| 填报单位 | 石门村 |\n| 村社名称 | 青坞村 |").name == "石门村"


@pytest.mark.parametrize("word", ["村", "行政村", "建制村", "Village", "village", "VILLAGE"])
def test_the_kind_by_name_id_and_alias(word: str) -> None:
    """A village is known by its names, its id and its aliases."""
    assert unit(f"| 类型 | {word} |").kind == "village"


@pytest.mark.parametrize("word", ["社区", "城市社区", "Urban community", "community"])
def test_the_other_kind_by_name_id_and_alias(word: str) -> None:
    """A community is known by its names, its id and its aliases."""
    assert unit(f"| 类型 | {word} |").kind == "community"


@pytest.mark.parametrize(
    ("kind", "word", "profile"),
    [
        ("村", "山区村", "mountain"),
        ("村", "山区", "mountain"),
        ("村", "Mountain village", "mountain"),
        ("村", "mountain", "mountain"),
        ("村", "平原", "default"),
        ("村", "默认(平原、城郊村；普通社区)", "default"),
        ("社区", "融合型大社区", "large-mixed"),
        ("社区", "large-mixed", "large-mixed"),
        ("社区", "普通", "default"),
    ],
)
def test_the_profile_by_name_id_and_alias(kind: str, word: str, profile: str) -> None:
    """A profile is known by its names, its id and its aliases."""
    assert unit(f"| 类型 | {kind} |\n| 分类 | {word} |").profile == profile


@pytest.mark.parametrize("table", ["| 类型 | 村 |", "| 类型 | 村 |\n| 分类 | |"])
def test_a_blank_profile_is_the_usual_one(table: str) -> None:
    """A unit that names no profile has the first that is for its kind, and nothing is reported."""
    assert cover(table) == Read(Cover(Unit(kind="village", profile="default"), ""))


def test_a_profile_of_the_other_kind_is_not_taken() -> None:
    """A profile that is not for the unit's kind is refused where it stands, with those that are."""
    read = cover("| 类型 | 社区 |\n| 分类 | 山区村 |")
    assert (read.value.unit.profile, places(read.findings)) == ("", [("B2", "profile-unknown")])


def test_an_unknown_profile_is_told_what_there_is() -> None:
    """The finding of an unknown profile lists those of the kind."""
    read = cover("| Kind | Community |\n| Profile | seaside |")
    assert [f.advice("en") for f in read.findings] == [
        "write one of: Default, Large mixed community; blank is the default"
    ]


def test_an_unknown_kind_is_not_guessed() -> None:
    """A kind that the framework does not have is refused where it stands."""
    read = cover("| 类型 | 村庄 |")
    assert (read.value.unit, places(read.findings)) == (Unit(), [("B1", "kind-unknown")])


def test_a_blank_kind_is_found_where_it_belongs() -> None:
    """A kind that is left blank is missed in the cell beside its label."""
    assert places(cover("| 单位名称 | 石门村 |\n| 类型 | |").findings) == [("B2", "kind-missing")]


def test_a_form_without_a_kind() -> None:
    """A form that has no such label at all misses it as a whole."""
    assert [(f.location, f.code) for f in cover("| 单位名称 | 石门村 |").findings] == [(BOOK, "kind-missing")]


@pytest.mark.parametrize(
    "text",
    [
        "2022Q3", "2022q3", "２０２２Ｑ３", "2022 Q3", "2022年Q3", "2022年第三季度", "2022年三季度", "2022年3季度",
        "2022年第3季度", "2022 年 第 三 季 度", "2022第三季",
    ],
)  # fmt: skip
def test_a_quarter_in_every_spelling(text: str) -> None:
    """A quarter is `2022Q3` however people write it."""
    assert cover([["周期", text]]).value.period == "2022Q3"


@pytest.mark.parametrize("text", ["2022年度", "2022Q5", "2022年下半年", "三季度"])
def test_a_period_that_is_no_quarter_stays(text: str) -> None:
    """A period that is not a quarter of a year stays as it was written."""
    assert cover([["周期", text]]).value.period == text


@pytest.mark.parametrize("code", ["3301990012", "33019900120A", "3301990012011", "330199 001201", "-30199001201"])
def test_an_irregular_code_is_named(code: str) -> None:
    """A unit code of anything but twelve digits is named where it stands, and kept as it is."""
    read = cover([["类型", "村"], ["单位代码", code]])
    assert (read.value.unit.code, places(read.findings)) == (code, [("B2", "code-irregular")])


def test_a_code_in_full_width_digits_is_named() -> None:
    """A unit code in full-width digits is not the same text as in plain ones, so it is named where it stands."""
    assert [cell for cell, _ in places(cover([["类型", "村"], ["单位代码", "３３０１９９００１２０１"]]).findings)] == [
        "B2"
    ]


def test_a_code_in_a_numeric_cell() -> None:
    """A code that a spreadsheet took for a number still has its twelve digits."""
    read = cover([["类型", "村"], ["单位代码", 330199001201.0]])
    assert (read.value.unit.code, places(read.findings)) == ("330199001201", [])


def test_a_form_of_another_framework_is_named() -> None:
    """A form that bears another fingerprint is read, and named at its fingerprint."""
    table = "| 类型 | 村 |\n| 指标体系 | reference-47 |\n| 版本 | 0.0.1 |\n| 指纹 | `0123456789ab` |"
    read = cover(table)
    assert (read.value.framework, places(read.findings)) == ("reference-47", [("B4", "framework-differs")])


def test_a_form_of_this_framework_is_not_named() -> None:
    """A form that bears the fingerprint of the framework in use is not remarked upon."""
    table = [["类型", "村"], ["Framework", "reference-47"], ["Fingerprint", framework().fingerprint]]
    assert places(cover(table).findings) == []


def test_several_labels_in_one_cell() -> None:
    """A line with several labels gives each its own value."""
    line = "填报单位（盖章）：石门村      填报日期：2022年9月   类型：村"
    assert (unit([[line]]).name, unit([[line]]).kind) == ("石门村", "village")
