"""Whose form it is: what a form says of its unit, held against the roster."""

from dataclasses import replace

import pytest
from sheets import framework, sheet

from starcli.core.assessment import Dated, Unit
from starcli.core.findings import Finding, Location, Read
from starcli.core.identity import Claim, completed, identify
from starcli.core.roster import Roster, RosterUnit
from starcli.excel.reading.profile import Cover, read_cover, read_fields
from starcli.excel.reading.unit import area_cells, read_dated

CODE = "33019900120{}"
FORM = Location("石门村(2).xlsx")


def entry(number: int, name: str, town: str = "云溪镇", *, code: str | None = None, **more: str) -> RosterUnit:
    """An entry of the roster."""
    unit = Unit(CODE.format(number) if code is None else code, name, town=town, county="示例县", **more)
    return RosterUnit(unit, (), Location("r", "s", f"B{number}"))


ROSTER = Roster.of(
    [
        entry(1, "石门村", kind="village", profile="mountain"),
        entry(2, "青坞村", kind="village"),
        entry(3, "上田村"),
        entry(4, "上田村", "松岭乡"),
        entry(5, "茶园村(新)"),
        entry(6, "外塘村", code=""),
        entry(7, "云溪社区", kind="community"),
    ],
    ("村委会", "村", "社区"),
)


def claim(unit: Unit) -> Claim:
    """What a form says, each thing in a cell of its own."""
    cells = {key: FORM.at(cell) for key, cell in (("code", "B2"), ("name", "B3"), ("town", "B6")) if getattr(unit, key)}
    return Claim(unit, cells, FORM, "石门村(2)")


def number(unit: Unit) -> int | None:
    """The number of the entry that a form is of."""
    position = identify(ROSTER, claim(unit)).value
    return None if position is None else position + 1


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (Unit(CODE.format(2), "青坞村"), 2),
        (Unit(CODE.format(2)), 2),
        (Unit(CODE.format(2), "青坞村委会"), 2),
        (Unit(CODE.format(2), "青坞社区"), 2),
        (Unit(name="石门村"), 1),
        (Unit(name=" 石 门 村 "), 1),
        (Unit(name="茶园村（新）"), 5),
        (Unit(name="上田村", town="松岭乡"), 4),
        (Unit(name="外塘村"), 6),
        (Unit(CODE.format(9), "外塘村"), 6),
    ],
)
def test_a_form_is_of_the_entry_that_its_code_or_name_leads_to(unit: Unit, expected: int) -> None:
    """A code decides where the name is near; without one a name does, where one unit of that place bears it."""
    assert (number(unit), identify(ROSTER, claim(unit)).findings) == (expected, ())


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        (Unit(CODE.format(2), "别的名字"), ("B2", "code-name-conflict")),
        (Unit(CODE.format(2), "石门村"), ("B2", "code-name-conflict")),
        (Unit(CODE.format(3), "上田村", town="松岭乡"), ("B2", "code-name-conflict")),
        (Unit("330199001299", "石门村"), ("B2", "name-code-conflict")),
        (Unit("12", "石门村"), ("B2", "name-code-conflict")),
        (Unit(name="上田村"), ("B3", "name-shared")),
        (Unit(name="石门村", town="松岭乡"), ("B3", "not-in-roster")),
        (Unit(name="石门村", county="别的县"), ("B3", "not-in-roster")),
        (Unit(name="石门村委会"), ("B3", "not-in-roster")),
        (Unit(name="石门"), ("B3", "not-in-roster")),
        (Unit("330199001299", "泉溪村"), ("B3", "not-in-roster")),
        (Unit("330199001299"), ("B2", "not-in-roster")),
        (Unit(), ("", "unit-unstated")),
    ],
)
def test_where_code_and_name_lead_to_two_or_to_none_nobody_is_taken(unit: Unit, found: tuple[str, str]) -> None:
    """A code of another name, a name of another code, a name of two or of none: an error at its cell, and no entry."""
    read = identify(ROSTER, claim(unit))
    assert (read.value, [(f.location.cell, f.code, f.severity) for f in read.findings]) == (None, [(*found, "error")])


