"""Ledgers as they come back: of one unit, of a whole town, with cells for several columns, cut, moved or damaged."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_books import CHECKED, HEADINGS, row, town_ledger, unit_ledger
from sheets import framework, write

from starcli.core.assessment import Unit
from starcli.core.findings import Finding, Location, Read
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.roster import Roster, RosterUnit
from starcli.excel.opening.workbook import open_file
from starcli.excel.reading.joint_cells import Parted, joint_columns, part
from starcli.excel.reading.ledgers import LedgerReader

READER = LedgerReader(framework())


def read(path: Path, reader: LedgerReader = READER) -> list[Read[FilledPlan | None]]:
    """What the reader makes of a workbook."""
    book = open_file(path, path.name).value
    if book is None:
        raise ValueError(path.name)
    return list(reader.read_each(book))


def plans(path: Path, reader: LedgerReader = READER) -> list[FilledPlan]:
    """The plans in a workbook."""
    return [one.value for one in read(path, reader) if one.value is not None]


def found(path: Path, reader: LedgerReader = READER) -> list[tuple[str, str]]:
    """Cell and code of everything but notes."""
    every = [one for each in read(path, reader) for one in each.findings if one.severity != "note"]
    return [(one.location.cell, one.code) for one in every]


ROWS = [
    ("石门村", row("DEV-01", "收入低", "2023-10-08")),
    ("石门村", row("GOV-07", "满意度低", verified="95.5", **CHECKED)),
    ("青坞村", row("ORG-04", "参与率低", "2022年12月底", state="推进中", share="30%")),
]


def test_a_towns_ledger_has_the_rows_of_each_unit(tmp_path: Path) -> None:
    """Each village has its own rows; whoever hands in the ledger is their town."""
    read_ = plans(town_ledger(tmp_path / "台账.xlsx", "云溪镇", ROWS))
    assert [(one.unit.name, one.unit.town, len(one.ledger)) for one in read_] == [
        ("石门村", "云溪镇", 2),
        ("青坞村", "云溪镇", 1),
    ]
    second = read_[0].ledger[1]
    assert (second.indicator, str(second.values["verified"]), second.days["county_date"]) == (
        "GOV-07", "95.5", date(2022, 12, 10),
    )  # fmt: skip
    assert str(second.place("county_date")) == "台账.xlsx!台账!T5"


def test_a_merged_name_holds_for_all_its_rows(tmp_path: Path) -> None:
    """A village that is written once, in a cell merged over its rows, is that of each of them."""
    merged = [ROWS[0], ("^", ROWS[1][1]), ROWS[2]]
    assert [len(one.ledger) for one in plans(town_ledger(tmp_path / "台账.xlsx", "云溪镇", merged))] == [2, 1]


def test_a_row_of_nobody_still_counts(tmp_path: Path) -> None:
    """A row that names no village is not given to the one above: it is nobody's, and counts."""
    path = town_ledger(tmp_path / "台账.xlsx", "云溪镇", [ROWS[0], ("", ROWS[1][1])])
    assert found(path) == [("B5", "ledger-row-of-nobody")]
    assert [(one.unit.name, len(one.ledger)) for one in plans(path)] == [("石门村", 1), ("", 1)]


def test_namesakes_in_two_towns_are_two(tmp_path: Path) -> None:
    """A county's ledger with a column of towns keeps villages of one name apart."""
    path = write(tmp_path / "县台账.xlsx", {"台账": """
        | 镇街 | 村社 | 对应指标 | 问题 | 整改措施 | 完成率 | 当前状态 |
        | 云溪镇 | 石门村 | ORG-04 | 低 | 办 | 30% | 整改中 |
        | 松岭乡 | 石门村 | ORG-04 | 低 | 办 | 40% | 整改中 |
    """})  # fmt: skip
    assert [(one.unit.town, one.unit.name) for one in plans(path)] == [("云溪镇", "石门村"), ("松岭乡", "石门村")]


@pytest.mark.parametrize(
    ("reporter", "town"),
    [("云溪镇", "云溪镇"), ("云溪镇党委", "云溪镇"), ("江滨街道办事处", "江滨街道"), ("示例县委组织部", "")],
)
def test_whoever_reports_is_the_town(reporter: str, town: str, tmp_path: Path) -> None:
    """A town, or an office of one, that hands in a ledger is the town of its rows; nobody else is."""
    (one, *_) = plans(town_ledger(tmp_path / "台账.xlsx", reporter, ROWS))
    assert one.unit.town == town


