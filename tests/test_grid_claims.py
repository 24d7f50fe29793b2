"""A ledger of grids in a form: blanks are supplied from it, what was typed stands, and every difference is named."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from grid_books import COLUMNS, grid, rules
from sheets import Rows, assessment, framework, reader, scheme, write
from sheets import read as read_form

from starcli.core.assessment import Answer, Assessment, Entry, Tier
from starcli.core.benchmark import rate_at
from starcli.core.findings import Finding, Location
from starcli.core.grids.claims import against_ledger, supplied, with_ledger, without_supplied
from starcli.core.grids.ledger import Grid, GridLedger
from starcli.core.rating import rate
from starcli.core.scrutiny import scrutinise
from starcli.excel.reading.reader import read_units

FACTS = tuple(rules().facts.values())
HOUSEHOLDS = COLUMNS.index("households")
PLACE = Location("f.xlsx", "填报表", "E30")


@cache
def typed() -> Assessment:
    """A village's form in which everything is filled in, just good enough for five stars."""
    return rate_at(scheme(), "five-star").assessment


def with_figures(figures: Mapping[str, int | None]) -> Assessment:
    """The same form with some figures of its grids, None for a blank, and no indicator typed that follows from them."""
    known = typed()
    expressions = {key: entry.definition.expression for key, entry in framework().entries.items()}
    computed = {key for key, each in expressions.items() if each is not None and set(each.names) <= GOOD.keys()}
    entries = {key: entry for key, entry in known.entries.items() if key not in computed}
    for key, value in figures.items():
        answers: dict[Tier, Answer] = {} if value is None else {"self": Answer(Decimal(value), str(value), PLACE)}
        entries[key] = Entry(answers, PLACE)
    return Assessment(known.unit, known.period, known.location, entries)


def four(*more: Grid) -> tuple[Grid, ...]:
    """Four good grids of 1,200 households, some of them others."""
    return (*more, *(grid(at) for at in range(2 + len(more), 6)))


GOOD: Mapping[str, int | None] = {
    "households": 1200, "grids": 4, "grids_ok": 4, "grids_leader": 4, "grids_fulltime": 4, "grids_parttime": 4,
    "grids_party": 4, "hh_micro": 1200, "GRD-10": 8, "visited": 1200,
}  # fmt: skip


def held(form: Assessment, grids: Sequence[Grid] = ()) -> tuple[Assessment, tuple[Finding, ...]]:
    """A form with a ledger of some grids, and what is found when one is held against the other."""
    ledger = GridLedger(form.unit, tuple(grids or four()), Location("f.xlsx", "网格台账"))
    read = with_ledger(form, ledger, framework())
    rating = rate(scheme(), read.value)
    return read.value, (*read.findings, *against_ledger(rating))


def codes(found: Sequence[Finding]) -> list[str]:
    """The codes of some findings."""
    return [one.code for one in found]


def test_a_form_that_says_the_same() -> None:
    """Nothing is found where form and ledger agree."""
    assert held(with_figures(GOOD))[1] == ()


def test_blanks_are_supplied() -> None:
    """Every figure that was left blank is the ledger's, with a note that names cells; the rating is the same."""
    blank = {key: None for key in GOOD if key != "visited"}
    whole, found = held(with_figures({**GOOD, **blank}))
    assert {key: entry.answers["self"].value for key, entry in whole.entries.items() if key in blank} == {
        key: Decimal(value or 0) for key, value in GOOD.items() if key in blank
    }
    assert codes(found) == ["grid-fact-supplied"] * len(FACTS)
    letter = "ABCDEFGHIJKL"[HOUSEHOLDS]
    households = next(one for one in found if "总户数" in one.message("zh"))
    assert f"网格台账!{letter}2:{letter}5" in households.message("zh")
    assert households.location == PLACE
    assert rate(scheme(), whole).total == rate(scheme(), with_figures(GOOD)).total


def test_what_was_supplied_can_be_taken_back() -> None:
    """A form knows which of its values are the ledger's."""
    form = with_figures({**GOOD, "households": None, "GRD-10": None})
    whole, _ = held(form)
    assert supplied(whole, framework()) == ("households", "GRD-10")
    assert without_supplied(whole, framework()).entries["households"].answers == {}
    assert supplied(form, framework()) == ()


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("grids", 5, "grid-fact-decides"),
        ("grids_ok", 3, "grid-fact-decides"),
        ("grids_leader", 3, "grid-fact-decides"),
        ("hh_micro", 1199, "grid-fact-differs"),
        ("GRD-10", 7, "grid-fact-differs"),
        ("households", 1225, "grid-fact-differs"),
    ],
)
def test_what_was_typed_stands(key: str, value: int, code: str) -> None:
    """A figure that the ledger says otherwise is named with both cells; it is an error where the grade hangs on it."""
    whole, found = held(with_figures({**GOOD, key: value}))
    (only,) = found
    assert (only.code, only.location) == (code, PLACE)
    assert "网格台账!" in only.message("zh")
    assert whole.entries[key].answers["self"].value == value


