"""The commands as a user runs them: output, files, exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"


def starcli(*arguments: str | Path, cwd: Path, lang: str = "en_GB.UTF-8") -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, with a locale, and give back what it printed."""
    environment = {key: os.environ[key] for key in ("PATH", "STARCLI_CACHE")}
    environment |= {"HOME": str(cwd), "LANG": lang, "COLUMNS": "80", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "starcli", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def document(*arguments: str | Path, cwd: Path) -> Any:
    """The JSON that a command prints."""
    return json.loads(starcli(*arguments, "--json", cwd=cwd).stdout)


@pytest.fixture
def hujiaping(tmp_path: Path) -> Path:
    """A folder that holds only the sample village."""
    shutil.copy(SAMPLES / "hujiaping.xlsx", tmp_path)
    return tmp_path


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A folder with a copy of the sample district."""
    shutil.copytree(SAMPLES / "district", tmp_path / "district")
    return tmp_path


def test_score_prints_the_rating_and_writes_it_beside_the_input(hujiaping: Path) -> None:
    """Scoring a village shows its stars, total and what decided them, and writes one workbook."""
    run = starcli("score", "hujiaping.xlsx", cwd=hujiaping, lang="zh_CN.UTF-8")
    assert run.returncode == 0
    assert "★★★★☆ 四星   总分 95.04" in run.stdout
    assert "必达项 DEV-01" in run.stdout
    assert sorted(file.name for file in hujiaping.iterdir()) == ["hujiaping-rating.xlsx", "hujiaping.xlsx"]


def test_the_samples_of_the_article_come_out_exactly(tmp_path: Path) -> None:
    """Hujiaping has 95.04 and four stars by the income gate alone, Tangjia 77.77 and three."""
    documents = document("score", SAMPLES / "hujiaping.xlsx", SAMPLES / "tangjia.xlsx", cwd=tmp_path)
    found = [(d["total"], d["grade"], d["decided_by"]) for d in documents]
    assert found == [
        (95.04, "four-star", ["gate:DEV-01"]),
        (77.77, "three-star", ["floor", "dimension:GRD"]),
    ]


def test_json_has_the_documented_shape(hujiaping: Path) -> None:
    """A unit's document names unit, period, framework, basis, figures, results and findings."""
    found = document("score", "hujiaping.xlsx", cwd=hujiaping)
    assert list(found["unit"]) == ["code", "name", "kind", "profile", "town", "county"]
    assert found["period"] == "2022Q3"
    assert {"id", "version", "fingerprint"} <= set(found["framework"])
    assert found["basis"] == "self"
    assert found["coverage"] == 1
    assert set(found["dimensions"][0]) == {"id", "points", "available", "score"}
    income = next(result for result in found["results"] if result["id"] == "DEV-01")
    assert (income["value"], income["score"], income["points"], income["weight"]) == (34.6, 0.8, 6.4, 8)
    assert income["cell"] == "填报表!E39, E40, E41"
    assert found["findings"] == []


def test_json_writes_no_workbook_unless_told_where(hujiaping: Path) -> None:
    """With --json nothing is written, with --out it is."""
    starcli("score", "hujiaping.xlsx", "--json", cwd=hujiaping)
    assert [file.name for file in hujiaping.iterdir()] == ["hujiaping.xlsx"]
    starcli("score", "hujiaping.xlsx", "--json", "--out", "results", cwd=hujiaping)
    assert [file.name for file in (hujiaping / "results").iterdir()] == ["hujiaping-rating.xlsx"]


def test_gaps_in_the_current_folder_list_the_gate_first(hujiaping: Path) -> None:
    """`starcli gaps --target five-star` beside one village puts its income first, as a gate: 34.6 of 50."""
    found = document("gaps", "--target", "five-star", cwd=hujiaping)
    assert found["gaps"][0] == {"id": "DEV-01", "current": 34.6, "required": 50, "gain": 1.6, "gate": True}
    order = [gap["id"] for gap in found["gaps"]]
    assert order == ["DEV-01", "DEV-02", "ORG-03", "DEV-04", "SVC-06", "ORG-08", "ENV-02"]


def test_gaps_skip_what_starcli_wrote(hujiaping: Path) -> None:
    """Ratings and rectification sheets in the folder are never read as input."""
    starcli("score", "hujiaping.xlsx", cwd=hujiaping)
    starcli("gaps", cwd=hujiaping)
    run = starcli("gaps", cwd=hujiaping)
    assert "1 workbook: 1 rated, 0 not rated" in run.stdout
    files = sorted(file.name for file in hujiaping.iterdir())
    assert files == ["gaps-summary.xlsx", "hujiaping-gaps.xlsx", "hujiaping-rating.xlsx", "hujiaping.xlsx"]


@pytest.mark.parametrize("target", ["five-star", "5", "五星", "Five stars", "五星级"])
def test_a_grade_has_many_names(hujiaping: Path, target: str) -> None:
    """A target may be named by id, number, name or alias."""
    assert document("gaps", "--target", target, cwd=hujiaping)["target"] == "five-star"


def test_rank_leaves_nobody_out(district: Path) -> None:
    """Every workbook of the district is in the output: ranked, or unrated with a reason."""
    documents = document("rank", "district", cwd=district)
    assert len(documents) == 26
    unrated = {d["unit"]["name"]: [f["code"] for f in d["findings"]] for d in documents if d["total"] is None}
    assert unrated == {"北塘村": ["kind-missing"], "白石村自评表": ["workbook-broken-off"]}


def test_equal_totals_share_a_place(district: Path) -> None:
    """Two villages with the same total share a place, and each place is one more than the units above it."""
    documents = document("rank", "district", cwd=district)
    places = [(d["place"], d["total"]) for d in documents if d["unit"]["kind"] == "village" and d["place"]]
    assert len({place for place, _ in places}) == len(places) - 1
    assert [place for place, _ in places] == [sum(t > total for _, t in places) + 1 for _, total in places]


def test_rank_writes_one_workbook_with_a_sheet_a_town(district: Path) -> None:
    """The ranking workbook has an overview, the kinds, the towns, over-claims, who is missing, and the findings."""
    starcli("rank", "district", "--lang", "zh", cwd=district)
    names = openpyxl.load_workbook(district / "district" / "ranking.xlsx").sheetnames
    towns = ["云溪镇", "平桥镇", "松岭乡", "临江街道", "未归属"]
    assert names[:3] + names[-3:] == ["总览", "村排名", "社区排名", "虚报核减", "未评定", "问题清单"]
    assert sorted(names[3:-3]) == sorted(towns)


def test_a_unit_with_two_workbooks_is_rated_by_neither(district: Path) -> None:
    """Two files for one unit are a finding that names both, and neither is ranked."""
    folder = district / "district" / "云溪镇"
    shutil.copy(folder / "石门村自评表.xlsx", folder / "石门村自评表(2).xlsx")
    documents = document("rank", "district", cwd=district)
    doubles = [d for d in documents if d["unit"]["name"] == "石门村"]
    assert [d["total"] for d in doubles] == [None, None]
    assert all("石门村自评表(2).xlsx" in d["findings"][0]["message"] for d in doubles)


def test_the_basis_falls_back_and_says_so(district: Path) -> None:
    """On the verified basis the town's figures count, and a note names the rest."""
    file = "district/平桥镇/湖畔村自评表.xlsx"
    mine, town = (document("score", file, "--basis", basis, cwd=district) for basis in ("self", "verified"))
    assert town["total"] < mine["total"]
    assert "basis-fallback" in [found["code"] for found in town["findings"]]


def test_other_weights_change_the_total(hujiaping: Path) -> None:
    """A weight table given with --weights takes the place of the framework's own."""
    table = (ROOT / "indicators/reference-47/weights.yaml").read_text(encoding="utf-8")
    changed = table.replace("DEV-01: {village: 8}", "DEV-01: {village: 4}")
    changed = changed.replace("GOV-01: {village: 3,", "GOV-01: {village: 7,")
    (hujiaping / "weights.yaml").write_text(changed, encoding="utf-8")
    # Half of the 1.60 points lost on DEV-01 come back; GOV-01 has full marks.
    assert document("score", "hujiaping.xlsx", "--weights", "weights.yaml", cwd=hujiaping)["total"] == 95.84


def test_weights_that_do_not_sum_stop_the_run(hujiaping: Path) -> None:
    """A weight table that does not add up is a fault with its file and line, and nothing is written."""
    table = (ROOT / "indicators/reference-47/weights.yaml").read_text(encoding="utf-8")
    (hujiaping / "w.yaml").write_text(table.replace("DEV-01: {village: 8}", "DEV-01: {village: 9}"), encoding="utf-8")
    line = table.splitlines().index("weights:") + 1
    run = starcli("score", "hujiaping.xlsx", "--weights", "w.yaml", cwd=hujiaping)
    assert run.returncode == 2
    assert f"w.yaml:{line}: weights-sum: the weights of 'village' add up to 101, not 100" in run.stderr
    assert not (hujiaping / "hujiaping-rating.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("score", "nosuch.xlsx"), "path-missing"),
        (("rank", "empty"), "no-workbooks"),
        (("gaps", "--target", "seven-star"), "target-unknown"),
        (("score", "hujiaping.xlsx", "--framework", "nosuch"), "framework-missing"),
        (("check", "empty"), "no-workbooks"),
        (("check", "half-made"), "not-a-framework"),
        (("gaps", "--out", "file.xlsx"), "out-is-a-file"),
    ],
)
def test_a_wrong_call_is_one_clear_line(hujiaping: Path, arguments: tuple[str, ...], code: str) -> None:
    """A call that cannot be carried out exits with 2, says why on standard error, and writes nothing."""
    (hujiaping / "empty").mkdir()
    (hujiaping / "half-made").mkdir()
    (hujiaping / "half-made" / "weights.yaml").touch()
    before = sorted(hujiaping.rglob("*"))
    run = starcli(*arguments, cwd=hujiaping)
    assert (run.returncode, run.stdout) == (2, "")
    assert code in run.stderr
    assert "Traceback" not in run.stderr
    assert sorted(hujiaping.rglob("*")) == before


