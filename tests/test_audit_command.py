"""`starcli audit` as people use it: two seasons of three towns, folders with nothing to go by, impossible calls."""

import json
import shutil
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from audited import FORMER, NOW, call, report, seasons
from rich.cells import cell_len
from sheets import write
from test_cli import starcli

from starcli.commands.audit import Asked, audited, subjects_of
from starcli.commands.running import rate
from starcli.core.audit.audit import Request
from starcli.core.audit.audit import audit as audit_all
from starcli.documents.audit import audit_document
from starcli.documents.units import as_json
from starcli.options import BasisName

ZERO = Decimal(0)


@cache
def document() -> Any:
    """The sample's audit as JSON, read back with every digit."""
    return json.loads(as_json((audit_document(report(), "en"),)), parse_float=Decimal, parse_int=Decimal)


def unit(name: str, of: Any = None) -> Any:
    """A unit of a document."""
    return next(each for each in (of or document())["units"] if each["unit"]["name"] == name)


def told(found: Mapping[str, Any]) -> Decimal:
    """What a difference consists of, added up."""
    return sum((found[key] for key in ("over", "under", "filled", "unread", "rescaling")), ZERO)


def test_what_a_person_sees(tmp_path: Path) -> None:
    """How much was looked at, towns, who claimed most too much, copies and the next checks, in 80 columns."""
    run = starcli(
        "audit", seasons() / NOW, "--former", seasons() / FORMER, "--quota", "20%", "--lang", "en", "--out", "out",
        cwd=tmp_path,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert "14 workbooks: 14 rated, 0 not rated" in run.stdout
    assert "4 units checked, 3 in part, 7 not at all. What nobody looked at is not known to be right." in run.stdout
    assert "alike (figures, 54 of 54): 松岭村, 竹山村" in run.stdout
    assert "alike (texts, 135 of 135): 平桥村, 西陈村" in run.stdout
    table = run.stdout[run.stdout.index("Basis ") : run.stdout.index("alike (")]
    assert ["湖畔村", "97.87", "93.80", "4.07", "5★→3★"] in [line.split()[:5] for line in table.splitlines()]
    assert max(map(cell_len, table.splitlines())) <= 80
    assert "to check next: 3 units" in run.stdout
    assert openpyxl.load_workbook(tmp_path / "out" / "audit.xlsx").sheetnames[0] == "For leaders"


def test_every_sum_is_exact() -> None:
    """Lines, steps and rescaling make the difference of totals: of each unit, each town, each indicator, everybody."""
    found = document()
    for each in found["units"]:
        own, final = each["bases"]["self"]["total"], each["bases"]["reviewed"]["total"]
        lines = sum((line["points"] for line in each["lines"]), ZERO)
        assert each["difference"] == own - final == told(each) == lines + each["rescaling"]
        assert all(sum(step["points"] for step in line["steps"]) == line["points"] for line in each["lines"])
        assert sum(each["by_level"].values(), ZERO) == each["difference"]
    whole = found["total"]
    for key in ("difference", "over", "under", "filled", "unread", "rescaling"):
        assert sum(each[key] for each in found["units"]) == sum(town[key] for town in found["by_town"]) == whole[key]
    assert sum(each["difference"] for each in found["by_indicator"]) + whole["rescaling"] == whole["difference"]
    assert whole["difference"] == told(whole) == Decimal("11.79")


def test_a_line_says_whose_value_and_where() -> None:
    """Both values with their points and cells; who put it right; and whether a star rests on it alone."""
    line = next(one for one in unit("茶园村")["lines"] if one["id"] == "GOV-05")
    assert (line["self"]["value"], line["final"]["value"], line["points"]) == ("100", "75", Decimal("1.87"))
    assert [step["whose"] for step in line["steps"]] == ["county"]
    assert line["stars_by_it_alone"] == 2
    assert [place.rsplit("!", 1)[-1] for place in line["self"]["cells"]] == ["C56", "C57"]
    assert [place.rsplit("!", 1)[-1] for place in line["final"]["cells"]] == ["E56", "C57"]
    assert line["final"]["cells"][0].endswith("茶园村.xlsx!填报表!E56")


def test_stars_are_counted_on_every_basis() -> None:
    """One unit loses two stars by the town's values, another two by the county's."""
    by_basis = {each["basis"]: each["grades"] for each in document()["by_basis"]}
    assert [by_basis[basis].get("five-star") for basis in ("self", "verified", "reviewed")] == [4, 3, 2]
    assert (unit("湖畔村")["stars"], unit("茶园村")["stars"], unit("石门村")["stars"]) == (2, 2, 0)
    assert (document()["total"]["units_raised"], document()["total"]["stars_gained"]) == (2, 4)


def test_the_deduction_is_proposed_where_the_framework_says_so() -> None:
    """Beyond a tenth of an item's weight; nothing is deducted yet."""
    states = {each["unit"]["name"]: each["deduction"] for each in document()["units"] if each["deduction"]}
    assert set(states) == {"上田村", "茶园村", "云溪社区", "湖畔村", "桃源社区"}
    found = states["上田村"]
    assert (found["id"], found["state"], found["indicators"][0]) == ("D3", "proposed", "ORG-04")
    assert unit("上田村")["bases"]["reviewed"]["total"] - found["total_with_it"] == Decimal("0.5")


def test_reasons_of_this_season_and_the_last() -> None:
    """Copies, full marks, over-claims now and before, and figures that jumped, each with its points."""
    reasons = {each["unit"]["name"]: [one["id"] for one in each["reasons"]] for each in document()["units"]}
    assert reasons["青坞村"] == ["all-full"]
    assert reasons["上田村"] == ["over-claimed", "over-claimed-before", "statement"]
    assert "copied" in reasons["西陈村"]
    assert reasons["里坞村"] == ["figures"]
    assert (reasons["大坪村"], unit("大坪村")["risk"]) == ([], 0)
    alone = audited(call(), seasons() / NOW, Asked())[0].audit.units
    assert "over-claimed-before" not in {reason.id for each in alone for reason in each.reasons}


def test_copies_name_both_cells() -> None:
    """Two pairs, of figures and of texts, with what is equal and where."""
    groups = document()["copies"]
    pairs = {(pair["sort"], pair["one"]["name"], pair["other"]["name"]): pair for g in groups for pair in g["pairs"]}
    assert set(pairs) == {("texts", "平桥村", "西陈村"), ("figures", "松岭村", "竹山村")}
    copy = pairs["figures", "松岭村", "竹山村"]
    assert (copy["equal"], copy["of"], copy["all_numerators"]) == (54, 54, True)
    assert [cell.rsplit("/", 1)[-1] for cell in copy["shown"][0]["cells"]] == [
        "松岭村.xlsx!填报表!C33",
        "竹山村.xlsx!填报表!C33",
    ]


def test_the_draw_depends_on_the_seed_alone() -> None:
    """One seed chooses the same units, however often; others may choose others, but never before a higher risk."""
    batch = rate(call(), [seasons() / NOW], whole=False, examined="reviewed")
    subjects, framework = subjects_of(batch), call().framework

    chosen = [audit_all(subjects, framework, Request(seed, Decimal(20))) for seed in (*range(1, 9), 1)]
    picks = [result.selection.picks for result in chosen]
    assert picks[0] == picks[-1]
    assert len({tuple(pick.unit for pick in each if pick.by == "lot") for each in picks}) > 2
    for result in chosen:
        risks = {at: unit.risk for at, unit in enumerate(result.units) if unit.state != "checked"}
        by_risk = {pick.unit for pick in result.selection.by_risk}
        assert min(risks[at] for at in by_risk) >= max(risk for at, risk in risks.items() if at not in by_risk)
        assert {pick.unit for pick in result.selection.picks} <= set(risks)


def test_the_countys_checks_alone_may_count() -> None:
    """What the town checked may then be picked; on the town's basis the county's values are left out."""
    by_county = audited(call(), seasons() / NOW, Asked("20%", 1, "reviewed"))[0]
    assert (report().audit.selection.done, by_county.audit.selection.done) == (4, 0)
    by_town = audited(call(basis=BasisName.VERIFIED), seasons() / NOW, Asked())[0]
    names = [each.member.unit.name for each in by_town.audit.units]
    tea = by_town.audit.units[names.index("茶园村")]
    assert (by_town.audit.final, tea.stars, tea.amounts.difference) == ("verified", 0, Decimal("0.16"))


def test_values_of_a_department_are_told_apart(tmp_path: Path) -> None:
    """A table that is given takes the place that the framework gives it, and the line says whose value counts."""
    table = "| 村社 | 指标 | 数值 | 数据时段 | 提供部门 |\n| 大坪村 | GOV-02 | 71.5 | 2022Q3 | 信访局 |"
    data = write(tmp_path / "热线.xlsx", {"热线": table})
    run = starcli("audit", seasons() / NOW, "--data", data, "--json", cwd=tmp_path)
    found = json.loads(run.stdout)
    (line,) = unit("大坪村", found)["lines"]
    assert (line["final"]["value"], [step["level"] for step in line["steps"]]) == ("71.5", ["imported"])
    assert line["final"]["cells"][0].endswith("热线.xlsx!热线!C2")
    assert unit("大坪村", found)["by_level"] == {"imported": line["points"]}
    assert not list(tmp_path.rglob("audit.xlsx"))


def test_a_folder_without_a_verified_value(tmp_path: Path) -> None:
    """It is said that nobody looked; copies and the next checks are told all the same."""
    shutil.copytree(seasons() / NOW / "松岭乡", tmp_path / "in")
    run = starcli("audit", "in", "--lang", "en", cwd=tmp_path)
    assert run.returncode == 0
    assert "Nothing was verified: that no over-claim is listed says that nobody looked" in run.stdout
    assert "alike (figures, 54 of 54): 松岭村, 竹山村" in run.stdout
    assert "to check next: 1 unit" in run.stdout
    again = starcli("audit", "in", "--lang", "en", cwd=tmp_path)
    assert again.stdout == run.stdout


def test_damaged_files_are_told_and_counted(tmp_path: Path) -> None:
    """Whatever cannot be read has no rating, and still counts; with a roster so does who sent nothing."""
    shutil.copytree(seasons() / NOW / "松岭乡", tmp_path / "in")
    whole = (tmp_path / "in" / "大坪村.xlsx").read_bytes()
    (tmp_path / "in" / "大坪村.xlsx").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "in" / "竹山村.xlsx").write_bytes(b"\x00" * 4000)
    names = ["松岭村", "大坪村", "竹山村", "里坞村", "远山村"]
    table = [["代码", "名称", "类型", "分类", "镇街", "县(市、区)"]]
    table += [["", name, "村", "山区", "松岭乡", "示例县"] for name in names]
    write(tmp_path / "roster.xlsx", {"名册": table})
    run = starcli("audit", "in", "--roster", "roster.xlsx", "--json", "--out", "out", "--lang", "en", cwd=tmp_path)
    found = json.loads(run.stdout)
    assert (run.returncode, run.stderr) == (1, "")
    assert found["total"]["units"] == 5
    assert found["total"]["states"] == {"unchecked": 2, "missing": 3}
    assert openpyxl.load_workbook(tmp_path / "out" / "audit.xlsx").sheetnames[-3:-1] == ["not rated", "not reported"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("in", "--quota", "0.15"), "audit-quota-unclear"),
        (("in", "--quota", "101%"), "audit-quota-unclear"),
        (("empty",), "no-workbooks"),
        (("nowhere",), "path-missing"),
        (("in", "--former", "nowhere"), "path-missing"),
        (("in", "--basis", "self"), "--basis"),
    ],
)
def test_a_call_that_cannot_be(tmp_path: Path, arguments: tuple[str, ...], code: str) -> None:
    """It is one clear line, and nothing is written."""
    shutil.copytree(seasons() / NOW / "松岭乡", tmp_path / "in")
    (tmp_path / "empty").mkdir()
    run = starcli("audit", *arguments, "--lang", "en", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert code in run.stderr
    assert not list(tmp_path.rglob("audit.xlsx"))


def test_an_unusual_quota_is_a_warning(tmp_path: Path) -> None:
    """It is used nevertheless; with --strict it counts as an error."""
    shutil.copytree(seasons() / NOW / "松岭乡", tmp_path / "in")
    run = starcli("audit", "in", "--quota", "50", "--lang", "en", "--strict", cwd=tmp_path)
    assert run.returncode == 1
    assert "to check next: 2 units" in run.stdout
    assert "audit-quota-unusual" in run.stdout


def test_a_foreign_workbook_is_not_overwritten(tmp_path: Path) -> None:
    """What starcli did not write stays as it is."""
    shutil.copytree(seasons() / NOW / "松岭乡", tmp_path / "in")
    write(tmp_path / "audit.xlsx", {"mine": "| a |"})
    before = (tmp_path / "audit.xlsx").read_bytes()
    run = starcli("audit", "in", "--out", "audit.xlsx", cwd=tmp_path)
    assert run.returncode == 2
    assert (tmp_path / "audit.xlsx").read_bytes() == before
