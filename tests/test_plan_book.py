"""The plan workbook: what stands in its cells, what may be typed where, and that it prints on A4."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from planned_units import DAY, FIVE, at, hujiaping, plan
from sheets import HOSTILE, broken_parts, cells, formulas, framework, printed, rated, scheme

from starcli.core.assessment import Unit
from starcli.core.plans.planning import planned
from starcli.core.plans.portrait import District
from starcli.core.text import FormLanguage
from starcli.excel.imprint import Imprint, read_imprint
from starcli.excel.layouts.plan import (
    LEDGER_HEADINGS,
    MEASURE_HEADINGS,
    PLAN_SHEETS,
    PROBLEM_HEADINGS,
    PROJECT_HEADINGS,
)
from starcli.excel.writing.plans.book import write_plan

SHEETS = ["一村一策方案", "问题清单", "整改措施", "整改台账", "专项推进", "测算", "选项"]
LANGUAGES: tuple[FormLanguage, ...] = ("zh", "en", "both")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of the village of the article, in Chinese."""
    target = tmp_path_factory.mktemp("plan") / "hujiaping-plan.xlsx"
    write_plan(plan(), target, "zh")
    return target


def rows(path: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table of a plan, by heading; its headings stand in the third row."""
    head, *below = cells(path, name)[2:]
    return [dict(zip(map(str, head), row, strict=True)) for row in below]


def page(path: Path, name: str) -> Worksheet:
    """A sheet with its formulas."""
    found = openpyxl.load_workbook(path)[name]
    assert isinstance(found, Worksheet)
    return found


def beside(path: Path, label: str) -> object:
    """What stands to the right of a label on the plan itself."""
    for row in cells(path, "一村一策方案"):
        if label in row:
            return next(value for value in row[row.index(label) + 1 :] if value is not None)
    raise KeyError(label)


def choices(sheet: Worksheet, cell: str, path: Path) -> list[str]:
    """What the drop-down list of a cell offers; a list that goes by a name is looked up."""
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and cell in rule.sqref:
            return _listed(str(rule.formula1), path)
    return []


def _listed(formula: str, path: Path) -> list[str]:
    if formula.startswith('"'):
        return formula.strip('"').split(",")
    whole = openpyxl.load_workbook(path)
    where = whole.defined_names[formula].attr_text
    assert where is not None
    name, _, ends = where.rpartition("!")
    return [str(cell.value) for (cell,) in whole[name.strip("'")][ends.replace("$", "")]]


def test_the_sheets_of_a_plan(book: Path) -> None:
    """The plan itself comes first, then the lists, the ledger, the projects and what all of it comes to."""
    assert openpyxl.load_workbook(book).sheetnames == SHEETS


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("单位名称", "胡家坪村"),
        ("单位代码", "330127208203"),
        ("周期", "2022Q3"),
        ("制定日期", DAY),
        ("总户数(常住)（户）", 824),
        ("网格数（个）", 4),
        ("村级集体经济经营性收入（万元）", 34.6),
        ("现星级", "四星"),
        ("总分", 95.04),
        ("目标星级", "五星"),
        ("完成后星级", "五星"),
        ("完成后总分", 98.32),
        ("能否达到目标", "达到"),
    ],
)
def test_the_paper_says_whose_it_is_and_what_for(book: Path, label: str, value: object) -> None:
    """Basic facts, present grade and target stand beside their labels; so does what it comes to."""
    found = beside(book, label)
    assert (found.date() if label == "制定日期" else found) == value  # type: ignore[attr-defined]  # a day


def test_what_the_form_does_not_know_is_left_open(book: Path) -> None:
    """Residents are not asked of a village: there is a cell for typing beside the label, and one for Party members."""
    sheet = page(book, "一村一策方案")
    labels = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    for label in ("常住人口（人）", "党员数"):
        row, column = labels[label].row, labels[label].column
        value = next(c for c in sheet[row][column:] if type(c).__name__ == "Cell")
        assert (value.value, value.protection.locked) == (None, False)


def test_only_what_the_path_needs_is_marked(book: Path) -> None:
    """The income is what five stars need: it comes first and has a star; the other six have none."""
    marks = [(row["序号"], row["对应指标"], row["关键"]) for row in rows(book, "整改措施")[:7]]
    assert marks == [
        (1, "DEV-01", "★"), (2, "DEV-02", None), (3, "ORG-03", None), (4, "DEV-04", None), (5, "SVC-06", None),
        (6, "ORG-08", None), (7, "ENV-02", None),
    ]  # fmt: skip


def test_a_problem_is_a_sentence_with_figures(book: Path) -> None:
    """Problem, figures and origin are there; its type and its cause are for people."""
    first = rows(book, "问题清单")[0]
    assert first == {
        "序号": 1,
        "对应指标": "DEV-01",
        "指标名称": "村级集体经济经营性收入",
        "问题描述": "村级集体经济经营性收入为 34.6 万元，五星要求不低于 50 万元，相差 15.4 万元；"
        "属必达项，不达到不能评为五星。",
        "现状值": 34.6,
        "目标值": 50,
        "差距": 15.4,
        "问题类型": None,
        "原因分析": None,
        "问题来源": "自评",
        "备注": None,
    }


def test_a_measure_has_its_deadline_target_and_values_by_season(book: Path) -> None:
    """The long-term income is due a year after the day of the plan, and each season has its part of the way."""
    first = rows(book, "整改措施")[0]
    assert first.pop("完成时限").date().isoformat() == "2023-10-08"
    assert first.pop("短板问题").startswith("村级集体经济经营性收入为 34.6 万元")
    assert first == {
        "序号": 1, "关键": "★", "对应指标": "DEV-01", "原因": None, "整改措施": None, "整改类型": "长期推进",
        "责任单位": "农业农村局", "责任人": None, "责任领导(联村)": None, "预期目标值": 50, "2022Q4": 37.68,
        "2023Q1": 40.76, "2023Q2": 43.84, "2023Q3": 46.92, "2023Q4": 50, "需上级支持事项": None, "备注": None,
    }  # fmt: skip


def test_a_level_is_due_at_the_end_of_its_way(book: Path) -> None:
    """A level has no parts: it stands in the season of the deadline, and what comes before is blank."""
    level = next(row for row in rows(book, "整改措施") if row["对应指标"] == "SVC-06")
    assert [level[key] for key in ("预期目标值", "2022Q4", "2023Q3", "2023Q4")] == ["4A级", None, None, "4A级"]


CAUSES = ["资源盘活不足、缺少稳定收益项目", "缺乏经营人才", "区位偏远、生态保护限制多", "过度依赖补助收入"]
OFFERED: Mapping[tuple[str, str], list[str]] = {
    ("问题清单", "I4"): CAUSES,
    ("问题清单", "H4"): ["共性", "个性"],
    ("问题清单", "J4"): ["自评", "部门数据", "核验", "抽查", "群众反映"],
    ("整改措施", "E4"): CAUSES,
    ("整改措施", "F4"): [
        "引进农村职业经理人(乡村CEO)", "发展优势产业项目、建设共富工坊", "抱团投资物业或飞地项目", "组建或入股强村公司",
        "盘活闲置农房、土地和集体用房",
    ],
    ("整改措施", "G4"): ["立行立改", "限期整改", "长期推进"],
    ("整改措施", "H4"): ["农业农村局", "胡家坪村"],
    ("整改措施", "I4"): ["村党组织书记"],
    ("整改措施", "R4"): ["农业农村局"],
    ("整改台账", "K4"): ["待整改", "整改中", "申请销号", "镇街核验", "县级复核", "已销号", "退回", "延期", "反弹"],
    ("整改台账", "U4"): ["是", "否"],
}  # fmt: skip
"""What the drop-down lists of the first row offer."""


@pytest.mark.parametrize(("sheet", "cell"), OFFERED)
def test_lists_come_from_the_framework(book: Path, sheet: str, cell: str) -> None:
    """Causes, measures, types, departments and states are those of the framework."""
    assert choices(page(book, sheet), cell, book) == OFFERED[sheet, cell]


@pytest.mark.parametrize(
    ("sheet", "cell"), [("问题清单", "I4"), ("整改措施", "E4"), ("整改措施", "F4"), ("整改措施", "I4")]
)
def test_ones_own_words_are_taken_too(book: Path, sheet: str, cell: str) -> None:
    """A list of causes, measures or persons lets other words in."""
    (rule,) = [rule for rule in page(book, sheet).data_validations.dataValidation if cell in rule.sqref]
    assert rule.showErrorMessage is False


def test_a_target_value_is_one_that_the_indicator_may_have(book: Path) -> None:
    """A number within the limits of the scale, or one of the levels."""
    sheet = page(book, "整改措施")
    (number,) = [rule for rule in sheet.data_validations.dataValidation if "L4" in rule.sqref]
    assert (number.type, number.formula1, number.formula2) == ("decimal", "0.0", "100000.0")
    assert choices(sheet, "L8", book)[0] == "5A级"


EDITABLE = {
    "问题清单": ["问题描述", "问题类型", "原因分析", "问题来源", "备注"],
    "整改措施": [
        "原因", "整改措施", "整改类型", "责任单位", "责任人", "责任领导(联村)", "完成时限", "预期目标值",
        "2022Q4", "2023Q1", "2023Q2", "2023Q3", "2023Q4", "需上级支持事项", "备注",
    ],
    "整改台账": [
        "进展情况", "完成率", "当前状态", "佐证材料", "申请销号日期", "核验值", "镇街核验意见", "镇街核验人",
        "镇街核验日期", "县级复核意见", "县级复核日期", "延期至", "是否销号", "备注",
    ],
    "专项推进": ["领衔市领导", "牵头部门", "专项方案(文号)", "现场会(时间、地点)", "本季进展"],
}  # fmt: skip
"""The columns of each sheet in which people type."""


@pytest.mark.parametrize("name", EDITABLE)
def test_only_pale_yellow_cells_can_be_typed_in(book: Path, name: str) -> None:
    """What is for typing is open and yellow, everything else is locked, without a password."""
    sheet = page(book, name)
    open_ = [str(head.value) for head, cell in zip(sheet[3], sheet[4], strict=True) if not cell.protection.locked]
    yellow = [
        str(head.value) for head, cell in zip(sheet[3], sheet[4], strict=True) if cell.fill.fgColor.rgb == "FFFFF9DB"
    ]
    assert open_ == yellow == EDITABLE[name]
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)


def test_the_ledger_takes_over_what_was_planned(book: Path) -> None:
    """Its rows are known by number and code, their contents are looked up by the number."""
    first = page(book, "整改台账")
    assert (first["A4"].value, first["B4"].value) == (1, "DEV-01")
    assert str(first["F4"].value).startswith("=IFERROR(IF(INDEX(整改措施!$I$4:$I$14,MATCH(A4,整改措施!$A$4:$A$14,0))")
    shown = rows(book, "整改台账")[0]
    assert (shown["责任单位"], shown["完成时限"].date().isoformat(), shown["当前状态"]) == (
        "农业农村局",
        "2023-10-08",
        "待整改",
    )


def test_an_empty_slot_of_the_four_ones_shows(book: Path) -> None:
    """Each special project of the unit's problems has a card, which says how many of its slots are empty."""
    assert [(row["专项名称"], row["四个一"], row["达标率"], row["存在问题"]) for row in rows(book, "专项推进")] == [
        ("SP4 强村富民集体经济增收", "✗ 待填：4", 0.429, "DEV-01、DEV-02、\nDEV-04、ENV-02"),
        ("SP5 党群服务阵地补短提标", "✗ 待填：4", 0.8, "SVC-06"),
        ("SP6 班子建强与后进整转", "✗ 待填：4", 0.857, "ORG-03、ORG-08"),
    ]


def test_there_is_room_for_rows_of_ones_own(book: Path) -> None:
    """Below the program's rows are empty ones in which an indicator can be chosen."""
    sheet = page(book, "整改措施")
    codes = [indicator.id for indicator in scheme("village", "mountain").indicators]
    assert (sheet["A11"].value, sheet["C11"].protection.locked, choices(sheet, "C11", book)) == (8, False, codes)


def test_the_paper_shows_the_medians_of_the_others(tmp_path: Path) -> None:
    """With others of its kind in the county their median stands in the portrait, and is a third line of the chart."""
    others = [
        rated(Unit(name=f"村{n}", kind="village", county="淳安县"), at_)
        for n, at_ in enumerate(("four-star", "five-star"))
    ]
    district = District([hujiaping(), *others], FIVE)
    write_plan(plan(), tmp_path / "p.xlsx", "zh", district.peers(hujiaping()))
    portrait = [row for row in cells(tmp_path / "p.xlsx", "一村一策方案") if row[0] == "ORG"]
    medians = sorted(other.dimensions[0].score for other in others if other.dimensions[0].score is not None)
    assert portrait[0][5] == pytest.approx(float(sum(medians)) / 2, abs=0.0006)
    with zipfile.ZipFile(tmp_path / "p.xlsx") as package:
        assert package.read("xl/charts/chart1.xml").count(b"<c:ser>") == 3


def test_a_unit_by_itself_has_no_median(book: Path) -> None:
    """Without others there is no such line."""
    with zipfile.ZipFile(book) as package:
        assert package.read("xl/charts/chart1.xml").count(b"<c:ser>") == 2


def test_a_unit_that_has_the_target_gets_a_plan_that_says_so(tmp_path: Path) -> None:
    """It names the gates that must be kept, and goes on with what can be improved."""
    target = tmp_path / "p.xlsx"
    write_plan(at("five-star"), target, "zh")
    first = [row[0] for row in cells(target, "一村一策方案") if row[0]]
    assert "已经达到五星。重点是保持下列必达项，并按期做好其余改进。" in first
    gates = [indicator.id for indicator in scheme().indicators if "five-star" in indicator.gates]
    assert [each for each in first if each in gates] == gates


def test_a_plan_says_when_its_measures_are_not_enough(tmp_path: Path) -> None:
    """With a veto that caps the grade the plan says that the target is not reached, and why."""
    rating = rated(Unit(name="石门村", kind="village"), "five-star", {"V6": 1})
    target = tmp_path / "p.xlsx"
    write_plan(planned(rating, FIVE, DAY), target, "zh")
    lines = [str(row[0]) for row in cells(target, "一村一策方案")]
    assert any("仍达不到五星" in line for line in lines)
    assert any(line.startswith("· 一票否决 V6") for line in lines)
    assert beside(target, "能否达到目标") == "未达到"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headings_are_those_of_the_layout(tmp_path: Path, language: FormLanguage) -> None:
    """In every language sheets and columns are called what the reader of plans looks for."""
    target = tmp_path / "p.xlsx"
    write_plan(plan(), target, language)
    whole = openpyxl.load_workbook(target)
    assert whole.sheetnames == [name[language] for name in PLAN_SHEETS.values()]
    seasons = [str(season) for season in plan().seasons]
    found = [[cell.value for cell in whole[name][3]] for name in whole.sheetnames[1:5]]
    measures = [heading[language] for heading in MEASURE_HEADINGS.values()]
    at_ = measures.index(MEASURE_HEADINGS["target"][language]) + 1
    assert found == [
        [heading[language] for heading in PROBLEM_HEADINGS.values()],
        [*measures[:at_], *seasons, *measures[at_:]],
        [heading[language] for heading in LEDGER_HEADINGS.values()],
        [heading[language] for heading in PROJECT_HEADINGS.values()],
    ]


def test_a_plan_prints_on_a4(book: Path) -> None:
    """The paper to sign stands upright, tables lie across and repeat their headings on each page."""
    assert printed(book) == [
        ("一村一策方案", "9", "portrait", ""), ("问题清单", "9", "landscape", "$3:$3"),
        ("整改措施", "9", "landscape", "$3:$3"), ("整改台账", "9", "landscape", "$3:$3"),
        ("专项推进", "9", "landscape", "$3:$3"), ("测算", "9", "portrait", "$15:$15"), ("选项", "9", "portrait", ""),
    ]  # fmt: skip


def test_pages_of_the_paper_break_between_its_parts(tmp_path: Path) -> None:
    """The block to sign is not torn apart: the row with which a page begins is none within it."""
    target = tmp_path / "p.xlsx"
    write_plan(at("three-star"), target, "zh")
    sheet = page(target, "一村一策方案")
    signing = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if str(cell.value).startswith("六、"))
    breaks = [brk.id for brk in sheet.row_breaks.brk]
    assert breaks
    assert [brk for brk in breaks if signing <= brk <= sheet.max_row] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_plan_gives_the_same_bytes(tmp_path: Path, language: FormLanguage) -> None:
    """A plan written twice is the same file, byte for byte."""
    for name in "ab":
        write_plan(plan(), tmp_path / f"{name}.xlsx", language)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_imprint_of_a_plan(book: Path) -> None:
    """A plan bears its imprint: it is never read as a unit's form."""
    assert read_imprint(book) == Imprint("plan", untouched=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_village_is_no_formula(tmp_path: Path, text: str) -> None:
    """Name and town of a village stay text wherever the plan has them."""
    write_plan(at("three-star", text, town=text), tmp_path / "p.xlsx", "zh")
    write_plan(at("three-star"), tmp_path / "other.xlsx", "zh")
    assert formulas(tmp_path / "p.xlsx") == formulas(tmp_path / "other.xlsx")
    assert beside(tmp_path / "p.xlsx", "单位名称") == text


def test_a_name_with_a_quote_can_be_chosen(tmp_path: Path) -> None:
    """A name that would end a list in a cell's rule is offered as it is."""
    write_plan(at("three-star", '石"门,村'), tmp_path / "p.xlsx", "zh")
    assert choices(page(tmp_path / "p.xlsx", "整改措施"), "H4", tmp_path / "p.xlsx")[-1] == '石"门,村'


def test_control_characters_do_not_break_the_file(tmp_path: Path) -> None:
    """Characters that a file cannot hold break no part of it."""
    write_plan(at("three-star", "石\x07门\x00村\x1f\ufffe"), tmp_path / "p.xlsx", "both")
    assert broken_parts(tmp_path / "p.xlsx") == []


def test_facts_of_a_plan_are_those_of_the_framework() -> None:
    """The reference framework names them, each a fact or an indicator that it has."""
    known = {*framework().facts, *framework().entries}
    assert set(framework().settings.plan_facts) <= known
    assert framework().settings.plan_facts
