"""What a form says of its own result: read from covers and tables, and held against the rating."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from factory import Item, form, named, row, scheme_of
from sheets import Rows, framework, grid, sheet

from starcli.core.assessment import Claims, Entry, ResultClaim
from starcli.core.claims import claim_findings
from starcli.core.findings import Finding, Location, finding
from starcli.core.numbers import plain
from starcli.core.rating import rate
from starcli.core.text import Text
from starcli.core.thresholds import Claiming, CrossChecks
from starcli.excel.layouts.form import normalised
from starcli.excel.opening.book import Book
from starcli.excel.reading.claims import ClaimReader
from starcli.excel.reading.header import find_headers

READER = ClaimReader(framework())
VILLAGE = [key for key, entry in framework().entries.items() if "village" in entry.definition.kinds]


def item_of(code: str, name: str) -> str | None:
    """The fact or indicator of a code, else the indicator of a name."""
    names = {normalised(entry.definition.name.zh): key for key, entry in framework().entries.items()}
    known = {*framework().facts, *framework().entries}
    return next((key for key in known if normalised(key) == normalised(code)), None) or names.get(normalised(name))


def read(**sheets: str | Rows) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """Sort, cell and value of every claim in a workbook, and cell and code of every finding."""
    book = Book("f.xlsx", tuple(sheet(table, name) for name, table in sheets.items()))
    found = READER.read(book, {each.name: next(iter(find_headers(each)), None) for each in book.sheets}, item_of)
    claims = found.value
    listed = [("total", c) for c in claims.totals] + [("grade", c) for c in claims.grades]
    listed += [("sum", c) for c in claims.sums] + list(claims.points.items())
    shown = [
        (sort, claim.location.cell, plain(claim.value) if isinstance(claim.value, Decimal) else claim.value)
        for sort, claim in listed
    ]
    return shown, [(each.location.cell, each.code) for each in found.findings]


@pytest.mark.parametrize(
    ("cover", "claims"),
    [
        ("| 自评得分 | 95.5 |", [("total", "B1", "95.5")]),
        ("| 自评总分： | | 95.5分 |", [("total", "C1", "95.5")]),
        ("| 自评分 | `９５．５` |", [("total", "B1", "95.5")]),
        ("| 自评得分（分） | 95 |", [("total", "B1", "95")]),
        (
            "| 填报单位：石门村  自评得分：95.5分  自评星级：四星级 |",
            [("total", "A1", "95.5"), ("grade", "A1", "four-star")],
        ),
        ("| Self-assessed total | 95.5 |", [("total", "B1", "95.5")]),
        ("| 申报星级 | 五星 |", [("grade", "B1", "five-star")]),
        ("| 拟评星级 | ★★★★☆ |", [("grade", "B1", "four-star")]),
        ("| 自评星级 | 4 |", [("grade", "B1", "four-star")]),
        ("| 自评星级 | 五星级村 |", [("grade", "B1", "five-star")]),
        ("| 自评星级 | three-star |", [("grade", "B1", "three-star")]),
        ("| 总分 | 95.28 |", [("sum", "B1", "95.28")]),
        ("| 总分 | 100 |", []),
        ("| 总分：100分 |", []),
        ("| 自评得分 | 100 |", [("total", "B1", "100")]),
        ("| 自评得分 | | | 县级审核得分 | |", []),
        ("| 自评得分 | 自评星级 | 备注 |\n| 95 | 五星 | |", []),
        ("| 自评得分：____分 |", []),
        ("| 本村自评得分较去年提高5分 |", []),
        ("| 镇街核验得分 | 90 |", []),
        ("| 拟定星级 | 五星 |", []),
    ],
)  # fmt: skip
def test_a_cover(cover: str, claims: list[tuple[str, str, str]]) -> None:
    """A label with its value beside or behind it is a claim; what others say of the unit is none of its own."""
    assert read(基本信息=cover) == (claims, [])


@pytest.mark.parametrize("cover", ["| 自评得分 | 九十多分 |", "| 申报星级 | 四星或五星 |", "| 自评星级 | 六星 |"])
def test_a_claim_that_cannot_be_read(cover: str) -> None:
    """A claim in words is named, and no figure is made of it."""
    assert read(基本信息=cover) == ([], [("B1", "claim-not-read")])


def scores(*total: str, headings: str = "| 编码 | 填报值 | 自评得分 |", points: str = "2") -> str:
    """A sheet with a row for each indicator of a village, and rows below them."""
    return "\n".join([headings, *(f"| {key} | 5 | {points} |" for key in VILLAGE), *total])


LAST = len(VILLAGE) + 2


@pytest.mark.parametrize(
    ("heading", "sort"),
    [
        ("自评得分", "total"),
        ("自评分(分)", "total"),
        ("得分", "sum"),
        ("核验得分", ""),
        ("镇街核验得分", ""),
        ("分值", ""),
    ],
)
@pytest.mark.parametrize("word", ["合计", "总分", "总　计", "Total", "合计(分)"])
def test_the_row_of_the_total(heading: str, sort: str, word: str) -> None:
    """The total below a column of self-assessed points is the unit's own, below any points the form's sum."""
    table = scores(f"| {word} | | 95.3 |", headings=f"| 编码 | 填报值 | {heading} |", points="")
    assert read(填报表=table) == ([(sort, f"C{LAST}", "95.3")] if sort else [], [])


def test_headings_of_two_rows_say_whose_points_they_are() -> None:
    """`得分` below `自评情况` is the unit's own; below `镇街核验` it is not."""
    headings = "| 编码 | 自评情况 | < | 镇街核验情况 | < |\n| ^ | 完成值 | 得分 | 完成值 | 得分 |"
    rows = [f"| {key} | 5 | | 5 | |" for key in VILLAGE]
    table = "\n".join([headings, *rows, "| 合计 | | 95.3 | | 90.1 |"])
    assert read(填报表=table) == ([("total", f"C{LAST + 1}", "95.3")], [])


