"""Which units lack area, and what they were given before: by their forms, their season, and the names in a ledger."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from sheets import framework

from starcli.core.assessment import Answer, Assessment, Entry, Unit
from starcli.core.everyone import Member, State
from starcli.core.findings import NOWHERE, Location
from starcli.core.marks import marks_of
from starcli.core.rating import rate
from starcli.core.rooms.credit import Credit, credit
from starcli.core.rooms.room import Allotment, Room
from starcli.core.rooms.rules import ResourceRules
from starcli.core.rooms.streets import Receivers, Streets
from starcli.core.rooms.survey import Question, Served, Surveyor, in_steps, rated_with
from starcli.core.scheme import Schemes
from starcli.core.standing import standing_of

SCHEMES = Schemes(framework())


@cache
def question(target: str = "five-star") -> Question:
    """What the reference framework asks: 30 square metres for 100 households, for five stars."""
    rules = framework().resources
    assert rules == ResourceRules("SVC-02", "service_area")
    return Question(framework(), rules, framework().grade(target))


def form(facts: dict[str, str], period: str = "2022Q3", unit: Unit | None = None) -> Assessment:
    """The form of a community with some facts."""
    place = Location("f.xlsx", "填报表", "E9")
    entries = {key: Entry({"self": Answer(Decimal(value), value, place)}, place) for key, value in facts.items()}
    return Assessment(
        unit or Unit("", "云溪社区", "community", "default", "云溪镇", "示例县"), period, NOWHERE, entries
    )


def member(assessment: Assessment, state: State = "rated") -> Member:
    """A unit as one of everybody."""
    if state != "rated":
        return Member(assessment.unit, state, NOWHERE)
    rating = rate(SCHEMES.of(assessment.unit.kind, assessment.unit.profile), assessment)
    return Member(assessment.unit, "rated", NOWHERE, (), standing_of(rating), marks_of(rating))


def survey(area: str, households: str, step: str = "1", coming: str = "0") -> Served:
    """What a community lacks."""
    assessment = form({"service_area": area, "households": households})
    rating = rate(SCHEMES.of("community", "default"), assessment)
    served = Surveyor(question(), SCHEMES, Decimal(step)).survey(member(assessment), rating, Decimal(coming))
    assert served is not None
    return served


@pytest.mark.parametrize(
    ("area", "households", "step", "coming", "lacking"),
    [
        ("900", "3000", "1", "0", "0"),
        ("899", "3000", "1", "0", "1"),
        # 29.995 is 30.00 to the two decimals of the indicator.
        ("899.85", "3000", "1", "0", "0"),
        ("899.84", "3000", "1", "0", "1"),
        ("899.84", "3000", "0.01", "0", "0.01"),
        ("400", "5180", "1", "0", "1154"),
        ("400", "5180", "0.1", "0", "1153.8"),
        ("400", "5180", "1", "154", "1000"),
        ("400", "5180", "1", "2000", "0"),
        ("0", "3000", "1", "0", "900"),
    ],
)
def test_what_a_unit_lacks(area: str, households: str, step: str, coming: str, lacking: str) -> None:
    """It is the least area, in whole steps, with which the engine says that it is enough; one step less is not."""
    served = survey(area, households, step, coming)
    assert served.lacking == Decimal(lacking)
    total = served.area + served.coming + served.lacking
    assert rated_with(served, question().rules, total).result("SVC-02").met("five-star") is True
    if served.lacking:
        less = rated_with(served, question().rules, total - Decimal(step))
        assert less.result("SVC-02").met("five-star") is False


def test_points_and_grade_are_rated_anew() -> None:
    """With more area the indicator earns more, and so does the total."""
    served = survey("400", "5180")
    after = rated_with(served, question().rules, Decimal(1554))
    assert (served.value, after.result("SVC-02").value) == (Decimal("7.72"), Decimal("30.00"))
    assert (
        after.total - served.rating.total == after.result("SVC-02").points - served.rating.result("SVC-02").points > 0
    )


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({"service_area": "900", "households": "3000"}, "enough"),
        ({"service_area": "800", "households": "3000"}, "short"),
        ({"households": "3000"}, "unknown"),
        ({"service_area": "800", "households": "0"}, "unknown"),
    ],
)
def test_how_units_stand(facts: dict[str, str], standing: str) -> None:
    """One without usable figures is not known to lack anything."""
    assert question().standing(member(form(facts)), SCHEMES) == standing


def test_how_units_stand_that_are_not_rated() -> None:
    """Who did not report is not known; whoever is not asked for it stands apart, whether it reported or not."""
    community, village = form({}).unit, Unit(name="石门村", kind="village", profile="default")
    unknown = [member(form({}, unit=community), state) for state in ("missing", "unrated")]
    assert [question().standing(one, SCHEMES) for one in unknown] == ["unknown", "unknown"]
    others = [member(form({}, unit=village), state) for state in ("missing", "rated")]
    assert [question().standing(one, SCHEMES) for one in others] == ["other", "other"]
    nobody = member(form({}, unit=Unit(name="某")), "missing")
    assert question().standing(nobody, SCHEMES) == "unknown"


@pytest.mark.parametrize(
    ("areas", "step"), [((), "1"), (("5", "7.0"), "1"), (("5", "7.5"), "0.1"), (("5.255",), "0.01")]
)
def test_the_step_in_which_areas_are_counted(areas: Sequence[str], step: str) -> None:
    """Areas are counted as finely as any room is measured, to two decimals at most."""
    assert in_steps(map(Decimal, areas)) == Decimal(step)


EVERYONE = tuple(
    Member(Unit(code, name, kind, "default", town, county), "missing", NOWHERE)
    for code, name, kind, town, county in (
        ("330199001201", "云溪社区", "community", "云溪镇", "甲县"),
        ("330199002201", "桥头社区", "community", "平桥镇", "甲县"),
        ("330199001202", "桥头社区", "community", "云溪镇", "甲县"),
        ("330199003201", "石门村", "village", "云溪镇", "甲县"),
        ("330188001201", "东岸社区", "community", "云溪镇", "乙县"),
    )
)


def room(**more: object) -> Room:
    """A room in 云溪镇 of 甲县."""
    known: dict[str, object] = {
        "number": "1", "address": "滨江路1号", "owner": "", "state": "", "town": "云溪镇", "county": "甲县",
        "built": None, "idle": Decimal(500), "splits": None, "usable": True, "allotments": (),
        "location": Location("r.xlsx", "s", "A5"),
    }  # fmt: skip
    return Room(**{**known, **more})  # type: ignore[arg-type]  # the test names fields of several types


@pytest.mark.parametrize(
    ("more", "town", "county", "codes"),
    [
        ({}, "云溪镇", "甲县", []),
        ({"county": ""}, "云溪镇", "", ["room-county-missing"]),
        ({"county": "", "town": "平桥镇"}, "平桥镇", "甲县", []),
        ({"town": "平 桥 镇"}, "平桥镇", "甲县", []),
        ({"town": "别处"}, "别处", "甲县", ["room-town-unknown"]),
        ({"town": ""}, "", "甲县", ["room-town-missing"]),
        ({"town": "", "address": "平桥镇滨江路1号"}, "平桥镇", "甲县", ["room-town-from-address"]),
        ({"town": "", "address": "平桥镇与云溪镇之间"}, "", "甲县", ["room-town-missing"]),
    ],
)
def test_where_rooms_lie(more: dict[str, object], town: str, county: str, codes: list[str]) -> None:
    """Town and county are found among those of the units; what cannot be told is named."""
    placed = Streets(one.unit for one in EVERYONE).place(room(**more))
    assert (placed.value.town, placed.value.county) == (town, county)
    assert [one.code for one in placed.findings] == codes


def test_how_far_rooms_may_be_given() -> None:
    """Within a town of a county, a county or everywhere; where no unit names a county, all is one."""
    streets, bare = Streets(one.unit for one in EVERYONE), Streets([Unit(town="云溪镇"), Unit(town="平桥镇")])
    assert streets.reach("甲县", "云溪镇", "town") != streets.reach("乙县", "云溪镇", "town")
    assert streets.reach("甲县", "云溪镇", "county") == streets.reach("甲县", "平桥镇", "county")
    assert streets.reach("", "云溪镇", "county") == "" != streets.reach("", "", "city")
    assert bare.reach("", "云溪镇", "county") == bare.reach("", "平桥镇", "county") != ""
    assert bare.street("", "") == ""


@pytest.mark.parametrize(
    ("to", "code", "where", "found", "codes"),
    [
        ("云溪社区", "", {}, 0, []),
        ("云溪镇云溪社区", "", {}, 0, []),
        ("", "330199001201", {}, 0, []),
        ("云溪镇云溪社区", "330199001201", {}, 0, []),
        ("云溪", "330199001201", {}, 0, []),
        ("别的名字", "330199001201", {}, 0, ["room-unit-name-differs"]),
        ("桥头社区", "", {}, 2, []),
        ("桥头社区", "", {"town": "平桥镇"}, 1, []),
        ("桥头社区", "", {"town": "松岭乡"}, None, ["room-unit-shared"]),
        ("东岸社区", "", {}, 4, []),
        ("东案社区", "", {}, None, ["room-unit-unknown"]),
        ("", "", {}, None, []),
    ],
)
def test_whom_rooms_were_given_to(
    to: str, code: str, where: dict[str, object], found: int | None, codes: list[str]
) -> None:
    """By code, by name, or by town and name; of several the one in the room's town; what is near is only proposed."""
    allotment = Allotment(to, code, Decimal(100), None, "")
    read = Receivers(EVERYONE).find(allotment, room(**where))
    assert (read.value, [one.code for one in read.findings]) == (found, codes)


