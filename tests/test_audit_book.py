"""The workbook of an audit: its sums are the core's to the digit, values have their cells, pages lead to each other."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from audited import report
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sheets import HOSTILE, broken_parts, formulas, printed
from sheets import cells as read_cells

from starcli.core.audit.report import AuditedUnit
from starcli.core.text import LANGUAGES, Language
from starcli.excel.imprint import read_imprint
from starcli.excel.writing.audit.book import write_audit
from starcli.excel.writing.audit.report import AuditReport

PAGES = {
    "zh": [
        "领导参阅", "单位", "镇街", "指标", "逐项台账", "各口径", "自报得分", "扣分建议", "雷同", "下批核查", "风险分",
        "问题清单",
    ],
    "en": [
        "For leaders", "Units", "Towns", "Indicators", "Ledger by item", "Every basis", "Points stated",
        "Deductions", "Copies", "Check next", "Risk", "Findings",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the sample in either language."""
    made = tmp_path_factory.mktemp("audit")
    for language in LANGUAGES:
        write_audit(report(), made / f"{language}.xlsx", language)
    return made


cells = cache(read_cells)
"""The rows of a sheet, read once."""


@cache
def book(path: Path) -> Workbook:
    """A workbook with its formulas' stored results."""
    return openpyxl.load_workbook(path, data_only=True)


def rows(path: Path, page: str, first: str) -> Iterator[dict[str, Any]]:
    """The rows of a page's table by heading, from the one whose first heading is this, up to the sums."""
    table = cells(path, page)
    top = next(at for at, row in enumerate(table) if row[0] == first)
    for row in table[top + 1 :]:
        if row[0] in (None, "合计"):
            return
        yield dict(zip(table[top], row, strict=True))


def sums(path: Path, page: str) -> dict[str, Any]:
    """The row of sums, by heading."""
    table = cells(path, page)
    at = next(at for at, row in enumerate(table) if row[0] == "合计")
    top = next(top for top in reversed(range(at)) if table[top][0] in ("镇街", "编码"))
    return dict(zip(table[top], table[at], strict=True))


def points(value: Any) -> Decimal:
    """A cell of points; a dash is none."""
    return Decimal(0) if value in (None, "—") else Decimal(str(value))