@pytest.mark.parametrize(
    "rows",
    [
        ["| 小计 | | 95.3 |"],
        ["| 合计 | | |"],
        ["| 合计 | | 见附件 |"],
        ["| 上季合计 | | 93 |"],
    ],
)
def test_rows_that_are_no_total(rows: list[str]) -> None:
    """A subtotal, a blank total or words are no claim."""
    assert read(填报表=scores(*rows, points="")) == ([], [])


def test_the_total_of_a_part_is_no_total() -> None:
    """A scorecard of one dimension, or of bonus points, does not tell the whole."""
    table = "| 编码 | 填报值 | 得分 |\n| ORG-02 | 0 | 2 |\n| ORG-06 | 2 | 2 |\n| 合计 | | 4 |"
    assert read(填报表=table, 加分="| 项目 | 得分 |\n| 省级表彰 | 1 |\n| 合计 | 1 |") == ([], [])


def test_the_last_of_several_totals_counts() -> None:
    """A last dimension's own total stands above the grand total."""
    assert read(填报表=scores("| 合计 | | 19.5 |", "| 总分 | | 95.3 |", points="")) == (
        [("total", f"C{LAST + 1}", "95.3")],
        [],
    )


def test_facts_stand_for_their_indicators() -> None:
    """A form that asks for facts has its total too; the points of an indicator need a row of their own."""
    facts = list(framework().facts)
    rows = [f"| {key} | 5 | 2 |" for key in (*facts, *VILLAGE) if key not in VILLAGE or key in ("ORG-02", "SVC-01")]
    levels = [f"| {key} | | |" for key in VILLAGE if framework().entries[key].definition.expression is None]
    table = "\n".join(["| 编码 | 填报值 | 自评得分 |", *rows, *levels, "| 合计 | | 95.3 |"])
    assert [claim[::2] for claim in read(填报表=table)[0]] == [("total", "95.3"), ("ORG-02", "2"), ("SVC-01", "2")]


def test_a_scorecard_without_answers() -> None:
    """A sheet of points alone is read for its total and its points."""
    rows = [f"| {framework().entries[key].definition.name.zh} | 2 |" for key in VILLAGE]
    table = "\n".join(["| 石门村自评 |", "| 指标名称 | 自评得分 |", *rows, "| 合计 | 80 |"])
    claims, found = read(得分表=table)
    assert (claims[0], claims[1], len(claims), found) == (
        ("total", f"B{LAST + 1}", "80"),
        (VILLAGE[0], "B3", "2"),
        len(VILLAGE) + 1,
        [],
    )


@pytest.mark.parametrize(
    ("cell", "claims", "found"),
    [
        ("1.77", [("ORG-02", "C2", "1.77")], []),
        ("2分", [("ORG-02", "C2", "2")], []),
        ("", [], []),
        ("/", [], []),
        ("不适用", [], []),
        ("满分", [], [("C2", "claim-not-read")]),
    ],
)
def test_the_points_of_an_indicator(
    cell: str, claims: list[tuple[str, str, str]], found: list[tuple[str, str]]
) -> None:
    """Points in a row of an indicator are a claim; a blank mark says nothing, and words are named."""
    assert read(填报表=f"| 编码 | 填报值 | 自评得分 |\n| ORG-02 | 0 | {cell} |") == (claims, found)


