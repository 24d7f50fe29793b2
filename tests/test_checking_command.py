"""`starcli verify` as a user runs it: sheets out, filled in, applied, and a ledger that adds up to the last digit."""

import json
import random
import shutil
import zipfile
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from believable import believable, form_maker
from checking import fill, found
from sheets import assessment, form, framework, only, reader, scheme
from test_cli import document, starcli

from starcli.core.assessment import Answer, Assessment, Unit
from starcli.core.checking.applying import with_sheets
from starcli.core.checking.displaced import displaced
from starcli.core.checking.items import check_items
from starcli.core.checking.words import VERDICTS
from starcli.core.filling import Filling
from starcli.core.findings import Read
from starcli.core.formulas.live import Moment
from starcli.core.numbers import ZERO, plain
from starcli.core.rating import Rating, rate
from starcli.excel.layouts.check_sheet import CheckColumn
from starcli.excel.opening.workbook import open_content
from starcli.excel.reading.check_sheets import read_check_sheets
from starcli.excel.reading.items import Items
from starcli.excel.reading.reader import read_opened
from starcli.excel.writing.check_sheet.book import check_sheet

DAY = "2022-10-20"
KINDS = (("village", "mountain"), ("village", "default"), ("community", "default"), ("community", "large-mixed"))
Fills = dict[str, dict[CheckColumn, str | Decimal]]


@cache
def unit_form(number: int) -> bytes:
    """The form of a unit with random figures."""
    kind, profile = KINDS[number % len(KINDS)]
    maker = form_maker(kind, profile)
    sort = profile if profile != "default" else kind
    dice = random.Random(f"units {number}")  # noqa: S311 invented figures
    unit = Unit(f"3301990012{number:02d}", f"甲{number}村", kind, profile, "云溪镇", "示例县", "示例市")
    filling = Filling(unit, "2022Q3", believable(maker.scheme, sort, dice))
    return maker.content(Moment(maker.scheme, filling))


def read(content: bytes, name: str = "f.xlsx") -> Assessment:
    """The assessment in a form."""
    read_: Read[Assessment | None] = only(read_opened(open_content(content, name), reader()))
    assert read_.value is not None
    return read_.value


def own(number: int) -> Rating:
    """The rating of a unit by its own values."""
    kind, profile = KINDS[number % len(KINDS)]
    return rate(scheme(kind, profile), read(unit_form(number)), "self")


def checker(number: int) -> Fills:
    """What a checker finds of a unit, some items among it that do not apply."""
    rating = own(number)
    dice = random.Random(f"checks {number}")  # noqa: S311 invented findings
    fills = found(rating, dice)
    for item in dice.sample([i for i in check_items(rating.scheme) if not i.elsewhere], 3):
        row = fills[item.indicator.id]
        row |= {"verdict": VERDICTS["not-applicable"].zh, "reason": "没有此项"}
        for key in item.own_keys:
            fills.get(key, {}).pop("verified", None)
        row.pop("verified", None)
    return fills


