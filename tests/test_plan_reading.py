"""Plan workbooks -> filled plans: found by their words wherever they stand, and nothing of them lost."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_books import MEASURE, PROBLEM, cover, drawn, found_in, plan_book, plan_in, plans_in, table
from sheets import Raw, Rows, write

from starcli.core.plans.filled_plan import FilledPlan, FilledRow
from starcli.core.text import FormLanguage
from starcli.excel.layouts.plan import MEASURE_HEADINGS

LANGUAGES: tuple[FormLanguage, ...] = ("zh", "en", "both")


def told(row: FilledRow) -> dict[str, object]:
    """What was read of a row besides its texts."""
    return {"indicator": row.indicator, **row.days, **row.values, **row.by_season, **row.chosen}


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_the_layout_in_every_language(tmp_path: Path, language: FormLanguage) -> None:
    """A plan with the layout's own headings is read, whichever language it is in."""
    plan = plan_in(plan_book(tmp_path / "p.xlsx", language))
    assert (
        plan.unit.name,
        plan.unit.profile,
        plan.target,
        plan.drawn_up,
        told(plan.problems[0]),
        told(plan.measures[0]),
    ) == (
        "胡家坪村",
        "mountain",
        "five-star",
        date(2022, 10, 8),
        {"indicator": "DEV-01", "now": Decimal("34.6"), "required": Decimal(50)},
        {"indicator": "DEV-01", "deadline": date(2023, 9, 30), "target": Decimal(50), "type": "long-term"},
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_of_our_own_comes_back_without_a_finding(tmp_path: Path, language: FormLanguage) -> None:
    """A plan as it is written holds a row a problem and a measure, and nothing is found wrong in reading it."""
    path = drawn(tmp_path / "p.xlsx", language)
    plan = plan_in(path)
    rows = [row.indicator for row in plan.problems]
    assert (found_in(path), rows[0], rows == [row.indicator for row in plan.measures], len(plan.ledger)) == (
        [],
        "DEV-01",
        True,
        len(rows),
    )
    assert told(plan.measures[0]) == {
        "indicator": "DEV-01",
        "deadline": date(2023, 10, 8),
        "type": "long-term",
        "target": Decimal(50),
        **plan.measures[0].by_season,
    }


def test_a_saved_plan_of_our_own_loses_nothing(tmp_path: Path) -> None:
    """Cells that look up others are no content of their own where a program has dropped what they come to."""
    path = drawn(tmp_path / "p.xlsx", "zh")
    book = openpyxl.load_workbook(path)
    sheet = book["整改措施"]
    heads = {str(cell.value): cell.column for cell in sheet[3]}
    sheet.cell(4, heads["责任人"]).value = "甲某"
    book.save(path)
    plan = plan_in(path)
    assert (found_in(path), plan.measures[0].text("person"), len(plan.measures)) == ([], "甲某", len(plan.problems))


MOVED: Mapping[str, Callable[[Rows], Rows]] = {
    "as they are": lambda rows: rows,
    "rows above": lambda rows: [["附件3"], ["胡家坪村一村一策方案"], [], *rows],
    "a column before": lambda rows: [["", *row] for row in rows],
    "columns the other way round": lambda rows: [[*reversed(row)] for row in rows],
    "a row between": lambda rows: [rows[0], [], *rows[1:], [], []],
    "a section above each row": lambda rows: [rows[0], *(line for row in rows[1:] for line in (["一、发展"], row))],
    "words in brackets behind headings": lambda rows: [[f"{head}（必填）" for head in rows[0]], *rows[1:]],
    "spaces and line breaks in headings": lambda rows: [["\n".join(str(head)) for head in rows[0]], *rows[1:]],
    "a note and signatures below": lambda rows: [*rows, ["注：逐项填写。"], ["党组织书记（签字）：", "", "填报人："]],
    "opinions below": lambda rows: [*rows, ["镇街党(工)委意见", "同意"], ["书记签字", "某某"]],
    "a total below": lambda rows: [*rows, ["", "合计", 1]],
}


@pytest.mark.parametrize("change", MOVED)
def test_a_table_is_known_wherever_it_stands(tmp_path: Path, change: str) -> None:
    """What stands around a table, and in which order its columns are, makes no difference to its rows."""
    given = table("measures", [MEASURE, {**MEASURE, "code": "SVC-06", "target": "4A", "type": "限期整改"}])
    plan = plan_in(write(tmp_path / "p.xlsx", {"封面": cover(), "Sheet1 (2)": MOVED[change](given)}))
    assert [told(row) for row in plan.measures] == [
        {"indicator": "DEV-01", "deadline": date(2023, 9, 30), "target": Decimal(50), "type": "long-term"},
        {"indicator": "SVC-06", "deadline": date(2023, 9, 30), "target": "4A", "type": "by-a-date"},
    ]


def test_a_plain_table_made_by_hand(tmp_path: Path) -> None:
    """One sheet with a title, labels on a line and the columns of an office's own is a plan."""
    sheet = """
        王阜乡胡家坪村“争星晋位”一村一策方案
        填报单位：胡家坪村  类型：村  分类：山区  目标星级：五星级  制定日期：2022.10.8
        | 序号 | 对应指标 | 存在问题 | 成因 | 整改举措 | 具体责任人 | 联村领导 | 整改时限 | 2022年四季度 | 预期目标 |
        | 1 | 村级集体经济经营性收入 | 收入低 | 缺人才 | 引进经理人 | 甲某 | 乙某 | 2023年6月底前 | 38 | 50以上 |
        """
    path = write(tmp_path / "p.xlsx", {"Sheet1": sheet})
    plan = plan_in(path)
    assert (plan.unit.name, plan.target, plan.drawn_up, told(plan.measures[0])) == (
        "胡家坪村",
        "five-star",
        date(2022, 10, 8),
        {"indicator": "DEV-01", "deadline": date(2023, 6, 30), "target": Decimal(50), "2022Q4": Decimal(38)},
    )


def test_the_unit_of_a_title(tmp_path: Path) -> None:
    """Where no label says whose plan it is, its title does."""
    rows: list[list[Raw]] = [["胡家坪村2022年度一村一策整改方案"], ["类型", "村"], *table("measures", [MEASURE])]
    assert plan_in(write(tmp_path / "p.xlsx", {"Sheet1": rows})).unit.name == "胡家坪村"


def test_headings_of_two_rows(tmp_path: Path) -> None:
    """Lower headings stand for columns together with the one above them: the town's opinion, checker and day."""
    sheet = """
        | 序号 | 对应指标 | 问题 | 整改措施 | 当前状态 | 镇街核验 | < | < | 县级复核 | < | 是否销号 |
        | ^ | ^ | ^ | ^ | ^ | 意见 | 人 | 日期 | 意见 | 日期 | ^ |
        | 1 | DEV-01 | 收入低 | 引进经理人 | 已销号 | 属实 | 丙某 | 2023-03-01 | 同意 | 2023-03-08 | 是 |
        """
    (row,) = plan_in(write(tmp_path / "p.xlsx", {"台账": sheet})).ledger
    assert (row.text("town_opinion"), row.text("town_checker"), row.days, row.text("county_opinion")) == (
        "属实",
        "丙某",
        {"town_date": date(2023, 3, 1), "county_date": date(2023, 3, 8)},
        "同意",
    )


def test_cells_merged_downwards_hold_for_every_row(tmp_path: Path) -> None:
    """Two measures for one problem, merged beside them: both are of its indicator, and its person answers for both."""
    sheet = """
        | 对应指标 | 短板问题 | 整改措施 | 责任人 | 完成时限 |
        | DEV-01 | 收入低 | 引进经理人 | 甲某 | 2023-06-30 |
        | ^ | ^ | 盘活农房 | ^ | 2023-09-30 |
        """
    rows = plan_in(write(tmp_path / "p.xlsx", {"Sheet1": sheet})).measures
    assert [(row.indicator, row.text("measure"), row.text("person")) for row in rows] == [
        ("DEV-01", "引进经理人", "甲某"),
        ("DEV-01", "盘活农房", "甲某"),
    ]


CELLS: list[tuple[str, Raw, object, list[str]]] = [
    ("code", "DEV-01 村级集体经济经营性收入", "DEV-01", []),
    ("code", "村级集体经济经营性收入（DEV-01）", "DEV-01", []),
    ("code", "村级集体经济经营性收入", "DEV-01", []),
    ("code", "ＤＥＶ-01", "DEV-01", []),
    ("code", "DEV-01、DEV-02", "", ["plan-indicator-unknown"]),
    ("code", "DEV-1", "", ["plan-indicator-unknown"]),
    ("code", "DEV-01 村集体经营性收入增长率", "", ["plan-indicator-unknown"]),
    ("deadline", "2023年6月底前", date(2023, 6, 30), []),
    ("deadline", "6月底前", date(2022, 6, 30), []),
    ("deadline", datetime(2023, 6, 1), date(2023, 6, 1), []),  # noqa: DTZ001 cells have no time zone
    ("deadline", "长期推进", "long-term", []),
    ("deadline", "立行立改", "at-once", ["date-is-open-ended"]),
    ("deadline", "尽快", None, ["date-unreadable"]),
    ("deadline", "2023-06-31", None, ["date-impossible"]),
    ("target", "≥50", Decimal(50), []),
    ("target", "达到50万元", Decimal(50), ["interpreted"]),
    ("target", "按要求完成", None, ["not-readable-as-number"]),
    ("target", "50-60", None, ["value-is-a-range"]),
    ("type", "限期整改", "by-a-date", []),
    ("type", "长期推进（一年）", "long-term", []),
    ("type", "抓紧办", None, ["plan-choice-unknown"]),
]


@pytest.mark.parametrize(("column", "content", "value", "codes"), CELLS)
def test_what_a_cell_of_a_measure_means(
    tmp_path: Path, column: str, content: Raw, value: object, codes: list[str]
) -> None:
    """Codes, days, values and types in the spellings of people; what cannot be read is found at its cell."""
    path = plan_book(tmp_path / "p.xlsx", measures=[{**MEASURE, column: content}])
    (row,) = plan_in(path).measures
    read = (
        row.indicator if column == "code" else row.days.get(column) or row.values.get(column) or row.chosen.get(column)
    )
    found = [code for place, code in found_in(path) if place == row.place(column).within]
    assert (read, found) == (value, codes)


def test_a_level_of_a_problem(tmp_path: Path) -> None:
    """Present and required levels are read as levels, with the words that demand them taken off."""
    problem = {**PROBLEM, "code": "SVC-06", "now": "3A", "required": "4A及以上"}
    path = plan_book(tmp_path / "p.xlsx", problems=[problem])
    assert (plan_in(path).problems[0].values, found_in(path)) == ({"now": "3A", "required": "4A"}, [])


@pytest.mark.parametrize(("label", "text", "codes"), [
    ("target", "六星", ["plan-target-unknown"]),
    ("target", "★★★★★", []),
    ("target", "5", []),
    ("date", "某日", ["date-unreadable"]),
    ("kind", "镇", ["kind-unknown"]),
])  # fmt: skip
def test_what_a_cover_says(tmp_path: Path, label: str, text: str, codes: list[str]) -> None:
    """A target or a day that is none is found at its cell."""
    path = write(tmp_path / "p.xlsx", {"封面": cover(said={label: text}), "措施": table("measures", [MEASURE])})
    assert [code for _, code in found_in(path)] == codes


def test_a_row_that_names_no_indicator(tmp_path: Path) -> None:
    """A measure of nobody knows what is kept, and found; one whose problem names an indicator whole is that one's."""
    rows = [{**MEASURE, "code": None}, {**MEASURE, "code": None, "problem": "“三会一课”等组织生活按期完成率偏低"}]
    path = plan_book(tmp_path / "p.xlsx", measures=rows)
    assert ([row.indicator for row in plan_in(path).measures], [code for _, code in found_in(path)]) == (
        ["", "ORG-05"],
        ["plan-row-without-indicator", "interpreted"],
    )


def test_code_and_name_that_contradict(tmp_path: Path) -> None:
    """A row whose code and name are those of two indicators is of neither."""
    path = plan_book(tmp_path / "p.xlsx", problems=[{**PROBLEM, "indicator": "群众满意度测评得分率"}])
    assert (plan_in(path).problems[0].indicator, found_in(path)) == ("", [("问题清单!B2", "plan-indicator-unclear")])


def test_columns_of_the_unit_s_own_are_kept(tmp_path: Path) -> None:
    """A column that is none of a plan's is kept by its heading, with a note; a cell below no heading is found."""
    rows = table("measures", [MEASURE])
    rows = [[*rows[0], "联系电话", None], [*rows[1], "0571", "多余"]]
    path = write(tmp_path / "p.xlsx", {"封面": cover(), "措施": rows})
    assert (plan_in(path).measures[0].text("联系电话"), [code for _, code in found_in(path)]) == (
        "0571",
        ["plan-column-unknown", "plan-cell-without-heading"],
    )


def test_prose_is_no_plan(tmp_path: Path) -> None:
    """A workbook that holds prose and no table is no plan; a line of words within a table is named."""
    prose = write(tmp_path / "a.xlsx", {"方案": [["一村一策方案"], ["我村将进一步加强领导，落实整改措施。"]]})
    rows = table("measures", [MEASURE])
    lines = write(
        tmp_path / "b.xlsx", {"封面": cover(), "措施": [*rows[:1], ["我村将认真整改，确保完成。"], *rows[1:]]}
    )
    assert (plans_in(prose), found_in(lines)) == ((), [("措施!A2", "plan-line-not-read")])


def test_a_table_that_was_cut(tmp_path: Path) -> None:
    """A table without its columns of person and day is still read; one without its measures is no table of them."""
    rows = [[row[at] for at in (0, 2, 3, 5, 7)] for row in table("measures", [MEASURE])]
    plan = plan_in(write(tmp_path / "a.xlsx", {"封面": cover(), "措施": rows}))
    bare = [[row[at] for at in (0, 2)] for row in rows]
    assert ([told(row) for row in plan.measures], plans_in(write(tmp_path / "b.xlsx", {"措施": bare}))) == (
        [{"indicator": "DEV-01"}],
        (),
    )


def test_a_table_of_several_units(tmp_path: Path) -> None:
    """A column that names units parts a town's table into their plans; a row of nobody is found and not read."""
    rows = table("measures", [MEASURE, {**MEASURE, "code": "DEV-02"}, MEASURE])
    about: list[list[Raw]] = [["村社名称", "类型"], ["甲村", "村"], ["乙村", "村"], [None, "村"]]
    path = write(tmp_path / "p.xlsx", {"汇总": [[*a, *b] for a, b in zip(about, rows, strict=True)]})
    plans = [read.value for read in plans_in(path) if read.value is not None]
    codes = [code for _, code in found_in(path)]
    assert ([(plan.unit.name, [row.indicator for row in plan.measures]) for plan in plans], codes) == (
        [("甲村", ["DEV-01"]), ("乙村", ["DEV-02"])],
        ["plan-row-without-unit"],
    )


def test_a_sheet_a_unit(tmp_path: Path) -> None:
    """Sheets that each name a unit of their own are the plans of several."""
    sheets: dict[str, list[list[Raw]]] = {
        name: [["单位名称", name], ["类型", "村"], *table("measures", [MEASURE])] for name in ("甲村", "乙村")
    }
    plans = [read.value for read in plans_in(write(tmp_path / "p.xlsx", sheets)) if read.value is not None]
    assert [(plan.unit.name, len(plan.measures)) for plan in plans] == [("甲村", 1), ("乙村", 1)]


def accounted(path: Path) -> set[tuple[str, str]]:
    """Every cell of a plan's tables that is in the plan or named by a finding."""
    places = []
    for read in plans_in(path):
        places += [found.location for found in read.findings]
        plan = read.value
        assert plan is not None
        for row in rows_of(plan):
            places += [row.places[key] for key in row.texts]
    return {(place.sheet, place.cell) for place in places}


def rows_of(plan: FilledPlan) -> tuple[FilledRow, ...]:
    """Every row of a plan."""
    return (*plan.problems, *plan.measures, *plan.ledger, *plan.projects)


GARBAGE: list[Raw] = [
    None, None, "DEV-01", "SVC-06", "x", "加强", "合计", "小计", 12.5, -3, "34.6万元", "≥50", "2023-06-30", "长期推进",
    "尽快", True, datetime(2023, 1, 1), "立行立改", "限期整改", "—", "/", "同上",  # noqa: DTZ001
    "一、组织建设", "   ", "\u3000", "序号", "责任人", "4A", "好", "：", "0.85", "85%", "是",
]  # fmt: skip
KEYS = [key for key in MEASURE_HEADINGS if key != "number"]
measures = st.lists(st.fixed_dictionaries({key: st.sampled_from(GARBAGE) for key in KEYS}), max_size=5)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(rows=measures, seasons=st.lists(st.sampled_from(["2022Q4", "2023Q1", "2023年二季度"]), unique=True))
def test_no_filled_cell_is_lost(rows: list[dict[str, Raw]], seasons: list[str]) -> None:
    """Whatever stands in a table of measures, each filled cell is in the plan or named by a finding."""
    with TemporaryDirectory() as folder:
        given_rows: list[dict[str, Raw]] = [{**row, **dict.fromkeys(seasons, "38")} for row in rows]
        grid = table("measures", given_rows, seasons=seasons)
        path = write(Path(folder) / "p.xlsx", {"封面": cover(), "措施": grid})
        sheet = openpyxl.load_workbook(path)["措施"]
        filled = {
            ("措施", cell.coordinate)
            for line in sheet.iter_rows(min_row=2)
            for cell in line
            if cell.value is not None and str(cell.value).strip()
        }
        assert filled - accounted(path) == set()
