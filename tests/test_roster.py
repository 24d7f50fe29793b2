"""Who should have reported, and who did: names are compared, never guessed."""

from pathlib import Path

import pytest
import xlsxwriter
from sheets import framework

from starcli.core.areas import Area, Areas, is_area_code
from starcli.core.assessment import Unit
from starcli.core.findings import Location
from starcli.core.roster import Reconciliation, Report, Roster, RosterUnit, reconcile
from starcli.excel.roster import read_roster
from starcli.excel.text_tables import read_csv

CODE = "33019900120{}"


def entry(number: int, name: str, town: str = "云溪镇") -> RosterUnit:
    """An entry of the roster."""
    return RosterUnit(
        Unit(CODE.format(number), name, "village", "", town, "示例县"), (), Location("r", "s", f"B{number}")
    )


ROSTER = Roster.of(
    [entry(1, "石门村"), entry(2, "青坞村"), entry(3, "上田村"), entry(4, "上田村", "松岭乡"), entry(5, "茶园村(新)")]
)


def reported(*units: Unit) -> Reconciliation:
    """The roster against some reports."""
    return reconcile(ROSTER, [Report(unit, Location(f"{n}.xlsx")) for n, unit in enumerate(units, start=1)])


@pytest.mark.parametrize(
    ("unit", "number"),
    [
        (Unit(code=CODE.format(2), name="青坞村"), 2),
        (Unit(code=CODE.format(2), name="别的名字"), 2),
        (Unit(name="石门村"), 1),
        (Unit(name=" 石 门 村 "), 1),
        (Unit(name="茶园村（新）"), 5),
        (Unit(name="上田村", town="松岭乡"), 4),
        (Unit(name="上田村"), None),
        (Unit(name="石门村", town="松岭乡"), None),
        (Unit(name="石门村", county="别的县"), None),
        (Unit(name="石门村委会"), None),
        (Unit(code="330199001299", name="石门村"), None),
    ],
)
def test_a_unit_is_found_by_code_else_by_a_name_that_is_one(unit: Unit, number: int | None) -> None:
    """A code decides; a name does where one unit of that town has it; a code that is not listed is never overruled."""
    found = ROSTER.find(unit)
    assert (found.unit.code if found else None) == (CODE.format(number) if number else None)


def test_who_has_not_reported() -> None:
    """Every unit of the roster that no form is of is missing, in the roster's order."""
    missing = reported(Unit(name="青坞村"), Unit(code=CODE.format(4), name="上田村")).missing
    assert [(e.unit.name, e.unit.town) for e in missing] == [
        ("石门村", "云溪镇"),
        ("上田村", "云溪镇"),
        ("茶园村(新)", "云溪镇"),
    ]


def test_a_stranger_is_told_what_is_near() -> None:
    """A name outside the roster is a finding that proposes the nearest, those of its town first."""
    result = reported(Unit(name="上田", town="松岭乡"))
    assert result.entries == (None,)
    (found,) = [f for f in result.findings if f.code == "not-in-roster"]
    assert dict(found.details)["near"].zh.startswith("松岭乡上田村 (330199001204)、云溪镇上田村")  # type: ignore[union-attr]


def test_what_a_form_says_otherwise_is_named() -> None:
    """Name, kind and town that differ from the roster's are a warning each; spaces and brackets do not differ."""
    unit = Unit(CODE.format(5), "茶园村（新）", "community", "", "松岭乡", "示例县")
    found = [dict(f.details)["said"] for f in reported(unit).findings if f.code == "roster-differs"]
    assert found == ["community", "松岭乡"]


def write(path: Path, text: str) -> Path:
    """A roster workbook of a CSV text."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名册")
        for row, cells in enumerate(read_csv(text, "r").rows):
            sheet.write_row(row, 0, cells)
    return path


def test_a_roster_is_read_by_its_headings(tmp_path: Path) -> None:
    """Title rows are passed over; kind and profile become ids; tags are parted; blank rows are skipped."""
    text = (
        "示例县村社名册\n,,,,,,\n镇街,单位名称,区划代码,类型,分类,县(市、区),标签\n"
        "云溪镇,石门村,330199001201,村,山区,示例县,老旧、山区\n,,,,,,\n云溪镇,云溪社区,330199001206,社区,,示例县,\n"
    )
    roster = read_roster(write(tmp_path / "r.xlsx", text), framework()).value
    assert roster is not None
    assert [(e.unit, e.tags, e.location.cell) for e in roster.units] == [
        (Unit("330199001201", "石门村", "village", "mountain", "云溪镇", "示例县"), ("老旧", "山区"), "B4"),
        (Unit("330199001206", "云溪社区", "community", "", "云溪镇", "示例县"), (), "B6"),
    ]


def test_a_unit_that_the_roster_lists_twice(tmp_path: Path) -> None:
    """The second row of one code, or of one name in a town, is a finding and does not count."""
    text = "code,name,town\n330199001201,石门村,云溪镇\n330199001201,青坞村,云溪镇\n,上田村,云溪镇\n,上 田村,云溪镇\n"
    read = read_roster(write(tmp_path / "r.xlsx", text), framework())
    assert [(f.location.cell, f.code) for f in read.findings] == [
        ("B3", "roster-row-repeated"),
        ("B5", "roster-row-repeated"),
    ]


def test_a_workbook_that_is_no_roster(tmp_path: Path) -> None:
    """A workbook without a name and a code column is a finding."""
    read = read_roster(write(tmp_path / "r.xlsx", "镇街,单位名称\n云溪镇,石门村\n"), framework())
    assert (read.value, [f.code for f in read.findings]) == (None, ["roster-unreadable"])


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("330199001201", True),
        ("33019900120", False),
        ("3301990012011", False),
        ("３３０１９９００１２０１", False),
        ("330100001201", False),
        ("330199000201", False),
        ("330199001000", False),
        ("000000000000", False),
        ("", False),
    ],
)
def test_area_codes(text: str, valid: bool) -> None:
    """A code has twelve digits, and names city, county, town and unit."""
    assert is_area_code(text) is valid


def test_a_town_is_called_as_most_of_its_units_call_it() -> None:
    """Units of one code prefix are in one town, whatever each of them writes; without a code they are unplaced."""
    units = [Unit(CODE.format(n), town=town) for n, town in enumerate(("云溪", "云溪镇", "云溪镇", ""), start=1)]
    areas = Areas([*units, Unit("330199002201"), Unit("12", town="松岭乡")])
    assert [areas.area(unit, "town") for unit in (units[0], units[3], Unit("330199002201"), Unit("12"))] == [
        Area("town", "330199001", "云溪镇"),
        Area("town", "330199001", "云溪镇"),
        Area("town", "330199002", "330199002"),
        Area("town", "", ""),
    ]
