"""`starcli portrait` and `starcli challenge` as people use them."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from sheets import cells
from test_cli import SAMPLES, document, starcli

DISTRICT, ROSTER = SAMPLES / "district", SAMPLES / "district-roster.xlsx"
UNIT = "枫树岭村"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to write into, beside a former season of the district."""
    shutil.copytree(DISTRICT, tmp_path / "former")
    return tmp_path


def test_a_page_a_town(folder: Path) -> None:
    """Towns by their codes, whoever did not report, and a workbook with contents and a page each."""
    run = starcli("portrait", DISTRICT, "--roster", ROSTER, "--out", "p.xlsx", "--lang", "zh", cwd=folder)
    assert run.returncode == 1
    towns = ["云溪镇", "松岭乡", "临江街道", "平桥镇"]
    lines = [line.split()[0] for line in run.stdout.splitlines() if line.startswith(tuple(towns))]
    assert lines == towns
    assert "未上报 松岭乡：白石村、泉溪村" in run.stdout
    book = openpyxl.load_workbook(folder / "p.xlsx")
    assert book.sheetnames == ["目录", *towns, "未评定", "未上报", "问题清单"]
    assert [row[1] for row in cells(folder / "p.xlsx", "未上报")[2:]] == ["白石村", "泉溪村"]
    assert {row[4] for row in cells(folder / "p.xlsx", "问题清单")[2:]} >= {"workbook-broken-off", "check-failed"}
    links = [cell.hyperlink.location for row in book["目录"].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_a_county_in_some_more_lines(folder: Path) -> None:
    """Of a single area the terminal says too where it is strong and weak."""
    run = starcli(
        "portrait", DISTRICT, "--roster", ROSTER, "--level", "county", "--lang", "en", "--out", "p.xlsx", cwd=folder
    )
    assert "strong GRD-01" in run.stdout
    assert "weak DEV-05" in run.stdout


def test_levels_are_named_in_both_languages(folder: Path) -> None:
    """A level may be written as people call it."""
    found = document("portrait", DISTRICT, "--level", "镇街", cwd=folder)
    assert {one["level"] for one in found} == {"town"}


def test_json_of_an_area(folder: Path) -> None:
    """Everybody is in the denominators, each unit in its row, and the county stands beside the town."""
    towns = document("portrait", DISTRICT, "--roster", ROSTER, cwd=folder)
    town = next(one for one in towns if one["name"] == "松岭乡")
    assert (town["units"], town["rated"], town["not_reported"]) == (7, 5, 2)
    assert (town["code"], town["above"]["name"], town["above"]["units"]) == ("330199002", "示例县", 27)
    assert [unit["state"] for unit in town["rows"] if unit["state"] != "rated"] == ["missing", "missing"]
    assert town["attained"]["GOV-02"] == {"count": 0, "of": 7, "share": 0}
    assert (town["weakest"][0]["id"], town["moves"]) == ("GOV-02", None)
    assert {"check-failed", "not-applicable-unconfirmed"} <= {one["code"] for one in town["findings"]}
    assert all("/松岭乡/" in one["location"] or "roster" in one["location"] for one in town["findings"])


def test_a_former_season(folder: Path) -> None:
    """With a former season it is said who moved; nobody did where it is the same."""
    towns = document("portrait", DISTRICT, "--roster", ROSTER, "--former", "former", cwd=folder)
    moves = [one["moves"] for one in towns]
    assert [(one["compared"], one["points_up"], one["points_down"], one["new"]) for one in moves] == [
        (7, 0, 0, 0),
        (5, 0, 0, 0),
        (6, 0, 0, 0),
        (7, 0, 0, 0),
    ]


def test_a_challenge(folder: Path) -> None:
    """The opponent, where the gap is and how to overtake, in 80 columns; one workbook is written."""
    run = starcli("challenge", DISTRICT, "--unit", UNIT, "--lang", "en", "--out", "c.xlsx", cwd=folder)
    assert "枫树岭村  ★★★☆☆ 89.86  →  竹山村  ★★★★☆ 92.96" in run.stdout
    assert "1 grade above, the nearest in total of its like in the county" in run.stdout
    assert "least effort to overtake: 5 steps" in run.stdout
    assert openpyxl.load_workbook(folder / "c.xlsx").sheetnames == [f"Challenge {UNIT}", f"Compared {UNIT}"]


def test_long_chinese_values_of_a_challenge_are_not_cut_off(folder: Path) -> None:
    """In 80 columns they go on in the next line."""
    run = starcli("challenge", DISTRICT, "--unit", UNIT, "--lang", "zh", "--out", "c.xlsx", cwd=folder)
    assert "差分" in run.stdout
    assert "…" not in run.stdout


def test_the_best_is_told_so(folder: Path) -> None:
    """Whoever leads its like has no opponent."""
    found = document("challenge", DISTRICT, "--unit", "青坞村", cwd=folder)
    assert (found["opponent"], found["items"]) == (None, [])
    assert "best" in found["why"]


def test_several_units_and_a_town(folder: Path) -> None:
    """Units may be repeated, a town stands for all its units, and nobody is there twice."""
    starcli("challenge", DISTRICT, "--unit", UNIT, "--town", "云溪镇", "--lang", "zh", "--out", "c.xlsx", cwd=folder)
    sheets = openpyxl.load_workbook(folder / "c.xlsx").sheetnames
    assert sheets[0] == "目录"
    assert sum(name.startswith("打擂书") for name in sheets) == 7


def test_opponents_that_are_asked_for(folder: Path) -> None:
    """So many places above, or whoever is named; another profile is noted."""
    above = document("challenge", DISTRICT, "--unit", UNIT, "--places", "2", cwd=folder)
    assert (above["opponent"]["name"], above["why"]) == ("外塘村", "2 places above in the county")
    run = starcli("challenge", DISTRICT, "--unit", UNIT, "--against", "平桥村", "--json", cwd=folder)
    assert '"caught_up": null' in run.stdout
    assert "challenge-other-profile" in run.stderr


def test_only_what_is_compared_counts(folder: Path) -> None:
    """An error in somebody else's form does not make the challenge fail."""
    clean = starcli("challenge", DISTRICT, "--unit", "外塘村", "--places", "1", "--out", "c.xlsx", cwd=folder)
    assert (clean.returncode, "白石村自评表" in clean.stdout.partition("not rated")[2]) == (0, True)


WRONG: dict[str, tuple[Sequence[str], str]] = {
    "no such level": (("portrait", "DISTRICT", "--level", "province"), "level-unknown"),
    "the former season is this one": (("portrait", "DISTRICT", "--former", "DISTRICT"), "former-is-the-same"),
    "no such target": (("portrait", "DISTRICT", "--target", "nine"), "target-unknown"),
    "nobody challenges": (("challenge", "DISTRICT"), "challenge-of-nobody"),
    "two ways to choose": (
        ("challenge", "DISTRICT", "--unit", UNIT, "--places", "1", "--against", "竹山村"),
        "chosen-twice",
    ),
    "no such unit": (("challenge", "DISTRICT", "--unit", "无名村"), "challenge-unit-unclear"),
    "no such town": (("challenge", "DISTRICT", "--town", "无名镇"), "challenge-town-unclear"),
    "itself": (("challenge", "DISTRICT", "--unit", UNIT, "--against", UNIT), "challenge-of-itself"),
    "another kind": (("challenge", "DISTRICT", "--unit", UNIT, "--against", "云溪社区"), "challenge-other-kind"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_call_that_cannot_be_carried_out(folder: Path, name: str) -> None:
    """What is wrong is said, and nothing is written."""
    arguments, code = WRONG[name]
    run = starcli(*(str(DISTRICT) if one == "DISTRICT" else one for one in arguments), "--out", "x.xlsx", cwd=folder)
    assert (run.returncode, code in run.stderr) == (2, True)
    assert not (folder / "x.xlsx").exists()


def test_a_unit_without_a_rating_is_named(folder: Path) -> None:
    """It challenges nobody, and the others do."""
    run = starcli("challenge", DISTRICT, "--roster", ROSTER, "--town", "松岭乡", "--out", "c.xlsx", cwd=folder)
    assert (run.returncode, run.stdout.count("challenge-not-rated")) == (1, 2)
    assert (folder / "c.xlsx").exists()