def test_cells_without_a_value_claim_nothing() -> None:
    """Booleans and blank cells are no points."""
    table: Rows = [["编码", "填报值", "自评得分"], ["ORG-02", 0, True], ["ORG-06", 2, None]]
    assert read(填报表=table)[0] == []


def test_a_form_of_our_own_claims_nothing() -> None:
    """Our own form has no column of points."""
    assert read(填报表=grid("| 编码 | 数据项 | 填报值 | 核验值 |\n| ORG-02 | 天数 | 0 | |")) == ([], [])


ITEMS = (Item("A-1", "60"), Item("A-2", "30"), Item("B-1", "10"))
ROWS = {"A-1": "90", "A-2": "80", "B-1": "100"}
"""54 + 24 + 10 = 88 points: gold."""


def compared(
    claims: Mapping[str, str], rows: Mapping[str, str | Entry] | None = None, counts: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """What is found on a form with these claims; `A-1` and the like are points of an indicator."""
    scheme = scheme_of(*ITEMS, cross_checks=CrossChecks(claiming=Claiming(Decimal("0.2"), Decimal("0.05"))))
    made = {
        key: ResultClaim(text if key == "grade" else Decimal(text), Location(cell=key)) for key, text in claims.items()
    }
    stated = Claims(
        totals=tuple(claim for key, claim in made.items() if key == "total"),
        grades=tuple(claim for key, claim in made.items() if key == "grade"),
        sums=tuple(claim for key, claim in made.items() if key == "sum"),
        points={key: claim for key, claim in made.items() if "-" in key},
    )
    return claim_findings(rate(scheme, replace(form(rows or ROWS, counts), claims=stated)))


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ({}, []),
        ({"total": "88"}, []),
        ({"total": "88.2"}, []),
        ({"total": "88.21"}, [("total", "self-total-above")]),
        ({"total": "87.8"}, []),
        ({"total": "87.79"}, [("total", "self-total-below")]),
        ({"sum": "88.2"}, []),
        ({"sum": "88.21"}, [("sum", "form-total-differs")]),
        ({"sum": "60"}, [("sum", "form-total-differs")]),
        ({"grade": "gold"}, []),
        ({"grade": "silver"}, [("grade", "self-grade-below")]),
        ({"A-1": "54"}, []),
        ({"A-1": "54.05"}, []),
        ({"A-1": "54.06"}, [("A-1", "self-points-above")]),
        ({"A-1": "53.94"}, [("A-1", "self-points-below")]),
        ({"A-9": "3"}, []),
        (
            {"total": "99", "grade": "gold", "A-1": "60", "B-1": "10"},
            [("total", "self-total-above"), ("A-1", "self-points-above")],
        ),
    ],
)
def test_a_claim_against_the_rating(claims: Mapping[str, str], found: list[tuple[str, str]]) -> None:
    """A claim that differs from what the figures give by more than rounding is named at its cell."""
    assert named(compared(claims)) == found


def test_a_grade_above_the_one_that_the_figures_give() -> None:
    """The message names both grades."""
    assert compared({"grade": "gold"}, ROWS | {"A-1": "70"}) == (
        finding(
            "self-grade-above",
            Location(cell="grade"),
            proposed=Text("金", "Gold"),
            computed=Text("银", "Silver"),
        ),
    )


def test_a_finding_has_both_totals() -> None:
    """The message names the claimed and the computed total."""
    assert compared({"total": "95.5"}) == (
        finding("self-total-above", Location(cell="total"), claimed="95.5", computed="88"),
    )


@pytest.mark.parametrize("total", ["88", "89", "87"])
def test_a_total_with_or_without_adjustments(total: str) -> None:
    """Whether a form's total means the points alone or those after bonus and deductions is left to it."""
    adjusted = {"88": None, "89": {"B1": "1", "D1": "1"}, "87": {"D1": "1"}}[total]
    assert named(compared({"total": total, "sum": total}, counts=adjusted)) == []


def test_a_total_that_was_not_rescaled() -> None:
    """With an item that does not apply the plain sum of the points is a total, too."""
    rows: dict[str, str | Entry] = {**ROWS, "B-1": row("B-1", "none here", own="100", verified="n/a")}
    assert [named(compared({"sum": total}, rows)) for total in ("78", "86.67", "84")] == [
        [], [], [("sum", "form-total-differs")],
    ]  # fmt: skip
