"""Many workbooks: what each gives, doubles, and nothing left out."""

from pathlib import Path

import pytest
from sheets import form, framework, rated, scheme, touched

from starcli.batch import Batch, Rated, Rater, without_doubles
from starcli.core.assessment import Unit
from starcli.core.findings import Location, finding
from starcli.core.standing import standing_of
from starcli.excel.form import write_form
from starcli.excel.rating_book import write_rating
from starcli.sources import Source, find_sources

TABLE = "| 编码 | 填报值 |\n| ORG-02 | 3 |"


def read_names(*paths: Path) -> list[str]:
    """The files that gave anything."""
    return [one.source.path.name for one in Rater(framework(), "self").rate_all(find_sources(paths).sources)]


def test_our_own_results_are_passed_over(tmp_path: Path) -> None:
    """Results below a folder are not read as input, and forms are, whatever they are called."""
    write_rating(rated(Unit(name="石门村")), (), tmp_path / "石门村.xlsx", "zh")
    write_form(scheme(), tmp_path / "石门村-rating.xlsx", "zh")
    assert read_names(tmp_path) == ["石门村-rating.xlsx"]


def test_our_own_results_are_passed_over_when_named(tmp_path: Path) -> None:
    """Results that a shell's `*.xlsx` names beside the forms are not read as input either."""
    write_form(scheme(), tmp_path / "a.xlsx", "zh")
    write_rating(rated(Unit(name="石门村")), (), tmp_path / "a-rating.xlsx", "zh")
    assert read_names(tmp_path / "a-rating.xlsx", tmp_path / "a.xlsx") == ["a.xlsx"]


def test_a_file_that_is_no_workbook_is_read_when_it_is_named(tmp_path: Path) -> None:
    """A file of any other sort that is named is tried, and gives a finding rather than silence."""
    touched(tmp_path, "notes.txt")
    [source] = find_sources([tmp_path / "notes.txt"]).sources
    [one] = Rater(framework(), "self").rate(source)
    assert [f.code for f in one.findings] == ["file-empty"]


def test_an_unreadable_workbook_does_not_stop_the_others(tmp_path: Path) -> None:
    """Every workbook gives a result in its order, rated or not."""
    form(tmp_path / "a.xlsx", TABLE)
    (tmp_path / "b.xlsx").write_bytes(b"no workbook")
    form(tmp_path / "c.xlsx", TABLE)
    done: list[None] = []
    results = list(Rater(framework(), "self").rate_all(find_sources([tmp_path]).sources, lambda: done.append(None)))
    assert [(one.unit.name, one.standing is not None) for one in results] == [("a", True), ("b", False), ("c", True)]


def test_every_workbook_is_counted_as_done(tmp_path: Path) -> None:
    """The progress moves on by one for each workbook, rated or not."""
    touched(tmp_path, "a.xlsx", "b.xlsx")
    done: list[None] = []
    list(Rater(framework(), "self").rate_all(find_sources([tmp_path]).sources, lambda: done.append(None)))
    assert len(done) == 2


@pytest.mark.parametrize(
    ("cover", "code"), [("| 类型 | |", "kind-missing"), ("| 类型 | 村 |\n| 分类 | 海岛 |", "profile-unknown")]
)
def test_a_unit_without_a_known_scheme_is_not_rated(tmp_path: Path, cover: str, code: str) -> None:
    """Without a known kind and profile there is no rating, but the unit and the reason are known."""
    form(tmp_path / "f.xlsx", f"| 单位名称 | 石门村 |\n{cover}\n{TABLE}", 基本信息="")
    [one] = Rater(framework(), "self").rate(Source(tmp_path / "f.xlsx", tmp_path))
    assert (one.rating, one.unit.name, [f.code for f in one.findings]) == (None, "石门村", [code])


@pytest.mark.parametrize("digits", ["9" * 70, "-" + "9" * 400, "0." + "1" * 80], ids=["70", "400", "0.1"])
def test_a_number_of_any_length_stops_nothing(tmp_path: Path, digits: str) -> None:
    """A number with more digits than anybody has use for does not bring the run down."""
    table = [["编码", "填报值"], *[[key, digits] for key in (*framework().facts, *framework().entries)]]
    [one] = Rater(framework(), "self").rate(Source(form(tmp_path / "f.xlsx", table), tmp_path))
    assert one.rating is not None


def result(name: str, unit: Unit, *, is_rated: bool = True) -> Rated:
    """What one workbook gave."""
    return Rated(Source(Path(name), Path()), unit, standing_of(rated(unit)) if is_rated else None, ())


def doubled(*results: Rated) -> tuple[Rated, ...]:
    """The same after doubles were looked for."""
    return without_doubles(Batch(results)).rated


def test_two_workbooks_of_one_code_are_not_rated() -> None:
    """A unit with two workbooks is rated by neither, and each names both."""
    one, other = Unit("330199001201", "石门村"), Unit("330199001201", "石门")
    results = doubled(result("a.xlsx", one), result("b.xlsx", other), result("c.xlsx", Unit(name="青坞村")))
    double = {"first": "a.xlsx", "second": "b.xlsx"}
    assert [(r.standing is None, r.findings) for r in results] == [
        (True, (finding("unit-twice", Location("a.xlsx"), **double),)),
        (True, (finding("unit-twice", Location("b.xlsx"), **double),)),
        (False, ()),
    ]


def test_units_without_a_code_are_told_apart_by_place_and_name() -> None:
    """Without codes, the same name in the same town is one unit, and in another town it is another."""
    units = [Unit(name="新村", town="甲镇"), Unit(name="新村", town="乙镇"), Unit(name="新村", town="甲镇")]
    results = doubled(*(result(f"{number}.xlsx", unit) for number, unit in enumerate(units)))
    assert [r.standing is None for r in results] == [True, False, True]


def test_a_workbook_without_a_rating_doubles_nothing() -> None:
    """An unreadable second workbook of a unit does not cost the first its rating."""
    unit = Unit("330199001201", "石门村")
    results = doubled(result("a.xlsx", unit), result("b.xlsx", unit, is_rated=False))
    assert [r.standing is None for r in results] == [False, True]
