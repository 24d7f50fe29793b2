"""Folders of seasons: which season each of them is, which forms count in it, and by whose rules and roster."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from frameworks import Edit, write
from sheets import form
from sheets import write as write_book

from starcli.commands.seasons import SeasonRead, read_seasons
from starcli.options import BasisName, Call, LanguageName, UsageProblem
from starcli.sources import find_sources

ANSWERS = """
| 编码 | 填报值 |
| held | 9 |
| planned | 10 |
| A-02 | 好 |
| B-01 | 300 |
| B-02 | 0 |
"""
LIGHTER = Edit("framework.yaml", "floor: 90", "floor: 80")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder from which the program is run, with a small framework beside it."""
    write(tmp_path / "rules")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def call() -> Call:
    """A call with the small framework."""
    return Call.make("../rules", None, BasisName.SELF, LanguageName.EN, None, True, False)


def forms(folder: str, said: str, code: int = 330199001201) -> None:
    """Forms below a folder: `2022Q1 2022Q1 -` are the periods of three of them, a dash is none."""
    for number, period in enumerate(said.split()):
        cover = f"| 单位名称 | 单位{number} |\n| 单位代码 | `{code + number}` |\n| 类型 | 会馆 |"
        if period != "-":
            cover += f"\n| 周期 | {period} |"
        write_book(Path(folder, f"{number}.xlsx"), {"基本信息": cover, "填报表": ANSWERS})


def read(*folders: str) -> tuple[SeasonRead, ...]:
    """The seasons in some folders."""
    return read_seasons(call(), [Path(each) for each in folders], again=True)


def rated(season: SeasonRead) -> str:
    """The names of the units that are rated, without what all of them share."""
    return " ".join(one.unit.name.removeprefix("单位") for one in season.batch.rated if one.standing is not None)


def codes(season: SeasonRead) -> list[str]:
    """What was found, without what every such form lacks."""
    return [one.code for one in season.batch.findings if one.code.startswith("season")]


@pytest.mark.parametrize(
    ("folder_name", "said", "label", "counting", "found"),
    [
        ("a", "2022Q1 2022Q1", "2022Q1", "0 1", []),
        ("a", "2022Q1 2022年第一季度 2022q1", "2022Q1", "0 1 2", []),
        ("a", "2022Q1 2022Q2 2022Q2", "2022Q2", "1 2", ["season-other-period"]),
        ("2022Q1", "2022Q1 2022Q2", "2022Q1", "0", ["season-other-period"]),
        ("2022Q1", "2022Q2 2022Q2", "2022Q2", "0 1", ["season-named-otherwise"]),
        ("2022Q1", "- -", "2022Q1", "0 1", ["season-without-period"]),
        ("a", "2022Q1 -", "2022Q1", "0 1", ["season-without-period"]),
        ("a", "-", "a", "0", ["season-order-given", "season-without-period"]),
        ("a", "期初 期初", "期初", "0 1", ["season-order-given"]),
    ],
)
def test_a_folder_is_the_season_that_most_of_its_forms_say(
    folder_name: str, said: str, label: str, counting: str, found: list[str]
) -> None:
    """Forms of another period do not count; those without one do; without any the folder's name says it."""
    forms(folder_name, said)
    (season,) = read(folder_name)
    assert (season.label, rated(season), sorted(codes(season))) == (label, counting, found)


def problem(*folders: str) -> list[str]:
    """What cannot be carried out."""
    with pytest.raises(UsageProblem) as raised:
        read(*folders)
    return [one.code for one in raised.value.findings]


def test_a_folder_of_two_halves_is_nobodys_guess() -> None:
    """As many forms say one season as another, and the name says neither."""
    forms("a", "2022Q1 2022Q2")
    assert problem("a") == ["season-tied"]


def test_a_season_is_named_once() -> None:
    """Two folders of one season are a problem of the call; one folder named twice is one."""
    forms("a", "2022Q1")
    forms("b", "2022Q1")
    assert problem("a", "b") == ["season-twice"]
    assert [season.label for season in read("a", "a")] == ["2022Q1"]