def unit(name: str) -> AuditedUnit:
    """A unit of the sample."""
    return next(each for each in report().audit.units if each.member.unit.name == name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages(folder: Path, language: Language) -> None:
    """They stand in one order in both languages, on A4 lying down; tables repeat their headings on each page."""
    pages = printed(folder / f"{language}.xlsx")
    assert [page[0] for page in pages] == PAGES[language]
    assert {page[1:3] for page in pages} == {("9", "landscape")}
    assert [page[0] for page in pages if not page[3]] == [PAGES[language][0], PAGES[language][6]]
    assert broken_parts(folder / f"{language}.xlsx") == []


def test_it_is_known_as_an_audit(folder: Path) -> None:
    """Nothing that starcli reads takes it for a form."""
    imprint = read_imprint(folder / "zh.xlsx")
    assert imprint is not None
    assert (imprint.sort, imprint.is_output, imprint.untouched) == ("audit", True, True)


def test_the_ledger_by_unit_adds_up(folder: Path) -> None:
    """Everybody has a row; the sums are those of the rows, and those of the core, to the last digit."""
    told, whole = list(rows(folder / "zh.xlsx", "单位", "镇街")), sums(folder / "zh.xlsx", "单位")
    amounts = report().audit.whole.amounts
    assert [row["单位"] for row in told] == [report().audit.units[at].member.unit.name for at in report().order]
    for heading, total in (("总分差", amounts.difference), ("多报", amounts.over), ("少报", amounts.under)):
        assert sum(points(row[heading]) for row in told) == points(whole[heading]) == total != 0
    for row in told:
        difference = points(row["自评总分"]) - points(row["最终总分"])
        assert difference == points(row["总分差"]) == points(row["多报"]) + points(row["少报"]) + points(row["其他"])


def test_the_ledger_by_town_adds_up(folder: Path) -> None:
    """Its sums are those of the units."""
    told, whole = list(rows(folder / "zh.xlsx", "镇街", "镇街")), sums(folder / "zh.xlsx", "镇街")
    by_unit = sums(folder / "zh.xlsx", "单位")
    assert {row["镇街"] for row in told} == {"云溪镇", "松岭乡", "平桥镇"}
    for town, unit_ in (("多报分", "多报"), ("少报分", "少报"), ("总分差", "总分差")):
        assert sum(points(row[town]) for row in told) == points(whole[town]) == points(by_unit[unit_])
    assert sum(points(row["单位数"]) for row in told) == whole["单位数"] == 14
    assert {row["镇街"]: points(row["多报分"]) for row in told}["松岭乡"] == 0


def test_the_ledger_by_indicator_adds_up(folder: Path) -> None:
    """Its sums, with rescaling, are those of the units; most points first."""
    told, whole = list(rows(folder / "zh.xlsx", "指标", "编码")), sums(folder / "zh.xlsx", "指标")
    amounts = report().audit.whole.amounts
    over = [points(row["多报分"]) for row in told]
    assert over == sorted(over, reverse=True)
    assert sum(over) == points(whole["多报分"]) == amounts.over
    assert sum(points(row["差"]) for row in told) + amounts.rescaling == amounts.difference
    assert (told[0]["编码"], points(told[0]["多报分"])) == ("DEV-02", Decimal(3))


def test_every_displaced_value_has_both_cells(folder: Path) -> None:
    """A row for every line of every unit, in it both values, their points, and the cells that they stand in."""
    table = cells(folder / "zh.xlsx", "逐项台账")
    top = next(at for at, row in enumerate(table) if row[0] == "镇街")
    told = [dict(zip(table[top], row, strict=True)) for row in table[top + 1 :]]
    lines = {(row["单位"], row["编码"]): row for row in told if row["编码"]}
    known = [(each, line) for each in report().audit.units if each.examined for line in each.examined.lines]
    assert set(lines) == {(each.member.unit.name, line.indicator) for each, line in known}
    for each, line in known:
        row = lines[each.member.unit.name, line.indicator]
        assert (points(row["自评得分"]), points(row["最终得分"])) == (line.own.points, line.final.points)
        assert points(row["多报(+)少报(−)"]) == line.points
        assert all(place.cell in row["自评出处"] for place in line.own.sources)
        assert all(place.cell in row["最终出处"] for place in line.final.sources)
    whole = [row for row in told if row["镇街"] == "合计"]
    assert points(whole[0]["多报(+)少报(−)"]) == report().audit.whole.amounts.difference
    assert lines["云溪社区", "SVC-05"]["最终值"] == "不予认定"


def test_sums_are_formulas_over_the_rows_above(folder: Path) -> None:
    """Whoever changes a figure sees the sum follow."""
    found = [formula for formula in formulas(folder / "zh.xlsx") if "SUM" in formula]
    assert any(re.search(r'SUMIF\(C5:C\d+,"&lt;&gt;",I5:I\d+\)', formula) for formula in found)
    assert "<f>ROUND(SUM(H4:H17),2)</f>" in found


def _targets(sheet: Worksheet) -> dict[str, tuple[str, int]]:
    """Where the cells of a sheet lead: the sheet and row, by the cell's address."""
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.hyperlink is not None and cell.hyperlink.location:
                name, place = cell.hyperlink.location.rsplit("!", 1)
                found[cell.coordinate] = (name.strip("'"), int(re.sub(r"\D", "", place)))
    return found


@pytest.mark.parametrize("page", ["单位", "逐项台账", "各口径", "扣分建议", "下批核查", "风险分", "领导参阅"])
def test_links_lead_to_the_unit_that_they_name(folder: Path, page: str) -> None:
    """In the row that a unit's name leads to, the same name stands."""
    made = book(folder / "zh.xlsx")
    names = {each.member.unit.name for each in report().audit.units}
    links = {at: to for at, to in _targets(made[page]).items() if made[page][at].value in names}
    assert links
    for at, (sheet, row) in links.items():
        assert made[page][at].value in [cell.value for cell in made[sheet][row]]


def test_the_first_page_leads_to_every_other(folder: Path) -> None:
    """Its contents are complete, but for the findings."""
    made = book(folder / "zh.xlsx")
    assert {sheet for sheet, _ in _targets(made["领导参阅"]).values()} >= set(PAGES["zh"][1:-1])


def test_a_lost_star_is_told_without_colour(folder: Path) -> None:
    """Beside its stars stands a sign, and how many stars too many were claimed."""
    by_name = {row[1]: row for row in cells(folder / "zh.xlsx", "各口径")}
    assert [by_name["湖畔村"][at] for at in (3, 6, 9, 12)] == ["★★★★★", "★★★★★", "★★★☆☆ ▼", "★★★☆☆ ▼"]
    assert [by_name["上田村"][at] for at in (2, 3, 5, 6)] == [97, "★★★★★ ▲", 89.6, "★★★★☆"]
    assert by_name["石门村"][12] == "★★★★★"
    assert {row["单位"]: row["虚高星"] for row in rows(folder / "zh.xlsx", "单位", "镇街")}["湖畔村"] == "+2★"


def test_deductions_have_room_for_the_decision(folder: Path) -> None:
    """Each with the indicators beyond the share, the total with it, and a cell for what is decided."""
    told = {row["单位"]: row for row in rows(folder / "zh.xlsx", "扣分建议", "镇街")}
    assert set(told) == {"上田村", "茶园村", "云溪社区", "湖畔村", "桃源社区"}
    row = told["湖畔村"]
    assert (row["扣分项"], row["超过的指标"], row["决定(扣/不扣)"]) == ("D3", "GRD-09, DEV-02, GOV-07", None)
    assert points(row["现总分"]) - points(row["扣后总分"]) == Decimal("0.5")


def test_the_next_checks_say_why(folder: Path) -> None:
    """Those by risk and by lot are told apart, each with its reasons; below stands how they were chosen."""
    told = list(rows(folder / "zh.xlsx", "下批核查", "序"))
    assert [row["怎么选的"] for row in told] == ["按风险", "按风险", "随机"]
    assert "疑似照抄 3.00" in told[0]["为什么"]
    assert told[2]["为什么"].startswith("· 随机抽中")
    text = "\n".join(str(row[0]) for row in cells(folder / "zh.xlsx", "下批核查") if row[0])
    assert "随机种子 1" in text
    assert "靠近星级线（最多 3 分）" in text


def test_what_a_unit_is_called_stays_text(tmp_path: Path) -> None:
    """Names that look like formulas or links are neither."""
    first = report().audit.units[0]
    member = replace(first.member, unit=replace(first.member.unit, name=HOSTILE[0], town=HOSTILE[4]))
    units = (replace(first, member=member), *report().audit.units[1:])
    hostile = replace(report(), name=HOSTILE[1], audit=replace(report().audit, units=units))
    write_audit(hostile, tmp_path / "h.xlsx", "zh")
    assert broken_parts(tmp_path / "h.xlsx") == []
    assert [formula for formula in formulas(tmp_path / "h.xlsx") if "SUM" not in formula] == []


def test_a_city_has_a_page_of_its_counties(tmp_path: Path) -> None:
    """Where there are several counties they are told in every list, and summed up on a page."""
    known = report().audit
    moved = [
        replace(each, member=replace(each.member, unit=replace(each.member.unit, county=county)))
        for each, county in zip(known.units, ["东县", "西县"] * 7, strict=True)
    ]
    city: AuditReport = replace(report(), audit=replace(known, units=tuple(moved)))
    write_audit(city, tmp_path / "c.xlsx", "zh")
    assert openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames[2] == "县(市、区)"
    assert next(rows(tmp_path / "c.xlsx", "单位", "县(市、区)"))["县(市、区)"] == "东县"
