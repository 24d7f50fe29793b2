"""Money against the median of the peers: yuan typed as ten thousands of yuan."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from compared import packed
from factory import Item, fact, framework_of

from starcli.core.assessment import Unit
from starcli.core.findings import Location, finding
from starcli.core.packed import Form
from starcli.core.peers import against_peers
from starcli.core.text import Text
from starcli.core.thresholds import CrossChecks, Peers

YUAN = Text("万元", "10,000 yuan")
KNOWN = framework_of(
    [Item("A-1", value="income + held", high=None)],
    [replace(fact("income"), measured_in=YUAN), fact("held")],
    cross_checks=CrossChecks(peers=Peers(measures=("万元",), times=Decimal(1000), least=5)),
)
FIVE = ("20", "30", "35", "40", "50")


def forms(incomes: Sequence[str], kind: str = "village", profile: str = "default") -> list[Form]:
    """Units with these incomes."""
    return [
        packed(KNOWN, Unit(name=f"{number}村", kind=kind, profile=profile), {"income": income, "held": income})
        for number, income in enumerate(incomes)
    ]


@pytest.mark.parametrize(
    ("incomes", "doubtful"),
    [
        (("350000", *FIVE), [0]),
        (("35000", *FIVE), [0]),
        (("34999", *FIVE), []),
        (("350000", *FIVE[:4]), []),
        (("350000", "0", *FIVE[:4]), []),
        (("350000", "0", *FIVE), [0]),
        (("350000", "n/a", "-8", *FIVE), [0]),
        (("350000", "360000", *FIVE), [0, 1]),
        (("0.001", *FIVE), []),
        ((), []),
        (("350000",), []),
    ],
    ids=str,
)
def test_a_figure_far_above_the_others(incomes: Sequence[str], doubtful: list[int]) -> None:
    """A thousand times the median of at least five others with a figure above nothing is doubtful."""
    found = against_peers(forms(incomes), KNOWN)
    assert [at for at, each in enumerate(found) if each] == doubtful


def test_only_money_is_compared_and_the_finding_says_with_what() -> None:
    """Other figures may be of any size; the message has figure, median, how often, and how many peers."""
    found = against_peers(forms(("350000", *FIVE)), KNOWN)[0]
    assert found == (
        finding(
            "far-above-peers",
            Location("0村.xlsx", cell="income.own"),
            name=Text("数income", "fact income"),
            value="350000",
            times="10000",
            median="35",
            count=5,
            measure=YUAN,
        ),
    )


@pytest.mark.parametrize(("kind", "profile"), [("community", "default"), ("village", "mountain")])
def test_peers_are_of_one_kind_and_profile(kind: str, profile: str) -> None:
    """Communities are no peers of villages, nor mountain villages of those in the plain."""
    found = against_peers([*forms(("350000",)), *forms(FIVE, kind, profile)], KNOWN)
    assert set(found) == {()}


def test_the_median_of_an_even_number_lies_between_two() -> None:
    """The unit's own figure is not among those that it is compared with."""
    found = against_peers(forms(("350000", *FIVE, "60")), KNOWN)[0]
    assert dict(found[0].details)["median"] == "37.5"
