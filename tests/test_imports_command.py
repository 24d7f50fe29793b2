"""`--data` as a user gives it: departments' tables and surveys beside forms, with whose every value is."""

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sheets import form, write
from test_cli import SAMPLES, document, starcli

TABLE = """
12345热线工单办理情况
| 镇街 | 村社 | 指标 | 分子 | 分母 | 数值 | 数据时段 | 提供部门 |
| 云溪镇 | 石门村 | GOV-02 | 90 | 100 | 90 | 2022Q3 | 信访局 |
| 云溪镇 | 青坞村 | GOV-03 |  |  | 2 | 2022Q3 | 信访局 |
| 云溪镇 | 茶园林 | GOV-03 |  |  | 1 | 2022Q3 | 信访局 |
| 云溪镇 | 茶园村 | ORG-06 |  |  | 9 | 2022Q3 | 组织部 |
"""
SURVEY = """
| 村社 | 发放份数 | 有效份数 | 满意 | 基本满意 | 不满意 | 不了解 | 满意率 |
| 石门村 | 200 | 190 | 150 | 30 | 6 | 4 | `94.7%` |
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms of one town, and beside them a department's table and a survey."""
    folder = tmp_path_factory.mktemp("town")
    shutil.copytree(SAMPLES / "district" / "云溪镇", folder / "forms")
    shutil.copy(SAMPLES / "district-roster.xlsx", folder / "roster.xlsx")
    write(folder / "data" / "部门.xlsx", {"数据": TABLE})
    write(folder / "data" / "满意度.xlsx", {"汇总": SURVEY})
    return folder


def results(documents: Any, unit: str) -> dict[str, Any]:
    """The results of a unit by indicator."""
    listed = documents if isinstance(documents, list) else [documents]
    (one,) = [each for each in listed if each["unit"]["name"] == unit]
    return {result["id"]: result for result in one["results"]}


def codes(run: str) -> list[str]:
    """The codes of what is found in the data, as they are printed."""
    return [
        part for line in run.splitlines() for part in line.split(": ")[1:2] if part.startswith(("imported", "survey"))
    ]


def test_every_value_says_whose_it_is_and_which_it_displaced(town: Path) -> None:
    """In JSON a result has its level, its figures with file, sheet and cell, and those that stand aside."""
    found = results(document("score", "forms/石门村自评表.xlsx", "--data", "data", cwd=town), "石门村")
    hotline, survey, own = found["GOV-02"], found["GOV-07"], found["GOV-01"]
    assert (hotline["tier"], hotline["value"], survey["tier"], own["tier"]) == ("imported", 90, "imported", "self")
    assert hotline["source"] == [
        {"id": "hot_ok", "from": "department", "value": "90", "file": "data/部门.xlsx", "sheet": "数据", "cell": "D3"},
        {
            "id": "hot_rated",
            "from": "department",
            "value": "100",
            "file": "data/部门.xlsx",
            "sheet": "数据",
            "cell": "E3",
        },
    ]
    assert [(each["from"], each["file"]) for each in hotline["displaced"]] == [("self", "forms/石门村自评表.xlsx")] * 2
    assert [each["from"] for each in survey["source"]] == ["survey", "survey"]
    assert (own["source"][0]["from"], own["displaced"]) == ("self", [])


def test_one_unit_at_the_terminal(town: Path) -> None:
    """Whose the values are is counted, and each that was displaced is a line."""
    run = starcli("score", "forms/石门村自评表.xlsx", "--data", "data", "--lang", "zh", "--out", "out", cwd=town)
    assert "数据来源：自评 38，部门数据（信访局） 1，满意度测评 1" in run.stdout
    (line,) = [line for line in run.stdout.splitlines() if line.startswith("  GOV-02")]
    assert line == (
        "  GOV-02 部门数据（信访局） 90（部门.xlsx!数据!D3）、部门数据（信访局） 100（部门.xlsx!数据!E3） "
        "代替 自评 198（填报表!E60）、自评 218（填报表!E61）"
    )


def test_the_ledger_of_a_rating_names_whose_values_count(town: Path) -> None:
    """The rating workbook has columns for it where not all is the unit's own, and still adds up."""
    starcli("score", "forms/石门村自评表.xlsx", "--data", "data", "--lang", "zh", "--out", "with.xlsx", cwd=town)
    starcli("score", "forms/石门村自评表.xlsx", "--lang", "zh", "--out", "without.xlsx", cwd=town)
    with_, without = (openpyxl.load_workbook(town / name)["得分明细"] for name in ("with.xlsx", "without.xlsx"))
    rows = {row[0]: row for row in with_.iter_rows(values_only=True)}
    assert rows["编码"][-2:] == ("来源", "代替的数")
    assert rows["GOV-02"][-2:] == ("部门数据（信访局）", "自评 198（填报表!E60）；自评 218（填报表!E61）")
    assert [row[-1] for row in without.iter_rows(values_only=True) if row[0] == "编码"] == ["必达"]


def test_a_folder_with_a_table(town: Path) -> None:
    """What is about nobody, or about an item that units report themselves, is told; exit code 0 without errors."""
    run = starcli("rank", "forms", "--data", "data", "--lang", "zh", "--out", "out", cwd=town)
    assert sorted(set(codes(run.stdout))) == ["imported-not-used", "imported-unit-unknown"]
    assert "相近的有：云溪镇茶园村" in run.stdout


