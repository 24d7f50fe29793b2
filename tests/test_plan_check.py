"""What a filled plan is sent back for: each fault alone in a plan that has no other, and plans that have none."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from factory import reference
from plan_books import MEASURE, PROBLEM, cover, drawn, filled, named, plan_book, table
from sheets import write
from typer.testing import CliRunner

from starcli.cli import app
from starcli.core.assessment import Answer, Entry, Unit
from starcli.core.benchmark import rate_at
from starcli.core.findings import Finding, Location
from starcli.core.plans.check import check_plan
from starcli.core.plans.copied import copied_among
from starcli.core.plans.doing import longest_days
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.plans.wording import empty_words_of
from starcli.core.rating import Rating, rate
from starcli.core.scheme import resolve
from starcli.options import UsageProblem

SAMPLES = Path(__file__).parent.parent / "samples"
SCHEME = resolve(reference(), "village", "mountain")
WORDS = reference().plan_rules.empty_words

Row = Mapping[str, object]
SHORT: Row = {
    "code": "DEV-01",
    "problem": "经营性收入 34.6 万元，五星要求不低于 50 万元",
    "now": Decimal("34.6"),
    "cause": "缺乏经营人才",
}
"""The problem of a village that is one gate short of five stars."""
DONE: Row = {
    "code": "DEV-01",
    "measure": "引进农村职业经理人(乡村CEO)，2023年3月前签约",
    "type": "长期推进",
    "person": "甲某",
    "leader": "乙某",
    "deadline": date(2023, 9, 30),
    "target": Decimal("52.3"),
    "2022Q4": Decimal(38),
    "2023Q1": Decimal(43),
}
CARD: Row = {
    "project": "强村富民集体经济增收",
    "leader": "丙某",
    "department": "农业农村局",
    "plan": "〔2022〕5号",
    "meeting": "2022-11-10 云溪镇",
}


def rating(**values: str) -> Rating:
    """The rating of a mountain village that meets five stars but for the given values."""
    known = rate_at(SCHEME, "five-star").assessment
    entries = dict(known.entries)
    for key, value in {"DEV-01": "34.6", **{k.replace("_", "-"): v for k, v in values.items()}}.items():
        names = SCHEME.by_id[key].definition.expression
        for name in names.names if names is not None else ():
            entries.pop(name, None)
        answer = Answer(Decimal(value), value, Location(cell=key))
        entries[key] = Entry({"self": answer}, Location(cell=key))
    unit = Unit("330127113204", "胡家坪村", "village", "mountain", "王阜乡", "淳安县")
    return rate(SCHEME, replace(known, unit=unit, entries=entries))


def sound(
    problem: Row | None = None, measure: Row | None = None, card: Row | None = None, **more: object
) -> FilledPlan:
    """A plan without a fault, but for what is given: None in a row takes a cell away."""
    rows = ({**SHORT, **(problem or {})}, {**DONE, **(measure or {})}, {**CARD, **(card or {})})
    return filled([rows[0]], [rows[1]], [rows[2]], **more)


def check(plan: FilledPlan, known: Rating | None = None) -> list[tuple[str, str]]:
    """Places and codes of what is found of one plan."""
    return named(check_plan(plan, reference(), SCHEME, known))


@pytest.mark.parametrize("known", [None, rating()], ids=["alone", "beside its form"])
def test_a_clean_plan_has_no_finding(known: Rating | None) -> None:
    """Nothing is found of a plan that says what, who, when and to what value."""
    assert check(sound(), known) == []


DAY = "measures!deadline-1"
FAULTS: list[tuple[str, Mapping[str, object], list[tuple[str, str]]]] = [
    ("no person", {"measure": {"person": None}}, [("measures!person-1", "measure-without-person")]),
    ("no leader", {"measure": {"leader": None}}, [("measures!leader-1", "measure-without-leader")]),
    ("no date", {"measure": {"deadline": None}}, [("measures!deadline-1", "measure-without-date")]),
    ("a date before the plan", {"measure": {"deadline": date(2022, 10, 7)}}, [(DAY, "date-before-plan")]),
    ("long-term within a month", {"measure": {"deadline": date(2022, 11, 7)}}, [(DAY, "type-too-short")]),
    ("at once in a year", {"measure": {"type": "立行立改"}}, [(DAY, "type-too-long")]),
    ("by a date in a year", {"measure": {"type": "限期整改"}}, [(DAY, "type-too-long")]),
    ("an empty measure", {"measure": {"measure": "进一步加强领导"}}, [("measures!measure-1", "words-empty")]),
    ("an empty cause", {"problem": {"cause": "重视程度需进一步加强"}}, [("problems!cause-1", "words-empty")]),
    ("a low target", {"measure": {"target": Decimal(49)}}, [("measures!target-1", "target-below-requirement")]),
    ("a season behind", {"measure": {"2023Q1": Decimal(37)}}, [("measures!2023Q1-1", "season-values-fall")]),
    ("behind the present", {"measure": {"2022Q4": Decimal(30)}}, [("measures!2022Q4-1", "season-values-fall")]),
    ("an empty slot", {"card": {"meeting": None}}, [("projects!meeting-1", "project-slot-empty")]),
    ("no cause", {"problem": {"cause": None}}, [("problems!cause-1", "problem-without-cause")]),
    ("no day of its own", {"texts": {"target": "五星"}, "drawn_up": None}, [("plan!date", "plan-undated")]),
    ("no measure for a gate", {"measure": {"measure": None}}, [("measures!measure-1", "gate-without-measure")]),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "found"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_each_fault_alone(changed: Mapping[str, object], found: list[tuple[str, str]]) -> None:
    """A plan with exactly one fault has exactly this finding, at its cell."""
    assert check(sound(**changed)) == found  # type: ignore[arg-type]  # parts of a plan by name


SHARE: Row = {"code": "ENV-02", "problem": "准确率低", "cause": "督导不到位", "now": Decimal(90)}
SHARED: Row = {**DONE, "code": "ENV-02", "type": "限期整改", "deadline": date(2023, 1, 6), "target": Decimal(95)}


@pytest.mark.parametrize(("problem", "measure", "found"), [
    ({}, {"measure": None, "target": None}, [("problems!cause-2", "cause-without-measure")]),
    ({"cause": None}, {"cause": "督导不到位", "measure": None}, [("measures!cause-2", "cause-without-measure")]),
    ({"cause": None}, {"measure": None}, [("measures!measure-2", "problem-without-measure"),
                                          ("problems!cause-2", "problem-without-cause")]),
    ({}, {}, []),
])  # fmt: skip
def test_a_cause_asks_for_a_measure(problem: Row, measure: Row, found: list[tuple[str, str]]) -> None:
    """A cause of what is no gate, in either table, is found where no measure is planned on its indicator."""
    bare = {key: value for key, value in SHARED.items() if "Q" not in key}
    plan = filled([SHORT, {**SHARE, **problem}], [DONE, {**bare, **measure}])
    assert check(plan) == found


def test_failed_gates_of_the_rating() -> None:
    """With the unit's form at hand, a gate that the plan does not mention is found, and so is what that leads to."""
    known = rating(GOV_07="90")
    assert check(sound(), known) == [
        ("problems!row-1", "gate-without-problem"),
        ("plan!target", "projected-below-target"),
    ]