@pytest.mark.parametrize(("typed_households", "found"), [(1200, 0), (1224, 0), (1225, 1), (1177, 0), (1176, 1)])
def test_households_may_differ_a_little(typed_households: int, found: int) -> None:
    """Households are said to differ beyond two in a hundred of what was typed."""
    assert (
        len(held(with_figures({**GOOD, "households": typed_households, "visited": 1170, "hh_micro": 1200}))[1]) == found
    )


def test_the_grade_that_the_ledger_gives() -> None:
    """An error says which grade the ledger would give."""
    grids = four(grid(2, leader=""), grid(3, leader=""))
    found = held(with_figures(GOOD), grids)[1]
    decisive = next(one for one in found if one.code == "grid-fact-decides")
    assert "五星" in decisive.message("zh")


NOTHING: Mapping[str, Any] = {"functions": frozenset(), "party_group": "", "micro_households": 0, "micro_grids": 0}


@pytest.mark.parametrize("each", ["functions", "party_group", "micro_households"])
def test_a_difference_that_decides_nothing_alone(each: str) -> None:
    """A figure that costs points and no grade is a warning."""
    grids = [grid(at, **{each: NOTHING[each]}) for at in range(2, 6)]
    assert codes(held(with_figures(GOOD), grids)[1]) == ["grid-fact-differs"]


def test_differences_that_decide_together() -> None:
    """Where only all differences together change the grade, all of them are errors."""
    grids = [grid(at, **NOTHING) for at in range(2, 6)]
    assert codes(held(with_figures(GOOD), grids)[1]) == ["grid-fact-decides"] * 3


@pytest.mark.parametrize("counted", [0, 1])
def test_an_exempt_grid_counts_either_way(counted: int) -> None:
    """Whether one small grid is counted as in range is nobody's mistake: it is exempt."""
    figures = {
        "households": 176, "grids": 1, "grids_ok": counted, "grids_leader": 1, "grids_fulltime": 1, "grids_parttime": 1,
        "grids_party": 1, "hh_micro": 176, "GRD-10": 8, "visited": 176,
    }  # fmt: skip
    assert held(with_figures(figures), [grid(2, 176, micro_grids=5)])[1] == ()


def test_what_does_not_apply_is_not_blank() -> None:
    """A figure that the form says does not apply, or the town says so, is not supplied."""
    form = with_figures(GOOD)
    word = Answer(None, "不适用", PLACE, not_applicable=True)
    entries = {
        **form.entries,
        "households": Entry({"self": word}, PLACE),
        "grids": Entry({}, PLACE, claim=PLACE),
        "grids_ok": Entry({"verified": word}, PLACE, reason="无"),
    }
    whole, found = held(Assessment(form.unit, form.period, form.location, entries))
    assert ([whole.entries[key].answers.get("self") for key in ("households", "grids", "grids_ok")], codes(found)) == (
        [word, None, None],
        [],
    )


def test_an_unreadable_figure_is_not_blank() -> None:
    """A figure that cannot be read has been named at its cell; the ledger's does not take its place."""
    form = with_figures(GOOD)
    entries = {**form.entries, "grids": Entry({"self": Answer(None, "四个左右", PLACE)}, PLACE)}
    whole, found = held(Assessment(form.unit, form.period, form.location, entries))
    assert (whole.entries["grids"].answers["self"].value, codes(found)) == (None, [])


@pytest.mark.parametrize(("percent", "found"), [("66.67", 0), ("66.7", 0), ("67", 0), ("66", 1), ("100", 1)])
def test_an_indicator_that_is_typed_itself(percent: str, found: int) -> None:
    """Where a form types an indicator, the ledger does not displace it; what it says otherwise is named."""
    form = with_figures({**GOOD, "grids": 3, "grids_leader": 3, "grids_fulltime": 3, "grids_parttime": 3,
                         "grids_party": 3})  # fmt: skip
    entries = {**form.entries, "GRD-02": Entry({"self": Answer(Decimal(percent), percent, PLACE)}, PLACE)}
    del entries["grids_ok"]
    grids = (grid(2, 640, micro_grids=16), grid(3, 280), grid(4, 280))
    whole, differing = held(Assessment(form.unit, form.period, form.location, entries), grids)
    assert ("grids_ok" in whole.entries, len(differing)) == (False, found)


FORM = """
| 编码 | 数据项 | 填报值 |
| households | 总户数(常住) | |
| grids | 网格数 | 3 |
| GRD-10 | 网格职能到位项数 | |
"""
LEDGER = """
| 网格名称 | 户数 | 网格长 | 网格长职务 |
| 第一网格 | 300 | 甲 | 书记 |
| 第二网格 | 320 | 乙 | 委员 |
"""


def read(path: Path, sheets: Mapping[str, str | Rows]) -> tuple[Assessment, list[tuple[str, str]]]:
    """The assessment in a workbook, and what is found about its grids: cell and code."""
    write(path, {"基本信息": "| 类型 | 村 |\n| 单位名称 | 石门村 |", "填报表": FORM, **sheets})
    found = read_form(path).findings
    return assessment(path), [(one.location.within, one.code) for one in found if one.code.startswith("grid")]