def test_seasons_stand_in_their_order() -> None:
    """However they are named and given; from year to year."""
    for name, label in {"a": "2022Q1", "b": "2021Q4", "c": "2022Q2"}.items():
        forms(name, label)
    assert [season.label for season in read("c", "a", "b")] == ["2021Q4", "2022Q1", "2022Q2"]


def test_two_forms_of_a_unit_of_which_one_is_of_another_season_are_no_double() -> None:
    """Last season's copy in this season's folder does not shut out this season's form."""
    forms("2022Q2", "2022Q2 2022Q2 2022Q2")
    forms("2022Q2/old", "2022Q1")
    (season,) = read("2022Q2")
    assert rated(season) == "0 1 2"
    assert [one.code for one in season.batch.findings if "double" in one.code or "twice" in one.code] == []


def test_a_season_goes_by_the_framework_in_its_folder(tmp_path: Path) -> None:
    """And its neighbours' forms are rated by it as well; the definitions are no forms and no files passed over."""
    for label in ("2022Q1", "2022Q2", "2022Q3"):
        forms(label, label)
    write(Path("2022Q2", "framework"), [LIGHTER])
    first, second, third = read("2022Q1", "2022Q2", "2022Q3")
    assert first.framework.fingerprint == third.framework.fingerprint != second.framework.fingerprint
    assert [list(season.again) for season in (first, second, third)] == [
        [second.framework.fingerprint], [first.framework.fingerprint], [second.framework.fingerprint],
    ]  # fmt: skip
    assert [one for one in second.batch.findings if one.code == "files-passed-over"] == []
    assert tmp_path


def test_definitions_in_a_folder_of_forms_are_not_looked_into() -> None:
    """A folder with a `framework.yaml` holds no forms, whatever else lies there."""
    forms("a", "2022Q1")
    write(Path("a", "rules"))
    form(Path("a", "rules", "dimensions", "x.xlsx"), ANSWERS)
    found = find_sources([Path("a")])
    assert ([source.name for source in found.sources], found.notes) == (["a/0.xlsx"], ())


def roster(path: str, names: Mapping[str, int]) -> None:
    """A roster of units by name and code."""
    rows = "\n".join(f"| {name} | `{code}` | 会馆 |" for name, code in names.items())
    write_book(Path(path), {"名册": f"| 单位名称 | 代码 | 类型 |\n{rows}"})


@pytest.mark.parametrize("name", ["roster.xlsx", "名册.xlsx"])
def test_a_season_goes_by_the_roster_in_its_folder(name: str) -> None:
    """Who should have reported then; the roster itself is no form."""
    forms("2022Q1", "2022Q1")
    roster(f"2022Q1/{name}", {"单位0": 330199001201, "单位9": 330199001209})
    (season,) = read("2022Q1")
    assert [(member.unit.name, member.state) for member in season.batch.everyone] == [
        ("单位0", "rated"), ("单位9", "missing"),
    ]  # fmt: skip


def test_a_roster_of_the_call_is_that_of_every_season_without_one_of_its_own(folder: Path) -> None:
    """Also where a season has a framework of its own."""
    forms("2022Q1", "2022Q1")
    write(Path("2022Q1", "framework"), [LIGHTER])
    roster("all.xlsx", {"单位0": 330199001201, "单位9": 330199001209})
    with_roster = Call.make("../rules", None, BasisName.SELF, LanguageName.EN, None, True, False, folder / "all.xlsx")
    (season,) = read_seasons(replace(with_roster), [Path("2022Q1")])
    assert [member.state for member in season.batch.everyone] == ["rated", "missing"]


def test_the_record_of_a_frozen_season_is_no_form_even_when_its_mark_is_gone() -> None:
    """Whatever program has saved it."""
    forms("2022Q1", "2022Q1")
    form(Path("2022Q1", "season.xlsx"), ANSWERS)
    (season,) = read("2022Q1")
    assert [one.source.name for one in season.batch.rated] == ["2022Q1/0.xlsx"]


def test_an_empty_folder_is_a_problem_of_the_call() -> None:
    """There is nothing to race."""
    Path("empty").mkdir()
    assert problem("empty") == ["no-workbooks"]
