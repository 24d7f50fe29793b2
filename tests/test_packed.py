"""Figures of a form, packed: found again with their cells, and small."""

import sys
from decimal import Decimal

import pytest
from compared import packed, small
from factory import row
from sheets import framework, scheme

from starcli.core.assessment import Answer, Assessment, Entry, Tier, Unit
from starcli.core.filling import questions
from starcli.core.findings import Location
from starcli.core.packed import Figure, Packer, figure_at, figure_names, values_in
from starcli.core.thresholds import CrossChecks, Peers, Watch

WATCHING = CrossChecks(watched={"income": Watch(rise=Decimal(200)), "A-3": Watch(cumulative=True)})
UNIT = Unit(name="石门村")


def test_every_number_of_a_form_is_found_again() -> None:
    """Facts and typed numbers are there in the framework's order, empty where nothing stands."""
    rows = {"held": "18", "planned": "20.50", "A-1": "100", "A-3": "0.0", "income": "n/a", "members": "??"}
    known = small(CrossChecks())
    values = values_in(packed(known, UNIT, rows).trace.reported)
    assert dict(zip(figure_names(known), values, strict=True)) == {
        "held": b"18", "planned": b"20.5", "income": b"", "members": b"", "A-1": b"100", "A-2": b"", "A-3": b"0",
        "A-4": b"",
    }  # fmt: skip


def test_a_figure_keeps_its_cell() -> None:
    """A figure comes with file, sheet and cell, whichever sheet it stands on."""
    places = {
        "held": Location("x", "填报表", "E5"),
        "planned": Location("x", "附表 2; 续", "F6"),
        "income": Location("x", "填报表", "E7"),
    }
    entries = {key: Entry({"self": Answer(Decimal(9), "9", place)}) for key, place in places.items()}
    reported = Packer(small(CrossChecks())).pack(Assessment(UNIT, "", Location("x"), entries), "self").reported
    found = [figure_at(reported, at, "a.xlsx") for at in range(4)]
    assert found == [
        Figure(Decimal(9), Location("a.xlsx", "填报表", "E5")),
        Figure(Decimal(9), Location("a.xlsx", "附表 2; 续", "F6")),
        Figure(Decimal(9), Location("a.xlsx", "填报表", "E7")),
        None,
    ]


@pytest.mark.parametrize(("basis", "value"), [("self", "10"), ("verified", "8"), ("reviewed", "8")])
def test_a_watched_figure_is_the_one_that_counts(basis: Tier, value: str) -> None:
    """What is reported is the unit's own; what counts follows the basis, or the tier below it."""
    known = small(WATCHING)
    form = packed(known, UNIT, {"income": row("income", own="10", verified="8")}, basis=basis)
    figure = Packer(known).figure(form, "income")
    reported = dict(zip(figure_names(known), values_in(form.trace.reported), strict=True))["income"]
    assert (figure and figure.value, reported) == (Decimal(value), b"10")


def test_only_watched_figures_and_money_count() -> None:
    """The figures that are compared over time or among peers are known by the framework."""
    known = small(CrossChecks(watched=WATCHING.watched, peers=Peers(measures=("万元",))))
    assert (Packer(known).counting, Packer(known).money) == (("income", "A-3"), ())


def test_the_money_of_the_reference() -> None:
    """In the reference framework money is what is measured in ten thousands of yuan."""
    assert Packer(framework()).money == (
        "inc_operate", "inc_contract", "inc_invest", "inc_this", "inc_last", "liabilities", "assets", "total_income",
        "DEV-01",
    )  # fmt: skip


@pytest.mark.parametrize("digits", ["9" * 70, "-" + "9" * 400])
def test_a_number_that_no_form_can_hold_is_left_out(digits: str) -> None:
    """A figure beyond all bounds is none, whatever its length."""
    known = small(CrossChecks())
    assert values_in(packed(known, UNIT, {"held": digits}).trace.reported)[0] == b""


@pytest.mark.parametrize("kind", ["village", "community"])
def test_a_full_form_takes_less_than_a_kilobyte(kind: str) -> None:
    """Every cell filled with a figure of five digits: a thousand units take less than a megabyte."""
    place = Location("f.xlsx", "填报表")
    asked = enumerate(questions(scheme(kind)), start=5)
    entries = {
        question.id: Entry({"self": Answer(Decimal("123.45"), "", place.at(f"E{at}"))}) for at, question in asked
    }
    trace = Packer(framework()).pack(Assessment(UNIT, "", place, entries), "self")
    assert sys.getsizeof(trace) + sys.getsizeof(trace.reported) + sys.getsizeof(trace.counting) < 1024
