"""The golden numbers, from workbooks through the command line; and points that add up, digit for digit."""

import json
import random
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from starcli.bundled import framework_folder
from starcli.core.assessment import Answer, Assessment, Count, Entry, Unit
from starcli.core.benchmark import rate_at
from starcli.core.findings import Location
from starcli.core.model import Framework
from starcli.core.numbers import ZERO, half_up
from starcli.core.rating import rate
from starcli.core.scale import Value
from starcli.core.scheme import Scheme, resolve
from starcli.definitions import load_framework
from starcli.definitions.nodes import read_document
from starcli.excel.writing.ledger import ledger_rows
from starcli.excel.writing.rating_book import write_rating

FOLDER = framework_folder("reference-47")
GRADES = ("five-star", "four-star", "three-star")
CALIBRATION = (
    ("village", "default", ("97.0", "85.47", "72.61")),
    ("village", "mountain", ("97.0", "85.47", "72.61")),
    ("community", "default", ("97.15", "86.05", "72.77")),
    ("community", "large-mixed", ("97.15", "86.02", "72.68")),
)
CASES = {
    "hujiaping-before": (95.04, "four-star", ["gate:DEV-01"]),
    "hujiaping-target": (97.84, "five-star", ["floor"]),
    "tangjia-before": (77.77, "three-star", ["floor", "dimension:GRD"]),
    "tangjia-after": (94.43, "four-star", ["gate:SVC-02", "gate:SVC-07", "gate:ENV-03", "gate:GOV-07"]),
}


@pytest.fixture(scope="module")
def framework() -> Framework:
    """The reference framework."""
    assert FOLDER is not None
    loaded = load_framework(FOLDER).value
    assert loaded is not None
    return loaded


def county_form(file: Path, scheme: Scheme, values: Mapping[str, Value]) -> None:
    """An existing county form: title, unit line, and one value an indicator, levels by their names."""
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("自评表")
        sheet.write("A1", f"{file.stem}“争星晋位”星级评定自评表")
        sheet.write("A2", f"填报单位(盖章)：{file.stem}")
        sheet.write("C2", f"类型：{scheme.kind.name.zh}")
        sheet.write("D2", f"分类：{scheme.profile.id}")
        sheet.write_row("A4", ["序号", "一级指标", "二级指标", "指标编码", "计量单位", "分值", "指标值", "备注"])
        for row, indicator in enumerate(scheme.indicators, start=4):
            value = values[indicator.id]
            shown = indicator.definition.scale.levels[value].zh if isinstance(value, str) else float(value)
            sheet.write_row(row, 0, [row - 3, "", indicator.name.zh, indicator.id, "", float(indicator.weight), shown])