@pytest.mark.parametrize("number", range(12))
def test_the_ledger_of_displaced_values_is_complete(number: int) -> None:
    """Sheet out, filled in, read back, applied: points of all lines and rescaling are the difference of the totals."""
    before = own(number)
    returned = fill(check_sheet(before, "zh"), checker(number))
    book = open_content(returned, "c.xlsx", ("check-sheet",)).value
    assert book is not None
    sheets = read_check_sheets(book, Items(framework())).value
    applied = with_sheets(before.assessment, before.scheme, sheets, None)
    after = rate(before.scheme, applied.value, "verified")
    ledger = displaced(before, after)
    by_indicator = [one.points - other.points for one, other in zip(before.results, after.results, strict=True)]
    assert [f.code for f in applied.findings if f.severity == "error"] == []
    assert sum(by_indicator, ZERO) == ledger.points
    assert ledger.points + ledger.rescaling == before.total - after.total == ledger.difference
    assert (ledger.rescaling != 0, len(ledger.lines) > 3, ledger.adjustments) == (True, True, ZERO)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six forms, their check sheets filled in, and the forms with what these say."""
    folder = tmp_path_factory.mktemp("verify")
    for number in range(6):
        place = folder / "forms" / ("甲" if number % 2 else "乙")
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.xlsx").write_bytes(unit_form(number))
    made = starcli("verify", "--sheets", "forms", "--out", "sheets", "--lang", "zh", cwd=folder)
    assert made.returncode == 0, made.stdout + made.stderr
    for number in range(6):
        (path,) = (folder / "sheets").rglob(f"{number}-check-sheet.xlsx")
        path.write_bytes(fill(path.read_bytes(), checker(number)))
    applied = starcli(
        "verify", "--apply", "sheets", "forms", "--out", "verified", "--date", DAY, "--lang", "zh", cwd=folder
    )
    assert applied.returncode == 0, applied.stdout + applied.stderr
    (folder / "applied.txt").write_text(applied.stdout, encoding="utf-8")
    return folder


def test_there_is_a_check_sheet_for_every_form(run: Path) -> None:
    """They lie below the folder as their forms do below theirs."""
    names = [str(path.relative_to(run / "sheets")) for path in sorted((run / "sheets").rglob("*.xlsx"))]
    assert names == [f"{'甲' if n % 2 else '乙'}/{n}-check-sheet.xlsx" for n in (0, 2, 4, 1, 3, 5)]


def totals(documents: Any) -> dict[str, Any]:
    """Total and points of every indicator, by unit."""
    return {
        one["unit"]["name"]: (one["total"], one["grade"], [(r["id"], r["points"]) for r in one["results"]])
        for one in documents
    }


def test_both_ways_to_the_basis_agree(run: Path) -> None:
    """The forms with verified values are rated as the forms are with their check sheets, and as the ledger says."""
    written = totals(document("score", "verified", "--basis", "verified", cwd=run))
    direct = totals(document("score", "forms", "--data", "sheets", "--basis", "verified", cwd=run))
    ledger = document("verify", "--apply", "sheets", "forms", "--date", DAY, cwd=run)
    counted = {one["unit"]["name"]: (one["counts"]["total"], one["counts"]["grade"]) for one in ledger["units"]}
    assert written == direct
    assert {name: one[:2] for name, one in written.items()} == counted


def test_the_own_values_stay_as_they_were(run: Path) -> None:
    """By its own values each form is rated as before; no form was touched."""
    before = totals(document("score", "forms", cwd=run))
    after = totals(document("score", "verified", cwd=run))
    waived = {name for name in before if before[name] != after[name]}
    # What was found not to apply does so on every basis.
    assert all({i for i, p in after[n][2] if p} <= {i for i, p in before[n][2] if p} for n in waived)
    places = {path.name: path.read_bytes() for path in (run / "forms").rglob("*.xlsx")}
    assert places == {f"{number}.xlsx": unit_form(number) for number in range(6)}


def test_nothing_else_in_a_form_has_changed(run: Path) -> None:
    """Every cell of the form that was filled stays what it was; new are verified values and a sheet of results."""
    (path,) = (run / "verified").rglob("0.xlsx")
    before, after = (openpyxl.load_workbook(BytesIO(c)) for c in (unit_form(0), path.read_bytes()))
    assert after.sheetnames == [*before.sheetnames, "核查结果"]
    changed = {
        (sheet.title, cell.column_letter)
        for sheet in before
        for row in sheet.iter_rows()
        for cell in row
        if after[sheet.title][cell.coordinate].value != cell.value
    }
    assert changed == {("填报表", "I")}


def test_parts_of_a_form_that_hold_no_values_stay_byte_for_byte(run: Path) -> None:
    """Only the sheet with the values, and the parts that list the new one, are others."""
    (path,) = (run / "verified").rglob("0.xlsx")
    with zipfile.ZipFile(BytesIO(unit_form(0))) as old, zipfile.ZipFile(path) as new:
        others = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert others == {
        "xl/worksheets/sheet3.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
    }


def test_who_found_what_and_why_stands_in_the_form(run: Path) -> None:
    """The sheet of results has a line an indicator with verdict, reason, checker and day."""
    (path,) = (run / "verified").rglob("0.xlsx")
    lines = list(openpyxl.load_workbook(path)["核查结果"].iter_rows(min_row=3, values_only=True))
    verdicts = {str(line[0]): line[3] for line in lines}
    asked = [item.indicator.id for item in check_items(own(0).scheme)]
    typed = {key: row["verdict"] for key, row in checker(0).items() if "verdict" in row}
    assert {key: verdicts[key] for key in asked} == typed
    assert {line[7] for line in lines if line[3]} == {"2022-10-12"}


def test_the_ledger_adds_up_in_the_workbook(run: Path) -> None:
    """Below each unit's lines stands their sum, which is the difference of its totals."""
    rows = list(openpyxl.load_workbook(run / "verified" / "verification.xlsx", data_only=True)["核减台账"].values)
    sums: dict[str, Decimal] = {}
    stated: dict[str, Decimal] = {}
    for row in rows[3:]:
        if row[2] is not None and str(row[2]).startswith("总分 "):
            then, now = (Decimal(part) for part in str(row[2]).removeprefix("总分 ").split(" → "))
            stated[str(row[0])] = then - now
            assert Decimal(str(row[7])) == then - now
        else:
            sums[str(row[0])] = sums.get(str(row[0]), ZERO) + Decimal(str(row[7]))
    assert sums == stated
    assert len(stated) == 6
    overview = list(openpyxl.load_workbook(run / "verified" / "verification.xlsx", data_only=True).worksheets[0].values)
    assert Decimal(str(overview[-1][12])) == sum(stated.values(), ZERO)