def test_a_form_with_a_ledger_beside_it(tmp_path: Path) -> None:
    """A ledger on any other sheet of a form is read, and no sheet is said to have been passed over."""
    whole, found = read(tmp_path / "f.xlsx", {"附表": LEDGER})
    assert whole.grids is not None
    assert [one.name for one in whole.grids.grids] == ["第一网格", "第二网格"]
    assert whole.entries["households"].answers["self"].value == Decimal(620)
    assert whole.entries["households"].answers["self"].location.within == "附表!B2:B3"
    assert {code for _, code in found} == {"grid-fact-supplied"}
    assert ("填报表!C2", "grid-fact-supplied") in found
    assert "sheet-not-read" not in [one.code for one in read_form(tmp_path / "f.xlsx").findings]
    assert codes(against_ledger(rate(scheme(), whole)))[0].startswith("grid-fact")


def test_a_ledger_below_the_form(tmp_path: Path) -> None:
    """A ledger on the very sheet of the answers is read, and its rows are no answers."""
    path = write(tmp_path / "f.xlsx", {"基本信息": "| 类型 | 村 |", "填报表": f"{FORM}---\n{LEDGER}"})
    read_ = read_form(path)
    assert read_.value is not None
    assert read_.value.grids is not None
    assert (len(read_.value.grids.grids), [one.code for one in read_.findings if one.severity != "note"]) == (2, [])


def test_a_ledger_of_another_unit(tmp_path: Path) -> None:
    """A ledger that names another unit is not taken, and named."""
    whole, found = read(tmp_path / "f.xlsx", {"附表": f"| 单位名称 | 青坞村 |\n{LEDGER}"})
    assert (whole.grids, found) == (None, [("附表", "grid-ledger-of-another")])


@pytest.mark.parametrize(
    ("name", "own"), [("石门村", True), ("云溪镇石门村", True), ("前石门村", False), ("石门村委会", True)]
)
def test_whose_ledger_it_is(tmp_path: Path, name: str, own: bool) -> None:
    """A ledger is the form's where it names the form's unit, with its town in front or an office behind."""
    whole, found = read(tmp_path / "f.xlsx", {"附表": f"| 单位名称 | {name} |\n{LEDGER}"})
    assert (whole.grids is not None, ("附表", "grid-ledger-of-another") in found) == (own, not own)


def test_a_ledger_that_is_no_form(tmp_path: Path) -> None:
    """A ledger among forms is said to be none of them, and nothing of its grids is."""
    path = write(
        tmp_path / "l.xlsx", {"台账": f"| 村社 {LEDGER.strip().splitlines()[0]}\n| 石门村 | 一 | 300 | 甲 | 书记 |"}
    )
    assert [one.code for one in read_form(path).findings] == ["no-data-sheet"]


def test_two_ledgers_of_the_same_grids(tmp_path: Path) -> None:
    """Of two ledgers of the same grids in a form none is taken, and the second is named."""
    whole, found = read(tmp_path / "f.xlsx", {"8月": LEDGER, "9月": LEDGER.replace("320", "330")})
    assert (whole.grids, found) == (None, [("9月", "grid-ledger-twice")])


def test_an_empty_ledger(tmp_path: Path) -> None:
    """A ledger that was left empty says nothing."""
    whole, found = read(tmp_path / "f.xlsx", {"网格台账": LEDGER.splitlines()[1]})
    assert (whole.grids, found) == (None, [])


def test_several_units_in_one_workbook(tmp_path: Path) -> None:
    """In a workbook of several forms each takes its own rows of the ledger."""
    table = f"| 单位名称 | 石门村 | 类型 | 村 |\n{FORM}"
    ledger = "| 村 | 网格 | 户数 | 网格长 |\n| 石门村 | 一 | 300 | |\n| 青坞村 | 一 | 320 | |\n| 青坞村 | 二 | 330 | |"
    path = write(tmp_path / "f.xlsx", {"a": table, "b": table.replace("石门村", "青坞村"), "网格": ledger})
    reads = read_units(path, path.name, reader())
    assert [(one.value.unit.name, len(one.value.grids.grids)) for one in reads if one.value and one.value.grids] == [
        ("石门村", 1),
        ("青坞村", 2),
    ]


def test_a_total_that_does_not_know_of_the_ledger(tmp_path: Path) -> None:
    """A form's own total is not said to differ where only the ledger's figures are missing in it."""
    path = write(
        tmp_path / "f.xlsx",
        {"基本信息": "| 类型 | 村 |", "填报表": f"| 总分 | 0 |\n{FORM.replace('| 3 |', '| |')}", "附表": LEDGER},
    )
    whole = assessment(path)
    assert "form-total-differs" not in codes(scrutinise(rate(scheme(), whole)).findings)
    assert rate(scheme(), whole).total > 0