def test_a_gate_that_the_form_shows_to_be_met() -> None:
    """The rating decides which gates are unmet, not the plan's own list: then a missing measure is no error."""
    known = rating(DEV_01="60")
    assert check(sound(measure={"measure": None, "target": None}), known) == [
        ("problems!cause-1", "cause-without-measure"),
    ]


def test_a_gate_whose_present_value_is_good_enough() -> None:
    """A gate of the target that the plan itself says to be met is not failed."""
    plan = sound(problem={"now": Decimal(55)}, measure={"measure": None, "2022Q4": None, "2023Q1": None})
    assert check(plan) == [("problems!cause-1", "cause-without-measure")]


def test_a_plan_without_a_target() -> None:
    """Where no target is named, that is found, and requirements are not looked at."""
    plan = sound(measure={"target": Decimal(1)}, target="", texts={"date": "2022-10-08"})
    assert check(plan) == [("plan!target", "plan-without-target")]


def test_a_table_of_measures_alone() -> None:
    """A plan made by hand, with problem, cause and measure in one row, needs no list of problems."""
    row = {**DONE, "problem": "收入低", "cause": "缺人才"}
    assert check(filled([], [row])) == []


@pytest.mark.parametrize(("type_", "day", "codes"), [
    ("立行立改", date(2022, 11, 7), []),
    ("立行立改", date(2022, 11, 8), ["type-too-long"]),
    ("限期整改", date(2023, 4, 6), []),
    ("限期整改", date(2023, 4, 7), ["type-too-long"]),
    ("长期推进", date(2022, 11, 7), ["type-too-short"]),
    ("长期推进", date(2022, 11, 8), []),
    ("长期推进", date(2030, 1, 1), []),
    (None, date(2030, 1, 1), []),
])  # fmt: skip
def test_types_and_their_days(type_: str | None, day: date, codes: list[str]) -> None:
    """A type has as many days as the plan entries of the framework give it: 30, 180, and no end."""
    assert [code for _, code in check(sound(measure={"type": type_, "deadline": day}))] == codes