def test_a_roster_knows_the_units(tmp_path: Path) -> None:
    """With a roster a village has its code and sort; one that the roster does not have is named."""
    known = Unit("330199001201", "石门村", "village", "mountain", "云溪镇", "示例县", "示例市")
    reader = LedgerReader(framework(), Roster.of([RosterUnit(known, (), Location("名册"))]))
    path = town_ledger(tmp_path / "台账.xlsx", "云溪镇", ROWS)
    assert [(one.unit.code, one.unit.profile, one.listed_as) for one in plans(path, reader)] == [
        ("330199001201", "mountain", 0), ("", "", None),
    ]  # fmt: skip
    assert found(path, reader) == [("B6", "not-in-roster")]


def test_a_units_ledger_has_its_cover(tmp_path: Path) -> None:
    """The ledger of one village says whose it is and what it aims at; its day of report is none of the plan's."""
    cover = {"镇街": "云溪镇", "分类": "山区", "目标星级": "五星", "填报日期": "2022-12-20"}
    (one,) = plans(unit_ledger(tmp_path / "台账.xlsx", "石门村", [cells for _, cells in ROWS], cover))
    assert (one.unit.name, one.unit.profile, one.target, one.drawn_up) == ("石门村", "mountain", "five-star", None)
    assert [row_.indicator for row_ in one.ledger] == ["DEV-01", "GOV-07", "ORG-04"]


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    """A ledger whose columns were moved is read the same."""
    before = plans(town_ledger(tmp_path / "甲.xlsx", "云溪镇", ROWS))
    columns = [key for key in HEADINGS if key != "remarks"][::-1]
    table = [[HEADINGS[key] for key in columns]]
    table += [[{"name": name, **cells}.get(key, "") for key in columns] for name, cells in ROWS]
    after = plans(write(tmp_path / "乙.xlsx", {"台账": table}))
    assert [[one.days for one in each.ledger] for each in after] == [
        [one.days for one in each.ledger] for each in before
    ]


CUT = {
    "prose": [["云溪镇整改工作总体推进顺利，石门村已完成3项。"]],
    "headings that are gone": [["1", "石门村", "DEV-01", "收入低", "整改中"]],
}


@pytest.mark.parametrize("table", CUT.values(), ids=CUT.keys())
def test_a_workbook_without_a_ledger_says_so(table: list[list[str]], tmp_path: Path) -> None:
    """What has no headings of a ledger is named, and no number is taken from it."""
    path = write(tmp_path / "台账.xlsx", {"台账": table})
    assert (plans(path), found(path)) == ([], [("", "not-a-ledger")])


def test_a_form_is_passed_over(tmp_path: Path) -> None:
    """A form of figures is no ledger, and nothing is wrong with that."""
    assert read(write(tmp_path / "表.xlsx", {"填报表": "| 编码 | 数据项 | 填报值 |\n| ORG-02 | 空缺 | 0 |"})) == []


JOINT = [
    ("镇街核验意见/人/日期", ("town_opinion", "town_checker", "town_date")),
    ("县级复核意见/日期", ("county_opinion", "county_date")),
    ("镇街核验人及日期", ("town_checker", "town_date")), ("核验情况（意见、时间）", ("town_opinion", "town_date")),
    ("县级复核意见", ()), ("镇街核验人", ()), ("责任人、完成时间", ()), ("备注", ()),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "columns"), JOINT)
def test_headings_of_several_columns(heading: str, columns: tuple[str, ...]) -> None:
    """A heading that names opinion, checker and day of a check stands for all of them."""
    assert joint_columns(heading) == columns


PARTS = [
    ("同意，组织干事，2022.12.5", Parted("同意", "组织干事", "2022.12.5")),
    ("属实 王干事 12月5日", Parted("属实", "王干事", "12月5日")),
    ("同意销号（2022年12月10日）", Parted("同意销号", "", "2022年12月10日")),
    ("不同意，材料不足\n20221210", Parted("不同意", "材料不足", "20221210")),
    ("组织干事", Parted("", "组织干事", "")),
    ("经实地核验已整改到位", Parted("经实地核验已整改到位", "", "")),
    ("", Parted()),
]


@pytest.mark.parametrize(("text", "parted"), PARTS)
def test_parts_of_a_joint_cell(text: str, parted: Parted) -> None:
    """The day is known by its spelling, an opinion by its words; what is left is whoever checked."""
    assert part(text) == parted


