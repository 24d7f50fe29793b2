"""The tracking workbook: totals, lists and town pages whose figures are those of the problems, ready for A4."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from ledger_rows import MOUNTAIN, TODAY, closed, known_rules, plan, rated, row
from sheets import HOSTILE, broken_parts, cells, formulas, framework, printed

from starcli.core.findings import Location, finding
from starcli.core.plans.filled_plan import FilledPlan
from starcli.core.rating import Rating
from starcli.core.rectification.totals import FIGURES, total_up
from starcli.core.rectification.tracking import Tracker
from starcli.core.rectification.units import Besides, ByUnit, by_unit, track_all
from starcli.core.roster import RosterUnit
from starcli.core.text import LANGUAGES, Language
from starcli.excel.imprint import Imprint, read_imprint
from starcli.excel.writing.tracking.book import write_tracking
from starcli.excel.writing.tracking.report import TrackingReport, Unread
from starcli.excel.writing.tracking.words import runs

RULES = known_rules()


def report(plans: Sequence[FilledPlan], today: date = TODAY, ratings: Sequence[Rating] = ()) -> TrackingReport:
    """What a workbook shows of some ledgers."""
    besides = Besides(by_unit([]), by_unit([]), ByUnit(ratings, lambda one: one.unit))
    tracker = Tracker(framework(), RULES, framework().grades[0], today)
    tracking = total_up(track_all(plans, besides, tracker, RULES)[0], framework(), RULES)
    return TrackingReport(
        "示例县", framework(), RULES, today, tracking, len(plans), (), (), None, tracking.findings, "台账/"
    )


def village(name: str, *rows: object, town: str = "云溪镇") -> FilledPlan:
    """The ledger of a mountain village."""
    return plan(*rows, unit=replace(MOUNTAIN, name=name, town=town))  # type: ignore[arg-type]  # rows


DISTRICT = report([
    village("石门村", row(code="ORG-04", problem="参与率低", state="整改中", deadline="2022-12-10", share="60%"),
            closed()),
    village("青坞村", closed(evidence=""), row(code="GRD-08", problem="走访少", state="整改中", deadline="2022-12-25")),
    village("松岭村", row(code="ENV-01", problem="保洁差", state="反弹", deadline="2023-03-31", unit="村委会"),
            row(code="ENV-02", state="申请销号", requested="2022-12-15", deadline="2022-12-31", evidence="报告"),
            town="松岭乡"),
    village("竹山村", row(code="SVC-02", problem="用房不足", state="整改中"), town="松岭乡"),
])  # fmt: skip


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the workbook goes."""
    return tmp_path / "tracking.xlsx"


def rows(path: Path, sheet: str, heading: str) -> list[tuple[object, ...]]:
    """The rows below a heading of a sheet, up to the first that is blank."""
    every = cells(path, sheet)
    top = next(at for at, cells_ in enumerate(every) if heading in cells_)
    found = []
    for cells_ in every[top + 1 :]:
        if not any(cell is not None for cell in cells_):
            break
        found.append(cells_)
    return found