def test_the_days_of_each_type_come_from_the_framework() -> None:
    """The most days that an indicator's plan entry gives a type, the shortest type first."""
    assert dict(longest_days(reference())) == {"at-once": 30, "by-a-date": 180, "long-term": 365}


@pytest.mark.parametrize(("code", "values", "codes"), [
    ("DEV-03", {"now": 30, "2022Q4": 28, "2023Q1": 25}, []),
    ("DEV-03", {"now": 30, "2022Q4": 28, "2023Q1": 29}, ["season-values-fall"]),
    ("SVC-05", {"now": 12, "2022Q4": 20, "2023Q1": 5}, []),
    ("SVC-05", {"2022Q3": 12, "2022Q4": 10}, ["season-values-fall"]),
    ("DEV-01", {"2022Q4": 38, "2023Q1": 38}, []),
])  # fmt: skip
def test_values_by_season_go_where_their_indicator_should(
    code: str, values: Mapping[str, int], codes: list[str]
) -> None:
    """Fewer is better for debts; what adds up over a year begins anew with the next."""
    seasons = {key: Decimal(value) for key, value in values.items() if key != "now"}
    problem = {**SHORT, "code": code, "now": Decimal(values["now"]) if "now" in values else None}
    bare = {key: value for key, value in DONE.items() if "Q" not in key and key != "target"}
    found = check(filled([problem], [{**bare, "code": code, **seasons}], target="three-star"))
    assert [code for _, code in found if code == "season-values-fall"] == codes


EMPTY = (
    "加强领导",
    "进一步加强组织领导，提高认识",
    "切实加强组织领导、压实工作责任、强化督促检查",
    "高度重视。",
    "Strengthen leadership and raise awareness.",
    "Make every effort, as soon as possible",
)
SAYING = (
    "加强巡查，每周2次",
    "加强巡查，每周两次",
    "进一步加强走访，逐户登记",
    "进一步清理合同，年底前完成",
    "加强《村规民约》宣传",
    "加大宣传力度，印发倡议书三百份",
    "进一步盘活资源，引进农村职业经理人",
    "引进农村职业经理人",
    "规范台账",
    "Strengthen patrols: two a week, every Monday",
    "Further training, hire a manager",
    "Strengthened beams were delivered",
    "",
)


@pytest.mark.parametrize("text", EMPTY)
def test_words_that_say_nothing(text: str) -> None:
    """A text is empty whose every clause promises and none says what, how much, when or which."""
    assert empty_words_of(text, WORDS) != ()


@pytest.mark.parametrize("text", SAYING)
def test_words_that_say_something(text: str) -> None:
    """A figure, a day, a name in quotation marks, or a clause without an empty word says something."""
    assert empty_words_of(text, WORDS) == ()


