"""The page of over-claims: of one unit beside its rating, of a district beside its ranking."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sheets import broken_parts, cells, formulas, framework, printed, rated

from starcli.core.assessment import Answer, Entry, Unit
from starcli.core.district import rank
from starcli.core.findings import Location
from starcli.core.numbers import plain
from starcli.core.rating import Rating, rate
from starcli.core.scrutiny import scrutinise
from starcli.core.standing import standing_of
from starcli.core.text import LANGUAGES, Language
from starcli.excel.writing.page import SheetNames
from starcli.excel.writing.ranking_book import District, write_ranking
from starcli.excel.writing.rating_book import rating_content, write_rating

SHIMEN = Unit("330199001201", "石门村", town="云溪镇", county="示例县")


def corrected(unit: Unit, verified: Mapping[str, str]) -> Rating:
    """The rating of a unit that meets four stars, with some values that the town corrected."""
    known = rated(unit)
    entries = dict(known.assessment.entries)
    for at, (key, said) in enumerate(verified.items(), start=4):
        own = replace(entries[key].answers["self"], location=Location("f.xlsx", "填报表", f"E{at}"))
        found = Answer(Decimal(said), said, Location("f.xlsx", "填报表", f"F{at}"))
        entries[key] = Entry({"self": own, "verified": found})
    return rate(known.scheme, replace(known.assessment, entries=entries))


OVER = corrected(SHIMEN, {"GOV-07": "85", "DEV-01": "30", "GOV-01": "99"})


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the workbook goes."""
    return tmp_path / "f.xlsx"


def test_a_rating_without_confirmed_values_has_no_such_page(target: Path) -> None:
    """Nothing was confirmed: nothing is over-claimed."""
    write_rating(rated(SHIMEN), (), target, "zh")
    assert openpyxl.load_workbook(target).sheetnames == ["评定结果", "得分明细", "问题清单"]


@pytest.mark.parametrize(("language", "name"), [("zh", "虚报核减"), ("en", "Over-claims")])
def test_the_page_stands_behind_the_others(target: Path, language: Language, name: str) -> None:
    """The first three pages stay where they are; the page prints like them."""
    write_rating(OVER, (), target, language)
    assert (printed(target)[3], broken_parts(target)) == ((name, "9", "landscape", "$7:$7"), [])


def test_a_line_for_every_difference_and_their_sums(target: Path) -> None:
    """Values, points, what was too much or too little, and the cells; the sums are formulas over exactly these."""
    write_rating(OVER, (), target, "zh")
    rows = cells(target, "虚报核减")
    top = next(number for number, row in enumerate(rows) if row[0] == "编码")
    assert [row[:10] for row in rows[top + 1 :]] == [
        ("DEV-01", "村级集体经济经营性收入", "50", "30", None, 8, 6.4, 5.6, 0.8, None),
        ("GOV-01", "矛盾纠纷就地化解率", "96", "99", None, 3, 2.44, 3, None, 0.56),
        ("GOV-07", "群众满意度测评得分率", "90", "85", None, 4, 3.33, 2.92, 0.41, None),
        (None, "合计", None, None, None, None, 12.17, 11.52, 1.21, 0.56),
    ]
    assert formulas(target)[1:] == [f"<f>SUM({letter}8:{letter}10)</f>" for letter in "GHIJ"]


def test_a_value_that_follows_from_facts(target: Path) -> None:
    """Where one of two facts was corrected the new value stands below the level that corrected it, and no other."""
    own = {"hot_ok": "95", "hot_rated": "100"}
    place = Location("f.xlsx", "填报表")
    entries = {key: Entry({"self": Answer(Decimal(said), said, place)}) for key, said in own.items()}
    entries["hot_ok"] = Entry(
        {"self": entries["hot_ok"].answers["self"], "verified": Answer(Decimal(90), "90", place.at("F9"))}
    )
    known = rated(SHIMEN).assessment
    kept = {key: entry for key, entry in known.entries.items() if key != "GOV-02"}
    write_rating(rate(OVER.scheme, replace(known, entries={**kept, **entries})), (), target, "zh")
    row = next(row for row in cells(target, "虚报核减") if row[0] == "GOV-02")
    assert row[2:5] == ("95", "90", None)


def test_where_the_values_stand(target: Path) -> None:
    """Each line names the cell of the claimed and of the confirmed value."""
    write_rating(OVER, (), target, "zh")
    assert [row[10:] for row in cells(target, "虚报核减")[7:10]] == [
        ("填报表!E5", "填报表!F5"),
        ("填报表!E6", "填报表!F6"),
        ("填报表!E4", "填报表!F4"),
    ]


