"""`starcli plan` as a user runs it: a line a unit, a workbook beside each form, a Word paper where it is wanted."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from test_cli import SAMPLES, document, starcli

DAY = ("--date", "2022-10-08")


@pytest.fixture
def hujiaping(tmp_path: Path) -> Path:
    """A folder that holds only the sample village."""
    shutil.copy(SAMPLES / "hujiaping.xlsx", tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the forms of a town, one of which cannot be read, and their plans."""
    folder = tmp_path_factory.mktemp("town")
    shutil.copytree(SAMPLES / "district" / "松岭乡", folder / "松岭乡")
    starcli("plan", ".", *DAY, "--out", "plans", "--lang", "zh", cwd=folder)
    return folder


def files(folder: Path) -> list[str]:
    """The names of the files below a folder."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def lines(run: subprocess.CompletedProcess[str]) -> list[str]:
    """What a command printed, line by line."""
    return [line.rstrip() for line in run.stdout.splitlines()]


def test_a_plan_is_written_beside_the_form(hujiaping: Path) -> None:
    """A line says from where to where the plan leads, and which file was written."""
    run = starcli("plan", "hujiaping.xlsx", *DAY, cwd=hujiaping)
    assert lines(run)[0] == "胡家坪村  ★★★★☆ 95.04 → ★★★★★ 98.32  7 measures, 1 of them needed"
    assert lines(run)[-1] == "→ hujiaping-plan.xlsx"
    assert files(hujiaping) == ["hujiaping-plan.xlsx", "hujiaping.xlsx"]


def test_a_county_table_of_efforts_decides_the_path(hujiaping: Path) -> None:
    """What the table requires is on the plan's path, besides what the target needs."""
    book = openpyxl.Workbook()
    for row in (("Code", "Effort, days", "Ruling"), ("GOV-07", 5, "require")):
        book.worksheets[0].append(row)
    book.save(hujiaping / "efforts.xlsx")
    efforts = hujiaping / "efforts.xlsx"
    plan = document("plan", "hujiaping.xlsx", *DAY, "--effort", efforts, cwd=hujiaping)["plan"]
    assert [step["id"] for step in plan["path"]["steps"]] == ["DEV-01", "GOV-07"]
    assert {each["id"] for each in plan["proposals"] if each["key"]} == {"DEV-01", "GOV-07"}


def test_a_paper_comes_with_docx(hujiaping: Path) -> None:
    """With --docx there is a Word paper of the same name."""
    starcli("plan", "hujiaping.xlsx", *DAY, "--docx", "--lang", "zh", cwd=hujiaping)
    assert files(hujiaping) == ["hujiaping-plan.docx", "hujiaping-plan.xlsx", "hujiaping.xlsx"]
    assert Document(str(hujiaping / "hujiaping-plan.docx")).paragraphs[0].text == "胡家坪村“争星晋位”一村一策方案"


def test_the_language_of_the_workbook(hujiaping: Path) -> None:
    """A plan can be had in both languages; the lines at the terminal are those of the locale."""
    run = starcli("plan", *DAY, "--lang", "both", cwd=hujiaping)
    assert "7 measures" in lines(run)[0]
    book = openpyxl.load_workbook(hujiaping / "hujiaping-plan.xlsx")
    assert book.sheetnames[:3] == ["一村一策方案 Plan", "问题清单 Problems", "整改措施 Measures"]


def test_everything_is_due_in_the_season_that_is_named(hujiaping: Path) -> None:
    """With --by all is due on the last day of that season, and it is the only one ahead."""
    found = document("plan", *DAY, "--by", "2022Q4", cwd=hujiaping)["plan"]
    assert found["seasons"] == ["2022Q4"]
    assert {proposal["deadline"] for proposal in found["proposals"]} == {"2022-12-31"}


