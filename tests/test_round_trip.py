"""One village, one policy, from end to end: plans out, filled in, filed, tracked and closed; the next season is better.

Workbooks are filled in cell by cell and then saved by LibreOffice, as a person would leave them.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from libreoffice import all_converted, require_libreoffice
from openpyxl.worksheet.worksheet import Worksheet
from sheets import framework
from test_cli import SAMPLES, document, starcli

from starcli.excel.layouts.plan import (
    LEDGER_HEADINGS,
    MEASURE_HEADINGS,
    PLAN_SHEETS,
    PROBLEM_HEADINGS,
    PROJECT_HEADINGS,
)

TOWNS = ("云溪镇", "松岭乡")
CLOSED = "枫树岭村"
"""The unit that puts right what its path needs; the others only begin."""
KEY = ("ORG-05", "DEV-01", "GOV-07")
"""What its path needs."""
NEXT_SEASON: Mapping[str, object] = {
    "held": 18, "planned": 18, "inc_operate": 30, "inc_contract": 20, "inc_invest": 4.5, "inc_this": 54.5,
    "total_income": 70, "sat_points": 191, "sat_valid": 200,
}  # fmt: skip
"""What it reports a season later: meetings, income and satisfaction."""
ZH = "--lang", "zh"


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """Two towns of the sample district, without the forms that cannot be rated."""
    for town in TOWNS:
        shutil.copytree(SAMPLES / "district" / town, tmp_path / "forms" / town)
    (tmp_path / "forms" / "松岭乡" / "白石村自评表.xlsx").unlink()
    shutil.copy(SAMPLES / "district-roster.xlsx", tmp_path)
    return tmp_path


def test_a_plan_from_diagnosis_to_the_next_season(district: Path) -> None:
    """What a plan closes is closed by the rules, and the next season's rating no longer has the problem."""
    require_libreoffice()
    starcli("plan", "forms", "--date", "2022-10-08", "--out", "plans", *ZH, cwd=district)
    plans = sorted((district / "plans").rglob("*-plan.xlsx"))
    assert len(plans) == 12
    empty = document("plan", "plans", "--check", cwd=district)
    assert "gate-without-measure" in codes(empty)
    saved(plans, fill_in, district)
    assert codes(document("plan", "plans", "--check", *ZH, cwd=district)) == set()
    filed(district)
    open_items = document("track", "plans", "--date", "2022-12-20", cwd=district)
    assert totals(open_items)["closed"] == 0
    saved([plan for plan in plans if CLOSED in plan.name], close, district)
    report_again(district)
    tracked = document("track", "plans", "--date", "2023-01-20", "--forms", "next", cwd=district)
    assert sorted(closed_rows(district)) == sorted(KEY)
    assert totals(tracked)["closed"] == len(KEY)
    assert totals(tracked)["against_rules"] == 0
    was, now = (score(district, folder) for folder in ("forms", "next"))
    gone = {gap["id"] for gap in was["gaps"]} - {gap["id"] for gap in now["gaps"]}
    assert {"ORG-05", "DEV-01", "GOV-07"} <= gone
    assert (was["grade"], now["grade"]) == ("three-star", "five-star")


def codes(found: Any) -> set[str]:
    """The codes of errors and warnings anywhere in a document."""
    if isinstance(found, list):
        return set().union(*map(codes, found))
    if not isinstance(found, dict):
        return set()
    mine = {found["code"]} if found.get("severity") in ("error", "warning") else set()
    return mine.union(*map(codes, found.values()))


def saved(books: Iterable[Path], fill: Callable[[Path], None], district: Path) -> None:
    """Workbooks after somebody has typed into them and saved them in LibreOffice."""
    books = list(books)
    typed, apart = [], district / "typed"
    apart.mkdir(exist_ok=True)
    for number, book in enumerate(books):
        fill(book)
        typed.append(apart / f"{number}.xlsx")
        shutil.copy(book, typed[-1])
    outcome = all_converted(typed, "xlsx", district / "saved", "xlsx:Calc MS Excel 2007 XML")
    for book, result in zip(books, outcome, strict=True):
        shutil.move(result, book)


def rows(sheet: Worksheet, headings: Mapping[Any, Any]) -> Iterator[dict[str, Any]]:
    """The rows below the headings of a table, by column: its cells."""
    words = {heading.zh: key for key, heading in headings.items()}
    columns: dict[str, int] = {}
    for row in sheet.iter_rows():
        if not columns:
            found = {words[str(cell.value)]: cell.column - 1 for cell in row if str(cell.value) in words}
            columns = found if len(found) > len(words) / 2 else {}
        else:
            yield {key: row[column] for key, column in columns.items()}


