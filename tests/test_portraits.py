"""Portraits of areas: figures against brute force, areas in their order, and denominators that are everybody."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from statistics import median as middle

import pytest
from area_units import city, rated_member, small_framework, small_member, small_members, unrated_member
from factory import reference
from sheets import rated

from starcli.core.areas import Level
from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.numbers import half_up
from starcli.core.portraits.areas import Named, areas_of
from starcli.core.portraits.figures import Share, mean, median
from starcli.core.portraits.portrait import Everyone, Portrait, portraits, short_boards
from starcli.core.scheme import Schemes

D = Decimal
TARGET = reference().grades[0]


def painted(
    members: tuple[Member, ...], level: Level = "town", former: tuple[Member, ...] | None = None
) -> list[Portrait]:
    """The portraits of a level, by the reference framework."""
    everyone = Everyone(members, former, by_roster=True)
    return list(portraits(everyone, reference(), level, TARGET))


@pytest.mark.parametrize("level", ["town", "county", "city"])
def test_figures_are_those_of_brute_force(level: Level) -> None:
    """Turnout, grades, means, medians, dimensions and attainment, counted once more in another way."""
    members, schemes, framework = city(60, 6), Schemes(reference()), reference()
    for portrait in painted(members, level):
        here = [one for one in members if getattr(one.unit, level) == portrait.area.name]
        figures, turnout = portrait.figures, portrait.figures.turnout
        states = Counter(one.state for one in here)
        assert (turnout.units, turnout.rated, turnout.unrated, turnout.missing) == (
            len(here), states["rated"], states["unrated"], states["missing"],
        )  # fmt: skip
        ratings = [rating for one in here if (rating := one.rating(schemes)) is not None]
        assert {k: v for k, v in figures.grades.items() if v} == dict(Counter(rating.grade.id for rating in ratings))
        for kind in figures.kinds:
            totals = [rating.total for rating in ratings if rating.scheme.kind.id == kind.kind]
            assert (kind.mean, kind.median) == (
                half_up(sum(totals, D(0)) / len(totals), 2),
                half_up(Decimal(middle(totals)), 2),
            )
        for key, score in figures.dimensions.items():
            scores = [d.score for rating in ratings for d in rating.dimensions if d.id == key and d.score is not None]
            assert score == half_up(sum(scores, D(0)) / len(scores), framework.rounding.dimension)
        met = Counter(r.indicator.id for rating in ratings for r in rating.results if r.met(TARGET.id))
        assert {key: share.count for key, share in figures.attained.items()} == {
            key: met[key] for key in figures.attained
        }


def test_whoever_is_not_rated_counts_as_not_meeting_the_target() -> None:
    """Shares are of everybody: the units that did not report are in the denominator of what they are asked."""
    by = small_framework()
    members = (
        small_member("a", "90 90", by),
        small_member("b", "90 10", by),
        unrated_member(Unit("c", "c", "village", "default", "一镇", "甲县", "某市")),
        unrated_member(Unit("d", "d", "", "", "一镇", "甲县", "某市"), missing=False),
    )
    (portrait,) = portraits(Everyone(members, by_roster=True), by, "town", by.grades[0])
    assert portrait.figures.attained == {"A-1": Share(2, 3), "B-1": Share(1, 3)}
    assert (portrait.figures.turnout.units, portrait.figures.turnout.rated) == (4, 2)


def test_what_does_not_apply_leaves_both_sides_of_a_share() -> None:
    """A unit to which an indicator does not apply is not asked."""
    unit = Unit("330101001201", "某村", "village", "default", "一镇", "甲县", "某市")
    waived = rated_member(rated(unit, "five-star", waived={"ORG-06": "没有发展对象"}))
    (portrait,) = painted((waived,))
    assert ("ORG-06" in portrait.figures.attained, portrait.figures.attained["ORG-01"]) == (False, Share(1, 1))


def test_areas_stand_in_the_order_of_their_codes() -> None:
    """Towns follow their codes whatever they are called; those without a code and those of no place come last."""
    units = [
        Unit("330102002201", "a", town="乙镇", county="某县", city="某市"),
        Unit("330102001201", "b", town="丙镇", county="某县", city="某市"),
        Unit("", "c", town="丁镇", county="某县", city="某市"),
        Unit("", "d", county="某县", city="某市"),
        Unit("330101009201", "e", town="甲镇", county="他县", city="某市"),
    ]
    members = [unrated_member(unit) for unit in units]
    areas = areas_of(members, "town", Named(units))
    assert [area.name for area in areas] == ["甲镇", "丙镇", "乙镇", "丁镇", ""]
    assert areas[-1].label.zh == "未归属"


def test_towns_of_one_name_are_told_apart() -> None:
    """A name that two counties share bears its county."""
    units = [Unit(name=c, town="城关镇", county=f"{c}县", city="某市") for c in "甲乙"]
    areas = areas_of([unrated_member(unit) for unit in units], "town", Named(units))
    assert [area.label.zh for area in areas] == ["城关镇（甲县）", "城关镇（乙县）"]


def test_what_one_unit_leaves_out_others_of_its_town_say() -> None:
    """A unit that does not name its county is in that of its town, where only one county has such a town."""
    units = [Unit(name="a", town="一镇", county="甲县", city="某市"), Unit(name="b", town="一镇")]
    (area,) = areas_of([unrated_member(unit) for unit in units], "town", Named(units))
    assert area.key == ("某市", "甲县", "一镇")
    doubtful = [*units, Unit(name="c", town="一镇", county="乙县", city="某市")]
    keys = [area.key for area in areas_of([unrated_member(unit) for unit in doubtful], "town", Named(doubtful))]
    assert ("", "", "一镇") in keys


def test_each_level_is_held_against_the_one_above() -> None:
    """A town against its county, a county against the city, and the city against nothing."""
    members = city()
    above = {
        level: {p.above_label and p.above_label.zh for p in painted(members, level)}
        for level in ("town", "county", "city")
    }
    assert above == {"town": {"甲县", "乙县"}, "county": {"某市"}, "city": {None}}


def test_an_area_that_is_the_whole_is_held_against_nothing() -> None:
    """The only town of a county has nobody to be compared with."""
    members = tuple(one for one in city() if one.unit.town == "0号镇")
    (portrait,) = painted(members)
    assert (portrait.above, portrait.attained[0].difference) == (None, None)


def test_what_stands_out_is_ahead_and_behind() -> None:
    """The strongest are ahead of the level above, the weakest behind it, the largest difference first."""
    for portrait in painted(city(60, 6)):
        ahead, behind = ([one.difference for one in some] for some in (portrait.strongest(5), portrait.weakest(5)))
        known = sorted(one.difference for one in portrait.attained if one.difference is not None)
        assert ahead == [one for one in known[::-1] if one > 0][:5]
        assert behind == [one for one in known if one < 0][:5]


def test_without_a_level_above_shares_themselves_are_compared() -> None:
    """In a city the strongest is what most units meet."""
    (portrait,) = painted(city(60, 6), "city")
    rates = [one.own.rate or D(0) for one in portrait.attained]
    assert (portrait.strongest(1)[0].own.rate, portrait.weakest(1)[0].own.rate) == (max(rates), min(rates))


@pytest.mark.parametrize(("bad", "good", "common"), [(3, 7, True), (2, 1, False), (3, 8, False), (9, 0, True)])
def test_a_short_board_is_common_from_a_share_and_a_number_on(bad: int, good: int, common: bool) -> None:
    """At least 30 % of the units, and at least three of them, miss the target."""
    by = small_framework()
    figures = {f"u{at}": "90 10" if at < bad else "90 90" for at in range(bad + good)}
    (portrait,) = portraits(Everyone(small_members(by, **figures)), by, "town", by.grades[0])
    assert [one.id for one in portrait.common] == ["B-1"] * common


def test_a_difference_may_be_chance() -> None:
    """Two units that miss what half of the county meets prove nothing; twenty do."""
    by = small_framework()

    def sure(count: int) -> bool:
        here = [small_member(f"a{at}", "10 90", by, town="此镇") for at in range(count)]
        there = [small_member(f"b{at}", "90 90", by, town="他镇") for at in range(count)]
        found = portraits(Everyone((*here, *there)), by, "town", by.grades[0])
        return next(one.sure for one in found[0].attained if one.id == "A-1")

    assert (sure(2), sure(20)) == (False, True)


def test_short_boards_begin_with_gates() -> None:
    """What is missed stands by gates and then by points lost."""
    by = small_framework()
    member = small_member("a", "40 70", by)
    rating = member.rating(Schemes(by))
    assert rating is not None
    assert short_boards(rating, by.grades[0]) == (("B-1", "A-1"), 1)


def test_units_stand_kind_by_kind_with_the_best_first() -> None:
    """Then come those without a rating; nobody is left out."""
    for portrait in painted(city()):
        rows = [(row.member.unit.kind, row.member.state != "rated", row.member.standing) for row in portrait.units]
        kinds = [kind for kind, _, _ in rows]
        assert kinds == sorted(kinds, key=["village", "community"].index)
        for kind in set(kinds):
            totals = [standing.total for k, absent, standing in rows if k == kind and not absent and standing]
            assert totals == sorted(totals, reverse=True)
        assert len(rows) == portrait.figures.turnout.units


def test_areas_within_an_area_add_up() -> None:
    """The rows of a county are its towns, and hold all its units."""
    for portrait in painted(city(60, 6), "county"):
        assert sum(row.figures.turnout.units for row in portrait.areas) == portrait.figures.turnout.units
        assert portrait.units == ()


def test_moves_compare_with_the_former_season() -> None:
    """Units that rose and fell in total and in grade; who is new is not compared."""
    by = small_framework()
    before = small_members(by, a="70 90", b="90 90", c="60 90")
    now = small_members(by, a="95 90", b="50 90", c="60 90", d="90 90")
    (portrait,) = portraits(Everyone(now, before), by, "town", by.grades[0])
    moves = portrait.moves
    assert moves is not None
    assert (moves.compared, moves.points_up, moves.points_down, moves.new) == (3, 1, 1, 1)
    assert (moves.grades_up, moves.grades_down) == (1, 1)
    risen, fallen = ([one.now.member.unit.name for one in some] for some in (moves.risen, moves.fallen))
    assert (risen, fallen) == (["a"], ["b"])


def test_without_a_former_season_nothing_moved() -> None:
    """What is not known is not nought."""
    assert {portrait.moves for portrait in painted(city())} == {None}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["1"], ("1.00", "1.00")),
        (["1", "2"], ("1.50", "1.50")),
        (["1", "2", "4.005"], ("2.34", "2.00")),
        (["0.005", "0"], ("0.00", "0.00")),
    ],
)
def test_mean_and_median(values: list[str], wanted: tuple[str, str]) -> None:
    """Both are rounded half up at the end."""
    numbers = [D(value) for value in values]
    assert (str(mean(numbers, 2)), str(median(numbers, 2))) == wanted


def test_a_unit_of_no_known_kind_is_counted_and_asked_nothing() -> None:
    """Somebody whose kind nobody knows is in the denominator of the area alone."""
    unknown = replace(unrated_member(Unit(name="x", town="0号镇", county="甲县", city="某市")), state="unrated")
    first = painted((*city(), unknown))[0]
    assert [kind.kind for kind in first.figures.kinds] == ["village", "community", ""]