def test_a_second_run_writes_the_same(run: Path) -> None:
    """The same sheets applied once more leave every file as it is."""
    before = {path: path.read_bytes() for path in (run / "verified").rglob("*.xlsx")}
    options = ("--out", "verified", "--date", DAY, "--lang", "zh")
    again = starcli("verify", "--apply", "sheets", "forms", *options, cwd=run)
    assert (again.returncode, {path: path.read_bytes() for path in (run / "verified").rglob("*.xlsx")}) == (0, before)


def test_forms_that_somebody_works_on_are_not_written_over(run: Path, tmp_path: Path) -> None:
    """A file with another content stands in the way: nothing is written, and it is named."""
    shutil.copytree(run, tmp_path / "run")
    folder = tmp_path / "run"
    (path,) = (folder / "verified").rglob("3.xlsx")
    path.write_bytes(unit_form(1))
    refused = starcli("verify", "--apply", "sheets", "forms", "--out", "verified", "--date", DAY, cwd=folder)
    assert (refused.returncode, "output-not-ours" in refused.stderr) == (2, True)
    assert path.read_bytes() == unit_form(1)


def test_without_a_place_to_write_nothing_is_written(run: Path) -> None:
    """It is told what would change, a line a unit."""
    before = sorted(path for path in run.rglob("*"))
    told = starcli("verify", "--apply", "sheets", "forms", "--date", DAY, "--lang", "zh", cwd=run)
    assert (told.returncode, sorted(path for path in run.rglob("*"))) == (0, before)
    assert [name for n in range(6) if (name := f"甲{n}村") not in told.stdout] == []


def test_a_check_in_the_future_is_an_error(run: Path) -> None:
    """By an earlier day every check is one of the future, and confirms nothing."""
    ledger = document("verify", "--apply", "sheets", "forms", "--date", "2022-10-11", cwd=run)
    codes = {found["code"] for one in ledger["units"] for found in one["findings"]}
    assert ("check-date-future" in codes, {one["checked"] for one in ledger["units"]}) == (True, {0})