@pytest.mark.parametrize("key", list(reference().entries))
def test_the_library_says_something(key: str) -> None:
    """No cause or remedy that the framework itself offers is empty in either language."""
    definition = reference().entries[key].definition
    offered = [wording for text in (*definition.causes, *definition.remedies) for wording in (text.zh, text.en)]
    assert [text for text in offered if empty_words_of(text, WORDS)] == []


LONG = "组织党员骨干分组包户上门走访，把闲置农房逐栋登记造册后统一流转给强村公司经营"
OTHER = Unit("330127113205", "云峰村", "village", "mountain", "王阜乡", "淳安县")


def copied(one: str, other: str, unit: Unit = OTHER, more: Sequence[str] = ()) -> list[list[Finding]]:
    """What is found among plans with these measures."""
    units = [None, unit, *(replace(OTHER, code=f"33012711400{n}", name=f"丁{n}村") for n in range(len(more)))]
    plans = []
    for number, (text, whose) in enumerate(zip((one, other, *more), units, strict=True)):
        plan = sound(measure={"measure": text})
        plan = plan if whose is None else replace(plan, unit=whose)
        place = Location(f"plan{number}.xlsx", "measures", "measure-1")
        row = replace(plan.measures[0], places={**plan.measures[0].places, "measure": place})
        plans.append(replace(plan, measures=(row,)))
    return [list(found) for found in copied_among(plans, reference())]


def test_text_that_was_copied() -> None:
    """The same long passage in the plans of two units is found in both, and each names the other's cell."""
    first, second = copied(f"我村{LONG}，年内完成", f"{LONG}。")
    told = [dict(found.details) for found in (*first, *second)]
    assert ([named(first), named(second)], [(each["unit"], each["place"]) for each in told]) == (
        [[("measures!measure-1", "plan-text-copied")]] * 2,
        [("云峰村", "plan1.xlsx!measures!measure-1"), ("胡家坪村", "plan0.xlsx!measures!measure-1")],
    )


@pytest.mark.parametrize(("one", "other", "found"), [
    (LONG, LONG, True),
    (f"胡家坪村{LONG}", f"云峰村{LONG}", True),
    (f"{LONG}3户", f"{LONG}15户", True),
    (f"先摸清底数，{LONG}", f"由甲某负责，{LONG}", True),
    (LONG[:19], LONG[:19], False),
    (LONG[:21], LONG[:21], True),
    (LONG, LONG[::-1], False),
    ("引进农村职业经理人(乡村CEO)；抱团投资物业或飞地项目；组建或入股强村公司",
     "引进农村职业经理人(乡村CEO)；抱团投资物业或飞地项目；组建或入股强村公司", False),
])  # fmt: skip
def test_what_counts_as_copied(one: str, other: str, found: bool) -> None:
    """Twenty letters in a row, numbers and names aside; what the library offers is nobody's own."""
    assert [bool(each) for each in copied(one, other)] == [found, found]


def test_a_unit_does_not_copy_itself() -> None:
    """Two versions of one unit's plan are not copies of each other."""
    assert copied(LONG, LONG, replace(OTHER, code="330127113204")) == [[], []]


def test_many_copies_name_one_and_count_the_rest() -> None:
    """A text that four units share is found in each once, with how many more there are."""
    found = copied(LONG, LONG, more=[LONG, LONG])
    assert ([len(each) for each in found], "2" in found[0][0].message("en")) == ([1, 1, 1, 1], True)


runner = CliRunner()


def run(*arguments: str | Path) -> tuple[int, str]:
    """The exit code and the output of a call in English; of one that cannot be carried out, 2 and its findings."""
    result = runner.invoke(app, [*map(str, arguments), "--lang", "en"])
    if isinstance(result.exception, UsageProblem):
        return 2, " ".join(found.code for found in result.exception.findings)
    return result.exit_code, result.output


def clean(path: Path) -> Path:
    """A workbook with a plan that has no fault."""
    measure = {**MEASURE, "measure": "引进农村职业经理人，签约3年"}
    return plan_book(path, problems=[PROBLEM], measures=[measure])