def message(unit: Unit) -> Finding:
    """What is found of a form that is of nobody."""
    (found,) = identify(ROSTER, claim(unit)).findings
    return found


def test_a_stranger_is_told_who_is_near() -> None:
    """A name outside the roster is told the nearest, those of its town first."""
    advice = message(Unit(name="上田", town="松岭乡")).advice("zh")
    assert "相近的有：松岭乡上田村 (330199001204)、云溪镇上田村 (330199001203)" in advice


def test_a_file_s_name_is_a_hint_and_no_name() -> None:
    """A form that says neither code nor name is of nobody; what its file is called proposes one."""
    assert message(Unit()).advice("en").endswith("By the file's name, near: 云溪镇石门村 (330199001201)")


def test_a_conflict_names_both_sides() -> None:
    """The finding says what the roster has under the code, and what the form says."""
    assert message(Unit(CODE.format(2), "石门村")).message("en") == (
        "the roster has 330199001202 as '青坞村', the form says '石门村': hardly the same unit, so neither was taken"
    )


def test_the_roster_completes_what_a_form_leaves_out() -> None:
    """What the form does not say is the roster's; what both say alike is no finding."""
    read = completed(ROSTER.units[0].unit, claim(Unit(name="石 门 村", county="示例县")))
    assert read.unit == Unit(CODE.format(1), "石门村", town="云溪镇", county="示例县")
    assert (read.supplied, read.findings) == ({"code": CODE.format(1), "town": "云溪镇"}, ())


def test_the_roster_s_word_stands_where_a_form_says_otherwise() -> None:
    """Name and town that differ are a warning each, at their cells; the roster's are taken."""
    read = completed(ROSTER.units[0].unit, claim(Unit(CODE.format(1), "石门村委会", town="云溪", county="示例县")))
    assert (read.unit.name, read.unit.town) == ("石门村", "云溪镇")
    assert [(f.location.cell, f.code, f.severity) for f in read.findings] == [
        ("B3", "roster-differs", "warning"),
        ("B6", "roster-differs", "warning"),
    ]


def test_what_the_roster_does_not_say_is_the_form_s() -> None:
    """An entry without a code or city leaves the form's."""
    read = completed(ROSTER.units[5].unit, claim(Unit("12", "外塘村", town="云溪镇", county="示例县", city="示例市")))
    assert (read.unit.code, read.unit.city, read.findings) == ("12", "示例市", ())


BOOK = Location("book.xlsx")


def cover(table: str) -> Read[Cover]:
    """What the cover in a table says, held against the roster."""
    page = sheet(table, "基本信息")
    return read_cover(read_fields(BOOK.file, [(page, len(page.rows))]), framework(), BOOK, ROSTER)