def test_a_ledger_with_joint_cells(tmp_path: Path) -> None:
    """What stands in one cell is read as the columns that its heading names; the cell keeps its words."""
    path = write(tmp_path / "台账.xlsx", {"台账": """
        | 村社 | 对应指标 | 问题 | 当前状态 | 完成率 | 镇街核验意见/人/日期 | 县级复核意见/日期 | 是否销号 |
        | 石门村 | ORG-04 | 低 | 已销号 | 100% | 同意，组织干事，2022.12.5 | 同意销号 2022-12-10 | 是 |
    """})  # fmt: skip
    (one,) = plans(path)
    known = one.ledger[0]
    assert (known.text("town_checker"), known.days) == (
        "组织干事", {"town_date": date(2022, 12, 5), "county_date": date(2022, 12, 10)},
    )  # fmt: skip
    assert (known.place("town_checker").cell, known.text("镇街核验意见/人/日期")) == ("F2", "同意，组织干事，2022.12.5")


def test_a_day_in_place_of_yes(tmp_path: Path) -> None:
    """Where a day stands in answer to whether a row is closed, it was closed on that day."""
    path = town_ledger(
        tmp_path / "台账.xlsx", "云溪镇", [("石门村", row("ORG-04", "低", **{**CHECKED, "closed": "2022.12.11"}))]
    )
    assert (plans(path)[0].ledger[0].days["closed"], found(path)) == (date(2022, 12, 11), [])


def accounted(each: list[Read[FilledPlan | None]]) -> set[str]:
    """Every cell that a row of a ledger, or a finding, holds."""
    cells = {one.location.cell for read_ in each for one in read_.findings}
    for read_ in each:
        for row_ in read_.value.ledger if read_.value is not None else ():
            cells |= {row_.places[key].cell for key in row_.texts}
    return cells


def filled(path: Path) -> set[str]:
    """Every filled cell of the rows of a ledger, but for numbers, names of units and what stands below."""
    page = openpyxl.load_workbook(path).worksheets[0]
    rows = list(page.iter_rows())
    head = next(at for at, cells in enumerate(rows) if any(cell.value == "问题" for cell in cells))
    apart = {cell.column for cell in rows[head] if cell.value in ("序号", "村社")}
    return {
        cell.coordinate
        for cells in rows[head + 1 :]
        if len([cell for cell in cells if str(cell.value or "").strip()]) > 1
        for cell in cells
        if str(cell.value or "").strip() and cell.column not in apart
    }


# The two characters are how these tests merge cells.
signs = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="^<")
texts = st.text(signs, max_size=8)
words = st.one_of(
    texts,
    st.sampled_from([
        "", "整改中", "已销号", "是", "否", "100%", "0.8", "2022-12-31", "2022.12", "月底", "长期推进", "52.3", "约50",
        "—", "合计", "问题", "注：", "#N/A", "同上", "DEV-01", "ORG-04 参与率", "1",
    ]),
)  # fmt: skip
rows_of_words = st.lists(
    st.tuples(
        st.sampled_from(["石门村", "青坞村", "", "合计"]),
        st.dictionaries(st.sampled_from(sorted(HEADINGS)), words, max_size=9),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(rows_of_words, st.booleans())
def test_no_filled_cell_of_a_ledger_is_lost(given_: list[tuple[str, dict[str, str]]], extra: bool) -> None:
    """Every filled cell of a row is in the ledger that was read, or named by a finding."""
    columns = [*HEADINGS, *(["村社自加列"] if extra else [])]
    table: list[list[str | None]] = [[HEADINGS.get(key, key) for key in columns]]
    for number, (name, cells) in enumerate(given_, 1):
        said = {**cells, "number": str(number), "name": name, "村社自加列": "自己的话"}
        table.append([said.get(key) or None for key in columns])
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "台账.xlsx", {"台账": table})
        assert filled(path) - accounted(read(path)) == set()


def test_what_is_found_names_its_cell(tmp_path: Path) -> None:
    """A day that cannot be read is named at its cell, and its words stay in the row."""
    path = town_ledger(tmp_path / "台账.xlsx", "云溪镇", [("石门村", row("ORG-04", "低", "忙完再说"))])
    findings: list[Finding] = [one for each in read(path) for one in each.findings if one.severity != "note"]
    assert [str(one.location) for one in findings] == ["台账.xlsx!台账!H4"]
    assert plans(path)[0].ledger[0].text("deadline") == "忙完再说"