def test_of_a_short_name_with_one_wrong_sign_the_right_one_is_proposed() -> None:
    """Two signs and one of them wrong: in the room's own town that is near enough to be proposed."""
    there = [Member(Unit("", name, "community", "default", "云溪镇", "甲县"), "missing", NOWHERE)
             for name in ("纱厂社区", "水塔社区")]  # fmt: skip
    read = Receivers(there, ("社区",)).find(Allotment("沙厂社区", "", Decimal(9), None, ""), room(town="云溪镇"))
    assert [one.message("zh") for one in read.findings] == [
        "调剂给“沙厂社区”：没有这个单位，相近的有：云溪镇纱厂社区；这部分面积没有计到任何单位"
    ]


def credited(*allotments: Allotment) -> tuple[Credit, list[str]]:
    """What a rated community was given, and what was found."""
    everyone = (member(form({"service_area": "800", "households": "3000"})), EVERYONE[3])
    read = credit([room(allotments=allotments)], everyone, Receivers(everyone), question())
    return read.value, [one.code for one in read.findings]


@pytest.mark.parametrize(
    ("handed_over", "to_come", "code"),
    [
        (date(2022, 9, 30), "0", "rooms-in-forms"),
        (date(2022, 10, 1), "300", "rooms-to-come"),
        (None, "300", "rooms-to-come"),
    ],
)
def test_what_forms_have_already(handed_over: date | None, to_come: str, code: str) -> None:
    """What was handed over by the last day of the season is in the form; what was not, or has no day, comes on top."""
    value, codes = credited(Allotment("云溪社区", "", Decimal(300), handed_over, ""))
    assert (value.units, value.to_come(0), codes) == (((0,),), Decimal(to_come), [code])


def test_rooms_of_units_that_are_not_asked() -> None:
    """A room that a unit has to which the requirement does not apply is named, and adds to nobody's area."""
    value, codes = credited(Allotment("石门村", "", Decimal(300), None, ""))
    assert (value.to_come(1), codes) == (Decimal(0), ["room-unit-not-asked"])