def test_the_document_of_a_plan(hujiaping: Path) -> None:
    """JSON has the target, the path, every proposal and what all of it comes to; no workbook is written."""
    found = document("plan", *DAY, cwd=hujiaping)
    plan = found["plan"]
    assert (found["target"], found["grade"], plan["drawn_up"]) == ("five-star", "four-star", "2022-10-08")
    assert [(step["id"], step["current"], step["value"], step["gate"]) for step in plan["path"]["steps"]] == [
        ("DEV-01", 34.6, 50, True)
    ]
    first = plan["proposals"][0]
    assert first["by_season"] == [37.68, 40.76, 43.84, 46.92, 50]
    assert (first["key"], first["deadline"], first["measure_type"]) == (True, "2023-10-08", "long-term")
    assert plan["projected"] == {"total": 98.32, "grade": "five-star"}
    assert files(hujiaping) == ["hujiaping.xlsx"]


def test_a_folder_gets_a_plan_for_each_unit(town: Path) -> None:
    """Plans lie below --out as the forms lie in the folder; a form that cannot be read has none."""
    names = ("外塘村", "大坪村", "松岭村", "竹山村", "里坞村")
    assert files(town / "plans") == sorted(f"松岭乡/{name}自评表-plan.xlsx" for name in names)


def test_units_of_a_run_are_held_against_each_other(town: Path) -> None:
    """Each paper has the median of the other villages of the county."""
    sheet = openpyxl.load_workbook(town / "plans" / "松岭乡" / "大坪村自评表-plan.xlsx")["一村一策方案"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "同类中位数：同县同类其他 4 个单位。" in texts


def test_a_unit_without_a_rating_has_no_plan_in_json(town: Path) -> None:
    """It is among the documents all the same."""
    found = document("plan", "松岭乡", *DAY, cwd=town)
    assert [each["unit"]["name"] for each in found if each["plan"] is None] == ["白石村自评表"]


def test_a_plan_that_somebody_edited_is_not_overwritten(hujiaping: Path) -> None:
    """A second run leaves it as it is, says so, and writes nothing."""
    starcli("plan", *DAY, cwd=hujiaping)
    target = hujiaping / "hujiaping-plan.xlsx"
    book = openpyxl.load_workbook(target)
    book["Measures"]["I4"] = "王书记"
    book.save(target)
    edited = target.read_bytes()
    run = starcli("plan", *DAY, "--docx", cwd=hujiaping)
    assert (run.returncode, "output-not-ours" in run.stderr) == (2, True)
    assert target.read_bytes() == edited
    assert files(hujiaping) == ["hujiaping-plan.xlsx", "hujiaping.xlsx"]


def test_a_plan_as_it_was_written_is_replaced(hujiaping: Path) -> None:
    """What nobody has touched is written anew; the same run gives the same bytes."""
    starcli("plan", *DAY, cwd=hujiaping)
    first = (hujiaping / "hujiaping-plan.xlsx").read_bytes()
    assert starcli("plan", *DAY, cwd=hujiaping).returncode == 0
    assert (hujiaping / "hujiaping-plan.xlsx").read_bytes() == first


def test_plans_are_not_taken_for_forms(hujiaping: Path) -> None:
    """Scoring the folder afterwards rates the one village that it holds."""
    starcli("plan", *DAY, cwd=hujiaping)
    assert document("score", ".", cwd=hujiaping)["file"] == "hujiaping.xlsx"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--by", "soon"), "season-unknown"),
        (("--by", "2022Q7"), "season-unknown"),
        (("--by", "2022Q3"), "season-past"),
        (("--date", "8 October"), "not-a-day"),
        (("--target", "seven-star"), "target-unknown"),
        (("--out", "file.xlsx"), "out-is-a-file"),
    ],
)
def test_a_call_that_cannot_be_carried_out(hujiaping: Path, options: tuple[str, str], code: str) -> None:
    """What is wrong is said on standard error, and nothing is written."""
    day = () if "--date" in options else DAY
    run = starcli("plan", *day, *options, cwd=hujiaping)
    assert (run.returncode, code in run.stderr, files(hujiaping)) == (2, True, ["hujiaping.xlsx"])
