"""Districts for the tests of portraits and challenges: random units in towns, some of which are not rated."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from factory import Item, at_least, form, framework_of
from test_rating import random_ratings

from starcli.core.assessment import Unit
from starcli.core.everyone import Member
from starcli.core.findings import Location
from starcli.core.marks import marks_of
from starcli.core.model import Framework
from starcli.core.rating import Rating, rate
from starcli.core.scheme import resolve
from starcli.core.standing import standing_of

D = Decimal
COUNTY = {"county": "甲县", "city": "某市"}


def rated_member(rating: Rating) -> Member:
    """A rated unit as one of everybody."""
    place = Location(f"{rating.unit.name}.xlsx")
    return Member(rating.unit, "rated", place, standing=standing_of(rating), marks=marks_of(rating))


def unrated_member(unit: Unit, *, missing: bool = True) -> Member:
    """One that did not report, or whose form could not be rated."""
    return Member(unit, "missing" if missing else "unrated", Location(f"{unit.name}.xlsx"))


def city(units: int = 40, towns: int = 4) -> tuple[Member, ...]:
    """Villages and communities in towns of two counties; every ninth is not rated."""
    kinds = ("village", "community")
    drawn = {kind: random_ratings(kind, units) for kind in kinds}
    members = []
    for number in range(units):
        kind = kinds[number % 3 == 0]
        town = number % towns
        county = f"{'甲乙'[town * 2 // towns]}县"
        code = f"3301{town * 2 // towns + 1:02}{town + 1:03}{number + 1:03}"
        rating = drawn[kind][number]
        unit = Unit(code, f"第{number}村", kind, rating.scheme.profile.id, f"{town}号镇", county, "某市")
        if number % 9 == 8:
            members.append(unrated_member(unit, missing=number % 2 == 0))
        else:
            members.append(rated_member(replace(rating, assessment=replace(rating.assessment, unit=unit))))
    return tuple(members)


def small_framework(*items: Item) -> Framework:
    """A framework with the three grades of the factory: gold from 80, silver from 60."""
    return framework_of(
        items or (Item("A-1", "60", requires=_GOLD), Item("B-1", "40", requires=_GOLD, gates=("gold",)))
    )


_GOLD = {"gold": at_least("80"), "silver": at_least("50")}


def small_member(name: str, figures: str, by: Framework, **where: str) -> Member:
    """A unit with the values of the indicators in their order: `90 75`; `-` for one that is not filled in."""
    kind, profile = where.pop("kind", "village"), where.pop("profile", "default")
    unit = Unit(**{"code": name, "name": name, "kind": kind, "profile": profile, **COUNTY, "town": "一镇", **where})
    values = {key: text for key, text in zip(by.entries, figures.split(), strict=True) if text != "-"}
    return rated_member(rate(resolve(by, kind, profile), form(values, unit=unit)))


def small_members(by: Framework, **figures: str) -> tuple[Member, ...]:
    """Units of one town by their names."""
    return tuple(small_member(name, text, by) for name, text in figures.items())


def names(members: Sequence[Member | None]) -> list[str]:
    """What members are called."""
    return ["—" if one is None else one.unit.name for one in members]