def score_folder(folder: Path) -> dict[str, tuple[float, str, list[str]]]:
    """Total, grade and deciders of every workbook in a folder, by the unit's name, from the command line."""
    command = [sys.executable, "-m", "starcli", "score", str(folder), "--json"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return {d["unit"]["name"]: (d["total"], d["grade"], d["decided_by"]) for d in json.loads(run.stdout)}


def test_worked_cases_come_out_of_county_forms(framework: Framework, tmp_path: Path) -> None:
    """Each worked case, typed into a form without facts, has its total, its star and what decided it."""
    assert FOLDER is not None
    document = read_document(FOLDER / "cases.yaml", "cases.yaml").value
    assert document is not None
    for name, case in document.content["cases"].items():
        scheme = resolve(framework, case["kind"], case["profile"])
        levels = {i.id: i.definition.scale.levels for i in scheme.indicators}
        values: dict[str, Value] = {key: raw if levels[key] else Decimal(raw) for key, raw in case["values"].items()}
        county_form(tmp_path / f"{name}.xlsx", scheme, values)
    assert score_folder(tmp_path) == CASES


def test_calibration_rows_come_out_of_county_forms(framework: Framework, tmp_path: Path) -> None:
    """A unit exactly at a grade's requirement of every indicator gets the calibrated total and that grade."""
    expected = {}
    for kind, profile, totals in CALIBRATION:
        scheme = resolve(framework, kind, profile)
        for grade, total in zip(GRADES, totals, strict=True):
            name = f"{kind} {profile} {grade}"
            values = {r.indicator.id: r.value for r in rate_at(scheme, grade).results}
            county_form(tmp_path / f"{name}.xlsx", scheme, {k: v for k, v in values.items() if v is not None})
            expected[name] = (float(total), grade)
    assert {name: found[:2] for name, found in score_folder(tmp_path).items()} == expected


def random_assessment(scheme: Scheme, dice: random.Random) -> Assessment:
    """A unit with values all over the scales, some missing, unreadable or not applicable, and adjustments."""
    entries = {}
    for indicator in scheme.indicators:
        place = Location("random.xlsx", "Data", indicator.id)
        fate = dice.random()
        if fate < 0.05:
            entries[indicator.id] = Entry(location=place)
        elif fate < 0.1:
            entries[indicator.id] = Entry({"self": Answer(None, "?", place)}, place)
        elif fate < 0.2:
            confirmed = Answer(None, "不适用", place, not_applicable=True)
            entries[indicator.id] = Entry({"verified": confirmed}, place, claim=place, reason="none here")
        else:
            value = random_value(indicator.definition.scale.levels, indicator.rule.cuts(), dice)
            entries[indicator.id] = Entry({"self": Answer(value, str(value), place)}, place)
    framework = scheme.framework
    items = (*framework.bonus.items, *framework.deductions.items)
    counts = {i.id: Count(Decimal(dice.randint(0, 3)), Location()) for i in items if dice.random() < 0.3}
    return Assessment(
        Unit(name="random", kind=scheme.kind.id, profile=scheme.profile.id), "", Location(), entries, counts
    )


def random_value(levels: Mapping[str, object], cuts: tuple[Value, ...], dice: random.Random) -> Value:
    """A level, or a number somewhere between and beside a rule's cuts."""
    if levels:
        return dice.choice(list(levels))
    numbers = [cut for cut in cuts if isinstance(cut, Decimal)]
    low, high = min(numbers), max(numbers)
    return half_up(low + (high - low) * Decimal(dice.randint(0, 1100)) / 1000, 2)


@pytest.mark.parametrize(("kind", "profile"), [row[:2] for row in CALIBRATION])
def test_the_points_column_adds_up_to_the_total(framework: Framework, kind: str, profile: str) -> None:
    """For 200 random units the ledger's points, rescaling and adjustments sum to the total, digit for digit."""
    scheme = resolve(framework, kind, profile)
    dice = random.Random(20220919)  # noqa: S311 invented figures
    differing = []
    for number in range(200):
        rating = rate(scheme, random_assessment(scheme, dice))
        points = [row[8] for row in ledger_rows(rating)]
        total = sum((p for p in points if isinstance(p, Decimal)), ZERO)
        if str(total) != str(rating.total):
            differing.append((number, total, rating.total))
    assert differing == []


def test_the_written_points_column_adds_up_to_the_written_total(framework: Framework, tmp_path: Path) -> None:
    """In the workbook itself, as cents: no figure is lost on the way to the page."""
    dice = random.Random(47)  # noqa: S311 invented figures
    differing = []
    for number, (kind, profile, _) in enumerate(CALIBRATION * 3):
        scheme = resolve(framework, kind, profile)
        rating = rate(scheme, random_assessment(scheme, dice))
        file = tmp_path / f"{number}.xlsx"
        write_rating(rating, rating.findings, file, "en")
        rows = CalamineWorkbook.from_path(file).get_sheet_by_name("Ledger").to_python(skip_empty_area=False)
        column = [row[8] for row in rows if isinstance(row[8], float)]
        cents = [round(value * 100) for value in column]
        if sum(cents[:-1]) != cents[-1] or cents[-1] != int(rating.total * 100):
            differing.append((number, cents))
    assert differing == []