def test_a_foreign_file_is_never_overwritten(hujiaping: Path) -> None:
    """A file of the result's name that starcli did not write stays as it is, and the run says so."""
    foreign = hujiaping / "hujiaping-rating.xlsx"
    foreign.write_bytes(b"mine")
    run = starcli("score", "hujiaping.xlsx", cwd=hujiaping)
    assert (run.returncode, "output-not-ours" in run.stderr) == (2, True)
    assert foreign.read_bytes() == b"mine"


def test_an_error_among_the_findings_exits_with_1(district: Path) -> None:
    """A workbook with an unreadable cell is rated, and the exit code says that something is wrong."""
    assert starcli("score", "district/云溪镇/桥头社区自评表.xlsx", cwd=district).returncode == 1


def test_strict_makes_warnings_count(district: Path) -> None:
    """A missing value is a warning: exit 0, and 1 with --strict."""
    file = "district/云溪镇/上田村自评表.xlsx"
    codes = [starcli("score", file, *extra, cwd=district).returncode for extra in ((), ("--strict",))]
    assert codes == [0, 1]


def test_every_missing_cell_is_named(district: Path) -> None:
    """A blank answer of any sort is a finding at its cell."""
    found = document("score", "district/云溪镇/上田村自评表.xlsx", cwd=district)["findings"]
    assert [(f["code"], f["message"].split()[0]) for f in found] == [
        ("missing-value", "ORG-09"),
        ("missing-value", "GRD-08"),
        ("missing-value", "GOV-05"),
    ]