def test_units_without_a_sheet_and_sheets_without_a_unit(run: Path, tmp_path: Path) -> None:
    """Both are told: which units were not checked, and which sheet is of nobody here."""
    shutil.copytree(run / "forms", tmp_path / "forms")
    shutil.copytree(run / "sheets", tmp_path / "sheets")
    (tmp_path / "forms" / "乙" / "0.xlsx").unlink()
    (tmp_path / "sheets" / "甲" / "1-check-sheet.xlsx").unlink()
    ledger = document("verify", "--apply", "sheets", "forms", "--date", DAY, cwd=tmp_path)
    told = [(found["code"], found["severity"]) for found in ledger["findings"]]
    assert told == [("check-sheet-of-nobody", "error"), ("check-sheet-missing", "warning")]


def number(said: Answer) -> str:
    """A value as it is written; empty without one."""
    return plain(said.value) if isinstance(said.value, Decimal) else said.value or ""


FOREIGN = """
| 编码 | 指标 | 填报值 | 备注 |
|---|---|---|---|
| SVC-01 | 党群服务中心建筑面积 | 320 | 含租赁 |
| GOV-03 | 越级信访人次 | 1 |  |
| GOV-06 | 重大事项民主决策程序落实 | 是 |  |
"""


@pytest.mark.parametrize("suffix", ["xlsx", "resaved.xlsx"])
def test_a_form_that_is_not_ours_keeps_everything(tmp_path: Path, suffix: str) -> None:
    """A form without a column for verified values has them on a sheet of their own, and is read with that."""
    path = form(tmp_path / "forms" / f"石门村.{suffix}", FOREIGN)
    if suffix != "xlsx":
        openpyxl.load_workbook(path).save(path)
    rating = rate(scheme(), assessment(path), "self")
    fills: Fills = {
        item.indicator.id: {"verdict": "属实", "method": "实地", "checker": "核验员甲", "date": "2022-10-12"}
        for item in check_items(rating.scheme)
    }
    fills["SVC-01"] |= {"verdict": "有出入", "verified": Decimal(260), "reason": "租赁不计"}
    fills["GOV-06"] |= {"verdict": "不予认定", "reason": "没有记录"}
    (tmp_path / "sheets").mkdir()
    named = rate(scheme(), assessment(path), "self")
    (tmp_path / "sheets" / "c.xlsx").write_bytes(fill(check_sheet(named, "zh"), fills))
    before = path.read_bytes()
    told = starcli("verify", "--apply", "sheets", "forms", "--out", "out", "--date", DAY, "--lang", "zh", cwd=tmp_path)
    after = assessment(tmp_path / "out" / path.name)
    verified = {key: e.answers["verified"] for key, e in after.entries.items() if "verified" in e.answers}
    assert (path.read_bytes() == before, told.returncode) == (True, 0)
    assert [(key, number(a), a.rejected, a.location.sheet) for key, a in sorted(verified.items())] == [
        ("GOV-03", "1", False, "核查结果"),
        ("GOV-06", "", True, "核查结果"),
        ("SVC-01", "260", False, "核查结果"),
    ]
    own_values = [number(after.entries[key].answers["self"]) for key in ("SVC-01", "GOV-03", "GOV-06")]
    assert own_values == ["320", "1", "yes"]


def test_a_form_that_cannot_be_written_to_is_left_out(tmp_path: Path) -> None:
    """A workbook of another format is named, with the other way to the basis; nothing is written for it."""
    text = "类型,村,\n编码,指标,填报值\nSVC-01,党群服务中心建筑面积,320\n"
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "石门村.csv").write_text(text, encoding="utf-8-sig")
    starcli("verify", "--sheets", "forms", "--out", "sheets", "--lang", "zh", cwd=tmp_path)
    (path,) = (tmp_path / "sheets").glob("*.xlsx")
    row: dict[CheckColumn, str | Decimal] = {"verdict": "属实", "method": "实地", "checker": "甲", "date": "2022-10-12"}
    path.write_bytes(fill(path.read_bytes(), {"SVC-01": row}))
    told = starcli("verify", "--apply", "sheets", "forms", "--out", "out", "--date", DAY, cwd=tmp_path)
    assert ("verified-not-written" in told.stdout, sorted(p.name for p in (tmp_path / "out").iterdir())) == (
        True,
        ["verification.xlsx"],
    )