def fill_in(plan: Path) -> None:
    """Causes and measures from the lists, somebody who answers for each, and the cards of the special projects."""
    book = openpyxl.load_workbook(plan)
    for row in rows(book[PLAN_SHEETS["problems"].zh], PROBLEM_HEADINGS):
        if row["code"].value in framework().entries:
            row["cause"].value = framework().entries[row["code"].value].definition.causes[0].zh
    for row in rows(book[PLAN_SHEETS["measures"].zh], MEASURE_HEADINGS):
        if row["code"].value in framework().entries:
            row["measure"].value = framework().entries[row["code"].value].definition.remedies[0].zh
            row["person"].value, row["leader"].value = "责任人甲", "联村领导甲"
    for row in rows(book[PLAN_SHEETS["projects"].zh], PROJECT_HEADINGS):
        if row["project"].value:
            row["leader"].value, row["department"].value = "领衔领导甲", "牵头部门甲"
            row["plan"].value, row["meeting"].value = "县委〔2022〕1号", "2022年11月 云溪镇"
    book.save(plan)


def close(plan: Path) -> None:
    """Everything that the path needs is put right, checked by the town and reviewed by the county."""
    book = openpyxl.load_workbook(plan)
    measures = book[PLAN_SHEETS["measures"].zh]
    target = {
        row["code"].value: row["target"].value for row in rows(measures, MEASURE_HEADINGS) if row["code"].value in KEY
    }
    for row in rows(book[PLAN_SHEETS["ledger"].zh], LEDGER_HEADINGS):
        if row["code"].value in KEY:
            said = {
                "progress": "已完成", "share": 100, "state": "已销号", "evidence": "台账和照片；2022年12月重新测评结果",
                "requested": date(2022, 12, 26), "verified": target[row["code"].value], "town_opinion": "同意销号",
                "town_checker": "镇干部甲", "town_date": date(2022, 12, 29), "county_opinion": "同意销号",
                "county_date": date(2023, 1, 10), "closed": "是",
            }  # fmt: skip
            for column, value in said.items():
                row[column].value = value
    book.save(plan)


def closed_rows(district: Path) -> list[str]:
    """The indicators of the ledger of which somebody wrote that they are closed."""
    (plan,) = (district / "plans").rglob(f"{CLOSED}*-plan.xlsx")
    ledger = openpyxl.load_workbook(plan)[PLAN_SHEETS["ledger"].zh]
    return [row["code"].value for row in rows(ledger, LEDGER_HEADINGS) if row["closed"].value == "是"]


def filed(district: Path) -> None:
    """Every plan gets a number; filing the same plans again adds nothing."""
    options = "file", "plans", "--register", "register.xlsx", "--roster", "district-roster.xlsx", *ZH
    first = document(*options, "--date", "2022-10-20", cwd=district)
    again = document(*options, "--date", "2022-10-21", cwd=district)
    assert [first["changed"], again["changed"]] == [True, False]
    numbers = [[(plan["number"], plan["filed_on"]) for plan in run["plans"]] for run in (first, again)]
    assert numbers[0] == numbers[1]
    assert len(set(numbers[0])) == 12


def report_again(district: Path) -> None:
    """The next season's form of the unit, its values confirmed by the town."""
    (form,) = (district / "forms").rglob(f"{CLOSED}*.xlsx")
    target = district / "next" / form.name
    target.parent.mkdir()
    shutil.copy(form, target)

    def report(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        for row in book["填报表"].iter_rows(min_row=4):
            if row[0].value in NEXT_SEASON:
                row[4].value = row[8].value = NEXT_SEASON[row[0].value]
        for row in book["基本信息"].iter_rows():
            if row[0].value == "周期":
                row[1].value = "2022Q4"
        book.save(path)

    saved([target], report, district)


def totals(tracked: Any) -> Any:
    """The totals of a tracking document."""
    return tracked["total"]


def score(district: Path, folder: str) -> Any:
    """The rating of the unit by its form in a folder, with its gaps to five stars."""
    (form,) = (district / folder).rglob(f"{CLOSED}自评表.xlsx")
    return document("gaps", form, "--basis", "verified", cwd=district)