def test_check_prints_the_share_of_quantitative_indicators(tmp_path: Path) -> None:
    """The reference framework has no faults and is 85.1 % quantitative."""
    run = starcli("check", ROOT / "indicators/reference-47", cwd=tmp_path)
    assert run.returncode == 0
    assert "47 indicators, 85.1% quantitative" in run.stdout


def test_the_locale_chooses_the_language(hujiaping: Path) -> None:
    """A Chinese locale gives Chinese, any other English, and --lang is above both."""
    runs = (
        starcli("score", "hujiaping.xlsx", cwd=hujiaping, lang="zh_CN.UTF-8"),
        starcli("score", "hujiaping.xlsx", cwd=hujiaping, lang="C"),
        starcli("score", "hujiaping.xlsx", "--lang", "zh", cwd=hujiaping, lang="C"),
    )
    assert ["四星" in run.stdout for run in runs] == [True, False, True]


def test_score_loads_neither_pandas_nor_openpyxl(hujiaping: Path) -> None:
    """Scoring an ordinary workbook pays for no library that it does not need."""
    code = (
        "import sys\n"
        "from starcli.cli import app\n"
        "try:\n"
        "    app(['score', 'hujiaping.xlsx'])\n"
        "except SystemExit:\n"
        "    pass\n"
        "print('loaded', [name for name in ('pandas', 'openpyxl', 'numpy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=hujiaping, capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.strip().endswith("loaded []")


def test_a_fault_of_the_program_is_one_line(hujiaping: Path) -> None:
    """When the program itself fails, a person sees one line that says so, and no traceback."""
    code = (
        "import starcli.cli, starcli.commands.score, sys\n"
        "def broken(*arguments): raise ZeroDivisionError('here')\n"
        "starcli.commands.score.score = broken\n"
        "sys.argv = ['starcli', 'score', 'hujiaping.xlsx']\n"
        "starcli.cli.main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=hujiaping, capture_output=True, encoding="utf-8", check=False
    )
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (3, "", 1)
    assert "internal-fault" in run.stderr
    assert "ZeroDivisionError: here" in run.stderr


def test_output_that_nobody_reads_any_more_is_no_fault(district: Path) -> None:
    """`starcli rank … | head -1` ends quietly."""
    command = f"{sys.executable} -m starcli rank district --json | head -c 1"
    run = subprocess.run(["bash", "-c", command], cwd=district, capture_output=True, encoding="utf-8", check=False)
    assert (run.stdout, run.stderr) == ("[", "")
