"""How far special projects have come: who is asked for what, shares with a least and a most, and who is behind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import isclose, sqrt

import pytest
from factory import Item, at_least, framework_of
from pools import rated, without

from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.model import Framework, SpecialProject, Variant
from starcli.core.numbers import divide
from starcli.core.projects.attainment import ALL, Area, Attained, Attainment, attainment
from starcli.core.projects.coverage import Coverage
from starcli.core.projects.progress import Problems, Progress, Project, ProjectSeason
from starcli.core.projects.words import indicator_of
from starcli.core.scheme import Schemes
from starcli.core.text import Text
from starcli.core.wilson import quantile, wilson

GOLD = {"gold": at_least("80")}
Z = quantile(Decimal(95))


def framework() -> Framework:
    """Two projects: one of A-1, and of B-1 in communities; the other of B-1 in villages. C-1 is of none."""
    items = [Item("A-1", "40", requires=GOLD), Item("B-1", "40", requires=GOLD), Item("C-1", "20", requires=GOLD)]
    made = framework_of(items)
    one, other = Variant(special_project="P1"), Variant(special_project="P2")
    entries = dict(made.entries)
    first = entries["A-1"]
    entries["A-1"] = replace(first, common=replace(first.common, special_project="P1"))
    entries["B-1"] = replace(entries["B-1"], by_kind={"community": one, "village": other})
    projects = {key: SpecialProject(key, Text.same(key), None) for key in ("P1", "P2")}
    return replace(made, entries=entries, special_projects=projects)


SMALL = framework()


def figures(*members: Member) -> Attainment:
    """What some units have attained of gold."""
    schemes = Schemes(SMALL)
    return attainment(members, schemes, Coverage(schemes, SMALL.grade("gold")))


def unit(kind: str = "village", *, town: str = "东镇", **values: str) -> Member:
    """A rated unit with some values."""
    said: Mapping[str, str] = {key.replace("_", "-"): value for key, value in values.items()}
    return rated(said, SMALL, kind=kind, town=town)


def test_which_indicators_a_project_pushes() -> None:
    """An indicator may belong to one project for one kind of units, and to another for the other."""
    covered = Coverage(Schemes(SMALL), SMALL.grade("gold")).projects()
    assert {key: [(one.id, one.kinds) for one in some] for key, some in covered.items()} == {
        "P1": [("A-1", ("village", "community")), ("B-1", ("community",))],
        "P2": [("B-1", ("village",))],
    }
    assert [one.everywhere for one in covered["P1"]] == [True, False]


@pytest.mark.parametrize(
    ("kind", "profile", "asked"),
    [
        ("village", "default", {("A-1", "P1"), ("B-1", "P2")}),
        ("community", "", {("A-1", "P1"), ("B-1", "P1")}),
        ("", "", {("A-1", "P1")}),
    ],
)
def test_what_a_unit_is_asked_for(kind: str, profile: str, asked: set[tuple[str, str]]) -> None:
    """Where nobody knows the kind, only what is asked of all and belongs to one project whatever the unit is."""
    items = Coverage(Schemes(SMALL), SMALL.grade("gold")).of(Unit(kind=kind, profile=profile))
    assert {(item.indicator, item.project) for item in items} == asked


def test_requirements_are_counted_one_by_one() -> None:
    """Of those that are asked some are met; a unit is complete where it meets all of its own."""
    found = figures(unit(A_1="90", B_1="70"), unit("community", A_1="80", B_1="85"), unit("community", A_1="10"))
    first, second = found.of("P1"), found.of("P2")
    assert (first.asked, first.met, first.unknown, first.units, first.complete) == (5, 3, 0, 3, 2)
    assert (second.asked, second.met, second.units, second.complete) == (1, 0, 1, 0)
    assert (first.points, first.weight) == (Decimal(36) + 32 + 34 + 4, Decimal(200))
    assert first.rate == Decimal("0.6")
    assert (found.of_indicator("P1", "B-1").asked, found.of_indicator("P2", "B-1").asked) == (2, 1)
    assert found.of_indicator("P1", "C-1") == Attained()


def test_who_did_not_report_stays_in_the_denominator() -> None:
    """Nobody knows what they meet: the rate has a least, as if nothing, and a most, as if all."""
    found = figures(unit(A_1="90"), without("missing"), without("unrated")).of("P1")
    assert (found.asked, found.met, found.unknown, found.units, found.units_unknown) == (3, 1, 2, 3, 2)
    assert (found.rate, found.most) == (divide(Decimal(1), Decimal(3)), Decimal(1))
    assert found.score == Decimal("0.9")


def test_what_does_not_apply_is_not_asked() -> None:
    """An indicator that town or county confirmed not to apply leaves both sides."""
    kept, waived = unit(A_1="90", B_1="90"), unit(A_1="90", B_1="n/a")
    assert figures(kept).of("P2").asked == 1
    assert figures(waived).of("P2").asked <= 1


def test_areas_add_up() -> None:
    """Towns add up to their county, and everything to all."""
    found = figures(unit(A_1="90"), unit(A_1="10", town="西镇"), unit("community", A_1="90", B_1="90", town="西镇"))
    assert [area for area in found.areas if area.level == "town"] == [
        Area("town", "东镇", "示例县"),
        Area("town", "西镇", "示例县"),
    ]
    for project in ("P1", "P2"):
        towns = [found.of(project, area) for area in found.at("town")]
        assert towns[0].plus(towns[1]) == found.of(project, Area("county", "示例县")) == found.of(project, ALL)


def test_an_interval_is_as_wide_as_if_each_unit_were_seen_once() -> None:
    """Ten requirements of two units tell as much as a share seen twice."""
    many = Attained(asked=10, met=6, units=2)
    low, high = many.interval(Z).low, many.interval(Z).high
    share, z, seen = 0.6, float(Z), 2
    middle = (share + z * z / (2 * seen)) / (1 + z * z / seen)
    reach = z * sqrt(share * (1 - share) / seen + z * z / (4 * seen * seen)) / (1 + z * z / seen)
    assert isclose(float(low), middle - reach, rel_tol=1e-12)
    assert isclose(float(high), middle + reach, rel_tol=1e-12)
    alone = Attained(asked=7, met=3, units=7)
    assert alone.interval(Z) == wilson(3, 7, Z)
    assert Attained().interval(Z).high == 1


def progress(*seasons: Attainment, problems: Mapping[tuple[str, Area], Problems] | None = None) -> Progress:
    """Everything about the projects of some seasons."""
    covered = Coverage(Schemes(SMALL), SMALL.grade("gold")).projects()
    return Progress(
        "示例县",
        SMALL,
        SMALL.grade("gold"),
        tuple(ProjectSeason(f"2022Q{number}", each, 0, 0, 0) for number, each in enumerate(seasons, 1)),
        tuple(Project(key, SMALL.special_projects[key], covered[key], None) for key in covered),
        problems or {},
    )


def town(name: str, good: int, bad: int) -> list[Member]:
    """The villages of a town: some meet A-1, some do not."""
    return [*(unit(A_1="90", town=name) for _ in range(good)), *(unit(A_1="10", town=name) for _ in range(bad))]


def test_who_is_behind() -> None:
    """The lowest first; one that is behind beyond chance before one that may be so, very small ones last."""
    members = [
        *town("甲镇", 40, 4),
        *town("乙镇", 4, 16),
        *town("丙镇", 5, 4),
        *town("丁镇", 0, 1),
        *town("戊镇", 30, 2),
    ]
    now = progress(figures(*members))
    behind = now.laggards("P1", "town", 10)
    assert [(one.area.name, one.certain) for one in behind] == [("乙镇", True), ("丙镇", False), ("丁镇", False)]
    assert behind[0].interval == wilson(4, 20, Z)
    assert [one.area.name for one in now.laggards("P1", "town", 1)] == ["乙镇"]
    assert now.laggards("P1", "county", 10) == ()


def test_nobody_is_behind_where_all_are_alike() -> None:
    """An area at the rate of the whole is not behind it; nor is one of which nothing is asked."""
    assert progress(figures(*town("甲镇", 3, 3), *town("乙镇", 2, 2))).laggards("P1", "town", 10) == ()
    assert progress(figures(unit("community", A_1="90", B_1="1"))).laggards("P2", "town", 10) == ()


@pytest.mark.parametrize(
    ("seasons", "rise"),
    [
        ([town("甲镇", 1, 3)], None),
        ([town("甲镇", 1, 3), town("甲镇", 3, 1)], "0.500"),
        ([town("甲镇", 3, 1), town("甲镇", 3, 1), town("甲镇", 1, 3)], "-0.500"),
        ([town("甲镇", 1, 2), town("甲镇", 2, 1)], "0.333"),
        ([[], town("甲镇", 2, 1)], None),
    ],
)
def test_how_much_the_rate_rose(seasons: Sequence[Sequence[Member]], rise: str | None) -> None:
    """Since the season before; without one, or without anybody asked in it, nothing can be said."""
    found = progress(*(figures(*members) for members in seasons)).rise("P1")
    assert (None if found is None else str(found)) == rise


def test_an_indicator_says_for_whom_it_belongs_to_a_project() -> None:
    """Kinds are named where it belongs to the project for some of them only."""
    now = progress(figures())
    assert [indicator_of(one, now).zh for one in now.projects[0].covered] == ["指标A-1", "指标B-1（community）"]