def test_by_a_roster_units_without_a_form_are_known(town: Path) -> None:
    """A unit that has not reported is no stranger to the table."""
    alone = town / "alone"
    alone.mkdir(exist_ok=True)
    shutil.copy(town / "forms" / "石门村自评表.xlsx", alone)
    write(
        town / "data.xlsx",
        {"数据": TABLE.replace("茶园林", "平桥村").replace("| 云溪镇 | 平桥村", "| 平桥镇 | 平桥村")},
    )
    run = starcli("rank", "alone", "--data", "data.xlsx", "--roster", "roster.xlsx", "--out", "out", cwd=town)
    strange = starcli("rank", "alone", "--data", "data.xlsx", "--out", "out", cwd=town)
    assert ("imported-unit-unknown" in run.stdout, "imported-unit-unknown" in strange.stdout) == (False, True)


def test_tables_among_the_forms_are_not_rated(town: Path) -> None:
    """A table that lies in the folder of the forms is read as data, and not as somebody's form."""
    shutil.copytree(town / "forms", town / "mixed", dirs_exist_ok=True)
    shutil.copy(town / "data" / "部门.xlsx", town / "mixed")
    names = [d["unit"]["name"] for d in document("rank", "mixed", "--data", "mixed/部门.xlsx", cwd=town)]
    assert len(names) == 7
    assert results(document("rank", "mixed", "--data", "mixed/部门.xlsx", cwd=town), "青坞村")["GOV-03"]["value"] == 2


NAMESAKE = """
| 类型 | 村 |
| 单位名称 | 新村 |
| 镇街 | {} |
"""
ITEMS = "| 编码 | 指标 | 填报值 |\n| GOV-03 | 越级信访人次 | 0 |"


@pytest.mark.parametrize(
    ("table", "rated"),
    [
        ("| 村社 | 指标 | 数值 |\n| 新村 | GOV-03 | 3 |", [False, False]),
        ("| 镇街 | 村社 | 指标 | 数值 |\n| 云溪镇 | 新村 | GOV-03 | 3 |", [True, True]),
    ],
    ids=["without a town", "in a town"],
)
def test_a_name_that_two_units_bear(tmp_path: Path, table: str, rated: list[bool]) -> None:
    """Values that may be of either of two units are not guessed: neither is rated until the table tells."""
    for name, place in (("a", "云溪镇"), ("b", "平桥镇")):
        write(tmp_path / "forms" / f"{name}.xlsx", {"基本信息": NAMESAKE.format(place), "填报表": ITEMS})
    write(tmp_path / "d.xlsx", {"数据": table})
    documents = document("rank", "forms", "--data", "d.xlsx", cwd=tmp_path)
    told = {found["code"] for one in documents for found in one["findings"]}
    assert [one["total"] is not None for one in documents] == rated
    assert ("imported-unit-shared" in told) is not rated[0]


def test_data_that_is_none(tmp_path: Path) -> None:
    """A workbook without the columns of data is an error that names it; a path that leads nowhere stops the run."""
    form(tmp_path / "forms" / "石门村.xlsx", ITEMS)
    write(tmp_path / "d.xlsx", {"通知": "请各村社于月底前报送"})
    run = starcli("check", "forms", "--data", "d.xlsx", cwd=tmp_path)
    gone = starcli("check", "forms", "--data", "gone.xlsx", cwd=tmp_path)
    assert ("d.xlsx: data-not-recognised" in run.stdout, run.returncode) == (True, 1)
    assert ("path-missing" in gone.stderr, gone.returncode) == (True, 2)


def test_a_result_is_no_data(tmp_path: Path) -> None:
    """One that is named is told; among other files of a folder it is passed over."""
    form(tmp_path / "forms" / "石门村.xlsx", ITEMS)
    starcli("rank", "forms", "--out", "out", cwd=tmp_path)
    named = starcli("check", "forms", "--data", "out/ranking.xlsx", cwd=tmp_path)
    among = starcli("check", "forms", "--data", "out", cwd=tmp_path)
    assert ["data-is-result" in run.stdout for run in (named, among)] == [True, False]


@pytest.mark.parametrize(
    "command",
    ["score", "rank", "gaps", "path", "plan", "check", "pool", "portrait", "race", "board", "projects", "challenge"],
)
def test_every_command_on_forms_takes_data(command: str, tmp_path: Path) -> None:
    """The option is there, and may be given several times."""
    assert "--data" in starcli(command, "--help", cwd=tmp_path).stdout


def test_seasons_side_by_side_take_dated_values_only(town: Path) -> None:
    """A value without a period may be of either season: it is used in neither, and told once."""
    for season, folder in (("2022Q3", "q3"), ("2022Q2", "q2")):
        profile = f"| 类型 | 村 |\n| 单位名称 | 石门村 |\n| 周期 | {season} |"
        write(town / "seasons" / folder / "a.xlsx", {"基本信息": profile, "填报表": ITEMS})
    write(town / "undated.xlsx", {"数据": "| 村社 | 指标 | 数值 | 数据时段 |\n| 石门村 | GOV-03 | 3 |  |"})
    run = starcli("race", "seasons/q2", "seasons/q3", "--data", "undated.xlsx", "--out", "race.xlsx", cwd=town)
    assert run.stdout.count("imported-without-period") == 1