WRONG = {
    "nothing asked": [],
    "both asked": ["--sheets", "forms", "--apply", "sheets", "forms"],
    "sheets without forms": ["--apply", "sheets"],
    "a file to write to": ["--sheets", "forms", "--out", "out.xlsx"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG.keys())
def test_a_call_that_makes_no_sense(run: Path, arguments: list[str]) -> None:
    """It is refused, and nothing is written."""
    before = sorted(run.rglob("*"))
    assert (starcli("verify", *arguments, cwd=run).returncode, sorted(run.rglob("*"))) == (2, before)


def test_the_sheets_of_a_run_as_json(run: Path) -> None:
    """Each form's document says its stamp and how many items its sheet has; nothing is written without --out."""
    documents = document("verify", "--sheets", "forms", cwd=run)
    assert {d["unit"]["name"]: (d["check_sheet"]["items"], d["check_sheet"]["file"]) for d in documents} == {
        f"甲{n}村": (len(check_items(own(n).scheme)), None) for n in range(6)
    }


def test_a_deleted_row_is_told_with_the_unit(run: Path, tmp_path: Path) -> None:
    """A checker who takes out a row is found out, and the item is not confirmed."""
    shutil.copytree(run / "forms", tmp_path / "forms")
    (source,) = (run / "sheets").rglob("0-check-sheet.xlsx")
    book = openpyxl.load_workbook(source)
    sheet = book["核查表"]
    sheet.delete_rows(next(row[0].row for row in sheet.iter_rows() if row[0].value == "GOV-06"))
    (tmp_path / "sheets").mkdir()
    book.save(tmp_path / "sheets" / "0.xlsx")
    ledger = document("verify", "--apply", "sheets", "forms/乙/0.xlsx", "--date", DAY, cwd=tmp_path)
    (one,) = ledger["units"]
    found_ = [(f["code"], f["location"]) for f in one["findings"] if f["code"].startswith("check-")]
    assert (found_, one["checked"], one["items"]) == ([("check-row-missing", "sheets/0.xlsx!核查表")], 39, 40)


def test_verified_figures_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    """A relation of the framework that the verified figures break counts nothing, and is named at the check sheet."""
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "0.xlsx").write_bytes(unit_form(0))
    starcli("verify", "--sheets", "forms", "--out", "sheets", "--lang", "zh", cwd=tmp_path)
    rated = own(0).assessment.entries["hot_rated"].answers["self"].value
    assert isinstance(rated, Decimal)
    row: dict[CheckColumn, str | Decimal] = {"verdict": "有出入", "method": "系统", "checker": "甲", "date": DAY}
    path = tmp_path / "sheets" / "0-check-sheet.xlsx"
    path.write_bytes(
        fill(path.read_bytes(), {"GOV-02": {**row, "reason": "系统的数"}, "hot_ok": {"verified": rated + 1}})
    )
    (one,) = document("verify", "--apply", "sheets", "forms", "--date", DAY, cwd=tmp_path)["units"]
    (broken,) = [found for found in one["findings"] if found["code"] == "check-failed"]
    assert (broken["location"].split("!")[0], "GOV-02" in broken["message"]) == ("sheets/0-check-sheet.xlsx", True)


def test_what_is_written_is_whole(run: Path) -> None:
    """Every workbook of the run opens, and the JSON of the run is one document."""
    for path in (run / "verified").rglob("*.xlsx"):
        assert openpyxl.load_workbook(path).sheetnames
    assert json.loads(starcli("verify", "--apply", "sheets", "forms", "--json", cwd=run).stdout)["units"]