SHEETS = {
    "zh": ["总览", "逾期与到期", "违规销号与反弹", "专项和指标", "责任单位", "云溪镇", "松岭乡", "台账总表",
           "问题清单"],
    "en": ["Overview", "Overdue and due", "Against rules, relapsed", "Projects, indicators", "Responsible unit",
           "云溪镇", "松岭乡", "All problems", "Findings"],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets(language: Language, target: Path) -> None:
    """Totals, what presses, a page a town, all problems and the findings."""
    write_tracking(DISTRICT, target, language)
    assert openpyxl.load_workbook(target).sheetnames == SHEETS[language]


def test_totals_by_town_add_up(target: Path) -> None:
    """Each town's figures stand in its row, those of all in the last, with the numbers of the problems beside them."""
    write_tracking(DISTRICT, target, "zh")
    assert [cells_[:11] for cells_ in rows(target, "总览", "镇街")] == [
        ("云溪镇", 4, 2, 0, 2, 1, 1, 1, 0, 0.25, "1–4；逾期 1；近期到期 4；违规销号 3"),
        ("松岭乡", 3, 2, 1, 0, 0, 0, 0, 1, 0, "5–7；反弹 5"),
        ("合计", 7, 4, 1, 2, 1, 1, 1, 1, 0.1429, None),
    ]


def test_every_figure_leads_to_its_rows(target: Path) -> None:
    """The numbers beside the totals are those of the list of all problems, where each has file, sheet and cell."""
    write_tracking(DISTRICT, target, "zh")
    listed = {cells_[0]: cells_ for cells_ in rows(target, "台账总表", "序号")}
    assert list(listed) == list(range(1, 8))
    for figure in FIGURES:
        for number in DISTRICT.tracking.total.numbers[figure]:
            problem = DISTRICT.tracking.problems[number - 1]
            assert listed[number][-1] == str(problem.row.location)
            assert listed[number][2] == problem.unit.name


def test_what_is_overdue_and_due_next(target: Path) -> None:
    """Overdue and due problems stand with who must act, how many days are left, and the light in words."""
    write_tracking(DISTRICT, target, "zh")
    late = rows(target, "逾期与到期", "序号")
    assert [(cells_[0], cells_[2], cells_[5], cells_[8]) for cells_ in late] == [
        (1, "石门村", "2022-12-10\n逾期10天", "● 红灯")
    ]
    every = cells(target, "逾期与到期")
    assert [cells_[8] for cells_ in every if cells_[2] == "青坞村"] == ["▲ 黄灯"]


def test_what_was_closed_against_the_rules(target: Path) -> None:
    """A closing against the rules stands with each reason, and a relapse below it."""
    write_tracking(DISTRICT, target, "zh")
    listed = [(cells_[0], cells_[6]) for cells_ in cells(target, "违规销号与反弹") if isinstance(cells_[0], int)]
    assert listed == [(3, "· 已销号，但没有写明任何佐证材料"), (5, "台账所记")]


def test_lights_are_told_without_colour(target: Path) -> None:
    """Every problem has a sign and a word of its own for what its light shows."""
    write_tracking(DISTRICT, target, "zh")
    lights = [cells_[8] for cells_ in rows(target, "台账总表", "序号")]
    assert lights == ["● 红灯", "√ 已销号", "× 违规销号", "▲ 黄灯", "○ 绿灯", "◇ 待核", "— 无时限"]


def test_a_town_page_begins_with_what_presses(target: Path) -> None:
    """A town's problems stand red before yellow before closed, with a line to sign and seal."""
    write_tracking(DISTRICT, target, "zh")
    assert [cells_[0] for cells_ in rows(target, "云溪镇", "序号")] == [1, 4, 2, 3]
    assert sum("（盖章）" in str(cells_[0]) for cells_ in cells(target, "云溪镇")) == 1


def test_a_relapse_names_what_was_found(target: Path) -> None:
    """What fell again stands with the value, its cell and the day of closing."""
    again = rated("DEV-01", "2023Q1", verified="45")
    write_tracking(report([plan(closed())], date(2023, 4, 20), [again]), target, "en")
    (listed,) = [cells_ for cells_ in cells(target, "Against rules, relapsed") if isinstance(cells_[0], int)]
    assert listed[5] == "Relapsed\nledger: 已销号"
    assert listed[6] == (
        "· closed on 2022-12-10, but 2023Q1 has 45 (DEV-01.verified), short of ≥ 50: within 2 seasons, so Relapsed"
    )


def test_what_is_left_out_is_listed(target: Path) -> None:
    """Files that could not be read, doubled ledgers and units without any stand on a page of their own."""
    broken = Unread(Location("台账/坏.xlsx"), (finding("workbook-broken-off", Location("台账/坏.xlsx")),))
    absent = RosterUnit(replace(MOUNTAIN, name="白石村"), (), Location())
    full = replace(DISTRICT, unread=(broken,), doubled=(village("里坞村"),), without=(absent,))
    write_tracking(full, target, "en")
    assert [cells_[:4] for cells_ in rows(target, "Left out", "Sort")] == [
        ("not counted", None, None, "坏.xlsx"),
        ("not counted", "云溪镇", "里坞村", "台账.xlsx"),
        ("no ledger", "王阜乡", "白石村", None),
    ]


def test_nothing_to_track(target: Path) -> None:
    """An area without a single problem has a workbook that says so."""
    write_tracking(report([]), target, "en")
    assert [cells_[0] for cells_ in rows(target, "Overview", "Town")] == ["Total"]
    assert sum(cells_[0] == "None." for cells_ in cells(target, "Overdue and due")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_prints_on_a4(language: Language, target: Path) -> None:
    """Each sheet is A4, lies across and fits the width; lists repeat their headings."""
    write_tracking(DISTRICT, target, language)
    pages = printed(target)
    assert {page[1:3] for page in pages} == {("9", "landscape")}
    assert [bool(page[3]) for page in pages] == [False, True, True, False, True, True, True, True, True]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_a_ledger_are_no_formulas(text: str, target: Path) -> None:
    """Whatever a ledger says stays text."""
    write_tracking(
        report([village(text, row(code="ORG-04", problem=text, unit=text, share=text), town=text)]), target, "zh"
    )
    assert formulas(target) == []


def test_control_characters_do_not_break_the_file(target: Path) -> None:
    """Characters that a file cannot hold break no part of it."""
    hostile = village("石\x07门\x00村", row(code="ORG-04", problem="参\x1f与", state="x\ufffe"), town="云\x0b溪")
    write_tracking(report([hostile]), target, "en")
    assert broken_parts(target) == []


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    """A tracking workbook written twice is the same file, and bears its imprint."""
    for name in "ab":
        write_tracking(DISTRICT, tmp_path / f"{name}.xlsx", "zh")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert read_imprint(tmp_path / "a.xlsx") == Imprint("tracking", untouched=True)


RUNS = [((), ""), ((1,), "1"), ((1, 2, 3), "1–3"), ((5, 1, 2, 9), "1–2, 5, 9")]


@pytest.mark.parametrize(("numbers", "shown"), [*RUNS, (tuple(range(1, 99, 2)), None)])
def test_runs_of_numbers(numbers: tuple[int, ...], shown: str | None) -> None:
    """Numbers that follow one another are one run; of very many runs the first are shown."""
    assert runs(numbers) == shown if shown is not None else runs(numbers).endswith(", 31 …")