def test_check_of_a_folder(tmp_path: Path) -> None:
    """A clean plan and one with a fault: a line for the fault, with its cell, and the exit code of an error."""
    clean(tmp_path / "a.xlsx")
    rows = [{**MEASURE, "measure": "签约3年", "person": None}]
    write(tmp_path / "b.xlsx", {"封面": cover(said={"name": "云峰村"}), "措施": table("measures", rows)})
    code, output = run("plan", tmp_path, "--check")
    assert (code, "b.xlsx!措施!I2: measure-without-person" in output, output.splitlines()[-1]) == (
        1,
        True,
        "2 workbooks: 1 with faults, 1 without; 1 error, 0 warnings, 0 notes",
    )


def test_check_of_a_clean_plan(tmp_path: Path) -> None:
    """Nothing is found of a clean plan, whose form is at hand."""
    code, output = run("plan", clean(tmp_path / "a.xlsx"), "--check", "--forms", SAMPLES / "hujiaping.xlsx")
    assert (code, output.strip()) == (0, "1 workbook: 0 with faults, 1 without; 0 errors, 0 warnings, 0 notes")


def test_check_passes_over_what_is_no_plan(tmp_path: Path) -> None:
    """A form in the folder is passed over with a note, a file that is broken is an error, a rating is not mentioned."""
    clean(tmp_path / "a.xlsx")
    (tmp_path / "form.xlsx").write_bytes((SAMPLES / "hujiaping.xlsx").read_bytes())
    (tmp_path / "broken.xlsx").write_bytes(clean(tmp_path / "a.xlsx").read_bytes()[:900])
    run("score", tmp_path / "form.xlsx")
    code, output = run("plan", tmp_path, "--check", "--notes")
    assert (code, "workbook-broken-off" in output, "plans-passed-over" in output, "form-rating" in output) == (
        1,
        True,
        True,
        False,
    )


def test_check_of_a_form_that_is_named(tmp_path: Path) -> None:
    """A workbook that a person names and that holds no plan is an error; so is a folder without one."""
    form = SAMPLES / "hujiaping.xlsx"
    write(tmp_path / "x.xlsx", {"Sheet1": [["a"]]})
    assert ("plan-tables-missing" in run("plan", form, "--check")[1], run("plan", tmp_path, "--check")[0]) == (True, 2)


def test_check_writes_nothing(tmp_path: Path) -> None:
    """A check leaves the folder as it is."""
    clean(tmp_path / "a.xlsx")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    run("plan", tmp_path, "--check")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_results_do_not_read_plans(tmp_path: Path) -> None:
    """A plan of starcli's own beside a form is no form: it is passed over by ratings."""
    (tmp_path / "form.xlsx").write_bytes((SAMPLES / "hujiaping.xlsx").read_bytes())
    drawn(tmp_path / "plan.xlsx", "en")
    ranked = json.loads(run("rank", tmp_path, "--json")[1])
    assert Path(ranked["file"]).name == "form.xlsx"


def test_a_plan_filled_in_by_hand(tmp_path: Path) -> None:
    """A plan of starcli's own with cause, measure and names typed in has no finding but the empty cards."""
    path = drawn(tmp_path / "plan.xlsx", "en")
    book = openpyxl.load_workbook(path)
    measures, problems = book["Measures"], book["Problems"]
    heads = {str(cell.value): cell.column for cell in measures[3]}
    asked = {str(cell.value): cell.column for cell in problems[3]}
    for row in range(4, 11):
        code = str(problems.cell(row, asked["Indicator"]).value)
        definition = reference().entries[code].definition
        problems.cell(row, asked["Cause"]).value = definition.causes[0].en
        measures.cell(row, heads["Measure"]).value = definition.remedies[0].en
        measures.cell(row, heads["Person"]).value = "Someone"
        measures.cell(row, heads["Leader"]).value = "Someone else"
    book.save(path)
    _, output = run("plan", path, "--check", "--forms", SAMPLES / "hujiaping.xlsx")
    codes = [line.split(": ")[1] for line in output.splitlines()[:-1]]
    assert set(codes) == {"project-slot-empty"}