def test_total_and_grade_on_each_basis(target: Path) -> None:
    """The page begins with what each level's values give."""
    write_rating(OVER, (), target, "zh")
    assert [row[0] for row in cells(target, "虚报核减")[1:4]] == [
        "• 按填报值：总分 85.47，★★★★☆ 四星",
        "• 按核验值：总分 84.82，★★★☆☆ 三星",
        "• 按复核值：总分 84.82，★★★☆☆ 三星",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_that_were_all_confirmed(target: Path, language: Language) -> None:
    """When everything was found as claimed the page says so, and has no table."""
    write_rating(corrected(SHIMEN, {"GOV-07": "90"}), (), target, language)
    page = openpyxl.load_workbook(target).worksheets[3]
    wording = {"zh": "核定得分与自评得分没有不同。", "en": "The confirmed points do not differ from those claimed."}
    assert page.cell(page.max_row, 1).value == wording[language]


def test_a_page_that_is_in_the_workbook_already_is_written_again() -> None:
    """Put back into a workbook that has the page from an earlier run, it says that nothing is confirmed any more."""
    names = SheetNames(given={0: "评定结果", 1: "得分明细", 2: "问题清单", 3: "核减"})
    content = rating_content(rated(SHIMEN), (), "zh", names)
    page = openpyxl.load_workbook(BytesIO(content))["核减"]
    assert page["A2"].value == "没有核验值或复核值。"


def district(*ratings: Rating) -> District:
    """A district of these units."""
    standings = [replace(standing_of(each), over_claim=scrutinise(each).value) for each in ratings]
    return District("示例县", framework(), "self", rank(standings, framework().kinds), (), ())


def unit(name: str, town: str = "云溪镇") -> Unit:
    """A village."""
    return Unit(name=name, town=town, county="示例县")


DISTRICT = district(
    corrected(unit("石门村"), {"GOV-01": "99"}),
    corrected(unit("青坞村"), {"GOV-07": "85"}),
    corrected(unit("大坪村", "松岭乡"), {"GOV-07": "85", "DEV-01": "30"}),
    corrected(unit("里坞村", ""), {"GOV-07": "90"}),
    rated(unit("茶园村")),
)


def test_a_district_without_confirmed_values_has_no_such_page(target: Path) -> None:
    """No unit was verified: there is nothing to compare."""
    write_ranking(district(rated(unit("茶园村"))), target, "zh")
    assert "虚报核减" not in openpyxl.load_workbook(target).sheetnames


def test_units_stand_by_how_much_they_claimed_too_much(target: Path) -> None:
    """Totals, grades and their differences, items and points; a unit that nobody verified is not there."""
    write_ranking(DISTRICT, target, "zh")
    rows = cells(target, "虚报核减")
    top = next(number for number, row in enumerate(rows) if row[0] == "单位")
    assert rows[top + 1 : top + 5] == [
        ("大坪村", "松岭乡", 85.47, "★★★★☆", 84.26, "★★★☆☆", 1.21, 1, 2, 1.21, 0),
        ("青坞村", "云溪镇", 85.47, "★★★★☆", 85.06, "★★★☆☆", 0.41, 1, 1, 0.41, 0),
        ("石门村", "云溪镇", 85.47, "★★★★☆", 86.03, "★★★★☆", -0.56, 0, 0, 0, 0.56),
        ("里坞村", "", 85.47, "★★★★☆", 85.47, "★★★★☆", 0, 0, 0, 0, 0),
    ]


def test_towns_are_summed(target: Path) -> None:
    """A line a town, the most over-claimed first, and the whole below."""
    write_ranking(DISTRICT, target, "zh")
    rows = [row[:8] for row in cells(target, "虚报核减")]
    top = next(number for number, row in enumerate(rows) if row[:2] == ("镇街", "单位数"))
    assert rows[top + 1 :] == [
        ("松岭乡", 1, 1, 1, 2, 1.21, 0, 1.21),
        ("云溪镇", 2, 1, 1, 1, 0.41, 0.56, 0.21),
        ("未归属", 1, 0, 0, 0, 0, 0, 0),
        ("合计", 4, 2, 2, 3, 1.62, 0.56, 0.41),
    ]


def test_the_page_of_a_district_in_english(target: Path) -> None:
    """The same page in English, well formed and ready for A4."""
    write_ranking(DISTRICT, target, "en")
    page = next(page for page in printed(target) if page[0] == "Over-claims")
    assert (page[1:3], broken_parts(target)) == (("9", "landscape"), [])


def test_what_a_district_keeps_is_what_its_units_show() -> None:
    """The page of a unit and the line of a district rest on the same ledger."""
    kept = scrutinise(OVER).value
    assert kept is not None
    assert [plain(figure) for figure in (kept.over, kept.under, kept.confirmed_total)] == ["1.21", "0.56", "84.82"]
