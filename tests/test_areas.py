"""Where units lie: their codes say the area, the roster or the forms what it is called."""

import pytest

from starcli.core.areas import Areas, is_area_code
from starcli.core.assessment import Unit
from starcli.core.findings import Location

CODE = "33019900120{}"
FORM, CELL = Location("f.xlsx"), Location("f.xlsx", "基本信息", "B6")


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
        ("930199001201", False),
        ("", False),
    ],
)
def test_area_codes(text: str, valid: bool) -> None:
    """A code has twelve digits, and names city, county, town and unit."""
    assert is_area_code(text) is valid


def placed(areas: Areas, unit: Unit, listed: Unit | None = None) -> tuple[Unit, list[tuple[str, str]]]:
    """A unit in its areas, with cell and code of what was found."""
    read = areas.place(unit, listed or Unit(), FORM, {"town": CELL})
    return read.value, [(found.location.cell, found.code) for found in read.findings]


FORMS = Areas(
    (),
    [
        Unit(CODE.format(1), town="云溪", county="示例县", city="示例市"),
        Unit(CODE.format(2), town="云溪镇"),
        Unit(CODE.format(3), town="云溪镇"),
        Unit("330199002201", town="松岭乡"),
        Unit("12", town="山外镇"),
    ],
)


def test_a_form_that_does_not_say_where_it_is_lies_in_the_area_of_its_code() -> None:
    """Town, county and city come from forms of the same area that say them, and a note tells so."""
    unit, found = placed(FORMS, Unit(CODE.format(4)))
    assert (unit.town, unit.county, unit.city, found) == ("云溪镇", "示例县", "示例市", [("", "area-supplied")])


def test_one_town_is_one_town_however_its_units_write_it() -> None:
    """Of two ways to write a town the more frequent one counts, and the other is a warning at its cell."""
    unit, found = placed(FORMS, Unit(CODE.format(1), town="云溪", county="示例县", city="示例市"))
    assert (unit.town, found) == ("云溪镇", [("B6", "area-named-otherwise")])


def test_a_town_that_is_another_code_s_is_not_moved() -> None:
    """Where a form names a town that has a code of its own, its word stands, and the contradiction is a warning."""
    unit, found = placed(FORMS, Unit(CODE.format(1), town="松岭乡", county="示例县", city="示例市"))
    assert (unit.town, found) == ("松岭乡", [("B6", "area-contradicts-code")])


def test_spaces_make_no_other_town() -> None:
    """A name that differs in spaces alone is no other name, and is written as the others are."""
    unit, found = placed(FORMS, Unit(CODE.format(2), town="云溪 镇", county="示例县", city="示例市"))
    assert (unit.town, found) == ("云溪镇", [])


@pytest.mark.parametrize("unit", [Unit("12"), Unit("12", town="山外镇"), Unit(town="云溪"), Unit()])
def test_without_a_valid_code_nothing_is_guessed(unit: Unit) -> None:
    """A unit without a valid code stays where its own form puts it, or unplaced."""
    assert placed(FORMS, unit) == (unit, [])


def test_a_town_whose_name_nobody_says_is_called_by_its_code() -> None:
    """Units of one code lie in one town even where nobody says what it is called."""
    unit, found = placed(Areas((), [Unit("330199009201")]), Unit("330199009201"))
    assert (unit.town, unit.county, found) == ("330199009", "", [])


def test_the_roster_says_what_an_area_is_called() -> None:
    """A name in the roster is above those in forms, however many write another."""
    areas = Areas([Unit(CODE.format(1), town="云溪街道")], [Unit(CODE.format(n), town="云溪镇") for n in range(2, 5)])
    unit, found = placed(areas, Unit(CODE.format(2), town="云溪镇"))
    assert (unit.town, found) == ("云溪街道", [("B6", "area-named-otherwise")])


def test_what_an_entry_of_the_roster_says_stands() -> None:
    """A unit whose entry says its town is not moved by its code."""
    listed = Unit(CODE.format(1), town="飞地镇")
    unit, found = placed(FORMS, Unit(CODE.format(1), town="飞地镇", county="示例县", city="示例市"), listed)
    assert (unit.town, found) == ("飞地镇", [])


def test_of_names_that_are_as_frequent_the_first_in_order_counts() -> None:
    """The name of an area does not hang on the order in which its forms are read."""
    units = [Unit(CODE.format(1), town="乙镇"), Unit(CODE.format(2), town="丙镇")]
    assert {Areas((), order).name(units[0], "town") for order in (units, units[::-1])} == {"丙镇"}