@pytest.mark.parametrize(
    ("table", "unit", "found"),
    [
        pytest.param(
            "| 单位名称 | 石门村 |",
            Unit(CODE.format(1), "石门村", "village", "mountain", "云溪镇", "示例县"),
            [("", "roster-supplied")],
            id="silent",
        ),
        pytest.param(
            "| 单位代码 | `330199001207` |\n| 单位名称 | 云溪村 |\n| 类型 | 村 |\n| 镇街 | 云溪镇 |\n| 区县 | 示例县 |",
            Unit(CODE.format(7), "云溪社区", "community", "default", "云溪镇", "示例县"),
            [("B3", "roster-differs"), ("B2", "roster-differs")],
            id="a village that became a community",
        ),
        pytest.param(
            "| 单位代码 | `330199001207` |\n| 单位名称 | 云溪社区 |\n| 类型 | 村改居 |\n| 镇街 | 云溪镇 |\n"
            "| 区县 | 示例县 |",
            Unit(CODE.format(7), "云溪社区", "community", "default", "云溪镇", "示例县"),
            [("B3", "roster-differs")],
            id="a kind that nobody knows",
        ),
        pytest.param(
            "| 单位代码 | `330199001207` |\n| 类型 | 村 |\n| 分类 | 山区 |\n| 镇街 | 云溪镇 |\n| 区县 | 示例县 |",
            Unit(CODE.format(7), "云溪社区", "community", "default", "云溪镇", "示例县"),
            [("B2", "roster-differs"), ("B3", "roster-differs"), ("", "roster-supplied")],
            id="a profile of the kind that it was",
        ),
        pytest.param(
            "| 单位代码 | `330199001201` |\n| 单位名称 | 石门村 |\n| 类型 | 村 |\n| 分类 | 默认 |\n| 镇街 | 云溪镇 |\n"
            "| 区县 | 示例县 |",
            Unit(CODE.format(1), "石门村", "village", "mountain", "云溪镇", "示例县"),
            [("B4", "roster-differs")],
            id="another profile",
        ),
        pytest.param(
            "| 单位名称 | 上田村 |\n| 镇街 | 松岭乡 |\n| 区县 | 示例县 |",
            Unit(CODE.format(4), "上田村", "", "", "松岭乡", "示例县"),
            [("book.xlsx", "kind-missing"), ("", "roster-supplied")],
            id="a kind that neither says",
        ),
        pytest.param(
            "| 单位名称 | 泉溪村 |\n| 类型 | 村 |",
            Unit(name="泉溪村", kind="village", profile="default"),
            [("B1", "not-in-roster")],
            id="outside",
        ),
    ],
)
def test_a_cover_is_completed_and_corrected(table: str, unit: Unit, found: list[tuple[str, str]]) -> None:
    """Kind and profile are the roster's where it says them, also where the form says another or none."""
    read = cover(table)
    assert read.value.unit == unit
    assert [(f.location.cell, f.code) for f in read.findings] == [(c.removeprefix("book.xlsx"), f) for c, f in found]


def test_what_the_roster_supplied_is_one_note() -> None:
    """One note on the form names everything that only the roster says."""
    (note,) = cover("| 单位名称 | 石门村 |\n| 分类 | 山区 |").findings
    assert note.message("zh") == "表上没有写，用了名册的：代码 330199001201、镇街 云溪镇、县(市、区) 示例县、类型 村"
    assert note.severity == "note"


def test_without_a_roster_nothing_is_looked_up() -> None:
    """Without a roster a cover says what it says."""
    page = sheet("| 单位名称 | 石门村 |\n| 类型 | 村 |", "基本信息")
    read = read_cover(read_fields(BOOK.file, [(page, len(page.rows))]), framework(), BOOK)
    assert read == Read(Cover(Unit(name="石门村", kind="village", profile="default"), ""))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("| 填报日期 | 2022年9月30日 |", Dated("2022-09-30", "2022-09-30", "2022年9月30日", Location("", "", "B1"))),
        ("| 填表时间：2022-09-30 |", Dated("2022-09-30", "2022-09-30", "2022-09-30", Location("", "", "A1"))),
        ("| Date | 2022.9 |", Dated("2022-09-01", "2022-09-30", "2022.9", Location("", "", "B1"))),
        ("| 填报日期 | 昨天 |", Dated(text="昨天", location=Location("", "", "B1"))),
        ("| 填报日期 | |", Dated(location=Location("", "", "B1"))),
        ("| 单位名称 | 石门村 |", Dated()),
    ],
)
def test_when_a_form_was_filled_in(table: str, expected: Dated) -> None:
    """A date gives a day, a month its first and last; what is no date gives none, and its cell is known."""
    page = sheet(table, "基本信息")
    dated = read_dated(read_fields(BOOK.file, [(page, len(page.rows))]), BOOK)
    assert replace(dated, location=Location(cell=dated.location.cell)) == expected


def test_the_cells_that_say_where_a_unit_lies() -> None:
    """Town, county and city that a form says itself are known with their cells."""
    page = sheet("| 镇街 | 云溪镇 |\n| 区县 | |\n| 市 | 示例市 |", "基本信息")
    cells = area_cells(read_fields(BOOK.file, [(page, len(page.rows))]))
    assert {key: place.cell for key, place in cells.items()} == {"town": "B1", "city": "B3"}
