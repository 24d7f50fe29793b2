"""The forms of the sample district sent round: sheets out, filled in at random, applied; nothing goes unaccounted.

`make checks` does the same with the whole district and with random forms of every kind.
"""

import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from checking import fill
from checks.fills import TEMPERS, Row, random_fills
from checks.round_trip import DAY, Run, round_trip, unaccounted
from sheets import write
from test_cli import SAMPLES, document, starcli


@pytest.mark.parametrize(("town", "seed"), [("松岭乡", 1)])
def test_what_is_displaced_is_the_difference_of_the_totals(town: str, seed: int, tmp_path: Path) -> None:
    """To the last digit, of every unit; forms keep every value and every look, and both ways to the basis agree."""
    shutil.copytree(SAMPLES / "district" / town, tmp_path / "forms")
    seen = round_trip(tmp_path, seed, lambda rating, dice: random_fills(rating, dice, TEMPERS[3]), looks=2)
    assert seen.faults == []
    assert (seen.units, seen.values > 20, seen.points != 0, seen.rescaled > 0) == (5, True, True, True)


def unit(points: str, total: str, base: str) -> dict[str, Any]:
    """What is told of the rating of a unit with one indicator."""
    results = [{"id": "A-1", "points": Decimal(points), "outcome": "scored"}]
    return {
        "total": Decimal(total),
        "base": Decimal(base),
        "bonus": Decimal(0),
        "deductions": Decimal(0),
        "grade": "g",
        "results": results,
        "findings": [],
    }


def ledger(points: str, difference: str, rescaling: str = "0") -> dict[str, Any]:
    """The line of the ledger for it."""
    return {
        "displaced": [{"id": "A-1", "difference": Decimal(points)}],
        "points": Decimal(points),
        "rescaling": Decimal(rescaling),
        "adjustments": Decimal(0),
        "difference": Decimal(difference),
        "self": {"total": Decimal(90)},
    }


LEDGERS: Mapping[str, tuple[dict[str, Any], dict[str, Any], bool]] = {
    "that adds up": (unit("40", "80", "80"), ledger("10", "10"), True),
    "that lacks a cent": (unit("40", "80", "80"), ledger("9.99", "10"), False),
    "with another difference": (unit("40", "80", "80"), ledger("10", "9.99"), False),
    "without the rescaling": (unit("40", "81", "81"), ledger("10", "9"), False),
    "with the rescaling": (unit("40", "81", "81"), ledger("10", "9", "-1"), True),
    "of a total that is no sum": (unit("40", "79", "80"), ledger("10", "11"), False),
}


@pytest.mark.parametrize(("counted", "line", "sound"), LEDGERS.values(), ids=LEDGERS.keys())
def test_a_ledger_that_does_not_add_up_is_found(counted: dict[str, Any], line: dict[str, Any], sound: bool) -> None:
    """What holds the ledger against the totals sees a cent."""
    own = unit("50", "90", "90")
    run = Run({"f": own}, {"f": counted}, {"f": counted}, {"f": line})
    assert (not [*unaccounted("f", run)]) is sound


STANDING = """
| 类型 | 村 |
| 编码 | 指标 | 填报值 | 核验值 | 备注 |
|---|---|---|---|---|
| GOV-03 | 越级信访人次 | 1 | 不适用 |  |
| SVC-01 | 党群服务中心建筑面积 | 320 |  |  |
"""


@pytest.mark.parametrize(("verdict", "expected"), [("不予认定", "missing"), ("不适用", "not_applicable")])
def test_a_reason_on_the_sheet_is_one_for_the_same_verdict_alone(verdict: str, expected: str, tmp_path: Path) -> None:
    """The town entered that an item does not apply, and no reason: a sheet that says the same supplies it."""
    write(tmp_path / "forms" / "石门村.xlsx", {"填报表": STANDING})
    starcli("verify", "--sheets", "forms", "--out", "sheets", "--lang", "zh", cwd=tmp_path)
    (path,) = (tmp_path / "sheets").glob("*.xlsx")
    row: Row = {"verdict": verdict, "method": "实地", "checker": "甲", "date": DAY, "reason": "本村没有"}
    path.write_bytes(fill(path.read_bytes(), {"GOV-03": row}))
    starcli("verify", "--apply", "sheets", "forms", "--out", "out", "--date", DAY, "--lang", "zh", cwd=tmp_path)
    by_form = document("score", "out/石门村.xlsx", "--basis", "verified", cwd=tmp_path)
    by_sheet = document("score", "forms", "--data", "sheets", "--basis", "verified", cwd=tmp_path)
    outcomes = [[r["outcome"] for r in each["results"] if r["id"] == "GOV-03"] for each in (by_form, by_sheet)]
    assert outcomes == [[expected], [expected]]
