"""Many workbooks: what each gives, doubles, and nothing left out."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from sheets import form, framework, rated, scheme, touched

from starcli.batch import Batch, Rated, in_areas, with_missing, without_doubles
from starcli.core.assessment import Dated, Origin, Unit
from starcli.core.findings import Location, finding
from starcli.core.roster import Roster, RosterUnit
from starcli.core.standing import standing_of
from starcli.core.text import Text
from starcli.excel.writing.forms.form import write_form
from starcli.excel.writing.rating_book import write_rating
from starcli.rater import Rater
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
    double: dict[str, Text | str] = {"first": "a.xlsx", "second": "b.xlsx", "hint": Text("", "")}
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


def test_the_later_of_two_workbooks_counts_where_it_is_asked_for() -> None:
    """The older workbook gives way: it has no rating, and is in no denominator."""
    unit = Unit("330199001201", "石门村")
    older, newer = (
        replace(result(f"{day}.xlsx", unit), origin=Origin(dated=Dated(day, day, day)))
        for day in ("2022-09-01", "2022-09-02")
    )
    batch = without_doubles(Batch((older, newer)), latest=True)
    assert [one.superseded for one in batch.rated] == [True, False]
    assert (batch.unrated, str(batch.members.turnout.words().en)) == ((), "1 workbook: 1 rated, 0 not rated")


def test_doubles_are_settled_once() -> None:
    """A batch whose doubles are settled stays as it is."""
    unit = Unit("330199001201", "石门村")
    settled = without_doubles(Batch((result("a.xlsx", unit), result("b.xlsx", unit))))
    assert without_doubles(settled, latest=True) is settled


def listed(number: int, name: str, town: str = "", tags: tuple[str, ...] = ()) -> RosterUnit:
    """An entry of the roster."""
    return RosterUnit(Unit(f"33019900120{number}", name, "village", town=town), tags, Location("r.xlsx", "s", "B2"))


ROSTER = Roster.of([listed(1, "石门村", "云溪镇", ("山区",)), listed(2, "青坞村"), listed(3, "上田村")])


def of_entry(position: int | None, one: Rated) -> Rated:
    """The same workbook, of an entry of the roster, or of none."""
    standing = one.standing and replace(one.standing, listed_as=position)
    return replace(one, origin=Origin(position), standing=standing)


def held_against_the_roster() -> Batch:
    """A form of the first entry, one of the second that cannot be rated, a stranger, and a file of nobody."""
    shimen = of_entry(0, result("a.xlsx", ROSTER.units[0].unit))
    qingwu = of_entry(1, result("b.xlsx", ROSTER.units[1].unit, is_rated=False))
    stranger = of_entry(None, result("c.xlsx", Unit("330199001209", "泉溪村", "village", "default")))
    nobody = result("上田村.xlsx", Unit(name="上田村"), is_rated=False)
    return in_areas(with_missing(Batch((shimen, qingwu, stranger, nobody)), ROSTER), ROSTER)


def test_denominators_follow_the_roster() -> None:
    """Every unit of the roster counts once, reported or not; strangers and files of nobody do not count."""
    batch = held_against_the_roster()
    assert batch.members.turnout.words().en == "3 units of the roster: 1 rated, 1 not rated, 1 not reported"
    assert [one.standing.unit.name for one in batch.outside] == ["泉溪村"]
    assert batch.beyond == Text(
        "另有 2 份对不上名册，不计入总数：已评定 1，未评定 1",
        "2 workbooks of nobody in the roster, in no total: 1 rated, 1 not",
    )


def test_who_is_missing_is_found_about_the_run() -> None:
    """The units that did not report are findings of the run, and files that look like theirs are named."""
    batch = held_against_the_roster()
    assert [(f.code, dict(f.details)["files"]) for f in batch.of_run] == [("not-reported-but-near", "上田村.xlsx")]
    assert batch.of_run[0] in batch.findings


def test_without_a_roster_nobody_is_missing() -> None:
    """Without a roster every workbook counts, and nobody is outside."""
    batch = in_areas(Batch(tuple(of_entry(None, one) for one in held_against_the_roster().rated)), None)
    assert (batch.members.turnout.words().en, batch.outside, batch.beyond, batch.of_run) == (
        "4 workbooks: 2 rated, 2 not rated", (), None, (),
    )  # fmt: skip


def test_units_lie_in_the_areas_of_their_codes() -> None:
    """A form and a missing unit that say no town lie in the town of their code; the standing follows, with its tags."""
    batch = held_against_the_roster()
    assert [one.unit.town for one in batch.rated] == ["云溪镇", "云溪镇", "云溪镇", ""]
    assert [one.unit.town for one in batch.standings] == ["云溪镇", "云溪镇"]
    assert [one.entry.unit.town for one in batch.missing or ()] == ["云溪镇"]
    assert [one.tags for one in batch.standings] == [("山区",), ()]


def test_a_rater_with_a_roster_goes_to_another_process() -> None:
    """What rates in other processes can be sent there, and the roster with it."""
    rater = pickle.loads(pickle.dumps(Rater(framework(), "self", roster=ROSTER)))  # noqa: S301 our own bytes
    assert isinstance(rater, Rater)


def test_the_roster_says_by_which_kind_a_form_is_rated(tmp_path: Path) -> None:
    """A village that the roster has as a community is rated as one, and the rating knows its entry."""
    roster = Roster.of(
        [RosterUnit(Unit("330199001201", "石门社区", "community"), (), Location("r.xlsx"))], ("村", "社区")
    )
    cover = "| 单位名称 | 石门村 |\n| 单位代码 | `330199001201` |\n| 类型 | 村 |"
    form(tmp_path / "f.xlsx", TABLE, 基本信息=cover)
    [one] = Rater(framework(), "self", roster=roster).rate(Source(tmp_path / "f.xlsx", tmp_path))
    assert one.rating is not None
    assert (one.rating.scheme.kind.id, one.unit.name, one.listed_as) == ("community", "石门社区", 0)
    assert sorted(f.location.cell for f in one.findings if f.code == "roster-differs") == ["B1", "B3"]
