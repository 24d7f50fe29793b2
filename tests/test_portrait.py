"""A unit beside the others of its kind in its county."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from factory import Item, at_least, form, framework_of

from starcli.core.assessment import Unit
from starcli.core.plans.portrait import ALONE, District, Peers, yardstick
from starcli.core.rating import Rating, rate
from starcli.core.scheme import resolve

FRAMEWORK = framework_of([Item(requires={"gold": at_least("80")}), Item("B-1")])
GOLD = FRAMEWORK.grade("gold")


def unit(first: str, second: str = "50", county: str = "示例县", kind: str = "village") -> Rating:
    """The rating of a unit with two figures."""
    place = Unit(name="甲", kind=kind, county=county)
    return rate(resolve(FRAMEWORK, kind, "default"), form({"A-1": first, "B-1": second}, unit=place))


def peers_of_first(*ratings: Rating) -> Peers:
    """What the first of some units has beside the others."""
    return District(ratings, GOLD).peers(ratings[0])


OTHERS: dict[str, tuple[list[Rating], Mapping[str, str]]] = {
    "one other": ([unit("90")], {"A": "0.9", "B": "0.5"}),
    "two others": ([unit("90"), unit("40", "51")], {"A": "0.65", "B": "0.505"}),
    "three others": ([unit("90"), unit("40"), unit("80", "10")], {"A": "0.8", "B": "0.5"}),
    "another county": ([unit("90"), unit("10", county="外县")], {"A": "0.9", "B": "0.5"}),
    "another kind": ([unit("90"), unit("10", kind="community")], {"A": "0.9", "B": "0.5"}),
    "a score like its own": ([unit("20"), unit("20"), unit("90")], {"A": "0.2", "B": "0.5"}),
}  # fmt: skip


@pytest.mark.parametrize("case", OTHERS)
def test_medians_are_of_the_others(case: str) -> None:
    """The unit itself is not among them, nor are units of another county or kind."""
    others, medians = OTHERS[case]
    assert {
        key: str(score.normalize()) for key, score in peers_of_first(unit("20"), *others).medians.items()
    } == medians


def test_who_shares_a_shortfall() -> None:
    """Of the others it is counted who falls short of the target, and of how many it is asked."""
    assert peers_of_first(unit("20"), unit("90"), unit("40"), unit("n/a")).short == {"A-1": (2, 3)}


def test_a_unit_by_itself_has_no_medians() -> None:
    """Without others nothing is said of any."""
    assert peers_of_first(unit("20"), unit("90", kind="community")) == Peers(0, {}, {"A-1": (0, 0)})
    assert (ALONE.count, ALONE.medians) == (0, {})


def test_the_yardstick_is_a_unit_at_the_requirements() -> None:
    """A dimension's score at the target is that of the values which are asked for, the worst where none are."""
    assert yardstick(resolve(FRAMEWORK, "village", "default"), GOLD) == {"A": Decimal("0.8"), "B": Decimal("0.000")}
