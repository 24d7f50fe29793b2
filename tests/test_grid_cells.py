"""Single cells of a ledger of grids: who is named, what is ticked, which functions are listed."""

import pytest
from sheets import framework

from starcli.core.grids.people import people_in
from starcli.excel.reading.grids.headings import FunctionWords
from starcli.excel.reading.grids.people import read_party_group, read_people, read_words
from starcli.excel.reading.grids.ticks import read_functions, read_tick

NOBODY = (
    "", "无", "没有", "空缺", "暂缺", "暂无", "缺", "缺1名", "待定", "待配", "待招聘", "未配备", "尚未安排", "兼", "代",
    "兼任", "暂代", "临时", "/", "—", "×", "否", "0", "0人", "空岗", "vacant", "N/A", "（空缺）",
    "张某（已离职）", "13800000000", "同上",
)  # fmt: skip
SOMEBODY = {
    "张某": "张某",
    "李 明": "李明",
    " 张某 ": "张某",
    "张某（村委委员）": "张某",
    "张某(兼)": "张某",
    "张某兼": "张某",
    "张某、李某某": "张某、李某某",
    "张某，李某某；王某": "张某、李某某、王某",
    "张某\n李某某": "张某、李某某",
    "张某 李某某": "张某、李某某",
    "张某、张某": "张某",
    "张某、空缺": "张某",
    "张某（村书记、村主任）": "张某",
    "张某（兼，书记）、李某（女）": "张某、李某",
    "网格长甲": "网格长甲",
    "Wang Some": "Wang Some",
    "√": "√",
    "有": "√",
    "是": "√",
    "1": "√",
    "2名": "√",
    "已配备": "√",
}
PHONES = {
    "张某 13800000000": "张某",
    "张某13800000000": "张某",
    "张某（13800000000）": "张某",
    "张某 电话：138-0000-0000": "张某",
    "张某 0571-80000000、李某 661234": "张某、李某",
    "手机：13800000000": "",
}


@pytest.mark.parametrize("text", NOBODY)
def test_words_for_nobody(text: str) -> None:
    """Whatever says that a post is vacant names nobody."""
    assert read_people(text).text == ""


@pytest.mark.parametrize(("text", "people"), SOMEBODY.items())
def test_who_is_named(text: str, people: str) -> None:
    """Names are told apart whatever stands between them; a tick or a number of people is somebody without a name."""
    read = read_people(text)
    assert (read.text, read.phone) == (people, False)


@pytest.mark.parametrize(("text", "people"), PHONES.items())
def test_telephone_numbers_are_left_out(text: str, people: str) -> None:
    """A telephone number beside a name is noticed, and gone."""
    read = read_people(text)
    assert (read.text, read.phone) == (people, True)


@pytest.mark.parametrize("ditto", ["同上", "〃", '"'])
def test_a_ditto_mark_is_who_stands_above(ditto: str) -> None:
    """A ditto mark means whoever was named one row higher."""
    assert read_people(ditto, "张某").text == "张某"


def test_people_without_a_name_cannot_be_told_apart() -> None:
    """A tick is somebody, and nobody that could be met again in another grid."""
    assert [people_in(text) for text in ("张某、李某", "√", "张某、√", "")] == [("张某", "李某"), (), ("张某",), ()]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("第一党小组", "第一党小组"), ("云溪社区网格党支部", "云溪社区网格党支部"), ("√", "√"), ("已建立", "√"),
        ("无", ""), ("无党组织", ""), ("未建立", ""), ("尚未成立", ""), ("拟建", ""), ("—", ""), ("", ""),
        ("无锡路党支部", "无锡路党支部"),
    ],
)  # fmt: skip
def test_party_groups(text: str, group: str) -> None:
    """A Party group has a name or a tick; words for none are none."""
    assert read_party_group(text).text == group


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("东至10-120号，南至320国道", "东至10-120号，南至320国道"),
        ("1-12幢、15—30幢", "1-12幢、15—30幢"),
        ("一期，联系人13800000000", "一期，联系人"),
    ],
)
def test_figures_in_other_texts_stay(text: str, left: str) -> None:
    """In an extent only what can be nothing but a telephone number is left out."""
    assert read_words(text).text == left


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        *((sign, True) for sign in ("√", "✓", "✔", "是", "1", "有", "●", "Y", "yes", "☑", "达标", "已落实")),
        *((sign, False) for sign in ("", "×", "否", "无", "0", "N", "—", "/", "不达标", "超标", "待核")),
        *((sign, None) for sign in ("部分", "○", "基本")),
    ],
)
def test_ticks(text: str, ticked: bool | None) -> None:
    """Ticks of every sort say yes, blanks and crosses no; anything else says neither."""
    assert read_tick(text) is ticked


def words() -> FunctionWords:
    """The functions of the reference framework."""
    rules = framework().grids
    assert rules is not None
    return FunctionWords(rules.functions)


@pytest.mark.parametrize(
    ("heading", "function"),
    [
        ("平安综治", "safety"), ("平安", "safety"), ("党建", "party-building"), ("1.党建引领", "party-building"),
        ("职能3", "public-service"), ("8", "culture"), ("应急", "emergency"), ("Environment", "environment"),
        ("平安综治（√）", "safety"), ("9", None), ("安", None), ("安全生产", None), ("", None),
    ],
)  # fmt: skip
def test_functions_by_their_headings(heading: str, function: str | None) -> None:
    """A function is known by its name, by a telling part of it, or by its number."""
    assert words().of(heading) == function


@pytest.mark.parametrize(
    ("text", "functions", "unknown"),
    [
        ("平安、党建、公共服务", {"safety", "party-building", "public-service"}, ()),
        ("平安综治 党建引领", {"safety", "party-building"}, ()),
        ("平安和应急等", {"safety", "emergency"}, ()),
        ("公共服务", {"public-service"}, ()),
        ("平安、停车管理", {"safety"}, ("停车管理",)),
        ("3", set(), ("3",)),
        ("①平安综治②党建引领③应急防灾", {"safety", "party-building", "emergency"}, ()),
        ("1、应急防灾 2、党建引领", {"emergency", "party-building"}, ()),
        ("1.应急2.党建", {"emergency", "party-building"}, ()),
        ("1、2、7", {"safety", "party-building", "emergency"}, ()),
        ("①③", {"safety", "public-service"}, ()),
        ("1-3", {"safety", "party-building", "public-service"}, ()),
        ("平安、3", {"safety"}, ("3",)),
        ("1-9", set(), ("1-9",)),
        ("6项", set(), ("6项",)),
        ("除应急外均落实", set(), ("除应急外均落实",)),
        ("", set(), ()),
        ("无", set(), ()),
    ],
)
def test_functions_in_one_cell(text: str, functions: set[str], unknown: tuple[str, ...]) -> None:
    """A cell may list functions; words that are none are named, and a number does not say which."""
    read = read_functions(text, words())
    assert (set(read.functions), read.unknown) == (functions, unknown)


@pytest.mark.parametrize("text", [
    "8", "8项", "1+7", "1+7项", "全部", "齐全", "均已落实", "八项职能", "1+7全部落实", "8项职能均已落实",
    "“1+7”职能", "1-8",
])  # fmt: skip
def test_all_functions_in_one_cell(text: str) -> None:
    """A cell may say that all functions are there."""
    assert read_functions(text, words()).functions == frozenset(words().functions)
